"""A mark stops a PDF wherever the file carries it, seen or not."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pypdf
import pytest
from PIL import Image, ImageDraw
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from domain.reading import Reading, Refusal, Withheld
from intake import pdf_strings, read_in_process
from tests.intake.test_guard_on_pages import FONTS, font

MARK = "机密★10年"
pytestmark = [
    pytest.mark.ocr,
    pytest.mark.usefixtures("networks_remember"),
    pytest.mark.skipif(not FONTS, reason="no Chinese font here to draw pages with (fonts-noto-cjk)"),
]
Change = Callable[[pypdf.PdfWriter], None]


def page(paint: Callable[[Canvas], None] | None = None) -> bytes:
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    if paint is not None:
        paint(canvas)
    for number in range(5):
        canvas.setFont("Helvetica", 14)
        canvas.drawString(80, 600 - 40 * number, f"Certificate of training, row {number}, 16 hours in 2024")
    canvas.save()
    return out.getvalue()


def changed(change: Change, data: bytes | None = None, *, packed: bool = False) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data or page()))
    change(writer)
    if packed:
        writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def text(words: str) -> TextStringObject:
    return TextStringObject(words)


def dictionary(**entries: object) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def label(writer: pypdf.PdfWriter) -> None:
    numbers = ArrayObject([NumberObject(0), dictionary(P=text(MARK))])
    writer.root_object[NameObject("/PageLabels")] = dictionary(Nums=numbers)


def info(writer: pypdf.PdfWriter) -> None:
    writer.add_metadata({"/SecurityLevel": MARK})


def description(writer: pypdf.PdfWriter) -> None:
    xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><r><d>{MARK}</d></r></x:xmpmeta>"
    stream = DecodedStreamObject()
    stream.set_data(xmp.encode())
    stream.update(dictionary(Type=NameObject("/Metadata"), Subtype=NameObject("/XML")))
    writer.root_object[NameObject("/Metadata")] = writer._add_object(stream.flate_encode())


def field(writer: pypdf.PdfWriter) -> None:
    """A form field that stands on no page."""
    one = writer._add_object(dictionary(FT=NameObject("/Tx"), T=text("grade"), V=text(MARK)))
    writer.root_object[NameObject("/AcroForm")] = dictionary(Fields=ArrayObject([one]))


def spoken(writer: pypdf.PdfWriter) -> None:
    """What a reader for the blind says of a picture."""
    piece = writer._add_object(dictionary(S=NameObject("/Figure"), Alt=text(MARK)))
    writer.root_object[NameObject("/StructTreeRoot")] = dictionary(K=ArrayObject([piece]))


def layer_name(writer: pypdf.PdfWriter) -> None:
    group = writer._add_object(dictionary(Type=NameObject("/OCG"), Name=text(MARK)))
    writer.root_object[NameObject("/OCProperties")] = dictionary(OCGs=ArrayObject([group]), D=dictionary())


def note(writer: pypdf.PdfWriter, flags: int = 2) -> None:
    box = ArrayObject([FloatObject(v) for v in (400, 780, 500, 800)])
    one = dictionary(
        Type=NameObject("/Annot"), Subtype=NameObject("/FreeText"), Rect=box, Contents=text(MARK), F=NumberObject(flags)
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(one)])


PLACES: dict[str, Change] = {
    "page label": label,
    "document description": info,
    "XMP, compressed": description,
    "form field on no page": field,
    "spoken text": spoken,
    "name of a layer": layer_name,
    "hidden note": note,
}


@pytest.mark.parametrize("place", PLACES)
def test_a_mark_is_found_wherever_a_pdf_carries_words(place: str) -> None:
    seen = read_in_process(changed(PLACES[place]))
    assert isinstance(seen, Withheld)
    assert [finding.code for finding in seen.findings] == ["secrecy.secret"]


def stamp() -> ImageReader:
    mark = Image.new("RGB", (560, 160), "white")
    ImageDraw.Draw(mark).text((30, 40), MARK, font=font(72), fill=(20, 20, 20))
    return ImageReader(mark)


def scan(canvas: Canvas) -> None:
    canvas.drawImage(stamp(), 380, 760, 168, 48)


def blanked(canvas: Canvas) -> None:
    """A white box over the mark of a picture."""
    scan(canvas)
    canvas.setFillGray(1.0)
    canvas.rect(370, 755, 200, 60, stroke=0, fill=1)


def pasted_over(canvas: Canvas) -> None:
    """A white picture over the mark of a picture."""
    scan(canvas)
    canvas.drawImage(ImageReader(Image.new("RGB", (200, 60), "white")), 370, 755, 200, 60)


def switched_off(writer: pypdf.PdfWriter) -> None:
    """All that the page draws belongs to a layer that is off."""
    group = writer._add_object(dictionary(Type=NameObject("/OCG"), Name=text("Layer 1")))
    off = dictionary(OFF=ArrayObject([group]), Order=ArrayObject([group]))
    writer.root_object[NameObject("/OCProperties")] = dictionary(OCGs=ArrayObject([group]), D=off)
    first = writer.pages[0]
    first["/Resources"][NameObject("/Properties")] = dictionary(MC0=group)
    content = first.get_contents()
    assert content is not None
    layer = DecodedStreamObject()
    layer.set_data(b"/OC /MC0 BDC\n" + content.get_data() + b"\nEMC\n")
    first[NameObject("/Contents")] = writer._add_object(layer)


def cropped(writer: pypdf.PdfWriter) -> None:
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((0, 0, 595, 740))


def in_black(canvas: Canvas) -> None:
    canvas.setFont("STSong-Light", 20)
    canvas.drawString(380, 780, MARK)


UNSHOWN = {
    "below a white box": lambda: page(blanked),
    "below a white picture": lambda: page(pasted_over),
    "picture in a layer switched off": lambda: changed(switched_off, page(scan)),
    "words in a layer switched off": lambda: changed(switched_off, page(in_black)),
    "picture cropped away": lambda: changed(cropped, page(scan)),
    "words cropped away": lambda: changed(cropped, page(in_black)),
}


@pytest.mark.parametrize("place", UNSHOWN)
def test_a_mark_is_found_in_what_a_page_does_not_show(place: str) -> None:
    seen = read_in_process(UNSHOWN[place]())
    assert isinstance(seen, Withheld)
    assert [finding.code for finding in seen.findings] == ["secrecy.secret"]


def packed_document() -> bytes:
    """An office document whose mark is written in two pieces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w:p><w:r><w:t>机密</w:t></w:r><w:r><w:t>★10年</w:t></w:r></w:p>")
        archive.writestr("word/fonts/font1.odttf", bytes(range(256)))
    return out.getvalue()


