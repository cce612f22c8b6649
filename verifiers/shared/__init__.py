"""What several suspicions of one case would each work out again, kept from the first to the last of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_held: ContextVar[dict[Hashable, Any] | None] = ContextVar("held", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """While the checks of one case run, what ``once`` was asked for is kept; afterwards nothing of the file is."""
    before = _held.set({})
    try:
        yield
    finally:
        _held.reset(before)


def once(key: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` gives, made at the first asking for ``key`` of this case; at every asking where no case runs."""
    held = _held.get()
    if held is None:
        return make()
    if key not in held:
        held[key] = make()
    made: T = held[key]
    return made
