"""The windows of the year's end as a policy's deadlines say them. Late is a note, never a block (A-22)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import rules
from claims.classes.nouns import Flag
from claims.errors import Conflict

_DAYS = re.compile(r"(\d{1,2})月(\d{1,2})日至(?:(\d{1,2})月)?(\d{1,2})日")


def forms_of(city: str, year: int, form: str) -> rules.Policy:
    """The policy of the city if it has this form; ``Conflict`` otherwise."""
    policy = rules.policy_for(city, year)
    if policy is None or form not in (policy.data.get("forms") or {}):
        raise Conflict("本市的办法没有电子登记和年度审验这一步。", code="yearly.not_here")
    return policy


def deadline_of(policy: rules.Policy, name: str) -> Mapping[str, Any] | None:
    return next((one for one in policy.data.get("deadline", ()) if one["id"] == name), None)


def registration_flags(policy: rules.Policy, year: int, on: date) -> tuple[Flag, ...]:
    """Whether the form of ``year`` came in the first days of the quarter the document names."""
    deadline = deadline_of(policy, "registration")
    window = _DAYS.search(deadline["says"]) if deadline is not None else None
    if deadline is None or window is None:
        return ()
    first = date(year + 1, int(window[1]), int(window[2]))
    last = date(year + 1, int(window[3] or window[1]), int(window[4]))
    if first <= on <= last:
        return (Flag("registration_in_time", "ok", f"在登记期内（{first} 至 {last}）。", deadline["clause"]),)
    when = "早于" if on < first else "晚于"
    return (
        Flag(
            "registration_window",
            "note",
            f"{on} 报送，{when}登记期（{first} 至 {last}），不影响受理。",
            deadline["clause"],
        ),
    )


def verification_flags(policy: rules.Policy, year: int, kind: str, on: date) -> tuple[Flag, ...]:
    """Whether a yearly table came in the quarter; later ones are supplementary."""
    deadline = deadline_of(policy, "verification")
    if deadline is None or kind != "yearly":
        return ()
    quarter = deadline["quarter"]
    inside = on.year == year + 1 and (on.month - 1) // 3 + 1 == quarter
    if inside:
        return (Flag("verification_in_time", "ok", "在集中审验期内。", deadline["clause"]),)
    text = f"{on} 已不在集中审验期（{year + 1} 年第 {quarter} 季度），可作补充审验。"
    return (Flag("verification_window", "note", text, deadline["clause"]),)
