"""Notes laid over a PDF page that look like part of it.

Sees: free-text and stamp annotations, pop-up text and redaction marks, with their words; whatever note or filled field
as high as a line hides ink below it. Cannot see: annotations that were flattened into the page (see covered words).
Benign and left alone: links, signature and form fields, highlights, pop-ups; ink and stamps that hide nothing are notes
only, since people sign and seal that way.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pypdf

from domain.case import Case
from domain.finding import Finding, Severity
from domain.place import Box, Place
from verifiers import NotApplicable
from verifiers.pdf.file import reader_of
from verifiers.pdf.notes import HidingNote, hiding_notes

TITLE = "PDF 批注覆盖"
CODES = ("tampering.annotation", "tampering.annotation_mark")
NEEDS = frozenset({"original"})
MEDIA = frozenset({"application/pdf"})

WORDS = frozenset({"/FreeText", "/Redact"})
MARKS = {"/Stamp": "图章批注", "/Ink": "手写批注", "/Square": "方框批注", "/Polygon": "多边形批注"}
SHOWING_NOTHING = frozenset({"/Link", "/Popup"})
HIDDEN = 0b10 | 0b100000


def verify(case: Case) -> Iterable[Finding]:
    if case.original is None:
        raise NotApplicable
    for number, page in enumerate(reader_of(case.original).pages, 1):
        if not any(read.number == number for read in case.reading.pages):
            continue
        for note in page.get("/Annots") or ():
            yield from _note(case, case.original, number, page, note.get_object())


def _note(case: Case, data: bytes, number: int, page: pypdf.PageObject, note: Any) -> Iterable[Finding]:
    kind = str(note.get("/Subtype", ""))
    if int(note.get("/F", 0)) & HIDDEN:
        return
    where = _place(case, number, page, note.get("/Rect"))
    over = _hiding(data, number, note.get("/Rect")) if kind not in WORDS | SHOWING_NOTHING else None
    if over is not None:
        yield Finding(
            "tampering.annotation",
            Severity.DOUBT,
            f"第{number}页有{MARKS.get(kind, '批注或表单域')}盖住了页面原有的内容{_words(over.hidden)}。",
            0.9,
            where,
            ("可能为保护隐私而遮盖个人信息。", "签名或印章图片带白底时，会盖住下面的字。"),
            "请去掉批注后查看原文，或请本人提供未加批注的文件。",
            detail={"hidden": over.hidden[:200]},
        )
    elif kind in WORDS:
        words = str(note.get("/Contents", "")).strip()
        yield Finding(
            "tampering.annotation",
            Severity.DOUBT,
            f"第{number}页有一处文字批注盖在页面上{f'，写着“{words[:40]}”' if words else ''}。",
            0.95,
            where,
            ("可能是单位或本人用批注功能填写、说明，并非修改原文。",),
            "请去掉批注后查看原文，或请本人提供未加批注的文件。",
            detail={"words": words[:200]},
        )
    elif kind in MARKS:
        yield Finding(
            "tampering.annotation_mark",
            Severity.NOTE,
            f"第{number}页有{MARKS[kind]}。",
            0.8,
            where,
            ("电子印章和手写签名常以批注形式加入。",),
            "请查看该批注是否为印章或签名。",
        )


def _words(hidden: str) -> str:
    return f"“{hidden[:40]}”" if hidden else ""


def _hiding(data: bytes, number: int, rect: Any) -> HidingNote | None:
    if rect is None:
        return None
    corners = [float(value) for value in rect]
    for one in hiding_notes(data):
        if one.page == number and all(abs(a - b) < 1 for a, b in zip(one.rect, corners, strict=True)):
            return one
    return None


def _place(case: Case, number: int, page: pypdf.PageObject, rect: Any) -> Place | None:
    read = next((p for p in case.reading.pages if p.number == number), None)
    if read is None or rect is None or page.rotation or read.rotation:
        return None
    left, low, right, high = (float(v) for v in rect)
    box, width, height = page.mediabox, float(page.mediabox.width), float(page.mediabox.height)
    if not width or not height:
        return None
    x, y = read.width / width, read.height / height
    left, right = left - float(box.left), right - float(box.left)
    return Place(number, Box(left * x, (float(box.top) - high) * y, right * x, (float(box.top) - low) * y))
