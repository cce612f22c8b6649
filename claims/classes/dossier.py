"""The class dossier: claims that mention an approved class, held against it; bulk confirmation only in here.

A row may be confirmed in bulk when it waits for this actor, no doubt of the claim is open, it agrees with
roster and approval, and the rows drawn at random have been opened first. Everything else drops out and says why.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import rules
from claims import access, show
from claims.audit import Audit
from claims.casebook import Casebook, Folder
from claims.classes.against import against, on_roster
from claims.classes.checked import Checked, checked_papers, known
from claims.classes.checks import facts_of
from claims.classes.conduct import Classes
from claims.classes.held import may_see, on_file, sides_of, told_by
from claims.classes.match import fit
from claims.classes.nouns import Dossier, DossierRow
from claims.classes.papers import ClassPapers
from claims.classes.states import YARDSTICKS, ClassState
from claims.errors import BadInput, Conflict, DeskError, NotFound
from claims.lifecycle import BATCH_REASON, OPEN_TO_REVIEW, moves_for
from claims.prefill import ON_FILE
from claims.review import MOST_AT_ONCE, Review, parties_of
from claims.stages import stages_of
from claims.store import claims as claim_rows
from claims.store import classes as rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor, BulkItem, BulkOutcome, Decision
from domain.claim import ClaimState, Verdict
from domain.said import Said

#: Claims of one class that a dossier shows.
MOST_SHOWN = 3000
#: Claims of a city and year looked through when a class is new, and how many of them are open at a time.
MOST_SOUGHT, AT_A_TIME = 200_000, 500
_WAITING = (ClaimState.SUBMITTED, ClaimState.SECOND_REVIEW)
_SHOWN = (*_WAITING, ClaimState.RETURNED, ClaimState.DISPUTED, ClaimState.CREDITED, ClaimState.DECLINED)


@dataclass(frozen=True, slots=True)
class _Found:
    folder: Folder
    match: float


class Dossiers:
    def __init__(
        self,
        store: Store,
        vault: Vault,
        audit: Audit,
        casebook: Casebook,
        classes: Classes,
        papers: ClassPapers,
        review: Review,
        *,
        open_first: int,
    ) -> None:
        self._store, self._vault, self._audit, self._casebook = store, vault, audit, casebook
        self._classes, self._papers, self._review, self._open_first = classes, papers, review, open_first

    # --- looking ----------------------------------------------------------------------------------------------------

    def of(self, actor: Actor, class_id: str) -> Dossier:
        """See ``Dossier``. Claims the actor may not see are not in it."""
        self._seek(class_id)
        with self._store.read() as tx:
            row = self._yardstick(tx, actor, class_id)
            return self._dossier(tx, actor, row)

    def mentioning(self, actor: Actor, class_id: str) -> frozenset[str]:
        """Ids of the claims under review whose papers mention the class."""
        self._seek(class_id)
        with self._store.read() as tx:
            row = self._yardstick(tx, actor, class_id)
            return frozenset(claim.id for claim, _ in self._mentions(tx, actor, row, _WAITING))

    def look(self, actor: Actor, class_id: str, claim_id: str) -> None:
        """Note that the actor opens this claim from the dossier."""
        self._seek(class_id)
        with self._store.write() as tx:
            row = self._yardstick(tx, actor, class_id)
            if all(claim.id != claim_id for claim, _ in self._mentions(tx, actor, row, _SHOWN)):
                raise NotFound
            rows.look(tx, class_id, claim_id, actor.person_id, datetime.now(UTC))

    def renew(self, class_id: str) -> int:
        """The class has changed: ask again of every waiting claim that mentions it; how many differ now."""
        changed = 0
        self._seek(class_id)
        with self._store.write() as tx:
            row = rows.get(tx, class_id)
            if row is None or ClassState(row.state) not in YARDSTICKS:
                return 0
            for claim, _ in self._mentions(tx, None, row, _WAITING):
                folder = self._casebook.folder(tx, claim)
                if self._casebook.differs(tx, folder):
                    claim_rows.change(tx, claim.id, claim.version, **self._casebook.reckoned(tx, folder))
                    changed += 1
        return changed

    def classes_of(self, actor: Actor, claim_id: str) -> tuple[tuple[str, str], ...]:
        """``(class id, title)`` of the approved classes that a claim mentions, best match first."""
        with self._store.read() as tx:
            claim = claim_rows.get(tx, claim_id, access.sight(actor))
            if claim is None:
                raise NotFound
            told = told_by(self._casebook.slim(tx, [claim])[0])
            states = [state.value for state in YARDSTICKS]
            found = [
                (_fit(told, row), row)
                for row in rows.listed(tx, city=claim.city, year=claim.year, states=states)
                if may_see(actor, row)
            ]
        ranked = sorted((one for one in found if one[0] > 0), key=lambda one: -one[0])
        return tuple((row.id, row.title) for _, row in ranked)

    # --- deciding ---------------------------------------------------------------------------------------------------

    def take_over(self, actor: Actor, class_id: str) -> int:
        """Put the class's approved facts and papers beside every matched claim that waits for the actor; how many."""
        changed = 0
        self._seek(class_id)
        with self._store.write() as tx:
            row = self._yardstick(tx, actor, class_id)
            application = self._classes.application(tx, row)
            papers = checked_papers(tx, self._vault, row.id)
            for one in self._found(tx, actor, row):
                claim = one.folder.row
                if claim.pathway not in (None, row.pathway) or not _waits(tx, actor, claim):
                    continue
                facts = facts_of(
                    application,
                    approved=row.hours_approved,
                    approved_by="班次档案",
                    roster_on=date.fromisoformat(row.roster_on) if row.roster_on else None,
                )
                given = {**facts, **one.folder.given, ON_FILE: on_file(row.city, row.year, row.pathway, papers)}
                if given == dict(one.folder.given):
                    continue
                values = self._casebook.reckoned(tx, replace(one.folder, given=given))
                if claim_rows.change(tx, claim.id, claim.version, **values):
                    changed += 1
                    detail = {"class": class_id, "version": claim.version + 1}
                    self._audit.append(tx, actor.person_id, "claim.yardstick", claim.id, detail)
        return changed

    def confirm(self, actor: Actor, class_id: str, items: Sequence[BulkItem], key: str) -> tuple[BulkOutcome, ...]:
        """Credit explicit ids and versions. ``Conflict`` while a drawn row is unopened; unfit rows drop out."""
        if not items or len(items) > MOST_AT_ONCE or len({item.id for item in items}) != len(items):
            raise BadInput("items", Said("请选择 1 到 {most} 项，每项一次。", most=MOST_AT_ONCE))
        with self._store.read() as tx:
            row = self._yardstick(tx, actor, class_id)
            earlier = claim_rows.answer(tx, actor.person_id, key)
            why: dict[str, str] = {}
            if earlier is not None:
                done = {one["id"] for one in earlier.answer.get("outcomes", ())}
                fit_items = [item for item in items if item.id in done]
            else:
                dossier = self._dossier(tx, actor, row)
                if dossier.to_open:
                    raise Conflict(
                        Said("抽中的材料还有 {left} 份没有打开看过，请先逐份打开。", left=dossier.to_open),
                        code="class.open_first",
                    )
                clear = {one.claim.id for one in dossier.rows if one.clear}
                why = {one.claim.id: "；".join(one.why) for one in dossier.rows}
                fit_items = [item for item in items if item.id in clear]
        decided = {item.id for item in fit_items}
        outcomes: dict[str, BulkOutcome] = {}
        if fit_items:
            decision = Decision(Verdict.CREDIT, reason=Said(BATCH_REASON, title=row.title))
            told = self._review.decide_many(actor, fit_items, decision, key)
            outcomes = {one.id: one for one in told}
        for item in items:
            if item.id not in decided:
                detail = why.get(item.id) or "不在这个班次里，或情况已有变化，请逐项处理。"
                outcomes[item.id] = BulkOutcome(item.id, "skipped", None, None, "class.not_clear", detail)
        return tuple(outcomes[item.id] for item in items)

    def undo(self, actor: Actor, class_id: str, items: Sequence[BulkItem]) -> tuple[BulkOutcome, ...]:
        """Take back one's own confirmations, each until the next level has opened it."""
        with self._store.read() as tx:
            self._yardstick(tx, actor, class_id)
        told = []
        for item in items[:MOST_AT_ONCE]:
            try:
                self._review.undo(actor, item.id, item.version)
                told.append(BulkOutcome(item.id, "done", item.version + 1))
            except DeskError as refused:
                told.append(BulkOutcome(item.id, "skipped", None, None, refused.code, refused.detail))
        return tuple(told)

    # --- inside -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _yardstick(tx: Transaction, actor: Actor, class_id: str) -> Row:
        row = rows.get(tx, class_id)
        if row is None or not may_see(actor, row):
            raise NotFound
        if ClassState(row.state) not in YARDSTICKS:
            raise Conflict("班次还没有同意办班，没有档案可以对照。", code="class.not_approved")
        return row

    def _found(self, tx: Transaction, actor: Actor, row: Row) -> list[_Found]:
        """Claims the actor sees that mention the class, with their papers."""
        return [
            _Found(self._casebook.folder(tx, claim), match) for claim, match in self._mentions(tx, actor, row, _SHOWN)
        ]

    def _seek(self, class_id: str) -> None:
        """Look once through what was handed in before the class was approved; later claims say it themselves."""
        with self._store.read() as tx:
            row = rows.get(tx, class_id)
        if row is None or row.sought_at is not None or ClassState(row.state) not in YARDSTICKS:
            return
        wanted = claim_rows.Wanted(states=tuple((state.value, None) for state in _SHOWN), city=row.city, year=row.year)
        everything = claim_rows.Sight(everything=True)
        with self._store.write() as tx:
            found: dict[str, float] = {}
            claims = claim_rows.listed(tx, everything, wanted, limit=MOST_SOUGHT)
            for first in range(0, len(claims), AT_A_TIME):
                some = self._casebook.slim(tx, claims[first : first + AT_A_TIME])
                fits = ((one.row.id, _fit(told_by(one), row)) for one in some)
                found.update((claim_id, match) for claim_id, match in fits if match > 0)
            rows.set_mentioned(tx, class_id, found)
            rows.touch(tx, class_id, sought_at=datetime.now(UTC))

    @staticmethod
    def _mentions(
        tx: Transaction, actor: Actor | None, row: Row, states: Sequence[ClaimState]
    ) -> list[tuple[Row, float]]:
        """Claims in these states that mention the class, with how well they fit; the actor's sight, None for all."""
        fits = rows.mentioned(tx, row.id)
        found = claim_rows.listed(
            tx,
            access.sight(actor) if actor is not None else claim_rows.Sight(everything=True),
            claim_rows.Wanted(
                states=tuple((state.value, None) for state in states),
                city=row.city,
                year=row.year,
                not_person=actor.person_id if actor is not None else None,
                ids=frozenset(fits),
            ),
            limit=MOST_SHOWN,
            oldest_first=True,
        )
        return [(claim, fits[claim.id]) for claim in found]

    def _dossier(self, tx: Transaction, actor: Actor, row: Row) -> Dossier:
        view = self._classes.view_of(tx, actor, row)
        people = self._classes.roster_people(tx, row)
        looked = rows.looked_at(tx, row.id, actor.person_id)
        papers = checked_papers(tx, self._vault, row.id)
        claims = self._found(tx, actor, row)
        made = [self._row(tx, actor, row, people, papers, one) for one in claims]
        eligible = [one for one in made if not one.why]
        ranked = sorted(eligible, key=lambda one: _draw(row.id, actor.person_id, one.claim.id))
        drawn = {one.claim.id for one in ranked[: self._open_first]}
        to_open = len(drawn - looked)
        shown = []
        for one in made:
            must = one.claim.id in drawn
            opened = one.claim.id in looked
            why = one.why
            if not why and to_open:
                why = ("抽中，须先打开看过。",) if must and not opened else ("先看完抽中的几份。",)
            shown.append(replace(one, must_open=must, opened=opened, clear=not why, why=why))
        claimed = {one.roster_row for one in made}
        shown.sort(key=lambda one: (one.claim.state not in _WAITING, not one.must_open, not one.clear, -one.match))
        visible = {one.row for one in view.roster}
        return Dossier(
            view=view,
            rows=tuple(shown),
            not_claimed=tuple(
                str(one["name"])
                for at, one in enumerate(people, 1)
                if at not in claimed and at in visible and _unregistered(view, at)
            ),
            to_open=to_open,
            papers=self._papers.listed(tx, actor, row, [one.folder for one in claims]),
            may_check=bool(sides_of(actor, row)),
        )

    def _row(
        self,
        tx: Transaction,
        actor: Actor,
        row: Row,
        people: Sequence[Mapping[str, Any]],
        papers: Sequence[Checked],
        found: _Found,
    ) -> DossierRow:
        claim = found.folder.row
        there = on_roster(claim.person_name, claim.employer, people)
        documents = known(found.folder.documents, papers)
        held = against(claim, documents, row, there, has_roster=bool(people), papers=papers)
        flags = tuple(one.flag for one in held)
        why = [flag.text for flag in flags if flag.tone == "doubt"]
        if not _waits(tx, actor, claim):
            why.insert(0, "现在不由您审核，或已经办结。")
        if claim.open_doubts:
            why.append(Said("还有 {left} 个疑点没有处理。", left=claim.open_doubts))
        if claim.credited is None and claim.default_hours is None:
            why.append("没有确定的学时。")
        policy = rules.policy_for(claim.city, claim.year)
        summary = show.summary(claim, stages_of(claim.city, claim.year), policy, show.claim_title(found.folder))
        return DossierRow(
            claim=summary,
            match=round(found.match, 3),
            roster_row=there.row,
            roster_name=there.name,
            name_match=there.how,
            flags=flags,
            must_open=False,
            opened=False,
            clear=False,
            why=tuple(why),
        )


def _fit(told: Any, row: Row) -> float:
    return fit(told, row.title, date.fromisoformat(row.first_day), date.fromisoformat(row.last_day), row.doc_no)


def _waits(tx: Transaction, actor: Actor, claim: Row) -> bool:
    stages = stages_of(claim.city, claim.year)
    state = ClaimState(claim.state)
    if state not in OPEN_TO_REVIEW or state is ClaimState.DISPUTED:
        return False
    return "credit" in moves_for(state, claim.level, parties_of(tx, actor, claim, stages), stages)


def _draw(class_id: str, actor_id: str, claim_id: str) -> str:
    """A fixed order nobody can foresee who does not know the ids."""
    return sha256(f"{class_id} {actor_id} {claim_id}".encode()).hexdigest()


def _unregistered(view: Any, at: int) -> bool:
    return any(one.row == at and one.outcome in ("waiting", "unknown_person", "several_people") for one in view.roster)
