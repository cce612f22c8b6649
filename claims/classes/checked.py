"""Papers of a class that a person has checked once, and what they say for every claim of the class.

A checked paper speaks in two ways. The same file in a claim, or another photograph of the same sheet, takes its values
from the check and asks nothing more about them. And its days and names are what claims of the class are held against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any, Literal

from claims.documents import KIND_FACT, Document, certain, same_paper
from claims.one_doubt import OF_ONE_PERSON
from claims.store import classes as rows
from claims.store.engine import Row, Transaction
from claims.vault import Forgotten, Vault
from claims.views import CorrectionView, PaperBeside
from domain.fact import Paper
from domain.kind import KINDS
from domain.said import Said, in_a_row
from verifiers.knowledge.names import Likeness, bare, nearest

#: Kinds that a class keeps for all its claims.
CLASS_KINDS = ("training_notice", "course_schedule", "sign_in_sheet", "roster")
#: Of these, the ones that say who was there.
NAMING = frozenset({"sign_in_sheet", "roster"})
#: What is checked of such a paper, beside the names.
CLASS_FACTS = (
    "course_title",
    "meeting_title",
    "notice_title",
    "doc_no",
    "organiser",
    "start_date",
    "end_date",
    "days",
    "half_days",
    "hours",
)
TITLES = frozenset({"course_title", "meeting_title", "notice_title"})
#: What stands beside a value that was checked for the class.
NOTE = "班次材料已核"

OnSheet = Literal["same", "look_alike", "none"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A class paper with the values that count: what a person said, else what was read. ``facts`` holds ``names``."""

    evidence_id: str
    sha256: str
    pages: tuple[int, ...]
    kind: str
    facts: Mapping[str, Any]
    by_id: str
    by_name: str
    role: str
    at: datetime

    @property
    def names(self) -> list[Mapping[str, Any]]:
        return [one for one in self.facts.get("names") or () if isinstance(one, Mapping) and one.get("name")]

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, where the paper gives both to the day."""
        try:
            return date.fromisoformat(str(self.facts["start_date"])), date.fromisoformat(str(self.facts["end_date"]))
        except (KeyError, ValueError):
            return None

    def document(self) -> Document:
        """As a paper all of whose values are certain, for telling other photographs of it."""
        said = {name: self._said(value) for name, value in self.facts.items() if value is not None}
        row: Any = SimpleNamespace(id=self.evidence_id, kind=self.kind)
        return Document(row, None, corrections={KIND_FACT: self._said(self.kind), **said})

    def _said(self, value: Any) -> CorrectionView:
        return CorrectionView(value, self.by_name, self.role, self.at, NOTE)


@dataclass(frozen=True, slots=True)
class PaperBody:
    """What people have said of a class paper, as it is sealed.

    ``values`` by fact name (``kind`` among them; None: cannot be read); ``names``: number of the entry → the name, or
    None where it is no name; ``added``: names that were not read; ``seen``: questions looked at. ``facts`` and ``role``
    are what was checked and in which role, once it is.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str | None] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()
    kind: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    role: str = ""


def names_now(paper: Paper | None, body: PaperBody) -> list[dict[str, Any]]:
    """The entries of the list as they count now; ``number`` is the entry as read, from 1, absent for added ones."""
    read = paper.value("names") if paper is not None else None
    found = []
    for number, entry in enumerate((one for one in read or () if isinstance(one, Mapping)), 1):
        name = body.names.get(str(number), entry.get("name"))
        if name:
            found.append({**entry, "name": name, "number": number})
    return found + [{"name": name} for name in body.added]


def checked_papers(tx: Transaction, vault: Vault, class_id: str) -> list[Checked]:
    """Those of the class that are checked and not forgotten, in the order they came."""
    found = []
    for row in rows.papers_of(tx, class_id):
        if row.state != "checked" or row.body_id is None or row.forgotten_at is not None:
            continue
        try:
            body = vault.open_small(tx, row.body_id)
        except Forgotten:
            continue
        found.append(_checked(row, body))
    return found


def _checked(row: Row, body: Mapping[str, Any]) -> Checked:
    return Checked(
        evidence_id=row.evidence_id,
        sha256=row.sha256,
        pages=tuple(row.page_numbers),
        kind=body["kind"],
        facts=body["facts"],
        by_id=row.changed_by,
        by_name=row.changed_by_name,
        role=body["role"],
        at=row.changed_at,
    )


