"""What each page of a PDF paints, in painting order: glyphs, filled areas, pictures.

Read with pdfminer's interpreter, which keeps the order and goes into form objects. Added to it here: the text
rendering mode (3 is invisible, as OCR layers are) and the fill opacity. Boxes are points from the top left of the
page: left, top, right, bottom. Clipping paths are not followed.
"""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTFigure, LTImage, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1

Rect = tuple[float, float, float, float]

MOST_PAGES = 30
MOST_ITEMS = 60_000
INVISIBLE = 3
OPAQUE = 0.98
#: Points from which a stroke is as broad as words are high.
BROAD = 5.0
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One painted character (or ligature)."""

    order: int
    text: str
    box: Rect
    font: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Patch:
    """A filled area, a broad straight stroke (as a fill) or a picture. ``colour`` is grey level 0..1 of a fill (None:
    not known)."""

    order: int
    what: Literal["fill", "image"]
    box: Rect
    opaque: bool
    colour: float | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """One page; ``width`` and ``height`` in points. ``turned``: the page is shown rotated, boxes are not."""

    number: int
    width: float
    height: float
    turned: bool
    glyphs: tuple[Glyph, ...]
    patches: tuple[Patch, ...]

    @property
    def area(self) -> float:
        return self.width * self.height


class _Device(PDFLayoutAnalyzer):
    """Keeps each page's objects as painted, and beside them their opacity (0 for invisible words)."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager, laparams=None)
        self.alpha, self.alphas, self.mode = 1.0, list[float](), 0
        self.opacity: dict[int, float] = {}
        self.page: LTPage | None = None

    def _note(self, since: int, opacity: float) -> None:
        """Remembers the opacity of what was added to the current container after ``since``."""
        for item in self.cur_item._objs[since:]:
            self.opacity.setdefault(id(item), opacity)

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        self.mode = textstate.render
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(self, *args: Any, **named: Any) -> float:
        before = len(self.cur_item._objs)
        wide = super().render_char(*args, **named)
        self._note(before, 0.0 if self.mode == INVISIBLE else self.alpha)
        return float(wide)

    def paint_path(self, *args: Any, **named: Any) -> None:
        before = len(self.cur_item._objs)
        super().paint_path(*args, **named)
        self._note(before, self.alpha)

    def render_image(self, name: str, stream: Any) -> None:
        before = len(self.cur_item._objs)
        super().render_image(name, stream)
        self._note(before, self.alpha)

    def receive_layout(self, ltpage: LTPage) -> None:
        self.page = ltpage


class _Interpreter(PDFPageInterpreter):
    """Tells the device the fill opacity of the graphics state."""

    @property
    def painter(self) -> _Device:
        device: Any = self.device
        assert isinstance(device, _Device)
        return device

    def do_gs(self, name: Any) -> None:
        states: Any = resolve1(self.resources.get("ExtGState")) or {}
        key = getattr(name, "name", name)
        state: Any = resolve1(states.get(key)) if hasattr(states, "get") else None
        opacity: Any = resolve1(state.get("ca")) if hasattr(state, "get") else None
        if isinstance(opacity, int | float):
            self.painter.alpha = float(opacity)

    def do_q(self) -> None:
        super().do_q()
        self.painter.alphas.append(self.painter.alpha)

    def do_Q(self) -> None:  # noqa: N802 - the operator's name
        super().do_Q()
        if self.painter.alphas:
            self.painter.alpha = self.painter.alphas.pop()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - the operator's name
        alpha, depth = self.painter.alpha, len(self.painter.alphas)
        super().do_Do(xobjid_arg)
        self.painter.alpha = alpha
        del self.painter.alphas[depth:]


@lru_cache(maxsize=3)
def painted(data: bytes) -> tuple[PaintedPage, ...]:
    """The pages of a PDF as painted, the first 30; the last few answers are kept, since
    several suspicions ask. Raises whatever pdfminer raises on a broken file."""
    pages = []
    for number, page in enumerate(PDFPage.get_pages(io.BytesIO(data), maxpages=MOST_PAGES), 1):
        manager = PDFResourceManager()
        device = _Device(manager)
        _Interpreter(manager, device).process_page(page)
        if device.page is not None:
            pages.append(_page(number, device, device.page, bool((page.rotate or 0) % 360)))
    return tuple(pages)


def _page(number: int, device: _Device, page: LTPage, turned: bool) -> PaintedPage:
    glyphs: list[Glyph] = []
    patches: list[Patch] = []
    for order, item in enumerate(_flat(page)):
        if order >= MOST_ITEMS:
            break
        box = (item.x0, page.height - item.y1, item.x1, page.height - item.y0)
        opacity = device.opacity.get(id(item), 1.0)
        if isinstance(item, LTChar):
            if item.get_text().strip():
                glyphs.append(
                    Glyph(order, item.get_text(), _char_box(item, page.height), str(item.fontname), opacity > 0.02)
                )
        elif isinstance(item, LTImage):
            patches.append(
                Patch(
                    order,
                    "image",
                    box,
                    _unmasked(item) and opacity >= OPAQUE,
                    None,
                    hashlib.sha1(_raw(item), usedforsecurity=False).hexdigest(),
                )
            )
        elif isinstance(item, LTCurve) and item.fill:
            patches.append(Patch(order, "fill", box, opacity >= OPAQUE, _grey(item.non_stroking_color)))
        elif isinstance(item, LTCurve) and item.stroke and item.linewidth >= BROAD:
            # Rules and frames are thin, or enclose what they are drawn around.
            if box[3] - box[1] <= item.linewidth:
                grown = (box[0], box[1] - item.linewidth / 2, box[2], box[3] + item.linewidth / 2)
            elif box[2] - box[0] <= item.linewidth:
                grown = (box[0] - item.linewidth / 2, box[1], box[2] + item.linewidth / 2, box[3])
            else:
                continue
            patches.append(Patch(order, "fill", grown, opacity >= OPAQUE, _grey(item.stroking_color)))
    return PaintedPage(number, page.width, page.height, turned, tuple(glyphs), tuple(patches))


def _flat(container: LTContainer[LTComponent]) -> Iterator[Any]:
    for item in container:
        if isinstance(item, LTFigure):
            yield from _flat(item)
        else:
            yield item


def _char_box(item: LTChar, height: float) -> Rect:
    """Box by origin, advance and size: Type 3 fonts of browsers have no usable font box."""
    a, b, c, _d, e, f = item.matrix
    if abs(b) > 1e-3 or abs(c) > 1e-3 or item.height <= 0 or item.height > 400:
        return (item.x0, height - item.y1, item.x1, height - item.y0)
    right = e + item.adv * a
    tall = min(max(item.height, abs(item.width)), abs(item.height) * 1.3) or abs(item.height)
    left, right = min(e, right), max(e, right)
    return (left, height - f - tall * 0.88, right, height - f + tall * 0.12)


def _unmasked(item: LTImage) -> bool:
    """A picture without any mask hides what lies below."""
    attributes = item.stream.attrs
    return not any(resolve1(attributes.get(key)) for key in ("SMask", "Mask", "ImageMask", "IM"))


def _raw(item: LTImage) -> bytes:
    return bytes(item.stream.rawdata or b"")


def _grey(colour: Any) -> float | None:
    """Grey level of a fill colour; None for patterns."""
    values = list(colour) if isinstance(colour, list | tuple) else [colour]
    if not values or not all(isinstance(v, int | float) for v in values):
        return None
    if len(values) == 4:
        return float((1 - values[3]) * (1 - sum(values[:3]) / 3))
    return float(sum(values) / len(values))
