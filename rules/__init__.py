"""规则: policies as dated data and the evaluator of hours.

The face of the room: which policies there are, and what they propose for a person's year.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rules.account import Account, account
from rules.evaluate import propose
from rules.evidence import EVIDENCE, evidence_of
from rules.library import adopt, load_all, reload
from rules.pathway import Pathway
from rules.policy import Policy
from rules.refusal import PolicyFault, RefusedInput
from rules.sensitivity import Alternatives, Change, sensitivity
from rules.wire import proposal_json

__all__ = [
    "EVIDENCE",
    "Account",
    "Alternatives",
    "Change",
    "Pathway",
    "Policy",
    "PolicyFault",
    "RefusedInput",
    "account",
    "adopt",
    "evidence_of",
    "policies",
    "policy",
    "policy_for",
    "proposal_json",
    "propose",
    "reload",
    "sensitivity",
]


def policies(tables: Path | None = None) -> Mapping[str, Policy]:
    """All policies by id, with an office's tables added where a folder of them is given."""
    return load_all(tables)


def policy(policy_id: str, tables: Path | None = None) -> Policy:
    """RefusedInput (field ``policy``) when there is none of that id."""
    found = load_all(tables).get(policy_id)
    if found is None:
        raise RefusedInput("policy", f"没有认定办法“{policy_id[:40]}”，现有：{'、'.join(load_all(tables))}。")
    return found


def policy_for(city: str, year: int, tables: Path | None = None) -> Policy | None:
    """The policy of a city (Chinese or pinyin) that covers ``year``; None when there is none."""
    name = city.strip().lower()
    fitting = [one for one in load_all(tables).values() if name in one.city_names and one.covers(year)]
    return max(fitting, key=lambda one: one.in_force_from, default=None)
