"""The scan inside a page of a PDF, as the picture file it was before it was wrapped.

Only where one picture fills the page and is shown as it is stored; a compressed photo comes out byte for byte, so that
what its own compression left is still there.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.filters import FlateDecode

from verifiers.pdf.painted import painted
from verifiers.pdf.rectangles import area

FILLS = 0.97
MOST_PIXELS = 40_000_000


def scans_of(data: bytes, numbers: frozenset[int]) -> Iterator[tuple[int, bytes]]:
    """Number and picture file of each asked-for page that is one scan. Raises what pypdf raises on broken files."""
    wanted: dict[int, str] = {}
    for page in painted(data):
        if page.number not in numbers or page.turned:
            continue
        filling = [p for p in page.patches if p.what == "image" and area(p.box) >= FILLS * page.area]
        if len(filling) == 1:
            wanted[page.number] = filling[0].digest
    if not wanted:
        return
    reader = pypdf.PdfReader(io.BytesIO(data))
    for number, digest in wanted.items():
        held: Any = reader.pages[number - 1].get("/Resources", {}).get_object().get("/XObject", {})
        for name in held.get_object():
            stream = held.get_object()[name].get_object()
            if stream.get("/Subtype") == "/Image" and _digest(stream) == digest:
                picture = _file(stream, reader.pages[number - 1], name)
                if picture is not None:
                    yield number, picture
                break


def _digest(stream: Any) -> str:
    return hashlib.sha1(bytes(stream._data), usedforsecurity=False).hexdigest()


def _file(stream: Any, page: pypdf.PageObject, name: str) -> bytes | None:
    filters = stream.get("/Filter")
    listed = [str(one) for one in filters] if isinstance(filters, list) else [str(filters)]
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
        return None
    if listed == ["/DCTDecode"]:
        return bytes(stream._data)
    if listed == ["/FlateDecode", "/DCTDecode"]:
        return bytes(FlateDecode.decode(stream._data))
    picture = page.images[name].image
    if picture is None or picture.mode not in ("RGB", "L"):
        return None  # one bit a pixel has neither grain nor shades to compare
    out = io.BytesIO()
    picture.save(out, "BMP")
    return out.getvalue()
