"""One activity: facts checked, standard applied, rules, dates, marks and evidence looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.said import Said, in_a_row
from rules.draft import Draft, Scene, plain
from rules.evidence import named, read_evidence
from rules.facts import CHECKED, DESCRIPTIVE, GENERIC, TYPES, spec_from
from rules.pathway import Pathway
from rules.policy import Policy
from rules.refusal import RefusedInput
from rules.secrecy import apply_marks
from rules.timing import Period, check_in_force, check_period, place_in_year

_FRAME = frozenset({"ref", "pathway", "evidence", "hours_registered"})
_REGISTERED = spec_from("hours_registered", {"type": "number", "title": "已登记学时"})
_SECRECY = frozenset({"marks", "original_is_restricted", "restricted_file_was_uploaded"})


@dataclass(slots=True)
class Worked:
    """An activity with its figure before yearly and shared caps."""

    at: int
    ref: str
    pathway: Pathway
    facts: dict[str, Any]
    draft: Draft
    missing: tuple[tuple[str, ...], ...]
    period: Period | None
    chosen: bool = True

    @property
    def complete(self) -> bool:
        return not self.missing


def read_facts(row: Mapping[str, Any], pathway: Pathway, draft: Draft) -> dict[str, Any]:
    """The stated facts, checked; RefusedInput names the first one that cannot be (within the activity)."""
    facts: dict[str, Any] = {}
    own = pathway.facts
    for name, value in row.items():
        if value is None or name in _FRAME:
            continue
        spec = own.get(name) or GENERIC.get(name)
        if spec is not None:
            facts[name] = TYPES[spec.type](value, spec, name)
            continue
        spec = CHECKED.get(name)
        if spec is not None:
            TYPES[spec.type](value, spec, name)
        elif name not in DESCRIPTIVE:
            draft.ask("unknown_fact", Said("“{name}”不是本途径的要素，未参与计算，请核对名称。", name=str(name)[:40]))
    return facts


def work_out(row: Mapping[str, Any], at: int, policy: Policy, scene: Scene) -> Worked:
    """RefusedInput with the field named when the activity cannot be."""
    name = row.get("pathway")
    pathway = policy.pathways.get(name) if isinstance(name, str) else None
    if pathway is None:
        raise RefusedInput(f"activities[{at}].pathway", f"{policy.title}没有途径“{str(name)[:40]}”。")
    ref = row.get("ref")
    if ref is None:
        ref = f"a{at + 1}"
    elif not isinstance(ref, (str, int)) or isinstance(ref, bool):
        raise RefusedInput(f"activities[{at}].ref", "编号应为文字。")
    draft = Draft(pathway.subject)
    try:
        facts = read_facts(row, pathway, draft)
        evidence = read_evidence(row.get("evidence"), "evidence")
        if (registered := row.get("hours_registered")) is not None:
            hours = TYPES[_REGISTERED.type](registered, _REGISTERED, "hours_registered")
            return _as_registered(pathway, facts | {"evidence": evidence}, draft, hours, at, str(ref))
        return _work_out(pathway, facts, evidence, draft, policy, scene, at, str(ref))
    except RefusedInput as refused:
        raise RefusedInput(f"activities[{at}].{refused.field}", refused.message) from None


def _as_registered(pathway: Pathway, facts: dict[str, Any], draft: Draft, hours: Decimal, at: int, ref: str) -> Worked:
    """Hours that an authority has already credited: taken as they stand. What counts once and the caps still hold."""
    if pathway.subject_fact is not None and facts.get(pathway.subject_fact) is not None:
        draft.subject = pathway.subject_of[facts[pathway.subject_fact]]
    draft.exactly(pathway.clause, f"已认定登记 {plain(hours)} 学时", hours)
    return Worked(at, ref, pathway, facts, draft, (), None)


def _work_out(
    pathway: Pathway,
    facts: dict[str, Any],
    evidence: frozenset[str],
    draft: Draft,
    policy: Policy,
    scene: Scene,
    at: int,
    ref: str,
) -> Worked:
    facts["evidence"] = evidence
    dated = not facts.keys().isdisjoint(pathway.date_facts)
    period = check_period(pathway, facts, draft) if dated else None
    for spec in pathway.required:
        if facts.get(spec.name) is None:
            raise RefusedInput(spec.name, Said("缺少{what}，无法计算。", what=Said(spec.title)))
    needed = pathway.needed
    for variant in pathway.variants:
        if variant.holds(facts, scene):
            variant.standard(draft, facts, scene)
            needed = variant.needed or needed
            break
    else:
        raise RefusedInput("pathway", "所填要素不足以确定认定标准，请补充。")
    for holds, other in pathway.evidence_when:
        if holds(facts, scene):
            needed = other
            break
    if pathway.subject_fact is not None:
        stated = facts.get(pathway.subject_fact)
        if stated is not None:
            draft.subject = pathway.subject_of[stated]
    if pathway.per_event_years is not None:
        _cap_event(pathway, pathway.per_event_years, draft, scene)
    for needs, rule in pathway.rules:
        if needs is None or needs in facts:
            rule(draft, facts, scene)
    if not facts.keys().isdisjoint(pathway.unused_hours):
        for name in pathway.unused_hours:
            stated = facts.get(name)
            if stated is not None and (not draft.known or stated != draft.default):
                form = "{title} {stated} 与按条文计算的不同，本途径不以其为准，请核对。"
                said = Said(form, title=Said(GENERIC[name].title), stated=plain(stated))
                draft.ask("stated_hours_differ", said)
    if dated:
        place_in_year(pathway, facts, period, draft, scene)
    if scene.year in policy.broken_years:
        check_in_force(pathway, facts, draft, policy)
    replaced = False
    if not facts.keys().isdisjoint(_SECRECY):
        internal_is_level = facts.get("level") == "internal"
        replaced = apply_marks(facts, evidence, draft, policy.restricted, internal_is_level)
    if facts.get("finding") == "forged":
        draft.ask("forged", "核查提示材料可能不实，系统只作提示，是否属实及如何处理由人决定。")
    missing: tuple[tuple[str, ...], ...] = ()
    if needed.groups and not replaced:
        missing = needed.missing(evidence)
        if missing:
            if facts.get("original_is_restricted") is True and policy.restricted.substitute is not None:
                missing = ((policy.restricted.substitute,),)
            lacking = in_a_row((named(group) for group in missing), "；")
            draft.ask("missing_evidence", Said("缺少佐证材料：{lacking}。补齐前不计入。", lacking=lacking))
    large = policy.large_figure_years
    if large is not None and scene.yearly is not None and draft.known and draft.high > large * scene.yearly:
        large_one = Said("单项 {hours} 学时，文件未设上限，数额较大，请核对。", hours=plain(draft.high))
        draft.ask("large_figure", large_one)
    return Worked(at, ref, pathway, facts, draft, missing, period)


def _cap_event(pathway: Pathway, years: int, draft: Draft, scene: Scene) -> None:
    """A limit per event, in years of the annual requirement; open where that requirement is unknown."""
    if not draft.known or draft.high == 0:
        return
    if scene.yearly is None:
        draft.note("event_limit_unknown", f"一次最多认定 {years} 年的学时，本人年度学时要求不明，未作限制。")
        return
    limit = scene.yearly * Decimal(years)
    if draft.high <= limit:
        return
    low, high = min(draft.low, limit), limit
    default = None if draft.default is None else min(draft.default, limit)
    form = "一次最多认定 {years} 年的学时，按年度要求 {yearly} 学时的 {years} 倍计 {limit} 学时"
    message = Said(form, years=years, yearly=plain(scene.yearly), limit=plain(limit))
    if low == high == default:
        draft.exactly(pathway.clause, message, limit)
    else:
        draft.between(pathway.clause, message, low, high, default)
    draft.ask("event_limit", Said("{message}；“{years} 年的学时”另有其他理解，请核定。", message=message, years=years))
