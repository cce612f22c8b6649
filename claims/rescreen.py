"""Screening over stored evidence: every paper once more against those handed in before it.

Uploads are compared when they arrive; what arrived at the same moment, or before a check learned something new, is
found here. The search keys and sealed readings are used; nothing is read again. One process runs a screening; when
that one is gone, another goes on where it stood. New doubts appear on claims that still wait; what was decided stays
decided. At the end comes what only shows over all of them (``claims.stored_patterns``).
"""

from __future__ import annotations

import contextlib
import logging
import secrets
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import verifiers
from claims import access
from claims.audit import Audit
from claims.casebook import Casebook
from claims.documents import keep_paper, load, reading
from claims.errors import NotFound
from claims.history import StoreHistory
from claims.investigation import keep_links
from claims.near import with_words
from claims.reading import Reader
from claims.screening.population import Pattern
from claims.store import claims as claim_rows
from claims.store import evidence as evidence_rows
from claims.store import people as people_rows
from claims.store import screenings as rows
from claims.store.engine import Row, Store, Transaction
from claims.stored_patterns import ScreeningFindings, gathered, sealed, shown
from claims.vault import Forgotten, Vault
from claims.views import Actor
from domain.case import Case, Earlier, History, Submitter
from domain.claim import ClaimState
from domain.finding import Finding
from domain.pair import PairComparison
from intake import PoolClosed

log = logging.getLogger(__name__)

_WAITING = frozenset(
    {ClaimState.DRAFT, ClaimState.RETURNED, ClaimState.SUBMITTED, ClaimState.SECOND_REVIEW, ClaimState.DISPUTED}
)


@dataclass(frozen=True, slots=True)
class ScreeningView:
    """Where a screening stands: ``done`` of ``total`` papers, ``found`` of them resemble an earlier one.

    ``patterns``: how many things stand out over all of them; None until that was looked for.
    """

    id: str
    state: Literal["running", "done", "failed"]
    city: str | None
    year: int | None
    total: int
    done: int
    found: int
    patterns: int | None
    created_at: datetime
    ended_at: datetime | None


