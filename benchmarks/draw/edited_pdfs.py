"""PDFs changed by somebody with an editor, and the same PDFs handled honestly.

A change replaces a value of the page (hours, a date, a name, a number) by another. ``EDITS`` are manners of changing a
native PDF, ``OVER_SCANS`` of changing a scan wrapped in one; ``HANDLED`` is what offices, platforms and programs do to
files anyway. All take a ``Base`` and give the bytes of a PDF.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import pypdf
from PIL import Image, ImageDraw
from pypdf.annotations import FreeText, Highlight, Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    RectangleObject,
    TextStringObject,
)
from reportlab.lib.colors import white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.draw.fonts import face, sized
from benchmarks.draw.ink import handwriting, round_seal

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
EDITS: dict[str, Make] = {}
OVER_SCANS: dict[str, Make] = {}
HANDLED: dict[str, Make] = {}


def _into(table: dict[str, Make]) -> Callable[[Make], Make]:
    def declare(function: Make) -> Make:
        table[function.__name__] = function
        return function

    return declare


# --- pieces ----------------------------------------------------------------------------------------------------------


def _font(canvas: Canvas, name: str, size: float) -> None:
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, face(name).path, subfontIndex=face(name).index))
    canvas.setFont(name, size)


def _layer(base: Base, paint: Callable[[Canvas], None]) -> pypdf.PageObject:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=base.size)
    paint(canvas)
    canvas.save()
    return pypdf.PdfReader(io.BytesIO(out.getvalue())).pages[0]


def _typed(canvas: Canvas, base: Base) -> None:
    canvas.setFillColorRGB(0.08, 0.08, 0.09)
    _font(canvas, base.rng.choice(["zenhei", "ming", "kai"]), base.high * 0.84)
    canvas.drawString(base.box[0], base.box[1] + base.high * 0.16, base.new)


def _cover(canvas: Canvas, base: Base, colour: tuple[float, float, float]) -> None:
    left, low, right, high = base.box
    canvas.setFillColorRGB(*colour)
    canvas.rect(left - 1, low - 0.5, right - left + 2, high - low + 1, stroke=0, fill=1)


def _patch(base: Base, paper: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    left, low, right, high = base.box
    image = Image.new("RGB", (max(8, round((right - left) * 4)), max(8, round((high - low) * 4))), paper)
    font = sized("ming", max(10, round((high - low) * 3.3)))
    ImageDraw.Draw(image).text((2, 0), base.new, font=font, fill=(24, 24, 28))
    return image


def _laid(canvas: Canvas, base: Base, image: Image.Image) -> None:
    left, low, right, high = base.box
    canvas.drawImage(ImageReader(image), left, low, right - left, high - low, mask="auto")


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _merged(base: Base, paint: Callable[[Canvas], None], *, under: bool = False, appended: bool = False) -> bytes:
    """The page with something painted on it, the file written anew or ``appended`` to."""
    if appended:
        writer = pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
    else:
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.pages[0].merge_page(_layer(base, paint), over=not under)
    return written(writer)


def _stamp(base: Base, rect: Rect, picture: Image.Image, *, appended: bool) -> bytes:
    """A stamp annotation whose looks are a picture."""
    writer = (
        pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
        if appended
        else pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    )
    wide, high = rect[2] - rect[0], rect[3] - rect[1]

    def paint(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(picture), 0, 0, wide, high, mask="auto")

    page = _layer(base, paint)
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


# --- changed ---------------------------------------------------------------------------------------------------------


@_into(EDITS)
def white_box(base: Base) -> bytes:
    def paint(canvas: Canvas) -> None:
        _cover(canvas, base, (1, 1, 1))
        _typed(canvas, base)

    return _merged(base, paint)


@_into(EDITS)
def box_in_the_papers_colour(base: Base) -> bytes:
    def paint(canvas: Canvas) -> None:
        _cover(canvas, base, base.paper)
        _typed(canvas, base)

    return _merged(base, paint)


@_into(EDITS)
def drawn_box(base: Base) -> bytes:
    """The cover is a path with rounded corners, as some editors draw it."""

    def paint(canvas: Canvas) -> None:
        left, low, right, high = base.box
        canvas.setFillColorRGB(*base.paper)
        canvas.roundRect(left - 2, low - 1, right - left + 4, high - low + 2, 1.5, stroke=0, fill=1)
        _typed(canvas, base)

    return _merged(base, paint)


@_into(EDITS)
def appended_box(base: Base) -> bytes:
    def paint(canvas: Canvas) -> None:
        _cover(canvas, base, (1, 1, 1))
        _typed(canvas, base)

    return _merged(base, paint, appended=True)


@_into(EDITS)
def thick_stroke(base: Base) -> bytes:
    """Covered by a broad white line, as with a pen of a tablet."""

    def paint(canvas: Canvas) -> None:
        left, low, right, high = base.box
        canvas.setStrokeColorRGB(1, 1, 1)
        canvas.setLineWidth(high - low + 1)
        canvas.line(left - 1, (low + high) / 2, right + 1, (low + high) / 2)
        _typed(canvas, base)

    return _merged(base, paint)


@_into(EDITS)
def picture_patch(base: Base) -> bytes:
    return _merged(base, lambda canvas: _laid(canvas, base, _patch(base)))


@_into(EDITS)
def picture_patch_appended(base: Base) -> bytes:
    return _merged(base, lambda canvas: _laid(canvas, base, _patch(base)), appended=True)


@_into(EDITS)
def outlined(base: Base) -> bytes:
    """Box and words as filled shapes, as drawing programs save words."""

    def paint(canvas: Canvas) -> None:
        _cover(canvas, base, (1, 1, 1))
        mask = _patch(base).convert("L").point(lambda value: 255 if value < 128 else 0)
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

    return _merged(base, paint)


@_into(EDITS)
def note_over(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    size = f"{base.high * 0.8:.0f}pt"
    writer.add_annotation(0, FreeText(text=base.new, rect=base.box, font_size=size, background_color="ffffff"))
    return written(writer)


@_into(EDITS)
def stamp_over(base: Base) -> bytes:
    """A stamp annotation of paper and words: readers call it a signature picture."""
    return _stamp(base, base.box, _patch(base), appended=base.rng.random() < 0.5)


@_into(EDITS)
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


@_into(HANDLED)
def filled_in(base: Base) -> bytes:
    """A field in a free place of the page, filled in."""
    high = base.high
    free = replace(base, box=(60, 24, 240, 24 + high), new="13800000000")
    return field_over(free)


@_into(HANDLED)
def signed_with_a_picture(base: Base) -> bytes:
    """A signature on white, as phones cut it out, stamped across a line at the foot."""
    x, y = base.size[0] * base.rng.uniform(0.4, 0.6), base.size[1] * base.rng.uniform(0.12, 0.3)
    picture = Image.new("RGB", (360, 160), (255, 255, 255))
    written_name = handwriting(base.rng, "林书禾", 100)
    picture.paste(written_name.convert("RGB"), (20, 20), written_name.split()[-1])
    return _stamp(base, (x, y, x + 100, y + 44), picture, appended=base.rng.random() < 0.5)


@_into(EDITS)
def page_exchanged(base: Base) -> bytes:
    """The page with the other value put in place of the old one in a later save, as editors that rewrite words do."""
    other = pypdf.PdfReader(io.BytesIO(base.again)).pages[0]
    writer = pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
    first = writer.pages[0]
    first[NameObject("/Contents")] = writer._add_object(other["/Contents"].get_object().clone(writer))
    first[NameObject("/Resources")] = other["/Resources"].get_object().clone(writer)
    return written(writer)


@_into(EDITS)
def rewritten_whole(base: Base) -> bytes:
    """The same with nothing kept of the old page: the file alone cannot tell, but for the editor's name and dates."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.again))
    told = {"/Producer": base.rng.choice(["Foxit PhantomPDF 10", "WPS PDF", "Adobe Acrobat Pro 2020"])}
    writer.add_metadata({**told, "/CreationDate": "D:20230611101500", "/ModDate": "D:20240611101500"})
    return written(writer)


