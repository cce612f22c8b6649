"""Registration, verification, spot checks (徐州), and what a sample can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest

import rules
from claims.errors import BadInput, Conflict, Forbidden, NotFound
from claims.forms import forms
from claims.forms.book import book
from claims.forms.layout import lay_out
from claims.forms.reading import read_form
from claims.views import Actor
from claims.yearly.calendar import registration_flags, verification_flags
from claims.yearly.record import record_data, registration_data
from claims.yearly.sampling import draw, least_differing, most_differing
from claims.yearly.verification import NOT_REACHED, PASSED, verification_data
from domain.claim import Role
from tests.claims.conftest import Office
from tests.claims.test_classes import application, roster

UNIT = "徐州市测绘院"
YEAR = 2020


@dataclass
class Xuzhou:
    office: Office
    authority: Actor
    unit: Actor
    people: tuple[Actor, ...]

    def give(self, pathway: str, hours: int, who: Iterable[Actor], title: str, month: int) -> None:
        """Hours for some people, through an approved class and its roster."""
        desk, names = self.office.desk, [one.name for one in who]
        extra = {"passed": True} if pathway == "public_subject_course" else {"base_recognised": True}
        form = replace(
            application(),
            city="xuzhou",
            year=YEAR,
            pathway=pathway,
            unit_name=UNIT,
            class_title=title,
            first=date(YEAR, month, 6),
            last=date(YEAR, month, 10),
            days=Decimal(5),
            hours_per_day=None,
            hours_total=Decimal(hours),
            schedule=(),
            facts=extra,
        )
        view = desk.apply_class(self.authority, form)
        view = desk.decide_class(self.authority, view.line.id, None, "approve")
        sheet = roster(*names, hours=hours, title=title, company=UNIT)
        desk.hand_in_roster(self.authority, view.line.id, None, sheet)
        told = desk.decide_class(self.authority, view.line.id, None, "register")
        assert {one.outcome for one in told.roster} == {"registered"}


@pytest.fixture
def xuzhou(office: Office) -> Xuzhou:
    def add(login: str, name: str, role: Role, employer: str | None, level: str = "intermediate") -> Actor:
        settings = {"title_level": level} if role is Role.PROFESSIONAL else None
        person = office.desk.add_person(
            office.admin, login=login, name=name, roles=[role], employer=employer, city="xuzhou", settings=settings
        )
        return Actor(person.id, person.name, frozenset({role}), employer, "xuzhou")

    levels = ("senior", "intermediate", "junior", "junior", "intermediate")
    people = tuple(
        add(f"p{at}", f"鹿鸣{'甲乙丙丁戊'[at]}", Role.PROFESSIONAL, UNIT, level) for at, level in enumerate(levels)
    )
    made = Xuzhou(
        office, add("xz1", "年审科", Role.AUTHORITY, None), add("xz2", "人事科", Role.UNIT_ADMIN, UNIT), people
    )
    made.give("public_subject_course", 24, people[:4], "公共科目培训班", 3)
    made.give("base_class", 48, people[:2], "测绘新技术研修班", 5)
    made.give("base_class", 16, people[2:3], "无人机测绘短训班", 9)
    return made


def test_the_year_is_registered_checked_verified(xuzhou: Xuzhou) -> None:
    desk, first = xuzhou.office.desk, xuzhou.people[0]
    form = desk.submit_registration(first, YEAR)
    assert form.record.total("total") == 72
    with pytest.raises(Conflict):
        desk.submit_registration(first, YEAR)
    with pytest.raises(BadInput):
        desk.check_registration(xuzhou.unit, form.id, form.version, in_order=False)
    back = desk.check_registration(xuzhou.unit, form.id, form.version, in_order=False, reason="缺原件")
    again = desk.submit_registration(first, YEAR)
    assert (back.state, again.state, again.id) == ("returned", "submitted", form.id)
    with pytest.raises(Forbidden):
        desk.check_registration(xuzhou.authority, form.id, again.version, in_order=True)
    sealed = desk.check_registration(xuzhou.unit, form.id, again.version, in_order=True)
    assert sealed.state_title == "单位已核对盖章"
    with pytest.raises(NotFound):
        desk.registration(xuzhou.people[1], form.id)

    rows = [(one.person_id, "申报职称") for one in xuzhou.people]
    table = desk.make_verification(xuzhou.unit, YEAR, rows)
    told = {one.name: one for one in table.people}
    by_name = {name: (one.total_hours, one.required_hours, one.result) for name, one in told.items()}
    assert by_name == {
        "鹿鸣甲": (72, 72, PASSED),  # senior: 24 + 48
        "鹿鸣乙": (72, 72, PASSED),
        "鹿鸣丙": (40, 40, PASSED),  # junior: 24 + 16
        "鹿鸣丁": (24, 40, NOT_REACHED),
        "鹿鸣戊": (0, 72, NOT_REACHED),
    }
    assert told["鹿鸣甲"].registered
    assert any(flag.code == "not_registered" for flag in table.flags)
    with pytest.raises(NotFound):
        desk.verification(xuzhou.authority, table.id)  # a draft is the unit's own
    table = desk.seal_verification(xuzhou.unit, table.id, table.version)
    table = desk.decide_verification(xuzhou.authority, table.id, table.version, in_order=True)
    assert table.state_title == "已审验"
    data = verification_data(table)
    sheet = read_form(forms()["xuzhou_verification"], book([lay_out(forms()["xuzhou_verification"], data)]))
    assert [row["result"] for row in sheet["people"]].count(PASSED) == 3

    # Whoever did not reach comes back by supplementary verification; whoever passed does not.
    with pytest.raises(Conflict) as twice:
        desk.make_verification(xuzhou.unit, YEAR, rows[:1], kind="supplementary")
    assert twice.value.code == "yearly.twice"
    xuzhou.give("base_class", 16, xuzhou.people[3:4], "地籍测量短训班", 11)
    late = desk.make_verification(xuzhou.unit, YEAR, rows[3:4], kind="supplementary")
    assert [one.result for one in late.people] == [PASSED]
    assert xuzhou.office.desk.audit_verify().ok


def test_the_records_forms_hold_the_same_figures(xuzhou: Xuzhou) -> None:
    record = xuzhou.office.desk.year_record(xuzhou.unit, xuzhou.people[0].person_id, YEAR)
    form = forms()["yearly_record"]
    back = read_form(form, book([lay_out(form, record_data(record, printed_on=date(2021, 1, 5)))]))
    assert sum(row["hours"] for row in back["entries"]) == 72
    assert {row["subject"]: row["counted"] for row in back["totals"]} == {"公共科目": 24, "专业科目": 48, "合计": 72}
    form = forms()["xuzhou_registration"]
    back = read_form(form, book([lay_out(form, registration_data(record))]))
    assert (back["public_total"], back["professional_total"]) == (24, 48)


def test_years_side_by_side(xuzhou: Xuzhou) -> None:
    view = xuzhou.office.desk.years(xuzhou.unit, xuzhou.people[0].person_id, YEAR - 1, YEAR)
    assert [one.total("total") for one in view.years] == [0, 72]
    assert (view.average, view.average_met) == (36, False)


def test_other_cities_have_no_such_step(office: Office) -> None:
    with pytest.raises(Conflict) as refused:
        office.desk.submit_registration(office.person, 2023)
    assert refused.value.code == "yearly.not_here"


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2021, 1, 1), "registration_in_time"),
        (date(2021, 1, 10), "registration_in_time"),
        (date(2021, 1, 11), "registration_window"),
        (date(2020, 12, 31), "registration_window"),
    ],
)
def test_the_first_ten_days(on: date, code: str) -> None:
    (flag,) = registration_flags(rules.policy("xuzhou-2016"), YEAR, on)
    assert flag.code == code


@pytest.mark.parametrize(
    ("on", "code"), [(date(2021, 3, 31), "verification_in_time"), (date(2021, 4, 1), "verification_window")]
)
def test_the_first_quarter(on: date, code: str) -> None:
    (flag,) = verification_flags(rules.policy("xuzhou-2016"), YEAR, "yearly", on)
    assert flag.code == code


# --- spot checks --------------------------------------------------------------------------------------------------


def test_a_spot_check_is_drawn_noted_and_says_what_it_shows(xuzhou: Xuzhou) -> None:
    desk = xuzhou.office.desk
    rows = [(one.person_id, "岗位聘任") for one in xuzhou.people]
    with pytest.raises(Conflict):
        desk.draw_spot_check(xuzhou.authority, "xuzhou", YEAR, seed="7")
    table = desk.make_verification(xuzhou.unit, YEAR, rows)
    table = desk.seal_verification(xuzhou.unit, table.id, table.version)
    desk.decide_verification(xuzhou.authority, table.id, table.version, in_order=True)
    with pytest.raises(Forbidden):
        desk.draw_spot_check(xuzhou.unit, "xuzhou", YEAR, seed="7")
    check = desk.draw_spot_check(xuzhou.authority, "xuzhou", YEAR, seed="20210401", extra=1)
    again = desk.draw_spot_check(xuzhou.authority, "xuzhou", YEAR, seed="20210401", extra=1)
    assert [one.item for one in check.items] == [one.item for one in again.items]
    assert (check.population, check.random, check.topped_up, check.percent) == (3, 1, 1, 20)
    assert "抽检率" in str(rules.policy("xuzhou-2016").data["sampling"]["says"])
    with pytest.raises(BadInput):
        desk.note_spot_check(xuzhou.authority, check.id, check.items[0].item, "differs")
    done = desk.note_spot_check(xuzhou.authority, check.id, check.items[0].item, "in_order")
    assert done.numbers["most"] == most_differing(3, 1, 0)
    assert any("95%" in sentence for sentence in done.shows)
    with pytest.raises(Conflict):
        desk.draw_spot_check(xuzhou.office.authority, "jiaxing", 2023, seed="1")


@pytest.mark.parametrize(("people", "least"), [(1, 1), (4, 1), (5, 1), (6, 2), (100, 20), (101, 21)])
def test_the_share_is_never_less_than_the_policys(people: int, least: int) -> None:
    drawn = draw({f"p{at}": 1.0 for at in range(people)}, percent=Decimal(20), seed="s")
    assert len(drawn.random) == least
    assert len(set(drawn.random)) == least


def test_a_seed_draws_again_and_weights_pull_the_top_up() -> None:
    weights = {f"p{at:03}": (25.0 if at < 10 else 1.0) for at in range(200)}
    one = draw(weights, percent=Decimal(20), seed="a", extra=10)
    assert one == draw(dict(reversed(weights.items())), percent=Decimal(20), seed="a", extra=10)
    assert one != draw(weights, percent=Decimal(20), seed="b", extra=10)
    assert not set(one.random) & set(one.risk)
    heavy = [
        sum(item < "p010" for item in draw(weights, percent=Decimal(20), seed=str(s), extra=10).risk) for s in range(40)
    ]
    left = [
        10 - sum(item < "p010" for item in draw(weights, percent=Decimal(20), seed=str(s)).random) for s in range(40)
    ]
    assert sum(heavy) > 0.5 * sum(left)


def test_everybody_has_the_same_chance() -> None:
    names = {str(at): 1.0 for at in range(20)}
    counts = dict.fromkeys(names, 0)
    for seed in range(2000):
        for item in draw(names, percent=Decimal(20), seed=str(seed)).random:
            counts[item] += 1
    assert sum(counts.values()) == 8000
    assert all(330 < count < 470 for count in counts.values())  # 400 expected, 4 standard deviations are 72


@pytest.mark.parametrize("sampled", [2, 4])
@pytest.mark.parametrize("differing", [0, 1, 2])
def test_bounds_against_counting_every_sample(sampled: int, differing: int) -> None:
    """By enumeration: the bound is the last number of marked items that at least 5 % of all samples would show so."""
    population = 9

    def share(marked: int, at_most: int) -> Fraction:
        samples = list(combinations(range(population), sampled))
        return Fraction(sum(sum(one < marked for one in sample) <= at_most for sample in samples), len(samples))

    possible = range(differing, population - (sampled - differing) + 1)
    most = max(marked for marked in possible if share(marked, differing) > Fraction(1, 20))
    assert most_differing(population, sampled, differing) == most
    if differing:
        least = min(marked for marked in possible if 1 - share(marked, differing - 1) > Fraction(1, 20))
        assert least_differing(population, sampled, differing) == least


def test_bounds_of_a_large_sample_are_quick_and_sensible() -> None:
    assert most_differing(5000, 1000, 0) < 5000 * 0.004
    assert most_differing(5000, 0, 0) == 5000
    assert least_differing(5000, 1000, 0) == 0
