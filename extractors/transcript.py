"""成绩单: a student's courses with credits and marks, signed by a school.

The school is what the title begins with (温州大学学生成绩单), otherwise who signed. Totals are read where
printed (总学分) and checked against the rows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.identifiers import id_number
from extractors.text.name_lists import at_blanks
from extractors.text.names import DOTTED_NAME, KNOWN_NAME, known_name, labelled_name, person_name, valid_name
from extractors.text.organisations import OWN_UNIT, labelled_organisation
from extractors.text.particulars import add_particulars
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date, issuer, printed_on
from extractors.text.subjects import Subject, add_subjects, read_subjects, subjects_across

TITLE = "成绩单"

_SHEET = r"成绩(?:单|表|册|总表|登记[表卡]|汇总表|证明|档案|卡)|学籍(?:表|卡)|学业成绩|课程成绩"
#: The page of marks a student sees of himself.
_OWN = r"^(?:我的|本人|学生|学员)(?:考试|课程|学习)?成绩$"
_SCHOOL_NAME = r"[\u4e00-\u9fff()·]{2,16}?(?:大学|学院|学校|党校|电大|中专|职校|中学)"
_SCHOOL = rf"^({_SCHOOL_NAME})"
_BESIDE = (
    r"^([\u4e00-\u9fff()]{2,16}?(?:大学|学院|学校|党校|电大|中专|职校))\s*[·•|/｜]\s*"
    r"([\u4e00-\u9fff()、]{2,20}?)(?:专业)?$"
)


def recognise(reading: Reading) -> Recognition:
    return weigh(
        document_of(reading),
        titles=(
            (r"历年(?:考试)?成绩单$", 5.0),
            (_SHEET, 4.0),
            (r"(?:修课|选课|修读|修业|课程)(?:情况)?(?:记录|档案|一览)[表卡单]?$", 3.6),
            (r"^(?:课程|单科|科目)(?:考试)?合格(?:证明|证书|证)(?:书)?$", 4.0),
            (r"(?:课程|自修|修读|修业)[\u4e00-\u9fff]{0,6}学分(?:证明|证书|单)", 4.0),
            (_OWN, 4.0),
        ),
        words=(
            (r"课程名称|课程", 1.0),
            (r"学分", 1.5),
            (r"学号", 1.5),
            (r"必修|选修", 1.0),
            (r"学期|学年", 0.7),
            (r"教务(?:管理)?系统|教务处", 2.0),
            (r"总学分|学习形式|层次|入学", 1.0),
        ),
        against=(
            (r"准考证号(?![\s\S]*(?:学分|学号))|考试院|人事考试", 3.0),
            (r"查询时间|成绩查询", 1.0),
            (r"准予毕业|授予", 2.0),
            (r"兹证明|特此证明|通知如下|授课教师", 2.0),
        ),
        needs=("成绩|分数|得分", r"课程|课名|科目|学分|学号|学籍|考籍|专业|学期|学年"),
    )


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    named = labelled_name(document, "姓名", "学生姓名", "学员姓名", "学生") or _examinee(document)
    told = person_name(document) if named is None else (named, 1.0)
    if told is not None:
        facts.add_text("person_name", told[0], trust=told[1])
    facts.add_text("student_no", document.labelled("学号", "学籍号", "考籍号", "学生证号", accept=r"[A-Za-z\d-]{5,20}"))
    facts.add_text(
        "student_no",
        document.prose.find(
            r"(?:学号|(?:考生[\u4e00-\u9fff·]{2,9},)准考证号)\s*[:为]?\s*([A-Za-z\d-]{5,20})(?![A-Za-z\d])", 1
        ),
    )
    facts.add_text(
        "major",
        document.prose.find(
            r"[我本][校院](?:[\u4e00-\u9fff]{2,10}学院)?([\u4e00-\u9fff]{2,20}?)专业(?:的)?(?:在籍|在读|在校|在册|在职|脱产|进修|全日制|函授|业余|本科|专科)*(?:的)?(?:学[生员]|研究生)",
            1,
        ),
    )
    facts.add_text(
        "major", document.prose.find(r"[我本][校院]([\u4e00-\u9fff]{2,20}?)专业(?:学习|就读|修读)(?=[,。])", 1)
    )
    subjects = subjects_across(document) or read_subjects(reading.pages)
    # 在某某大学修读审计学专业(业余),各门成绩如下
    read = document.prose.find(r"(?:修读|就读|攻读|主修|学习)(?:于)?([\u4e00-\u9fff]{2,14}?)专业(?=[,。;(])", 1)
    facts.add_text("major", read if read is not None and not compiled(_SCHOOL_NAME).search(read.text) else None)
    # 在某某大学纺织工程专业函授学习: the school before what is read there.
    at = document.prose.find(
        rf"在{_SCHOOL_NAME}(?:[\u4e00-\u9fff]{{2,8}}学院)?([\u4e00-\u9fff]{{2,14}}?)专业(?:\([^()]{{1,8}}\))?"
        r"(?=(?:函授|业余|脱产|全日制|网络|夜大|远程|在职|本科|专科|专升本)*(?:学习|就读|修读|进修|攻读))",
        1,
    )
    facts.add_text("major", at)
    facts.add_text("major", _major_beside_label(document, subjects))
    facts.add_text(
        "major",
        document.prose.find(r"(?:^|[,。;\n])(?:报考|就读|攻读|主修|修读)?([\u4e00-\u9fff]{2,14})专业(?=[,。;])", 1),
        trust=0.98,
    )
    behind = next((one for row in document.rows[:6] if (one := row.run.find(_BEHIND_NUMBER, 1)) is not None), None)
    facts.add_text("major", behind, trust=0.98)
    below = _below_number(document) or _in_row_of_number(document)
    facts.add_text("major", below, trust=0.96)
    under = next((one for row in document.rows[:6] if (one := row.run.find(_BEFORE_NUMBER, 1)) is not None), None)
    facts.add_text("major", under if under is not None and not known_name(under.text) else None, trust=0.98)
    side = _school_and_major(document)
    facts.add_text("major", side[1] if side is not None else None, trust=0.98)
    identified = id_number(document)
    if identified is not None:
        facts.add("id_number", identified[1], identified[0], trust=1.0 if identified[2] else 0.9)
    add_subjects(facts, subjects, "credit", "result")
    _credits(facts, document, sum(s.credit or 0 for s in subjects))
    date_row = add_issue_date(facts)
    if date_row is None:
        printed_on(facts)
    _school(facts, document, date_row)
    facts.add_text("unit", labelled_organisation(document, ("工作单位", "所在单位", OWN_UNIT)))
    facts.also(("issue_date",))
    facts.require(("person_name", "subjects", "organiser"), {"person_name": r"姓名", "subjects": r"课程|科目"})
    add_particulars(facts)
    return facts.done()


#: 学生:张三(2021…) 审计学: what a student reads, behind the number and without a label.
_BEHIND_NUMBER = re.compile(
    r"^\s*(?:学生|姓名|学员)\s*:?[^\d(]{2,12}\([A-Za-z\d]{5,}\)\s*([\u4e00-\u9fff()]{2,20}?)(?:专业)?\s*$"
)
#: 2021… 审计学: what a student reads, behind the number and without a label.
_NUMBER_BEFORE = re.compile(r"^\s*[A-Za-z]{0,2}\d{6,16}[\s·|/]*([\u4e00-\u9fff()]{2,20}?)(?:专业)?\s*$")
#: 审计学 学号2021…: what a student reads, beside the number and without a label.
_BEFORE_NUMBER = re.compile(
    r"^\s*(?!.{0,6}(?:姓名|学校|班级|专业))([\u4e00-\u9fff()]{2,20}?)[\s·|]*学号\s*:?\s*[A-Za-z\d]{5,}\s*$"
)


def _below_number(document: Document) -> Span | None:
    """The words by themselves under a row that holds nothing but a name and a number: what a student reads."""
    for row, following in pairwise(document.rows[:8]):
        told = compiled(r"([\u4e00-\u9fff·]{2,9})\s*[A-Za-z\d]{6,16}").fullmatch(row.run.text.strip())
        if told is not None and known_name(told.group(1)):
            last = at_blanks(following.run.whole)[-1]  # before it the school may stand
            return last.match(r"^([\u4e00-\u9fff()]{2,20}?)(?:专业)?$", 1)
    return None


def _in_row_of_number(document: Document) -> Span | None:
    """The words beside a number without labels, under a row that is nothing but a name: what a student reads."""
    for row, following in pairwise(document.rows[:8]):
        if known_name(row.run.text.strip()):
            beside = following.run.find(_NUMBER_BEFORE, 1)
            return beside if beside is not None and not compiled(_SCHOOL).fullmatch(beside.text) else None
    return None


def _major_beside_label(document: Document, subjects: Sequence[Subject]) -> Span | None:
    """The words beside 专业 and its like; a course that begins with the word (专业综合实践) is no label."""
    courses = {id(line) for subject in subjects for line in subject.span.lines}
    for row in document.rows:
        marks = row.cells[1:]
        if marks and all(compiled(r"\d{1,3}(?:\.\d{1,2})?").fullmatch(cell.text.strip()) for cell in marks):
            courses |= {id(cell.line) for cell in row.cells}  # a row of marks, whether or not its table was understood
    for value in document.values(
        "专业名称",
        "(?:所学|修读|就读|主修|学习|攻读|录取|院系|学院|系别|院系及)[/、]?专业",
        "专业",
        "(?:所在|就读)?(?:系科|系别)",
        "(?:专业|修读|主修|攻读|学科)方向",
        "主修|攻读",
    ):
        if value and not any(id(line) in courses for line in value.lines):
            cut = value.match(r"[\u4e00-\u9fff()·、A-Za-z]{2,24}")
            if cut is not None:
                # 微电子科学与工程学制四年: the next label, read along where both are set tight.
                following = compiled(r"(?<=..)(?:学制|(?:学历)?层次|学习形式|学号|班级|入学|修业)").search(cut.text)
                return cut.part(0, following.start()) if following is not None else cut
    return None


def _examinee(document: Document) -> Span | None:
    """考生张三,准考证号…: whom a certificate of passed courses speaks of."""
    named = document.prose.find(rf"(?:考生|学员|学生)({KNOWN_NAME}|{DOTTED_NAME})(?=[,(]|性别|男|女)", 1)
    return named if named is not None and valid_name(named.text) else None


def _school_and_major(document: Document) -> tuple[Span, Span] | None:
    """某某学院 · 审计学: school and major beside each other at the head of a student's own page."""
    for row in document.rows[:8]:
        school = row.run.find(_BESIDE, 1)
        major = row.run.find(_BESIDE, 2)
        if school is not None and major is not None:
            return school, major
    return None


