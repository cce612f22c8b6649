"""A fifth city, invented, from its document to a proposal: new → confirm → check → propose."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cli.main import main
from rules import PolicyFault, RefusedInput, proposal_json
from rules.check import check, examine
from rules.drafting import draft
from rules.drafting.clauses import paragraphs
from rules.drafting.guess import event_years, evidence, standard, yearly_caps
from rules.evaluate import propose_under
from rules.policy import load

SOURCE = Path(__file__).parent / "samples" / "yunxi-2098.txt"
TEXT = SOURCE.read_text(encoding="utf-8")


@pytest.fixture
def drafted(tmp_path, capsys):
    path = tmp_path / "yunxi-2098.toml"
    assert main(["policies", "new", "--from", str(SOURCE), "--out", str(path)]) == 0
    assert "to_confirm" in capsys.readouterr().out
    return path


@pytest.fixture
def confirmed(drafted):
    """What the clerk does: looks at every mark, corrects a title, gives the reason, takes the marks out."""
    text = re.sub(r"^to_confirm = .*\n", "", drafted.read_text(encoding="utf-8"), flags=re.M)
    text = re.sub(r'title = "在云溪学习网[^"]*"', 'title = "公需课程"', text)
    text = text.replace('reason = ""', 'reason = "咨询电话"')
    drafted.write_text(text, encoding="utf-8")
    return drafted


def test_a_draft_passes_neither_the_check_nor_the_loader(drafted):
    problems = check(drafted, TEXT)
    marks = drafted.read_text(encoding="utf-8").count("\nto_confirm")
    assert {problem.code for problem in problems} == {"to_confirm", "no_reason"}
    assert len({problem.row for problem in problems}) >= marks - 4  # every marked row is told
    assert all(problem.todo for problem in problems)
    with pytest.raises(PolicyFault, match="to_confirm"):
        load(drafted)


def test_one_row_left_unconfirmed_is_enough(drafted):
    text = drafted.read_text(encoding="utf-8")
    first = re.search(r"^\[\[pathway\]\]\nto_confirm = .*\n", text, re.M)
    assert first is not None
    only = re.sub(r"^to_confirm = .*\n", "", text, flags=re.M).replace("[[pathway]]\n", first[0], 1)
    drafted.write_text(only.replace('reason = ""', 'reason = "咨询电话"'), encoding="utf-8")
    assert {problem.code for problem in check(drafted, TEXT)} == {"to_confirm"}
    with pytest.raises(PolicyFault):
        load(drafted)


def test_confirmed_it_passes_with_every_figure_accounted_for(confirmed, capsys):
    assert main(["policies", "check", str(confirmed), "--source", str(SOURCE)]) == 0
    assert "落实 100.0%" in capsys.readouterr().out
    assert examine(confirmed, TEXT).examples > 20


def test_and_proposes(confirmed):
    policy = load(confirmed)
    case = {
        "year": 2098,
        "person": {"title_level": "intermediate"},
        "activities": [
            {"ref": "a", "pathway": "study_app_score", "score": 5001, "score_year": 2098}
            | {"evidence": ["annual_score_screenshot", "own_signature", "unit_seal"]},
            {"ref": "b", "pathway": "training_class", "days": 7}
            | {"evidence": ["training_notice", "sign_in_sheet", "completion_certificate"]},
            {"ref": "c", "pathway": "public_course", "courses": 2, "evidence": ["qualification_certificate"]},
            {"ref": "d", "pathway": "research", "level": "city_department", "evidence": ["project_approval"]},
        ],
    }
    result = proposal_json(propose_under(policy, case))
    hours = {one["ref"]: one["hours"]["default"] for one in result["activities"]}
    assert hours == {"a": 8, "b": 56, "c": 20, "d": 10}
    assert result["totals"]["total"] == {"low": 76, "high": 76}  # 8 + 48 (cap) + 20; d lacks its report
    assert result["activities"][1]["steps"][0]["clause"] == "云人社发〔2098〕9号 三（一）"
    assert result["requirement"]["met"] == "no"
    with pytest.raises(RefusedInput):
        propose_under(policy, {**case, "activities": [{"pathway": "training_class", "days": -1}]})


def test_the_draft_reads_head_and_requirement():
    data = tomllib.loads(draft(TEXT, "yunxi-2098.txt"))
    assert (data["id"], data["city"], data["document"]) == ("yunxi-2098", "云溪", "云人社发〔2098〕9号")
    assert str(data["from"]) == "2098-03-01"
    assert {row["subject"]: row["hours"] for row in data["minimum"]} == {"total": 80, "public": 20, "professional": 50}


def test_paragraphs_broken_over_lines():
    held = {one.clause: one.text for one in paragraphs(TEXT)}
    assert "截图打印后签名并加盖" in held["三（五）"]
    assert held["三（五）"].startswith("（五）“学习强国”当年度积分 3000")
    assert held["二"].startswith("在云溪学习网")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("每天按12学时予以认定", {"shape": "per_unit", "rate": 12, "count": "days"}),
        ("专著：每1000字按3学时认定", {"shape": "per_unit", "rate": 3, "per": 1000, "count": "characters"}),
        ("每半天可登记2个学时", {"shape": "per_unit", "rate": 2, "count": "half_days"}),
        ("每篇计算24-20学时", {"shape": "range", "low": 20, "high": 24}),
        ("可获得所授课时的2倍学时", {"shape": "multiple", "factor": 2}),
        ("按其批准学时数认定", {"shape": "as_stated"}),
        ("认定标准按照《学时登记细则》第八条执行", {"shape": "elsewhere", "text": "《学时登记细则》"}),
        ("考试合格可认定18学时", {"shape": "fixed", "hours": 18}),
        ("每天登记5个学时，每年最多登记30个学时", {"shape": "per_unit", "rate": 5}),
    ],
)
def test_guesses_of_a_standard(text, row):
    guess = standard(text)
    assert guess is not None
    assert {key: guess.row.get(key) for key in row} == row


def test_levels_in_a_list_and_clause_by_clause():
    listed = standard("每项按省部级、市厅级、县处级课题规划可分别登记24个、12个、6个学时")
    assert listed is not None
    assert list(listed.row["rate"]["of"].values()) == [24, 12, 6]
    by_clause = standard("全国性讲座每天按12学时予以认定；省级讲座每天按10学时予以认定")
    assert by_clause is not None
    assert (by_clause.row["shape"], by_clause.row["rate"]["of"]) == ("per_unit", {"national": 12, "provincial": 10})


def test_caps_and_papers():
    assert yearly_caps("每个途径每年度最多登记24个学时，并可叠加计算，叠加后每年最多登记36个学时") == [24, 36]
    assert event_years("一次最多认定两年的学时") == 2
    assert standard("通过以下途径可获得学时，每年最多登记24个学时") is None
    assert evidence("以立项文件、结题报告或验收报告为认定依据") == [
        ["project_approval"],
        ["completion_report", "acceptance_report"],
    ]
    assert evidence("提供授课证明、本人备课记录") == [["teaching_certificate"], ["lesson_notes"]]


def test_a_text_without_anything():
    data = tomllib.loads(draft("今天天气很好。\n", "weather.txt"))
    assert "pathway" not in data
    assert data["requirement"]["to_confirm"]
