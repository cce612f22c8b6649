"""A policy (认定办法): dated data read from ``policies/<id>.toml``, checked and compiled once.

The file is the source of every figure. An office may add tables for figures that its documents
leave to other texts (``rules/tables.py``). The form of a file:

- head: ``id`` (the file's name), ``title``, ``document``, ``city``, ``city_names``, ``source``,
  ``from`` and ``to`` (dates; no ``to``: still in force), ``basis``, ``scope``;
- ``[subjects]`` id → title; ``[requirement]`` clause, says; ``[[minimum]]`` subject or ``total``,
  hours, ``levels`` where it depends on the title;
- for people and the check: ``[in_force]``, ``[[review]]``, ``[[deadline]]``, ``[retention]``, ``[sampling]``,
  ``[forms]``, ``[[penalty]]``, ``[recognition]``, ``[[institution]]``; ``[[excluded]]`` figures of the
  text that are no rule (``kind`` or ``text``, and ``reason``); any row may ``quote`` the place (or
  places) its figures stand in; ``to_confirm`` marks what a draft leaves to a person;
- ``[sectors]`` special and unclear professions; ``[[cap]]`` yearly caps, ``inside`` nests them,
  ``when`` limits them to some people, ``doubt`` leaves that open, ``[[cap.example]]`` (``rules/examples.py``),
  ``no_example_at`` why no whole units reach it exactly; ``[cap_lift]``;
- ``[[once]]`` what counts once (``rules/once.py``); ``[restricted]`` marks (``rules/secrecy.py``);
- ``[[rule]]`` conditions and effects for many pathways (``rules/conditions.py``,
  ``rules/effects.py``); ``[[note]]`` sentences on the whole year; ``[[equivalent]]`` papers that
  stand in for others; ``[large_figure]`` from how many years of hours a figure is flagged;
- ``[[pathway]]``: id, title, clause, quote, subject, ``shape`` with its parameters
  (``rules/shapes/``) or ``[[pathway.variant]]``s, ``evidence`` (all-of list of any-of groups),
  ``kinds``, ``facts_from``, ``[pathway.facts]`` (``cues``: what papers print for a word),
  ``[[pathway.rule]]``, ``[[pathway.example]]`` (``rules/examples.py``); ``occupies_days`` for events
  that fill their days; ``per_event_years`` for a limit per event. ``register`` marks the point of
  the reading a row follows.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rules.conditions import Test, compile_tests
from rules.pathway import Pathway, compile_pathway
from rules.refusal import PolicyFault
from rules.tables import OfficeTable, with_tables

FOLDER = Path(__file__).parent / "policies"

_TOP_KEYS = frozenset(
    (
        *("id", "title", "document", "city", "city_names", "source", "issued", "from", "to", "years", "basis", "scope"),
        *("subjects", "requirement", "minimum", "review", "deadline", "retention", "sampling", "sectors"),
        *("recognition", "institution", "cap", "once", "rule", "pathway", "restricted", "equivalent", "note"),
        *("cap_lift", "large_figure", "excluded", "in_force", "workflow", "penalty", "forms", "default_example"),
    )
)


@dataclass(frozen=True, slots=True)
class Minimum:
    """At least ``hours`` of ``subject`` (or ``total``) a year, for ``levels`` (empty: everybody)."""

    subject: str
    hours: Decimal
    levels: frozenset[str]
    clause: str


@dataclass(frozen=True, slots=True)
class Cap:
    """At most ``hours`` a year from ``pathways`` and from caps that name it in ``inside``.

    ``applies`` and ``doubtful`` look at the person: in doubt the low end is capped, the high end not.
    """

    id: str
    clause: str
    says: str
    hours: Decimal
    inside: str | None
    subject: str
    pathways: tuple[str, ...]
    applies: Test
    doubtful: Test | None
    doubt_code: str
    doubt_says: str
    capped_by_default: bool


@dataclass(frozen=True, slots=True)
class Once:
    """Activities that share ``key`` count once (or, in ``range``, perhaps add up). See rules/once.py."""

    key: str
    pathways: frozenset[str]
    sides: tuple[frozenset[str], ...]
    when: Test
    mode: str  # best | best_or_sum
    low: str  # most | least
    unknown: bool
    asks: bool
    code: str
    says: str
    clause: str


@dataclass(frozen=True, slots=True)
class Restricted:
    """What marks on a paper do under this policy (``effect``: zero | maybe)."""

    marks: tuple[str, ...]
    internal: tuple[str, ...]
    harmless: tuple[str, ...]
    effect: str
    internal_effect: str
    substitute: str | None
    clause: str
    says: str
    internal_says: str
    replaced_says: str
    original_says: str


@dataclass(frozen=True, slots=True)
class Institution:
    """A recognised institution: its name, the annex that lists it, the subjects it may teach."""

    name: str
    annex: int
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """One policy version. ``digest`` is the SHA-256 of its file (and of the tables added to it)."""

    id: str
    title: str
    document: str
    city: str
    city_names: tuple[str, ...]
    source: str
    digest: str
    first_year: int
    last_year: int | None
    in_force_from: date
    in_force_to: date | None
    subjects: Mapping[str, str]
    requirement_clause: str
    requirement_says: str
    minima: tuple[Minimum, ...]
    caps: tuple[Cap, ...]  # inner caps before the caps they stand in
    cap_of: Mapping[str, str]
    lifts: Test | None  # caps of ``lifted_subject`` may not bind this person
    lifted_subject: str
    onces: tuple[Once, ...]
    onces_of: Mapping[str, tuple[int, ...]]  # pathway → positions in ``onces``
    restricted: Restricted
    pathways: Mapping[str, Pathway]
    special_sectors: tuple[str, ...]
    special_sector_words: tuple[str, ...]
    unclear_sectors: tuple[str, ...]
    unclear_sector_words: tuple[str, ...]
    large_figure_years: Decimal | None
    notes: tuple[tuple[Test, str, str, bool], ...]
    data: Mapping[str, Any] = field(repr=False)
    broken_years: frozenset[int]  # years the policy is in force for only a part of
    tables: tuple[OfficeTable, ...] = ()

    @property
    def institutions(self) -> tuple[Institution, ...]:
        """Recognised institutions as the document lists them (names and subjects only)."""
        return tuple(
            Institution(one["name"], one["annex"], tuple(one["subjects"])) for one in self.data.get("institution", ())
        )

    def covers(self, year: int) -> bool:
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def subject_title(self, subject: str) -> str:
        return "合计" if subject == "total" else self.subjects[subject]


def _caps(raw: list[dict[str, Any]], pathways: Mapping[str, Pathway]) -> tuple[Cap, ...]:
    caps: dict[str, Cap] = {}
    for row in raw:
        subject = row.get("subject", "professional")
        doubt = row.get("doubt", {})
        caps[row["id"]] = Cap(
            id=row["id"],
            clause=row["clause"],
            says=row["says"],
            hours=Decimal(str(row["hours"])),
            inside=row.get("inside"),
            subject=subject,
            pathways=tuple(row.get("pathways", ())),
            applies=compile_tests(row.get("when", ())),
            doubtful=compile_tests(doubt["when"]) if doubt else None,
            doubt_code=doubt.get("code", ""),
            doubt_says=doubt.get("says", ""),
            capped_by_default=bool(doubt.get("capped_by_default", True)),
        )
        for name in caps[row["id"]].pathways:
            if name not in pathways:
                raise ValueError(f"cap {row['id']} names unknown pathway {name!r}")
    for cap in caps.values():
        if cap.inside is not None and cap.inside not in caps:
            raise ValueError(f"cap {cap.id} stands inside unknown cap {cap.inside!r}")

    def depth(cap: Cap) -> int:
        steps, at = 0, cap
        while at.inside is not None:
            steps, at = steps + 1, caps[at.inside]
            if steps > len(caps):
                raise ValueError(f"cap {cap.id} stands inside itself")
        return steps

    return tuple(sorted(caps.values(), key=lambda cap: (-depth(cap), cap.id)))


def _onces(raw: list[dict[str, Any]], pathways: Mapping[str, Pathway]) -> tuple[Once, ...]:
    found = []
    for row in raw:
        named = row.get("pathways", [name for name in pathways if name not in row.get("except", ())])
        for name in named:
            if name not in pathways:
                raise ValueError(f"once {row['code']} names unknown pathway {name!r}")
        mode, low = row.get("mode", "best"), row.get("low", "most")
        if mode not in ("best", "best_or_sum") or low not in ("most", "least"):
            raise ValueError(f"once {row['code']}: mode is best or best_or_sum, low is most or least")
        found.append(
            Once(
                key=row["key"],
                pathways=frozenset(named),
                sides=tuple(frozenset(side) for side in row.get("sides", ())),
                when=compile_tests(row.get("when", ())),
                mode=mode,
                low=low,
                unknown=bool(row.get("unknown", False)),
                asks=bool(row.get("ask", True)),
                code=row["code"],
                says=row["says"],
                clause=row["clause"],
            )
        )
    return tuple(found)


def _broken_years(start: date, end: date | None) -> frozenset[int]:
    broken = {start.year} if (start.month, start.day) != (1, 1) else set()
    if end is not None and (end.month, end.day) != (12, 31):
        broken.add(end.year)
    return frozenset(broken)


def _unconfirmed(value: Any) -> bool:
    if isinstance(value, Mapping):
        return "to_confirm" in value or any(_unconfirmed(inner) for inner in value.values())
    return isinstance(value, list) and any(_unconfirmed(inner) for inner in value)


def build(data: Mapping[str, Any], digest: str, tables: tuple[OfficeTable, ...] = (), file: str = "") -> Policy:
    """Checks and compiles a policy's data; PolicyFault names the row that makes no sense."""
    row_name = "policy"
    try:
        if _unconfirmed(data):
            raise ValueError("is a draft: rows marked to_confirm are not confirmed yet")
        if unknown := set(data) - _TOP_KEYS:
            raise ValueError(f"unknown keys {sorted(unknown)}")
        subjects = dict(data["subjects"])
        rows = with_tables(data["pathway"], tables)
        equivalents = tuple((frozenset(one["all"]), tuple(one["gives"])) for one in data.get("equivalent", ()))
        pathways: dict[str, Pathway] = {}
        for row in rows:
            row_name = f"pathway {row.get('id', '?')}"
            if row["id"] in pathways:
                raise ValueError("stands twice")
            pathways[row["id"]] = compile_pathway(row, data.get("rule", ()), equivalents, frozenset(subjects))
        row_name = "caps"
        caps = _caps(data.get("cap", []), pathways)
        cap_of: dict[str, str] = {}
        for cap in caps:
            for name in cap.pathways:
                if name in cap_of:
                    raise ValueError(f"pathway {name} stands in two caps; nest them with inside")
                cap_of[name] = cap.id
        lift = data.get("cap_lift", {})
        row_name = "once"
        onces = _onces(data.get("once", []), pathways)
        row_name = "minimum"
        minima = tuple(
            Minimum(
                one["subject"],
                Decimal(str(one["hours"])),
                frozenset(one.get("levels", ())),
                one.get("clause", data["requirement"]["clause"]),
            )
            for one in data["minimum"]
        )
        for minimum in minima:
            if minimum.subject != "total" and minimum.subject not in subjects:
                raise ValueError(f"unknown subject {minimum.subject!r}")
        row_name = "restricted"
        marks = data["restricted"]
        restricted = Restricted(
            marks=tuple(marks["marks"]),
            internal=tuple(marks["internal"]),
            harmless=tuple(marks["harmless"]),
            effect=marks["effect"],
            internal_effect=marks["internal_effect"],
            substitute=marks.get("substitute"),
            clause=marks["clause"],
            says=marks["says"],
            internal_says=marks["internal_says"],
            replaced_says=marks.get("replaced_says", marks["says"]),
            original_says=marks["original_says"],
        )
        row_name = "sectors"
        sectors = data.get("sectors", {})
        row_name = "note"
        notes = tuple(
            (compile_tests(one.get("when", ())), one["code"], one["says"], bool(one.get("ask", False)))
            for one in data.get("note", ())
        )
        row_name = "policy"
        start, end = data["from"], data.get("to")
        return Policy(
            id=data["id"],
            title=data["title"],
            document=data["document"],
            city=data["city"],
            city_names=tuple(data["city_names"]),
            source=data["source"],
            digest=digest,
            first_year=start.year,
            last_year=None if end is None else end.year,
            in_force_from=start,
            in_force_to=end,
            subjects=MappingProxyType(subjects),
            requirement_clause=data["requirement"]["clause"],
            requirement_says=data["requirement"]["says"],
            minima=minima,
            caps=caps,
            cap_of=MappingProxyType(cap_of),
            lifts=compile_tests(lift["when"]) if lift else None,
            lifted_subject=lift.get("subject", ""),
            onces=onces,
            onces_of={name: tuple(at for at, once in enumerate(onces) if name in once.pathways) for name in pathways},
            restricted=restricted,
            pathways=MappingProxyType(pathways),
            special_sectors=tuple(sectors.get("special", ())),
            special_sector_words=tuple(sectors.get("special_words", ())),
            unclear_sectors=tuple(sectors.get("unclear", ())),
            unclear_sector_words=tuple(sectors.get("unclear_words", ())),
            large_figure_years=Decimal(str(data["large_figure"]["years"])) if "large_figure" in data else None,
            notes=notes,
            data=MappingProxyType(dict(data)),
            broken_years=_broken_years(start, end),
            tables=tables,
        )
    except PolicyFault:
        raise
    except KeyError as missing:
        raise PolicyFault(file, row_name, f"needs {missing}") from missing
    except (ValueError, TypeError, AttributeError, ArithmeticError) as fault:
        raise PolicyFault(file, row_name, str(fault)) from fault


def load(path: Path, tables: tuple[OfficeTable, ...] = ()) -> Policy:
    """One policy file, with the office tables that belong to it. PolicyFault when it cannot be used."""
    return read(path.read_bytes(), path.name, tables)


def read(raw: bytes, file: str, tables: tuple[OfficeTable, ...] = ()) -> Policy:
    """The same for the bytes of a file; ``file`` is the name it has or would have."""
    try:
        data = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise PolicyFault(file, "file", str(fault)) from fault
    own = tuple(table for table in tables if table.policy == data.get("id"))
    digest = hashlib.sha256(raw)
    for table in own:
        digest.update(table.digest.encode())
    return build(data, digest.hexdigest(), own, file)
