"""Captions below their values, as pages of apps print them."""

from __future__ import annotations

from domain.reading import Reading
from extractors import understand
from extractors.text.document import Document
from tests.extractors.typed import Words, typed

PAIRS = (
    ("幼儿园自主游戏观察与支持", "课程名称"),
    ("9学时", "获得学时"),
    ("2025.07.04-2025.07.09", "学习时间"),
    ("甲市工程勘测协会", "发证单位"),
)
HEAD: list[Words] = [(322, 100, "电子学时证", 42), (333, 291, "严国玉", 54), (274, 376, "已完成学习并通过考核", 28)]


def page(words: list[Words]) -> Reading:
    return typed([*HEAD, *words], width=828, height=1792)


def below(gap: float = 10, step: float = 145) -> list[Words]:
    """Each value in larger letters, its caption ``gap`` below, the next value ``step`` below the last."""
    found: list[Words] = []
    for at, (value, label) in enumerate(PAIRS):
        found += [(77, 460 + step * at, value, 36), (77, 460 + step * at + 43 + gap, label, 26)]
    return found


def test_app_page_with_captions_below() -> None:
    (paper,) = understand(page(below()))
    assert paper.kind == "completion_certificate"
    names = ("person_name", "course_title", "hours", "start_date", "end_date", "organiser")
    assert [paper.value(name) for name in names] == [
        "严国玉", "幼儿园自主游戏观察与支持", 9, "2025-07-04", "2025-07-09", "甲市工程勘测协会",
    ]  # fmt: skip
    course, organiser = paper.fact("course_title"), paper.fact("organiser")
    assert course is not None
    assert course.place is not None
    assert course.place.box.top == 460
    assert organiser is not None
    assert organiser.quote == "甲市工程勘测协会"


def test_labels_above_their_values_stay_so() -> None:
    words: list[Words] = []
    for at, (value, label) in enumerate(PAIRS):
        words += [(77, 460 + 145 * at, label, 26), (77, 500 + 145 * at, value, 36)]
    document = Document(page(words))
    assert not document.captions
    (paper,) = understand(page(words))
    assert (paper.value("course_title"), paper.value("organiser")) == ("幼儿园自主游戏观察与支持", "甲市工程勘测协会")


def test_as_far_from_above_as_from_below_is_no_caption() -> None:
    assert Document(page(below())).captions
    # The page goes on below the last label: labels may as well go first.
    more: Words = (77, 460 + 120 * len(PAIRS), "长按图片保存到相册", 26)
    assert not Document(page([*below(gap=25, step=120), more])).captions
    few = below()[:4]
    assert not Document(page(few)).captions


def test_page_that_ends_in_a_label_reads_upwards() -> None:
    held = Document(page(below(gap=25, step=120)))
    assert [value.text for value in held.values("发证单位")] == ["甲市工程勘测协会"]


def test_tiles_side_by_side() -> None:
    tiles = (("32", "累计学时"), ("6", "课程"), ("2024-05-06", "学习时间"))
    words: list[Words] = []
    for at, (value, label) in enumerate(tiles):
        words += [(80 + 240 * at, 500, value, 40), (80 + 240 * at, 560, label, 26)]
    held = Document(page(words))
    assert [value.text for value in held.values("学习时间")] == ["2024-05-06"]
