"""Words in the tags of a TIFF file or of EXIF data, which is one: descriptions, comments, names of documents and pages.

Walked here rather than by a library: pictures with broken directories are ordinary, and what can be told of one
must not depend on the rest of it. Source: TIFF 6.0, EXIF 3.0 (texts are ASCII by the letter, UTF-8 or GB18030 in
fact; a user comment begins with its code; Windows' own tags are UTF-16), IPTC-IIM 4.2, Adobe's image resources.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from intake import xmp_texts

#: Tags that lead to more tags: EXIF, GPS, interoperability, pictures within pictures.
_FURTHER = frozenset({0x8769, 0x8825, 0xA005, 0x014A})
_WINDOWS = range(0x9C9B, 0x9CA0)
_XMP, _IPTC, _RESOURCES, _MAKER = 700, 33723, 34377, 0x927C
#: Bytes of one value by the type of a tag: those that can hold words, and offsets to more tags.
_BYTES, _SHORT, _LONG, _LONG8 = frozenset({1, 2, 7, 129}), 3, frozenset({4, 13}), frozenset({16, 18})
_MOST_DIRECTORIES, _MOST_TAGS, _LONGEST = 1000, 2000, 1 << 20
_CODES = {b"ASCII\0\0\0": "", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "iso2022_jp", bytes(8): ""}
_NO_WORDS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]+")


def in_tags(data: bytes) -> Iterator[str]:
    """Texts of all tags of all directories of a TIFF structure; nothing where ``data`` is none."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None or len(data) < 8:
        return
    large = data[2:4] in (b"+\0", b"\0+")
    first, waiting, seen = (8, "Q") if large else (4, "I"), [], set[int]()
    waiting.append(_number(data, first[0], order + first[1]))
    left = 4 * len(data) + 4096  # Bytes of values; more is a hostile file that points to the same ones.
    while waiting and len(seen) < _MOST_DIRECTORIES and left > 0:
        at = waiting.pop(0)
        if at is None or not 0 < at < len(data) or at in seen:
            continue
        seen.add(at)
        for tag, kind, value in _entries(data, at, order, large, waiting):
            left -= len(value)
            if kind in _BYTES and tag != _MAKER and left > 0:
                yield from _texts(tag, value, order)
            elif tag in _FURTHER and kind in _LONG | _LONG8:
                size = 8 if kind in _LONG8 else 4
                parts = (value[i : i + size] for i in range(0, min(len(value), 400), size))
                waiting += [_number(part, 0, order + ("Q" if size == 8 else "I")) for part in parts]


def _entries(
    data: bytes, at: int, order: str, large: bool, waiting: list[int | None]
) -> Iterator[tuple[int, int, bytes]]:
    """Tag, type and bytes of what a directory lists; the place of the next directory joins ``waiting``."""
    head, size, room = ("Q", 20, 8) if large else ("H", 12, 4)
    count = _number(data, at, order + head)
    if count is None:
        return
    begin = at + struct.calcsize(head)
    for number in range(min(count, _MOST_TAGS)):
        entry = data[begin + number * size : begin + (number + 1) * size]
        if len(entry) < size:
            return
        tag, kind = struct.unpack_from(order + "HH", entry)
        length = (_number(entry, 4, order + ("Q" if large else "I")) or 0) * _width(kind)
        if length <= room:
            yield tag, kind, entry[-room:][:length]
        else:
            offset = _number(entry, size - room, order + ("Q" if large else "I")) or 0
            yield tag, kind, data[offset : offset + min(length, _LONGEST)]
    waiting.append(_number(data, begin + count * size, order + ("Q" if large else "I")))


def _width(kind: int) -> int:
    if kind in _LONG8:
        return 8
    return 4 if kind in _LONG else 2 if kind == _SHORT else 1 if kind in _BYTES else 0


def _number(data: bytes, at: int, form: str) -> int | None:
    """None where the data ends before."""
    part = data[at : at + struct.calcsize(form)]
    return int(struct.unpack(form, part)[0]) if len(part) == struct.calcsize(form) else None


def _texts(tag: int, value: bytes, order: str) -> Iterator[str]:
    if tag == _XMP:
        yield from xmp_texts.texts(value.decode("utf-8", "ignore"))
    elif tag == _IPTC:
        yield from in_iptc(value)
    elif tag == _RESOURCES:
        yield from in_resources(value)
    elif tag in _WINDOWS:
        for row in readable(value, "utf-16-le"):
            yield from re.split(r"[;；]", row)  # Keywords are written side by side.
    elif value[:8] in _CODES:
        code = _CODES[value[:8]]
        if code == "utf-16":
            yield from readable(value[8:], "utf-16-le" if order == "<" else "utf-16-be")
            yield from readable(value[8:], "utf-16-be" if order == "<" else "utf-16-le")
        yield from readable(value[8:], code) if code != "utf-16" else ()
    else:
        yield from readable(value)


def readable(value: bytes, code: str = "") -> Iterator[str]:
    """Rows of a text, cut where no letter can stand. Of unknown ``code``: UTF-8, and GB18030 too if it is not."""
    value = value[:_LONGEST]
    codes = [code] if code else ["utf-8"]
    if value[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codes = ["utf-16"]
    elif not code and not _is_utf8(value):
        codes.append("gb18030")
    for each in codes:
        for row in _NO_WORDS.split(value.decode(each, "replace")):
            if row.strip():
                yield row.strip()


def _is_utf8(value: bytes) -> bool:
    try:
        value.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def in_iptc(block: bytes) -> Iterator[str]:
    """Texts of the fields of an IPTC description."""
    at = block.find(b"\x1c")
    while at >= 0 and at + 5 <= len(block) and block[at] == 0x1C:
        size = int(struct.unpack_from(">H", block, at + 3)[0])
        if size & 0x8000:  # Longer than any field of words.
            return
        yield from readable(block[at + 5 : at + 5 + size])
        at += 5 + size


def in_resources(block: bytes) -> Iterator[str]:
    """Texts of image resources (8BIM): names, captions, IPTC, EXIF, XMP."""
    at = block.find(b"8BIM")
    while at >= 0 and at + 12 <= len(block):
        kind = int(struct.unpack_from(">H", block, at + 4)[0])
        name = block[at + 6]
        yield from readable(block[at + 7 : at + 7 + name])
        head = at + 6 + (name + 2) // 2 * 2
        size = _number(block, head, ">I")
        if size is None:
            return
        value = block[head + 4 : head + 4 + size]
        if kind == 0x0404:
            yield from in_iptc(value)
        elif kind in (0x0422, 0x0423):
            yield from in_tags(value)
        elif kind == 0x0424:
            yield from xmp_texts.texts(value.decode("utf-8", "ignore"))
        elif len(value) <= 4000:
            yield from readable(value[1:] if value[:1] == bytes([len(value) - 1 & 255]) else value)
        at = block.find(b"8BIM", head + 4 + size)
