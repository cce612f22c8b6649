"""Drafting, checking, trying and putting in force the standards an office keeps."""

from __future__ import annotations

import json
import secrets
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rules
from claims import access
from claims.audit import Audit
from claims.casebook import Casebook
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.forms.faults import BadSheet
from claims.forms.grid import usable
from claims.standards.effect import effect
from claims.standards.grid import check, open_pathways, tidy
from claims.standards.in_force import InForce, adopted_of
from claims.standards.nouns import STATES, Effect, RowFault, StandardView
from claims.store import standards as rows
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor
from domain.claim import Role
from rules import Policy, PolicyFault
from rules.check import examine_text
from rules.library import together
from rules.sheet import SheetFault, read_sheet

MOST_TEXT = 2_000_000
#: Bytes of an exported sheet's parts, unpacked; the largest of ours has some hundred thousand.
MOST_SHEET = 20 * 2**20
_MOST_PROBLEMS = 50


class Standards:
    def __init__(self, store: Store, audit: Audit, casebook: Casebook, in_force: InForce) -> None:
        self._store, self._audit, self._casebook, self._in_force = store, audit, casebook, in_force

    # --- looking ----------------------------------------------------------------------------------------------------

    def listed(self, actor: Actor) -> tuple[StandardView, ...]:
        _chief(actor)
        with self._store.read() as tx:
            found = rows.listed(tx, None if access.everywhere(actor) else actor.city or "")
            return tuple(self._view(tx, row) for row in found)

    def view(self, actor: Actor, standard_id: str) -> StandardView:
        with self._store.read() as tx:
            return self._view(tx, self._held(tx, actor, standard_id))

    def deferring(self, actor: Actor) -> dict[str, str]:
        """Policies of the actor's city with pathways whose figure stands elsewhere: id → title."""
        _chief(actor)
        return {one.id: one.title for one in rules.policies().values() if _of_city(actor, one) and open_pathways(one)}

    def effect(self, actor: Actor, standard_id: str, year: int | None, *, whole: bool) -> tuple[Effect, list[int]]:
        """What would change on the real claims of a year (the newest by default), and the years there are."""
        with self._store.read() as tx:
            row = self._held(tx, actor, standard_id)
            self._sound(tx, row)
            after = self._candidate(tx, row)
            years = rows.years_of(tx, row.city)
            chosen = year or next((one for one in years if after.covers(one)), years[0] if years else after.first_year)
            before = rules.policy_for(row.city, chosen) or rules.policies().get(row.policy) or _latest(row.city)
            if before is None:
                raise Conflict("本市还没有在用的办法，没有可对比的申报。", code="standards.no_policy")
            found = effect(tx, self._casebook, before, after, city=row.city, year=chosen, whole=whole)
        return found, years

    # --- drafting ---------------------------------------------------------------------------------------------------

    def begin_table(self, actor: Actor, policy_id: str, copy: str | None = None) -> str:
        """A draft for a policy's open pathways; ``copy``: with the rows of that table, which it will replace."""
        policy = rules.policies().get(policy_id)
        if policy is None or not _of_city(actor, policy):
            raise NotFound
        _chief(actor)
        if not open_pathways(policy):
            raise Conflict("这个办法的学时都写在文件里，不需要另设标准表。", code="standards.nothing_open")
        with self._store.write() as tx:
            held = self._held(tx, actor, copy) if copy else None
            if held is not None and (held.kind, held.policy, held.state) != ("table", policy_id, "in_force"):
                raise Conflict("只能从同一办法在用的标准表修改。", code="standards.wrong_state")
            body = {"rows": list(held.body["rows"])} if held is not None else {"rows": []}
            document = held.document if held is not None else ""
            return self._insert(tx, actor, "table", policy, document, body, held.id if held is not None else None)

    def begin_policy(self, actor: Actor, data: bytes) -> str:
        """A draft of a whole policy from a TOML file or the edited sheet. ``BadInput`` when it is neither."""
        _chief(actor)
        if len(data) > MOST_TEXT:
            raise BadInput("file", "文件太大，认定办法应在 2 MB 以内。")
        text = _text(data)
        try:
            named = str(tomllib.loads(text).get("id", ""))
        except tomllib.TOMLDecodeError as fault:
            raise BadInput("file", f"认定办法的 TOML 语法有误：{fault}。请改正后重新上传。") from fault
        try:
            policy = _read(named, text) if named else None
        except PolicyFault as fault:
            raise BadInput("file", f"认定办法不能使用：{fault.row}：{fault.message}。请先用 check 检查。") from fault
        if policy is None:
            raise BadInput("file", "认定办法缺少 id（应为文件名，如 jiaxing-2024）。")
        if not _of_city(actor, policy):
            raise Forbidden("只能上传本市的认定办法。")
        with self._store.write() as tx:
            held = next((one for one in rows.in_force(tx) if (one.kind, one.policy) == ("policy", policy.id)), None)
            replaces = held.id if held is not None else None
            return self._insert(tx, actor, "policy", policy, policy.document, {"text": text}, replaces)

    def save(
        self, actor: Actor, standard_id: str, version: int, *, document: str, given: Sequence[Mapping[str, str]]
    ) -> None:
        """A table's rows as typed, faulty or not: a draft may be unfinished."""
        with self._store.write() as tx:
            row = self._held(tx, actor, standard_id, version)
            if row.state != "draft" or row.kind != "table":
                raise Conflict("只有草稿可以修改。在用的请先“修改”出一份草稿。", code="standards.wrong_state")
            body = {"rows": list(tidy(given))}
            self._change(tx, row, document=document.strip()[:200], body=body)

    def discard(self, actor: Actor, standard_id: str, version: int) -> None:
        with self._store.write() as tx:
            row = self._held(tx, actor, standard_id, version)
            if row.state != "draft" or not rows.remove(tx, row.id, version):
                raise Conflict("只有草稿可以删除。", code="standards.wrong_state")
            self._audit.append(tx, actor.person_id, "standards.discard", row.id)

    # --- in force ---------------------------------------------------------------------------------------------------

    def switch_on(self, actor: Actor, standard_id: str, version: int) -> None:
        """From now on; open claims are worked out anew, what was decided stays."""
        now = datetime.now(UTC)
        with self._store.write() as tx:
            row = self._held(tx, actor, standard_id, version)
            if row.state != "draft":
                raise Conflict("这一份已经启用过。", code="standards.wrong_state")
            self._sound(tx, row)
            self._candidate(tx, row)  # together with all others that stay in force
            replaced = rows.get(tx, row.replaces, lock=True) if row.replaces else None
            if replaced is not None and replaced.state == "in_force":
                self._change(tx, replaced, state="ended", ended_at=now)
            self._change(tx, row, state="in_force", in_force_by=actor.person_id, in_force_at=now)
            detail = {"policy": row.policy, "digest": _digest(row), "replaces": row.replaces}
            self._audit.append(tx, actor.person_id, "standards.switch_on", row.id, detail)
        self._in_force.refresh()
        self._in_force.wake()

    def switch_off(self, actor: Actor, standard_id: str, version: int) -> None:
        """Open claims fall back to what the documents alone say."""
        with self._store.write() as tx:
            row = self._held(tx, actor, standard_id, version)
            if row.state != "in_force":
                raise Conflict("这一份不在用。", code="standards.wrong_state")
            self._change(tx, row, state="ended", ended_at=datetime.now(UTC))
            self._audit.append(tx, actor.person_id, "standards.switch_off", row.id, {"policy": row.policy})
        self._in_force.refresh()
        self._in_force.wake()

    # --- inside -----------------------------------------------------------------------------------------------------

    def _insert(
        self, tx: Transaction, actor: Actor, kind: str, policy: Policy, document: str, body: Any, replaces: str | None
    ) -> str:
        standard_id = secrets.token_hex(16)
        rows.insert(
            tx,
            id=standard_id,
            kind=kind,
            policy=policy.id,
            city=_city_of(policy),
            document=document[:200],
            body=body,
            state="draft",
            version=1,
            replaces=replaces,
            made_by=actor.person_id,
            made_at=datetime.now(UTC),
        )
        self._audit.append(tx, actor.person_id, "standards.draft", standard_id, {"policy": policy.id})
        return standard_id

    @staticmethod
    def _change(tx: Transaction, row: Row, **values: Any) -> None:
        if not rows.change(tx, row.id, row.version, **values):
            raise Stale("这一份刚刚被别人改动过，请刷新。")

    @staticmethod
    def _held(tx: Transaction, actor: Actor, standard_id: str, version: int | None = None) -> Row:
        _chief(actor)
        row = rows.get(tx, standard_id, lock=version is not None)
        if row is None or not (access.everywhere(actor) or row.city == actor.city):
            raise NotFound
        if version is not None and row.version != version:
            raise Stale("这一份刚刚被别人改动过，请刷新。")
        return row

    def _others(self, tx: Transaction, row: Row) -> list[Row]:
        """What stays in force beside this one."""
        return [one for one in rows.in_force(tx) if one.id not in (row.id, row.replaces)]

    def _candidate(self, tx: Transaction, row: Row) -> Policy:
        """The policy as it would be with this one in force."""
        adopted, broken = adopted_of([*self._others(tx, row), row])
        if broken:
            raise Conflict("与在用的标准不能并用，请逐项核对后再启用。", code="standards.unusable")
        return together(adopted)[row.policy]

    def _sound(self, tx: Transaction, row: Row) -> None:
        view = self._view(tx, row)
        if not view.sound:
            count = len(view.faults) + len(view.problems)
            raise Conflict(f"还有 {count} 处问题没有改正，不能试算或启用。", code="standards.faults")

    def _view(self, tx: Transaction, row: Row) -> StandardView:
        held = rules.policies().get(row.policy)
        given: tuple[Mapping[str, str], ...] = ()
        faults: tuple[RowFault, ...] = ()
        problems: tuple[str, ...] = ()
        if row.kind == "table":
            given = tuple(row.body["rows"])
            if held is None:
                problems = ("所属的认定办法已不在用。",)
            elif row.state == "draft":
                others = self._others(tx, row)
                taken = {one["pathway"] for other in others if other.kind == "table" for one in other.body["rows"]}
                faults = check(given, held, frozenset(taken))
                problems = () if row.document.strip() else ("请填写学时标准出自的文件（名称和文号）。",)
        elif row.state == "draft":
            report = examine_text(f"{row.policy}.toml", row.body["text"])
            problems = tuple(str(one) for one in report.problems[:_MOST_PROBLEMS])
        if row.state == "in_force" and row.id in self._in_force.broken:
            problems = ("现在的程序不能使用这一份，它规定的学时暂作未知、由人核定。请停用后重新录入。",)
        return StandardView(
            id=row.id,
            kind=row.kind,
            policy=row.policy,
            policy_title=held.title if held is not None else row.policy,
            city=row.city,
            document=row.document,
            state=row.state,
            state_title=STATES[row.state],
            version=row.version,
            replaces=row.replaces,
            rows=given,
            faults=faults,
            problems=problems,
            made_at=row.made_at,
            in_force_at=row.in_force_at,
            ended_at=row.ended_at,
        )


