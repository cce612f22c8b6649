"""Grows the trees that judge words: ``python -m benchmarks.learn_forgeries TABLE … [--keep]``.

``--draw N --seed S --to TABLE`` first makes a table: drawn papers through all captures, each as it is, sent on
untouched, and sent on with several forgeries in manners that nothing is held back of (``retouch``, ``collage`` and
``forgers`` of ``benchmarks.draw``). Nothing is read. Printed: edits told where one genuine page in a hundred is spoken
of, by four folds over the papers, by manner, way of sending and capture. ``--keep`` writes ``words.json`` of
``verifiers/pixels``; whoever fits the weights anew (``forged_pictures --fit``) grows them anew too, for the trees ask
the weights' score. The manners held back are never drawn here.
"""

from __future__ import annotations

import argparse
import pickle
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

import verifiers.pixels
from benchmarks.blind_forgers import carried, places_of
from benchmarks.draw.capture import moved
from benchmarks.draw.collage import wipe
from benchmarks.draw.forgers import AREAS, HELD, MANNERS, WAYS, forge, send, targets_of
from benchmarks.draw.forgers.manners import Target
from benchmarks.draw.retouch import ERASE, SET, moved_piece, set_words, wiped
from benchmarks.grow import grown, keep
from benchmarks.patched_pictures import HELD as HELD_WIPES
from benchmarks.taken import Rect, Taken, as_read, pixels_of, rect_of, seen, taken_pages
from domain.place import Box
from domain.reading import MarkType, Page
from verifiers.pixels import cells_needed, cells_of, measured, pictured, runs_of
from verifiers.pixels.groves import Grove
from verifiers.pixels.same_signs import likeness_of
from verifiers.pixels.windows import traits_of_windows

Table = NDArray[np.float64]
#: Rows of one picture that the trees learn from.
MOST_ROWS = 40
WORDS = [how for how in MANNERS if how not in AREAS and how not in HELD]
PASTES = [how for how in MANNERS if how in AREAS and how not in HELD]
WIPES = [how for how in ("flat", "brushed", "median", "clone", "telea") if how not in HELD_WIPES]


@dataclass(frozen=True)
class Look:
    """One picture as the trees see it. ``edits``: (box, manner), none where genuine. ``words``: traits of its windows,
    ``word_boxes`` where they stand."""

    name: str
    capture: str
    condition: str
    way: str
    edits: tuple[tuple[Rect, str], ...]
    words: NDArray[np.float32]
    word_boxes: NDArray[np.float32]


def looks(pages: Sequence[Taken], versions: int) -> Iterator[Look]:
    for one in pages:
        places = places_of(one)
        yield look(one, one.data, one.page, places, "", ())
        yield from sent_on(one, places, versions)
        for number in range(versions):
            rng = Random(f"{one.name}/learn/{number}")
            image, page, edits = forged(one, pages, places, rng)
            if not edits:
                continue
            way = rng.choices(list(WAYS), list(WAYS.values()))[0]
            sent = send(image, way, rng)
            at = {name: Box(*moved(box.as_list(), sent.map)) for name, box in places.items()}
            told = tuple((rect_of(moved(box, sent.map)), how) for box, how in edits)
            yield look(one, sent.data, seen(carried(page, sent.map), pixels_of(sent.data)), at, way, told)


def sent_on(one: Taken, places: Mapping[str, Box], versions: int) -> Iterator[Look]:
    """The genuine page sent on as forged ones are: that a picture was saved again must tell nothing."""
    for number in range(versions):
        rng = Random(f"{one.name}/sent/{number}")
        way = rng.choices(list(WAYS), list(WAYS.values()))[0]
        sent = send(one.pixels, way, rng)
        at = {name: Box(*moved(box.as_list(), sent.map)) for name, box in places.items()}
        yield look(one, sent.data, seen(carried(one.page, sent.map), pixels_of(sent.data)), at, way, ())


def look(
    one: Taken, data: bytes, page: Page, places: Mapping[str, Box], way: str, edits: tuple[tuple[Rect, str], ...]
) -> Look:
    picture = pictured(data, page)
    assert picture is not None
    page = as_read(page, Random(f"{one.name}/{way}/{len(edits)}"))
    words, boxes = word_table(picture, page, places.values())
    return Look(
        one.name,
        page.capture,
        one.condition,
        way,
        edits,
        words.astype(np.float32),
        boxes.astype(np.float32),
    )


