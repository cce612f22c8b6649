"""Contents: every entry with authors and page, and the one that is somebody's own."""

from __future__ import annotations

from typing import Any

from domain.fact import Paper
from domain.reading import Reading
from extractors.journal_contents import extract, own_entry, recognise
from tests.extractors.typed import Words, typed

HEAD: list[Words] = [
    (150, 100, "海塘工程学报", 80),
    (1000, 110, "2024年第3期（总第158期）", 36),
    (700, 260, "目  次", 60),
]
ENTRIES = [
    ("海塘维修养护技术研究", "赵一鸣，钱小二", "(1)"),
    ("基于BIM的泵站运行优化", "孙三立", "(7)"),
    ("软土地基沉降监测分析", "李四海，欧阳修远", "(12)"),
    ("山区小流域防洪对策", "赵一鸣", "(19)"),
    ("农村供水水质变化特征", "买买提·艾力", "(25)"),
]


def reading_of(words: list[Words]) -> Reading:
    return typed([*HEAD, *words])


def columns() -> list[Words]:
    words: list[Words] = []
    for i, (title, authors, page) in enumerate(ENTRIES):
        words += [(150, 400 + 80 * i, title), (950, 400 + 80 * i, authors), (1400, 400 + 80 * i, page)]
    return words


def entries(reading: Reading) -> list[tuple[str, list[str], int]]:
    found = next(f.value for f in extract(reading).facts if f.name == "entries")
    return [(e["title"], e["authors"], e["page_start"]) for e in found]


EXPECTED = [
    ("海塘维修养护技术研究", ["赵一鸣", "钱小二"], 1),
    ("基于BIM的泵站运行优化", ["孙三立"], 7),
    ("软土地基沉降监测分析", ["李四海", "欧阳修远"], 12),
    ("山区小流域防洪对策", ["赵一鸣"], 19),
    ("农村供水水质变化特征", ["买买提·艾力"], 25),
]


def test_entries_in_columns() -> None:
    reading = reading_of(columns())
    assert recognise(reading).confidence > 0.9
    assert entries(reading) == EXPECTED
    found: dict[str, Any] = {f.name: f.value for f in extract(reading).facts}
    assert (found["journal_name"], found["year"], found["issue"]) == ("海塘工程学报", 2024, 3)


def test_entries_with_leader_dots_in_one_line() -> None:
    words: list[Words] = [
        (150, 400 + 80 * i, f"{title}………………{authors}{page}") for i, (title, authors, page) in enumerate(ENTRIES)
    ]
    assert entries(reading_of(words)) == EXPECTED


def test_entries_that_begin_with_their_page() -> None:
    words: list[Words] = []
    for i, (title, authors, page) in enumerate(ENTRIES):
        words += [(150, 400 + 80 * i, f"{page.strip('()')}  {title}"), (950, 400 + 80 * i, authors)]
    assert entries(reading_of(words)) == EXPECTED


def test_a_bent_page_pairs_titles_and_pages_by_their_order() -> None:
    words = [(left, top - (60 if left > 800 else 0), text) for left, top, text in columns()]
    assert entries(reading_of(words)) == EXPECTED


def test_contents_set_in_two_columns() -> None:
    words: list[Words] = []
    for i, (title, authors, page) in enumerate([*ENTRIES[:4]]):
        left, top = (60, 400 + 80 * i) if i < 2 else (1200, 400 + 80 * (i - 2))
        words += [(left, top, title), (left + 550, top, authors), (left + 850, top, page)]
    words += [(60, 700, "基础处理技术的应用进展"), (610, 700, "吴六合"), (910, 700, "(9)")]
    found = extract(typed([*HEAD, *words], width=2400))
    titles = [e["title"] for f in found.facts if f.name == "entries" for e in f.value]
    assert titles == [ENTRIES[0][0], ENTRIES[1][0], "基础处理技术的应用进展", ENTRIES[2][0], ENTRIES[3][0]]


def test_own_entry_by_the_name_of_an_author() -> None:
    extraction = extract(reading_of(columns()))
    paper = Paper((1,), "journal_contents", recognise(reading_of(columns())), extraction.facts, extraction.unread)
    own = {f.name: f.value for f in own_entry(paper, "孙三立")}
    assert own == {"paper_title": "基于BIM的泵站运行优化", "authors": ["孙三立"], "page_start": 7}
    assert own_entry(paper, "赵一鸣") == (), "two entries of one name ask a person"
    assert own_entry(paper, "王七") == ()
    assert not any(f.name == "paper_title" for f in extraction.facts), "the page alone does not say whose it is"
    assert any(u.name == "paper_title" for u in extraction.unread)


def test_a_timetable_is_no_contents() -> None:
    rows: list[Words] = [(500, 100, "课程安排表", 60)]
    for i, (title, authors, _) in enumerate(ENTRIES):
        rows += [(150, 400 + 80 * i, title), (950, 400 + 80 * i, authors), (1400, 400 + 80 * i, str(4))]
    assert recognise(typed(rows)).confidence < 0.5