# --- changed scans ---------------------------------------------------------------------------------------------------


@_into(OVER_SCANS)
def typed_with_box(base: Base) -> bytes:
    return white_box(base)


@_into(OVER_SCANS)
def typed_with_box_appended(base: Base) -> bytes:
    return appended_box(base)


@_into(OVER_SCANS)
def patched(base: Base) -> bytes:
    return picture_patch(base)


@_into(OVER_SCANS)
def note_on_scan(base: Base) -> bytes:
    return note_over(base)


@_into(OVER_SCANS)
def digit_typed_on(base: Base) -> bytes:
    """No box: another figure before the old ones."""

    def paint(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0.1, 0.1, 0.1)
        _font(canvas, "ming", base.high * 0.84)
        canvas.drawString(max(2, base.box[0] - base.high * 0.5), base.box[1] + base.high * 0.16, "1")

    return _merged(base, paint)


# --- handled honestly ------------------------------------------------------------------------------------------------


@_into(HANDLED)
def as_made(base: Base) -> bytes:
    return base.data


@_into(HANDLED)
def compressed(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    for page in writer.pages:
        page.compress_content_streams()
    writer.compress_identical_objects()
    return written(writer)


@_into(HANDLED)
def saved_again_with_a_title(base: Base) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(base.data), incremental=True)
    writer.add_metadata({"/Title": "继续教育证明材料", "/ModDate": "D:20240611101500+08'00'"})
    return written(writer)


