"""Certificates as they are printed in practice: sentences, forms, booklets, platform proofs, yearly records."""

from __future__ import annotations

from typing import Any

import pytest

from extractors import understand
from tests.extractors.typed import column, grid, typed


def facts(reading: Any) -> dict[str, Any]:
    (paper,) = understand(reading)
    assert paper.kind == "completion_certificate", (paper.kind, paper.others)
    return {fact.name: fact.value for fact in paper.facts}


def test_a_wrapped_sentence_under_a_title() -> None:
    found = facts(
        typed(
            [
                (600, 150, "结 业 证 书", 90),
                (1000, 300, "证书编号：JX-2024-00317", 30),
                (300, 420, "　　欧阳小军同志于2024年3月14日至16日参加由嘉兴市会计"),
                (200, 490, "学会举办的“新收入准则解读与应用专题培训班”，共计24学时，"),
                (200, 560, "学习期满，考核合格，准予结业。"),
                (1000, 800, "嘉兴市会计学会"),
                (1000, 870, "二〇二四年三月二十日"),
            ]
        )
    )
    assert (
        found
        | {
            "person_name": "欧阳小军",
            "certificate_no": "JX-2024-00317",
            "start_date": "2024-03-14",
            "end_date": "2024-03-16",
            "course_title": "新收入准则解读与应用专题培训班",
            "hours": 24,
            "hours_unit": "学时",
            "organiser": "嘉兴市会计学会",
            "issue_date": "2024-03-20",
        }
        == found
    )


def test_a_form_with_two_columns_of_labels() -> None:
    found = facts(
        typed(
            [
                (520, 150, "专业技术人员培训合格证书", 60),
                *grid(
                    [
                        ("姓名：", "司徒润之", "性别：", "男"),
                        ("身份证号：", "330402198301019950", "工作单位：", "海宁市第二中学"),
                        ("培训项目：", "数字化教学能力提升", "学时：", "16"),
                        ("培训时间：", "2023.07.10-07.12", "证书编号：", "HN20230099"),
                    ],
                    (150, 400, 850, 1080),
                    top=350,
                ),
                (900, 1000, "发证单位：海宁市教师进修学校"),
                (900, 1080, "发证日期：2023年7月20日"),
            ]
        )
    )
    assert found["person_name"] == "司徒润之"
    assert found["unit"] == "海宁市第二中学"
    assert found["course_title"] == "数字化教学能力提升"
    assert (found["start_date"], found["end_date"]) == ("2023-07-10", "2023-07-12")
    assert found["hours"] == 16
    assert found["organiser"] == "海宁市教师进修学校"
    assert found["issue_date"] == "2023-07-20"


def test_an_open_booklet_is_read_page_by_page() -> None:
    found = facts(
        typed(
            [
                *column(
                    ["姓名 朱雪", "性别 女", "单位 嘉善县环境检测中心", "编号 浙继教〔2021〕第66970号"],
                    left=120,
                    top=500,
                ),
                (1150, 150, "培训合格证", 60),
                *column(
                    ["经2021年5月6日至5月8日碳排放核", "算方法骨干研修班学习，修满24", "课时，考核合格，特发此证。"],
                    left=950,
                    top=350,
                    step=70,
                ),
                (1200, 800, "浙江省生态环境学会"),
                (1200, 880, "2021年5月20日"),
            ],
            width=1700,
            height=1180,
        )
    )
    assert found["person_name"] == "朱雪"
    assert found["unit"] == "嘉善县环境检测中心"
    assert found["course_title"] == "碳排放核算方法骨干研修班"
    assert (found["start_date"], found["end_date"]) == ("2021-05-06", "2021-05-08")
    assert (found["hours"], found["hours_unit"]) == (24, "课时")
    assert found["organiser"] == "浙江省生态环境学会"


