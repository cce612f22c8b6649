"""Whether a page could be read well enough to say that it carries no mark."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from domain.finding import Finding, Severity
from domain.place import Box, Place
from domain.reading import Line
from intake.look import Look
from intake.sheet import Image

_SIDE = 1000
_LEGIBLE = 0.6  # Probability from which a character counts as read.
_SHARE = 0.5
_BLANK = 6.0  # Standard deviation of grey below which a page is empty.
_DARK = 40.0  # Brightness up to which an even page is no empty paper but one nobody can see.
#: Strength of the strongest edges, grey levels at 1000 pixels. Pages that can be read have 11 and more; at 5 only
#: titles are left; a picture without words is believed to have none from 8 on.
_BLURRED, _SHARP = 5.0, 8.0


def screened(page: Image | Look, lines: Sequence[Line]) -> bool:
    """True when the words were read, or when there are none to read.

    Words that were found and could not be read were not screened, and where a page is so soft that only
    its largest words were found, the others were not. Where no words were found at all, an even page is
    empty unless it is dark, and a picture in focus is a picture; anything else is too blurred to tell.
    """
    chances = [chance for line in lines for chance in (line.char_confidence or (line.confidence,) * len(line.text))]
    if chances and sum(chance >= _LEGIBLE for chance in chances) < _SHARE * len(chances):
        return False
    small = (page if isinstance(page, Look) else Look(page)).grey(_SIDE)
    smooth = cv2.GaussianBlur(small, (0, 0), 1.0).astype(np.float32)
    if float(smooth.std()) < _BLANK:
        return bool(chances) or float(np.quantile(smooth[::4, ::4], 0.95)) > _DARK
    edges = np.abs(cv2.Laplacian(smooth, cv2.CV_32F))
    return float(np.quantile(edges[::2, ::2], 0.995)) >= (_BLURRED if chances else _SHARP)


def unscreened(page: int, width: float, height: float) -> Finding:
    """What a person is told about a page that was not screened."""
    return Finding(
        "capture.unscreened",
        Severity.STOP,
        f"第 {page} 页看不清，无法确认是否有密级或不予公开标志，没有保存。",
        0.9,
        Place(page, Box(0, 0, width, height)),
        ("照片模糊、过暗、反光或离得太远。",),
        "请在光线均匀处正对纸面重新拍摄，让文字清晰、四边完整，或改用扫描件。",
        detail={"page": page},
    )
