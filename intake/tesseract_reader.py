"""Second reader: Tesseract (chi_sim) on the places of doubtful values, never on a whole page.

Its library reads inside this process, its program where only that can be had: then pictures pass through temporary
files, so the reader may only be called after the secrecy guard has passed, and its folder lies in memory, is this
process's own, and is wiped. All crops of a page go through one call of the program: starting it costs more than
reading a line.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytesseract
from numpy.typing import NDArray

from domain.fact import RereadRequest, SecondReading
from domain.place import Box
from intake import seals
from intake.rapid_reader import Image
from intake.tesseract_library import TesseractLibrary

_LANGUAGE = "chi_sim"
_HEIGHT = 56  # Pixels a line is brought to; Tesseract was trained on about 48 with margins.
_MARGIN = 12
_TIMEOUT = 30.0
_DIGITS = "0123456789.-/:年月日"
_MEMORY = Path("/dev/shm")  # noqa: S108  (a file system in memory is the point)


@cache
def available() -> bool:
    """Whether the program and its simplified Chinese model are installed."""
    if shutil.which(pytesseract.pytesseract.tesseract_cmd) is None:
        return False
    try:
        return _LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, pytesseract.TesseractNotFoundError, OSError, subprocess.SubprocessError):
        return False


def reread(image: Image, requests: Sequence[RereadRequest]) -> tuple[SecondReading, ...]:
    """What stands in each requested box of an upright RGB page; empty where Tesseract is missing.

    ``under_seal`` reads the red channel, with red ink taken away. Boxes outside the page
    and lines that time out are left out.
    """
    if not requests or not available():
        return ()
    found: list[SecondReading] = []
    for digits_only in (False, True):
        some = [r for r in requests if r.digits_only == digits_only]
        crops = [(r, crop) for r in some if (crop := _crop(image, r.box, r.under_seal)) is not None]
        if crops:
            read = _lines([crop for _, crop in crops], digits_only)
            found += [
                SecondReading(r, text, confidence, "tesseract-red" if r.under_seal else "tesseract")
                for (r, _), (text, confidence) in zip(crops, read, strict=True)
                if text
            ]
    return tuple(found)


def _crop(image: Image, box: Box, under_seal: bool) -> NDArray[np.uint8] | None:
    height, width = image.shape[:2]
    x0, y0, x1, y1 = box.grown(0.08 * min(box.width, box.height)).as_list()
    part = image[max(y0, 0) : min(y1, height), max(x0, 0) : min(x1, width)]
    if part.shape[0] < 6 or part.shape[1] < 6:
        return None
    grey = seals.without_red(part) if under_seal else cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    if part.shape[0] >= 1.5 * part.shape[1]:
        return None  # A column of vertical writing: this model cannot read it.
    wide = max(_HEIGHT, round(grey.shape[1] * _HEIGHT / grey.shape[0]))
    line = cv2.resize(
        grey, (wide, _HEIGHT), interpolation=cv2.INTER_AREA if grey.shape[0] > _HEIGHT else cv2.INTER_CUBIC
    )
    if line.mean() < 110:
        line = 255 - line  # Pale letters on a dark ground.
    paper = float(np.percentile(line, 90))
    bordered = cv2.copyMakeBorder(line, _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=(paper,))
    return bordered.astype(np.uint8, copy=False)


@cache
def _library() -> TesseractLibrary | None:
    """Tesseract inside this process; None where only its program is there."""
    try:
        return TesseractLibrary(_LANGUAGE)
    except OSError:
        return None


def _lines(crops: Sequence[NDArray[np.uint8]], digits_only: bool) -> list[tuple[str, float]]:
    """Text and smallest word confidence (0 to 1) of each crop; empty text where it fails."""
    library = _library()
    if library is None:
        return _by_program(crops, digits_only)
    read = [library.words(crop, _DIGITS if digits_only else "", _TIMEOUT) for crop in crops]
    return [("".join(word for word, _ in line), min((sure for _, sure in line), default=0.0)) for line in read]


def _by_program(crops: Sequence[NDArray[np.uint8]], digits_only: bool) -> list[tuple[str, float]]:
    """As ``_lines``, in one call of the program."""
    settings = "--psm 7 --dpi 300"
    if digits_only:
        settings += f" -c tessedit_char_whitelist={_DIGITS}"
    with _folder_in_memory() as folder:
        paths = []
        for number, crop in enumerate(crops):
            path = folder / f"{number:04d}.png"
            cv2.imwrite(str(path), crop)
            paths.append(str(path))
        listing = folder / "crops.txt"
        listing.write_text("\n".join(paths) + "\n", encoding="ascii")
        try:
            table = pytesseract.image_to_data(
                str(listing),
                lang=_LANGUAGE,
                config=settings,
                output_type=pytesseract.Output.DICT,
                timeout=_TIMEOUT + 0.5 * len(crops),
            )
        except (RuntimeError, pytesseract.TesseractError, OSError):
            return [("", 0.0)] * len(crops)
    words: list[list[tuple[str, float]]] = [[] for _ in crops]
    for number, text, confidence in zip(table["page_num"], table["text"], table["conf"], strict=True):
        if str(text).strip() and float(confidence) >= 0 and 1 <= int(number) <= len(crops):
            words[int(number) - 1].append((str(text).strip(), float(confidence) / 100))
    return [("".join(w for w, _ in line), min((c for _, c in line), default=0.0)) for line in words]


@contextmanager
def _folder_in_memory() -> Iterator[Path]:
    """A folder of this process alone, in memory where the system has such a place; wiped at the end.

    pytesseract and Tesseract put their own files where ``tempfile`` points, so that is turned there
    for the time of the call.
    """
    place: Path | None = Path(os.environ.get("TMPDIR", str(_MEMORY)))  # A sandbox worker has a folder of its own.
    if place is None or not place.is_relative_to(_MEMORY) or not os.access(place, os.W_OK):
        place = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory(prefix="hourproof-", dir=place) as name:
        tempfile.tempdir = name
        try:
            yield Path(name)
        finally:
            tempfile.tempdir = before
