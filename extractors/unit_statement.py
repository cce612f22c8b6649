"""单位书面证明: the employer states that one of its people took part in an activity.

Looks like: a plain title (证明, 书面证明, 证明材料, 情况说明), the sentence 兹证明我单位职工 …, 于 …
参加 … 举办的 …, maybe why the papers themselves may not be handed in, and the unit with its date.
``unit`` is who states it, ``organiser`` who held the activity.
"""

from __future__ import annotations

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.attendance import add_course, add_days, add_hours, add_person
from extractors.text.by_label import beside
from extractors.text.current import document_of
from extractors.text.employers import STATES, employer_speaks
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.hosts import hosts
from extractors.text.identifiers import doc_no_at_head, tidy_number
from extractors.text.letters import EMPLOYEE_OF, OF_ITS_OWN, OWN, WRITES_TO_HOST
from extractors.text.organisations import ORGANISATION, labelled_organisation, organisation_in
from extractors.text.particulars import add_particulars
from extractors.text.patterns import compiled
from extractors.text.period import add_period
from extractors.text.places import add_place
from extractors.text.recognition import shifted, weigh
from extractors.text.signing import add_issue_date, add_signatory, issue_date, issuer

TITLE = "单位书面证明"

_TITLES = (
    (
        r"^(?:书面证明|单位证明|证明材料|证明|兹证明|证明书|证明信|情况证明|工作证明|情况说明|说明|单位书面证明|培训证明)$",
        3.0,
    ),
    (r"(?:^|[\u4e00-\u9fff]{3})(?:便[笺条函]|条)$", 1.0),
    (r"(?:参训|参加培训|学习|培训|继续教育|参会)(?:情况)?(?:证明|说明)(?:材料)?$", 2.6),
    (r"(?:书面|单位|情况)(?:证明|说明)", 3.0),
    (r"单位证明(?:表|书)?$|情况(?:的)?说明$", 4.2),
    (r"补充(?:证明|说明)(?:材料)?$", 3.0),
    (
        r"^关于[\u4e00-\u9fff]{0,14}(?:员工|职工|教师|干部|人员|同志)[\u4e00-\u9fff]{0,8}(?:学时|培训|学习|参训|继续教育)"
        r"[\u4e00-\u9fff]{0,6}(?<!复)(?<!回)(?:函|函告|说明函|证明函|情况说明)$",
        4.2,
    ),
    (r"档案(?:材料)?(?:摘录|摘抄|查阅)(?:证明|说明|单|表)?$", 3.0),
    (r"(?:书面|单位|继续教育|学时)(?:佐证|材料|佐证材料)(?:清单|[表单书函])?$|(?:学习|培训|参训)证明条$", 3.0),
    (
        r"(?:外派|选派|公派|外出)(?:人员)?(?:学习|培训|研修|进修|参训)[\u4e00-\u9fff]{0,4}(?:确认[书单表]|证明[单条书表]?|说明|登记表)$|外[训培学][\u4e00-\u9fff]{0,4}(?:确认[书单表]|证明[单条书表]?|说明|登记[表单])$",
        4.6,
    ),
    (r"^(?:职工|员工|教师|干部|在职人员)(?:参加|参与|外出)[\u4e00-\u9fff]{0,8}(?:证明|说明)(?:材料|表|书)?$", 5.0),
    (
        r"(?:参加|参训|人员)(?![\u4e00-\u9fff]{0,8}(?:结业|合格|学时))[\u4e00-\u9fff]{0,10}(?:证明|说明)(?:材料|表|书|函)?$",
        2.6,
    ),
)
_WORDS = (
    (
        rf"(?:证明|兹有|说明)?[,:]?{OWN}(?:在职|在编|正式)?(?:职工|"
        rf"员工|教师|工作人员|干部|医师|护士|人员|专业技术人员|同志)",
        3.2,
    ),
    (EMPLOYEE_OF, 2.2),
    (OF_ITS_OWN, 1.6),
    (rf"{OWN}[\u4e00-\u9fff·]{{2,14}}(?:同志|[(,](?:身份证|证件|男|女|系|\d{{6}}))", 3.2),
    # 所里张三(身份证…)去听了…: slips written as people speak.
    (r"(?:^|[\n。])[校院局所厂站社园馆台处]里[\u4e00-\u9fff·]{2,14}(?:同志|[(,])", 3.2),
    (r"[,。](?:情况)?属实(?:[。,\n]|$)|请凭此条|凭此条", 1.0),
    (rf"(?<![在由经]){OWN}[\u4e00-\u9fff·]{{2,5}}(?:全程|按时|按期|确已|实际){{1,2}}(?:参加|参训|参会|到会)", 2.5),
    (WRITES_TO_HOST, 2.5),
    (r"(?:特此证明|情况属实|予以证明|特此说明)", 1.0),
    (r"(?:特|故|现)?出具(?:此|本)(?:说明|证明)", 1.2),
    (r"情况均?(?:真实|属实|如实)", 1.0),
    (r"(?:^|[\n\t])单位负责人\s*[:\t(]", 1.5),
    (
        r"(?:所在|工作|用人)单位(?:审核)?意见|(?:^|[\n\t])单位意见|用人单位|未取得证书|未(?:统一|制|另)?(?:颁)?发(?:放)?(?:结业)?证书",
        1.5,
    ),
    (r"(?:经核实|经查|确已|确实|确于)[^。\n]{0,30}(?:参加|完成)", 1.2),
    (
        r"未(?:能)?(?:提供|上传|提交)(?:原件|通知|文件|材料)?的?(?:原因|理由)|(?:替代佐证|不便(?:上传|提交|提供)|不予公开|不[便宜得予](?:外传|外借|外泄|公开)|无法提供|留存备查|涉密|不宜上传|不得上传)",
        1.2,
    ),
    (r"(?:经办人|联系电话)", 0.6),
    (r"(?:^|[\n\t,。;、.])(?:\d[、.)])?(?:被[证说]明人|证明对象)", 2.5),
    (
        r"(?:我|本)单位对(?:上述|以上|所[填述])[^。\n]{0,14}负责|(?:我|本)单位愿[^。\n]{0,6}负责|愿(?:意)?接受(?:抽查|核查|检查)",
        2.0,
    ),
    (r"以(?:本|此)函(?:说明|证明|为证|为凭)|(?:故|特|现)(?:以|用|致)本函", 2.0),
    (r"^致?(?:审核|主管|评审|上级|有关)(?:部门|单位):", 0.8),
    (r"与(?:我|本)(?:单位|公司|[校院局所])[\u4e00-\u9fff]{0,6}(?:考勤|留存|记录|台账|存档)", 2.0),
    (r"(?:出具|开具)(?:本|该)?证明的?(?:原因|理由|事由)", 1.5),
    # Why no certificate can be shown: 无证书原因, 由于对方没有发证书.
    (
        r"无(?:结业)?证书?(?:的)?(?:原因|理由|说明)|(?:没有?|未|不)(?:给|予|另|统一)?(?:发|出具?|制发|颁发)(?:结业)?证书?[,。;,]|(?:仅|只)(?:发了?|出具了?|给了?|提供了?)[^,。;\n]{2,14}(?:发票|胸牌|讲义|收据|资料)",
        1.6,
    ),
    (r"(?:^|[\n\t])证明(?:理由|原因|事由)|(?:^|[\n\t])出证(?:人|单位)", 1.2),
    (rf"(?:查阅|查询|核对|核查){OWN}[\u4e00-\u9fff]{{0,10}}档案", 2.0),
    (r"经(?:我|本)(?:单位|公司|校|院)核[查实对]", 1.5),
    # Who states it signs as a unit, with its personnel office, and somebody else held the class.
    (r"(?:^|\n)单位\((?:公|盖)章\)", 1.0),
    (r"(?:^|\n)[\u4e00-\u9fff]{4,30}人事(?:科|处|部|股)(?:$|\n)|(?:^|\n)人事(?:科|处|部|股)\((?:盖)?章\)", 2.0),
    (rf"证明[^。\n]{{2,60}}(?<!经)参加(?!我|本)[_\s]*{ORGANISATION}[_\s]*(?:举办|主办|组织)的", 1.2),
    (r"\((?:主办|举办)(?:方|单位):[^()]{4,30}\)", 1.0),
    (rf"证明[^。\n]{{2,60}}在(?!我|本|该|贵){ORGANISATION}(?:参加|接受)[^。\n]{{4,40}}(?:培训|研修|班|讲座|学习)", 1.2),
    (r"证书[^,。;\n]{0,12}(?:遗失|丢失|未收到)|不予?补[发办]|补登", 2.0),
    (
        r"(?:我方|我单位|本单位|我[厂司校院])对(?:上述|以上|所述)[^。\n]{0,10}(?:负责|责任|真实)|如有不实[^。\n]{0,4}由",
        1.5,
    ),
    (r"来函(?:收悉|已悉)|未(?:发|出具|提供)纸质(?:版)?证[书明]|未能保留|无法(?:下载|补开)", 1.2),
    (r"(?:^|[\n\t])(?:员工|职工)(?:姓名)?\s*[:\t]", 1.5),
    (r"(?:^|[\n\t])(?:分管领导|部门负责人|部门主任|证明人)\s*[:\t]", 1.2),
    (r"参加.{0,60}(?:培训|研修|会议|学习|讲座|班)", 0.7),
)
_AGAINST = (
    (r"在(?:我|本)(?:处|校|院|中心|会|所|站|平台|基地)(?:参加|学习|完成|接受)", 3.0),
    (r"(?:受邀|受聘|应邀).{0,80}(?:授课|讲课|讲座|主讲)|授课题目|讲授", 4.5),
    (r"(?:服务时[间长]|志愿服务|心理(?:咨询|援助|热线|服务))", 3.0),
    (r"关于(?:举办|组织|召开|开展).{2,50}的?通知", 3.0),
    (r"(?:准予结业|特发此证|颁发此证|毕业证书|学位证书)", 2.5),
    (r"(?:交易单号|发票|签到|准考证)", 1.5),
    (r"[年月]?(?:收入|工资|薪酬)(?:约|为|证明)|贷款|签证|在职证明|居住证明", 4.0),
    (r"学习强国|学习积分", 3.0),
    (r"介绍信|予以?接洽|委托书|承诺书|遗失声明|声明作废", 4.0),
)
#: What was attended: an employer also states pay, posts and years of service.
_ATTENDED = r"参加|参训|参会|参与|出席|培训|研修|进修|学习|会议|讲座|论坛|继续教育|学时|课时|授课|讲课|[0-9]学分"


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(document, titles=_TITLES, words=_WORDS, against=_AGAINST, needs=(_ATTENDED,))
    return shifted(found, employer_speaks(document), "由用人单位出具")


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    builder = FactBuilder(document)
    add_person(builder)
    date_row = add_issue_date(builder)
    add_period(builder)
    held = next(iter(hosts(document)), None)
    if held is not None:
        builder.add_text("organiser", held.name, trust=held.trust)
    add_course(builder)
    add_hours(builder)
    add_days(builder)
    add_place(builder)
    add_unit(builder, date_row)
    numbered = document.labelled(
        "(?:证明书?|确认|说明|文档|文书|函件|佐证|声明|证实)[书单表]?编号",
        "(?:证明书?|确认|说明|佐证|声明|证实)[书单表]?号",
        accept=_NUMBER,
    ) or document.prose.find(rf"(?:证明书?|确认)编号:?({_NUMBER})", 1)
    if numbered is None:
        # By itself over the title, as registers stamp it.
        heads = (row.run.whole.stripped() for row in document.rows[:3] if len(row.cells) == 1)
        numbered = next((one for one in heads if _BARE_NUMBER.fullmatch(one.text)), None)
    if numbered is not None and compiled(r"\d").search(numbered.text):
        builder.add("certificate_no", tidy_number(numbered.text), numbered)
    letter = doc_no_at_head(document)
    # 某教证字〔2024〕12号 numbers a certificate.
    if letter is not None and not compiled("证字?〔").search(letter[1]) and "certificate_no" not in builder:
        builder.add("doc_no", letter[1], letter[0], trust=0.95)
    builder.also(("hours", "days", "place"))
    # Beside 证明单位 stands who states it, not who held the class.
    named = (organisation_in(value) for value in beside(document, "organiser"))
    builder.add_text(
        "organiser", next((one for one in named if one and one.text != builder.value("unit")), None), trust=0.98
    )
    builder.require(
        ("person_name", "start_date", "course_title", "unit", "issue_date"),
        {"person_name": "职工|姓名", "unit": r"\(盖章\)", "issue_date": "日期"},
    )
    add_particulars(builder)
    return builder.done()


