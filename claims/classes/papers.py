"""Checking a class's notice, schedule or sign-in sheet once, so that no claim of the class asks about it again.

The paper is photographed for the class itself, or stands in a claim of it already. Whoever is on a side of the class
(its provider's administrator, the city's authority) answers what is asked and checks it; a check can be taken back.
Machine reading and people's words stay side by side; every step has a version and an audit row.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from claims import documents, show
from claims.audit import Audit
from claims.casebook import Folder
from claims.classes.checked import CLASS_FACTS, CLASS_KINDS, NAMING, PaperBody, names_now
from claims.classes.conduct import Classes
from claims.classes.held import line_of, may_see, sides_of
from claims.classes.nouns import (
    PAPER_STATES,
    CheckedFact,
    ClassPaperLine,
    ClassPaperView,
    PaperChange,
    PaperState,
    SheetName,
)
from claims.classes.questions import expected, questions
from claims.classes.states import YARDSTICKS, ClassState
from claims.documents import KIND_FACT, Document, certain, same_paper
from claims.doubts import OPEN_AT_ONCE, consequential
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.labels import fact_title
from claims.one_doubt import box_of
from claims.receive import Reception, Wanted
from claims.serial import from_json
from claims.shelf import visible
from claims.store import claims as claim_rows
from claims.store import classes as rows
from claims.store import evidence as evidence_rows
from claims.store import people as people_rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor, CorrectionView, Doubt, Receipt
from domain.claim import Role
from domain.kind import KINDS, UNKNOWN
from domain.said import Said, in_a_row
from verifiers.knowledge.names import Likeness, nearest

LONGEST_NAME, MOST_NAMES, LONGEST_VALUE = 40, 500, 300
#: move → (states it leaves, state it leads to)
MOVES: dict[str, tuple[frozenset[str], PaperState]] = {
    "check": (frozenset({"open"}), "checked"),
    "reopen": (frozenset({"checked", "set_aside"}), "open"),
    "set_aside": (frozenset({"open"}), "set_aside"),
}
_EVERYTHING = claim_rows.Sight(everything=True)


class ClassPapers:
    def __init__(self, store: Store, vault: Vault, audit: Audit, classes: Classes, reception: Reception) -> None:
        self._store, self._vault, self._audit = store, vault, audit
        self._classes, self._reception = classes, reception

    # --- looking ----------------------------------------------------------------------------------------------------

    def listed(self, tx: Transaction, actor: Actor, row: Row, folders: Sequence[Folder]) -> tuple[ClassPaperLine, ...]:
        """Those known of the class, then those found in the claims at hand, each sheet once."""
        if not sides_of(actor, row):
            return ()
        found = [(one, self._document(tx, one.evidence_id)) for one in rows.papers_of(tx, row.id)]
        lines = []
        copies: dict[str, int] = {one.evidence_id: 0 for one, _ in found}
        loose: list[tuple[Document, int]] = []
        for folder in folders:
            for paper in folder.documents:
                if paper.kind not in CLASS_KINDS or paper.forgotten:
                    continue
                known = next((one for one, held in found if _same(paper, held)), None)
                if known is not None:
                    copies[known.evidence_id] += 1
                    continue
                at = next((at for at, (other, _) in enumerate(loose) if _same(paper, other)), None)
                if at is None:
                    loose.append((paper, 1))
                else:
                    loose[at] = loose[at][0], loose[at][1] + 1
        lines += [self._line(tx, one, held, copies[one.evidence_id]) for one, held in found if one.forgotten_at is None]
        lines += [_line(one.id, one.kind, "open", 0, count) for one, count in loose]
        return tuple(lines)

    def _line(self, tx: Transaction, row: Row, document: Document, copies: int) -> ClassPaperLine:
        body = self._body(tx, row)
        state: PaperState = row.state
        if row.state == "open" and row.evidence_state not in ("ready", "failed"):
            state = "reading"
        elif row.state == "open" and row.evidence_state == "failed":
            state = "failed"
        says = ""
        if row.state == "checked":
            names = len(body.facts.get("names") or ())
            days = [str(body.facts[one]) for one in ("start_date", "end_date") if body.facts.get(one)]
            span = Said("{first} 至 {last}", first=days[0], last=days[-1]) if len(set(days)) > 1 else "".join(days[:1])
            says = in_a_row([Said("{count} 个名字", count=names) if names else "", span], "，")
        line = _line(row.evidence_id, body.kind or document.kind, state, row.version, copies, says)
        return replace(line, checked_by=row.changed_by_name, checked_at=row.changed_at) if row.state != "open" else line

    def view(self, actor: Actor, class_id: str, evidence_id: str) -> ClassPaperView:
        with self._store.read() as tx:
            row, held = self._held(tx, actor, class_id, evidence_id)
            found = self._view(tx, actor, row, held, evidence_id)
        with self._store.write() as tx:
            self._audit.append(tx, actor.person_id, "evidence.read", evidence_id, {"class": class_id})
        return found

    def _view(self, tx: Transaction, actor: Actor, row: Row, held: Row | None, evidence_id: str) -> ClassPaperView:
        evidence = evidence_rows.get(tx, evidence_id)
        if evidence is None or evidence.forgotten_at is not None:
            raise NotFound("这份材料已按要求删除。")
        raw, body = self._document(tx, evidence_id), self._body(tx, held)
        document = _said(raw, body)
        people = self._people(tx, row)
        asked = self._questions(document, body, row, people)
        open_ = [one for one in asked if not one.settled and consequential(one)]
        state = "open" if held is None else held.state
        line = self._line(tx, held, raw, 0) if held is not None else _line(evidence_id, document.kind, "open", 0, 0)
        reading = documents.reading(tx, self._vault, evidence)
        ready = evidence.state in ("ready", "failed")
        return ClassPaperView(
            line=line_of(row),
            paper=line,
            evidence=show.evidence(document, reading, actor, claim_ids=(), others=True),
            doubts=tuple(open_[:OPEN_AT_ONCE]),
            more=max(0, len(open_) - OPEN_AT_ONCE),
            settled=tuple(one for one in asked if one.settled),
            facts=_facts(document, body, row),
            names=_sheet_names(document, body, people),
            moves=tuple(name for name, (states, _) in MOVES.items() if ready and state in states),
        )

    # --- doing ------------------------------------------------------------------------------------------------------

    def attach(self, actor: Actor, class_id: str, data: bytes, upload_id: str, name: str | None) -> Receipt:
        """A photograph for the class itself: the guard, the receipt and the reading as ever, but no claim."""
        with self._store.read() as tx:
            row = self._class(tx, actor, class_id)
        wanted = Wanted(upload_id, row.city, row.year, name=name, class_id=class_id)
        return self._reception.receive(actor, data, wanted)

    def change(self, actor: Actor, class_id: str, evidence_id: str, version: int, change: PaperChange) -> None:
        """People's words beside the reading. ``Stale`` when somebody was first; ``Conflict`` once it is checked."""
        with self._store.write() as tx:
            _, held = self._held(tx, actor, class_id, evidence_id)
            if held is not None and held.state != "open":
                raise Conflict("这份材料已经核过，请先撤销核对。", code="class.paper_checked")
            body = _changed(self._body(tx, held), change)
            self._write(tx, actor, class_id, evidence_id, held, version, body, "open")
            detail = {
                "class": class_id,
                "facts": sorted(change.values),
                "names": len(change.names) + len(change.added or ()),
                "doubts": len(change.seen),
                "version": version + 1,
            }
            self._audit.append(tx, actor.person_id, "class.paper.change", evidence_id, detail)

    def move(self, actor: Actor, class_id: str, evidence_id: str, version: int, move: str) -> None:
        """``check`` (nothing may be open any more) · ``reopen`` · ``set_aside``."""
        if move not in MOVES:
            raise BadInput("move", "没有这种办理。")
        states, to = MOVES[move]
        with self._store.write() as tx:
            row, held = self._held(tx, actor, class_id, evidence_id)
            evidence = evidence_rows.get(tx, evidence_id)
            if evidence is None or evidence.state not in ("ready", "failed"):
                raise Conflict("这份材料还在识别，请稍候。", code="claim.still_reading")
            if (held.state if held is not None else "open") not in states:
                raise Conflict("这份材料刚刚被别人办理过，请刷新。", code="class.paper_checked")
            body = self._body(tx, held)
            if move == "check":
                document = _said(self._document(tx, evidence_id), body)
                open_ = self._questions(document, body, row, self._people(tx, row))
                left = sum(1 for one in open_ if not one.settled and consequential(one))
                if left:
                    raise Conflict(Said("还有 {left} 处没有看过，请先逐处核实。", left=left), code="claim.open_doubts")
                if document.kind not in CLASS_KINDS:
                    raise Conflict("只有通知、日程、签到表和名册能作为班次材料。", code="class.paper_kind")
                body = replace(body, kind=document.kind, facts=_facts_to_keep(document, body), role=_role(actor))
            self._write(tx, actor, class_id, evidence_id, held, version, body, to)
            detail = {"class": class_id, "version": version + 1}
            self._audit.append(tx, actor.person_id, f"class.paper.{move}", evidence_id, detail)

    def _write(
        self,
        tx: Transaction,
        actor: Actor,
        class_id: str,
        evidence_id: str,
        held: Row | None,
        version: int,
        body: PaperBody,
        state: str,
    ) -> None:
        if (held.version if held is not None else 0) != version:
            raise Stale("这份班次材料刚刚被别人改动过，请刷新后再核。")
        values: dict[str, Any] = {
            "state": state,
            "body_id": self._vault.keep(tx, _body_json(body)),
            "changed_by": actor.person_id,
            "changed_at": datetime.now(UTC),
        }
        if held is None:
            rows.insert_paper(tx, class_id=class_id, evidence_id=evidence_id, version=1, own=False, **values)
            return
        if not rows.change_paper(tx, class_id, evidence_id, version, **values):
            raise Stale("这份班次材料刚刚被别人改动过，请刷新后再核。")
        if held.body_id is not None:
            self._vault.forget(tx, held.body_id)

    # --- inside -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _class(tx: Transaction, actor: Actor, class_id: str) -> Row:
        row = rows.get(tx, class_id)
        if row is None or not may_see(actor, row):
            raise NotFound
        if not sides_of(actor, row):
            raise Forbidden("班次材料由举办单位的管理员或主管部门核对。")
        if ClassState(row.state) not in YARDSTICKS:
            raise Conflict("班次还没有同意办班，没有档案可以对照。", code="class.not_approved")
        return row

    def _held(self, tx: Transaction, actor: Actor, class_id: str, evidence_id: str) -> tuple[Row, Row | None]:
        """The class and the paper's row (None while it only stands in a claim). ``NotFound``, ``Forbidden``."""
        row = self._class(tx, actor, class_id)
        claims = evidence_rows.claims_of(tx, evidence_id)
        held = rows.paper(tx, class_id, evidence_id, lock=False)
        if held is None:
            visible(tx, actor, evidence_id)
            if not set(claims) & set(rows.mentioned(tx, class_id)):
                raise NotFound
        owners = {found.person_id for one in claims if (found := claim_rows.get(tx, one, _EVERYTHING)) is not None}
        if actor.person_id in owners:
            raise Forbidden("不能核对自己申报里的材料，请由其他审核人员核对。")
        return row, held

    def _document(self, tx: Transaction, evidence_id: str) -> Document:
        row = evidence_rows.get(tx, evidence_id)
        if row is None:
            raise NotFound
        return documents.load(tx, self._vault, row)

    def _body(self, tx: Transaction, held: Row | None) -> PaperBody:
        if held is None or held.body_id is None:
            return PaperBody()
        return from_json(PaperBody, self._vault.open_small(tx, held.body_id))

    def _people(self, tx: Transaction, row: Row) -> tuple[str, ...]:
        """Names known of the class: its roster, whose claims mention it, the provider's staff."""
        roster = (str(one["name"]) for one in self._classes.roster_people(tx, row))
        ids = frozenset(rows.mentioned(tx, row.id))
        claims = claim_rows.listed(tx, _EVERYTHING, claim_rows.Wanted(ids=ids), limit=len(ids)) if ids else []
        staff = people_rows.names_at(tx, row.provider)
        return tuple(dict.fromkeys((*roster, *(one.person_name for one in claims), *staff)))

    @staticmethod
    def _questions(document: Document, body: PaperBody, row: Row, people: Sequence[str]) -> list[Doubt]:
        return [replace(one, settled=one.id in body.seen) for one in questions(document, body, row, people)]


