"""All policies there are: the files that come with the program, and what an office has put in force beside them.

An office's own policies and tables are exchanged whole (``adopt``) and hold for the process; of two policies of one
id the office's stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from rules.policy import FOLDER, Policy, load, read
from rules.refusal import PolicyFault
from rules.tables import OfficeTable, read_tables

_MOST_COMPILED = 50


@dataclass(frozen=True, slots=True)
class Adopted:
    """``policies``: texts of policy files by the name the file would have."""

    policies: tuple[tuple[str, str], ...] = ()
    tables: tuple[OfficeTable, ...] = ()


class _Held:
    adopted = Adopted()
    #: The program's policies as compiled, by file and the digests of their tables.
    compiled: ClassVar[dict[tuple[str, tuple[str, ...]], Policy]] = {}


def adopt(policies: Sequence[tuple[str, str]] = (), tables: Sequence[OfficeTable] = ()) -> None:
    """Put these in force in this process. PolicyFault when they cannot be used together: nothing changes then."""
    wanted = Adopted(tuple(policies), tuple(tables))
    together(wanted)
    _Held.adopted = wanted
    load_all.cache_clear()


def adopted() -> Adopted:
    return _Held.adopted


@cache
def load_all(tables: Path | None = None) -> Mapping[str, Policy]:
    """All policies by id. ``tables``: a folder of tables instead of what an office has put in force. Cached."""
    return together(_Held.adopted if tables is None else Adopted((), read_tables(tables)))


def reload() -> None:
    """Reads policies and tables anew at the next call."""
    _Held.compiled.clear()
    load_all.cache_clear()


def _compiled(path: Path, tables: tuple[OfficeTable, ...]) -> Policy:
    key = (path.name, tuple(table.digest for table in tables))
    if key not in _Held.compiled:
        if len(_Held.compiled) > _MOST_COMPILED:
            _Held.compiled.clear()
        _Held.compiled[key] = load(path, tables)
    return _Held.compiled[key]


def together(adopted: Adopted) -> Mapping[str, Policy]:
    """The program's policies with these. PolicyFault names the file and row that cannot be used."""
    found: dict[str, Policy] = {}
    own = dict(adopted.policies)
    for path in sorted(FOLDER.glob("*.toml")):
        if path.name not in own:
            found[path.stem] = _compiled(path, tuple(one for one in adopted.tables if one.policy == path.stem))
    for name, text in own.items():
        found[Path(name).stem] = read(text.encode(), name, adopted.tables)
    for stem, policy in found.items():
        if policy.id != stem:
            raise PolicyFault(f"{stem}.toml", "policy", f"id {policy.id!r} must be the file's name")
    for table in adopted.tables:
        if table.policy not in found:
            raise PolicyFault(table.file, "policy", f"no policy {table.policy!r}")
    return MappingProxyType(dict(sorted(found.items())))
