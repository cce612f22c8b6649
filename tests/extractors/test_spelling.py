"""Names read in doubt: spelt as names are spelt, never sure, the first reading kept beside."""

from __future__ import annotations

from dataclasses import replace

from domain.reading import OtherLetter
from extractors.text.flow import Flow, Span
from extractors.text.spelling import spelt
from tests.extractors.typed import line


def name(text: str, *doubts: tuple[int, float, str]) -> Span:
    """A name in whose letter ``at`` the reader trusts so much, with its next likely letters (each half as likely)."""
    read = line(0, 0, text)
    chances = [0.999] * len(text)
    others: list[OtherLetter] = []
    for at, chance, letters in doubts:
        chances[at] = chance
        others += [OtherLetter(at, letter, 0.5 * (1 - chance) / (i + 1)) for i, letter in enumerate(letters)]
    return Flow.of_line(replace(read, char_confidence=tuple(chances), others=tuple(others))).whole


def test_a_first_letter_that_is_no_surname_gives_way_to_one_that_is() -> None:
    found = spelt(name("存思琪", (0, 0.9, "有应在")))
    assert found.text == "应思琪"
    assert found.confidence <= 0.9
    assert found.others[0].value == "存思琪"


def test_a_word_of_running_text_gives_way_to_a_letter_of_names() -> None:
    assert spelt(name("应思班", (2, 0.41, "琪斑"))).text == "应思琪"
    assert spelt(name("冯泽字", (2, 0.55, "宇"))).text == "冯泽宇"


def test_the_simplified_letter_is_taken_where_the_old_form_was_not_sure() -> None:
    assert spelt(name("俞曦靜", (2, 0.9, "静"))).text == "俞曦静"


def test_two_letters_that_both_stand_in_names_are_left_to_the_reader_and_both_shown() -> None:
    found = spelt(name("蔡泽", (1, 0.72, "洋")))
    assert found.text == "蔡泽"
    assert found.confidence == 0.72
    assert [other.value for other in found.others] == ["蔡洋"]


def test_a_rare_name_that_was_read_well_stays() -> None:
    for rare in ("亓犇", "解曌", "存思班", "次仁·多吉"):
        found = spelt(name(rare))
        assert (found.text, found.others) == (rare, ())


def test_a_surname_of_two_letters_is_put_together() -> None:
    assert spelt(name("字文彤", (0, 0.86, "宇学"))).text == "宇文彤"
    assert spelt(name("上官少笋", (3, 0.1, "啊嘛峰"))).text == "上官少峰"
