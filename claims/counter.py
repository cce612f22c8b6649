"""The counter: lists and single claims as people see them, notices, the audit log, health."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import rules
from claims import access, planted, prefill, show
from claims.account import Accounts
from claims.audit import Audit
from claims.casebook import Casebook, Folder
from claims.classes.beside import Surroundings
from claims.errors import BadInput, Forbidden, NotFound
from claims.investigation import others_visible
from claims.lifecycle import OPEN_TO_OWNER, Party, Stage, moves_for
from claims.masks import sees_others
from claims.people import may_see
from claims.review import held, hides_first, parties_of, undoable
from claims.settings import Settings
from claims.shelf import view_of
from claims.stages import stages_of
from claims.still_open import still_open
from claims.store import claims as rows
from claims.store import evidence as evidence_rows
from claims.store import jobs
from claims.store import people as people_rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import (
    Actor,
    AuditPage,
    ClaimPage,
    ClaimSummary,
    ClaimView,
    Health,
    PathwayChoice,
    SecrecyNotice,
)
from domain.claim import ClaimState, Role

MOST_PER_PAGE = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for; see ``Desk.claims``."""

    state: ClaimState | None = None
    employer: str | None = None
    city: str | None = None
    year: int | None = None
    person_id: str | None = None
    mine: bool = False
    queue: bool = False
    waiting_days: int | None = None  # handed in at least so many days ago
    ids: frozenset[str] | None = None  # these only


#: A queue longer than this is said to be "more than".
MOST_COUNTED = 2000


