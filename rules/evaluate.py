"""From a case to a proposal: person read, activities worked out, added up, held against the year.

The conductor: a line per stage. Nothing here knows a figure of any policy.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from domain.hours import Hours
from domain.proposal import ActivityProposal, Proposal, Reason, Step
from rules.activity import Worked, work_out
from rules.draft import Scene
from rules.facts import FIRST_YEAR, LAST_YEAR
from rules.library import load_all
from rules.once import Bond, find_bonds, find_overlaps
from rules.person import read_person
from rules.policy import Policy
from rules.refusal import RefusedInput
from rules.requirement import check_requirement, required_of
from rules.tally import Tally, sums_for, tally

_FRAME = frozenset({"policy", "person", "year", "activities"})


def propose(case: Mapping[str, Any], *, tables: Path | None = None) -> Proposal:
    """The proposal for one person's year (contract: ``propose --json``).

    ``tables`` is an office's folder of tables for figures the documents leave to other texts.
    RefusedInput names the field that cannot be; nothing is proposed then.
    """
    if not isinstance(case, Mapping):
        raise RefusedInput("", "申报内容应为一个对象。")
    return propose_under(_policy(case, tables), case)


def propose_under(policy: Policy, case: Mapping[str, Any]) -> Proposal:
    """The same under a policy at hand, whatever the case names. RefusedInput as above."""
    year = _year(case, policy)
    person = read_person(case.get("person"), policy)
    required, complete = required_of(policy, person.get("title_level"))
    scene = Scene(year, person, required.get("total") if complete else None)
    rows = case.get("activities")
    if not isinstance(rows, (list, tuple)):
        raise RefusedInput("activities", "应列出学习活动（可为空列表）。")
    works = []
    for at, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise RefusedInput(f"activities[{at}]", "每项活动应为一个对象。")
        works.append(work_out(row, at, policy, scene))
    if not policy.covers(year):
        return _uncovered(policy, year, works)
    return add_up(policy, scene, works)


def _policy(case: Mapping[str, Any], tables: Path | None) -> Policy:
    name = case.get("policy")
    found = load_all(tables).get(name) if isinstance(name, str) else None
    if found is None:
        known = "、".join(load_all(tables))
        raise RefusedInput("policy", f"没有认定办法“{str(name)[:40]}”，现有：{known}。")
    return found


def _year(case: Mapping[str, Any], policy: Policy) -> int:
    year = case.get("year")
    if year is None and policy.first_year == policy.last_year:
        return policy.first_year
    if isinstance(year, float) and year.is_integer():
        year = int(year)
    if type(year) is not int or not FIRST_YEAR <= year <= LAST_YEAR:
        raise RefusedInput("year", "年度应为四位年份。")
    return year


def _proposal_of(work: Worked, counted: bool) -> ActivityProposal:
    draft = work.draft
    return ActivityProposal(
        ref=work.ref,
        pathway=work.pathway.id,
        subject=draft.subject,
        hours=Hours(draft.low, draft.high, draft.default) if draft.known else None,
        steps=draft.steps,
        missing_evidence=work.missing,
        counted=counted,
        needs_human=_once_each(draft.doubts + draft.asks),
        notes=_once_each(draft.notes),
    )


def _once_each(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(dict.fromkeys(reasons)) if len(reasons) > 1 else reasons


def _rebased(bonds: list[Bond], kept: list[int]) -> list[Bond]:
    """The bonds as they bind the works that are kept, in the kept works' positions."""
    place = {at: new for new, at in enumerate(kept)}
    result = []
    for bond in bonds:
        members = tuple(place[at] for at in bond.members if at in place)
        if len(members) > 1:
            residual = {place[at]: hours for at, hours in bond.residual.items() if at in place}
            result.append(Bond(members, bond.hard, bond.least, residual))
    return result


def _range(low: Mapping[str, Any], high: Mapping[str, Any]) -> dict[str, Hours]:
    return {name: Hours(low[name], high[name], None) for name in high}


