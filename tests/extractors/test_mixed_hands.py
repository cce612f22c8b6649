"""Lists of others, issues beside names, rates of hours, clauses without labels: words no layout prints like this."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import Reading
from extractors import (
    completion_certificate,
    exam_result,
    journal_contents,
    journal_cover,
    sign_in_sheet,
    teaching_statement,
    transcript,
    unit_statement,
    xuexi_score,
)
from extractors.text.current import document_of
from extractors.text.dates import find_ranges
from extractors.text.flow import Flow
from extractors.text.hours import find_hours
from extractors.text.journals import find_issue, find_level_cue, find_volume
from tests.extractors.typed import column, grid, typed


def flows(text: str) -> list[Flow]:
    return [cell.flow for cell in document_of(typed([(100, 100, text)])).cells]


def facts(kind: Any, reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in kind.extract(reading).facts}


def test_scores_of_others_in_a_ranking_are_nobodys() -> None:
    ranking = [
        ("我的名次", "第5名"),
        ("周小禾", "6310分"),
        ("1吴大川", "9120"),
        ("2郑一帆", "8876"),
        ("3冯四喜", "8405"),
    ]
    found = facts(
        xuexi_score,
        typed([(120, 60, "学习小组积分排行"), *grid(ranking, (120, 900), top=150), (120, 800, "说明:2023年度积分")]),
    )
    assert found["score_annual"] == 6310
    alone = facts(xuexi_score, typed([*grid(ranking[2:], (120, 900), top=150), (120, 800, "说明:2023年度积分")]))
    assert "score_annual" not in alone


@pytest.mark.parametrize(
    ("printed", "cue"),
    [("水利水电类核心期刊", "核心期刊"), ("全国中文核心期刊", "全国中文核心期刊")],
)
def test_subject_of_a_journal_is_no_part_of_its_level(printed: str, cue: str) -> None:
    held = find_level_cue(flows(printed))
    assert held is not None
    assert held.text == cue


def test_issue_before_its_running_count_and_volume_behind_its_label() -> None:
    held = find_issue(flows("双月刊·2019.4(总第88期)"))
    assert (held.year, held.issue) == (2019, 4)
    volume = find_volume(flows("卷次:31"))
    assert volume is not None
    assert volume[0] == 31
    assert find_issue(flows("2019.4(10-12)")).issue is None


def test_cover_with_its_issue_beside_the_name() -> None:
    reading = typed(
        [
            (150, 100, "湖畔水文", 90),
            (900, 120, "第3期", 60),
            (150, 320, "水库调度专栏", 50),
            (150, 500, "主办 甲水利局"),
        ]
    )
    assert facts(journal_cover, reading)["journal_name"] == "湖畔水文"


def test_contents_named_with_year_and_issue_in_one_line() -> None:
    rows = [
        ("高原湖泊水质变化研究", "5"),
        ("小水电站增容改造", "11"),
        ("堤防白蚁防治实践", "18"),
        ("灌区量水设施", "25"),
    ]
    reading = typed([(400, 80, "湖畔水文2021·2", 50), *grid(rows, (120, 1100), top=250)])
    assert facts(journal_contents, reading)["journal_name"] == "湖畔水文"


def test_title_of_a_sheet_ends_at_its_dash_and_the_host_stands_behind_the_day() -> None:
    rows = [
        ("姓名", "进入时间", "结果"),
        ("赵一鸣", "8:31", "已签到"),
        ("钱小二", "8:40", "已签到"),
        ("孙三立", "8:42", "已签到"),
    ]
    reading = typed(
        [
            (120, 80, "堤防巡查培训班—签到明细", 50),
            (120, 180, "2023-05-06 甲河区水利培训中心"),
            *grid(rows, (120, 500, 900)),
        ]
    )
    found = facts(sign_in_sheet, reading)
    assert (found["meeting_title"], found["organiser"]) == ("堤防巡查培训班", "甲河区水利培训中心")


def test_subject_taught_is_a_column_and_nobody() -> None:
    rows = [("序号", "教师签名", "任教学科"), ("1", "赵一鸣", "物理"), ("2", "钱小二", "化学"), ("3", "孙三立", "英语")]
    reading = typed([(350, 120, "教研组活动签到表", 60), *grid(rows, (120, 400, 900))])
    assert [one["name"] for one in facts(sign_in_sheet, reading)["names"]] == ["赵一鸣", "钱小二", "孙三立"]


def test_arrival_with_the_first_lesson_opens_a_span() -> None:
    text = "2023年4月3日报到并开课,2023年4月6日结束"
    assert [(one.first.iso, one.last.iso) for one in find_ranges(text)] == [("2023-04-03", "2023-04-06")]


def test_how_long_an_hour_is_does_not_count() -> None:
    assert [one.value for one in find_hours("按50分钟计1学时,折合9学时")] == [9]
    assert [one.value for one in find_hours("视频360分钟计9学时")] == [9]


def test_whoever_was_sent_in_is_the_person_not_who_handles_it() -> None:
    reading = typed(
        column(
            (
                "继续教育学时登记告知书",
                "甲水利局:",
                "你单位推荐的周小禾(330402********9955)学习材料已审核。",
                "登记9学时。",
                "经办人:吴大川",
            )
        )
    )
    assert facts(completion_certificate, reading)["person_name"] == "周小禾"


def test_number_ends_where_other_words_begin() -> None:
    reading = typed(
        column(("学习证书", "证书编号:SL-2022-40817甲水利培训中心", "周小禾同志参加堤防巡查培训班,共9学时。"))
    )
    assert facts(completion_certificate, reading)["certificate_no"] == "SL-2022-40817"


def test_major_said_in_the_sentence_or_beside_a_longer_label() -> None:
    rows = [("课程名称", "学分", "成绩"), ("水力学", "3", "81"), ("水文学", "2", "77")]
    told = typed(
        [
            (400, 80, "学生成绩单", 60),
            (120, 200, "学员周小禾,学号202033441,水文地质专业,成绩如下:"),
            *grid(rows, (120, 600, 900)),
        ]
    )
    assert facts(transcript, told)["major"] == "水文地质"


def test_examination_that_is_called_an_assessment() -> None:
    reading = typed(
        column(
            (
                "成绩查询",
                "周小禾同学,你参加的2021年度水利行业工勤岗位考核已阅卷,成绩如下:",
                "公共知识 71 合格",
                "报考单位:甲水利局",
            )
        )
    )
    found = facts(exam_result, reading)
    assert (found["exam_name"], found["unit"]) == ("2021年度水利行业工勤岗位考核", "甲水利局")


def test_host_in_brackets_behind_the_class() -> None:
    reading = typed(
        column(
            (
                "情况说明",
                "我单位工程师周小禾参加的堤防巡查培训班(甲水利培训中心主办,2023年5月6日至2023年5月8日)",
                "未发证书,共9学时。",
                "乙设计院",
                "2023年6月1日",
            )
        )
    )
    found = facts(unit_statement, reading)
    assert (found["organiser"], found["person_name"]) == ("甲水利培训中心", "周小禾")


def test_lecturer_at_a_class_of_somebody_without_any_label() -> None:
    reading = typed(
        column(
            (
                "授课证明",
                "甲市水利学校周小禾在乙市水利培训中心堤防巡查培训班中担任主讲,题目为《白蚁防治》,授课3课时。",
                "乙市水利培训中心",
                "2023年6月1日",
            )
        )
    )
    found = facts(teaching_statement, reading)
    assert (found["unit_from"], found["person_name"]) == ("甲市水利学校", "周小禾")
    assert found["course_title"] == "堤防巡查培训班"


def test_study_that_is_held_keeps_its_last_word() -> None:
    reading = typed(
        column(
            ("证明", "周小禾于2023年5月6日参加堤防巡查集中学习,共9学时,成绩合格。", "甲水利培训中心", "2023年6月1日")
        )
    )
    assert facts(completion_certificate, reading)["course_title"] == "堤防巡查集中学习"
