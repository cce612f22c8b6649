"""Labels set within a line by gaps alone, letters that invite, slips of employers, and who and where by other words."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import Reading
from extractors import (
    completion_certificate,
    course_schedule,
    payment_receipt,
    roster,
    sign_in_sheet,
    teaching_statement,
    training_notice,
    unit_statement,
    xuexi_score,
)
from extractors.papers.ruled_out import until_when
from extractors.text.document import Document
from extractors.text.identifiers import tidy_number
from extractors.text.organisations import is_organisation, split_unit_and_name
from tests.extractors.test_unseen_layouts import BIG
from tests.extractors.typed import column, grid, typed


def facts(kind: Any, reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in kind.extract(reading).facts}


def paper(title: str, *lines: str, foot: str = "甲市水利学会", day: str = "2024年4月10日") -> Reading:
    words = [(300, 100, title, BIG), *column(lines, top=300)]
    return typed([*words, (1100, 1400, foot), (1100, 1480, day)], width=2000)


@pytest.mark.parametrize("name", ["甲市机务段", "乙市养路段", "丙市中心粮库", "丁省储备库", "甲市歌舞剧团", "乙市监狱"])
def test_bodies_that_end_in_words_of_their_trade(name: str) -> None:
    assert is_organisation(name)
    assert split_unit_and_name(f"{name}赵一鸣") == (name, "赵一鸣")


@pytest.mark.parametrize("room", ["教室甲市图书馆负一层学术报告厅", "水利大厦三楼多功能厅"])
def test_halls_are_no_bodies(room: str) -> None:
    assert not is_organisation(room)


def test_a_body_is_read_on_behind_centre() -> None:
    lines = ("交款人:甲市中心粮库  统一代码:91330902MA9FHE3JAC", "项目 培训费 600.00元", "收款单位:乙市水利学会")
    assert facts(payment_receipt, paper("统一票据", *lines))["payer"] == "甲市中心粮库"


def test_a_value_ends_at_the_next_word_between_gaps() -> None:
    people = grid(
        [("序号", "姓名", "签到"), ("1", "赵一鸣", "赵一鸣"), ("2", "钱小二", "钱小二")], (120, 400, 800), top=500
    )
    head = [
        (300, 100, "智慧水务培训班签到表", BIG),
        (120, 300, "日期 2024年5月6日  教室 水利大厦9楼901教室  教务 孙三立"),
    ]
    held = facts(sign_in_sheet, typed([*head, *people]))
    assert held["place"] == "水利大厦9楼901教室"


@pytest.mark.parametrize(
    "lines",
    [
        ("乙市水文站:", "谨定于2024年5月6日至2024年5月8日于水利大厦三楼会议室举行智慧水务培训班,敬请贵单位派员光临。"),
        (
            "乙市水文站:",
            "本会定于2024年5月6日至2024年5月8日在水利大厦三楼会议室举行“智慧水务培训班”,特邀贵单位选派人员二名莅临。全程参加者可获4学分。",
        ),
    ],
)
def test_letters_that_invite(lines: tuple[str, ...]) -> None:
    reading = paper("请 柬", *lines)
    assert training_notice.recognise(reading).confidence > 0.9
    assert completion_certificate.recognise(reading).confidence < 0.3
    held = facts(training_notice, reading)
    assert (held["start_date"], held["end_date"], held["place"]) == ("2024-05-06", "2024-05-08", "水利大厦三楼会议室")


def test_a_slip_of_an_employer() -> None:
    lines = ("员工 赵一鸣", "外训单位 甲市水利学会", "课名 智慧水务培训班", "时间 2024-05-06 至 2024-05-08 20学时")
    reading = paper("员工外训证明单", *lines, "无证书原因:主办方仅出具发票", foot="乙市水文站")
    assert unit_statement.recognise(reading).confidence > completion_certificate.recognise(reading).confidence
    assert facts(unit_statement, reading)["organiser"] == "甲市水利学会"


def test_the_end_of_an_apprenticeship() -> None:
    line = "赵一鸣医师自2024年2月2日起至2024年3月3日止在我院侍诊,研习“经方辨治培训班”,计24学时,由带教老师批阅。"
    reading = paper("跟师期满证书", line, foot="甲市中医院")
    assert completion_certificate.recognise(reading).confidence > 0.5
    assert facts(completion_certificate, reading)["person_name"] == "赵一鸣"


@pytest.mark.parametrize(
    "line",
    [
        "你处赵一鸣所报“智慧水务培训班”(2024-05-06至2024-05-08)学时材料已审,确认24学时。",
        "谨此确认:赵一鸣于2024年5月6日至2024年5月8日出席“智慧水务培训班”,合18学时。",
        "兹有甲市工务段赵一鸣,参加了我们2024年5月6日至8日在水利大厦三楼会议室办的智慧水务培训班,一共算40学时。",
    ],
)
def test_whom_a_sentence_is_about(line: str) -> None:
    assert facts(completion_certificate, paper("学时确认函", line))["person_name"] == "赵一鸣"


@pytest.mark.parametrize("label", ["失效日期", "到期日期", "复审时间", "有效期限"])
def test_until_when_a_card_is_good_is_no_day_of_issue(label: str) -> None:
    text = f"{label} 2024年8月18日"
    flow = Document(typed(column((text,)))).prose
    assert until_when(flow.span(flow.text.index("2"), len(flow.text)))


def test_a_label_before_a_number() -> None:
    assert tidy_number("记录号浙继教证字〔2020〕第65973号") == "浙继教证字〔2020〕第65973号"


def test_the_class_beside_a_quoted_lecture() -> None:
    line = "乙市水文站赵一鸣同志,在智慧水务培训班中承担“水闸调度”一讲,讲授时间2024年5月6日,实授3课时。"
    held = facts(teaching_statement, paper("授课回执", line))
    assert (held["course_title"], held["lecture_title"]) == ("智慧水务培训班", "水闸调度")


def test_who_keeps_the_hours_of_a_timetable() -> None:
    table = grid(
        [("日期", "时段", "课程"), ("2024年5月6日", "上午", "水闸调度"), ("2024年5月7日", "上午", "泵站运行")],
        (120, 500, 900),
        top=500,
    )
    words = [(300, 100, "智慧水务培训班 | 课程一览", BIG), *table, (120, 1200, "共计24学时,由甲市水利局统一登记。")]
    held = facts(course_schedule, typed(words))
    assert (held["course_title"], held["organiser"]) == ("智慧水务培训班", "甲市水利局")


def test_a_branch_is_no_employer() -> None:
    lines = ("所在组织:机关党支部", "学习积分 22,868", "强国点点通 27", "我的订阅", "学习日历 2天未学")
    assert "unit" not in facts(xuexi_score, typed([(400, 100, "赵一鸣"), *column(lines, top=300)]))


def test_a_list_with_the_day_it_opens() -> None:
    people = grid(
        [("序号", "姓名", "单位"), ("1", "赵一鸣", "甲局"), ("2", "钱小二", "乙院"), ("3", "孙三立", "丙局")],
        (120, 400, 800),
        top=500,
    )
    words = [
        (300, 100, "智慧水务培训班学员名册", BIG),
        (500, 250, "开班2024.09.26"),
        *people,
        (900, 1200, "甲市水利学会整理"),
    ]
    held = facts(roster, typed(words))
    assert held["start_date"] == "2024-09-26"
    assert held["organiser"] == "甲市水利学会"
