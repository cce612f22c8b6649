"""Layouts beside the usual ones: upright writing, English labels, narrow cells, pages of sites, records on a phone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.fact import Extraction, Fact
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source
from extractors import course_schedule, exam_result, roster, sign_in_sheet, training_notice
from extractors.papers.second_opinion import joined
from extractors.text.attendance import unit_told
from extractors.text.courses import led_off
from extractors.text.document import Document
from extractors.text.flow import Flow
from extractors.text.forms import well_formed
from extractors.text.identifiers import certificate_no, id_number
from extractors.text.names import known_name
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def facts(kind: Any, reading: Reading) -> dict[str, Any]:
    return {fact.name: fact.value for fact in kind.extract(reading).facts}


def upright(*columns: str) -> Reading:
    """Columns from the right, one letter below the other."""
    lines = [
        Line(
            text,
            Place(1, Box(1800 - 90 * i, 200, 1840 - 90 * i, 200 + 44 * len(text))),
            0.999,
            (0.999,) * len(text),
            tuple(Box(1800 - 90 * i, 200 + 44 * j, 1840 - 90 * i, 240 + 44 * j) for j in range(len(text))),
            True,
        )
        for i, text in enumerate(columns)
    ]
    return Reading("0" * 64, "image/jpeg", (Page(1, 2000, 1400, 0, Source.OCR, tuple(lines)),))


@pytest.mark.parametrize(("printed", "name"), [("周启明君", "周启明"), ("欧阳启明君", "欧阳启明")])
def test_the_honour_behind_a_name_in_upright_writing_is_no_part_of_it(printed: str, name: str) -> None:
    columns = (
        "结业证", printed, "于二〇二四年五月六日起", "至二〇二四年五月八日止", "在河道清淤技术培训班学习",
        "共二十四学时", "修毕全部课程成绩及格", "特给此证", "甲市水利学会", "二〇二四年五月十日",
    )  # fmt: skip
    kind, held = read(upright(*columns))
    assert kind == "completion_certificate"
    assert held["person_name"] == name


def test_a_name_set_level_may_end_in_the_letter_of_the_honour() -> None:
    _, held = read(letter("结业证书", "李丽君", "于2024年5月6日至5月8日参加河道清淤培训班,共24学时,准予结业。"))
    assert held["person_name"] == "李丽君"


def test_host_and_class_on_either_side_of_an_old_word_in_upright_writing() -> None:
    columns = (
        "培训合格证书", "学员周启明", "参加甲市水利学会", "举办之河道清淤技术知识更新培训班",
        "自二〇二四年五月六日至二〇二四年五月八日", "计二十四课时考核合格", "此证", "二〇二四年五月十日",
    )  # fmt: skip
    _, held = read(upright(*columns))
    assert (held["organiser"], held["course_title"]) == ("甲市水利学会", "河道清淤技术知识更新培训班")


@pytest.mark.parametrize("word", ["公需科目", "段位", "双人对战", "双周答题"])
def test_words_that_begin_with_a_surname_are_no_names(word: str) -> None:
    assert not known_name(word)


def test_a_name_before_the_number_of_a_resident() -> None:
    _, held = read(
        letter(
            "考试合格证",
            "周启明(居民身份证号330***********9951)学习公需科目《河道清淤培训班》,成绩合格。",
            "登记学时:6学时",
            "甲市人力资源和社会保障局",
            "2024年5月10日",
        )
    )
    assert held["person_name"] == "周启明"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("项目名称 Program 智慧水务运维学习班", ["项目名称Program", "智慧水务运维学习班"]),
        ("课程名称 Course Title 智慧水务运维学习班", ["课程名称Course Title", "智慧水务运维学习班"]),
        ("课程名称 Python 程序设计学习班", ["课程名称", "Python程序设计学习班"]),
    ],
)
def test_a_label_said_again_in_english_ends_behind_it(line: str, parts: list[str]) -> None:
    assert [cell.text for cell in Document(typed([(200, 300, line)])).cells] == parts


@pytest.mark.parametrize(
    "printed", ["继续医学教育项目——智慧水务专题培训", "国家级继续教育项目:智慧水务专题培训", "智慧水务专题培训"]
)
def test_what_sort_of_programme_a_class_is_is_no_part_of_its_name(printed: str) -> None:
    flow = Document(typed([(200, 300, printed)])).rows[0].run
    assert led_off(flow.whole).text == "智慧水务专题培训"


@pytest.mark.parametrize("lead", ["高级工程师,", ""])
def test_the_employer_in_brackets_behind_the_post(lead: str) -> None:
    told = unit_told(Document(typed([(100, 300, f"兹证明周启明({lead}甲市水务有限公司)参加了智慧水务培训班。")])))
    assert told is not None
    assert told.text == "甲市水务有限公司"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("智慧水务培训班参加人员名单", "智慧水务培训班参加人员名单"),
        ("智慧水务培训班参训名单", "智慧水务培训班参训名单"),
        ("智慧水务培训班学员名单", "智慧水务培训班学员名单"),
    ],
)
def test_a_list_is_called_by_its_whole_heading(printed: str, title: str) -> None:
    people = column(["甲市水文站:周启明、钱学礼、孙怀远", "乙市水务有限公司:李四海、周五福、郑八方"], top=350)
    assert facts(roster, typed([(350, 120, printed, 60), *people]))["meeting_title"] == title


def test_a_number_over_the_two_rows_of_a_narrow_cell() -> None:
    words = [(480, 300, "浙继教证字〔2024〕第", 32), (200, 322, "编　号"), (540, 346, "38865号", 32)]
    held = certificate_no(Document(typed(words)))
    assert held is not None
    assert held[1] == "浙继教证字〔2024〕第38865号"
    apart = certificate_no(Document(typed([*words[:2], (540, 900, "38865号", 32)])))
    assert apart is None or apart[1] != held[1]


def test_a_telephone_as_the_name_of_an_account_is_no_number_of_a_person() -> None:
    assert id_number(Document(typed(grid([("学习账号", "1380****0864")], (200, 700))))) is None
    assert id_number(Document(typed(grid([("身份证号", "3304**********0864")], (200, 700))))) is not None


def on_a_phone(total: str) -> Reading:
    rows = [
        ("课程", "起止", "学时"),
        ("智慧水务运维", "2024年3月4日至3月6日", "18"),
        ("河道清淤技术", "2024年5月11日至5月12日", "12"),
        ("水质监测质控", "2024年7月8日至7月9日", "12"),
    ]
    labels = [("姓　名", "周启明"), ("档案编号", "(2024)第222702号"), ("更新日期", "2024-08-02")]
    return typed(
        [
            (600, 80, "我的学时"),
            (620, 200, total, 90),
            (450, 340, "2024年度累计获得学时"),
            (380, 420, "目标90学时"),
            *grid(labels, (100, 700), top=520),
            (100, 820, "学习明细"),
            *grid(rows, (100, 600, 1300), top=900),
        ],
        width=1500,
    )


def test_a_record_on_a_phone_tells_its_sum_by_itself_and_when_it_was_brought_up_to_date() -> None:
    kind, held = read(on_a_phone("42"))
    assert kind == "completion_certificate"
    assert (held["hours"], held["issue_date"], len(held["activities"])) == (42, "2024-08-02", 3)
    assert "hours_unit" not in held, "the head of a column names it, the sum does not"


def test_hours_that_are_asked_for_are_nobodys() -> None:
    _, held = read(on_a_phone("41"))
    assert held.get("hours") != 90


def test_the_unit_of_a_record_is_told_only_where_it_stands_behind_the_sum() -> None:
    rows = [
        ("起止时间", "学习内容", "学时"),
        ("2024年3月4日至3月6日", "智慧水务运维", "18"),
        ("2024年5月11日至5月12日", "河道清淤技术", "12"),
    ]

    def record(total: str) -> dict[str, Any]:
        words = [(400, 100, "2024年度继续教育学时登记表", 60), (100, 250, "姓名:周启明"), *grid(rows, (100, 800, 1400))]
        return read(typed([*words, (100, 680, "全年学时合计"), (1400, 680, total)], width=1700))[1]

    assert (record("30")["hours"], record("30").get("hours_unit")) == (30, None)
    assert (record("30学时")["hours"], record("30学时")["hours_unit"]) == (30, "学时")


def test_opening_and_closing_day_under_one_label_not_the_day_of_publishing() -> None:
    page = letter(
        "关于举办智慧水务能力提升班的通知",
        "文号:水办〔2024〕11号　　发布时间:2024-04-02　　来源:人事教育处",
        "各有关单位:",
        "按照工作安排,智慧水务能力提升班将于近期开班,可认定继续教育16学时。",
        "开班及结束日期:2024年5月6日至2024年5月8日。授课地点:甲市水利大厦六楼会议室。",
        "甲市水利局",
    )
    held = facts(training_notice, page)
    assert (held["start_date"], held["end_date"]) == ("2024-05-06", "2024-05-08")
    _, read_ = read(page)
    assert (read_["start_date"], read_["issue_date"]) == ("2024-05-06", "2024-04-02")


def test_names_on_a_sheet_without_rules_or_heads() -> None:
    names = [("周启明", "钱学礼", "孙怀远", "李四海"), ("周五福", "郑八方", "欧阳修远", "王七宝")]
    words = [(700, 100, "签　到", 90), (500, 260, "智慧水务培训班"), (450, 340, "2024年5月6日·甲市水利大厦报告厅")]
    held = facts(sign_in_sheet, typed([*words, *grid(names, (150, 500, 850, 1200), top=500)]))
    assert [person["name"] for person in held["names"]] == [name for row in names for name in row]
    assert all(person["attended"] for person in held["names"])


def test_days_and_place_in_brackets_under_the_title_of_a_grid() -> None:
    rows = [
        ("时间", "5月6日(周一)", "5月7日(周二)", "5月8日(周三)"),
        ("上午", "水质监测　周启明", "河道清淤　钱学礼", "智慧水务　孙怀远"),
        ("下午", "管网检漏　李四海", "泵站运行　周五福", "水文测报　郑八方"),
    ]
    words = [(500, 100, "智慧水务专题培训课程一览", 60), (450, 220, "(2024年5月6日至2024年5月8日　钉钉直播(线上))")]
    held = facts(course_schedule, typed([*words, *grid(rows, (100, 500, 1000, 1500))], width=2000))
    assert held["course_title"] == "智慧水务专题培训"
    assert (held["start_date"], held["end_date"]) == ("2024-05-06", "2024-05-08")
    assert held["place"] == "钉钉直播(线上)"


def test_the_platform_that_gives_out_a_paper_signs_it() -> None:
    _, held = read(
        letter(
            "在线学习证明",
            "学员周启明自2024年5月6日至2024年5月8日在线学完智慧水务课程,共取得24学时,考核通过。",
            "施教机构:由各县选定",
            "出具平台:水务云学堂",
            "打印日期:2024-05-10",
        )
    )
    assert held["organiser"] == "水务云学堂"


def test_a_site_with_a_short_name_is_a_whole_body() -> None:
    assert well_formed("organiser", "专技云学堂")
    assert not well_formed("organiser", "水务分会")


RESULT = typed(
    [
        (100, 60, "甲市财政局人事考试网-成绩查询", 30),
        (500, 160, "2024年度注册测绘师资格考试成绩", 60),
        *grid([("考生姓名", "周启明", "准考证号", "217191337871")], (100, 500, 1000, 1400), top=320),
        *grid([("序号", "科目", "成绩", "是否合格"), ("1", "测绘综合能力", "95", "合格")], (100, 500, 1000, 1400)),
        (100, 700, "查询时间:2024-10-21 13:45:17"),
        (1300, 900, "8:10　2024/10/21"),
    ],
    width=1900,
)


def test_the_day_a_result_was_asked_for_is_no_day_of_issue_and_the_owner_of_a_site_no_issuer() -> None:
    made = joined(exam_result.extract(RESULT), Document(RESULT), "exam_result")
    held = {fact.name: fact.value for fact in made.facts}
    assert held["query_date"] == "2024-10-21"
    assert "issue_date" not in held
    assert "organiser" not in held


def held_of(document: Document, name: str, words: str) -> tuple[Fact, Flow]:
    row = next(row.run for row in document.rows if words in row.run.text)
    start = row.text.index(words)
    span = row.span(start, start + len(words))
    return Fact(name, words, words, span.place, 0.999), row


def test_a_place_that_ends_with_its_row_is_carried_on_by_the_next() -> None:
    names = ("甲市水文站:周启明、钱学礼、孙怀远", "乙市水务有限公司:李四海、周五福、郑八方")
    last = ("集中时间:2024年5月6日至2024年5月8日;集中地点:甲市科创", "园路演厅。", "甲市水利学会")
    document = Document(
        typed([(350, 120, "智慧水务培训班参加人员名单", 60), *column((*names, *last), top=350)], width=1450)
    )
    place, _ = held_of(document, "place", "甲市科创")
    made = joined(Extraction((place,), ()), document, "roster")
    assert {fact.name: fact.value for fact in made.facts}["place"] == "甲市科创园路演厅"


def test_a_school_inside_a_university_is_a_body_of_its_own() -> None:
    text = "周启明于2024年11月6日至11月8日受单位委派参加甲江大学继续教育学院主办的“智慧水务讲座”,培训3天,合计12学时。"
    document = Document(typed([(500, 120, "证明材料", BIG), (100, 300, text), (900, 600, "甲市口腔医院")], width=2600))
    organiser, _ = held_of(document, "organiser", "甲江大学继续教育学院")
    made = joined(Extraction((replace(organiser),), ()), document, "unit_statement")
    assert {fact.name: fact.value for fact in made.facts}["organiser"] == "甲江大学继续教育学院"
