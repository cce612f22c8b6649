"""The picture files that the pages of a case stand in."""

from __future__ import annotations

from collections.abc import Iterable

from domain.case import Case
from domain.reading import Page, Source
from verifiers.pdf.scans import scans_of
from verifiers.pixels.picture import Picture, pictured
from verifiers.shared import once

#: Of a long PDF so many scanned pages are looked into.
MOST_SCANS = 8


def files_of(case: Case, data: bytes) -> Iterable[tuple[Page, bytes]]:
    """Each page with its picture file: ``data`` itself, or the scan wrapped into a PDF."""
    if not wrapped(case):
        yield from ((page, data) for page in case.reading.pages)
        return
    pages = {page.number: page for page in case.reading.pages if page.source is Source.OCR}
    scans = once("scans", lambda: tuple(scans_of(data, frozenset(sorted(pages)[:MOST_SCANS]))))
    for number, scan in scans:
        yield pages[number], scan


def picture_of(case: Case, page: Page, data: bytes) -> Picture | None:
    """The page's picture out of its file; None where it does not fit the reading."""
    # A page of a PDF was painted for reading; the scan in it is finer.
    upright = None if wrapped(case) else case.pictures.get(page.number)
    return once(("picture", page.number), lambda: pictured(data, page, upright, alone=wrapped(case)))


def wrapped(case: Case) -> bool:
    """Whether the pages stand in a PDF."""
    return case.reading.media_type == "application/pdf"
