"""Every number of a score page goes to its own caption."""

from __future__ import annotations

import pytest

from extractors.text.app_scores import find_scores
from extractors.text.layout import PageLayout
from tests.extractors.typed import Words, typed_page


def scores(words: list[Words], **page: float) -> dict[str, tuple[int, str | None]]:
    layout = PageLayout(typed_page(words, **page))  # type: ignore[arg-type]
    return {s.role: (s.value, s.year.text if s.year else None) for s in find_scores(layout)}


STATUS: list[Words] = [(40, 20, "15:22", 34), (900, 20, "5G 87%", 34)]


def test_number_below_its_caption_side_by_side() -> None:
    words: list[Words] = [*STATUS, (400, 120, "积分明细"), (120, 260, "2023年度积分", 30), (620, 260, "成长总积分", 30)]
    words += [(150, 310, "3,285", 70), (640, 310, "17,080", 70), (80, 520, "今日已累积 40 积分")]
    words += [(80, 640, "登录"), (80, 700, "已获1分/每日上限1分", 28), (80, 800, "1分/每有效阅读一篇文章", 28)]
    assert scores(words) == {"annual": (3285, "2023"), "total": (17080, None), "today": (40, None)}


@pytest.mark.parametrize("tilt", [0, 3])
def test_number_above_its_caption_in_tiles(tilt: float) -> None:
    words: list[Words] = [
        *STATUS,
        (500, 120, "我的"),
        (150, 400, "30,974", 56),
        (520, 400, "5807", 56),
        (900, 400, "22", 56),
    ]
    words += [(150, 470, "学习积分", 30), (500, 470, "2025年度积分", 30), (880, 470, "今日积分", 30)]
    words += [(150, 700, "我的证书", 30), (500, 700, "强国商城", 30)]
    expected = {"total": (30974, None), "annual": (5807, "2025"), "today": (22, None)}
    assert scores(words, tilt=tilt) == expected


def test_rows_with_the_number_at_the_right_edge() -> None:
    words: list[Words] = [*STATUS, (450, 120, "年度积分"), (420, 260, "2022年度积分", 30), (430, 320, "4860分", 90)]
    words += [(100, 600, "成长总积分"), (900, 600, "18068分"), (100, 700, "累计学习天数"), (900, 700, "1076天")]
    assert scores(words) == {"annual": (4860, "2022"), "total": (18068, None)}


def test_captions_with_the_number_inside() -> None:
    words: list[Words] = [
        (100, 200, "成长总积分：24477"),
        (100, 300, "当年度积分 7,496 分"),
        (100, 400, "今日已累计13积分"),
    ]
    assert scores(words) == {"total": (24477, None), "annual": (7496, None), "today": (13, None)}


def test_a_title_that_speaks_of_the_year_does_not_turn_the_captions_over() -> None:
    words: list[Words] = [
        (310, 130, "学习强国年度积分截图", 60),
        (105, 252, "学习积分", 36),
        (105, 330, "2022年度积分", 33),
    ]
    words += [
        (105, 389, "6308", 44),
        (105, 464, "成长总积分", 37),
        (105, 528, "16595", 42),
        (105, 603, "今日已累积 22 积分"),
    ]
    assert scores(words) == {"annual": (6308, "2022"), "total": (16595, None), "today": (22, None)}


def test_page_title_without_a_number_is_no_score() -> None:
    words: list[Words] = [*STATUS, (430, 120, "学习积分"), (430, 260, "成长总积分", 30), (400, 310, "29826", 90)]
    assert scores(words) == {"total": (29826, None)}


def test_clock_battery_gains_and_limits_are_no_scores() -> None:
    words: list[Words] = [
        *STATUS,
        (430, 120, "积分明细"),
        (80, 300, "专项答题"),
        (900, 300, "+2"),
        (80, 350, "2022-12-09", 28),
    ]
    words += [(80, 500, "已获12分/每日上限12分"), (80, 600, "我要选读文章")]
    assert scores(words) == {}


def test_two_large_numbers_without_readable_captions_are_only_a_guess() -> None:
    layout = PageLayout(
        typed_page([(200, 300, "2922", 70), (600, 300, "14775", 70), (200, 900, "四人赛"), (200, 1000, "分享")])
    )
    found = {s.role: (s.value, s.trust) for s in find_scores(layout)}
    assert found == {"total": (14775, 0.6), "annual": (2922, 0.6)}
