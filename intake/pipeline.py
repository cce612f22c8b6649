"""The conductor of one file's way from bytes to a reading. Runs inside a sandbox worker, writes nothing.

accept → decode → straighten → read → guard → marks, cells, prints; then what the file carries beside its pages.
Pages go through one by one, and the first with a secrecy mark ends it: nothing after it is read, nothing of it is kept.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Line, MarkType, Page, Reading, Refusal, Source, Withheld
from intake import (
    accept,
    attachments,
    capture,
    cell_order,
    document,
    fingerprint,
    guard,
    layer,
    legibility,
    memory,
    secrecy,
    table_grid,
    upright,
    within,
)
from intake import marks as page_marks
from intake.accept import UnusableError
from intake.document import Document
from intake.look import Look
from intake.rapid_reader import RapidReader
from intake.secrecy import Mark
from intake.settings import GuardSettings, Limits
from intake.sheet import Image, Sheet

Report = Callable[[str, float], None]

_MOST_BESIDE = 12  # Pictures beside the pages that are read.
_DEEPEST = 2  # Files attached to files attached to files are not looked into.

_reader: RapidReader | None = None


def reader() -> RapidReader:
    """This process's reader; its networks are loaded once."""
    global _reader
    if _reader is None:
        _reader = RapidReader()
    return _reader


@dataclass
class _Clock:
    """Seconds by stage. Detection and recognition are ``ocr``, whatever stage asked for them."""

    stages: dict[str, float] = field(default_factory=dict)
    last: float = field(default_factory=time.perf_counter)
    read: float = field(default_factory=lambda: reader().seconds)

    def stop(self, stage: str) -> None:
        now, read = time.perf_counter(), reader().seconds
        for name, spent in (("ocr", read - self.read), (stage, now - self.last - (read - self.read))):
            self.stages[name] = self.stages.get(name, 0.0) + spent
        self.last, self.read = now, read

    def rounded(self) -> dict[str, float]:
        return {stage: round(seconds, 4) for stage, seconds in self.stages.items()}


def read(data: bytes, settings: GuardSettings, limits: Limits, report: Report) -> Reading | Withheld | Refusal:
    """The whole first half for one file. Never raises on a bad file."""
    memory.make_room()
    try:
        return _read(data, settings, limits, report)
    except UnusableError as fault:
        return fault.as_refusal()
    except MemoryError:
        return Refusal("unreadable.memory", "文件展开后占用内存过大，没有读完。请缩小尺寸或分成几个文件后再上传。")


def _read(data: bytes, settings: GuardSettings, limits: Limits, report: Report, depth: int = 0) -> Reading | Withheld:
    clock = _Clock()
    media_type = accept.media_type_of(data, limits)
    sha256 = hashlib.sha256(data).hexdigest()
    pages: list[Page] = []
    sheets: list[Sheet] = []
    prints: dict[str, list[str]] = {}  # Keys of all pages for finding copies, by the name of the key.
    with document.opened(data, media_type, limits) as file:
        notes = [*secrecy.findings(secrecy.in_hidden(file.extras.texts, 1, 1, 1), settings), *_carried(file)]
        if _stopping(notes):
            return Withheld(_stopping(notes))
        if (withheld := _attached(file, settings, limits, report, depth)) is not None:
            return withheld
        for sheet in file.sheets():
            clock.stop("decode")
            report("read", 0.05 + 0.6 * (sheet.number - 1) / file.count)
            outcome = _page(sheet, settings, clock)
            if isinstance(outcome, Withheld):
                return outcome
            page, upright_sheet, keys, found = outcome
            pages.append(page)
            sheets.append(upright_sheet)
            for key, value in keys.items():
                prints.setdefault(key, []).append(value)
            notes += found
        for sheet in file.earlier():
            report("read", 0.64)
            outcome = _page(sheet, settings, clock)
            if isinstance(outcome, Withheld):
                return _told(outcome, "在 PDF 里保留的修改前页面上")
        found = _beside(file, sheets, settings)
        if _stopping(found):
            return _told(Withheld(_stopping(found)), "在文件附带的另一张图片里，如预览图，页面上看不到")
        notes += found
    memory.remember(sha256, sheets, {page.number: page.rotation for page in pages})
    report("read", 0.65)
    return Reading(sha256, media_type, tuple(pages), tuple(notes), {}, prints, clock.rounded())


def _told(withheld: Withheld, where: str) -> Withheld:
    """The same with the word where the mark stands: on the pages as one sees them there may be nothing."""
    told = (replace(item, message=f"{item.message}（{where}）") for item in withheld.findings)
    return replace(withheld, findings=tuple(told))


def _beside(file: Document, pages: Sequence[Sheet], settings: GuardSettings) -> tuple[Finding, ...]:
    """Marks in pictures a file carries and no page shows. Raises UnusableError where there are too many to read."""
    found: tuple[Finding, ...] = ()
    for number, picture in enumerate(file.beside(pages)):
        if number >= _MOST_BESIDE:
            raise within.unscreened()
        found += secrecy.findings(guard.in_unshown((picture,), 1, reader(), settings), settings)
        if _stopping(found):
            break
    return found


