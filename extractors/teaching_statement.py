"""授课证明: who gave which lecture, at whose class, when and for how many hours.

Looks like: 授课证明 / 讲课证明 / 教学工作证明 / 聘书 over a sentence 兹证明 UNIT NAME（title）于 …
受邀为我单位举办的“…”授课，授课题目：《…》，授课共计 … 学时, signed by the host. ``unit_from`` is
where the lecturer works, ``organiser`` the host, ``lecture_title`` the lecture.
"""

from __future__ import annotations

import re

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.attendance import add_days, add_hours
from extractors.text.by_label import value_beside
from extractors.text.courses import CLASS_END, EDITION, course_title, part_of_more, quoted, standing_title
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.facts import FactBuilder, tidy
from extractors.text.flow import Span
from extractors.text.identifiers import certificate_no, id_number
from extractors.text.names import KNOWN_NAME, person_name
from extractors.text.organisations import (
    HOST_LABELS,
    ORGANISATION,
    is_organisation,
    labelled_organisation,
    organisation_in,
    units_with_names,
)
from extractors.text.particulars import add_particulars
from extractors.text.patterns import compiled
from extractors.text.period import add_period
from extractors.text.places import add_place
from extractors.text.recognition import weigh
from extractors.text.role_words import is_some_label
from extractors.text.signing import add_issue_date, add_signatory

TITLE = "授课证明"

_TITLES = (
    # 兼职讲师课时确认单: hours of who teaches.
    (
        r"(?:讲师|教师|教员|师资|专家|授课人?|讲课|任课)[\u4e00-\u9fff]{0,4}(?:课时|工作量|授课|讲课)[\u4e00-\u9fff]{0,4}(?:确认|核定|认定|核实)[单表书]$",
        4.6,
    ),
    (
        r"(?:授课|讲课|兼课|教学工作|任教|任课|教学|讲座|讲学|主讲)(?:教师|老师|人员)?(?:情况|任务|时数|课时|学时|工作量)?"
        r"证明",
        5.0,
    ),
    (
        r"(?:授课|讲课|讲座|讲学|教学|讲授|任教|送教)[\u4e00-\u9fff]{0,6}(?:证明|确认[单书表]|登记表|情况表|认定表|记录表?|"
        r"凭证|说明|登记|台账|复函|回函|回执|函)(?:材料|书)?",
        4.6,
    ),
    (r"(?:授课|讲课|讲学|教学)(?:聘书|聘请书|邀请函|证书|确认[单书]|感谢[信函])|聘书|聘请书", 4.0),
    (
        r"(?:授课|讲课|任课|兼课|任教|教学|带教)[\u4e00-\u9fff]{0,6}(?:核定|认定|核算|统计|结算|登记)[单表]$",
        4.4,
    ),
    (r"^(?:感谢|致谢|答谢|鸣谢)[信函]$", 2.0),
)
_WORDS = (
    (r"(?:授课|讲课|讲授|主讲|任课)(?:题目|内容|课程|专题|主题)?\s*[:为《“]|讲题\s*[:为是《“]", 2.0),
    (r"应[^,。;\n]{2,30}之邀", 2.0),
    (r"(?:受邀|受聘|应邀|聘请|邀请).{0,80}(?:授课|讲课|讲座|主讲|讲授|教师|讲师)", 2.5),
    (r"受(?:我|本)(?:单位|公司|[校院局所站馆会])之?(?:聘|邀|聘请|邀请).{0,60}(?:授课|讲授|主讲|讲课)", 2.5),
    (r"授课(?:共计|学时|课时|时间|时长|日期)|听课(?:人数|对象)|课酬", 1.5),
    (r"(?:承蒙|有劳|蒙)[^。\n]{0,60}(?:授课|讲课|讲授|主讲|讲学)", 2.5),
    (r"(?:授课|讲课|讲授|主讲),?(?:题目|内容|课题|主题)[为是]《", 2.0),
    (r"(?:授课|讲课|任教)(?:凭据|凭证|依据|之证)|(?:任课|授课|兼职)教师(?:[\t:]|任课)|(?:讲授|授课)章节", 1.5),
    (r"感谢[^。\n]{0,60}(?:授课|讲课|讲授|主讲|讲学)", 2.5),
    (r"(?:授课|讲授|讲课)[\u4e00-\u9fff]{0,3}(?:学时|课时)(?:数)?(?:为|是)", 1.0),
    (r"(?:贵|你)(?:单位|公司|[校院局所站馆]).{0,12}(?:同志|老师|教授)", 1.0),
    (r"作(?:了)?《[^》\n]{2,60}》|作(?:了)?题为|作(?:了)?专题(?:讲座|报告|授课)", 1.5),
    (r"(?:特此证明|情况属实)", 0.5),
)
_AGAINST = (
    (r"(?:准予结业|修完|学完|成绩合格)", 2.5),
    (r"关于(?:举办|组织|召开|开展).{2,50}的?通知", 3.0),
    (r"(?:日程|课程)安排表|授课教师\s*\t|签到表", 2.5),
    (r"聘期|任期|(?:委员会|理事会)?(?:委员|理事|顾问|评委|评审专家)(?:,|。|$|\n)", 3.0),
)