# --- the same paper in a claim ------------------------------------------------------------------------------------


def known(documents: Sequence[Document], checked: Sequence[Checked]) -> tuple[Document, ...]:
    """A claim's papers with the values of the check put beside those of the same paper."""
    return tuple(_known(one, checked) for one in documents)


def _known(document: Document, checked: Sequence[Checked]) -> Document:
    answered = OF_ONE_PERSON if any(one.names for one in checked) else frozenset()
    if document.kind in NAMING and answered:
        document = replace(document, answered=document.answered | answered)
    same = next((one for one in checked if _is(document, one)), None)
    if same is not None:
        codes = frozenset(one.code for one in document.findings if one.other is None)
        said = {name: same._said(value) for name, value in same.facts.items() if value is not None}
        return _with(document, same, {KIND_FACT: same._said(same.kind), **said}, codes)
    again = next((one for one in checked if photographed_again(document, one)), None)
    if again is None:
        return document
    held = document.effective()
    said = {
        name: again._said(value)
        for name, value in again.facts.items()
        if value is not None and (name not in held or not certain(held[name]))
    }
    return _with(document, again, said, frozenset())


def _with(document: Document, by: Checked, said: Mapping[str, CorrectionView], answered: frozenset[str]) -> Document:
    """What a reviewer of the claim has said of it stays before what was said of it for the class."""
    own = {name for name, one in document.corrections.items() if one.role != "professional"}
    new = {name: one for name, one in said.items() if name not in own}
    return replace(
        document,
        corrections={**document.corrections, **new},
        corrected_by={**document.corrected_by, **dict.fromkeys(new, by.by_id)},
        answered=document.answered | answered,
    )


def _is(document: Document, one: Checked) -> bool:
    """The very paper, or the same pages of a file with the same bytes."""
    if document.id == one.evidence_id:
        return True
    return document.row.sha256 == one.sha256 and tuple(document.row.page_numbers) == one.pages


def photographed_again(document: Document, one: Checked) -> bool:
    """Another picture of the same sheet. Sheets of two days of one class carry one title: they are told apart by day
    and by whether they share most of their names."""
    if not same_paper(document, one.document()):
        return False
    day = document.effective().get("start_date")
    if day is not None and day.value is not None and one.facts.get("start_date") not in (None, day.value):
        return False
    if one.kind not in NAMING:
        return True
    read = document.effective().get("names")
    here = {bare(str(entry.get("name", ""))) for entry in (read.value if read is not None else None) or ()}
    there = {bare(str(entry["name"])) for entry in one.names}
    return 2 * len(here & there) >= max(1, len(here))


# --- what it says of one claim ------------------------------------------------------------------------------------


def on_sheet(name: str, paper: Checked) -> tuple[OnSheet, str, bool]:
    """``(how the name stands there, the name as listed, whether its signature is missing)``."""
    near = nearest(name, [str(one["name"]) for one in paper.names])
    if near is None:
        return "none", "", False
    entries = [one for one in paper.names if str(one["name"]) == near[0]]
    unsigned = all(one.get("attended") is False for one in entries)
    return ("same" if near[1] is Likeness.SAME else "look_alike"), near[0], unsigned


def says_of(name: str, paper: Checked) -> PaperBeside:
    """The paper in a line, as it concerns the person of that name."""
    if paper.names:
        how, listed, unsigned = on_sheet(name, paper)
        says: str = {
            "same": Said("有这个名字"),
            "look_alike": Said("有形近的“{listed}”", listed=listed),
            "none": Said("没有这个名字"),
        }[how]
        if unsigned and how != "none":
            says = in_a_row([says, Said("签名栏是空的")], "，")
    else:
        days = paper.days
        told = [Said("{first} 至 {last}", first=str(days[0]), last=str(days[1]))] if days is not None else []
        if paper.facts.get("hours") is not None:
            told.append(Said("{hours} 学时", hours=paper.facts["hours"]))
        says = in_a_row(told, "，") or "主办单位和名称相符"
    return PaperBeside(paper.kind, KINDS.get(paper.kind, paper.kind), says, paper.by_name, paper.at)
