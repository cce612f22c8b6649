"""What a worker may answer: plain values and the nouns of ``domain``. Nothing it sends can call anything here."""

from __future__ import annotations

import builtins
import importlib
import io
import pickle
import sys
from enum import Enum
from typing import Any

_PLAIN = frozenset({"set", "frozenset", "bytearray", "complex", "range", "slice"})
_OTHERS = frozenset(
    {
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("decimal", "Decimal"),
        ("collections", "OrderedDict"),
    }
)


def plain(pickled: bytes) -> Any:
    """The value of a pickle that builds plain values only; pickle.UnpicklingError for any other."""
    return _PlainUnpickler(io.BytesIO(pickled)).load()


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module == "builtins" and name in _PLAIN:
            return getattr(builtins, name)
        if (module, name) == ("builtins", "getattr"):
            return _member  # Early releases of Python 3.11 pickle a member of an Enum as getattr(class, name).
        if (module, name) in _OTHERS:
            return getattr(importlib.import_module(module), name)
        if module.startswith("domain.") and module in sys.modules and name.isidentifier():
            noun = getattr(sys.modules[module], name, None)
            if isinstance(noun, type) and noun.__module__ == module:
                return noun
        raise pickle.UnpicklingError(f"not a plain value: {module}.{name}")


def _member(kind: object, name: object) -> Enum:
    """Member of an Enum of ``domain``; anything else a worker may ask for by getattr is refused."""
    if isinstance(kind, type) and issubclass(kind, Enum) and kind.__module__.startswith("domain."):
        return kind[str(name)]
    raise pickle.UnpicklingError("not a member of a noun")
