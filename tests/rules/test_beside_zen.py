"""Another engine, given the same bands and caps from the policy file, comes to the same totals."""

from __future__ import annotations

import pytest

from benchmarks.rules_speed import COMPARED, beside_zen, people, plain_people, whole_city
from rules import policies


def test_gorules_zen_agrees():
    pytest.importorskip("zen", reason="zen-engine is not installed")
    figures = beside_zen(policies()["jiaxing-2023"], 400, 10)  # raises where a total differs
    assert figures["activities"] == 4000


def test_the_people_reach_bands_and_caps():
    policy = policies()["jiaxing-2023"]
    cases = list(plain_people(policy, 200, 10))
    scores = {row["score"] for case in cases for row in case["activities"] if row["pathway"] == COMPARED[0]}
    assert min(scores) < 4000 < 8001 < max(scores)
    assert len(cases) == 200


def test_a_small_city_of_all_pathways():
    policy = policies()["jiaxing-2023"]
    assert whole_city(policy, 50, 10)["activities"] == 500
    met = {row["pathway"] for case in people(policy, 50, 10, tuple(policy.pathways)) for row in case["activities"]}
    assert met == set(policy.pathways)