def word_table(picture: Any, page: Page, places: Iterable[Box]) -> tuple[Table, Table]:
    """Traits and boxes of the windows of a page's places."""
    cells, places = cells_of(page), list(places)
    if len(cells) < 20 or not places:
        return np.empty((0, 1)), np.empty((0, 4))
    runs = runs_of(cells, places)
    needed = sorted(cells_needed(runs))
    measures = measured(picture, cells, needed)
    likeness = likeness_of(picture.grey, cells, needed)
    marks = [mark.place.box.grown(6) for mark in page.marks if mark.type is not MarkType.QR]
    found = [
        (traits, (window.box.left, window.box.top, window.box.right, window.box.bottom))
        for window, traits in traits_of_windows(cells, measures, likeness, page.capture, runs)
        if not any(mark.overlap(window.box) > 0 for mark in marks)
    ]
    if not found:
        return np.empty((0, 1)), np.empty((0, 4))
    return np.stack([traits for traits, _ in found]), np.array([box for _, box in found])


def forged(
    one: Taken, donors: Sequence[Taken], places: Mapping[str, Box], rng: Random
) -> tuple[NDArray[np.uint8], Page, list[tuple[Rect, str]]]:
    """A page with up to four words and two areas forged, apart from each other."""
    image, page = one.pixels, one.page
    edits: list[tuple[Rect, str]] = []
    like = [
        other for other in donors if other.condition == one.condition and other.name != one.name and other.page.lines
    ]
    for number in range(6):
        targets = [
            target
            for target in targets_of(page, places, (image.shape[1], image.shape[0]))
            if not any(Box(*target.box).grown(12).overlap(Box(*box)) > 0 for box, _ in edits)
        ]
        if not targets or not like:
            break
        donor, target = rng.choice(like), rng.choice(targets)
        if number < 4:
            how = rng.choice([*WORDS, *WORDS, "retouched", "retouched", "retouched", "retouched"])
        else:
            how = rng.choice([*PASTES, *WIPES])
        if how == "retouched":
            done = retouched(image, target, rng)
            if done is not None:
                edits.append((done, how))
            continue
        if how in WIPES:
            lines = [
                line
                for line in page.lines
                if line.place.box.width > 60
                and 10 < line.place.box.height < 80
                and not any(line.place.box.grown(12).overlap(Box(*box)) > 0 for box, _ in edits)
            ]
            if lines:
                box = rect_of(rng.choice(lines).place.box.as_list())
                box = (max(0, box[0]), max(0, box[1]), min(image.shape[1], box[2]), min(image.shape[0], box[3]))
                if box[2] - box[0] > 12 and box[3] - box[1] > 8:
                    wipe(image, box, how, rng)
                    edits.append((box, how))
            continue
        made = forge(image, page, target, how, rng, (donor.pixels, donor.page))
        if made is None or any(Box(*made.box).overlap(Box(*box)) > 0 for box, _ in edits):
            continue
        # Words keep their number of glyphs but for added ones, which no reader would be sure of: the page stays.
        image = made.image
        if how == "digit_added":
            page = made.page
        edits.append((made.box, how))
    return image, page, edits


def retouched(image: NDArray[np.uint8], target: Target, rng: Random) -> Rect | None:
    """One of the methods of ``benchmarks.draw.retouch``."""
    left, top, right, bottom = target.box
    how = rng.choice(SET)
    if how == "moved":
        before = image.copy()
        done = moved_piece(image, target.box, rng)
        return done if (before != image).any() else None
    wiped(image, target.box, rng.choice(ERASE), rng)
    text = "".join(str(rng.randrange(10)) if char.isdigit() else rng.choice("王李周吴郑") for char in target.text)
    return set_words(image, (left, top, right, bottom), text, how, rng)


# --- growing ---------------------------------------------------------------------------------------------------------


