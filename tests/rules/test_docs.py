"""The pages on policies are what the policy files say today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cli.main import verbs
from cli.policy_text import policy_page, policy_text
from cli.verbs.policies import ACTIONS
from rules import EVIDENCE, policies
from rules.shapes import SHAPES

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("policy", policies().values(), ids=lambda policy: policy.id)
def test_the_page_is_up_to_date(policy):
    page = DOCS / "policies" / f"{policy.id}.md"
    told = f"hourproof policies show {policy.id} --markdown > docs/policies/{policy.id}.md"
    assert page.read_text(encoding="utf-8") == policy_page(policy), told


def test_no_page_without_a_policy():
    assert {page.stem for page in (DOCS / "policies").glob("*.md")} == set(policies())


@pytest.mark.parametrize("policy", policies().values(), ids=lambda policy: policy.id)
def test_people_read_titles_not_names(policy):
    text = policy_text(policy)
    for name, title in EVIDENCE.items():
        assert not re.search(rf"\b{name}\b", text)
        assert title
    for pathway in policy.pathways.values():
        assert pathway.title in text
        assert pathway.clause in text
        assert pathway.quote in text


def test_the_guide_names_every_paper_form_and_command():
    guide = (DOCS / "add-a-city.md").read_text(encoding="utf-8")
    assert all(f"| {title} | `{name}` |" in guide for name, title in EVIDENCE.items())
    assert all(f"`{name}`" in guide for name in SHAPES)
    named = set(re.findall(r"hourproof policies ([a-z-]+)", guide))
    assert named <= set(ACTIONS)
    assert named >= {"new", "check", "sheet", "read-sheet", "diff", "show"}
    assert set(re.findall(r"hourproof ([a-z]+)", guide)) <= set(verbs())
