"""A small unit's scripted year in each of the four cities; every total against the hand's reckoning."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from benchmarks import plain_rules, year


def test_a_year_in_four_cities(tmp_path: Path) -> None:
    years = year.run(tmp_path, people=3, cities=[city.name for city in year.CITIES], papers=0)
    assert [one.city.name for one in years] == ["jiaxing", "xuzhou", "zhoushan", "wenzhou"]
    assert [one.wrong for one in years] == [[], [], [], []]
    assert all(one.checked >= 12 and one.claims >= 10 for one in years)


def test_the_hands_reckoning_keeps_the_documents_figures() -> None:
    d = Decimal
    many = [("online_course", d(40)), ("recognised_institution_class", d(60)), ("publication", d(40))]
    assert plain_rules.jiaxing_year(many, six_sectors=False)["professional"] == 48 + 36 + 24
    assert plain_rules.jiaxing_year(many, six_sectors=True)["professional"] == 36 + 24
    assert plain_rules.xuzhou_hours("college_class", {"days": 19}, "senior") == 144
    assert plain_rules.xuzhou_hours("college_class", {"days": 19}, "junior") == 80
    tiers = [plain_rules.jiaxing_hours("study_app_score", {"score": one}) for one in (3999, 4000, 6000, 6001, 8001)]
    assert tiers == [0, 6, 6, 9, 12]
