"""A quantile without what numpy's own does besides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def quantile(values: NDArray[np.float32], share: float) -> float:
    """As ``np.quantile``, several times faster."""
    at = share * (len(values) - 1)
    low = int(at)
    high = min(low + 1, len(values) - 1)
    # One place alone is put in order: two take five times as long.
    ordered = np.partition(values, high)
    below = ordered[:high].max() if high > low else ordered[high]
    return float(below + (at - low) * (ordered[high] - below))
