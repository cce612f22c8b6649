"""English of what the desk asks and why, of what classes are held against, and of what the rules leave to a person.

Places in braces are filled with what the Chinese sentence was made of (``domain.said``).
"""

from __future__ import annotations

from collections.abc import Mapping

DOUBTS: Mapping[str, str] = {
    # why a finding matters
    "同一份材料只能认定一次；也可能只是补交或单位代交，请并列看一眼。": (
        "One paper counts once; it may also have been handed in again, or by the employer. Look at both side by side."
    ),
    "改动过的地方不一定是发证时的内容，学时要以原件为准。": (
        "What was changed need not be what was issued; the hours go by the original."
    ),
    "文件里带有打开时会运行或联网的内容，请不要下载原件，凭图像核对即可。": (
        "The file holds something that runs or goes online when opened. Do not download it; the picture is enough."
    ),
    "两处说法对不上，按哪一处算，结果可能不同。": "Two places disagree; the result may hang on which one counts.",
    "缺了这一项，认定办法可能不计入这份材料。": "Without it the document may not let this paper count.",
    "画面不清时，读出的内容可能有误。": "Where the picture is unclear, what was read may be wrong.",
    "请对照原件看一眼。": "Please look at the original.",
    "签到材料要能说明本人到场；手写的名字常常读不出，请在图上找一找。": (
        "A sign-in sheet has to show that the person was there; written names are often not read. Look for it."
    ),
    # kind
    "这是哪一类材料？": "Which kind of paper is this?",
    "没有认出材料类别。": "The kind of paper was not recognised.",
    "可能是{kind}，但把握不大。": "Perhaps: {kind}, but not surely.",
    # values
    "{what}读得对吗？": "{what}: read correctly?",
    "申报人把{what}改成了“{now}”，原来读作“{before}”": "{what}: the claimant put “{now}”; it was read as “{before}”",
    "申报人把{what}改成了“{now}”": "{what}: the claimant put “{now}”",
    "{what}是“{one}”“{other}”还是“{third}”？": "{what}: “{one}”, “{other}” or “{third}”?",
    "{what}是“{one}”还是“{other}”？": "{what}: “{one}” or “{other}”?",
    "{what}读作“{value}”，对吗？": "{what}: read as “{value}”, correct?",
    "申报人的更正要对照原件核实过才算数。": "A claimant's correction counts once it is held against the original.",
    "两次识别读得不一样，请对照原图选一个。": "Two readings differ; choose by the picture.",
    "这一处识别的把握只有 {share}，请对照原图看一眼。": "Read with only {share} confidence; look at the picture.",
    "{what}没有读出": "{what}: not read",
    "算学时要用到它。": "The hours are reckoned from it.",
    "这一处看不清或不在画面里。": "It is unclear, or not in the picture.",
    "请对着这一处补拍一张，或由人填写。": "Photograph this part again, or fill it in.",
    # what the rules leave open
    "补上这一项，学时就能算出来。": "Once this is given the hours can be reckoned.",
    "认定办法要求交齐才计入；可以退回请申报人补交。": (
        "The document counts it only when complete; return it and ask for what is missing."
    ),
    "填上学时并写明依据，才能认定。": "It can be credited once the hours and their ground are given.",
    "认定办法没有给出这一途径的学时，请按本市规定填写。": (
        "The document gives no hours for this pathway; put those of your city."
    ),
    "文件在这里没有给出唯一的答案，由审核人员判断。": "The document gives no single answer here; the reviewer judges.",
    "缺少{what}，无法计算。": "{what} is missing; nothing can be reckoned.",
    "所填要素不足以确定认定标准，请补充。": "What is given does not settle the standard; please add to it.",
    "“{name}”不是本途径的要素，未参与计算，请核对名称。": (
        "“{name}” is no fact of this pathway and was left out; check its name."
    ),
    "{title} {stated} 与按条文计算的不同，本途径不以其为准，请核对。": (
        "{title} {stated} differs from what the clause gives; this pathway does not go by it. Please check."
    ),
    "缺少佐证材料：{lacking}。补齐前不计入。": "Evidence missing: {lacking}. Not counted until complete.",
    "单项 {hours} 学时，文件未设上限，数额较大，请核对。": (
        "{hours} hours for one item, no cap in the document: large, please check."
    ),
    "一次最多认定 {years} 年的学时，按年度要求 {yearly} 学时的 {years} 倍计 {limit} 学时": (
        "At most {years} years' hours at once: {years} times the yearly {yearly} make {limit} hours"
    ),
    "{message}；“{years} 年的学时”另有其他理解，请核定。": (
        "{message}; “{years} years' hours” can be understood otherwise, please settle it."
    ),
    "起止日期相距 {days} 天，超出合理范围，请核对。": (
        "First and last day are {days} days apart: too far, please check."
    ),
    "未说明天数，按起止日期计 {days} 天，请核对。": "No number of days is stated; the dates make {days}. Please check.",
    "天数 {days} 多于起止日期之间的 {span} 天，请核对。": (
        "{days} days are more than the {span} between the dates; please check."
    ),
    "活动在 {day}，早于本办法施行之日 {since}，是否适用本办法请核定。": (
        "The activity was on {day}, before the document came into force on {since}; settle whether it applies."
    ),
    "活动在 {day}，晚于本办法有效期 {until}，是否适用本办法请核定。": (
        "The activity was on {day}, after the document ended on {until}; settle whether it applies."
    ),
    "活动日期不在 {year} 年度，不计入本年度。": "The activity was not in {year}; it does not count for that year.",
    "核查提示材料可能不实，系统只作提示，是否属实及如何处理由人决定。": (
        "Investigation hints that the paper may not be true. This is a hint only; people decide."
    ),
    "这个城市和年度没有可用的认定办法。": "There is no document for this city and year.",
    "还看不出属于哪种途径，请选择。": "The pathway cannot be told yet; please choose.",
    # what a reading would make of the claim
    "{hours} 学时": "{hours} hours",
    "{low}—{high} 学时": "{low}–{high} hours",
    "无法测算": "cannot be reckoned",
    "文件未给出学时": "no hours in the document",
    # a paper of a class
    "材料与核定的班次不同：可能读错，也可能后来改过安排。核过以后，这个班次的申报都按它对照。": (
        "The paper differs from the approved class: misread, or changed later. Once checked, every claim of the class "
        "is held against it."
    ),
    "{what}是“{value}”，班次是“{wanted}”": "{what}: “{value}” here, “{wanted}” in the class",
    "名单第 {number} 个读作“{read}”，这个班次里有“{known}”，是哪一个？": (
        "Name {number} was read as “{read}”; the class has “{known}”. Which is it?"
    ),
    "只差形近或个别字。核过以后，“名字在不在名单上”就按它对照。": (
        "One look-alike or single character apart. Once checked, names are held against it."
    ),
    "与名单或申报人相同": "as on the roster or of a claimant",
    "没有读出名字，请在下面补上，或换一张清楚的照片": "No names were read: add them below, or take a clearer photo",
    "没有名字，就不能用它对照谁参加了。": "Without names it cannot say who was there.",
    "有这个名字": "has this name",
    "有形近的“{listed}”": "has “{listed}”, which looks alike",
    "没有这个名字": "does not have this name",
    "签名栏是空的": "no signature",
    "主办单位和名称相符": "organiser and title agree",
    "{first} 至 {last}": "{first} to {last}",
    "{count} 个名字": "{count} names",
    # a claim held against its class
    "材料与班次里已有的情况对不上，按哪一边算，结果可能不同。": (
        "The paper disagrees with what is known of the class; the result may hang on which one counts."
    ),
    "可能换过班期、补办过证书，名单没有跟着更正。": (
        "Another run of the class or a reissued certificate may not be on the list yet."
    ),
    "可能只参加了其中几天。": "Perhaps only some of the days were attended.",
    "请对照班次档案或同班材料看一眼，必要时问举办单位。": (
        "Look at the dossier or colleagues' papers of the class; ask the provider if need be."
    ),
    "同班另外 {many} 人的材料上是 {first} 至 {last}，本件是 {own_first} 至 {own_last}。": (
        "{many} colleagues of the class have {first} to {last}; this one has {own_first} to {own_last}."
    ),
    "同班另外 {many} 人测算为 {theirs} 学时，本件为 {own} 学时。": (
        "{many} colleagues of the class come to {theirs} hours; this one to {own}."
    ),
    "还没有收到这个班次的汇总表。": "The roster of this class has not come in yet.",
    "汇总表里没有这个名字（可能漏报，或姓名有误）。": "The name is not on the roster (left out perhaps, or misspelt).",
    "汇总表里是“{listed}”，只差形近或个别字，请核对。": (
        "The roster has “{listed}”, a look-alike or single character apart; please check."
    ),
    "汇总表里的单位与现单位不同（可能调动过）。": "The roster has another employer (a move, perhaps).",
    "已核的签到材料上是“{listed}”，只差形近或个别字，请核对。": (
        "The checked sign-in sheet has “{listed}”, a look-alike or single character apart; please check."
    ),
    "已核的签到材料上没有这个名字（可能漏签，或签在另一张上）。": (
        "The checked sign-in sheet does not have this name (not signed perhaps, or on another sheet)."
    ),
    "已核的签到材料列有这个名字，签名栏是空的（可能签得很淡，或签在另一场）。": (
        "The checked sign-in sheet has this name without a signature (faint perhaps, or at another session)."
    ),
    "已核的 {all} 张签到材料中，{some} 张有这个名字（可能只参加了其中几天）。": (
        "Of {all} checked sign-in sheets {some} have this name (some of the days, perhaps)."
    ),
    "已核的签到材料上有这个名字。": "The checked sign-in sheet has this name.",
    "材料上是 {hours} 学时，班次核定（名单）为 {wanted} 学时。": (
        "The paper says {hours} hours; the class (roster) {wanted}."
    ),
    "材料上的{what}与班次（{day}）不同。": "{what} on the paper differs from the class ({day}).",
    # the dossier
    "现在不由您审核，或已经办结。": "Not yours to review now, or settled already.",
    "还有 {left} 个疑点没有处理。": "{left} doubts are still open.",
    "没有确定的学时。": "The hours are not settled.",
    "抽中，须先打开看过。": "Drawn: open it first.",
    "先看完抽中的几份。": "First look at those drawn.",
    # an application
    "这个城市和年度没有可用的认定办法，期限和学时由审核人员核定。": (
        "There is no document for this city and year; the reviewer settles terms and hours."
    ),
    "汇总表于 {day} 报送，期限为 {due}。": "The roster came on {day}; it was due on {due}.",
    "申请至开班之间的放假安排不明，无法核对是否满 {wanted} 个工作日。": (
        "The holidays before the class are not known; whether {wanted} working days lie between cannot be told."
    ),
    "申请至开班之间有 {counted} 个工作日（不计申请当日和开班当日），不少于 {wanted} 个。": (
        "{counted} working days lie between application and class (neither day counted); {wanted} are needed."
    ),
    "申请次日至开班前共 {counted} 个工作日。": "{counted} working days from the day after applying to the class.",
    "填写 {days} 天，起止日期之间只有 {span} 天。": "{days} days are stated; the dates hold only {span}.",
    "每天 {each} 学时 × {days} 天为 {product}，与共计 {total} 学时不符。": (
        "{each} hours a day × {days} days make {product}, not the total of {total}."
    ),
    "课程安排里有办班时间以外的日期：{days}。": "The schedule has days outside the class: {days}.",
    "课程安排里的授课人不在师资名单中：{names}。": "The schedule has lecturers who are not on the list: {names}.",
    "没有填写师资。": "No lecturers are given.",
    "名单 {count} 人，多于计划的 {planned} 人。": "{count} on the roster, more than the {planned} planned.",
    "名单里有别的培训班名称：{titles}。": "The roster has other classes: {titles}.",
    "{count} 人的学时与核定的 {approved} 学时不同。": "{count} people have other hours than the {approved} approved.",
    "填 {hours} 学时，高于核定的 {approved} 学时。": "{hours} hours, more than the {approved} approved.",
    "填 {hours} 学时，低于核定的 {approved} 学时（可能未全程参加）。": (
        "{hours} hours, fewer than the {approved} approved (part of it, perhaps)."
    ),
    # told to owners and reviewers
    "{sentence}。": "{sentence}.",
    "与此前提交的另一份材料相近或编号相同，审核人员会核对。": (
        "It resembles an earlier paper or has the same number; the reviewer will look."
    ),
    "您在 {day} 交过相近的一份（回执 {receipt_no}）。如果是同一次学习，请不要重复申报。": (
        "On {day} you handed in one like it (receipt {receipt_no}). If it is the same event, please do not claim twice."
    ),
    "这是一件质检件，人是虚构的。问题在：{wrong}。没有登记任何学时。": (
        "This was a planted item of an invented person. What was wrong: {wrong}. No hours were registered."
    ),
    "复审未看初审结果，独立核定为 {hours} 学时。": (
        "The second level, without seeing the first, settled on {hours} hours."
    ),
    "班次集中认定：{title}": "Credited with the class: {title}",
    "材料类别相符": "the kind of paper fits",
    # reasons to choose from
    "请补交{papers}。": "Please add: {papers}.",
    "{kind}上的{what}看不清，请重拍该处。": (
        "{what} on the paper ({kind}) is unclear; please photograph that part again."
    ),
    "照片不清楚，请在亮处平放、拍全四角后重拍。": (
        "The photo is unclear; take it again in good light, flat, with all four corners."
    ),
    "材料上的姓名与本人不一致，请核对后重新上传，或附单位说明。": (
        "The name on the paper is not yours; check and upload again, or add a word from your employer."
    ),
    "材料不属于申报的年度，请改选年度或换材料。": "The paper is of another year; change the year or the paper.",
    "申报途径与材料不符，请改选途径。": "The pathway does not fit the paper; choose another.",
    "缺少单位盖章或本人签名，请补齐后重新上传。": "Seal or signature is missing; add it and upload again.",
    "这项活动已经申报过，请核对；如不是同一次活动，请说明。": (
        "This activity was claimed before; please check, and say so if it is another one."
    ),
    "这项活动不在认定办法列出的途径内。": "The document has no pathway for this activity.",
    "这项活动不在申报的年度内。": "This activity was not in the year claimed.",
    "同一项活动已经认定过学时。": "Hours were already credited for this activity.",
    "认定办法要求的材料未能补齐。": "What the document asks for was not completed.",
    "经与出具单位核实，材料内容与底册不符。": "The issuer's register, asked, differs from the paper.",
    "按材料写明的天数计算。": "Reckoned by the days the paper states.",
    "按材料写明的学时认定。": "Credited by the hours the paper states.",
    "按本市规定的标准核定。": "Settled by the city's own standard.",
    "扣除与另一项申报重叠的时间。": "Less the time that overlaps with another claim.",
    "与另一份材料相近，请核查后再定。": "Resembles another paper; investigate, then decide.",
    "材料上有待核实之处，请向出具单位核对。": "Something has to be verified; please ask the issuer.",
    "对认定的学时有不同意见，请裁定。": "The levels disagree on the hours; please decide.",
    "活动跨年度，{year} 年内 {inside} 天、共 {days} 天，暂按年度内天数计，请核定归属年度。": (
        "Across two years: {inside} of {days} days in {year}. Reckoned by those days for now; settle the year."
    ),
    "初审": "first review",
    "复审": "second review",
    "结束日期早于开始日期，请核对。": "The last day lies before the first; please check.",
    "等 {n} 项": "… {n} in all",
}

__all__ = ["DOUBTS"]
