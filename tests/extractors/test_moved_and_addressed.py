"""Notices that move a class or speak to one body, timetables of a week, offices that sign for their school."""

from __future__ import annotations

import pytest

from extractors import understand
from extractors.text.hours import find_hours
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_a_notice_that_moves_what_it_calls_a_refresher() -> None:
    kind, facts = read(
        letter(
            "关于举办焊接工艺评定集中复训的补充通知",
            "甲市大洋渔业有限公司：",
            "前次通知所列的2022年10月23日场次取消。经与贵单位商定，焊接工艺评定集中复训改在甲市纺织大厦十二层培训中心",
            "进行，新的日期为2023年6月17日至2023年6月19日，学时仍按 24 学时计。",
            "甲市护理学会",
            "2023年5月25日",
        )
    )
    assert (kind, facts["course_title"]) == ("training_notice", "焊接工艺评定集中复训")
    assert (facts["place"], facts["unit"]) == ("甲市纺织大厦十二层培训中心", "甲市大洋渔业有限公司")
    assert (facts["start_date"], facts["end_date"]) == ("2023-06-17", "2023-06-19")


def test_a_page_on_a_phone_says_who_put_it_there() -> None:
    lines = [
        "关于选派人员参加港口岸电使用专题培训的通知",
        "2024-08-31 甲市教育局　阅读 229",
        "各有关单位：",
        "培训日期：2024年10月12日至2024年10月16",
        "日。",
        "培训地址：甲市纺织大厦十二层培训中心。",
        "每位学员计 20 学时，请于2024年10月9日前报名。",
    ]
    kind, facts = read(typed(column(lines, left=100), width=1000))
    assert (kind, facts["organiser"]) == ("training_notice", "甲市教育局")
    assert (facts["start_date"], facts["end_date"], facts["hours"]) == ("2024-10-12", "2024-10-16", 20)


@pytest.mark.parametrize(
    ("words", "hours"),
    [("每人计24学分", [24]), ("每位学员可获6学分", [6]), ("每人每年不少于90学时", []), ("每位学员每天6学时", [])],
)
def test_what_each_gets_is_what_the_paper_gives(words: str, hours: list[int]) -> None:
    assert [amount.value for amount in find_hours(words)] == hours


def test_a_timetable_of_a_week() -> None:
    rows = (
        ("时间", "6月3日（周四）", "6月4日（周五）"),
        ("上午", "羊毛衫结构设计", "老年人能力评估"),
        ("下午", "数控加工编程", "水产品追溯"),
    )
    words = [(400, 120, "水产品质量追溯研讨会周课表", BIG), *grid(rows, (200, 500, 900), top=260)]
    kind, facts = read(
        typed([*words, (200, 600, "总学时：12 学时"), (200, 680, "上课日期：2021/06/03～2021/06/04")], width=1300)
    )
    assert (kind, facts["course_title"]) == ("course_schedule", "水产品质量追溯研讨会")


def test_a_timetable_of_a_remote_course_in_a_hall() -> None:
    rows = (
        ("日期", "时间", "内容", "报告人"),
        ("8月3日", "8:30-11:30", "堆场智能调度", "吴立人"),
        ("", "14:00-17:00", "地方文献整理", "郑晓岚"),
    )
    words = [(300, 120, "乡村规划编制实务远程课程日程表", BIG), (120, 240, "活动日期　2024年8月3日至2024年8月3日")]
    words += grid(rows, (120, 350, 700, 1000), top=330)
    (paper,) = understand(
        typed([*words, (120, 640, "报告厅：甲市青少年宫小剧场"), (800, 720, "甲市职业教育研究会编印")], width=1300)
    )
    assert (paper.value("course_title"), paper.value("place")) == ("乡村规划编制实务远程课程", "甲市青少年宫小剧场")
    assert paper.value("organiser") == "甲市职业教育研究会"


def test_marks_of_somebody_at_work_signed_by_the_graduates_office() -> None:
    rows = (("学期", "课程名称", "考核方式", "学分", "成绩"), ("2023-1", "护理伦理", "考查", "4", "93"))
    rows += (("2024-2", "文献学概论", "考试", "2", "86"), ("2025-1", "高等数学", "考试", "3", "86"))
    words = [(300, 80, "在职攻读人员课程学习成绩证明", BIG)]
    words += [(120, 200, "周启明（0309691608）系我校图书馆学专业在职学员，已修课程与成绩如下。")]
    words += [*grid(rows, (120, 400, 800, 1050, 1300), top=300), (120, 700, "以上共得 9 学分。")]
    kind, facts = read(typed([*words, (1100, 780, "甲江师范大学研究生处"), (1100, 860, "2025年7月4日")], width=1700))
    assert (kind, facts["major"], facts["organiser"]) == ("transcript", "图书馆学", "甲江师范大学")
    assert facts["credits"] == 9


def test_marks_printed_by_a_machine_of_the_schools_office() -> None:
    rows = (("课程名称", "学分", "成绩"), ("护理伦理", "4", "93"), ("文献学概论", "2", "86"), ("高等数学", "3", "86"))
    words = [(300, 80, "学分成绩查询单", BIG), (120, 200, "姓名 周启明"), (700, 200, "学号 8831779605")]
    words += [*grid(rows, (120, 600, 900), top=300), (120, 700, "查询单由甲江医科大学学生事务中心自助终端打印。")]
    kind, facts = read(typed([*words, (900, 800, "2020-10-07")], width=1300))
    assert (kind, facts["organiser"]) == ("transcript", "甲江医科大学")


def test_who_led_a_project_with_the_unit_in_brackets() -> None:
    kind, facts = read(
        letter(
            "课题结题证书",
            "由 于英（甲市中医医院）主持的课题《集卡排队时长预测模型比较研究》，立项号 2019C165，研究起止 2017年8月至",
            "2019年1月，经组织鉴定，成果达到申报书要求，准予结题。",
            "课题组成员　孔刚仁、蒋文雯、姜宁",
            "甲市卫生健康委员会",
            "二〇一九年三月二日",
        )
    )
    assert (kind, facts["person_name"], facts["unit"]) == ("project_document", "于英", "甲市中医医院")


def test_a_mine_is_a_unit() -> None:
    kind, facts = read(
        letter(
            "科技计划项目立项批复",
            "甲宁煤业集团东庄煤矿：",
            "你单位申报的“老年住院患者跌倒风险分层研究”已通过评审，现批准立项。项目负责人 周启明，实施期限 2025年8月至",
            "2027年1月。",
            "甲市科学技术局",
            "2025年8月29日",
        )
    )
    assert (kind, facts["unit"]) == ("project_document", "甲宁煤业集团东庄煤矿")


def test_marks_say_who_published_them() -> None:
    rows = (("科目", "满分", "得分", "结果"), ("综合法规", "100", "92", "通过"), ("专业实务", "100", "91", "通过"))
    words = [(200, 80, "2022年度环境影响评价工程师职业资格考试", BIG), (500, 190, "考生成绩单")]
    words += grid((("考生姓名", "周启明"), ("准考证号码", "986048740016")), (140, 460), top=270, step=60)
    words += [*grid(rows, (200, 600, 800, 1000), top=420), (120, 830, "发布单位：甲市人力资源和社会保障局")]
    (paper,) = understand(typed(words, width=1300))
    told = paper.fact("organiser")
    assert told is not None
    assert (told.value, told.sure) == ("甲市人力资源和社会保障局", True)
