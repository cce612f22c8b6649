"""Words a picture file carries beside its pixels, for the secrecy guard alone: every text of its description.

Comments, EXIF, IPTC, XMP, text chunks, names of documents, pages and items. Told by the container's own structure
and never decoded as a picture; linear in the size of the file. Nobody sees them on the page, and the file that is
kept holds them all the same.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from itertools import islice

from intake import tag_texts, xmp_texts

_MOST_TEXTS, _LONGEST = 4000, 1 << 20
_EXIF, _XMP, _XMP_MORE = b"Exif\0", b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0"
#: A marker of a JPEG: no stuffed byte, no restart.
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_COMMENT, _SCAN, _END, _BARE = 0xFE, 0xDA, 0xD9, (0x01, 0xD8)
_ADDED = frozenset(range(0xE0, 0xF0)) - {0xE2}  # Colour profiles and lists of pictures say nothing.
_ITEM = re.compile(
    rb"infe[\x02\x03]\x00\x00[\x00-\x01](?:..|....)\x00\x00[\x20-\x7e]{4}([^\x00]{1,400})\x00", re.DOTALL
)
_DESCRIBED = re.compile(rb"udes\0\0\0\0([^\0]{0,20}\0[^\0]{0,400}\0[^\0]{0,2000}\0[^\0]{0,400})")
_TIFF = re.compile(rb"Exif\x00\x00(?=II\*\x00|MM\x00\*)")
_MOST_ITEMS = 200


def carried(data: bytes, media_type: str) -> tuple[str, ...]:
    """All texts of a picture's description, each once. Never raises: what is broken gives what can be told."""
    found: dict[str, None] = {}
    for text in _WALKS[media_type](data):
        if len(found) >= _MOST_TEXTS:
            break
        if text.strip():
            found.setdefault(text.strip())
    return tuple(found)


def in_jpegs(data: bytes) -> Iterator[str]:
    """Texts of the JPEG files that another file (a PDF) holds as they are; their heads only."""
    at = 0
    while (at := data.find(b"\xff\xd8\xff", at)) >= 0:
        end = at + 3
        for kind, body, behind in _segments(data, at + 2):
            end = behind
            if kind == _SCAN:
                break
            yield from _segment(kind, body)
        at = end


def _jpeg(data: bytes) -> Iterator[str]:
    """Texts of the segments, also those between scans and those of further pictures behind the first."""
    more: list[bytes] = []
    for kind, body, _ in _segments(data, 2, further=True):
        if body.startswith(_XMP_MORE):
            more.append(body[len(_XMP_MORE) + 40 :])  # Behind a name and the place of this piece in the whole.
        else:
            yield from _segment(kind, body)
    yield from xmp_texts.texts(b"".join(more)[:_LONGEST].decode("utf-8", "ignore"))


def _segments(data: bytes, at: int, *, further: bool = False) -> Iterator[tuple[int, bytes, int]]:
    """Kind, content and end of the segments of a JPEG, until its end or that of the ``further`` ones behind it."""
    while (match := _MARKER.search(data, at)) is not None:
        kind, at = match[1][0], match.end()
        if kind == _END:
            if not further or (at := data.find(b"\xff\xd8\xff", at)) < 0:
                return
        elif kind not in _BARE:
            size = int.from_bytes(data[at : at + 2], "big")
            body = data[at + 2 : at + size]
            at += max(size, 2)
            yield kind, body, at


def _segment(kind: int, body: bytes) -> Iterator[str]:
    """Texts of a comment or of what a program or camera added."""
    if kind == _COMMENT:
        yield from tag_texts.readable(body)
    elif kind not in _ADDED:
        return
    elif body.startswith(_EXIF):
        yield from tag_texts.in_tags(body[6:])
    elif body.startswith(_XMP):
        yield from xmp_texts.texts(body[len(_XMP) :].decode("utf-8", "ignore"))
    elif b"8BIM" in body[:64]:
        yield from tag_texts.in_resources(body)
    else:
        yield from tag_texts.readable(body)


def _png(data: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + min(size, _LONGEST)]
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield from _chunk(kind, body)
        elif kind == b"eXIf":
            yield from tag_texts.in_tags(body)
        at += 12 + int(size)


def _chunk(kind: bytes, body: bytes) -> Iterator[str]:
    """Keyword and value of a text chunk."""
    keyword, _, value = body.partition(b"\0")
    if kind == b"zTXt":
        value = _inflated(value[1:])
    elif kind == b"iTXt":
        packed, (language, translated, value) = value[:1] == b"\1", _split(value[2:])
        yield from tag_texts.readable(language)
        yield from tag_texts.readable(translated)
        value = _inflated(value) if packed else value
    yield from tag_texts.readable(keyword)
    if keyword.startswith(b"Raw profile type"):
        yield from _profile(value)
    elif b"<x:xmpmeta" in value or b"<rdf:RDF" in value:
        yield from xmp_texts.texts(value.decode("utf-8", "ignore"))
    else:
        yield from tag_texts.readable(value)


def _split(value: bytes) -> tuple[bytes, bytes, bytes]:
    language, _, rest = value.partition(b"\0")
    translated, _, rest = rest.partition(b"\0")
    return language, translated, rest


def _inflated(value: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(value, _LONGEST)
    except zlib.error:
        return b""


def _profile(value: bytes) -> Iterator[str]:
    """A description that a program wrote into a text chunk as digits: a name, a length, the bytes."""
    digits = re.sub(rb"[^0-9a-fA-F]", b"", value.strip().partition(b"\n")[2].partition(b"\n")[2])
    block = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    if block.startswith(_EXIF):
        yield from tag_texts.in_tags(block[6:])
    elif b"8BIM" in block[:64]:
        yield from tag_texts.in_resources(block)
    elif block[:1] == b"\x1c":
        yield from tag_texts.in_iptc(block)
    else:
        yield from xmp_texts.texts(block.decode("utf-8", "ignore"))


def _webp(data: bytes) -> Iterator[str]:
    at = 12
    while at + 8 <= len(data):
        kind, size = struct.unpack("<4sI", data[at : at + 8])
        body = data[at + 8 : at + 8 + min(size, _LONGEST)]
        if kind == b"EXIF":
            yield from tag_texts.in_tags(body[6:] if body.startswith(_EXIF) else body)
        elif kind == b"XMP ":
            yield from xmp_texts.texts(body.decode("utf-8", "ignore"))
        at += 8 + int(size) + size % 2


def _heif(data: bytes) -> Iterator[str]:
    """Descriptions of all its items, wherever they lie in the file, and the names of the items."""
    for match in islice(_TIFF.finditer(data), _MOST_ITEMS):
        yield from tag_texts.in_tags(data[match.end() : match.end() + _LONGEST])
    yield from xmp_texts.in_packets(data)
    for match in (*islice(_ITEM.finditer(data), _MOST_ITEMS), *islice(_DESCRIBED.finditer(data), _MOST_ITEMS)):
        yield from tag_texts.readable(match[1])


_WALKS = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/heic": _heif,
    "image/tiff": tag_texts.in_tags,
}
