"""Tesseract by its own library, as installed beside its program: the model is loaded once a process.

Starting the program takes ten times as long as a line does, nearly all of it for loading the model. The functions are
those of Tesseract's ``capi.h``; the version and the model are the program's. The pictures never leave this
process. Where the library is missing, ``TesseractLibrary`` raises OSError, and the program does the work.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import c_char_p, c_int, c_void_p

import numpy as np
from numpy.typing import NDArray

_LIBRARY = "libtesseract.so.5"
_SINGLE_LINE, _RESOLUTION = 7, 300

#: Function: what it takes and gives.
_SHAPES: dict[str, tuple[list[type], type | None]] = {
    "TessBaseAPICreate": ([], c_void_p),
    "TessBaseAPIInit3": ([c_void_p, c_char_p, c_char_p], c_int),
    "TessBaseAPISetPageSegMode": ([c_void_p, c_int], None),
    "TessBaseAPISetVariable": ([c_void_p, c_char_p, c_char_p], c_int),
    "TessBaseAPISetImage": ([c_void_p, c_char_p, c_int, c_int, c_int, c_int], None),
    "TessBaseAPISetSourceResolution": ([c_void_p, c_int], None),
    "TessBaseAPIRecognize": ([c_void_p, c_void_p], c_int),
    "TessBaseAPIGetTsvText": ([c_void_p, c_int], c_void_p),
    "TessBaseAPIClear": ([c_void_p], None),
    "TessDeleteText": ([c_void_p], None),
    "TessMonitorCreate": ([], c_void_p),
    "TessMonitorSetDeadlineMSecs": ([c_void_p, c_int], None),
    "TessMonitorDelete": ([c_void_p], None),
}


class TesseractLibrary:
    """Reads single lines in one language. Not to be shared between threads. Raises OSError where it cannot start."""

    def __init__(self, language: str) -> None:
        self._library = ctypes.CDLL(_LIBRARY)
        for name, (takes, gives) in _SHAPES.items():
            function = getattr(self._library, name, None)
            if function is None:
                raise OSError(f"{_LIBRARY} has no {name}")
            function.argtypes, function.restype = takes, gives
        self._reader = self._library.TessBaseAPICreate()
        self._library.TessBaseAPISetVariable(self._reader, b"debug_file", b"/dev/null")
        if self._library.TessBaseAPIInit3(self._reader, None, language.encode()) != 0:
            raise OSError(f"no model {language} for {_LIBRARY}")
        self._library.TessBaseAPISetPageSegMode(self._reader, _SINGLE_LINE)

    def words(self, line: NDArray[np.uint8], letters: str, seconds: float) -> list[tuple[str, float]]:
        """Words of a grey line with their confidence (0 to 1), of these ``letters`` only where any are given."""
        height, width = line.shape
        self._library.TessBaseAPISetVariable(self._reader, b"tessedit_char_whitelist", letters.encode())
        self._library.TessBaseAPISetImage(self._reader, np.ascontiguousarray(line).tobytes(), width, height, 1, width)
        self._library.TessBaseAPISetSourceResolution(self._reader, _RESOLUTION)
        monitor = self._library.TessMonitorCreate()
        try:
            self._library.TessMonitorSetDeadlineMSecs(monitor, round(1000 * seconds))
            if self._library.TessBaseAPIRecognize(self._reader, monitor) != 0:
                return []
            return list(self._table())
        finally:
            self._library.TessMonitorDelete(monitor)
            self._library.TessBaseAPIClear(self._reader)

    def _table(self) -> Iterator[tuple[str, float]]:
        text = self._library.TessBaseAPIGetTsvText(self._reader, 0)
        rows = ctypes.string_at(text).decode("utf-8", "replace").splitlines()
        self._library.TessDeleteText(text)
        for row in rows:
            *_, confidence, word = row.split("\t")
            if word.strip() and float(confidence) >= 0:
                yield word.strip(), int(float(confidence)) / 100  # Whole percents, as from the program.
