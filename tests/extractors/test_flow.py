"""How surely the words of a span were read."""

from __future__ import annotations

import pytest

from domain.place import Box, Place
from domain.reading import Line, OtherLetter
from extractors.text.flow import Flow


def _read(text: str, at: int, chance: float, *others: tuple[str, float]) -> float:
    chances = tuple(chance if i == at else 0.99 for i in range(len(text)))
    said = tuple(OtherLetter(at, letter, probability) for letter, probability in others)
    return Flow.of_line(Line(text, Place(1, Box(0, 0, 400, 20)), chance, chances, (), False, said)).whole.confidence


def test_the_forms_of_one_letter_are_one_letter() -> None:
    assert _read("統计法规培训", 0, 0.52, ("统", 0.45), ("流", 0.01)) == pytest.approx(0.97)


def test_another_letter_stays_another() -> None:
    assert _read("统计法规培训", 0, 0.52, ("流", 0.45)) == pytest.approx(0.52)


def test_a_chinese_nought_may_be_read_in_any_form() -> None:
    assert _read("二〇二五年", 1, 0.57, ("○", 0.3), ("0", 0.1)) == pytest.approx(0.97)


def test_a_nought_of_a_number_is_not_a_letter() -> None:
    assert _read("PX2021-0117", 7, 0.57, ("O", 0.4)) == pytest.approx(0.57)


def test_belief_ends_at_certainty() -> None:
    assert _read("統计", 0, 0.9, ("统", 0.4)) == pytest.approx(0.99)
