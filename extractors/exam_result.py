"""考试成绩: result page of an examination site (computer or phone), printed score notice, certificate of passing.

The name of the examination is the title without 成绩 words. Marks come from the table of subjects or,
on phones, from the blocks. The day of the query is what the page says (查询时间), otherwise the clock of
the full screen capture.
"""

from __future__ import annotations

import re

from domain.fact import Extraction, Recognition
from domain.reading import MarkType, Reading
from extractors.text.current import document_of
from extractors.text.dates import find_dates
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow, Span
from extractors.text.forms import well_formed
from extractors.text.identifiers import certificate_no, id_number
from extractors.text.names import DOTTED_NAME, KNOWN_NAME, labelled_name, person_name
from extractors.text.organisations import ORGANISATION, is_organisation, labelled_organisation
from extractors.text.particulars import add_particulars
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date, add_signatory
from extractors.text.subjects import (
    add_subjects,
    read_subjects,
    subjects_across,
    subjects_in_blocks,
    subjects_in_sentences,
)

TITLE = "考试成绩"

_TAIL = r"(?:考试)?(?:成绩)?(?:查询(?:结果)?|通知单|通知书|报告单|公示|单|证明|详情|信息|合格证明?书?|合格人员|合格证)*"
_GRADE = r"(?:\((?:[\u4e00-\u9fff]{0,8})(?:初|中|高|正高|副高|一|二|三|四|[ABC])级?[师士员]?\))?"
_EXAM = re.compile(
    r"(?P<exam>(?:[^\t\n,。:“”【】\[\]]{2,60}考试|"
    r"(?:19|20)\d\d年[^\t\n,。:“”【】\[\]]{4,40}?(?:能力|水平|资格|技能|业务)[\u4e00-\u9fff]{0,4}(?:测试|考核|测评|考评))"
    + _GRADE
    + r")"
)
#: 参加2023年度某某资格考试
_TOLD = re.compile(
    r"(?:参加|通过|报考|[您你][于在]|(?:[,)。;\n]|同志|考生)在)(?:了)?的?\s*((?:19|20)\d\d年(?:度)?[^\t\n,。“”]{2,40}?(?:考试|考核(?=已|成绩|[,。;]|结果))"
    + _GRADE
    + ")"
)


#: Who sat the examination and as what: without a person or a body it is anybody's score.
_OFFICIAL = (
    r"准考证|证件|身份证|考生|姓名|报名序号|档案号|管理号|编号|人事考试|考试院|考试中心|考试网|同志|先生|女士|"
    r"(?:资格|水平|等级|统一|自学)考试"
)
#: What a school writes of its own students: marks of courses.
_OF_STUDENT = r"历年(?:考试)?成绩单|[我本][校院][^。\n]{2,24}专业(?:学习|学生|学员)"
#: Questions answered for practice, contests and games: no examination anybody passed.
_PRACTICE = (
    r"模拟(?:考试|测试|考|卷|题)|错题|答[对错]|[做刷]题|再来一局|重新(?:考试|答题|测试)|闯关|答题挑战|邀请好友|题库"
)


