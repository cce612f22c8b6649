"""People in the rows of a sheet: printed name, signature, attended or absent, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from domain.reading import Page
from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.heads_of_people import columns_of
from extractors.text.names import known_name, valid_name
from extractors.text.names_in_cells import choose, name_in, other_hand, written_twice
from extractors.text.normalise import normalise
from extractors.text.once import once
from extractors.text.organisations import is_organisation
from extractors.text.patterns import compiled
from extractors.text.sheets import Row, Sheet, continue_sheet, read_sheet
from extractors.text.spelling import Spelling, spelt
from extractors.text.who_came import (
    ABSENT,
    PROXY,
    is_mark,
    left_blank,
    repeated,
    right_of_name,
    said,
    signed_beside,
    written,
)

_END = (
    r"^(?:承办|主办|协办|举办|组织|会议|培训|活动)[\u4e00-\u9fff]{0,4}:|"
    r"盖章|制表|负责人|合计|^(?:应|实)到(?:人数)?\d*|^注:|^说明|^共\d+[人条名位]|填表|审核|班主任|^(?:辅导员|带队|领队)|带班|^(?:会务|会议|培训)?联系人|^(?:更正|更改|补报|咨询|报名|核对|如有[误错])[\u4e00-\u9fff]{0,4}联系|^导出|系统导出|^统计(?:人|单位|部门)?:|^[√✓×○△].*(?:勤|到|假)|"
    r"^(?=.{12,})[\u4e00-\u9fff]{4,}[,，。;；]"  # a sentence below the list
)


@dataclass
class Person:
    """One line of a sheet. ``name`` is the span that names the person; ``attended`` None on a mere list."""

    name: Span
    attended: bool | None
    printed: bool
    confidence: float
    agreed: bool = False
    proxy: bool = False
    unit: Span | None = None
    sessions: dict[str, bool] = field(default_factory=dict)
    note: str = ""

    @cached_property
    def spelling(self) -> Spelling:
        """The name as it is most likely spelt; as it was read where its signature agrees with it."""
        return Spelling(self.name.text, self.confidence) if self.agreed else spelt(self.name)

    def as_value(self) -> dict[str, Any]:
        """The contract's form, with what else the line says; a mere list does not say who attended."""
        place = self.name.place
        respelt = self.spelling.text != self.name.text
        value: dict[str, Any] = {
            "name": self.spelling.text,
            "page": place.page if place else None,
            "box": place.box.as_list() if place else None,
            "confidence": round(self.spelling.confidence if respelt else self.confidence, 4),
            "sure": self.sure,
            "printed": self.printed,
            "proxy": self.proxy,
        }
        if self.attended is not None:
            value["attended"] = self.attended
        if self.unit is not None:
            value["unit"] = self.unit.text
        if self.sessions:
            value["sessions"] = dict(self.sessions)
        if self.note:
            value["note"] = self.note
        return value

    @property
    def sure(self) -> bool:
        """Printed and well read, or printed and signed alike. Handwriting alone is never sure."""
        well = self.confidence >= (0.95 if self.agreed else 0.985)
        return self.printed and known_name(self.name.text) and well and self.spelling.text == self.name.text


@dataclass
class Sheets:
    """All people of a paper with the tables they stand in. ``unreadable`` counts signatures without a name."""

    people: list[Person]
    tables: list[Sheet]
    unreadable: int = 0

    @property
    def signed(self) -> bool:
        """Whether there is a column to sign in."""
        return any(_has_signing(table) for table in self.tables)


@once
def people_of(document: Document, *, signing: bool) -> Sheets:
    """``read_people`` of a document, read once for who recognises the paper and who takes its facts."""
    return read_people(document.reading.pages, signing=signing)


