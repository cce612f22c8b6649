"""Doubts ranked by what they can change: the rules run under each plausible reading.

Only what changes hours, person, year, pathway or authenticity is asked, at most three at a time; the rest
folds away. A doubt keeps its id as long as it is the same question, so an answer stays with it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

import rules
from claims import prefill
from claims.documents import Document, Effective, certain, read_again
from claims.evaluate import REVIEWERS, Outcome, Question, Sheet, propose_one, reckon
from claims.labels import fact_title
from claims.views import Choice, Doubt
from domain.fact import Fact
from domain.finding import Finding, Severity
from domain.kind import KINDS, UNKNOWN
from domain.place import Place

OPEN_AT_ONCE = 3
#: Below this a doubt changes nothing that counts: it folds away and stops nobody.
CONSEQUENTIAL = 10.0

#: Kinds less sure than this are asked; measured in ``benchmarks/`` as the rest of the calibration.
KIND_SURE = 0.9

_FAMILY_WEIGHT = {"reuse": 95.0, "tampering": 90.0, "security": 80.0, "contradiction": 70.0, "completeness": 45.0}
_FAMILY_CHANGES = {
    "reuse": "真实性",
    "tampering": "真实性",
    "security": "真实性",
    "contradiction": "真实性或学时",
    "completeness": "是否计入",
}
#: Why a finding of the family matters, in a sentence.
_FAMILY_WHY = {
    "reuse": "同一份材料只能认定一次；也可能只是补交或单位代交，请并列看一眼。",
    "tampering": "改动过的地方不一定是发证时的内容，学时要以原件为准。",
    "security": "文件里带有打开时会运行或联网的内容，请不要下载原件，凭图像核对即可。",
    "contradiction": "两处说法对不上，按哪一处算，结果可能不同。",
    "completeness": "缺了这一项，认定办法可能不计入这份材料。",
    "capture": "画面不清时，读出的内容可能有误。",
}
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
    return tuple(sorted({doubt.id: doubt for doubt in found}.values(), key=lambda d: (-d.weight, d.id)))


def consequential(doubt: Doubt) -> bool:
    return doubt.weight >= CONSEQUENTIAL


# --- one kind of doubt each ---------------------------------------------------------------------------------------


def asks(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE


def finding_doubt(document: Document, finding: Finding, wanted: frozenset[str]) -> Doubt:
    """A finding as a question; ``wanted`` are the facts that something is reckoned from."""
    family = finding.code.split(".", 1)[0]
    weight = _FAMILY_WEIGHT.get(family, 30.0) * finding.confidence
    if family == "completeness" and finding.facts and not set(finding.facts) & wanted:
        weight = 5.0  # what is missing plays no part in this pathway's hours
    if finding.severity is Severity.STOP:
        weight += 100.0
    return Doubt(
        id=question_id(document.id, finding.code, finding.message, box_of(finding.place)),
        type="finding",
        code=finding.code,
        title=finding.message,
        why=_FAMILY_WHY.get(family, "请对照原件看一眼。"),
        severity=finding.severity.value,
        weight=round(weight, 3),
        changes=(_FAMILY_CHANGES.get(family, "是否可用"),),
        evidence_id=document.id,
        fact=finding.facts[0] if finding.facts else None,
        page=finding.place.page if finding.place else None,
        box=box_of(finding.place),
        innocent=finding.innocent,
        next_step=finding.next_step,
        other=finding.other,
    )


def kind_doubt(document: Document, *, alone: bool) -> Doubt | None:
    """Which kind of paper it is, where the machine is not sure and nobody has said; ``alone`` in its claim."""
    paper = document.paper
    if paper is None or "kind" in document.corrections:
        return None
    if paper.kind != UNKNOWN and paper.recognition.confidence >= KIND_SURE:
        return None
    choices = [(paper.kind, paper.recognition.confidence), *paper.others] if paper.kind != UNKNOWN else [*paper.others]
    return Doubt(
        id=question_id(document.id, "kind", paper.kind),
        type="kind",
        code="kind.unknown" if paper.kind == UNKNOWN else "kind.unsure",
        title="这是哪一类材料？",
        why="没有认出材料类别。" if paper.kind == UNKNOWN else f"可能是{KINDS[paper.kind]}，但把握不大。",
        severity=Severity.DOUBT.value,
        weight=85.0 if alone or paper.kind != UNKNOWN else 40.0,
        changes=("途径", "学时"),
        evidence_id=document.id,
        page=paper.pages[0] if paper.pages else None,
        choices=tuple(
            Choice(number, kind, "recognition", round(share, 4), KINDS.get(kind, kind))
            for number, (kind, share) in enumerate(choices[:3], start=1)
        ),
    )


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
    title, why = in_words(name, fact, [value for value, _, _ in readings], corrected=corrected)
    return Doubt(
        id=question_id(document.id, "fact", name, *(value for value, _, _ in readings)),
        type="fact",
        code=f"fact.{name}",
        title=title,
        why=why,
        severity=Severity.DOUBT.value,
        weight=round(weight, 3),
        changes=changes,
        evidence_id=document.id,
        fact=name,
        page=fact.place.page if fact.place else None,
        box=box_of(fact.place),
        choices=tuple(
            Choice(number, value, source, round(share, 4), outcome.says() if changes else "")
            for number, ((value, source, share), outcome) in enumerate(zip(readings, outcomes, strict=True), start=1)
        ),
    )


#: Values that are masked for some readers: never in a sentence.
_UNSPOKEN = frozenset({"names", "id_number"})


def in_words(name: str, fact: Fact, values: Sequence[Any], *, corrected: bool) -> tuple[str, str]:
    """What was read and why it is asked, a sentence each."""
    said = [_spoken(value) for value in values]
    if name in _UNSPOKEN or not all(said):
        title = f"{fact_title(name)}读得对吗？"
    elif corrected:
        title = f"申报人把{fact_title(name)}改成了“{said[0]}”"
        if len(said) > 1:
            title += f"，原来读作“{said[1]}”"
    elif len(said) > 1:
        title = f"{fact_title(name)}是{'还是'.join(f'“{one}”' for one in said)}？"
    else:
        title = f"{fact_title(name)}读作“{said[0]}”，对吗？"
    if corrected:
        return title, "申报人的更正要对照原件核实过才算数。"
    if len(said) > 1:
        return title, "两次识别读得不一样，请对照原图选一个。"
    return title, f"这一处识别的把握只有 {fact.confidence:.0%}，请对照原图看一眼。"


def _spoken(value: Any) -> str:
    """A value short enough for a sentence; empty for what is not."""
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value) if isinstance(value, str | int | float) else ""
    return text if len(text) <= 24 else ""


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
        found.append(
            Doubt(
                id=question_id(document.id, "unread", missing.name),
                type="unread",
                code=f"unread.{missing.name}",
                title=f"{fact_title(missing.name)}没有读出",
                why=missing.why or ("算学时要用到它。" if needed else "这一处看不清或不在画面里。"),
                severity=Severity.DOUBT.value,
                weight=60.0 if needed else 5.0,
                changes=("学时",) if needed else (),
                evidence_id=document.id,
                fact=missing.name,
                page=missing.place.page if missing.place else (document.paper.pages or (None,))[0],
                box=box_of(missing.place),
                next_step="请对着这一处补拍一张，或由人填写。",
            )
        )
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


def readings_of(fact: Fact, held: Effective) -> list[tuple[Any, str, float]]:
    """``(value, who read it, confidence)``, what counts now first, no value twice, at most three."""
    rows: list[tuple[Any, str, float]] = []
    if held.by_role is not None and held.value is not None:
        rows.append((held.value, "person", 1.0))
    rows.append((fact.value, fact.source, fact.confidence))
    rows += ((other.value, other.source, other.confidence) for other in fact.alternatives)
    found: list[tuple[Any, str, float]] = []
    for row in rows:
        if row[0] not in [value for value, _, _ in found]:
            found.append(row)
    return found[:3]


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
    readings: Sequence[tuple[Any, str, float]],
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


def box_of(place: Place | None) -> tuple[int, int, int, int] | None:
    if place is None:
        return None
    left, top, right, bottom = place.box.as_list()
    return left, top, right, bottom


def question_id(*parts: Any) -> str:
    """The same for the same question, whoever reckons it."""
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()[:24]


__all__ = [
    "CONSEQUENTIAL",
    "OPEN_AT_ONCE",
    "asks",
    "box_of",
    "consequential",
    "doubts",
    "finding_doubt",
    "in_words",
    "kind_doubt",
    "question_id",
    "readings_of",
    "reckon",
]
