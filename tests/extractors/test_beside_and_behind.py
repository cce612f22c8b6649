"""What stands right beside a name, a year or a heading without a label of its own."""

from __future__ import annotations

from domain.reading import MarkType
from extractors import understand
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, mark, typed


def test_an_honour_addressed_to_somebody_of_a_unit() -> None:
    kind, facts = read(
        letter(
            "荣誉证书",
            "甲市公共图书馆周启明：",
            "在 2023 年水利行业职工技术创新成果评选（市级）中，你申报的",
            "“塌陷区水面光伏桩基选型研究”被评为二等奖。",
            "甲市水利学会",
            "2023年6月1日",
        )
    )
    assert kind == "award_certificate"
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市公共图书馆")
    assert (facts["award_name"], facts["award_level"]) == ("水利行业职工技术创新成果评选", "市级")


def test_a_rank_in_a_cell_of_its_own_under_whom_the_award_went_to() -> None:
    rows = (
        ("奖 种", "浙江省科学技术进步奖"),
        ("等 级", "二等奖"),
        ("成果名称", "馆校合作研学课程开发研究"),
        ("受奖人员", "周启明"),
        ("名 次", "5"),
        ("完成单位", "甲市特种设备检验中心"),
        ("证明编号", "202118859063"),
    )
    words = [(500, 150, "科学技术奖励证明", BIG), *grid(rows, (200, 700))]
    (paper,) = understand(typed([*words, (800, 1150, "甲市科学技术局"), (800, 1230, "2021年1月25日")]))
    rank = paper.fact("rank")
    assert (paper.value("person_name"), paper.value("rank")) == ("周启明", 5)
    assert rank is not None
    assert rank.sure


def test_the_year_since_which_there_is_a_journal_is_not_the_issues() -> None:
    kind, facts = read(
        typed(
            [
                (112, 140, "ISSN 1000-0003"),
                (824, 140, "中国科技核心期刊"),
                (460, 285, "甲江水利", 120),
                (430, 460, "MONTHLY · SINCE 1987"),
                (567, 600, "2020"),
                (458, 700, "第 48 卷　第 3 期"),
                (127, 1200, "主办：甲江水利研究院"),
            ]
        )
    )
    assert (kind, facts["year"], facts["issue"]) == ("journal_cover", 2020, 3)


def test_a_journal_that_could_be_a_person_stands_over_the_heading() -> None:
    entries = [
        ("配水管网漏损定位", "7"),
        ("郑晓岚", ""),
        ("纺织废水回用膜清洗周期", "11"),
        ("吴立人，周启明", ""),
        ("起重机钢丝绳缺陷诊断", "14"),
        ("孙立新", ""),
        ("紫菜烘干能耗测算", "19"),
        ("李北河", ""),
    ]
    words = [(112, 117, "东海港航"), (456, 189, "目　次　　2019 年 10 期")]
    foot = (112, 1000, "期刊基本参数：CN 33-1234/T * 大16开　　ISSN 1000-0003")
    (paper,) = understand(typed([*words, *grid(entries, (112, 1104), top=250, step=60), foot]))
    assert (paper.kind, paper.value("journal_name")) == ("journal_contents", "东海港航")
    assert [entry["title"] for entry in paper.value("entries")] == [title for title, page in entries if page]


def test_the_years_page_of_the_app_in_other_words() -> None:
    kind, facts = read(
        typed(
            [
                (500, 150, "学习强国", BIG),
                (307, 280, "我的 2019 学习账单"),
                (475, 400, "昵称 周启明"),
                (417, 480, "这一年我收获积分"),
                (511, 560, "5,441"),
                (390, 680, "累计积分已达 28,787"),
                (381, 780, "学习最勤的月份：1 月"),
            ]
        )
    )
    assert (kind, facts["person_name"], facts["score_annual"]) == ("xuexi_score", "周启明", 5441)


def test_a_picture_of_the_app_pasted_beside_the_schools_seal() -> None:
    words = [
        (425, 105, "学习积分截图粘贴页"),
        *column(["学习积分", "我的总积分", "39457", "2025年累计 8460", "今日 42"], left=120, top=200, step=70),
        (701, 340, "学校审核盖章"),
        (701, 410, "甲市海滨幼儿园"),
        *grid([("阅读文章", "12/12"), ("视听学习", "3/12"), ("每日登录", "1/1")], (112, 464), top=600, step=70),
    ]
    seal = mark(MarkType.SEAL, 700, 330, 950, 580, "甲市海滨幼儿园")
    (paper,) = understand(typed(words, marks=[seal]))
    assert (paper.value("score_annual"), paper.value("score_year")) == (8460, 2025)
    unit = paper.fact("unit")
    assert unit is not None
    assert unit.quote == "甲市海滨幼儿园"


def test_a_page_of_points_says_when_it_was_taken() -> None:
    words = [
        (423, 144, "积分明细", BIG),
        (97, 260, "截屏 2025-02-21 09:20:08"),
        (97, 340, "总积分　10855"),
        (688, 340, "今日 8"),
        *grid([("趣味答题 10:40", "+3"), ("视听学习 7:10", "+1"), ("选读文章 19:37", "+1")], (97, 730), top=460),
    ]
    (paper,) = understand(typed(words))
    taken = paper.fact("screenshot_date")
    assert taken is not None
    assert (taken.value, taken.sure) == ("2025-02-21", True)


def test_a_diploma_signed_in_rows_of_three() -> None:
    said = [
        "学生 周启明，性别 男，1971年9月出生，在本校 图书馆学 专业函授学习，修完专升本",
        "教学计划规定的全部课程，成绩合格，准予毕业。",
    ]
    foot = [("校长", "吴立人", "甲江理工大学"), ("证书编号", "103355202405001234", "二〇二〇年八月二十一日")]
    (paper,) = understand(
        typed(
            [(600, 80, "毕 业 证 书", BIG), *column(said, top=260), *grid(foot, (160, 400, 1100), top=540)], width=1900
        )
    )
    issued, major = paper.fact("issue_date"), paper.fact("major")
    assert issued is not None
    assert (issued.value, issued.sure) == ("2020-08-21", True)
    assert major is not None
    assert major.value == "图书馆学"
