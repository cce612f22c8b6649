"""English beside the Chinese of planted items, of pathways chosen first, and of pictures that could not be sent."""

from __future__ import annotations

from collections.abc import Mapping

#: What the answer to a doubt can change; a noun here where the pages' menus have a title of the same characters.
CHANGES: Mapping[str, str] = {
    "学时": "hours",
    "人员": "the person",
    "年度": "the year",
    "途径": "the pathway",
    "是否计入": "whether it counts",
    "真实性": "authenticity",
    "真实性或学时": "authenticity or hours",
    "是否可用": "whether it can be used",
}

DESK: Mapping[str, str] = {
    "途径的其余 {n} 项：取自材料，或不影响结果": "{n} further facts of the pathway: from the papers, or without effect",
    "材料上的日期在 {n} 年，这件记在 {m} 年度。": "The papers speak of {n}; this counts for {m}.",
    "改记入 {n} 年度": "Count it for {n}",
    "班次材料": "Papers of the class",
    "班次材料已核": "Checked for the class",
    "通知、日程、签到表核一次，这个班次的申报都按它对照，不再逐件询问。": (
        "Notice, schedule and sign-in sheet are checked once; every claim of the class is held against them and asked "
        "no more."
    ),
    "件申报里有": "claims hold it",
    "补一份：拍照，或选择图片、PDF": "Add one: take a photo, or choose a picture or PDF",
    "正在上传，请稍候…": "Sending, one moment …",
    "已读到": "Read so far",
    "选择 Excel 文件": "Choose an Excel file",
    "选择 TOML 或 Excel 文件": "Choose a TOML or Excel file",
    "选择图片或 PDF": "Choose a picture or PDF",
    "不属于这个班次": "Not of this class",
    "待核": "To check",
    "已核": "Checked",
    "没有识别成功": "Could not be read",
    "读出的内容与班次一致，或已看过。": "What was read agrees with the class, or was looked at. ",
    "与班次相同": "as the class says",
    "补上的": "added",
    "没有签名": "not signed",
    "没有读出的名字（用顿号隔开）": "Names that were not read (separated by commas)",
    "保存更正": "Save corrections",
    "确认这份材料已核": "This paper is checked",
    "撤销核对": "Take the check back",
    "说不清，转核查": "Cannot tell: to investigation",
    "不用": "No",
    "从这台设备删除": "Delete from this device",
    "先选途径，看要交哪些材料（不选也可以，系统会按材料建议）": (
        "Choose the pathway first and see what it wants (optional; the papers suggest one)"
    ),
    "另起一件": "Begin another claim",
    "已有": "there",
    "还没有": "not yet there",
    "把已知有问题的材料以虚构人员的名义放进待审列表，看审核能不能发现。": (
        "Put papers known to be wrong into the queue under invented names and see whether review finds them. "
    ),
    "不论怎样决定，都不登记学时、不与别的材料比对；只统计发现了几件，不统计是谁。": (
        "Whatever is decided, no hours are registered and no paper is compared with them; counted is how many were "
        "found, not by whom."
    ),
    "接下来拍的归入同一件申报，齐一样勾一样。": "The next pictures join the same claim; each paper ticks its line.",
    "放入": "Plant",
    "放入一件": "Plant an item",
    "放入时间": "Planted",
    "放进哪个单位的待审列表": "Employer in whose queue it goes",
    "文件没有规定要交哪些材料。": "The document asks for no particular papers.",
    "日期、学时和名单都相符": "days, hours and roster agree",
    "日期和学时相符": "days and hours agree",
    "暂存": "Keep here",
    "材料（图片或 PDF；不得用真人真件，也不得带密级或不公开标志）": (
        "Paper (picture or PDF; never a real person's, never with a secrecy or disclosure mark)"
    ),
    "照片加密存放，只有您登录后才能打开，传完立即删除，最多存一天。公用设备请不要存。": (
        "Encrypted; opens only after you sign in; deleted once sent, after a day at the latest. Not on a shared device."
    ),
    "由系统按材料建议": "As the papers suggest",
    "看这张照片": "See this picture",
    "看那一份": "See that one",
    "虚构姓名（与材料上的一致）": "Invented name (as on the paper)",
    "读得清楚的 {n} 项": "{n} values read clearly",
    "质检件": "Planted items",
    "质检件被发现": "Planted items found",
    "还没有放入质检件。": "Nothing planted yet.",
    "连接断了。要不要把没传完的照片暂存在这台设备上？": (
        "The connection is lost. Keep the unsent pictures on this device?"
    ),
    "问题在哪里": "What is wrong",
    "问题在哪里（决定之后告诉审核人员）": "What is wrong (told to the reviewer after deciding)",
    "正在识别": "Being read",
    "已发现": "Found",
    "没有发现": "Not found",
    "未能放入": "Could not be planted",
}
