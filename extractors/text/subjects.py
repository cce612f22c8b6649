"""Tables of courses or exam subjects with their marks: 课程 | 学分 | 成绩, 科目 | 成绩 | 是否合格.

Marks are numbers (0–150), words (优秀 良好 中等 及格 合格 通过 不合格 缺考 …) or numbers with a word. Where a
page has no table (phones show one subject under the other) they are read from labelled blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from domain.reading import Page
from extractors.text.dates import find_dates
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.layout import Cell
from extractors.text.layout import Row as PageRow
from extractors.text.patterns import compiled
from extractors.text.sheets import Row, read_sheet

_COLUMNS: dict[str, tuple[str, ...]] = {
    role: tuple(words.split())
    for role, words in {
        "seq": "序号 编号",
        "name": (
            "课目 课目名称 课名 "
            "课程名称 课程 科目名称 科目 考试科目 考试科目名称 课程(科目)名称 级别科目 课程名 报考科目 专业/科目 名称 "
            "课程/环节 学习课程"
        ),
        "code": "课程代码 课程编号 课程号 科目代码 代码",
        "kind": "性质 课程性质 修读性质 类别 课程类别 考试性质 类型 课程类型 修习方式 修读方式 学习方式",
        "credit": "学分 学分数 学分值 所获学分 获得学分 所得学分",
        "hours": "学时 课时 总学时",
        "score": "成绩 分数 考试成绩 得分 总评成绩 成绩(分) 总评 考核成绩 最终成绩 总成绩 考试分数 "
        "卷面成绩 卷面分数 卷面得分 卷面分 笔试成绩 实得分 实得分数 考试得分 成绩分数",
        "full": "试卷满分 满分 卷面满分 总分",
        "line": "合格标准 合格线 合格分数线 及格线",
        "result": "是否合格 合格与否 合格情况 结果 考试结果 合格标志 是否通过 考核结果 科目状态 状态 成绩状态 结论 "
        "判定 判定结果 评定 评定结果 考试结论 合格否 通过情况 是否及格 等次",
        "point": "绩点 学分绩点",
        "term": "学期 学年学期 修读学期 开课学期 学年 考试时间 考试日期 考试年度 时间 年度 考试年月 取得时间",
        "way": "考核方式 考试方式 考试类型 考核形式",
        "note": "备注 说明",
    }.items()
}
_WORD = r"优秀?|良好?|中等?|及格|不及格|合格|不合格|通过|未通过|不通过|缺考|免修|免考|违纪|[A-F][+-]?"
_RESULT = r"(?:不合格|合格|未通过|不通过|通过|缺考)(?!标准|线|分数|人员|证)"
_SCORE = re.compile(
    rf"(?P<number>\d{{1,3}}(?:\.\d{{1,2}})?)(?![\d年月])\s*分?|(?P<word>{_WORD})|(?P<none>-{{1,2}}|—+|/)"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """One course or subject. ``confidence`` is the weakest of its parts."""

    name: str
    score: int | float | str | None
    result: str | None
    credit: int | float | None
    confidence: float
    span: Span

    def as_value(self, keys: Iterable[str]) -> dict[str, Any]:
        held: dict[str, Any] = {"name": self.name, "score": self.score, "result": self.result, "credit": self.credit}
        return {key: held[key] for key in ("name", *keys) if held[key] is not None or key == "score"}


def read_subjects(pages: Iterable[Page]) -> list[Subject]:
    """Subjects of all tables with a column of names and one of marks."""
    found: list[Subject] = []
    for page in pages:
        columns = _columns(page)
        for need in (("name", "score"), ("name", "result")):
            table = read_sheet(page, columns, need=need, anchors=("name", "score"), until=_END)
            longer = _compounds(page, columns)
            if longer is not None and (table is None or any(role.startswith("?") for role in table.roles)):
                table = read_sheet(page, longer, need=need, anchors=("name", "score"), until=_END) or table
            if table is not None:
                found += [s for row in table.rows if (s := _subject(row)) is not None]
                break
    return found


#: What a paper bears beside 得分: how many it could have been.
_ON_PAPER = frozenset({"卷面分", "卷面分数", "卷面"})


def _columns(page: Page) -> dict[str, tuple[str, ...]]:
    """The headings; where the marks have a column of their own, 卷面分 heads the most there could be."""
    plain = {line.text.strip() for line in page.lines}
    if not plain & _ON_PAPER or not plain & {"得分", "实得分", "实得", "成绩", "考生得分"}:
        return _COLUMNS
    score = tuple(word for word in _COLUMNS["score"] if word not in _ON_PAPER)
    return {**_COLUMNS, "score": score, "full": (*_COLUMNS["full"], *_ON_PAPER)}


def _compounds(page: Page, columns: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]] | None:
    """The headings with the longer words on the page that end in one: 修读课程 heads courses, 课程学分 credits."""
    plain = {line.text.strip() for line in page.lines}
    ends = [(word, role) for role, words in columns.items() for word in words if len(word) >= 2]
    longer: dict[str, str] = {}
    for text in plain:
        fitting = [(len(word), role) for word, role in ends if text.endswith(word)]
        if fitting and compiled(r"[\u4e00-\u9fff]{3,6}").fullmatch(text):
            longer[text] = max(fitting)[1]
    if not longer:
        return None
    return {role: (*words, *(t for t, r in longer.items() if r == role)) for role, words in columns.items()}


def subjects_across(document: Document) -> list[Subject]:
    """Subjects beside one another: a row of names headed as such, below it rows of marks and of results."""
    for index, row in enumerate(document.rows):
        head, *names = row.cells
        if len(names) < 2 or head.text not in _COLUMNS["name"] or not all(_alone(cell.text) for cell in names):
            continue
        below = {role: cells for other in document.rows[index + 1 : index + 5] for role, cells in _marks(other, names)}
        if "score" not in below and "result" not in below:
            continue
        found = []
        for at, cell in enumerate(names):
            score, result, credit = (below[role][at] if role in below else None for role in _ACROSS)
            marked = _SCORE.search(score.text) if score is not None else None
            verdict = compiled(_RESULT).search(result.text) if result is not None else None
            value = (_number(marked["number"]) if marked["number"] else marked["word"]) if marked else None
            weakest = min(one.flow.whole.confidence for one in (cell, score, result) if one is not None)
            said = verdict.group() if verdict else None
            earned = compiled(r"\s*(\d{1,2}(?:\.\d)?)\s*").fullmatch(credit.text) if credit is not None else None
            found.append(
                Subject(cell.text, value, said, _number(earned[1]) if earned else None, weakest, cell.flow.whole)
            )
        return found
    return []


#: What may stand in rows below subjects set beside one another.
_ACROSS = ("score", "result", "credit")


def _marks(row: PageRow, names: Sequence[Cell]) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """The role of a row of marks and its cells, one under each name."""
    head, *cells = row.cells
    role = next((role for role in _ACROSS if head.text in _COLUMNS[role]), None)
    under = all(
        abs(a.box.center[0] - b.box.center[0]) < max(a.box.width, 2 * a.height)
        for a, b in zip(names, cells, strict=False)
    )
    if role is not None and len(cells) == len(names) and under:
        yield role, tuple(cells)


_END = (
    r"^(?:应|已|实)?(?:取得|获得|修)?(?:的)?总?学分[::]|^总学分|^合计|^平均|^备注[::]|^注[::]|^说明|盖章|\(章\)|"
    r"^(?:查询|打印|下载|出分|发布|公布)(?:时间|日期|于)|^打印|^学分合计|^温馨提示|^凭本[单证]|^合格标准|^及格标准|^累计|以下空白"
)


def _subject(row: Row) -> Subject | None:
    name = row.flow("name")
    text = _course(name.text)
    if text is None:
        return None
    score: int | float | str | None = None
    weakest = name.whole.confidence
    marks = row.flow("score")
    if find_dates(row.pieces("score")[0].flow.text if marks else ""):
        return None  # a line below the table: the day of the query
    if marks:
        found = _SCORE.search(marks.text)
        if found is not None and found["number"]:
            score = _number(found["number"])
        elif found is not None and found["word"]:
            score = found["word"]
        weakest = min(weakest, marks.whole.confidence)
    result = row.flow("result")
    noted = row.flow("note")
    if not result and noted and compiled(_RESULT).fullmatch(noted.text):
        # 合格 says what it is under whatever heading it stands.
        result = noted
    verdict = compiled(_RESULT).search(result.text) if result else None
    if verdict is not None:
        weakest = min(weakest, result.whole.confidence)
    credit = row.flow("credit")
    points = compiled(r"\d{1,2}(?:\.\d)?").search(credit.text) if credit else None
    if points is not None:
        weakest = min(weakest, credit.whole.confidence)
    if score is None and verdict is None:
        return None
    return Subject(
        text,
        score,
        verdict.group() if verdict else None,
        _number(points.group()) if points else None,
        weakest,
        name.whole,
    )


def _course(text: str) -> str | None:
    """A course's name: Chinese with brackets and numbers, without its own number."""
    text = compiled(r"^[\d*.、]+(?=[\u4e00-\u9fff])").sub("", text.strip())
    text = text.strip(" :;,。.*")
    if (
        compiled(r"[\u4e00-\u9fff]{4}[,。;][\u4e00-\u9fff]|[\u4e00-\u9fff]{2}[,。;][\u4e00-\u9fff]{4}").search(
            text
        )  # a sentence below the table
        or not compiled(r"[\u4e00-\u9fff]{2}|[A-Za-z]{3}").search(text)
        or len(text) > 40
        or compiled(r"(?:[应已实](?:取得|获得|修))?总?学分|合计|平均|以下空白|备注").match(text)
        or compiled(r"[\u4e00-\u9fff]{2,6}(?:[编证文]号|号码?|编码)[A-Za-z\d\-]{6,}$").match(
            text
        )  # a label and its number
        or compiled(r"〔|(?:编号|证号)\s*:").search(text)  # the number of the letter below
        or compiled(
            r"(?:准考证|考生|考试|报名|学籍|座位)编?号码?$|(?:补考|剩余|查询|考试)[\u4e00-\u9fff]{0,4}次数$"
        ).search(text)
    ):
        return None
    if text.count("(") > text.count(")"):
        text += ")"
    return text


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value == int(value) else value


