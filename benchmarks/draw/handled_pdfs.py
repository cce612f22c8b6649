"""What offices, platforms and programs do to PDFs anyway; ``HANDLED`` are ways that change no value of the page."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
from PIL import Image, ImageDraw
from pypdf.annotations import Highlight, Link
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.draw.edited_pdfs import field_over
from benchmarks.draw.ink import handwriting, round_seal
from benchmarks.draw.pdf_layers import Base, Make, font, into, layer, merged, stamp, written

HANDLED: dict[str, Make] = {}


@into(HANDLED)
def as_made(base: Base) -> bytes:
    return base.data


@into(HANDLED)
def compressed(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    for page in writer.pages:
        page.compress_content_streams()
    writer.compress_identical_objects()
    return written(writer)


@into(HANDLED)
def saved_again_with_a_title(base: Base) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
    writer.add_metadata({"/Title": "继续教育证明材料", "/ModDate": "D:20240611101500+08'00'"})
    return written(writer)


@into(HANDLED)
def put_together(base: Base) -> bytes:
    """A cover sheet before it, as units hand in their people's papers."""

    def cover(canvas: Canvas) -> None:
        font(canvas, "zenhei", 20)
        canvas.drawString(90, base.size[1] - 150, "继续教育佐证材料")

    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(base.data)).pages:
        writer.add_page(page)
    writer.add_page(layer(base, cover))
    return written(writer)


def _seal(base: Base) -> Image.Image:
    return round_seal(base.rng, "舟山市继续教育协会", "学时专用章")


@into(HANDLED)
def sealed_by_a_system(base: Base) -> bytes:
    """An electronic seal painted over the lower part, now and then over words."""
    x, y = base.size[0] * base.rng.uniform(0.5, 0.7), base.size[1] * base.rng.uniform(0.1, 0.3)
    picture = _seal(base)
    return merged(base, lambda canvas: canvas.drawImage(ImageReader(picture), x, y, 110, 110, mask="auto"))


@into(HANDLED)
def sealed_in_a_later_save(base: Base) -> bytes:
    x, y = base.size[0] * base.rng.uniform(0.5, 0.7), base.size[1] * base.rng.uniform(0.1, 0.3)
    picture = _seal(base)
    return merged(
        base, lambda canvas: canvas.drawImage(ImageReader(picture), x, y, 110, 110, mask="auto"), appended=True
    )


@into(HANDLED)
def stamped_by_annotation(base: Base) -> bytes:
    x, y = base.size[0] * base.rng.uniform(0.5, 0.7), base.size[1] * base.rng.uniform(0.1, 0.3)
    return stamp(base, (x, y, x + 110, y + 110), _seal(base), appended=True)


@into(HANDLED)
def signed_digitally(base: Base) -> bytes:
    """An empty signature field with a place on the page, appended."""
    writer = pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Signature1"),
            NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (300, 100, 420, 200)]),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])
    return written(writer)


@into(HANDLED)
def highlighted(base: Base) -> bytes:
    """The reader marked the value in yellow."""
    left, low, right, high = base.box
    corners = ArrayObject([FloatObject(v) for v in (left, high, right, high, left, low, right, low)])
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.add_annotation(0, Highlight(rect=base.box, quad_points=corners))
    return written(writer)


@into(HANDLED)
def linked(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.add_annotation(0, Link(rect=(60, 40, 200, 60), url="https://example.invalid/verify"))
    return written(writer)


@into(HANDLED)
def numbered_pages(base: Base) -> bytes:
    """An archive's page number at the foot."""

    def paint(canvas: Canvas) -> None:
        font(canvas, "zenhei", 9)
        canvas.drawCentredString(base.size[0] / 2, 14, f"第{base.rng.randint(1, 9)}页 共9页")

    return merged(base, paint)


@into(HANDLED)
def watermarked(base: Base) -> bytes:
    """“仅供学时申报使用” pale across the page, as people protect their papers."""

    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(base.size[0] / 2, base.size[1] / 2)
        canvas.rotate(35)
        canvas.setFillColorRGB(0.5, 0.5, 0.5, alpha=0.25)
        font(canvas, "zenhei", 34)
        canvas.drawCentredString(0, 0, "仅供学时申报使用")
        canvas.restoreState()

    return merged(base, paint)


@into(HANDLED)
def on_a_picture(base: Base) -> bytes:
    """The platform's page lies on a whole-page picture with a printed frame."""
    picture = Image.new("RGB", (round(base.size[0]), round(base.size[1])), (253, 250, 240))
    ImageDraw.Draw(picture).rectangle(
        (12, 12, picture.width - 12, picture.height - 12), outline=(180, 140, 60), width=4
    )
    return merged(base, lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, *base.size), under=True)


@into(HANDLED)
def turned(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.pages[0].rotate(base.rng.choice([90, 270]))
    return written(writer)


@into(HANDLED)
def filled_in(base: Base) -> bytes:
    """A field in a free place of the page, filled in."""
    high = base.high
    free = replace(base, box=(60, 24, 240, 24 + high), new="13800000000")
    return field_over(free)


@into(HANDLED)
def signed_with_a_picture(base: Base) -> bytes:
    """A signature on white, as phones cut it out, stamped across a line at the foot."""
    x, y = base.size[0] * base.rng.uniform(0.4, 0.6), base.size[1] * base.rng.uniform(0.12, 0.3)
    picture = Image.new("RGB", (360, 160), (255, 255, 255))
    written_name = handwriting(base.rng, "林书禾", 100)
    picture.paste(written_name.convert("RGB"), (20, 20), written_name.split()[-1])
    return stamp(base, (x, y, x + 100, y + 44), picture, appended=base.rng.random() < 0.5)
