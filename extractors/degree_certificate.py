"""学历证书、学位证书: 毕业证书, 结业 of a degree course, 学士/硕士/博士学位证书, also as the printed electronic copy.

Two layouts in practice: a sentence (学生 NAME 性别 … 于 … 在本校 … 专业 … 准予毕业) and a table of
labels (电子注册备案表: 姓名, 学校名称, 专业, 学历层次, 证书编号).
"""

from __future__ import annotations

from itertools import pairwise

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.courses import OF_A_CLASS
from extractors.text.current import document_of
from extractors.text.dates import find_dates
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.forms import well_formed
from extractors.text.identifiers import certificate_no, id_number
from extractors.text.names import DOTTED_NAME, KNOWN_NAME, labelled_name, person_name, valid_name
from extractors.text.particulars import add_sex
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date, issuer

TITLE = "学历（学位）证书"

_SCHOOL = (
    r"[\u4e00-\u9fff()·]{2,20}?(?:大学|学院|学校|党校|研究院|研究所|电大|科学院)"
    r"(?:[\u4e00-\u9fff]{1,10}(?:学院|学校|分校))?"
)


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    return weigh(
        document,
        titles=(
            (r"(?:毕业|学位|学历|学士|硕士|博士|肄业)[\u4e00-\u9fff]{0,6}?证书?", 5.0),
            (r"学[历位][\u4e00-\u9fff]{0,8}(?:备案表|验证报告|认证报告|认证书)", 5.0),
        ),
        words=(
            (r"准予毕业|准予结业|授予.{0,12}学位|符合.{0,30}学位条例", 2.0),
            (r"修[完业满].{0,30}(?:教学计划|课程|学业)", 1.5),
            (r"(?:毕业|学位|学历)证书?[,、\s]{0,2}(?:证书)?(?:编号|号码?)\s*:?\s*\d", 2.0),
            (r"校\s*(?:\(院\))?\s*长|学位评定委员会", 1.0),
            (r"(?:本科|专科|研究生|函授|业余|自学考试|全日制|脱产)", 0.7),
            (r"性别", 0.3),
        ),
        against=(
            (r"学分\s*\t|课程名称|成绩单", 3.0),
            (r"学时|课时", 1.5),
            (OF_A_CLASS, 3.0),
            (r"兹证明|特此证明", 1.5),
            (r"荣获|等奖", 2.0),
        ),
    )


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    _person(facts, document)
    _major(facts, document)
    numbered = _number(document)
    if numbered is not None:
        facts.add("certificate_no", numbered[1], numbered[0], trust=numbered[2])
    identified = id_number(document)
    if identified is not None and identified[1] != facts.value("certificate_no"):
        facts.add("id_number", identified[1], identified[0], trust=1.0 if identified[2] else 0.9)
    granted = document.prose.find(r"(?:授予|签发|颁发|发证)日期[为是:\s]{0,2}([^,。;\n]{8,16})", 1)
    days = [one for one in find_dates(granted.text) if one.full] if granted is not None else []
    if granted is not None and len(days) == 1:
        facts.add("issue_date", days[0].iso, granted.part(days[0].start, days[0].end), trust=0.99)
    date_row = add_issue_date(facts)
    if "issue_date" not in facts:
        for value in document.values(r"毕\(?结?\)?业(?:日期|时间)"):
            ended = [one for one in find_dates(value.text) if one.full]
            if len(ended) == 1:
                facts.add("issue_date", ended[0].iso, value.part(ended[0].start, ended[0].end), trust=0.95)
                break
    _school(facts, document, date_row)
    _sex(facts, document)
    facts.require(
        ("person_name", "organiser", "certificate_no", "issue_date"),
        {"organiser": r"校\s*名|学校", "certificate_no": r"编号|证书号", "issue_date": r"日期|年.{1,3}月"},
    )
    return facts.done()