def test_a_platform_proof_with_a_list_of_lessons_states_no_activities() -> None:
    found = facts(
        typed(
            [
                (300, 80, "浙江省专业技术人员继续教育学习平台", 36),
                (600, 200, "学时证明", 60),
                (200, 330, "兹证明 阿依古丽·吐尔逊（证件号码：3304**********9966）于2024/9/6—2024/9/7期间，"),
                (200, 400, "在本平台完成《海绵城市建设技术》学习，累计获得 10学时，考核结果：合格。"),
                *grid(
                    [
                        ("序号", "课程名称", "学时", "结果"),
                        ("1", "雨水花园设计", "6", "合格"),
                        ("2", "透水铺装", "4", "合格"),
                    ],
                    (200, 400, 1100, 1300),
                    top=500,
                ),
                (1000, 1000, "浙江省继续教育协会"),
                (1000, 1070, "2024-09-10"),
            ]
        )
    )
    assert found["person_name"] == "阿依古丽·吐尔逊"
    assert found["id_number"] == "3304**********9966"
    assert found["course_title"] == "海绵城市建设技术"
    assert found["hours"] == 10
    assert "activities" not in found


def test_a_yearly_record_keeps_every_activity() -> None:
    found = facts(
        typed(
            [
                (450, 120, "继续教育证书（学习登记）", 60),
                (150, 260, "姓名：肖毓秀"),
                (1200, 260, "2019年度"),
                *grid(
                    [
                        ("学习时间", "学习内容", "形式", "学时", "考核"),
                        ("2019.01.03-01.07", "中华优秀传统文化", "讲座", "40", "合格"),
                        ("2019.04.16", "绿色建筑评价标准", "网络", "8", "合格"),
                        ("合计", "", "", "48", ""),
                    ],
                    (150, 560, 1050, 1200, 1350),
                    top=360,
                ),
                (900, 900, "江苏大汉建设实业集团（盖章）"),
                (1000, 970, "2019 年 12 月 18 日"),
            ]
        )
    )
    assert found["activities"] == [
        {"course_title": "中华优秀传统文化", "start_date": "2019-01-03", "end_date": "2019-01-07", "hours": 40},
        {"course_title": "绿色建筑评价标准", "start_date": "2019-04-16", "end_date": "2019-04-16", "hours": 8},
    ]
    assert (found["hours"], found["score_year"]) == (48, 2019)
    assert "start_date" not in found


def test_filled_in_blanks_read_as_sentences() -> None:
    found = facts(
        typed(
            [
                (550, 150, "继续教育学时证明", 60),
                (200, 350, "兹证明"),
                (370, 345, "秦珂"),
                (520, 350, "同志，于"),
                (720, 345, "2022年8月3日"),
                (1000, 350, "至"),
                (1060, 345, "8月5日"),
                (1250, 350, "，参加"),
                (200, 450, "装配式建筑施工技术培训班"),
                (720, 450, "，共"),
                (830, 445, "3"),
                (880, 450, "天，计"),
                (1010, 445, "24"),
                (1080, 450, "学时。"),
                (800, 700, "培训单位（章）：舟山市建筑业协会"),
                (1000, 770, "2022年8月9日"),
            ]
        )
    )
    assert found["person_name"] == "秦珂"
    assert (found["start_date"], found["end_date"]) == ("2022-08-03", "2022-08-05")
    assert found["course_title"] == "装配式建筑施工技术培训班"
    assert (found["days"], found["hours"]) == (3, 24)
    assert found["organiser"] == "舟山市建筑业协会"


def test_what_is_not_printed_is_not_read() -> None:
    found = facts(
        typed(
            [
                (600, 150, "培训证书", 90),
                (200, 420, "李明同志参加“安全生产管理培训班”，成绩合格，特发此证。"),
                (1000, 800, "温州市应急管理局"),
            ]
        )
    )
    for absent in ("start_date", "end_date", "hours", "issue_date", "certificate_no", "id_number", "days", "unit"):
        assert absent not in found
    assert found["organiser"] == "温州市应急管理局"


def test_missing_facts_are_named() -> None:
    reading = typed([(600, 150, "培训证书", 90), (200, 420, "李明同志参加“安全生产管理培训班”，成绩合格，特发此证。")])
    (paper,) = understand(reading)
    assert {"hours", "issue_date"} <= {missing.name for missing in paper.unread}


@pytest.mark.parametrize("words", ["学时证明记得交", "证书拍照发我一下", "明天培训在哪里？"])
def test_chatter_is_no_certificate(words: str) -> None:
    reading = typed(column(["食堂见", words, "好的收到", "孩子要上课去不了", "晚上加班"]))
    (paper,) = understand(reading)
    assert paper.kind == "unknown"
    assert not any(fact.sure for fact in paper.facts)


def test_an_empty_page_is_unknown() -> None:
    (paper,) = understand(typed([]))
    assert paper.kind == "unknown"
    assert paper.facts == ()
