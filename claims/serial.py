"""Domain nouns to JSON and back, for sealing. Driven by the dataclasses' own type hints.

Unknown keys are ignored and missing ones take the field's default, so that a noun may grow a field
without making older sealed readings unreadable.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from domain.said import Said, again

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """JSON-ready form of a noun, recursively. Raises TypeError for what JSON cannot hold."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Said):
        return {"form": value.form, "parts": {name: to_json(part) for name, part in value.parts.items()}}
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_json(inner) for inner in value]
    if hasattr(value, "item"):  # a numpy number that slipped into a detail
        return value.item()
    raise TypeError(f"cannot seal a {type(value).__name__}")


def from_json(kind: type[T], value: Any) -> T:
    """The noun ``kind`` from what ``to_json`` made of it."""
    return cast(T, _built(kind, value))


def _built(kind: Any, value: Any) -> Any:
    if kind is Any or value is None:
        return value
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not type(None)]
        return _built(inner[0], value) if len(inner) == 1 else value
    if origin is Literal:
        return value
    if origin is tuple:
        inside = get_args(kind)
        if len(inside) == 2 and inside[1] is Ellipsis:
            return tuple(_built(inside[0], one) for one in value)
        return tuple(_built(part, one) for part, one in zip(inside, value, strict=True))
    if origin is not None and issubclass(origin, Mapping):
        inside = get_args(kind)
        return {key: _built(inside[1], one) for key, one in value.items()}
    if origin is not None and issubclass(origin, Sequence):
        return tuple(_built(get_args(kind)[0], one) for one in value)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        known = {name: _built(hint, value[name]) for name, hint in hints.items() if name in value}
        return kind(**known)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is Decimal:
        return Decimal(value)
    if kind is float:
        return float(value)
    if kind is str and isinstance(value, Mapping):
        return _said(value)
    return value


def _said(value: Mapping[str, Any]) -> Said:
    """A sentence with its parts, which may be sentences."""
    parts = {name: _said(one) if isinstance(one, Mapping) else one for name, one in value["parts"].items()}
    return again(value["form"], parts)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