def add_up(policy: Policy, scene: Scene, works: list[Worked]) -> Proposal:
    """What the worked-out activities come to in the person's year."""
    bonds = find_bonds(policy, works, scene) if len(works) > 1 else []
    if len(works) > 1:
        bonds += find_overlaps(works, bonds)
    sums = sums_for(policy, frozenset(scene.person.items()))
    kept = [at for at, work in enumerate(works) if work.complete]
    if len(kept) == len(works):
        result = completed = tally(works, bonds, sums)
        chosen = result.chosen
    else:
        result = tally([works[at] for at in kept], _rebased(bonds, kept), sums)
        completed = tally(works, bonds, sums)
        chosen = frozenset(kept[at] for at in result.chosen)
    for at in kept:
        if at not in chosen:
            works[at].draft.note("not_chosen", "同一事项已按另一途径（另一份材料）建议，本项不重复计入。")
    activities = tuple(_proposal_of(work, at in chosen) for at, work in enumerate(works))
    open_subjects = tuple(
        name for name in policy.subjects if any(not work.draft.known and work.draft.subject == name for work in works)
    )
    return _finish(policy, scene, works, activities, result, completed, open_subjects)


def _finish(
    policy: Policy,
    scene: Scene,
    works: list[Worked],
    activities: tuple[ActivityProposal, ...],
    result: Tally,
    completed: Tally,
    open_subjects: tuple[str, ...],
) -> Proposal:
    reasons: list[Reason] = []
    notes: list[Reason] = []
    for cap in policy.caps:
        if cap.doubtful is not None and cap.doubtful({}, scene):
            inner = {cap.id, *(other.id for other in policy.caps if other.inside == cap.id)}
            if any(policy.cap_of.get(work.pathway.id) in inner for work in works):
                reasons.append(Reason(cap.doubt_code, f"{cap.doubt_says}。"))
    requirement = check_requirement(policy, scene, result.low, result.high, open_subjects)
    facts = {
        "met": requirement.met,
        "professional_hours": result.high.get("professional"),
        "total_high": result.high["total"],
        "over_cap": any(use.claimed > use.counted for use in result.caps),
    }
    for holds, code, says, asks in policy.notes:
        if holds(facts, scene):
            (reasons if asks else notes).append(Reason(code, f"{says}。"))
    large = policy.large_figure_years
    if large is not None and scene.yearly is not None and result.high["total"] > large * scene.yearly:
        reasons.append(Reason("large_total", "本年度合计数额较大，文件未设总量上限，请核对。"))
    totals = _range(result.low, result.high)
    return Proposal(
        policy=policy.id,
        policy_digest=policy.digest,
        year=scene.year,
        activities=activities,
        totals=totals,
        totals_if_evidence_completed=totals if completed is result else _range(completed.low, completed.high),
        caps=result.caps,
        requirement=requirement,
        open_subjects=open_subjects,
        needs_human=bool(reasons) or any(activity.needs_human for activity in activities),
        reasons=tuple(reasons),
        notes=tuple(notes),
    )


def _uncovered(policy: Policy, year: int, works: list[Worked]) -> Proposal:
    """No rule for this year until a notice is loaded: no figure at all, never the neighbour's."""
    span = f"{policy.first_year}" if policy.last_year == policy.first_year else f"{policy.first_year}年起"
    message = f"{policy.document}适用于 {span}，{year} 年度的认定办法尚未载入，不能给出学时。"
    activities = []
    for work in works:
        draft = work.draft
        draft.ask("no_rule_for_year", message)
        activities.append(
            ActivityProposal(
                ref=work.ref,
                pathway=work.pathway.id,
                subject=draft.subject,
                hours=None,
                steps=(Step(policy.document, message, None),),
                missing_evidence=work.missing,
                counted=False,
                needs_human=_once_each(draft.doubts + draft.asks),
            )
        )
    zeros = {name: Hours.exactly(0) for name in (*policy.subjects, "total")}
    nothing = check_requirement(
        policy,
        Scene(year, {}, None),
        {name: hours.low for name, hours in zeros.items()},
        {name: hours.high for name, hours in zeros.items()},
        tuple(policy.subjects),
    )
    return Proposal(
        policy=policy.id,
        policy_digest=policy.digest,
        year=year,
        activities=tuple(activities),
        totals=zeros,
        totals_if_evidence_completed=zeros,
        caps=(),
        requirement=type(nothing)("undetermined", {}, {}, policy.requirement_clause),
        open_subjects=tuple(policy.subjects),
        needs_human=True,
        reasons=(Reason("no_rule_for_year", message),),
    )
