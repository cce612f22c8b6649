"""Every fact the contract names for a pathway is read there, not merely taken along."""

from __future__ import annotations

import pytest

from rules import policies
from rules.facts import GENERIC

CONTRACT = {
    "zhoushan-2018": """
        general_public_course: all_required_courses_done exam_passed completed_on
        industry_public_course: course_hours exam_passed course claimed_category
        approved_class: hours_approved approved_by days hours_per_day organiser qualification lecturer_title opens_on
            applied_on ended_on roster_on
        individual_professional: hours_by_detailed_rules""",
    "wenzhou-2020": """
        general_public_course: online_done onsite_exam_passed course already_learned_in
        industry_public_course: exam_passed hours_set_by_authority provincial_rule_hours city_rule_hours
        support_service: approved_by hours_set_by_authority provincial_rule_hours city_rule_hours
        research_standard_patent: kind
        publication: level published_on""",
    "xuzhou-2016": """
        public_subject_course: hours_approved passed
        base_class: hours_approved base_recognised
        college_class: days organiser
        degree_study: study_finished graduated_year
        advanced_seminar: days organiser
        academic_event: level days held_in
        placement_study: place months days
        self_taught_exam: subjects_passed subjects_failed
        paper: level form title_of_work has_issn has_cn
        monograph: characters kind
        translation: characters kind
        report: characters kind
        science_award: level grade rank project
        accepted_achievement: level project
        patent: kind granted project rank
        technology_introduction: level rank project admitted_by_industry_authority routine_use first_in_area
        self_study: approvals assessment_passed
        teaching: class_hours own_profession
        qualification_exam: subjects_passed
        approved_online_course: published_hours site_recognised""",
    "jiaxing-2023": """
        public_course: passed completed_on course already_learned_in attempt days_since_fifth_failure
        recognised_institution_class: courses days_each delivery course institution_recognised
            subject_in_institution_list
        online_course: labelled_hours provider course already_learned_in
        advanced_seminar_in_plan: level days
        industry_authority_class: days kind in_annual_plan
        overseas_activity: days place
        study_visit_or_internal_training: days restricted_file_was_uploaded
        study_app_score: score score_year score_kind taken_on name_matches
        teaching_or_support_service: kind days approved_by_organisation
        research_or_standard: level kind project provincial_rule_hours
        publication: kind level title_of_work characters author_rank published_on
        qualification_exam: subjects_passed
        degree_study: courses_passed
        psych_service: half_days clock_hours person_in_psych_service_system
        mutual_recognition: region hours_certified category""",
}


def _rows():
    for policy, text in CONTRACT.items():
        pathway = ""
        for word in text.split():
            if word.endswith(":"):
                pathway = word[:-1]
            else:
                yield policy, pathway, word


@pytest.mark.parametrize(("policy", "pathway", "fact"), list(_rows()))
def test_fact_is_read(policy, pathway, fact):
    assert policies()[policy].pathways[pathway].spec(fact) is not None


def test_generic_facts_are_read_everywhere():
    assert {"matches_profession", "event", "date", "start", "end", "marks", "original_is_restricted", "finding"} <= set(
        GENERIC
    )
