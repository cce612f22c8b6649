"""The document of the reading at hand: 19 kinds look at the same reading, its layout is made once."""

from __future__ import annotations

import threading

from domain.reading import Reading
from extractors.text.document import Document

_held = threading.local()


def document_of(reading: Reading) -> Document:
    """Layout of ``reading``; the last one asked for in this thread is remembered."""
    last: tuple[Reading, Document] | None = getattr(_held, "last", None)
    if last is not None and last[0] is reading:
        return last[1]
    document = Document(reading)
    _held.last = (reading, document)
    return document


def forget() -> None:
    """Lets the remembered reading go (it holds the words of a paper)."""
    _held.last = None
