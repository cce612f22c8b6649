"""Moves on claims: submit, withdraw, decide, decide many, undo. Each is one transaction with its audit row.

Two people on one claim: the version decides who was first. The same idempotency key gives the same
answer again; a decision is made once.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy.exc import IntegrityError

from claims import access, planted
from claims.audit import Audit
from claims.casebook import UNDER_WORK, AsIf, Casebook
from claims.errors import BadInput, Conflict, DeskError, Forbidden, NotFound, Stale
from claims.lifecycle import BLIND_REASON, MOVE_TITLES, Party, Rule, Stage, rule_for
from claims.stages import stages_of
from claims.store import claims as rows
from claims.store import evidence as evidence_rows
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor, BulkItem, BulkOutcome, Decision
from domain.claim import CLAIM_STATE_TITLES, ClaimState, Role, Verdict
from domain.said import Said

MOST_AT_ONCE = 500
_NEEDS_REASON = frozenset({Verdict.RETURN, Verdict.DECLINE, Verdict.ADJUST, Verdict.DISPUTE})
_CREDITING = frozenset({Verdict.CREDIT, Verdict.ADJUST})


class Review:
    def __init__(self, store: Store, audit: Audit, casebook: Casebook, blind: Callable[[str], bool]) -> None:
        self._store = store
        self._audit = audit
        self._casebook = casebook
        self._blind = blind

    # --- the owner --------------------------------------------------------------------------------------------------

    def submit(self, actor: Actor, claim_id: str, version: int | None) -> None:
        with self._store.write() as tx:
            claim = held(tx, actor, claim_id, version, lock=True)
            rule = self._rule(tx, actor, claim, "submit")
            if any(row.state in UNDER_WORK for row in evidence_rows.of_claim(tx, claim_id)):
                raise Conflict("还有材料正在识别，请稍候再提交。", code="claim.still_reading")
            if evidence_rows.unfinished_for(tx, claim_id):
                raise Conflict("还有材料正在识别，请稍候再提交。", code="claim.still_reading")
            if claim.pathway is None:
                raise Conflict("请先选择申报的途径。", code="claim.no_pathway")
            # What the office knows around the claim may have changed since it was a draft.
            folder = replace(self._casebook.folder(tx, claim), row=AsIf(claim, {"state": rule.to.value}))
            values = self._casebook.reckoned(tx, folder)
            self._move(tx, actor, claim, rule, **{**values, "submitted_at": datetime.now(UTC)})

    def withdraw(self, actor: Actor, claim_id: str, version: int | None) -> None:
        with self._store.write() as tx:
            claim = held(tx, actor, claim_id, version, lock=True)
            self._move(tx, actor, claim, self._rule(tx, actor, claim, "withdraw"))

    # --- reviewers --------------------------------------------------------------------------------------------------

    def decide(self, actor: Actor, claim_id: str, version: int, decision: Decision, key: str) -> None:
        """Once per key: a repeated key with the same request does nothing more."""
        request = _digest(["decide", claim_id, version, _plain(decision)])

        def work(tx: Transaction) -> dict[str, Any]:
            self._decide(tx, actor, claim_id, version, decision, bulk=False)
            return {"claim": claim_id}

        self._once(actor, key, request, work)

    def decide_many(
        self, actor: Actor, items: Sequence[BulkItem], decision: Decision, key: str
    ) -> tuple[BulkOutcome, ...]:
        if not items or len(items) > MOST_AT_ONCE:
            raise BadInput("items", Said("一次最多处理 {most} 项，至少一项。", most=MOST_AT_ONCE))
        if decision.verdict is not Verdict.CREDIT or decision.hours is not None:
            raise BadInput("decision", "成批处理只能按建议学时认定；其他决定请逐项作出。")
        if len({item.id for item in items}) != len(items):
            raise BadInput("items", "同一项申报出现了两次。")
        request = _digest(["decide_many", [[item.id, item.version] for item in items], _plain(decision)])

        def work(tx: Transaction) -> dict[str, Any]:
            outcomes = [self._one_of_many(tx, actor, item, decision) for item in items]
            return {"outcomes": [_outcome_json(one) for one in outcomes]}

        answer = self._once(actor, key, request, work)
        return tuple(_outcome(one) for one in answer["outcomes"])

    def _one_of_many(self, tx: Transaction, actor: Actor, item: BulkItem, decision: Decision) -> BulkOutcome:
        try:
            state, version = self._decide(tx, actor, item.id, item.version, decision, bulk=True)
        except DeskError as refused:
            return BulkOutcome(item.id, "skipped", None, None, refused.code, refused.detail)
        return BulkOutcome(item.id, "done", version, state)

    def _decide(
        self, tx: Transaction, actor: Actor, claim_id: str, version: int, decision: Decision, *, bulk: bool
    ) -> tuple[ClaimState, int]:
        claim = held(tx, actor, claim_id, version, lock=True)
        if hides_first(claim, self._blind):
            decision = self._independent(claim, decision)
        rule = self._rule(tx, actor, claim, decision.verdict.value)
        if decision.verdict in _NEEDS_REASON and not decision.reason.strip():
            raise BadInput("reason", "请写明理由，申报人会看到这句话。")
        if decision.verdict is Verdict.DECLINE and not decision.clause.strip():
            raise BadInput("clause", "不予认定须写明依据的条款。")
        if decision.verdict in _CREDITING and claim.open_doubts and rule.party is not Party.OWNER:
            form = "还有 {left} 个疑点没有处理，请先逐项核实。"
            raise Conflict(Said(form, left=claim.open_doubts), code="claim.open_doubts")
        if bulk and claim.state == ClaimState.DISPUTED.value:
            raise Conflict("有异议的申报须逐项处理。", code="claim.disputed")
        hours = self._hours(claim, decision)
        item = planted.of_claim(tx, claim)
        if item is not None:
            # Every check of a real claim has passed; what follows would register something, so it ends here.
            planted.end(tx, actor, item, decision.verdict, claim.level)
            rule = replace(rule, to=ClaimState.WITHDRAWN, to_level=0)
            self._move(tx, actor, claim, rule, decision=decision, action="planted.end")
            return rule.to, claim.version + 1
        values: dict[str, Any] = {}
        if decision.verdict in _CREDITING:
            values["credited"] = hours
        elif rule.to in (ClaimState.RETURNED, ClaimState.DECLINED):
            values["credited"] = None
        self._move(tx, actor, claim, rule, decision=decision, hours=hours, **values)
        return rule.to, claim.version + 1

    @staticmethod
    def _independent(claim: Row, decision: Decision) -> Decision:
        """A figure given without sight of the first level's: the same agrees, another one goes back as a dispute."""
        if decision.verdict not in _CREDITING:
            return decision
        own = decision.hours if decision.hours is not None else claim.default_hours
        if own is None or claim.credited is None:
            return decision
        if own == claim.credited:
            return replace(decision, verdict=Verdict.CREDIT, hours=own)
        reason = decision.reason.strip() or Said(BLIND_REASON, hours=f"{own.normalize():f}")
        return replace(decision, verdict=Verdict.ADJUST, hours=own, reason=reason)

    @staticmethod
    def _hours(claim: Row, decision: Decision) -> Decimal | None:
        """The figure credited: the reviewer's, else an earlier level's, else the proposed one."""
        if decision.verdict not in _CREDITING:
            return None
        if decision.hours is not None:
            if decision.verdict is Verdict.CREDIT and claim.default_hours is not None:
                proposed = claim.credited if claim.credited is not None else claim.default_hours
                if decision.hours != proposed:
                    raise BadInput("hours", "与建议学时不同，请用“调整学时”并写明理由。")
            if not 0 <= decision.hours <= 10000:
                raise BadInput("hours", "学时不在合理范围内。")
            return decision.hours
        if decision.verdict is Verdict.ADJUST:
            raise BadInput("hours", "请填写调整后的学时。")
        figure: Decimal | None = claim.credited if claim.credited is not None else claim.default_hours
        if figure is None:
            raise BadInput("hours", "认定办法没有给出确定的学时，请由审核人员填写。")
        return figure

    def undo(self, actor: Actor, claim_id: str, version: int) -> None:
        with self._store.write() as tx:
            claim = held(tx, actor, claim_id, version, lock=True)
            last = undoable(actor, claim, rows.moves_of(tx, claim_id))
            if last is None:
                raise Conflict("只能撤销自己刚作出的决定，而且下一级或申报人还没有打开过。", code="claim.cannot_undo")
            now = datetime.now(UTC)
            rows.mark_undone(tx, last.id)
            done = rows.change(
                tx,
                claim_id,
                version,
                state=last.from_state,
                level=last.from_level,
                credited=last.hours_before,
                opened_level=0,
                updated_at=now,
            )
            if not done:
                raise stale()
            rows.add_move(
                tx,
                **_move_row(actor, claim, version + 1, now, "undo", _role(actor, None)),
                from_state=claim.state,
                to_state=last.from_state,
                from_level=claim.level,
                to_level=last.from_level,
                undone=True,
            )
            self._audit.append(tx, actor.person_id, "claim.undo", claim_id, {"version": version + 1})

    # --- shared -----------------------------------------------------------------------------------------------------

    def _rule(self, tx: Transaction, actor: Actor, claim: Row, move: str) -> Rule:
        """The table's row for the move, or the refusal that says why there is none."""
        stages = stages_of(claim.city, claim.year)
        state = ClaimState(claim.state)
        parties = parties_of(tx, actor, claim, stages)
        rule = rule_for(move, state, claim.level, parties, stages)
        if rule is not None:
            return rule
        title = MOVE_TITLES.get(move, move)
        if rule_for(move, state, claim.level, frozenset(Party), stages) is None:
            form = "“{state}”的申报不能{move}。"
            raise Conflict(
                Said(form, state=Said(CLAIM_STATE_TITLES[state]), move=Said(title)), code="claim.wrong_state"
            )
        if claim.person_id == actor.person_id:
            raise Forbidden("不能审核自己的申报，请由其他审核人员处理。")
        raise Forbidden(Said("这一步的“{move}”不由您办理（同一人也不能兼做两级审核）。", move=Said(title)))

    def _move(
        self,
        tx: Transaction,
        actor: Actor,
        claim: Row,
        rule: Rule,
        *,
        decision: Decision | None = None,
        hours: Decimal | None = None,
        action: str = "",
        **values: Any,
    ) -> None:
        now = datetime.now(UTC)
        done = rows.change(
            tx,
            claim.id,
            claim.version,
            state=rule.to.value,
            level=rule.to_level,
            opened_level=0,
            **{**values, "updated_at": now},
        )
        if not done:
            raise stale()
        rows.add_move(
            tx,
            **_move_row(actor, claim, claim.version + 1, now, rule.move, _role(actor, rule.party), decision, hours),
            from_state=claim.state,
            to_state=rule.to.value,
            from_level=claim.level,
            to_level=rule.to_level,
            undone=False,
        )
        detail = {"from": claim.state, "to": rule.to.value, "level": rule.to_level, "version": claim.version + 1}
        if hours is not None:
            detail["hours"] = str(hours)
        self._audit.append(tx, actor.person_id, action or f"claim.{rule.move}", claim.id, detail)

    def _once(
        self, actor: Actor, key: str, request: str, work: Callable[[Transaction], dict[str, Any]]
    ) -> dict[str, Any]:
        """The earlier answer of the key, or that of ``work``, kept in the same transaction."""
        if not 1 <= len(key) <= 200:
            raise BadInput("idempotency_key", "Idempotency-Key 应为 1 到 200 个字符。")
        earlier = self._earlier(actor, key, request)
        if earlier is not None:
            return earlier
        try:
            with self._store.write() as tx:
                answer = work(tx)
                rows.keep_answer(
                    tx, actor_id=actor.person_id, key=key, request=request, answer=answer, at=datetime.now(UTC)
                )
                return answer
        except (IntegrityError, Stale):
            # Two at once with one key: the other one was first, and its answer is ours.
            earlier = self._earlier(actor, key, request)
            if earlier is None:
                raise
            return earlier

    def _earlier(self, actor: Actor, key: str, request: str) -> dict[str, Any] | None:
        with self._store.read() as tx:
            row = rows.answer(tx, actor.person_id, key)
        if row is None:
            return None
        if row.request != request:
            raise Conflict("这个 Idempotency-Key 已用于另一个请求。", code="desk.key_reused")
        return dict(row.answer)