def _credits(facts: FactBuilder, document: Document, added: float) -> None:
    earned = document.find(
        r"(?:已|实|共|修)(?:满|取得|获得|修得?|获)(?:的)?(?:总)?学分(?:数)?\s*[::\t]?\s*(\d{1,3}(?:\.\d)?)", 1
    )
    total = earned or document.find(
        r"(?<!应取得)(?<!应修)(?<!应获)(?:总学分|学分合计|合计学分|累计学分|已修学分|取得学分|"
        r"获得学分|总计学分)(?:数)?(?:\s*[A-Za-z]{3,}){0,2}\s*[::\t]?\s*(\d{1,3}(?:\.\d)?)",
        1,
    )
    total = total or document.find(
        r"(?:合计|总计|共计|共[取修获]?得|共[修获])\s*[::]?\s*(\d{1,3}(?:\.\d)?)\s*个?学分", 1
    )
    if total is None:
        return
    value = float(total.text)
    number = int(value) if value == int(value) else value
    # Failed courses and further pages make the sums differ: no reason to doubt the total, but the rows.
    facts.add("credits", number, total, trust=1.0 if added <= value else 0.97)
    if added and abs(added - value) > 0.01:
        facts.doubt("subjects", 0.9)


def _school(facts: FactBuilder, document: Document, date_row: int | None) -> None:
    for row in document.rows:
        if compiled(_SHEET).search(row.text):
            named = row.run.find(_SCHOOL, 1)
            if named is not None:
                facts.add_text("organiser", named)
                return
    labelled = document.labelled("学校名称", "学校", "院校", "主考院校", "办学单位", accept=_SCHOOL)
    if labelled is not None:
        facts.add_text("organiser", labelled)
        return
    for span in document.titles:
        named = span.match(_SCHOOL, 1)
        if named is not None:
            facts.add_text("organiser", named, trust=0.98)
            return
    for row in document.rows[:4]:
        # The school's own system: 某某学院教务系统.
        named = row.run.find(rf"{_SCHOOL}(?=教务|教学|学生|学籍|综合|成绩|信息|继续教育)", 1)
        if named is not None:
            facts.add_text("organiser", named, trust=0.98)
            return
    side = _school_and_major(document)
    if side is not None:
        facts.add_text("organiser", side[0], trust=0.98)
        return
    # 本单由某某大学学生事务中心自助终端打印: the office is the school's, and the machine the office's.
    printed = document.prose.find(
        rf"由({_SCHOOL_NAME})(?:[\u4e00-\u9fff]{{2,10}}(?:中心|[处科部室馆]))?"
        r"(?:[\u4e00-\u9fff]{0,6}(?:终端|系统|平台))?(?:打印|出具|生成|导出)",
        1,
    )
    signed = issuer(document, date_row)
    # The office that keeps the marks signs for its school.
    school = (
        signed.match(rf"{_SCHOOL}(?=教务|学籍|学生|继续教育|研究生|培养|档案|招生|成人教育)", 1)
        if signed is not None
        else None
    )
    facts.add_text("organiser", school or signed or printed, trust=0.98)
