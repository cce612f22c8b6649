"""How unlike the page around it a seal was made, as a small network of our own sees it.

The network (``making.onnx``, trained by ``benchmarks/learn_making.py``) looks at high-pass residuals of brightness and
colour, sorts every spot of eight by eight pixels into a few kinds of its own finding (paper, strokes, edges) and
compares it with the mean and spread of its kind over the whole window, so that the capture's own manner cancels out.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from domain.place import Box
from verifiers.pixels.picture import Picture, Pixels

Map = NDArray[np.float32]

#: Side of a spot, and of the window that stands for the page around a seal (pixels): at least, at most.
SPOT, LEAST, MOST = 8, 512, 1024
_MIDDLE, _AROUND = 128.0, (5, 5)  # Brightness is told from the middle, colours from their surroundings.


def unlikeness(picture: Picture, seal: Box) -> float | None:
    """Mean log odds of the spots of ``seal`` (pixels of the page) that they were put in; None where it fills the
    window."""
    height, width = picture.grey.shape
    side = max(LEAST, 2 * round(max(seal.width, seal.height)))
    if side > MOST:
        return None
    # On the grid that compression left: it may tell.
    left = max(0, min(round(seal.center[0]) - side // 2, width - side)) // SPOT * SPOT
    top = max(0, min(round(seal.center[1]) - side // 2, height - side)) // SPOT * SPOT
    odds = unlike_map(picture.upright[top : top + side, left : left + side])
    rows = slice(max(0, int(seal.top) - top) // SPOT, max(0, int(seal.bottom) - top) // SPOT + 1)
    columns = slice(max(0, int(seal.left) - left) // SPOT, max(0, int(seal.right) - left) // SPOT + 1)
    inside = odds[rows, columns]
    return float(inside.mean()) if inside.size else None


def unlike_map(colours: Pixels) -> Map:
    """Log odds of every spot of an RGB picture."""
    bright, tint = planes(colours)
    return np.asarray(_network().run(None, {"bright": bright, "tint": tint})[0][0, 0], np.float32)


def planes(colours: Pixels) -> tuple[Map, Map]:
    """What the network is shown of an RGB picture: brightness (1, 1, height, width) and how the colours differ from
    their surroundings (1, 2, height / 2, width / 2), its sides whole spots."""
    below, beyond = -colours.shape[0] % SPOT, -colours.shape[1] % SPOT
    whole = cv2.copyMakeBorder(np.ascontiguousarray(colours), 0, below, 0, beyond, cv2.BORDER_REPLICATE)
    split = np.asarray(cv2.cvtColor(whole, cv2.COLOR_RGB2YCrCb), np.uint8)
    half = split.shape[1] // 2, split.shape[0] // 2
    tint = cv2.resize(np.ascontiguousarray(split[..., 1:]), half, interpolation=cv2.INTER_AREA).astype(np.float32)
    tint = tint - cv2.blur(tint, _AROUND)
    bright = split[..., 0].astype(np.float32) - _MIDDLE
    return bright[None, None], np.ascontiguousarray(tint.transpose(2, 0, 1))[None]


@lru_cache(maxsize=1)
def _network() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    held = files(__package__).joinpath("making.onnx").read_bytes()
    return onnxruntime.InferenceSession(held, options, providers=["CPUExecutionProvider"])
