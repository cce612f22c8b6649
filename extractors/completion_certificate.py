"""培训证书: certificate of a class, pass certificate, proof of hours, yearly record of learning.

Looks like: a title (结业证书, 培训合格证书, 学时证明 …), a number, the sentence that somebody took
part in a class from … to … for so many hours, and at the foot who issued it and when. Also as a form
with labels, as the proof of an online platform with a list of lessons, and as the yearly record with
one row per activity (then ``activities`` holds them and ``hours`` is their sum as printed).
"""

from __future__ import annotations

import math

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.attendance import add_course, add_days, add_hours, add_person, unit_before, unit_told
from extractors.text.by_label import value_beside
from extractors.text.courses import OF_A_CLASS
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.employers import employer_speaks
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.foot import signature_dates
from extractors.text.held_by import EMPLOYER, add_organiser
from extractors.text.hours import find_hours
from extractors.text.identifiers import certificate_no
from extractors.text.letters import EMPLOYEE_OF, OF_ITS_OWN, addressed_host
from extractors.text.names import lone_name, person_name
from extractors.text.organisations import (
    OWN_UNIT,
    is_organisation,
    organisation_under,
    without_department,
)
from extractors.text.particulars import add_major, add_particulars
from extractors.text.patterns import compiled
from extractors.text.period import add_period
from extractors.text.places import add_place
from extractors.text.recognition import shifted, weigh
from extractors.text.signing import add_issue_date, printed_on
from extractors.text.year_record import add_record, record_rows, undated_rows
from extractors.text.year_rows import unlisted_rows

TITLE = "培训证书（结业证、合格证、学时证明）"

