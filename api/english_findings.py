"""English of what the checks saw, why that may be innocent, and what to do next.

Findings are kept as text, so their forms are found again by what stands around the places in braces; a test holds
the forms against the checks.
"""

from __future__ import annotations

from collections.abc import Mapping

from api.english_findings_parts import PARTS
from api.english_screening import PATTERN_FORMS, SCREENING

#: Messages with places, as ``verifiers/`` fills them.
FORMS: Mapping[str, str] = {
    "“{title}”一项核查未能完成（程序故障），该项没有结论。": (
        "The check “{title}” did not finish (a fault of ours): no result."
    ),
    "申报的{title}是“{claimed}”，材料上读到“{read}”。": "{title}: claimed “{claimed}”, read on the paper “{read}”.",
    "统一社会信用代码{code}的校验位不符{tail}。": "The check digit of the credit code {code} does not fit{tail}.",
    "{what}：“{first}”与“{second}”。": "{what}: “{first}” and “{second}”.",
    "第{number}项活动“{course}”{what}。": "Activity {number} “{course}”: {what}.",
    "落款（查询）日期{first}晚于今天{today}。": "The date of issue (query) {first} lies after today, {today}.",
    "本人已提交过同一个文件，共{times}次。": "The same person handed in this very file before, {times} times.",
    "这份{kind}与此前提交的文件完全相同{tail}": "This paper ({kind}) is the very file of an earlier hand-in{tail}",
    "这份{kind}与{whose}此前提交的文件完全相同{tail}": (
        "This paper ({kind}) is the very file of an earlier hand-in by {whose}{tail}"
    ),
    "第{number}项：{row}学时对应{days}天，每天{each}学时，超出一天可能安排的课时。": (
        "Item {number}: {row} hours in {days} days: {each} a day, more than a day can hold."
    ),
    "{row}学时对应{days}天，每天{each}学时，超出一天可能安排的课时。": (
        "{row} hours in {days} days: {each} a day, more than a day can hold."
    ),
    "写明{days}天，而起止日期只有{span}天。": "{days} days are stated; the dates span only {span}.",
    "各项学时相加为{total}，合计写作{said}。": "The items add up to {total}; the sum is given as {said}.",
    "身份证号{shown}表示的性别与“性别”后所写“{printed}”不同。": (
        "ID number {shown} stands for another sex than “{printed}” printed after the label “sex”."
    ),
    "身份证号{shown}表示的性别与同一句所写“{printed}”不同。": (
        "ID number {shown} stands for another sex than “{printed}” in the same sentence."
    ),
    "身份证号{shown}没有对应的出生日期{tail}。": "ID number {shown}: no calendar has its date of birth{tail}.",
    "身份证号{shown}校验码不符{tail}。": "ID number {shown}: its check digit does not fit{tail}.",
    "身份证号{shown}。": "ID number {shown}.",
    "{mark}四周有直边，里面的底色{grain}与纸面不同。": (
        "{mark}: straight edges around it, the ground inside{grain} unlike the paper."
    ),
    "图片文件里留有编辑软件的标记：{named}。": "The picture file carries marks of editing software: {named}.",
    "与此前提交的材料是同一张照片或扫描件，但有 {count} 处不同{first}。": (
        "The same photo or scan as an earlier paper, with {count} differences{first}."
    ),
    "与此前提交的材料是同一张照片或扫描件{how}。": "The same photo or scan as an earlier paper{how}.",
    "与此前提交的是同一份纸质材料（重新拍摄或扫描）。": (
        "The same sheet of paper as an earlier one, photographed or scanned again."
    ),
    "（“{there}”变为“{here}”）": " (“{there}” became “{here}”)",
    "，上面另写“{shown}”": ", with “{shown}” written over it",
    "，写着“{words}”": " reading “{words}”",
    "“{before}”改为“{after}”": "“{before}” became “{after}”",
    "加入“{words}”": "“{words}” was added",
    "去掉“{words}”": "“{words}” was taken out",
    "晚于登记日期{day}才结束": "ended after the entry of {day}",
    "与{whose}此前提交的材料是同一张照片或扫描件，但有 {count} 处不同{first}。": (
        "The same photo or scan as an earlier paper of {whose}, with {count} differences{first}."
    ),
    "与{whose}此前提交的材料是同一张照片或扫描件{how}。": (
        "The same photo or scan as an earlier paper of {whose}{how}."
    ),
    "与{whose}此前提交的是同一份纸质材料（重新拍摄或扫描）。": (
        "The same sheet of paper as one of {whose}, photographed or scanned again."
    ),
    "“{signs}”处的{named}与周围文字不同。": "At “{signs}”: {named} unlike the words around it.",
    "日期“{day}”在日历上不存在。": "The calendar has no “{day}”.",
    "国际标准刊号ISSN {issn}的校验位不符{tail}。": "The check digit of ISSN {issn} does not fit{tail}.",
    "国内统一刊号“{cn}”不合编号规则（CN 地区号-序号/分类号）。": "The CN number “{cn}” does not follow its rule.",
    "{what}“{value}”此前出现在另一份材料上，姓名不同：本件“{here}”，此前“{there}”。": (
        "{what} “{value}” stood on an earlier paper under another name: here “{here}”, there “{there}”."
    ),
    "{what}“{value}”及姓名与此前提交的材料相同。": "{what} “{value}” and the name are those of an earlier paper.",
    "{what}“{value}”及姓名与{whose}此前提交的材料相同。": (
        "{what} “{value}” and the name are those of an earlier paper of {whose}."
    ),
    "（共{times}份）。": " ({times} of them).",
    "主办单位“{name}”不在所给的认可机构名单内。": (
        "The organiser “{name}” is not on the list of recognised institutions."
    ),
    "主办单位“{name}”不在名单内，名单中的“{twin}”地名不同。": (
        "The organiser “{name}” is not listed; “{twin}” is, of another place."
    ),
    "主办单位“{name}”与名单中的“{listed}”相近但不完全相同。": (
        "The organiser “{name}” is near the listed “{listed}”, not the same."
    ),
    "材料上的年度是{shown}年，而申报的是{wanted}年。": "The paper is of {shown}; the claim of {wanted}.",
    "{days}本人另有{kind}“{event}”，时间重叠。": (
        "{days}: another paper ({kind}) “{event}” of the same person overlaps."
    ),
    "专利号{number}的校验位不符{tail}。": "The check digit of the patent number {number} does not fit{tail}.",
    "专利号{number}表示{kind}，与证书所写的专利类型不同。": (
        "The patent number {number} stands for {kind}; the certificate says otherwise."
    ),
    "专利号{number}的年份与申请日{year}年不同。": (
        "The year of patent number {number} is not that of the filing, {year}."
    ),
    "第{page}页有一处文字批注盖在页面上{words}。": "Page {page} has a written annotation over it{words}.",
    "第{page}页有{mark}盖住了页面原有的内容{words}。": "Page {page}: {mark} hides what stands below it {words}.",
    "第{page}页有{mark}。": "Page {page} has: {mark}.",
    "第{page}页的文字“{hidden}”被{cover}盖住{now}。": "Page {page}: the words “{hidden}” lie under {cover}{now}.",
    "文件由一种程序生成，{changed}又用可编辑页面的程序（{producer}）保存过。": (
        "Made by one program and saved again by one that edits pages ({producer}); {changed}."
    ),
    "第{page}页是扫描图片，上面另外输入了文字“{words}”{boxed}。": (
        "Page {page} is a scan with the words “{words}” typed over it{boxed}."
    ),
    "第{page}页是扫描图片，上面另外贴了{count}块字行大小的小图或底色。": (
        "Page {page} is a scan with {count} small pictures or grounds the size of a line laid over it."
    ),
    "文件第{number}次保存时页数由{before}页变为{after}页。": (
        "At save {number} the file went from {before} to {after} pages."
    ),
    "文件第{number}次保存时第{page}页的文字有改动：{told}。": "At save {number} words on page {page} changed: {told}.",
    "文件第{number}次保存时第{page}页加入了图片。": "At save {number} a picture was added to page {page}.",
    "材料上读到“{read}”，与提交人“{wanted}”只差形近或个别字。": (
        "The paper reads “{read}”, a look-alike or single character from the claimant “{wanted}”."
    ),
    "材料上的姓名“{name}”与提交人“{wanted}”不同。": (
        "The name on the paper, “{name}”, is not the claimant's, “{wanted}”."
    ),
    "{where}上没有找到“{wanted}”（共读到{count}个姓名）。": (
        "{where}: “{wanted}” was not found ({count} names were read)."
    ),
    "签到表列有“{wanted}”，但该栏没有看到签名。": "The sign-in sheet lists “{wanted}”; no signature was seen there.",
    "签到表列有“{wanted}”，但注明由他人代签。": "The sign-in sheet lists “{wanted}”; noted: somebody else signed.",
    "活动日期全部在法定节假日（{holiday}）内。": "All days of the activity lie in a public holiday ({holiday}).",
    "二维码里的{what}是“{value}”，票面读到的是“{read}”。": (
        "{what} in the QR code is “{value}”; the print reads “{read}”."
    ),
    "没有读到{what}。": "{what}: not read.",
    "请对照原图补填{what}。": "Fill in from the picture: {what}.",
    "年度积分{annual}大于历年总积分{total}。": (
        "The year's score {annual} is more than the score of all years, {total}."
    ),
    "年度积分{annual}超过{days}天里应用可能给出的积分。": (
        "The year's score {annual} is more than the app can give in {days} days."
    ),
    "某项任务显示已获{got}分，超过页面所写的每日上限{most}分。": (
        "One task shows {got} points, more than its daily limit of {most}."
    ),
    "今日积分{today}超过应用一天可得的分数。": "Today's score {today} is more than the app gives in a day.",
    "各项任务已获分数相加为{earned}，今日积分却写作{today}。": (
        "The tasks add up to {earned}; today's score is given as {today}."
    ),
    "无法判断这张积分截图上{what}是否齐全。": "Whether {what} is complete on this score screenshot cannot be told.",
    "这张学习强国积分截图上{what}。": "On this score screenshot: {what}.",
    **PATTERN_FORMS,
}

