"""JPEG, PNG, WebP, HEIC and TIFF to upright-by-EXIF RGB pixels on white (Pillow, pillow-heif)."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator

import numpy as np
import pillow_heif
from PIL import Image as Pillow
from PIL import ImageFile

from intake import accept
from intake.accept import UnusableError
from intake.settings import Limits
from intake.sheet import Image, Sheet

_FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/heic": ("HEIF",),
    "image/tiff": ("TIFF",),
}

#: What makes a picture with an EXIF orientation upright.
_UPRIGHT = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}


def prepare(limits: Limits) -> None:
    """Set the libraries' own limits; to be called after every other import, since some of them raise these."""
    Pillow.MAX_IMAGE_PIXELS = limits.max_pixels
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    # Previews and depth maps are for the guard alone (``within``): no page is made of them. One thread.
    pillow_heif.register_heif_opener(thumbnails=True, depth_images=True, aux_images=True, decode_threads=1)
    warnings.simplefilter("error", Pillow.DecompressionBombWarning)


def page_count(data: bytes, media_type: str, limits: Limits) -> int:
    """Number of pages; only TIFF has more than one. Raises UnusableError for moving pictures and too many pages."""
    with opened(data, media_type, limits) as picture:
        return _count(picture, media_type, limits)


def sheets(data: bytes, media_type: str, limits: Limits) -> Iterator[Sheet]:
    """The pages, one after the other. Raises UnusableError."""
    with opened(data, media_type, limits) as picture:
        for number in range(1, _count(picture, media_type, limits) + 1):
            yield _sheet(picture, number, limits)


def _count(picture: Pillow.Image, media_type: str, limits: Limits) -> int:
    if media_type == "image/tiff":
        count = 0
        try:
            for count in range(1, limits.max_pages + 2):
                picture.seek(count - 1)
        except EOFError:
            count -= 1
        except Exception as fault:
            raise accept.damaged() from fault  # directories of broken TIFF files raise whatever they stumble over
        picture.seek(0)
        accept.check_page_count(count, limits)
        return count
    if media_type in ("image/png", "image/webp") and getattr(picture, "is_animated", False):
        raise animated()
    return 1


def animated() -> UnusableError:
    return UnusableError("unusable.animated", "这是动态图片，无法确定以哪一帧为准。请截取静态图片后再上传。")


def opened(data: bytes, media_type: str, limits: Limits) -> Pillow.Image:
    """The file at its first page, not decoded yet. Raises UnusableError."""
    try:
        picture = Pillow.open(io.BytesIO(data), formats=_FORMATS[media_type])
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as bomb:
        width, height = _declared(data, media_type)
        raise accept.too_many_pixels(width, height, limits) from bomb
    except MemoryError as lack:
        raise UnusableError(
            "unusable.too_many_pixels", "图片展开后过大，无法处理。请缩小尺寸（长边 4000 像素左右即可）后再上传。"
        ) from lack
    except Exception as fault:
        if media_type == "image/png" and data[12:16] == b"IHDR" and bytes(4) in (data[16:20], data[20:24]):
            accept.check_dimensions(0, 0, limits)
        raise accept.damaged() from fault
    accept.check_dimensions(picture.width, picture.height, limits)
    return picture


def _declared(data: bytes, media_type: str) -> tuple[int, int]:
    """Size a PNG declares; (0, 0) where only the decoder could tell."""
    if media_type == "image/png" and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    return 0, 0


def _sheet(picture: Pillow.Image, number: int, limits: Limits) -> Sheet:
    try:
        if number > 1:
            picture.seek(number - 1)
            accept.check_dimensions(picture.width, picture.height, limits)
        full = picture.size
        orientation = _exif_orientation(picture)
        if picture.format in ("JPEG", "MPO") and max(full) > limits.working_side:
            picture.draft("RGB", (limits.working_side, limits.working_side))
        picture.load()
        frame = picture.transpose(_UPRIGHT[orientation]) if orientation in _UPRIGHT else picture
        rgb = _rgb(frame, limits.working_side)
    except UnusableError:
        raise
    except MemoryError as lack:
        raise UnusableError(
            "unusable.too_many_pixels", "图片展开后过大，无法处理。请缩小尺寸（长边 4000 像素左右即可）后再上传。"
        ) from lack
    except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as bomb:
        raise accept.too_many_pixels(*picture.size, limits) from bomb
    except (OSError, EOFError, SyntaxError, ValueError, TypeError, struct.error, zlib.error, KeyError) as fault:
        if "truncated" in str(fault).lower() or isinstance(fault, EOFError):
            raise accept.truncated() from fault
        raise accept.damaged() from fault
    width, height = (full[1], full[0]) if orientation >= 5 else full
    return Sheet(number, width, height, rgb)


def pixels(picture: Pillow.Image, limits: Limits) -> Image:
    """A picture that is no page, as it lies in the file: 8-bit RGB. Raises what decoders raise, and UnusableError."""
    accept.check_dimensions(picture.width, picture.height, limits)
    picture.load()
    return _rgb(picture, limits.working_side)


def _exif_orientation(picture: Pillow.Image) -> int:
    """1 to 8; 1 for a missing or malformed tag, which must not make a readable picture unreadable."""
    try:
        value = picture.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 - EXIF is foreign data; any fault means no orientation
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _rgb(frame: Pillow.Image, side: int) -> Image:
    """8-bit RGB on white, not larger than ``side``."""
    if frame.mode in ("I;16", "I;16L", "I;16B", "I;16N", "I", "F"):
        frame = _eight_bits(frame)
    if max(frame.size) > side:
        frame = frame.copy() if frame.mode != "P" else frame.convert("RGBA" if "transparency" in frame.info else "RGB")
        if frame.mode == "1":
            frame = frame.convert("L")
        frame.thumbnail((side, side), Pillow.Resampling.BOX, reducing_gap=None)
    if frame.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in frame.info:
        layer = frame.convert("RGBA")
        paper = Pillow.new("RGBA", layer.size, (255, 255, 255, 255))
        frame = Pillow.alpha_composite(paper, layer)
    frame = frame if frame.mode == "RGB" else frame.convert("RGB")
    return np.ascontiguousarray(np.asarray(frame, dtype=np.uint8))


def _eight_bits(frame: Pillow.Image) -> Pillow.Image:
    """Deep grey to 8 bits: 16-bit by its own range, everything else stretched between its extremes."""
    values = np.asarray(frame).astype(np.float32)
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    low, high = (0.0, 65535.0) if frame.mode.startswith("I;16") else (float(values.min()), float(values.max()))
    if low >= 0 and high <= 255:
        low, high = 0.0, 255.0
    elif frame.mode == "I" and low >= 0 and 255 < high <= 65535:
        low, high = 0.0, 65535.0
    return Pillow.fromarray(((values - low) * (255.0 / max(high - low, 1e-6))).clip(0, 255).astype(np.uint8))
