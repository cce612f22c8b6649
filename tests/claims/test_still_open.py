"""Questions of a pathway that are worth asking: those whose answer can change the result."""

from __future__ import annotations

from typing import Any

import pytest

from claims.still_open import still_open

PERSON = {"title_level": "intermediate"}


@pytest.mark.parametrize(
    ("pathway", "activity", "asked", "not_asked"),
    [
        # Nothing is known: the days make the hours.
        ("industry_authority_class", {}, {"days"}, {"matches_profession"}),
        # The days are on the paper: they are not asked again.
        ("industry_authority_class", {"days": 3}, set(), {"days", "matches_profession"}),
        # A publication without its level gives no hours.
        ("publication", {"kind": "paper"}, {"level"}, {"matches_profession"}),
    ],
)
def test_only_what_can_change_the_result_is_asked(
    pathway: str, activity: dict[str, Any], asked: set[str], not_asked: set[str]
) -> None:
    found = set(still_open("jiaxing-2023", PERSON, 2023, pathway, activity))
    assert asked <= found
    assert not found & not_asked


def test_what_was_answered_is_not_asked_again() -> None:
    before = still_open("jiaxing-2023", PERSON, 2023, "qualification_exam", {})
    assert "subjects_passed" in before
    after = still_open("jiaxing-2023", PERSON, 2023, "qualification_exam", {"subjects_passed": 2})
    assert "subjects_passed" not in after
