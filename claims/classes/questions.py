"""What is asked when a paper of a class is checked: what is badly read, and what says otherwise than the class itself.

A value that agrees with the approved class asks nothing, however badly it was read: two sources say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claims.classes.checked import CLASS_FACTS, NAMING, OF_ONE_PERSON, TITLES, PaperBody, names_now
from claims.classes.match import TITLE_ALIKE, title_likeness
from claims.documents import KIND_FACT, Document, Effective, certain
from claims.doubts import asks, box_of, finding_doubt, in_words, kind_doubt, question_id, readings_of
from claims.labels import fact_title
from claims.store.engine import Row
from claims.views import Choice, Doubt
from domain.finding import Severity
from domain.place import Box, Place
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
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: (-one.weight, one.id)))


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
        title, why = f"{fact_title(name)}是“{held.value}”，班次是“{_plain(wanted)}”", _WHY_DIFFERS
    else:
        assert held.fact is not None
        title, why = in_words(name, held.fact, [value for value, _, _ in rows], corrected=held.by_role is not None)
    place = held.fact.place if held.fact is not None else None
    return Doubt(
        id=question_id(document.id, "class_fact", name, *(value for value, _, _ in rows)),
        type="fact",
        code=f"class_paper.{name}",
        title=title,
        why=why,
        severity=Severity.DOUBT.value,
        weight=_DIFFERS if agrees is False else _UNSURE,
        changes=("学时",) if name in ("hours", "start_date", "end_date", "days", "half_days") else (),
        evidence_id=document.id,
        fact=name,
        page=place.page if place is not None else None,
        box=box_of(place),
        choices=tuple(
            Choice(number, _plain(value), source, round(share, 4), "与班次相同" if value == wanted else "")
            for number, (value, source, share) in enumerate(rows[:3], 1)
        ),
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
        found.append(
            Doubt(
                id=question_id(document.id, "class_name", number, entry["name"], near[0]),
                type="fact",
                code="class_paper.name",
                title=f"名单第 {number} 个读作“{entry['name']}”，这个班次里有“{near[0]}”，是哪一个？",
                why="只差形近或个别字。核过以后，“名字在不在名单上”就按它对照。",
                severity=Severity.DOUBT.value,
                weight=_NAME,
                changes=("人员",),
                evidence_id=document.id,
                fact=f"name:{number}",
                page=place.page if place is not None else None,
                box=box_of(place),
                choices=(
                    Choice(1, entry["name"], "reading", round(float(entry.get("confidence") or 0), 4)),
                    Choice(2, near[0], "class", 0.0, "与名单或申报人相同"),
                ),
            )
        )
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
