"""Putting claims together and correcting them: join evidence, choose the pathway, correct facts, answer doubts.

The machine's reading stays as it was; a correction stands beside it with who and when, and the claim is
reckoned again at once.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rules
from claims import access
from claims.audit import Audit
from claims.casebook import AsIf, Casebook, Folder
from claims.documents import KIND_FACT
from claims.errors import BadInput, Conflict, Forbidden, NotFound
from claims.labels import FACTS
from claims.lifecycle import OPEN_TO_OWNER, OPEN_TO_REVIEW, Party
from claims.prefill import ON_FILE
from claims.review import held, parties_of, stale
from claims.stages import stages_of
from claims.store import claims as rows
from claims.store import evidence as evidence_rows
from claims.store import people as people_rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor, ClaimChange, DoubtAnswer, FactCorrection
from domain.claim import ClaimState, Role
from domain.kind import KINDS
from domain.said import Said

LONGEST_VALUE = 20_000


class Drafts:
    def __init__(self, store: Store, vault: Vault, audit: Audit, casebook: Casebook) -> None:
        self._store = store
        self._vault = vault
        self._audit = audit
        self._casebook = casebook

    # --- a claim from evidence --------------------------------------------------------------------------------------

    def create(
        self,
        actor: Actor,
        *,
        city: str,
        year: int,
        evidence_ids: Sequence[str],
        pathway: str | None,
        activity: Mapping[str, Any] | None,
        person_id: str | None,
        key: str | None = None,
    ) -> str:
        """The claim's id. Evidence leaves the drafts it was in; a draft left empty is withdrawn."""
        access.require(actor, "evidence.hand_in")
        self._known_pathway(city, year, pathway)
        owner_id = person_id or actor.person_id
        asked = [city, year, sorted(evidence_ids), pathway, dict(activity or {}), owner_id]
        request = sha256(json.dumps(["create", *asked], ensure_ascii=False, default=str).encode()).hexdigest()
        with self._store.write() as tx:
            if key is not None and (earlier := rows.answer(tx, actor.person_id, key)) is not None:
                if earlier.request != request:
                    raise Conflict("这个 Idempotency-Key 已用于另一个请求。", code="desk.key_reused")
                return str(earlier.answer["claim"])
            owner = people_rows.by_id(tx, owner_id)
            if owner is None or (owner_id != actor.person_id and not self._hands_in_for(actor, owner)):
                raise NotFound
            found = [self._own_evidence(tx, owner_id, one) for one in dict.fromkeys(evidence_ids)]
            base = self._leave_drafts(tx, actor, found)
            if base is None:
                base = self._insert(tx, owner, city, year, found)
            for position, row in enumerate(found):
                rows.link(tx, base, row.id, position)
            claim = held(tx, self._as_owner(actor, owner), base, None, lock=True)
            folder = self._casebook.folder(tx, claim)
            folder = replace(folder, given={**folder.given, **_checked_activity(activity or {})})
            values: dict[str, Any] = {"city": city, "year": year}
            if pathway is not None:
                values |= {"pathway": pathway, "pathway_by": actor.person_id}
            self._save(tx, claim, folder, values)
            self._audit.append(tx, actor.person_id, "claim.create", base, {"evidence": [row.id for row in found]})
            if key is not None:
                rows.keep_answer(
                    tx,
                    actor_id=actor.person_id,
                    key=key,
                    request=request,
                    answer={"claim": base},
                    at=datetime.now(UTC),
                )
        return base

    @staticmethod
    def _as_owner(actor: Actor, owner: Row) -> Actor:
        """Drafts are their owner's; a unit administrator who hands in for somebody acts on that person's draft."""
        return replace(actor, person_id=owner.id) if owner.id != actor.person_id else actor

    @staticmethod
    def _hands_in_for(actor: Actor, owner: Row) -> bool:
        if Role.UNIT_ADMIN not in actor.roles:
            return False
        return access.everywhere(actor) or (actor.employer is not None and actor.employer == owner.employer)

    @staticmethod
    def _own_evidence(tx: Transaction, owner_id: str, evidence_id: str) -> Row:
        row = evidence_rows.get(tx, evidence_id)
        if row is None or row.person_id != owner_id or row.forgotten_at is not None:
            raise NotFound
        if row.state not in ("ready", "failed"):
            raise Conflict("这份材料还在识别，请稍候。", code="claim.still_reading")
        return row

    def _leave_drafts(self, tx: Transaction, actor: Actor, found: Sequence[Row]) -> str | None:
        """Take the evidence out of its drafts; the first draft becomes the joint claim."""
        base: str | None = None
        for row in found:
            for claim_id in evidence_rows.claims_of(tx, row.id):
                claim = rows.get(tx, claim_id, rows.Sight(everything=True), lock=True)
                if claim is None or ClaimState(claim.state) is ClaimState.WITHDRAWN:
                    continue
                if ClaimState(claim.state) not in OPEN_TO_OWNER:
                    raise Conflict("有一份材料已在提交了的申报里，不能再用。", code="claim.evidence_in_use")
                if base is None:
                    base = claim_id
                if claim_id == base:
                    continue
                rows.unlink(tx, claim_id, row.id)
                if not rows.evidence_ids(tx, claim_id):
                    rows.change(
                        tx,
                        claim_id,
                        claim.version,
                        state=ClaimState.WITHDRAWN.value,
                        updated_at=datetime.now(UTC),
                    )
                    self._audit.append(tx, actor.person_id, "claim.joined", claim_id, {"into": base})
        return base

    @staticmethod
    def _insert(tx: Transaction, owner: Row, city: str, year: int, found: Sequence[Row]) -> str:
        claim_id, now = secrets.token_hex(16), datetime.now(UTC)
        rows.insert(
            tx,
            id=claim_id,
            receipt_no=found[0].receipt_no if found else f"{year}-{secrets.token_hex(4).upper()}",
            person_id=owner.id,
            employer=owner.employer,
            city=city,
            year=year,
            state=ClaimState.DRAFT.value,
            level=0,
            version=1,
            open_doubts=0,
            stops=0,
            kinds=[],
            opened_level=0,
            created_at=now,
            updated_at=now,
        )
        return claim_id

    # --- corrections ------------------------------------------------------------------------------------------------

    def change(self, actor: Actor, claim_id: str, version: int, change: ClaimChange) -> None:
        """See ``Desk.change_claim``."""
        with self._store.write() as tx:
            claim = held(tx, actor, claim_id, version, lock=True)
            role = self._may_change(tx, actor, claim)
            folder = self._casebook.folder(tx, claim)
            values: dict[str, Any] = {}
            if change.year is not None:
                if role is not Role.PROFESSIONAL:
                    raise Forbidden("年度由申报人更改；如不对，请退回。")
                values["year"] = change.year
            if change.pathway is not None:
                self._known_pathway(claim.city, change.year or claim.year, change.pathway)
                values |= {"pathway": change.pathway, "pathway_by": actor.person_id}
            for one in change.facts:
                self._correct(tx, actor, role, folder, one)
            for evidence_id, kind in change.kinds.items():
                if kind not in KINDS:
                    raise BadInput("kinds", "没有这一类材料。")
                self._correct(tx, actor, role, folder, FactCorrection(evidence_id, KIND_FACT, kind))
            for answer in change.doubts:
                self._answer(tx, actor, role, claim, folder, answer)
            given = {**folder.given, **_checked_activity(change.activity)}
            given = {name: value for name, value in given.items() if value is not None}
            note = folder.note if change.note is None else change.note[:2000]
            # Corrections have to be read back from the store before the claim is reckoned.
            folder = replace(self._casebook.folder(tx, claim), given=given, note=note)
            self._save(tx, claim, folder, values)
            detail = {
                "facts": [[one.evidence_id, one.name] for one in change.facts],
                "kinds": sorted(change.kinds),
                "activity": sorted(change.activity),
                "doubts": len(change.doubts),
                "version": claim.version + 1,
            }
            self._audit.append(tx, actor.person_id, "claim.change", claim_id, detail)

    @staticmethod
    def _may_change(tx: Transaction, actor: Actor, claim: Row) -> Role:
        """In which role the actor changes the claim; the refusal says why not."""
        state = ClaimState(claim.state)
        parties = parties_of(tx, actor, claim, stages_of(claim.city, claim.year))
        if Party.OWNER in parties:
            if state not in OPEN_TO_OWNER:
                raise Conflict("申报已提交，不能再更改；可以先撤回，或等待退回。", code="claim.wrong_state")
            return Role.PROFESSIONAL
        at_work = {1: Party.FIRST, 2: Party.SECOND, 3: Party.CHIEF}.get(claim.level)
        if at_work not in parties:
            raise Forbidden("这项申报现在不由您审核。")
        if state not in OPEN_TO_REVIEW:
            raise Conflict("这项申报已经办结，不能再更正。", code="claim.wrong_state")
        stage = next((s for s in stages_of(claim.city, claim.year) if s.level == claim.level), None)
        return stage.role if stage is not None else Role.AUTHORITY

    def _correct(self, tx: Transaction, actor: Actor, role: Role, folder: Folder, one: FactCorrection) -> None:
        if one.evidence_id not in {document.id for document in folder.documents}:
            raise NotFound
        if one.name != KIND_FACT and one.name not in FACTS:
            raise BadInput("facts", Said("没有名为 {name} 的要素。", name=one.name[:40]))
        try:
            size = len(json.dumps(one.value, ensure_ascii=False))
        except (TypeError, ValueError) as error:
            raise BadInput("facts", "更正的值须为文字、数字、是否或列表。") from error
        if size > LONGEST_VALUE:
            raise BadInput("facts", "更正的值太长。")
        evidence_rows.add_correction(
            tx,
            id=secrets.token_hex(16),
            evidence_id=one.evidence_id,
            claim_id=folder.row.id,
            name=one.name,
            value_id=self._vault.keep(tx, {"value": one.value, "note": one.note[:1000]}),
            actor_id=actor.person_id,
            role=role.value,
            at=datetime.now(UTC),
        )

    @staticmethod
    def _answer(tx: Transaction, actor: Actor, role: Role, claim: Row, folder: Folder, answer: DoubtAnswer) -> None:
        if role is Role.PROFESSIONAL:
            raise Forbidden("疑点由审核人员核实；申报人可以更正要素或补充材料。")
        doubt = next((one for one in folder.doubts if one.id == answer.id), None)
        if doubt is None:
            raise NotFound("这个疑点已经不存在，可能已随更正消失。")
        for question in (doubt.id, *doubt.covers):
            rows.answer_doubt(
                tx,
                claim.id,
                question,
                settled=answer.settled,
                note=answer.note[:1000],
                actor_id=actor.person_id,
                level=claim.level,
                at=datetime.now(UTC),
            )

    def _save(self, tx: Transaction, claim: Row, folder: Folder, values: Mapping[str, Any]) -> None:
        """Reckon under the new choices and write, one version on."""
        chosen = AsIf(claim, values)
        reckoned = self._casebook.reckoned(tx, replace(folder, row=chosen))
        if not rows.change(tx, claim.id, claim.version, **{**reckoned, **values}):
            raise stale()

    @staticmethod
    def _known_pathway(city: str, year: int, pathway: str | None) -> None:
        if pathway is None:
            return
        policy = rules.policy_for(city, year)
        if policy is None or pathway not in policy.pathways:
            raise BadInput("pathway", "本市这一年度的认定办法里没有这个途径。")


def _checked_activity(activity: Mapping[str, Any]) -> dict[str, Any]:
    try:
        size = len(json.dumps(dict(activity), ensure_ascii=False))
    except (TypeError, ValueError) as error:
        raise BadInput("activity", "填写的内容须为文字、数字、是否或列表。") from error
    if size > LONGEST_VALUE:
        raise BadInput("activity", "填写的内容太长。")
    if {"evidence", "ref", "pathway", "hours_registered", ON_FILE} & set(activity):
        raise BadInput("activity", "材料和途径不在这里填写。")
    return dict(activity)