def _same(one: Document, other: Document) -> bool:
    if one.id == other.id or (
        one.row.sha256 == other.row.sha256 and tuple(one.row.page_numbers) == tuple(other.row.page_numbers)
    ):
        return True
    if not same_paper(one, other):
        return False
    days = [held.value for paper in (one, other) if (held := paper.effective().get("start_date")) is not None]
    return len(set(days)) < 2


def _said(document: Document, body: PaperBody) -> Document:
    """The paper with what was said of it for the class."""
    at = datetime.now(UTC)
    said = {name: CorrectionView(value, "", "unit_admin", at) for name, value in body.values.items()}
    return replace(document, corrections={**document.corrections, **said}) if said else document


def _line(evidence_id: str, kind: str, state: PaperState, version: int, copies: int, says: str = "") -> ClassPaperLine:
    title = KINDS.get(kind or UNKNOWN, KINDS[UNKNOWN])
    return ClassPaperLine(evidence_id, kind, title, state, PAPER_STATES[state], version, copies, says, "", None)


def _changed(body: PaperBody, change: PaperChange) -> PaperBody:
    """``BadInput`` for what is no fact of a class paper."""
    for name, value in change.values.items():
        if name not in (*CLASS_FACTS, KIND_FACT):
            raise BadInput("values", Said("没有名为 {name} 的要素。", name=name[:40]))
        if len(json.dumps(value, ensure_ascii=False, default=str)) > LONGEST_VALUE or isinstance(value, dict | list):
            raise BadInput("values", "更正的值太长。")
        if name == KIND_FACT and value not in KINDS:
            raise BadInput("values", "没有这一类材料。")
    names = {number: name.strip() if name else None for number, name in change.names.items()}
    added = (
        body.added if change.added is None else tuple(dict.fromkeys(one.strip() for one in change.added if one.strip()))
    )
    if len(names) + len(added) > MOST_NAMES or any(len(one or "") > LONGEST_NAME for one in (*names.values(), *added)):
        form = "名字最多 {most} 个，每个最长 {longest} 字。"
        raise BadInput("names", Said(form, most=MOST_NAMES, longest=LONGEST_NAME))
    if any(not number.isdigit() or len(number) > 4 for number in names):
        raise BadInput("names", "名单里没有这一行。")
    return replace(
        body,
        values={**body.values, **change.values},
        names={**body.names, **names},
        added=added,
        seen=tuple(dict.fromkeys((*body.seen, *(one for one in change.seen if len(one) <= 40)))),
    )


