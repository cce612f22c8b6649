"""Pictures a file carries beside those it shows as pages, for the secrecy guard alone.

Previews of cameras and editors (EXIF, maker notes, IPTC, XMP), the further pictures phones append to a JPEG or keep in
a HEIC (bursts, depth, brightness), reduced copies in a TIFF, what lies below transparent pixels. Editors that blot
something out often leave the preview as it was, and the file that is kept holds it all the same. Told by their first
bytes and by the container's own lists; those too small to be read are left out. What cannot be looked into (a video, a
picture nobody can decode) is no evidence, and the file is refused with advice.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import io
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pillow_heif
from PIL import Image as Pillow

from intake import decode_image, pdf_strings
from intake.accept import UnusableError
from intake.moving import MOVING_BOX, VIDEO, boxes
from intake.settings import Limits
from intake.sheet import Image

LEAST = 240  # Longest side (pixels) from which words in a picture may be read.
_MOST = 60  # Pictures beside the pages; more cannot be screened in reasonable time.
_MAGIC = ((b"\xff\xd8\xff", 0, "JPEG"), (b"\x89PNG\r\n\x1a\n", 0, "PNG"), (b"WEBPVP8", 8, "WEBP"))
_EXIF_TAGS = (b"II*\0", b"MM\0*")
_SUB_DIRECTORIES, _COMPRESSION, _JPEG_TABLES = 330, 259, 347
_STRIPS, _STRIP_SIZES, _TILES, _TILE_SIZES = 273, 279, 324, 325
_IN_JPEG = (6, 7)  # Compressions whose data are found by their first bytes.
_BASE64 = re.compile(rb"(?:/9j/|iVBORw0K)(?:[A-Za-z0-9+/=\s]|&#(?:x[aAdD]|1[03]);){1000,}")
_LINE_END = re.compile(rb"\s|&#(?:x[aAdD]|1[03]);")
#: What parts the pieces of a long XMP description.
_PIECE = re.compile(rb"\xff\xe1..http://ns\.adobe\.com/xmp/extension/\0.{40}", re.DOTALL)


def check(data: bytes, media_type: str) -> None:
    """Raises UnusableError for a photo with a video in it: its frames are pictures nobody has seen.

    ``moving.without_video`` cuts off what phones append; what comes with its video all the same is refused.
    """
    held = {kind for kind, _, _ in boxes(data)} if media_type == "image/heic" else set[bytes]()
    moving = bool({b"moov", MOVING_BOX} & held)
    if moving or (media_type != "application/pdf" and data.find(b"ftyp", 12) > 0 and VIDEO.search(data, 12)):
        raise UnusableError(
            "unusable.motion_photo",
            "这是动态照片（实况照片），除了画面还带有一段视频，无法逐帧检查是否有密级标志，因此没有保存。"
            "请在手机相册里把它另存为静态照片，或打开照片后截屏，再上传。",
        )
    if media_type == "image/png" and b"acTL" in data[:4096] and b"fdAT" in data:
        raise decode_image.animated()


def in_pictures(data: bytes, media_type: str, limits: Limits) -> Iterator[Image]:
    """Pictures (RGB) beside the pages of a picture file. Raises UnusableError."""
    found = chain(
        _magic(data, _in_pages(data, limits) if media_type == "image/tiff" else ()),
        _written_out(data),
        _in_tags(data),
        _below(data) if media_type == "image/tiff" else (),
    )
    yield from _decoded(found, limits)
    if media_type == "image/heic":
        yield from _heif(data, limits)
    else:
        yield from _transparent(data, media_type, limits)


def in_pdf(data: bytes, limits: Limits) -> Iterator[tuple[Image, Image | None]]:
    """Pictures within or behind the JPEG files of a PDF, each with the one it came with, as far as that can be told.

    Raises UnusableError.
    """
    for part in (data, *pdf_strings.wrapped_photos(data)):
        host, end, shown = -1, 0, None
        for at in _starts(part, b"\xff\xd8\xff"):
            if at >= end and (at == 0 or part[max(at - 8, 0) : at].rstrip(b"\r\n").endswith(b"stream")):
                host, end, shown = at, _end_of_jpeg(part, at), None
            elif host >= 0:
                for picture in _decoded(iter([("JPEG", part, at)]), limits):
                    shown = _host(part[host:end], limits) if shown is None else shown
                    yield picture, shown


def _host(data: bytes, limits: Limits) -> Image | None:
    """A photo of a PDF; None where only its beginning is at hand or its page shows it otherwise."""
    with contextlib.suppress(UnusableError):
        return next(_decoded(iter([("JPEG", data, 0)]), limits, least=1), None)
    return None


def unscreened() -> UnusableError:
    return UnusableError(
        "unusable.hidden_picture",
        "文件里除了看得见的页面，还带有无法检查的图片（如预览图、连拍照片、景深图），不能确认是否有密级标志，因此没有保存。"
        "请打开这张照片截屏，或用“另存为”“打印为 PDF”重新保存一份后上传。",
    )


Found = tuple[str, bytes, int]
"""Format, the bytes it lies in, and where it begins."""


def _decoded(found: Iterator[Found], limits: Limits, least: int = LEAST) -> Iterator[Image]:
    """Those large enough. What only looks like the beginning of a picture is none; a broken one was not screened."""
    for count, (form, data, at) in enumerate(found):
        if count >= _MOST:
            raise unscreened()
        try:
            picture = Pillow.open(io.BytesIO(data[at:]), formats=[form])
        except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as bomb:
            raise unscreened() from bomb
        except Exception:  # noqa: BLE001, S112 - foreign bytes; what no decoder recognises is no picture
            continue
        if max(picture.size) >= least:
            yield _pixels(picture, limits)


def _pixels(picture: Pillow.Image, limits: Limits) -> Image:
    try:
        return decode_image.pixels(picture, limits)
    except Exception as fault:
        raise unscreened() from fault


def _starts(data: bytes, magic: bytes, begin: int = 0) -> Iterator[int]:
    at = data.find(magic, begin)
    while at >= 0:
        yield at
        at = data.find(magic, at + 1)


def _magic(data: bytes, shown: tuple[range, ...] | tuple[()]) -> Iterator[Found]:
    """Whole picture files inside another, but for the strips of a page."""
    for magic, before, form in _MAGIC:
        for at in _starts(data, magic, before + 1):
            if not any(at in part for part in shown):
                yield form, data, at - before


def _written_out(data: bytes) -> Iterator[Found]:
    """Pictures an XMP description holds as letters."""
    if b"/9j/" not in data and b"iVBORw0K" not in data:
        return
    for match in _BASE64.finditer(_PIECE.sub(b"", data)):
        letters = _LINE_END.sub(b"", match[0]).rstrip(b"=")
        try:
            held = base64.b64decode(letters + b"=" * (-len(letters) % 4))
        except binascii.Error:
            continue
        yield "JPEG" if held.startswith(b"\xff\xd8") else "PNG", held, 0


def _in_tags(data: bytes) -> Iterator[Found]:
    """Previews that EXIF data hold as plain pixels: the second directory of their tags."""
    for order in _EXIF_TAGS:
        for at in _starts(data, order, 4):
            if data[at - 6 : at] != b"Exif\0\0" and data[at - 4 : at] != b"eXIf" and data[at - 8 : at - 4] != b"EXIF":
                continue
            block, side = data[at:], "little" if order[:1] == b"I" else "big"
            first = int.from_bytes(block[4:8], side)  # type: ignore[arg-type]
            entries = int.from_bytes(block[first : first + 2], side)  # type: ignore[arg-type]
            second = block[first + 2 + 12 * entries :][:4]
            if len(second) == 4 and any(second):
                yield from _directory(block[:4] + second + block[8:])


def _directory(data: bytes) -> Iterator[Found]:
    """The picture of a TIFF's first directory, unless it is found by its first bytes."""
    try:
        compression = Pillow.open(io.BytesIO(data), formats=["TIFF"]).tag_v2.get(_COMPRESSION)  # type: ignore[attr-defined]
    except Exception:  # noqa: BLE001 - a directory without a picture
        return
    if compression not in _IN_JPEG:
        yield "TIFF", data, 0


