"""English of why the desk refuses a step, as a reviewer or a professional meets it on the pages."""

from __future__ import annotations

from collections.abc import Mapping

REFUSALS: Mapping[str, str] = {
    "一次最多处理 {most} 项，至少一项。": "At most {most} at once, at least one.",
    "成批处理只能按建议学时认定；其他决定请逐项作出。": (
        "A batch can only credit as proposed; take other decisions one by one."
    ),
    "同一项申报出现了两次。": "The same claim stands there twice.",
    "请写明理由，申报人会看到这句话。": "Please give a reason; the claimant sees it.",
    "不予认定须写明依据的条款。": "To decline, name the clause.",
    "还有 {left} 个疑点没有处理，请先逐项核实。": "{left} doubts are still open; look at them first.",
    "有异议的申报须逐项处理。": "Disputed claims are decided one by one.",
    "请填写调整后的学时。": "Please give the adjusted hours.",
    "学时不在合理范围内。": "These hours are out of range.",
    "与建议学时不同，请用“调整学时”并写明理由。": "Not the hours proposed: use “Adjust hours” and give a reason.",
    "认定办法没有给出确定的学时，请由审核人员填写。": "The document settles no hours; the reviewer gives them.",
    "只能撤销自己刚作出的决定，而且下一级或申报人还没有打开过。": (
        "Only your own last decision can be undone, before the next level or the claimant opened it."
    ),
    "不能审核自己的申报，请由其他审核人员处理。": "Nobody reviews their own claim; somebody else has to.",
    "这一步的“{move}”不由您办理（同一人也不能兼做两级审核）。": (
        "“{move}” is not yours here (nor may one person do both levels)."
    ),
    "“{state}”的申报不能{move}。": "A claim in “{state}” does not allow: {move}.",
    "这项申报刚刚被别人改动过，请刷新后再决定。": "Somebody has just changed this claim; reload, then decide.",
    "还有材料正在识别，请稍候再提交。": "Some papers are still being read; submit in a moment.",
    "请先选择申报的途径。": "Choose the pathway first.",
    "没有名为 {name} 的要素。": "There is no fact called {name}.",
    "填写的内容太长。": "What was filled in is too long.",
    "材料和途径不在这里填写。": "Papers and pathway are not given here.",
    "这份材料还在识别，请稍候。": "This paper is still being read; one moment.",
    "这项申报现在不由您审核。": "This claim is not yours to review now.",
    "这项申报已经办结，不能再更正。": "This claim is settled and cannot be corrected any more.",
    "更正的值太长。": "The corrected value is too long.",
    "疑点由审核人员核实；申报人可以更正要素或补充材料。": (
        "Reviewers settle doubts; the claimant may correct facts or add papers."
    ),
    "这个疑点已经不存在，可能已随更正消失。": "This doubt is gone, perhaps with a correction.",
    "本市这一年度的认定办法里没有这个途径。": "The document of this city and year has no such pathway.",
    "填写的内容须为文字、数字、是否或列表。": "Give text, a number, yes or no, or a list.",
    "更正的值须为文字、数字、是否或列表。": "The corrected value has to be text, a number, yes or no, or a list.",
    "申报已提交，不能再更改；可以先撤回，或等待退回。": (
        "The claim is submitted and cannot be changed; withdraw it, or wait for its return."
    ),
    "有一份材料已在提交了的申报里，不能再用。": "One of the papers is in a submitted claim already.",
    "年度由申报人更改；如不对，请退回。": "The claimant changes the year; return it if it is wrong.",
    "没有这一类材料。": "There is no such kind of paper.",
    "翻页标记无效，请从第一页重新开始。": "This place in the list is not valid; start from the first page.",
    "没有找到这一项，可能已被撤回，或不在您的权限范围内。": "Not found: withdrawn perhaps, or not within your sight.",
    "您的角色不能进行这项操作。如有需要，请联系本单位管理员。": (
        "Your role does not allow this. If you need it, ask your unit's administrator."
    ),
    # papers of a class, its dossier
    "请选择 1 到 {most} 项，每项一次。": "Choose 1 to {most}, each once.",
    "抽中的材料还有 {left} 份没有打开看过，请先逐份打开。": (
        "{left} of those drawn have not been opened; open each first."
    ),
    "班次还没有同意办班，没有档案可以对照。": "The class is not approved yet; there is no dossier.",
    "不在这个班次里，或情况已有变化，请逐项处理。": "Not of this class, or changed meanwhile; decide it by itself.",
    "名字最多 {most} 个，每个最长 {longest} 字。": "At most {most} names of {longest} characters.",
    "还有 {left} 处没有看过，请先逐处核实。": "{left} places have not been looked at; look at each first.",
    "名单里没有这一行。": "The list has no such line.",
    "这份材料已按要求删除。": "This paper was deleted on request.",
    "没有这种办理。": "There is no such step.",
    "这份班次材料刚刚被别人改动过，请刷新后再核。": "Somebody has just changed this paper; reload, then check.",
    "班次材料由举办单位的管理员或主管部门核对。": "Papers of a class are checked by its provider or the authority.",
    "不能核对自己申报里的材料，请由其他审核人员核对。": (
        "Nobody checks a paper of their own claim; somebody else has to."
    ),
    "这份材料已经核过，请先撤销核对。": "This paper is checked; take the check back first.",
    "这份材料刚刚被别人办理过，请刷新。": "Somebody has just dealt with this paper; reload.",
    "只有通知、日程、签到表和名册能作为班次材料。": (
        "Only notices, schedules, sign-in sheets and rosters are papers of a class."
    ),
    # the titles of problems
    "请求不完整": "Incomplete request",
    "请先登录": "Please sign in",
    "没有权限": "Not allowed",
    "没有找到": "Not found",
    "不支持的操作": "Not supported",
    "已被他人处理": "Somebody was first",
    "缺少长度": "Length missing",
    "版本已变化": "Changed meanwhile",
    "文件过大": "File too large",
    "格式不支持": "Format not supported",
    "材料或内容不能使用": "This cannot be used",
    "缺少版本号": "Version missing",
    "操作过于频繁": "Too often",
    "系统出错": "Something went wrong",
    "暂时繁忙": "Busy for now",
    "您尚未登录或登录已过期。请重新登录后再试。": "You are not signed in any more. Sign in and try again.",
    "您的身份不能进行这项操作。如确有需要，请联系单位管理员。": (
        "Your role does not allow this. If you need it, ask your unit's administrator."
    ),
    "没有这条记录，或者它不在您可以查看的范围内。请从列表中重新进入。": (
        "There is no such record, or it is not within your sight. Please start from the list."
    ),
    "这个地址不支持该操作。请从页面上的按钮进入。": (
        "This address does not do that. Please use the buttons of the pages."
    ),
    "提交的内容超过大小上限，未保存。请压缩或分开后再传。": "Too large, not kept. Make it smaller or send it in parts.",
    "这一步没有完成。请返回上一页重试。": "This did not work. Go back and try again.",
    # planted items
    "请填写虚构姓名、单位和问题所在（最长 {most} 字）。": (
        "Give the invented name, the employer and what is wrong ({most} characters at most)."
    ),
    "这是您放入的质检件，请由其他审核人员办理。": "You planted this item; somebody else has to decide.",
    "只能在本市放入质检件。": "Items can be planted in your own city only.",
}

__all__ = ["REFUSALS"]
