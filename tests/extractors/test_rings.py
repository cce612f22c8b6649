"""What a seal's ring says is shown only where it is a name: one of the paper's, or whole by itself."""

from __future__ import annotations

import pytest

from domain.place import Box, Place
from domain.reading import MarkType, PageMark
from extractors import understand
from extractors.text.rings import meant_by, organisation_on, ring_text
from tests.extractors.typed import column, mark, typed

BIG = 70
NAME = "甲海启衡工程咨询有限公司"


def ring(text: str) -> PageMark:
    return PageMark(MarkType.SEAL, Place(1, Box(0, 0, 200, 200)), 0.99, text)


@pytest.mark.parametrize(
    "read", [NAME, "程咨询有公甲海启衡工2022年", "甲海启衡工程咨洵有限公司", "公司甲海启衡工程咨询有限"]
)
def test_ring_read_from_anywhere_means_the_name_on_the_paper(read: str) -> None:
    found = ring_text(ring(read), [NAME, "乙市会计学会"])
    assert found is not None
    assert found[0] == NAME


@pytest.mark.parametrize("read", ["程咨询有公甲海启衡工2022年", "江开放火子", "A山NT", "火公限有"])
def test_garbled_ring_is_not_shown_where_nothing_confirms_it(read: str) -> None:
    assert ring_text(ring(read), ["乙市会计学会"]) is None


def test_whole_name_with_its_purpose_stands_by_itself() -> None:
    found = ring_text(ring("甲海市会计学会 培训专用章"), [])
    assert found is not None
    assert found[0] == "甲海市会计学会培训专用章"
    assert meant_by(ring("甲海市会计学会"), ["乙市水利学会"]) is None


def certificate(text: str) -> dict[str, object]:
    lines = ["周启明同志于2024年5月6日至5月8日参加智慧水务专题研修班学习,共24学时,考核合格。", NAME, "2024年5月10日"]
    words = [(500, 150, "结业证书", BIG), *column(lines, top=350)]
    (paper,) = understand(typed(words, width=2300, marks=(mark(MarkType.SEAL, 200, 400, 460, 660, text),)))
    facts = {fact.name: fact for fact in paper.facts}
    seal = facts.get("seal_text")
    return {
        "seal": seal.value if seal else None,
        "sure": facts["organiser"].sure,
        "unread": {missing.name for missing in paper.unread},
    }


def test_letters_lost_by_the_ring_make_no_doubt_of_the_name() -> None:
    found = certificate("甲海启衡工程咨询公司")
    assert found["seal"] == NAME
    assert found["sure"]


def test_another_letter_in_the_ring_does() -> None:
    assert not certificate("甲海启衡工程咨洵有限公司")["sure"]


def test_ring_that_says_nothing_is_named_as_unread() -> None:
    found = certificate("火公限有王")
    assert found["seal"] is None
    assert "seal_text" in found["unread"]  # type: ignore[operator]


def test_the_last_figures_of_its_number_are_no_part_of_the_name_on_a_seal() -> None:
    assert organisation_on(ring("080甲市水利学会")) == "甲市水利学会"
    assert organisation_on(ring("e088o甲市水利学会")) == "甲市水利学会"
