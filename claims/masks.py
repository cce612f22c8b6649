"""Masks: what an actor need not read is covered, in values and on the picture.

On a shared sheet a professional sees their own row only. ID numbers are shown by their ends to everybody;
an investigator sees the sheet as it is.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from claims.views import Actor
from domain.claim import Role
from domain.fact import Fact, Paper
from domain.reading import Page

Rectangle = tuple[int, int, int, int]

SHARED_KINDS = frozenset({"sign_in_sheet", "roster"})


def sees_others(actor: Actor, owner_id: str) -> bool:
    """Whether other people's rows are this actor's business: reviewers of somebody else's evidence."""
    return actor.person_id != owner_id and actor.has(Role.UNIT_ADMIN, Role.AUTHORITY, Role.INVESTIGATOR, Role.AUDITOR)


def shown_value(fact: Fact, *, others: bool, own_name: str) -> tuple[Any, bool]:
    """The fact's value for this actor, and whether something was covered."""
    return shown(fact.name, fact.value, others=others, own_name=own_name)


def shown(name: str, value: Any, *, others: bool, own_name: str) -> tuple[Any, bool]:
    if name == "id_number" and isinstance(value, str):
        return masked_number(value), True
    if name == "names" and not others and isinstance(value, list):
        covered = [
            entry if entry.get("name") == own_name else {**entry, "name": masked_name(str(entry.get("name", "")))}
            for entry in value
            if isinstance(entry, Mapping)
        ]
        return covered, True
    return value, False


def masked_number(value: str) -> str:
    """``330106********1234`` becomes ``33**************34``; short ones are covered whole."""
    if len(value) <= 6:
        return "*" * len(value)
    return value[:2] + "*" * (len(value) - 4) + value[-2:]


def masked_name(name: str) -> str:
    return name[:1] + "*" * (len(name) - 1)


def boxes(paper: Paper, page: Page, *, others: bool, own_name: str) -> tuple[Rectangle, ...]:
    """Rectangles to cover on the page, in its pixels: other people's rows from their name to the next column's."""
    if others or paper.kind not in SHARED_KINDS:
        return ()
    entries = [entry for entry in paper.value("names") or () if isinstance(entry, Mapping) and entry.get("box")]
    here = [entry for entry in entries if entry.get("page", page.number) == page.number]
    return tuple(
        _row(entry["box"], [other["box"] for other in here if other is not entry], page)
        for entry in here
        if entry.get("name") != own_name
    )


def _row(box: Sequence[float], neighbours: Sequence[Sequence[float]], page: Page) -> Rectangle:
    left, top, right, bottom = (float(edge) for edge in box[:4])
    beside = [
        float(other[0])
        for other in neighbours
        if float(other[0]) > right and min(bottom, float(other[3])) - max(top, float(other[1])) > 0
    ]
    end = min(beside) - 4 if beside else float(page.width)
    return round(left), round(top), round(max(end, right)), round(bottom)


def painted(picture: bytes, page: Page, covers: Sequence[Rectangle]) -> tuple[bytes, str]:
    """The picture with the rectangles filled, and its media type. ``picture`` is our own rendering."""
    from PIL import Image, ImageDraw

    if not covers:
        return picture, media_type(picture)
    with Image.open(io.BytesIO(picture)) as opened:
        form = opened.format or "JPEG"
        image = opened.convert("RGB")
    scale_x, scale_y = image.width / page.width, image.height / page.height
    draw = ImageDraw.Draw(image)
    for left, top, right, bottom in covers:
        draw.rectangle((left * scale_x, top * scale_y, right * scale_x, bottom * scale_y), fill=(120, 120, 120))
    out = io.BytesIO()
    image.save(out, form, quality=85)
    return out.getvalue(), media_type(out.getvalue())


def media_type(picture: bytes) -> str:
    if picture[:4] == b"RIFF":
        return "image/webp"
    return "image/png" if picture[:4] == b"\x89PNG" else "image/jpeg"
