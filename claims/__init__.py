"""办理: the desk. Conductor, lifecycle, account of the year, store, vault, durable work.

The names below load on first use: a sandbox worker that runs one function of this room must not pull in
the database and the web of things around it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from claims.desk import Desk
    from claims.errors import DeskError
    from claims.settings import BadSetting, Settings
    from claims.views import Actor

__all__ = ["Actor", "BadSetting", "Desk", "DeskError", "Settings"]

_HOMES = {
    "Actor": "claims.views",
    "BadSetting": "claims.settings",
    "Desk": "claims.desk",
    "DeskError": "claims.errors",
    "Settings": "claims.settings",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
