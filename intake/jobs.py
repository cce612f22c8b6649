"""The jobs a sandbox worker does. Everything here runs inside the worker."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from PIL import Image as Pillow

from domain.fact import RereadRequest, SecondReading
from domain.reading import Reading, Refusal, Withheld
from intake import accept, decode_image, memory, pipeline
from intake.accept import UnusableError
from intake.decode_pdf import PdfFile
from intake.sandbox_worker import report
from intake.settings import GuardSettings, Limits
from intake.sheet import Image

_guard = GuardSettings()
_limits = Limits()


def warm(guard: GuardSettings, limits: Limits) -> None:
    """Load and try the models, and set the libraries' limits. Called before the worker confines itself."""
    global _guard, _limits
    _guard, _limits = guard, limits
    cv2.setNumThreads(1)
    pipeline.reader().read(np.full((64, 256, 3), 255, np.uint8))
    decode_image.prepare(limits)


def read(data: bytes) -> Reading | Withheld | Refusal:
    return pipeline.read(data, _guard, _limits, report)


def reread(data: bytes, requests: Sequence[RereadRequest], rotations: Mapping[int, int]) -> tuple[SecondReading, ...]:
    return ()


def page_image(data: bytes, number: int, side: int, rotation: int | None) -> bytes | None:
    """WebP of one upright page; None where there is no such page."""
    pixels = upright(data, number, min(max(side, 64), 4096), rotation)
    if pixels is None:
        return None
    picture = Pillow.fromarray(pixels)
    picture.thumbnail((side, side), Pillow.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=82, method=2)
    return out.getvalue()


def upright(data: bytes, number: int, side: int, rotation: int | None) -> Image | None:
    """Pixels of one page turned upright (RGB, height x width x 3); None where there is no such page.

    ``side`` is the longest side (pixels) at which a PDF page is rendered; pictures come as they are.
    """
    try:
        media_type = accept.media_type_of(data, _limits)
        if media_type == "application/pdf":
            with PdfFile(data, _limits) as pdf:
                if not 1 <= number <= len(pdf):
                    return None
                pixels = pdf.picture(number, side)
        else:
            held = memory.recall(hashlib.sha256(data).hexdigest())
            if held is not None and number in held.sheets:
                return held.sheets[number].image
            wanted = (s.image for s in decode_image.sheets(data, media_type, _limits) if s.number == number)
            found = next(wanted, None)
            if found is None:
                return None
            pixels = found
    except UnusableError:
        return None
    return np.ascontiguousarray(np.rot90(pixels, k=(rotation or 0) // 90)) if rotation else pixels
