"""Office tables: figures from texts that a policy defers to, added later as data by an office.

One TOML file per table in a folder of the office's own::

    policy = "wenzhou-2020"
    document = "…"                 # the text the figures come from
    [[rate]]
    pathway = "unit_training"      # a pathway whose shape is "elsewhere"
    clause = "… 第五条"
    shape = "per_unit"             # any shape with its parameters
    rate = 4
    count = "days"
    unit = "天"
    [rate.facts]
    days = { type = "days", title = "天数", required = true }
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rules.facts import spec_from
from rules.refusal import PolicyFault
from rules.shapes import SHAPES

_APART = frozenset({"pathway", "clause", "shape", "facts", "facts_from"})


@dataclass(frozen=True, slots=True)
class OfficeTable:
    policy: str
    document: str
    digest: str
    file: str
    rates: tuple[Mapping[str, Any], ...]


def read_tables(folder: Path) -> tuple[OfficeTable, ...]:
    """All tables of a folder, sorted by name; PolicyFault names the file that cannot be used."""
    if not folder.is_dir():
        raise PolicyFault(str(folder.name), "folder", "the folder of office tables does not exist")
    found = []
    for path in sorted(folder.glob("*.toml")):
        raw = path.read_bytes()
        try:
            found.append(table_of(tomllib.loads(raw.decode("utf-8")), raw, path.name))
        except (KeyError, tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise PolicyFault(path.name, "file", f"unusable table: {fault}") from fault
    return tuple(found)


def table_of(data: Mapping[str, Any], raw: bytes, file: str) -> OfficeTable:
    """A table of its data; ``raw`` is what its digest is of. KeyError when a member is missing."""
    return OfficeTable(data["policy"], data["document"], hashlib.sha256(raw).hexdigest(), file, tuple(data["rate"]))


def with_tables(rows: Sequence[Mapping[str, Any]], tables: Sequence[OfficeTable]) -> list[Mapping[str, Any]]:
    """The pathway rows with the tables' standards put under their ``elsewhere`` rows."""
    result = {row.get("id", "?"): dict(row) for row in rows}
    if len(result) != len(rows):
        return list(rows)  # a doubled id is reported where rows are compiled
    for table in tables:
        for rate in table.rates:
            name = rate.get("pathway", "?")
            row = result.get(name)
            if row is None or row.get("shape") != "elsewhere":
                raise PolicyFault(table.file, f"rate {name}", "names no pathway whose figure stands elsewhere")
            try:
                named = {**row.get("facts", {}), **rate.get("facts", {})}  # a table may count what the pathway knows
                facts = {key: spec_from(key, given) for key, given in named.items()}
                shape = SHAPES[rate["shape"]]
                parameters = {key: value for key, value in rate.items() if key not in _APART}
                if unknown := set(parameters) - shape.keys:
                    raise ValueError(f"shape {shape.name} does not take {sorted(unknown)}")
                standard = shape.compile(parameters, f"{table.document} {rate['clause']}", facts)
            except (KeyError, ValueError) as fault:
                raise PolicyFault(table.file, f"rate {name}", str(fault)) from fault
            row["table"] = (standard, tuple(source["fact"] for source in row["sources"]))
            row["facts"] = {**row.get("facts", {}), **rate.get("facts", {})}
            if "facts_from" in rate:
                row["facts_from"] = {**rate["facts_from"], **row.get("facts_from", {})}
    return list(result.values())
