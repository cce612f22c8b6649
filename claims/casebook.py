"""A claim put together from its rows: loaded, reckoned, and its sheet written back. The one place that does so."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from claims.documents import Document, load
from claims.doubts import consequential, doubts
from claims.evaluate import Question, Sheet, figure, reckon, sheet_json
from claims.joined import joined
from claims.serial import from_json, to_json
from claims.store import claims as rows
from claims.store import classes as class_rows
from claims.store import evidence as evidence_rows
from claims.store.engine import Row, Transaction
from claims.vault import Vault
from claims.views import Doubt
from domain.finding import Severity

UNDER_WORK = frozenset({"received", "processing"})


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything of one claim in memory."""

    row: Row
    documents: tuple[Document, ...]
    given: Mapping[str, Any]
    note: str
    held: Mapping[str, Any]  # the sealed sheet as last reckoned

    def question(self) -> Question:
        return Question(
            claim_id=self.row.id,
            city=self.row.city,
            year=self.row.year,
            person_name=self.row.person_name,
            person=self.row.person_settings,
            documents=self.documents,
            pathway=self.row.pathway if self.row.pathway_by else None,
            given=self.given,
        )

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return tuple(from_json(Doubt, one) for one in self.held.get("doubts", ()))


class AsIf:
    """A row with some columns as they are about to be."""

    def __init__(self, row: Row, values: Mapping[str, Any]) -> None:
        self._row, self._values = row, values

    def __getattr__(self, name: str) -> Any:
        return self._values[name] if name in self._values else getattr(self._row, name)


@dataclass(frozen=True, slots=True)
class Around:
    """What the office knows around a claim.

    ``documents``: the claim's, with what was checked for a whole class said of each. ``mentions``: class id → how well
    the claim fits it. ``asks``: more questions, given the reckoning of those documents.
    """

    documents: tuple[Document, ...]
    mentions: Mapping[str, float]
    asks: Callable[[Sheet], Sequence[Doubt]]


#: Looks around a claim that was just reckoned.
LookAround = Callable[[Transaction, Folder, Sheet], Around]


class Casebook:
    def __init__(self, vault: Vault, around: LookAround | None = None) -> None:
        self._vault = vault
        self._around = around

    def folder(self, tx: Transaction, row: Row) -> Folder:
        documents = tuple(load(tx, self._vault, one) for one in evidence_rows.of_claim(tx, row.id))
        held: Mapping[str, Any] = self._vault.open_small(tx, row.sheet_id) if row.sheet_id else {}
        return Folder(row, documents, held.get("given", {}), held.get("note", ""), held)

    def slim(self, tx: Transaction, found: Sequence[Row]) -> list[Folder]:
        """Claims as last reckoned, their evidence left sealed: enough for lists and the year's account."""
        sheets = self._vault.open_several(tx, [row.sheet_id for row in found if row.sheet_id])
        held: list[Mapping[str, Any]] = [sheets.get(row.sheet_id, {}) for row in found]
        return [
            Folder(row, (), one.get("given", {}), one.get("note", ""), one)
            for row, one in zip(found, held, strict=True)
        ]

    def reckoned(self, tx: Transaction, folder: Folder) -> dict[str, Any]:
        """Reckon again; the column values of the claim, its new sheet sealed, the old one destroyed."""
        sheet, found, mentions = self._asks(tx, folder)
        class_rows.set_mentions(tx, folder.row.id, mentions)
        return self._values(tx, folder, sheet, found)

    def differs(self, tx: Transaction, folder: Folder) -> bool:
        """Whether a fresh reckoning asks or says anything else than the last one; nothing is written."""
        sheet, found, _ = self._asks(tx, folder)
        if {doubt.id for doubt in found} != {doubt.id for doubt in folder.doubts}:
            return True
        fresh = json.loads(json.dumps(sheet_json(sheet), ensure_ascii=False))
        return any(fresh[name] != folder.held.get(name) for name in ("activity", "proposal", "error"))

    def _asks(self, tx: Transaction, folder: Folder) -> tuple[Sheet, tuple[Doubt, ...], Mapping[str, float]]:
        question = folder.question()
        sheet = reckon(question)
        around = self._around(tx, folder, sheet) if self._around is not None else Around(folder.documents, {}, _nothing)
        if around.documents != folder.documents:
            question = replace(question, documents=around.documents)
            sheet = reckon(question)
        asked = sorted([*doubts(question, sheet), *around.asks(sheet)], key=lambda doubt: (-doubt.weight, doubt.id))
        return sheet, joined(marked(asked, rows.doubt_answers_of(tx, folder.row.id))), around.mentions

    def _values(self, tx: Transaction, folder: Folder, sheet: Sheet, found: Sequence[Doubt]) -> dict[str, Any]:
        body = sheet_json(sheet) | {
            "given": dict(folder.given),
            "note": folder.note,
            "doubts": [to_json(doubt) for doubt in found],
        }
        sheet_id = self._vault.keep(tx, body)
        if folder.row.sheet_id:
            self._vault.forget(tx, folder.row.sheet_id)
        hours = sheet.outcome.hours
        activity = sheet.outcome.activity or {}
        asked = [doubt for doubt in found if consequential(doubt) and not doubt.settled]
        return {
            "pathway": sheet.pathway,
            "subject": activity.get("subject"),
            "policy": sheet.policy,
            "policy_digest": sheet.policy_digest,
            "low": figure(hours["low"]) if hours else None,
            "high": figure(hours["high"]) if hours else None,
            "default_hours": figure(hours["default"]) if hours else None,
            "open_doubts": len(asked),
            "stops": sum(1 for doubt in asked if doubt.severity == Severity.STOP.value),
            "kinds": list(dict.fromkeys(document.kind for document in folder.documents)),
            "sheet_id": sheet_id,
            "updated_at": datetime.now(UTC),
        }


def _nothing(sheet: Sheet) -> Sequence[Doubt]:
    return ()


def marked(found: Sequence[Doubt], answers: Mapping[str, Row]) -> tuple[Doubt, ...]:
    """The doubts with the answers people gave to exactly these questions."""
    return tuple(
        replace(doubt, settled=True, settled_by=said.actor_name, settled_note=said.note)
        if (said := answers.get(doubt.id)) is not None and said.settled
        else doubt
        for doubt in found
    )
