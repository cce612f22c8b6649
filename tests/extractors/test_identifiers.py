"""Numbers that name things: checksums, masks, brackets, numbers without a label."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.current import document_of
from extractors.text.flow import Flow
from extractors.text.identifiers import certificate_no, id_number, tidy_number, valid_id
from tests.extractors.typed import column, line, typed

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def with_check(body: str) -> str:
    """GB 11643 in the form of its annex: weights and a table of remainders."""
    rest = sum(int(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 11
    return body + "10X98765432"[rest]


@given(st.integers(110000, 659000), st.dates(), st.integers(0, 999))
def test_a_checksum_holds_for_its_number_only(place: int, born, sequence: int) -> None:  # type: ignore[no-untyped-def]
    if not 1900 <= born.year <= 2100:
        return
    number = with_check(f"{place}{born:%Y%m%d}{sequence:03d}")
    assert valid_id(number)
    wrong = number[:5] + str((int(number[5]) + 1) % 10) + number[6:]
    assert not valid_id(wrong)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("身份证号：330402198301019950", "330402198301019950"),
        ("身份证号：33040219830101***8", "33040219830101***8"),
        ("（证件号码：3304**********9966）", "3304**********9966"),
        ("身份证号：320***9957", "320***********9957"),
    ],
)
def test_an_id_is_read_as_printed_and_a_mask_keeps_eighteen_places(printed: str, value: str) -> None:
    found = id_number(document_of(typed(column(["兹证明李明" + printed]))))
    assert found is not None
    assert found[1] == value


def test_a_wrong_checksum_is_no_sane_number() -> None:
    found = id_number(document_of(typed(column(["身份证号：330402198301019958"]))))
    assert found is not None
    assert not found[2]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("证书编号：JXJY-2026-30450", "JXJY-2026-30450"),
        ("编号:(2022)嘉建培第4589号", "(2022)嘉建培第4589号"),
        ("证书编号：浙继教证字【2025〕第55213号", "浙继教证字〔2025〕第55213号"),
        ("No.01065869", "01065869"),
        ("A20237961710", "A20237961710"),
        ("(2024)温建培第5338号", "(2024)温建培第5338号"),
    ],
)
def test_certificate_numbers(printed: str, value: str) -> None:
    found = certificate_no(
        document_of(typed([(600, 100, "结业证书", 80), (900, 250, printed), (200, 900, "温州市会计学会")]))
    )
    assert found is not None
    assert found[1] == value


@pytest.mark.parametrize("words", ["联系电话：0577-88984516", "身份证号：330402198301019950", "2024年3月2日"])
def test_other_numbers_are_no_certificate_number(words: str) -> None:
    assert certificate_no(document_of(typed([(600, 100, "结业证书", 80), (200, 300, words)]))) is None


def test_brackets_come_in_pairs() -> None:
    assert tidy_number("[2024]温建培第5338号") == "(2024)温建培第5338号"
    assert tidy_number("温培字(2025)第55213号") == "温培字〔2025〕第55213号"


def test_number_beside_a_badly_read_letter_may_be_longer() -> None:
    read = line(200, 200, "准考证号:19186467569日", confidence=0.999)
    flow = Flow.of_line(replace(read, char_confidence=(*read.char_confidence[:-1], 0.5)))
    assert flow.span(5, 16).frayed
    assert not Flow.of_line(read).span(5, 16).frayed
    colon = replace(read, char_confidence=(*read.char_confidence[:4], 0.5, *read.char_confidence[5:]))
    assert not Flow.of_line(colon).span(5, 16).frayed