class Counter:
    def __init__(
        self,
        store: Store,
        vault: Vault,
        audit: Audit,
        casebook: Casebook,
        accounts: Accounts,
        surroundings: Surroundings,
        blind: Callable[[str], bool],
    ) -> None:
        self._store = store
        self._vault = vault
        self._audit = audit
        self._casebook = casebook
        self._accounts = accounts
        self._surroundings = surroundings
        self._blind = blind

    # --- lists ------------------------------------------------------------------------------------------------------

    def claims(self, actor: Actor, asked: Asked, *, cursor: str | None, limit: int) -> ClaimPage:
        limit = max(1, min(limit, MOST_PER_PAGE))
        sight, wanted = self._wanted(actor, asked)
        with self._store.read() as tx:
            found = rows.listed(
                tx,
                sight,
                wanted,
                after=_read_cursor(cursor, queue=asked.queue) if cursor else None,
                oldest_first=asked.queue,
                limit=limit + 1,
            )
            items = tuple(self._line(actor, one) for one in self._casebook.slim(tx, found[:limit]))
        more = len(found) > limit
        return ClaimPage(items, _cursor(items[-1], queue=asked.queue) if more else None)

    def count(self, actor: Actor, asked: Asked) -> int:
        sight, wanted = self._wanted(actor, asked)
        with self._store.read() as tx:
            return rows.count(tx, sight, wanted, most=MOST_COUNTED)

    def following(self, actor: Actor, asked: Asked, claim_id: str, limit: int) -> tuple[str, ...]:
        """Ids of the queue behind this claim, then those before it: where a sitting goes on."""
        sight, wanted = self._wanted(actor, asked)
        with self._store.read() as tx:
            row = held(tx, actor, claim_id, None)
            at = row.submitted_at or row.created_at
            return tuple(rows.queue_from(tx, sight, wanted, (at, row.id), limit=limit))

    @staticmethod
    def _wanted(actor: Actor, asked: Asked) -> tuple[rows.Sight, rows.Wanted]:
        sight = rows.Sight(person_id=actor.person_id) if asked.mine else access.sight(actor)
        states: list[tuple[str, int | None]] | None = [(asked.state.value, None)] if asked.state else None
        if asked.queue:
            states = [one for one in _waiting_for(actor) if asked.state is None or one[0] == asked.state.value]
        before = datetime.now(UTC) - timedelta(days=asked.waiting_days) if asked.waiting_days else None
        return sight, rows.Wanted(
            states=tuple(states) if states is not None else None,
            employer=asked.employer,
            city=asked.city,
            year=asked.year,
            person_id=asked.person_id,
            not_person=actor.person_id if asked.queue else None,
            before=before,
            ids=asked.ids,
        )

    def _line(self, actor: Actor, folder: Folder) -> ClaimSummary:
        row, title = folder.row, str(folder.held.get("title") or "")
        line = show.summary(row, stages_of(row.city, row.year), rules.policy_for(row.city, row.year), title)
        # Who is to judge without sight of the first level must not read its figure in the list either.
        return replace(line, credited=None) if Role.AUTHORITY in actor.roles and hides_first(row, self._blind) else line

    # --- one claim --------------------------------------------------------------------------------------------------

    def claim(self, actor: Actor, claim_id: str, *, ahead: bool = False) -> ClaimView:
        """``ahead``: fetched before anybody looks at it; that ends nobody's undo."""
        with self._store.read() as tx:
            row = held(tx, actor, claim_id, None)
            stages = stages_of(row.city, row.year)
            parties = parties_of(tx, actor, row, stages)
            folder = self._casebook.folder(tx, row)
            moves = rows.moves_of(tx, claim_id)
            view = self._view(tx, actor, folder, stages, parties, moves)
        self._opened(actor, row, parties, moves, ahead=ahead)
        return view

    def look(self, actor: Actor, claim_id: str) -> int:
        """What was fetched ahead is on somebody's screen now; the version it has by now."""
        with self._store.read() as tx:
            row = held(tx, actor, claim_id, None)
            parties = parties_of(tx, actor, row, stages_of(row.city, row.year))
            moves = rows.moves_of(tx, claim_id)
        self._opened(actor, row, parties, moves)
        return int(row.version)

    def _view(
        self,
        tx: Transaction,
        actor: Actor,
        folder: Folder,
        stages: tuple[Stage, ...],
        parties: frozenset[Party],
        moves: list[Row],
    ) -> ClaimView:
        row = folder.row
        policy = rules.policy(row.policy) if row.policy else None
        others = sees_others(actor, row.person_id)
        seen = others_visible(tx, actor, {one.other for one in folder.doubts if one.other})
        doubts = [one if one.other in seen else replace(one, other=None) for one in folder.doubts]
        blind = Party.SECOND in parties and hides_first(row, self._blind)
        if blind:
            before = {one for one, said in rows.doubt_answers_of(tx, row.id).items() if said.level < row.level}
            doubts = [replace(one, settled=False) if one.id in before else one for one in doubts]
            moves = [one for one in moves if one.from_level != 1]
        asked, folded, settled = show.split(doubts, masked=not others, own_name=row.person_name)
        names = prefill.evidence_names(folder.documents)
        candidates = folder.held.get("candidates", ())
        choices: tuple[PathwayChoice, ...] = ()
        if policy is not None:
            order = dict.fromkeys([*([row.pathway] if row.pathway else []), *candidates, *policy.pathways])
            choices = show.pathway_choices(policy, list(order), names, candidates)
        line = show.summary(row, stages, policy, show.claim_title(folder))
        classes, documents = self._surroundings.shown(tx, folder)
        return ClaimView(
            summary=replace(line, credited=None) if blind else line,
            policy=row.policy,
            policy_title=policy.title if policy is not None else "",
            policy_digest=row.policy_digest or "",
            stages=tuple(stage.title for stage in stages),
            activity=folder.held.get("activity", {}),
            activity_sources=folder.held.get("sources", {}),
            pathways=choices,
            proposal=folder.held.get("proposal"),
            proposal_error=folder.held.get("error"),
            year_proposal=self._accounts.beside(tx, folder).proposal,
            doubts=asked,
            folded=folded,
            settled=settled,
            evidence=tuple(view_of(tx, self._vault, actor, one.row, (row.id,), one) for one in documents),
            timeline=show.timeline(moves),
            moves=_open_moves(row, parties, stages),
            can_undo=undoable(actor, row, moves) is not None,
            note="" if blind else folder.note,
            classes=classes if others else (),
            planted="" if Party.OWNER in parties else planted.told(tx, row),
            blind=blind,
            still_open=still_open(
                row.policy, row.person_settings, row.year, row.pathway, folder.held.get("activity") or {}
            )
            if policy is not None and row.pathway in policy.pathways
            else (),
        )

    def _opened(
        self, actor: Actor, row: Row, parties: frozenset[Party], moves: list[Row], *, ahead: bool = False
    ) -> None:
        """Record a read of somebody else's data, and that the next one has looked (undo ends there)."""
        owner = Party.OWNER in parties
        last = next((move for move in reversed(moves) if not move.undone), None)
        looked = last is not None and last.actor_id != actor.person_id and row.opened_level == 0
        concerned = owner or bool(parties)
        if owner and not looked:
            return
        with self._store.write() as tx:
            if looked and concerned and not ahead:
                rows.touch(tx, row.id, opened_level=max(row.level, 1))
            if not owner:
                detail = {"version": row.version} | ({"ahead": True} if ahead else {})
                self._audit.append(tx, actor.person_id, "claim.read", row.id, detail)

    @staticmethod
    def pathways(city: str, year: int) -> tuple[PathwayChoice, ...]:
        policy = rules.policy_for(city, year)
        return show.pathway_choices(policy, list(policy.pathways), (), ()) if policy is not None else ()

    # --- notices, audit, health -------------------------------------------------------------------------------------

    def notices(self, actor: Actor) -> tuple[SecrecyNotice, ...]:
        access.require(actor, "secrecy.notices")
        with self._store.read() as tx:
            found = evidence_rows.notices(tx, employer=_unit(actor))
        return tuple(
            SecrecyNotice(row.id, row.at, row.person_id, row.person_name, row.employer, tuple(row.marks), row.seen_at)
            for row in found
        )

    def mark_seen(self, actor: Actor, notice_id: str) -> None:
        access.require(actor, "secrecy.notices")
        with self._store.write() as tx:
            if not evidence_rows.mark_seen(tx, notice_id, actor.person_id, datetime.now(UTC), employer=_unit(actor)):
                raise NotFound
            self._audit.append(tx, actor.person_id, "secrecy.notice_seen", notice_id)

    def audit_page(self, actor: Actor, *, before: int | None, limit: int) -> AuditPage:
        access.require(actor, "audit.read")
        found = self._audit.page(before=before, limit=max(1, min(limit, 500)))
        with self._store.read() as tx:
            people = {one: people_rows.by_id(tx, one) for one in {row.actor_id for row in found.items}}
        named = {one: row.name for one, row in people.items() if row is not None and may_see(actor, row)}
        return replace(found, items=tuple(replace(row, actor_name=named.get(row.actor_id, "")) for row in found.items))

    def health(self, settings: Settings, reader_ready: bool) -> Health:
        parts = {"reader": "ok" if reader_ready else "loading"}
        counts: dict[str, int] = {}
        try:
            with self._store.read() as tx:
                counts = jobs.counts(tx)
            parts["database"] = "ok"
        except Exception:  # noqa: BLE001 - whatever is wrong with the database, the answer is: not ready
            parts["database"] = "down"
        parts["keys"] = "ok" if settings.master_key.exists() and settings.audit_key.exists() else "missing"
        waiting = counts.get("waiting", 0) + counts.get("queued", 0)
        ready = all(state == "ok" for state in parts.values())
        return Health(ready, parts, waiting, counts.get("failed", 0))


