"""Values cut by the end of a row, read along with what stands beside them, or taken from a blank."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import MarkType, Reading
from extractors import (
    completion_certificate,
    course_schedule,
    journal_contents,
    journal_cover,
    project_document,
    sign_in_sheet,
    understand,
    unit_statement,
    xuexi_score,
)
from extractors.text.document import Document
from extractors.text.identifiers import tidy_number
from extractors.text.organisations import without_department
from extractors.text.squares import put_together
from tests.extractors.typed import grid, mark, typed


def told(module: Any, reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in module.extract(reading).facts}


HEAD = [(350, 120, "桥梁检测技术培训班签到表", 60), (150, 240, "培训时间：2024年5月6日至5月7日")]
SIGNED = (
    ("序号", "姓名", "工作单位", "签名", "备注"),
    ("1", "赵一鸣", "甲水利局", "赵一鸣", ""),
    ("2", "代晓梅", "乙设计院", "代晓梅", ""),
    ("3", "孙三立", "丙水务公司", "孙三立", "代签"),
)


def test_who_had_somebody_sign_did_not_come() -> None:
    found = told(sign_in_sheet, typed([*HEAD, *grid(SIGNED, (120, 260, 520, 950, 1300))]))["names"]
    assert [(p["attended"], p["proxy"]) for p in found] == [(True, False), (True, False), (False, True)]


EXPORTED = (
    ("姓名", "签到时间", "状态"),
    ("赵一鸣", "8:16", "√"),
    ("钱小二", "8:29", "√"),
    ("孙三立", "", ""),
    ("李四海", "8:19", "√"),
    ("周五福", "8:22", ""),
)


def test_a_blank_among_ticks_is_an_absence_where_the_hour_lacks_too() -> None:
    found = told(sign_in_sheet, typed([*HEAD, *grid(EXPORTED, (120, 500, 900))]))["names"]
    assert [p["attended"] for p in found] == [True, True, False, True, True]


def test_a_tick_overlooked_is_no_sure_absence() -> None:
    rows = [(name, tick) for name, _, tick in EXPORTED]
    found = told(sign_in_sheet, typed([*HEAD, *grid(rows, (120, 900))]))["names"]
    assert [p["sure"] for p in found] == [True, True, False, True, False]


def test_a_stroke_in_the_blank_is_a_presence() -> None:
    rows = [(name, tick) for name, _, tick in EXPORTED]
    stroke = mark(MarkType.HANDWRITING, 905, 400 + 3 * 90, 945, 400 + 3 * 90 + 45)
    found = told(sign_in_sheet, typed([*HEAD, *grid(rows, (120, 900))], marks=[stroke]))["names"]
    assert [p["attended"] for p in found] == [True, True, True, True, False]


def test_a_label_torn_by_the_end_of_its_row() -> None:
    words = [
        (500, 100, "护理管理培训班课程表", 60),
        (150, 240, "上课日期：2024.05.06-2024.05.07　　上课地点：某某大厦五层报告厅　　教学"),
        (150, 300, "单位：甲市护理学会"),
    ]
    assert told(course_schedule, typed(words))["place"] == "某某大厦五层报告厅"


def test_a_blank_tells_where_a_label_begins() -> None:
    words = [
        (500, 100, "护理管理培训班课程表", 60),
        (150, 240, "培训起止：2024-05-06 至 2024-05-07　　上课地点：甲市供电培训基地　　合计：8学时"),
    ]
    (paper,) = understand(typed(words))
    assert paper.value("place") in ("甲市供电培训基地", None)


def test_a_class_goes_on_in_the_next_row() -> None:
    words = [
        (600, 100, "证明", 60),
        (180, 240, "甲市水利局职工赵一鸣。参加培训：医院成本核算与绩效管理知识更新"),
        (100, 300, "培训班。主办：甲市会计学会。日期：2024年5月6日至5月7日。"),
        (100, 360, "学时：8学时。"),
        (1000, 420, "2024年6月1日"),
    ]
    found = told(unit_statement, typed(words))
    assert found["course_title"] == "医院成本核算与绩效管理知识更新培训班"


def test_a_body_begins_in_the_row_before() -> None:
    words = [
        (600, 100, "证明信", 60),
        (150, 240, "赵一鸣系我单位职工，2024年5月6日至2024年5月7日参加甲江省专业技术"),
        (100, 300, "人员培训中心举办的数据治理与应用继续教育培训班，计2天12学时。"),
        (150, 360, "特此证明。"),
        (900, 460, "甲市特种设备检验院"),
        (900, 520, "2024年6月1日"),
    ]
    (paper,) = understand(typed(words))
    held = paper.fact("organiser")
    assert held is None or held.value == "甲江省专业技术人员培训中心" or not held.sure


def test_two_thousand_points_are_no_year() -> None:
    words = [
        (500, 100, "学习强国　积分明细", 60),
        *grid((("总积分", "27561"), ("年度积分", "2020"), ("今日", "33")), (150, 700), top=300),
    ]
    found = told(xuexi_score, typed(words))
    assert found["score_annual"] == 2020
    assert "score_year" not in found


def test_a_page_number_behind_a_number() -> None:
    words = [
        (300, 100, "专业技术人员继续教育证书", 60),
        (150, 240, "持证人　赵一鸣"),
        (700, 240, "证书号　200609105112 — 7 —"),
        (150, 300, "单　位　甲市水利局"),
    ]
    assert told(completion_certificate, typed(words))["certificate_no"] == "200609105112"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("发给甲继教证字〔2020〕第84304号", "甲继教证字〔2020〕第84304号"),
        ("准予结业发给(2020)第0412号", "(2020)第0412号"),
        ("甲继教证字〔2020〕第84304号", "甲继教证字〔2020〕第84304号"),
    ],
)
def test_the_verb_before_a_number(said: str, number: str) -> None:
    assert tidy_number(said) == number


def test_the_last_letter_of_a_day_ran_into_the_title() -> None:
    rows = (
        ("日期", "学习内容", "学时"),
        ("2024年3月14日", "土地整治工程预算编制", "8"),
        ("2024年3月25", "日危险性较大工程管理", "8"),
        ("2024年4月1日", "日语教学法", "8"),
    )
    words = [
        (500, 100, "2024年度继续教育登记表", 60),
        *grid(rows, (150, 600, 1300), top=240),
        (150, 700, "合计 24学时"),
    ]
    held = told(completion_certificate, typed(words))["activities"]
    assert [one["course_title"] for one in held] == ["土地整治工程预算编制", "危险性较大工程管理", "日语教学法"]


def test_the_page_and_the_squares_of_a_form() -> None:
    words = [
        (1100, 60, "合同登记号：159506845877"),
        (500, 140, "科研项目任务书（首页）", 60),
        (150, 260, "项目编号 2 0 1 9 B 3 8 5"),
        (150, 330, "项目名称"),
        (500, 330, "抗菌药物使用强度变化研究"),
    ]
    found = told(project_document, put_together(typed(words)))
    assert found["doc_title"] == "科研项目任务书"
    assert found["project_no"] == "2019B385"


def test_the_site_before_a_journal() -> None:
    words = [
        (150, 80, "期刊在线 | 船舶与海洋技术"),
        (150, 160, "首页 > 过刊浏览 > 2025年 > 第9期"),
        *grid(
            (("题名", "作者", "页码"), ("制革废水铬回收", "赵一鸣", "2"), ("血压规范管理", "孙三立", "8")),
            (150, 700, 1200),
            top=260,
        ),
    ]
    assert told(journal_contents, typed(words))["journal_name"] == "船舶与海洋技术"


@pytest.mark.parametrize(
    ("named", "body"),
    [("甲江市农业农村局办公室", "甲江市农业农村局"), ("甲江市继续教育管理办公室", "甲江市继续教育管理办公室")],
)
def test_the_office_of_a_bureau_signs_for_it(named: str, body: str) -> None:
    held = Document(typed([(100, 100, named)])).rows[0].run.whole
    assert without_department(held).text == body


def test_what_a_journal_is_behind_when_it_began() -> None:
    words = [
        (400, 150, "营养与健康通讯", 110),
        (400, 320, "创刊于1983年　　全国优秀科技期刊"),
        (150, 450, "2022年第3期"),
    ]
    assert told(journal_cover, typed(words))["level_cue"] == "全国优秀科技期刊"


def test_more_of_a_day_is_printed_than_was_read() -> None:
    words = [
        (500, 100, "岗位继续教育证", 60),
        (150, 240, "持证人　赵一鸣"),
        (150, 320, "制证单位　甲市文博人才中心"),
        (150, 400, "制证日期　2025年03目10日"),
    ]
    assert told(completion_certificate, typed(words)).get("issue_date") != "2025"


def test_a_last_day_that_could_not_be_read_leaves_the_record_open() -> None:
    rows = (
        ("教育项目", "开始", "结束", "折算学时"),
        ("车险理赔反欺诈", "2022-04-24", "2022-0二-27", "32"),
        ("牙周病规范治疗", "2022-06-20", "2022-06-23", "32"),
    )
    words = [
        (500, 100, "2022年度后续教育台账", 60),
        *grid(rows, (150, 600, 900, 1250), top=240),
        (150, 600, "合计 64学时"),
    ]
    held = completion_certificate.extract(typed(words)).facts
    assert next(fact.confidence for fact in held if fact.name == "activities") < 0.95


@pytest.mark.parametrize(("said", "issue"), [("2023年第二1期", None), ("2023年第十一期", 11), ("2023年第11期", 11)])
def test_half_an_issue_is_none(said: str, issue: int | None) -> None:
    found = told(journal_cover, typed([(300, 150, "馆藏与展示", 110), (400, 400, said)]))
    assert found.get("issue") == issue


def test_a_number_not_read_to_its_end_is_not_sure() -> None:
    held = {}
    for at, said in enumerate(("CN 32-0130/口", "CN 32-0130/S")):
        found = journal_cover.extract(typed([(300, 150, "馆藏与展示", 110), (150, 400, said)])).facts
        held[at] = next(fact.confidence for fact in found if fact.name == "cn")
    assert held[0] < 0.9 < held[1]


def test_an_electronic_seal_follows_no_name() -> None:
    words = [
        (500, 100, "在线学习学时证明", 60),
        (150, 240, "姓名　赵一鸣"),
        (150, 320, "培训项目　桥梁焊缝检测继续教育班"),
        (900, 460, "甲州市终身学习云平未（电子章）"),
        (900, 520, "出证日期：2024-09-13"),
    ]
    assert "unit" not in told(completion_certificate, typed(words))


def test_the_last_letter_of_a_number_in_the_next_row() -> None:
    words = [
        (500, 100, "参会及学分证明", 60),
        (150, 240, "赵一鸣参加桥梁焊缝检测专题研习班，获24学分。"),
        (150, 400, "证明序号　甲继教证字〔2021〕第44670"),
        (1000, 400, "2021年04月24日"),
        (150, 465, "号"),
    ]
    (paper,) = understand(typed(words))
    held = paper.fact("certificate_no")
    assert held is not None
    assert held.value == "甲继教证字〔2021〕第44670号" or not held.sure


def test_a_span_in_english_whose_end_was_not_read() -> None:
    words = [
        (400, 100, "CERTIFICATE OF ATTENDANCE", 60),
        (500, 200, "参会及学分证明"),
        (500, 280, "赵一鸣"),
        (400, 360, "桥梁焊缝检测专题研习班"),
        (400, 440, "March 28, 2021 to March 已0, 20一1"),
        (400, 520, "获24学分"),
        (900, 640, "甲市焊接学会"),
        (900, 700, "2021年04月24日"),
    ]
    (paper,) = understand(typed(words))
    held = paper.fact("end_date")
    assert held is None or not held.sure
