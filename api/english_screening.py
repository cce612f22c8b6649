"""English of screening what is stored: the page of it, and what stands out over all its papers.

Messages are kept as text: their forms are found again as those of the checks are (``english_findings``).
"""

from __future__ import annotations

from collections.abc import Mapping

#: Messages with places, as ``claims/screening/population.py`` fills them.
PATTERN_FORMS: Mapping[str, str] = {
    "同一文号“{number}”出现在内容不同的文件上（{what}不一致）。": (
        "The document number “{number}” stands on papers that say different things ({what} differs)."
    ),
    "证书编号的格式与同一单位其他 {count} 份证书不同（通常为“{usual}”，本份为“{form}”，9 代表数字，A 代表字母）。": (
        "The certificate number has another form than {count} others of the issuer "
        "(“{usual}” as a rule, “{form}” here; 9 stands for a figure, A for a letter)."
    ),
    "{unit}有 {count} 份材料的落款日期同为 {day}，明显多于按整批推算的 {expected} 份。": (
        "{unit}: {count} papers are dated {day}, far more than the {expected} the whole would make one expect."
    ),
}

SCREENING: Mapping[str, str] = {
    **PATTERN_FORMS,
    "标题": "title",
    # the page
    "筛查": "Screening",
    "正在筛查": "Screening",
    "筛查完成": "Screened",
    "筛查中断": "Screening broke off",
    "上次筛查": "Last screening",
    "学时年度（可不填）": "Year (may be left empty)",
    "把已提交的材料再彼此核对一遍，也看整批里才显得出来的。": (
        "Holds all that was handed in against each other once more, and looks for what only shows over all of it."
    ),
    "与此前材料相像：": "Resembling an earlier one:",
    "整批中显出的": "Standing out over all",
    "单看一份看不出来，放在一起才显出来。只提示该看哪里，不对任何一份材料下结论。": (
        "Seen only when all papers are laid together. It says where to look and judges no paper."
    ),
    "还没有看：筛查到最后才做这一步。": "Not looked for yet: this is the last step.",
    "这次筛查没有做这一步，请再筛查一次。": "This screening did not come to this step; please screen again.",
    "没有发现。": "Nothing was found.",
    "按涉及学时只列出前面的；共有：": "Only the first by hours at stake are listed; in all:",
    "只列出最早提交的：": "Only those handed in first are listed:",
    "本份": "This one",
    "对照": "Against",
    # what stands out
    "联合发文或转发时沿用原文号。": "Issued together or passed on under the first number.",
    "发文单位笔误或重号。": "A slip of the issuing office, or a number given twice.",
    "请向发文单位核对该文号对应的文件。": "Ask the issuing office which paper has this number.",
    "该单位更换过编号规则。": "The issuer has changed its way of numbering.",
    "不同班次使用不同编号规则。": "Classes are numbered in different ways.",
    "编号识别有误。": "The number may be misread.",
    "请放大核对编号，必要时向施教机构查询。": "Look at the number enlarged; ask the provider if need be.",
    "单位组织职工参加了同一个班次，统一发证。": "Its people went to one class, all papers issued at once.",
    "施教机构集中补发证书。": "The provider issued papers again all at once.",
    "可核对该班次的通知和签到表；与班次相符即属正常。": (
        "See the notice and the sign-in sheet of the class; if they agree, all is well."
    ),
}
