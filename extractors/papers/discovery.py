"""Finds the kinds of evidence: every file of the folder ``extractors/`` is one, by its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Protocol, cast

import extractors
from domain.fact import Extraction, Recognition
from domain.kind import KINDS, UNKNOWN
from domain.reading import Reading


class Extractor(Protocol):
    """What a file of the folder must offer."""

    TITLE: str

    def recognise(self, reading: Reading) -> Recognition: ...

    def extract(self, reading: Reading) -> Extraction: ...


class ExtractorError(Exception):
    """A file of the folder is no extractor: the program is broken, not the paper."""


@cache
def kinds() -> Mapping[str, Extractor]:
    """All extractors by kind, sorted by name. ExtractorError for a file without the required names."""
    found: dict[str, Extractor] = {}
    for module in sorted(pkgutil.iter_modules(extractors.__path__), key=lambda m: m.name):
        if module.ispkg:
            continue
        if module.name not in KINDS or module.name == UNKNOWN:
            raise ExtractorError(f"extractors/{module.name}.py: the file name is no kind of domain/kind.py")
        loaded = importlib.import_module(f"extractors.{module.name}")
        missing = [name for name in ("TITLE", "recognise", "extract") if not hasattr(loaded, name)]
        if missing:
            raise ExtractorError(f"extractors/{module.name}.py lacks {', '.join(missing)}")
        found[module.name] = cast(Extractor, loaded)
    return found