_PLAIN = re.compile(
    rf"(?P<name>[^\t\n:]{{3,36}}?)[\t\s]*(?P<score>\d{{1,3}}(?:\.\d{{1,2}})?)分?[\t\s]*(?P<result>{_RESULT})?"
)


def subjects_in_blocks(document: Document) -> list[Subject]:
    """Phones: 科目名称: X / 成绩: 72 / 合格, or ``X 72 合格`` in a row, one subject under the other."""
    found: list[Subject] = []
    name: Span | None = None
    for index, row in enumerate(document.rows):
        text = row.flow.text
        labelled = row.flow.find(r"(?:科目名称|考试科目|科目|课程名称|课程)\s*[::\t]\s*([^\t\n:]{2,40})", 1)
        if labelled is not None and _course(labelled.text):
            name = labelled
        if labelled is None and _alone(row.run.text) and _is_mark(document, index + 1):
            # A card: the subject by itself, its mark in the row below.
            name = row.run.whole
        score = row.flow.find(r"(?:成绩|分数|得分)\s*[::\t]?\s*(\d{1,3}(?:\.\d{1,2})?)(?!\d)", 1)
        verdict = compiled(rf"(?<![是否]){_RESULT}").search(text)
        if name is not None and score is not None:
            found.append(_block(name, score, verdict.group() if verdict else None))
            name = None
            continue
        side = _cards_side_by_side(document, index)
        if side:
            found += side
            name = None
            continue
        if name is None and found and verdict and found[-1].result is None and len(text) <= 20:
            held = found[-1]
            found[-1] = Subject(held.name, held.score, verdict.group(), None, held.confidence, held.span)
            continue
        plain = _PLAIN.fullmatch(text)
        if plain and _course(plain["name"]) and not compiled(r"年|月|号|时间|编号|电话|共|第").search(plain["name"]):
            found.append(_block(row.flow.group(plain, "name"), row.flow.group(plain, "score"), plain["result"]))
    return found


