"""Waves of brightness in the blocks that JPEG compression works on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.float32]
Pixels = NDArray[np.uint8]

#: Side of a block, pixels.
BLOCK = 8
#: Waves looked at (row, column of the block's transform): low and middle ones carry enough strokes to count.
WAVES = [(r, c) for r in range(5) for c in range(5) if 0 < r + c <= 5]
_TOGETHER = 4096  # Blocks transformed at a time: as much as stays in the processor's cache.


def _basis() -> Grey:
    """(64, waves): what each pixel of a block adds to each wave."""
    n = np.arange(BLOCK)
    rows = np.cos((2 * n[None, :] + 1) * n[:, None] * np.pi / 16)
    rows[0] *= np.sqrt(0.5)
    rows /= 2
    return np.stack([np.outer(rows[r], rows[c]).ravel() for r, c in WAVES], axis=1).astype(np.float32)


_BASIS = _basis()


def waves_of(grey: Pixels) -> Grey:
    """(waves, blocks) of the whole blocks of a picture, in rows of blocks."""
    down, across = grey.shape[0] // BLOCK, grey.shape[1] // BLOCK
    grey = grey[: down * BLOCK, : across * BLOCK]
    waves = np.empty((len(WAVES), down * across), np.float32)
    rows = max(1, _TOGETHER // max(across, 1)) * BLOCK
    for top in range(0, down * BLOCK, rows):
        part = grey[top : top + rows]
        blocks = part.reshape(-1, BLOCK, across, BLOCK).transpose(0, 2, 1, 3).reshape(-1, BLOCK * BLOCK)
        first = top // BLOCK * across
        waves[:, first : first + len(blocks)] = (blocks.astype(np.float32) @ _BASIS).T
    return waves
