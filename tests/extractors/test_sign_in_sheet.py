"""Who was there: printed lists with signatures, free sheets, sessions, absence, and what is not a sheet."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import MarkType, Reading
from extractors import understand
from extractors.sign_in_sheet import extract, recognise
from tests.extractors.typed import Words, column, grid, mark, typed, typed_page

HEAD: list[Words] = [
    (350, 120, "智慧水利技术培训班签到表", 60),
    (150, 240, "培训时间：2024年5月6日至5月7日"),
    (150, 310, "地点：水利大厦三楼"),
]
LISTED = [
    ("序号", "姓名", "工作单位", "签名", "备注"),
    ("1", "赵一鸣", "甲水利局", "赵一鸣", ""),
    ("2", "钱小二", "乙设计院", "", "请假"),
    ("3", "孙三立", "丙水务公司", "", ""),
    ("4", "李四海", "甲水利局", "李四海", ""),
]


def facts(reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extract(reading).facts}


def people(reading: Reading) -> list[tuple[str, bool]]:
    return [(p["name"], p["attended"]) for p in facts(reading)["names"]]


@pytest.mark.parametrize("tilt", [0, -3])
def test_printed_list_with_signatures(tilt: float) -> None:
    reading = typed([*HEAD, *grid(LISTED, (120, 260, 520, 950, 1300))], tilt=tilt)
    assert recognise(reading).confidence > 0.95
    found = facts(reading)
    assert people(reading) == [("赵一鸣", True), ("钱小二", False), ("孙三立", False), ("李四海", True)]
    assert (found["start_date"], found["end_date"], found["place"]) == ("2024-05-06", "2024-05-07", "水利大厦三楼")
    assert found["meeting_title"] == "智慧水利技术培训班签到表"
    assert all(p["page"] == 1 and len(p["box"]) == 4 for p in found["names"])


def test_handwriting_that_no_reader_could_make_out_still_is_a_presence() -> None:
    stroke = mark(MarkType.HANDWRITING, 940, 400 + 3 * 90, 1060, 400 + 3 * 90 + 45)
    reading = typed([*HEAD, *grid(LISTED, (120, 260, 520, 950, 1300))], marks=[stroke])
    assert dict(people(reading))["孙三立"] is True


def test_sheet_that_everybody_writes_on() -> None:
    rows = [
        ("序号", "签到人", "备注") * 2,
        ("1", "赵一鸣", "", "3", "孙三立", ""),
        ("2", "", "", "4", "买买提·艾力", ""),
    ]
    reading = typed([*HEAD, *grid(rows, (100, 260, 620, 800, 980, 1350))])
    assert people(reading) == [("赵一鸣", True), ("孙三立", True), ("买买提·艾力", True)]
    assert not any(p["sure"] for p in facts(reading)["names"]), "handwriting alone is never sure"


def test_sessions_are_columns_of_their_own() -> None:
    rows = [("序号", "姓名", "上午签到", "下午签到"), ("1", "赵一鸣", "赵一鸣", ""), ("2", "钱小二", "", "")]
    found = facts(typed([*HEAD, *grid(rows, (120, 300, 700, 1100))]))["names"]
    assert [(p["name"], p["attended"], p["sessions"]) for p in found] == [
        ("赵一鸣", True, {"上午签到": True, "下午签到": False}),
        ("钱小二", False, {"上午签到": False, "下午签到": False}),
    ]


def test_sessions_are_told_in_the_order_of_the_sheet() -> None:
    days = tuple(f"5月{day}日{half}" for day in (6, 7, 8) for half in ("上午", "下午"))
    rows = [("序号", "姓名", *days), ("1", "赵一鸣", *("√",) * 6)]
    found = facts(typed([*HEAD, *grid(rows, (60, 150, *range(300, 1400, 180)))]))["names"]
    assert tuple(found[0]["sessions"]) == days


def test_sessions_under_a_common_heading() -> None:
    words: list[Words] = [(120, 430, "序号"), (300, 430, "姓名"), (520, 430, "工作单位"), (1000, 400, "签名")]
    words += [(860, 455, "上午"), (1160, 455, "下午")]
    rows = [("1", "赵一鸣", "甲水利局", "", "赵一鸣"), ("2", "钱小二", "乙设计院", "", "")]
    found = facts(typed([*HEAD, *words, *grid(rows, (130, 290, 510, 850, 1140), top=540)]))["names"]
    assert [(p["name"], p["attended"], p["sessions"]) for p in found] == [
        ("赵一鸣", True, {"上午": False, "下午": True}),
        ("钱小二", False, {"上午": False, "下午": False}),
    ]


def test_attendance_marked_by_the_organiser() -> None:
    rows = [
        ("序号", "姓名", "单位", "出勤情况"),
        ("1", "赵一鸣", "甲院", "√"),
        ("2", "钱小二", "乙院", "缺勤"),
        ("3", "孙三立", "乙院", ""),
    ]
    reading = typed([(500, 120, "培训班考勤表", 60), *grid(rows, (120, 300, 620, 1000))])
    assert people(reading) == [("赵一鸣", True), ("钱小二", False), ("孙三立", False)]


def test_a_column_nobody_asked_for_keeps_its_words_to_itself() -> None:
    rows = [
        ("序号", "姓名", "单位", "餐饮", "签名"),
        ("1", "赵一鸣", "甲院", "清真", "赵一鸣"),
        ("2", "钱小二", "乙院", "普通", ""),
    ]
    reading = typed([*HEAD, *grid(rows, (120, 300, 620, 900, 1200))])
    assert people(reading) == [("赵一鸣", True), ("钱小二", False)]
    assert [p["unit"] for p in facts(reading)["names"]] == ["甲院", "乙院"]


def test_sheet_without_a_table_and_a_title_that_names_nothing() -> None:
    words: list[Words] = [
        (550, 100, "会议签到单", 60),
        (150, 220, "会议名称：安全生产专题培训"),
        (150, 290, "时间：2024年5月6日"),
    ]
    reading = typed([*words, *grid([("赵一鸣", "钱小二"), ("李四海", "欧阳修远")], (200, 800), top=480)])
    assert recognise(reading).confidence > 0.9
    assert facts(reading)["meeting_title"] == "安全生产专题培训"
    assert people(reading) == [("赵一鸣", True), ("钱小二", True), ("李四海", True), ("欧阳修远", True)]


def test_a_list_carried_on_without_a_heading() -> None:
    first = typed_page([*HEAD, *grid(LISTED, (120, 260, 520, 950, 1300))])
    rows = [
        ("5", "周五福", "丙水务公司", "周五福"),
        ("6", "吴六合", "乙设计院", ""),
        ("7", "郑七斤", "甲水利局", "郑七斤"),
    ]
    second = typed_page(grid(rows, (120, 260, 520, 950), top=150), number=2)
    reading = Reading("0" * 64, "application/pdf", (first, second))
    assert people(reading)[4:] == [("周五福", True), ("吴六合", False), ("郑七斤", True)]
    assert facts(reading)["names"][5]["page"] == 2


def test_signed_by_another_hand_is_said() -> None:
    rows = [LISTED[0], ("1", "赵一鸣", "甲水利局", "周五福", ""), ("2", "孙三立", "甲水利局", "孙三立(代)", "")]
    found = facts(typed([*HEAD, *grid(rows, (120, 260, 520, 950, 1300))]))["names"]
    assert [p["proxy"] for p in found] == [True, True]


@pytest.mark.parametrize("head", ["结果", "签到状态"])
def test_a_word_for_each_person_says_who_came(head: str) -> None:
    rows = [("姓名", "时间", head), ("赵一鸣", "8:50", "已签到"), ("钱小二", "", "缺勤"), ("孙三立", "8:31", "迟到")]
    found = facts(typed([*HEAD, *grid(rows, (120, 500, 900))]))["names"]
    assert [p["attended"] for p in found] == [True, False, True]


def test_the_word_counts_more_than_the_hour_beside_it() -> None:
    rows = [
        ("#", "参会人", "部门单位", "签到", "签退", "状态"),
        ("1", "赵一鸣", "甲水利局", "8:11", "17:25", "已签到"),
        ("2", "钱小二", "乙设计院", "", "17:50", "请假"),
        ("3", "孙三立", "丙水务公司", "8:27", "17:20", "已签到"),
    ]
    found = facts(typed([*HEAD, *grid(rows, (120, 260, 520, 950, 1100, 1300))]))["names"]
    assert [(p["name"], p["attended"]) for p in found] == [("赵一鸣", True), ("钱小二", False), ("孙三立", True)]
    assert found[0]["unit"] == "甲水利局"


def test_heads_called_otherwise_and_halves_of_the_day_to_sign() -> None:
    rows = [
        ("学号", "教师", "任教学校", "上午（签）", "下午（签）", "备注"),
        ("1", "赵一鸣", "甲市第二中学", "", "", "病假"),
        ("2", "钱小二", "乙市实验小学", "钱小二", "钱小二", ""),
        ("3", "孙三立", "丙市幼儿园", "", "孙三立", ""),
    ]
    assert people(typed([*HEAD, *grid(rows, (120, 260, 520, 900, 1120, 1340))])) == [
        ("赵一鸣", False),
        ("钱小二", True),
        ("孙三立", True),
    ]


@pytest.mark.parametrize(
    ("left", "foot"),
    [(760, "徐州市科技和创新局"), (760, "应到4人，实到2人"), (600, "到会情况见张贴表，值夜班人员可不签。")],
)
def test_what_stands_below_the_list_names_nobody(left: int, foot: str) -> None:
    rows = [(number, unit, name, signed) for number, name, unit, signed, _ in LISTED]
    reading = typed([*HEAD, *grid(rows, (120, 260, 740, 840)), (left, 820, foot)])
    assert [name for name, _ in people(reading)] == ["赵一鸣", "钱小二", "孙三立", "李四海"]


def test_unit_at_the_foot_and_organiser_at_the_head() -> None:
    words = [*HEAD, (150, 360, "主办单位：乙市水利学会"), *grid(LISTED, (120, 260, 520, 950, 1300), top=460)]
    found = facts(typed([*words, (800, 1000, "单位（盖章）：甲市水利局")]))
    assert (found["organiser"], found["unit"]) == ("乙市水利学会", "甲市水利局")


@pytest.mark.parametrize(
    "words",
    [
        column(["关于举办培训班的通知", "请学员于5月6日上午8:30到会场签到，签到表由会务组统一发放。", "特此通知"]),
        column(["甲乙丙群聊", "三楼会议室，八点半签到", "好的收到"]),
        column(["课程安排表", "时间  内容", "8:30  签到", "9:00  开班仪式"]),
    ],
)
def test_a_mention_of_signing_in_is_no_sheet(words: list[Words]) -> None:
    assert recognise(typed(words)).confidence < 0.5


def test_sessions_that_repeat_under_several_days() -> None:
    rows = [
        ("", "", "4月11日", "", "4月12日", ""),
        ("序号", "姓名", "上午", "下午", "上午", "下午"),
        ("1", "赵一鸣", "√", "5", "V", "√"),
        ("2", "钱二", "", "", "", "√"),
        ("3", "孙三", "", "", "", ""),
        ("4", "李四", "公差", "", "", ""),
    ]
    words = [(400, 120, "消防安全培训考勤表", 70.0), *grid(rows, (150, 350, 700, 900, 1100, 1300), top=300)]
    (paper,) = understand(typed(words))
    assert paper.kind == "sign_in_sheet"
    names = paper.value("names")
    assert {n["name"]: n["attended"] for n in names} == {"赵一鸣": True, "钱二": True, "孙三": False, "李四": False}
    assert not any(n["sure"] for n in names)
