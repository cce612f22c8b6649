"""Words a PDF carries outside its pages, for the secrecy guard alone: every Chinese text string in its bytes.

Labels of pages, names of layers, form fields and their tips, spoken texts of pictures, entries of the document's
description, XMP, and what stands in objects that an earlier revision used and no page shows any more. Told by the
file's bytes, not by following its objects: linear in its size whatever a hostile file claims. Text strings that are
not ASCII begin with a byte order mark (ISO 32000, 7.9.2.2). Encrypted strings are not seen.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_LITERAL = re.compile(
    rb"\((?:(?P<wide>(?:\xfe|\\376)(?:\xff|\\377))|\xef\xbb\xbf|\\357\\273\\277)(?P<text>(?:[^()\\]|\\[\s\S]){1,1600}?)\)"
)
_HEX = re.compile(rb"<\s*(?:[Ff][Ee][Ff][Ff])([0-9A-Fa-f\s]{4,1600})>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_XMP, _XMP_END = b"<x:xmpmeta", b"</x:xmpmeta>"
_STREAM = re.compile(rb"stream\r?\n")
_MOST_STRINGS, _MOST_PACKED, _LARGEST = 4000, 400, 4 << 20
_MOST_XMP, _LONGEST_XMP = 50, 200_000


@dataclass(frozen=True)
class Carried:
    """``texts``: the strings, each once. ``layered``: some of what the pages hold may be switched off.

    ``pinned``: files may be attached to notes on a page.
    """

    texts: tuple[str, ...]
    layered: bool
    pinned: bool


def carried(data: bytes) -> Carried:
    """All text strings of a PDF that are not plain ASCII."""
    found: dict[str, None] = {}
    layered = pinned = False
    for part in (data, *_unpacked(data)):
        layered = layered or b"/OCProperties" in part
        pinned = pinned or b"/FileAttachment" in part
        for text in _strings(part):
            if len(found) < _MOST_STRINGS and text.strip():
                found.setdefault(text.strip())
    return Carried(tuple(found), layered, pinned)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Streams of packed objects and of descriptions, inflated."""
    ends: set[int] = set()
    for number, match in enumerate(re.finditer(rb"/(?:ObjStm|Metadata)\b", data)):
        if number >= _MOST_PACKED:
            return
        start = _STREAM.search(data, match.end(), match.end() + 500)
        if start is None or start.end() in ends:
            continue
        ends.add(start.end())
        try:
            yield zlib.decompressobj().decompress(data[start.end() : start.end() + _LARGEST], _LARGEST)
        except zlib.error:
            continue


def _strings(part: bytes) -> Iterator[str]:
    for match in _LITERAL.finditer(part):
        code = "utf-16-be" if match["wide"] else "utf-8"
        yield _ESCAPE.sub(_unescaped, match["text"]).decode(code, "ignore")
    for match in _HEX.finditer(part):
        digits = re.sub(rb"\s", b"", match[1])
        yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")).decode("utf-16-be", "ignore")
    at = -1
    for _ in range(_MOST_XMP):
        if (at := part.find(_XMP, at + 1)) < 0:
            return
        end = part.find(_XMP_END, at, at + _LONGEST_XMP)
        if end > 0:
            yield from re.sub(r"<[^>]*>", "\n", part[at:end].decode("utf-8", "ignore")).split("\n")


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped[:1].isdigit():
        return bytes([int(escaped, 8) & 255])
    if escaped in (b"\r\n", b"\n", b"\r"):
        return b""
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(escaped, escaped)
