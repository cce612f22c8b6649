"""The lifecycle of a claim as one table: who may move what, from where, to where.

A policy names one or two stages of review. Level two changing the first level's hours is a dispute:
level one accepts or argues once, then the chief decides. Nobody decides on their own claim, and nobody
decides on both levels of one claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.claim import CLAIM_STATE_TITLES, ClaimState, Role

S = ClaimState


class Party(StrEnum):
    """What somebody is towards one claim."""

    OWNER = "owner"  # whose claim it is, or the unit administrator who handed it in for them
    FIRST = "first"
    SECOND = "second"
    CHIEF = "chief"
    INVESTIGATOR = "investigator"


MOVE_TITLES = {
    "create": "建立草稿",
    "change": "更正",
    "submit": "提交",
    "withdraw": "撤回",
    "credit": "认定",
    "adjust": "调整学时",
    "return": "退回补正",
    "decline": "不予认定",
    "dispute": "提出异议",
    "undo": "撤销上一步",
    "withhold": "拦截",
}


#: Sentences that the desk itself gives as the reason of a move; kept as text, so whoever shows them needs the form.
BLIND_REASON = "复审未看初审结果，独立核定为 {hours} 学时。"
BATCH_REASON = "班次集中认定：{title}"


@dataclass(frozen=True, slots=True)
class Rule:
    """``level`` None stands for any; ``stages`` None for any number of stages."""

    move: str
    state: ClaimState
    level: int | None
    party: Party
    to: ClaimState
    to_level: int
    stages: int | None = None


FIRST, SECOND, CHIEF = 1, 2, 3

TABLE: tuple[Rule, ...] = (
    # the professional
    Rule("submit", S.DRAFT, None, Party.OWNER, S.SUBMITTED, FIRST),
    Rule("submit", S.RETURNED, None, Party.OWNER, S.SUBMITTED, FIRST),
    Rule("withdraw", S.DRAFT, None, Party.OWNER, S.WITHDRAWN, 0),
    Rule("withdraw", S.RETURNED, None, Party.OWNER, S.WITHDRAWN, 0),
    Rule("withdraw", S.SUBMITTED, None, Party.OWNER, S.WITHDRAWN, 0),
    Rule("dispute", S.DECLINED, None, Party.OWNER, S.DISPUTED, CHIEF),
    # first review
    Rule("credit", S.SUBMITTED, FIRST, Party.FIRST, S.SECOND_REVIEW, SECOND, stages=2),
    Rule("adjust", S.SUBMITTED, FIRST, Party.FIRST, S.SECOND_REVIEW, SECOND, stages=2),
    Rule("credit", S.SUBMITTED, FIRST, Party.FIRST, S.CREDITED, 0, stages=1),
    Rule("adjust", S.SUBMITTED, FIRST, Party.FIRST, S.CREDITED, 0, stages=1),
    Rule("return", S.SUBMITTED, FIRST, Party.FIRST, S.RETURNED, 0),
    Rule("decline", S.SUBMITTED, FIRST, Party.FIRST, S.DECLINED, 0),
    Rule("dispute", S.SUBMITTED, FIRST, Party.FIRST, S.DISPUTED, CHIEF),
    # second review; a change of the first level's figure goes back to it once
    Rule("credit", S.SECOND_REVIEW, SECOND, Party.SECOND, S.CREDITED, 0),
    Rule("adjust", S.SECOND_REVIEW, SECOND, Party.SECOND, S.DISPUTED, FIRST),
    Rule("return", S.SECOND_REVIEW, SECOND, Party.SECOND, S.RETURNED, 0),
    Rule("decline", S.SECOND_REVIEW, SECOND, Party.SECOND, S.DECLINED, 0),
    Rule("dispute", S.SECOND_REVIEW, SECOND, Party.SECOND, S.DISPUTED, CHIEF),
    # the dispute: level one accepts (credit) or argues once (dispute); the chief ends it
    Rule("credit", S.DISPUTED, FIRST, Party.FIRST, S.CREDITED, 0),
    Rule("dispute", S.DISPUTED, FIRST, Party.FIRST, S.DISPUTED, CHIEF),
    Rule("credit", S.DISPUTED, CHIEF, Party.CHIEF, S.CREDITED, 0),
    Rule("adjust", S.DISPUTED, CHIEF, Party.CHIEF, S.CREDITED, 0),
    Rule("return", S.DISPUTED, CHIEF, Party.CHIEF, S.RETURNED, 0),
    Rule("decline", S.DISPUTED, CHIEF, Party.CHIEF, S.DECLINED, 0),
    # spot checks of what was credited
    Rule("dispute", S.CREDITED, None, Party.CHIEF, S.DISPUTED, CHIEF),
    Rule("dispute", S.CREDITED, None, Party.INVESTIGATOR, S.DISPUTED, CHIEF),
)

#: States in which the owner may change evidence, facts and pathway.
OPEN_TO_OWNER = frozenset({S.DRAFT, S.RETURNED})
#: States in which a reviewer of the level at work may correct facts and answer doubts.
OPEN_TO_REVIEW = frozenset({S.SUBMITTED, S.SECOND_REVIEW, S.DISPUTED})
#: States that count as claimed in the year's account.
LIVING = frozenset({S.DRAFT, S.SUBMITTED, S.SECOND_REVIEW, S.RETURNED, S.DISPUTED, S.CREDITED})


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of review as a policy says it."""

    level: int
    role: Role
    title: str


#: For policies that name no stages: the unit checks, the authority reviews.
DEFAULT_STAGES = (Stage(1, Role.UNIT_ADMIN, "初审"), Stage(2, Role.AUTHORITY, "复审"))


def rule_for(
    move: str, state: ClaimState, level: int, parties: frozenset[Party], stages: tuple[Stage, ...]
) -> Rule | None:
    """The row of the table that allows the move, or None."""
    for rule in TABLE:
        if (
            rule.move == move
            and rule.state == state
            and rule.level in (None, level)
            and rule.party in parties
            and rule.stages in (None, len(stages))
        ):
            return rule
    return None


def moves_for(state: ClaimState, level: int, parties: frozenset[Party], stages: tuple[Stage, ...]) -> tuple[str, ...]:
    """All moves open to somebody with these parties, in the table's order."""
    found = dict.fromkeys(rule.move for rule in TABLE if rule_for(rule.move, state, level, parties, stages) is not None)
    return tuple(found)


def state_title(state: ClaimState, level: int, stages: tuple[Stage, ...]) -> str:
    """The state in Chinese; a dispute says on whose desk it lies."""
    if state is S.DISPUTED:
        return f"{CLAIM_STATE_TITLES[state]}（{'初审答复' if level == FIRST else '裁定'}中）"
    if state is S.SUBMITTED and len(stages) == 1:
        return "待审核"
    return CLAIM_STATE_TITLES[state]
