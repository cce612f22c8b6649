"""Journals, projects, patents, examinations, scores and payments."""

from __future__ import annotations

import pytest

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


@pytest.mark.parametrize("head", ["县域水利研究 ISSN 9059-9470", "2022年第4期 县域水利研究 Vol.12"])
def test_a_journal_is_named_beside_its_numbers(head: str) -> None:
    _, facts = read(
        typed(
            [
                (100, 60, head, 26),
                (100, 100, "2022年 第4期" if "ISSN" in head else "", 26),
                (250, 180, "小型泵站自动化改造实践", 60),
                (600, 300, "周启明 王晓燕"),
                (560, 360, "(甲市水利设计院)"),
                (100, 440, "摘要:本文介绍了改造的做法,分析了运行情况,得出了若干结论。"),
                (100, 500, "关键词:泵站;自动化;改造"),
                (100, 580, "1 引言"),
                (100, 640, "小型泵站多建于上世纪,设备老化,运行费用高,改造势在必行。"),
                (700, 2100, "- 39 -", 26),
            ]
        )
    )
    assert facts["journal_name"] == "县域水利研究"


def test_an_examination_is_sat_as_what_and_in_what() -> None:
    kind, facts = read(
        typed(
            [
                (200, 100, "2023年度卫生专业技术资格考试(初级师)成绩单", 50),
                *grid(
                    [
                        ("姓名", "周启明", "准考证号", "807398951883"),
                        ("报考专业", "护理学", "证件号", "330402198301019950"),
                    ],
                    (100, 350, 750, 1000),
                    top=220,
                ),
                *grid(
                    [("科目", "分数", "结果"), ("基础知识", "76", "合格"), ("专业知识", "64", "合格")],
                    (100, 500, 900),
                    top=500,
                ),
                *column(("甲市人事考试中心", "2023年8月15日"), top=900, left=900),
            ]
        )
    )
    assert kind == "exam_result"
    assert (facts["exam_name"], facts["major"]) == ("2023年度卫生专业技术资格考试(初级师)", "护理学")


def test_a_project_keeps_the_bracket_of_its_number_out_of_its_name() -> None:
    kind, facts = read(
        letter(
            "教育科学规划课题结题证书",
            "课题名称:初中数学单元作业设计研究(课题编号:2023B641)",
            "课题主持人:周启明 主持人单位:甲市第五中学",
            "该课题完成研究任务,准予结题。",
            "结题证号:JT2024116137",
            "甲市教育局",
            "2024年11月9日",
        )
    )
    assert kind == "project_document"
    assert (facts["project_name"], facts["project_no"]) == ("初中数学单元作业设计研究", "2023B641")
    assert facts["certificate_no"] == "JT2024116137"


def test_inventor_and_designer_in_one_label() -> None:
    _, facts = read(
        typed(
            [
                (400, 100, "实用新型专利证书", BIG),
                *grid(
                    [
                        ("实用新型名称", "一种泵站格栅清污装置"),
                        ("设计(发明)人", "周启明、王晓燕"),
                        ("专利号", "ZL 2021 2 2406096.X"),
                        ("专利权人", "甲市水利设计院"),
                        ("授权公告日", "2022年10月03日"),
                    ],
                    (100, 500),
                ),
            ]
        )
    )
    assert facts["inventors"] == ["周启明", "王晓燕"]


def test_scores_of_year_and_day_in_one_line() -> None:
    _, facts = read(
        typed(
            [
                (58, 35, "21:18", 30),
                (500, 140, "我的", 40),
                (97, 254, "周启明", 50),
                (97, 450, "学习积分", 36),
                (97, 524, "26486", 56),
                (97, 629, "本年 4610  今天 38", 36),
                (97, 721, "强国通", 36),
                (97, 795, "学习档案", 36),
                (97, 869, "积分兑换", 36),
            ],
            width=1080,
        )
    )
    assert (facts["score_annual"], facts["score_today"]) == (4610, 38)


def test_buyer_and_seller_with_their_names_in_cells() -> None:
    kind, facts = read(
        typed(
            [
                (395, 105, "电子发票(普通发票)", 50),
                (112, 191, "发票号码:39984450"),
                (820, 191, "开票日期:2020年10月01日"),
                *grid(
                    [
                        ("名称", "甲市图书馆"),
                        ("税号", "91330902MA522HG5A0"),
                        ("名称", "甲市人才研修院"),
                        ("税号", "91330902MAFC1D354N"),
                    ],
                    (306, 640),
                    top=261,
                    step=66,
                ),
                (127, 294, "购买方"),
                (127, 426, "销售方"),
                *grid(
                    [("项目名称", "金额"), ("*非学历教育*会务费", "2380.00"), ("价税合计", "2380.00")],
                    (200, 800),
                    top=540,
                ),
            ]
        )
    )
    assert kind == "payment_receipt"
    assert (facts["payer"], facts["payee"]) == ("甲市图书馆", "甲市人才研修院")


def test_a_test_of_ability_is_named_without_its_score_sheet() -> None:
    _, facts = read(
        typed(
            [
                (200, 100, "2024年度水利技术人员水平能力测试成绩单", 50),
                *grid([("姓名", "周启明", "准考证号", "071423086598")], (100, 350, 750, 1000), top=220),
                *grid(
                    [("科目名称", "成绩", "结论"), ("基础知识", "76", "合格"), ("专业知识", "64", "合格")],
                    (100, 500, 900),
                    top=400,
                ),
                (800, 760, "查询日期:2024年12月22日"),
            ]
        )
    )
    assert facts["exam_name"] == "2024年度水利技术人员水平能力测试"
