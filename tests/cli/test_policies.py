"""``hourproof policies`` and ``propose`` as people call them: what is printed, and with which status."""

from __future__ import annotations

import json

import pytest

from cli.main import main
from rules.policy import FOLDER

CASE = {
    "policy": "jiaxing-2023",
    "year": 2023,
    "activities": [{"ref": "a1", "pathway": "study_app_score", "score": 7000, "evidence": ["annual_score_screenshot"]}],
}


@pytest.fixture
def changed(tmp_path):
    path = tmp_path / "jiaxing-2023.toml"
    text = (FOLDER / "jiaxing-2023.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("to = 8000, hours = 9", "to = 8000, hours = 10"), encoding="utf-8")
    return path


def test_list_and_show(capsys):
    assert main(["policies", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["id"] for row in rows} >= {"zhoushan-2018", "wenzhou-2020", "xuzhou-2016", "jiaxing-2023"}
    assert main(["policies", "show", "jiaxing-2023"]) == 0
    text = capsys.readouterr().out
    assert "“学习强国”学习" in text
    assert "6001—8000 分 9 学时" in text
    assert "单位公章" in text
    assert main(["policies", "show", "jiaxing-2023", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["pathways"]) == 15


def test_show_of_none(capsys):
    assert main(["policies", "show", "atlantis-1", "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "policy.unknown"


def test_check_of_a_changed_figure(changed, capsys):
    assert main(["policies", "check", str(changed)]) == 1
    out = capsys.readouterr().out
    assert "途径 study_app_score" in out
    assert "jiaxing-2023.toml:" in out


def test_diff_on_cases(changed, tmp_path, capsys):
    cases = tmp_path / "cases.jsonl"
    cases.write_text(json.dumps({**CASE, "ref": "甲"}) + "\n", encoding="utf-8")
    full = dict(CASE["activities"][0], evidence=["annual_score_screenshot_signed_and_sealed"])
    with cases.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**CASE, "ref": "乙", "activities": [full]}) + "\n")
    assert main(["policies", "diff", "jiaxing-2023", str(changed), "--cases", str(cases), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {person["ref"]: person["direction"] for person in told["people"]} == {"甲": "same", "乙": "gains"}
    assert main(["policies", "diff", "jiaxing-2023", str(changed), "--cases", str(cases)]) == 0
    assert "乙：增加，9 → 10 学时" in capsys.readouterr().out


def test_diff_of_broken_cases(changed, tmp_path, capsys):
    cases = tmp_path / "cases.jsonl"
    cases.write_text("{}\nnonsense\n", encoding="utf-8")
    assert main(["policies", "diff", "jiaxing-2023", str(changed), "--cases", str(cases)]) == 2
    assert "第 2 行" in capsys.readouterr().err


def test_sheet_and_back(tmp_path, capsys):
    sheet, back = tmp_path / "a.xlsx", tmp_path / "a.toml"
    assert main(["policies", "sheet", "zhoushan-2018", "--out", str(sheet)]) == 0
    assert main(["policies", "read-sheet", str(sheet), "--out", str(back)]) == 0
    assert back.read_bytes() == (FOLDER / "zhoushan-2018.toml").read_bytes()
    sheet.write_bytes(b"not a workbook")
    assert main(["policies", "read-sheet", str(sheet), "--out", str(back)]) == 2
    assert "不是由" in capsys.readouterr().err


def test_propose_speaks_chinese(tmp_path, capsys):
    file = tmp_path / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    assert main(["propose", str(file)]) == 0
    out = capsys.readouterr().out
    assert "“学习强国”学习 · 专业科目：9 学时（暂不计入）" in out
    assert "缺少材料：单位公章" in out
    assert "study_app_score" not in out
    assert "unit_seal" not in out
    assert main(["propose", str(file), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["activities"][0]["pathway"] == "study_app_score"
    assert told["activities"][0]["missing_evidence"] == [["own_signature"], ["unit_seal"]]


def test_propose_with_an_office_table(tmp_path, capsys):
    file, tables = tmp_path / "case.json", tmp_path / "tables"
    case = {"policy": "wenzhou-2020", "year": 2021, "activities": [{"pathway": "unit_training", "days": 2}]}
    file.write_text(json.dumps(case), encoding="utf-8")
    tables.mkdir()
    table = tables / "unit.toml"
    table.write_text(
        'policy = "wenzhou-2020"\ndocument = "示例细则（虚构）"\n[[rate]]\npathway = "unit_training"\n'
        'clause = "第五条"\nshape = "per_unit"\nrate = 4\ncount = "days"\nunit = "天"\n'
        '[rate.facts]\ndays = { type = "days", title = "天数" }\n',
        encoding="utf-8",
    )
    assert main(["propose", str(file), "--tables", str(tables)]) == 0
    assert "示例细则（虚构） 第五条：每天 4 学时 × 2 天 = 8 学时" in capsys.readouterr().out
    table.write_text("policy = 1", encoding="utf-8")
    assert main(["propose", str(file), "--tables", str(tmp_path / "nowhere")]) == 2
    assert "学时标准表不能使用" in capsys.readouterr().err
