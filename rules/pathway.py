"""One pathway of a policy: its row, checked and compiled once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.kind import KINDS
from rules.conditions import Test, compile_tests
from rules.effects import Rule, compile_rule
from rules.evidence import EVIDENCE, Needed
from rules.facts import AUTHORITY_HOURS, GENERIC, FactSpec, spec_from
from rules.shapes import SHAPES, Standard

#: Keys of a pathway that are not parameters of its shape.
_ROW_KEYS = frozenset(
    (
        *("id", "title", "clause", "quote", "subject", "subject_from", "shape", "evidence", "evidence_when", "kinds"),
        *("facts_from", "facts", "rule", "example", "variant", "occupies_days", "dates", "per_event_years", "notes"),
        *("register",),
    )
)
_VARIANT_KEYS = frozenset({"when", "shape", "clause", "evidence", "title", "register"})


@dataclass(frozen=True, slots=True)
class Variant:
    """A standard that applies when its tests hold; the first that does is used."""

    holds: Test
    shape: str
    standard: Standard
    needed: Needed | None
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pathway:
    """A way to obtain hours. ``row`` is the row as it stands in the policy file."""

    id: str
    title: str
    clause: str
    quote: str
    subject: str
    subject_fact: str | None
    subject_of: Mapping[str, str]
    evidence: tuple[tuple[str, ...], ...]
    kinds: tuple[str, ...]
    facts_from: Mapping[str, str]
    facts: Mapping[str, FactSpec]
    required: tuple[FactSpec, ...]
    occupies_days: bool
    start_fact: str
    end_fact: str
    date_facts: frozenset[str]
    per_event_years: int | None
    needed: Needed
    evidence_when: tuple[tuple[Test, Needed], ...]
    variants: tuple[Variant, ...]
    unused_hours: tuple[str, ...]  # hours an authority may state that this pathway does not go by
    rules: tuple[tuple[str | None, Rule], ...]  # each with a fact it cannot act without
    examples: tuple[Mapping[str, Any], ...]
    row: Mapping[str, Any] = field(repr=False)

    @property
    def shapes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(variant.shape for variant in self.variants))

    def spec(self, name: str) -> FactSpec | None:
        return self.facts.get(name) or GENERIC.get(name)

    def from_paper(self, name: str, printed: Any) -> Any:
        """What a paper's fact says in this pathway's own words; None where a person has to say it."""
        spec = self.spec(name)
        return spec.word_for(printed) if spec is not None and spec.type == "word" else printed


def _groups(raw: Any) -> tuple[tuple[str, ...], ...]:
    groups = tuple(tuple(group) for group in raw)
    for name in (name for group in groups for name in group):
        if name not in EVIDENCE:
            raise ValueError(f"unknown evidence {name!r}")
    return groups


def _standard(row: Mapping[str, Any], clause: str, facts: Mapping[str, FactSpec], apart: frozenset[str]) -> Standard:
    shape = SHAPES.get(row["shape"])
    if shape is None:
        raise ValueError(f"unknown shape {row['shape']!r}; known: {', '.join(SHAPES)}")
    parameters = {key: value for key, value in row.items() if key not in apart}
    if unknown := set(parameters) - shape.keys - {"table"}:
        raise ValueError(f"shape {shape.name} does not take {sorted(unknown)}")
    try:
        return shape.compile(parameters, clause, facts)
    except KeyError as missing:
        raise ValueError(f"shape {shape.name} needs {missing}") from missing


def compile_pathway(
    row: Mapping[str, Any],
    shared_rules: Sequence[Mapping[str, Any]],
    equivalents: tuple[tuple[frozenset[str], tuple[str, ...]], ...],
    subjects: frozenset[str],
) -> Pathway:
    """ValueError (English, for who writes the file) when the row makes no sense."""
    for key in ("id", "title", "clause", "quote", "evidence", "kinds", "example"):
        if key not in row:
            raise ValueError(f"lacks {key}")
    clause = row["clause"]
    facts = {name: spec_from(name, given) for name, given in row.get("facts", {}).items()}
    subject_from = row.get("subject_from", {})
    subject = row["subject"]
    for one in (subject, *subject_from.get("of", {}).values()):
        if one not in subjects:
            raise ValueError(f"unknown subject {one!r}")
    if unknown := [kind for kind in row["kinds"] if kind not in KINDS]:
        raise ValueError(f"unknown kinds {unknown}")
    variants = []
    for given in row.get("variant", ()):
        clause_here = given.get("clause", clause)
        needed = Needed(_groups(given["evidence"]), equivalents) if "evidence" in given else None
        variants.append(
            Variant(
                compile_tests(given.get("when", ())),
                given["shape"],
                _standard(given, clause_here, facts, _VARIANT_KEYS),
                needed,
                given,
            )
        )
    if "shape" in row:
        variants.append(Variant(compile_tests(()), row["shape"], _standard(row, clause, facts, _ROW_KEYS), None, row))
    if not variants:
        raise ValueError("has neither shape nor variant")
    before: list[tuple[str | None, Rule]] = []
    after: list[tuple[str | None, Rule]] = []
    for rule in shared_rules:
        if "pathways" in rule and row["id"] not in rule["pathways"]:
            continue
        if row["id"] in rule.get("except", ()) or ("subjects" in rule and subject not in rule["subjects"]):
            continue
        # A figure that takes another's place comes first, so that what forbids it still can.
        (before if rule.get("effect") == "stated" else after).append(compile_rule(rule, clause))
    own = [compile_rule(rule, clause) for rule in row.get("rule", ())]
    dates = row.get("dates", {})
    used = {source["fact"] for variant in variants for source in variant.row.get("sources", ())} | set(facts)
    return Pathway(
        id=row["id"],
        title=row["title"],
        clause=clause,
        quote=row["quote"],
        subject=subject,
        subject_fact=subject_from.get("fact"),
        subject_of=dict(subject_from.get("of", {})),
        evidence=_groups(row["evidence"]),
        kinds=tuple(row["kinds"]),
        facts_from=dict(row.get("facts_from", {})),
        facts=facts,
        required=tuple(spec for spec in facts.values() if spec.required),
        occupies_days=bool(row.get("occupies_days", False)),
        start_fact=dates.get("start", "start"),
        end_fact=dates.get("end", "end"),
        date_facts=frozenset(
            ("date", "start", "end", "start_date", "end_date", dates.get("start", "start"), dates.get("end", "end"))
        ),
        per_event_years=row.get("per_event_years"),
        needed=Needed(_groups(row["evidence"]), equivalents),
        evidence_when=tuple(
            (compile_tests(one["when"]), Needed(_groups(one["evidence"]), equivalents))
            for one in row.get("evidence_when", ())
        ),
        variants=tuple(variants),
        unused_hours=tuple(name for name in AUTHORITY_HOURS if name not in used),
        rules=tuple(before + own + after),
        examples=tuple(row["example"]),
        row=row,
    )
