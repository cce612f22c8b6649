"""Slips, cards and letters that offices word in their own way: what kind they are and what they say."""

from __future__ import annotations

import pytest

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_a_card_of_a_firm_for_its_training_by_turns() -> None:
    rows = (
        ("持卡职工", "罗佳"),
        ("身份证", "330402********9950"),
        ("轮训科目", "港口岸电建设与使用技能提升班"),
        ("轮训日期", "2024/01/03～2024/01/06"),
        ("计时", "32课时"),
        ("卡号", "202422334792"),
    )
    card = [
        (150, 150, "甲市工程机械制造有限公司·职工轮训卡", BIG),
        *grid(rows, (150, 500)),
        (150, 1000, "安全与教培部 签发2024/1/30"),
    ]
    kind, facts = read(typed(card))
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["course_title"]) == ("罗佳", "港口岸电建设与使用技能提升班")
    assert (facts["certificate_no"], facts["issue_date"]) == ("202422334792", "2024-01-30")


def test_a_statement_in_numbered_items() -> None:
    items = (
        "1.被说明人:萧军川(女,330402********9950)",
        "2.所属单位:甲市特种设备检验中心",
        "3.培训事由:海岛供水管线运行维护知识更新班",
        "4.主办:乙省电力技能实训基地",
        "5.地点:东庄煤矿职教楼201教室",
        "6.时间:2023.04.23-2023.04.25",
        "7.学时:24学时",
        "本单位对上述各项的真实性负责,愿接受抽查。",
        "单位盖章",
        "2023.04.29",
    )
    kind, facts = read(typed([(500, 150, "业务培训书面说明", BIG), *column(items, top=300)]))
    assert kind == "unit_statement"
    assert (facts["person_name"], facts["sex"], facts["place"]) == ("萧军川", "女", "东庄煤矿职教楼201教室")


def test_a_letter_of_a_firm_about_hours() -> None:
    kind, facts = read(
        letter(
            "关于员工培训学时的函告",
            "致审核部门:",
            "岑志宇(高级讲师)自2020年10月17日起,至2020年10月19日止,在甲市船舶协会",
            "受训,科目为“地方文献整理与开发专题研习班”。合计3天24课时。培训材料涉及",
            "生产工艺,不便外传,故以本函说明。",
            "乙市东庄煤矿",
            "2020年11月22日",
        )
    )
    assert kind == "unit_statement"
    assert (facts["person_name"], facts["title_level"], facts["unit"]) == ("岑志宇", "高级讲师", "乙市东庄煤矿")


def test_a_slip_for_hours_taught_beside_other_work() -> None:
    rows = (
        ("教师", "窦东建"),
        ("原单位", "甲市供电服务公司"),
        ("课题", "博物馆展陈照明"),
        ("班级", "老年人能力评估实务知识更新班"),
        ("日期", "2025-01-07至2025-01-07"),
        ("课时数", "6课时"),
    )
    slip = [(500, 150, "兼课教师课时证明", BIG), *grid(rows, (150, 500)), (800, 1000, "甲市医科大学教务处 2025-01-22")]
    kind, facts = read(typed(slip))
    assert kind == "teaching_statement"
    assert (facts["unit_from"], facts["lecture_title"]) == ("甲市供电服务公司", "博物馆展陈照明")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("赴乙省渔业技术研究院学习馆藏青铜器病害识别远程课程", "馆藏青铜器病害识别远程课程"),
        ("到乙市港口行业协会参加船舶焊接工艺评定培训班", "船舶焊接工艺评定培训班"),
    ],
)
def test_where_somebody_went_to_learn_is_no_part_of_the_class(said: str, title: str) -> None:
    words = f"我单位职工周启明,受派于2015年7月24日至2015年7月28日{said},计40学时。"
    _, facts = read(letter("职工外培证明", words[:36], words[36:], "特此证明。", "甲市水务有限公司", "2015年8月26日"))
    assert facts["course_title"] == title


def test_verbs_of_learning_that_are_rarer() -> None:
    words = "潘嘉建系甲市第二中学干部,于2008年1月29日至2008年1月31日到我处就读鞋类产品有害物质限量远程课程,计18学时。"
    _, facts = read(letter("继续教育证明", words[:36], words[36:], "甲市港口行业协会", "2008年2月19日"))
    assert facts["course_title"] == "鞋类产品有害物质限量远程课程"


def test_days_and_room_behind_what_was_heard() -> None:
    words = "友人贺俊君全程聆听“工程机械液压系统检修研讨会”5日讲席"
    words += "(2022年3月1日至2022年3月5日,海螺酒店五楼听涛厅),合20学时。"
    page = letter("听讲证", words[:36], words[36:], "甲市护理学会", "2022年3月20日")
    _, facts = read(page)
    assert (facts["person_name"], facts["days"], facts["place"]) == ("贺俊", 5, "海螺酒店五楼听涛厅")


def test_a_certificate_of_attendance_with_its_lines_in_chinese() -> None:
    lines = (
        "参会及学分证明",
        "Dr. 时祥",
        "甲市公共图书馆",
        "attended the meeting",
        "馆藏青铜器病害识别业务学习班",
        "August 16, 2022 to August 19, 2022",
        "云湖山庄会议楼",
        "获继续医学教育Ⅰ类学分 16学分",
        "甲市鞋革技术服务中心",
        "2022年09月03日",
    )
    page = typed([(400, 100, "CERTIFICATE OF ATTENDANCE", BIG), *column(lines, left=600, top=250, step=100)])
    kind, facts = read(page)
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["place"], facts["unit"]) == ("时祥", "云湖山庄会议楼", "甲市公共图书馆")


def test_the_lessons_of_a_year_on_a_phone() -> None:
    rows = (
        ("课程", "学时", "状态"),
        ("配电网带电作业安全", "16", "合格"),
        ("矿井水害探查与治理", "16", "通过"),
        ("港口岸电建设与使用", "18", "通过"),
    )
    page = [
        (450, 120, "我的学时"),
        (450, 220, "50 学时", BIG),
        (420, 350, "2024 年度已获"),
        (100, 450, "尉迟明 330***********9958"),
        *grid(rows, (150, 700, 900), top=560),
        (380, 1000, "数据来自 潮声学堂"),
    ]
    kind, facts = read(typed(page, width=1100))
    assert kind == "completion_certificate"
    assert [one["hours"] for one in facts["activities"]] == [16, 16, 18]
    assert (facts["score_year"], facts["hours"], facts["organiser"]) == (2024, 50, "潮声学堂")


def test_the_arrival_alone_is_the_first_day_of_a_list() -> None:
    words = [
        (300, 150, "急诊胸痛救治流程知识更新班参训人员名单", BIG),
        *column(
            [
                "甲市中医医院:穆云磊、倪川俊、潘佳俊、李娜逸",
                "甲市供电服务公司:杨辉、诸葛淼、唐年军、安志健",
                "以上同志已于2025年3月28日到云湖山庄会议楼报到参训。",
                "甲市卫生健康委员会",
                "2025年4月8日",
            ],
            top=300,
        ),
    ]
    kind, facts = read(typed(words))
    assert (kind, facts["place"]) == ("roster", "云湖山庄会议楼")
    assert (facts["start_date"], facts.get("end_date")) == ("2025-03-28", None)
