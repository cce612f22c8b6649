"""The sex an ID number stands for, held against what stands beside it on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.case import Case
from domain.fact import Fact, Paper, Recognition
from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source
from tests.verifiers.cases import case
from verifiers import id_number_check
from verifiers.knowledge.checksums import id_number_ok

MAN = "330402198301019950"  # the seventeenth figure is odd
WOMAN = "330402198301019942"
OTHER = "330402197502029966"


def said(one: Case) -> list[Finding]:
    return [found for found in id_number_check.verify(one) if found.code == "contradiction.id_sex"]


def paper(text: str, number: str = MAN, kind: str = "unit_statement", **more: object) -> Case:
    """A page of lines on which the number was read where it stands."""
    drawn = case(kind, text=text, person_name="周启明")
    lines = drawn.reading.pages[0].lines
    at = next(line for line in lines if number[:10] in line.text.replace(" ", ""))
    fact = Fact("id_number", number, number, at.place, 0.99, True)
    return replace(drawn, paper=replace(drawn.paper, facts=(*drawn.paper.facts, fact)))


def test_the_numbers_are_what_they_say() -> None:
    assert id_number_ok(MAN)
    assert id_number_ok(WOMAN)
    assert (int(MAN[16]) % 2, int(WOMAN[16]) % 2) == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "我单位职工周启明（{}，身份证号：{}）于2024年参加了培训。",
        "周启明,{},身份证号码{},系本单位在编人员。",
        "周启明，{}，1983年1月1日出生，汉族，公民身份号码 {}，系本单位职工。",
        "兹证明周启明（{}）\n，身份证号\n{}，参加了培训。",
        "周启明，{}，甲市第五中学教师，证件号码{}。",
        "学员周启明　性别　{}　身份证号　{}",
    ],
)
def test_beside_the_number_in_its_sentence(text: str) -> None:
    assert not said(paper(text.format("男", MAN)))
    assert not said(paper(text.format("女", WOMAN), WOMAN))
    (found,) = said(paper(text.format("女", MAN)))
    assert found.severity is Severity.DOUBT
    assert "同一句" in found.message
    assert "女" in found.message
    assert "19830101" not in found.message
    assert found.place is not None
    assert found.place.box.width < 100  # the letter, not the line
    assert said(paper(text.format("男", WOMAN), WOMAN))


def test_behind_the_number() -> None:
    assert said(paper(f"周启明（{MAN}，女）参加了培训。"))
    assert not said(paper(f"周启明（{MAN}，男）参加了培训。"))


def rows(sex: str, *, certainty: float = 0.99, more: tuple[Line, ...] = ()) -> Case:
    """A form: 性别 and its value in two cells, the number two rows below."""

    def line(left: float, top: float, text: str, sure: float = 0.99) -> Line:
        place = Place(1, Box(left, top, left + 30 * len(text), top + 30))
        return Line(text, place, sure, (sure,) * len(text))

    number = line(300, 160, MAN)
    lines = (
        line(100, 40, "姓名"), line(300, 40, "周启明"), line(600, 40, "性 别"), line(800, 41, sex, certainty),
        line(100, 100, "单位"), line(300, 100, "甲市第五中学"), line(100, 160, "身份证号"), number, *more,
    )  # fmt: skip
    page = Page(1, 1240, 1754, 0, Source.OCR, lines)
    fact = Fact("id_number", MAN, MAN, number.place, 0.99, True)
    held = Paper((1,), "completion_certificate", Recognition(0.99), (fact,))
    return replace(case(), reading=Reading("digest", "image/jpeg", (page,)), paper=held)


def test_after_its_label_in_the_rows_around() -> None:
    assert not said(rows("男"))
    (found,) = said(rows("女"))
    assert "“性别”后" in found.message
    assert found.place is not None
    assert found.place.box.left == 800


def test_a_letter_read_unsurely_says_nothing() -> None:
    assert not said(rows("女", certainty=0.8))


def test_a_second_value_leaves_open_whose_it_is() -> None:
    second = Line("男", Place(1, Box(800, 220, 830, 250)), 0.99, (0.99,))
    assert not said(rows("女", more=(second,)))


@pytest.mark.parametrize(
    "text",
    [
        "周启明（{n}）、郑晓岚（女，身份证号{o}）参加了培训。",  # two numbers
        "郑晓岚（女）与周启明（身份证号{n}）参加了培训。",  # whose the bracket is the words say
        "联系人：郑晓岚（女士）。周启明，身份证号{n}。",
        "周启明　性别：男 □ 女 □　身份证号{n}",
        "周启明，性别：男/女，身份证号{n}",
        "妇女节活动，女，参加者不限。周启明，身份证号{n}。",
    ],
)
def test_what_is_somebody_elses_or_nobodys(text: str) -> None:
    for number in (MAN, WOMAN):
        assert not said(paper(text.format(n=number, o=OTHER), number))


def test_lists_are_left_alone() -> None:
    assert not said(paper(f"周启明，女，身份证号{MAN}", kind="roster"))
    assert said(paper(f"周启明，女，身份证号{MAN}"))


def test_the_fact_goes_first() -> None:
    drawn = paper(f"周启明，女，身份证号{MAN}")
    sex = Fact("sex", "男", "男", drawn.paper.facts[0].place, 0.99, True)
    assert not said(replace(drawn, paper=replace(drawn.paper, facts=(*drawn.paper.facts, sex))))
