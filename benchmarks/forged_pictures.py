"""Pictures retouched by many methods: ``python -m benchmarks.forged_pictures FOLDER … [--hold erase=clone] [--fit]``.

FOLDER holds a manifest as ``benchmarks.draw`` writes it. Each genuine picture is read once (``--drawn N`` draws pages
of all sets instead and reads nothing: only pixels are judged); then one field at a time is erased, set anew and saved
as ``benchmarks.draw.retouch`` knows to, and the retouched file is measured with the genuine reading's glyphs.
Printed: how many are seen as shipped, by which check; and at what share of genuine pages spoken of, by capture,
erasing, setting and saving, with files scored by weights fitted without them (five folds). ``--hold`` leaves one
method out of the fitting, ``--each`` every method in turn. ``--fit`` writes the weights of ``verifiers/pixels``.
"""

from __future__ import annotations

import argparse
import io
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pillow_heif
from numpy.typing import NDArray
from PIL import Image

import verifiers.pixels
from benchmarks.draw.forge import other_text
from benchmarks.draw.retouch import ERASE, POST, SET, retouch
from benchmarks.taken import clipped, rect_of, taken_pages
from domain.case import Case, Submitter
from domain.fact import Fact, Paper, Recognition
from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Page, Reading
from intake import Intake
from verifiers import NotRun, image_areas, image_tampering
from verifiers.pixels import cells_of, measured, pictured
from verifiers.pixels.measures import MEASURES
from verifiers.pixels.windows import apart_from_neighbours, traits_of, window_cells

Table = NDArray[np.float64]
Row = Mapping[str, Any]

FIELDS = frozenset(
    {
        "person_name",
        "hours",
        "days",
        "start_date",
        "end_date",
        "issue_date",
        "certificate_no",
        "score_annual",
        "score_total",
        "amount",
        "course_title",
        "organiser",
        "receipt_no",
        "id_number",
    }
)
#: Measures that differ between typefaces: genuine forms are often filled in with another one.
OF_TYPEFACE = frozenset({"dark", "fringe", "stroke"})
CODES = image_tampering.CODES + image_areas.CODES
LOWEST = 12  # pixels: lower fields cannot be retouched sensibly
SPOKEN_OF = 0.985  # share of genuine pages below the threshold


@dataclass(frozen=True)
class Sample:
    """One picture. ``windows``: (box, length, measures apart). ``box``: where it was retouched, None if genuine."""

    file: str
    capture: str
    windows: tuple[tuple[Box, int, Table], ...]
    box: Box | None = None
    method: Mapping[str, str] | None = None
    said: tuple[Finding, ...] = ()  # what the shipped checks say


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--drawn", type=int, default=0, metavar="N", help="N pages drawn here, nothing is read")
    parser.add_argument("--seed", type=int, default=2, help="of the drawn pages")
    parser.add_argument("--per", type=int, default=3, help="retouched versions of each picture")
    parser.add_argument("--limit", type=int, default=None, help="only the first N files of each folder")
    parser.add_argument("--each", action="store_true", help="leave every method out of the fitting, one at a time")
    parser.add_argument("--hold", default="", metavar="PART=METHOD", help="leave one method out of the fitting")
    parser.add_argument("--fit", action="store_true", help="write the weights")
    asked = parser.parse_args()
    pillow_heif.register_heif_opener()
    samples = list(samples_drawn(asked.drawn, asked.seed, asked.per))
    if asked.folders:
        with Intake(workers=1) as intake:
            samples += [one for folder in asked.folders for one in samples_of(intake, folder, asked.per, asked.limit)]
    as_shipped(samples)
    part, _, method = asked.hold.partition("=")
    report(samples, lambda one: one.method is None or not part or one.method[part] != method)
    if asked.each:
        each_left_out(samples)
    if asked.fit:
        write(*fitted(samples))
    return 0


