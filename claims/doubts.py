"""Doubts ranked by what they can change: the rules run under each plausible reading.

Only what changes hours, person, year, pathway or authenticity is asked, at most three at a time; the rest
folds away. A doubt keeps its id as long as it is the same question, so an answer stays with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import rules
from claims import prefill
from claims.documents import Document, Effective, certain, read_again
from claims.evaluate import REVIEWERS, Outcome, Question, Sheet, propose_one, reckon
from claims.one_doubt import (
    Reading,
    asks,
    finding_doubt,
    in_words,
    kind_doubt,
    question_id,
    ranked,
    readings_of,
    standing_at,
    titled,
    value_doubt,
)
from claims.views import Doubt
from domain.fact import Fact
from domain.finding import Severity
from domain.said import Said

OPEN_AT_ONCE = 3
#: Below this a doubt changes nothing that counts: it folds away and stops nobody.
CONSEQUENTIAL = 10.0

_RULE_WHY = {
    "missing_evidence": "认定办法要求交齐才计入；可以退回请申报人补交。",
    "hours.none": "填上学时并写明依据，才能认定。",
}


def doubts(question: Question, sheet: Sheet) -> tuple[Doubt, ...]:
    """All doubts of a claim, most weighty first."""
    found: list[Doubt] = []
    for document in question.documents:
        findings = [one for one in document.findings if asks(one) and one.code not in document.answered]
        found += (finding_doubt(document, finding, _wanted_facts(sheet)) for finding in findings)
        kind = kind_doubt(document, alone=len(question.documents) == 1)
        if kind is not None:
            found.append(kind)
        spoken_of = {name for finding in findings for name in finding.facts}
        for name, held in document.effective().items():
            if not certain(held) and read_again(document, name, question.documents):
                continue
            doubt = _fact(document, name, held, question, sheet)
            if doubt is not None:
                # The finding already asks about this value; two questions about one strip of pixels tire.
                lighter = doubt.weight * 0.5 if name in spoken_of else doubt.weight
                found.append(replace(doubt, weight=lighter))
        found += _unread(document, question.documents, sheet, spoken_of)
    found += _rule_doubts(sheet)
    return ranked(found)


def consequential(doubt: Doubt) -> bool:
    return doubt.weight >= CONSEQUENTIAL


# --- one kind of doubt each ---------------------------------------------------------------------------------------


def _fact(document: Document, name: str, held: Effective, question: Question, sheet: Sheet) -> Doubt | None:
    """An unsure machine value, or a claimant's correction of it: asked when another reading changes something."""
    fact = held.fact
    if fact is None or held.by_role in REVIEWERS:
        return None
    corrected = held.by_role is not None
    if fact.sure and not corrected:
        return None
    readings = readings_of(fact, held)
    outcomes = [_under(document, name, value, question, sheet) for value, _, _ in readings]
    now = outcomes[0]
    changes = _changes(name, now, outcomes[1:], question, held, readings)
    used = any(s.evidence_id == document.id and s.fact == name for s in sheet.prefilled.sources.values())
    weight = _fact_weight(name, changes, used, fact, corrected)
    if weight <= 0:
        return None
    return value_doubt(
        document,
        "fact",
        name,
        readings,
        [outcome.says() if changes else "" for outcome in outcomes],
        code=f"fact.{name}",
        said=in_words(name, fact, [value for value, _, _ in readings], corrected=corrected),
        weight=weight,
        changes=changes,
    )


def _unread(document: Document, documents: Sequence[Document], sheet: Sheet, spoken_of: set[str]) -> list[Doubt]:
    if document.paper is None:
        return []
    wanted = _wanted_facts(sheet)
    found = []
    for missing in document.paper.unread:
        held = document.effective().get(missing.name)
        if (held is not None and held.value is not None) or missing.name in spoken_of:
            continue
        if read_again(document, missing.name, documents):
            continue
        needed = missing.name in wanted
        doubt = Doubt(
            id=question_id(document.id, "unread", missing.name),
            type="unread",
            code=f"unread.{missing.name}",
            title=Said("{what}没有读出", what=titled(missing.name)),
            why=missing.why or ("算学时要用到它。" if needed else "这一处看不清或不在画面里。"),
            severity=Severity.DOUBT.value,
            weight=60.0 if needed else 5.0,
            changes=("学时",) if needed else (),
            evidence_id=document.id,
            fact=missing.name,
            page=(document.paper.pages or (None,))[0],
            next_step="请对着这一处补拍一张，或由人填写。",
        )
        found.append(standing_at(doubt, missing.place))
    return found


