"""What is asked when a paper of a class is checked: what is badly read, and what says otherwise than the class itself.

A value that agrees with the approved class asks nothing, however badly it was read: two sources say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.classes.checked import CLASS_FACTS, NAMING, TITLES, PaperBody, names_now
from claims.classes.match import TITLE_ALIKE, title_likeness
from claims.documents import KIND_FACT, Document, Effective, certain
from claims.one_doubt import (
    OF_ONE_PERSON,
    asks,
    finding_doubt,
    in_words,
    kind_doubt,
    question_id,
    ranked,
    readings_of,
    standing_at,
    titled,
    value_doubt,
)
from claims.store.engine import Row
from claims.views import Choice, Doubt
from domain.finding import Severity
from domain.place import Box, Place
from domain.said import Said
from verifiers.knowledge.names import Likeness, bare, nearest

_DIFFERS, _UNSURE, _NAME = 60.0, 35.0, 50.0
_WHY_DIFFERS = "材料与核定的班次不同：可能读错，也可能后来改过安排。核过以后，这个班次的申报都按它对照。"


def questions(document: Document, body: PaperBody, row: Row, people: Sequence[str]) -> tuple[Doubt, ...]:
    """All questions about the paper, most weighty first. ``row`` is the class; ``people`` are names known of it."""
    found: list[Doubt] = []
    kind = kind_doubt(document, alone=True) if KIND_FACT not in body.values else None
    if kind is not None:
        found.append(kind)
    wanted = frozenset(CLASS_FACTS)
    found += (
        finding_doubt(document, one, wanted)
        for one in document.findings
        if asks(one) and one.code not in OF_ONE_PERSON and not one.code.startswith("reuse.")
    )
    for name, held in document.effective().items():
        if name in CLASS_FACTS and name not in body.values and held.value is not None:
            doubt = _fact(document, name, held, row)
            if doubt is not None:
                found.append(doubt)
    found += _names(document, body, people)
    if document.kind in NAMING and not names_now(document.paper, body):
        found.append(_no_names(document))
    return ranked(found)


def expected(name: str, kind: str, value: Any, row: Row) -> tuple[bool | None, Any]:
    """Whether a value agrees with the class (None: the class says nothing of it), and what the class says."""
    if name in TITLES:
        return title_likeness(str(value), row.title) >= TITLE_ALIKE, row.title
    if name in ("start_date", "end_date"):
        day = row.first_day if name == "start_date" else row.last_day
        if kind == "sign_in_sheet":  # a sheet of one of the days
            return row.first_day <= str(value) <= row.last_day, day
        return str(value) == day, day
    if name == "hours" and row.hours_approved is not None:
        try:
            return float(value) == float(row.hours_approved), float(row.hours_approved)
        except (TypeError, ValueError):
            return False, float(row.hours_approved)
    return None, None


def _fact(document: Document, name: str, held: Effective, row: Row) -> Doubt | None:
    agrees, wanted = expected(name, document.kind, held.value, row)
    sure = certain(held) and held.by_role != "professional"
    if agrees or (agrees is None and (sure or name == "doc_no")):
        return None
    rows = [(held.value, "person", 1.0)] if held.fact is None else readings_of(held.fact, held)
    if agrees is False and wanted not in [value for value, _, _ in rows]:
        rows = [*rows[:2], (wanted, "class", 0.0)]
    if agrees is False:
        title = Said(
            "{what}是“{value}”，班次是“{wanted}”", what=titled(name), value=str(held.value), wanted=_plain(wanted)
        )
        said: tuple[str, str] = (title, _WHY_DIFFERS)
    else:
        assert held.fact is not None
        said = in_words(name, held.fact, [value for value, _, _ in rows], corrected=held.by_role is not None)
    return value_doubt(
        document,
        "class_fact",
        name,
        [(_plain(value), source, share) for value, source, share in rows],
        ["与班次相同" if value == wanted else "" for value, _, _ in rows],
        code=f"class_paper.{name}",
        said=said,
        weight=_DIFFERS if agrees is False else _UNSURE,
        changes=("学时",) if name in ("hours", "start_date", "end_date", "days", "half_days") else (),
    )


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _names(document: Document, body: PaperBody, people: Sequence[str]) -> list[Doubt]:
    """Names on the list that nearly are those of people known of the class. Others are left as they were read."""
    entries = names_now(document.paper, body)
    here = {bare(str(one["name"])) for one in entries}
    found = []
    for entry in entries:
        number = entry.get("number")
        if number is None or str(number) in body.names:
            continue
        near = nearest(str(entry["name"]), people)
        if near is None or near[1] is Likeness.SAME or bare(near[0]) in here:
            continue
        box = entry.get("box")
        place = Place(int(entry.get("page") or 1), Box(*map(float, box[:4]))) if box else None
        title = "名单第 {number} 个读作“{read}”，这个班次里有“{known}”，是哪一个？"
        doubt = Doubt(
            id=question_id(document.id, "class_name", number, entry["name"], near[0]),
            type="fact",
            code="class_paper.name",
            title=Said(title, number=number, read=str(entry["name"]), known=near[0]),
            why="只差形近或个别字。核过以后，“名字在不在名单上”就按它对照。",
            severity=Severity.DOUBT.value,
            weight=_NAME,
            changes=("人员",),
            evidence_id=document.id,
            fact=f"name:{number}",
            choices=(
                Choice(1, entry["name"], "reading", round(float(entry.get("confidence") or 0), 4)),
                Choice(2, near[0], "class", 0.0, "与名单或申报人相同"),
            ),
        )
        found.append(standing_at(doubt, place))
    return found


def _no_names(document: Document) -> Doubt:
    return Doubt(
        id=question_id(document.id, "class_names", "none"),
        type="finding",
        code="class_paper.no_names",
        title="没有读出名字，请在下面补上，或换一张清楚的照片",
        why="没有名字，就不能用它对照谁参加了。",
        severity=Severity.DOUBT.value,
        weight=55.0,
        changes=("人员",),
        evidence_id=document.id,
        fact="names",
    )
