"""The face of the room: policies by id, city and year, and the JSON of the contract."""

from __future__ import annotations

import json
import re

import pytest

from domain.kind import KINDS
from rules import EVIDENCE, RefusedInput, evidence_of, policies, policy, policy_for
from tests.rules.cases import jx, run

PATHWAYS = {
    "zhoushan-2018": """general_public_course industry_public_course approved_class individual_professional""",
    "wenzhou-2020": """general_public_course industry_public_course exam_passed advanced_seminar_national_provincial
        industry_authority_training unit_training support_service research_standard_patent publication degree_study
        provincial_other city_seminar_or_association_training authority_class""",
    "xuzhou-2016": """public_subject_course base_class college_class degree_study advanced_seminar academic_event
        placement_study self_taught_exam paper monograph translation report science_award accepted_achievement patent
        technology_introduction self_study teaching qualification_exam approved_online_course""",
    "jiaxing-2023": """public_course recognised_institution_class online_course advanced_seminar_in_plan
        industry_authority_class overseas_activity study_visit_or_internal_training study_app_score
        teaching_or_support_service research_or_standard publication qualification_exam degree_study psych_service
        mutual_recognition""",
}


@pytest.mark.parametrize("name", sorted(PATHWAYS))
def test_every_pathway_of_the_contract_is_there(name):
    assert set(policies()[name].pathways) == set(PATHWAYS[name].split())


def test_rows_name_kinds_evidence_and_clauses():
    for one in policies().values():
        for pathway in one.pathways.values():
            assert set(pathway.kinds) <= set(KINDS)
            assert all(name in EVIDENCE for group in pathway.evidence for name in group)
            assert pathway.clause
            assert pathway.title
            assert pathway.quote


def test_every_required_paper_is_given_by_some_kind():
    given = {name for kind in KINDS for name in evidence_of(kind, {"signed": True, "sealed": True})}
    given |= {
        "annual_score_screenshot_signed_and_sealed",
        # Papers no extractor knows yet: a person ticks them.
        *("pass_registration_form", "published_pass_list", "approval_document", "published_issue", "school_proof"),
        *("exam_admission_ticket", "lesson_notes", "approved_class_application_form", "hours_summary_table"),
        *("class_summary", "platform_record"),
    }
    for one in policies().values():
        for pathway in one.pathways.values():
            for group in pathway.evidence:
                assert given & set(group), f"{one.id} {pathway.id} {group}"


@pytest.mark.parametrize(
    ("city", "year", "expected"),
    [
        ("舟山", 2018, "zhoushan-2018"),
        ("zhoushan", 2026, "zhoushan-2018"),
        ("舟山市", 2017, None),
        ("温州市", 2021, "wenzhou-2020"),
        ("Xuzhou", 2016, "xuzhou-2016"),
        ("徐州", 2015, None),
        ("嘉兴", 2023, "jiaxing-2023"),
        ("jiaxing", 2024, None),
        ("杭州", 2023, None),
    ],
)
def test_policy_for(city, year, expected):
    found = policy_for(city, year)
    assert (found.id if found else None) == expected


def test_policy_by_id():
    assert policy("jiaxing-2023").city == "嘉兴"
    assert re.fullmatch(r"[0-9a-f]{64}", policy("jiaxing-2023").digest)
    with pytest.raises(RefusedInput):
        policy("atlantis")


def test_json_of_the_contract():
    result = run("jiaxing-2023", jx("study_app_score", score=7000, evidence=["annual_score_screenshot"]))
    again = json.loads(json.dumps(result, ensure_ascii=False))
    assert again == result
    row = result["activities"][0]
    assert {"ref", "pathway", "subject", "hours", "steps", "missing_evidence", "counted", "needs_human"} <= set(row)
    assert row["steps"][0]["clause"] == "嘉人社〔2023〕7号 四（六）1"
    assert row["steps"][0]["hours"] == 9
    assert isinstance(row["hours"]["low"], int)
    assert set(result["totals"]) == {"public", "professional", "total"}
    assert result["requirement"]["shortfall"]["public"] == {"low": 18, "high": 18}


def test_zhoushan_and_wenzhou_have_three_subjects():
    for name in ("zhoushan-2018", "wenzhou-2020"):
        assert set(run(name)["totals"]) == {"general_public", "industry_public", "professional", "total"}


def test_evidence_of_a_score_screenshot():
    assert evidence_of("xuexi_score", {"signed": True, "sealed": True}) == (
        "annual_score_screenshot",
        "own_signature",
        "unit_seal",
    )
    assert evidence_of("xuexi_score") == ("annual_score_screenshot",)
    assert evidence_of("project_document", {"doc_title": "结题报告"}) == ("completion_report",)
