"""TOML text of single rows, and a policy file's text with only the changed rows written anew.

Unchanged rows keep their text to the byte, comments included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

#: Parts of a row that are written as tables of their own.
_TABLES = ("facts",)
_ARRAYS = ("variant", "rule", "example")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_HEADER = re.compile(r"^\[\[?([A-Za-z_]+)(\.[\w.]+)?\]\]?\s*$")


def value_text(value: Any) -> str:
    """A value as TOML, tables inline."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {value_text(one)}" for key, one in value.items())
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(value_text(one) for one in value)}]"
    return json.dumps(str(value), ensure_ascii=False)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def row_text(section: str, row: Mapping[str, Any]) -> str:
    """``[[section]]`` with its values, then its tables."""
    return "\n".join(_row_lines(section, row)) + "\n"


def _row_lines(section: str, row: Mapping[str, Any]) -> Iterator[str]:
    yield f"[[{section}]]"
    for key, value in row.items():
        if key not in _TABLES and key not in _ARRAYS:
            yield f"{_key(key)} = {value_text(value)}"
    for key in _TABLES:
        if row.get(key):
            yield f"[{section}.{key}]"
            yield from (f"{_key(name)} = {value_text(one)}" for name, one in row[key].items())
    for key in _ARRAYS:
        for one in row.get(key, ()):
            yield f"[[{section}.{key}]]"
            yield from (f"{_key(name)} = {value_text(given)}" for name, given in one.items())


def with_rows(
    text: str, section: str, before: Sequence[Mapping[str, Any]], after: Sequence[tuple[int | None, Mapping[str, Any]]]
) -> str:
    """``text`` with the rows of ``section`` as in ``after``: (position in ``before`` or None for a new row, row).

    Positions rise; rows left out are removed.
    """
    pieces, starts = _pieces(text, section)
    if len(starts) != len(before):
        raise ValueError(f"{len(starts)} rows of {section} in the text, {len(before)} in the data")
    kept = {at: row for at, row in after if at is not None}
    new = "".join("\n" + row_text(section, row) for at, row in after if at is None)
    result = []
    for piece, (place, content) in enumerate(pieces):
        if place is None:
            result.append(content)
        else:
            body, tail = _tail(content)
            row = kept.get(place)
            result.append("" if row is None else body if row == before[place] else row_text(section, row))
            result.append(tail if row is not None else tail.lstrip("\n"))
        last = starts[-1] if starts else len(pieces) - 1
        if piece == last and new:
            held = result.pop() if place is not None else ""
            result += [new, held]
    return "".join(result)


def _pieces(text: str, section: str) -> tuple[list[tuple[int | None, str]], list[int]]:
    """The text cut into rows of ``section`` (numbered) and what lies between; where the rows are."""
    pieces: list[tuple[int | None, list[str]]] = [(None, [])]
    starts: list[int] = []
    for line in text.splitlines(keepends=True):
        header = _HEADER.match(line)
        if header is not None:
            name, below = header[1], header[2]
            if name == section and below is None and line.startswith("[["):
                starts.append(len(pieces))
                pieces.append((len(starts) - 1, []))
            elif name != section and pieces[-1][0] is not None:
                pieces.append((None, []))
        pieces[-1][1].append(line)
    return [(place, "".join(lines)) for place, lines in pieces], starts


def _tail(content: str) -> tuple[str, str]:
    """A row's own lines, and the blank and comment lines after them."""
    lines = content.splitlines(keepends=True)
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return "".join(lines[:end]), "".join(lines[end:])
