"""Words a PDF carries outside its pages, for the secrecy guard alone: every Chinese text string in its bytes.

Labels of pages, names of layers, form fields and their tips, spoken texts of pictures, entries of the document's
description, XMP, descriptions of the photos it holds, and what stands in objects that an earlier revision used and no
page shows any more. Told by the file's bytes, not by following its objects: linear in its size whatever a hostile file
claims. Text strings that are not ASCII begin with a byte order mark (ISO 32000, 7.9.2.2). Encrypted strings are not
seen.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from intake import picture_texts, xmp_texts

_LITERAL = re.compile(
    rb"\((?:(?P<wide>(?:\xfe|\\376)(?:\xff|\\377))|\xef\xbb\xbf|\\357\\273\\277)(?P<text>(?:[^()\\]|\\[\s\S]){1,1600}?)\)"
)
_HEX = re.compile(rb"<\s*(?:[Ff][Ee][Ff][Ff])([0-9A-Fa-f\s]{4,1600})>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|[\s\S])")
_WRAPPED = re.compile(rb"/Filter\s*\[([^\]]{1,120})/DCTDecode\s*\]")
_PHOTO = 1 << 18  # Bytes of a photo in which its description stands.
_STREAM = re.compile(rb"stream\r?\n")
_MOST_STRINGS, _MOST_PACKED, _LARGEST = 4000, 400, 4 << 20


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
    for part in (data, *_unpacked(data), *wrapped_photos(data)):
        layered = layered or b"/OCProperties" in part
        pinned = pinned or b"/FileAttachment" in part
        for text in (*_strings(part), *picture_texts.in_jpegs(part)):
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


def wrapped_photos(data: bytes) -> Iterator[bytes]:
    """Beginnings of photos (JPEG) that were packed or written as letters once more."""
    for match in islice(_WRAPPED.finditer(data), _MOST_PACKED):
        start = _STREAM.search(data, match.end(), match.end() + 1000)
        if start is None:
            continue
        held = data[start.end() : start.end() + _PHOTO]
        for name in re.findall(rb"/(\w+)", match[1]):
            try:
                if name == b"ASCII85Decode":
                    digits = re.sub(rb"\s", b"", held.partition(b"~>")[0])
                    held = base64.a85decode(digits[: len(digits) // 5 * 5])
                elif name == b"ASCIIHexDecode":
                    digits = re.sub(rb"[^0-9A-Fa-f]", b"", held.partition(b">")[0])
                    held = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
                elif name == b"FlateDecode":
                    held = zlib.decompressobj().decompress(held, _PHOTO)
            except (ValueError, zlib.error):
                break
        yield held


def _strings(part: bytes) -> Iterator[str]:
    for match in _LITERAL.finditer(part):
        code = "utf-16-be" if match["wide"] else "utf-8"
        yield _ESCAPE.sub(_unescaped, match["text"]).decode(code, "ignore")
    for match in _HEX.finditer(part):
        digits = re.sub(rb"\s", b"", match[1])
        yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii")).decode("utf-16-be", "ignore")
    yield from xmp_texts.in_packets(part)


def _unescaped(match: re.Match[bytes]) -> bytes:
    escaped = match[1]
    if escaped[:1].isdigit():
        return bytes([int(escaped, 8) & 255])
    if escaped in (b"\r\n", b"\n", b"\r"):
        return b""
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}.get(escaped, escaped)