class Rescreening:
    def __init__(self, store: Store, vault: Vault, audit: Audit, intake: Reader, casebook: Casebook) -> None:
        self._store = store
        self._vault = vault
        self._audit = audit
        self._intake = intake
        self._casebook = casebook
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._executor = secrets.token_hex(8)  # until ``start`` tells under which name this process's heart beats

    def begin(self, actor: Actor, year: int | None) -> ScreeningView:
        """Start one over the actor's city, or give the one that is running there."""
        access.require(actor, "screening")
        city = None if access.everywhere(actor) else actor.city
        if city is None and not access.everywhere(actor):
            raise NotFound("您没有所属的地区，不能筛查。")
        with self._store.write() as tx:
            running = rows.running(tx, city, year)
            if running is not None:
                return _view(running)
            screening_id = secrets.token_hex(16)
            total = len(rows.evidence_ids(tx, city, year))
            rows.insert(
                tx,
                id=screening_id,
                actor_id=actor.person_id,
                city=city,
                year=year,
                state="running",
                total=total,
                done=0,
                found=0,
                created_at=datetime.now(UTC),
                executor=self._executor,
            )
            self._audit.append(tx, actor.person_id, "screening.begin", screening_id, {"papers": total, "year": year})
            row = rows.get(tx, screening_id)
        self._spawn(screening_id)
        return _view(row)

    def view(self, actor: Actor, screening_id: str) -> ScreeningView:
        with self._store.read() as tx:
            return _view(self._seen(tx, actor, screening_id))

    def latest(self, actor: Actor) -> ScreeningView | None:
        """The one begun last over the actor's city."""
        access.require(actor, "screening")
        if actor.city is None and not access.everywhere(actor):
            return None
        with self._store.read() as tx:
            row = rows.latest(tx, None if access.everywhere(actor) else actor.city)
        return _view(row) if row is not None else None

    def findings(self, actor: Actor, screening_id: str) -> ScreeningFindings:
        """What stands out over all its papers, as far as the actor may see these."""
        with self._store.read() as tx:
            row = self._seen(tx, actor, screening_id)
            if row.patterns_id is None:
                return ScreeningFindings("not_run", 0, ())
            return shown(tx, self._vault, actor, row.patterns_id)

    def _seen(self, tx: Transaction, actor: Actor, screening_id: str) -> Row:
        access.require(actor, "screening")
        row = rows.get(tx, screening_id)
        if row is None or not (access.everywhere(actor) or (actor.city is not None and row.city == actor.city)):
            raise NotFound
        return row

    def start(self, executor: str, *, every: float) -> None:
        """Go on with what processes that are gone have left, now and later: a look every so many seconds."""
        self._executor = executor
        thread = threading.Thread(target=self._watch, args=(every,), name="screening-watch", daemon=True)
        self._threads.append(thread)
        thread.start()

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(30)

    # --- the work ---------------------------------------------------------------------------------------------------

    def _watch(self, every: float) -> None:
        while not self._stop.is_set():
            try:
                with self._store.write() as tx:
                    left = rows.take(tx, self._executor)
                if left is not None:
                    self._spawn(left)
            except Exception:  # noqa: BLE001 - a locked or absent database must not end it
                log.warning("could not look for screenings left behind; trying again")
            self._stop.wait(every)

    def _spawn(self, screening_id: str) -> None:
        thread = threading.Thread(target=self._run, args=(screening_id,), name="screening", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _run(self, screening_id: str) -> None:
        try:
            with self._store.read() as tx:
                row = rows.get(tx, screening_id)
                if row is None:
                    return
                ids = rows.evidence_ids(tx, row.city, row.year)
            found = row.found
            for number, evidence_id in enumerate(ids[row.done :], row.done + 1):
                if self._stop.is_set():
                    return
                found += self._one(evidence_id)
                with self._store.write() as tx:
                    if not rows.update(tx, screening_id, self._executor, done=number, found=found):
                        return  # taken for dead, and another process goes on
            patterns = gathered(self._store, self._vault, row.city, ids, lambda: not self._stop.is_set())
            if patterns is not None:
                self._end(screening_id, "done", patterns)
        except PoolClosed:
            return  # this process stops; the next one goes on
        except Exception as error:  # noqa: BLE001 - nobody waits on this thread; the state tells
            log.error("screening stopped: %s", type(error).__name__)
            self._end(screening_id, "failed")

    def _end(self, screening_id: str, state: str, patterns: Sequence[Pattern] | None = None) -> None:
        with contextlib.suppress(_TakenOver), self._store.write() as tx:
            found: dict[str, Any] = {}
            if patterns is not None:
                found = {"patterns": len(patterns), "patterns_id": sealed(tx, self._vault, patterns)}
            ended = datetime.now(UTC)
            if not rows.update(tx, screening_id, self._executor, state=state, ended_at=ended, **found):
                raise _TakenOver  # and what was sealed goes with it

    def _one(self, evidence_id: str) -> bool:
        """Compare one paper with those before it; whether it resembles any."""
        with self._store.read() as tx:
            row = evidence_rows.get(tx, evidence_id)
            document = load(tx, self._vault, row) if row is not None else None
            if row is None or document is None or document.paper is None:
                return False
            try:
                seen, data = with_words(reading(tx, self._vault, row)), self._vault.open(tx, row.original_id)
            except Forgotten:
                return False
            names = people_rows.names_at(tx, row.employer) if row.employer else ()
        case = Case(
            evidence_id=row.id,
            reading=seen.of_pages(document.paper.pages),
            paper=document.paper,
            submitter=Submitter(row.person_id, row.person_name, row.employer, row.city, row.year, names),
            claimed={"year": row.year, "city": row.city},
            history=_Before(self._store, StoreHistory(self._store, self._vault, self._intake, row, data), row),
            today=datetime.now(UTC).date(),
        )
        asked = [one for one in verifiers.suspicions() if "history" in one.needs and "original" not in one.needs]
        codes = {code for one in asked for code in one.codes}
        new, checks = verifiers.verify_all(case, only=[one.name for one in asked])
        kept = tuple(one for one in document.findings if one.code not in codes)
        findings = (*kept, *(one for one in new if one.code in codes))
        if set(_keys(findings)) != set(_keys(document.findings)):
            with self._store.write() as tx:
                held = evidence_rows.get(tx, row.id, lock=True)
                if held is None or held.paper_id != row.paper_id:
                    return False  # somebody worked on it meanwhile; the next screening looks again
                keep_paper(tx, self._vault, held, document.paper, findings, {**document.checks, **checks})
                keep_links(tx, row.id, findings)
                for claim_id in evidence_rows.claims_of(tx, row.id):
                    claim = claim_rows.get(tx, claim_id, claim_rows.Sight(everything=True), lock=True)
                    if claim is not None and ClaimState(claim.state) in _WAITING:
                        values = self._casebook.reckoned(tx, self._casebook.folder(tx, claim))
                        claim_rows.change(tx, claim_id, claim.version, **values)
        return any(one.code.startswith("reuse.") and one.other for one in findings)


class _TakenOver(Exception):
    """Another process runs the screening by now."""


class _Before:
    """History as it was before the paper at hand came: an earlier paper does not repeat a later one."""

    def __init__(self, store: Store, window: History, own: Row) -> None:
        self._store = store
        self._window = window
        self._moment = (own.received_at, own.id)

    def same_bytes(self, sha256: str) -> Sequence[Earlier]:
        return self._earlier(self._window.same_bytes(sha256))

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]:
        return self._earlier(self._window.same_number(kind, fact_name, value))

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        return self._earlier(self._window.near_copies(fingerprints))

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]:
        return self._earlier(self._window.of_person(person_id, year))

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        return self._window.compare(case, earlier)

    def _earlier(self, found: Sequence[Earlier]) -> tuple[Earlier, ...]:
        with self._store.read() as tx:
            rows = {one.evidence_id: evidence_rows.get(tx, one.evidence_id) for one in found}
        return tuple(
            one
            for one in found
            if (row := rows[one.evidence_id]) is not None and (row.received_at, row.id) < self._moment
        )


def _keys(findings: Sequence[Finding]) -> list[tuple[str, str | None, str]]:
    return [(one.code, one.other, one.severity.value) for one in findings]


def _view(row: Row) -> ScreeningView:
    return ScreeningView(
        row.id,
        row.state,
        row.city,
        row.year,
        row.total,
        row.done,
        row.found,
        row.patterns,
        row.created_at,
        row.ended_at,
    )
