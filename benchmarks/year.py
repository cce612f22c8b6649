"""A scripted year of an invented unit in each of the four cities, every total held against ``benchmarks.plain_rules``.

``python -m benchmarks.year [--people 20] [--city jiaxing …] [--database URL]``: units, people and earlier hours come
in as Excel; classes are applied for, returned, approved, their rosters (one of them faulty at first) handed in and
registered; people claim, some with a certificate that is really read; claims are returned, put right, adjusted,
declined, credited; in Xuzhou the year is registered, verified and spot-checked; each record's Excel is read back.
Prints one line a city and exits 1 on any difference.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks import plain_rules as plain
from claims import Desk, Settings
from claims.classes.nouns import Application, Lecturer
from claims.forms import forms
from claims.forms.book import book
from claims.forms.faults import BadSheet
from claims.forms.layout import lay_out
from claims.forms.reading import read_form
from claims.imports.sheets import SHEETS
from claims.stages import stages_of
from claims.views import Actor, ClaimChange, Decision, DoubtAnswer
from claims.work import wait_until
from claims.yearly.record import record_data, registration_data
from claims.yearly.verification import NOT_REACHED, PASSED, verification_data
from domain.claim import ClaimState, Role, Verdict
from intake import Intake

SEED = 2024
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "安邦昌达恩方广和嘉景康乐明宁平启容尚泰文"


@dataclass
class Person:
    actor: Actor
    login: str
    level: str
    six_sectors: bool
    done: list[tuple[str, Decimal]] = field(default_factory=list)


@dataclass(frozen=True)
class City:
    """What is done in a city's year and how it is reckoned by hand."""

    name: str
    year: int
    platform: tuple[tuple[str, tuple[int, ...]], ...]  # earlier hours: pathway, figures to choose from
    classes: tuple[tuple[str, int, int, Mapping[str, Any]], ...]  # pathway, days, hours, further facts
    own: tuple[tuple[str, Mapping[str, tuple[Any, ...]], Mapping[str, Any]], ...]  # pathway, choices, fixed facts
    hours: Callable[[str, Mapping[str, object], str], Decimal | None]
    totals: Callable[[Person], dict[str, Decimal]]
    least: Callable[[Person], Mapping[str, int]]


CITIES = (
    City(
        "jiaxing",
        2023,
        (("public_course", (18,)), ("online_course", (12, 24, 40)), ("recognised_institution_class", (12, 24, 60))),
        (("industry_authority_class", 2, 12, {}),),
        (
            ("industry_authority_class", {"days": (1, 2, 3)}, {}),
            ("study_visit_or_internal_training", {"days": (1, 3, 5)}, {}),
            ("study_app_score", {"score": (3999, 4000, 6000, 6001, 8000, 8001)}, {"score_kind": "annual"}),
            ("publication", {"level": ("core", "national", "provincial", "other")}, {"kind": "paper"}),
            ("qualification_exam", {"subjects_passed": (1, 3, 5)}, {}),
        ),
        lambda pathway, facts, level: plain.jiaxing_hours(pathway, facts),
        lambda person: plain.jiaxing_year(person.done, six_sectors=person.six_sectors),
        lambda person: plain.JIAXING_LEAST,
    ),
    City(
        "xuzhou",
        2020,
        (("public_subject_course", (24,)),),
        (("base_class", 3, 16, {"base_recognised": True}),),
        (
            ("college_class", {"days": (3, 5, 11, 19)}, {"organiser": "某某大学"}),
            ("academic_event", {"days": (1, 2), "level": ("international", "national", "provincial", "municipal")}, {}),
            ("patent", {"kind": ("invention", "utility_model", "design")}, {"granted": True}),
            ("qualification_exam", {"subjects_passed": (1, 2)}, {}),
        ),
        plain.xuzhou_hours,
        lambda person: plain.xuzhou_year(person.done),
        lambda person: plain.xuzhou_least(person.level),
    ),
    City(
        "zhoushan",
        2024,
        (("general_public_course", (18,)), ("industry_public_course", (4, 12, 20))),
        (
            ("approved_class", 3, 24, {"organiser": "association"}),
            ("approved_class", 5, 40, {"organiser": "association"}),
        ),
        (("individual_professional", {}, {}),),
        lambda pathway, facts, level: None,
        lambda person: plain.three_subjects(person.done, "general_public_course", "industry_public_course"),
        lambda person: plain.ZHOUSHAN_LEAST,
    ),
    City(
        "wenzhou",
        2021,
        (("general_public_course", (18,)), ("industry_public_course", (6, 12))),
        (("authority_class", 4, 32, {}), ("city_seminar_or_association_training", 3, 20, {})),
        (("unit_training", {}, {}), ("exam_passed", {}, {})),
        lambda pathway, facts, level: None,
        lambda person: plain.three_subjects(person.done, "general_public_course", "industry_public_course"),
        lambda person: plain.WENZHOU_LEAST,
    ),
)


