"""The ambiguity register, point by point: the reading chosen, and whether a person is asked."""

from __future__ import annotations

import pytest

from rules import RefusedInput, policies, policy_for
from tests.rules.cases import asks, hours, jx, notes, run, total, wz, xz, zs

JX, XZ, ZS, WZ = "jiaxing-2023", "xuzhou-2016", "zhoushan-2018", "wenzhou-2020"


def test_a01_jiaxing_has_no_rule_for_other_years():
    for year in (2022, 2024):
        result = run(JX, jx("study_app_score", score=7000), year=year)
        assert hours(result) is None
        assert result["needs_human"]
        assert result["requirement"]["met"] == "undetermined"
        assert "no_rule_for_year" in asks(result)
        assert policy_for("嘉兴", year) is None


def test_a02_each_calendar_year_is_tested_and_the_average_is_a_note():
    result = run(XZ, xz("college_class", days=5))
    assert "yearly_average" in notes(result)
    assert result["requirement"]["met"] == "no"
    assert not result["needs_human"]


def test_a03_all_public_hours_pass_by_the_wording():
    course = xz("public_subject_course", hours_approved=72, passed=True)
    result = run(XZ, course)
    assert result["requirement"]["met"] == "yes"
    assert "professional" not in result["requirement"]["shortfall"]
    assert "all_public" in notes(result)


@pytest.mark.parametrize(("level", "needed"), [("senior", 72), ("intermediate", 72), ("junior", 40)])
def test_a04_yearly_total_by_title_level(level, needed):
    result = run(XZ, title_level=level)
    assert result["requirement"]["required"] == {"public": 24, "total": needed}
    assert "national_requirement" in notes(result)


def test_a05_only_the_public_course_is_public():
    for name, pathway in policies()[XZ].pathways.items():
        assert pathway.subject == ("public" if name == "public_subject_course" else "professional")


@pytest.mark.parametrize(("level", "days", "limit"), [("senior", 40, 144), ("junior", 40, 80)])
def test_a06_two_years_of_hours_per_event(level, days, limit):
    result = run(XZ, xz("college_class", days=days), title_level=level)
    assert hours(result) == (limit, limit, limit)
    assert "event_limit" in asks(result)


def test_a06_no_flag_when_nothing_is_cut():
    assert asks(run(XZ, xz("college_class", days=18))) == set()


def test_a07_paper_ranges_default_to_the_lower_end():
    level = "foreign_or_national_first_level_society"
    assert hours(run(XZ, xz("paper", level=level, form="full_paper"))) == (20, 24, 20)


def test_a08_case_reports_span_both_percentages_without_default():
    result = run(XZ, xz("paper", level="issn_and_cn", form="case_report"))
    assert hours(result) == (2.4, 12.8, None)
    assert "20%" in result["activities"][0]["steps"][0]["says"]
    assert "80%" in result["activities"][0]["steps"][0]["says"]
    assert asks(result) == {"twenty_percent"}


def test_a09_core_journal_with_numbers():
    paper = xz("paper", level="provincial_core", form="full_paper", has_issn=True, has_cn=True)
    assert hours(run(XZ, paper)) == (10, 16, 12)


def test_a10_listing_earns_more_than_reading():
    listed = run(XZ, xz("paper", level="conference", form="abstract_or_title_listed"))
    read = run(XZ, xz("paper", level="conference", form="read_at_meeting"))
    assert hours(listed) == (8, 8, 8)
    assert hours(read) == (6, 6, 6)
    assert notes(listed, 0) == {"listed_above_read"}
    assert not listed["needs_human"]


def test_a11_one_paper_read_and_listed_is_one_credit():
    read = xz("paper", level="conference", form="read_at_meeting", title_of_work="甲")
    listed = xz("paper", level="conference", form="abstract_or_title_listed", title_of_work="甲")
    result = run(XZ, read, listed)
    assert total(result, "professional") == (6, 14)
    assert "read_and_listed" in asks(result)


