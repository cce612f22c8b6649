"""How one question to a person is put: about a finding, about a kind, about a value and the readings it has.

Shared by the doubts of a claim and by what is asked when a paper of a class is checked: the same question has the same
words, the same answers and the same id, wherever it stands. Every sentence keeps what it was made of (``Said``).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from claims.documents import Document, Effective
from claims.labels import fact_title
from claims.views import Choice, Doubt
from domain.fact import Fact
from domain.finding import Finding, Severity
from domain.kind import KINDS, UNKNOWN
from domain.place import Place
from domain.said import Said

#: Kinds less sure than this are asked; measured in ``benchmarks/`` as the rest of the calibration.
KIND_SURE = 0.9

_FAMILY_WEIGHT = {"reuse": 95.0, "tampering": 90.0, "security": 80.0, "contradiction": 70.0, "completeness": 45.0}
_FAMILY_CHANGES = {
    "reuse": "真实性",
    "tampering": "真实性",
    "security": "真实性",
    "contradiction": "真实性或学时",
    "completeness": "是否计入",
}
#: Why a finding of the family matters, in a sentence.
_FAMILY_WHY = {
    "reuse": "同一份材料只能认定一次；也可能只是补交或单位代交，请并列看一眼。",
    "tampering": "改动过的地方不一定是发证时的内容，学时要以原件为准。",
    "security": "文件里带有打开时会运行或联网的内容，请不要下载原件，凭图像核对即可。",
    "contradiction": "两处说法对不上，按哪一处算，结果可能不同。",
    "completeness": "缺了这一项，认定办法可能不计入这份材料。",
    "capture": "画面不清时，读出的内容可能有误。",
}
#: Findings on whether the claimant was there: asked on every pathway, whatever its hours are reckoned from.
OF_ONE_PERSON = frozenset({"completeness.name_not_on_sheet", "completeness.not_signed_in"})
_WAS_THERE_WHY = "签到材料要能说明本人到场；手写的名字常常读不出，请在图上找一找。"


def ranked(found: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Each question once, the most weighty first."""
    return tuple(sorted({one.id: one for one in found}.values(), key=lambda one: (-one.weight, one.id)))


# --- a finding ----------------------------------------------------------------------------------------------------


def asks(finding: Finding) -> bool:
    return finding.severity is not Severity.NOTE


def finding_doubt(document: Document, finding: Finding, wanted: frozenset[str]) -> Doubt:
    """A finding as a question; ``wanted`` are the facts that something is reckoned from."""
    family = finding.code.split(".", 1)[0]
    was_there = finding.code in OF_ONE_PERSON
    weight = _FAMILY_WEIGHT.get(family, 30.0) * finding.confidence
    if family == "completeness" and finding.facts and not was_there and not set(finding.facts) & wanted:
        weight = 5.0  # what is missing plays no part in this pathway's hours
    if finding.severity is Severity.STOP:
        weight += 100.0
    doubt = Doubt(
        id=question_id(document.id, finding.code, finding.message, box_of(finding.place)),
        type="finding",
        code=finding.code,
        title=finding.message,
        why=_WAS_THERE_WHY if was_there else _FAMILY_WHY.get(family, "请对照原件看一眼。"),
        severity=finding.severity.value,
        weight=round(weight, 3),
        changes=("人员",) if was_there else (_FAMILY_CHANGES.get(family, "是否可用"),),
        evidence_id=document.id,
        fact=finding.facts[0] if finding.facts else None,
        innocent=finding.innocent,
        next_step=finding.next_step,
        other=finding.other,
    )
    return standing_at(doubt, finding.place)


# --- a kind -------------------------------------------------------------------------------------------------------


def kind_doubt(document: Document, *, alone: bool) -> Doubt | None:
    """Which kind of paper it is, where the machine is not sure and nobody has said; ``alone`` in its claim."""
    paper = document.paper
    if paper is None or "kind" in document.corrections:
        return None
    unknown = paper.kind == UNKNOWN
    if not unknown and paper.recognition.confidence >= KIND_SURE:
        return None
    choices = [*paper.others] if unknown else [(paper.kind, paper.recognition.confidence), *paper.others]
    return Doubt(
        id=question_id(document.id, "kind", paper.kind),
        type="kind",
        code="kind.unknown" if unknown else "kind.unsure",
        title="这是哪一类材料？",
        why="没有认出材料类别。" if unknown else Said("可能是{kind}，但把握不大。", kind=Said(KINDS[paper.kind])),
        severity=Severity.DOUBT.value,
        weight=85.0 if alone or not unknown else 40.0,
        changes=("途径", "学时"),
        evidence_id=document.id,
        page=paper.pages[0] if paper.pages else None,
        choices=tuple(
            Choice(number, kind, "recognition", round(share, 4), KINDS.get(kind, kind))
            for number, (kind, share) in enumerate(choices[:3], start=1)
        ),
    )


