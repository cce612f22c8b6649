"""Photos that move: a phone appends a second or two of video to the still picture, often without asking.

Nobody can look at every frame for a secrecy mark, and nobody hands in the video: it is cut off before anything else is
done with the file, so that what is read, sealed and kept is the still photo alone. Bytes are compared here, nothing is
decoded.
"""

from __future__ import annotations

import re

#: The beginning of a video: the size of its first box and its brand (ISO/IEC 14496-12, 4.3).
VIDEO = re.compile(rb"\0\0[\0\1].ftyp(?:mp4[12]|isom|iso[2-9]|avc1|hvc1|qt  |3gp[4-9]|M4V |MSNV)", re.DOTALL)
#: The box a HEIC holds its video in.
MOVING_BOX = b"mpvd"


def without_video(data: bytes) -> bytes:
    """The still photo of a JPEG or HEIC that moves; any other file as it is."""
    if data.startswith(b"\xff\xd8\xff"):
        video = VIDEO.search(data, 12) if data.find(b"ftyp", 12) > 0 else None
        return data if video is None else data[: video.start()]
    for kind, start, end in boxes(data) if data[4:8] == b"ftyp" else ():
        if kind == MOVING_BOX and end >= len(data):
            return data[:start]
    return data


def boxes(data: bytes) -> list[tuple[bytes, int, int]]:
    """Kind, begin and end of the outermost boxes of a HEIC, as far as their sizes can be followed."""
    found, at = list[tuple[bytes, int, int]](), 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if size == 0 else at + size
        found.append((kind, at, end))
        if end < at + 8:
            break
        at = end
    return found