def test_a12_characters_between_units():
    assert hours(run(XZ, xz("monograph", characters=2500))) == (6, 7.5, 6)
    assert asks(run(XZ, xz("monograph", characters=2000))) == set()


@pytest.mark.parametrize(
    ("grade", "expected"), [(1, (72, 72, 72)), (2, (60, 60, 60)), (3, (48, 60, 60)), ("special", (72, 84, 72))]
)
def test_a13_award_grades(grade, expected):
    result = run(XZ, xz("science_award", level="ministerial_or_provincial", grade=grade, rank=1))
    assert hours(result) == expected
    assert result["needs_human"] is (grade in (3, "special"))


@pytest.mark.parametrize(("rank", "expected"), [(1, (48, 48, 48)), (5, (48, 48, 48)), (6, (0, 0, 0))])
def test_a14_first_five_get_the_full_figure(rank, expected):
    assert hours(run(XZ, xz("science_award", level="municipal", grade=1, rank=rank))) == expected


def test_a14_rank_missing():
    result = run(XZ, xz("science_award", level="municipal", grade=1))
    assert hours(result) == (0, 48, None)
    assert "rank_unknown" in asks(result)


def test_a15_award_and_patent_of_one_project_count_once():
    award = xz("science_award", level="municipal", grade=2, rank=1, project="甲")
    patent = xz("patent", kind="invention", granted=True, project="甲")
    result = run(XZ, award, patent)
    assert total(result, "professional") == (48, 48)
    assert [row["counted"] for row in result["activities"]] == [False, True]


def test_a15_different_projects_add_up_and_unknown_ones_are_a_range():
    award = xz("science_award", level="municipal", grade=2, rank=1, project="甲")
    assert total(run(XZ, award, xz("patent", kind="invention", granted=True, project="乙"))) == (84, 84)
    result = run(XZ, award, xz("patent", kind="invention", granted=True))
    assert total(result) == (48, 84)
    assert "project_unknown" in asks(result)


def test_a16_award_and_introduction_of_one_project():
    award = xz("science_award", level="municipal", grade=1, rank=1, project="甲")
    technology = xz(
        "technology_introduction",
        level="national_advanced",
        rank=1,
        project="甲",
        admitted_by_industry_authority=True,
        routine_use=True,
        first_in_area=True,
    )
    result = run(XZ, award, technology)
    assert total(result) == (48, 84)
    assert "award_and_introduction" in asks(result)


def test_a17_half_days_and_part_months():
    assert hours(run(XZ, xz("college_class", days=2.5)))[:2] == (16, 24)
    assert hours(run(XZ, xz("placement_study", place="abroad", months=1.5)))[:2] == (72, 108)
    assert run(XZ, xz("college_class", days=2.5))["needs_human"]


def test_a18_county_and_unknown_levels():
    assert hours(run(XZ, xz("academic_event", level="county", days=1))) == (0, 8, 0)
    assert hours(run(XZ, xz("academic_event", days=1))) == (0, 16, None)


def test_a19_names_that_overlap():
    college = xz("college_class", days=3, event="研修")
    seminar = xz("advanced_seminar", days=3, event="研修")
    result = run(XZ, college, seminar)
    assert total(result) == (24, 36)
    assert "class_or_seminar" in asks(result)


def test_a20_approval_and_one_of_completion_or_acceptance():
    jiaxing = jx("research_or_standard", level="city_department", evidence=["project_approval"])
    assert run(JX, jiaxing)["activities"][0]["missing_evidence"] == [["completion_report", "acceptance_report"]]
    patent = wz("research_standard_patent", kind="patent", evidence=["patent_certificate"])
    assert run(WZ, patent)["activities"][0]["missing_evidence"] == []