def recognise(reading: Reading) -> Recognition:
    return weigh(document_of(reading), titles=_TITLES, words=_WORDS, against=_AGAINST)


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    builder = FactBuilder(document)
    _add_lecturer(builder)
    numbered = certificate_no(document)
    if numbered is not None:
        builder.add("certificate_no", numbered[1], numbered[0], trust=numbered[2])
    identified = id_number(document)
    if identified is not None:
        builder.add("id_number", identified[1], identified[0], trust=1.0 if identified[2] else 0.9)
    date_row = add_issue_date(builder)
    add_period(builder)
    lecture = _lecture(document)
    if lecture is not None:
        builder.add("lecture_title", tidy(lecture.text), lecture)
    held = _class(document, lecture)
    if held is None or (lecture is not None and tidy(held[0].text) == tidy(lecture.text)):
        held = standing_title(document) or held  # a class by itself over a list of labels
    if held is not None and not (lecture is not None and tidy(held[0].text) == tidy(lecture.text)):
        builder.add("course_title", tidy(held[0].text), held[0], trust=held[1])
    add_hours(builder)
    add_days(builder)
    room = "(?:讲授|授课|讲课|任课|上课|教学)(?:地点|地址|场所|教室)"
    builder.add_text("place", document.labelled(room, below=False, accept=r"[\u4e00-\u9fff\d].{3,40}"), trust=0.98)
    add_place(builder)
    _add_host(builder, date_row)
    builder.also(("unit_from", "issue_date"))
    employer = value_beside(document, "unit")
    if employer is not None and employer[0] != builder.value("organiser"):
        builder.add("unit_from", employer[0], employer[1], trust=0.98)  # 所属医院, 派出单位
    beside = value_beside(document, "course_title")
    if beside is not None and "course_title" not in builder and beside[0] != builder.value("lecture_title"):
        builder.add("course_title", beside[0], beside[1], trust=0.98)
    builder.require(
        ("person_name", "start_date", "hours", "lecture_title", "organiser", "issue_date"),
        {"lecture_title": "授课(?:题目|内容|课程)", "hours": "学时|课时", "person_name": "姓名|授课(?:人|教师)"},
    )
    add_particulars(builder, taught=True)
    return builder.done()


_LEADS_TO_LECTURER = r"兹证明:?|证明:?|兹有|(?:兹|特|我[校院局处所会])?(?:聘请|邀请)|[特专](?:聘|邀)|感谢|日,"


