"""Words or pictures typed onto a scanned page inside a PDF.

Sees: a page that is one large picture with visible words, light boxes or small opaque pictures painted on it
afterwards. Cannot see: changes made in the picture before it was put into the PDF. Benign and left alone: invisible
OCR layers, words that were painted before the picture, the marks of scanning apps and page numbers at the edge, and
certificates printed by a platform onto a drawn background (there most words of the page are real text). Few words
without a box under them are only a note: platforms print names onto picture templates too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.pdf.covered import LIGHT, in_order
from verifiers.pdf.glance import paints_over
from verifiers.pdf.painted import Glyph, PaintedPage, Patch, painted
from verifiers.pdf.rectangles import area, around, place, shared

TITLE = "扫描页上另加的内容"
CODES = ("tampering.text_over_scan", "tampering.patch_over_scan")
NEEDS = frozenset({"original"})
MEDIA = frozenset({"application/pdf"})

PAGE_WIDE = 0.6
SMALL = 0.05
LINE_HIGH = 0.06
FEW = 0.25
EDGE = 0.06
_APP = re.compile(r"扫描全能王.*|.*CamScanner.*|.*全能扫描.*|WPS.*|夸克.*|.*扫描王.*")


def verify(case: Case) -> Iterable[Finding]:
    if case.original is None:
        raise NotApplicable
    if not paints_over(case.original):
        return
    for page in painted(case.original):
        read = next((p for p in case.reading.pages if p.number == page.number), None)
        ground = next((p for p in page.patches if p.what == "image" and area(p.box) >= PAGE_WIDE * page.area), None)
        if read is None or ground is None:
            continue
        glyphs = [g for g in page.glyphs if g.visible and g.order > ground.order and not _edge(page, g)]
        if _APP.fullmatch(in_order(tuple(glyphs))):
            glyphs = []
        letters = sum(len(line.text) for line in read.lines)
        boxes = [p for p in page.patches if p.order > ground.order and _patch(page, p)]
        under = [p for p in boxes if any(shared(p.box, g.box) > 0.5 * area(g.box) for g in glyphs if area(g.box))]
        if glyphs and len(glyphs) <= max(FEW * letters, 12):
            yield _words(case, page, glyphs, bool(under))
        elif not glyphs and boxes:
            yield _pictures(case, page, boxes)


def _edge(page: PaintedPage, glyph: Glyph) -> bool:
    return glyph.box[3] < EDGE * page.height or glyph.box[1] > (1 - EDGE) * page.height


def _patch(page: PaintedPage, patch: Patch) -> bool:
    """A light box or opaque picture about the size of some words."""
    light = patch.what == "image" or (patch.colour is not None and patch.colour >= LIGHT)
    flat = patch.box[3] - patch.box[1] < LINE_HIGH * page.height
    return patch.opaque and light and flat and 4 < area(patch.box) < SMALL * page.area


def _words(case: Case, page: PaintedPage, glyphs: list[Glyph], boxed: bool) -> Finding:
    words = in_order(tuple(glyphs))
    return Finding(
        "tampering.text_over_scan",
        Severity.DOUBT if boxed else Severity.NOTE,
        f"第{page.number}页是扫描图片，上面另外输入了文字“{words[:30]}”{'，并垫有底色' if boxed else ''}。",
        0.95 if boxed else 0.6,
        place(case, page, around(g.box for g in glyphs)),
        ("平台可能在图片模板上打印姓名、编号。", "可能是填表时在扫描件上输入。"),
        "请向出具单位核实，或请本人提供原始扫描件。",
        detail={"words": words[:200]},
    )


def _pictures(case: Case, page: PaintedPage, boxes: list[Patch]) -> Finding:
    return Finding(
        "tampering.patch_over_scan",
        Severity.DOUBT,
        f"第{page.number}页是扫描图片，上面另外贴了{len(boxes)}块字行大小的小图或底色。",
        0.8,
        place(case, page, around(p.box for p in boxes[:1])),
        ("有的扫描软件分块保存页面。", "可能遮盖了个人隐私信息。"),
        "请向出具单位核实，或请本人提供原始扫描件。",
    )
