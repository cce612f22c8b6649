"""Two pages side by side: are they one capture, one sheet, one template, or nothing of each other?

Pure functions of pixels. Pages come as RGB arrays of shape (height, width, 3), uint8.
"""

from verifiers.pairs.align import Alignment, align
from verifiers.pairs.capture import CaptureMeasures, measure_capture
from verifiers.pairs.changed import changed_boxes
from verifiers.pairs.relation import PairResult, Relation, compare

__all__ = [
    "Alignment",
    "CaptureMeasures",
    "PairResult",
    "Relation",
    "align",
    "changed_boxes",
    "compare",
    "measure_capture",
]
