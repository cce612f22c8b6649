"""The claim 学时申报 and the decisions people make on it."""

from __future__ import annotations

from enum import StrEnum


class ClaimState(StrEnum):
    """States of a claim; the allowed moves stand in one table, ``claims/lifecycle.py``."""

    DRAFT = "draft"
    WITHHELD = "withheld"
    SUBMITTED = "submitted"
    SECOND_REVIEW = "second_review"
    RETURNED = "returned"
    DISPUTED = "disputed"
    CREDITED = "credited"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


CLAIM_STATE_TITLES: dict[ClaimState, str] = {
    ClaimState.DRAFT: "草稿",
    ClaimState.WITHHELD: "已拦截",
    ClaimState.SUBMITTED: "待初审",
    ClaimState.SECOND_REVIEW: "待复审",
    ClaimState.RETURNED: "退回补正",
    ClaimState.DISPUTED: "有异议",
    ClaimState.CREDITED: "已认定",
    ClaimState.DECLINED: "不予认定",
    ClaimState.WITHDRAWN: "已撤回",
}


class Verdict(StrEnum):
    """What a reviewer may do with a claim (the person's move, never the system's)."""

    CREDIT = "credit"
    ADJUST = "adjust"
    RETURN = "return"
    DECLINE = "decline"
    DISPUTE = "dispute"


class Role(StrEnum):
    """Who someone is at the desk."""

    PROFESSIONAL = "professional"
    UNIT_ADMIN = "unit_admin"
    AUTHORITY = "authority"
    INVESTIGATOR = "investigator"
    AUDITOR = "auditor"


ROLE_TITLES: dict[Role, str] = {
    Role.PROFESSIONAL: "专业技术人员",
    Role.UNIT_ADMIN: "单位管理员",
    Role.AUTHORITY: "主管部门",
    Role.INVESTIGATOR: "核查人员",
    Role.AUDITOR: "审计人员",
}
