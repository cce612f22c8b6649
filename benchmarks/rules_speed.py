"""How fast a city's year is worked out again, beside GoRules ZEN on the Jiaxing score bands and caps.

    python -m benchmarks.rules_speed [--people 100000] [--activities 10] [--json FILE]

First the whole: every person's activities of all pathways of Jiaxing 2023, each proposal with steps, clauses,
evidence still missing, caps and the annual requirement. Then both engines on the same people, who have only
what ZEN's model knows: the score bands, rates per unit, the caps of the items and the cap over them. ZEN's
decision table and expressions are built from the policy file, run in its Rust engine through its own Python
package, and give totals without clauses. The two take turns, a few hundred people at a time, so that other work
on the machine strikes both alike, and their totals must agree. One process, one core.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from rules import Policy, policies
from rules.evaluate import propose_under
from rules.examples import complete_evidence

POLICY = "jiaxing-2023"
#: Pathways of the comparison, all under caps that nest: score bands and figures per unit.
COMPARED = ("study_app_score", "study_visit_or_internal_training", "qualification_exam", "degree_study")
TURN = 200
Case = dict[str, Any]


def people(policy: Policy, count: int, activities: int, names: Sequence[str], seed: int = 1) -> Iterator[Case]:
    """Invented people's years: facts from the pathways' own examples, counts varied."""
    draw = random.Random(seed)
    chosen = [policy.pathways[name] for name in names]
    kept = {one.id: [example for example in one.examples if "refused" not in example["expect"]] for one in chosen}
    evidence = {one.id: complete_evidence(one) for one in chosen}
    for at in range(count):
        rows = []
        for ref in range(activities):
            pathway = draw.choice(chosen)
            row = {"ref": f"a{ref}", "pathway": pathway.id, "evidence": evidence[pathway.id]}
            row |= draw.choice(kept[pathway.id])["given"]
            for fact in ("title_of_work", "project", "course", "event"):
                if fact in row:
                    row[fact] = f"{row[fact]}{at}-{ref}"
            rows.append(row)
        sector = draw.choice(["机械", "化工", "会计", "教育", "卫生"])
        yield {"policy": policy.id, "year": 2023, "person": {"sector_zh": sector}, "activities": rows}


def plain_people(policy: Policy, count: int, activities: int, seed: int = 2) -> Iterator[Case]:
    """People whose activities the table knows: a whole number per activity, one score a year."""
    draw = random.Random(seed)
    counted = {name: policy.pathways[name].row["count"] for name in COMPARED}
    evidence = {name: complete_evidence(policy.pathways[name]) for name in COMPARED}
    for _ in range(count):
        names = [COMPARED[0], *(draw.choice(COMPARED[1:]) for _ in range(activities - 1))]
        rows = [
            {
                "ref": f"a{at}",
                "pathway": name,
                counted[name]: draw.randrange(2000, 12000) if name == COMPARED[0] else draw.randrange(1, 9),
                "evidence": evidence[name],
            }
            for at, name in enumerate(names)
        ]
        yield {"policy": policy.id, "year": 2023, "person": {}, "activities": rows}


def zen_model(policy: Policy) -> str:
    """The same standards and caps as a JSON Decision Model, every figure from the policy file."""
    rules: list[dict[str, str]] = []

    def rule(pathway: str, count: str, hours: str, item: str) -> None:
        rules.append({"_id": f"r{len(rules)}", "p": json.dumps(pathway), "c": count, "h": hours, "i": json.dumps(item)})

    for name in COMPARED:
        row, item = policy.pathways[name].row, policy.cap_of[name]
        for band in row.get("bands", ()):
            edges = f"[{band['from']}..{band['to']}]" if "to" in band else f">= {band['from']}"
            rule(name, edges, str(band["hours"]), item)
        if "bands" in row:
            rule(name, "", "0", item)
        else:
            rule(name, "", f"count * {row['rate']}", item)
    items = {policy.cap_of[name] for name in COMPARED}
    caps = {cap.id: cap for cap in policy.caps}
    (outer,) = {caps[item].inside for item in items}
    assert outer is not None
    sums = [
        (item, f"min([sum(map(filter(activities, #.item == {json.dumps(item)}), #.hours)), {caps[item].hours}])")
        for item in sorted(items)
    ]
    added = " + ".join(f"$.{item}" for item in sorted(items))
    sums.append(("total", f"min([{added}, {caps[outer].hours}])"))
    table = {
        "hitPolicy": "first",
        "executionMode": "loop",
        "inputField": "activities",
        "outputPath": "activities",
        "passThrough": True,
        "inputs": [{"id": "p", "name": "pathway", "field": "pathway"}, {"id": "c", "name": "count", "field": "count"}],
        "outputs": [{"id": "h", "name": "hours", "field": "hours"}, {"id": "i", "name": "item", "field": "item"}],
        "rules": rules,
    }
    expressions = [{"id": f"e{at}", "key": key, "value": value} for at, (key, value) in enumerate(sums)]
    steps = ("in", "table", "sum", "out")
    return json.dumps(
        {
            "nodes": [
                {"id": "in", "type": "inputNode", "name": "in", "content": {}},
                {"id": "table", "type": "decisionTableNode", "name": "table", "content": table},
                {"id": "sum", "type": "expressionNode", "name": "sum", "content": {"expressions": expressions}},
                {"id": "out", "type": "outputNode", "name": "out", "content": {}},
            ],
            "edges": [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in pairwise(steps)],
        }
    )


def zen_input(policy: Policy, case: Case) -> dict[str, Any]:
    """A case as the model takes it, prepared outside the time taken."""
    return {
        "activities": [
            {"pathway": row["pathway"], "count": row[policy.pathways[row["pathway"]].row["count"]]}
            for row in case["activities"]
        ]
    }


def _timed(work: Callable[[Any], Any], items: Sequence[Any]) -> tuple[float, list[Any]]:
    start = time.process_time()
    results = [work(item) for item in items]
    return time.process_time() - start, results


def _chunks(cases: Iterator[Case]) -> Iterator[list[Case]]:
    while chunk := [case for _, case in zip(range(TURN), cases, strict=False)]:
        yield chunk


def whole_city(policy: Policy, count: int, activities: int) -> dict[str, Any]:
    """All pathways; the cases are made between the timed stretches."""
    spent = 0.0
    asked = 0
    for chunk in _chunks(people(policy, count, activities, tuple(policy.pathways))):
        seconds, results = _timed(lambda case: propose_under(policy, case), chunk)
        spent += seconds
        asked += sum(result.needs_human for result in results)
    return {
        "people": count,
        "activities": count * activities,
        "seconds": round(spent, 2),
        "activities_per_second_per_core": round(count * activities / spent),
        "people_per_second_per_core": round(count / spent),
        "people_with_questions": asked,
    }


def beside_zen(policy: Policy, count: int, activities: int) -> dict[str, Any]:
    """Both engines on the same people; RuntimeError where their totals differ."""
    import zen

    decision = zen.ZenEngine().create_decision(zen_model(policy))
    ours = theirs = 0.0
    for chunk in _chunks(plain_people(policy, count, activities)):
        inputs = [zen_input(policy, case) for case in chunk]
        seconds, proposals = _timed(lambda case: propose_under(policy, case), chunk)
        ours += seconds
        seconds, answers = _timed(decision.evaluate, inputs)
        theirs += seconds
        for proposal, answer in zip(proposals, answers, strict=True):
            if proposal.totals["professional"].low != answer["result"]["total"]:
                raise RuntimeError(f"totals differ: {proposal.totals}, {answer['result']}")
            if not all(step.clause for one in proposal.activities for step in one.steps):
                raise RuntimeError("a step without its clause")
    return {
        "people": count,
        "activities": count * activities,
        "ours_seconds": round(ours, 2),
        "zen_seconds": round(theirs, 2),
        "ours_activities_per_second_per_core": round(count * activities / ours),
        "zen_activities_per_second_per_core": round(count * activities / theirs),
        "times_as_fast_as_zen": round(theirs / ours, 2),
    }


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--activities", type=int, default=10, help="per person")
    parser.add_argument("--json", type=Path, help="write the figures to a file as well")
    arguments = parser.parse_args(words)
    policy = policies()[POLICY]
    gc.collect()
    gc.freeze()
    report: dict[str, Mapping[str, Any]] = {
        "city": whole_city(policy, arguments.people, arguments.activities),
        "beside_zen": beside_zen(policy, arguments.people, arguments.activities),
    }
    text = json.dumps(report, ensure_ascii=False, indent=1)
    print(text)
    if arguments.json:
        arguments.json.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
