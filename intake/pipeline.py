"""The conductor of one file's way from bytes to a reading. Runs inside a sandbox worker, writes nothing.

accept → decode → straighten → read → guard → marks, cells, prints. Pages go through one by one, and the
first page with a secrecy mark ends it: nothing after it is read, nothing of it is kept.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Refusal, Source, Withheld
from intake import accept, decode_image, guard, legibility, memory, secrecy, upright
from intake.accept import UnusableError
from intake.decode_pdf import PdfFile
from intake.rapid_reader import RapidReader
from intake.settings import GuardSettings, Limits
from intake.sheet import Image, Sheet

Report = Callable[[str, float], None]

_reader: RapidReader | None = None


def reader() -> RapidReader:
    """This process's reader; its networks are loaded once."""
    global _reader
    if _reader is None:
        _reader = RapidReader()
    return _reader


@dataclass
class _Clock:
    """Seconds by stage."""

    stages: dict[str, float] = field(default_factory=dict)
    last: float = field(default_factory=time.perf_counter)

    def stop(self, stage: str) -> None:
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self.last
        self.last = now

    def rounded(self) -> dict[str, float]:
        return {stage: round(seconds, 4) for stage, seconds in self.stages.items()}


def read(data: bytes, settings: GuardSettings, limits: Limits, report: Report) -> Reading | Withheld | Refusal:
    """The whole first half for one file. Never raises on a bad file."""
    try:
        return _read(data, settings, limits, report)
    except UnusableError as fault:
        return fault.as_refusal()
    except MemoryError:
        return Refusal("unreadable.memory", "文件展开后占用内存过大，没有读完。请缩小尺寸或分成几个文件后再上传。")


def _read(data: bytes, settings: GuardSettings, limits: Limits, report: Report) -> Reading | Withheld | Refusal:
    clock = _Clock()
    media_type = accept.media_type_of(data, limits)
    sha256 = hashlib.sha256(data).hexdigest()
    pages: list[Page] = []
    notes: list[Finding] = []
    with ExitStack() as stack:
        count, sheets, extras = _opened(data, media_type, limits, stack)
        clock.stop("decode")
        hidden_marks = secrecy.in_hidden(extras, 1, 1, 1)
        found = secrecy.findings(hidden_marks, settings)
        if _stops(found):
            return Withheld(found)
        notes += found
        kept: list[Sheet] = []
        for sheet in sheets:
            clock.stop("decode")
            report("read", 0.05 + 0.6 * (sheet.number - 1) / count)
            outcome = _page(sheet, settings, clock)
            if isinstance(outcome, Withheld):
                return outcome
            page, upright, seen = outcome
            pages.append(page)
            notes += seen
            kept.append(upright)
    memory.remember(sha256, kept, {page.number: page.rotation for page in pages})
    report("read", 0.65)
    return Reading(sha256, media_type, tuple(pages), tuple(notes), {}, {}, clock.rounded())


def _opened(
    data: bytes, media_type: str, limits: Limits, stack: ExitStack
) -> tuple[int, Iterator[Sheet], tuple[str, ...]]:
    """Number of pages, the pages, and text the file carries beside them."""
    if media_type == "application/pdf":
        pdf = stack.enter_context(PdfFile(data, limits))
        return len(pdf), pdf.sheets(), pdf.extras().texts
    count = decode_image.page_count(data, media_type, limits)
    return count, decode_image.sheets(data, media_type, limits), ()


def _page(sheet: Sheet, settings: GuardSettings, clock: _Clock) -> Withheld | tuple[Page, Sheet, tuple[Finding, ...]]:
    """One page read and guarded, with its upright sheet and notes."""
    if sheet.source is Source.OCR:
        seen = upright.read(sheet.image, reader(), sheet.number)
        sheet, turn, lines = _turned(sheet, seen.turn, seen.image), seen.turn, seen.lines
        clock.stop("ocr")
    else:
        turn, lines = 0, sheet.lines
        clock.stop("text_layer")
    height, width = sheet.image.shape[:2]
    found = secrecy.findings(guard.marks(sheet.image, lines, sheet.hidden, sheet.number, reader()), settings)
    clock.stop("guard")
    if _stops(found):
        return Withheld(tuple(item for item in found if item.severity is Severity.STOP))
    if sheet.source is Source.OCR and not legibility.screened(sheet.image, lines):
        return Withheld((legibility.unscreened(sheet.number, width, height),), unscreened=True)
    page = Page(sheet.number, width, height, turn, sheet.source, tuple(lines))
    return full_size(page, sheet), sheet, found


def _turned(sheet: Sheet, turn: int, image: Image) -> Sheet:
    """The sheet with its upright picture."""
    if turn == 0:
        return sheet
    width, height = (sheet.width, sheet.height) if turn == 180 else (sheet.height, sheet.width)
    return replace(sheet, image=image, width=width, height=height)


def _stops(found: tuple[Finding, ...]) -> bool:
    return any(item.severity is Severity.STOP for item in found)


def full_size(page: Page, sheet: Sheet) -> Page:
    """The page with all places in pixels of the full-size page."""
    factor = sheet.scale
    if abs(factor - 1) < 1e-6:
        return replace(page, width=sheet.width, height=sheet.height)

    def grown(box: Box) -> Box:
        return Box(box.left * factor, box.top * factor, box.right * factor, box.bottom * factor)

    def placed(line: Line) -> Line:
        return replace(
            line,
            place=Place(line.place.page, grown(line.place.box)),
            char_boxes=tuple(grown(box) for box in line.char_boxes),
        )

    return replace(
        page,
        width=sheet.width,
        height=sheet.height,
        lines=tuple(placed(line) for line in page.lines),
        marks=tuple(replace(mark, place=Place(mark.place.page, grown(mark.place.box))) for mark in page.marks),
        cells=tuple(grown(box) for box in page.cells),
    )
