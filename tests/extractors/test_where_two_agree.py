"""Where two opinions begin and end at one place, what a sum bears out, and days and places by offices' own labels."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.fact import Extraction, Fact
from domain.reading import Reading
from extractors import (
    article_page,
    award_certificate,
    course_schedule,
    patent_certificate,
    project_document,
    roster,
    training_notice,
    transcript,
)
from extractors.papers import second_opinion
from extractors.papers.agreement import adds_up, before_table_name, borne_out
from extractors.papers.roles import Opinion, opinion
from extractors.papers.second_opinion import joined
from extractors.text.document import Document
from extractors.text.foot import signature_dates
from extractors.text.levels import level_of
from tests.extractors.test_unseen_layouts import BIG
from tests.extractors.typed import Words, column, grid, typed


def facts(kind: Any, reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in kind.extract(reading).facts}


def notice(*lines: str) -> Reading:
    words = [(300, 100, "关于举办智慧水务培训班的通知", BIG), *column(lines, top=300)]
    return typed([*words, (1100, 1400, "甲市水利学会"), (1100, 1480, "2024年4月10日")], width=2000)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("培训地点:水利大厦三楼会议室(同步直播)", "水利大厦三楼会议室"),
        ("培训地点:云端课堂(网络直播)", "云端课堂(网络直播)"),
        ("地方:水利大厦三楼会议室", "水利大厦三楼会议室"),
        ("我会拟于2024年5月6日在水利大厦三楼会议室开设智慧水务培训班,每单位三人。", "水利大厦三楼会议室"),
        ("(一)时间地点:2024年5月6日至7日,水利大厦三楼会议室。2024年5月5日下午报到。", "水利大厦三楼会议室"),
    ],
)
def test_where_a_notice_bids_people(line: str, place: str) -> None:
    assert facts(training_notice, notice("各会员单位:", line))["place"] == place


def test_the_end_of_a_sentence_and_the_day_of_a_class_are_no_signature() -> None:
    document = Document(typed(column(("止 2024年5月3日。", "甲市水利学会", "2024年4月10日"))))
    assert [held.iso for _, _, held, _ in signature_dates(document)] == ["2024-04-10"]
    beside = [(200, 300, "上课"), (500, 300, "2024年5月6日"), (200, 600, "甲市水利学会"), (200, 680, "2024年4月10日")]
    assert [held.iso for _, _, held, _ in signature_dates(Document(typed(beside)))] == ["2024-04-10"]


PEOPLE = grid(
    [("序号", "姓名", "单位"), ("1", "赵一鸣", "甲水利局"), ("2", "钱小二", "乙设计院"), ("3", "孙三立", "丙水务局")],
    (120, 400, 800),
    top=500,
)


def test_the_first_and_last_day_of_a_list_beside_labels_of_their_own() -> None:
    words: list[Words] = [
        (300, 120, "堤防巡查培训班学员名单", 60),
        *column(("开课:2024年5月6日", "结课:2024年5月8日"), top=260),
    ]
    found = facts(roster, typed([*words, *PEOPLE]))
    assert (found["start_date"], found["end_date"]) == ("2024-05-06", "2024-05-08")


def test_the_day_people_arrive_tells_no_last_day() -> None:
    words = [(300, 120, "堤防巡查培训班学员名单", 60), (200, 300, "报到时间:2024年5月6日")]
    document = Document(typed([*words, *PEOPLE]))
    assert "end_date" not in {fact.name for fact in joined(Extraction((), ()), document, "roster").facts}


def test_a_timetable_for_some_people_names_its_class_below() -> None:
    words = [
        (400, 100, "轮休职工上课表", BIG),
        (300, 220, "泵站运行研习营 2024.05.06-2024.05.07"),
        *grid(
            [("日期", "内容", "教师"), ("5月6日", "水泵检修", "赵一鸣"), ("5月7日", "闸门启闭", "钱小二")],
            (120, 500, 900),
        ),
    ]
    assert facts(course_schedule, typed(words))["course_title"] == "泵站运行研习营"
    assert facts(course_schedule, typed([(300, 100, "泵站运行提升项目日程总览", BIG), *words[2:]]))["course_title"] == (
        "泵站运行提升项目"
    )


def test_the_journal_behind_issue_count_and_year() -> None:
    words = [
        (700, 60, "第5期 总第163期 2025年 水利观察", 32),
        (400, 200, "泵站节能改造效果分析", BIG),
        (500, 320, "赵一鸣、钱小二"),
        *column(("摘要:对三座泵站的运行数据作了对照。", "关键词:泵站;节能", "一、问题"), top=450),
    ]
    assert facts(article_page, typed(words))["journal_name"] == "水利观察"


def test_whom_an_award_is_given_to_before_its_province() -> None:
    words = [(600, 80, "获奖证书", BIG), (200, 300, "授予 赵一鸣浙江省科学技术进步奖二等奖。")]
    assert facts(award_certificate, typed(words))["person_name"] == "赵一鸣"


@pytest.mark.parametrize(
    ("giver", "level"), [("甲江市科学技术局", "市级"), ("甲江市锦纱纺织厂工会委员会", None), ("甲江市第一医院", None)]
)
def test_what_an_enterprise_gives_ranks_with_no_city(giver: str, level: str | None) -> None:
    assert level_of("", giver) == level


def test_the_product_of_a_design() -> None:
    words = column(
        ("外观设计专利证书", "使用外观设计的产品:折叠测量尺", "设计人:赵一鸣", "专利号:ZL 2020 3 0123456.7"), top=100
    )
    assert facts(patent_certificate, typed(words))["patent_name"] == "折叠测量尺"


@pytest.mark.parametrize(
    "said",
    [
        ("赵一鸣(甲市水文站)主持的“泵站节能改造研究”于2023年5月完成,予以结题。",),
        ("甲市水文站、赵一鸣:", "经评审,《泵站节能改造研究》列入年度计划,同意立项。"),
    ],
)
def test_who_carries_a_project_out(said: tuple[str, ...]) -> None:
    words = [(500, 100, "科研项目立项通知书", BIG), *column(said, top=300), (1100, 900, "乙市水利局")]
    found = facts(project_document, typed(words, width=2000))
    assert (found["unit"], found["person_name"]) == ("甲市水文站", "赵一鸣")


def test_the_direction_a_student_reads() -> None:
    words = [(500, 80, "函授课程成绩单", BIG), *column(("姓名:赵一鸣", "修读方向:水利工程"), top=200)]
    marks = grid([("课程", "学分", "成绩"), ("水力学", "3", "88"), ("测量学", "2", "90")], (120, 600, 900), top=500)
    assert facts(transcript, typed([*words, *marks]))["major"] == "水利工程"


def test_a_table_behind_its_class_and_a_verb_before_it() -> None:
    assert before_table_name("course_title", "泵站运行研修班", "泵站运行研修班教学安排表")
    assert not before_table_name("course_title", "泵站运行研讨会周", "泵站运行研讨会周课表")
    assert borne_out("泵站运行进修班", "实施泵站运行进修班")
    assert not borne_out("泵站运行进修班", "水利泵站运行进修班")


@pytest.mark.parametrize(("total", "borne"), [(7, True), (8, False)])
def test_credits_that_make_the_total_bear_out_the_courses(total: int, borne: bool) -> None:
    courses = [{"name": name, "score": 80, "credit": n} for name, n in (("水力学", 3), ("测量学", 2), ("英语", 2))]
    held = {name: Fact(name, value, "", None, 0.999) for name, value in (("subjects", courses), ("credits", total))}
    assert adds_up(held["subjects"], held) is borne


@pytest.mark.parametrize(("rival", "open_"), [(0.05, False), (0.2, True)])
def test_a_time_beside_its_label_that_both_see_is_tied_where_nothing_rivals_it(
    rival: float, open_: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(notice("各会员单位:", "培训时间:2024年5月6日", "培训地点:水利大厦三楼会议室"))

    def said(one: Document, kind: str) -> Opinion:
        held = opinion(one, kind)
        return replace(held, picks={**held.picks, "period": replace(held.picks["period"], belief=0.8, rival=rival)})

    monkeypatch.setattr(second_opinion, "opinion", said)
    extraction = training_notice.extract(document.reading)
    assert ("start_date" in joined(extraction, document, "training_notice").untied) is open_
