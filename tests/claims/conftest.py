"""Desks on both engines: SQLite everywhere, PostgreSQL where its server binary is installed."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from benchmarks.cluster import NoServer, cluster
from claims import Actor, Desk, Settings
from claims.store.engine import Store
from claims.store.migrate import migrate
from claims.work import wait_until
from domain.claim import Role
from intake import Intake

CITY, YEAR, UNIT = "jiaxing", 2023, "嘉兴市水利工程管理中心"

#: Who asks for one of these wants to work on tables, not to see how they come about.
ON_TABLES = frozenset({"desk", "office", "working_office", "store", "chain"})


@pytest.fixture(scope="session")
def intake() -> Iterator[Intake]:
    with Intake(workers=1) as reader:
        yield reader


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a private cluster without a database name; skipped where there is no server or no user for it."""
    with contextlib.ExitStack() as stack:
        try:
            pattern = stack.enter_context(cluster(fleeting=True))
        except NoServer as missing:
            pytest.skip(str(missing))
        yield pattern


def made_database(pattern: str, name: str, template: str = "template1") -> str:
    """A database of the cluster, a copy of ``template``; its URL."""
    with psycopg.connect(pattern.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return pattern.format(name=name)


def with_tables(settings: Settings) -> Settings:
    """Brings an empty database to the newest schema, as the start of a desk does, and lets go of it."""
    store = Store(settings.database)
    migrate(store)
    store.close()
    return settings


@pytest.fixture(scope="session")
def tables_in_postgres(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database with the newest schema and no rows. To copy it takes a tenth of migrating."""
    url = made_database(postgres, "tables")
    with_tables(Settings(data=tmp_path_factory.mktemp("tables"), database_url=url))
    return "tables"


@pytest.fixture(scope="session")
def tables_in_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    return with_tables(Settings(data=tmp_path_factory.mktemp("tables"))).sqlite_path


@dataclass(frozen=True)
class Peopled:
    """What a desk with a person of every role leaves: its folder (keys; on SQLite its tables) and who they are."""

    data: Path
    people: dict[str, Actor]


def with_people(settings: Settings, intake: Intake) -> Peopled:
    desk = Desk(settings, intake)
    desk.start(work=False)
    people = people_of(desk)
    desk.close()
    return Peopled(settings.data, people)


@pytest.fixture(scope="session")
def people_in_postgres(
    postgres: str, tables_in_postgres: str, intake: Intake, tmp_path_factory: pytest.TempPathFactory
) -> Peopled:
    """The database ``people`` of the cluster holds their rows. To copy it takes a third of adding eleven people."""
    url = made_database(postgres, "people", tables_in_postgres)
    return with_people(Settings(data=tmp_path_factory.mktemp("people") / "data", database_url=url), intake)


@pytest.fixture(scope="session")
def people_in_sqlite(intake: Intake, tmp_path_factory: pytest.TempPathFactory) -> Peopled:
    """The same as a file in the folder."""
    return with_people(Settings(data=tmp_path_factory.mktemp("people") / "data"), intake)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Fresh settings with an empty database of each engine; for a test on a desk or a store its tables are there.

    Who asks for settings alone finds nothing at all, and a desk started on them migrates. For an office its people are
    there, too.
    """
    url, made = "", not ON_TABLES.isdisjoint(request.fixturenames)
    peopled: Peopled | None = None
    if "people" in request.fixturenames:
        peopled = request.getfixturevalue(f"people_in_{request.param}")
    if request.param == "postgres":
        template = request.getfixturevalue("tables_in_postgres") if made else "template1"
        template = "people" if peopled else template
        url = made_database(request.getfixturevalue("postgres"), f"desk_{uuid.uuid4().hex[:12]}", template)
    found = Settings(data=tmp_path / "data", database_url=url, blind_percent=0, poll_seconds=0.1, heartbeat_seconds=0.3)
    if peopled:
        shutil.copytree(peopled.data, found.data)
    elif made and found.on_sqlite:
        found.data.mkdir(mode=0o700)
        shutil.copyfile(request.getfixturevalue("tables_in_sqlite"), found.sqlite_path)
    return found


@dataclass
class Office:
    """A desk with a person of every role."""

    desk: Desk
    settings: Settings
    admin: Actor
    person: Actor
    colleague: Actor
    stranger: Actor
    unit: Actor
    other_unit: Actor
    authority: Actor
    second_authority: Actor
    other_city: Actor
    investigator: Actor
    auditor: Actor

    def upload(self, data: bytes, *, actor: Actor | None = None, upload_id: str | None = None, **more: str) -> str:
        """Hand in and wait until the claim exists; the evidence id."""
        actor = actor or self.person
        upload_id = upload_id or uuid.uuid4().hex
        receipt = self.desk.receive(actor, data, upload_id=upload_id, city=CITY, year=YEAR, **more)
        self.ready(receipt.evidence_id, actor)
        return receipt.evidence_id

    def ready(self, evidence_id: str, actor: Actor | None = None) -> None:
        actor = actor or self.person
        done = wait_until(lambda: self.desk.evidence_progress(actor, evidence_id).state != "running", 200)
        assert done, self.desk.evidence_progress(actor, evidence_id)

    def draft(self, *, actor: Actor | None = None, days: int = 2, event: str = "水利工程质量安全管理培训班") -> str:
        """A claim from a person's own words, without evidence; its id."""
        made = self.desk.create_claim(
            actor or self.person,
            city=CITY,
            year=YEAR,
            pathway="industry_authority_class",
            activity={"days": days, "event": event, "start": "2023-05-10", "end": "2023-05-11"},
        )
        return made.summary.id


def people_of(desk: Desk) -> dict[str, Actor]:
    token = desk.first_sign_in()
    assert token is not None
    admin = desk.sign_in_with_link(token).actor

    def add(login: str, name: str, role: Role, employer: str | None, city: str | None = CITY) -> Actor:
        person = desk.add_person(
            admin,
            login=login,
            name=name,
            roles=[role],
            employer=employer,
            city=city,
            settings={"title_level": "intermediate"},
        )
        return Actor(person.id, person.name, frozenset({role}), employer, city)

    return {
        "admin": admin,
        "person": add("zheng", "郑晓岚", Role.PROFESSIONAL, UNIT),
        "colleague": add("gao", "高一鸣", Role.PROFESSIONAL, UNIT),
        "stranger": add("shi", "施文", Role.PROFESSIONAL, "嘉兴市园林所"),
        "unit": add("unit", "许管理", Role.UNIT_ADMIN, UNIT),
        "other_unit": add("unit2", "何管理", Role.UNIT_ADMIN, "嘉兴市园林所"),
        "authority": add("hr", "方科长", Role.AUTHORITY, None),
        "second_authority": add("hr2", "任处长", Role.AUTHORITY, None),
        "other_city": add("xz", "徐科长", Role.AUTHORITY, None, "xuzhou"),
        "investigator": add("inv", "查员", Role.INVESTIGATOR, None),
        "auditor": add("aud", "审员", Role.AUDITOR, None),
    }


@pytest.fixture
def desk(settings: Settings, intake: Intake) -> Iterator[Desk]:
    """A desk without a worker."""
    made = Desk(settings, intake)
    made.start(work=False)
    yield made
    made.close()


@pytest.fixture
def people(settings: Settings, request: pytest.FixtureRequest) -> dict[str, Actor]:
    """Who is in the database of ``settings``: a person of every role. What asks for this needs not add them."""
    peopled: Peopled = request.getfixturevalue(f"people_in_{'sqlite' if settings.on_sqlite else 'postgres'}")
    return peopled.people


@pytest.fixture
def office(desk: Desk, settings: Settings, people: dict[str, Actor]) -> Office:
    return Office(desk=desk, settings=settings, **people)


@pytest.fixture
def working_office(settings: Settings, people: dict[str, Actor], intake: Intake) -> Iterator[Office]:
    """An office whose desk does its jobs."""
    made = Desk(settings, intake)
    made.start()
    yield Office(desk=made, settings=settings, **people)
    made.close()
