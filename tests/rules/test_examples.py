"""Every worked example of every policy file comes out as written there."""

from __future__ import annotations

import pytest

from rules import policies
from rules.examples import run_example

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