def held(tx: Transaction, actor: Actor, claim_id: str, version: int | None, *, lock: bool = False) -> Row:
    """The claim's row if the actor may see it and the version is the one they looked at."""
    claim = rows.get(tx, claim_id, access.sight(actor), lock=lock)
    if claim is None:
        raise NotFound
    if version is not None and claim.version != version:
        raise stale()
    return claim


def hides_first(claim: Row, blind: Callable[[str], bool]) -> bool:
    """Whether the second level must come to its own word on this claim."""
    return claim.state == ClaimState.SECOND_REVIEW.value and claim.level == 2 and blind(claim.id)


def stale() -> Stale:
    return Stale("这项申报刚刚被别人改动过，请刷新后再决定。")


def parties_of(tx: Transaction, actor: Actor, claim: Row, stages: tuple[Stage, ...]) -> frozenset[Party]:
    """The actor's parties towards the claim, and owner for a unit administrator's own people's drafts."""
    decided = {
        row.from_level: row.actor_id
        for row in rows.moves_of(tx, claim.id)
        if not row.undone and row.from_level in (1, 2) and row.move in ("credit", "adjust")
    }
    return access.parties(actor, claim, stages, decided)


def undoable(actor: Actor, claim: Row, moves: Sequence[Row]) -> Row | None:
    """The actor's own last decision, if nobody has looked at the claim since."""
    last = next((row for row in reversed(moves) if not row.undone and row.move != "undo"), None)
    if last is None or last.actor_id != actor.person_id or claim.opened_level != 0:
        return None
    if last.to_state == ClaimState.WITHDRAWN.value:
        return None  # a planted item is over once somebody has spoken
    if last.move not in {verdict.value for verdict in Verdict} or last.to_state != claim.state:
        return None
    if any(row.version > last.version for row in moves if row.move != "undo"):
        return None
    return last


