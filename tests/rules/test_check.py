"""The check of a policy file finds what is wrong, names the row, and proves its figures against the document."""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from cli.main import main
from rules.check import check, examine, examine_text
from rules.check.figures import chinese_number, find_figures
from rules.check.places import Located
from rules.policy import FOLDER

POLICIES = sorted(FOLDER.glob("*.toml"))
JIAXING = (FOLDER / "jiaxing-2023.toml").read_text(encoding="utf-8")

BANDS_TEXT = """
某市人社发〔2023〕7号
一、“学习强国”当年度积

分 4000—6000 分以下可登记 6 个学时、6001—8000 分以下可登记 9 个学时、8001 以上可登记 12 个学时（封顶 12 个学时）。
"""


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_the_policies_have_no_problems(path):
    assert [str(problem) for problem in check(path)] == []


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_figure_of_the_document_is_accounted_for(path):
    folder = os.environ.get("HOURPROOF_REGULATIONS")
    if not folder:
        pytest.skip("HOURPROOF_REGULATIONS names no folder with the documents' texts")
    report = examine(path, (Path(folder) / f"{path.stem}.txt").read_text(encoding="utf-8"))
    assert report.problems == ()
    assert report.coverage is not None
    assert report.coverage.figures > 40
    assert report.coverage.open == 0


#: What is done to the Jiaxing file → code of the problem, row it is told for.
WRONG = {
    ("{ from = 6001, to = 8000, hours = 9 }", "{ from = 6002, to = 8000, hours = 9 }"): ("band_gap", "study_app_score"),
    ("{ from = 6001, to = 8000, hours = 9 }", "{ from = 6000, to = 8000, hours = 9 }"): (
        "band_overlap",
        "study_app_score",
    ),
    ("{ from = 8001, hours = 12 }", "{ from = 8001, to = 9000, hours = 12 }"): ("band_closed", "study_app_score"),
    ("{ from = 8001, hours = 12 }", "{ from = 8001, hours = 13 }"): ("example_differs", "study_app_score"),
    ('[["transcript"]]', '[["成绩单"]]'): ("unknown_evidence", "degree_study"),
    ('kinds = ["transcript"]', 'kinds = ["postcard"]'): ("unknown_kind", "degree_study"),
    ('count = "courses_passed"', 'count = "courses_past"'): ("unusable", "degree_study"),
    ('{ fact = "delivery", in', '{ fact = "deliverance", in'): ("unknown_fact", "recognised_institution_class"),
    ('inside = "individual"', 'inside = "individuals"'): ("unknown_cap", "item_1"),
    ('id = "item_5"\nclause = "嘉人社〔2023〕7号 四（六）5"', 'id = "item_5"'): ("no_clause", "item_5"),
    ("from = 2023-01-01", "from = 2024-01-01"): ("dates_reversed", "文件"),
    ('title = "社会心理服务"\n', ""): ("missing", "psych_service"),
    ('kind = "list_number"\nreason = "附件表格的序号"', 'kind = "list_number"'): ("no_reason", "不作规则的数字"),
    ('given = { score = 6001 }\nexpect = { hours = 9 }', 'given = { score = 6003 }\nexpect = { hours = 9 }'): (
        "edge_without_example",
        "study_app_score",
    ),
    ("claimed = 54, counted = 36", "claimed = 53, counted = 36"): ("example_differs", "上限 public"),
    ('title = "社会心理服务"\n', 'title = "社会心理服务"\nto_confirm = "名称"\n'): ("to_confirm", "psych_service"),
    ("[subjects]", "[subjects"): ("syntax", "文件"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), list(WRONG.items()), ids=[code for code, _ in WRONG.values()])
def test_what_is_wrong_is_named(change, expected):
    before, after = change
    assert before in JIAXING
    problems = examine_text("jiaxing-2023.toml", JIAXING.replace(before, after, 1)).problems
    code, row = expected
    found = [problem for problem in problems if problem.code == code]
    assert found, [str(problem) for problem in problems]
    assert any(row in problem.row for problem in found)
    assert all(problem.message and problem.todo for problem in found)


