"""Worked examples before, at and after every edge (bands, thresholds, caps, limits), for every level and rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.proposal import Proposal
from rules.check.rows import Row, Sheet
from rules.draft import plain
from rules.examples import propose_cap_example, propose_example, run_cap_example, run_example, scene_of
from rules.facts import GENERIC
from rules.pathway import Pathway
from rules.policy import Policy
from rules.refusal import RefusedInput

_ORDERED = ("above", "at_least", "below", "at_most")
#: ``years_ago`` bounds as large as this mean "any number of years", not an edge.
_ENDLESS = 100
#: A row may be sound by its form and still make no sense when it is run.
_UNUSABLE = (RefusedInput, KeyError, TypeError, ValueError, AttributeError, ArithmeticError)


@dataclass(slots=True)
class _Run:
    """An example with what came of it; ``proposal`` None and ``refused`` set where it was refused."""

    example: Mapping[str, Any]
    proposal: Proposal | None
    refused: str = ""

    @property
    def codes(self) -> set[str]:
        if self.proposal is None:
            return set()
        one = self.proposal.activities[0]
        return {reason.code for reason in (*one.needs_human, *one.notes)}

    def value(self, fact: str) -> Decimal | None:
        given = self.example["given"].get(fact)
        usable = isinstance(given, (int, float)) and not isinstance(given, bool)
        return Decimal(str(given)) if usable else None


def check_examples(sheet: Sheet, policy: Policy) -> None:
    """Runs every example and adds to ``sheet`` what comes out otherwise or is not exemplified."""
    cap_claims: dict[str, list[tuple[Decimal, Decimal]]] = {cap.id: [] for cap in policy.caps}

    def note_caps(proposal: Proposal) -> None:
        for use in proposal.caps:
            cap_claims[use.key].append((use.claimed, use.counted))

    fired: set[str] = set()
    for row in sheet.of("pathway"):
        pathway = policy.pathways[row.data["id"]]
        runs = []
        for example in pathway.examples:
            try:
                for what in run_example(policy, pathway, example):
                    sheet.add(row, "example_differs", f"例“{example['name']}”算得不同：{what}。", "请核对数字或例子。")
                runs.append(_run(policy, pathway, example))
            except _UNUSABLE as fault:
                told = f"例“{example['name']}”不能运行：{type(fault).__name__} {fault}。"
                sheet.add(row, "example_unusable", told, "请核对例子和所用的规则。")
                continue
            if (proposal := runs[-1].proposal) is not None:
                note_caps(proposal)
                fired |= runs[-1].codes
        for missing in _missing(policy, pathway, runs):
            sheet.add(row, "edge_without_example", f"缺少例子：{missing}。", "请补 [[pathway.example]]。")
    for row in sheet.of("cap"):
        for example in row.data.get("example", ()):
            try:
                for what in run_cap_example(policy, row.data["id"], example):
                    sheet.add(row, "example_differs", f"例“{example['name']}”算得不同：{what}。", "请核对数字或例子。")
                note_caps(propose_cap_example(policy, example))
            except _UNUSABLE as fault:
                sheet.add(row, "example_unusable", f"例“{example['name']}”不能运行：{fault}。", "请核对例子。")
        _check_cap(sheet, row, cap_claims[row.data["id"]])
    for row in sheet.of("rule"):
        if row.data["code"] not in fired:
            sheet.add(row, "rule_without_example", "没有例子用到这条规则。", "请在任一适用途径补一个例子。")


def _run(policy: Policy, pathway: Pathway, example: Mapping[str, Any]) -> _Run:
    try:
        return _Run(example, propose_example(policy, pathway, example))
    except RefusedInput as refused:
        return _Run(example, None, refused.field.split(".", 1)[-1])


def _check_cap(sheet: Sheet, row: Row, claims: list[tuple[Decimal, Decimal]]) -> None:
    hours = Decimal(str(row.data["hours"]))
    reached = {
        "未到上限": any(claimed < hours for claimed, _ in claims),
        "正到上限": any(claimed == hours for claimed, _ in claims),
        "超出上限": any(claimed > hours and counted == hours for claimed, counted in claims),
    }
    for what, there in reached.items():
        # Where whole units cannot come to the cap exactly, the row says so.
        if not there and not (what == "正到上限" and row.data.get("no_example_at")):
            sheet.add(
                row, "edge_without_example", f"缺少例子：{what}（{plain(hours)} 学时）。", "请补 [[cap.example]]。"
            )


def _missing(policy: Policy, pathway: Pathway, runs: list[_Run]) -> Iterator[str]:
    for variant in pathway.variants:
        yield from _missing_of_standard(pathway, variant.row, runs)
    yield from _missing_of_rules(policy, pathway, runs)
    if pathway.per_event_years is not None:
        yield from _missing_of_event_limit(policy, pathway.per_event_years, runs)


def _title(pathway: Pathway, fact: str) -> str:
    spec = pathway.facts.get(fact) or GENERIC.get(fact)
    return spec.title if spec else fact


def _missing_of_standard(pathway: Pathway, row: Mapping[str, Any], runs: list[_Run]) -> Iterator[str]:
    for band in row.get("bands", ()):
        title = _title(pathway, row["count"])
        for edge in (band["from"], *([band["to"]] if "to" in band else [])):
            for value, where in ((edge - 1, "边界前"), (edge, "边界"), (edge + 1, "边界后")):
                if not any(run.value(row["count"]) == value for run in runs):
                    yield f"{title} {value}（{where}）"
    if "size" in row:
        yield from _around(pathway, row["size"]["fact"], Decimal(str(row["size"]["is"])), runs)
    rate = row.get("rate")
    if isinstance(rate, Mapping) and "of" in rate:
        words = pathway.facts[rate["fact"]].words
        used = {run.example["given"].get(rate["fact"]) for run in runs if run.proposal is not None}
        yield from (f"{_title(pathway, rate['fact'])}“{words[word]}”" for word in rate["of"] if word not in used)
    for source in row.get("sources", ()):
        if not any(run.proposal is not None and source["fact"] in run.example["given"] for run in runs):
            yield f"按{_title(pathway, source['fact'])}计"
    if "part" in row and not any(row["part"]["code"] in run.codes for run in runs):
        yield f"{_title(pathway, row['count'])}不是整数"


def _around(pathway: Pathway, fact: str, edge: Decimal, runs: list[_Run]) -> Iterator[str]:
    values = [value for run in runs if (value := run.value(fact)) is not None]
    title = _title(pathway, fact)
    if not any(value < edge for value in values):
        yield f"{title}小于 {plain(edge)}"
    if edge not in values:
        yield f"{title}等于 {plain(edge)}"
    if not any(value > edge for value in values):
        yield f"{title}大于 {plain(edge)}"


def _missing_of_rules(policy: Policy, pathway: Pathway, runs: list[_Run]) -> Iterator[str]:
    done: set[str] = set()
    for rule in pathway.row.get("rule", ()):
        effect, code = rule["effect"], rule["code"]
        if effect == "refuse":
            if not any(run.refused == rule["field"] for run in runs):
                yield f"规则 {code} 拒绝输入"
        elif code not in done and not any(code in run.codes for run in runs):
            yield f"规则 {code}（{rule['says']}）起作用"
        done.add(code)
        for test in rule["when"]:
            fact = test.get("fact", "")
            if fact.startswith("person."):
                continue
            for operator in _ORDERED:
                if operator in test:
                    yield from _around(pathway, fact, Decimal(str(test[operator])), runs)
            for gap in test.get("years_ago", ()):
                years = [scene_of(policy, run.example).year - value for run in runs if (value := run.value(fact))]
                if abs(gap) < _ENDLESS and gap not in years:
                    yield f"{_title(pathway, fact)}距申报年度 {gap} 年"


def _missing_of_event_limit(policy: Policy, years: int, runs: list[_Run]) -> Iterator[str]:
    seen: dict[Decimal, set[str]] = {}
    for run in runs:
        yearly = scene_of(policy, run.example).yearly
        if run.proposal is None or yearly is None or (hours := run.proposal.activities[0].hours) is None:
            continue
        limit = yearly * years
        place = "超出" if "event_limit" in run.codes else "正到" if hours.high == limit else "未到"
        seen.setdefault(limit, set()).add(place)
    if not any({"未到", "正到", "超出"} <= places for places in seen.values()):
        yield f"未到、正到和超出一次最多 {years} 年的学时"
