"""学习强国 pages and prints: scores, year, person, unit, seal and signature; other apps and papers stay out."""

from __future__ import annotations

from typing import Any

import pytest

from domain.fact import Extraction
from domain.reading import MarkType
from extractors.xuexi_score import extract, recognise
from tests.extractors.typed import Words, column, mark, typed

STATUS: list[Words] = [(40, 20, "15:22", 34), (1200, 20, "5G 87%", 34)]
MY_PAGE: list[Words] = [
    *STATUS,
    (700, 120, "我的"),
    (360, 240, "赵一鸣", 46),
    (360, 310, "甲市第一人民医院", 30),
    (150, 480, "30,974", 56),
    (620, 480, "5807", 56),
    (1100, 480, "22", 56),
    (150, 560, "学习积分", 30),
    (600, 560, "2025年度积分", 30),
    (1080, 560, "今日积分", 30),
    (150, 760, "强国商城", 30),
    (600, 760, "学习报告", 30),
    (1080, 760, "我的收藏", 30),
]


def facts(extraction: Extraction) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extraction.facts}


def test_my_page() -> None:
    reading = typed(MY_PAGE)
    assert recognise(reading).confidence > 0.9
    assert facts(extract(reading)) == {
        "score_total": 30974,
        "score_annual": 5807,
        "score_today": 22,
        "score_year": 2025,
        "person_name": "赵一鸣",
        "unit": "甲市第一人民医院",
        "sealed": False,
        "signed": False,
    }


def test_print_with_signature_and_seal() -> None:
    words = [w for w in MY_PAGE if "赵一鸣" not in w[2] and "医院" not in w[2]]
    words += [(200, 1600, "签名：赵一鸣", 60), (200, 1720, "2025年12月9日", 50)]
    seal = mark(MarkType.SEAL, 900, 1500, 1250, 1850, "甲市第一人民医院")
    reading = typed(words, marks=[seal, mark(MarkType.HANDWRITING, 300, 1590, 700, 1690)])
    found = facts(extract(reading))
    assert (found["signed"], found["sealed"], found["seal_text"]) == (True, True, "甲市第一人民医院")
    assert (found["person_name"], found["unit"]) == ("赵一鸣", "甲市第一人民医院")
    assert "screenshot_date" not in found, "the day of signing is not the day of the picture"


def test_a_unit_read_from_the_seal_is_less_certain_than_a_printed_one() -> None:
    seal = mark(MarkType.SEAL, 900, 1500, 1250, 1850, "甲市第一人民医院")
    from_seal = extract(typed([w for w in MY_PAGE if "医院" not in w[2]], marks=[seal]))
    printed = extract(typed(MY_PAGE))
    confidence = {e is printed: next(f.confidence for f in e.facts if f.name == "unit") for e in (from_seal, printed)}
    assert confidence[False] < 0.95 < confidence[True]


def test_yearly_report_with_the_period_it_counts() -> None:
    words: list[Words] = [
        *STATUS,
        (600, 150, "2024年度学习报告", 60),
        (650, 300, "钱小二", 46),
        (620, 420, "年度累计积分", 40),
    ]
    words += [(600, 480, "4,860", 110), (500, 640, "统计时间：2024-01-01 至 2024-12-13", 30)]
    words += [(150, 800, "成长总积分"), (1200, 800, "18068"), (150, 900, "阅读文章"), (1200, 900, "607篇")]
    found = facts(extract(typed(words)))
    assert (found["score_annual"], found["score_total"], found["score_year"]) == (4860, 18068, 2024)
    assert (found["person_name"], found["screenshot_date"]) == ("钱小二", "2024-12-13")


def test_more_in_a_year_than_in_all_years_is_never_trusted() -> None:
    words: list[Words] = [(150, 300, "2025年度积分9080"), (150, 400, "成长总积分6526"), (150, 500, "我要选读文章")]
    extraction = extract(typed(words))
    assert all(f.confidence <= 0.5 for f in extraction.facts if f.name in ("score_annual", "score_total"))


@pytest.mark.parametrize(
    "words",
    [
        column(
            [
                "关于开展学习强国积分核查的通知",
                "各有关单位：",
                "请各单位于12月20日前报送本年度积分截图，现将有关事项通知如下",
            ]
        ),
        column(["菜单", "西湖醋鱼 70元", "会员积分 1200", "今日特价"]),
        column(["课程安排表", "第一节 视听学习方法", "第二节 每日答题技巧"]),
    ],
)
def test_papers_that_only_mention_it_are_not_recognised(words: list[Words]) -> None:
    assert recognise(typed(words)).confidence < 0.5
