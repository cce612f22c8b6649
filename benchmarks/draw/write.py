"""Plans a set of papers, sends them through captures and forgeries, writes files and manifest."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import cv2
import numpy as np
import pillow_heif
from PIL import Image, ImageOps

from benchmarks.draw.capture import Capture, capture, moved, turned
from benchmarks.draw.fonts import face
from benchmarks.draw.forge import PDF_EDITS, edit_pdf, other_text, retype
from benchmarks.draw.maker import Drawn, Maker, layouts
from benchmarks.draw.marks import put_harmless, put_mark
from benchmarks.draw.paint import image_of, pdf_of, scanned_pdf
from benchmarks.draw.sheet import Op, Run
from benchmarks.draw.words import Person, Words

PAPER_WAYS = (
    "clean",
    "scan",
    "scan",
    "photo",
    "photo",
    "photo",
    "photo_hard",
    "copy_bw",
    "wechat",
    "photo_screen",
    "pdf_native",
    "pdf_scan",
)
SCREEN_WAYS = ("clean", "clean", "clean", "wechat", "photo_screen", "shot_of_shot")
PRODUCERS = ("", "WPS 文字", "Microsoft® Word 2019", "Skia/PDF m120", "iText 5.5.13")
Row = dict[str, Any]
pillow_heif.register_heif_opener()


class Set:
    """The set being written below ``out``."""

    def __init__(self, out: Path, seed: int, which: str = "first") -> None:
        self.out, self.seed, self.rows = out, seed, list[Row]()
        (out / "files").mkdir(parents=True, exist_ok=True)
        self.kinds = layouts(which)

    # --- drawing -------------------------------------------------------------------------------

    def draw(self, name: str, key: str, **how: Any) -> Drawn:
        """Layout ``name`` with the random stream of ``key``: the same key draws the same paper."""
        return self.kinds[name][1](Maker(Random(f"{self.seed}/{key}"), **how)).settle()

    def row(self, drawn: Drawn, name: str, condition: str, submitter: str, **more: Any) -> Row:
        texts = ["\n".join(sheet.said) for sheet in drawn.sheets]
        stamps = [s for sheet in drawn.sheets for s in sheet.stamps]
        marks = [mark for sheet in drawn.sheets for mark in sheet.marks]
        return {
            "file": "",
            "kind": drawn.kind,
            "template": name,
            "condition": condition,
            "condition_info": {},
            "fields": drawn.fields,
            "field_boxes": {},
            "marks": marks,
            "benign_marks": drawn.extra.get("benign_marks", []),
            "stamps": stamps,
            "tamper": None,
            "inconsistent": None,
            "reuse_of": None,
            "reuse_kind": None,
            "class_group": None,
            "submitter": submitter,
            "rotation": 0,
            "pages": len(drawn.sheets),
            "width": 0,
            "height": 0,
            "text": "\n".join(texts),
            "exif_orientation": None,
            "job": "genuine",
            **({"benign_near_miss": True} if drawn.extra.get("benign_near_miss") else {}),
            **more,
        }

    def keep(self, row: Row, data: bytes, suffix: str) -> Row:
        """Writes the file under the hash of its content (a salted one for a repeated file) and its row."""
        digest = hashlib.sha256(
            data + (str(len(self.rows)).encode() if row["reuse_kind"] == "exact" else b"")
        ).hexdigest()[:10]
        row["file"] = f"files/{digest}.{suffix}"
        (self.out / row["file"]).write_bytes(data)
        self.rows.append(row)
        return row

    # --- capturing -----------------------------------------------------------------------------

    def captured(self, drawn: Drawn, name: str, condition: str, key: str, submitter: str, **more: Any) -> Row:
        """Captures a drawn paper as ``condition`` says and keeps it."""
        rng = Random(f"{self.seed}/{key}/capture")
        row = self.row(drawn, name, condition, submitter, **more)
        sheet = drawn.sheets[0]
        if condition == "pdf_native":
            row |= {"width": sheet.width, "height": sheet.height, "marks": [{**m, "box": None} for m in row["marks"]]}
            row["stamps"] = [{**s, "box": None} for s in row["stamps"]]
            return self.keep(row, pdf_of(drawn.sheets, producer=rng.choice(PRODUCERS)), "pdf")
        if condition == "pdf_scan":
            taken = capture(np.asarray(image_of(sheet)), rng.choice(["scan", "scan", "photo"]), rng)
            self.place(row, drawn, taken)
            return self.keep(row, scanned_pdf([Image.fromarray(taken.image)], quality=taken.quality or 85), "pdf")
        taken = capture(np.asarray(image_of(sheet)), condition, rng)
        return self.saved(row, drawn, taken, rng)

    def saved(self, row: Row, drawn: Drawn, taken: Capture, rng: Random) -> Row:
        """Turns some, picks a file format and keeps the picture."""
        photo = row["condition"].startswith("photo")
        orientation = None
        if photo and not drawn.screen and rng.random() < 0.15:
            row["rotation"] = rng.choice([90, 180, 270])
            taken = turned(taken, row["rotation"])
        self.place(row, drawn, taken)
        pixels = taken.image
        if photo and rng.random() < 0.2:
            orientation = rng.choice([3, 6, 8])
            code = {3: cv2.ROTATE_180, 6: cv2.ROTATE_90_COUNTERCLOCKWISE, 8: cv2.ROTATE_90_CLOCKWISE}[orientation]
            pixels = np.asarray(cv2.rotate(pixels, code), np.uint8)
            row["exif_orientation"] = orientation
        data, suffix = encoded(Image.fromarray(pixels), taken.quality, orientation, rng)
        return self.keep(row, data, suffix)

    @staticmethod
    def place(row: Row, drawn: Drawn, taken: Capture) -> None:
        """Moves all boxes to where the capture put them."""
        sheet = drawn.sheets[0]
        row["field_boxes"] = {name: moved(box, taken.map) for name, box in sheet.boxes.items()}
        row["marks"] = [{**mark, "box": moved(mark["box"], taken.map)} for mark in row["marks"]]
        row["stamps"] = [{**stamp, "box": moved(stamp["box"], taken.map)} for stamp in row["stamps"]]
        row["condition_info"] = taken.info
        row["height"], row["width"] = taken.image.shape[:2]

    # --- groups --------------------------------------------------------------------------------

    def genuine(self, name: str, key: str, *, then: str = "") -> None:
        """One honest paper; ``then`` marks it or gives it harmless look-alike words."""
        rng = Random(f"{self.seed}/{key}/plan")
        probe = self.draw(name, key)
        condition = rng.choice(SCREEN_WAYS if probe.screen else PAPER_WAYS)
        how: dict[str, Any] = {"embeddable": condition == "pdf_native"}
        drawn = self.draw(name, key, **how) if how["embeddable"] else probe
        if then:
            maker = Maker(Random(f"{self.seed}/{key}/mark"), **how)
            drawn = (put_mark if then == "mark" else put_harmless)(maker, drawn)
        self.captured(drawn, name, condition, key, submitter(rng), job=then or "genuine")

    def all_ways(self, name: str, key: str, turn: int) -> None:
        """One honest paper in the ``turn``-th of its captures: each layout meets each capture in turn."""
        ways = SCREEN_WAYS if self.draw(name, key).screen else PAPER_WAYS
        condition = ways[(turn * 5 + sorted(self.kinds).index(name)) % len(ways)]
        drawn = self.draw(name, key, embeddable=condition == "pdf_native")
        if condition == "pdf_native":
            for sheet in drawn.sheets:
                sheet.ops = [embedded(op) for op in sheet.ops]
        self.captured(drawn, name, condition, key, submitter(Random(f"{self.seed}/{key}/plan")))

    def bundle(self, key: str) -> None:
        """Three papers scanned into one PDF."""
        rng = Random(f"{self.seed}/{key}/plan")
        names = [
            n
            for n, (kind, _) in self.kinds.items()
            if kind
            in ("completion_certificate", "training_notice", "course_schedule", "payment_receipt", "sign_in_sheet")
            and "phone" not in n
        ]
        parts = [(n, self.draw(n, f"{key}/{n}")) for n in rng.sample(names, 3)]
        images, items = [], []
        for number, (_name, drawn) in enumerate(parts, 1):
            taken = capture(np.asarray(image_of(drawn.sheets[0])), "scan", Random(f"{key}/{number}"))
            images.append(Image.fromarray(taken.image))
            items.append({"pages": [number], "kind": drawn.kind, "fields": drawn.fields})
        row = self.row(parts[0][1], "bundle", "pdf_multi", submitter(rng), page_items=items)
        row |= {
            "kind": "bundle",
            "fields": {},
            "pages": 3,
            "stamps": [],
            "text": "\n".join(t for _, d in parts for t in d.sheets[0].said),
        }
        self.keep(row, scanned_pdf(images), "pdf")

    def class_of(self, name: str, key: str) -> None:
        """Two genuine certificates of one class: other people, other numbers."""
        rng = Random(f"{self.seed}/{key}/plan")
        words, condition = Words(rng), rng.choice(["scan", "photo", "clean"])
        group = "class-" + hashlib.sha256(key.encode()).hexdigest()[:8]
        for i in range(2):
            drawn = self.draw(name, key, swap=another(words), renumber=1) if i else self.draw(name, key)
            self.captured(drawn, name, condition, f"{key}/{i}", submitter(rng), class_group=group)

    def reused(self, name: str, key: str) -> None:
        """One certificate, then the same again: other name, other photo, the very same bytes, …"""
        rng = Random(f"{self.seed}/{key}/plan")
        drawn = self.draw(name, key)
        first = self.captured(drawn, name, rng.choice(["clean", "scan", "photo"]), key, submitter(rng), job="reuse")
        data = (self.out / first["file"]).read_bytes()
        kind = rng.choice(["rename", "rephoto", "rescan", "exact", "recompress", "crop", "rotate", "mirror"])
        more: dict[str, Any] = {"reuse_of": first["file"], "reuse_kind": kind, "job": "reuse"}
        if kind in ("rename", "rephoto", "rescan"):
            if kind == "rename":
                drawn = self.draw(name, key, swap=another(Words(rng)))
            self.captured(drawn, name, "scan" if kind == "rescan" else "photo", f"{key}/again", submitter(rng), **more)
            return
        row = {**first, "submitter": submitter(rng), **more}
        if kind == "exact":
            self.keep(row, data, first["file"].rsplit(".", 1)[1])
            return
        image = ImageOps.exif_transpose(Image.open(io.BytesIO(data))).convert("RGB")
        row |= {"field_boxes": {}, "stamps": [], "marks": [], "exif_orientation": None}
        if kind == "crop":
            image = image.crop(
                (int(image.width * 0.03), int(image.height * 0.02), int(image.width * 0.96), int(image.height * 0.97))
            )
        elif kind == "rotate":
            image, row["rotation"] = image.rotate(-90, expand=True), (row["rotation"] + 90) % 360
        elif kind == "mirror":
            image = ImageOps.mirror(image)
        row["width"], row["height"] = image.size
        self.keep(row, jpeg(image, rng.choice([50, 70])), "jpg")

    def tampered(self, name: str, key: str) -> None:
        """A genuine paper and its edited twin."""
        rng = Random(f"{self.seed}/{key}/plan")
        how = rng.choice([*PDF_EDITS, "retype", "retype"])
        pdf = how in PDF_EDITS
        drawn = self.draw(name, key, embeddable=pdf)
        condition = "pdf_native" if pdf else rng.choice(["clean", "scan", "wechat"])
        twin = self.captured(drawn, name, condition, key, submitter(rng), twin_of_tamper=True)
        boxes = drawn.sheets[0].boxes if pdf else twin["field_boxes"]
        field = rng.choice([f for f in ("hours", "person_name", "certificate_no") if f in boxes and f in drawn.fields])
        old = str(drawn.fields[field])
        new, box = other_text(rng, field, old), [round(v) for v in boxes[field]]
        data = (self.out / twin["file"]).read_bytes()
        tamper = {
            "type": how,
            "field": field,
            "old": old,
            "new": new,
            "box": None if pdf else box,
            "original_file": twin["file"],
        }
        shown = drawn.fields | {field: int(new) if field == "hours" and new.isdigit() else new}
        row = {
            **twin,
            "tamper": tamper,
            "fields": shown,
            "submitter": submitter(rng),
            "twin_of_tamper": None,
            "job": "tamper",
        }
        if pdf:
            self.keep(row, edit_pdf(data, how, box, new), "pdf")
        else:
            image = retype(Image.open(io.BytesIO(data)), box, new, "serif")
            self.keep(row, jpeg(image, rng.choice([80, 90])), "jpg")

    def contradicting(self, key: str) -> None:
        """A paper whose content cannot be."""
        rng = Random(f"{self.seed}/{key}/plan")
        twist, names = rng.choice(
            [
                ("end_before_start", ["certificate_landscape", "certificate_portrait_list"]),
                ("issue_before_end", ["certificate_landscape", "certificate_booklet", "certificate_portrait_list"]),
                ("hours_over_days", ["certificate_landscape", "certificate_portrait_list"]),
                ("bad_id", ["unit_proof"]),
                ("year_gt_total", ["xuexi_yearly"]),
                ("bad_patent_no", ["patent"]),
                ("bad_issn", ["cover_band", "cover_side"]),
            ]
        )
        name = rng.choice(names)
        drawn = self.draw(name, key, twist=twist)
        self.captured(
            drawn,
            name,
            rng.choice(["clean", "scan"]),
            key,
            submitter(rng),
            inconsistent={"code": twist},
            job="inconsistent",
        )


def embedded(op: Op) -> Op:
    """The same stretch of text in a face that a PDF writer can embed."""
    return replace(op, face="zenhei") if isinstance(op, Run) and not face(op.face).embeddable else op


def submitter(rng: Random) -> str:
    return f"U{rng.randrange(10**6):06d}"


def another(words: Words) -> Any:
    """A swap that puts another person in the place of the first."""

    def swap(someone: Person) -> Person:
        other = words.person(someone.city)
        return replace(other, unit=someone.unit)

    return swap


def jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def encoded(image: Image.Image, quality: int | None, orientation: int | None, rng: Random) -> tuple[bytes, str]:
    """The picture as file bytes with its suffix: mostly JPEG, some PNG, WebP, HEIC, TIFF."""
    out = io.BytesIO()
    if quality is None:
        image.save(out, "PNG")
        return out.getvalue(), "png"
    if orientation:
        exif = Image.Exif()
        exif[0x0112] = orientation
        image.save(out, "JPEG", quality=quality, exif=exif)
        return out.getvalue(), "jpg"
    suffix = rng.choices(["jpg", "webp", "heic", "tif"], [84, 7, 6, 3])[0]
    if suffix == "heic":
        pillow_heif.from_pillow(image).save(out, quality=quality)
    elif suffix == "tif":
        image.save(out, "TIFF", compression="jpeg", quality=quality)
    else:
        image.save(out, {"jpg": "JPEG", "webp": "WEBP"}[suffix], quality=quality)
    return out.getvalue(), suffix


def plan(names: list[str], count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """(job, layout, key) until ``count`` files are planned; every layout comes round before any comes again."""
    rng, certificates = Random(f"{seed}/order"), [n for n in names if n.startswith("certificate_")]
    queue: list[str] = []
    for i in range(count):
        if not queue:
            queue = rng.sample(names, len(names))
        job = rng.choices(
            ["genuine", "mark", "harmless", "class", "reuse", "tamper", "contradiction", "bundle"],
            [74, 6, 4, 3, 4, 4, 4, 1],
        )[0]
        name = queue.pop() if job == "genuine" else rng.choice(certificates)
        if job in ("mark", "harmless"):
            name = rng.choice(
                ["notice_red_head", "notice_invitation", "schedule_table", "certificate_portrait_list", "unit_proof"]
            )
        if job == "tamper":
            name = rng.choice([n for n in certificates if n not in ("certificate_vertical", "certificate_form_blanks")])
        yield job, name, f"{i:05d}"


def write_set(out: Path, count: int, seed: int, which: str = "first") -> list[Row]:
    """Draws at least ``count`` files below ``out`` and the manifest; returns the manifest's rows.

    The other sets hold honest papers alone, every layout in turn.
    """
    made = Set(out, seed, which)
    if which != "first":
        for i in range(count):
            name = list(made.kinds)[i % len(made.kinds)]
            made.all_ways(name, f"{i:05d}", i // len(made.kinds))
        return manifest(made)
    for job, name, key in plan(list(made.kinds), count, seed):
        if len(made.rows) >= count:
            break
        if job in ("genuine", "mark", "harmless"):
            made.genuine(name, key, then="" if job == "genuine" else job)
        elif job == "bundle":
            made.bundle(key)
        elif job == "contradiction":
            made.contradicting(key)
        else:
            {"class": made.class_of, "reuse": made.reused, "tamper": made.tampered}[job](name, key)
    return manifest(made)


def manifest(made: Set) -> list[Row]:
    """Writes the manifest of a set; returns its rows."""
    with (made.out / "manifest.jsonl").open("w", encoding="utf-8") as lines:
        for row in made.rows:
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    return made.rows