FINDINGS: Mapping[str, str] = {
    **FORMS,
    **PARTS,
    **SCREENING,
    # innocent explanations
    "这是系统的问题，与材料本身无关。": "This is a fault of the system, not of the paper.",
    "可能是填报笔误，或申报时按认定办法折算。": "A slip when claiming, or converted as the document says.",
    "可能是开票时的填写笔误。": "A slip when the receipt was made out.",
    "可能是填写笔误。": "A slip of the pen.",
    "可能是填写笔误，或按计划提前登记。": "A slip of the pen, or registered ahead as planned.",
    "可能是年份笔误。": "A slip in the year.",
    "可能是补发的通知，或补报名的第二次通知。": "A notice sent again, or a second one for late entries.",
    "有的单位在结业前统一打印证书，日期按预定日填写。": (
        "Some print all certificates beforehand with the planned date."
    ),
    "可能是同一成果的合作者共同使用。": "Co-authors of one work may both use it.",
    "可能是重复上传，或同一材料用于两项申报。": "Uploaded twice, or one paper for two claims.",
    "可能由单位经办人统一上传时放错了人。": "The employer's clerk may have put it under the wrong person.",
    "没有写明提交人，可能是同一人重复提交。": "Nobody is named: the same person may have handed it in twice.",
    "可能含报到或返程日，或分期举办而只写了一期。": "Days of travel, or only one of several parts is stated.",
    "可能含线上自学、课前预习或分多期举办。": "Online study, preparation, or several parts.",
    "可能起止日期只写了面授部分。": "The dates may be of the attended part only.",
    "表格可能有续页，或有的行未计入合计。": "The table may go on overleaf, or some rows are not in the sum.",
    "可能是打印时的笔误。": "A slip in print.",
    "印章的墨色很匀，没有纸面的颗粒。": "The ink of the seal is even, without the grain of the paper.",
    "可能为去污或保护隐私做过整理。": "Cleaned, or covered for privacy.",
    "可能由系统或单位在扫描件上加盖了电子印章。": "An electronic seal put on the scan by a system or the employer.",
    "可能盖在另贴的纸上，或隔着透明封套拍摄。": "Stamped on a pasted slip, or photographed through a sleeve.",
    "可能贴过标签、涂过修正液，或被反光照白。": "A label, correction fluid, or glare.",
    "扫描软件会把局部抹平。": "Scanning software smooths places.",
    "整张图片留有更早一次压缩的痕迹，这里没有，可能是后来加上去的。": "The whole picture bears traces of an earlier "
    "compression, this place none: it may have been added later.",
    "可能是自己加的圈画、标注、水印，或为保护隐私遮挡过。": "Circles or notes of one's own, or covered for privacy.",
    "这里的纸面很平，没有同页其他地方的颗粒。": "The paper is smooth here, without the grain of the rest.",
    "单位或施教机构用制图软件制作电子证书。": "Providers make electronic certificates with drawing software.",
    "截图或转存时由软件自动写入。": "Written by software when saved again.",
    "手机相册或修图软件只用来裁剪、摆正、调亮度。": "Used only to crop, straighten or brighten.",
    "单位统一代交时，可能把同一文件附在了几个人名下。": "The employer may have attached one file to several people.",
    "可能因换手机、补交或网络重试而重复上传。": "Sent again from a new phone, later, or after a lost connection.",
    "可能是同一班次的两份证书，底纹相同，又用同一台设备扫描。": (
        "Two certificates of one class, same ground, same scanner."
    ),
    "扫描件可能经过裁边、去污等整理。": "The scan may have been trimmed or cleaned.",
    "施教机构可能更正错字后重新出具了电子证书。": "The provider may have corrected a slip and issued it again.",
    "本人可能为补正重新拍了更清楚的照片。": "Photographed again more clearly, as asked.",
    "可能为保护隐私或去污做过整理。": "Covered for privacy, or cleaned.",
    "可能是折痕、反光、阴影、污渍或印章造成的。": "A fold, glare, shadow, stain or seal.",
    "在空白处套打、手填的内容，本来就与周围不同。": "What is printed or written into a form differs by nature.",
    "扫描软件自动去污时会复制周围纸面。": "Scanning software copies paper over stains.",
    "纸张可能印有重复的底纹。": "The paper may have a repeating ground.",
    "扫描软件自动去污、去装订孔时会复制周围的纸面。": "Scanning software copies paper over stains and punched holes.",
    "可能为保护隐私做过整理。": "Covered for privacy.",
    "可能盖在照片、花纹、另贴的纸上，那里本来就与别处不同。": (
        "Stamped on a photo, a pattern or a pasted slip, which differ from the rest by nature."
    ),
    "可能为保护隐私打了码、涂抹过。": "Blurred or smeared for privacy.",
    "可能是墨迹、水渍、折痕，或复印时纸张移动造成的。": "Ink, water, a fold, or paper that moved in the copier.",
    "可能是装饰用的渐变色带或照片的一部分。": "A band of fading colour for ornament, or part of a photo.",
    "这块空白纸面的颗粒与同一页另一处相同，可能盖住了原有文字。": (
        "This bare paper has the grain of another place on the page: it may cover words that stood here."
    ),
    "这里像是一行被抹开或模糊掉的文字，认不出内容。": "Perhaps a line of words smeared or blurred away; unreadable.",
    "印章的颗粒、压缩痕迹与周围纸面不像是同一次拍摄或扫描得到的。": (
        "Grain and traces of compression of the seal do not look as if captured together with the paper around it."
    ),
    "这里的纸面颗粒与同一页另一处几乎一样。": "The grain here is nearly that of another place on the page.",
    "个别期刊自身印错刊号。": "Some journals misprint their own number.",
    "内部刊物用准印证号，不用CN号。": "Internal journals have a licence number instead.",
    "两份材料的出具单位不同，可能各自编号、碰巧相同。": "Two issuers may number alike by chance.",
    "发证单位可能更正姓名后用原编号重新出具。": "The issuer may have corrected the name under the old number.",
    "发证单位可能用同一编号表示整个班次。": "The issuer may number the whole class alike.",
    "可能是同名的两个人，传错了材料。": "Two people of one name, and the wrong paper.",
    "同一人可能有两个账户，或由单位经办人代为提交。": "One person with two accounts, or handed in by the employer.",
    "姓名可能识别有误或本人更名。": "The name may be misread or changed.",
    "编号个别数字可能识别有误，实为相邻编号。": "A digit may be misread: a neighbouring number.",
    "可能是简称、曾用名或下属机构。": "A short or former name, or a branch.",
    "名单可能未更新，或该途径不要求名单内机构。": "The list may be old, or the pathway needs no listed institution.",
    "外地机构的学时可能按互认规定办理。": "Hours of other places may count by mutual recognition.",
    "可能选错了申报年度。": "The wrong year may have been chosen.",
    "跨年举办或上年补学的，可能按规定计入。": "Across years, or made up for the year before.",
    "可能分别在上午和下午，或其中一项为线上学习。": "Morning and afternoon, or one of them online.",
    "可能是同一活动的另一种名称。": "Perhaps another name of the same event.",
    "分案申请的申请日可早于受理年份。": "Divisional filings may bear an earlier date.",
    "可能是单位或本人用批注功能填写、说明，并非修改原文。": "Filled in or explained by annotation, not changed.",
    "电子印章和手写签名常以批注形式加入。": "Electronic seals and signatures are often annotations.",
    "制证软件可能先套印旧内容再覆盖更正。": "Software may print old words and cover them.",
    "可能为保护隐私而遮盖个人信息。": "Covered for privacy.",
    "可能是单位更正笔误时直接在电子文件上修改。": "The issuer may have mended a slip in the file.",
    "同类程序也用于合并、压缩、加盖电子章和打印。": "Such programs also merge, compress, seal and print.",
    "可能是填表时在扫描件上输入。": "A form filled in on a scan.",
    "签名或印章图片带白底时，会盖住下面的字。": "A signature or seal on white hides the words below it.",
    "可能遮盖了个人隐私信息。": "Private details may be covered.",
    "平台可能在图片模板上打印姓名、编号。": "Platforms print name and number on a picture.",
    "有的扫描软件分块保存页面。": "Some scanners save a page in pieces.",
    "可能是出具单位在发出前自行更正。": "Corrected by the issuer before sending.",
    "多为加盖电子印章或手写签名。": "Mostly a seal or a signature.",
    "常见于扫描后追加页面或合并文件。": "Usual when pages are added or files merged.",
    "电子签章、阅读软件批注也会追加保存。": "Seals and readers' notes also save again.",
    "可能曾用名、更名或同音字登记。": "A former or changed name, or one that sounds alike.",
    "可能由他人代为上传时选错了人。": "Somebody uploading for others may have chosen the wrong person.",
    "多为识别或手写造成的形近字差异。": "Mostly look-alike characters, misread or written by hand.",
    "姓名可能在其他页。": "The name may be on another page.",
    "姓名可能被印章遮住、字迹潦草或未被识别。": "Under the seal, scrawled, or not recognised.",
    "手写姓名可能没有读对。": "A written name may be misread.",
    "有的页面本身不显示姓名。": "Some pages show no name.",
    "签名可能很淡、写在格外，或签在另一场次。": "Faint, beside the box, or at another session.",
    "本人可能到场而由他人代为签名。": "They may have been there while somebody else signed for them.",
    "确有单位利用假期集中办班。": "Some do hold classes in holidays.",
    "二维码可能属于另一页或仅为平台通用码。": "The code may belong to another page, or to the platform.",
    "可能是少见的版式，或图片不完整、不清楚。": "A rare layout, or an incomplete or unclear picture.",
    "可能被印章或反光遮住，或写在另一页。": "Under the seal or glare, or on another page.",
    "两个数字可能来自不同日期的页面。": "The figures may be of different days.",
    "可能把其他数字读成了今日积分。": "Another figure may have been read as today's score.",
    "可能把历年总积分读成了年度积分。": "The score of all years may have been read as the year's.",
    "截图日期或积分年度可能有误。": "Day of the screenshot or year of the score may be wrong.",
    "应用改版时可能出现短暂的显示差异。": "The app may show odd figures while it changes.",
    "页面刷新前后可能有短暂差异。": "A moment between two refreshes.",
    "先提交的不一定是原件，本件可能才是原件。": "The earlier one need not be the original; this may be it.",
    "文字可能识别有误，请先对照原图。": "It may be misread; look at the picture first.",
    "图片可能不够清楚。": "The picture may not be clear enough.",
    "签名或印章可能很淡、在图片之外，或另附在别页。": "Faint, outside the picture, or on another page.",
    # messages without places
    "没有认出这是哪一类佐证材料。": "The kind of paper was not recognised.",
    "材料上没有读到姓名，无法确认是本人的材料。": "No name was read; whose paper it is cannot be told.",
    # what to do next
    "请人工核对该项，并把编号告知系统维护人员。": "Check it yourself, and tell whoever keeps the system.",
    "请核对后修改申报或要素。": "Check, then correct the claim or the fact.",
    "请对照原图核对，并到国家企业信用信息公示系统查询。": (
        "Compare with the picture and the public register of companies."
    ),
    "请对照原图核对两处日期；确系如此的，请出具单位更正或说明。": (
        "Compare both dates with the picture; if they stand so, ask the issuer to correct or explain."
    ),
    "请对照原图核对日期。": "Compare the date with the picture.",
    "请对照原图核对该行日期。": "Compare the dates of this row with the picture.",
    "请核对材料上的姓名属于哪一位提交人。": "See whose name stands on the paper.",
    "请确认是否重复申报同一活动。": "See whether one activity is claimed twice.",
    "请对照原图逐行核对。": "Go through the rows with the picture.",
    "请对照课程表或举办通知核对学时与日期。": "Hold hours and dates against schedule or notice.",
    "请核对起止日期与天数。": "Check dates and days.",
    "请对照原图核对性别与身份证号。": "Compare sex and ID number with the picture.",
    "请对照原图核对身份证号。": "Compare the ID number with the picture.",
    "请放大查看标出的位置；仍有疑问的，请看原件或向出具单位核实。仅凭本条不能下结论。": (
        "Look at the marked place enlarged; if in doubt see the original or ask the issuer. This alone proves nothing."
    ),
    "这只说明文件经过该软件保存，不说明内容被改动；有其他疑点时一并考虑。": (
        "It says that the software saved the file, not that anything was changed; weigh it with other doubts."
    ),
    "请对照标出的位置查看两份材料，必要时请施教机构核对底册。": (
        "Look at the marked places of both; ask the provider's register if need be."
    ),
    "请并列查看两份材料，确认是否同一次学习、属于谁。": "Look at both side by side: one event or two, and whose.",
    "请对照原图核对；确系如此的，请出具单位更正。": (
        "Compare with the picture; if it stands so, ask the issuer to correct it."
    ),
    "请对照原图核对刊号。": "Compare the number with the picture.",
    "请对照原图核对，并到国家新闻出版署网站查询该刊。": "Compare with the picture and look the journal up.",
    "请核对两个账户是否同一人。": "See whether both accounts are one person.",
    "请调出两份材料并排核对编号与姓名，必要时向发证单位查询。": (
        "Compare number and name of both; ask the issuer if need be."
    ),
    "请按认定办法核对主办单位资格。": "Check the organiser by the document.",
    "请核对主办单位所在地。": "Check where the organiser is.",
    "请确认是否同一单位。": "See whether it is the same institution.",
    "请确认申报年度，或改到材料所属年度申报。": "Check the year, or claim it for the year of the paper.",
    "请核对两项活动的时间、地点和形式。": "Check time, place and form of both.",
    "请对照原图核对专利类型与专利号。": "Compare kind and number of the patent with the picture.",
    "请对照原图核对申请日与专利号。": "Compare filing date and number with the picture.",
    "请对照原图核对，并到国家知识产权局网站查询。": "Compare with the picture and look it up at the patent office.",
    "请去掉批注后查看原文，或请本人提供未加批注的文件。": (
        "See the page without annotations, or ask for a file without."
    ),
    "请查看该批注是否为印章或签名。": "See whether it is a seal or a signature.",
    "请向出具单位核实原件，或请本人提供未经编辑的文件。": "Ask the issuer, or for a file that was not edited.",
    "仅供参考；如另有疑点，请向出具单位核实。": "For information; with other doubts, ask the issuer.",
    "请向出具单位核实，或请本人提供原始扫描件。": "Ask the issuer, or for the scan as it was.",
    "请向出具单位核实以哪一版为准，或请本人提供最初收到的文件。": (
        "Ask the issuer which version holds, or for the file as first received."
    ),
    "请查看加入的图片是否为印章或签名。": "See whether the picture is a seal or a signature.",
    "请在原图上找到姓名并填写；确无姓名的，请补充签名或单位证明。": (
        "Find the name and fill it in; if there is none, add a signature or a word from the employer."
    ),
    "请在图上指出本人姓名所在位置，或补传该页。": "Point out the name in the picture, or add that page.",
    "请对照原图查看签名栏。": "Look at the signature in the picture.",
    "请对照原图确认是哪个字。": "See which character it is.",
    "请核对姓名；如系更名，请附说明。": "Check the name; if it was changed, add a note.",
    "如有疑问，请核对举办通知。": "If in doubt, see the notice.",
    "请对照原图核对，必要时到发证平台查询。": "Compare with the picture; ask the platform if need be.",
    "无需补填；需要时请对照原图查看。": "Nothing to fill in; look at the picture if need be.",
    "请选择材料类别并补填要素，或换一张清楚完整的图片。": (
        "Choose the kind and fill in, or take a clear and whole picture."
    ),
    "请对照原图核对年度积分、积分年度和截图日期。": (
        "Compare the year's score, its year and the day of the screenshot with the picture."
    ),
    "请对照原图核对两个积分。": "Compare both scores with the picture.",
    "请对照原图核对今日积分。": "Compare today's score with the picture.",
    "请对照原图核对今日积分与各项任务。": "Compare today's score and the tasks with the picture.",
    "请对照原图核对该任务的分数。": "Compare the points of the task with the picture.",
    "请对照原图查看签名和印章。": "Look for signature and seal in the picture.",
    "请打印后由本人签名，再拍照上传。": "Print, sign, photograph again.",
    "请由单位核对后盖章，再拍照上传。": "Have the employer check and seal it, photograph again.",
}

__all__ = ["FINDINGS", "FORMS"]
