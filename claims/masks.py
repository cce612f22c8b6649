"""Masks: what an actor need not read is covered, in values and on the picture.

On a shared sheet a professional sees their own row only; reviewers see the sheet, since one hand signing for many
shows only there. ID numbers, and mobile numbers on a shared sheet, are shown by their ends to everybody, on the picture
too, but to investigators. What leaves the desk as a file is masked for everybody.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claims.views import Actor
from domain.claim import Role
from domain.fact import Fact, Paper
from domain.reading import Page
from verifiers.knowledge.names import Likeness, likeness

Rectangle = tuple[int, int, int, int]
Share = tuple[float, float, float, float]

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


def boxes(paper: Paper, page: Page, *, others: bool, own_name: str, numbers: bool = True) -> tuple[Rectangle, ...]:
    """Rectangles to cover on the page, in its pixels.

    Other people's rows of a shared sheet (unless ``others``), from their name to the next column's; the middle of
    every ID number, and of every mobile number on a shared sheet (unless not ``numbers``), whose ends stay as in
    ``masked_number``. A notice keeps the number to call.
    """
    covers = list(_middles(page, _ID_NUMBER)) if numbers else []
    if numbers and paper.kind in SHARED_KINDS:
        covers += _middles(page, _MOBILE)
    if others or paper.kind not in SHARED_KINDS:
        return tuple(covers)
    entries = [entry for entry in paper.value("names") or () if isinstance(entry, Mapping) and entry.get("box")]
    here = [entry for entry in entries if entry.get("page", page.number) == page.number]
    own = _own(own_name, [str(entry.get("name", "")) for entry in here])
    rows = [
        _row(entry["box"], [other["box"] for other in here if other is not entry], page)
        for entry in here
        if str(entry.get("name", "")) != own
    ]
    kept = [entry["box"] for entry in here if str(entry.get("name", "")) == own]
    return tuple(covers + [_reaching_up(row, rows, kept) for row in rows])


def _own(name: str, listed: Sequence[str]) -> str:
    """The name as it was read on the sheet: the same, or the only one that looks alike; else the name itself."""
    if name in listed:
        return name
    alike = [one for one in dict.fromkeys(listed) if likeness(name, one) is not Likeness.DIFFERENT]
    return alike[0] if len(alike) == 1 else name


def _row(box: Sequence[float], neighbours: Sequence[Sequence[float]], page: Page) -> Rectangle:
    left, top, right, bottom = (float(edge) for edge in box[:4])
    beside = [
        float(other[0])
        for other in neighbours
        if float(other[0]) > right and min(bottom, float(other[3])) - max(top, float(other[1])) > 0
    ]
    end = min(beside) - 4 if beside else float(page.width)
    return round(left), round(top), round(max(end, right)), round(bottom)


def _reaching_up(row: Rectangle, rows: Sequence[Rectangle], kept: Sequence[Sequence[float]]) -> Rectangle:
    """The row up to the one above it in its column: a name between them that could not be read is covered too."""
    left, top, right, bottom = row
    boxes = [*rows, *kept]
    above = [
        float(box[3]) for box in boxes if box[3] <= (top + bottom) / 2 and min(right, box[2]) - max(left, box[0]) > 0
    ]
    return left, round(max(above)) if above else top, right, bottom


#: Eighteen or fifteen digits as on an identity card; the last of eighteen may be X.
_ID_NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)")


#: A mobile number of the mainland, alone among other digits.
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def masked_text(text: str) -> str:
    """A sentence with the middle of every ID and mobile number in it covered."""
    for pattern in (_ID_NUMBER, _MOBILE):
        text = pattern.sub(lambda found: masked_number(found.group()), text)
    return text


def shares(covers: Sequence[Rectangle], page: Page) -> list[Share]:
    """Rectangles in shares of the page's size (0 … 1), for a picture of another size."""
    return [
        (left / page.width, top / page.height, right / page.width, bottom / page.height)
        for left, top, right, bottom in covers
    ]


def _middles(page: Page, pattern: re.Pattern[str]) -> Iterator[Rectangle]:
    for line in page.lines:
        for found in pattern.finditer(line.text):
            box = line.span_box(found.start() + 2, found.end() - 2).as_list()
            yield box[0], box[1], box[2], box[3]


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