@pytest.mark.parametrize(
    ("graduated", "expected", "asked"),
    [
        (2020, (72, 72, 72), False),
        (2019, (0, 72, None), True),
        (2017, (0, 72, None), True),
        (2016, (0, 0, 0), True),
    ],
)
def test_a21_degree_is_credited_once(graduated, expected, asked):
    result = run(XZ, xz("degree_study", study_finished=True, graduated_year=graduated))
    assert hours(result) == expected
    assert result["needs_human"] is asked


def test_a22_verification_period_never_blocks():
    result = run(XZ, xz("college_class", days=1))
    assert "verification_period" in notes(result)
    assert not result["needs_human"]


@pytest.mark.parametrize(
    ("score", "expected"),
    [(3999, 0), (4000, 6), (6000, 6), (6001, 9), (8000, 9), (8001, 12)],
)
def test_a23_bands_include_their_upper_edge(score, expected):
    result = run(JX, jx("study_app_score", score=score, score_kind="annual", score_year=2023))
    assert hours(result) == (expected,) * 3
    assert not result["needs_human"]


def test_a24_score_that_is_not_whole():
    assert hours(run(JX, jx("study_app_score", score=6000.5))) == (6, 9, None)
    assert "score_not_whole" in asks(run(JX, jx("study_app_score", score=5000.5)))


def test_a25_only_the_score_of_the_year_and_only_once():
    assert hours(run(JX, jx("study_app_score", score=30000, score_kind="all_time"))) == (0, 0, 0)
    assert hours(run(JX, jx("study_app_score", score=7000, score_year=2022))) == (0, 0, 0)
    early = jx("study_app_score", score=4500, score_year=2023, taken_on="2023-06-30")
    late = jx("study_app_score", score=8200, score_year=2023, taken_on="2023-12-20")
    result = run(JX, early, late)
    assert total(result) == (12, 12)
    assert [row["counted"] for row in result["activities"]] == [False, True]


@pytest.mark.parametrize(
    ("pathway", "full"),
    [("industry_authority_class", 6), ("overseas_activity", 6), ("study_visit_or_internal_training", 4)],
)
def test_a26_half_days(pathway, full):
    result = run(JX, jx(pathway, days=0.5))
    assert hours(result) == (0, full, full / 2)
    assert "half_day" in asks(result)


def test_a27_clock_hours():
    result = run(JX, jx("psych_service", clock_hours=8))
    assert hours(result)[2] == 4
    assert "hours_to_half_days" in asks(result)


def test_a28_course_of_other_length():
    result = run(JX, jx("recognised_institution_class", courses=1, days_each=3))
    assert hours(result) == (12, 18, 12)
    assert "course_not_two_days" in asks(result)


def test_a29_short_seminar_or_not_in_plan():
    short = run(JX, jx("advanced_seminar_in_plan", level="provincial_or_above", days=2))
    assert hours(short) == (0, 12, 0)
    assert short["needs_human"]
    unplanned = run(JX, jx("industry_authority_class", kind="advanced_seminar", in_annual_plan=False, days=2))
    assert hours(unplanned) == (12, 12, 12)


def test_a30_sector_close_to_a_listed_one():
    classes = jx("recognised_institution_class", courses=4, days_each=2)
    result = run(JX, classes, sector="electronics", sector_zh="电子")
    assert total(result, "professional") == (36, 48)
    assert result["needs_human"]
    assert total(run(JX, classes, sector_zh="机械")) == (36, 36)
    assert total(run(JX, classes, sector="education", sector_zh="教育")) == (48, 48)


def test_a31_national_research():
    result = run(JX, jx("research_or_standard", level="national"))
    assert hours(result) == (24, 24, 24)
    assert result["needs_human"]


def test_a32_books_and_co_authors():
    book = run(JX, jx("publication", kind="book", level="national", characters=25000))
    assert hours(book) == (12, 15, 12)
    assert book["needs_human"]
    second = run(JX, jx("publication", kind="paper", level="core", author_rank=2))
    assert hours(second) == (0, 8, 8)
    assert second["needs_human"]


