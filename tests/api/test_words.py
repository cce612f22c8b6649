"""Every sentence of the pages and scripts has English beside it; nothing inline; pages stay light."""

from __future__ import annotations

import ast
import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import meta

import api
import verifiers
from api import english, words
from api.english_desk import CHANGES
from api.pages.figures import _plots
from api.render import brief, environment
from claims.dashboard import OF_CLASS, Age, Dashboard, DoubtKind, Looks, Overturned
from claims.lifecycle import MOVE_TITLES, TABLE, state_title
from claims.screening.population import Told, patterns_of
from claims.serial import from_json, to_json
from claims.statistics import Statistics
from claims.views import Doubt
from domain.claim import CLAIM_STATE_TITLES, ROLE_TITLES
from domain.kind import KINDS
from domain.said import Said, in_a_row

HERE = Path(api.__file__).parent
TEMPLATES = sorted((HERE / "templates").glob("*.html"))
SCRIPTS = sorted((HERE / "static" / "js").glob("*.js"))
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_every_sentence_of_the_pages_has_english() -> None:
    said = {text for path in TEMPLATES for text in re.findall(r"""_\('([^']+)'\)""", path.read_text(encoding="utf-8"))}
    assert len(said) > 100
    assert sorted(said - set(english.PAGES)) == []


