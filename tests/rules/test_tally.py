"""Choices between exclusive activities, and what they leave to each subject."""

from __future__ import annotations

from tests.rules.cases import hours, jx, run, total, xz

JX, XZ = "jiaxing-2023", "xuzhou-2016"


def test_a_choice_between_subjects_is_a_range_of_both():
    course = jx("public_course", passed=True, event="甲")
    half = jx("study_visit_or_internal_training", days=4.5, event="甲")
    result = run(JX, course, half)
    assert total(result, "public") == (0, 18)
    assert total(result)[0] <= total(result)[1]


def test_the_choice_looks_at_the_room_that_caps_leave():
    # Alone the class by the authority (5 days, 30) beats teaching (24); with the other caps full it does not.
    crowded = [jx("recognised_institution_class", courses=3), jx("industry_authority_class", days=5, event="班")]
    teaching = jx("teaching_or_support_service", days=6, kind="teaching", event="班")
    result = run(JX, *crowded, teaching, sector_zh="机械")
    assert total(result, "professional") == (60, 60)
    assert [row["counted"] for row in result["activities"]] == [True, False, True]


def test_layers_of_caps():
    rows = [
        jx("study_visit_or_internal_training", days=9),
        jx("qualification_exam", subjects_passed=3),
        jx("degree_study", courses_passed=9),
    ]
    result = run(JX, *rows)
    assert total(result, "professional") == (36, 36)
    caps = {cap["id"]: (cap["claimed"], cap["counted"], cap["left"]) for cap in result["caps"]}
    assert caps == {
        "item_1": (36, 24, 0),
        "item_5": (18, 18, 6),
        "item_6": (27, 24, 0),
        "individual": (66, 36, 0),
    }


def test_special_sector_reaches_ninety_exactly_as_the_reading_says():
    rows = [
        jx("recognised_institution_class", courses=4),
        jx("study_visit_or_internal_training", days=6),
        jx("qualification_exam", subjects_passed=2),
        jx("public_course", passed=True),
    ]
    result = run(JX, *rows, sector_zh="化工")
    assert total(result) == (90, 90)
    assert result["requirement"]["met"] == "yes"
    assert run(JX, rows[0], rows[3], sector_zh="化工")["requirement"]["met"] == "no"


def test_public_courses_two_a_year_and_none_twice():
    courses = [jx("public_course", passed=True, course=name) for name in "甲乙丙"]
    assert total(run(JX, *courses), "public") == (36, 36)
    assert total(run(JX, courses[0], courses[0]), "public") == (18, 18)


def test_many_exclusive_pairs_are_still_decided():
    rows = []
    for at in range(9):
        rows.append(xz("college_class", days=2, event=f"e{at}"))
        rows.append(xz("advanced_seminar", days=2, event=f"e{at}"))
    result = run(XZ, *rows)
    assert total(result) == (9 * 16, 9 * 24)
    assert hours(result, 1) == (24, 24, 24)


def test_overlap_of_one_day_costs_one_day_at_the_low_end():
    one = jx("industry_authority_class", days=5, start="2023-05-08", end="2023-05-12")
    two = jx("overseas_activity", days=3, start="2023-05-12", end="2023-05-14")
    assert total(run(JX, one, two)) == (42, 48)


def test_other_years_do_not_count():
    result = run(JX, jx("industry_authority_class", days=1, date="2022-12-31"))
    assert hours(result) == (0, 0, 0)
    assert result["needs_human"]
    assert hours(run(JX, jx("industry_authority_class", days=1, date="2023-12-31"))) == (6, 6, 6)


def test_one_certificate_number_counts_once():
    one = jx("industry_authority_class", days=2, certificate_no="嘉培2023-001")
    assert total(run(JX, one, {**one, "days": 3})) == (18, 18)
    assert total(run(JX, one, {**one, "certificate_no": "嘉培2023-002"})) == (24, 24)


def test_a_course_of_the_same_name_may_be_the_same():
    course = jx("recognised_institution_class", courses=1, days_each=2, course="智能制造")
    result = run(JX, course, course)
    assert total(result) == (12, 24)
    assert result["needs_human"]