def recognise(reading: Reading) -> Recognition:
    return weigh(
        document_of(reading),
        titles=(
            (
                r"(?:考试成绩|成绩查询|成绩(?=通知|报告|合格)|考试合格)(?:查询|结果|通知|报告|单|书|合格|证|明|详情|"
                r"信息)*",
                4.0,
            ),
            (r"考试[\u4e00-\u9fff]{0,6}合格(?:证书?|证明书?)", 5.0),
            (r"(?:专业技术|职业|执业|从业|任职)[\u4e00-\u9fff]{0,4}资格(?:证书|证明|证)(?:书)?$", 3.0),
            (r"(?:资格|水平|等级)考试(?:成绩)?(?:查询|结果|合格|证|明|书)*|职业资格", 2.5),
        ),
        words=(
            (r"准考证号?|报名序号|档案号", 2.0),
            (r"查询时间|查询日期|打印时间", 1.0),
            (r"科目名称|考试科目|科目", 1.0),
            (r"考试[^。\n]{0,12}(?:成绩|各科)[^。\n]{0,8}(?:达到|均)[^。\n]{0,6}合格", 2.0),
            (r"管理号|持证人(?:签名)?|批准机关", 1.0),
            (r"人事考试|考试院|考试中心|考试网", 1.0),
            (r"是否合格|合格标准|试卷满分|合格", 0.7),
            (r"证件号码?|身份证", 0.3),
        ),
        against=(
            (r"学分|必修|选修|学号", 2.5),
            (r"通知如下|报名(?:时间|条件)|缴费", 2.5),
            (r"培训班|结业|学时", 1.5),
            (r"特此证明", 1.0),
        ),
        needs=(r"成绩|合格|分数|得分|资格证书?", _OFFICIAL),
        never=rf"{_PRACTICE}|{_OF_STUDENT}",
    )


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    exam = _exam(document)
    opening = compiled(r"(?:您|你|考生)?(?:已)?(?:参加|报考|通过)了?的").match(exam.text) if exam is not None else None
    facts.add_text("exam_name", exam.part(opening.end()) if exam is not None and opening is not None else exam)
    named = labelled_name(document, "姓名", "考生姓名", "考生") or document.prose.find(_CANDIDATE, 1)
    named = named or next((one for row in document.rows if (one := row.run.find(_BEFORE_NUMBER, 1))), None)
    if named is not None:
        facts.add_text("person_name", named)
    else:
        person = person_name(document)
        if person is not None:
            facts.add("person_name", person[0].text, person[0], trust=0.99 * person[1])
    identified = id_number(document)
    if identified is not None:
        facts.add("id_number", identified[1], identified[0], trust=1.0 if identified[2] else 0.9)
    admission = document.labelled("准考证号码?", "准考证编号", "准考证", "考号", "考生号", accept=r"[A-Za-z\d]{6,20}")
    if admission is None:
        admission = document.prose.find(r"准考证号?码?(?:为|是)?\s*[:]?\s*([A-Za-z\d]{8,20})(?![A-Za-z\d])", 1)
    facts.add_text("admission_no", admission)
    facts.add_text(
        "unit", labelled_organisation(document, ("工作单位", "所在单位", "报考单位", "考生单位", "单位名称", "单位"))
    )
    major = document.labelled(
        "(?:报考|申报|应试|考试)专业(?:名称)?", accept=r"^[\u4e00-\u9fff()·、]{2,20}$", below=False
    )
    facts.add_text("major", major if major is not None and well_formed("major", major.text) else None)
    subjects = subjects_across(document) or read_subjects(reading.pages)
    subjects = subjects or subjects_in_blocks(document) or subjects_in_sentences(document)
    add_subjects(facts, subjects, "result")
    _queried(facts, document)
    issued = compiled(r"合格证|合格人员登记表|证书|证明|通知[书单]|报告单|成绩单").search(document.run.text)
    if "query_date" not in facts and issued and not _ON_SCREEN.search(document.run.text):
        numbered = certificate_no(document)
        if numbered is not None and numbered[1] != facts.value("admission_no"):
            facts.add("certificate_no", numbered[1], numbered[0], trust=numbered[2])
        date_row = add_issue_date(facts)
        if date_row is not None:
            add_signatory(facts, "organiser", date_row, trust=0.97)
    if compiled(r"通知[书单]|成绩单|证明|证书").search(document.run.text) and document.marks(MarkType.SEAL):
        add_signatory(facts, "organiser", None, trust=0.97, from_seal=False)
    published = labelled_organisation(
        document,
        (
            "(?:成绩)?(?:发布|公布|出具|发证)(?:单位|机构|部门)",
            "(?:考务|考试组织|主考)(?:方|单位|机构)",
        ),
    )
    facts.add_text("organiser", published)
    given = document.find(rf"(?:^|\n)(?P<o>{ORGANISATION})\s*(?:提供数据|数据提供)(?=\n|$)", "o")
    facts.add_text("organiser", given if given is not None and is_organisation(given.text) else None, trust=0.97)
    facts.require(("exam_name", "person_name", "subjects"), {"subjects": r"科目|成绩", "person_name": r"姓名"})
    add_particulars(facts)
    return facts.done()


#: 考生张三,证件号码…
_CANDIDATE = re.compile(
    rf"(?:考生|应试人员?|报考人员?)({KNOWN_NAME}|{DOTTED_NAME})(?=同志|[,;(]|参加|于|在|的|身份证|证件|准考证)"
)
#: 张三 准考证 0010…: the name without a label, in the row of the number.
_BEFORE_NUMBER = re.compile(rf"^\s*({KNOWN_NAME}|{DOTTED_NAME})\s*(?=(?:准考证|考号|身份证|证件))")
_ON_SCREEN = re.compile(r"https?:|www\.|首页|当前位置")