def _pages(data: bytes) -> Iterator[Pillow.Image]:
    """A TIFF at each of its pages; stops where one cannot be opened."""
    try:
        with Pillow.open(io.BytesIO(data), formats=["TIFF"]) as picture:
            for number in range(getattr(picture, "n_frames", 1)):
                picture.seek(number)
                yield picture
    except Exception:  # noqa: BLE001 - who reads the pages says what is wrong with them
        return


def _in_pages(data: bytes, limits: Limits) -> tuple[range, ...]:
    """Where the bytes of a TIFF's own pages lie."""
    parts: list[range] = []
    for picture in _pages(data):
        tags = picture.tag_v2  # type: ignore[attr-defined]
        for places, sizes in ((_STRIPS, _STRIP_SIZES), (_TILES, _TILE_SIZES)):
            pairs = zip(tags.get(places, ()), tags.get(sizes, ()), strict=False)
            parts += [range(at, at + size) for at, size in pairs]
        tables = tags.get(_JPEG_TABLES)
        if isinstance(tables, bytes) and (at := data.find(tables)) >= 0:
            parts.append(range(at, at + len(tables)))
        if len(parts) > 4000 * limits.max_pages:
            raise unscreened()
    return tuple(parts)


def _below(data: bytes) -> Iterator[Found]:
    """Pictures in directories below those of a TIFF's pages."""
    waiting = [int(at) for page in _pages(data) for at in _subordinate(page)]
    seen: set[int] = set()
    large = data[2:4] in (b"+\0", b"\0+")
    where, side = (slice(8, 16) if large else slice(4, 8)), ("little" if data[:1] == b"I" else "big")
    while waiting:
        at = waiting.pop(0)
        if at in seen:
            continue
        if len(seen) >= _MOST:
            raise unscreened()
        seen.add(at)
        turned = data[: where.start] + at.to_bytes(where.stop - where.start, side) + data[where.stop :]  # type: ignore[arg-type]
        yield from _directory(turned)
        waiting += [int(more) for page in _pages(turned) for more in _subordinate(page)]


