"""What was seen on the pages of one file: words with places and confidence. Engine-neutral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.finding import Finding
from domain.place import Box, Place


class Source(StrEnum):
    """Where the words of a page come from."""

    OCR = "ocr"
    TEXT_LAYER = "text_layer"


@dataclass(frozen=True, slots=True)
class OtherLetter:
    """What else the reader took the letter ``at`` (an index into the line's text) for, and how probably."""

    at: int
    letter: str
    probability: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words as the reader gave it.

    ``text`` is what was read, unnormalised. ``char_confidence`` holds one probability per
    character of ``text`` (1.0 for a text layer); ``char_boxes`` one box per character where the
    reader can tell them apart, otherwise it is empty and ``span_box`` estimates. ``others`` are the
    next likely letters where the reader was in doubt, likeliest first for each place.
    """

    text: str
    place: Place
    confidence: float
    char_confidence: tuple[float, ...] = ()
    char_boxes: tuple[Box, ...] = ()
    vertical: bool = False
    others: tuple[OtherLetter, ...] = ()

    def moved(self, across: float, down: float) -> Line:
        """The same line further right and down on its page."""
        place = Place(self.place.page, self.place.box.moved(across, down))
        return replace(self, place=place, char_boxes=tuple(box.moved(across, down) for box in self.char_boxes))

    def span_confidence(self, start: int, end: int) -> float:
        """Smallest character confidence inside ``text[start:end]``.

        The minimum, not the line's mean, tells whether a value is right
        (see docs/decisions/0004-confidence.md).
        """
        inside = self.char_confidence[start:end]
        return min(inside) if inside else self.confidence

    def span_box(self, start: int, end: int) -> Box:
        """Box around ``text[start:end]``."""
        if self.char_boxes and start < end:
            return Box.around(self.char_boxes[start:end])
        box, n = self.place.box, max(len(self.text), 1)
        # Full-width characters take about twice the room of Latin letters and digits.
        widths = [1.0 if ord(c) > 0x2E7F else 0.55 for c in self.text] or [1.0]
        total = sum(widths)
        before, until = sum(widths[:start]) / total, sum(widths[: min(end, n)]) / total
        if self.vertical:
            return Box(box.left, box.top + before * box.height, box.right, box.top + until * box.height)
        return Box(box.left + before * box.width, box.top, box.left + until * box.width, box.bottom)


class MarkType(StrEnum):
    """Things on a page that are no printed words."""

    SEAL = "seal"
    HANDWRITING = "handwriting"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class PageMark:
    """A seal, handwriting or code found on a page.

    ``text`` is what could be read of it (ring text of a seal, payload of a code), maybe empty.
    """

    type: MarkType
    place: Place
    confidence: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One upright page. ``width`` and ``height`` in pixels; ``rotation`` is the clockwise turn in
    degrees (0, 90, 180, 270) the content had in the file after its EXIF orientation was applied.

    ``lines`` are in reading order. ``cells`` are the ruled table cells found on the page.
    ``capture`` is the guessed capture class (``clean``, ``scan``, ``copy``, ``photo``, ``screen``).
    """

    number: int
    width: int
    height: int
    rotation: int
    source: Source
    lines: tuple[Line, ...]
    marks: tuple[PageMark, ...] = ()
    cells: tuple[Box, ...] = ()
    capture: str = "clean"

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read of one file. It has passed the secrecy guard.

    ``findings`` come from intake itself (capture quality, security). ``checks`` names checks that
    did not run: ``{"family.name": "not_run" | "not_applicable"}``.
    ``fingerprints`` are compact keys of the pages for finding copies, by name.
    ``seconds`` holds time by stage.
    """

    sha256: str
    media_type: str
    pages: tuple[Page, ...]
    findings: tuple[Finding, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)
    fingerprints: Mapping[str, Sequence[str]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    def of_pages(self, numbers: Sequence[int]) -> Reading:
        """The same reading with only the named pages, for the parts of a bundle.

        Of fingerprints that hold one key a page, in page order, the same pages' are kept.
        """
        at = [index for index, page in enumerate(self.pages) if page.number in numbers]
        kept = tuple(self.pages[index] for index in at)
        prints = {
            name: tuple(keys[index] for index in at) if len(keys) == len(self.pages) else keys
            for name, keys in self.fingerprints.items()
        }
        return Reading(self.sha256, self.media_type, kept, (), self.checks, prints, {})


@dataclass(frozen=True, slots=True)
class Withheld:
    """The secrecy guard stopped the file: nothing of its content is carried here.

    ``findings`` name class of mark, rule and page only. ``unscreened`` is true when no mark was
    seen but a page could not be read, so it could not be screened.
    """

    findings: tuple[Finding, ...]
    unscreened: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be used: stable ``code`` and a Chinese sentence (what, why, what next)."""

    code: str
    message: str