_TITLES = (
    (r"(?:培训|结业|合格|继续教育|学习|研修|进修|岗位|上岗|考核|线上|网络|电子)+(?:合格|培训|学习)?证书", 4.6),
    (r"(?:结业|结课|培训|研修|研习|进修|轮训|受训|修业|学习|合格)证(?!明|书编)", 4.2),
    (
        r"(?:学时|学分|继续教育|学习|培训|课程|在线学习|完成|结业)+(?:登记|合格|学习|培训|学时|完成|记录|"
        r"情况)*证明",
        4.2,
    ),
    (
        r"继续教育(?:证书|登记(?:证|册|表|手册)|记录|学时登记)|"
        r"学时(?:登记|认定|记录|统计|汇总)(?:表|卡|册|单|簿)|学习登记",
        4.4,
    ),
    (r"(?:结\s*业|合\s*格|培\s*训)\s*证", 3.6),
    (r"(?:学时|学分|课时|听课|听讲|参训|结课|学习|培训)证(?:$|(?=\())", 4.2),
    # Names nobody listed: what they hold is learning, what they are is a paper that proves.
    (
        r"(?:培训|继续[\u4e00-\u9fff]{0,6}教育|学时|学分|研修|进修|结业|学习|参训|修业|轮训|公需|选修|必修)"
        r"(?![\u4e00-\u9fff]{0,6}(?:情况(?!确认|登记|认定)|经过|说明))[\u4e00-\u9fff]{0,8}(?:确认单|确认书|确认表|登记册|证书|证明书?|凭证|凭据|证明单|通知书|通知单|告知单|告知书|登记证|登记卡|合格卡|学分卡|完成卡|完成单|合格单|成果单|认定书|认定表)(?:\(.{1,6}\))?$",
        4.0,
    ),
    (r"(?:学时|学分)[\u4e00-\u9fff]{0,4}(?:回执|回单)$", 4.0),
    # 培训记录函: who held the class writes to who came.
    (r"(?:培训|学习|研修|参训|继续教育)(?:情况)?(?:记录|完成|结业)函$", 3.6),
    (r"(?:听课|听讲|观课|参训|讲座|上课)[\u4e00-\u9fff]{0,2}小?票$", 4.0),
    # A year of one person on the page of an app.
    (r"^我的(?:19|20)\d\d年?$", 2.4),
    # 观课证明条, 听课完成凭条: whoever only looked on has a slip of it, too.
    (
        r"(?:观课|观看|听课|听讲|直播|完课|到课|结业)[\u4e00-\u9fff]{0,4}(?:证明|凭证|完成|合格|凭)[条单]$",
        4.0,
    ),
    # A pupil of a master, a trainee of a ward: 跟师期满证书, 出师证, 见习证明.
    (r"(?:跟师|师承|拜师|出师|跟岗|跟班|见习|侍诊|带教|期满)[\u4e00-\u9fff]{0,4}(?:证书|证|凭证|证明)$", 4.2),
    # Slips and cards: what was learned is counted on them.
    (
        r"(?:轮训|培训|学习|研修|继续教育|学时|学分|听课|听讲)[\u4e00-\u9fff]{0,2}"
        r"(?:卡|条|(?:计分|记分|计时|履历|核对|结果|年审)[单条卡表])$|(?:直播|观看|听课|学习|完课)回执$|(?:^|[^\u4e00-\u9fff])我的(?:学时|学分)$",
        3.6,
    ),
    (r"(?:继续|再)教育(?:考核|培训|学习)?(?:记录|卡)(?:\([^()]{1,6}\))?$", 3.6),
    (r"(?:学时|学分)(?:授予|认定|登记)通知$|继续[\u4e00-\u9fff]{0,4}教育(?:学时|学分)登记$", 4.0),
    (r"^认证证书$|^(?:VERIFIED|COURSE) CERTIFICATE$|CERTIFICATE OF (?:COMPLETION|ATTENDANCE)", 3.6),
)
_WORDS = (
    (
        r"(?:准予结业|特发此证|颁发此证|发给此证|特此发证|予以结业|"
        r"准予毕业结业|成绩合格|考核合格|考试合格|学习期满|修完|学完|培训合格)",
        1.3,
    ),
    (r"(?:证书编?号|编号|证号|No\.?)", 0.5),
    (
        r"(?:\d|[一二三四五六七八九十])_*(?:个)?(?:学时|课时|学分)|(?:学时|"
        r"课时|学分)(?:数)?[:\t]|[\t\n](?:学时|课时|学分)(?:[\t\n]|$)",
        0.8,
    ),
    (r"(?:培训班|研修班|培训|课程|学习)", 0.5),
    (r"(?:参加|完成)", 0.3),
    (r"完成(?:学习|培训|课程)[\u4e00-\u9fff,]{0,4}(?:通过|合格)|通过(?:结业|结课)?(?:考核|测试|考试)", 0.8),
    (r"在(?:我|本)(?:处|校|院|中心|会|所|站|平台|基地)(?:参加|学习|完成|接受)", 1.5),
    (r"(?:本|此|该)[函件条票单](?:可|即)?[作为](?:学习|培训|学时|参训)?的?(?:凭据|凭证|证明|依据)|凭此票", 1.2),
    (r"签到记录(?:完整|齐全)|(?:已|均)(?:在我[社会校院处])?登记在册", 1.0),
    (r"(?:施教|办班|培训)(?:单位|机构)(?:意见|盖章)?|认定学时|授予学分|学分类别", 0.7),
    (r"(?:本平台|在线学习|扫描二维码|核验真伪|查询验证)", 0.5),
    (r"(?:学习内容|培训内容).{0,40}学时", 0.6),
    (r"(?:后台|系统|平台)(?:统计|记录|显示)|符合(?:本平台|平台)?发证|平台签章|本证明的电子版", 1.0),
    (r"学时(?:申请|审核|认定|核定)(?:结果|经)?|(?:经[\u4e00-\u9fff]{4,20})?审核通过|学时证明编号|修得\d", 1.0),
)
_AGAINST = (
    (EMPLOYEE_OF, 2.5),
    (OF_ITS_OWN, 2.0),
    (r"学号|学籍号|学习成绩|各科成绩", 2.5),
    (r"学习强国|强国通|总积分|年度积分|学习积分", 4.0),
    (r"(?:我|本)(?:单位|公司|校|院|局|中心|所|站|馆)[\u4e00-\u9fff·]{2,14}同志", 2.5),
    (r"我司员工|(?:^|[\n\t])员工(?:姓名)?\s*[:\t]|分管领导|补充(?:证明|说明)", 2.5),
    (r"填表说明|一式[两二三四]份", 2.5),
    (r"下列人员|以下人员|现予公示|公示期|(?:名册|名单)(?:\n|$)|人员[\u4e00-\u9fff]{0,8}一览表(?:\n|$)", 3.0),
    (r"所在单位(?:审核)?意见|未取得证书|未(?:统一|另)?(?:发放|颁发|发)(?:结业)?证书?|内部培训", 3.0),
    (r"被说明人|(?:我|本)单位对(?:上述|以上|所[填述])[^。\n]{0,14}负责", 4.0),
    (r"(?:兼课|任课|授课|外聘)教师(?:课时|学时|工作量)?证明", 4.0),
    (r"单位证明(?:表|书)?(?:\n|$)|情况说明", 5.0),
    (r"(?:^|\n)(?:职工|员工|教师|干部|在职人员)(?:参加|参与|外出)[^\n]{0,10}证明(?:表|书)?(?:\n|$)", 5.0),
    (r"不[便宜得予](?:外传|外借|公开|对外|上传|提交|提供)|属于?内部资料|情况均?(?:属实|真实)", 4.0),
    (r"(?:^|\n)[\u4e00-\u9fff]{4,30}人事(?:科|处|部|股)(?:$|\n)|(?:^|\n)单位\((?:公|盖)章\):", 2.0),
    (r"体检|健康(?:合格)?证|从业(?:类别|人员(?!(?:安全|继续|再|业务|岗位)*(?:教育|培训|学习)))|疫苗|防疫", 4.0),
    (r"招[募生收](?:简章|公告|启事|通告)|报名(?:方式|截止|电话)|(?:学费|收费)标准", 3.5),
    (r"产品(?:名称|合格)|规格型号|检验员|出厂|制造(?:单位|商)|执行标准|生产(?:日期|厂家|企业)", 4.0),
    (r"(?:授课|任课|主讲)(?:教师|老师|人)\s*[:\t]|听课人数|课酬", 3.0),
    (r"(?:我|本)(?:单位|公司|校|院|局|中心|所)(?:在职|在编)?(?:职工|员工|教师|工作人员|干部|同志)", 3.0),
    (
        r"(?:我|本)(?:单位|公司|校|院|局|中心|所|站|馆)[\u4e00-\u9fff·]{2,14}(?:同志|[(,](?:男|女|身份证|证件))",
        2.5,
    ),
    (r"(?:授课|主讲|讲课)(?:题目|内容|教师|人)|为我单位.{0,60}授课|受邀", 3.0),
    (r"关于(?:举办|组织|召开|开展|选派).{2,50}的?通知", 3.5),
    (
        r"谨?(?:定|订)于(?:19|20)\d\d年|谨(?:定|订)于|莅[临会]|派员(?:光临|出席|参加)|特邀贵|敬请光临|(?:特邀|敬请|诚邀|恭请)[你贵][\u4e00-\u9fff]{0,4}(?:选派|派员)",
        3.0,
    ),
    (r"各(?:有关|相关|县|市|会员|科室|参训|参会)[\u4e00-\u9fff、()]{0,12}:|即将(?:开班|举办|举行|召开)", 3.0),
    (r"(?:荣获|获奖|奖励|荣誉证书|授予.{0,30}称号|一等奖|二等奖|三等奖)", 3.0),
    (r"(?:毕业证书|学位证书|学士学位|硕士学位|业余学习)", 4.0),
    # Some call the end of a class so, too.
    (rf"^(?![\s\S]*{OF_A_CLASS})[\s\S]*准予毕业", 4.0),
    (r"(?:专利权|专利号|发明人)", 4.0),
    (r"(?:签到(?!记录(?:完整|齐全))|准考证号|交易单号|发票|收款)", 2.0),
    (r"考试(?:成绩)?合格(?:证|证明)|成绩合格证明", 2.0),
    (r"(?:课题|项目)(?:编号|负责人|立项|结题|验收)", 2.5),
    (r"(?:志愿|咨询|心理)服务时[间长]|服务时长", 2.0),
    (r"(?:学期|绩点|必修|选修).{0,40}(?:学分|成绩)", 2.0),
)

