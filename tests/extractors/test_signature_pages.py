"""A page with a title and names by hand below, without a table, is a sheet people signed."""

from __future__ import annotations

import pytest

from extractors import understand
from tests.extractors.test_unseen_layouts import BIG, read
from tests.extractors.typed import Words, typed

NAMES = (
    ("汤岚", "奚凯飞", "窦英", "东方玉强"),
    ("慕容敏龙", "诸葛薇丽", "康辉", "章安敏"),
    ("严海帆", "卞清川", "云薇", "卜琳岚"),
)


def signed(top: float = 520) -> list[Words]:
    return [(150 + 350 * at, top + 110 * row, name) for row, names in enumerate(NAMES) for at, name in enumerate(names)]


def head(title: str, *lines: str) -> list[Words]:
    return [(500, 150, title, BIG), *((150, 260 + 80 * at, line) for at, line in enumerate(lines))]


@pytest.mark.parametrize("title", ["签名处", "签到", "田间学校到课签名", "请各位老师签到"])
def test_names_below_a_line_that_asks_to_sign(title: str) -> None:
    page = typed([*head(title, "主题:河道清淤培训班", "2024年5月6日  甲市水利大厦三楼会议室"), *signed()])
    kind, facts = read(page)
    assert kind == "sign_in_sheet"
    assert [one["name"] for one in facts["names"]] == [name for row in NAMES for name in row]
    assert (facts["meeting_title"], facts["start_date"]) == ("河道清淤培训班", "2024-05-06")


def test_other_words_among_the_names_are_no_sheet() -> None:
    lines = [(150.0, 520 + 90.0 * at, f"{name}已收到材料一份并缴费") for at, name in enumerate(NAMES[0])]
    (paper,) = understand(typed([*head("签名", "物业费缴纳情况"), *lines]))
    assert paper.kind == "unknown"


def test_a_place_broken_over_two_lines_behind_the_day() -> None:
    broken = ["讲座:城市河道清淤与堤防巡查技术培训班  2024年5月6日下午  于云湖山", "庄会议楼"]
    _, facts = read(typed([*head("签名处", *broken), *signed()], width=1300))
    assert facts["place"] == "云湖山庄会议楼"
    assert "庄会议楼" not in {one["name"] for one in facts["names"]}


def test_other_words_for_day_class_and_place() -> None:
    lines = ["课名:河道清淤培训班", "日子:2024年5月6日  集合处:甲市水利大厦三楼会议室"]
    _, facts = read(typed([*head("田间学校到课签名", *lines), *signed()]))
    assert (facts["meeting_title"], facts["place"]) == ("河道清淤培训班", "甲市水利大厦三楼会议室")
