"""Only a doubt that changes hours, pathway, year, evidence or requirement becomes a question."""

from __future__ import annotations

from rules import Alternatives, sensitivity
from tests.rules.cases import jx

CASE = {
    "policy": "jiaxing-2023",
    "year": 2023,
    "person": {"title_level": "senior"},
    "activities": [
        {"ref": "a1", **jx("study_app_score", score=6800, score_year=2023)},
        {"ref": "a2", **jx("industry_authority_class", days=2, start="2023-05-10", end="2023-05-11")},
    ],
}


def _changes(activity, fact, *values):
    return sensitivity(CASE, [Alternatives(activity, fact, values)])


def test_a_reading_inside_the_same_band_does_not_matter():
    within, across = _changes(0, "score", 6300, 8600)
    assert not within.matters
    assert across.matters
    assert {"hours", "totals"} <= across.changes
    assert across.proposal.activities[0].hours.default == 12


def test_another_year_matters():
    (change,) = _changes(0, "score_year", 2022)
    assert {"hours", "year"} <= change.changes


def test_another_pathway_matters():
    (change,) = _changes(1, "pathway", "overseas_activity")
    assert "pathway" in change.changes


def test_a_reading_that_cannot_be_is_said():
    (change,) = _changes(1, "end", "2023-05-01")
    assert change.changes == {"refused"}
    assert change.proposal is None
    assert "早于" in change.message


def test_facts_of_the_person_and_the_year():
    level, sector = sensitivity(
        CASE, [Alternatives(None, "title_level", ("junior",)), Alternatives(None, "sector_zh", ("机械",))]
    )
    assert not level.matters
    assert not sector.matters
    (year,) = _changes(None, "year", 2024)
    assert "year" in year.changes


def test_missing_papers_matter():
    (change,) = _changes(0, "evidence", ["annual_score_screenshot"])
    assert {"evidence", "hours"} <= change.changes