# --- a value and its readings -------------------------------------------------------------------------------------

#: ``(value, who read it, confidence)``.
Reading = tuple[Any, str, float]


def value_doubt(
    document: Document,
    asked: str,
    name: str,
    readings: Sequence[Reading],
    effects: Sequence[str],
    *,
    code: str,
    said: tuple[str, str],
    weight: float,
    changes: tuple[str, ...],
) -> Doubt:
    """A value as a question with its readings to choose from, ``effects`` beside them; ``said`` is title and why.

    ``asked`` names which question about the value it is, so that its answer stays with it.
    """
    held = document.effective().get(name)
    doubt = Doubt(
        id=question_id(document.id, asked, name, *(value for value, _, _ in readings)),
        type="fact",
        code=code,
        title=said[0],
        why=said[1],
        severity=Severity.DOUBT.value,
        weight=round(weight, 3),
        changes=changes,
        evidence_id=document.id,
        fact=name,
        choices=tuple(
            Choice(number, value, source, round(share, 4), effect)
            for number, ((value, source, share), effect) in enumerate(zip(readings, effects, strict=True), start=1)
        ),
    )
    return standing_at(doubt, held.fact.place if held is not None and held.fact is not None else None)


def readings_of(fact: Fact, held: Effective) -> list[Reading]:
    """What counts now first, no value twice, at most three."""
    rows: list[Reading] = []
    if held.by_role is not None and held.value is not None:
        rows.append((held.value, "person", 1.0))
    rows.append((fact.value, fact.source, fact.confidence))
    rows += ((other.value, other.source, other.confidence) for other in fact.alternatives)
    found: list[Reading] = []
    for row in rows:
        if row[0] not in [value for value, _, _ in found]:
            found.append(row)
    return found[:3]


#: Values that are masked for some readers: never in a sentence.
_UNSPOKEN = frozenset({"names", "id_number"})


def in_words(name: str, fact: Fact, values: Sequence[Any], *, corrected: bool) -> tuple[str, str]:
    """What was read and why it is asked, a sentence each."""
    said = [_spoken(value) for value in values]
    what = titled(name)
    if name in _UNSPOKEN or not all(said):
        title = Said("{what}读得对吗？", what=what)
    elif corrected and len(said) > 1:
        title = Said("申报人把{what}改成了“{now}”，原来读作“{before}”", what=what, now=said[0], before=said[1])
    elif corrected:
        title = Said("申报人把{what}改成了“{now}”", what=what, now=said[0])
    elif len(said) > 2:
        title = Said("{what}是“{one}”“{other}”还是“{third}”？", what=what, one=said[0], other=said[1], third=said[2])
    elif len(said) > 1:
        title = Said("{what}是“{one}”还是“{other}”？", what=what, one=said[0], other=said[1])
    else:
        title = Said("{what}读作“{value}”，对吗？", what=what, value=said[0])
    if corrected:
        return title, "申报人的更正要对照原件核实过才算数。"
    if len(said) > 1:
        return title, "两次识别读得不一样，请对照原图选一个。"
    return title, Said("这一处识别的把握只有 {share}，请对照原图看一眼。", share=f"{fact.confidence:.0%}")


def titled(name: str) -> Said:
    """The name of a fact, as part of a sentence."""
    return Said(fact_title(name))


def _spoken(value: Any) -> str:
    """A value short enough for a sentence; empty for what is not."""
    if isinstance(value, bool):
        return Said("是") if value else Said("否")
    text = str(value) if isinstance(value, str | int | float) else ""
    return text if len(text) <= 24 else ""


# --- where it stands ----------------------------------------------------------------------------------------------


def standing_at(doubt: Doubt, place: Place | None) -> Doubt:
    """The question with the strip of pixels it is about, if any."""
    return doubt if place is None else replace(doubt, page=place.page, box=box_of(place))


def box_of(place: Place | None) -> tuple[int, int, int, int] | None:
    if place is None:
        return None
    left, top, right, bottom = place.box.as_list()
    return left, top, right, bottom


def question_id(*parts: Any) -> str:
    """The same for the same question, whoever reckons it."""
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()[:24]


__all__ = [
    "OF_ONE_PERSON",
    "asks",
    "box_of",
    "finding_doubt",
    "in_words",
    "kind_doubt",
    "question_id",
    "ranked",
    "readings_of",
    "standing_at",
    "titled",
    "value_doubt",
]
