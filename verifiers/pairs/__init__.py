"""Two pages side by side: are they one capture, one sheet, one template, or nothing of each other?

Functions of pixels alone. Pages come as RGB arrays of shape (height, width, 3), uint8, or as ``Side``, which decodes
its page only where it must and keeps its features on a ``Shelf`` for the next pair.
"""

from verifiers.pairs.align import Alignment, align
from verifiers.pairs.capture import CaptureMeasures, measure_capture
from verifiers.pairs.changed import changed_boxes
from verifiers.pairs.relation import PairResult, Relation, compare, compare_sides
from verifiers.pairs.sides import Shelf, Side

__all__ = [
    "Alignment",
    "CaptureMeasures",
    "PairResult",
    "Relation",
    "Shelf",
    "Side",
    "align",
    "changed_boxes",
    "compare",
    "compare_sides",
    "measure_capture",
]
