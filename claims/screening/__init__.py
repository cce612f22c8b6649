"""批量筛查: a folder or list of evidence against itself; resumable, deterministic, findings and clusters."""

from claims.screening.conduct import ScreeningSummary, screen
from claims.screening.items import Item, UnusableList, items_of

__all__ = ["Item", "ScreeningSummary", "UnusableList", "items_of", "screen"]
