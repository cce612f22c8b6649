"""What a picture of a page shows beside its words: grain of the paper, strokes of the glyphs, traces of compression.

Everything is compared within one page: a word against its neighbours. Nothing here knows a "right" camera, scanner or
program; that a picture was compressed, shrunk or stripped of its metadata never counts against it.
"""

from verifiers.pixels.cells import Cell, cells_of
from verifiers.pixels.measures import Measures, measured
from verifiers.pixels.picture import Picture, pictured
from verifiers.pixels.windows import Judged, Window, cells_needed, judged_windows, runs_of, suspect_windows

__all__ = [
    "Cell",
    "Judged",
    "Measures",
    "Picture",
    "Window",
    "cells_needed",
    "cells_of",
    "judged_windows",
    "measured",
    "pictured",
    "runs_of",
    "suspect_windows",
]