#: A page that says what may be had, and a page on which there is nothing.
_NONE_YET = r"暂无(?:证书|记录|数据)|(?:后|即)可(?:获得|领取|下载)[^。\n]{0,10}证"

_YEARLY = r"年度[\u4e00-\u9fff]{0,14}(?:学时|继续教育|学习)[\u4e00-\u9fff]{0,8}(?:证明|登记|记录|手册|卡|表)"
#: Notices, lecturers and employers speak of hours too: 我单位张三同志….
_NO_CERTIFICATE = (
    r"通知如下|现将|授课|任课|主讲|讲课|讲者|招[募生收]|分管领导|学号|学籍|不[便宜得予](?:外传|上传|提交|提供)|属于?内部资料|(?:我|本)(?:单位|公司|校|院|局|中心|所|站|馆)"
    r"(?:(?:在职|在编)?(?:职工|员工|教师|工作人员|干部)|[\u4e00-\u9fff·]{2,6}(?:同志|\())"
)
#: Log-odds that the meaning of the sentence adds where no title is known.
_MEANT = 4.0


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(document, titles=_TITLES, words=_WORDS, against=_AGAINST, never=_NONE_YET)
    # An employer's paper lowers it; that who held the class signs says no more than the words did.
    employed = employer_speaks(document)
    found = shifted(found, min(0.0, -employed), "")
    if (
        0.01 < found.confidence < 0.7
        and employed < EMPLOYER
        and (_says_it(document) or _form_says_it(document) or _record_says_it(document))
    ):
        odds = math.log(found.confidence / (1 - found.confidence)) + _MEANT
        return Recognition(1 / (1 + math.exp(-odds)), (*found.why, "某人参加学习、取得学时"))
    return found


