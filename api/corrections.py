"""What a person typed into a claim's form, as a change for the desk: only what differs from what is there."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from api.activity_form import answers
from api.render import value_text
from claims.views import ClaimChange, ClaimView, Doubt, FactCorrection


def typed(text: str, like: Any) -> Any:
    """``text`` as a value of the kind of ``like`` (a number stays a number); None for an empty field."""
    if not text:
        return None
    if isinstance(like, bool):
        return text in ("1", "true", "是", "yes")
    if isinstance(like, int | float | Decimal):
        try:
            number = Decimal(text)
        except InvalidOperation:
            return text
        if not number.is_finite():
            return text
        return int(number) if number == number.to_integral_value() else float(number)
    return text


def answered(doubt: Doubt, choice: str, written: str) -> tuple[bool, Any]:
    """``(whether a value is given, the value)`` for a reviewer's key on a doubt: the number of a reading, ``0`` for
    unreadable, ``write`` for own words; anything else means looked at."""
    chosen = next((one for one in doubt.choices if str(one.number) == choice), None)
    if chosen is not None:
        return True, chosen.value
    if choice == "write" and doubt.type == "kind":
        return bool(written), written
    if choice == "write":
        return True, typed(written, doubt.choices[0].value if doubt.choices else (0 if written.isdigit() else ""))
    return choice == "0" and doubt.type != "kind", None


def change_in(fields: dict[str, str], claim: ClaimView) -> ClaimChange | None:
    """Fields ``fact:EVIDENCE:NAME``, ``kind:EVIDENCE``, ``pathway``, ``activity:NAME``, ``year``; None: no change."""
    facts: list[FactCorrection] = []
    kinds: dict[str, str] = {}
    for evidence in claim.evidence:
        for fact in evidence.facts:
            given = fields.get(f"fact:{evidence.id}:{fact.name}")
            if given is None or isinstance(fact.value, list | tuple) or given == shown(fact.value):
                continue
            like = fact.value if fact.value is not None else fact.machine_value
            facts.append(FactCorrection(evidence.id, fact.name, typed(given, like)))
        for missing in evidence.unread:
            given = fields.get(f"fact:{evidence.id}:{missing['name']}")
            if given:
                facts.append(FactCorrection(evidence.id, str(missing["name"]), _guess(given)))
        kind = fields.get(f"kind:{evidence.id}")
        if kind and kind != evidence.kind:
            kinds[evidence.id] = kind
    pathway = fields.get("pathway") or None
    if pathway == claim.summary.pathway:
        pathway = None
    activity = answers(fields, claim) if pathway is None else {}
    year = int(fields["year"]) if fields.get("year", "").isdigit() and len(fields["year"]) == 4 else None
    if year == claim.summary.year:
        year = None
    if not (facts or kinds or pathway or activity or year):
        return None
    return ClaimChange(facts=tuple(facts), kinds=kinds, pathway=pathway, activity=activity, year=year)


def shown(value: Any) -> str:
    """How a value stands in its input."""
    return "" if value is None else value_text(value)


def _guess(text: str) -> Any:
    """A field that was never read: digits are a number, everything else stays text."""
    return typed(text, 0) if text.replace(".", "", 1).isdigit() and len(text) < 8 else text