def test_a33_profession_mismatch():
    for pathway, facts in (
        ("industry_authority_class", {"days": 2}),
        ("publication", {"kind": "paper", "level": "core"}),
    ):
        result = run(JX, jx(pathway, matches_profession=False, **facts))
        assert hours(result) == (0, 0, 0)
        assert "profession_mismatch" in asks(result)


def test_a34_restricted_file_later_replaced():
    training = jx(
        "study_visit_or_internal_training",
        days=2,
        restricted_file_was_uploaded=True,
        original_is_restricted=True,
        evidence=["employer_written_statement"],
    )
    result = run(JX, training)
    assert hours(result) == (0, 8, 0)
    assert result["needs_human"]


@pytest.mark.parametrize("mark", ["绝密", "机密★1年", "秘密", "不予公开", "依申请公开"])
def test_a34_restricted_mark_takes_the_hours(mark):
    result = run(JX, jx("study_visit_or_internal_training", days=2, marks=[mark]))
    assert hours(result) == (0, 0, 0)
    assert "restricted_mark" in asks(result)


@pytest.mark.parametrize("mark", ["主动公开", "此件公开发布"])
def test_harmless_marks(mark):
    result = run(JX, jx("study_visit_or_internal_training", days=2, marks=[mark]))
    assert hours(result) == (8, 8, 8)
    assert not result["needs_human"]


def test_a35_internal_material():
    result = run(JX, jx("study_visit_or_internal_training", days=2, marks=["内部资料"]))
    assert hours(result) == (0, 8, 0)
    assert result["needs_human"]


def test_a36_statement_for_material_that_is_not_restricted():
    training = jx("study_visit_or_internal_training", days=2, evidence=["employer_written_statement"])
    result = run(JX, training)
    assert len(result["activities"][0]["missing_evidence"]) == 3
    assert result["activities"][0]["counted"] is False


def test_substitute_statement_for_restricted_originals():
    training = jx(
        "study_visit_or_internal_training", days=2, original_is_restricted=True, evidence=["employer_written_statement"]
    )
    result = run(JX, training)
    assert hours(result) == (8, 8, 8)
    assert result["activities"][0]["counted"] is True
    assert not result["needs_human"]


def test_mark_on_an_original_that_the_statement_replaces():
    training = jx(
        "study_visit_or_internal_training",
        days=2,
        marks=["机密"],
        original_is_restricted=True,
        evidence=["employer_written_statement"],
    )
    result = run(JX, training)
    assert hours(result) == (8, 8, 8)
    assert result["needs_human"]


def test_a37_mutual_recognition():
    for region in ("示范区", "湖州", "demonstration_zone", "huzhou"):
        known = run(JX, jx("mutual_recognition", region=region, hours_certified=20, category="professional"))
        assert hours(known) == (20, 20, 20)
        assert known["needs_human"]
    other = run(JX, jx("mutual_recognition", region="宁波", hours_certified=20, category="professional"))
    assert hours(other) == (0, 0, 0)
    assert other["needs_human"]


def test_a38_provincial_priority():
    work = jx("research_or_standard", level="city_department", provincial_rule_hours=30)
    province = run(JX, work, title_review_organised_by="province")
    assert hours(province) == (30, 30, 30)
    assert total(province) == (24, 30)
    assert province["needs_human"]
    city = run(JX, work, title_review_organised_by="city")
    assert hours(city) == (12, 12, 12)
    assert not city["needs_human"]


def test_a39_retake_before_two_weeks():
    result = run(JX, jx("public_course", passed=True, attempt=6, days_since_fifth_failure=10))
    assert hours(result)[:2] == (0, 18)
    assert result["needs_human"]


