"""Second look for secrecy marks: suspicious zones of a page laid side by side, detected and read closely.

All zones go on one small sheet, so that the detector runs once, over a tenth of a page or less, and only
what it takes for writing is handed to the recogniser. What is not read surely is read in other ways too:
on its head, letter below letter, and a watermark without the words removed. Nothing here decides what
the words mean; whoever judges them stops as soon as a mark is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box, Place
from domain.reading import Line
from intake import suspects, text_boxes
from intake.ctc import Written
from intake.look import Look
from intake.page_view import Frame, Zone
from intake.rapid_reader import STRIP, RapidReader
from intake.sheet import Image
from intake.text_boxes import Spot

_WIDTH, _AREA, _GAP = 640, 400_000, 16  # Of the sheet zones are laid on, of all of them, and between them (pixels).
_SHOWN = 0.75  # Size at which the detector is shown that sheet: its letters are still larger than a page's.
_LEAST = 12.0  # Height of a line on that sheet below which it is a speck.
_LONGEST = 20.0  # Length of a line by its height beyond which it is a rule or a frame: marks are a dozen letters.
_SHORT = 16  # The same of a line of ten letters: beyond it something else was taken for them.
_SURELY_READ, _SHARED = 0.9, 0.7  # Confidence of lines that need no second look, and the share of one they hold.
_LEGIBLE = 0.5  # Read less surely, a zone of coloured ink counts as one in which no line was found.
_BLANK = 0.1  # Share of ink in a row between the words of a stamp and its frame.
_STAMPED = frozenset({"red", "cool"})
_SURE = 0.85  # Read so surely, a line is not read another way.
_MOST, _MOST_AGAIN = 24, 12


@dataclass(frozen=True)
class Seen:
    """What was read in one zone: ``lines``, places in pixels of the page; ``why`` and ``alone`` as in Zone."""

    lines: tuple[Line, ...]
    why: str
    alone: bool = False


@dataclass(frozen=True)
class _Found:
    """A line on the sheet of zones: where, in which zone, its strip."""

    spot: Spot
    zone: int
    strip: Image


def looks(look: Look, lines: Sequence[Line], page: int, reader: RapidReader) -> Iterator[list[Seen]]:
    """Readings of what the first reading of an upright page missed, the likeliest first."""
    zones = suspects.zones(look, lines)
    sheet, places = _laid(zones)
    found = _unread(_detected(sheet, places, reader), zones, places, lines) if places else []
    turned = list(_badly_read(look.image, lines))
    written = reader.recognise([item.strip for item in found])
    yield _by_zone(zones, places, found, written, page)
    others = _other_ways(sheet, zones, places, found, written)
    again = reader.recognise([strip for strip, _ in others] + [strip for strip, _ in turned])
    seen = []
    for (_, item), said in zip(others, again, strict=False):
        seen += _by_zone(zones, places, [item], [said], page)
    for (_, box), said in zip(turned, again[len(others) :], strict=True):
        seen.append(Seen((_line(said, page, box, ()),), "turned"))
    yield seen


def _laid(zones: Sequence[Zone]) -> tuple[Image, list[tuple[int, int, int]]]:
    """The zones on one white sheet (RGB); number of the zone and its left and top there. The last go without room."""
    room, chosen = _AREA, []
    for number, zone in enumerate(zones):
        if zone.picture.size <= room:
            chosen.append(number)
            room -= zone.picture.size
    places: list[tuple[int, int, int]] = []
    x = y = row = 0
    for number in sorted(chosen, key=lambda number: -zones[number].picture.shape[0]):
        height, width = zones[number].picture.shape
        if x and x + width > _WIDTH:
            x, y, row = 0, y + row + _GAP, 0
        places.append((number, x, y))
        x, row = x + width + _GAP, max(row, height)
    if not places:
        return np.zeros((0, 0, 3), np.uint8), []
    return _sheet(places, [zone.picture for zone in zones]), places


def _sheet(places: Sequence[tuple[int, int, int]], pictures: Sequence[NDArray[np.uint8]]) -> Image:
    right = max(left + pictures[n].shape[1] for n, left, _ in places)
    bottom = max(top + pictures[n].shape[0] for n, _, top in places)
    sheet = np.full((-(-bottom // 32) * 32, -(-right // 32) * 32), 255, np.uint8)
    for number, left, top in places:
        height, width = pictures[number].shape
        sheet[top : top + height, left : left + width] = pictures[number]
    return np.repeat(sheet[..., None], 3, axis=2)


def _detected(sheet: Image, places: Sequence[tuple[int, int, int]], reader: RapidReader) -> list[_Found]:
    found = []
    for spot in reader.detect(sheet, round(_SHOWN * max(sheet.shape))):
        if min(spot.size) < _LEAST or not 1.2 * min(spot.size) <= max(spot.size) <= _LONGEST * min(spot.size):
            continue
        x, y = spot.box.center
        here = [place for place in places if place[1] <= x + _GAP / 2 and place[2] <= y + _GAP / 2]
        if here:
            zone = max(here, key=lambda place: (place[2], place[1]))[0]
            found.append(_Found(spot, zone, text_boxes.cut(sheet, spot, STRIP)))
    return sorted(found, key=lambda item: -min(item.spot.size))[:_MOST]


def _unread(
    found: Sequence[_Found], zones: Sequence[Zone], places: Sequence[tuple[int, int, int]], lines: Sequence[Line]
) -> list[_Found]:
    """Without what was surely read before: a frame round a page brings the whole page into the zone of its margin."""
    sure = [line.place.box for line in lines if line.confidence >= _SURELY_READ]
    corners = {number: (left, top) for number, left, top in places}

    def known(item: _Found) -> bool:
        zone = zones[item.zone]
        box = _on_page(item.spot.box, zone, *corners[item.zone])
        return zone.why == "margin" and sum(box.overlap(read) for read in sure) > _SHARED * box.width * box.height

    return [item for item in found if not known(item)]


def _other_ways(
    sheet: Image,
    zones: Sequence[Zone],
    places: Sequence[tuple[int, int, int]],
    found: Sequence[_Found],
    written: Sequence[Written],
) -> list[tuple[Image, _Found]]:
    """Strips of lines not read surely: on their head, unstacked, seen another way; whole zones without lines."""
    others: list[tuple[Image, _Found]] = []
    raw = _sheet(places, [zone.picture if zone.rough is None else zone.rough for zone in zones]) if places else None
    doubtful = [
        item for item, said in zip(found, written, strict=True) if said.confidence < _SURE or len(said.text) < 2
    ]
    lined = {
        item.zone
        for item, said in zip(found, written, strict=True)
        if zones[item.zone].why not in _STAMPED or said.confidence >= _LEGIBLE
    }
    whole = _whole(zones, places, lined, sheet, raw)
    others += [(item.strip, item) for item in (*whole, *_bands(zones, places, sheet))]
    for item in doubtful:
        if item.spot.tall:
            others += [(_over(item.strip), item), (_unstacked(item.strip), item)]
        elif zones[item.zone].why in _STAMPED:
            others.append((_over(item.strip), item))
        if raw is not None and zones[item.zone].rough is not None:
            strip = text_boxes.cut(raw, item.spot, STRIP)
            others += [(strip, item), (_over(strip), item)] if item.spot.tall else [(strip, item)]
    return others[:_MOST_AGAIN]


def _bands(zones: Sequence[Zone], places: Sequence[tuple[int, int, int]], sheet: Image) -> Iterator[_Found]:
    """The middles of seals from side to side: among the letters of the ring no line of their own is found there."""
    for number, left, top in places:
        if zones[number].seal:
            height, width = zones[number].picture.shape
            spot = _spot(left, top + 0.27 * height, width, 0.46 * height)
            yield _Found(spot, number, text_boxes.cut(sheet, spot, STRIP))


def _whole(
    zones: Sequence[Zone],
    places: Sequence[tuple[int, int, int]],
    lined: set[int],
    sheet: Image,
    raw: Image | None,
) -> list[_Found]:
    """Zones in which no line was found, as if they were one; and what stands in the frame of a stamp."""
    found = []
    for number, left, top in places:
        height, width = zones[number].picture.shape
        if raw is None or zones[number].why == "pale" or (number in lined and zones[number].frame is None):
            continue
        if zones[number].why in _STAMPED:
            ways = _stamped(zones[number], sheet, left, top)
            found += [_Found(spot, number, strip) for spot, strip in ways]
            if ways:
                continue
        if not 1.5 < width / height < 10:
            continue
        inset = 0.2 * height
        spot = _spot(left + inset, top + inset, width - 2 * inset, height - 2 * inset)
        found.append(_Found(spot, number, text_boxes.cut(raw, spot, STRIP)))
    return found


def _spot(left: float, top: float, width: float, height: float) -> Spot:
    x1, y1 = left + width, top + height
    return Spot(np.array([[left, top], [x1, top], [x1, y1], [left, y1]], np.float32))


def _stamped(zone: Zone, sheet: Image, left: int, top: int) -> list[tuple[Spot, Image]]:
    """A zone of coloured ink as a stamp: a line in a frame, either way up; two by two letters."""
    height, width = zone.picture.shape
    ways = []
    ink = (zone.picture < 150).astype(np.uint8)
    frame = _frame(ink) if zone.frame is None else zone.frame
    if frame is not None:
        inset = _around_words(ink, frame)
        rectangle = (frame.x + left, frame.y + top), (frame.wide - inset, frame.high - inset), frame.angle
        spot = Spot(text_boxes.clockwise(cv2.boxPoints(rectangle).astype(np.float32)))
        strip = _contrasted(text_boxes.cut(sheet, spot, STRIP))  # Words are often paler than the frame around them.
        ways += [(spot, strip), (spot, _over(strip))]
    if 0.7 < width / height < 1.45:
        ways.append((_spot(left, top, width, height), _two_rows(zone.picture)))
    return ways


def _contrasted(strip: Image) -> Image:
    low, high = (float(v) for v in np.quantile(strip, (0.02, 0.9)))
    return np.asarray(np.clip((strip.astype(np.float32) - low) * (255 / max(high - low, 8.0)), 0, 255), np.uint8)


def _frame(ink: NDArray[np.uint8]) -> Frame | None:
    """The frame of a stamp that fills a zone; None without one."""
    points = cv2.findNonZero(ink)
    if points is None or len(points) < 50:
        return None
    middle, (wide, high), angle = cv2.minAreaRect(points)
    if min(wide, high) < 20 or not 1.3 < max(wide, high) / min(wide, high) < 8:
        return None
    if wide < high:
        wide, high, angle = high, wide, angle - 90
    inner = np.zeros_like(ink)
    corners = cv2.boxPoints((middle, (wide - 0.3 * high, 0.7 * high), angle))
    cv2.fillPoly(inner, [corners.astype(np.int32)], 1)
    around = int((ink & (1 - inner)).sum())
    if around < 0.06 * high * (wide + high):  # Two of its four sides at a stroke's width.
        return None
    return Frame(middle[0], middle[1], wide, high, angle)


def _around_words(ink: NDArray[np.uint8], frame: Frame) -> float:
    """How much narrower and lower the words in a stamp are than its frame, as far as no word is cut off."""
    columns, rows = round(frame.wide), round(frame.high)
    level = cv2.getRotationMatrix2D((frame.x, frame.y), frame.angle, 1.0)
    level[:, 2] += np.array((columns / 2 - frame.x, rows / 2 - frame.y))
    flat = cv2.warpAffine(ink, level, (columns, rows))
    least, most = round(0.1 * rows), round(0.3 * rows)
    words = flat[:, most : columns - most].mean(axis=1)
    blank = [inset for inset in range(least, most) if max(words[inset], words[-1 - inset]) < _BLANK]
    return 2.0 * max(blank, default=least)


def _two_rows(picture: NDArray[np.uint8]) -> Image:
    """A square stamp of two by two letters as one row, its frame left out."""
    dark = picture < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    if len(rows) > 16 and len(columns) > 16:
        inset = round(0.09 * len(rows))
        picture = picture[rows[0] + inset : rows[-1] - inset, columns[0] + inset : columns[-1] - inset]
    middle = picture.shape[0] // 2
    row = np.hstack([picture[:middle], picture[-middle:]])
    width = max(1, round(row.shape[1] * STRIP / row.shape[0]))
    return text_boxes.resized(np.ascontiguousarray(np.repeat(row[..., None], 3, axis=2)), width, STRIP)


def _over(strip: Image) -> Image:
    return np.ascontiguousarray(strip[::-1, ::-1])


def _unstacked(strip: NDArray[np.uint8]) -> Image:
    """Letters standing below each other (the strip lies on its side, top to the left), laid side by side upright."""
    upright = np.rot90(strip, 3)
    height, width = upright.shape[:2]
    count = min(max(2, round(height / width)), 8)
    edges = np.linspace(0, height, count + 1).astype(int)
    side = max(int(edges[1]), width)
    letters = [cv2.resize(np.ascontiguousarray(upright[a:b]), (side, side)) for a, b in pairwise(edges)]
    joined = np.hstack(letters).astype(np.uint8, copy=False)
    return text_boxes.resized(joined, max(1, round(joined.shape[1] * STRIP / side)), STRIP)


def _badly_read(image: Image, lines: Sequence[Line]) -> Iterator[tuple[Image, Box]]:
    """Short lines of the page read badly, the other way up; short columns, lying the other way and unstacked."""
    columns = sum(line.vertical for line in lines)
    made = 0
    for line in sorted((line for line in lines if len(line.text) <= 10), key=lambda line: line.confidence):
        box = line.place.box
        x0, y0 = max(int(box.left), 0), max(int(box.top), 0)
        patch = image[y0 : int(np.ceil(box.bottom)), x0 : int(np.ceil(box.right))]
        if min(patch.shape[:2]) < 8 or made >= 6:
            continue
        tall = patch.shape[0] > 1.3 * patch.shape[1]
        if tall and columns <= 4:
            lying = np.rot90(patch)
            width = max(1, round(lying.shape[1] * STRIP / lying.shape[0]))
            if width > _SHORT * STRIP:
                continue
            strip = text_boxes.resized(np.ascontiguousarray(lying), width, STRIP)
            yield _over(strip), box
            yield _unstacked(strip), box
            made += 2
        elif not tall and line.confidence < 0.6:
            width = max(1, round(patch.shape[1] * STRIP / patch.shape[0]))
            if width > _SHORT * STRIP:
                continue
            yield _over(text_boxes.resized(np.ascontiguousarray(patch), width, STRIP)), box
            made += 1


def _by_zone(
    zones: Sequence[Zone],
    places: Sequence[tuple[int, int, int]],
    found: Sequence[_Found],
    written: Sequence[Written],
    page: int,
) -> list[Seen]:
    lines: dict[int, list[Line]] = {}
    corners = {number: (left, top) for number, left, top in places}
    for item, said in zip(found, written, strict=True):
        if not said.text.strip():
            continue
        zone, corner = zones[item.zone], corners[item.zone]
        letters = tuple(_on_page(box, zone, *corner) for box in item.spot.parts(said.spans))
        box = _on_page(item.spot.box, zone, *corner)
        lines.setdefault(item.zone, []).append(_line(said, page, box, letters, item.spot.tall))
    return [Seen(tuple(written_here), zones[number].why, zones[number].alone) for number, written_here in lines.items()]


def _on_page(box: Box, zone: Zone, left: int, top: int) -> Box:
    """A box of the sheet, on which its zone begins at ``left``, ``top``, in pixels of the page."""
    x0, x1 = ((v - left) / zone.scale + zone.left for v in (box.left, box.right))
    y0, y1 = ((v - top) / zone.scale + zone.top for v in (box.top, box.bottom))
    return Box(x0, y0, x1, y1)


def _line(said: Written, page: int, box: Box, letters: tuple[Box, ...], tall: bool = False) -> Line:
    return Line(said.text, Place(page, box), said.confidence, said.probabilities, letters, tall)