def _add_lecturer(builder: FactBuilder) -> None:
    """Adds ``person_name`` and ``unit_from`` (where the lecturer works)."""
    document = builder.document
    for flow in (document.prose, document.run):
        for unit, name in units_with_names(flow, _LEADS_TO_LECTURER):
            builder.add_text("unit_from", unit)
            builder.add_text("person_name", name)
            return
    for unit, name in units_with_names(document.prose, r"\n|^"):
        if _SETS_OUT.match(document.prose.text, name.end):
            builder.add_text("unit_from", unit, trust=0.98)
            builder.add_text("person_name", name, trust=0.98)
            return
    named: tuple[Span, float] | None = None
    if named is None:
        span = document.labelled(
            "授课教师",
            "授课教师姓名",
            "(?:授|讲)课(?:人员?|者|教师)",
            "讲授人",
            "主讲人",
            "授课老师",
            "讲师",
            "教员",
            "讲者",
            "教师姓名",
            "教师",
            accept=rf"^{KNOWN_NAME}",
        )
        named = person_name(document) if span is None else (span, 1.0)
    if named is not None:
        builder.add_text("person_name", named[0], trust=named[1])
    stated = document.prose.find(rf"(?:工作|所在|任职)单位(?:为|是|系)?(?P<u>{ORGANISATION})(?=[,;。])", "u")
    if stated is not None and is_organisation(stated.text):
        builder.add_text("unit_from", stated, trust=0.98)
    where = ("(?:派出|选派|外派|聘自)(?:单位|学校)?", "来自", "工作单位", "所在单位", "单位名称", "原单位", "单位")
    unit_from = document.labelled(*where, accept=lambda s: is_organisation(s.text))
    if unit_from is None:
        unit_from = document.prose.find(
            rf"(?:系|为|是)(?P<u>{ORGANISATION})(?:的)?(?:教师|职工|员工|专业技术|工作人员)", "u"
        )
    if unit_from is None:
        # 张三老师(某某公司):, 邀请张三(某某公司,高级工程师)在…
        unit_from = document.prose.find(_UNIT_BRACKETED, "u")
        if unit_from is not None and not is_organisation(unit_from.text):
            unit_from = None
    if unit_from is None and compiled(r"[你贵](?:单位|公司|[校院局所站馆])").search(document.run.text):
        # A letter of thanks names the lecturer's employer in the first line.
        addressed = (organisation_in(row.run.whole) for row in document.rows[:6] if row.run.text.endswith(":"))
        unit_from = next((unit for unit in addressed if unit is not None), None)
    if unit_from is None and compiled(r"(?:回执|函|复函|回函)$").search(
        document.rows[0].run.text if document.rows else ""
    ):
        # 授课回执: whom the host writes back to has lent the lecturer.
        lent = (organisation_in(row.run.whole) for row in document.rows[1:5] if row.run.text.endswith(":"))
        unit_from = next((unit for unit in lent if unit is not None), None)
    if unit_from is None and named is not None:
        # 张三(工艺美术师,某某艺术剧院)应…之邀
        called = re.escape(named[0].text)
        unit_from = document.prose.find(
            rf"{called}(?:老师|教授|同志)?\((?:[^,()\n]{{2,10}},)?(?P<u>{ORGANISATION})(?:,[^,()\n]{{2,10}})?\)(?=[应受于在])",
            "u",
        )
    builder.add_text("unit_from", unit_from)


#: Where the lecturer works, in brackets behind the name, maybe with the title before or behind it.
_UNIT_BRACKETED = re.compile(
    rf"(?:^|\n|邀请|聘请|特邀|商请|,){KNOWN_NAME}(?:老师|教授|同志|专家)?\((?:[^,()\n]{{2,12}},)?(?P<u>{ORGANISATION})"
    r"(?:\)\s*:|(?:,[^,()\n]{2,12})?\)(?=[,应受]|(?:19|20)\d\d|[在于为作到来]|莅|讲授|授课|主讲))"
)
#: What a sentence goes on with behind the lecturer and the post in brackets.
_SETS_OUT = re.compile(r"(?:老师|教授|同志|先生|女士)?(?:\([\u4e00-\u9fff]{2,10}\))?(?:在|于|为|应|受|担任)")
#: A title in quotation marks, a quoted word inside it with its own: “公共建筑“双碳”节能改造”.
_IN_QUOTES = r"[《“\"](?P<t>(?:[^《》“”\"\n]|“[^“”\n]{1,12}”){2,60})[》”\"]"
_LECTURE_SAID = re.compile(
    r"(?:授课|讲课|讲授|主讲|讲座|作(?:了)?(?:题)?|题目?)(?:的)?(?:题目|内容|课程|专题|主题|"
    rf"名称)?(?:为|是)?\s*[:]?\s*{_IN_QUOTES}"
)