def test_a40_no_rate_held_is_null_never_zero():
    for policy, activity in ((ZS, zs("individual_professional")), (WZ, wz("unit_training"))):
        result = run(policy, activity)
        assert hours(result) is None
        assert result["open_subjects"] == ["professional"]
        assert total(result) == (0, 0)
        assert result["needs_human"]
    shown = run(WZ, wz("unit_training", hours_set_by_authority=8))
    assert hours(shown) == (8, 8, 8)
    assert not shown["needs_human"]


def _class(**facts):
    evidence = ["approved_class_application_form", "class_plan", "hours_summary_table"]
    return zs("approved_class", hours_approved=24, approved_by="市学时办", **{"evidence": evidence, **facts})


def test_a41_ten_working_days_before_opening():
    in_time = run(ZS, _class(opens_on="2019-07-15", applied_on="2019-06-28"))
    assert hours(in_time) == (24, 24, 24)
    assert not in_time["needs_human"]
    # Ten with the day of applying, nine without it: the figure stands, a person looks.
    edge = run(ZS, _class(opens_on="2019-07-15", applied_on="2019-07-01"))
    assert hours(edge) == (24, 24, 24)
    assert asks(edge) == {"applied_on_the_edge"}
    # 1 to 7 October are holidays; 29 September, a Sunday, was worked instead.
    holiday = run(ZS, _class(opens_on="2019-10-12", applied_on="2019-09-20"))
    assert not holiday["needs_human"]
    assert "working_days_checked" in notes(holiday, 0)


def test_a41_beyond_the_calendar_is_unknown():
    result = run(ZS, _class(opens_on="2060-07-15", applied_on="2060-07-01"), year=2060)
    assert "working_days_unknown" in asks(result)


def test_a42_late_application_and_roster():
    late = run(ZS, _class(opens_on="2019-07-15", applied_on="2019-07-02"))
    assert hours(late)[:2] == (0, 24)
    assert "applied_late" in asks(late)


@pytest.mark.parametrize(("roster", "late"), [("2019-07-24", False), ("2019-07-25", True)])
def test_a43_one_week(roster, late):
    result = run(ZS, _class(ended_on="2019-07-17", roster_on=roster))
    assert ("roster_late" in asks(result)) is late


def test_a44_retention_counts_from_registration():
    assert "retention_from_registration" in notes(run(ZS))
    assert policies()[ZS].data["retention"]["years"] == 1


def test_a45_county_units():
    result = run(ZS, _class(), unit_scope="county")
    assert result["needs_human"]
    assert {reason["code"] for reason in result["reasons"]} == {"county_unit"}
    assert not run(ZS, _class(), unit_scope="municipal")["needs_human"]


def test_a46_form_that_contradicts_itself():
    result = run(ZS, _class(days=3, hours_per_day=6))
    assert hours(result) == (18, 24, None)
    assert "form_inconsistent" in asks(result)


@pytest.mark.parametrize(
    ("qualification", "credited"), [("特级", 24), ("一级", 24), ("甲级", 24), ("二级", 0), ("乙级", 0)]
)
def test_a47_qualification(qualification, credited):
    result = run(ZS, _class(organiser="enterprise", qualification=qualification, lecturer_title="高级工程师"))
    assert hours(result) == (credited,) * 3


def test_a48_remaining_hours_may_be_of_any_subject():
    general = wz("general_public_course", online_done=True, onsite_exam_passed=True)
    professional = wz("unit_training", hours_set_by_authority=72)
    assert run(WZ, general, professional)["requirement"]["met"] == "yes"


def test_a49_second_general_course():
    one = wz("general_public_course", online_done=True, onsite_exam_passed=True, course="甲")
    two = wz("general_public_course", online_done=True, onsite_exam_passed=True, course="乙")
    result = run(WZ, one, two)
    assert total(result, "general_public") == (18, 18)
    assert "one_general_course" in asks(result)


def test_a50_event_across_new_year():
    result = run(JX, jx("industry_authority_class", days=4, start="2023-12-30", end="2024-01-02"))
    assert hours(result) == (0, 24, 12)
    assert "crosses_year" in asks(result)


