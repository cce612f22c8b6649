"""Words of an XMP description: what stands between its tags and in their attributes. For the secrecy guard alone."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')""")
_TAG = re.compile(r"<[^>]{0,100000}>")
_OPENS, _CLOSES = b"<x:xmpmeta", b"</x:xmpmeta>"
_MOST, _LONGEST = 50, 200_000


def in_packets(data: bytes) -> Iterator[str]:
    """Values of the descriptions that lie anywhere in a file, the first 50."""
    at = -1
    for _ in range(_MOST):
        if (at := data.find(_OPENS, at + 1)) < 0:
            return
        end = data.find(_CLOSES, at, at + _LONGEST)
        if end > 0:
            yield from texts(data[at:end].decode("utf-8", "ignore"))


def texts(packet: str) -> Iterator[str]:
    """Every value of a description (XML). Broken XML gives what can be told."""
    for tag in _TAG.finditer(packet):
        for one, other in _ATTRIBUTE.findall(tag.group()):
            yield html.unescape(one or other)
    for text in _TAG.sub("\n", packet).split("\n"):
        if text.strip():
            yield html.unescape(text)
