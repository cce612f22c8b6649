"""The thresholds that came with the program (``thresholds.toml``), by name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def usual_thresholds() -> Mapping[str, float]:
    """``scan.words`` 3.4 and so on; an office's own stand in the case."""
    held = tomllib.loads(files(__package__).joinpath("thresholds.toml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in held.items()}