def _cards_side_by_side(document: Document, index: int) -> list[Subject]:
    """Several subjects in one row with their marks in the next, in the same order."""
    rows = document.rows
    if index + 1 >= len(rows) or len(rows[index].cells) < 2 or not all(_alone(c.text) for c in rows[index].cells):
        return []
    below = rows[index + 1].flow
    marks = list(
        compiled(rf"(?:成绩|分数|得分)\s*[:\t]?\s*(?P<score>\d{{1,3}}(?:\.\d)?)分?\s*(?P<result>{_RESULT})?").finditer(
            below.text
        )
    )
    if len(marks) != len(rows[index].cells):
        return []
    return [
        _block(cell.flow.whole, below.group(mark, "score"), mark["result"])
        for cell, mark in zip(rows[index].cells, marks, strict=True)
    ]


def _is_mark(document: Document, index: int) -> bool:
    """Whether a row begins with a mark."""
    rows = document.rows
    return index < len(rows) and bool(
        compiled(r"(?:考试)?(?:成绩|分数|得分)\s*[:\t]?\s*\d").match(rows[index].flow.text)
    )


def _alone(text: str) -> bool:
    """Whether a row is nothing but what can be a subject."""
    return bool(
        compiled(r"[\u4e00-\u9fffA-Za-z()《》、与]{2,30}").fullmatch(text)
        and _course(text)
        and not compiled(
            rf"^(?:{_RESULT})$|成绩|查询|考试|合格|证|姓名|号码?$|首页|返回|详情|信息|网$|院$|"
            rf"局$"
        ).search(
            text,
        )
    )


