"""Labels and values that one line holds without a sign between them; sentences that say what titles elsewhere say."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import MarkType, Reading
from extractors import understand
from extractors.text.document import Document
from tests.extractors.typed import column, mark, typed

BIG = 70


def cells(*lines: str) -> list[str]:
    document = Document(typed(column(lines)))
    return [cell.text for row in document.rows for cell in row.cells]


def read(reading: Reading) -> tuple[str, dict[str, Any]]:
    (paper,) = understand(reading)
    return paper.kind, {fact.name: fact.value for fact in paper.facts}


def letter(title: str, *lines: str) -> Reading:
    return typed([(500, 150, title, BIG), *column(lines, top=350)], width=1900)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("学　员 张文远", ["学员", "张文远"]),
        ("考生姓名 张文远　性　别 女", ["考生姓名", "张文远", "性别", "女"]),
        ("办班时间 2024年5月6日 认定学时 16", ["办班时间", "2024年5月6日", "认定学时", "16"]),
        ("证书编码PX-2021-43713", ["证书编码", "PX-2021-43713"]),
        ("(二)地点 甲市图书馆报告厅。", ["(二)地点", "甲市图书馆报告厅。"]),
    ],
)
def test_labels_part_from_values_at_the_blank_of_the_form(line: str, parts: list[str]) -> None:
    assert cells(line) == parts


@pytest.mark.parametrize(
    "line",
    ["兹证明 张文远 于2024年5月6日参加学习。", "课程建设与教学改革专题培训班", "共 16 学时", "姓名:张文远 性别:女"],
)
def test_sentences_titles_and_signed_labels_stay_whole(line: str) -> None:
    assert len(cells(line)) == 1


def test_form_without_signs_is_read_by_its_labels() -> None:
    kind, facts = read(
        letter(
            "继续教育合格凭证",
            "学　员 张文远　性　别 女",
            "所在单位 甲市第五中学",
            "研修主题 智慧水务运行管理专题培训班",
            "研修周期 2024年5月6日至2024年5月8日",
            "计　　时 24 学时",
            "主办方 甲市水利学会",
            "签发 2024.05.20",
        )
    )
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["course_title"]) == ("张文远", "智慧水务运行管理专题培训班")
    assert (facts["start_date"], facts["end_date"], facts["hours"]) == ("2024-05-06", "2024-05-08", 24)
    assert facts["organiser"] == "甲市水利学会"


def test_lecture_and_class_are_told_without_quotation_marks() -> None:
    kind, facts = read(
        letter(
            "授课证明",
            "甲市第五中学:",
            "贵单位张文远老师于2024年5月6日在我单位举办的智慧水务专题研修班中,讲授专题河道水质监测方法,",
            "授课4课时,效果良好。特此证明。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert kind == "teaching_statement"
    assert (facts["person_name"], facts["unit_from"]) == ("张文远", "甲市第五中学")
    assert (facts["course_title"], facts["lecture_title"]) == ("智慧水务专题研修班", "河道水质监测方法")


def test_employer_names_the_title_of_its_worker() -> None:
    kind, facts = read(
        letter(
            "情况说明",
            "本单位副主任护师张文远同志于2024年5月6日至5月8日参加了甲市护理学会组织的急救技能培训班,历时3天,计24学时。",
            "情况属实。",
            "甲市中医院",
            "2024年5月10日",
        )
    )
    assert (kind, facts["person_name"], facts["unit"]) == ("unit_statement", "张文远", "甲市中医院")


def test_minutes_of_a_meeting_are_no_notice() -> None:
    kind, _ = read(
        letter(
            "部门例会会议纪要",
            "时间:2024年5月6日 地点:三楼会议室",
            "主持:张文远 记录:李向东",
            "一、通报上周工作完成情况。",
            "二、布置下阶段培训报名、资料归档等工作。",
            "三、会议要求各科室按时报送报表。",
        )
    )
    assert kind == "unknown"


def test_statement_of_app_scores_is_no_certificate() -> None:
    reading = typed(
        [
            (400, 150, "2023年度“学习强国”学习积分证明", BIG),
            *column(["姓名 张文远", "单位 甲市第五中学", "年度积分 8781", "总积分 37750"], top=350),
            (200, 720, "以上积分截至2023年8月10日,情况属实。"),
        ],
        marks=[mark(MarkType.SEAL, 900, 800, 1200, 1100, "甲市第五中学")],
    )
    kind, facts = read(reading)
    assert kind == "xuexi_score"
    assert (facts["score_annual"], facts["score_total"], facts["score_year"]) == (8781, 37750, 2023)


def test_digits_are_taken_whole_and_the_next_line_is_no_part_of_them() -> None:
    kind, facts = read(
        typed(
            [
                (600, 150, "收款收据", BIG),
                (1100, 320, "No. 38882817"),
                (1100, 380, "2024-12-08"),
                *column(
                    [
                        "今收到 甲市税务师事务所 交来 培训费 人民币(小写)¥380.00元。",
                        "收款单位(盖章):甲市水利学会",
                        "会计:张文远 收款人:李向东",
                    ],
                    top=520,
                ),
            ]
        )
    )
    assert kind == "payment_receipt"
    assert (facts["receipt_no"], facts["item"], facts["payee"]) == ("38882817", "培训费", "甲市水利学会")


def test_lecture_is_not_taken_for_the_class_of_a_slip() -> None:
    kind, facts = read(
        letter(
            "授课确认单",
            "授课老师:张文远",
            "培训班名:智慧水务运行管理专题研修班",
            "授课题目:河道水质监测方法",
            "授课时间:2024年5月6日 课时:4课时",
            "办班单位(章):甲市水利学会",
            "2024年5月10日",
        )
    )
    assert kind == "teaching_statement"
    assert (facts["course_title"], facts["lecture_title"]) == ("智慧水务运行管理专题研修班", "河道水质监测方法")


def test_name_opens_the_sentence_of_its_employer() -> None:
    kind, facts = read(
        letter(
            "关于张文远参加继续教育学习的说明",
            "张文远系我单位在职职工。该同志2024年5月6日至5月8日参加由甲市水利学会承办的智慧水务专题研修班,",
            "累计学习3天,24学时,结业证书遗失。特此说明。",
            "甲市第五中学(盖章)",
            "2024年5月10日",
        )
    )
    assert (kind, facts["person_name"], facts["unit"]) == ("unit_statement", "张文远", "甲市第五中学")


def test_who_attests_service_is_not_where_the_volunteer_works() -> None:
    kind, facts = read(
        letter(
            "志愿服务记录证明",
            "志愿者张文远(证件号码:330402198301019950)自2024年5月6日至5月8日在我单位参加心理咨询志愿服务,",
            "服务时间累计为11小时。",
            "出具单位:甲市心理学会",
            "出具日期:2024年5月10日",
        )
    )
    assert (kind, facts["person_name"], facts["organiser"]) == ("service_statement", "张文远", "甲市心理学会")
    assert "unit" not in facts


def test_unit_title_and_name_in_one_breath() -> None:
    kind, facts = read(
        letter(
            "教学工作证明",
            "兹证明甲市档案馆高级工程师张文远于2024年5月6日受邀担任我单位“智慧水务专题研修班”授课教师,",
            "主讲《河道水质监测方法》,共计4学时。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert (kind, facts["person_name"], facts["unit_from"]) == ("teaching_statement", "张文远", "甲市档案馆")
