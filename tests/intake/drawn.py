"""The pages drawn for the tests of reading, as arrays."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PAGES = Path(__file__).parent / "pages"


def page(name: str) -> NDArray[np.uint8]:
    return np.asarray(Image.open(PAGES / f"{name}.png").convert("RGB"), np.uint8).copy()
