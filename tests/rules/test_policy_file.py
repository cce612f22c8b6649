"""A policy file that makes no sense is refused with the row named."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from rules import PolicyFault, policies
from rules.policy import build


def _data() -> dict[str, Any]:
    return copy.deepcopy(dict(policies()["jiaxing-2023"].data))


def _row(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(row for row in data["pathway"] if row["id"] == name)


def _bands(data: dict[str, Any]) -> list[dict[str, Any]]:
    bands: list[dict[str, Any]] = _row(data, "study_app_score")["bands"]
    return bands


def _gap(data):
    _bands(data)[1]["from"] = 6002


def _overlap(data):
    _bands(data)[1]["from"] = 6000


def _closed_above(data):
    _bands(data)[2]["to"] = 9000


def _unknown_evidence(data):
    _row(data, "study_app_score")["evidence"] = [["a photo of the sea"]]


def _unknown_kind(data):
    _row(data, "study_app_score")["kinds"] = ["postcard"]


def _unknown_shape(data):
    _row(data, "study_app_score")["shape"] = "guess"


def _unknown_parameter(data):
    _row(data, "industry_authority_class")["rat"] = 6


def _missing_parameter(data):
    del _row(data, "industry_authority_class")["unit"]


def _unknown_effect(data):
    _row(data, "public_course")["rule"][0]["effect"] = "punish"


def _unknown_operator(data):
    _row(data, "public_course")["rule"][0]["when"] = [{"fact": "passed", "resembles": True}]


def _unknown_subject(data):
    _row(data, "public_course")["subject"] = "leisure"


def _level_without_words(data):
    _row(data, "research_or_standard")["rate"]["of"]["galactic"] = 99


def _twice(data):
    data["pathway"].append(_row(data, "public_course"))


BROKEN = {
    _gap: "pathway study_app_score",
    _overlap: "pathway study_app_score",
    _closed_above: "pathway study_app_score",
    _unknown_evidence: "pathway study_app_score",
    _unknown_kind: "pathway study_app_score",
    _unknown_shape: "pathway study_app_score",
    _unknown_parameter: "pathway industry_authority_class",
    _missing_parameter: "pathway industry_authority_class",
    _unknown_effect: "pathway public_course",
    _unknown_operator: "pathway public_course",
    _unknown_subject: "pathway public_course",
    _level_without_words: "pathway research_or_standard",
    _twice: "pathway public_course",
    lambda data: data["cap"][0].update(pathways=["holiday"]): "caps",
    lambda data: data["cap"][0].update(inside="nothing"): "caps",
    lambda data: data["once"][0].update(mode="twice"): "once",
    lambda data: data["minimum"][0].update(subject="leisure"): "minimum",
    lambda data: data.update(colour="red"): "policy",
    lambda data: data.pop("restricted"): "restricted",
}


@pytest.mark.parametrize(("break_it", "row"), list(BROKEN.items()))
def test_the_row_is_named(break_it, row):
    data = _data()
    break_it(data)
    with pytest.raises(PolicyFault) as fault:
        build(data, "0", file="x.toml")
    assert fault.value.row == row
    assert fault.value.file == "x.toml"


def test_the_data_as_it_is_builds():
    assert build(_data(), "0").id == "jiaxing-2023"


def test_a_changed_figure_is_caught_by_its_examples():
    from rules.examples import run_examples

    data = _data()
    _bands(data)[1]["hours"] = 10
    missed = run_examples(build(data, "0"))
    assert {miss.pathway for miss in missed} == {"study_app_score", "item_1"}  # and the cap it counts under
    assert len(missed) >= 4
