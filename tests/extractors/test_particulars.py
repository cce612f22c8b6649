"""Sex and professional title: read where a printed label calls them so, and only of the paper's own person."""

from __future__ import annotations

from typing import Any

import pytest

from domain.reading import Reading
from extractors import understand
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed

ROWS = (
    ("姓名", "周启明", "性别", "男"),
    ("证件号码", "330402198301019950", "职称", "主管药师"),
    ("课程名称", "抗震规范宣贯培训", "学时", "30学时"),
    ("主办单位", "甲市水利学会", "发证日期", "2024-04-02"),
)


def form(rows: tuple[tuple[str, ...], ...]) -> Reading:
    return typed([(500, 150, "继续教育学时证明", BIG), *grid(rows, (150, 450, 950, 1200))])


def told(reading: Reading) -> tuple[Any, Any]:
    _, facts = read(reading)
    return facts.get("sex"), facts.get("title_level")


def test_beside_their_labels_in_a_form() -> None:
    (paper,) = understand(form(ROWS))
    assert paper.kind == "completion_certificate"
    assert (paper.value("sex"), paper.value("title_level")) == ("男", "主管药师")
    assert all((fact := paper.fact(name)) is not None and fact.sure for name in ("sex", "title_level"))


@pytest.mark.parametrize(
    ("label", "title"),
    [
        ("专业技术职务", "高级工程师(造价)"),
        ("技术职称", "副研究馆员"),
        ("现任职称", "一级教师"),
        ("职称(职务)", "助理工程师"),
        ("职 称", "馆员"),  # a word that also heads columns
        ("职称等级", "讲师"),
    ],
)
def test_titles_beside_other_labels(label: str, title: str) -> None:
    rows = (ROWS[0], ("证件号码", "330402198301019950", label, title), *ROWS[2:])
    assert told(form(rows)) == ("男", title)


def test_one_below_the_other() -> None:
    rows = (
        ("姓名", "性别", "职称", "单位"),
        ("周启明", "女", "农艺师", "甲市第五中学"),
        ("课程名称", "抗震规范宣贯培训", "", ""),
        ("学时", "30学时", "", ""),
        ("主办单位", "甲市水利学会", "发证日期", "2024-04-02"),
    )
    assert told(form(rows)) == ("女", "农艺师")


STATED = "我单位职工周启明,{},于2024年5月6日至5月8日参加甲市水利学会举办的智慧水务培训班,共3天,计24学时。"


def statement(words: str) -> Reading:
    said = STATED.format(words)
    return letter("单位证明", said[:36], said[36:], "特此证明。", "甲市第五中学(公章)", "2024年5月10日")


@pytest.mark.parametrize("words", ["职称副研究馆员", "职称为副研究馆员", "职称:副研究馆员"])
def test_a_title_said_in_the_sentence(words: str) -> None:
    assert told(statement(words)) == (None, "副研究馆员")


def test_a_title_that_the_end_of_a_row_cuts_is_whole() -> None:
    said = (
        "我单位职工周启明(职称:高级工程师",
        "(造价))于2024年5月6日至5月8日参加甲市水利学会举办的智慧水务培训班,共24学时。",
    )
    page = letter("单位证明", *said, "特此证明。", "甲市第五中学(公章)", "2024年5月10日")
    assert told(page) == (None, "高级工程师(造价)")


def test_a_sex_said_after_its_label_in_the_sentence() -> None:
    assert told(statement("性别女,身份证号码330402198301019950")) == ("女", None)


@pytest.mark.parametrize("words", ["男,身份证号码330402198301019950", "女"])
def test_a_sex_right_behind_the_name(words: str) -> None:
    assert told(statement(words)) == (words[0], None)


@pytest.mark.parametrize("words", ["工程师,已申报职称评审", "取得中级以上职称"])
def test_what_no_label_says_is_no_fact(words: str) -> None:
    assert told(statement(words)) == (None, None)


@pytest.mark.parametrize(
    ("words", "sex", "title"),
    [
        ("周启明,男,身份证号码330402198301019950,", "男", None),
        ("周启明(女,330402********9950)", "女", None),
        ("周启明(正高级工程师)", None, "正高级工程师"),
        ("高级讲师周启明", None, "高级讲师"),
        ("中级注册安全工程师周启明", None, "中级注册安全工程师"),
        ("教师周启明", None, None),  # what somebody does
    ],
)
def test_what_stands_at_the_persons_own_name(words: str, sex: str | None, title: str | None) -> None:
    said = f"我单位{words}于2024年5月6日至5月8日参加甲市水利学会举办的智慧水务培训班,共3天,计24学时。"
    page = letter("单位证明", said[:36], said[36:], "特此证明。", "甲市第五中学(公章)", "2024年5月10日")
    assert told(page) == (sex, title)


def test_a_form_to_tick_says_nothing() -> None:
    rows = (("姓名", "周启明", "性别", "男 □ 女 □"), ("证件号码", "330402198301019950", "职称", "时间"), *ROWS[2:])
    assert told(form(rows)) == (None, None)


def test_the_title_of_who_taught_is_not_the_learners() -> None:
    rows = (*ROWS, ("授课教师", "吴立人", "职称", "教授"))
    rows = (ROWS[0], ("证件号码", "330402198301019950", "编号", "JX20240412"), *rows[2:])
    assert told(form(rows)) == ("男", None)


def test_on_a_lecturers_paper_it_is() -> None:
    words = column(
        [
            "授课教师:吴立人",
            "职称:副教授",
            "授课题目:堤防渗漏的查找",
            "授课时间:2024年5月6日",
            "授课课时:4课时",
            "办班单位:甲市水利学会",
            "2024年5月10日",
        ],
        top=350,
    )
    kind, facts = read(typed([(500, 150, "授课证明", BIG), *words]))
    assert (kind, facts.get("title_level")) == ("teaching_statement", "副教授")


def test_columns_of_several_people_are_nobodys() -> None:
    rows = (
        ("姓名", "性别", "职称", "学时"),
        ("周启明", "男", "工程师", "24"),
        ("吴立人", "男", "工程师", "24"),
        ("郑晓岚", "男", "工程师", "24"),
    )
    page = [
        (400, 150, "单位证明", BIG),
        (150, 300, "我单位下列职工参加甲市水利学会举办的智慧水务培训班:"),
        *grid(rows, (150, 450, 750, 1150)),
        (800, 900, "甲市第五中学(公章)"),
        (800, 980, "2024年5月10日"),
    ]
    for paper in understand(typed(page)):
        assert (paper.value("sex"), paper.value("title_level")) == (None, None)


def test_a_diploma_says_the_sex_in_its_sentence() -> None:
    kind, facts = read(
        letter(
            "毕业证书",
            "学生周启明,性别男,1983年1月1日生,于2003年9月至2007年7月在本校土木工程专业四年制本科学习,",
            "修完教学计划规定的全部课程,成绩合格,准予毕业。",
            "校名:甲市大学",
            "2007年7月1日",
        )
    )
    assert kind == "degree_certificate"
    assert facts["sex"] == "男"
