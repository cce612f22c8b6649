"""奖励证书: who was honoured for what, at which level, with which grade and as which contributor.

Level is printed (国家级, 省级) or follows from the name of the award and from who gives it: the State
Council and the ministries, the province, the city, the county, the employer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.attendance import unit_and_name, unit_told
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.identifiers import certificate_no
from extractors.text.levels import level_of
from extractors.text.names import DOTTED_NAME, KNOWN_NAME, labelled_name, person_name, valid_name
from extractors.text.numbers import CARDINAL, digits, number
from extractors.text.organisations import ISSUER_LABELS, ORGANISATION, labelled_organisation
from extractors.text.patterns import compiled
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date, add_signatory

TITLE = "奖励证书"

_GRADE = r"(?:特等奖|[一二三四]等奖|[一二三123]\s?等奖|金奖|银奖|铜奖|优秀奖|优胜奖|提名奖|入围奖|鼓励奖|优秀)"
_AWARD = rf"(?P<award>[^,。;“”\"《》:]{{2,40}}?奖)\s*(?P<grade>{_GRADE})"
#: 授予某某公司张三同志2023年度…: whom it is given to and the year stand before the award.
_YEARLY = r"(?:(?:19|20)\d\d\s*年?度?|二[〇○零][〇○零一二三四五六七八九]{2}年度?)"
_TO_WHOM = rf"(?:[^,。;“”《》\n]{{2,60}}?(?:同志|先生|女士|老师|同学|完成人\)))?{_YEARLY}?"
_RANK = re.compile(
    rf"(?:第\s*(?P<a>\d{{1,2}}|{CARDINAL}{{1,3}})\s*(?:完成人|获奖人|主要完成人|作者|发明人|获奖者|位|名))"
    r"|(?<=[\u4e00-\u9fff]\()(?P<d>\d{1,2})/\d{1,2}(?=\))"
    rf"|(?:排名|位次|名次|序号|排序)\s*[::第]*\s*(?P<b>\d{{1,2}}|(?<=第){CARDINAL}{{1,3}})"
    rf"|(?:位[列居次]|[名排]列|排在?)\s*第\s*(?P<e>\d{{1,2}}|{CARDINAL}{{1,3}})"
    r"|完成[人者](?:\([^()]{1,6}\))?\s*[:\t]?\s*[\u4e00-\u9fff·]{2,9}\s*\((?P<f>\d{1,2})\)(?![^\n]{0,3}[\u4e00-\u9fff·]{2,9}\s*\(\d)"
    r"|(?:R|№)0?(?P<c>\d{1,2})(?!\d)\s*(?=完成)"
)
#: The ways of saying it.
_PLACES = "abcdef"


def recognise(reading: Reading) -> Recognition:
    document = document_of(reading)
    found = weigh(
        document,
        titles=(
            (
                r"获奖证书|奖励证书|(?:科学技术|科技进步|发明|成果|教学成果|自然科学|社会科学).{0,6}奖.{0,6}(?:证书|证明)",
                5.0,
            ),
            (r"荣誉证书|奖状|表彰", 3.5),
        ),
        words=(
            (r"荣\s*获|获得?.{0,20}奖|评为|授予", 1.5),
            (_GRADE, 1.5),
            (r"以资鼓励|特[发颁]此[证状]|予以表彰", 1.0),
            (r"(?:奖励|获奖)(?:类别|等级|名称|证书)|授奖(?:单位|机关|年度|部门)", 1.5),
            (r"第.{1,2}完成人|主要完成人|获奖(?:者|人|项目)", 1.0),
        ),
        against=((r"学时|课时|结业|准予毕业|培训班|专利", 2.5), (r"目次|摘要:|关键词", 2.0)),
    )
    if found.confidence < _FOR_NOBODY or {"person_name", "project_name", "paper_title"} & {
        f.name for f in extract(reading).facts
    }:
        return found
    return replace(found, confidence=_FOR_NOBODY)


#: An award that names no person and no work: that of a team, a house, a contest.
_FOR_NOBODY = 0.4


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    facts = FactBuilder(document)
    _person(facts, document)
    unit = labelled_organisation(document, ("完成单位", "工作单位", "所在单位", "获奖单位", "主要完成单位"))
    bracketed = document.prose.find(rf"(?:^|\n){KNOWN_NAME}\(({ORGANISATION})\)", 1)
    facts.add_text("unit", unit or bracketed or _finished_by(document) or unit_told(document))
    _paper(facts, document)
    _project(facts, document)
    _award(facts, document)
    _titled(facts, document)
    _rank(facts, document)
    numbered = certificate_no(document)
    if numbered is not None:
        facts.add("certificate_no", numbered[1], numbered[0], trust=numbered[2])
    date_row = add_issue_date(facts)
    facts.add_text("organiser", labelled_organisation(document, (*ISSUER_LABELS, "授奖单位", "授予单位", "颁奖单位")))
    add_signatory(facts, "organiser", date_row)
    _level(facts, document)
    if "paper_title" not in facts:
        facts.also(("project_name",))
    facts.require(
        ("person_name", "award_name", "award_grade", "issue_date"),
        {"award_name": r"奖", "award_grade": r"等奖|等级", "issue_date": r"日期"},
    )
    return facts.done()


def _finished_by(document: Document) -> Span | None:
    """某某公司完成的“…”: whose work was honoured."""
    return document.prose.find(
        rf"(?:^|[\n,。;:由])({ORGANISATION})(?:独立|联合|共同)?(?:完成|申报|研制|报送)的(?:项目|成果)?[“《]", 1
    )


def _person(facts: FactBuilder, document: Document) -> None:
    named = labelled_name(
        document,
        "获奖者",
        "获奖人",
        "获奖人员",
        "(?:受奖|受表彰|表彰|奖励)(?:人员?|者|对象)",
        "(?:项目|成果)?完成人",
        "获奖人姓名",
        "姓名",
        "(?:第一)?作者",
    )
    if named is not None:
        facts.add_text("person_name", named)
        return
    given = document.find(
        rf"授予({KNOWN_NAME}|{DOTTED_NAME})"
        r"(?=同志|先生|女士|老师|\(|[,:\n]|(?:19|20)\d\d|二[〇○零]|全[国省市县]|国家|(?:浙江|江苏)省|$)",
        1,
    )
    if given is not None and valid_name(given.text):
        facts.add_text("person_name", given)
        return
    found = document.find(rf"(?:^|\n|授予|证明)[_\s]*({KNOWN_NAME})[_\s]*(?:同志|先生|女士|老师|同学)?\s*[::]", 1)
    if found is not None and valid_name(found.text):
        facts.add_text("person_name", found)
        return
    finished = document.prose.find(
        rf"(?:项目|成果)?(?:主要)?完成人(?:为|是)?({KNOWN_NAME}|{DOTTED_NAME})(?=[,，(]|位列|排名|名列)", 1
    )
    if finished is not None and valid_name(finished.text):
        facts.add_text("person_name", finished)
        return
    person = person_name(document)
    if person is None or person[1] <= 0.97:
        # 某某公司张三同志: the letters before the name are the unit's.
        both = unit_and_name(document)
        person = (both[1], 0.98) if both is not None else person
    if person is not None:
        facts.add("person_name", person[0].text, person[0], trust=person[1])


#: Who did which part of it is no part of a work's name: 某某研究(第2完成人,申报单位某某院).
_WHOSE_PART = re.compile(
    r"(?<=[\u4e00-\u9fff]{4})\((?=[^()]*(?:完成人|获奖人|获奖者|作者|发明人|排名|位次|(?:申报|完成|推荐|所在|工作)单位))[^()]*\)?$"
)


#: 你撰写的论文《…》, 您的调研报告“…”: what was honoured is something written, no project.
_WRITTEN = re.compile(
    r"(?:论文|文章|征文|调研报告|研究报告|综述)(?:题为|题目[为是]?|为)?:?[《“\"](?P<t>[^《》“”\"\n]{4,80})[》”\"]|"
    r"[《“\"](?P<u>[^《》“”\"\n]{4,80})[》”\"]一文"
)


def _paper(facts: FactBuilder, document: Document) -> None:
    """The paper that was honoured: told by the word for one before its title, or beside a label."""
    labelled = document.labelled("(?:获奖)?(?:论文|文章|征文)(?:题目|名称|标题)", accept=r"[^\t\n]{4,80}")
    if labelled is not None:
        facts.add_text("paper_title", labelled.stripped('“”《》" '))
        return
    told = document.prose.find(_WRITTEN, "t") or document.prose.find(_WRITTEN, "u")
    facts.add_text("paper_title", told)


def _project(facts: FactBuilder, document: Document) -> None:
    if "paper_title" in facts:
        return
    labelled = document.labelled(
        "项目名称",
        "成果名称",
        "(?:获奖|奖励|授奖)(?:项目|成果)",
        "作品名称",
        "课题名称",
        "获奖作品",
        "项目",
        "成果",
        accept=r"[^\t\n]{4,80}",
    )
    if labelled is not None:
        told = _WHOSE_PART.search(labelled.text)
        labelled = labelled.part(0, told.start()) if told is not None else labelled
        facts.add_text("project_name", labelled.stripped('“”《》" '))
        return
    for row in document.rows:
        # 项目某某技术研究, in a row of its own: the label runs into the name.
        run_in = row.run.find(
            r"^(?:获奖)?(?:项目|成果)(?:名称)?(?=[\u4e00-\u9fff])([^,。;:]{6,50}(?:研究|技术|应用|系统|方法|开发|研制))$",
            1,
        )
        if run_in is not None and facts.add_text("project_name", run_in, trust=0.95):
            return
    finished = document.prose.find(
        r"(?:^|\n|同志)[_\s]*完成(?:了|的)?([^,。;:“”《》\n]{4,40}?(?:研究|技术|应用|系统|方法|开发|研制|设计|平台|项目))\n?(?=荣获|获|,)",
        1,
    )
    if finished is not None and facts.add_text("project_name", finished, trust=0.97):
        return
    for pattern in (r"“([^”\n]{4,80})”", r"《([^》\n]{4,80})》", r"\"([^\"\n]{4,80})\""):
        quoted = document.find(pattern, 1)
        if quoted is not None:
            facts.add_text("project_name", quoted)
            return


def _award(facts: FactBuilder, document: Document) -> None:
    """在2024年度 … 科技进步奖 二等奖: name, grade and year of the award."""
    year = document.labelled(r"(?:奖励|获奖|授奖|评奖|所属)?年度", accept=r"^(?:19|20)\d\d(?=年|\D|$)", below=False)
    year = year or document.find(r"(?<!\d)((?:19|20)\d\d)\s*年?度", 1)
    if year is not None:
        facts.add("year", int(year.text), year)
    else:
        year = document.prose.find(rf"(?<!\d)((?:19|20)\d\d)年(?={_AWARD})", 1)
        if year is not None:
            facts.add("year", int(year.text), year, trust=0.98)
    spelt = document.find(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年度)")
    if spelt is not None:
        facts.add("year", digits(spelt.text), spelt)
    both = document.labelled(
        *(
            f"{a}{b}(?:及|和|与|、|/)(?:等级|等次|奖级)"
            for a in ("奖励", "获奖", "授奖", "")
            for b in ("类别", "名称", "奖项", "奖种", "种类")
        ),
        *("获奖等级", "奖励等级", "获奖情况", "获奖名称", "奖励名称", "奖项", "获奖级别"),
        accept=lambda span: bool(compiled(rf"{_TO_WHOM}{_AWARD}").fullmatch(span.text)),
    )
    named = compiled(rf"{_TO_WHOM}{_AWARD}").fullmatch(both.text) if both is not None else None
    if both is not None and named is not None:
        facts.add_text("award_name", both.part(named.start("award"), named.end("award")))
        facts.add_text("award_grade", both.part(named.start("grade"), named.end("grade")))
    labelled = document.labelled(
        "奖励名称",
        "奖项名称",
        "奖种",
        "奖励类别",
        "获奖名称",
        "奖项",
        "奖励种类",
        "奖励",
        accept=r"(?!(?:荣誉|获奖)?证书?$)[^\t\n]{2,40}",
    )
    grade = document.labelled("奖励等级", "获奖等级", "奖励等次", "等级", "获奖等次", "获奖级别", "等次", accept=_GRADE)
    facts.add_text("award_grade", grade)
    dated = (
        compiled(r"(?:(?:19|20)\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年?度?(?=[^\d年].{3})").match(labelled.text)
        if labelled is not None
        else None
    )
    facts.add_text("award_name", labelled.part(dated.end()) if labelled is not None and dated is not None else labelled)
    given = document.prose.find(
        r"(?:特此|特|现)(?:颁发|授予|发给)(?:了)?((?:(?!颁发|授予|证书)[^,。;“”《》\n]){3,30}?奖)(?!励)", 1
    )
    facts.add_text("award_name", given)
    holder = document.prose.find(r"为表彰(?:在)?((?:(?!获得者)[^,。;\n]){3,30}奖)(?:的)?(?:获得者|获奖)", 1)
    facts.add_text("award_name", holder)
    judged = document.prose.find(
        r"在(?:(?:19|20)\d\d\s*年?度?)?(?P<n>[^,。;“”《》\n]{3,36}?奖)(?:的)?(?:评选|评审|评比|评定)中?", "n"
    )
    facts.add_text("award_name", judged)
    for flow in (document.prose, document.flow, document.run):
        for match in compiled(r"(?:荣获|获得?(?!奖)|评为|授予|列为|评审为)(?:了)?(?P<rest>[^。\n]{2,60})").finditer(
            flow.text
        ):
            rest = flow.group(match, "rest")
            found = compiled(rf"{_TO_WHOM}{_AWARD}").match(rest.text)
            if found is not None:
                facts.add_text("award_name", rest.part(found.start("award"), found.end("award")))
                facts.add_text("award_grade", rest.part(found.start("grade"), found.end("grade")))
                return
            graded = compiled(rf"(?P<name>[^,。;“”]{{0,30}}?)(?P<grade>{_GRADE})(?![\u4e00-\u9fff])").match(rest.text)
            if graded is not None:
                facts.add_text("award_grade", rest.part(graded.start("grade"), graded.end("grade")))
                # 授予张三在某某比武中荣获一等奖: whom and where it was won stand between the two verbs.
                within = compiled(r".*(?:荣获?|获得?)").match(graded["name"])
                _contest(facts, document, rest.part(within.end() if within else 0, graded.end("name")))
                return
            only = compiled(rf"{_TO_WHOM}(?P<award>[^,。;“”]{{2,40}}?(?:奖|称号|个人|工作者|项目))").match(rest.text)
            if only is not None:
                name = only["award"].strip("“”")
                facts.add("award_name", name, rest.part(only.start("award"), only.end("award")), trust=0.95)
                return
    loose = document.find(_GRADE)
    facts.add_text("award_grade", loose, trust=0.95)
    if "award_name" not in facts:
        _contest(facts, document, Span(document.prose, 0, 0))


def _contest(facts: FactBuilder, document: Document, group: Span) -> None:
    """在2024年…评比中荣获…组一等奖: the contest names the award; without one the words before the grade do."""
    contest = document.find(
        r"(?:^|[\n,。;》”)您你于]|同志|老师|先生|女士|同学)在(?:(?:19|20)\d\d年?度?)?([^,。;\n《》“”]{2,40}?(?:评比|比赛|竞赛|大赛|评选|评审|展评|活动|评优|比武|竞技|[擂联选决]赛|练兵))(?:活动)?(?:\([^()]{1,8}\))?中",
        1,
    )
    if contest is not None:
        facts.add("award_name", contest.text, contest, trust=0.98)
    elif len(group.text) >= 3:
        facts.add("award_name", group.text, group, trust=0.95)
    year = document.find(r"(?<!\d)((?:19|20)\d\d)年(?!\d{1,2}月)", 1)
    if year is not None:
        facts.add("year", int(year.text), year)


def _titled(facts: FactBuilder, document: Document) -> None:
    """浙江省科学技术奖 (证书) as the heading of a form."""
    if "award_name" in facts:
        return
    for row in document.rows[:4]:
        named = row.run.find(
            r"^(?:(?:19|20)\d\d年?度?)?([\u4e00-\u9fff]{3,28}?奖)(?:励)?(?:获奖)?(?:个人|人员|项目|成果)?(?:证书|证明|证)?$",
            1,
        )
        if named is not None and not compiled(r"获奖|颁奖|评奖").search(named.text):
            # 科学技术奖励证书 names the sort of paper rather than the award.
            facts.add_text("award_name", named, trust=0.9 if len(named.text) <= 6 else 1.0)
            return


def _rank(facts: FactBuilder, document: Document) -> None:
    for flow in (document.prose, document.flow, document.run):
        match = _RANK.search(flow.text)
        if match is not None:
            text = next(match[name] for name in _PLACES if match[name])
            value = number(text)
            if isinstance(value, int) and 1 <= value <= 50:
                whole = flow.group(match)
                alone = next(flow.group(match, name) for name in _PLACES if match[name])
                # In a form the label's letters are set wide and its figure stands in a cell of its own.
                facts.add("rank", value, alone if whole.gapped else whole)
                return
    for above, row in pairwise(document.rows):
        for cell in above.cells if len(above.cells) >= 3 else ():
            figure = next((one for one in row.cells if abs(one.box.center[0] - cell.box.center[0]) < cell.height), None)
            if compiled(r"(?:完成人)?(?:排名|位次|名次|排序)").fullmatch(cell.text.strip()) and figure is not None:
                held = number(figure.text.strip())
                if isinstance(held, int) and 1 <= held <= 50:
                    facts.add("rank", held, figure.flow.whole, trust=0.98)
                    return


def _level(facts: FactBuilder, document: Document) -> None:
    printed = document.labelled("奖励级别", "获奖级别", "级别", accept=r"(?:国家|省部|省|部|市厅|市|县|区|校|院)级")
    if printed is not None:
        facts.add_text("award_level", printed)
        return
    award, giver = facts.value("award_name"), facts.value("organiser")
    beside = (
        document.prose.find(rf"{re.escape(award)}\((国家级|省部级|省级|部级|市厅级|[市县区校院]级)\)", 1)
        if award
        else None
    )
    if beside is not None:
        facts.add_text("award_level", beside)
        return
    level = level_of(award or "", giver or "")
    if level is None:
        return
    by_name = level_of(award or "", "")
    by_giver = level_of("", giver or "")
    agreed = by_name is not None and by_giver is not None and by_name == by_giver
    # The word for the level is inferred, not printed: never sure.
    source = facts.fact("organiser" if by_giver else "award_name")
    if source is not None:
        facts.add(
            "award_level", level, None, place=source.place, confidence=source.confidence * (0.97 if agreed else 0.93)
        )
