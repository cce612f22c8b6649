"""A PDF with a value to be changed or left alone, and what is laid over its page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pypdf
from PIL import Image, ImageDraw
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.draw.fonts import face, sized

Rect = tuple[float, float, float, float]


@dataclass(frozen=True)
class Base:
    """``data``: the PDF; ``again``: drawn with the other value from the first; ``box`` of the value in points from the
    lower left corner; ``new``: what comes there instead; ``size`` of the page in points; ``paper``: colour of its
    ground, 0 to 1."""

    data: bytes
    again: bytes
    box: Rect
    old: str
    new: str
    size: tuple[float, float]
    paper: tuple[float, float, float]
    rng: Random

    @property
    def high(self) -> float:
        return self.box[3] - self.box[1]


Make = Callable[[Base], bytes]


def into(table: dict[str, Make]) -> Callable[[Make], Make]:
    def declare(function: Make) -> Make:
        table[function.__name__] = function
        return function

    return declare


def font(canvas: Canvas, name: str, size: float) -> None:
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, face(name).path, subfontIndex=face(name).index))
    canvas.setFont(name, size)


def layer(base: Base, paint: Callable[[Canvas], None]) -> pypdf.PageObject:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=base.size)
    paint(canvas)
    canvas.save()
    return pypdf.PdfReader(io.BytesIO(out.getvalue())).pages[0]


def typed(canvas: Canvas, base: Base) -> None:
    canvas.setFillColorRGB(0.08, 0.08, 0.09)
    font(canvas, base.rng.choice(["zenhei", "ming", "kai"]), base.high * 0.84)
    canvas.drawString(base.box[0], base.box[1] + base.high * 0.16, base.new)


def cover(canvas: Canvas, base: Base, colour: tuple[float, float, float]) -> None:
    left, low, right, high = base.box
    canvas.setFillColorRGB(*colour)
    canvas.rect(left - 1, low - 0.5, right - left + 2, high - low + 1, stroke=0, fill=1)


def patch(base: Base, paper: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    left, low, right, high = base.box
    image = Image.new("RGB", (max(8, round((right - left) * 4)), max(8, round((high - low) * 4))), paper)
    font = sized("ming", max(10, round((high - low) * 3.3)))
    ImageDraw.Draw(image).text((2, 0), base.new, font=font, fill=(24, 24, 28))
    return image


def laid(canvas: Canvas, base: Base, image: Image.Image) -> None:
    left, low, right, high = base.box
    canvas.drawImage(ImageReader(image), left, low, right - left, high - low, mask="auto")


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def merged(base: Base, paint: Callable[[Canvas], None], *, under: bool = False, appended: bool = False) -> bytes:
    """The page with something painted on it, the file written anew or ``appended`` to."""
    if appended:
        writer = pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
    else:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.pages[0].merge_page(layer(base, paint), over=not under)
    return written(writer)


def stamp(base: Base, rect: Rect, picture: Image.Image, *, appended: bool) -> bytes:
    """A stamp annotation whose looks are a picture."""
    writer = (
        pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
        if appended
        else pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    )
    wide, high = rect[2] - rect[0], rect[3] - rect[1]

    def paint(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, wide, high, mask="auto")

    page = layer(base, paint)
    looks = DecodedStreamObject()
    looks.set_data(page.get_contents().get_data())  # type: ignore[union-attr]
    looks.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): RectangleObject((0, 0, wide, high)),
            NameObject("/Resources"): page["/Resources"].clone(writer),
        }
    )
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): RectangleObject(rect),
            NameObject("/F"): pypdf.generic.NumberObject(4),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(looks)}),
        }
    )
    first = writer.pages[0]
    notes = ArrayObject(first.get("/Annots") or ())
    notes.append(writer._add_object(note))
    first[NameObject("/Annots")] = notes
    return written(writer)
