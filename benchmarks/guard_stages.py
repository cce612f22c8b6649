"""Where the guard lost a mark that it missed: never found on the page, found and not read, or read and not believed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from PIL import Image

from domain.place import Box
from domain.reading import Line
from intake import pipeline, second_look, suspects, upright
from intake.look import Look
from intake.mark_words import plain

_WORDS = re.compile(r"[绝机秘]密|内部|秘密|商密|保密|公开|CONFIDENTIAL|SECRET|INTERNAL", re.IGNORECASE)


def told(data: bytes, place: Box) -> Mapping[str, Any]:
    """``stage``: unfound, unread, disbelieved. With what was read at the mark's ``place`` (pixels of the picture).

    ``first``: lines of the first reading there; ``zones``: traces that led there; ``second``: those of the second look.
    """
    image = np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))
    reader = pipeline.reader()
    seen = upright.read(image, reader, 1)
    look, there = Look(seen.image), _turned(place, seen.turn, image.shape[1], image.shape[0])
    first = [(line.text, round(line.confidence, 2)) for line in _at(seen.lines, there)]
    zones = [zone for zone in suspects.zones(look, seen.lines) if _zone(zone).overlap(there) > 0.2 * _area(there)]
    looks = [seen for looked in second_look.looks(look, seen.lines, 1, reader) for seen in looked]
    second = [(one.why, line.text, round(line.confidence, 2)) for one in looks for line in _at(one.lines, there)]
    said = "".join(plain(text) for text in [*(text for text, _ in first), *(text for _, text, _ in second)])
    stage = "disbelieved" if _WORDS.search(said) else "unread" if first or zones else "unfound"
    return {
        "stage": stage,
        "turn": seen.turn,
        "high": round(min(place.width, place.height)),
        "first": first,
        "zones": [zone.why for zone in zones],
        "second": second,
    }


def _at(lines: Iterable[Line], there: Box) -> list[Line]:
    return [line for line in lines if line.place.box.overlap(there) > 0.25 * min(_area(line.place.box), _area(there))]


def _zone(zone: Any) -> Box:
    height, width = zone.picture.shape
    return Box(zone.left, zone.top, zone.left + width / zone.scale, zone.top + height / zone.scale)


def _area(box: Box) -> float:
    return max(box.width, 1.0) * max(box.height, 1.0)


def _turned(box: Box, turn: int, width: float, height: float) -> Box:
    """The box once a clockwise ``turn`` of its page is undone."""
    for _ in range(turn // 90):
        box = Box(box.top, width - box.right, box.bottom, width - box.left)
        width, height = height, width
    return box
