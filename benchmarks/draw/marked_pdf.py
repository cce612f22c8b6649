"""PDFs that carry a mark in each of the places a PDF has for words, and PDFs that only speak of secrecy."""

from __future__ import annotations

import io
from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.draw.capture import capture
from benchmarks.draw.fonts import face
from benchmarks.draw.ink import SEAL_REDS, worn
from benchmarks.draw.maker import Maker, layouts
from benchmarks.draw.mark_manners import MANNERS, framed, lettering
from benchmarks.draw.mark_words import INTERNAL, LEVELS, NOTES, STAMPED, wording
from benchmarks.draw.near_misses import NEAR_MISSES
from benchmarks.draw.paint import image_of, scanned_pdf

WIDTH, HEIGHT = 595.0, 842.0  # Points of an A4 page.
_BODY = (
    "兹证明林晓岚同志于2023年4月10日至4月12日",
    "参加水利工程质量管理培训班，共计24学时，考核合格。",
    "特此证明。",
    "湖山市水利学会",
    "2023年4月20日",
)
Place = Callable[[Canvas, Random, str], None]
#: Where in a native PDF a mark stands, by cause; the page has its own words besides.
PLACES: dict[str, Place] = {}


def place(function: Place) -> Place:
    PLACES[function.__name__] = function
    return function


def _page(canvas: Canvas, rng: Random) -> None:
    y = HEIGHT - 130
    for number, line in enumerate(_BODY):
        canvas.setFont("zenhei", 14)
        canvas.drawString(80 if number < 3 else 340, y, line)
        y -= rng.choice([26, 30])


def _native(paint: Callable[[Canvas], None], rng: Random, pages: int = 1, on: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    if "zenhei" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("zenhei", face("zenhei").path, subfontIndex=0))
    for number in range(1, pages + 1):
        _page(canvas, rng)
        if number == on:
            paint(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _corner(canvas: Canvas, text: str, size: int = 14) -> None:
    canvas.setFont("zenhei", size)
    canvas.drawString(WIDTH - 60 - size * len(text), HEIGHT - 50, text)


@place
def printed(canvas: Canvas, rng: Random, text: str) -> None:
    _corner(canvas, text, rng.choice([9, 14, 16]))


@place
def pale_watermark(canvas: Canvas, rng: Random, text: str) -> None:
    canvas.saveState()
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(rng.choice([30, 45]))
    canvas.setFillGray(rng.choice([0.8, 0.88]))
    canvas.setFont("zenhei", 60)
    canvas.drawCentredString(0, 0, text)
    canvas.restoreState()


@place
def invisible(canvas: Canvas, rng: Random, text: str) -> None:
    """Text that is laid out and not painted."""
    words = canvas.beginText(WIDTH - 200, HEIGHT - 50)
    words.setTextRenderMode(3)
    words.setFont("zenhei", 14)
    words.textLine(text)
    canvas.drawText(words)


@place
def white(canvas: Canvas, rng: Random, text: str) -> None:
    canvas.saveState()
    canvas.setFillGray(1.0)
    _corner(canvas, text)
    canvas.restoreState()


@place
def painted_over(canvas: Canvas, rng: Random, text: str) -> None:
    _corner(canvas, text)
    canvas.saveState()
    canvas.setFillGray(1.0)
    canvas.rect(WIDTH - 300, HEIGHT - 60, 280, 40, stroke=0, fill=1)
    canvas.restoreState()


@place
def note(canvas: Canvas, rng: Random, text: str) -> None:
    canvas.textAnnotation(text, Rect=[400, 780, 480, 810])


@place
def title(canvas: Canvas, rng: Random, text: str) -> None:
    canvas.setTitle(text)


@place
def bookmark(canvas: Canvas, rng: Random, text: str) -> None:
    canvas.bookmarkPage("first")
    canvas.addOutlineEntry(text, "first")


@place
def picture(canvas: Canvas, rng: Random, text: str) -> None:
    """A stamp that is a picture on a page of text."""
    ink = rng.choice(SEAL_REDS)
    mark = worn(rng, framed(lettering(rng, text, 60, ink), ink))
    turned = mark.rotate(rng.uniform(-20, 20), expand=True, resample=Image.Resampling.BICUBIC)
    high = rng.choice([36, 48])
    canvas.drawImage(
        ImageReader(turned), rng.uniform(60, 330), HEIGHT - 90, high * turned.width / turned.height, high, mask="auto"
    )


def marked(cause: str, rng: Random) -> bytes:
    """A PDF with a mark in that place: one of ``PLACES``, ``third_page`` of a native one, ``scan_third`` of a scan."""
    large = cause in ("picture", "pale_watermark")
    text = wording(rng, STAMPED if large else rng.choice([LEVELS[:12], INTERNAL[:8], NOTES]))
    if cause == "third_page":
        return _native(lambda canvas: printed(canvas, rng, text), rng, pages=3, on=3)
    if cause == "scan_third":
        sheets = []
        for number in range(3):
            kind = layouts()[rng.choice(["unit_proof", "schedule_table", "notice_red_head", "service_proof"])][1]
            page = image_of(kind(Maker(Random(f"{rng.random()}"))).settle().sheets[0])
            page = MANNERS["plain"](page, rng) if number == 2 else page
            sheets.append(Image.fromarray(capture(np.asarray(page), "scan", rng).image))
        return scanned_pdf(sheets)
    return _native(lambda canvas: PLACES[cause](canvas, rng, text), rng)


CAUSES = (*PLACES, "third_page", "scan_third")


def harmless(name: str, rng: Random) -> bytes:
    """The words of a near miss as a native PDF, its first line as title, some with a hidden layer of the same words."""
    _, words = NEAR_MISSES[name]

    def paint(canvas: Canvas) -> None:
        canvas.setTitle(words[0])
        y = HEIGHT - 330.0
        hidden = canvas.beginText(60, HEIGHT - 330)
        hidden.setTextRenderMode(3)
        hidden.setFont("zenhei", 12, 24)
        for line in words:
            canvas.setFont("zenhei", 12)
            for part in (line[i : i + 36] for i in range(0, len(line), 36)):
                canvas.drawString(60, y, part)
                hidden.textLine(part)
                y -= 24
        if rng.random() < 0.5:
            canvas.drawText(hidden)

    return _native(paint, rng)