class Year:
    """One unit's year in one city."""

    def __init__(self, desk: Desk, admin: Actor, city: City, people: int, papers: int) -> None:
        self.desk, self.admin, self.city, self.papers = desk, admin, city, papers
        self.chance = random.Random(f"{SEED} {city.name}")
        self.unit_name = f"{city.name}第一设计研究院"
        self.claims = self.checked = 0
        self.wrong: list[str] = []
        self.authority = self._official("authority", Role.AUTHORITY, None)
        self.second = self._official("second", Role.AUTHORITY, None)
        self.unit = self._official("unit", Role.UNIT_ADMIN, self.unit_name)
        self.people = self._people(people)

    def run(self) -> None:
        self.earlier_hours()
        for number, one in enumerate(self.city.classes, 1):
            self.training_class(number, *one)
        for at, person in enumerate(self.people):
            self.own_claims(at, person)
        for person in self.people:
            self.hold_against(person)
        if self.city.name == "xuzhou":
            self.verify()
        if not self.desk.audit_verify().ok:
            self.wrong.append("the audit chain does not verify")

    # --- people, earlier hours --------------------------------------------------------------------------------------

    def _official(self, login: str, role: Role, employer: str | None) -> Actor:
        city = self.city.name
        made = self.desk.add_person(
            self.admin, login=f"{city}-{login}", name=f"{login}经办", roles=[role], employer=employer, city=city
        )
        return Actor(made.id, made.name, frozenset({role}), employer, city)

    def _people(self, count: int) -> list[Person]:
        rows, levels, sectors = [], ("高级", "中级", "初级"), ("机械", "建筑", "经济")
        for at in range(count):
            name = SURNAMES[at % 16] + GIVEN[at // 16 % 20] + GIVEN[(at * 7 + 3) % 20]
            rows.append(
                {
                    "login": f"{self.city.name}-p{at}",
                    "name": name,
                    "unit": self.unit_name,
                    "level": levels[at % 3],
                    "sector": sectors[at % 3 if self.city.name == "jiaxing" else 1],
                }
            )
        self.desk.import_units(self.authority, self.city.name, sheet("units", units=[{"name": self.unit_name}]))
        self.desk.import_people(self.authority, self.city.name, sheet("people", people=rows))
        known = {one.login: one for one in self.desk.people(self.unit)}
        return [
            Person(
                Actor(one.id, one.name, frozenset({Role.PROFESSIONAL}), self.unit_name, self.city.name),
                row["login"],
                {"高级": "senior", "中级": "intermediate", "初级": "junior"}[row["level"]],
                row["sector"] == "机械",
            )
            for row in rows
            for one in (known[row["login"]],)
        ]

    def earlier_hours(self) -> None:
        rows = []
        for at, person in enumerate(self.people):
            for number, (pathway, figures) in enumerate(self.city.platform):
                if (at + number) % 5 == 4:
                    continue  # some have not done it
                hours = self.chance.choice(figures)
                rows.append(
                    {
                        "login": person.login,
                        "name": person.actor.name,
                        "year": self.city.year,
                        "pathway": pathway,
                        "content": f"平台课程{number + 1}",
                        "hours": hours,
                        "record_no": f"{at}-{number}",
                    }
                )
                person.done.append((pathway, Decimal(hours)))
        before = self.counted()
        try:
            self.desk.import_hours(self.authority, self.city.name, sheet("hours", hours=[*rows, rows[0]]))
            self.wrong.append("a doubled row was taken")
        except BadSheet:
            pass
        if self.counted() != before:
            self.wrong.append("a refused sheet changed something")
        self.desk.import_hours(self.authority, self.city.name, sheet("hours", hours=rows))
        self.claims += len(rows)

    def counted(self) -> int:
        return len(self.desk.claims(self.authority, year=self.city.year, limit=200).items)

    # --- classes ----------------------------------------------------------------------------------------------------

    def training_class(self, number: int, pathway: str, days: int, hours: int, facts: Mapping[str, Any]) -> None:
        desk, title = self.desk, f"专业技术提高班第{number}期"
        first = date(self.city.year, 3 * number, 11)
        application = Application(
            city=self.city.name,
            year=self.city.year,
            pathway=pathway,
            unit_name=self.unit_name,
            class_title=title,
            first=first,
            last=replace_day(first, days - 1),
            days=Decimal(days),
            hours_total=Decimal(hours),
            applied_on=replace_day(first, -40),
            lecturers=(Lecturer("某教授", "正高级工程师"),),
            facts=facts,
        )
        view = desk.apply_class(self.authority, application)
        view = desk.decide_class(self.second, view.line.id, view.line.version, "return", reason="请补充课程安排")
        view = desk.apply_class(
            self.authority,
            replace(application, content="课程安排见附件"),
            class_id=view.line.id,
            version=view.line.version,
        )
        view = desk.decide_class(self.second, view.line.id, view.line.version, "approve", hours=Decimal(hours))
        there = [person for at, person in enumerate(self.people) if at % 5 != number]
        rows = [
            {
                "number": at,
                "training_unit": self.unit_name,
                "class_title": title,
                "name": person.actor.name,
                "company": self.unit_name,
                "hours": hours,
            }
            for at, person in enumerate(there, 1)
        ]
        day = replace_day(first, days + 2)
        try:
            faulty = sheet("zhoushan_roster", people=[{**rows[0], "hours": "若干"}, *rows[1:]])
            desk.hand_in_roster(self.authority, view.line.id, view.line.version, faulty, received_on=day)
            self.wrong.append("a faulty roster was taken")
        except BadSheet:
            pass
        view = desk.hand_in_roster(
            self.authority, view.line.id, view.line.version, sheet("zhoushan_roster", people=rows), received_on=day
        )
        view = desk.decide_class(self.second, view.line.id, view.line.version, "register")
        if {one.outcome for one in view.roster} != {"registered"}:
            self.wrong.append(f"{title}: {[one.outcome for one in view.roster]}")
        for person in there:
            person.done.append((pathway, Decimal(hours)))
        self.claims += len(there)

    # --- people's own claims ----------------------------------------------------------------------------------------

    def own_claims(self, at: int, person: Person) -> None:
        for number, (pathway, choices, fixed) in enumerate(self.city.own):
            if (at + number) % 4 == 3:
                continue
            facts = {name: self.chance.choice(values) for name, values in choices.items()} | dict(fixed)
            if pathway == "study_app_score":
                facts |= {"score_year": self.city.year, "name_matches": True}
            expected = self.city.hours(pathway, facts, person.level)
            month = 5 + number
            dates: dict[str, Any] = {"event": f"{pathway}-{at}-{number}"}
            if "days" in facts:
                first = date(self.city.year, month, 2)
                dates |= {"start": first.isoformat(), "end": replace_day(first, int(facts["days"]) - 1).isoformat()}
            made = self.desk.create_claim(
                person.actor, city=self.city.name, year=self.city.year, pathway=pathway, activity={**facts, **dates}
            )
            self.claims += 1
            claim_id = made.summary.id
            if number == 0 and at < self.papers:
                self._upload(person, claim_id)
            proposed = made.summary.hours.default if made.summary.hours else None
            if expected is not None and proposed != expected:
                self.wrong.append(f"{pathway} {facts} {person.level}: proposed {proposed}, by hand {expected}")
            hours = expected if expected is not None else Decimal(4 * (1 + at % 5))
            fate = ("plain", "plain", "returned", "declined", "adjusted")[(at + 2 * number) % 5]
            self._through(person, claim_id, hours, fate)
            if fate != "declined":
                person.done.append((pathway, Decimal(3) if fate == "adjusted" else hours))

    def _upload(self, person: Person, claim_id: str) -> None:
        """A certificate with a text layer joins the claim; it is really read, its doubts are really answered."""
        from tests.claims.papers import certificate_page, pdf

        data = pdf(certificate_page(person.actor.name, f"{self.city.name}-{person.login}"))
        receipt = self.desk.receive(
            person.actor,
            data,
            upload_id=uuid.uuid4().hex,
            city=self.city.name,
            year=self.city.year,
            claim_id=claim_id,
            name="certificate.pdf",
        )
        done = wait_until(lambda: self.desk.evidence_progress(person.actor, receipt.evidence_id).state != "running", 60)
        if not done:
            self.wrong.append("a paper was not read within a minute")

    def _through(self, person: Person, claim_id: str, hours: Decimal, fate: str) -> None:
        desk = self.desk
        desk.submit(person.actor, claim_id)
        stages = stages_of(self.city.name, self.city.year)
        first = self._reviewer(stages[0].role, 1)
        if fate == "returned":
            self._decide(first, claim_id, Decision(Verdict.RETURN, reason="请补充说明"))
            version = desk.claim(person.actor, claim_id).summary.version
            desk.change_claim(person.actor, claim_id, version, ClaimChange(note="已补充"))
            desk.submit(person.actor, claim_id)
        if fate == "declined":
            self._decide(first, claim_id, Decision(Verdict.DECLINE, reason="与专业不符", clause="四"))
            return
        for stage in stages:
            reviewer = self._reviewer(stage.role, stage.level)
            if fate == "adjusted" and stage is stages[-1]:
                self._decide(reviewer, claim_id, Decision(Verdict.ADJUST, reason="按实际时间核减", hours=Decimal(3)))
            else:
                self._decide(reviewer, claim_id, Decision(Verdict.CREDIT), hours)
        if fate == "adjusted" and len(stages) == 2:
            self._decide(first, claim_id, Decision(Verdict.CREDIT))
        state = desk.claim(person.actor, claim_id).summary.state
        if state is not ClaimState.CREDITED:
            self.wrong.append(f"a claim ended as {state}")

    def _reviewer(self, role: Role, level: int) -> Actor:
        if role is Role.UNIT_ADMIN:
            return self.unit
        return self.authority if level == 1 else self.second

    def _decide(self, actor: Actor, claim_id: str, decision: Decision, hours: Decimal | None = None) -> None:
        view = self.desk.claim(actor, claim_id)
        answers = tuple(DoubtAnswer(doubt.id, True, "已核对") for doubt in (*view.doubts, *view.folded))
        if answers and decision.verdict in (Verdict.CREDIT, Verdict.ADJUST):
            view = self.desk.change_claim(actor, claim_id, view.summary.version, ClaimChange(doubts=answers))
        summary = view.summary
        if decision.verdict is Verdict.CREDIT and summary.credited is None:
            proposed = summary.hours.default if summary.hours else None
            if proposed is None:
                decision = replace(decision, hours=hours)
            elif proposed != hours:  # the paper said otherwise than the person: the reviewer decides on the figure
                decision = Decision(Verdict.ADJUST, reason="按本人申报核定", hours=hours)
        self.desk.decide(actor, claim_id, summary.version, decision, idempotency_key=uuid.uuid4().hex)

    # --- holding against the hand's reckoning -------------------------------------------------------------------------

    def hold_against(self, person: Person) -> None:
        city = self.city
        record = self.desk.year_record(self.unit, person.actor.person_id, city.year)
        got = {one.subject: one.counted for one in record.totals}
        wanted = city.totals(person)
        gaps = plain.short(wanted, city.least(person))
        told = {one.subject: one.short for one in record.totals if one.short}
        met = "no" if gaps else "yes"
        for what, one, other in (("totals", got, wanted), ("short", told, gaps), ("met", record.met, met)):
            self.checked += 1
            if one != other:
                self.wrong.append(f"{person.login} {what}: desk {one}, by hand {other}; done {person.done}")
        form = forms()["yearly_record"]
        back = read_form(form, book([lay_out(form, record_data(record, printed_on=date(city.year + 1, 1, 8)))]))
        self.checked += 1
        if sum(Decimal(str(row["hours"])) for row in back["entries"]) != sum(hours for _, hours in person.done):
            self.wrong.append(f"{person.login}: the record's Excel holds other hours")

    def verify(self) -> None:
        desk, year = self.desk, self.city.year
        for person in self.people[::2]:
            view = desk.submit_registration(person.actor, year)
            desk.check_registration(self.unit, view.id, view.version, in_order=True)
        table = desk.make_verification(self.unit, year, [(one.actor.person_id, "申报职称") for one in self.people])
        table = desk.seal_verification(self.unit, table.id, table.version)
        table = desk.decide_verification(self.authority, table.id, table.version, in_order=True)
        form = forms()["xuzhou_verification"]
        back = read_form(form, book([lay_out(form, verification_data(table))]))
        for person, row in zip(self.people, back["people"], strict=True):
            reached = not plain.short(self.city.totals(person), self.city.least(person))
            self.checked += 1
            if row["result"] != (PASSED if reached else NOT_REACHED):
                self.wrong.append(f"{person.login}: verified as {row['result']}")
        form = forms()["xuzhou_registration"]
        record = desk.year_record(self.unit, self.people[0].actor.person_id, year)
        back = read_form(form, book([lay_out(form, registration_data(record))]))
        wanted = self.city.totals(self.people[0])
        self.checked += 1
        if (back["public_total"], back["professional_total"]) != (wanted["public"], wanted["professional"]):
            self.wrong.append("the registration form holds other totals")
        passed = [row for row in table.people if row.met == "yes"]
        if not passed:
            return
        check = desk.draw_spot_check(self.authority, "xuzhou", year, seed="20210401", extra=2)
        self.checked += 1
        if check.random * 5 < len(passed):  # 二3（4）: 抽检率不低于 20%
            self.wrong.append(f"{check.random} of {len(passed)} drawn")
        for item in check.items:
            check = desk.note_spot_check(self.authority, check.id, item.item, "in_order")
        if "most" not in check.numbers:
            self.wrong.append("a finished spot check says nothing")


def sheet(kind: str, **data: Any) -> bytes:
    return book([lay_out(SHEETS.get(kind) or forms()[kind], data)])


def replace_day(day: date, more: int) -> date:
    return date.fromordinal(day.toordinal() + more)


def run(folder: Path, *, people: int, cities: list[str], papers: int, database: str = "") -> list[Year]:
    """The year of every city on one desk; ``wrong`` of each tells what differed."""
    settings = Settings(data=folder, database_url=database, poll_seconds=0.1)
    years = []
    with Intake(workers=1) as intake:
        desk = Desk(settings, intake)
        desk.start()
        try:
            token = desk.first_sign_in()
            assert token is not None
            admin = desk.sign_in_with_link(token).actor
            for city in CITIES:
                if city.name not in cities:
                    continue
                began = time.perf_counter()
                year = Year(desk, admin, city, people, papers)
                year.run()
                years.append(year)
                seconds = time.perf_counter() - began
                print(
                    f"{city.name} {city.year}: {people} people, {year.claims} claims, "
                    f"{year.checked} figures checked, {len(year.wrong)} differ, {seconds:.0f} s",
                    flush=True,
                )
                for line in year.wrong[:20]:
                    print(f"  {line}", flush=True)
        finally:
            desk.close()
    return years


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    words.add_argument("--people", type=int, default=20)
    words.add_argument("--papers", type=int, default=2, help="people of each city who upload a certificate")
    words.add_argument("--city", action="append", choices=[city.name for city in CITIES])
    words.add_argument("--database", default="", help="postgresql://… instead of SQLite")
    given = words.parse_args()
    cities = given.city or [city.name for city in CITIES]
    with tempfile.TemporaryDirectory() as folder:
        years = run(Path(folder), people=given.people, cities=cities, papers=given.papers, database=given.database)
    return 1 if any(year.wrong for year in years) else 0


if __name__ == "__main__":
    sys.exit(main())
