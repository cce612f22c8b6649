"""What stands out over all papers a screening of the store went over: gathered, sealed with it, shown to who may see.

The same patterns as over files (``claims.screening.population``). They stay with the screening and touch no claim: each
is a hint where to look, told to who investigates. Only papers handed in count; whose draft it is, keeps it. What is
sealed holds numbers of documents, forms of numbers, titles, units and days, and papers by their ids alone; a paper that
was forgotten since is not shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from claims import access, documents, show
from claims.screening.population import Pattern, Told, patterns_of
from claims.serial import from_json, to_json
from claims.store import investigation as rows
from claims.store.claims import Sight
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor, FindingView
from domain.kind import KINDS, UNKNOWN

#: So many papers are opened in one look at the store; so many patterns are shown, and so many papers of each.
AT_ONCE, SHOWN, SHOWN_PAPERS = 200, 200, 50
#: Claims in these states are still their owner's alone.
_OWN = frozenset({"draft", "withheld"})


@dataclass(frozen=True, slots=True)
class PatternPaper:
    """A paper a pattern is about, with the finding it carries; ``hours`` is what its claim stands for, if known."""

    evidence_id: str
    receipt_no: str
    person_name: str
    employer: str | None
    year: int
    kind_title: str
    received_at: datetime
    claim_id: str
    claim_state: str
    hours: Decimal | None
    finding: FindingView


@dataclass(frozen=True, slots=True)
class PatternView:
    """``papers`` in the order they were handed in, at most fifty of ``count``; ``hours_at_stake`` is of all."""

    code: str
    message: str
    confidence: float
    innocent: tuple[str, ...]
    next_step: str
    facts: tuple[str, ...]
    hours_at_stake: Decimal
    count: int
    papers: tuple[PatternPaper, ...]


@dataclass(frozen=True, slots=True)
class ScreeningFindings:
    """What stands out over a screening's papers, most hours at stake first; at most two hundred of ``total``.

    ``state``: ``not_run`` while the screening is not done, or where it ended before this check was there.
    """

    state: str
    total: int
    patterns: tuple[PatternView, ...]


def gathered(
    store: Store, vault: Vault, city: str | None, ids: Sequence[str], go_on: Callable[[], bool]
) -> list[Pattern] | None:
    """The patterns over those of the papers that were handed in, called by their ids; None when told to stop."""
    told: list[Told] = []
    sight = Sight(city=city) if city is not None else Sight(everything=True)
    for start in range(0, len(ids), AT_ONCE):
        if not go_on():
            return None
        part = ids[start : start + AT_ONCE]
        with store.read() as tx:
            claims, papers = _handed_in(tx, part, sight)
            told += [_told(documents.load(tx, vault, papers[one])) for one in part if one in claims]
    return patterns_of(told)


def sealed(tx: Transaction, vault: Vault, found: Sequence[Pattern]) -> str:
    return vault.keep(tx, {"patterns": to_json(found)})


def shown(tx: Transaction, vault: Vault, actor: Actor, patterns_id: str) -> ScreeningFindings:
    """The patterns with those of their papers the actor may see; one of which nothing is left is not shown."""
    kept = [from_json(Pattern, one) for one in vault.open_small(tx, patterns_id)["patterns"]]
    named = {name for one in kept for name in (*one.sides, *(side.other for side in one.sides.values())) if name}
    claims, papers = _handed_in(tx, named, access.sight(actor))
    left = [(one, [name for name in one.sides if name in claims]) for one in kept]
    ranked = sorted(
        (
            (one, names, sum((_hours(claims[name]) or Decimal(0) for name in names), Decimal(0)))
            for one, names in left
            if names
        ),
        key=lambda entry: -entry[2],
    )
    views = [
        PatternView(
            code=one.code,
            message=one.message,
            confidence=one.confidence,
            innocent=one.innocent,
            next_step=one.next_step,
            facts=one.facts,
            hours_at_stake=stake,
            count=len(names),
            papers=tuple(_paper(tx, vault, one, papers[name], claims) for name in names[:SHOWN_PAPERS]),
        )
        for one, names, stake in ranked[:SHOWN]
    ]
    return ScreeningFindings("done", len(ranked), tuple(views))


def _handed_in(tx: Transaction, ids: Collection[str], sight: Sight) -> tuple[dict[str, Row], dict[str, Row]]:
    """Claims and rows by evidence id, of the papers within sight that are nobody's draft and not forgotten."""
    claims = {one: row for one, row in rows.claims_with(tx, ids, sight).items() if row.state not in _OWN}
    papers = {one: row for one, row in rows.papers(tx, claims).items() if row.forgotten_at is None}
    return {one: claims[one] for one in papers}, papers


def _told(document: documents.Document) -> Told:
    """A person's word counts before the machine's, and for sure."""
    held = document.effective()
    return Told(
        document.id,
        document.kind,
        {name: one.value for name, one in held.items()},
        frozenset(name for name, one in held.items() if documents.certain(one)),
        document.row.employer,
    )


def _paper(tx: Transaction, vault: Vault, pattern: Pattern, row: Row, claims: Mapping[str, Row]) -> PatternPaper:
    held = documents.load(tx, vault, row).effective().get(pattern.facts[0])
    finding = pattern.finding(row.id, held.fact.place if held is not None and held.fact is not None else None)
    if finding.other not in claims:
        finding = replace(finding, other=None)  # named only to who may see it
    claim = claims[row.id]
    return PatternPaper(
        evidence_id=row.id,
        receipt_no=row.receipt_no,
        person_name=row.person_name,
        employer=row.employer,
        year=row.year,
        kind_title=KINDS.get(row.kind or UNKNOWN, KINDS[UNKNOWN]),
        received_at=row.received_at,
        claim_id=claim.id,
        claim_state=claim.state,
        hours=_hours(claim),
        # No number of the paper's own findings: by those they are settled.
        finding=replace(show.finding(row.id, 0, finding), id=f"{row.id}-{pattern.code}"),
    )


def _hours(claim: Any) -> Decimal | None:
    hours: Decimal | None = claim.credited if claim.credited is not None else claim.default_hours
    return hours
