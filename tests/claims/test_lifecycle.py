"""Properties of the lifecycle table."""

from __future__ import annotations

import pytest

import rules
from claims.lifecycle import DEFAULT_STAGES, TABLE, Party, Stage, moves_for, rule_for
from claims.stages import stages_of
from domain.claim import ClaimState, Role

ONE = (Stage(1, Role.AUTHORITY, "审核"),)
EVERYBODY = frozenset(Party)


def reachable(stages: tuple[Stage, ...]) -> set[tuple[ClaimState, int]]:
    found, edge = set(), {(ClaimState.DRAFT, 0)}
    while edge:
        found |= edge
        edge = {
            (rule.to, rule.to_level)
            for state, level in edge
            for move in moves_for(state, level, EVERYBODY, stages)
            if (rule := rule_for(move, state, level, EVERYBODY, stages)) is not None
        } - found
    return found


@pytest.mark.parametrize("stages", [ONE, DEFAULT_STAGES])
def test_every_open_state_leads_to_an_end(stages: tuple[Stage, ...]) -> None:
    ends = {ClaimState.CREDITED, ClaimState.DECLINED, ClaimState.WITHDRAWN}
    states = reachable(stages)
    assert ends <= {state for state, _ in states}
    for state, level in states:
        if state not in ends:
            assert moves_for(state, level, EVERYBODY, stages), (state, level)


def test_one_stage_never_waits_for_a_second() -> None:
    assert ClaimState.SECOND_REVIEW not in {state for state, _ in reachable(ONE)}


def test_nobody_but_the_owner_moves_a_draft() -> None:
    for party in Party:
        allowed = moves_for(ClaimState.DRAFT, 0, frozenset({party}), DEFAULT_STAGES)
        assert bool(allowed) == (party is Party.OWNER)


def test_withdrawn_is_the_end() -> None:
    assert not moves_for(ClaimState.WITHDRAWN, 0, EVERYBODY, DEFAULT_STAGES)


def test_a_move_from_one_place_leads_to_one_place() -> None:
    for stages in (1, 2):
        keys = [(r.move, r.state, r.level, r.party) for r in TABLE if r.stages in (None, stages)]
        assert len(keys) == len(set(keys))


def test_every_policy_names_stages_the_table_knows() -> None:
    for policy in rules.policies().values():
        stages = stages_of(policy.city_names[0], policy.first_year)
        assert 1 <= len(stages) <= 2
        assert stages[-1].role is Role.AUTHORITY


def test_stages_as_the_documents_say() -> None:
    assert [stage.role for stage in stages_of("jiaxing", 2023)] == [Role.UNIT_ADMIN, Role.AUTHORITY]
    assert [stage.role for stage in stages_of("wenzhou", 2021)] == [Role.AUTHORITY]