ATTACHED = {
    "data.xml": f"<invoice><grade>{MARK}</grade></invoice>".encode(),
    "notes.txt": MARK.encode("gb18030"),
    "draft.docx": packed_document(),
    "notice.pdf": page(in_black),
    "scan.pdf": page(scan),
}


@pytest.mark.parametrize("name", ATTACHED)
def test_what_is_attached_is_screened_as_well(name: str) -> None:
    seen = read_in_process(changed(lambda writer: writer.add_attachment(name, ATTACHED[name])))
    assert isinstance(seen, Withheld)
    assert [finding.code for finding in seen.findings] == ["secrecy.secret"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("invoice.xml", "<invoice><item>培训费</item><total>480.00</total></invoice>".encode()),
        ("signature.p7s", b"\x30\x82" + bytes(range(200))),
        ("plain.pdf", page()),
    ],
)
def test_harmless_things_attached_do_not_stop_a_file(name: str, data: bytes) -> None:
    seen = read_in_process(changed(lambda writer: writer.add_attachment(name, data)))
    assert isinstance(seen, Reading)
    assert [note.code for note in seen.findings] == ["security.attachments"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("program.bin", b"\x7fELF" + bytes(500)),
        ("broken.zip", b"PK\x03\x04" + bytes(50)),
        ("cut.pdf", b"%PDF-1.4 %%EOF"),
    ],
)
def test_what_cannot_be_screened_is_refused_with_advice(name: str, data: bytes) -> None:
    seen = read_in_process(changed(lambda writer: writer.add_attachment(name, data)))
    assert isinstance(seen, Refusal)
    assert seen.code == "unusable.attachment"
    assert "打印为 PDF" in seen.message


def test_packed_objects_are_looked_into() -> None:
    packed = zlib.compress(b"1 0 <</P(" + b"\xfe\xff" + MARK.encode("utf-16-be") + b")>>")
    data = b"%PDF-1.5\n1 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>stream\n" + packed + b"\nendstream"
    assert pdf_strings.carried(data).texts == (MARK,)


def test_without_a_mark_it_is_read() -> None:
    assert isinstance(read_in_process(changed(lambda writer: None)), Reading)
