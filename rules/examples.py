"""The worked examples of a policy file, run: each given set of facts must come out as expected.

``expect``: ``hours`` (low = high = default), or ``low``/``high``/``default``, or ``unknown = true``
or ``refused = "fact"``; further ``counted`` (the year's total of this example alone), ``asks``
(exactly these codes, ``missing_evidence`` apart), ``missing`` (groups) and ``subject``. Without
``evidence`` an example carries all that is required.

A cap's own ``[[cap.example]]`` lists ``activities`` of several pathways; ``expect`` says what is
``claimed`` under the cap and what of it is ``counted``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.proposal import ActivityProposal, Proposal
from rules.activity import work_out
from rules.draft import Scene
from rules.evaluate import add_up
from rules.pathway import Pathway
from rules.person import read_person
from rules.policy import Policy
from rules.refusal import RefusedInput
from rules.requirement import required_of


@dataclass(frozen=True, slots=True)
class Miss:
    """An example that came out otherwise than expected."""

    pathway: str
    example: str
    what: str


def run_example(policy: Policy, pathway: Pathway, example: Mapping[str, Any]) -> list[str]:
    """What came out otherwise than expected; empty when all is as expected."""
    expect = example["expect"]
    try:
        proposal = propose_example(policy, pathway, example)
    except RefusedInput as refused:
        field = refused.field.split(".", 1)[-1]
        wanted = expect.get("refused")
        return [] if wanted == field else [f"refused {field}: {refused.message}, expected {dict(expect)}"]
    if "refused" in expect:
        return [f"not refused; expected refusal of {expect['refused']}"]
    return list(_compare(proposal, proposal.activities[0], expect))


def run_cap_example(policy: Policy, cap: str, example: Mapping[str, Any]) -> list[str]:
    """What of a cap's example came out otherwise than expected; empty when all is as expected."""
    expect = example["expect"]
    try:
        use = next((use for use in propose_cap_example(policy, example).caps if use.key == cap), None)
    except RefusedInput as refused:
        return [f"refused {refused.field}: {refused.message}"]
    if use is None:
        return [] if not expect.get("applies", True) else ["nothing stands under this cap"]
    if not expect.get("applies", True):
        return ["expected that the cap does not apply"]
    wanted = _figure(expect["claimed"]), _figure(expect["counted"])
    found = use.claimed, use.counted
    return [] if found == wanted else [f"expected {wanted[0]} claimed, {wanted[1]} counted; got {found[0]}, {found[1]}"]


def run_examples(policy: Policy) -> list[Miss]:
    of_pathways = [
        Miss(pathway.id, example["name"], what)
        for pathway in policy.pathways.values()
        for example in pathway.examples
        for what in run_example(policy, pathway, example)
    ]
    of_caps = [
        Miss(row["id"], example["name"], what)
        for row in policy.data.get("cap", ())
        for example in row.get("example", ())
        for what in run_cap_example(policy, row["id"], example)
    ]
    return of_pathways + of_caps


def propose_example(policy: Policy, pathway: Pathway, example: Mapping[str, Any]) -> Proposal:
    """What is proposed for an example of ``pathway``. RefusedInput where its facts cannot be."""
    row = {"ref": "x", "pathway": pathway.id, **example["given"]}
    row["evidence"] = example.get("evidence", complete_evidence(pathway))
    return _propose(policy, example, [row])


def propose_cap_example(policy: Policy, example: Mapping[str, Any]) -> Proposal:
    """What is proposed for a cap's example: several activities, each with all required evidence."""
    rows = [
        {"ref": f"x{at}", "evidence": complete_evidence(policy.pathways[row["pathway"]]), **row}
        for at, row in enumerate(example["activities"], 1)
    ]
    return _propose(policy, example, rows)


def scene_of(policy: Policy, example: Mapping[str, Any]) -> Scene:
    """The year and the person of an example, over the policy's ``default_example``."""
    usual = policy.data.get("default_example", {})
    year = example.get("year", usual.get("year", policy.first_year))
    person = read_person({**usual.get("person", {}), **example.get("person", {})}, policy)
    required, complete = required_of(policy, person.get("title_level"))
    return Scene(year, person, required.get("total") if complete else None)


def _propose(policy: Policy, example: Mapping[str, Any], rows: list[dict[str, Any]]) -> Proposal:
    scene = scene_of(policy, example)
    return add_up(policy, scene, [work_out(row, at, policy, scene) for at, row in enumerate(rows)])


def complete_evidence(pathway: Pathway) -> list[str]:
    """One paper of every required group, of every variant."""
    groups = list(pathway.needed.groups)
    for variant in pathway.variants:
        if variant.needed is not None:
            groups += variant.needed.groups
    for _, needed in pathway.evidence_when:
        groups += needed.groups
    return sorted({group[0] for group in groups})


def _compare(proposal: Proposal, activity: ActivityProposal, expect: Mapping[str, Any]) -> Iterator[str]:
    known = {"hours", "low", "high", "default", "unknown", "counted", "asks", "missing", "subject"}
    if unknown := set(expect) - known:
        yield f"unknown expectations {sorted(unknown)}"
    hours = activity.hours
    if expect.get("unknown"):
        if hours is not None:
            yield f"expected no figure, got {hours}"
    elif hours is None:
        yield "expected a figure, got none"
    else:
        low = _figure(expect.get("hours", expect.get("low")))
        high = _figure(expect.get("hours", expect.get("high")))
        default = _figure(expect.get("hours", expect.get("default")))
        if (hours.low, hours.high, hours.default) != (low, high, default):
            yield f"expected {low}..{high} default {default}, got {hours.low}..{hours.high} default {hours.default}"
    if "counted" in expect:
        total = proposal.totals["total"].low
        if total != _figure(expect["counted"]):
            yield f"expected {expect['counted']} counted, got {total}"
    if "missing" in expect:
        missing = [list(group) for group in activity.missing_evidence]
        if missing != expect["missing"]:
            yield f"expected missing {expect['missing']}, got {missing}"
    asks = {reason.code for reason in activity.needs_human} - {"missing_evidence"}
    if asks != set(expect.get("asks", ())):
        yield f"expected questions {sorted(expect.get('asks', ()))}, got {sorted(asks)}"
    if "subject" in expect and activity.subject != expect["subject"]:
        yield f"expected subject {expect['subject']}, got {activity.subject}"


def _figure(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
