"""A value may be read well and still be the wrong words: only what ties it to its role makes it sure."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from domain.fact import Fact
from domain.reading import MarkType, PageMark
from extractors import understand
from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.foot import signature_dates
from extractors.text.names import valid_name
from extractors.text.role_words import speaks_of
from extractors.text.ties import label_before, tie, well_formed
from tests.extractors.typed import column, grid, line, mark, typed

BIG = 70
SENTENCE = "周启明同志于2024年5月6日至5月8日参加智慧水务专题研修班学习,共24学时,考核合格,特发此证。"


def facts(*lines: str, marks: tuple[PageMark, ...] = ()) -> dict[str, Fact]:
    """Facts of a certificate with these lines below its title."""
    (paper,) = understand(typed([(500, 150, "结业证书", BIG), *column(lines, top=350)], width=2300, marks=marks))
    assert paper.kind == "completion_certificate"
    return {fact.name: fact for fact in paper.facts}


def test_signed_and_dated_once_is_sure() -> None:
    found = facts(SENTENCE, "甲市水利学会", "2024年5月10日")
    assert (found["organiser"].value, found["issue_date"].value) == ("甲市水利学会", "2024-05-10")
    assert found["issue_date"].sure
    assert found["organiser"].sure


def test_two_days_at_the_foot_leave_the_day_of_issue_open() -> None:
    found = facts(SENTENCE, "2024年5月9日", "甲市水利学会", "2024年5月10日")
    assert found["issue_date"].value == "2024-05-10"
    assert not found["issue_date"].sure


def test_two_organisations_at_the_foot_leave_the_issuer_open_until_a_seal_says() -> None:
    both = (SENTENCE, "乙市水务集团", "甲市水利学会", "2024年5月10日")
    assert not facts(*both)["organiser"].sure
    sealed = facts(*both, marks=(mark(MarkType.SEAL, 200, 500, 460, 760, "甲市水利学会"),))
    assert sealed["organiser"].value == "甲市水利学会"
    assert sealed["organiser"].sure


def test_a_secretariat_signs_for_its_society_and_leaves_the_issuer_open() -> None:
    found = facts(SENTENCE, "甲市水利学会秘书处", "2024年5月10日")
    assert not found["organiser"].sure
    assert facts(SENTENCE, "甲市水利学会", "2024年5月10日")["organiser"].sure


def test_a_label_of_another_day_is_no_day_of_issue() -> None:
    found = facts(SENTENCE, "甲市水利学会", "打印日期:2024年5月10日")
    assert not found["issue_date"].sure


def test_a_day_beside_another_label_does_not_stand_alone() -> None:
    rows = [("姓名", "周启明"), ("培训内容", "智慧水务专题研修班"), ("培训时间", "2024年5月6日"), ("学时", "8学时")]
    (paper,) = understand(typed([(500, 150, "继续教育登记证", BIG), *grid(rows, (200, 700))]))
    assert paper.fact("issue_date") is None
    assert paper.value("start_date") == "2024-05-06"


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("结业证书\n姓名:", ("姓名", ":")),
        ("一、培训时间\n", ("培训时间", "\n")),
        ("培训时间:2024.02.03培训地点:", ("培训地点", ":")),
        ("合计20课时上课地点:", ("上课地点", ":")),
        ("【培训时间】", ("【培训时间】", "")),
        ("金额(小写)\t¥", ("金额(小写)", "\t")),
        ("签到册\n日期:", ("日期", ":")),
    ],
)
def test_whole_label_before_a_value(before: str, label: tuple[str, str]) -> None:
    assert label_before(before) == label


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("course_title", "的智慧水务研修班"),
        ("course_title", "智慧水务研修班(第二"),
        ("course_title", "智慧水务研修班。特此证明"),
        ("organiser", "由甲市水利学会"),
        ("organiser", "市水利学会"),
        ("organiser", "所在组织甲海市河道管理所"),
        ("person_name", "培训中心"),
        ("place", "甲市会堂联系人:周启明"),
        ("issue_date", "2204-05-10"),
    ],
)
def test_what_no_such_value_looks_like(name: str, value: str) -> None:
    assert not well_formed(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("organiser", "甲海大学"),
        ("course_title", "《抗震规范》宣贯培训"),
        ("person_name", "买买提·艾山"),
        ("place", "甲市会堂二楼"),
    ],
)
def test_what_such_values_look_like(name: str, value: str) -> None:
    assert well_formed(name, value)


def test_words_of_a_letter_are_no_part_of_a_name() -> None:
    assert not valid_name("你单位丽热·逊尔")
    assert valid_name("丽热·逊尔")


def figure(text: str, weak: str) -> Span:
    """The 96 of a line whose letters ``weak`` were read badly."""
    confidence = tuple(0.6 if char in weak else 0.999 for char in text)
    at = text.index("96")
    return Flow.of_line(replace(line(200, 200, text), char_confidence=confidence)).span(at, at + 2)


def test_badly_read_word_beside_a_figure_does_not_undo_it_but_what_may_be_a_figure_does() -> None:
    assert not figure("共计96课时", "课").frayed
    assert figure("共口96课时", "口").frayed
    assert figure("共196", "1").frayed


def test_a_class_told_in_the_sentence_is_sure_where_the_signs_see_it_too() -> None:
    found = facts(SENTENCE, "甲市水利学会", "2024年5月10日")
    assert found["course_title"].value == "智慧水务专题研修班"
    assert found["course_title"].sure


def test_the_body_over_the_title_is_sure_where_the_seal_says_it() -> None:
    words = [
        (600, 80, "甲市水利学会"),
        (500, 200, "继续教育培训证书", BIG),
        *grid(
            [
                ("姓名:", "周启明"),
                ("工作单位:", "乙市水文站"),
                ("培训项目:", "智慧水务研修班"),
                ("培训学时:", "16学时"),
            ],
            (200, 600),
        ),
        (900, 900, "发证日期:2024.05.10"),
    ]
    sealed = mark(MarkType.SEAL, 900, 800, 1200, 1100, "甲市水利学会")
    (paper,) = understand(typed(words, marks=(sealed,)))
    found = paper.fact("organiser")
    assert found is not None
    assert (found.value, found.sure) == ("甲市水利学会", True)


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("person_name", "专家姓名"),
        ("organiser", "项目主办单位"),
        ("meeting_title", "培训班"),
    ],
)
def test_labels_of_a_role(role: str, label: str) -> None:
    assert speaks_of(role, label)


@pytest.mark.parametrize(
    ("role", "before", "value", "after"),
    [
        ("place", "会议将于2024年5月6日召开,会议地点为", "望湖大酒店三楼宴会厅", "。现诚邀您参加。"),
        ("organiser", "为期1天,主办单位为", "甲市水利学会", ",折合6学时。"),
        ("unit", "周启明,", "甲市清波水文测验站", ",2024年5月6日参加智慧水务研修班"),
        ("journal_name", "刊载于《", "财务与绩效", "》2025年第3期"),
        ("start_date", "签到表(", "2024年6月18日", ")"),
        ("course_title", "参加", "智慧水务研修班", "(公需科目)学习"),
        ("project_name", "你申报的“", "受限空间通风效率研究", "”已获批准立项"),
    ],
)
def test_sentences_that_say_a_role(role: str, before: str, value: str, after: str) -> None:
    document = Document(typed([(200, 300, before + value + after)], width=2400))
    span = document.lined.find(re.escape(value))
    assert span is not None
    held = tie(role, "2024-06-18" if role == "start_date" else value, span, document)
    assert held.firm
    assert held.signs & {"said", "label"}


@pytest.mark.parametrize(
    ("role", "value", "firm"),
    [
        ("meeting_title", "智慧水务培训班", True),
        ("meeting_title", "智慧水务培训班学员名单", True),
        ("meeting_title", "智慧水务培训班报到册", False),
        ("course_title", "智慧水务培训班学员名单", False),
    ],
)
def test_what_a_list_is_called_is_not_what_was_held(role: str, value: str, firm: bool) -> None:
    document = Document(typed([(400, 150, value, BIG), *column(("周启明 甲市水文站", "沈知远 乙市水务局"), top=350)]))
    span = document.lined.find(value)
    assert span is not None
    assert tie(role, value, span, document).firm is firm


@pytest.mark.parametrize(("before", "firm"), [("研究起止:", True), ("研究起止:20已2年4月至", False)])
def test_what_is_left_of_a_span_of_days_is_no_time(before: str, firm: bool) -> None:
    document = Document(typed([(200, 300, f"{before}2023年3月")], width=2000))
    span = document.lined.find("2023年3月")
    assert span is not None
    assert tie("start_date", "2023-03", span, document).firm is firm


@pytest.mark.parametrize("part", ["继续教育中心", "科研管理处"])
def test_a_part_of_a_school_signs_for_it_and_leaves_the_issuer_open(part: str) -> None:
    found = facts(SENTENCE, f"甲市水利职业技术学院{part}", "2024年5月10日")
    assert not found["organiser"].sure
    seal = mark(MarkType.SEAL, 200, 500, 460, 760, f"甲市水利职业技术学院{part}")
    assert facts(SENTENCE, f"甲市水利职业技术学院{part}", "2024年5月10日", marks=(seal,))["organiser"].sure


def test_a_last_day_to_register_is_no_day_of_the_foot() -> None:
    rows = [("培训时间", "2024年6月17日至2024年6月19日"), ("报名截止", "2024年6月15日")]
    page = typed([*grid(rows, (200, 700)), (900, 900, "甲市水利学会"), (900, 980, "2024年6月6日")])
    assert [held.iso for _, _, held, _ in signature_dates(Document(page))] == ["2024-06-06"]


def test_the_day_of_the_foot_whose_label_begins_in_english_is_not_surely_the_time_of_the_class() -> None:
    found = facts(
        "周启明 智慧水务专题研修班 24学时",
        "Certificate No.证书编号:AX2021113040",
        "Date日期:2021-11-10",
        "颁发单位:甲市水利学会",
    )
    assert found["issue_date"].value == "2021-11-10"
    assert "start_date" not in found or not found["start_date"].sure
