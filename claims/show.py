"""From rows to views: what an actor gets to see of evidence and claims, masked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from claims import masks
from claims.casebook import Folder
from claims.documents import Document
from claims.doubts import OPEN_AT_ONCE, consequential
from claims.labels import fact_title
from claims.lifecycle import MOVE_TITLES, Stage, state_title
from claims.store.engine import Row
from claims.views import (
    Actor,
    Choice,
    ClaimSummary,
    Doubt,
    EvidenceView,
    FactView,
    FindingView,
    HoursView,
    MoveView,
    PageView,
    PathwayChoice,
)
from claims.wire import finding_json, unread_json
from domain.claim import ClaimState, Role
from domain.fact import Fact
from domain.finding import Finding, Severity
from domain.kind import BUNDLE, KINDS, UNKNOWN
from domain.reading import Reading
from domain.said import Said
from rules.evidence import EVIDENCE


def summary(row: Row, stages: tuple[Stage, ...], policy: Any | None, title: str = "") -> ClaimSummary:
    """A line of a list. ``title`` comes from the sealed sheet where the caller opened it."""
    state = ClaimState(row.state)
    pathway = policy.pathways.get(row.pathway) if policy is not None and row.pathway else None
    return ClaimSummary(
        id=row.id,
        receipt_no=row.receipt_no,
        version=row.version,
        state=state,
        state_title=state_title(state, row.level, stages),
        level=row.level,
        person_id=row.person_id,
        person_name=row.person_name,
        employer=row.employer,
        city=row.city,
        year=row.year,
        pathway=row.pathway,
        pathway_title=pathway.title if pathway is not None else "",
        subject=row.subject,
        subject_title=policy.subjects.get(row.subject, "") if policy is not None and row.subject else "",
        hours=HoursView(row.low, row.high, row.default_hours) if row.low is not None else None,
        credited=row.credited,
        title=title,
        kinds=tuple(row.kinds),
        open_doubts=row.open_doubts,
        stops=row.stops,
        created_at=row.created_at,
        submitted_at=row.submitted_at,
        updated_at=row.updated_at,
    )


@dataclass(frozen=True, slots=True)
class Own:
    """An earlier paper of the same person and the claim it stands in."""

    claim_id: str
    receipt_no: str
    handed_in: datetime


def evidence(
    document: Document,
    reading: Reading | None,
    actor: Actor,
    *,
    claim_ids: tuple[str, ...],
    parts: tuple[str, ...] = (),
    own: Mapping[str, Own] | None = None,
    others: bool | None = None,
) -> EvidenceView:
    """One piece of evidence as the actor may see it. ``reading`` None once it is forgotten.

    ``own``: earlier papers of the same person that findings speak of; of those the uploader may be told. ``others``:
    whether other people's rows are shown, where that hangs on more than whose evidence it is.
    """
    row, paper = document.row, document.paper
    if others is None:
        others = masks.sees_others(actor, row.person_id)
    numbers = Role.INVESTIGATOR not in actor.roles
    facts = []
    for name, held in document.effective().items():
        facts.append(_fact(document, name, held.fact, held.value, others=others, own_name=row.person_name))
    pages = []
    for page in reading.pages if reading is not None else ():
        if page.number not in row.page_numbers:
            continue
        covers = (
            masks.boxes(paper, page, others=others, own_name=row.person_name, numbers=numbers)
            if paper is not None
            else ()
        )
        pages.append(PageView(page.number, page.width, page.height, page.rotation, page.source.value, covers))
    told = {name for name, held in document.effective().items() if held.value is not None}
    kind = BUNDLE if row.kind == BUNDLE else document.kind
    return EvidenceView(
        id=row.id,
        upload_id=row.upload_id,
        receipt_no=row.receipt_no,
        claim_ids=claim_ids,
        person_id=row.person_id,
        person_name=row.person_name,
        employer=row.employer,
        city=row.city,
        year=row.year,
        state=row.state,
        error=row.error,
        received_at=row.received_at,
        sha256=row.sha256,
        media_type=row.media_type,
        kind=kind,
        kind_title="多份材料合订" if kind == BUNDLE else KINDS.get(kind, KINDS[UNKNOWN]),
        kind_confidence=paper.recognition.confidence if paper is not None else 0.0,
        kind_why=paper.recognition.why if paper is not None else (),
        kind_others=tuple(
            {"value": other, "title": KINDS.get(other, other), "confidence": round(share, 4)}
            for other, share in (paper.others if paper is not None else ())
        ),
        pages=tuple(pages),
        facts=tuple(facts),
        unread=tuple(
            {**unread_json(missing), "title": fact_title(missing.name)}
            for missing in (paper.unread if paper is not None else ())
            if missing.name not in told
        ),
        findings=tuple(
            finding(document.id, number, one if others else _discreet(one, own or {}))
            for number, one in enumerate(document.findings)
        ),
        checks=document.checks,
        parts=parts,
        part_of=row.part_of,
        forgotten=document.forgotten,
    )


def _fact(document: Document, name: str, fact: Fact | None, value: Any, *, others: bool, own_name: str) -> FactView:
    def cover(raw: Any) -> Any:
        return masks.shown(name, raw, others=others, own_name=own_name)[0]

    said = document.corrections.get(name)
    covered = masks.shown(name, value, others=others, own_name=own_name)[1]
    box = tuple(fact.place.box.as_list()) if fact is not None and fact.place is not None else None
    return FactView(
        name=name,
        title=fact_title(name),
        value=cover(value),
        machine_value=cover(fact.value) if fact is not None else None,
        quote="" if fact is None else (cover(fact.quote) if not covered else ""),
        page=fact.place.page if fact is not None and fact.place is not None else None,
        box=box,  # type: ignore[arg-type]
        confidence=fact.confidence if fact is not None else 0.0,
        sure=fact.sure if fact is not None else False,
        source=fact.source if fact is not None else "person",
        alternatives=tuple(
            {"value": cover(other.value), "confidence": round(other.confidence, 4), "from": other.source}
            for other in (fact.alternatives if fact is not None else ())
        ),
        correction=replace(said, value=cover(said.value)) if said is not None else None,
        masked=covered,
    )


#: What an uploader is told instead of a comparison with somebody else's paper.
_DISCREET = "与此前提交的另一份材料相近或编号相同，审核人员会核对。"


#: What an uploader is told of an earlier paper of their own.
_OWN = "您在 {day} 交过相近的一份（回执 {receipt_no}）。如果是同一次学习，请不要重复申报。"


def _of_others(code: str, severity: str) -> bool:
    return code.startswith("reuse.") and severity != Severity.NOTE.value


def _discreet(one: Finding, own: Mapping[str, Own]) -> Finding:
    """A finding as the uploader sees it: nothing of other people's papers, neither their names nor their ids."""
    mine = own.get(one.other or "")
    if mine is not None:
        day = mine.handed_in.astimezone().date()
        return replace(
            one,
            severity=Severity.DOUBT,
            message=Said(_OWN, day=str(day), receipt_no=mine.receipt_no),
            next_step="",
            detail={"own": True, "claim": mine.claim_id},
        )
    if not _of_others(one.code, one.severity.value):
        return replace(one, other=None)
    return replace(one, message=_DISCREET, innocent=(), next_step="", other=None, detail={})