#: 担任“某某”主讲
_LECTURE_HELD = re.compile(rf"(?:担任|承担)了?{_IN_QUOTES}(?:的)?(?:主讲|授课|讲授|讲课|[一这]?[讲课]|专题|课程)")


def _lecture(document: Document) -> Span | None:
    """The lecture: quoted behind 授课题目 and its like, beside a label, else the title in 《》."""
    told = (
        document.prose.find(_LECTURE_SAID, "t")
        or document.prose.find(_LECTURE_HELD, "t")
        or document.run.find(_LECTURE_SAID, "t")
    )
    if told is not None:
        return told
    labelled = document.labelled(
        "授课题目",
        "讲授题目",
        "讲课题目",
        "授课课程",
        "授课内容",
        "讲座题目",
        "讲座名称",
        "(?:讲授|授课|主讲|任课)(?:章节|专题|主题|课题)",
        "课程名称",
        "主讲题目",
        "授课专题",
        "课题",
        "讲题",
        "题目",
    )
    if labelled is not None and not is_some_label(labelled.text):  # a column of labels: 题目 over 场次
        inner = labelled.match(_IN_QUOTES, "t")
        return labelled if inner is None or part_of_more(inner) else inner
    plain = document.prose.find(
        r"(?:讲授|主讲)(?:了)?(?:的)?(?:专题|内容|题目|课程)?[_\s:]*(?P<t>(?!时间|日期|地点|对象)[^,。;“”《》:\n\d]{4,40}?)[_\s]*(?:一[课讲])?"
        r"(?=[,。;\n]|$)",
        "t",
    )
    if plain is not None:
        return plain
    for span, _ in quoted(document.prose):
        if document.prose.text[span.start - 1] == "《":
            return span
    return document.prose.find(_LECTURE_PLAIN, "t")


_LECTURE_PLAIN = re.compile(
    r"(?:讲授|主讲|讲解|作)(?:了)?(?:专题|课程|题目|内容|主题|题为)?(?P<t>(?!教师|老师|专题|课程|人|了|的|时间|日期|地点|对象)[^,。;:\n“”《》]{4,40}?)"
    r"(?:专题讲座|专题报告|讲座|课程|一课)?(?=,|。|;|共计?|授课|累计|\n)"
)
#: 在我单位举办的某某培训班中讲授…: the class without quotation marks.
_CLASS_PLAIN = re.compile(
    r"(?:举办|组织|主办|开展|承办)的(?P<t>[^,。;:\n“”《》]{4,50}?)(?:中|上|期间|里)?(?=,|讲授|授课|主讲|担任|作|讲课)"
)


#: Sentences that name the class: of whose class one teaches, within which, to whose students, at whose own, for which.
_CLASS_SAID = (
    r"(?:举办|组织|承办|开展|主办)的[_\s]*(?P<t>[^,。;“”《》\n]{4,50}?)[_\s]*[中上期][间]?[,]?(?=讲授|授课|主讲|担任|任|"
    r"作题|作了|作为?[《“])",
    rf"(?:在|于|为)(?P<t>(?!我|本|贵)[^,。;:\n“”《》]{{4,40}}{CLASS_END})(?:[中上里]|期间)?(?=(?:承担|担任|讲授|主讲|讲了?|作)了?(?:题为)?[“《])",
    rf"(?:听课|授课|听讲|讲课)(?:对象|人员|学员)[为是](?P<t>[^,。;:\n“”《》]{{4,40}}{CLASS_END})(?=(?:的)?(?:全体|参训)?(?:学员|人员|学生|教师)|[,。;])",
    rf"(?:为|给|在)(?:我|本)(?:单位|公司|中心|[校院局所会站馆处厅])(?:(?:举办|组织|主办|开展|承办|开办)的)?(?P<t>[^,。;:\n“”《》]{{4,40}}{CLASS_END}?{EDITION})"
    r"(?:[中上]|学员)?(?=讲授|授课|主讲|讲课)",
    rf"(?:担任|承担)(?:我|本)(?:单位|公司|[校院局所会站馆])(?P<t>[^,。;:\n“”《》]{{4,40}}{CLASS_END})(?:的)?(?:主讲|授课|任课|讲课|教学)",
)


