"""Pages of journals known by how they are laid out: no abstract, columns, covers written downwards."""

from __future__ import annotations

from dataclasses import replace

from domain.place import Box, Place
from domain.reading import Line, Reading
from extractors.article_page import recognise
from extractors.text.flow import Flow
from extractors.text.journals import find_issue, find_level_cue, find_permit, page_range
from tests.extractors.test_unseen_layouts import read
from tests.extractors.typed import Words, grid, typed

_TEXT = "河道清淤须先测淤泥厚度,再定施工次序,避免扰动两岸土坡。"
#: A paper without abstract: head, title, authors, text.
_HEAD: list[Words] = [(200, 150, "2019年第6期"), (700, 150, "甲市水利"), (200, 260, "河道清淤做法浅谈", 80)]


def _lines(count: int, *, left: float = 200, top: float = 620, text: str = _TEXT) -> list[Words]:
    return [(left, top + 70 * i, text) for i in range(count)]


def test_title_names_and_text_make_a_paper_without_abstract() -> None:
    kind, facts = read(typed([*_HEAD, (500, 440, "甲市水文站"), (820, 440, "周启明"), *_lines(9)], width=1900))
    assert kind == "article_page"
    assert (facts["paper_title"], facts["authors"], facts["unit"]) == ("河道清淤做法浅谈", ["周启明"], "甲市水文站")
    assert (facts["journal_name"], facts["year"], facts["issue"]) == ("甲市水利", 2019, 6)


def test_the_same_page_without_authors_is_none() -> None:
    assert recognise(typed([*_HEAD, *_lines(9)], width=1900)).confidence < 0.5


def test_columns_are_not_read_across() -> None:
    half = "河道清淤须先测淤泥厚度,再定"
    words: list[Words] = [
        (150, 60, "2019年第6期 甲市水利"),
        *[(200, 130, "河道清淤做法浅谈", 60), (200, 230, "□周启明"), (200, 300, "(甲市水文站)")],
        *_lines(9, left=150, top=380, text=half),
        *_lines(12, left=950, top=130, text=half),
    ]
    kind, facts = read(typed(words, width=1700, height=1200))
    assert kind == "article_page"
    assert (facts["paper_title"], facts["authors"], facts["unit"]) == ("河道清淤做法浅谈", ["周启明"], "甲市水文站")


def test_an_archive_tells_journal_and_pages_below_the_authors() -> None:
    words: list[Words] = [
        (200, 150, "河道清淤做法浅谈", 80),
        (200, 330, "作者周启明"),
        (200, 400, "来源《甲市水利》2021年12期"),
        (200, 470, "页码79-81"),
        *_lines(8),
    ]
    kind, facts = read(typed(words, width=1900))
    assert kind == "article_page"
    assert (facts["journal_name"], facts["issue"]) == ("甲市水利", 12)
    assert (facts["page_start"], facts["page_end"]) == (79, 81)


def test_a_call_that_names_the_parts_of_a_paper_is_none() -> None:
    words: list[Words] = [(700, 150, "征文", 60), (200, 300, "来稿附摘要、关键词,注明作者单位、职称。")]
    assert recognise(typed(words, width=1900)).confidence < 0.5


def _flow(text: str) -> Flow:
    return Flow.of_line(typed([(0, 0, text)]).pages[0].lines[0])


def test_a_range_of_pages_is_no_range_of_issues() -> None:
    found = page_range([_flow("2021年第8期,第85—87页")])
    assert found is not None
    assert (found[0][0], found[1][0]) == (85, 87)
    assert page_range([_flow("第1-3期合订")]) is None


def test_years_in_words_years_of_founding_and_prints() -> None:
    assert find_issue([_flow("一九九九年第三期")]).year == 1999
    assert find_issue([_flow("1978年创刊"), _flow("2024")]).year == 2024
    assert find_permit([_flow("准印数2270册")]) is None
    cue = find_level_cue([_flow("中文核心期刊 月刊")])
    assert cue is not None
    assert cue.text == "中文核心期刊"


def _downwards(text: str, left: float, top: float, size: float) -> Line:
    letters = tuple(Box(left, top + i * size, left + size, top + (i + 1) * size) for i in range(len(text)))
    return Line(text, Place(1, Box.around(letters)), 0.999, (0.999,) * len(text), letters, True)


def test_a_masthead_written_downwards_and_one_as_large_as_a_headline() -> None:
    held: list[Words] = [(200, 150, "ISSN 1000-6001"), (200, 230, "CN 33-1234/S"), (200, 310, "甲市水利学会主办")]
    page = typed([*held, (200, 400, "2024年第12期"), (200, 700, "河道清淤做法浅谈周启明")]).pages[0]
    lines = (*page.lines, _downwards("水利观察", 1000, 600, 160))
    kind, facts = read(Reading("0" * 64, "image/jpeg", (replace(page, lines=lines),)))
    assert (kind, facts["journal_name"]) == ("journal_cover", "水利观察")
    corner: list[Words] = [(200, 460, "水利观察", 90), (1300, 460, "2", 90), (1310, 600, "2023")]
    kind, facts = read(typed([*held, *corner, (200, 900, "河道清淤做法浅谈", 90)]))
    assert (kind, facts["journal_name"], facts["issue"]) == ("journal_cover", "水利观察", 2)


def test_contents_that_name_the_authors_first_and_authors_with_a_year_in_their_name() -> None:
    rows = [
        ("周启明", "河道清淤做法浅谈", "5"),
        ("郑国强", "水文预报指标研究", "9"),
        ("李年伟", "堤防巡查制度实践", "14"),
        ("吴建华", "小水库除险方法", "21"),
    ]
    kind, facts = read(
        typed([(600, 100, "甲市水利", 80), (600, 230, "2019年第3期目录"), *grid(rows, (200, 600, 1300))])
    )
    assert kind == "journal_contents"
    assert [(one["title"], one["authors"]) for one in facts["entries"]] == [(t, [a]) for a, t, _ in rows]


def test_authors_below_their_title_beside_another_column() -> None:
    papers = [("河道清淤做法浅谈", "周启明", 5), ("水文预报指标研究", "郑国强", 9), ("堤防巡查制度实践", "李晓燕", 14)]
    words: list[Words] = [(600, 100, "甲市水利", 80), (600, 230, "2019年第3期目录")]
    for i, (title, author, page) in enumerate([*papers, ("小水库除险方法", "吴建华", 21)]):
        top = 400 + 160 * i
        words += [(600, top, title), (1300, top, str(page)), (600, top + 80, author), (150, top + 80, "编委名录")]
    _, facts = read(typed(words))
    assert [one["authors"] for one in facts["entries"]] == [["周启明"], ["郑国强"], ["李晓燕"], ["吴建华"]]


def test_an_award_to_a_team_is_no_evidence_of_a_person() -> None:
    team = [
        (600, 150, "奖状", 100),
        (200, 400, "在甲市第1届职工运动会中,甲市水文站代表队荣获第3名。特发此状,以资鼓励。"),
    ]
    assert read(typed(team, width=2200))[0] == "unknown"
