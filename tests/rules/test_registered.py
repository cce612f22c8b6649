"""Hours that an authority has already credited count as they stand; caps and what counts once still hold."""

from __future__ import annotations

import pytest

from rules import RefusedInput, proposal_json, propose

PERSON = {"title_level": "intermediate"}


def year(*activities: dict[str, object], policy: str = "jiaxing-2023", at: int = 2023) -> dict[str, object]:
    case = {"policy": policy, "person": PERSON, "year": at, "activities": list(activities)}
    return dict(proposal_json(propose(case)))


def test_credited_hours_need_no_further_facts_or_papers() -> None:
    told = year({"ref": "a", "pathway": "publication", "hours_registered": 8})
    (activity,) = told["activities"]  # type: ignore[misc]
    assert activity["hours"] == {"low": 8, "high": 8, "default": 8}
    assert activity["counted"] is True
    assert activity["missing_evidence"] == []


def test_caps_hold_for_credited_hours_too() -> None:
    rows = [{"ref": str(at), "pathway": "online_course", "hours_registered": 20} for at in range(3)]
    assert year(*rows)["totals"]["professional"]["high"] == 36  # type: ignore[index] # 四（二）


def test_an_office_gives_hours_where_the_documents_give_no_rate() -> None:
    told = year({"pathway": "unit_training", "hours_registered": 12.5}, policy="wenzhou-2020", at=2021)
    assert told["totals"]["professional"] == {"low": 12.5, "high": 12.5}  # type: ignore[index]


@pytest.mark.parametrize("value", [-1, "八", True])
def test_impossible_hours_are_refused(value: object) -> None:
    with pytest.raises(RefusedInput) as refused:
        year({"pathway": "online_course", "hours_registered": value})
    assert refused.value.field == "activities[0].hours_registered"
