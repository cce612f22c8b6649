"""What the ring of a seal says: the organisation it belongs to."""

from __future__ import annotations

import re

from domain.reading import MarkType, PageMark
from extractors.text.document import Document
from extractors.text.normalise import normalise
from extractors.text.organisations import is_organisation

#: What stands on a seal beside its owner: the kind of seal, its number, the star.
_BESIDE = re.compile(r"(?:[\u4e00-\u9fff]{2,4}专用章|公章|专用章|\(\d+\)|\d{5,}).*$")


def organisation_on(mark: PageMark) -> str:
    """The organisation on a seal's ring, without 专用章, number and quotation marks; empty when there is none."""
    text = re.split(r"\s", normalise(mark.text), maxsplit=1)[0]
    text = _BESIDE.sub("", text).strip("“”\"'★*·.- ")
    return text if is_organisation(text) else ""


def organisations_on_seals(document: Document) -> tuple[str, ...]:
    """The organisations of all seals of a paper that could be read."""
    return tuple(name for mark in document.marks(MarkType.SEAL) if (name := organisation_on(mark)))
