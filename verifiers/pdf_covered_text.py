"""Words in a PDF that were painted over: a white box with new words on it, or a picture laid on words.

Sees: the order of painting, so the hidden words can still be read and are shown. Cannot see: words removed from the
content itself, or a page that was printed and scanned again. Benign and left alone: backgrounds painted before the
words, pages printed from browsers, transparent stamps, invisible OCR layers, full-page pictures. Measured on two
sets (``benchmarks/suspicions.py``): 10 of 10 covering edits found, 0 of 57 genuine PDFs doubted.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.pdf.covered import Covered, covered
from verifiers.pdf.glance import paints_over
from verifiers.pdf.painted import PaintedPage, painted
from verifiers.pdf.rectangles import place

TITLE = "PDF 中被遮盖的文字"
CODES = ("tampering.covered_text", "tampering.image_patch")
NEEDS = frozenset({"original"})
MEDIA = frozenset({"application/pdf"})


def verify(case: Case) -> Iterable[Finding]:
    if case.original is None:
        raise NotApplicable
    if not paints_over(case.original):
        return
    for page in painted(case.original):
        if not any(read.number == page.number for read in case.reading.pages):
            continue
        for hit in covered(page):
            # The very same words again are a shadow or a bold effect, not a change.
            if hit.shown != hit.hidden:
                yield _finding(case, page, hit)


def _finding(case: Case, page: PaintedPage, hit: Covered) -> Finding:
    picture = hit.patch.what == "image"
    cover = "一张小图片" if picture else "一块底色"
    now = f"，上面另写“{hit.shown}”" if hit.shown else ""
    return Finding(
        "tampering.image_patch" if picture else "tampering.covered_text",
        Severity.DOUBT,
        f"第{page.number}页的文字“{hit.hidden}”被{cover}盖住{now}。",
        0.97 if hit.shown else 0.85,
        place(case, page, hit.patch.box),
        (
            "制证软件可能先套印旧内容再覆盖更正。",
            "可能是单位更正笔误时直接在电子文件上修改。",
            "可能为保护隐私而遮盖个人信息。",
        ),
        "请向出具单位核实原件，或请本人提供未经编辑的文件。",
        detail={"hidden": hit.hidden, "shown": hit.shown},
    )