def _says_it(document: Document) -> bool:
    """Whether somebody else than the employer says that a person took part and got so many hours."""
    text = document.prose.text
    if compiled(_NO_CERTIFICATE).search(text) or not compiled(
        r"参加|出席|完成|修[完学习]|学习|参与|修读|接受|参训|申报|聆听|就读|研读"
    ).search(text):
        return False
    return (
        bool(find_hours(text))
        and addressed_host(document) is None
        and person_name(document) is not None
        and (bool(signature_dates(document)) or value_beside(document, "issue_date") is not None)
    )


def _form_says_it(document: Document) -> bool:
    """Whether a form names a person, what was learned and for how many hours, and is no employer's or lecturer's."""
    if compiled(_NO_CERTIFICATE).search(document.prose.text) or compiled(r"所在单位意见|授课|听课|课酬").search(
        document.prose.text
    ):
        return False
    return all(value_beside(document, name) is not None for name in ("person_name", "course_title", "hours"))


def _record_says_it(document: Document) -> bool:
    """Whether a table lists what one person learned, when and for how many hours."""
    rows = record_rows(document) or []
    if len([row for row in rows if compiled(r"\d").search(row.text("hours"))]) < 2:
        return False
    numbered = compiled(r"(?:证书?|证明|登记)编?号|年度|(?:^|\n)我的(?:19|20)\d\d").search(document.flow.text)
    return numbered is not None and (person_name(document) is not None or lone_name(document) is not None)


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    builder = FactBuilder(document)
    add_person(builder)
    found = certificate_no(document)
    if found is not None:
        span, text, trust = found
        builder.add("certificate_no", text, span, trust=trust)
    labels = ("现?工作单位", "所在单位", OWN_UNIT, "单位名称", "单位")
    unit = document.labelled(*labels, accept=lambda span: is_organisation(span.text), below=False)
    unit = unit or document.labelled(*labels, accept=_is_unit, below=False)
    builder.add_text("unit", unit)
    under = document.labelled("工作单位", "所在单位", OWN_UNIT, "单位", accept=lambda span: is_organisation(span.text))
    builder.add_text("unit", under, trust=0.98)
    told = unit_told(document)
    builder.add_text("unit", told and without_department(told), trust=0.98)
    date_row = add_issue_date(builder)
    if date_row is None:
        date_row = printed_on(builder)
    listed = record_rows(document)
    record = listed or unlisted_rows(document) or undated_rows(document)
    if record is not None:
        summed = add_record(builder, record)
        if listed is None and not summed:
            builder.doubt("activities", 0.9)  # neither a heading nor the total says which column is which
    else:
        add_course(builder)
        add_period(builder)
        year = document.find(
            r"(?<!\d)((?:19|20)\d{2})年?度?(?=[\u4e00-\u9fff]{0,14}(?:学时|继续教育|学习)[\u4e00-\u9fff]{0,8}(?:证明|登记|记录|手册|卡|表))",
            1,
        )
        if year is not None and document.depth(year) < 0.15:
            builder.add("score_year", int(year.text), year, trust=0.98)
        within = document.prose.find(
            r"[在于]((?:19|20)\d{2})年度[\u4e00-\u9fff]{0,16}(?:继续教育|公需|专业|选修|必修|培训)[\u4e00-\u9fff]{0,8}(?:学习|培训|教育)中(?=[,。;])",
            1,
        )
        if within is not None:
            builder.add("score_year", int(within.text), within, trust=0.98)
        alone = [one for row in document.rows[:3] if (one := row.run.find(r"^\s*((?:19|20)\d{2})年度\s*$", 1))]
        if len(alone) == 1:
            builder.add("score_year", int(alone[0].text), alone[0], trust=0.98)
        if document.find(
            r"年度[\u4e00-\u9fff]{0,14}(?:学时|继续教育|学习)[\u4e00-\u9fff]{0,8}(?:证明|登记|记录|手册|卡|表)"
        ):
            # A year's record whose table was not understood: a day in it is not the time of the whole.
            builder.doubt("start_date", 0.85)
            builder.doubt("end_date", 0.85)
        add_hours(builder)
        add_days(builder)
        add_place(builder)
        builder.also(("place",))
    add_organiser(builder, date_row)
    if record is None and ("start_date" in builder or "end_date" not in builder):
        builder.also(("start_date",))  # the days of a record are those of its rows
    required = ("person_name", "hours", "organiser", "issue_date")
    builder.require(
        required if record else (*required, "course_title"),
        {
            "person_name": "姓名",
            "hours": "学时|课时|学分",
            "issue_date": "发证日期|日期",
            "course_title": "培训(?:项目|内容|班)",
        },
    )
    person = builder.span("person_name")
    below = organisation_under(document, person) if person is not None else None
    builder.add_text("unit", below, trust=0.98)
    named = value_beside(document, "unit")
    if named is not None and named[0] != builder.value("organiser"):
        # 证明单位 is called a unit too: only another body than the issuer is the person's own.
        builder.add("unit", named[0], named[1], trust=0.98)
    named_before = unit_before(document, str(builder.value("person_name"))) if person is not None else None
    if named_before is not None and named_before.text != builder.value("organiser"):
        builder.add_text("unit", named_before, trust=0.97)
    add_particulars(builder)
    add_major(builder)
    return builder.done()


def _is_unit(span: Span) -> bool:
    told = compiled(r"[,。;]|^(?:参加|组织|举办|出具|意见)").search(span.text)  # 在我单位参加…: a sentence, no value
    if compiled(r"(?:证明|证书|凭证|通知|登记[表卡])[书单]?$").search(span.text):
        return False  # 单位内部培训证明: the title of the paper
    return 4 <= len(span.text) <= 40 and (is_organisation(span.text) or (len(span.text) >= 6 and told is None))
