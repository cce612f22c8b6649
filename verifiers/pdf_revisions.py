"""A PDF saved more than once inside itself, with words that changed between the saves.

Sees: earlier states kept in the file, compared by what they paint; the words before and after are shown. Cannot see:
files rewritten from scratch on saving. Benign and left alone: a further save that paints the same (signature,
metadata, form fields, OCR layer); an electronic seal added as a picture is only a note. Measured on two sets
(``benchmarks/suspicions.py``): 3 of 3 found, 0 of 57 genuine PDFs doubted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from domain.case import Case
from domain.finding import Finding, Severity
from domain.pdf_states import ends
from verifiers import NotApplicable
from verifiers.pdf.covered import covered, in_order
from verifiers.pdf.painted import Glyph, PaintedPage, painted
from verifiers.pdf.rectangles import around, place

TITLE = "PDF 修改历史"
CODES = ("tampering.revised_text", "tampering.revised_picture", "tampering.revised_pages")
NEEDS = frozenset({"original"})
MEDIA = frozenset({"application/pdf"})
MOST_REVISIONS = 12
INNOCENT = ("可能是出具单位在发出前自行更正。", "电子签章、阅读软件批注也会追加保存。")
STEP = "请向出具单位核实以哪一版为准，或请本人提供最初收到的文件。"


def verify(case: Case) -> Iterable[Finding]:
    if case.original is None:
        raise NotApplicable
    earlier = ends(case.original)[-MOST_REVISIONS:]
    if not earlier:
        return
    pages = [painted(state) for state in (*(case.original[:end] for end in earlier), case.original)]
    for number, (before, after) in enumerate(pairwise(pages), 2):
        # A cut that is no whole document paints nothing; there is nothing to compare.
        if before and after:
            yield from _compared(case, before, after, number)


def _compared(
    case: Case, before: tuple[PaintedPage, ...], after: tuple[PaintedPage, ...], number: int
) -> Iterable[Finding]:
    if len(before) != len(after):
        yield Finding(
            "tampering.revised_pages",
            Severity.NOTE,
            f"文件第{number}次保存时页数由{len(before)}页变为{len(after)}页。",
            0.9,
            innocent=("常见于扫描后追加页面或合并文件。", *INNOCENT),
            next_step=STEP,
        )
        return
    for old, new in zip(before, after, strict=True):
        gone, come = _changed(old.glyphs, new.glyphs)
        was = {(g.text, _near(g)) for g in old.glyphs}
        hidden = [g for hit in covered(new) for g in hit.below if (g.text, _near(g)) in was]
        if come or gone:
            lost = in_order(tuple(gone or hidden))
            yield Finding(
                "tampering.revised_text",
                Severity.DOUBT,
                f"文件第{number}次保存时第{new.number}页的文字有改动：{_told(lost, in_order(tuple(come)))}。",
                0.97,
                place(case, new, around(g.box for g in come or gone)),
                INNOCENT,
                STEP,
                detail={"before": lost[:200], "after": in_order(tuple(come))[:200], "revision": number},
            )
        elif Counter(p.digest for p in new.patches if p.what == "image") - Counter(p.digest for p in old.patches):
            yield Finding(
                "tampering.revised_picture",
                Severity.NOTE,
                f"文件第{number}次保存时第{new.number}页加入了图片。",
                0.7,
                innocent=("多为加盖电子印章或手写签名。", *INNOCENT),
                next_step="请查看加入的图片是否为印章或签名。",
            )


def _near(glyph: Glyph) -> tuple[int, int]:
    return round(glyph.box[0] / 2), round(glyph.box[3] / 2)


def _changed(old: tuple[Glyph, ...], new: tuple[Glyph, ...]) -> tuple[list[Glyph], list[Glyph]]:
    """Visible glyphs that went and that came."""
    before, after = ({(g.text, _near(g)): g for g in glyphs if g.visible} for glyphs in (old, new))
    gone = [glyph for key, glyph in before.items() if key not in after]
    come = [glyph for key, glyph in after.items() if key not in before]
    return gone, come


def _told(lost: str, found: str) -> str:
    short = [text if len(text) <= 24 else f"{text[:24]}…" for text in (lost, found)]
    if lost and found:
        return f"“{short[0]}”改为“{short[1]}”"
    return f"加入“{short[1]}”" if found else f"去掉“{short[0]}”"
