"""English of the pages of standards and figures; beside ``english.py``, which takes it in."""

from __future__ import annotations

from collections.abc import Mapping

STANDARDS: Mapping[str, str] = {
    "（未填文件名）": "(document not named yet)",
    "上传为草稿": "Upload as a draft",
    "上传认定办法": "Upload a policy",
    "人未列出": "people not listed",
    "人超出一次试算的上限，未列入": "people were beyond what is tried at once",
    "保存并校验": "Save and check",
    "修改（另起草稿）": "Change (in a draft)",
    "停用": "Switch off",
    "减少的项数": "Claims that lose",
    "删除草稿": "Delete the draft",
    "另有": "further",
    "启用": "Put in force",
    "启用后": "In force",
    "启用后，未办结的申报按新标准重算；正在看旧数字的审核人员会被要求重新查看；已认定的不变。": (
        "Once in force, open claims are worked out anew; reviewers looking at old figures are asked to look again; "
        "what was credited stays."
    ),
    "固定学时": "Fixed hours",
    "在用": "In force",
    "在真实申报上试算，没有改动任何申报。": "Tried on the real claims; nothing was changed.",
    "增加的项数": "Claims that gain",
    "学时合计变化": "Change in hours",
    "学时标准": "Standards",
    "学时标准出自的文件（名称和文号）": "Document the hours come from (title and number)",
    "学时标准表": "Table of rates",
    "已停用": "Ended",
    "按什么计": "Counted by",
    "按数量": "By number",
    "按级别": "By level",
    "文件写明“按其他文件执行”的学时，以及本市自己的认定办法，由主管部门在这里录入。": (
        "Hours that a document leaves to other texts, and policies of the city's own, are kept here by the authority. "
    ),
    "先校验、试算，再启用；已作出的决定不变，未办结的申报按新标准重算。": (
        "Checked and tried first, then put in force; decisions stay, open claims are worked out anew."
    ),
    "新建": "Begin",
    "新建学时标准表": "New table of rates",
    "无法试算": "Cannot be tried",
    "有变化的人员": "People whose year changes",
    "条文和数字的变化": "Rows and figures that change",
    "格需要改正，已在格子下面写明。": "cells need correcting; each says why.",
    "没有人的年度学时会变化。材料还不齐的申报不计入合计，补齐后才会显出差别。": (
        "Nobody's year changes. Claims whose evidence is not complete do not count yet and show a difference later."
    ),
    "现在": "Now",
    "由 hourproof policies new 起草的 TOML 文件，或导出后修改的 Excel 表。上传后只是草稿。": (
        "A TOML file drafted by hourproof policies new, or the exported sheet as edited. It is only a draft at first."
    ),
    "算法": "Way of counting",
    "级别和学时": "Levels and hours",
    "补充": "Adds to",
    "补充哪个认定办法": "Adds to which policy",
    "要删去一行，把这一行的途径和其他格清空后保存。保存后会多出空行。按级别的写法：国家级=10；省级=6。": (
        "To remove a row, clear its cells and save; saving adds empty rows. Levels are written 国家级=10；省级=6."
    ),
    "试算": "Try",
    "试算影响": "Try the effect",
    "请先试算影响，再在试算页启用。": "Try the effect first; it is put in force from that page.",
    "还没有录入学时标准。": "No standards have been entered yet.",
    "连已认定的也按新标准重算（假设全年适用）": "Work out credited claims anew too (as if it had held all year)",
    "需要改正": "To be corrected",
    "项申报": "claims",
    "项目": "What",
    "天数": "Days",
    "半天数": "Half days",
    "课时": "Class hours",
    "合格科目数": "Subjects passed",
    "篇（项）数": "Pieces",
    "从打开到决定；中位数": "From opening to deciding; median",
    "分钟": "min",
    "在办申报": "Claims on their way",
    "审核一件所用时间": "Time for one claim",
    "审核一件所用时间（中位数）": "Time for one claim (median)",
    "已核实": "Looked at",
    "改动最多的条款": "Clauses most often changed",
    "未处理": "Open",
    "疑点的种类": "Kinds of doubts",
    "看数字": "The numbers",
    "秒": "s",
    "，十件中九件不超过": ", nine of ten within",
    "；超过半小时、视为中断的": "; longer than half an hour, taken as interrupted:",
    "3 天内": "Up to 3 days",
    "4–10 天": "4–10 days",
    "11–30 天": "11–30 days",
    "超过 30 天": "Over 30 days",
    "条形旁的区间按 95% 估计，件数少时很宽。": "The interval is at 95 %; with few items it is wide.",
    "至": "to",
}
