"""The generator draws the same set for the same seed, tells the truth about it, and invents its people."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.draw import fonts
from benchmarks.draw.capture import CONDITIONS, capture, moved
from benchmarks.draw.maker import BOXLESS, Maker, layouts
from benchmarks.draw.paint import image_of
from benchmarks.draw.script.decoys import capital
from benchmarks.draw.sheet import Run
from benchmarks.draw.words import Words, say_date, say_range, with_id_check
from benchmarks.draw.write import write_set
from domain.kind import BUNDLE, KINDS
from verifiers.knowledge.checksums import id_number_ok, issn_ok
from verifiers.knowledge.dates import stretch

try:
    fonts.installed()
except fonts.FontsMissing as missing:
    pytest.skip(str(missing), allow_module_level=True)


@pytest.fixture(scope="module")
def drawn_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("drawn")
    write_set(out, 6, 77)
    return out


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_same_seed_draws_the_same_set(drawn_set: Path, tmp_path: Path) -> None:
    write_set(tmp_path, 3, 77)
    first, second = rows(drawn_set)[:3], rows(tmp_path)[:3]
    assert [r["fields"] for r in first] == [r["fields"] for r in second]
    assert [r["template"] for r in first] == [r["template"] for r in second]


def test_every_row_has_its_file_and_known_kind(drawn_set: Path) -> None:
    for row in rows(drawn_set):
        assert (drawn_set / str(row["file"])).stat().st_size > 500
        assert row["kind"] in {*KINDS, BUNDLE}


def test_every_kind_has_a_layout() -> None:
    assert {kind for kind, _ in layouts().values()} == set(KINDS)


@pytest.mark.parametrize("name", sorted(layouts()))
def test_fields_stand_where_the_truth_says(name: str) -> None:
    kind, draw = layouts()[name]
    drawn = draw(Maker(Random(f"test/{name}"))).settle()
    sheet = drawn.sheets[0]
    assert drawn.kind == kind
    boxed = {n.split(".")[0] for n in sheet.boxes} | BOXLESS | {"start_date", "end_date"}
    assert set(drawn.fields) <= boxed
    pixels = np.asarray(image_of(sheet).convert("L"))
    for field, (left, top, right, bottom) in sheet.boxes.items():
        assert 0 <= left < right <= sheet.width + 2, field
        assert 0 <= top < bottom <= sheet.height + 2, field
        inside = pixels[round(top) : round(bottom), round(left) : round(right)]
        assert inside.max() - inside.min() > 40, f"nothing is drawn in the box of {field}"
    for field, value in drawn.fields.items():
        if field.endswith("_date"):
            assert stretch(value) is not None


def test_the_fourth_set_has_every_kind_and_stays_on_its_pages() -> None:
    drawn = {name: draw(Maker(Random(f"test/{name}"))) for name, (_, draw) in layouts("fourth").items()}
    assert {paper.kind for paper in drawn.values()} == set(KINDS)
    for name, paper in drawn.items():
        sheet, told = paper.sheets[0], set(paper.fields)
        assert set(paper.settle().fields) == told, f"{name} tells a field that it does not show"
        assert set(sheet.boxes) - {"date_range"} <= told, f"{name} shows a field that it does not tell"
        for run in (op for op in sheet.ops if isinstance(op, Run)):
            right = run.x + fonts.advance(run.face, run.size, run.text)
            assert 0 <= run.x <= right <= sheet.width, (name, run.text)
            assert 0 <= run.y < run.y + run.size <= sheet.height, (name, run.text)
        for field, value in paper.fields.items():
            if field.endswith("_date"):
                assert stretch(value) is not None


@pytest.mark.parametrize(
    "which",
    [
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twentyfirst",
        "twentysecond",
        "twentythird",
        "twentyfourth",
        "twentyfifth",
        "twentysixth",
        "twentyseventh",
        "twentyeighth",
        "twentyninth",
        "thirtieth",
        "thirtyfirst",
        "thirtysecond",
    ],
)
def test_scripts_show_what_they_tell_and_stay_on_their_pages(which: str) -> None:
    # One in three is enough to see that the language holds; scripts are composed in full when they are measured.
    for name, (_, draw) in list(layouts(which).items())[::3]:
        paper = draw(Maker(Random(f"test/{name}")))
        sheet, told = paper.sheets[0], set(paper.fields)
        assert set(paper.settle().fields) == told, f"{name} tells a field that it does not show"
        for run in (op for op in sheet.ops if isinstance(op, Run)):
            right = run.x + fonts.advance(run.face, run.size, run.text)
            assert 0 <= run.x <= right <= sheet.width, (name, run.text)
            assert 0 <= run.y < run.y + run.size <= sheet.height, (name, run.text)
        for field, value in paper.fields.items():
            if field.endswith("_date"):
                assert stretch(value) is not None


def test_figures_stand_in_squares_and_rows_behind_an_upright_cell() -> None:
    paper = layouts("thirteenth")["thirteenth_project_approval_form"][1](Maker(Random("squares")))
    sheet, number = paper.sheets[0], paper.fields["project_no"]
    left, top, right, bottom = sheet.boxes["project_no"]
    runs = [op for op in sheet.ops if isinstance(op, Run)]
    inside = [run for run in runs if left <= run.x <= right and top <= run.y < bottom]
    assert [run.text for run in inside] == list(number)
    upright = [run for run in runs if run.text in "审批" and len(run.text) == 1]
    assert upright[0].y < upright[1].y
    assert all(run.x < sheet.boxes["organiser"][0] for run in upright)


def test_one_cell_for_the_people_of_a_unit() -> None:
    paper = layouts("thirteenth")["thirteenth_sign_units_merged"][1](Maker(Random("merged")))
    told = [line.split("\t") for line in paper.sheets[0].said if "\t" in line]
    assert told[-16] == ["单位", "姓名", "职务", "签名"]
    assert [row[0] for row in told[-15:]] == [one["name"] for one in paper.fields["names"]]
    left, top = paper.sheets[0].boxes["names.0"][:2]
    beside = [op for op in paper.sheets[0].ops if isinstance(op, Run) and op.x < left and op.y > top]
    assert 1 <= len(beside) < 10


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("bureau_replies", ("局",)),
        ("primary_school_to_bureau", ("小学", "中学", "学校")),
        ("hospital_two_lines", ("医院", "妇幼保健中心")),
    ],
)
def test_a_script_can_ask_for_an_employer_of_its_sort(name: str, ends: tuple[str, ...]) -> None:
    draw = layouts("thirtieth")[f"thirtieth_{name}"][1]
    for seed in range(6):
        paper = draw(Maker(Random(f"employer/{seed}")))
        unit = paper.fields["unit"]
        assert unit.endswith(ends)
        assert unit in paper.sheets[0].stamps[-1]["text"]


def test_the_whole_of_a_line_can_be_a_title() -> None:
    draw = layouts("seventh")["seventh_sign_long_title"][1]
    title = draw(Maker(Random("title"))).settle().fields["meeting_title"]
    assert title.startswith("全市")
    assert title.endswith("签到簿")


@pytest.mark.parametrize(
    ("amount", "said"), [(260, "贰佰陆拾元整"), (1200, "壹仟贰佰元整"), (20305, "贰万零叁佰零伍元整")]
)
def test_amounts_in_capital_figures(amount: int, said: str) -> None:
    assert capital(amount) == said


def test_swapped_person_keeps_the_number_and_a_sibling_gets_the_next() -> None:
    draw = layouts()["certificate_portrait_list"][1]
    other = Words(Random("other")).person("jiaxing")
    first = draw(Maker(Random("same"))).settle().fields
    renamed = draw(Maker(Random("same"), swap=lambda _: other)).settle().fields
    sibling = draw(Maker(Random("same"), swap=lambda _: other, renumber=1)).settle().fields
    assert renamed["person_name"] == sibling["person_name"] == other.name != first["person_name"]
    assert renamed["certificate_no"] == first["certificate_no"] != sibling["certificate_no"]
    assert renamed["course_title"] == first["course_title"] == sibling["course_title"]


def test_invented_numbers() -> None:
    words = Words(Random("numbers"))
    for _ in range(50):
        person = words.person()
        assert id_number_ok(person.id_number)
        assert person.id_number[14:16] == "99"  # sequences that are not issued
        assert (int(person.id_number[16]) % 2 == 1) == (person.sex == "男")
        assert issn_ok(words.issn())
    assert with_id_check("11010519491231002") == "11010519491231002X"  # the standard's own example


def test_said_dates_never_name_another_day() -> None:
    rng = Random("dates")
    words = Words(rng)
    for _ in range(60):
        day = words.day()
        digits = [
            int("".join(g))
            for g in _groups(say_date(rng, day, rng.choice(["plain", "padded", "dash", "dot", "slash"])))
        ]
        assert digits == [day.year, day.month, day.day]
        assert say_range(rng, day, day)


def _groups(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


@pytest.mark.parametrize("condition", CONDITIONS)
def test_captures_say_where_points_went(condition: str) -> None:
    page = np.full((700, 500, 3), 255, np.uint8)
    page[300:340, 200:260] = (0, 0, 0)
    taken = capture(page, condition, Random(f"capture/{condition}"))
    left, top, right, bottom = moved((200, 300, 260, 340), taken.map)
    inside = taken.image[max(top, 0) : bottom, max(left, 0) : right].mean()
    around = taken.image[max(top - 30, 0) : max(top - 8, 1), left:right].mean()
    assert inside < around - 60