def read_people(pages: Iterable[Page], *, signing: bool) -> Sheets:
    """People of all tables. ``signing``: the paper is a sign-in sheet, so a written name is a presence."""
    found = Sheets([], [])
    for page in pages:
        columns = columns_of(page)
        table = None
        for need in (("name", "sign"), ("name", "state"), ("sign",), ("name",)) if signing else (("name",),):
            table = read_sheet(page, columns, need=need, anchors=("seq", "name", "sign"), until=_END)
            if table is not None:
                break
        if table is None and found.tables and _mostly_names(page):
            table = continue_sheet(page, found.tables[-1], anchors=("seq", "name", "sign"), until=_END)
        if table is None:
            continue
        found.tables.append(table)
        names_printed = signing and "name" in table.roles and (_has_signing(table) or bool(table.roles & _KEPT))
        for row in table.rows:
            if signing and _is_body(row):
                continue
            person = _person(row, page, signing=signing, printed=names_printed or not signing, table=table)
            if person is not None:
                found.people.append(person)
            elif row.text("sign"):
                found.unreadable += 1
    return found


#: Columns only a machine keeps.
_KEPT = frozenset({"came", "length"})


def _mostly_names(page: Page) -> bool:
    """Whether a page without a heading may carry a list on: names and numbers are what stands on it."""
    texts = [compiled(r"[\s\d]").sub("", normalise(line.text)) for line in page.lines]
    words = [text for text in texts if text]
    return sum(valid_name(text) for text in words) >= max(3, 0.3 * len(words))


def _is_body(row: Row) -> bool:
    """Whether a row under the table is one line that names a body: who held it, signing below the list."""
    pieces = [piece for held in row.cells.values() for piece in held]
    lines = {id(piece.line) for piece in pieces}
    return len(pieces) > 1 and len(lines) == 1 and is_organisation(normalise(pieces[0].line.text))


def _has_signing(table: Sheet) -> bool:
    return any(role in ("sign", "state") or role.startswith("session:") for role in table.roles)


def _person(row: Row, page: Page, *, signing: bool, printed: bool, table: Sheet) -> Person | None:
    name = name_in(row.flow("name")) or written_twice(row)
    signature = name_in(row.flow("sign"))
    note = row.text("note")
    unit = row.flow("unit")
    signed_text = row.text("sign")
    held = dict.fromkeys(role for group in table.groups for role in group if role.startswith("session:"))
    sessions = {role.partition(":")[2]: written(row, role, page) for role in held}
    chosen, agreed = choose(name, signature)
    if chosen is None:
        return None
    person = Person(
        name=chosen,
        attended=None,
        printed=printed and chosen is name,
        confidence=chosen.confidence * (1.0 if known_name(chosen.text) else 0.9),
        agreed=agreed,
        unit=unit.whole.stripped() if unit else None,
        sessions=sessions,
        note=note,
    )
    if not signing:
        return person
    away = bool(ABSENT.search(note) or ABSENT.search(signed_text))
    told = said(row)
    if told is None and (blank := left_blank(row, table, page)) is not None:
        told = False
        person.confidence = min(person.confidence, blank)
    if sessions and repeated(page, sessions):
        # 上午 下午 上午 下午: which day a column belongs to is told by the days above; here any mark counts.
        person.sessions = {}
        marks = right_of_name(chosen, page)
        away = away or any(ABSENT.search(mark) for mark in marks)
        signed = signed_beside(chosen, page)
        person.attended = not away and (signed or any(is_mark(mark) for mark in marks))
        person.confidence = min(person.confidence, _GUESSED)
    elif told is not None:
        person.attended = told and not away
    elif sessions:
        person.attended = not away and any(sessions.values())
    elif "sign" in row.columns and name is not None:
        person.attended = not away and written(row, "sign", page)
        person.proxy = other_hand(name, signature)
    else:
        kept = [row.text(role) for role in _KEPT if role in row.columns]
        person.attended = not away and (
            not kept or any(compiled(r"[1-9]").search(text) for text in kept) or signed_beside(chosen, page)
        )
    if PROXY.search(signed_text) or PROXY.search(note):
        # Who had somebody else sign did not come himself.
        person.proxy, person.attended = True, False
    return person


#: Confidence of a presence read off marks whose columns repeat.
_GUESSED = 0.94


def loose_names(flows: Sequence[Flow]) -> list[Person]:
    """Signatures on a sheet without a heading row: cells that are nothing but a known name."""
    people = []
    for flow in flows:
        span = name_in(flow)
        if span is not None and known_name(span.text) and len(flow.text) <= len(span.text) + 3:
            people.append(Person(span, True, False, span.confidence * 0.9))
    return people
