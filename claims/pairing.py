"""Pictures of two files side by side: the jobs that run inside the sandbox, and what the desk makes of their answers.

The comparing itself is ``verifiers.pairs``; decoding is intake's. Here both meet, because neither room knows the other.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from domain.pair import ChangedPart, PairComparison
from domain.place import Box, Place
from domain.reading import Page, Reading

if TYPE_CHECKING:  # the desk itself needs no pixels
    import numpy as np
    from numpy.typing import NDArray

    from verifiers.pairs import Shelf, Side

#: Longest side (pixels) at which PDF pages are rendered for comparing; pictures are compared as they are.
SIDE = 1600
MOST_PAGES = 4
#: Changes when comparing does, so that a screening's journal compares again.
COMPARING = "3"


def compare_pages(here: bytes, there: bytes, pages: Sequence[tuple[int, int, int, int]]) -> list[dict[str, Any]]:
    """Compare pairs of pages ``(number here, rotation, number there, rotation)``. Runs inside the sandbox.

    Answers plain values: relation, confidence, mirrored, matrix and changed boxes, all in shares of the pages' sizes
    (0 … 1), because the sides may have been decoded at another size than they were read.
    """
    import numpy as np

    from verifiers.pairs import compare_sides

    answers = []
    digests = [hashlib.sha256(data).hexdigest() for data in (here, there)]
    for number, turn, other_number, other_turn in pages:
        keys = (digests[0], number, turn), (digests[1], other_number, other_turn)
        first, second = _side(here, keys[0]), _side(there, keys[1])
        try:
            result = compare_sides(first, second)
        except NoSuchPage:
            continue
        for key, side in zip(keys, (first, second), strict=True):
            _shelf().keep(key, side)
        (width, height), (other_width, other_height) = first.features.full, second.features.full
        to_share = np.diag([1 / width, 1 / height, 1.0])
        from_share = np.diag([other_width, other_height, 1.0])
        matrix = None
        changed = []
        if result.matrix is not None:
            shared = to_share @ np.array(result.matrix) @ from_share
            matrix = shared.tolist()
            back = np.linalg.inv(shared)
            for box in result.changed:
                corners = np.array([[box.left, box.top], [box.right, box.bottom]]) / [width, height]
                mapped = np.c_[corners, np.ones(2)] @ back.T
                mapped = mapped[:, :2] / mapped[:, 2:]
                changed.append([*corners.ravel().tolist(), *mapped.min(axis=0).tolist(), *mapped.max(axis=0).tolist()])
        answers.append(
            {
                "page": number,
                "other_page": other_number,
                "relation": result.relation.value,
                "confidence": result.confidence,
                "mirrored": result.mirrored,
                "matrix": matrix,
                "changed": changed,
            }
        )
    return answers


class NoSuchPage(Exception):
    """A file does not hold the page that was read of it."""


@lru_cache(maxsize=1)
def _shelf() -> Shelf:
    from verifiers.pairs import Shelf

    return Shelf()


def _side(data: bytes, key: tuple[str, int, int]) -> Side:
    from intake import jobs

    def load() -> NDArray[np.uint8]:
        pixels = jobs.upright(data, key[1], SIDE, key[2])
        if pixels is None:
            raise NoSuchPage
        return pixels

    return _shelf().side(key, load)


def pictures_of_pair(
    here: bytes,
    there: bytes,
    page: tuple[int, int],
    other: tuple[int, int],
    matrix: Sequence[Sequence[float]],
    side: int,
    covers: tuple[Sequence[Sequence[float]], Sequence[Sequence[float]]] = ((), ()),
) -> tuple[bytes, bytes] | None:
    """WebP of a page and of the other one laid over it (``matrix`` in shares). Runs inside the sandbox.

    ``covers``: what to cover of each, boxes in shares; painted before anything is laid, so that it moves with the page.
    """
    import cv2
    import numpy as np
    from PIL import Image

    from intake import jobs

    first = jobs.upright(here, page[0], SIDE, page[1])
    second = jobs.upright(there, other[0], SIDE, other[1])
    if first is None or second is None:
        return None
    first, second = (_covered(pixels, some) for pixels, some in zip((first, second), covers, strict=True))
    shrink = min(1.0, side / max(first.shape[:2]))
    size = max(1, round(first.shape[1] * shrink)), max(1, round(first.shape[0] * shrink))
    shares = np.array(matrix, np.float64)
    laid = np.diag([size[0], size[1], 1.0]) @ shares @ np.diag([1 / second.shape[1], 1 / second.shape[0], 1.0])
    below = cv2.resize(first, size, interpolation=cv2.INTER_AREA)
    above = cv2.warpPerspective(second, laid, size, flags=cv2.INTER_AREA, borderValue=(255, 255, 255))
    coded = []
    for picture in (below, above):
        out = io.BytesIO()
        Image.fromarray(np.asarray(picture, np.uint8)).save(out, "WEBP", quality=62, method=2)
        coded.append(out.getvalue())
    return coded[0], coded[1]


def _covered(pixels: NDArray[np.uint8], covers: Sequence[Sequence[float]]) -> NDArray[np.uint8]:
    if not covers:
        return pixels
    pixels = pixels.copy()
    high, wide = pixels.shape[:2]
    for left, top, right, bottom in covers:
        rows = slice(int(top * high), int(bottom * high) + 1)
        pixels[rows, int(left * wide) : int(right * wide) + 1] = 120
    return pixels


def pairs_to_compare(here: Reading, there: Reading) -> list[tuple[int, int, int, int]]:
    """Which pages to lay side by side: all with all for short files, one with one for long ones."""
    ours, theirs = here.pages[:MOST_PAGES], there.pages[:MOST_PAGES]
    if len(ours) * len(theirs) <= MOST_PAGES:
        return [(a.number, a.rotation, b.number, b.rotation) for a in ours for b in theirs]
    return [(a.number, a.rotation, b.number, b.rotation) for a, b in zip(ours, theirs, strict=False)]


_RANK = {"same_capture": 3, "same_rendering": 2, "same_layout": 1, "different": 0}


def comparison(answers: Sequence[dict[str, Any]], here: Reading, there: Reading) -> PairComparison | None:
    """The strongest answer as a noun: boxes in page pixels, with what was read on either side."""
    if not answers:
        return None
    best = max(answers, key=lambda answer: (_RANK[answer["relation"]], answer["confidence"]))
    page, other = _page(here, best["page"]), _page(there, best["other_page"])
    if page is None or other is None:
        return None
    changed = []
    for shares in best["changed"]:
        box, other_box = _in_pixels(shares[:4], page), _in_pixels(shares[4:], other)
        changed.append(
            ChangedPart(
                Place(page.number, box), other.number, other_box, words_in(page, box), words_in(other, other_box)
            )
        )
    matrix = best["matrix"]
    return PairComparison(
        relation=best["relation"],
        confidence=float(best["confidence"]),
        changed=tuple(changed),
        mirrored=bool(best["mirrored"]),
        page=page.number,
        other_page=other.number,
        matrix=None if matrix is None else tuple(tuple(float(x) for x in row) for row in matrix),
    )


def words_in(page: Page, box: Box) -> str:
    """What was read inside a box, with whole runs of digits and Latin letters kept together."""
    found = []
    for line in page.lines:
        if line.place.box.overlap(box) <= 0:
            continue
        inside = [i for i in range(len(line.text)) if _half_inside(line.span_box(i, i + 1), box)]
        if not inside:
            continue
        start, end = inside[0], inside[-1] + 1
        while start > 0 and _run(line.text[start - 1]) and _run(line.text[start]):
            start -= 1
        while end < len(line.text) and _run(line.text[end]) and _run(line.text[end - 1]):
            end += 1
        found.append(line.text[start:end])
    return " ".join(found)


def _half_inside(small: Box, box: Box) -> bool:
    area = small.width * small.height
    return area > 0 and small.overlap(box) >= 0.4 * area


def _run(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _page(reading: Reading, number: int) -> Page | None:
    return next((page for page in reading.pages if page.number == number), None)


def _in_pixels(shares: Sequence[float], page: Page) -> Box:
    left, top, right, bottom = shares
    return Box(left * page.width, top * page.height, right * page.width, bottom * page.height)
