"""The sentence about a pair: same capture, same sheet or template, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.place import Box
from verifiers.pairs.align import Image, align
from verifiers.pairs.capture import CaptureMeasures, measure_capture
from verifiers.pairs.changed import changed_boxes
from verifiers.pairs.sides import Side

#: Corners under the rigid and the affine map, percent of the diagonal. Measured: copies ≤ 0.011, other scans ≥ 0.6,
#: sheets drawn straight by one feeder from 0.005, half of them above 0.016; noise tells those that are left.
SAME_MAP = 0.02
#: Median error of the rigid map, pixels at working size. Measured: copies ≤ 0.11.
SAME_ERROR = 0.35
#: Grey levels of noise from which it tells something, and those that no program and no compression leaves on bare
#: paper: where only one page has so much, it is another capture.
NOISE_STRENGTH, OTHER_NOISE = 0.05, 0.5
SAME_LIGHT = 0.08
#: Correlation of the strokes. Measured: copies, edited or not, ≥ 0.87; one template filled in differently ≤ 0.68.
SAME_INK = 0.8


class Relation(StrEnum):
    """``same_capture``: one photo or scan, maybe edited. ``same_rendering``: drawn by one program to the pixel, without
    noise that could tell copies from siblings of one class. ``same_layout``: one sheet or one template, captured twice;
    only the words can tell which. ``different``."""

    SAME_CAPTURE = "same_capture"
    SAME_RENDERING = "same_rendering"
    SAME_LAYOUT = "same_layout"
    DIFFERENT = "different"


@dataclass(frozen=True)
class PairResult:
    """``changed`` are boxes on A (pixels) where B differs; only given for copies and renderings.

    ``matrix`` maps pixels of B to pixels of A (three rows of three), None when different.
    """

    relation: Relation
    confidence: float
    changed: tuple[Box, ...] = ()
    mirrored: bool = False
    inliers: int = 0
    matrix: tuple[tuple[float, ...], ...] | None = None
    measures: CaptureMeasures | None = None


def compare(a: Image, b: Image) -> PairResult:
    """Compare two upright RGB pages."""
    return compare_sides(Side(lambda: a), Side(lambda: b))


def compare_sides(a: Side, b: Side) -> PairResult:
    """Compare two pages; their pixels are looked at only where the features allow one capture."""
    alignment = align(a.features, b.features, lambda: b.flipped)
    if alignment is None or alignment.inliers < 25:
        return PairResult(Relation.DIFFERENT, 0.9, inliers=0 if alignment is None else alignment.inliers)
    rigid = alignment.rigid
    if rigid is not None and alignment.rigid_error <= SAME_ERROR and alignment.corner_residue <= SAME_MAP:
        measures = measure_capture(a.pixels, b.pixels, alignment)
        if measures is not None and measures.light <= SAME_LIGHT and measures.ink >= SAME_INK:
            changed = changed_boxes(a.pixels, b.pixels, rigid)
            matrix = tuple(tuple(float(x) for x in row) for row in rigid)
            noisy = measures.strength >= NOISE_STRENGTH
            if noisy and measures.noise is not None and measures.noise >= measures.chance:
                confidence = min(0.999, 0.9 + measures.noise / 5)
                return PairResult(
                    Relation.SAME_CAPTURE, confidence, changed, alignment.mirrored, alignment.inliers, matrix, measures
                )
            if not noisy and measures.stronger < OTHER_NOISE:
                return PairResult(
                    Relation.SAME_RENDERING, 0.95, changed, alignment.mirrored, alignment.inliers, matrix, measures
                )
    matrix = tuple(tuple(float(x) for x in row) for row in alignment.homography)
    confidence = min(0.95, 0.4 + alignment.inliers / 400)
    return PairResult(Relation.SAME_LAYOUT, confidence, (), alignment.mirrored, alignment.inliers, matrix)
