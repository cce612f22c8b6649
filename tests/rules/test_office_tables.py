"""An office adds the figures its documents leave to other texts; until then there are none."""

from __future__ import annotations

import pytest

from rules import PolicyFault, policies, proposal_json, propose
from tests.rules.cases import wz

TABLE = """
policy = "wenzhou-2020"
document = "示例细则〔2099〕1号（虚构，仅供测试）"

[[rate]]
pathway = "unit_training"
clause = "第五条"
shape = "per_unit"
rate = 4
count = "days"
unit = "天"
part = { low = "floor", high = "ceiling", default = "floor", code = "half_day", says = "半天未规定" }
[rate.facts]
days = { type = "days", title = "天数", most = 366 }

[[rate]]
pathway = "publication"
clause = "第八条"
shape = "by_level"
unit = "篇"
rate = { fact = "level", of = { national = 10, provincial = 6 } }
[rate.facts]
level = { type = "word", title = "刊物级别", words = { national = "国家级", provincial = "省级" } }
"""


@pytest.fixture
def office(tmp_path):
    (tmp_path / "example.toml").write_text(TABLE, encoding="utf-8")
    return tmp_path


def _case(*activities):
    return {"policy": "wenzhou-2020", "year": 2021, "person": {}, "activities": list(activities)}


def test_null_until_the_table_is_there(office):
    case = _case(wz("unit_training", days=3))
    assert proposal_json(propose(case))["activities"][0]["hours"] is None
    row = proposal_json(propose(case, tables=office))["activities"][0]
    assert row["hours"] == {"low": 12, "high": 12, "default": 12}
    assert row["steps"][0]["clause"] == "示例细则〔2099〕1号（虚构，仅供测试） 第五条"
    assert row["needs_human"] == []


def test_the_authority_goes_before_the_table(office):
    case = _case(wz("unit_training", days=3, hours_set_by_authority=10))
    row = proposal_json(propose(case, tables=office))["activities"][0]
    assert row["hours"] == {"low": 10, "high": 10, "default": 10}


def test_other_pathways_stay_null(office):
    case = _case(wz("degree_study"))
    assert proposal_json(propose(case, tables=office))["activities"][0]["hours"] is None


def test_the_digest_tells_the_tables_apart(office):
    assert policies()["wenzhou-2020"].digest != policies(office)["wenzhou-2020"].digest
    assert policies()["jiaxing-2023"].digest == policies(office)["jiaxing-2023"].digest


@pytest.mark.parametrize(
    ("before", "after", "row"),
    [
        ('"unit_training"', '"holiday"', "rate holiday"),
        ('shape = "per_unit"', 'shape = "per_dream"', "rate unit_training"),
        ("rate = 4", "fee = 4", "rate unit_training"),
        ('policy = "wenzhou-2020"', 'policy = "atlantis"', "policy"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(tmp_path, before, after, row):
    (tmp_path / "wrong.toml").write_text(TABLE.replace(before, after), encoding="utf-8")
    with pytest.raises(PolicyFault) as fault:
        policies(tmp_path)
    assert fault.value.file == "wrong.toml"
    assert fault.value.row == row
