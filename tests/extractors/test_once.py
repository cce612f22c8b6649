"""What makes understanding fast must not change it: answers kept, and what is told by a letter or by one look."""

from __future__ import annotations

import re

import numpy as np
import pytest

from extractors.papers.roles import _places, signs_of
from extractors.text.current import document_of
from extractors.text.document import Document
from extractors.text.once import once
from extractors.text.organisations import _ENDS, ORGANISATION
from extractors.text.role_words import LABELS, is_some_label, speaks_of
from extractors.text.sheet_plane import Curve
from tests.extractors.test_unseen_layouts import letter

PAPER = letter("证明", "证书编号:2024-077", "某某ABC", "No. 314159", "甲市水利学会", "2024年5月20日")


def test_an_answer_is_worked_out_once_a_document_and_word() -> None:
    asked: list[tuple[str, int]] = []

    @once
    def answer(document: Document, word: str, *, turn: int = 0) -> int:
        asked.append((word, turn))
        return len(asked)

    one, other = Document(PAPER), Document(PAPER)
    assert [answer(one, "甲"), answer(one, "甲"), answer(one, "乙"), answer(one, "甲", turn=1)] == [1, 1, 2, 3]
    assert answer(other, "甲") == 4
    assert asked == [("甲", 0), ("乙", 0), ("甲", 1), ("甲", 0)]


def test_labels_of_roles_are_made_of_letters_only() -> None:
    """A letter none of them holds tells that words are no label, so none may stand for any letter."""
    for words in LABELS.values():
        assert not re.search(r"(?<!\\)\.|\\[A-Za-z]|\[\^|\[[^\]]*-", words)


@pytest.mark.parametrize("label", ["姓名", "发证日期", "主办单位(全称)", "证书编号No", "工作单位", "学 时"])
def test_what_one_role_calls_a_label_is_some_label(label: str) -> None:
    assert is_some_label(label)
    assert any(speaks_of(role, label) for role in LABELS)


@pytest.mark.parametrize("label", ["", "甲市水利学会", "姓名张三", "()"])
def test_what_no_role_calls_a_label_is_none(label: str) -> None:
    assert not is_some_label(label)
    assert not any(speaks_of(role, label) for role in LABELS)


#: The endings that are told in full, without brackets.
_PLAIN = [
    word
    for word in re.sub(r"\((?:[^()]|\([^()]*\))*\)", "#", _ENDS).split("|")
    if re.fullmatch(r"[\u4e00-\u9fff]+", word)
]


@pytest.mark.parametrize("ending", _PLAIN)
def test_every_ending_of_a_body_ends_one(ending: str) -> None:
    assert re.fullmatch(ORGANISATION, "溪丘" + ending)


def test_a_label_at_the_head_of_a_row_is_seen_though_letters_stand_before_it() -> None:
    document = document_of(PAPER)
    found = [value.text for value in document.values(r"(?<![A-Za-z])(?<![A-Za-z] )N[Oo]\.?", "证书编号")]
    assert "314159" in found[0]
    assert "2024-077" in found
    assert not list(document.values("准考证号"))


@pytest.mark.parametrize("kind", ["completion_certificate", "degree_certificate", "sign_in_sheet", "unit_statement"])
def test_signs_are_weighed_as_they_are_learnt(kind: str) -> None:
    document = Document(PAPER)
    every = sorted({sign for _, signs in signs_of(document, kind) for sign in signs})
    places = {sign: at for at, sign in enumerate(every[::2])}
    learnt = [sorted(places[sign] for sign in signs if sign in places) for _, signs in signs_of(document, kind)]
    assert learnt
    assert [sorted(at) for _, at in _places(document, kind, places)] == learnt


def test_a_line_of_headings_carries_on_straight_between_and_outside_them() -> None:
    points = [(10.0, 100.0), (60.0, 104.5), (210.0, 109.25), (400.0, 131.0)]
    curve = Curve(points)
    for x in (10.0, 10.5, 59.9, 60.0, 133.3, 210.0, 399.0, 400.0):
        assert curve(x) == np.interp(x, [p[0] for p in points], [p[1] for p in points])
    assert curve(0.0) < 100.0 < 131.0 < curve(450.0)
