"""Compiled patterns, kept: the kinds use more of them than the standard library remembers."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> re.Pattern[str]:
    """``re.compile`` that forgets nothing."""
    return re.compile(pattern)