def samples_of(intake: Intake, folder: Path, per: int, limit: int | None) -> Iterator[Sample]:
    rows = [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows[:limit]:
        boxes = {
            name: Box(*box)
            for name, box in row["field_boxes"].items()
            if name in FIELDS and box and box[3] - box[1] >= LOWEST
        }
        turned = row["rotation"] or (row["exif_orientation"] or 1) != 1
        if row["file"].endswith(".pdf") or row["marks"] or row["tamper"] or turned or not boxes:
            continue
        data = (folder / row["file"]).read_bytes()
        seen = intake.read(data)
        if not isinstance(seen, Reading) or len(seen.pages) != 1:
            continue
        page = seen.pages[0]
        windows = windows_of(data, page, boxes.values())
        if windows is None:
            continue
        yield Sample(row["file"], page.capture, windows, said=shipped(data, page, boxes))
        yield from _retouched(row["file"], row["fields"], data, page, boxes, per)


def samples_drawn(count: int, seed: int, per: int) -> Iterator[Sample]:
    """As ``samples_of``, of pages drawn here and not read: words lie where the drawing put them."""
    for one in taken_pages(count, seed):
        boxes = {
            name: Box(*rect_of(clipped(box, one.pixels).as_list()))
            for name, box in one.boxes.items()
            if name in FIELDS and box.height >= LOWEST
        }
        boxes = {name: box for name, box in boxes.items() if box.width >= LOWEST and box.height >= LOWEST}
        windows = windows_of(one.data, one.page, boxes.values()) if boxes else None
        if windows is None:
            continue
        yield Sample(one.name, one.page.capture, windows, said=shipped(one.data, one.page, boxes))
        yield from _retouched(one.name, one.fields, one.data, one.page, boxes, per)


def _retouched(name: str, fields: Row, data: bytes, page: Page, boxes: Mapping[str, Box], per: int) -> Iterator[Sample]:
    rng = Random(f"{name}/retouch")
    with Image.open(io.BytesIO(data)) as picture:
        pixels = np.asarray(picture.convert("RGB"), np.uint8)
    for _ in range(per):
        field = rng.choice(sorted(boxes))
        method = {"erase": rng.choice(ERASE), "set": rng.choice(SET), "post": rng.choice(POST)}
        old, box = str(fields.get(field, "")), boxes[field]
        if len(old) > 14:  # of a long text only the end is changed
            box = Box(box.right - 4 * box.width / len(old), box.top, box.right, box.bottom)
            old = old[-4:]
        left, top, right, bottom = box.as_list()
        done = retouch(
            pixels,
            (left, top, right, bottom),
            other_text(rng, field, old),
            rng,
            erase=method["erase"],
            how=method["set"],
            post=method["post"],
            quality=rng.choice([80, 88, 92]),
        )
        with Image.open(io.BytesIO(done.data)) as picture:
            smaller = scaled(page, done.scale, picture.size)
        places = {name: _times(one, done.scale) for name, one in boxes.items()}
        windows = windows_of(done.data, smaller, places.values())
        if windows is not None:
            said = shipped(done.data, smaller, places)
            yield Sample(name, page.capture, windows, Box(*done.box), method, said)


def shipped(data: bytes, page: Page, places: Mapping[str, Box]) -> tuple[Finding, ...]:
    """Findings of the checks that look into pictures, with their own weights and thresholds."""
    facts = tuple(Fact(name, "", "", Place(1, box), 1.0) for name, box in places.items())
    paper = Paper((1,), "unknown", Recognition(1.0), facts)
    reading = Reading("", "image/jpeg", (page,))
    said: list[Finding] = []
    for check in (image_tampering, image_areas):
        with suppress(NotRun):
            said += check.verify(Case("", reading, paper, Submitter(""), original=data))
    return tuple(said)


def windows_of(data: bytes, page: Page, places: Any) -> tuple[tuple[Box, int, Table], ...] | None:
    picture, cells = pictured(data, page), cells_of(page)
    if picture is None or len(cells) < 20:
        return None
    measures = measured(picture, cells)
    found = []
    for numbers in window_cells(cells, places):
        apart = apart_from_neighbours(cells, measures, numbers)
        if apart is not None:
            apart = np.where([name in OF_TYPEFACE for name in MEASURES], 0, apart)
            found.append((Box.around([cells[i].box for i in numbers]), len(numbers), apart))
    return tuple(found)


def scaled(page: Page, scale: float, size: tuple[int, int]) -> Page:
    """The page's glyphs on a picture of another size."""
    lines = tuple(
        replace(
            line,
            place=Place(1, _times(line.place.box, scale)),
            char_boxes=tuple(_times(box, scale) for box in line.char_boxes),
        )
        for line in page.lines
    )
    return replace(page, width=size[0], height=size[1], lines=lines)


def _times(box: Box, scale: float) -> Box:
    return Box(box.left * scale, box.top * scale, box.right * scale, box.bottom * scale)


# --- fitting and judging ---------------------------------------------------------------------------------------------


def fitted(samples: Sequence[Sample]) -> tuple[Table, float]:
    """Weights and bias of a logistic regression (Newton), genuine windows against retouched ones, files alike."""
    traits, labels, shares = [], [], []
    for one in samples:
        told = [_label(one, window) for window in one.windows]
        for (_box, length, apart), label in zip(one.windows, told, strict=True):
            if label is None:
                continue
            traits.append(traits_of(apart, length))
            labels.append(float(label))
            shares.append((1 if label else 3) / told.count(label))
    table, wanted, share = np.array(traits), np.array(labels), np.array(shares) / sum(shares)
    spread = table.std(0) + 1e-6
    table = np.c_[table / spread, np.ones(len(table))]
    ridge = np.eye(table.shape[1]) * 1e-3
    ridge[-1, -1] = 1e-9
    weights = np.zeros(table.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (share * (chance - wanted)) + ridge @ weights
        bend = (table * (share * chance * (1 - chance) + 1e-12)[:, None]).T @ table + ridge
        weights = weights - np.linalg.solve(bend, slope)
    return weights[:-1] / spread, float(weights[-1])


def _label(one: Sample, window: tuple[Box, int, Table]) -> bool | None:
    """Put in, genuine, or None where neither can be said; other windows of a retouched picture are left out."""
    if one.box is None:
        return False
    box, _, _ = window
    shared = box.overlap(one.box)
    inside = shared > 0.6 * box.width * box.height and shared > 0.35 * one.box.width * one.box.height
    return True if inside else None


def as_shipped(samples: Sequence[Sample]) -> None:
    files_of, seen = Counter[str](), Counter[str]()
    for one in samples:
        names = ["genuine pages", f"genuine pages, {one.capture}"]
        if one.box is not None and one.method is not None:
            names = ["retouched", *(f"retouched, {part} {how}" for part, how in one.method.items())]
        for name in names:
            files_of[name] += 1
            seen[name] += bool(one.said)
            seen.update(f"{name} by {code}" for code in sorted({finding.code for finding in one.said}))
            seen[f"{name} doubted"] += any(finding.severity is Severity.DOUBT for finding in one.said)
            seen[f"{name} placed"] += any(
                one.box is not None and f.place is not None and f.place.box.overlap(one.box) > 0 for f in one.said
            )
    for name in sorted(files_of):
        more = "" if name.startswith("genuine") else f", place right {seen[name + ' placed']}"
        by = ", ".join(f"{code} {seen[key]}" for code in CODES if (key := f"{name} by {code}") in seen)
        more += f" ({by})" if by else ""
        print(f"as shipped, {name}: {seen[name]} of {files_of[name]}, doubted {seen[name + ' doubted']}{more}")


@dataclass(frozen=True)
class Judged:
    """One retouched picture scored by weights fitted without its file: whether it was seen, and at the right place."""

    sample: Sample
    seen: bool
    placed: bool


def judged(samples: Sequence[Sample], learnt: Callable[[Sample], bool]) -> tuple[list[Judged], str]:
    """Every retouched picture, five folds over files, weights from what ``learnt`` lets in; a line on genuine pages."""
    files = sorted({one.file for one in samples})
    Random(5).shuffle(files)
    fold = {file: number % 5 for number, file in enumerate(files)}
    scored: list[tuple[Sample, float, Box]] = []
    for number in range(5):
        weights, bias = fitted([one for one in samples if fold[one.file] != number and learnt(one)])
        for one in samples:
            if fold[one.file] == number and one.windows:
                best = max(one.windows, key=lambda window: float(traits_of(window[2], window[1]) @ weights))
                scored.append((one, float(traits_of(best[2], best[1]) @ weights + bias), best[0]))
    genuine = [(one.capture, score) for one, score, _ in scored if one.box is None]
    every = float(np.quantile([score for _, score in genuine], SPOKEN_OF))
    limit = {}
    for capture in sorted({capture for capture, _ in genuine}):
        own = [score for held, score in genuine if held == capture]
        limit[capture] = float(np.quantile(own, SPOKEN_OF)) if len(own) >= 25 else every
    false = sum(score > limit[capture] for capture, score in genuine)
    told = []
    for one, score, box in scored:
        if one.box is not None and one.method is not None:
            hit = score > limit.get(one.capture, every)
            told.append(Judged(one, hit, hit and box.overlap(one.box) > 0))
    return told, f"genuine pages spoken of: {false} of {len(genuine)}; thresholds {limit}"


def report(samples: Sequence[Sample], learnt: Callable[[Sample], bool]) -> None:
    told, genuine = judged(samples, learnt)
    files_of, seen = Counter[str](), Counter[str]()
    for one in told:
        methods = one.sample.method or {}
        for name in ("all", f"capture {one.sample.capture}", *(f"{part} {how}" for part, how in methods.items())):
            files_of[name] += 1
            seen[name] += one.seen
    print(genuine)
    print(f"place right in {sum(one.placed for one in told)} of {seen['all']} hits")
    for name in sorted(files_of):
        print(f"retouched, {name}: {seen[name]} of {files_of[name]}")


def each_left_out(samples: Sequence[Sample]) -> None:
    """Each method judged by weights that never saw it, beside weights that did."""
    known, _ = judged(samples, lambda _one: True)
    sums = [0, 0, 0]
    for part, methods in (("erase", ERASE), ("set", SET)):
        for method in methods:

            def other(one: Sample, part: str = part, method: str = method) -> bool:
                return one.method is None or one.method[part] != method

            unseen, _ = judged(samples, other)
            rows = [
                [one.seen for one in told if one.sample.method and one.sample.method[part] == method]
                for told in (known, unseen)
            ]
            counts = [len(rows[0]), sum(rows[0]), sum(rows[1])]
            sums = [a + b for a, b in zip(sums, counts, strict=True)]
            print(f"left out, {part} {method}: {counts[2]} of {counts[0]} seen; {counts[1]} when fitted on it too")
    print(f"left out, all: {sums[2]} of {sums[0]} seen; {sums[1]} when fitted on them too")


def write(weights: Table, bias: float) -> None:
    path = Path(verifiers.pixels.__file__).parent / "weights.toml"
    rows = [
        "    " + ", ".join(f"{value:.5f}" for value in weights[at : at + 8]) + "," for at in range(0, len(weights), 8)
    ]
    head = "# Log odds of a window being put in; written by benchmarks/forged_pictures.py --fit."
    path.write_text("\n".join([head, f"bias = {bias:.5f}", "weights = [", *rows, "]", ""]), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
