"""Official forms: one declaration a form, from which the Excel file, the print page and the reading back all come.

One file per form; the file name is the form's id. ``forms()`` finds them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from claims.forms.parts import Form

_MECHANICS = frozenset({"book", "cells", "faults", "grid", "layout", "parts", "reading", "slips"})


@cache
def forms() -> Mapping[str, Form]:
    """All forms by id. A module of this package that is neither mechanics nor a form is an error."""
    found: dict[str, Form] = {}
    for module in pkgutil.iter_modules(__path__):
        if module.name in _MECHANICS:
            continue
        form = import_module(f"{__name__}.{module.name}").FORM
        if form.id != module.name:
            raise LookupError(f"form {form.id!r} must have the name of its file, {module.name!r}")
        found[form.id] = form
    return found