_BARE_NUMBER = compiled(r"(?:[A-Z]{1,5}-?)?(?:19|20)\d{2}-?\d{4,12}|[(〔](?:19|20)\d\d[)〕]第?\d{3,10}号")
_NUMBER = r"[A-Za-z\d(〔\[\u4e00-\u9fff][A-Za-z\d\u4e00-\u9fff\-—()〔〕\[\]]{4,30}"


def _letterhead(builder: FactBuilder) -> Span | None:
    """The body over the title, where the only other one that might have signed is who held the class."""
    document = builder.document
    named = organisation_in(document.rows[0].run.whole) if document.rows and len(document.rows[0].cells) == 1 else None
    date = issue_date(document)
    signed = issuer(document, date[2] if date is not None else None, hosts=False)
    other = signed is not None and named is not None and signed.text == builder.value("organiser") != named.text
    return named if other else None


def add_unit(builder: FactBuilder, date_row: int | None) -> None:
    """Adds ``unit``: who signed; else the organisation whose name stands as heading; else a label."""
    document = builder.document
    employer = labelled_organisation(document, ("用人单位", *STATES))
    headed = _letterhead(builder)
    if employer is None and headed is not None:
        builder.add_text("unit", headed, trust=0.98)
        return
    if employer is not None or add_signatory(builder, "unit", date_row):
        builder.add_text("unit", employer)
        return
    labelled = labelled_organisation(document, ("证明单位", "出具单位", "单位名称", "单位", "工作单位", "所在单位"))
    builder.add_text("unit", labelled, trust=0.99)
