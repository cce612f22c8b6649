"""The jobs a sandbox worker does. Everything here runs inside the worker."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from PIL import Image as Pillow

from domain.case import Case
from domain.fact import RereadRequest, SecondReading
from domain.place import Box
from domain.reading import Reading, Refusal, Source, Withheld
from intake import accept, decode_image, document, memory, pipeline, tesseract_reader
from intake.accept import UnusableError
from intake.decode_pdf import PdfFile
from intake.sandbox.worker import report
from intake.settings import GuardSettings, Limits
from intake.sheet import Image, Sheet

_guard = GuardSettings()
_limits = Limits()


def warm(guard: GuardSettings, limits: Limits) -> None:
    """Load and try the models, and set the libraries' limits. Called before the worker confines itself."""
    global _guard, _limits
    _guard, _limits = guard, limits
    cv2.setNumThreads(1)
    pipeline.reader().read(np.full((64, 256, 3), 255, np.uint8))
    decode_image.prepare(limits)


def read(data: bytes, guard: GuardSettings | None = None) -> Reading | Withheld | Refusal:
    return pipeline.read(data, guard or _guard, _limits, report)


def reread(data: bytes, requests: Sequence[RereadRequest], rotations: Mapping[int, int]) -> tuple[SecondReading, ...]:
    """The second reader on the boxes; empty where Tesseract or a place for its files is missing."""
    sheets = _upright_sheets(data, {request.page for request in requests}, rotations)
    found: list[SecondReading] = []
    for number, sheet in sheets.items():
        here = [request for request in requests if request.page == number]
        asked = [replace(request, box=_shrink(request.box, sheet.scale)) for request in here]
        originals = dict(zip(asked, here, strict=True))
        with contextlib.suppress(OSError):
            found += [
                replace(answer, request=originals[answer.request])
                for answer in tesseract_reader.reread(sheet.image, asked)
            ]
    return tuple(found)


def _shrink(box: Box, scale: float) -> Box:
    """From full-size pixels to those of a picture reduced by ``scale``."""
    return Box(box.left / scale, box.top / scale, box.right / scale, box.bottom / scale)


def _upright_sheets(data: bytes, numbers: set[int], rotations: Mapping[int, int]) -> dict[int, Sheet]:
    """Upright sheets of the wanted pages, from memory where the file was read here just before."""
    held = memory.recall(hashlib.sha256(data).hexdigest())
    sheets = {n: held.sheets[n] for n in numbers if held is not None and n in held.sheets}
    missing = numbers - sheets.keys()
    if not missing:
        return sheets
    with contextlib.suppress(UnusableError):
        media_type = accept.media_type_of(data, _limits)
        with document.opened(data, media_type, _limits) as file:
            for sheet in file.sheets(missing):
                sheets[sheet.number] = pipeline.stood_upright(sheet, rotations.get(sheet.number))
    return sheets


def look_into(function: Callable[[Case], Any], case: Case) -> Any:
    """A function of a case that has its original; with the file's pages where this worker still holds them."""
    assert case.original is not None
    held = memory.recall(hashlib.sha256(case.original).hexdigest())
    sheets = {} if held is None else held.sheets
    return function(replace(case, pictures={n: s.image for n, s in sheets.items() if s.scale == 1}))


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
                sheet = pdf.sheet(number)
                if sheet.source is Source.TEXT_LAYER:
                    return pdf.picture(number, side, sheet.turned)
                return pipeline.stood_upright(sheet, rotation).image
        sheets = _upright_sheets(data, {number}, {} if rotation is None else {number: rotation})
        return sheets[number].image if number in sheets else None
    except UnusableError:
        return None
