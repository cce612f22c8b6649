"""A claim's papers held against an approved class: its roster, its days, its hours. Sentences, no verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from claims.classes.checked import NAMING, Checked, on_sheet
from claims.classes.nouns import Flag
from claims.documents import Document
from claims.labels import fact_title
from claims.store.engine import Row
from domain.said import Said
from verifiers.knowledge.names import Likeness, nearest

NameMatch = Literal["same", "look_alike", "none"]


@dataclass(frozen=True, slots=True)
class OnRoster:
    """The row of the roster (from 1) with the person's name, or one that looks alike."""

    row: int | None
    name: str
    how: NameMatch
    listed: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One sentence of the comparison and the fact of the paper it speaks about, if any."""

    flag: Flag
    evidence_id: str | None = None
    fact: str | None = None


def on_roster(name: str, employer: str | None, people: Sequence[Mapping[str, Any]]) -> OnRoster:
    """Somebody of that name, of the own company first."""
    order = sorted(range(len(people)), key=lambda at: people[at].get("company") != employer)
    near = nearest(name, [str(people[at]["name"]) for at in order])
    if near is None:
        return OnRoster(None, "", "none", None)
    at = next(one for one in order if str(people[one]["name"]) == near[0])
    return OnRoster(at + 1, near[0], "same" if near[1] is Likeness.SAME else "look_alike", people[at])


def against(
    claim: Row,
    documents: Sequence[Document],
    row: Row,
    found: OnRoster,
    *,
    has_roster: bool,
    papers: Sequence[Checked] = (),
) -> tuple[Difference, ...]:
    """The claim and its papers against roster, approval and what was checked of the class; ``row`` is the class."""
    told: list[Difference] = []
    listed, employer = found.listed, claim.employer
    if not has_roster:
        told.append(Difference(Flag("no_roster", "doubt", "还没有收到这个班次的汇总表。")))
    elif listed is None:
        told.append(Difference(Flag("not_on_roster", "doubt", "汇总表里没有这个名字（可能漏报，或姓名有误）。")))
    elif found.how == "look_alike":
        text = Said("汇总表里是“{listed}”，只差形近或个别字，请核对。", listed=str(listed["name"]))
        told.append(Difference(Flag("look_alike_name", "doubt", text)))
    if listed is not None and listed.get("company") and listed["company"] != employer:
        told.append(Difference(Flag("other_company", "note", "汇总表里的单位与现单位不同（可能调动过）。")))
    told += _sheets(claim.person_name, [one for one in papers if one.names])
    wanted = Decimal(str(listed["hours"])) if listed is not None else row.hours_approved
    days = next((one.days for one in papers if one.kind not in NAMING and one.days is not None), None)
    first, last = (str(day) for day in days) if days is not None else (row.first_day, row.last_day)
    for document in documents:
        told += _papers(document, first, last, wanted)
    return tuple({one.flag.code + one.flag.text: one for one in told}.values())


def _sheets(name: str, sheets: Sequence[Checked]) -> list[Difference]:
    """The name on the sheets that were checked: on none of them, nearly on one, unsigned, on some of several."""
    if not sheets:
        return []
    told = [on_sheet(name, one) for one in sheets]
    there = [one for one in told if one[0] == "same"]
    if not there:
        alike = next((one for one in told if one[0] == "look_alike"), None)
        if alike is not None:
            text: str = Said("已核的签到材料上是“{listed}”，只差形近或个别字，请核对。", listed=alike[1])
            return [Difference(Flag("look_alike_on_sheet", "doubt", text))]
        text = "已核的签到材料上没有这个名字（可能漏签，或签在另一张上）。"
        return [Difference(Flag("not_on_sheet", "doubt", text))]
    if all(unsigned for _, _, unsigned in there):
        text = "已核的签到材料列有这个名字，签名栏是空的（可能签得很淡，或签在另一场）。"
        return [Difference(Flag("not_signed", "doubt", text))]
    if len(there) < len(sheets):
        form = "已核的 {all} 张签到材料中，{some} 张有这个名字（可能只参加了其中几天）。"
        text = Said(form, all=len(sheets), some=len(there))
        return [Difference(Flag("some_sheets", "note", text))]
    return [Difference(Flag("on_sheet", "ok", "已核的签到材料上有这个名字。"))]


def _papers(document: Document, first: str, last: str, wanted: Decimal | None) -> list[Difference]:
    facts = {name: held.value for name, held in document.effective().items()}
    told: list[Difference] = []
    hours = facts.get("hours")
    if document.kind == "completion_certificate" and hours is not None and wanted is not None:
        try:
            differs = Decimal(str(hours)) != wanted
        except ArithmeticError:
            differs = True
        if differs:
            text = Said(
                "材料上是 {hours} 学时，班次核定（名单）为 {wanted} 学时。", hours=str(hours), wanted=str(wanted)
            )
            told.append(Difference(Flag("hours_differ", "doubt", text), document.id, "hours"))
    for name, day in (("start_date", first), ("end_date", last)):
        if facts.get(name) is None:
            continue
        told_day = str(facts[name])[:10]
        # A sign-in sheet is of one of the days.
        if not first <= told_day <= last if document.kind == "sign_in_sheet" else told_day != day:
            text = Said("材料上的{what}与班次（{day}）不同。", what=Said(fact_title(name)), day=day)
            told.append(Difference(Flag(f"{name}_differs", "doubt", text), document.id, name))
    return told