def _unit(actor: Actor) -> str | None:
    """Auditors see all notices; a unit administrator those of the own unit."""
    if actor.has(Role.AUDITOR) or access.everywhere(actor):
        return None
    if actor.employer is None:
        raise Forbidden
    return actor.employer


def _waiting_for(actor: Actor) -> list[tuple[str, int | None]]:
    """States with level whose next move may be the actor's."""
    found: list[tuple[str, int | None]] = []
    if actor.has(Role.UNIT_ADMIN, Role.AUTHORITY):
        # Whose turn level one is depends on the city's stages; the sight already limits to unit or city.
        found += [("submitted", 1), ("disputed", 1)]
    if Role.AUTHORITY in actor.roles:
        found += [("second_review", 2), ("disputed", 3)]
    if Role.INVESTIGATOR in actor.roles:
        found += [("disputed", 3)]
    return found


def _open_moves(row: Row, parties: frozenset[Party], stages: tuple[Stage, ...]) -> tuple[str, ...]:
    state = ClaimState(row.state)
    moves = list(moves_for(state, row.level, parties, stages))
    if (Party.OWNER in parties and state in OPEN_TO_OWNER) or any(
        level == row.level and party in parties
        for party, level in ((Party.FIRST, 1), (Party.SECOND, 2), (Party.CHIEF, 3))
    ):
        moves.insert(0, "change")
    return tuple(moves)


def _cursor(last: ClaimSummary, *, queue: bool) -> str:
    at = (last.submitted_at or last.created_at) if queue else last.updated_at
    body: list[Any] = ["q" if queue else "n", at.isoformat(), last.id]
    return base64.urlsafe_b64encode(json.dumps(body).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, *, queue: bool) -> tuple[datetime, str]:
    try:
        order, at, last = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if order != ("q" if queue else "n") or not isinstance(last, str):
            raise ValueError(order)
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError(at)
        return moment, last
    except (ValueError, TypeError) as error:
        raise BadInput("cursor", "翻页标记无效，请从第一页重新开始。") from error
