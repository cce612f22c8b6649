"""Declares the scripts of the forty-fourth set."""

from pathlib import Path

from benchmarks.draw.script.setting import declare

declare(Path(__file__).parent, __name__)
