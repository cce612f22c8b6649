"""Lists of people on which nobody signs."""

from __future__ import annotations

from typing import Any

from domain.reading import Reading
from extractors.roster import extract, recognise
from tests.extractors.typed import grid, typed

TABLE = [
    ("序号", "姓名", "性别", "工作单位"),
    ("1", "赵一鸣", "男", "甲设计院"),
    ("2", "钱小二", "女", "乙医院"),
    ("3", "孙三立", "男", "丙学校"),
    ("4", "李四海", "男", "甲设计院"),
    ("5", "于五", "女", "丁公司"),
]


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


def test_table() -> None:
    words = [
        (350, 120, "第二期高级研修班学员名单", 60),
        (550, 220, "(2024.11.04—11.08)"),
        *grid(TABLE, (120, 320, 600, 800)),
    ]
    reading = typed(words)
    assert recognise(reading).confidence > 0.9
    found = facts(reading)
    assert [p["name"] for p in found["names"]] == ["赵一鸣", "钱小二", "孙三立", "李四海", "于五"]
    assert not any("attended" in p for p in found["names"]), "a list does not say who came"
    assert found["names"][1]["unit"] == "乙医院"
    assert (found["start_date"], found["end_date"]) == ("2024-11-04", "2024-11-08")


def test_columns_of_names_under_a_title() -> None:
    rows = [("赵一鸣", "钱小二", "孙三立"), ("李四海", "周五福", "欧阳修远"), ("于六", "王七", "郑八方")]
    reading = typed([(450, 120, "参训人员名册", 60), *grid(rows, (200, 600, 1000))])
    assert recognise(reading).confidence > 0.5
    assert [p["name"] for p in facts(reading)["names"]] == [name for row in rows for name in row]


def test_a_column_to_sign_in_makes_it_a_sign_in_sheet() -> None:
    rows = [("序号", "姓名", "签名"), ("1", "赵一鸣", "赵一鸣"), ("2", "钱小二", "钱小二"), ("3", "孙三立", "孙三立")]
    assert recognise(typed([(450, 120, "学员签到表", 60), *grid(rows, (200, 500, 1000))])).confidence < 0.5
