"""What windows see of standards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from rules.diff import Comparison

STATES = {"draft": "草稿", "in_force": "在用", "ended": "已停用"}
KINDS = {"table": "学时标准表", "policy": "认定办法"}


@dataclass(frozen=True, slots=True)
class RowFault:
    """``row`` from 0; ``column`` is a name of ``grid.COLUMNS`` or empty for the whole row."""

    row: int
    column: str
    what: str


@dataclass(frozen=True, slots=True)
class StandardView:
    """``rows`` of a table as they were typed; ``problems`` of a policy in sentences. Either must be empty of faults
    before it can be put in force."""

    id: str
    kind: str
    policy: str
    policy_title: str
    city: str
    document: str
    state: str
    state_title: str
    version: int
    replaces: str | None
    rows: tuple[Mapping[str, str], ...]
    faults: tuple[RowFault, ...]
    problems: tuple[str, ...]
    made_at: datetime
    in_force_at: datetime | None
    ended_at: datetime | None

    @property
    def sound(self) -> bool:
        return not self.faults and not self.problems


@dataclass(frozen=True, slots=True)
class Named:
    """Whose year changes: shown to the office that decides on it, in no order of merit."""

    name: str
    employer: str


@dataclass(frozen=True, slots=True)
class Effect:
    """A standard tried on the claims of its city in ``year``. ``people`` maps a case's ref to whose it is.

    ``whole``: what was decided is held against what the standard would have given, as if it had held all year;
    otherwise what people decided stands, as it will. ``left_out`` people were beyond what is tried at once.
    """

    year: int
    whole: bool
    claims: int
    comparison: Comparison
    people: Mapping[str, Named]
    left_out: int