def _person(facts: FactBuilder, document: Document) -> None:
    before = r"(?:学生|研究生|学员|考生|兹有)[_\s]*"
    after = r"[_\s]*(?=[,、(]|性别|男|女|系|于)"
    found = document.find(rf"{before}([\u4e00-\u9fff]{{2,5}}?|{DOTTED_NAME}){after}", 1)
    if found is not None and valid_name(found.text):
        facts.add_text("person_name", found)
        return
    named = labelled_name(document) or labelled_name(document, "(?:学位|学历|证书)(?:获得|持有)[者人]", "毕业[生者]")
    if named is not None:
        facts.add_text("person_name", named)
        return
    # 张三 女 1990-01-05出生: name and sex before the day of birth, each behind a gap.
    born = document.find(rf"(?:^|\n)[_\s]*({KNOWN_NAME}|{DOTTED_NAME})(?=[_\s]*[男女][_\s,]*(?:19|20)\d\d)", 1)
    if born is not None and valid_name(born.text):
        facts.add_text("person_name", born)
        return
    start = document.find(r"(?:^|\n)[_\s]*([\u4e00-\u9fff]{2,4})[_\s]*[,、(]\s*(?:性别|男|女|系)", 1)
    if start is not None and valid_name(start.text):
        facts.add_text("person_name", start)
        return
    studied = document.find(
        rf"(?:^|\n|\t)[_\s]*({KNOWN_NAME}|{DOTTED_NAME})(?:同学)?[_\s]*(?=修[完毕满业读]|完成|在本[校院]|在我[校院]|在{_SCHOOL})",
        1,
    )
    if studied is not None and valid_name(studied.text):
        facts.add_text("person_name", studied)
        return
    person = person_name(document)
    if person is not None:
        facts.add("person_name", person[0].text, person[0], trust=0.95 * person[1])


def _sex(facts: FactBuilder, document: Document) -> None:
    """The sex a registration's form prints in a cell of its own, and the one a diploma's sentence says."""
    for row in document.rows:
        facts.add_text("sex", next((one for cell in row.cells if (one := cell.flow.find(_SEX_CELL, 1))), None))
        for label, beside in pairwise(row.cells):
            if compiled(r"\s*性\s*别\s*:?\s*").fullmatch(label.text):
                facts.add_text("sex", beside.flow.find(r"^\s*([男女])\s*$", 1))
    add_sex(facts)


_SEX_CELL = r"^\s*性\s*别\s*:\s*([男女])\s*$"


def _major(facts: FactBuilder, document: Document) -> None:
    """在本校 MAJOR 专业 …; 专业: MAJOR; in 学位 certificates 完成了 MAJOR 专业."""
    study = (
        r"业余|函授|全日制|非全日制|脱产|网络|夜大|半脱产|远程|自学|四年制|三年制|两年制|二年制|五年制|"
        r"本科|专科|学制|学习|修业|研究生"
    )
    where = rf"(?:本校|我校|本院|我院|{_SCHOOL}|[校院])"
    for pattern in (
        rf"{where}[_\s]*([\u4e00-\u9fff()·、A-Za-z]{{2,24}}?)[_\s]*(?:\(专业\)|专业|学科|领域)[_\s]*(?:{study}|完成|课程|"
        rf"通过|,|。|\()",
        r"(?:完成了?|修完|修读|攻读|参加|在)[_\s]*([\u4e00-\u9fff()·、]{2,24}?)[_\s]*(?:专业|学科)",
        # 于2019年3月入学,采矿工程专业,修业期满; …专业(三年制专科)修业期满
        r"(?:[,。\n]|入学)[_\s]*([\u4e00-\u9fff·、]{2,20}?)[_\s]*专业[_\s]*(?:\([^()\n]{2,12}\))?,?(?=修业|学业|学习期满|修完|学完|学制)",
        r"(?:修读|攻读|主修)[_\s]*([\u4e00-\u9fff·、]{2,24}?)(?=\([^()]*(?:本科|专科|教育|研究生)[^()]*\))",
        # 通过护理学领域专业学位硕士课程考试
        r"(?:通过|完成了?|修完)[_\s]*([\u4e00-\u9fff()·、]{2,20}?)领域[_\s]*(?:[\u4e00-\u9fff]{0,6})(?:硕士|博士)",
        # 授予采矿工程专业硕士学位; 授予工程硕士专业学位 names the degree alone.
        r"授予[_\s]*([\u4e00-\u9fff·、]{2,24}?)(?<!士)[_\s]*(?:专业|学科)[_\s]*(?:[学硕博]士)?学位",
        rf"{where}[_\s]*(?:攻读|修读|主修)[_\s]*([\u4e00-\u9fff()·、]{{2,24}}?)(?=[,。;])",
        r",主修[_\s]*([\u4e00-\u9fff·、]{2,20}?)(?=[,。;])",
    ):
        found = document.find(pattern, 1)
        if found is not None:
            kept = _without_school(found)
            if kept is not None:
                facts.add_text("major", kept)
                return
    labelled = document.labelled(
        "专业名称", "所学专业", "学科[/、(]?专业\\)?", "专业", accept=r"[\u4e00-\u9fff()·、A-Za-z]{2,24}"
    )
    # A row of the sentence may begin with the word: 授予某某 / 专业硕士学位.
    facts.add_text("major", labelled if labelled is not None and well_formed("major", labelled.text) else None)


