"""Whether a seal's ink went through the same lens and scanner as the paper it stands on.

A capture adds its grain to ink as to paper. A seal filled with one colour and put on afterwards has none. (Edges were
tried too: a seal put on a blurred photo should be sharper than its words, but on photos taken by a shaking hand genuine
seals are.)
"""

from __future__ import annotations

import cv2
import numpy as np

from domain.place import Box
from verifiers.pixels.ground import Ground

#: Redness of a seal worth measuring, and pixels of its filled parts, so far from their edges that no filter reaches.
LEAST_RED, LEAST_FILLED, EDGE = 30.0, 120, 5
#: Grain of the page (grey levels) that filled ink could lack, and tiles that say so.
LEAST_GRAIN, FEWEST_TILES = 0.6, 50


def flatter_ink(ground: Ground, seal: Box) -> float:
    """Log of the grain of the page's quiet quarter by that of the seal's filled parts; 0 where it cannot be said.

    ``seal`` in pixels. Genuine seals are at most as flat as the paper (0), most carry texture of their own (below).
    """
    height, width = ground.grey.shape
    box = seal.grown(4)
    rows = slice(max(0, int(box.top)), max(0, min(height, int(box.bottom) + 1)))
    columns = slice(max(0, int(box.left)), max(0, min(width, int(box.right) + 1)))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return 0.0
    red = ground.redness(rows, columns)
    if (strong := float(np.quantile(red, 0.985))) < LEAST_RED:
        return 0.0
    ink = (red > 0.5 * strong).astype(np.uint8)
    filled = cv2.erode(ink, np.ones((2 * EDGE + 1, 2 * EDGE + 1), np.uint8)) > 0
    tiles = ground.grain[np.isfinite(ground.grain)]
    if np.count_nonzero(filled) < LEAST_FILLED or tiles.size < FEWEST_TILES:
        return 0.0
    usual = float(np.quantile(tiles, 0.25))
    if np.exp(usual) < LEAST_GRAIN:
        return 0.0
    return usual - float(np.log(np.abs(ground.fine[rows, columns][filled]).mean() + 0.05))
