"""The rooms of a screening one by one: journal, judgements, sampling, population, candidates."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.near import content_keys, mirrored
from claims.screening import report_html
from claims.screening.batch_history import Batch
from claims.screening.clusters import clusters_of
from claims.screening.examine import Bench
from claims.screening.items import Item, UnusableList, items_of
from claims.screening.journal import InUse, Journal
from claims.screening.judgements import Judgements, NoSuchPair, open_pairs, remember
from claims.screening.population import Pattern, Side, Told, form_of, patterns_of
from claims.screening.prepared import Known, Prepared
from claims.screening.report_html import write_html
from claims.screening.sampling import bound_if_none, plan_of
from cli.main import main as cli_main
from cli.verbs import judge
from domain.finding import Finding, Severity
from domain.place import Box, Place

# --- journal -------------------------------------------------------------------------------------------------------


def test_a_torn_last_record_is_left_out_and_written_over(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.put("read", "a", {"x": "甲"})
        journal.put("read", "b", [1, 2])
    whole = (tmp_path / "journal.txt").read_bytes()
    (tmp_path / "journal.txt").write_bytes(whole + b"read\tc\tAbC")
    with Journal(tmp_path) as journal:
        assert journal.get("read", "a") == {"x": "甲"}
        assert journal.get("read", "c") is None
        journal.put("read", "c", "new")
    with Journal(tmp_path) as journal:
        assert [journal.get("read", key) for key in "abc"] == [{"x": "甲"}, [1, 2], "new"]
        assert list(journal.keys("read")) == ["a", "b", "c"]


def test_every_cut_of_the_file_leaves_whole_records_only(tmp_path: Path) -> None:
    with Journal(tmp_path / "first") as journal:
        for number in range(4):
            journal.put("read", str(number), {"n": number, "text": "培训" * number})
    whole = (tmp_path / "first" / "journal.txt").read_bytes()
    for cut in range(0, len(whole), 7):
        folder = tmp_path / f"cut{cut}"
        folder.mkdir()
        (folder / "journal.txt").write_bytes(whole[:cut])
        with Journal(folder) as journal:
            kept = [number for number in range(4) if journal.get("read", str(number)) is not None]
            assert kept == list(range(len(kept)))
            assert all(journal.get("read", str(n)) == {"n": n, "text": "培训" * n} for n in kept)


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with Journal(tmp_path), pytest.raises(InUse):
        Journal(tmp_path)


def test_stopped_files_are_known_by_a_keyed_digest_only(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        digest = journal.unnamed("1:abc")
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    with Journal(tmp_path) as journal:
        assert journal.unnamed("1:abc") == digest
    with Journal(tmp_path / "other") as journal:
        assert journal.unnamed("1:abc") != digest


# --- one file ------------------------------------------------------------------------------------------------------


def test_notes_say_what_hangs_on_them_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An investigator who goes through the notes looks at those first on which most hangs."""
    note = Finding("reuse.number_again", Severity.NOTE, "编号及姓名与此前提交的材料相同。", 0.9)
    item = Item(0, "a.jpg", Path("a.jpg"), claimed={"hours": 24})
    with Journal(tmp_path) as journal:
        nobody: Any = None  # nothing is read here
        bench = Bench(nobody, [item], journal)
        monkeypatch.setattr(bench, "_held", lambda _number: Prepared("0" * 64, "withheld", findings=(note,)))
        batch = Batch([item], [Known("", "withheld")], lambda _here, _there: None)
        found = bench.verify(batch, Judgements(tmp_path, [""]), (), 0)["findings"]
    assert [(one["severity"], one["hours_at_stake"]) for one in found] == [("note", 24)]


# --- judgements ----------------------------------------------------------------------------------------------------

LINK = {"file": "b.jpg", "other": "a.jpg", "message": "同一张照片", "innocent": ["补交"], "detail": {}}


