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
    "联合发文或转发时沿用原文号。": "Issued together or passed on under the first number.",
    "发文单位笔误或重号。": "A slip of the issuing office, or a number given twice.",
    "请向发文单位核对该文号对应的文件。": "Ask the issuing office which paper has this number.",
    "该单位更换过编号规则。": "The issuer has changed its way of numbering.",
    "不同班次使用不同编号规则。": "Classes are numbered in different ways.",
    "编号识别有误。": "The number may be misread.",
    "请放大核对编号，必要时向施教机构查询。": "Look at the number enlarged; ask the provider if need be.",
    "单位组织职工参加了同一个班次，统一发证。": "The unit sent its people to one class, and all got their papers on one day.",
    "施教机构集中补发证书。": "The provider issued papers again all at once.",
    "可核对该班次的通知和签到表；与班次相符即属正常。": (
        "See the notice and the sign-in sheet of the class; if they agree, all is well."
    ),
}
