"""Lists of others, issues beside names, rates of hours, clauses without labels: words no layout prints like this."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import Reading
from extractors import (
    award_certificate,
    completion_certificate,
    course_schedule,
    exam_result,
    journal_contents,
    journal_cover,
    project_document,
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
from extractors.text.labels import before_glued
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


def test_numbers_of_a_page_are_no_subjects() -> None:
    rows = [
        ("科目", "成绩", "状态"),
        ("公共知识", "71", "合格"),
        ("实际操作", "66", "合格"),
        ("考生号", "202188140"),
        ("剩余补考次数", "2"),
    ]
    reading = typed([(200, 100, "考试成绩查询", 60), *grid(rows, (120, 700, 1000))])
    assert [one["name"] for one in facts(exam_result, reading)["subjects"]] == ["公共知识", "实际操作"]


def test_name_written_again_under_a_repeated_session() -> None:
    rows = [
        ("序号", "姓名", "上午", "序号", "姓名", "上午"),
        ("1", "赵一鸣", "赵一鸣", "3", "孙三立", "孙三立"),
        ("2", "钱小二", "", "4", "李四海", "李四海"),
    ]
    reading = typed([(350, 120, "堤防巡查培训班签到表", 60), *grid(rows, (80, 220, 480, 800, 950, 1250))])
    came = {one["name"]: one["attended"] for one in facts(sign_in_sheet, reading)["names"]}
    assert came == {"赵一鸣": True, "钱小二": False, "孙三立": True, "李四海": True}


def test_class_ends_before_the_label_that_runs_into_it() -> None:
    reading = typed(
        [
            (350, 120, "学员签到表", 60),
            (150, 240, "班次:堤防巡查集中学习教学点:二楼教室"),
            *grid([("序号", "姓名"), ("1", "赵一鸣"), ("2", "钱小二")], (120, 400)),
        ]
    )
    assert facts(sign_in_sheet, reading)["meeting_title"] == "堤防巡查集中学习"
    plan = typed(
        [
            (500, 160, "课程表", 60),
            (150, 260, "班级:堤防巡查专题讲座时间:2023年5月6日至2023年5月7日"),
            *grid([("时间", "5月6日", "5月7日"), ("上午", "白蚁防治", "水尺安装")], (120, 500, 900)),
        ]
    )
    assert facts(course_schedule, plan)["course_title"] == "堤防巡查专题讲座"


def test_class_that_ends_in_more_than_its_verb_is_whole() -> None:
    assert before_glued(flows("堤防安全骨干培训班联系人:")[0].whole).text == "堤防安全骨干培训班"


def test_activity_keeps_its_word_before_the_name_of_the_table() -> None:
    rows = [("日期", "时段", "内容"), ("2023年5月6日", "上午", "白蚁防治"), ("2023年5月7日", "上午", "水尺安装")]
    reading = typed([(300, 120, "堤防巡查主题活动教学安排表", 60), *grid(rows, (120, 500, 900))])
    assert facts(course_schedule, reading)["course_title"] == "堤防巡查主题活动"


def test_first_and_last_day_beside_short_labels_and_a_last_day_alone() -> None:
    rows = [("姓名", "周小禾"), ("学习自", "2023.05.06"), ("学习至", "2023.05.09")]
    both = typed(
        [
            (300, 100, "学习证明", 60),
            *grid(rows, (120, 600)),
        ]
    )
    found = facts(completion_certificate, both)
    assert (found["start_date"], found["end_date"]) == ("2023-05-06", "2023-05-09")
    rows = [("姓名", "周小禾"), ("完成时间", "2023-05-09"), ("学时", "9学时")]
    last = typed(
        [
            (300, 100, "学习合格证明", 60),
            *grid(rows, (120, 600)),
        ]
    )
    found = facts(completion_certificate, last)
    assert found["end_date"] == "2023-05-09"
    assert "start_date" not in found
    assert "issue_date" not in found


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("您在为期三天(2023.05.06—05.08)的堤防巡查初任培训中,修习9学时,准予结业。", "堤防巡查初任培训"),
        ("您在为期3天(2023.05.06—05.08)的堤防巡查岗前培训中,修习9学时,准予结业。", "堤防巡查岗前培训"),
        ("经堤防巡查岗位培训(2023.05.06-2023.05.08,9学时),考试合格。", "堤防巡查岗位培训"),
    ],
)
def test_class_with_its_days_in_brackets(sentence: str, title: str) -> None:
    reading = typed(column(("结业证", "周小禾老师:", sentence, "甲水利培训中心", "2023年6月1日")))
    assert facts(completion_certificate, reading)["course_title"] == title


def test_value_that_runs_over_the_edge_of_a_form_without_lines() -> None:
    reading = typed(
        column(
            (
                "学习证明",
                "单位:甲县水利局姓名:周小禾参加内容:中小河流堤防",
                "巡查培训班时间:2023年5月6日-8日",
            )
        )
    )
    assert facts(completion_certificate, reading)["course_title"] == "中小河流堤防巡查培训班"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("证书编号 (2 0 2 1)第0 4 1 2 8 8号", "(2021)第041288号"),
        ("第(2021)第041288号号", "(2021)第041288号"),
        ("结字第SL-2021-41288号", "SL-2021-41288"),
        ("本证明序号甲继教证字〔2021〕第41288号,特发此证。", "甲继教证字〔2021〕第41288号"),
        ("登记编号(2021)第041288号仅供本人参考,不作凭据", "(2021)第041288号"),
    ],
)
def test_number_set_in_squares_or_framed_by_a_form(printed: str, number: str) -> None:
    words = [
        (150 + 400 * at, 220.0, word)
        for at, word in enumerate(printed.split(" ", 1) if "编号" in printed else [printed])
    ]
    reading = typed([(300, 100, "结业证书", 60), *words, (150, 300, "周小禾同志参加堤防巡查培训班,共9学时。")])
    assert facts(completion_certificate, reading)["certificate_no"] == number


def test_rank_in_a_column_of_its_own() -> None:
    rows = [("姓名", "排名", "成果名称", "单位"), ("周小禾", "3", "堤防白蚁研究", "甲县水利局")]
    reading = typed([(300, 100, "甲省科学技术奖证书", 60), *grid(rows, (120, 400, 600, 1100))])
    assert facts(award_certificate, reading)["rank"] == 3


def test_unit_in_brackets_behind_the_head_of_a_project() -> None:
    rows = [("课题名称", "堤防白蚁防治研究"), ("立项编号", "2021S08"), ("负责人", "周小禾(甲县水利学校)")]
    reading = typed([(300, 100, "结题证书", 60), *grid(rows, (120, 500))])
    assert facts(project_document, reading)["unit"] == "甲县水利学校"


def test_title_of_the_paper_is_no_site_that_issued_it() -> None:
    reading = typed(column(("继续教育学时电子凭证", "学员:周小禾", "学习项目:堤防巡查培训班", "签发:水文云2023-06-01")))
    assert facts(completion_certificate, reading)["organiser"] == "水文云"


def test_name_and_post_in_one_row() -> None:
    reading = typed(
        [
            (200, 100, "学分查询", 60),
            (200, 260, "周小禾助理工程师", 55),
            (200, 420, "单位:甲县水利局", 35),
            (200, 560, "获得学分:9"),
        ]
    )
    assert facts(completion_certificate, reading)["person_name"] == "周小禾"