def _role(actor: Actor, party: Party | None) -> str:
    if party is Party.OWNER:
        return Role.PROFESSIONAL.value
    for role in (Role.AUTHORITY, Role.UNIT_ADMIN, Role.INVESTIGATOR):
        if role in actor.roles and (party is not Party.FIRST or role is not Role.AUTHORITY or len(actor.roles) == 1):
            return role.value
    return next(iter(sorted(role.value for role in actor.roles)))


def _move_row(
    actor: Actor,
    claim: Row,
    version: int,
    at: datetime,
    move: str,
    role: str,
    decision: Decision | None = None,
    hours: Decimal | None = None,
) -> dict[str, Any]:
    return {
        "id": secrets.token_hex(16),
        "claim_id": claim.id,
        "version": version,
        "at": at,
        "actor_id": actor.person_id,
        "role": role,
        "move": move,
        "reason": decision.reason.strip()[:2000] if decision else "",
        "clause": decision.clause.strip()[:300] if decision else "",
        "hours": hours,
        "hours_before": claim.credited,
        "evidence_id": decision.evidence_id if decision else None,
        "fact": decision.fact if decision else None,
    }


def _plain(decision: Decision) -> list[Any]:
    return [
        decision.verdict.value,
        decision.reason,
        decision.clause,
        str(decision.hours),
        decision.evidence_id,
        decision.fact,
    ]


def _digest(request: Any) -> str:
    return sha256(json.dumps(request, ensure_ascii=False).encode()).hexdigest()


def _outcome_json(outcome: BulkOutcome) -> dict[str, Any]:
    state = outcome.state.value if outcome.state else None
    return {
        "id": outcome.id,
        "outcome": outcome.outcome,
        "version": outcome.version,
        "state": state,
        "code": outcome.code,
        "detail": outcome.detail,
    }


def _outcome(body: dict[str, Any]) -> BulkOutcome:
    return BulkOutcome(**{**body, "state": ClaimState(body["state"]) if body["state"] else None})
