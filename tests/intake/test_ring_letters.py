"""A seal whose ring a PDF prints as text: its letters are the seal's, and leave the lines below it whole."""

from __future__ import annotations

import io
import math

import pytest
from reportlab.lib.colors import black, red
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from cli.chinese_font import paints_chinese
from domain.place import Box, Place
from domain.reading import Line, MarkType, Reading
from intake import pipeline, ring_letters
from intake.seals import Seal
from intake.settings import GuardSettings, Limits

NAME = "青禾市职业中等专业学校"


def letter(text: str, x: float, y: float) -> Line:
    return Line(text, Place(1, Box(x - 10, y - 10, x + 10, y + 10)), 1.0)


def around(text: str, share: float = 0.8) -> list[Line]:
    """The letters of ``text`` on a ring of 100 pixels about (200, 200)."""
    steps = [math.pi * (0.75 + 1.5 * i / (len(text) - 1)) for i in range(len(text))]
    return [
        letter(c, 200 + 100 * share * math.cos(a), 200 + 100 * share * math.sin(a))
        for c, a in zip(text, steps, strict=True)
    ]


SEAL = Seal(200, 200, 100, 100, 0, 0.99, True)


def test_letters_of_the_ring_are_no_lines() -> None:
    below = Line("2024年5月27日", Place(1, Box(120, 230, 320, 260)), 1.0)
    assert ring_letters.without([*around(NAME), below], [(SEAL, NAME)]) == (below,)


def test_misread_rings_are_told_by_most_of_their_letters() -> None:
    assert ring_letters.without(around(NAME), [(SEAL, "青禾市职业中等专业孕佼")]) == ()


def test_ticks_and_figures_below_a_seal_stay() -> None:
    cells = around("√√8√6√")
    assert ring_letters.without(cells, [(SEAL, NAME)]) == tuple(cells)
    few = around("青禾市")
    assert ring_letters.without(few, [(SEAL, NAME)]) == tuple(few)
    outside = around(NAME, share=1.3)
    assert ring_letters.without(outside, [(SEAL, NAME)]) == tuple(outside)


def _statement(c: Canvas) -> None:
    c.setFont("STSong-Light", 15)
    c.setFillColor(black)
    c.drawString(70, 520, "兹证明我单位职工参加培训，共5天，计20学时。")
    c.drawString(300, 260, f"{NAME}（盖章）")
    c.drawString(360, 226, "2020 年 5 月 27 日")
    c.setFillColor(red)
    c.setStrokeColor(red)
    c.setLineWidth(2)
    x, y, radius = 400, 236, 58
    c.circle(x, y, radius)
    c.setFont("STSong-Light", 30)
    c.drawCentredString(x, y - 11, "★")
    c.setFont("STSong-Light", 14)
    for i, char in enumerate(NAME):
        turn = math.radians(120 - 240 * i / (len(NAME) - 1))
        c.saveState()
        c.translate(x - 46 * math.sin(turn), y + 46 * math.cos(turn))
        c.rotate(math.degrees(turn))
        c.drawCentredString(0, -5, char)
        c.restoreState()


def test_the_day_below_a_seal_set_in_letters_is_read_whole() -> None:
    if not paints_chinese():
        pytest.skip("no font here that pdfium could paint Chinese with (fonts-noto-cjk)")
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 600))
    _statement(canvas)
    canvas.save()
    reading = pipeline.read(out.getvalue(), GuardSettings(), Limits(), lambda *_: None)
    assert isinstance(reading, Reading)
    (page,) = reading.pages
    assert [mark.type for mark in page.marks] == [MarkType.SEAL]
    assert not [line.text for line in page.lines if len(line.text.strip()) == 1 and line.text in NAME]
    assert "2020 年 5 月 27 日" in [line.text for line in page.lines]