def test_a51_one_event_counts_once_on_the_better_path():
    visit = jx("study_visit_or_internal_training", days=2, event="会")
    by_authority = jx("industry_authority_class", days=2, event="会")
    result = run(JX, visit, by_authority)
    assert total(result) == (12, 12)
    assert [row["counted"] for row in result["activities"]] == [False, True]
    assert "same_event" in asks(result)
    assert total(run(JX, by_authority, by_authority)) == (12, 12)


def test_a52_two_full_days_on_one_date():
    one = jx("industry_authority_class", days=1, date="2023-05-10")
    two = jx("study_visit_or_internal_training", days=1, date="2023-05-10")
    result = run(JX, one, two)
    assert total(result) == (6, 10)
    assert "same_day" in asks(result)
    halves = run(JX, {**one, "days": 0.5}, {**two, "days": 0.5})
    assert "same_day" not in asks(halves)


def test_a53_missing_evidence_shows_the_figure_and_counts_nothing():
    result = run(JX, jx("study_app_score", score=7000, evidence=["annual_score_screenshot", "own_signature"]))
    row = result["activities"][0]
    assert hours(result) == (9, 9, 9)
    assert row["missing_evidence"] == [["unit_seal"]]
    assert row["counted"] is False
    assert total(result) == (0, 0)
    assert result["totals_if_evidence_completed"]["total"] == {"low": 9, "high": 9}
    assert result["needs_human"]


@pytest.mark.parametrize(
    ("policy", "activity"),
    [(ZS, _class()), (WZ, wz("unit_training", hours_set_by_authority=8)), (XZ, xz("college_class", days=2))],
)
def test_a54_restricted_material_where_no_clause_speaks(policy, activity):
    assert "restricted_mark" in asks(run(policy, {**activity, "marks": ["秘密"]}))
    assert "restricted_original" in asks(run(policy, {**activity, "original_is_restricted": True}))


@pytest.mark.parametrize(
    ("policy", "activity"),
    [(JX, jx("industry_authority_class", days=2)), (XZ, xz("college_class", days=2)), (ZS, _class())],
)
def test_a55_forgery_is_only_flagged(policy, activity):
    honest, flagged = run(policy, activity), run(policy, {**activity, "finding": "forged"})
    assert hours(flagged) == hours(honest)
    assert flagged["totals"] == honest["totals"]
    assert "forged" in asks(flagged)


def test_a56_title_levels():
    none = run(XZ, xz("college_class", days=5), title_level="none")
    assert none["requirement"]["met"] in ("undetermined", "no")
    assert none["needs_human"]
    assert "total" not in none["requirement"]["required"]
    for word in ("助理级", "员级"):
        assert run(XZ, title_level=word)["requirement"]["required"]["total"] == 40


def test_a57_one_class_hour_counts_double():
    assert hours(run(XZ, xz("teaching", class_hours=8, own_profession=True))) == (16, 16, 16)


def test_a58_large_figures_as_written():
    book = run(XZ, xz("monograph", characters=300000))
    assert hours(book) == (900, 900, 900)
    assert book["needs_human"]
    classes = run(XZ, xz("college_class", days=18, event="甲"), xz("college_class", days=18, event="乙"))
    assert total(classes) == (288, 288)
    assert classes["needs_human"]


def test_a59_capped_total_is_a_note():
    result = run(JX, jx("study_visit_or_internal_training", days=7))
    assert total(result) == (24, 24)
    assert "capped_total" in notes(result)
    assert not result["needs_human"]


@pytest.mark.parametrize("days", [0, -1, "两天", True, None, 400, float("nan"), float("inf"), 0.3])
def test_a60_impossible_days_are_refused(days):
    with pytest.raises(RefusedInput) as refused:
        run(JX, jx("industry_authority_class", days=days))
    assert refused.value.field == "activities[0].days"