def _facts_to_keep(document: Document, body: PaperBody) -> dict[str, Any]:
    kept = {
        name: held.value
        for name, held in document.effective().items()
        if name in CLASS_FACTS and held.value is not None
    }
    names = [
        {"name": one["name"], **({"attended": one["attended"]} if "attended" in one else {})}
        for one in names_now(document.paper, body)
    ]
    return {**kept, "names": names} if names and document.kind in NAMING else kept


def _body_json(body: PaperBody) -> dict[str, Any]:
    return asdict(body) | {"added": list(body.added), "seen": list(body.seen)}


def _role(actor: Actor) -> str:
    return (Role.AUTHORITY if Role.AUTHORITY in actor.roles else Role.UNIT_ADMIN).value


def _facts(document: Document, body: PaperBody, row: Row) -> tuple[CheckedFact, ...]:
    found = []
    held = document.effective()
    for name in CLASS_FACTS:
        one = held.get(name)
        if one is None:
            continue
        place = one.fact.place if one.fact is not None else None
        found.append(
            CheckedFact(
                name=name,
                title=fact_title(name),
                value=one.value,
                machine_value=one.fact.value if one.fact is not None else None,
                page=place.page if place is not None else None,
                box=box_of(place),
                sure=certain(one),
                said=name in body.values,
                agrees=expected(name, document.kind, one.value, row)[0] if one.value is not None else None,
            )
        )
    return tuple(found)


def _sheet_names(document: Document, body: PaperBody, people: Sequence[str]) -> tuple[SheetName, ...]:
    if document.kind not in NAMING or document.paper is None:
        return ()
    read = dict(enumerate(document.paper.value("names") or (), 1))
    found = []
    for one in names_now(document.paper, body):
        number = one.get("number")
        machine = str(read[number].get("name") or "") if number is not None else ""
        box = one.get("box")
        near = nearest(str(one["name"]), people)
        known = "none" if near is None else ("same" if near[1] is Likeness.SAME else "look_alike")
        found.append(
            SheetName(
                number=number,
                name=str(one["name"]),
                machine_name=machine,
                page=int(one.get("page") or 1) if box else None,
                box=tuple(round(float(edge)) for edge in box[:4]) if box else None,  # type: ignore[arg-type]
                attended=one.get("attended"),
                sure=bool(one.get("sure")) or number is None or str(number) in body.names,
                known=known,  # type: ignore[arg-type]
            )
        )
    return tuple(found)
