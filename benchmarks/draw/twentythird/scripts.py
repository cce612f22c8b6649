"""Declares the scripts of this set as layouts."""

from __future__ import annotations

from pathlib import Path

from benchmarks.draw.script.setting import declare

declare(Path(__file__).parent, __name__)
