"""What a pathway wants to know beyond the papers (passed? in the plan? approved by whom?), as fields of a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.still_open import ALWAYS
from claims.views import ClaimView
from rules import policies
from rules.facts import GENERIC, FactSpec

#: Types a person can answer in one field; texts describe and decide nothing, lists come from papers.
_ASKED = frozenset({"flag", "word", "number", "positive", "count", "count_or_zero", "days", "year", "date", "learned"})
_NUMBERS = frozenset({"number", "positive", "count", "count_or_zero", "days", "year"})


@dataclass(frozen=True, slots=True)
class Question:
    """``words`` are the allowed answers (value → title), empty for a free field. ``read`` came from a paper; ``asked``:
    the answer can change the result, or a person has given one."""

    name: str
    title: str
    type: str
    words: Mapping[str, str]
    value: str
    read: bool
    asked: bool

    @property
    def numeric(self) -> bool:
        return self.type in _NUMBERS


def _specs(claim: ClaimView) -> dict[str, FactSpec]:
    policy = policies().get(claim.policy or "")
    pathway = policy.pathways.get(claim.summary.pathway or "") if policy is not None else None
    if pathway is None:
        return {}
    generic = {name: GENERIC[name] for name in ALWAYS}
    return {name: spec for name, spec in {**pathway.facts, **generic}.items() if spec.type in _ASKED}


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    return str(value)


def questions(claim: ClaimView) -> list[Question]:
    """The pathway's facts, unanswered first; none without a pathway."""
    found = []
    for name, spec in _specs(claim).items():
        value = _shown(claim.activity.get(name))
        read = "evidence_id" in claim.activity_sources.get(name, {})
        words = {"yes": "是", "no": "否"} if spec.type == "flag" else spec.words
        asked = name in claim.still_open or (value != "" and not read)
        found.append(Question(name, spec.title, spec.type, words, value, read, asked))
    return sorted(found, key=lambda one: one.value != "")


def answers(fields: Mapping[str, str], claim: ClaimView) -> dict[str, Any]:
    """Fields ``activity:NAME`` that differ from what is there; an emptied field takes a person's answer back."""
    given: dict[str, Any] = {}
    for name, spec in _specs(claim).items():
        text = fields.get(f"activity:{name}")
        if text is None or text == _shown(claim.activity.get(name)):
            continue
        given[name] = _value(text, spec)
    return given


def _value(text: str, spec: FactSpec) -> Any:
    if text == "":
        return None
    if spec.type == "flag":
        return text == "yes"
    if spec.type in _NUMBERS:
        try:
            number = Decimal(text)
        except InvalidOperation:
            return text  # the rules refuse it by name
        if not number.is_finite():
            return text
        return int(number) if number == number.to_integral_value() else float(number)
    return text
