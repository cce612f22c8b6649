"""Text layers are believed only where they are what a person sees."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from domain.reading import Source
from intake.decode_pdf import PdfFile
from intake.settings import Limits
from intake.sheet import Sheet
from tests.intake import hostile

LIMITS = Limits()


def drawn(paint: object, size: tuple[int, int] = (400, 300)) -> bytes:
    assert callable(paint)
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=size)
    canvas.setFont("Helvetica", 14)
    paint(canvas)
    canvas.save()
    return out.getvalue()


def first(data: bytes) -> Sheet:
    with PdfFile(data, LIMITS) as file:
        return file.sheet(1)


def seen(sheet: Sheet) -> str:
    return "\n".join(line.text for line in sheet.lines)


def test_words_with_boxes() -> None:
    sheet = first(drawn(lambda c: c.drawString(100, 200, "Hours 16 of 2024")))
    assert sheet.source is Source.TEXT_LAYER
    (line,) = sheet.lines
    assert line.text == "Hours 16 of 2024"
    assert len(line.char_boxes) == len(line.text)
    # 100 of 400 points from the left, 100 of 300 from the top, in pixels of the painted page.
    height, width = sheet.image.shape[:2]
    assert line.place.box.left / width == pytest.approx(0.25, abs=0.02)
    assert line.place.box.bottom / height == pytest.approx(1 / 3, abs=0.03)
    assert line.char_boxes[6].left < line.char_boxes[7].left
    assert (sheet.width, sheet.height) == (833, 625)


def test_table_cells_stay_apart() -> None:
    def paint(c: Canvas) -> None:
        for x, word in ((40, "Name"), (160, "Hours"), (280, "Result")):
            c.drawString(x, 200, word)

    assert seen(first(drawn(paint))).split("\n") == ["Name", "Hours", "Result"]


def _invisible(c: Canvas) -> None:
    text = c.beginText(50, 200)
    text.setTextRenderMode(3)
    text.textOut("hidden words")
    c.drawText(text)


def _white(c: Canvas) -> None:
    c.setFillColor(white)
    c.drawString(50, 200, "hidden words")
    c.setFillColor(black)


def _covered(c: Canvas) -> None:
    c.drawString(50, 200, "hidden words")
    c.setFillColor(white)
    c.rect(40, 190, 150, 40, stroke=0, fill=1)
    c.setFillColor(black)


def _off_page(c: Canvas) -> None:
    c.drawString(50, -100, "hidden words")


@pytest.mark.parametrize("hide", [_invisible, _white, _covered])
def test_hidden_text_is_kept_for_the_guard_only(hide: object) -> None:
    def paint(c: Canvas) -> None:
        assert callable(hide)
        c.drawString(50, 100, "seen by everyone")
        hide(c)

    sheet = first(drawn(paint))
    assert seen(sheet) == "seen by everyone"
    assert "hidden words" in " ".join(sheet.hidden)


def test_text_off_the_page_is_not_seen() -> None:
    def paint(c: Canvas) -> None:
        c.drawString(50, 100, "seen by everyone")
        _off_page(c)

    assert seen(first(drawn(paint))) == "seen by everyone"


def test_invisible_layer_over_a_scan_is_not_believed() -> None:
    def paint(c: Canvas) -> None:
        c.drawImage(ImageReader(hostile.page(1600, 1200)), 0, 0, 400, 300)
        _invisible(c)

    sheet = first(drawn(paint))
    assert sheet.source is Source.OCR
    assert (sheet.width, sheet.height) == (1600, 1200), "as large as the scan itself"
    assert "hidden words" in " ".join(sheet.hidden)


def test_visible_words_over_a_background_picture_are_believed() -> None:
    def paint(c: Canvas) -> None:
        c.drawImage(ImageReader(hostile.page(1600, 1200, "lightyellow")), 0, 0, 400, 300)
        c.drawString(50, 100, "printed over the picture")

    sheet = first(drawn(paint))
    assert sheet.source is Source.TEXT_LAYER
    assert seen(sheet) == "printed over the picture"
    assert sheet.pictures, "the picture's own words are still to be read"


def test_chinese_and_vertical_writing() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def paint(c: Canvas) -> None:
        c.setFont("STSong-Light", 16)
        c.drawString(60, 240, "培训学时：16学时")
        for i, letter in enumerate("结业证书"):
            c.drawString(320, 240 - 20 * i, letter)

    sheet = first(drawn(paint))
    if not sheet.lines:
        pytest.skip("no font here that pdfium could paint Chinese with")
    texts = {line.text: line.vertical for line in sheet.lines}
    assert texts.get("培训学时：16学时") is False
    assert texts.get("结业证书") is True


def test_notes_and_form_values_reach_the_guard() -> None:
    def paint(c: Canvas) -> None:
        c.drawString(50, 100, "seen by everyone")
        c.textAnnotation("remark nobody prints", Rect=[10, 10, 30, 30])
        c.acroForm.textfield(value="form value", x=200, y=200, width=100, height=20)

    hidden = " ".join(first(drawn(paint)).hidden)
    assert "remark nobody prints" in hidden
    assert "form value" in hidden


def test_titles_reach_the_guard() -> None:
    def paint(c: Canvas) -> None:
        c.setTitle("a title nobody sees")
        c.drawString(50, 100, "x")

    with PdfFile(drawn(paint), LIMITS) as file:
        assert "a title nobody sees" in file.extras().texts