def test_a_problem_names_the_line():
    broken = JIAXING.replace('kinds = ["transcript"]', 'kinds = ["postcard"]')
    (problem, *_) = examine_text("jiaxing-2023.toml", broken).problems
    assert JIAXING.splitlines()[problem.line - 1] == "[[pathway]]"
    assert JIAXING.splitlines()[problem.line] == 'id = "degree_study"'


def test_a_quote_the_document_does_not_have_and_a_figure_nobody_quotes():
    report = examine_text("jiaxing-2023.toml", JIAXING, BANDS_TEXT + "另：每半天可登记 7 个学时。")
    codes = {problem.code for problem in report.problems}
    assert {"quote_not_found", "excluded_not_found"} <= codes
    open_figures = [problem for problem in report.problems if problem.code == "figure_open"]
    assert len(open_figures) == 2  # 半 and 7
    assert report.coverage is not None
    assert report.coverage.open == 2


def test_a_figure_mistyped_in_the_data_is_not_covered_by_its_quote():
    changed = JIAXING.replace("{ from = 6001, to = 8000, hours = 9 }", "{ from = 6001, to = 8000, hours = 10 }")
    problems = examine_text("jiaxing-2023.toml", changed, BANDS_TEXT).problems
    ours = [problem for problem in problems if "study_app_score" in problem.row]
    assert {"figure_without_data", "figure_not_in_quote", "example_differs"} <= {problem.code for problem in ours}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("每天8学时，一次最多认定两年", [8, 1, 2]),
        ("24-20学时，抽检率不低于20%", [24, 20, 20]),
        ("4000—6000分", [4000, 6000]),
        ("统一登记，一般公需，进一步", []),
        ("第十二条 前十个工作日", [12, 10]),
        ("每万字 2万字", [10000, 20000]),
        ("每半天 2.5 学时", ["0.5", "2.5"]),
        ("（三）参加", [3]),
        ("一至两家", [1, 2]),
    ],
)
def test_figures_of_a_text(text, values):
    assert [figure.value for figure in find_figures(text)] == [Decimal(str(value)) for value in values]


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("十二", 12), ("二十", 20), ("三百零五", 305), ("两万", 20000), ("二〇二三", 2023)]
)
def test_chinese_numbers(text, value):
    assert chinese_number(text) == value


def test_quotes_are_found_across_breaks_and_full_width_forms():
    text = "每天可登\n\n记４个学时（含半天），其余不计。"
    located = Located(text)
    ((start, end),) = located.find("每天可登记4个学时(含半天)")
    assert text[start:end].startswith("每天可登")
    assert text[start:end].endswith("）")
    assert len(located.find("每天……其余不计")) == 2
    assert located.find("其余……每天") == []


def test_the_command_prints_the_coverage(tmp_path, capsys):
    source = tmp_path / "text.txt"
    source.write_text(BANDS_TEXT, encoding="utf-8")
    status = main(["policies", "check", str(FOLDER / "jiaxing-2023.toml"), "--source", str(source), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert status == 1  # most quotes are not in so short a text
    assert told["coverage"]["figures"] == 12
    assert told["coverage"]["open"] == 0
    assert told["examples"] > 100


def test_a_clean_file_and_an_absent_one(capsys):
    assert main(["policies", "check", str(FOLDER / "wenzhou-2020.toml")]) == 0
    assert "没有问题" in capsys.readouterr().out
    assert main(["policies", "check", "nowhere.toml"]) == 2


@pytest.mark.parametrize("instead", ['"x"', "3", "[]", "-1.5", "{ a = 1 }", None])
def test_whatever_is_written_it_is_told_and_never_breaks_the_check(instead):
    """Lines of a policy file deleted, or their values replaced: problems or none, never an exception."""
    path = FOLDER / "zhoushan-2018.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    told = 0
    for at in range(3, len(lines), 13):
        key, equals, _ = lines[at].partition("=")
        if not equals or key.startswith("#"):
            continue
        changed = [] if instead is None else [f"{key}= {instead}"]
        text = "\n".join([*lines[:at], *changed, *lines[at + 1 :]])
        told += bool(examine_text(path.name, text).problems)
    assert told > 10
