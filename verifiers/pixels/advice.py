"""What the rooms that look into pictures have in common: which files they take, and how they advise.

One sign is a note, one beyond anything genuine pages have shown a doubt; neither is a verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.case import Case
from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Page, Source
from verifiers import NotApplicable

MEDIA = frozenset({"image/jpeg", "image/png", "image/webp", "image/heic", "image/tiff", "application/pdf"})
NEXT = "请放大查看标出的位置；仍有疑问的，请看原件或向出具单位核实。仅凭本条不能下结论。"


def original_of(case: Case) -> bytes:
    """The file. Raises NotApplicable where there is none or it holds no picture of a page."""
    if case.original is None or all(page.source is Source.TEXT_LAYER for page in case.reading.pages):
        raise NotApplicable
    return case.original


def advice(
    case: Case,
    page: Page,
    box: Box,
    code: str,
    message: str,
    confidence: float,
    *,
    strong: bool,
    innocent: Sequence[str],
    detail: Mapping[str, Any],
    facts: tuple[str, ...] | None = None,
) -> Finding:
    """A finding on ``box`` of a page, a doubt where it is ``strong``. ``facts``: those there, if not given."""
    return Finding(
        code,
        Severity.DOUBT if strong else Severity.NOTE,
        message,
        confidence,
        Place(page.number, box),
        tuple(innocent),
        NEXT,
        facts=_facts(case, page, box) if facts is None else facts,
        detail={**detail, "capture": page.capture},
    )


def _facts(case: Case, page: Page, box: Box) -> tuple[str, ...]:
    return tuple(
        fact.name
        for fact in case.paper.facts
        if fact.place is not None and fact.place.page == page.number and fact.place.box.overlap(box) > 0
    )
