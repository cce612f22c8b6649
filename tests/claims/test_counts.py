"""Counting passed subjects: only when every entry says so."""

from __future__ import annotations

from typing import Any

import pytest

from claims.counts import failed, passed


@pytest.mark.parametrize(
    ("subjects", "number", "not_passed"),
    [
        ([{"name": "甲", "score": 72, "result": "合格"}, {"name": "乙", "score": 49, "result": "不合格"}], 1, 1),
        ([{"name": "甲", "score": 59}, {"name": "乙", "score": 60}, {"name": "丙", "score": "良好"}], 2, 1),
        ([{"name": "甲", "score": "不及格"}, {"name": "乙", "score": "优秀"}], 1, 1),
        ([{"name": "甲", "score": 72, "result": "合格"}, {"name": "乙"}], None, None),
        ([{"name": "甲", "score": 132}], None, None),
        ([], None, None),
        ("七门", None, None),
        (None, None, None),
    ],
)
def test_a_count_needs_every_entry(subjects: Any, number: int | None, not_passed: int | None) -> None:
    assert passed(subjects) == number
    assert failed(subjects) == not_passed