def results(out: Path) -> Path:
    rows = [{"file": name, "sha256": name * 8, "status": "read", "findings": []} for name in ("a.jpg", "b.jpg")]
    out.joinpath("findings.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    out.joinpath("clusters.jsonl").write_text(json.dumps({"hours_at_stake": 8, "links": [LINK]}), encoding="utf-8")
    return out


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_judged_pair_is_never_asked_again(tmp_path: Path, verdict: Any) -> None:
    out = results(tmp_path)
    assert [(pair.file, pair.other, pair.hours) for pair in open_pairs(out)] == [("b.jpg", "a.jpg", 8)]
    remember(out, "a.jpg", "b.jpg", verdict)
    assert open_pairs(out) == []
    finding = {"severity": "doubt", "other": "a.jpg"}
    Judgements(out / ".state", ["a.jpg" * 8, "b.jpg" * 8]).mark(finding, 1, 0)
    assert finding["judged"] == verdict
    assert finding["severity"] == ("note" if verdict == "different" else "doubt")


def test_a_list_that_is_read_no_further_is_no_fault_of_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As behind ``| head``: the folder was said not to be writable."""

    def closed(*_args: object, **_more: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("builtins.print", closed)
    with pytest.raises(BrokenPipeError):
        judge.run(argparse.Namespace(out=str(results(tmp_path)), pair=None, verdict=None, list=True))


def test_an_unknown_pair_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPair, match=r"没有 c\.jpg"):
        remember(results(tmp_path), "a.jpg", "c.jpg", "same")
    with pytest.raises(NoSuchPair, match="请先运行"):
        open_pairs(tmp_path / "nowhere")


def test_a_pair_told_apart_makes_no_cluster() -> None:
    items = [Item(0, "a.jpg", Path("a.jpg")), Item(1, "b.jpg", Path("b.jpg"))]
    finding = {"code": "reuse.same_capture", "severity": "doubt", "message": "", "confidence": 1, "other": "a.jpg"}
    rows = [{"findings": []}, {"findings": [finding]}]
    assert len(clusters_of(items, rows)) == 1
    finding["judged"] = "different"
    assert clusters_of(items, rows) == []


# --- sampling ------------------------------------------------------------------------------------------------------


def screened(count: int, doubted: frozenset[int] = frozenset()) -> list[dict[str, Any]]:
    doubt = {"code": "reuse.same_capture", "severity": "doubt", "message": "同一张照片", "hours_at_stake": 10}
    return [
        {"file": f"{n}.jpg", "sha256": f"{n:064x}", "status": "read", "findings": [doubt] if n in doubted else []}
        for n in range(count)
    ]


@given(st.integers(1, 120), st.integers(1, 5), st.sampled_from([0.05, 0.2, 0.5, 1.0]))
def test_no_unit_falls_below_the_share(count: int, units: int, share: float) -> None:
    rows = screened(count)
    employers = {row["file"]: f"单位{n % units}" for n, row in enumerate(rows)}
    plan = plan_of(rows, employers, share=share, clause="", says="", seed="s", top_up=0)
    for unit in set(employers.values()):
        of_unit = sum(1 for name in employers.values() if name == unit)
        assert sum(one.employer == unit for one in plan.drawn) >= share * of_unit
    assert len({one.file for one in plan.drawn}) == len(plan.drawn)


def test_findings_do_not_touch_the_random_part() -> None:
    plain = plan_of(screened(50), {}, share=0.2, clause="", says="", seed="s", top_up=0.1)
    risky = plan_of(screened(50, frozenset(range(0, 50, 3))), {}, share=0.2, clause="", says="", seed="s", top_up=0.1)
    assert [one.file for one in plain.drawn] == [one.file for one in risky.drawn if one.why == "随机"]
    assert (plain.added, risky.added) == (0, 5)
    assert all(one.reasons for one in risky.drawn if one.why == "加抽")


def test_the_same_seed_draws_the_same_and_another_seed_does_not() -> None:
    def drawn(seed: str) -> list[str]:
        plan = plan_of(screened(100), {}, share=0.2, clause="", says="", seed=seed, top_up=0)
        return [one.file for one in plan.drawn]

    assert drawn("a") == drawn("a") != drawn("b")


def test_a_clean_sample_never_says_that_there_is_nothing() -> None:
    plan = plan_of(screened(100), {}, share=0.2, clause="", says="", seed="s", top_up=0)
    text = "".join(plan.sentences)
    assert "不能说没有" in text
    assert "既没有被证明无误" in text


def test_the_bound_is_the_hypergeometric_one() -> None:
    # 100 files, 20 looked at: 13 wrong ones stay unseen with chance .0458, 12 with .0596.
    assert bound_if_none(100, 20) == 12
    assert bound_if_none(100, 100) == 0
    assert bound_if_none(100, 0) == 100


@pytest.mark.parametrize(
    ("more", "status", "said"),
    [
        (("--policy", "xuzhou-2016"), 0, "抽检率不低于20%"),
        (("--policy", "xuzhou-2016", "--percent", "10"), 2, "不得低于 20"),
        (("--policy", "jiaxing-2023"), 2, "请用 --percent"),
        (("--policy", "jiaxing-2023", "--percent", "10"), 0, "文件未规定抽查比例"),
        (("--policy", "nowhere"), 2, "没有编号为"),
    ],
)
def test_the_plan_keeps_to_the_policy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], status: int, said: str
) -> None:
    text = "\n".join(map(json.dumps, screened(30)))
    (tmp_path / "findings.jsonl").write_text(text, encoding="utf-8")
    assert cli_main(["sample", str(tmp_path), *more]) == status
    told = capsys.readouterr()
    assert said in told.err
    if status == 0:
        share = 0.2 if "xuzhou-2016" in more else 0.1
        assert len(told.out.splitlines()) == 1 + 30 * share


# --- population ----------------------------------------------------------------------------------------------------


def known(kind: str = "completion_certificate", **facts: str) -> Known:
    return Known("0" * 64, "read", kind, facts, tuple(facts))


def batch(count: int, employer: str | None = None) -> list[Item]:
    return [Item(n, f"{n}.jpg", Path(f"{n}.jpg"), employer=employer) for n in range(count)]


def told(kind: str = "completion_certificate", *, employer: str | None = None, **facts: str) -> Told:
    return Told("", kind, facts, tuple(facts), employer)


def patterns_over(papers: list[Told]) -> list[Pattern]:
    """Of papers called by their places."""
    return patterns_of([replace(one, name=str(number)) for number, one in enumerate(papers)])


def test_a_number_of_another_form_stands_out_among_its_issuers() -> None:
    papers = [told(organiser="嘉兴市水利学会", certificate_no=f"JX2023-{n:04d}") for n in range(20)]
    papers.append(told(organiser="嘉兴市水利学会", certificate_no="JX-20230021"))
    (pattern,) = patterns_over(papers)
    assert pattern.code == "contradiction.number_format"
    assert list(pattern.sides) == ["20"]
    place = Place(1, Box(10, 20, 200, 40))
    finding = pattern.finding("20", place)
    assert (finding.severity, finding.place, finding.other) == (Severity.NOTE, place, "0")
    assert (finding.detail["here"], finding.detail["there"]) == ("AA-99999999", "AA9999-9999")
    assert patterns_over(papers[14:]) == []  # too few to know the usual form


def test_unsure_facts_prove_nothing() -> None:
    facts = {"organiser": "嘉兴市水利学会", "certificate_no": "JX-20230021"}
    papers = [told(organiser="嘉兴市水利学会", certificate_no=f"JX2023-{n:04d}") for n in range(20)]
    assert patterns_over([*papers, Told("20", "completion_certificate", facts, ())]) == []


def test_one_document_number_under_two_notices() -> None:
    one = told("training_notice", doc_no="嘉人社〔2023〕7号", notice_title="关于举办水利工程质量培训班的通知")
    other = told("training_notice", doc_no="嘉人社〔2023〕7号", notice_title="护理技能竞赛报名须知")
    (pattern,) = patterns_over([one, one, other])
    assert (pattern.code, list(pattern.sides)) == ("contradiction.doc_no_elsewhere", ["0", "1", "2"])
    assert pattern.sides["0"] == Side(
        "关于举办水利工程质量培训班的通知",
        "护理技能竞赛报名须知",
        "2",
    )
    assert pattern.sides["2"].other == "0"
    assert patterns_over([one, one]) == []


def spread(employer: str) -> list[Told]:
    return [told(issue_date=f"2023-{1 + n % 12:02d}-{1 + n % 28:02d}", employer=employer) for n in range(200)]


def test_a_unit_whose_papers_bear_one_day() -> None:
    day = [told(issue_date="2023-06-30", employer="甲单位") for _ in range(12)]
    (pattern,) = patterns_over([*spread("乙单位"), *day])
    assert (pattern.code, list(pattern.sides)) == ("contradiction.unit_burst", [str(n) for n in range(200, 212)])
    assert pattern.innocent
    assert pattern.sides["200"].here == "12"


def test_copies_of_one_notice_are_no_papers_issued_on_one_day() -> None:
    """Every colleague of a class hands in the notice of the class."""
    day = [told("training_notice", issue_date="2023-06-30", employer="甲单位") for _ in range(12)]
    assert patterns_over([*spread("乙单位"), *day]) == []


def test_the_form_of_a_number() -> None:
    assert form_of("ＪＸ2023-0417 号") == "AA9999-9999号"


# --- candidates ----------------------------------------------------------------------------------------------------


def test_a_second_photo_is_found_by_name_and_date_alone() -> None:
    papers = [known(person_name=f"王{n}", start_date="2023-05-08", course_title="水利培训班") for n in range(200)]
    again = known(person_name="王7", start_date="2023-05-08")
    history = Batch(batch(201), [*papers, again], lambda _a, _b: None).history_before(200)
    found = history.near_copies({})
    assert [(one.evidence_id, one.found_by) for one in found] == [("7", {"content": 1.0})]


def test_a_flipped_picture_is_found_by_its_flipped_print() -> None:
    print_ = "0123456789abcdef" * 4
    papers = [Known("a", "read", prints={"page": (print_,)}), Known("b", "read", prints={"page": (mirrored(print_),)})]
    history = Batch(batch(2), papers, lambda _a, _b: None).history_before(1)
    assert [one.evidence_id for one in history.near_copies({"page": (mirrored(print_),)})] == ["0"]


@given(
    st.dictionaries(st.sampled_from(["person_name", "start_date", "course_title", "hours"]), st.text() | st.integers())
)
def test_content_keys_take_any_facts(facts: dict[str, Any]) -> None:
    assert all(isinstance(key, str) for key in content_keys(facts))


# --- lists and the report ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "是空的"),
        ("{}", "第 1 行缺少 file"),
        ('{"file": "a.jpg", "year": "二三"}', "year"),
        ('{"file": "a.jpg"}\n[1]', "第 2 行"),
        ("{", "不是合法的 JSON"),
    ],
)
def test_an_unusable_list_names_line_and_field(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableList, match=said):
        items_of(path)


def test_nothing_found_is_not_said_to_be_nothing(tmp_path: Path) -> None:
    rows = [{"file": "0.jpg", "status": "read", "findings": [], "kind": {"value": "unknown"}, "facts": []}]
    write_html(tmp_path / "report.html", batch(1), rows, [], [], [])
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "没有发现不等于没有" in page
    assert "没有看到不等于没有" in page
    for word in ("未发现问题", "均正常", "无误", "clean"):
        assert word not in page


def test_a_long_report_lists_doubts_before_notes_and_says_what_it_leaves_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_html, "MOST_ROWS", 2)
    rows = [
        {
            "file": f"{n}.jpg",
            "status": "read",
            "kind": {"value": "unknown"},
            "facts": [{"name": "hours", "value": n}],
            "findings": [{"code": "contradiction.x", "severity": severity, "message": f"第{n}份"}],
        }
        for n, severity in enumerate(("note", "doubt", "note", "doubt"))
    ]
    write_html(tmp_path / "report.html", batch(4), rows, [], [], [])
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.index("第3份") < page.index("第1份")
    assert "第0份" not in page
    assert "另有 2 条没有列出" in page


def test_what_people_wrote_cannot_run_in_the_report(tmp_path: Path) -> None:
    rows = [
        {
            "file": "0.jpg",
            "status": "read",
            "kind": {"value": "unknown"},
            "facts": [],
            "findings": [{"code": "contradiction.x", "severity": "note", "message": "<script>alert(1)</script>"}],
        }
    ]
    write_html(tmp_path / "report.html", batch(1), rows, [], [], [])
    assert "<script>alert" not in (tmp_path / "report.html").read_text(encoding="utf-8")