def _chief(actor: Actor) -> None:
    if Role.AUTHORITY not in actor.roles:
        raise Forbidden("由本市主管部门维护。")


def _of_city(actor: Actor, policy: Policy) -> bool:
    return access.everywhere(actor) or (actor.city is not None and actor.city in policy.city_names)


def _city_of(policy: Policy) -> str:
    """The name in Latin letters, as claims carry it."""
    return next((name for name in policy.city_names if name.isascii()), policy.city)


def _latest(city: str) -> Policy | None:
    found = [one for one in rules.policies().values() if city in one.city_names]
    return max(found, key=lambda one: one.in_force_from, default=None)


def _read(named: str, text: str) -> Policy:
    from rules.policy import read

    return read(text.encode(), f"{named}.toml")


def _text(data: bytes) -> str:
    if data[:2] == b"PK":
        try:
            usable(data, most_unpacked=MOST_SHEET)
            return read_sheet(data)
        except BadSheet as fault:
            raise BadInput("file", fault.detail) from fault
        except SheetFault as fault:
            told = "；".join(str(one) for one in fault.faults[:20])
            raise BadInput("file", f"表格有错，没有接收：{told}") from fault
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise BadInput("file", "文件应为 UTF-8 的 TOML，或导出后修改的 Excel 表。") from fault


def _digest(row: Row) -> str:
    return sha256(json.dumps(row.body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]
