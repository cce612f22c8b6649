"""Every worked example of every policy file comes out as written there."""

from __future__ import annotations

import pytest

from rules import policies
from rules.examples import run_cap_example, run_example

EXAMPLES = [
    pytest.param(policy, pathway, example, id=f"{policy.id}-{pathway.id}-{example['name']}")
    for policy in policies().values()
    for pathway in policy.pathways.values()
    for example in pathway.examples
]


@pytest.mark.parametrize(("policy", "pathway", "example"), EXAMPLES)
def test_worked_example(policy, pathway, example):
    assert run_example(policy, pathway, example) == []


def test_every_pathway_has_examples():
    for policy in policies().values():
        for pathway in policy.pathways.values():
            assert pathway.examples, f"{policy.id} {pathway.id}"


CAP_EXAMPLES = [
    pytest.param(policy, row["id"], example, id=f"{policy.id}-{row['id']}-{example['name']}")
    for policy in policies().values()
    for row in policy.data.get("cap", ())
    for example in row.get("example", ())
]


@pytest.mark.parametrize(("policy", "cap", "example"), CAP_EXAMPLES)
def test_worked_example_of_a_cap(policy, cap, example):
    assert run_cap_example(policy, cap, example) == []
