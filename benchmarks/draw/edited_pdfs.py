"""PDFs changed by somebody with an editor: a value of the page (hours, a date, a name, a number) by another.

``EDITS`` are manners of changing a native PDF, ``OVER_SCANS`` of changing a scan wrapped in one.
"""

from __future__ import annotations

import io

import pypdf
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    NameObject,
)
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from benchmarks.draw.pdf_layers import Base, Make, cover, font, into, laid, merged, patch, stamp, typed, written

EDITS: dict[str, Make] = {}
OVER_SCANS: dict[str, Make] = {}


# --- changed ---------------------------------------------------------------------------------------------------------


@into(EDITS)
def white_box(base: Base) -> bytes:
    def paint(canvas: Canvas) -> None:
        cover(canvas, base, (1, 1, 1))
        typed(canvas, base)

    return merged(base, paint)


@into(EDITS)
def box_in_the_papers_colour(base: Base) -> bytes:
    def paint(canvas: Canvas) -> None:
        cover(canvas, base, base.paper)
        typed(canvas, base)

    return merged(base, paint)


@into(EDITS)
def drawn_box(base: Base) -> bytes:
    """The cover is a path with rounded corners, as some editors draw it."""

    def paint(canvas: Canvas) -> None:
        left, low, right, high = base.box
        canvas.setFillColorRGB(*base.paper)
        canvas.roundRect(left - 2, low - 1, right - left + 4, high - low + 2, 1.5, stroke=0, fill=1)
        typed(canvas, base)

    return merged(base, paint)


@into(EDITS)
def appended_box(base: Base) -> bytes:
    def paint(canvas: Canvas) -> None:
        cover(canvas, base, (1, 1, 1))
        typed(canvas, base)

    return merged(base, paint, appended=True)


@into(EDITS)
def thick_stroke(base: Base) -> bytes:
    """Covered by a broad white line, as with a pen of a tablet."""

    def paint(canvas: Canvas) -> None:
        left, low, right, high = base.box
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.setLineWidth(high - low + 1)
        canvas.line(left - 1, (low + high) / 2, right + 1, (low + high) / 2)
        typed(canvas, base)

    return merged(base, paint)


@into(EDITS)
def picture_patch(base: Base) -> bytes:
    return merged(base, lambda canvas: laid(canvas, base, patch(base)))


@into(EDITS)
def picture_patch_appended(base: Base) -> bytes:
    return merged(base, lambda canvas: laid(canvas, base, patch(base)), appended=True)


@into(EDITS)
def outlined(base: Base) -> bytes:
    """Box and words as filled shapes, as drawing programs save words."""

    def paint(canvas: Canvas) -> None:
        cover(canvas, base, (1, 1, 1))
        mask = patch(base).convert("L").point(lambda value: 255 if value < 128 else 0)
        left, low, right, high = base.box
        across, up = (right - left) / mask.width, (high - low) / mask.height
        canvas.setFillColorRGB(0.08, 0.08, 0.09)
        pixels = mask.load()
        assert pixels is not None
        for y in range(0, mask.height, 2):
            x = 0
            while x < mask.width:
                begin = x
                while x < mask.width and pixels[x, y]:
                    x += 1
                if x > begin:
                    canvas.rect(left + begin * across, high - (y + 2) * up, (x - begin) * across, 2 * up, 0, 1)
                x += 1

    return merged(base, paint)


@into(EDITS)
def note_over(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    size = f"{base.high * 0.8:.0f}pt"
    writer.add_annotation(0, FreeText(text=base.new, rect=base.box, font_size=size, background_color="ffffff"))
    return written(writer)


@into(EDITS)
def stamp_over(base: Base) -> bytes:
    """A stamp annotation of paper and words: readers call it a signature picture."""
    return stamp(base, base.box, patch(base), appended=base.rng.random() < 0.5)


@into(EDITS)
def field_over(base: Base) -> bytes:
    """A form field with a white ground, filled in with the other value."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=base.size)
    left, low, right, high = base.box
    canvas.acroForm.textfield(
        name="v", value="".join(c if ord(c) < 128 else "8" for c in base.new), x=left, y=low, width=right - left,
        height=high - low, fillColor=white, borderWidth=0, fontSize=max(4, base.high * 0.7),
    )  # fmt: skip
    canvas.showPage()
    canvas.save()
    form = pypdf.PdfReader(io.BytesIO(out.getvalue()))
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    field = form.pages[0]["/Annots"][0].get_object().clone(writer)  # type: ignore[index]
    field[NameObject("/P")] = writer.pages[0].indirect_reference
    writer.pages[0][NameObject("/Annots")] = ArrayObject([field.indirect_reference])
    root = form.trailer["/Root"]["/AcroForm"].clone(writer)  # type: ignore[index]
    root[NameObject("/Fields")] = ArrayObject([field.indirect_reference])
    writer.root_object[NameObject("/AcroForm")] = root
    return written(writer)


@into(EDITS)
def page_exchanged(base: Base) -> bytes:
    """The page with the other value put in place of the old one in a later save, as editors that rewrite words do."""
    other = pypdf.PdfReader(io.BytesIO(base.again)).pages[0]
    writer = pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
    first = writer.pages[0]
    first[NameObject("/Contents")] = writer._add_object(other["/Contents"].get_object().clone(writer))
    first[NameObject("/Resources")] = other["/Resources"].get_object().clone(writer)
    return written(writer)


@into(EDITS)
def rewritten_whole(base: Base) -> bytes:
    """The same with nothing kept of the old page: the file alone cannot tell, but for the editor's name and dates."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.again))
    told = {"/Producer": base.rng.choice(["Foxit PhantomPDF 10", "WPS PDF", "Adobe Acrobat Pro 2020"])}
    writer.add_metadata({**told, "/CreationDate": "D:20230611101500", "/ModDate": "D:20240611101500"})
    return written(writer)


# --- changed scans ---------------------------------------------------------------------------------------------------


@into(OVER_SCANS)
def typed_with_box(base: Base) -> bytes:
    return white_box(base)


@into(OVER_SCANS)
def typed_with_box_appended(base: Base) -> bytes:
    return appended_box(base)


@into(OVER_SCANS)
def patched(base: Base) -> bytes:
    return picture_patch(base)


@into(OVER_SCANS)
def note_on_scan(base: Base) -> bytes:
    return note_over(base)


@into(OVER_SCANS)
def digit_typed_on(base: Base) -> bytes:
    """No box: another figure before the old ones."""

    def paint(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.1, 0.1)
        font(canvas, "ming", base.high * 0.84)
        canvas.drawString(max(2, base.box[0] - base.high * 0.5), base.box[1] + base.high * 0.16, "1")

    return merged(base, paint)
