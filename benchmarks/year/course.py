"""One unit's year in one city: units, people, earlier hours, classes, claims, verification, every total checked."""

from __future__ import annotations

import random
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from benchmarks import plain_rules as plain
from benchmarks.year.cities import City, Person
from benchmarks.year.windows import Windows
from claims import Desk
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
from claims.yearly.verification import NOT_REACHED, PASSED
from domain.claim import ClaimState, Role, Verdict

SEED = 2024
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "安邦昌达恩方广和嘉景康乐明宁平启容尚泰文"


class Year:
    """One unit's year in one city."""

    def __init__(
        self, desk: Desk, windows: Windows, admin: Actor, city: City, *, people: int, papers: int, scans: int
    ) -> None:
        self.desk, self.windows, self.admin, self.city = desk, windows, admin, city
        self.papers, self.scans = papers, scans
        self.seconds: Counter[str] = Counter()
        self.chance = random.Random(f"{SEED} {city.name}")
        self.unit_name = f"{city.name}第一设计研究院"
        self.claims = self.checked = self.uploads = 0
        self.wrong: list[str] = []
        self.authority = self._official("authority", Role.AUTHORITY, None)
        self.second = self._official("second", Role.AUTHORITY, None)
        self.unit = self._official("unit", Role.UNIT_ADMIN, self.unit_name)
        with self._part("people"):
            self.people = self._people(people)

    def run(self) -> None:
        with self._part("earlier hours"):
            self.earlier_hours()
        for number, one in enumerate(self.city.classes, 1):
            with self._part("classes"):
                self.training_class(number, *one)
        with self._part("claims"):
            for at, person in enumerate(self.people):
                self.own_claims(at, person)
        with self._part("records"):
            for person in self.people:
                self.hold_against(person)
        if self.city.name == "xuzhou":
            with self._part("verification"):
                self.verify()
        with self._part("windows"):
            self.look_through_the_windows()
        with self._part("a standard tried"):
            self.try_a_standard()
        with self._part("audit"):
            if not self.desk.audit_verify().ok:
                self.wrong.append("the audit chain does not verify")

    @contextmanager
    def _part(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] += time.perf_counter() - began

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
            if number == 0 and at < self.papers + self.scans:
                self._upload(person, claim_id, scanned=at < self.scans)
            proposed = made.summary.hours.default if made.summary.hours else None
            if expected is not None and proposed != expected:
                self.wrong.append(f"{pathway} {facts} {person.level}: proposed {proposed}, by hand {expected}")
            hours = expected if expected is not None else Decimal(4 * (1 + at % 5))
            fate = ("plain", "plain", "returned", "declined", "adjusted")[(at + 2 * number) % 5]
            self._through(person, claim_id, hours, fate)
            if fate != "declined":
                person.done.append((pathway, Decimal(3) if fate == "adjusted" else hours))

    def _upload(self, person: Person, claim_id: str, *, scanned: bool) -> None:
        """A certificate joins the claim, with a text layer or as a picture; it is really read, its doubts answered."""
        from tests.claims.papers import certificate_page, pdf

        data = pdf(certificate_page(person.actor.name, f"{self.city.name}-{person.login}"))
        if scanned:
            data = _picture(data)
        receipt = self.desk.receive(
            person.actor,
            data,
            upload_id=uuid.uuid4().hex,
            city=self.city.name,
            year=self.city.year,
            claim_id=claim_id,
            name="certificate",
        )
        self.uploads += 1
        done = wait_until(
            lambda: self.desk.evidence_progress(person.actor, receipt.evidence_id).state != "running", 900
        )
        if not done:
            self.wrong.append("a paper was not read within a quarter of an hour")

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
        state = desk.claim(person.actor, claim_id).summary.state
        # A second level that does not see the first one's figure and comes to the same agrees; another one disputes.
        if fate == "adjusted" and state is ClaimState.DISPUTED:
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
        address = f"/account/{city.year}/record?person={person.actor.person_id}"
        back = read_form(forms()["yearly_record"], self.windows.get(self.unit, address))
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
        back = read_form(forms()["xuzhou_verification"], self.windows.get(self.unit, f"/verifications/{table.id}/form"))
        for person, row in zip(self.people, back["people"], strict=True):
            reached = not plain.short(self.city.totals(person), self.city.least(person))
            self.checked += 1
            if row["result"] != (PASSED if reached else NOT_REACHED):
                self.wrong.append(f"{person.login}: verified as {row['result']}")
        address = f"/account/{year}/registration?person={self.people[0].actor.person_id}"
        back = read_form(forms()["xuzhou_registration"], self.windows.get(self.unit, address))
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
        self.windows.get(self.authority, f"/spot-checks/{check.id}")

    def look_through_the_windows(self) -> None:
        """A full year's pages as unit, authority and one of the people open them; the classes' forms read back."""
        year, mine = self.city.year, self.people[0].actor
        for who, pages in (
            (self.unit, ("/review", f"/year?year={year}", "/office", "/people", f"/classes?year={year}")),
            (self.authority, ("/review", f"/statistics?year={year}", "/investigation", f"/year?year={year}")),
            (mine, ("/claims", f"/account/{year}", "/me", "/policies")),
        ):
            for page in pages:
                self.windows.get(who, page)
        for line in self.desk.classes(self.authority, year=year):
            self.windows.get(self.authority, f"/classes/{line.id}/dossier")
            back = read_form(forms()["zhoushan_roster"], self.windows.get(self.authority, f"/classes/{line.id}/roster"))
            self.checked += 1
            there = sum(row["hours"] == line.hours_approved for row in back["people"])
            if there != len(back["people"]) or not there:
                self.wrong.append(f"{line.title}: the roster's Excel holds other hours")

    def try_a_standard(self) -> None:
        """Where the document leaves figures to another text: a table tried on the whole year moves only its pathway."""
        chief = self.authority
        for policy in self.desk.deferring_policies(chief):
            pathway, made = self.city.own[0][0], self.desk.begin_table(chief, policy)
            row = {"pathway": pathway, "clause": "第一条", "way": "fixed", "hours": "5"}
            self.desk.save_table(chief, made, 1, document="示例细则（虚构）", rows=[row])
            self.windows.get(chief, f"/standards/{made}/effect?year={self.city.year}&whole=true")
            found, _ = self.desk.standard_effect(chief, made, self.city.year, whole=True)
            moved = {one.ref: one.after.low - one.before.low for one in found.comparison.people}
            for person in self.people[self.papers + self.scans :]:  # what a paper says of dates is not reckoned by hand
                wanted = sum((5 - hours for name, hours in person.done if name == pathway), Decimal(0))
                self.checked += 1
                if moved.get(person.actor.person_id, Decimal(0)) != wanted:
                    self.wrong.append(
                        f"{person.login}: a standard moves {moved.get(person.actor.person_id)}, not {wanted}"
                    )


def sheet(kind: str, **data: Any) -> bytes:
    return book([lay_out(SHEETS.get(kind) or forms()[kind], data)])


def replace_day(day: date, more: int) -> date:
    return date.fromordinal(day.toordinal() + more)


def _picture(document: bytes) -> bytes:
    """The first page as a scanner would give it."""
    import io

    import pypdfium2

    out = io.BytesIO()
    pypdfium2.PdfDocument(document)[0].render(scale=2.0).to_pil().convert("L").save(out, "JPEG", quality=85)
    return out.getvalue()
