"""Short ways to write cases and to look at what is proposed for them."""

from __future__ import annotations

from typing import Any

from rules import policies, proposal_json, propose
from rules.examples import complete_evidence

YEARS = {"jiaxing-2023": 2023, "xuzhou-2016": 2020, "zhoushan-2018": 2019, "wenzhou-2020": 2021}


def act(policy: str, pathway: str, **facts: Any) -> dict[str, Any]:
    """An activity with all required evidence, unless ``evidence`` is given."""
    row = {"pathway": pathway, "evidence": complete_evidence(policies()[policy].pathways[pathway]), **facts}
    if row["evidence"] is None:
        del row["evidence"]
    return row


def run(policy: str, *activities: dict[str, Any], year: int | None = None, **person: Any) -> dict[str, Any]:
    """The proposal as JSON; activities are named a1, a2, … in order."""
    rows = [{"ref": f"a{at}", **row} for at, row in enumerate(activities, 1)]
    person = {"title_level": "intermediate", **person}
    case = {"policy": policy, "year": year or YEARS[policy], "person": person, "activities": rows}
    return proposal_json(propose(case))


def hours(result: dict[str, Any], at: int = 0) -> tuple[Any, Any, Any] | None:
    figure = result["activities"][at]["hours"]
    return None if figure is None else (figure["low"], figure["high"], figure["default"])


def asks(result: dict[str, Any], at: int = 0) -> set[str]:
    return {reason["code"] for reason in result["activities"][at]["needs_human"]}


def notes(result: dict[str, Any], at: int | None = None) -> set[str]:
    rows = result["notes"] if at is None else result["activities"][at]["notes"]
    return {reason["code"] for reason in rows}


def total(result: dict[str, Any], subject: str = "total") -> tuple[Any, Any]:
    return result["totals"][subject]["low"], result["totals"][subject]["high"]


def jx(pathway: str, **facts: Any) -> dict[str, Any]:
    return act("jiaxing-2023", pathway, **facts)


def xz(pathway: str, **facts: Any) -> dict[str, Any]:
    return act("xuzhou-2016", pathway, **facts)


def zs(pathway: str, **facts: Any) -> dict[str, Any]:
    return act("zhoushan-2018", pathway, **facts)


def wz(pathway: str, **facts: Any) -> dict[str, Any]:
    return act("wenzhou-2020", pathway, **facts)