def test_no_sentence_of_the_pages_stands_in_two_tables() -> None:
    """The later one would silently win, as a menu's title once won over what a doubt changes."""
    found: dict[str, list[str]] = {}
    for path in sorted(HERE.glob("english*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.AnnAssign) or not isinstance(node.value, ast.Dict):
                continue
            if isinstance(node.target, ast.Name) and node.target.id not in ("SCRIPTS", "CHANGES", "FACTS"):
                for key in node.value.keys:
                    if isinstance(key, ast.Constant):
                        found.setdefault(str(key.value), []).append(path.stem)
    assert len(found) > 500
    assert {text: places for text, places in found.items() if len(places) > 1} == {}


def test_titles_that_come_from_the_desk_have_english() -> None:
    titles = {*ROLE_TITLES.values(), *CLAIM_STATE_TITLES.values(), *MOVE_TITLES.values()}
    assert TABLE
    assert state_title is not None
    titles |= set(KINDS.values())
    assert sorted(title for title in titles if title not in english.PAGES) == []


def test_plots_speak_the_readers_language() -> None:
    """Titles, legends, bands and kinds of doubt; a clause and a policy's own sentence stay as the document has them."""
    ages = tuple(Age(title, (1, 2, 0, 3)) for title in ("待初审", "退回补正"))
    kinds = [DoubtKind(one.title, 2, 1) for one in verifiers.suspicions()]
    kinds += [DoubtKind(title, 1, 0) for title in (OF_CLASS, "材料类别要确认", "填写的内容无法测算", "缺少佐证材料")]
    kinds += [DoubtKind("学时数：读数要核对", 1, 0, "fact", "hours"), DoubtKind("x", 1, 0, "unread", "end_date")]
    board = Dashboard(
        2023, ages, Looks((1, 2, 3, 0, 1, 0), 12.0, 40.0, 0), tuple(kinds), 9, (Overturned("A · B", 9, 1, 1, 1, 1),)
    )
    figures = Statistics(2023, (), (), waiting=0, blind_decided=0, blind_agreed=0, planted_found=3, planted_decided=4)
    drawn = _plots(board, figures, words.translator("en"), "en")
    assert set(drawn) == {"ages", "looks", "doubts", "planted", "overturned"}
    assert [CHINESE.findall(str(one)) for one in drawn.values()] == [[]] * 5
    assert "2023 年度疑点的种类" in _plots(board, figures, words.translator("zh"), "zh")["doubts"]


def test_no_bare_chinese_in_templates() -> None:
    """A sentence outside ``_()`` would stay Chinese for an English reader."""
    loose = []
    for path in TEMPLATES:
        text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.S)
        loose += [
            f"{path.name}: {found}" for found in re.findall(r"[\u4e00-\u9fff]+", text) if found not in ("语言", "中文")
        ]
    assert loose == []


def test_every_sentence_of_the_scripts_has_english() -> None:
    said: set[str] = set()
    for path in SCRIPTS:
        source = path.read_text(encoding="utf-8")
        said |= set(re.findall(r"say\('([^']+)'", source))
        said |= {text for text in re.findall(r"'([^'\n]+)'", source) if CHINESE.search(text) and "/" not in text[:1]}
    assert sorted(text for text in said if CHINESE.search(text) and text not in english.SCRIPTS) == []


def test_placeholders_survive_translation() -> None:
    for table in (english.PAGES, english.SCRIPTS):
        for chinese, other in table.items():
            assert set(re.findall(r"\{\w+\}", chinese)) == set(re.findall(r"\{\w+\}", other)), chinese


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_can_be_read_each_by_itself(path: Path) -> None:
    """A piece that is swapped alone finds its macros without the page around it."""
    env = environment()
    env.get_template(path.name)
    source = path.read_text(encoding="utf-8")
    if "{% extends" not in source:
        assert not meta.find_undeclared_variables(env.parse(source)) & {"parts", "office"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_inline_script_or_style(path: Path) -> None:
    """The content security policy would silently drop them."""
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<style\b", text)
    for tag in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in tag or 'type="application/json"' in tag


def test_nothing_is_fetched_from_elsewhere() -> None:
    for path in (*TEMPLATES, *SCRIPTS, *(HERE / "static").glob("*.css")):
        found = re.findall(r"""(?:src|href)=["']?(https?:)?//|@import|url\(\s*["']?https?:""", path.read_text("utf-8"))
        assert not found, path.name


def _with(path: Path, pattern: str, base: Path, found: dict[Path, int] | None = None) -> dict[Path, int]:
    """A file and everything it names by ``pattern``, over and over, with their sizes."""
    found = {} if found is None else found
    if path not in found:
        found[path] = path.stat().st_size
        for name in re.findall(pattern, path.read_text(encoding="utf-8")):
            _with(base / name, pattern, base, found)
    return found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_page_weighs_less_than_100_kb_without_pictures(path: Path) -> None:
    """All a page loads, uncompressed: its own template twice over (rows repeat), what it shares, styles, scripts."""
    templates = _with(path, r"(?:extends|include|import) '([a-z_.]+html)'", HERE / "templates")
    text = "".join(one.read_text(encoding="utf-8") for one in templates)
    files: dict[Path, int] = {}
    for name in re.findall(r"asset\('([^']+)'\)", text):
        if name.endswith(".js"):
            _with(HERE / "static" / name, r"from '\./(\w+\.js)'", HERE / "static/js", files)
        else:
            files[HERE / "static" / name] = (HERE / "static" / name).stat().st_size
    assert templates[path] + sum(templates.values()) + sum(files.values()) < 100_000
    assert files or not path.read_text(encoding="utf-8").startswith("{% extends")


def test_facts_are_named_in_both_languages() -> None:
    assert words.fact_title("start_date") == "开始日期"
    assert words.fact_title("start_date", "en") == "Start date"
    assert words.evidence_title("sign_in_sheet") == "签到表"


#: Rooms whose sentences stand on the pages as they are.
SPEAKING = (
    *("claims/doubts.py", "claims/one_doubt.py", "claims/joined.py", "claims/evaluate.py", "claims/lifecycle.py"),
    *(
        "claims/review.py",
        "claims/drafts.py",
        "claims/planted.py",
        "claims/show.py",
        "api/reasons.py",
        "rules/timing.py",
    ),
    *(f"claims/classes/{name}.py" for name in ("questions", "beside", "against", "checked", "checks", "states")),
    *(f"claims/classes/{name}.py" for name in ("dossier", "papers", "held")),
)
#: What is no sentence of a page: patterns, keys of programs, steps that stand with their clause.
_NOT_SHOWN = ("这个 Idempotency-Key", "Idempotency-Key", "不在申报年度之内", "裁定")


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    """Chinese constants of a module that are no docstrings: the forms of ``Said`` and whole sentences."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {
        id(node.value)
        for one in ast.walk(tree)
        if isinstance(one, ast.Module | ast.ClassDef | ast.FunctionDef)
        for node in one.body
        if isinstance(node, ast.Expr)
    }
    for one in ast.walk(tree):
        if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in silent:
            if CHINESE.search(one.value):
                yield one.lineno, one.value
        elif isinstance(one, ast.JoinedStr) and CHINESE.search(ast.unparse(one)):
            yield one.lineno, ast.unparse(one)


def test_every_sentence_of_the_desk_has_english() -> None:
    root = HERE.parent
    said = {f"{name}:{line}": text for name in SPEAKING for line, text in _sentences(root / name)}
    assert len(said) > 200
    known = {*english.PAGES, *CHANGES}
    missing = {at: text for at, text in said.items() if text not in known and not text.startswith(_NOT_SHOWN)}
    assert missing == {}


def test_a_sentence_of_the_desk_is_said_in_english_with_its_parts() -> None:
    """Names and figures stay, words of the desk inside it are translated; what people wrote is left alone."""
    told = words.translator("en")
    asked = Said("{what}是“{one}”还是“{other}”？", what=Said("姓名"), one="郑晓岚", other="郑晓凤")
    assert asked == "姓名是“郑晓岚”还是“郑晓凤”？"
    assert told(asked) == "Name: “郑晓岚” or “郑晓凤”?"
    assert words.translator("zh")(asked) == asked
    lacking = in_a_row([in_a_row([Said("签到表"), Said("培训证")], " 或 "), Said("单位公章")], "；")
    assert told(lacking) == "Sign-in sheet or Training certificate; Unit seal"
    kept = from_json(Doubt, json.loads(json.dumps(to_json(Doubt("a", "fact", "b", asked, lacking, "doubt", 1.0, ())))))
    assert (kept.title, kept.why) == (asked, lacking)
    assert told(kept.title) == told(asked)
    assert pickle.loads(pickle.dumps(asked)).parts == asked.parts
    assert told(words.made_again("请补交签到表或培训证。")) == "Please add: Sign-in sheet or Training certificate."
    assert told(words.made_again("请补交，谢谢")) == "请补交，谢谢"


#: Tables of a check whose texts stand in its messages, beside its innocent explanations.
PARTS_OF_MESSAGES = {"MARKS", "WORDS", "TITLES", "_TITLES", "FACT_TITLES", "KIND_DIGITS", "_NAMES", "_ASKED"}


def _messages(path: Path) -> Iterator[str]:
    """What a check says: every Chinese text inside a ``Finding`` or advice, its places filled with a letter; innocent
    explanations and parts of messages that stand above it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(target, ast.Name) and (target.id.startswith("INNOCENT") or target.id in PARTS_OF_MESSAGES):
            keys = {id(key) for one in ast.walk(node) if isinstance(one, ast.Dict) for key in one.keys}
            for one in ast.walk(node):
                if isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in keys:
                    yield one.value
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            continue
        if call.func.id not in ("Finding", "advice"):
            continue
        inside: set[int] = set()
        for one in ast.walk(call):
            if id(one) in inside:
                continue
            if isinstance(one, ast.JoinedStr):
                inside |= {id(part) for part in ast.walk(one)}
                yield "".join(part.value if isinstance(part, ast.Constant) else "X" for part in one.values)  # type: ignore[misc]
            elif isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def test_what_the_checks_saw_is_said_in_english() -> None:
    """Messages are kept as text; their forms are found again whatever stands in their places."""
    told = words.translator("en")
    said = {text for path in (HERE.parent / "verifiers").glob("*.py") for text in _messages(path)}
    said = {text for text in said if CHINESE.search(text)}
    assert len(said) > 200
    assert sorted(text for text in said if CHINESE.search(told(text))) == []
    message = "材料上的姓名“林书禾”与提交人“苏明远”不同。"
    assert told(message) == "The name on the paper, “林书禾”, is not the claimant's, “苏明远”."
    changed = "与他人此前提交的材料是同一张照片或扫描件，但有 1 处不同（“17”变为“18”）。"
    assert told(changed) == (
        "The same photo or scan as an earlier paper of somebody else, with 1 differences (“17” became “18”)."
    )


@pytest.mark.parametrize(
    ("message", "english_message"),
    [
        (
            "“2024”处的纸面颗粒、墨色与周围文字不同。",
            "At “2024”: grain of the paper, colour of the ink unlike the words around it.",
        ),
        ("第3页有图章批注。", "Page 3 has: a stamp annotation."),
        (
            "第3项：8学时对应1天，每天8学时，超出一天可能安排的课时。",
            "Item 3: 8 hours in 1 days: 8 a day, more than a day can hold.",
        ),
        (
            "身份证号110***0019校验码不符，可能有数字识别有误。",
            "ID number 110***0019: its check digit does not fit, a digit may be misread.",
        ),
        (
            "第1页的文字“林书禾”被一块底色盖住，上面另写“苏明远”。",
            "Page 1: the words “林书禾” lie under a patch of colour, with “苏明远” written over it.",
        ),
        ("图片文件里留有编辑软件的标记：美图秀秀。", "The picture file carries marks of editing software: 美图秀秀."),
    ],
)
def test_what_stands_in_a_message_is_said_in_english_too(message: str, english_message: str) -> None:
    """Signs in a row, marks, what lies over words; names, numbers and products stay."""
    assert words.translator("en")(message) == english_message


def test_a_title_is_shown_without_the_bracket_that_explains_it() -> None:
    assert brief("培训证书（结业证、合格证、学时证明）") == "培训证书"
    assert brief("Certificate (of a class)") == "Certificate"
    assert brief("学历（学位）证书") == "学历（学位）证书", "a bracket inside is part of the name"


def test_what_stands_out_over_many_papers_is_said_in_english() -> None:
    told = words.translator("en")
    forms, titles = (*(f"JX{n:04d}" for n in range(9)), "JX-1"), ("spring", "AUTUMN 3")
    numbers = [Told("", "completion_certificate", {"organiser": "A", "certificate_no": one}, ()) for one in forms]
    notices = [Told("", "training_notice", {"doc_no": "No 7", "notice_title": one}, ()) for one in titles]
    issuers = [Told("", "training_notice", {"doc_no": "No 8", "organiser": one}, ()) for one in titles]
    days = [Told("", "award_certificate", {"issue_date": f"2023-01-{1 + n % 28:02d}"}, (), "B") for n in range(200)]
    days += [Told("", "award_certificate", {"issue_date": "2023-06-30"}, (), "C") for _ in range(9)]
    papers = [*numbers, *notices, *issuers, *days]
    found = patterns_of([replace(one, name=str(n), sure=frozenset(one.facts)) for n, one in enumerate(papers)])
    assert len(found) == 4
    said = [text for one in found for text in (one.message, *one.innocent, one.next_step)]
    assert [text for text in said if CHINESE.search(told(text))] == []
    assert told(found[2].message) == (
        "The certificate number has another form than 9 others of the issuer "
        "(“AA9999” as a rule, “AA-9” here; 9 stands for a figure, A for a letter)."
    )
