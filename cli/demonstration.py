"""The bundled samples, handed in by invented people at a real desk."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claims.desk import Desk
from claims.errors import Conflict, DeskError
from claims.settings import Settings
from claims.views import Actor, ClaimView, PersonView
from cli.claim_text import claim_text
from domain.claim import Role

SAMPLES = Path(__file__).parent / "samples"
ADMINISTRATOR = "admin"
UNIT_ADMIN = "demo-unit"
AUTHORITY = "demo-authority"
PROFESSIONAL = "demo-gu"
INVESTIGATOR = "demo-investigator"
LONGEST_WAIT = 300.0


def demonstrate(settings: Settings) -> None:
    """Hand in every sample and print what became of it. A second run finds them there and reads nothing again."""
    from intake import Intake

    with Intake() as intake:
        desk = Desk(settings, intake)
        desk.start()
        try:
            people = _people(desk)
            for path, told in samples():
                print(f"\n━━ {path.name} · {told['person']} · {told['year']} 年度", flush=True)
                print(_handed_in(desk, people[told["person_id"]], path, told), flush=True)
        finally:
            desk.close()


def sign_in_links(desk: Desk) -> Iterator[tuple[str, str]]:
    """``(title, token)``: the administrator first, then one for each view of the demonstration."""
    yield "管理员，全部角色", desk.first_sign_in() or desk.console_sign_in_link(ADMINISTRATOR)
    for title, login in (
        ("专业技术人员", PROFESSIONAL),
        ("单位初审", UNIT_ADMIN),
        ("主管部门复审", AUTHORITY),
        ("核查人员", INVESTIGATOR),
    ):
        yield title, desk.console_sign_in_link(login)


def samples() -> list[tuple[Path, Mapping[str, Any]]]:
    """Every bundled sample with its sidecar, by name."""
    found = []
    for sidecar in sorted(SAMPLES.glob("*.*.json")):
        if sidecar.name.endswith(".expected.json"):
            continue
        found.append((sidecar.with_suffix(""), json.loads(sidecar.read_text(encoding="utf-8"))))
    return found


def _people(desk: Desk) -> dict[str, Actor]:
    desk.first_sign_in()  # makes the administrator, so that a later start can give a link
    people: dict[str, Actor] = {}
    employer, city = None, None
    for _path, told in samples():
        employer, city = told["employer"], told["city"]
        if told["person_id"] not in people:
            login = f"demo-{told['person_id']}"
            people[told["person_id"]] = _person(desk, login, told["person"], Role.PROFESSIONAL, employer, city)
    _person(desk, UNIT_ADMIN, "单位管理员（演示）", Role.UNIT_ADMIN, employer, city)
    _person(desk, AUTHORITY, "主管部门（演示）", Role.AUTHORITY, None, city)
    _person(desk, INVESTIGATOR, "核查人员（演示）", Role.INVESTIGATOR, None, city)
    return people


def _person(desk: Desk, login: str, name: str, role: Role, employer: str | None, city: str | None) -> Actor:
    settings = {"title_level": "intermediate"} if role is Role.PROFESSIONAL else {}
    try:
        person = desk.add_demonstration_person(
            login=login, name=name, roles=[role], employer=employer, city=city, settings=settings
        )
    except Conflict:
        session = desk.sign_in_with_link(desk.console_sign_in_link(login))
        desk.sign_out(session.token)
        return session.actor
    return _actor(person)


def _actor(person: PersonView) -> Actor:
    return Actor(person.id, person.name, frozenset(person.roles), person.employer, person.city)


def _handed_in(desk: Desk, actor: Actor, path: Path, told: Mapping[str, Any]) -> str:
    try:
        receipt = desk.receive(
            actor,
            path.read_bytes(),
            upload_id=f"sample-{path.name}",
            city=told["city"],
            year=told["year"],
            pathway=told.get("claimed", {}).get("pathway"),
            name=path.name,
        )
    except DeskError as refused:
        return f"  〔{refused.code}〕{refused.detail}"
    began, seen = time.monotonic(), -1
    while time.monotonic() - began < LONGEST_WAIT:
        progress = desk.evidence_progress(actor, receipt.evidence_id, after=seen, wait=10.0)
        seen = progress.number
        if progress.state == "failed":
            return f"  处理没有完成：{progress.detail}"
        if progress.state == "done":
            claims = [desk.claim(actor, claim_id) for claim_id in progress.claim_ids]
            printed = "\n".join(_claim(claim) for claim in claims) or "  没有形成申报。"
            for claim in claims:
                _submitted(desk, actor, claim)
            return printed
    return "  处理时间过长，稍后可在网页上查看。"


def _submitted(desk: Desk, actor: Actor, claim: ClaimView) -> None:
    """What is complete goes on to the reviewers, so that their desk is not empty; the rest stays a draft."""
    if "submit" in claim.moves and claim.proposal is not None and not claim.proposal["missing_evidence"]:
        with contextlib.suppress(DeskError):
            desk.submit(actor, claim.summary.id, claim.summary.version)


def _claim(claim: ClaimView) -> str:
    return claim_text(claim)
