"""Impossible input: refused with the field named, and nothing is proposed."""

from __future__ import annotations

import pytest

from rules import RefusedInput, propose
from tests.rules.cases import jx, run, wz, xz, zs

JX, XZ, ZS, WZ = "jiaxing-2023", "xuzhou-2016", "zhoushan-2018", "wenzhou-2020"

BAD = [
    (JX, jx("study_app_score", score_year=2023), "score"),
    (JX, jx("study_app_score", score=-1), "score"),
    (JX, jx("study_app_score", score="7000"), "score"),
    (JX, jx("study_app_score", score=True), "score"),
    (JX, jx("study_app_score", score=float("nan")), "score"),
    (JX, jx("study_app_score", score=10**400), "score"),
    (JX, jx("study_app_score", score=7000, score_kind="weekly"), "score_kind"),
    (JX, jx("study_app_score", score=7000, taken_on="2023-02-30"), "taken_on"),
    (JX, jx("advanced_seminar_in_plan", level="village", days=3), "level"),
    (JX, jx("industry_authority_class", days=3, start="2023-05-01", end="2023-05-02"), "days"),
    (JX, jx("industry_authority_class", days=3, start="2023-05-04", end="2023-05-02"), "end"),
    (JX, jx("industry_authority_class", start="2023-01-01", end="2024-06-01"), "end"),
    (JX, jx("industry_authority_class", days=3, start="yesterday"), "start"),
    (JX, jx("recognised_institution_class", courses=1.5), "courses"),
    (JX, jx("recognised_institution_class", courses=1, delivery="radio"), "delivery"),
    (JX, jx("qualification_exam", subjects_passed=0), "subjects_passed"),
    (JX, jx("degree_study", courses_passed=-2), "courses_passed"),
    (JX, jx("psych_service", half_days=0), "half_days"),
    (JX, jx("publication", kind="poem", level="core"), "kind"),
    (JX, jx("publication", kind="paper", level="core", author_rank=0), "author_rank"),
    (JX, jx("publication", kind="paper", level="core", finding="perhaps"), "finding"),
    (JX, jx("public_course", passed="yes"), "passed"),
    (JX, jx("public_course", passed=True, evidence=["a photo"]), "evidence[0]"),
    (JX, jx("public_course", passed=True, matches_profession="no"), "matches_profession"),
    (JX, jx("public_course", passed=True, days=-5), "days"),
    (XZ, xz("science_award", level="municipal", grade=1, rank=0), "rank"),
    (XZ, xz("science_award", level="galactic", grade=1, rank=1), "level"),
    (XZ, xz("science_award", level="municipal", grade=9, rank=1), "grade"),
    (XZ, xz("monograph", characters=0), "characters"),
    (XZ, xz("monograph", characters=1200.5), "characters"),
    (XZ, xz("placement_study", place="moon", months=1), "place"),
    (XZ, xz("placement_study", place="abroad", months=61), "months"),
    (XZ, xz("self_study", approvals=["my cousin"], assessment_passed=True), "approvals[0]"),
    (XZ, xz("patent", kind="trademark", granted=True), "kind"),
    (XZ, xz("paper", level="provincial_core", form="poster"), "form"),
    (ZS, zs("approved_class", hours_approved=-3), "hours_approved"),
    (ZS, zs("approved_class", hours_approved=24, hours_per_day=25), "hours_per_day"),
    (ZS, zs("approved_class", hours_approved=24, ended_on="2019-07-17", roster_on="2019-07-10"), "roster_on"),
    (ZS, zs("industry_public_course", exam_passed=True), "course_hours"),
    (WZ, wz("unit_training", hours_set_by_authority=-1), "hours_set_by_authority"),
    (WZ, wz("unit_training", days=-1), "days"),
    (WZ, wz("support_service", approved_by="a friend"), "approved_by"),
    (WZ, wz("research_standard_patent", kind="novel"), "kind"),
]


@pytest.mark.parametrize(("policy", "activity", "field"), BAD, ids=[f"{row[1]['pathway']}-{row[2]}" for row in BAD])
def test_refused_with_the_field_named(policy, activity, field):
    with pytest.raises(RefusedInput) as refused:
        run(policy, activity)
    assert refused.value.field == f"activities[0].{field}"
    assert any("\u4e00" <= letter <= "\u9fff" for letter in refused.value.message)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"policy": "atlantis-1999"}, "policy"),
        ({"policy": None}, "policy"),
        ({"year": "next"}, "year"),
        ({"year": 23}, "year"),
        ({"year": True}, "year"),
        ({"person": {"title_level": "grand master"}}, "person.title_level"),
        ({"person": {"unit_scope": "galactic"}}, "person.unit_scope"),
        ({"person": {"provincial_detailed_rules_exist": "maybe"}}, "person.provincial_detailed_rules_exist"),
        ({"person": "me"}, "person"),
        ({"activities": None}, "activities"),
        ({"activities": {"a": 1}}, "activities"),
        ({"activities": ["talk"]}, "activities[0]"),
        ({"activities": [{"ref": "a", "pathway": "holiday"}]}, "activities[0].pathway"),
        ({"activities": [{"ref": "a"}]}, "activities[0].pathway"),
        ({"activities": [{"ref": [], "pathway": "public_course"}]}, "activities[0].ref"),
    ],
)
def test_refused_case(change, field):
    case = {"policy": JX, "year": 2023, "person": {"title_level": "senior"}, "activities": []}
    with pytest.raises(RefusedInput) as refused:
        propose({**case, **change})
    assert refused.value.field == field


def test_a_fact_nobody_knows_is_not_silently_ignored():
    result = run(JX, jx("industry_authority_class", days=1, dayz=4))
    assert "unknown_fact" in {reason["code"] for reason in result["activities"][0]["needs_human"]}


def test_describing_words_are_taken_along():
    activity = jx("industry_authority_class", days=1, title="班", note="x", organiser="某局", certificate_no="1")
    assert not run(JX, activity)["needs_human"]


def test_hours_of_an_authority_that_the_pathway_does_not_go_by_are_asked_about():
    differing = run(JX, jx("industry_authority_class", days=1, hours_set_by_authority=8))
    assert "stated_hours_differ" in {reason["code"] for reason in differing["activities"][0]["needs_human"]}
    assert not run(JX, jx("industry_authority_class", days=1, hours_set_by_authority=6))["needs_human"]
