"""Which of a pathway's questions can still change the result, so that nobody is asked the others.

The rules run under plausible answers to each question that nobody and no paper has answered. A yes that changes
nothing is taken as understood; a no would be said by whoever knows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rules
from claims.evaluate import propose_year
from rules.facts import GENERIC, FactSpec

#: Facts that every pathway may be asked for beside its own.
ALWAYS = ("matches_profession",)
_NUMBERS = (1, 3, 40)


def still_open(
    policy_id: str, person: Mapping[str, Any], year: int, pathway: str, activity: Mapping[str, Any]
) -> tuple[str, ...]:
    """Names of facts whose answer can change hours, whether it counts, or what a person is asked to judge."""
    chosen = rules.policy(policy_id).pathways[pathway]
    specs = {**chosen.facts, **{name: GENERIC[name] for name in ALWAYS}}

    def outcome(name: str, value: Any) -> Any:
        said = {**activity, name: value} if name else activity
        answer, error = propose_year(policy_id, person, year, [{"ref": "c", "pathway": pathway, **said}])
        if answer is None:
            return error
        (one,) = answer["activities"]
        codes = sorted(reason["code"] for reason in one.get("needs_human", ()))
        return one.get("hours"), one.get("counted"), one.get("subject"), codes

    silent = outcome("", None)
    found = []
    for name, spec in specs.items():
        if activity.get(name) is not None:
            continue
        told = [outcome(name, value) for value in _plausible(spec, year)]
        if told and (any(one != silent for one in told) if spec.words else all(one != silent for one in told)):
            found.append(name)
    return tuple(found)


def _plausible(spec: FactSpec, year: int) -> tuple[Any, ...]:
    """Answers worth trying: every word, yes, a few numbers, days of the year; none for free text and lists."""
    if spec.words:
        return tuple(spec.words)
    if spec.type == "flag":
        return (True,)
    if spec.type in ("number", "positive", "count", "count_or_zero", "days"):
        return _NUMBERS
    if spec.type == "year":
        return (year, year - 1)
    if spec.type == "date":
        return (f"{year}-03-01", f"{year}-11-30")
    return ()