def finding(evidence_id: str, number: int, one: Finding) -> FindingView:
    body = finding_json(one)
    return FindingView(
        id=f"{evidence_id}-{number}",
        code=one.code,
        severity=one.severity.value,
        message=one.message,
        page=body["page"],
        box=tuple(body["box"]) if body["box"] else None,
        confidence=body["confidence"],
        innocent=one.innocent,
        next_step=one.next_step,
        other=one.other,
        facts=one.facts,
        detail=body["detail"],
    )


def split(found: Sequence[Doubt], *, masked: bool, own_name: str) -> tuple[tuple[Doubt, ...], ...]:
    """``(open, folded, settled)``; at most three open, the most weighty first."""
    shown = [_covered(doubt, own_name) if masked else doubt for doubt in found]
    settled = tuple(doubt for doubt in shown if doubt.settled)
    asked = [doubt for doubt in shown if not doubt.settled and consequential(doubt)]
    rest = [doubt for doubt in shown if not doubt.settled and not consequential(doubt)]
    return tuple(asked[:OPEN_AT_ONCE]), (*asked[OPEN_AT_ONCE:], *rest), settled


def _covered(doubt: Doubt, own_name: str) -> Doubt:
    """A doubt as its own uploader sees it: other people's names and ids of other evidence are left out."""
    choices: tuple[Choice, ...] = doubt.choices
    if doubt.fact in ("names", "id_number"):
        choices = tuple(
            replace(choice, value=masks.shown(doubt.fact, choice.value, others=False, own_name=own_name)[0])
            for choice in choices
        )
    if _of_others(doubt.code, doubt.severity):
        doubt = replace(doubt, title=_DISCREET, innocent=(), next_step="")
    return replace(doubt, choices=choices, other=None)


def timeline(found: Sequence[Row]) -> tuple[MoveView, ...]:
    return tuple(
        MoveView(
            id=row.id,
            at=row.at,
            actor_id=row.actor_id,
            actor_name=row.actor_name,
            role=row.role,
            move=row.move,
            title=MOVE_TITLES.get(row.move, row.move),
            from_state=ClaimState(row.from_state) if row.from_state else None,
            to_state=ClaimState(row.to_state),
            reason=row.reason,
            clause=row.clause,
            hours=row.hours,
            evidence_id=row.evidence_id,
            fact=row.fact,
            undone=bool(row.undone),
        )
        for row in found
    )


def pathway_choices(
    policy: Any, names: Sequence[str], given: Sequence[str], suggested: Sequence[str]
) -> tuple[PathwayChoice, ...]:
    """Pathways in the order asked for, with the checklist ticked by the evidence names given."""
    return tuple(
        PathwayChoice(
            id=name,
            title=policy.pathways[name].title,
            clause=policy.pathways[name].clause,
            subject=policy.pathways[name].subject,
            why="材料类别相符" if name in suggested else "",
            evidence=tuple(_group(group, given) for group in policy.pathways[name].evidence),
        )
        for name in names
        if name in policy.pathways
    )


def _group(group: Sequence[str], given: Sequence[str]) -> Mapping[str, Any]:
    return {
        "any_of": list(group),
        "titles": [EVIDENCE.get(name, name) for name in group],
        "given": bool(set(group) & set(given)),
    }


def claim_title(folder: Folder) -> str:
    return str(folder.held.get("title") or "")