def _subordinate(page: Pillow.Image) -> tuple[int, ...]:
    found = page.tag_v2.get(_SUB_DIRECTORIES, ())  # type: ignore[attr-defined]
    return found if isinstance(found, tuple) else (found,)


def _heif(data: bytes, limits: Limits) -> Iterator[Image]:
    """All pictures of a HEIC but the one it shows: further ones, previews, depth, brightness."""
    try:
        file = pillow_heif.open_heif(data)
        held: list[pillow_heif.heif.BaseImage] = []
        for number, image in enumerate(file):
            held += [image] if number != file.primary_index else []
            info: dict[str, Any] = image.info
            held += [image.get_thumbnail(i) for i in range(len(info["thumbnails"]))]
            held += info["depth_images"]
            kinds: dict[str, list[int]] = info.get("aux", {})
            held += [image.get_aux_image(each) for kind, ids in kinds.items() if "alpha" not in kind for each in ids]
    except Exception as fault:
        raise unscreened() from fault
    if len(held) > _MOST:
        raise unscreened()
    for one in held:
        if max(one.size) >= LEAST:
            if one.size[0] * one.size[1] > limits.max_pixels:
                raise unscreened()
            try:
                picture = one.to_pillow()
            except Exception as fault:
                raise unscreened() from fault
            yield _pixels(picture, limits)


def _transparent(data: bytes, media_type: str, limits: Limits) -> Iterator[Image]:
    """The colours of a picture whose pixels are in part transparent: what lies below these."""
    with decode_image.opened(data, media_type, limits) as picture:
        if media_type in ("image/png", "image/webp", "image/tiff") and picture.mode in ("RGBA", "LA", "PA"):
            picture.load()
            if picture.getchannel("A").getextrema()[0] < 255:  # type: ignore[operator]
                yield _pixels(picture.convert("RGB"), limits)


def _end_of_jpeg(data: bytes, at: int) -> int:
    """Behind the end of the JPEG that begins at a place, the pictures within its segments left aside."""
    at += 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    end = data.find(b"\xff\xd9", at)
    return len(data) if end < 0 else end + 2