_IN_SENTENCE = re.compile(
    r"(?:科目(?:名称)?\s*[::为]?\s*)?[《“](?P<name>[^《》“”\n]{2,40})[》”](?:科目|课程)?(?:考试)?[,的]{0,2}(?:考试)?"
    rf"(?:成绩|得分)(?:为|是|[::])?\s*(?P<score>\d{{1,3}}(?:\.\d{{1,2}})?)\s*分[,。;(]?\s*(?:成绩|考核|"
    rf"考试)?(?P<result>{_RESULT})?"
)


def subjects_in_sentences(document: Document) -> list[Subject]:
    """Certificates of passing: 科目《经济法》,成绩84分,合格."""
    flow = document.prose
    return [
        _block(flow.group(match, "name"), flow.group(match, "score"), match["result"])
        for match in _IN_SENTENCE.finditer(flow.text)
        if _course(match["name"])
    ]


def _block(name: Span, score: Span, result: str | None) -> Subject:
    confidence = 0.99 * min(name.confidence, score.confidence)
    return Subject(_course(name.text) or name.text, _number(score.text), result, None, confidence, name)


def add_subjects(facts: FactBuilder, subjects: Sequence[Subject], *extras: str) -> None:
    """Adds ``subjects`` with name, score and those of ``extras`` (credit, result) that any row has."""
    if not subjects:
        return
    held = {extra: [getattr(s, extra) is not None for s in subjects] for extra in extras}
    keys = ("score", *(extra for extra in extras if any(held[extra])))
    confidence = min(s.confidence for s in subjects)
    if any(any(kept) and not all(kept) for kept in held.values()):
        # A mark or a credit that others have was not read: the list is not whole.
        confidence *= 0.9
    facts.add("subjects", [s.as_value(keys) for s in subjects], subjects[0].span, confidence=confidence)
