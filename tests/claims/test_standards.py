"""Standards an office keeps: drafted, checked by cell, tried on real claims, in force for open ones only."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import rules
from claims import Desk
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.stages import stages_of
from claims.standards.grid import LEVELS, levels_of
from claims.store import standards
from claims.views import Actor, ClaimChange, Decision, DoubtAnswer
from domain.claim import ClaimState, Role, Verdict
from rules.policy import FOLDER

UNIT = "温州市某某设计院"
DOCUMENT = "示例细则〔2099〕1号（虚构，仅供测试）"
ROWS = (
    {"pathway": "unit_training", "clause": "第五条", "way": "per_unit", "hours": "4", "count": "days"},
    {"pathway": "publication", "clause": "第八条", "way": "by_level", "levels": "国家级=10；省级=6"},
    {"pathway": "industry_public_course", "clause": "第九条", "way": "fixed", "hours": "12"},
)


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    """What a desk put in force holds for the process."""
    yield
    rules.adopt()


class Bureau:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        token = desk.first_sign_in()
        assert token is not None
        self.admin = desk.sign_in_with_link(token).actor
        self.chief = self._person("chief", Role.AUTHORITY, None, "wenzhou")
        self.second = self._person("second", Role.AUTHORITY, None, "wenzhou")
        self.unit = self._person("unit", Role.UNIT_ADMIN, UNIT, "wenzhou")
        self.one = self._person("one", Role.PROFESSIONAL, UNIT, "wenzhou")
        self.other = self._person("other", Role.PROFESSIONAL, UNIT, "wenzhou")
        self.elsewhere = self._person("elsewhere", Role.AUTHORITY, None, "jiaxing")

    def _person(self, login: str, role: Role, employer: str | None, city: str) -> Actor:
        made = self.desk.add_person(
            self.admin, login=login, name=f"某{login}", roles=[role], employer=employer, city=city
        )
        return Actor(made.id, made.name, frozenset({role}), employer, city)

    def claim(self, who: Actor, pathway: str, **activity: object) -> str:
        made = self.desk.create_claim(who, city="wenzhou", year=2021, pathway=pathway, activity=activity)
        return made.summary.id

    def table(self, *rows: dict[str, str]) -> tuple[str, int]:
        made = self.desk.begin_table(self.chief, "wenzhou-2020")
        view = self.desk.save_table(self.chief, made, 1, document=DOCUMENT, rows=rows or ROWS)
        return made, view.version

    def hours(self, claim_id: str) -> Decimal | None:
        found = self.desk.claim(self.unit, claim_id).summary.hours
        return found.default if found is not None else None


@pytest.fixture
def bureau(desk: Desk) -> Bureau:
    return Bureau(desk)


def test_a_table_gives_figures_to_open_claims_and_leaves_decided_ones(bureau: Bureau) -> None:
    desk = bureau.desk
    waiting = bureau.claim(bureau.one, "industry_public_course", exam_passed=True)
    decided = bureau.claim(bureau.other, "industry_public_course", exam_passed=True)
    for claim_id, who in ((waiting, bureau.one), (decided, bureau.other)):
        desk.submit(who, claim_id)
    for stage, reviewer in zip(stages_of("wenzhou", 2021), (bureau.chief, bureau.second), strict=False):
        who = bureau.unit if stage.role is Role.UNIT_ADMIN else reviewer
        view = desk.claim(who, decided)
        answers = tuple(DoubtAnswer(one.id, True, "已核对") for one in (*view.doubts, *view.folded))
        if answers:
            view = desk.change_claim(who, decided, view.summary.version, ClaimChange(doubts=answers))
        version = view.summary.version
        desk.decide(who, decided, version, Decision(Verdict.CREDIT, hours=Decimal(7)), idempotency_key=str(stage.level))
    before = desk.claim(bureau.unit, waiting).summary
    assert before.hours is None

    table, version = bureau.table()
    view = desk.standard(bureau.chief, table)
    assert view.sound
    assert view.state == "draft"
    effect, years = desk.standard_effect(bureau.chief, table)
    assert years == [2021]
    assert (effect.claims, len(effect.comparison.people)) == (2, 2)
    changed = [one for one in effect.comparison.people if one.direction != "same"]
    assert [(effect.people[one.ref].name, one.after.low - one.before.low) for one in changed] == [("某one", 12)]
    assert effect.comparison.clauses[0].gains == 1
    assert bureau.hours(waiting) is None  # trying changes nothing
    all_year, _ = desk.standard_effect(bureau.chief, table, whole=True)
    moved = {all_year.people[one.ref].name: (one.before.low, one.after.low) for one in all_year.comparison.people}
    assert moved == {"某one": (0, 12), "某other": (7, 12)}

    desk.switch_on(bureau.chief, table, version)
    assert desk._in_force.reckon_open() == 1
    after = desk.claim(bureau.unit, waiting).summary
    assert after.hours is not None
    assert after.hours.default == 12
    assert after.version == before.version + 1  # whoever looked at the old figure must look again
    assert after.updated_at == before.updated_at  # and nobody loses the place in the queue
    step = desk.claim(bureau.unit, waiting).proposal["steps"][0]  # type: ignore[index]
    assert step["clause"] == f"{DOCUMENT} 第九条"
    held = desk.claim(bureau.unit, decided).summary
    assert (held.state, held.credited) == (ClaimState.CREDITED, Decimal(7))
    assert desk._in_force.reckon_open() == 0
    fresh = bureau.claim(bureau.one, "publication", level="national")
    assert desk.claim(bureau.one, fresh).summary.hours.default == 10  # type: ignore[union-attr]

    desk.switch_off(bureau.chief, table, version + 1)
    desk._in_force.reckon_open()
    assert desk.claim(bureau.unit, waiting).summary.hours is None
    assert desk.audit_verify().ok


def test_a_replacement_and_another_process(bureau: Bureau, desk: Desk) -> None:
    table, version = bureau.table(ROWS[0])
    desk.switch_on(bureau.chief, table, version)
    draft = desk.begin_table(bureau.chief, "wenzhou-2020", copy=table)
    view = desk.standard(bureau.chief, draft)
    assert view.rows == ({"levels": "", **ROWS[0]},)
    assert view.sound  # what it replaces does not stand in its way
    other = desk.begin_table(bureau.chief, "wenzhou-2020")
    crossing = desk.save_table(bureau.chief, other, 1, document=DOCUMENT, rows=[ROWS[0]])
    assert [fault.column for fault in crossing.faults] == ["pathway"]
    with pytest.raises(Conflict):
        desk.switch_on(bureau.chief, other, crossing.version)
    better = desk.save_table(bureau.chief, draft, 1, document=DOCUMENT, rows=[{**ROWS[0], "hours": "6"}])
    desk.switch_on(bureau.chief, draft, better.version)
    assert [one.state for one in desk.standards(bureau.chief)].count("in_force") == 1
    claim = bureau.claim(bureau.one, "unit_training", days=2)
    assert desk.claim(bureau.one, claim).summary.hours.default == 12  # type: ignore[union-attr]
    rules.adopt()  # as a process that was started elsewhere would stand
    desk._in_force._known = None
    assert desk._in_force.refresh()
    assert rules.policies()["wenzhou-2020"].tables


@pytest.mark.parametrize(
    ("change", "column", "says"),
    [
        ({"pathway": "holiday"}, "pathway", "请选择"),
        ({"pathway": "general_public_course"}, "pathway", "请选择"),
        ({"clause": ""}, "clause", "条款"),
        ({"way": ""}, "way", "算法"),
        ({"hours": "四"}, "hours", "数字"),
        ({"hours": "-4"}, "hours", "大于 0"),
        ({"hours": "0"}, "hours", "大于 0"),
        ({"hours": "1e9"}, "hours", "不超过"),
        ({"hours": "NaN"}, "hours", "大于 0"),
        ({"hours": "4.125"}, "hours", "两位小数"),
        ({"hours": ""}, "hours", "请填写"),
        ({"count": "moons"}, "count", "按什么计"),
        ({"levels": "国家级=3"}, "levels", "留空"),
        ({"way": "fixed"}, "count", "留空"),
        ({"way": "by_level"}, "hours", "留空"),
        ({"way": "by_level", "hours": "", "levels": "宇宙级=3"}, "levels", "不认识"),
        ({"way": "by_level", "hours": "", "levels": "国家级=许多"}, "levels", "数字"),
        ({"way": "by_level", "hours": "", "levels": ""}, "levels", "填写"),
    ],
)
def test_faults_by_cell(bureau: Bureau, change: dict[str, str], column: str, says: str) -> None:
    table, version = bureau.table(ROWS[1], {**ROWS[0], **change})
    view = bureau.desk.standard(bureau.chief, table)
    found = [one for one in view.faults if one.column == column]
    assert found
    assert (found[0].row, says in found[0].what) == (1, True), view.faults
    assert all(one.row == 1 for one in view.faults)
    with pytest.raises(Conflict):
        bureau.desk.switch_on(bureau.chief, table, version)
    with pytest.raises(Conflict):
        bureau.desk.standard_effect(bureau.chief, table)
    assert not rules.policies()["wenzhou-2020"].tables


def test_full_width_figures_and_levels_as_offices_type_them() -> None:
    assert levels_of("国家级＝１０；省级：6、 市级=2.5", LEVELS) == (
        {"national": Decimal(10), "provincial": Decimal(6), "municipal": Decimal("2.5")},
        "",
    )
    assert levels_of("国家级=10,国家级=6", LEVELS)[1] == "“国家级”写了两次。"


def test_who_may(bureau: Bureau) -> None:
    desk = bureau.desk
    table, version = bureau.table()
    for actor in (bureau.one, bureau.unit):
        with pytest.raises(Forbidden):
            desk.standards(actor)
        with pytest.raises(Forbidden):
            desk.switch_on(actor, table, version)
    for work in (
        lambda: desk.standard(bureau.elsewhere, table),
        lambda: desk.switch_on(bureau.elsewhere, table, version),
        lambda: desk.begin_table(bureau.elsewhere, "wenzhou-2020"),
    ):
        with pytest.raises(NotFound):
            work()
    assert desk.standards(bureau.elsewhere) == ()
    with pytest.raises(Conflict):
        desk.begin_table(bureau.elsewhere, "jiaxing-2023")  # nothing stands elsewhere there
    with pytest.raises(Stale):
        desk.switch_on(bureau.chief, table, version - 1)
    desk.discard_standard(bureau.second, table, version)
    with pytest.raises(NotFound):
        desk.standard(bureau.chief, table)


def jiaxing(change: tuple[str, str], name: str = "jiaxing-2023") -> bytes:
    text = (FOLDER / "jiaxing-2023.toml").read_text(encoding="utf-8")
    assert change[0] in text
    return text.replace('id = "jiaxing-2023"', f'id = "{name}"', 1).replace(*change).encode()


def test_a_policy_of_the_offices_own_is_tried_before_it_holds(bureau: Bureau) -> None:
    desk, chief = bureau.desk, bureau.elsewhere
    who = bureau._person("zhang", Role.PROFESSIONAL, "嘉兴市某某院", "jiaxing")
    claim = desk.create_claim(
        who, city="jiaxing", year=2023, pathway="study_app_score", activity={"score": 6000, "score_kind": "annual"}
    ).summary
    with pytest.raises(BadInput):
        desk.begin_policy(chief, b"id = [")
    with pytest.raises(BadInput):
        desk.begin_policy(chief, b'title = "nothing else"')
    with pytest.raises(Forbidden):
        desk.begin_policy(bureau.chief, jiaxing(("", "")))
    draft = desk.begin_policy(chief, (FOLDER / "jiaxing-2023.toml").read_bytes())
    view = desk.standard(chief, draft)
    assert (view.kind, view.problems) == ("policy", ())
    effect, _ = desk.standard_effect(chief, draft, 2023)
    assert effect.comparison.rows == ()
    assert [one.direction for one in effect.comparison.people] == ["same"]
    # A faulty one: an example that no longer comes out is a problem, and it cannot be put in force.
    faulty = desk.begin_policy(chief, jiaxing(("hours = 36", "hours = 35")))
    assert desk.standard(chief, faulty).problems
    with pytest.raises(Conflict):
        desk.switch_on(chief, faulty, 1)
    desk.switch_on(chief, draft, 1)
    assert rules.policies()["jiaxing-2023"].digest == desk.claim(who, claim.id).policy_digest
    assert "jiaxing-2023" in rules.policies()


def test_the_edited_sheet_of_a_policy_comes_in_as_well(bureau: Bureau, tmp_path: Path) -> None:
    from rules.sheet import write_sheet

    book = write_sheet((FOLDER / "jiaxing-2023.toml").read_text(encoding="utf-8"))
    draft = bureau.desk.begin_policy(bureau.elsewhere, book)
    assert bureau.desk.standard(bureau.elsewhere, draft).problems == ()
    for bad in (b"PK\x03\x04 nothing", bloated(book), book[:-40], without_its_sheets(book)):
        with pytest.raises(BadInput):
            bureau.desk.begin_policy(bureau.elsewhere, bad)


def bloated(book: bytes) -> bytes:
    """A part more that unpacks to 30 MB, packed to less than a hundredth."""
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet99.xml", b" " * 30_000_000)
    return out.getvalue()


def without_its_sheets(book: bytes) -> bytes:
    """The sheets are there, but hold no XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<torn" if name.startswith("xl/worksheets/") else old.read(name))
    return out.getvalue()


def test_one_that_can_no_longer_be_used_is_said_and_stops_nothing(bureau: Bureau) -> None:
    desk = bureau.desk
    table, version = bureau.table(ROWS[2])
    desk.switch_on(bureau.chief, table, version)
    with desk._store.write() as tx:  # as a newer program that knows no such pathway would find it
        held = standards.get(tx, table)
        assert held is not None
        standards.change(tx, table, held.version, body={"rows": [{**ROWS[2], "pathway": "no-longer"}]})
    desk._in_force.refresh()
    assert desk._in_force.broken == (table,)
    assert "不能使用" in desk.standard(bureau.chief, table).problems[0]
    claim = bureau.claim(bureau.one, "industry_public_course", exam_passed=True)
    assert desk.claim(bureau.one, claim).summary.hours is None  # unknown, and people are asked