def _attached(file: Document, settings: GuardSettings, limits: Limits, report: Report, depth: int) -> Withheld | None:
    """What a file has attached, screened as if handed in. Raises UnusableError where that cannot be done."""
    for name, content in file.attached():
        for part in attachments.parts(name, content, limits):
            found = secrecy.findings(secrecy.in_hidden(part.words, 1, 1, 1), settings)
            if _stopping(found):
                return Withheld(_stopping(found))
            if part.pages is not None and depth >= _DEEPEST:
                raise attachments.unscreened()
            if part.pages is not None:
                try:
                    seen = _read(part.pages, settings, limits, report, depth + 1)
                except UnusableError as fault:
                    raise attachments.unscreened() from fault
                if isinstance(seen, Withheld):
                    return seen
    return None


def _page(
    sheet: Sheet, settings: GuardSettings, clock: _Clock
) -> Withheld | tuple[Page, Sheet, dict[str, str], tuple[Finding, ...]]:
    """One page read and guarded, with its upright sheet, its keys for finding copies, and notes."""
    number = sheet.number
    if sheet.source is Source.OCR:
        seen = upright.read(sheet.image, reader(), number)
        sheet, turn, lines = stood(sheet, seen.turn, seen.image), seen.turn, seen.lines
        clock.stop("upright")
        look = Look(sheet.image)
        marks = guard.marks(look, lines, sheet.hidden, number, reader(), settings)
    else:
        look = Look(sheet.image)
        turn, lines = sheet.turned, layer.words(sheet, reader())
        clock.stop("text_layer")
        marks = layer.marks(sheet, lines, reader(), settings)
    marks += guard.in_unshown(sheet.unshown, number, reader(), settings)
    found = secrecy.findings(marks, settings)
    clock.stop("guard")
    if _stopping(found):
        return Withheld(_stopping(found))
    height, width = sheet.image.shape[:2]
    if sheet.source is Source.OCR and not legibility.screened(look, lines):
        return Withheld((legibility.unscreened(number, width, height),), unscreened=True)
    grid = table_grid.cells(look) if sheet.cells is None else sheet.cells
    certain = sheet.source is Source.TEXT_LAYER
    where = sheet.pictures if certain else None
    stamped, better = page_marks.read(look, lines, reader(), number, grid, pictures=where)
    judged: tuple[Mark, ...] = ()
    if better != lines:  # What came to light under a seal has not been judged yet.
        lines = better
        judged += secrecy.in_lines(lines, number, width, height)
    if not certain:
        seals = [mark.place.box for mark in stamped if mark.type is MarkType.SEAL]
        judged += guard.around_seals(look, seals, lines, number, reader())
    known = {finding.detail["class"] for finding in found}  # One code holds several classes.
    found += tuple(one for one in secrecy.findings(judged, settings) if one.detail["class"] not in known)
    if _stopping(found):
        return Withheld(_stopping(found))
    taken = "clean" if certain else capture.capture_class(look)
    clock.stop("marks")
    keys = fingerprint.of_page(look)
    clock.stop("fingerprints")
    lines = cell_order.in_cell_order(lines, grid, height)
    page = Page(number, width, height, turn, sheet.source, lines, stamped, grid, taken)
    return full_size(page, sheet), sheet, keys, found


def stood(sheet: Sheet, turn: int, image: Image) -> Sheet:
    """The sheet with its ``image`` turned upright, a clockwise ``turn`` undone."""
    if turn == 0:
        return sheet
    width, height = (sheet.width, sheet.height) if turn == 180 else (sheet.height, sheet.width)
    return replace(sheet, image=image, width=width, height=height)


def stood_upright(sheet: Sheet, turn: int | None) -> Sheet:
    """The sheet turned upright; ``turn`` where it is known already."""
    if sheet.source is not Source.OCR:
        return sheet
    known = upright.turn(sheet.image, reader()) if turn is None else turn
    return stood(sheet, known, upright.turned(sheet.image, known))


def _stopping(found: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(item for item in found if item.severity is Severity.STOP)


def _carried(file: Document) -> list[Finding]:
    """Notes on what a file carries besides pages; none of it is opened or run."""
    notes = []
    if file.extras.attachments:
        notes.append(
            Finding(
                "security.attachments",
                Severity.NOTE,
                f"PDF 内嵌了 {file.extras.attachments} 个附件，只检查了密级标志，内容没有读取。",
                innocent=("部分软件导出 PDF 时会附带源文件。",),
                next_step="如附件也是佐证材料，请单独上传。",
                detail={"count": file.extras.attachments},
            )
        )
    if file.extras.scripts:
        notes.append(
            Finding(
                "security.scripts",
                Severity.NOTE,
                "PDF 内含脚本，脚本没有运行。",
                innocent=("可填写的电子表单常带有校验脚本。",),
                next_step="如内容显示不全，请打印成 PDF 后重新上传。",
                detail={"count": file.extras.scripts},
            )
        )
    return notes


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