@_into(HANDLED)
def put_together(base: Base) -> bytes:
    """A cover sheet before it, as units hand in their people's papers."""

    def cover(canvas: Canvas) -> None:
        _font(canvas, "zenhei", 20)
        canvas.drawString(90, base.size[1] - 150, "继续教育佐证材料")

    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(base.data)).pages:
        writer.add_page(page)
    writer.add_page(_layer(base, cover))
    return written(writer)


def _seal(base: Base) -> Image.Image:
    return round_seal(base.rng, "舟山市继续教育协会", "学时专用章")


@_into(HANDLED)
def sealed_by_a_system(base: Base) -> bytes:
    """An electronic seal painted over the lower part, now and then over words."""
    x, y = base.size[0] * base.rng.uniform(0.5, 0.7), base.size[1] * base.rng.uniform(0.1, 0.3)
    picture = _seal(base)
    return _merged(base, lambda canvas: canvas.drawImage(ImageReader(picture), x, y, 110, 110, mask="auto"))


@_into(HANDLED)
def sealed_in_a_later_save(base: Base) -> bytes:
    x, y = base.size[0] * base.rng.uniform(0.5, 0.7), base.size[1] * base.rng.uniform(0.1, 0.3)
    picture = _seal(base)
    return _merged(
        base, lambda canvas: canvas.drawImage(ImageReader(picture), x, y, 110, 110, mask="auto"), appended=True
    )


@_into(HANDLED)
def stamped_by_annotation(base: Base) -> bytes:
    x, y = base.size[0] * base.rng.uniform(0.5, 0.7), base.size[1] * base.rng.uniform(0.1, 0.3)
    return _stamp(base, (x, y, x + 110, y + 110), _seal(base), appended=True)


@_into(HANDLED)
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


@_into(HANDLED)
def highlighted(base: Base) -> bytes:
    """The reader marked the value in yellow."""
    left, low, right, high = base.box
    corners = ArrayObject([FloatObject(v) for v in (left, high, right, high, left, low, right, low)])
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.add_annotation(0, Highlight(rect=base.box, quad_points=corners))
    return written(writer)


@_into(HANDLED)
def linked(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.add_annotation(0, Link(rect=(60, 40, 200, 60), url="https://example.invalid/verify"))
    return written(writer)


@_into(HANDLED)
def numbered_pages(base: Base) -> bytes:
    """An archive's page number at the foot."""

    def paint(canvas: Canvas) -> None:
        _font(canvas, "zenhei", 9)
        canvas.drawCentredString(base.size[0] / 2, 14, f"第{base.rng.randint(1, 9)}页 共9页")

    return _merged(base, paint)


@_into(HANDLED)
def watermarked(base: Base) -> bytes:
    """“仅供学时申报使用” pale across the page, as people protect their papers."""

    def paint(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(base.size[0] / 2, base.size[1] / 2)
        canvas.rotate(35)
        canvas.setFillColorRGB(0.5, 0.5, 0.5, alpha=0.25)
        _font(canvas, "zenhei", 34)
        canvas.drawCentredString(0, 0, "仅供学时申报使用")
        canvas.restoreState()

    return _merged(base, paint)


@_into(HANDLED)
def on_a_picture(base: Base) -> bytes:
    """The platform's page lies on a whole-page picture with a printed frame."""
    picture = Image.new("RGB", (round(base.size[0]), round(base.size[1])), (253, 250, 240))
    ImageDraw.Draw(picture).rectangle(
        (12, 12, picture.width - 12, picture.height - 12), outline=(180, 140, 60), width=4
    )
    return _merged(base, lambda canvas: canvas.drawImage(ImageReader(picture), 0, 0, *base.size), under=True)


@_into(HANDLED)
def turned(base: Base) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(base.data))
    writer.pages[0].rotate(base.rng.choice([90, 270]))
    return written(writer)
