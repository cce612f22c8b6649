"""An earlier JPEG compression leaves the waves of each block on a lattice; pixels pasted later do not keep to it.

Known idea (double quantisation; Lukáš and Fridrich 2003, Bianchi and Piva 2012). The steps of the earlier compression
are found from the whole page; then each block says how well it keeps to them. A page without an earlier compression, or
one that was cropped or scaled since, has no lattice and gets no answer. Being compressed twice is ordinary.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from verifiers.pixels.picture import Grey, Picture

#: Waves looked at (row, column of the block's transform): low and middle ones carry enough strokes to count.
WAVES = [(r, c) for r in range(5) for c in range(5) if 0 < r + c <= 5]
LARGEST_STEP = 64
CLEAR = 0.45  # mean cosine from which a lattice is believed
FEWEST = 400


def _basis() -> NDArray[np.float32]:
    n = np.arange(8)
    rows = np.cos((2 * n[None, :] + 1) * n[:, None] * np.pi / 16)
    rows[0] *= np.sqrt(0.5)
    return np.asarray(rows / 2, np.float32)


_BASIS = _basis()


def lattice_scores(picture: Picture) -> tuple[Grey, Grey] | None:
    """How far each upright pixel's block falls short of the page's lattice: (sum of shortfalls, waves counted) per
    pixel, each share of its block. None where the page has no lattice."""
    grey = picture.stored
    height, width = grey.shape[0] // 8 * 8, grey.shape[1] // 8 * 8
    if height < 64 or width < 64:
        return None
    blocks = (grey[:height, :width] - 128).reshape(height // 8, 8, width // 8, 8).transpose(0, 2, 1, 3)
    waves = np.einsum("ri,yxij,cj->yxrc", _BASIS, blocks, _BASIS, optimize=True)
    shortfall = np.zeros(waves.shape[:2], np.float32)
    counted = np.zeros(waves.shape[:2], np.float32)
    for row, column in WAVES:
        own = 1 if picture.steps is None else picture.steps[row * 8 + column]
        values = waves[..., row, column]
        step = _step(values, own)
        if step is None:
            continue
        strong = np.abs(values) > 0.6 * step
        kept = np.cos(2 * np.pi / step * values)
        usual = float(kept[strong].mean())
        shortfall += np.where(strong, usual - kept, 0).astype(np.float32)
        counted += strong
    if not counted.any():
        return None
    return _spread(picture, shortfall), _spread(picture, counted)


def _step(values: Grey, own: int) -> int | None:
    """The earlier step of one wave, clearly larger than the file's own one; None when there is none."""
    flat = np.abs(values.ravel())
    best: tuple[float, int] = (CLEAR, 0)
    for step in range(max(3, own + 1), LARGEST_STEP):
        if own > 1 and step % own == 0:
            continue  # multiples of the file's own step look regular by themselves
        strong = flat[flat > 0.6 * step]
        if len(strong) < FEWEST:
            break
        regular = float(np.cos(2 * np.pi / step * strong).mean())
        if regular > best[0] + 0.02:
            best = regular, step
    return best[1] or None


def _spread(picture: Picture, per_block: Grey) -> Grey:
    """A value per block as one per upright pixel, a 64th to each."""
    full = np.zeros(picture.stored.shape, np.float32)
    spread = np.repeat(np.repeat(per_block / 64, 8, axis=0), 8, axis=1)
    full[: spread.shape[0], : spread.shape[1]] = spread
    return picture.turned(full)