def _exam(document: Document) -> Span | None:
    """名称 of the examination: beside its label, else the title or row that holds 考试 and little else."""
    labelled = document.labelled("考试名称", "考试项目", "报考项目", "考试类别", "参加考试", accept=r"[^\t\n:]{4,50}")
    if labelled is not None:
        return labelled
    beside = next(iter(document.values("考试", below=False)), None)
    if beside is not None and compiled(r"(?:19|20)\d\d年.{2,40}考试" + _GRADE).fullmatch(beside.text):
        return beside
    # Beside a photo or a second column the sentence is cut at the ends of its rows.
    told = document.prose.find(_TOLD, 1) or document.run.find(_TOLD, 1)
    if told is not None:
        # The sentence names the examination with its year; a title may say no more than what sort it was.
        return told
    candidates: list[tuple[float, Span]] = []
    for page in document.pages:
        for index, row in enumerate(page.rows[:14]):
            whole = row.run
            torn = index and whole.text.startswith("试") and page.rows[index - 1].run.text.endswith("考")
            if (
                index
                and ("考试" in whole.text or torn)
                and compiled(r"(?:19|20)\d\d").match(page.rows[index - 1].run.text)
            ):
                # A title that a narrow screen broke in two.
                above = page.rows[index - 1]
                if (
                    len(above.cells) == 1
                    and 0.75 < above.height / max(row.height, 1) < 1.33
                    and "考试" not in above.text
                ):
                    whole = Flow.joined([above.run, row.run])
            below = page.rows[index + 1] if index + 1 < len(page.rows) else None
            if (
                below is not None
                and whole.text.endswith("考试")
                and compiled(r"\([^()]{1,8}\)").fullmatch(below.run.text)
            ):
                whole = Flow.joined([whole, below.run])  # the level went to a line of its own
            bracketed = compiled(r"[【\[](?=[^【】\[\]]{6,60}[】\]]$)").match(whole.text)
            whole = Flow(whole.text[1:-1], whole.origin[1:-1]) if bracketed else whole
            found = _EXAM.match(whole.text)
            if found is None or compiled(r"首页|登录|报名|打印|当前位置|>|考试网|考试院|http|^人事考试").search(
                whole.text
            ):
                continue
            rest = whole.text[found.end() :]
            if compiled(_TAIL).fullmatch(rest) is None and len(rest) > 6:
                continue
            span = whole.group(found, "exam")
            said = compiled(r".*?(?:参加|通过|报考)的?(?=(?:19|20)\d\d|[\u4e00-\u9fff]{4})").match(span.text)
            span = span.part(said.end()) if said else span
            candidates.append((row.height / page.writing + min(len(span.text), 20) / 20 - 0.05 * index, span))
    if candidates:
        return max(candidates, key=lambda c: c[0])[1]
    return document.find(
        r"(?:参加|通过)(?:了)?的?\s*((?:(?:19|20)\d\d年(?:度)?)?[^\t\n,。“”]{2,40}?考试" + _GRADE + ")", 1
    )


def _queried(facts: FactBuilder, document: Document) -> None:
    for label in (r"查询时[间刻]", r"查询日期", r"查分(?:时间|日期)", r"打印时间", r"打印日期", r"下载(?:时间|日期)"):
        for row in document.rows:
            at = compiled(label).search(row.run.text)
            if at is None:
                continue
            dates = [d for d in find_dates(row.run.text) if d.full and d.start >= at.end()]
            if dates:
                facts.add("query_date", dates[0].iso, row.run.span(dates[0].start, dates[0].end))
                return
    for row in document.rows:
        asked = [d for d in find_dates(row.run.text) if d.full]
        behind = row.run.text[asked[0].end :] if asked else ""
        # 2024-07-07 14:01:52 by itself: when the page was shown.
        if compiled(r"[\s\d:]*(?:查询|打印|下载)(?:于|时间)?").fullmatch(behind) or (
            asked and asked[0].start == 0 and compiled(r"\s*\d{1,2}:\d{2}:\d{2}\s*").fullmatch(behind)
        ):
            facts.add("query_date", asked[0].iso, row.run.span(asked[0].start, asked[0].end))
            return
    if not _ON_SCREEN.search(document.run.text):
        return
    for page in document.pages:
        foot = [row for row in page.rows if row.middle > 0.85 * page.page.height]
        for row in foot:
            dates = [d for d in find_dates(row.run.text) if d.full]
            if dates and compiled(r"\d{1,2}:\d{2}").search(row.run.text):
                facts.add("query_date", dates[0].iso, row.run.span(dates[0].start, dates[0].end), trust=0.98)
                return
