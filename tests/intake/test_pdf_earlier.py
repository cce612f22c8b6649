"""A mark stops a PDF that showed it before it was saved again, and what was merely corrected passes."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.reading import Reading, Refusal, Withheld
from intake import read_in_process
from tests.intake.test_guard_on_pages import FONTS, certificate, with_mark, written
from tests.intake.test_pdf_hiding_places import in_black, page, scan

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.usefixtures("networks_remember"),
    pytest.mark.skipif(not FONTS, reason="no Chinese font here to draw pages with (fonts-noto-cjk)"),
]
Change = Callable[[pypdf.PdfWriter], None]


def saved_again(data: bytes, change: Change) -> bytes:
    """The file with the change appended, as editors save."""
    writer = pypdf.PdfWriter(io.BytesIO(data), incremental=True)
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    assert out.getvalue().startswith(data)
    return out.getvalue()


def drawn(content: bytes) -> Change:
    """What the first page draws is something else now."""

    def change(writer: pypdf.PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(content)
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)

    return change


def added(content: bytes) -> Change:
    """The first page draws something more."""

    def change(writer: pypdf.PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(content)
        first = writer.pages[0]
        held = first.raw_get("/Contents")
        first[NameObject("/Contents")] = ArrayObject([held, writer._add_object(stream)])

    return change


def without_the_first(writer: pypdf.PdfWriter) -> None:
    writer.remove_page(0)


def whole_scan(marked: bool) -> bytes:
    sheet = with_mark(written("机密★10年", 40, (20, 20, 20)), 60, 20) if marked else certificate()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(620, 500), invariant=1)
    canvas.drawImage(ImageReader(sheet), 0, 0, 620, 500)
    canvas.save()
    return out.getvalue()


def two_pages(paint: Callable[[Canvas], None] | None) -> bytes:
    writer = pypdf.PdfWriter()
    for one in (page(paint), page()):
        writer.append(io.BytesIO(one))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


WORDS = b"BT /F1 14 Tf 80 600 Td (Certificate of training, 16 hours in 2024) Tj ET"
WHITE_BOX = b"Q q 1 g 1 0 0 1 0 0 cm 370 750 220 70 re f Q q"
MARKED = {
    "words taken out": lambda: saved_again(page(in_black), drawn(WORDS)),
    "picture taken out": lambda: saved_again(page(scan), drawn(WORDS)),
    "page taken out": lambda: saved_again(two_pages(in_black), without_the_first),
    "scan replaced": lambda: saved_again(whole_scan(True), drawn(WORDS)),
    "scan painted over": lambda: saved_again(whole_scan(True), added(b"1 g 0 420 300 80 re f")),
    "two saves ago": lambda: saved_again(saved_again(page(in_black), drawn(WORDS)), added(b"0 g 90 90 30 30 re f")),
}


@pytest.mark.parametrize("how", MARKED)
def test_a_mark_on_a_page_as_it_was_stops_the_file(how: str) -> None:
    seen = read_in_process(MARKED[how]())
    assert isinstance(seen, Withheld)
    assert [finding.code for finding in seen.findings] == ["secrecy.secret"]


def attached_before() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(page()))
    writer.add_attachment("notes.txt", "机密★10年".encode("gb18030"))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_what_was_attached_before_is_screened_as_well() -> None:
    seen = read_in_process(saved_again(attached_before(), lambda writer: writer.root_object.pop("/Names", None)))
    assert isinstance(seen, Withheld)


HARMLESS = {
    "a number corrected": lambda: saved_again(page(), drawn(WORDS)),
    "a page taken out": lambda: saved_again(two_pages(None), without_the_first),
    "something drawn over a scan": lambda: saved_again(whole_scan(False), added(b"1 0 0 rg 400 60 90 90 re f")),
    "saved as it was": lambda: saved_again(page(), lambda writer: writer.add_metadata({"/Title": "Certificate"})),
}


@pytest.mark.parametrize("how", HARMLESS)
def test_without_a_mark_before_the_file_is_read(how: str) -> None:
    seen = read_in_process(HARMLESS[how]())
    assert isinstance(seen, Reading)
    assert len(seen.pages) == 1


def test_a_file_saved_too_often_to_look_at_is_refused_with_advice() -> None:
    data = page()
    for number in range(25):
        data = saved_again(data, partial(pypdf.PdfWriter.add_metadata, infos={"/Title": f"Certificate {number}"}))
    seen = read_in_process(data)
    assert isinstance(seen, Refusal)
    assert seen.code == "unusable.revisions"
    assert "打印为 PDF" in seen.message
