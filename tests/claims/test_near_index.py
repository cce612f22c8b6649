"""The index of prints against plain comparison of everything with everything."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from claims.near import PrintIndex, alike, likeness, mirrored, number_tokens, text_print, upended, variants, words_print
from claims.near.index import stacked
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source
from intake import fingerprint


def prints(count: int, seed: int) -> list[str]:
    random = np.random.default_rng(seed)
    return [random.bytes(32).hex() for _ in range(count)]


def flipped(print_: str, bits: int, seed: int) -> str:
    value = int(print_, 16)
    for position in np.random.default_rng(seed).choice(256, bits, replace=False):
        value ^= 1 << int(position)
    return f"{value:064x}"


@pytest.mark.parametrize("bits", [0, 1, 7, 15])
def test_everything_within_fifteen_bits_is_found(bits: int) -> None:
    held = prints(500, 1)
    index = PrintIndex(stacked(held))
    for number in range(0, 500, 23):
        assert (bits, number) in index.near(flipped(held[number], bits, number), 15)


def test_of_a_family_only_the_nearest_are_given() -> None:
    (origin,) = prints(1, 3)
    index = PrintIndex(stacked([flipped(origin, bits, bits) for bits in (9, 3, 6, 1)]))
    index.add(flipped(origin, 2, 2))
    assert index.near(origin, 15, 3) == [(1, 3), (2, 4), (3, 1)]
    assert [number for _, number in index.sharing(origin, 1, 2)] == [3, 4]


def test_nothing_farther_than_the_radius_is_given() -> None:
    held = prints(300, 2)
    index = PrintIndex(stacked(held))
    assert index.near(flipped(held[5], 20, 3), 19) == []


def test_added_prints_are_found_at_once_and_after_sorting() -> None:
    index = PrintIndex()
    held = prints(5000, 4)
    numbers = [index.add(print_) for print_ in held]
    assert numbers == list(range(5000))
    assert index.near(held[3], 0) == [(0, 3)]
    assert index.near(held[-1], 0) == [(0, 4999)]


def test_a_print_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="64"):
        PrintIndex().add("abcd")


def page(text: str) -> Page:
    lines = tuple(Line(row, Place(1, Box(0, 0, 9, 9)), 1.0) for row in text.splitlines())
    return Page(1, 100, 100, 0, Source.OCR, lines)


CERTIFICATE = """结业证书
张明远同志于2023年5月8日至5月12日参加全市水利工程质量管理培训班
学习期满，成绩合格，共计四十学时，特发此证
证书编号：SL20230417 二〇二三年五月十二日"""


def test_misread_characters_move_few_bits_and_other_text_many() -> None:
    first = text_print(page(CERTIFICATE))
    misread = text_print(page(CERTIFICATE.replace("质量", "质最").replace("特发", "持发")))
    other = text_print(page("关于举办建筑施工安全管理专题讲座的通知\n各有关单位：现将有关事项通知如下，请认真组织参加"))
    assert first
    assert misread
    assert other
    apart = lambda a, b: (int(a, 16) ^ int(b, 16)).bit_count()  # noqa: E731
    assert apart(first, misread) < 45 < 90 < apart(first, other)


def test_a_nearly_empty_page_has_no_text_print() -> None:
    assert text_print(page("目录")) is None


def test_numbers_are_taken_and_dates_are_not() -> None:
    reading = Reading(
        "0", "image/png", (page("编号：SL-2023 0417\n2023-05-08至2023-05-12\n身份证 330402********1234"),)
    )
    assert number_tokens(reading) == ("SL20230417",)


def test_half_a_page_is_found_by_its_words() -> None:
    rows = CERTIFICATE.splitlines()
    whole, half = page(CERTIFICATE), page("\n".join(rows[: len(rows) // 2 + 1]))
    one, other = words_print(whole), words_print(half)
    assert one is not None
    assert other is not None
    index = PrintIndex(stacked([*prints(300, 8), one]))
    found = alike(index, "words", other)
    assert [number for _, number in found] == [300]
    assert found[0][0] == likeness("words", one, other) >= 0.25
    index.add(other)
    assert [number for _, number in alike(index, "words", other)] == [301, 300]


def test_a_flipped_picture_is_asked_for_as_it_is_and_flipped() -> None:
    (print_,) = prints(1, 9)
    assert variants("page", print_) == (print_, mirrored(print_), upended(print_), upended(mirrored(print_)))
    assert variants("words", print_) == (print_,)
    assert variants("page", "abcd") == ()


@pytest.mark.parametrize(("name", "bits", "expected"), [("page", 16, 0.5), ("page", 32, 0), ("text", 52, 1 / 53)])
def test_likeness_falls_with_the_bits_that_differ(name: str, bits: int, expected: float) -> None:
    (print_,) = prints(1, 10)
    assert likeness(name, print_, flipped(print_, bits, 1)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("view", "told"),
    [
        (np.s_[:, ::-1], mirrored),
        (np.s_[::-1], upended),
        (np.s_[::-1, ::-1], lambda print_: upended(mirrored(print_))),
    ],
)
def test_the_print_of_a_flipped_picture_is_known_without_flipping_it(
    view: tuple[slice, ...], told: Callable[[str], str]
) -> None:
    random = np.random.default_rng(5)
    blobs = cv2.GaussianBlur(random.normal(0, 1, (600, 420)).astype(np.float32), (0, 0), 18)
    picture = np.repeat(np.clip(128 + 900 * blobs, 0, 255).astype(np.uint8)[..., None], 3, 2)
    flipped = np.ascontiguousarray(picture[view])
    assert fingerprint.distance(told(fingerprint.of_page(picture)["page"]), fingerprint.of_page(flipped)["page"]) <= 20
