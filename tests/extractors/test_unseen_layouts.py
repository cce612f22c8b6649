"""Papers in words and layouts that nobody listed: what they say is understood by meaning."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.place import Box
from domain.reading import Line, Reading
from extractors import understand
from extractors.text.dates import find_ranges
from extractors.text.flow import Flow
from extractors.text.name_lists import split_names
from tests.extractors.typed import column, grid, line, typed

BIG = 70


def read(reading: Reading) -> tuple[str, dict[str, Any]]:
    """(kind, facts by name) of a paper alone in its file."""
    (paper,) = understand(reading)
    return paper.kind, {fact.name: fact.value for fact in paper.facts}


def letter(title: str, *lines: str) -> Reading:
    return typed([(500, 150, title, BIG), *column(lines, top=350)], width=1900)


def test_certificate_under_a_name_nobody_listed() -> None:
    kind, facts = read(
        letter(
            "研修凭证",
            "兹有周启明出席甲市水利学会组织的智慧水务专题研修班,活动时间为2024年5月6日至5月8日,",
            "折合24学时,全程出勤,考评结论:通过。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["hours"], facts["hours_unit"]) == ("周启明", 24, "学时")
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")
    assert (facts["organiser"], facts["issue_date"]) == ("甲市水利学会", "2024-05-10")


def test_employer_speaking_of_its_worker_is_no_certificate() -> None:
    kind, facts = read(
        letter(
            "关于参加培训情况的证明",
            "我单位周启明同志(身份证号码:330402198301019950),2024年5月6日至5月8日参加了由甲市水利学会",
            "举办的智慧水务专题培训班,共3天,计24学时。",
            "特此证明。",
            "甲市第五中学(公章)",
            "2024年5月10日",
        )
    )
    assert kind == "unit_statement"
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市第五中学")


def test_first_and_last_day_beside_labels_of_their_own() -> None:
    rows = [
        ("姓名", "周启明"),
        ("课程名称", "《抗震规范》宣贯培训"),
        ("学习开始时间", "2024-02-20"),
        ("学习结束时间", "2024-03-31"),
        ("认定学时", "30学时"),
    ]
    kind, facts = read(
        typed([(500, 150, "网络学习合格证书", BIG), *grid(rows, (200, 700)), (200, 1100, "发证日期:2024-04-02")])
    )
    assert kind == "completion_certificate"
    assert (facts["start_date"], facts["end_date"]) == ("2024-02-20", "2024-03-31")
    assert facts["course_title"] == "《抗震规范》宣贯培训"


def test_those_above_are_nobody() -> None:
    _, facts = read(letter("培训合格证书", "上述学员已完成规定的学习任务,计8学时,成绩合格,特发此证。", "2024年5月10日"))
    assert "person_name" not in facts


def test_unit_and_name_in_one_breath() -> None:
    _, facts = read(
        letter(
            "继续教育学时证明",
            "甲市图书馆于丽华老师于2024年5月6日参加了我单位举办的“古籍修复”培训班,取得学时8学时。",
            "甲市图书馆学会",
            "2024年5月10日",
        )
    )
    assert (facts["unit"], facts["person_name"]) == ("甲市图书馆", "于丽华")


def test_quoted_word_is_not_the_title() -> None:
    _, facts = read(
        letter(
            "关于举办小学语文“双减”背景下作业设计研修的通知",
            "各校:定于2024年5月6日至8日举办研修。",
            "甲市教师发展中心",
            "2024年4月10日",
        )
    )
    assert facts["course_title"] == "小学语文“双减”背景下作业设计研修"


@pytest.mark.parametrize("text", ["2023.1.25 9:00-11:30", "2023.1.25 上午 9:00-11:30", "2023.1.259:00-11:30"])
def test_hours_of_the_clock_end_no_range(text: str) -> None:
    (found,) = find_ranges(text)
    assert (found.first.iso, found.last.iso) == ("2023-01-25", "2023-01-25")


def test_meal_is_no_evidence_but_a_class_is() -> None:
    def bill(item: str) -> str:
        words = column(["电子发票(普通发票)", "发票号码:12345678901234567890", "开票日期:2024年05月06日"])
        words += column([f"{item}", "价税合计(小写)¥360.00"], top=700)
        return read(typed(words))[0]

    assert bill("*餐饮服务*餐费") == "unknown"
    assert bill("*非学历教育服务*培训费") == "payment_receipt"


def test_card_of_a_subject_and_sentence_with_a_mark() -> None:
    cards = ["成绩查询", "2024年度中级会计专业技术资格考试", "姓名:周启明", "准考证号:330401234567"]
    _, facts = read(typed(column([*cards, "经济法", "成绩:51 不合格", "财务管理", "成绩:88 合格"])))
    assert [(s["name"], s["score"]) for s in facts["subjects"]] == [("经济法", 51), ("财务管理", 88)]
    kind, facts = read(
        letter(
            "考试合格证明",
            "周启明参加2024年度中级会计专业技术资格考试,科目《经济法》,成绩84分,合格。",
            "甲市人事考试院",
            "2024年10月10日",
        )
    )
    assert kind == "exam_result"
    assert facts["subjects"] == [{"name": "经济法", "score": 84, "result": "合格"}]


def test_lessons_of_a_schedule_give_its_days_and_no_date_of_issue() -> None:
    rows = [
        ("日期", "时间", "课程", "主讲人"),
        ("2024.8.1", "9:00-11:30", "木构修缮", "时婷"),
        ("2024.8.2", "9:00-11:30", "桥梁监测", "黄静"),
    ]
    words = [(300, 100, "中药材种植技术培训班", BIG), (400, 210, "教学计划及课程安排", 60)]
    kind, facts = read(typed([*words, *grid(rows, (150, 450, 800, 1200)), (150, 900, "承办:甲市农学会")]))
    assert kind == "course_schedule"
    assert (facts["start_date"], facts["end_date"]) == ("2024-08-01", "2024-08-02")
    assert (facts["course_title"], facts["organiser"]) == ("中药材种植技术培训班", "甲市农学会")
    assert "issue_date" not in facts


def test_host_of_a_sign_in_sheet_is_not_the_unit() -> None:
    rows = [
        ("序号", "姓名", "单位", "签到状态"),
        *((str(i), n, "甲市气象局", "已签到") for i, n in enumerate(["赵一", "钱二", "孙三", "李四"], 1)),
    ]
    rows[2] = ("2", "钱二明", "甲市气象局", "未签到")
    words = [
        (300, 100, "桥梁监测培训签到情况统计表", BIG),
        (150, 220, "主办单位:甲市气象学会"),
        (150, 300, "签到日期:-2024-05-06"),
    ]
    kind, facts = read(typed([*words, *grid(rows, (150, 400, 750, 1250))]))
    assert kind == "sign_in_sheet"
    assert facts["organiser"] == "甲市气象学会"
    assert "unit" not in facts
    assert facts["start_date"] == "2024-05-06"
    assert {n["name"]: n["attended"] for n in facts["names"]}["钱二明"] is False


def test_year_of_study_named_in_a_yearly_account() -> None:
    _, facts = read(
        typed(
            [
                (300, 150, "2024年学习强国年度账单", BIG),
                *column(["周启明,这一年", "您坚持学习300天", "年度获得积分 5845 分"], top=350),
            ]
        )
    )
    assert (facts["score_year"], facts["person_name"], facts["score_annual"]) == (2024, "周启明", 5845)


def spaced(text: str, gaps: set[int], size: float = 40.0) -> Line:
    """A line whose letters after the indices of ``gaps`` stand a letter further, the blank not being read."""
    made, boxes, x = line(100, 100, text, size), [], 100.0
    for i, _ in enumerate(text):
        boxes.append(Box(x, 100, x + size, 100 + size))
        x += size * (1.6 if i in gaps else 1.0)
    return replace(made, char_boxes=tuple(boxes))


def test_names_apart_without_a_sign_between() -> None:
    flow = Flow.of_line(spaced("康慧雪任义青杨松红", {2, 5}))
    assert [n.text for n in split_names(flow.whole)] == ["康慧雪", "任义青", "杨松红"]
    assert [n.text for n in split_names(Flow.of_line(spaced("诸葛玲川", set())).whole)] == ["诸葛玲川"]


def test_labels_said_again_in_english() -> None:
    kind, facts = read(
        letter(
            "职业培训结业证书",
            "姓名 Name:周启明",
            "证件号 ID No.:330***********9962",
            "培训工种 Course:起重机械安全管理培训班",
            "培训学时 Hours:16学时",
            "培训期限 Period:2025.02.20-2025.02.21",
            "证书编号 No.:202599263678",
            "培训机构 Issued by:甲市应急管理学会",
            "发证日期 Date:2025年3月15日",
        )
    )
    assert kind == "completion_certificate"
    assert (facts["certificate_no"], facts["course_title"]) == ("202599263678", "起重机械安全管理培训班")
    assert (facts["person_name"], facts["organiser"]) == ("周启明", "甲市应急管理学会")


def test_hours_asked_for_are_not_hours_gained() -> None:
    _, facts = read(
        letter(
            "学时凭据",
            "姓名:周启明",
            "班级:木构建筑修缮提高班",
            "已修学时:16学时/要求72学时",
            "培训天数:2天",
            "学习开始:2025-11-12",
            "学习完成:2025-11-13",
            "出具机构:知行云课堂",
            "出具日期:2025-12-19",
        )
    )
    assert (facts["hours"], facts["days"], facts["organiser"]) == (16, 2, "知行云课堂")
    assert (facts["start_date"], facts["end_date"]) == ("2025-11-12", "2025-11-13")


def test_year_of_one_person_with_first_and_last_days_in_columns() -> None:
    rows = [
        ("课程(项目)名称", "科目类别", "开始日期", "结束日期", "学时", "状态"),
        ("木构建筑修缮", "专业科目", "2025-01-20", "2025-01-22", "18学时", "已审核"),
        ("遥感影像判读", "公需科目", "2025-03-06", "2025-03-07", "12学时", "已审核"),
    ]
    words = [(150, 100, "个人学习台账", BIG), *column(["持证人:周启明", "证号:PX-2025-06955"], left=150, top=220)]
    kind, facts = read(typed([*words, *grid(rows, (150, 600, 850, 1100, 1350, 1550), top=420)], width=1900))
    assert kind == "completion_certificate"
    assert [(a["start_date"], a["end_date"], a["hours"]) for a in facts["activities"]] == [
        ("2025-01-20", "2025-01-22", 18),
        ("2025-03-06", "2025-03-07", 12),
    ]


def test_word_of_a_seal_beside_the_date_does_not_make_it_the_time_of_the_class() -> None:
    _, facts = read(
        letter(
            "继续教育证书",
            "周启明同志于2024年12月19日至23日参加由我单位举办的“木构建筑修缮培训班”,共计40课时,",
            "修完规定课程,考试合格,特发此证。",
            "甲市建筑学会",
            "培训        2024年12月31日",
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2024-12-19", "2024-12-23")


def test_who_speaks_is_no_name_of_a_host() -> None:
    _, facts = read(
        letter(
            "研修证明",
            "兹证明周启明于2019年4月29日至5月2日参加了本协会主办的“既有建筑改造”,核定为24学时。",
            "甲市环保产业协会",
            "二〇一九年五月三十一日",
        )
    )
    assert (facts["person_name"], facts["organiser"]) == ("周启明", "甲市环保产业协会")


def test_list_that_names_nothing_takes_the_class_beside_its_label() -> None:
    rows = [
        ("编号", "姓名", "单位"),
        *((str(i), n, "甲市气象局") for i, n in enumerate(["赵一平", "钱二明", "孙三", "李四", "周五"], 1)),
    ]
    words = [(500, 100, "结业学员名单", BIG), (150, 240, "培训班:桥隧工程病害防治研修班"), *grid(rows, (150, 400, 750))]
    kind, facts = read(typed(words))
    assert kind == "roster"
    assert facts["meeting_title"] == "桥隧工程病害防治研修班"


def test_examination_is_named_by_the_sentence_before_the_title() -> None:
    _, facts = read(
        letter(
            "专业技术资格考试合格证明",
            "管理号:XX2023091538",
            "周启明(证件号码:330***********9992)参加2023年度一级建造师执业资格考试,全部科目成绩合格,特此证明。",
            "甲市住房和城乡建设局",
            "2023年9月24日",
        )
    )
    assert (facts["exam_name"], facts["certificate_no"]) == ("2023年度一级建造师执业资格考试", "XX2023091538")


def test_one_class_set_in_a_table_is_no_record_of_a_year() -> None:
    rows = [
        ("姓名", "单位", "培训内容", "培训时间", "学时"),
        ("周启明", "甲市妇幼保健院", "木构建筑修缮网络培训", "2025.05.08-2025.05.09", "4学时"),
    ]
    words = [(600, 100, "学员学时证明", BIG), *grid(rows, (150, 400, 800, 1300, 1750), top=300)]
    kind, facts = read(
        typed([*words, (150, 600, "证明编号:202584702632"), (150, 700, "主办单位:甲市医学会")], width=2000)
    )
    assert kind == "completion_certificate"
    assert "activities" not in facts
    assert (facts["course_title"], facts["unit"], facts["hours"]) == ("木构建筑修缮网络培训", "甲市妇幼保健院", 4)
    assert (facts["start_date"], facts["end_date"]) == ("2025-05-08", "2025-05-09")


def test_class_named_in_the_title_of_its_certificate() -> None:
    _, facts = read(
        letter(
            "木构建筑修缮高级研修班结业证书",
            "周启明(甲市环境科学研究所)于2023年12月3日至2023年12月4日参加本期培训,共8学时,经考核成绩合格,准予结业。",
            "主办单位:甲市应急管理学会",
            "二〇二四年一月五日",
        )
    )
    assert facts["course_title"] == "木构建筑修缮高级研修班"


def test_hour_of_coming_is_a_presence() -> None:
    rows = [
        ("序号", "姓名", "签到"),
        *((str(i), n, f"8:3{i}") for i, n in enumerate(["赵一平", "钱二明", "孙三强", "李四平"], 1)),
    ]
    words = [(150, 60, "产教融合实训基地建设研讨会"), (400, 160, "签到记录", BIG), (150, 290, "时间:2023年4月4日")]
    kind, facts = read(typed([*words, *grid(rows, (150, 400, 900))]))
    assert kind == "sign_in_sheet"
    assert facts["meeting_title"] == "产教融合实训基地建设研讨会"
    assert all(person["attended"] for person in facts["names"])


def test_table_of_an_employer_that_keeps_its_material_back_is_no_certificate() -> None:
    rows = [
        ("参训人员", "周启明(330302198301059949)"),
        ("培训名称", "港口机械维护学术会议"),
        ("举办单位", "甲市城市规划学会"),
        ("培训时间", "2022年4月19日至2022年4月21日,共3天"),
        ("培训学时", "12学时"),
    ]
    words = [(450, 100, "关于参加培训的证明", BIG), (150, 220, "兹证明以下培训属实:"), *grid(rows, (150, 500), top=320)]
    foot = column(["因培训资料属于内部资料,不便提交。", "甲市交通咨询有限公司", "2022年5月23日"], left=150, top=800)
    kind, facts = read(typed([*words, *foot]))
    assert kind == "unit_statement"
    assert (facts["unit"], facts["organiser"]) == ("甲市交通咨询有限公司", "甲市城市规划学会")


def test_statement_of_income_is_no_evidence() -> None:
    kind, _ = read(
        letter(
            "收入证明",
            "兹证明周启明系我单位正式职工,身份证号330402198301019950,现任高级工程师,年收入约198000元。",
            "本证明仅用于办理贷款。",
            "甲市测绘院",
            "2024年6月3日",
        )
    )
    assert kind == "unknown"


def test_shift_at_a_hotline_is_service() -> None:
    kind, facts = read(
        letter(
            "心理热线值班证明",
            "值班人员:周启明",
            "单位:甲市急救中心",
            "值班期间:2021年9月20日至2021年9月24日",
            "值班时长:9个半天,合27小时",
            "开具单位:甲市心理学会",
            "开具日期:2021-10-28",
        )
    )
    assert kind == "service_statement"
    assert (facts["person_name"], facts["service_hours"], facts["organiser"]) == ("周启明", 27, "甲市心理学会")
    assert (facts["start_date"], facts["issue_date"]) == ("2021-09-20", "2021-10-28")


def test_who_states_it_is_not_who_held_the_class() -> None:
    kind, facts = read(
        letter(
            "内部培训情况证明",
            "我院周启明,身份证号330402198301019950,于2024年5月6日至5月8日参加“压力容器检验培训班”,共3天,24学时。",
            "因属内部培训,未发证书。",
            "证明单位:甲市特种设备检测研究院",
            "2024年5月10日",
        )
    )
    assert kind == "unit_statement"
    assert facts["unit"] == "甲市特种设备检测研究院"
    assert "organiser" not in facts