def _without_school(span: Span) -> Span | None:
    cut = list(compiled(r"(?:本校|我校|本院|大学|学院|学校|系)").finditer(span.text))
    kept = span.part(cut[-1].end()) if cut else span
    kept = kept.stripped(" _,")
    verb = compiled(
        r"(?:已?完成了?|修完|修读|攻读|学习|参加|申请|(?:成人|高等|网络|远程|开放)+教育(?=.{2,})|自学考试|函授|夜大学?)+"
    ).match(
        kept.text,
    )
    kept = kept.part(verb.end()) if verb else kept
    return kept if 2 <= len(kept.text) <= 24 else None


def _number(document: Document) -> tuple[Span, str, float] | None:
    """证书编号, in practice 17 or 18 digits for a diploma and 16 for a degree."""
    told = document.prose.find(r"(?<!资格)证书(?:编号|号码?)[为是:\s]{0,2}(\d{15,18})(?!\d)", 1)
    if told is not None:
        return told, told.text, 0.99
    numbered = certificate_no(document)
    if numbered is not None:
        return numbered
    loose = document.find(r"(?<!\d)(\d{16,18})(?!\d)", 1)
    return (loose, loose.text, 0.9) if loose is not None else None


def _school(facts: FactBuilder, document: Document, date_row: int | None) -> None:
    for value in document.values(
        r"校\s*名",
        "学校名称",
        "主考学校",
        "主考院校",
        "院校名称",
        "毕业院校",
        "院校",
        "学校",
        "培养单位",
        "学位授予单位",
    ):
        named = value.match(rf"^{_SCHOOL}")
        if named is not None:
            facts.add_text("organiser", named)
            return
    torn = document.find(rf"(?:^|[\n\t])校?\s*名[^\u4e00-\u9fff\n]{{1,3}}({_SCHOOL})", 1)
    if torn is not None:
        facts.add_text("organiser", torn)
        return
    signed = issuer(document, date_row)
    if signed is not None:
        facts.add_text("organiser", signed, trust=0.99)
        return
    told = document.prose.find(
        rf"[在于][_\s]*({_SCHOOL})[_\s]*(?:完成|修完|学习|攻读|修读|[\u4e00-\u9fff]{{2,12}}专业)", 1
    )
    if told is not None:
        facts.add_text("organiser", told, trust=0.98)
        return
    studied = document.prose.find(
        rf"(?:完成了?|修完)[_\s]*({_SCHOOL})[_\s]*[\u4e00-\u9fff()、]{{2,16}}(?:专业|学科)", 1
    )
    if studied is not None:
        facts.add_text("organiser", studied, trust=0.98)
        return
    for row in document.rows:
        found = row.run.find(rf"^({_SCHOOL})$", 1)
        if found is not None:
            facts.add_text("organiser", found, trust=0.95)
            return