def _rule_doubts(sheet: Sheet) -> list[Doubt]:
    """What the rules themselves leave to a person."""
    found: list[Doubt] = []
    if sheet.outcome.error is not None:
        error = sheet.outcome.error
        found.append(
            _rule(f"refused.{error['field']}", error["message"], 75.0, ("学时",), "补上这一项，学时就能算出来。")
        )
        return found
    activity = sheet.outcome.activity or {}
    for reason in activity.get("needs_human", ()):
        changes = ("是否计入",) if reason["code"] == "missing_evidence" else ("学时",)
        found.append(_rule(reason["code"], reason["message"], 40.0, changes, _RULE_WHY.get(reason["code"], "")))
    if activity.get("hours") is None:
        found.append(
            _rule(
                "hours.none",
                "认定办法没有给出这一途径的学时，请按本市规定填写。",
                50.0,
                ("学时",),
                _RULE_WHY["hours.none"],
            )
        )
    return found


def _rule(code: str, message: str, weight: float, changes: tuple[str, ...], why: str = "") -> Doubt:
    return Doubt(
        id=question_id("rule", code, message),
        type="rule",
        code=f"rule.{code}",
        title=message,
        why=why or "文件在这里没有给出唯一的答案，由审核人员判断。",
        severity=Severity.DOUBT.value,
        weight=weight,
        changes=changes,
    )


# --- what another reading would change ----------------------------------------------------------------------------


def _under(document: Document, name: str, value: Any, question: Question, sheet: Sheet) -> Outcome:
    """The rules' word if ``name`` of this document were ``value``; the pathway stays."""
    if sheet.policy is None or sheet.pathway is None:
        return sheet.outcome
    others = tuple(one if one.id != document.id else _with_value(one, name, value) for one in question.documents)
    filled = prefill.prefill(
        rules.policy(sheet.policy).pathways[sheet.pathway],
        others,
        person_name=question.person_name,
        given=question.given,
    )
    if filled.activity == sheet.prefilled.activity:
        return sheet.outcome
    return propose_one(sheet.policy, question, sheet.pathway, filled.activity)


def _with_value(document: Document, name: str, value: Any) -> Document:
    from datetime import UTC, datetime

    from claims.views import CorrectionView

    said = CorrectionView(value, "", "", datetime.min.replace(tzinfo=UTC))
    return replace(document, corrections={**document.corrections, name: said})


def _changes(
    name: str,
    now: Outcome,
    others: Sequence[Outcome],
    question: Question,
    held: Effective,
    readings: Sequence[Reading],
) -> tuple[str, ...]:
    changes = []
    if any(other.hours != now.hours or other.error != now.error for other in others):
        changes.append("学时")
    elif any((other.activity or {}).get("counted") != (now.activity or {}).get("counted") for other in others):
        changes.append("是否计入")
    if name == "person_name":
        values = [str(value) for value, _, _ in readings]
        if values[0] != question.person_name or any(value != question.person_name for value in values[1:]):
            changes.append("人员")
    if name in _DATES:
        years = {str(value)[:4] for value, _, _ in readings if value}
        if str(question.year) not in years or len(years) > 1:
            changes.append("年度")
    return tuple(changes)


#: Facts that are or make the figure itself: asked when unsure even without a rival reading.
_FIGURES = frozenset(
    {"hours", "days", "half_days", "service_hours", "score_annual", "score_total", "start_date", "end_date"}
)
_DATES = ("start_date", "end_date", "issue_date", "score_year", "screenshot_date", "grant_date")


def _fact_weight(name: str, changes: tuple[str, ...], used: bool, fact: Fact, corrected: bool) -> float:
    """Weight by consequence; an unsure value that feeds the figure is asked even without a rival reading."""
    weight = {"学时": 60.0, "人员": 65.0, "年度": 55.0, "是否计入": 50.0}
    heaviest = max((weight[change] for change in changes), default=0.0)
    if not heaviest and used and name in _FIGURES and (corrected or fact.confidence < 0.9):
        heaviest = 20.0
    if not heaviest and fact.confidence < 0.98:
        return 2.0 * (1.0 - fact.confidence) + 0.1  # folded
    return heaviest + 10.0 * (1.0 - fact.confidence) if heaviest else 0.0


def _wanted_facts(sheet: Sheet) -> frozenset[str]:
    """Evidence facts that the chosen pathway takes its own from."""
    if sheet.policy is None or sheet.pathway is None:
        return frozenset()
    wanted = set(rules.policy(sheet.policy).pathways[sheet.pathway].facts_from.values())
    if "days" in wanted:
        wanted |= {"start_date", "end_date", "half_days"}
    return frozenset(wanted | {"person_name"})


__all__ = ["CONSEQUENTIAL", "OPEN_AT_ONCE", "consequential", "doubts", "reckon"]
