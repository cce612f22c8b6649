"""Dates against the policy's own days, and full-day events on one date told on each of them."""

from __future__ import annotations

import pytest

from tests.rules.cases import asks, hours, jx, run, total, wz, zs


@pytest.mark.parametrize(
    ("day", "asked"), [("2018-05-31", True), ("2018-06-01", False), ("2018-12-31", False), ("2018-05", True)]
)
def test_before_the_policy_is_in_force(day, asked):
    result = run("zhoushan-2018", zs("individual_professional", hours_by_detailed_rules=8, date=day), year=2018)
    assert ("before_in_force" in asks(result)) is asked
    assert hours(result) == (8, 8, 8)


def test_an_event_that_ends_after_the_first_day_is_not_asked():
    activity = wz("unit_training", hours_set_by_authority=8, start="2020-11-26", end="2020-11-27")
    assert "before_in_force" not in asks(run("wenzhou-2020", activity, year=2020))
    earlier = wz("unit_training", hours_set_by_authority=8, start="2020-11-25", end="2020-11-26")
    assert "before_in_force" in asks(run("wenzhou-2020", earlier, year=2020))


def test_completion_before_the_policy():
    course = {"all_required_courses_done": True, "exam_passed": True, "completed_on": "2018-03-01"}
    assert "before_in_force" in asks(run("zhoushan-2018", zs("general_public_course", **course), year=2018))


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ({"days": 1, "date": "2023-05-10"}, {"days": 1, "date": "2023-05-10"}, True),
        ({"days": 2, "start": "2023-05-10"}, {"days": 1, "date": "2023-05-11"}, True),
        ({"days": 2, "date": "2023-05-10"}, {"days": 1, "date": "2023-05-11"}, True),
        ({"days": 2, "start": "2023-05-10"}, {"days": 1, "date": "2023-05-12"}, False),
        ({"days": 2, "end": "2023-05-10"}, {"days": 1, "date": "2023-05-09"}, True),
        ({"days": 0.5, "date": "2023-05-10"}, {"days": 0.5, "date": "2023-05-10"}, False),
    ],
)
def test_two_full_days_on_one_date_are_told_on_both(first, second, shared):
    visit, training = "study_visit_or_internal_training", "industry_authority_class"
    result = run("jiaxing-2023", jx(visit, **first), jx(training, **second))
    assert [("same_day" in asks(result, at)) for at in (0, 1)] == [shared, shared]
    low, high = total(result)
    assert (low < high) is (shared or first["days"] == 0.5)
