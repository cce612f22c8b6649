"""Who gains and who loses when a policy changes."""

from __future__ import annotations

import copy
from decimal import Decimal

from rules import policies
from rules.diff import diff
from rules.policy import build

CASES = [
    {"ref": "甲", "year": 2023, "activities": [{"ref": "x", "pathway": "industry_authority_class", "days": 5}]},
    {"ref": "乙", "year": 2023, "activities": [{"ref": "x", "pathway": "public_course", "passed": True}]},
    {
        "ref": "丙",
        "year": 2023,
        "activities": [{"pathway": "degree_study", "courses_passed": 8, "evidence": ["transcript"]}],
    },
    {"ref": "丁", "year": 2023, "activities": [{"pathway": "industry_authority_class", "days": -1}]},
]


def _changed():
    """Another year's notice: classes 8 instead of 6 a day, degree courses gone, item 6 with them."""
    data = copy.deepcopy(dict(policies()["jiaxing-2023"].data))
    data["id"], data["pathway"] = "jiaxing-2099", [row for row in data["pathway"] if row["id"] != "degree_study"]
    data["cap"] = [row for row in data["cap"] if row["id"] != "item_6"]
    next(row for row in data["pathway"] if row["id"] == "industry_authority_class")["rate"] = 8
    return build(data, "0")


def test_who_gains_and_who_loses():
    compared = diff(policies()["jiaxing-2023"], _changed(), CASES)
    assert {person.ref: person.direction for person in compared.people} == {
        "甲": "gains",
        "乙": "same",
        "丙": "loses",
        "丁": "same",
    }
    gains, _, loses, refused = compared.people
    assert (gains.before.low, gains.after.low) == (30, 40)
    assert (loses.before.low, loses.after.low) == (24, 0)
    assert "days" in refused.refused
    assert compared.count("gains") == compared.count("loses") == 1


def test_by_clause():
    compared = diff(policies()["jiaxing-2023"], _changed(), CASES)
    found = {one.clause: (one.gains, one.loses, one.low) for one in compared.clauses}
    assert found == {
        "嘉人社〔2023〕7号 四（四）": (1, 0, Decimal(10)),
        "嘉人社〔2023〕7号 四（六）6": (0, 1, Decimal(-24)),
    }


def test_rows_that_differ():
    rows = diff(policies()["jiaxing-2023"], _changed()).rows
    assert {(row.row, row.what) for row in rows} >= {
        ("在职学历（学位）教育", "途径"),
        ("行业主管部门举办的专业类培训班、高级研修班", "学时"),
    }
    (figures,) = [row for row in rows if row.what == "学时"]
    assert (figures.before, figures.after) == ("每天 6 学时", "每天 8 学时")


def test_nothing_changes_against_itself():
    same = policies()["xuzhou-2016"]
    assert diff(same, same).rows == ()
