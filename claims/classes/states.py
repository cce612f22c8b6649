"""The life of a training class as one table: who may move what, from where, to where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class ClassState(StrEnum):
    """States of a class."""

    APPLIED = "applied"
    RETURNED = "returned"
    APPROVED = "approved"
    ROSTER_IN = "roster_in"
    ROSTER_RETURNED = "roster_returned"
    REGISTERED = "registered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STATE_TITLES: dict[ClassState, str] = {
    ClassState.APPLIED: "待审核",
    ClassState.RETURNED: "申请退回补正",
    ClassState.APPROVED: "已同意办班",
    ClassState.ROSTER_IN: "汇总表待审核",
    ClassState.ROSTER_RETURNED: "汇总表退回补正",
    ClassState.REGISTERED: "学时已登记",
    ClassState.DECLINED: "不予同意",
    ClassState.WITHDRAWN: "已撤回",
}

MOVE_TITLES: dict[str, str] = {
    "apply": "提交办班申请",
    "withdraw": "撤回申请",
    "approve": "同意办班",
    "return": "退回补正",
    "decline": "不予同意",
    "hand_in_roster": "报送汇总表",
    "return_roster": "退回汇总表",
    "register": "登记学时",
}

Side = Literal["provider", "authority"]


@dataclass(frozen=True, slots=True)
class ClassRule:
    move: str
    state: ClassState
    side: Side
    to: ClassState


TABLE: tuple[ClassRule, ...] = (
    ClassRule("apply", ClassState.RETURNED, "provider", ClassState.APPLIED),
    ClassRule("withdraw", ClassState.APPLIED, "provider", ClassState.WITHDRAWN),
    ClassRule("withdraw", ClassState.RETURNED, "provider", ClassState.WITHDRAWN),
    ClassRule("approve", ClassState.APPLIED, "authority", ClassState.APPROVED),
    ClassRule("return", ClassState.APPLIED, "authority", ClassState.RETURNED),
    ClassRule("decline", ClassState.APPLIED, "authority", ClassState.DECLINED),
    ClassRule("hand_in_roster", ClassState.APPROVED, "provider", ClassState.ROSTER_IN),
    ClassRule("hand_in_roster", ClassState.ROSTER_RETURNED, "provider", ClassState.ROSTER_IN),
    ClassRule("return_roster", ClassState.ROSTER_IN, "authority", ClassState.ROSTER_RETURNED),
    ClassRule("register", ClassState.ROSTER_IN, "authority", ClassState.REGISTERED),
)

#: States in which a class is a yardstick for the papers that mention it.
YARDSTICKS = (
    ClassState.APPROVED,
    ClassState.ROSTER_IN,
    ClassState.ROSTER_RETURNED,
    ClassState.REGISTERED,
)


def rule_for(move: str, state: ClassState, sides: frozenset[str]) -> ClassRule | None:
    """The row that allows the move, or None."""
    for rule in TABLE:
        if rule.move == move and rule.state is state and rule.side in sides:
            return rule
    return None


def moves_for(state: ClassState, sides: frozenset[str]) -> tuple[str, ...]:
    return tuple(rule.move for rule in TABLE if rule.state is state and rule.side in sides)