def word_labels(one: Look) -> NDArray[np.int8]:
    if not one.edits:
        return np.zeros(len(one.words), np.int8)
    labels = np.full(len(one.words), -1, np.int8)
    for i, (left, top, right, bottom) in enumerate(one.word_boxes.tolist()):
        window = Box(left, top, right, bottom)
        for box, how in one.edits:
            shared = window.overlap(Box(*box))
            area = (box[2] - box[0]) * (box[3] - box[1])
            if how not in AREAS and shared > 0.5 * window.width * window.height and shared > 0.2 * area:
                labels[i] = 1
    return labels


def grove_of(held: Sequence[Look]) -> Grove:
    """Trees over the looks: genuine pages alike, places put in alike."""
    traits, labels, shares = [], [], []
    for one in held:
        told = word_labels(one)
        random = np.random.default_rng(len(one.name))
        for value in (0, 1):
            rows = np.flatnonzero(told == value)
            if len(rows) > MOST_ROWS:
                rows = random.choice(rows, MOST_ROWS, replace=False)
            if len(rows):
                traits.append(one.words[rows])
                labels.append(np.full(len(rows), float(value)))
                shares.append(np.full(len(rows), 1 / len(rows) ** (0.5 if value else 0.3)))
    wanted, share = np.concatenate(labels), np.concatenate(shares)
    # As many put in as genuine ones in all: the bias alone depends on it.
    for number in (0.0, 1.0):
        share[wanted == number] *= len(share) / 2 / share[wanted == number].sum()
    return grown(np.concatenate(traits).astype(np.float64), wanted, share, trees=220, depth=4, pace=0.06, stiff=8.0)


def report(held: Sequence[Look], rate: float) -> None:
    """Edits told by trees that had not seen their papers, where ``rate`` of the genuine pages is spoken of."""
    names = sorted({one.name for one in held})
    Random(5).shuffle(names)
    fold = {name: i % 4 for i, name in enumerate(names)}
    told: list[tuple[Look, NDArray[np.float64]]] = []
    for number in range(4):
        trees = grove_of([one for one in held if fold[one.name] != number])
        for one in held:
            if fold[one.name] == number:
                told.append((one, trees.score(one.words.astype(np.float64)) if len(one.words) else np.empty(0)))
    genuine = [(one.capture, float(odds.max(initial=-99))) for one, odds in told if not one.edits]
    limits = {}
    for capture in sorted({one.capture for one in held}):
        own = [odds for held_in, odds in genuine if held_in == capture]
        limits[capture] = float(np.quantile(own if len(own) >= 60 else [odds for _, odds in genuine], 1 - rate))
        print(f"genuine {capture}: {len(own)}, limit {limits[capture]:.2f}, highest {sorted(own)[-5:]}")
    count, hit = Counter[str](), Counter[str]()
    for one, odds in told:
        if not one.edits:
            name = f"genuine {'sent on' if one.way else 'as captured'}"
            count[name] += 1
            hit[name] += float(odds.max(initial=-99)) > limits[one.capture]
        for edit, how in one.edits:
            what = "area" if how in AREAS or how in WIPES else "word"
            best = max(
                (
                    odd
                    for odd, box in zip(odds, one.word_boxes.tolist(), strict=True)
                    if Box(*box).overlap(Box(*edit)) > 0
                ),
                default=-99.0,
            )
            for name in (f"{what} {how}", f"all {what}s", f"{what} {one.way}", f"{what} {one.capture}"):
                count[name] += 1
                hit[name] += best > limits[one.capture]
    for name in sorted(count):
        print(f"{name}: {hit[name]} of {count[name]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("tables", nargs="*", type=Path)
    parser.add_argument("--draw", type=int, default=0, metavar="N", help="make a table of N pages")
    parser.add_argument("--seed", type=int, default=501)
    parser.add_argument("--versions", type=int, default=2, help="of each page, forged and genuine ones sent on")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--keep", action="store_true", help="write the trees")
    asked = parser.parse_args()
    if asked.draw and asked.to:
        with asked.to.open("wb") as out:
            for one in looks(list(taken_pages(asked.draw, asked.seed)), asked.versions):
                pickle.dump(one, out)
        return 0
    held = [one for path in asked.tables for one in load(path)]
    report(held, 0.01)
    if asked.keep:
        keep(grove_of(held), Path(verifiers.pixels.__file__).parent / "words.json")
    return 0


def load(path: Path) -> Iterator[Look]:
    """Looks of a table made by ``--draw``."""
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


if __name__ == "__main__":
    raise SystemExit(main())
