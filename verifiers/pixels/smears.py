"""Words smeared or blurred away: soft ink in a line's height where nothing could be read.

Strokes are crisp along the line: brightness changes many times a glyph. A smudging finger leaves streaks that hardly
change along it, a blurring brush a band soft on all sides. Both are as large as the line itself, so they outlast
compression, shrinking and another scan. Left out are fields of one colour (even along the line, sharp at their rim),
what lies beside the words (edges of the sheet, the table under it) and all that was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from verifiers.pixels.ground import Ground

Map = NDArray[np.float32]

#: The page is looked at in a size in which its lines are so high (pixels); it is never enlarged more than so.
HIGH, LARGEST = 16.0, 1.6
#: Fewest lines of a page, least brightness of its paper: light words on dark ground are not looked into.
FEWEST, BRIGHT = 3, 100.0
#: Side of what is filled over to see the paper: soft bands are broader than strokes.
FILLED = 41
#: The surroundings of a point that are judged: two lines' height along the line, half of one across.
WIDE, TALL = 25, 9
#: Share of the page's full ink from which something counts as ink, and grey levels.
INKED, LEAST = 0.06, 4.0
#: Share of the surroundings that is inked: rules and letters leave more paper bare.
COVERED = 0.7
#: Change along the line by a pixel, for its darkness. Letters have 0.2 and more, printed fields none at all.
CRISP, EVEN = 0.09, 0.012
#: Steepest change across the rim by a pixel, for the darkest row: of a blurred band, and of a smeared one at most.
BLURRED, STEEPEST = 0.3, 1.05
#: Size of the middle of a band (pixels of the reduced picture), and how much of its box it fills.
LONGEST, SHORTEST, HIGHEST, LOWEST, FULL = 0.75, 20, 14, 6, 0.6
#: Share of ink right above and below: words stand in lines. Darkness for the page's ink: what is darker is a bar.
BESIDE, DARKEST = 0.3, 0.75
_CHANGE = np.array([[-0.5, 0.0, 0.5]], np.float32)


@dataclass(frozen=True, slots=True)
class Smear:
    """``box`` in pixels of the page. ``along``: change along the line by a pixel, ``rim``: steepest change across its
    rim, both for its darkness."""

    box: Box
    along: float
    rim: float


@dataclass(frozen=True)
class _Reduced:
    """The page in a size in which its lines are ``HIGH``: how much darker than paper, how fast that changes along the
    lines, where it is ink; ``quiet``: change along the lines by grain alone, ``full``: darkness of full ink."""

    dark: Map
    change: Map
    inked: Map
    quiet: float
    full: float

    @classmethod
    def of(cls, ground: Ground, scale: float) -> tuple[_Reduced, NDArray[np.uint8]]:
        """The page, and where ink is soft (0 or 1)."""
        height, width = ground.grey.shape
        size = round(width * scale), round(height * scale)
        method = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        grey = cv2.resize(ground.grey, size, interpolation=method).astype(np.float32)
        paper = cv2.GaussianBlur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((FILLED, FILLED))), (0, 0), 6)
        dark = np.asarray(paper - grey, np.float32)
        change = np.asarray(np.abs(cv2.filter2D(dark, -1, _CHANGE)), np.float32)
        full = max(20.0, float(np.quantile(dark[::3, ::3], 0.99)))
        noise = float(np.quantile(np.abs(cv2.blur(dark, (3, 3)))[::3, ::3], 0.4))
        least = max(INKED * full, 3 * noise, LEAST)
        inked = (cv2.blur(dark, (5, 3)) > least).astype(np.float32)
        mean, along = cv2.blur(dark, (WIDE, TALL)), cv2.blur(change, (WIDE, TALL))
        quiet = float(np.quantile(along[::3, ::3], 0.2))
        soft = (cv2.blur(inked, (WIDE, TALL)) > COVERED) & (mean > least)
        soft &= along - quiet < CRISP * np.maximum(mean, 1)
        return cls(dark, change, inked, quiet, full), soft.astype(np.uint8)

    def smeared(self, rows: slice, columns: slice) -> tuple[float, float] | None:
        """Change along the line and at the rim of a soft band; None where it is something else."""
        darkness = max(float(self.dark[rows, columns].mean()), 1.0)
        along = max(0.0, float(self.change[rows, columns].mean()) - self.quiet) / darkness
        profile = self.dark[max(0, rows.start - 9) : rows.stop + 9, columns].mean(axis=1)
        rim = float(np.abs(np.diff(profile)).max()) / max(float(profile.max()), 1.0)
        beside = self.inked[max(0, rows.start - 12) : max(0, rows.start - 7), columns]
        below = self.inked[rows.stop + 7 : rows.stop + 12, columns]
        crowded = any(part.size and float(part.mean()) > BESIDE for part in (beside, below))
        if crowded or darkness > DARKEST * self.full:
            return None
        return (along, rim) if rim <= BLURRED or (along >= EVEN and rim <= STEEPEST) else None


def smears(ground: Ground, lines: Sequence[Box]) -> list[Smear]:
    """Smeared or blurred words among the page's ``lines`` (pixels), the longest first."""
    if len(lines) < FEWEST or float(np.median(ground.grey[::7, ::7])) < BRIGHT:
        return []
    high = float(np.median([line.height for line in lines]))
    scale = min(HIGH / max(high, 1.0), LARGEST)
    if min(ground.grey.shape) * scale < 4 * HIGH:
        return []
    page, soft = _Reduced.of(ground, scale)
    around = Box.around(lines)
    around = Box(around.left, around.top - 2 * high, around.right, around.bottom + 2 * high)
    count, _, stats, _ = cv2.connectedComponentsWithStats(soft, connectivity=8)
    found = []
    for number in range(1, count):
        left, top, wide, tall, area = (int(value) for value in stats[number])
        fits = SHORTEST <= wide <= LONGEST * soft.shape[1] and LOWEST <= tall <= HIGHEST and area >= FULL * wide * tall
        fits &= left > 0 and top > 0 and left + wide < soft.shape[1] and top + tall < soft.shape[0]
        own = Box(left / scale, top / scale, (left + wide) / scale, (top + tall) / scale)
        if not fits or not around.contains(*own.center) or _read(own, lines):
            continue
        seen = page.smeared(slice(top, top + tall), slice(left, left + wide))
        if seen is not None:
            # Windows are judged by their middle: the band itself reaches further.
            found.append(Smear(own.grown(4 / scale), *seen))
    return sorted(found, key=lambda one: -one.box.width)


def _read(box: Box, lines: Sequence[Box]) -> bool:
    return sum(box.overlap(line) for line in lines) > 0.15 * box.width * box.height
