"""Text layers are believed only where they are what a person sees."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.colors import black, white
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from cli.chinese_font import paints_chinese
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
    if not paints_chinese():
        pytest.skip("no font here that pdfium could paint Chinese with (fonts-noto-cjk)")
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


def test_bookmarks_reach_the_guard() -> None:
    def paint(c: Canvas) -> None:
        c.drawString(100, 200, "Notice of a class")
        c.bookmarkPage("first")
        c.addOutlineEntry("机密★5年", "first")
        c.bookmarkPage("second")
        c.addOutlineEntry("内部一节", "second", 1)

    with PdfFile(drawn(paint), LIMITS) as file:
        assert {"机密★5年", "内部一节"} <= set(file.extras().texts)


def test_new_words_on_a_patch_take_the_place_of_the_old_ones() -> None:
    def paint(c: Canvas) -> None:
        c.drawString(50, 200, "Training hours 16 in total")
        c.setFillColor(white)
        start = 50 + c.stringWidth("Training hours ", "Helvetica", 14)
        c.rect(start - 1, 196, c.stringWidth("16", "Helvetica", 14) + 2, 16, stroke=0, fill=1)
        c.setFillColor(black)
        c.drawString(start, 200, "48")

    sheet = first(drawn(paint))
    assert seen(sheet).replace(" ", "") == "Traininghours48intotal"
    assert "16" in " ".join(sheet.hidden)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_content_is_stood_upright(turn: int) -> None:
    def paint(c: Canvas) -> None:
        c.translate(200, 200)
        c.rotate(-turn)
        c.drawString(-100, 50, "Hours 16 of 2024")
        c.drawString(-100, 20, "a second line below it")

    sheet = first(drawn(paint, (400, 400)))
    assert sheet.turned == turn
    assert seen(sheet).split("\n") == ["Hours 16 of 2024", "a second line below it"]
    box = sheet.lines[0].place.box
    assert box.width > 5 * box.height
    changed = (sheet.image < 128).any(axis=2)
    inked = changed[int(box.top) : int(box.bottom) + 1, int(box.left) : int(box.right) + 1]
    assert inked.mean() > 0.05, "the words stand in the picture where the box says"


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_pages_to_be_shown_turned(rotate: int) -> None:
    """/Rotate of the page and content turned against it: nothing is left to turn."""

    def paint(c: Canvas) -> None:
        c.setPageRotation(rotate)
        c.translate(200, 200)
        c.rotate(rotate)
        c.drawString(-100, 50, "Hours 16 of 2024")
        c.drawString(-100, 20, "a second line below it")

    sheet = first(drawn(paint, (400, 400)))
    assert sheet.turned == 0
    assert seen(sheet).split("\n") == ["Hours 16 of 2024", "a second line below it"]


def test_cells_come_from_the_rules_the_page_draws() -> None:
    def paint(c: Canvas) -> None:
        for y in (100, 130, 160, 190):
            c.line(50, y, 350, y)
        for x in (50, 150, 250, 350):
            c.line(x, 100, x, 190)
        for row in range(3):
            for column in range(3):
                c.drawString(60 + 100 * column, 110 + 30 * row, f"r{row}c{column}")

    sheet = first(drawn(paint))
    assert sheet.cells is not None
    assert len(sheet.cells) == 9
    (box,) = [line.place.box for line in sheet.lines if line.text == "r2c0"]
    assert sheet.cells[0].contains(*box.center)


def test_frames_and_ornaments_are_no_cells() -> None:
    def paint(c: Canvas) -> None:
        for inset in (5, 10, 15, 20, 25):
            c.rect(inset, inset, 400 - 2 * inset, 300 - 2 * inset)
        for x in range(40, 360, 40):
            c.line(200, 150, x, 280)
        c.drawString(100, 100, "words in a frame")

    assert first(drawn(paint)).cells == ()