def _class(document: Document, lecture: Span | None) -> tuple[Span, float] | None:
    """The class at which the lecture was given."""
    for span, taken in quoted(document.prose):
        if taken and not part_of_more(span) and (lecture is None or span.text != lecture.text):
            return span, 1.0
    within = document.prose.find(
        r"系[“《](?P<t>[^“”《》\n]{4,60})[”》]的?(?:内容|课程|专题|组成部分)(?:之一)?(?=[,。;])", "t"
    )
    if within is not None:
        return within, 0.99
    named = next((one for said in _CLASS_SAID if (one := document.prose.find(said, "t")) is not None), None)
    if named is not None:
        return named, 0.97
    where = document.prose.find(
        rf"(?:在|于|为)(?P<o>{ORGANISATION})(?P<t>[^,。;:\n“”《》]{{4,40}}{CLASS_END})(?:[中上]|期间|里)(?=担任|任|作为|讲授|授课|主讲|,)",
        "t",
    )
    by = where.flow.text[: where.start] if where is not None else ""
    if where is not None and not compiled(r"(?:举办|主办|承办|组织)$").search(by):
        return where, 0.97
    called = document.prose.find(
        rf"(?:班级|班次|班别|培训班|项目|所属班)(?:名称)?[为是](?P<t>[^,。;:\n“”《》]{{4,40}}{CLASS_END}{EDITION})(?=[,。;])",
        "t",
    )
    if called is not None:
        return called, 0.97
    people = document.labelled(
        "(?:授课|听课|讲课|培训|教学|面向)(?:对象|人员|班级)",
        accept=rf"^[^,。;:\n]{{4,40}}{CLASS_END}(?=的?(?:全体|参训)?(?:学员|人员|教师|学生)?$)",
    )
    if people is not None and (lecture is None or people.text != lecture.text):
        return people, 0.98
    found = course_title(document)
    if found is not None and (lecture is None or found[0].text != lecture.text):
        return found
    plain = document.prose.find(_CLASS_PLAIN, "t")
    if plain is not None:
        return plain, 0.96
    blank = document.prose.find(
        rf"在[_\s]*(?P<t>[^,。;:\n“”《》_]{{4,40}}{CLASS_END})[_\s]*(?=讲授|授课|主讲|讲课)", "t"
    )
    if blank is not None:
        return blank, 0.96
    # 来我处为某某班学员讲授…: the class by its people.
    taught = document.prose.find(
        r"(?:为|给|向)(?!我|本|期)(?P<t>[^,。;:\n“”《》]{4,50}?)(?:的)?(?:全体|参训)?(?:学员们?|学生|同学|参会人员)?(?=讲授|授课|主讲|讲课|作)",
        "t",
    )
    return None if taught is None else (taught, 0.96)


def _add_host(builder: FactBuilder, date_row: int | None) -> None:
    document = builder.document
    labelled = labelled_organisation(document, HOST_LABELS)
    if labelled is not None:
        builder.add_text("organiser", labelled)
        return
    told = document.prose.find(
        rf"(?:受|应|为|在|由)(?P<o>{ORGANISATION})(?:的)?(?:邀请|聘请|举办|主办|组织|"
        rf"委托)",
        "o",
    )
    if told is not None and not compiled(r"(?:我|本|该)").match(told.text):
        builder.add_text("organiser", told, trust=0.98)
        return
    add_signatory(builder, "organiser", date_row)
