"""Figures written into the blanks of a printed line, which the reader sees as lines of their own."""

from __future__ import annotations

from dataclasses import replace

from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source
from extractors.text.blanks import around_filled, fillers
from extractors.text.document import Document
from extractors.text.flow import Flow
from tests.extractors.test_unseen_layouts import BIG, read
from tests.extractors.typed import line

SIZE = 40


def with_gaps(left: float, top: float, *parts: tuple[float, str]) -> Line:
    """One printed line whose parts stand at the given offsets, as a reader sees a form."""
    text = "".join(part for _, part in parts)
    boxes = [
        Box(left + at + i * SIZE, top, left + at + (i + 1) * SIZE, top + SIZE)
        for at, part in parts
        for i in range(len(part))
    ]
    return Line(text, Place(1, Box.around(boxes)), 0.999, (0.999,) * len(text), tuple(boxes))


def by_hand(left: float, top: float, text: str) -> Line:
    box = Box(left, top, left + 22 * len(text), top + 32)
    return Line(text, Place(1, box), 0.97, (0.97,) * len(text))


def filled_in() -> Reading:
    printed = [
        line(600, 150, "培训证明", BIG),
        line(200, 350, "兹有周启明同志(身份证号码330402198301019950),自"),
        by_hand(200, 457, "2024"),
        with_gaps(320, 450, (0, "年"), (110, "月")),
        by_hand(385, 458, "5"),
        by_hand(486, 458, "13"),
        line(540, 450, "日至"),
        by_hand(630, 457, "2024"),
        with_gaps(750, 450, (0, "年"), (110, "月"), (220, "日在我处参加河道清淤培训班学习,")),
        by_hand(815, 458, "5"),
        by_hand(924, 458, "17"),
        line(200, 550, "实学30学时,经考试成绩及格,发给此证。"),
        line(1100, 800, "甲市水利学会"),
        by_hand(1000, 907, "2024"),
        with_gaps(1120, 900, (0, "年"), (110, "月"), (220, "日")),
        by_hand(1185, 908, "6"),
        by_hand(1296, 908, "2"),
    ]
    return Reading("0" * 64, "image/jpeg", (Page(1, 1800, 2400, 0, Source.OCR, tuple(printed)),))


def test_what_was_written_into_a_blank_stands_between_its_words() -> None:
    rows = [row.run.text for row in Document(filled_in()).rows]
    assert "2024年5月13日至2024年5月17日在我处参加河道清淤培训班学习," in rows
    assert rows[-1] == "2024年6月2日"


def test_days_written_into_blanks_are_those_of_the_class_and_of_issue() -> None:
    kind, facts = read(filled_in())
    assert kind == "completion_certificate"
    days = (facts["start_date"], facts["end_date"], facts["issue_date"])
    assert days == ("2024-05-13", "2024-05-17", "2024-06-02")


def test_a_line_is_cut_only_where_something_stands_in_its_gap() -> None:
    printed = with_gaps(0, 0, (0, "年"), (110, "月"))
    flow = Flow.of_line(printed)
    within, below, beside = by_hand(60, 4, "5"), by_hand(60, 60, "5"), by_hand(200, 4, "5")
    assert [part.text for part in around_filled(printed, flow, [within])] == ["年", "月"]
    for other in (below, beside, printed, by_hand(45, 4, "20245")):
        assert around_filled(printed, flow, [other]) == (flow,)
    upright = replace(printed, vertical=True)
    assert around_filled(upright, flow, [within]) == (flow,)
    assert fillers([within, upright, line(0, 0, "兹有周启明同志参加河道清淤")]) == [within]
