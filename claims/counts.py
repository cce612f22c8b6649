"""Counts that follow from lists on a paper: subjects passed, courses passed, one course a certificate.

A count is only given when every entry of the list says whether it was passed; one entry in doubt leaves it to a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

#: A score in figures counts as passed from here on where the paper itself gives no result: the usual mark of schools,
#: shown to the reviewer as the reckoning behind the count.
PASS_MARK = 60
PASSED = re.compile(r"^(合格|通过|及格|已通过|成绩合格|优|优秀|良|良好|中|中等|免修|免考|[ABCD][+-]?)$")
FAILED = re.compile(r"^(不合格|未通过|不及格|未合格|不通过|缺考|违纪|缓考|作弊|E|F)$")


def passed(subjects: Any) -> int | None:
    """How many of ``[{name, score, result}]`` were passed; None where one entry does not say."""
    return _count(subjects, lambda verdict: verdict)


def failed(subjects: Any) -> int | None:
    """How many were not passed; None where one entry does not say."""
    return _count(subjects, lambda verdict: not verdict)


def _count(subjects: Any, wanted: Callable[[bool], bool]) -> int | None:
    if not isinstance(subjects, Sequence) or isinstance(subjects, str) or not subjects:
        return None
    verdicts = [_verdict(subject) for subject in subjects]
    if any(verdict is None for verdict in verdicts):
        return None
    return sum(wanted(bool(verdict)) for verdict in verdicts)


def _verdict(subject: Any) -> bool | None:
    if not isinstance(subject, dict):
        return None
    for said in (subject.get("result"), subject.get("score")):
        if isinstance(said, str):
            if FAILED.match(said.strip()):
                return False
            if PASSED.match(said.strip()):
                return True
    score = subject.get("score")
    if isinstance(score, int | float) and not isinstance(score, bool) and subject.get("result") in (None, ""):
        return score >= PASS_MARK if score <= 100 else None
    return None
