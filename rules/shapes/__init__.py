"""Shapes of standard, one file each: how a clause turns facts into hours.

Every file has ``TITLE`` (Chinese), ``KEYS`` (parameters a row may carry) and
``compile_shape(row, clause, facts)``, which checks the row once (ValueError) and gives a closure
``(draft, facts, scene) -> None``.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rules.conditions import Facts
from rules.draft import Draft, Scene
from rules.facts import FactSpec

Standard = Callable[[Draft, Facts, Scene], None]


@dataclass(frozen=True, slots=True)
class Shape:
    name: str
    title: str
    keys: frozenset[str]
    compile: Callable[[Mapping[str, Any], str, Mapping[str, FactSpec]], Standard]


def _discover() -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    for info in sorted(pkgutil.iter_modules(__path__), key=lambda item: item.name):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for needed in ("TITLE", "KEYS", "compile_shape"):
            if not hasattr(module, needed):
                raise ImportError(f"rules/shapes/{info.name}.py lacks {needed}")
        found[info.name] = Shape(info.name, module.TITLE, frozenset(module.KEYS), module.compile_shape)
    return found


SHAPES: dict[str, Shape] = _discover()
