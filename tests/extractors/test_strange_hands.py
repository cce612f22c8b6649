"""Papers of offices met last: other bodies beside labels, columns nothing is taken from, letters that greet."""

from __future__ import annotations

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_who_held_the_class_is_not_who_states_it() -> None:
    kind, facts = read(
        letter(
            "佐证材料替代说明",
            "现有我单位周启明(身份证号码330411********9917)参加培训一次,因通知文件不予公开,现说明如下:",
            "培训名称:信号维护培训",
            "主办单位:甲市版权协会",
            "培训时间:2021年6月22日至2021年6月26日(5天)",
            "申报学时:20学时",
            "单位盖章:甲市图书馆",
            "2021年7月4日",
        )
    )
    assert kind == "unit_statement"
    assert (facts["unit"], facts["organiser"]) == ("甲市图书馆", "甲市版权协会")


def test_several_columns_nothing_is_taken_from_leave_one_table() -> None:
    rows = [
        ("起止日期", "学习内容", "主办单位", "形式", "学时", "备注"),
        ("2022年3月25日至27日", "风险普查", "甲市气象学会", "网络", "24", ""),
        ("2022年7月30日", "技术导则", "甲市环境学会", "讲座", "6", ""),
    ]
    kind, facts = read(
        typed(
            [
                (500, 100, "专业技术人员继续教育登记簿", BIG),
                (200, 250, "姓名 周启明"),
                (900, 250, "2022年度"),
                *grid(rows, (150, 620, 900, 1250, 1450, 1650)),
                (150, 800, "本年度合计学时:30学时"),
                (150, 900, "年审机构:甲市电力协会"),
                (900, 900, "年审日期:2022.08.03"),
            ],
            width=1900,
        )
    )
    assert kind == "completion_certificate"
    assert [(one["course_title"], one["hours"]) for one in facts["activities"]] == [("风险普查", 24), ("技术导则", 6)]


def test_a_record_with_only_the_day_it_was_done() -> None:
    rows = [
        ("课程名称", "科目", "完成日期", "学分"),
        ("放流技术", "公需科目", "2025-01-20", "6学分"),
        ("清单计价", "专业科目", "2025-03-25", "16学分"),
    ]
    kind, facts = read(
        typed(
            [
                (400, 100, "会计人员继续教育完成证明", BIG),
                (200, 250, "姓名:周启明"),
                (200, 320, "年度:2025年度"),
                *grid(rows, (200, 600, 900, 1200)),
                (200, 800, "合计取得22学分"),
                (900, 900, "甲市会计学会"),
                (900, 980, "2025-07-28"),
            ]
        )
    )
    assert kind == "completion_certificate"
    assert [one["hours"] for one in facts["activities"]] == [6, 16]
    assert "course_title" not in facts


def test_a_greeting_is_no_part_of_the_name() -> None:
    kind, facts = read(
        typed(
            column(
                [
                    "消息详情",
                    "慕容云 您好:",
                    "您参加的《危化品储存培训》已结业,学习时间2024-07-01至2024-07-02,本次获得12学时。",
                    "甲市专技云课堂",
                    "2024-07-04",
                ]
            ),
            width=1900,
        )
    )
    assert kind == "completion_certificate"
    assert facts["person_name"] == "慕容云"


def test_the_level_of_an_examination_on_a_line_of_its_own() -> None:
    kind, facts = read(
        typed(
            [
                (320, 110, "成绩查询", 50),
                (60, 220, "2025年度社会工作者职业水平考试", 45),
                (60, 300, "(中级)", 45),
                *grid([("姓名:", "周启明"), ("准考证号:", "122148085661")], (60, 350), top=400),
                *grid([("综合能力", "成绩:85", "合格"), ("工作实务", "成绩:49", "不合格")], (60, 400, 650), top=650),
            ],
            width=900,
        )
    )
    assert kind == "exam_result"
    assert facts["exam_name"] == "2025年度社会工作者职业水平考试(中级)"
