"""One class with many certificates, and copies of some of them: what a template's family costs and hides.

All siblings are one paper for other people with other numbers, captured each its own way. The copies planted among them
are of every kind that a copy can be, edits of name and of name with number among them.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from benchmarks.draw.capture import shot_of_shot
from benchmarks.draw.forge import other_text, retype
from benchmarks.draw.words import Words
from benchmarks.draw.write import Row, Set, another, jpeg, manifest, submitter

#: How the siblings reached the office, in turn.
WAYS = ("scan", "feeder", "photo", "clean", "wechat", "photo", "feeder", "scan")
#: What is done to a sibling's picture; each is planted so many times, on siblings of different captures.
COPIES = (
    "recompress",
    "crop",
    "corner",
    "rotate",
    "mirror",
    "screenshot",
    "rephoto",
    "rescan",
    "name",
    "name_and_number",
)
Change = Callable[[Image.Image, Random], Image.Image]


def write_family(out: Path, siblings: int, seed: int, layout: str, times: int = 2) -> list[Row]:
    """Draws ``siblings`` genuine papers and ``times`` copies of every kind; returns the manifest's rows."""
    made = Set(out, seed)
    rng = Random(f"{seed}/family/{layout}")
    words = Words(rng)
    for number in range(siblings):
        how: dict[str, Any] = {"swap": another(words), "renumber": number} if number else {}
        drawn = made.draw(layout, "family", **how)
        made.captured(drawn, layout, WAYS[number % len(WAYS)], f"f/{number}", submitter(rng), class_group="family")
        made.rows[-1]["drawn"] = drawn
    order = rng.sample(range(siblings), siblings)
    for number in range(times * len(COPIES)):
        _copy(made, made.rows[order[number % siblings]], COPIES[number % len(COPIES)], number, rng)
    for row in made.rows:
        row.pop("drawn", None)
    return manifest(made)


def _copy(made: Set, first: Row, kind: str, number: int, rng: Random) -> None:
    more: dict[str, Any] = {"reuse_of": first["file"], "reuse_kind": kind, "class_group": "family"}
    if kind in ("rephoto", "rescan"):
        way = "photo" if kind == "rephoto" else "scan"
        made.captured(first["drawn"], first["template"], way, f"f/copy/{number}", submitter(rng), **more)
        return
    data = (made.out / first["file"]).read_bytes()
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
    row = {**first, "submitter": submitter(rng), "exif_orientation": None}
    if kind.startswith("name"):
        fields = ["person_name", "certificate_no"] if kind == "name_and_number" else ["person_name"]
        boxes = {name: [round(v) for v in first["field_boxes"][name]] for name in fields}
        old = {name: str(first["fields"][name]) for name in fields}
        new = {name: other_text(rng, name, old[name]) for name in fields}
        for name in fields:
            image = retype(image, boxes[name], new[name], "serif")
        row["fields"] = {**first["fields"], **new}
        row["tamper"] = {"type": kind, "field": fields[0], "old": old, "new": new, "box": boxes[fields[0]]}
        row["tamper"]["original_file"] = first["file"]
    else:
        row |= {**more, "field_boxes": {}, "stamps": [], "marks": []}
        image = CHANGES[kind](image, rng)
        row["rotation"] = (row["rotation"] + 90) % 360 if kind == "rotate" else row["rotation"]
    row["width"], row["height"] = image.size
    made.keep(row, jpeg(image, rng.choice([55, 70, 85])), "jpg")


def _cropped(image: Image.Image, rng: Random) -> Image.Image:
    """Margins cut off, more on some sides than on others."""
    width, height = image.size
    left, top, right, bottom = (rng.uniform(0.0, 0.07) for _ in range(4))
    return image.crop((int(width * left), int(height * top), int(width * (1 - right)), int(height * (1 - bottom))))


def _corner(image: Image.Image, rng: Random) -> Image.Image:
    """A third of the page cut away on one side."""
    width, height = image.size
    part = rng.choice([(0.0, 0.0, 1.0, 0.7), (0.0, 0.25, 1.0, 1.0), (0.0, 0.0, 0.75, 1.0), (0.2, 0.0, 1.0, 1.0)])
    return image.crop((int(width * part[0]), int(height * part[1]), int(width * part[2]), int(height * part[3])))


def _screenshot(image: Image.Image, rng: Random) -> Image.Image:
    return Image.fromarray(shot_of_shot(np.asarray(image), rng).image)


CHANGES: dict[str, Change] = {
    "recompress": lambda image, _rng: image,
    "crop": _cropped,
    "corner": _corner,
    "rotate": lambda image, _rng: image.rotate(-90, expand=True),
    "mirror": lambda image, _rng: ImageOps.mirror(image),
    "screenshot": _screenshot,
}
