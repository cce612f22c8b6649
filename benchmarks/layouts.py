"""Is the meaning of a layout understood, when every word of it is read? No picture, no engine, thousands of papers.

    python -m benchmarks.layouts [--sets first,second] [--each N] [--seed S] [--blur P] [--errors FILE] [--only NAME]

Every layout of ``benchmarks/draw`` is composed ``--each`` times and turned into the reading a flawless reader
would give: the words with their places, handwriting and seals as marks. ``--blur P`` lets a share P of the
characters be read as another one at the confidence such misreadings have. What is wrong here is wrong by
meaning: words taken for something else, a value nobody found. Above all it counts facts that are ``sure`` and
wrong, which no confidence of a reader can prevent. Figures per set and fact; ``--errors`` writes the facts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from benchmarks.accuracy import Outcome, items, outcome_of, pairs, score
from benchmarks.draw.fonts import advance
from benchmarks.draw.maker import SETS, Drawn, Maker, layouts
from benchmarks.draw.sheet import Op, Picture, Run, Sheet, Stroke
from domain.place import Box, Place
from domain.reading import Line, MarkType, Page, PageMark, Reading, Source

#: Gap between two stretches of writing, in letters, from which a reader sees two lines.
_APART = 1.3
#: Gap, in letters, that a reader writes down as a blank.
_BLANK = 0.6
_SURE = 0.999


def reading_of(drawn: Drawn, rng: Random, *, blur: float = 0.0) -> Reading:
    """The reading a flawless reader (but for ``blur``) would give of a drawn paper."""
    pages = tuple(_page(sheet, number, rng, blur) for number, sheet in enumerate(drawn.sheets, 1))
    return Reading("0" * 64, "image/png", pages)


def _page(sheet: Sheet, number: int, rng: Random, blur: float) -> Page:
    lines = [_line(runs, number, rng, blur) for runs in _stretches(sheet)]
    marks: list[PageMark] = []
    seals = [tuple(stamp["box"]) for stamp in sheet.stamps]
    for op in sheet.ops:
        if isinstance(op, Picture) and op.image.info.get("said"):
            box = Box(op.x, op.y, op.x + op.image.width, op.y + op.image.height)
            text = str(op.image.info["said"])
            lines.append(Line(text, Place(number, box), 0.97, (0.97,) * len(text)))
            marks.append(PageMark(MarkType.HANDWRITING, Place(number, box), 0.9))
    for stamp, rect in zip(sheet.stamps, seals, strict=True):
        marks.append(PageMark(MarkType.SEAL, Place(number, Box(*rect)), 0.99, str(stamp["text"])))
    lines.sort(key=lambda line: (round(line.place.box.center[1] / 8), line.place.box.left))
    return Page(
        number, sheet.width, sheet.height, 0, Source.OCR, tuple(lines), tuple(marks), tuple(_cells(sheet)), "clean"
    )


def _stretches(sheet: Sheet) -> Iterator[list[Run]]:
    """Runs of one line: same height, little room between."""
    held: list[list[Run]] = []
    for run in (op for op in sheet.ops if isinstance(op, Run) and op.text.strip()):
        for line in reversed(held[-40:]):
            last = line[-1]
            end = last.x + advance(last.face, last.size, last.text)
            beside = abs(last.y - run.y) < 0.3 * run.size and -0.5 * run.size < run.x - end < _APART * run.size
            beneath = (
                len(run.text) == 1 and abs(last.x - run.x) < 0.5 * run.size and 0 < run.y - last.y < 1.4 * run.size
            )
            if 0.7 < run.size / last.size < 1.4 and (beside or beneath):
                line.append(run)
                break
        else:
            held.append([run])
    yield from held


def _line(runs: Sequence[Run], page: int, rng: Random, blur: float) -> Line:
    text, boxes, sure = "", list[Box](), list[float]()
    for run in runs:
        x = run.x
        if boxes and x - boxes[-1].right > _BLANK * run.size and run.y < boxes[-1].bottom:
            text += " "
            sure.append(_SURE)
            boxes.append(Box(boxes[-1].right, run.y, x, boxes[-1].bottom))
        for char in run.text:
            wide = advance(run.face, run.size, char)
            hit = blur and rng.random() < blur
            text += rng.choice("一二日口目王土士己已末未人入") if hit else char
            sure.append(rng.uniform(0.3, 0.95) if hit else _SURE)
            boxes.append(Box(x, run.y, x + wide, run.y + 1.15 * run.size))
            x += wide
    around = Box.around(boxes)
    upright = len(runs) > 1 and around.height > 2.5 * around.width
    return Line(text, Place(page, around), min(sure), tuple(sure), tuple(boxes), upright)


def _cells(sheet: Sheet) -> Iterator[Box]:
    """Closed boxes drawn by four strokes in a row: the cells of ruled tables."""
    strokes = [op for op in sheet.ops if isinstance(op, Stroke)]
    at = 0
    while at + 3 < len(strokes):
        four = strokes[at : at + 4]
        closed = all(four[i].b == four[i + 1].a for i in range(3)) and four[3].b == four[0].a
        if closed:
            points = [stroke.a for stroke in four]
            box = Box(
                min(x for x, _ in points), min(y for _, y in points),
                max(x for x, _ in points), max(y for _, y in points),
            )  # fmt: skip
            if box.width < 0.8 * sheet.width and box.height < 0.2 * sheet.height:
                yield box
        at += 4 if closed else 1


def _holds_words(op: Op) -> bool:
    """Whether a picture on the page is a page itself (a print of a screenshot): its words are only painted."""
    return isinstance(op, Picture) and not op.ink and op.image.width * op.image.height > 200_000


def drawn_outcomes(
    which: str, each: int, seed: int, *, blur: float = 0.0, only: str = "", raw: bool = False
) -> Iterator[Outcome]:
    """Every layout of a set ``each`` times, understood; ``raw`` leaves the confidences uncalibrated."""
    for name, (_, make) in layouts(which).items():
        if only and only not in name:
            continue
        for turn in range(each):
            rng = Random(f"{seed}/{name}/{turn}")
            drawn = make(Maker(rng)).settle()
            if any(_holds_words(op) for sheet in drawn.sheets for op in sheet.ops):
                continue
            row = {
                "file": f"{name}-{turn}", "kind": drawn.kind, "template": name, "condition": "clean",
                "fields": drawn.fields, "stamps": [], "marks": [], "text": "",
            }  # fmt: skip
            yield outcome_of(row, reading_of(drawn, rng, blur=blur), raw=raw)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--blur", type=float, default=0.0)
    parser.add_argument("--only", default="", help="layouts whose name holds this")
    parser.add_argument("--errors", type=Path)
    given = parser.parse_args()
    said: list[str] = []
    for which in given.sets.split(","):
        done = list(drawn_outcomes(which, given.each, given.seed, blur=given.blur, only=given.only))
        figures, errors = score(done)
        row = figures["all"]
        lies = [line for line in errors if "sure=True" in line]
        print(
            f"{which}: {len(done)} papers, kind {row['kind']:.4f}, F1 {row['f1']:.4f}, "
            f"sure {row['sure_share']:.4f}, right of the sure {row['sure_right']:.5f}, wrong though sure {len(lies)}"
        )
        unsure: Counter[str] = Counter()
        for outcome in done:
            for true, kind, fields, paper in items(outcome):
                if true == kind:
                    unsure.update(
                        n for n, f, _, right in pairs(fields, paper) if f is not None and right and not f.sure
                    )
        print("   right, not sure:", ", ".join(f"{name} {count}" for name, count in unsure.most_common(14)))
        said += errors
    if given.errors is not None:
        given.errors.write_text("\n".join(said) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
