"""The year's account: claimed, counted, room left, shortfall, and what would close the gap."""

from __future__ import annotations

from decimal import Decimal

from rules import account
from tests.rules.cases import jx, wz


def _account(*activities, **person):
    rows = [{"ref": f"a{at}", **row} for at, row in enumerate(activities, 1)]
    return account({"policy": "jiaxing-2023", "year": 2023, "person": person, "activities": rows})


def test_claimed_counted_and_room():
    year = _account(jx("study_visit_or_internal_training", days=7), jx("public_course", passed=True))
    public, professional = year.subjects
    assert (public.claimed.high, public.counted.high, public.shortfall.high) == (18, 18, 0)
    assert (professional.claimed.high, professional.counted.high, professional.shortfall.high) == (28, 24, 36)
    assert year.total.shortfall.high == 48
    assert year.met == "no"
    room = {cap.id: cap.left for cap in year.caps}
    assert room["item_1"] == 0
    assert room["individual"] == 12
    assert room["item_2"] == 24
    assert "special_sectors" not in room


def test_closing_names_missing_papers_first_and_only_ways_with_room():
    year = _account(
        jx("study_visit_or_internal_training", days=6),
        jx("study_app_score", score=7000, evidence=[]),
        jx("qualification_exam", subjects_passed=1, evidence=[]),
    )
    first = year.closing[0]
    assert (first.ref, first.pathway, first.hours) == ("a3", "qualification_exam", Decimal(6))
    assert "study_app_score" not in {way.pathway for way in year.closing}
    teaching = next(way for way in year.closing if way.pathway == "teaching_or_support_service")
    assert teaching.hours == 12  # the shared cap leaves less than the item's own 24
    assert teaching.clause.startswith("嘉人社〔2023〕7号")


def test_special_sector_needs_individual_hours():
    year = _account(jx("recognised_institution_class", courses=4), jx("public_course", passed=True), sector_zh="化工")
    assert {cap.id: cap.left for cap in year.caps}["special_sectors"] == 0
    assert all(
        way.pathway not in ("overseas_activity", "online_course", "industry_authority_class") for way in year.closing
    )


def test_nothing_to_close_when_met():
    year = _account(
        jx("public_course", passed=True, course="甲"),
        jx("public_course", passed=True, course="乙"),
        jx("advanced_seminar_in_plan", level="provincial_or_above", days=3, event="一"),
        jx("advanced_seminar_in_plan", level="city", days=2, event="二"),
    )
    assert year.met == "yes"
    assert year.closing == ()


def test_open_figures_leave_the_year_undetermined():
    general = wz("general_public_course", online_done=True, onsite_exam_passed=True)
    year = account({"policy": "wenzhou-2020", "year": 2021, "activities": [general, wz("unit_training")]})
    assert year.met == "undetermined"
    assert year.proposal.open_subjects == ("professional",)
