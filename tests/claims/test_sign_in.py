"""One-time links, passwords, lock-out, sessions; nothing that opens a door is stored readable."""

from __future__ import annotations

import pytest

from claims.errors import BadInput, Conflict, Forbidden, NotFound, SignInFailed
from claims.views import SignedIn
from domain.claim import Role
from tests.claims.conftest import CITY, UNIT, Office

PASSWORD = "春江潮水连海平-2023"


def test_the_first_link_works_once_and_only_until_somebody_signed_in(office: Office) -> None:
    assert office.desk.first_sign_in() is None
    token = office.desk.console_sign_in_link("zheng")
    assert office.desk.sign_in_with_link(token).actor.person_id == office.person.person_id
    with pytest.raises(SignInFailed):
        office.desk.sign_in_with_link(token)


def test_an_unused_first_link_is_replaced_at_the_next_start(desk: object) -> None:
    from claims import Desk

    assert isinstance(desk, Desk)
    first, second = desk.first_sign_in(), desk.first_sign_in()
    assert first
    assert second
    assert first != second


def entered(office: Office) -> SignedIn:
    session = office.desk.sign_in_with_link(office.desk.console_sign_in_link("zheng"))
    found = office.desk.signed_in(session.token)
    assert found is not None
    return found


def test_passwords_and_lock_out(office: Office) -> None:
    with pytest.raises(BadInput):
        office.desk.set_password(entered(office), "short")
    office.desk.set_password(entered(office), PASSWORD)
    session = office.desk.sign_in("zheng", PASSWORD)
    assert session.actor == office.person
    for _ in range(office.settings.sign_in_attempts):
        with pytest.raises(SignInFailed):
            office.desk.sign_in("zheng", "wrong password")
    with pytest.raises(SignInFailed):  # locked now, even with the right one
        office.desk.sign_in("zheng", PASSWORD)
    messages = set()
    for login, password in (("zheng", PASSWORD), ("nobody", "x"), ("gao", "x")):
        with pytest.raises(SignInFailed) as refused:
            office.desk.sign_in(login, password)
        messages.add(refused.value.detail)
    assert len(messages) == 1  # which logins exist cannot be told


def test_sessions_end(office: Office) -> None:
    office.desk.set_password(entered(office), PASSWORD)
    session = office.desk.sign_in("zheng", PASSWORD)
    signed_in = office.desk.signed_in(session.token)
    assert signed_in is not None
    assert signed_in.csrf == session.csrf
    office.desk.sign_out(session.token)
    assert office.desk.signed_in(session.token) is None
    other = office.desk.sign_in("zheng", PASSWORD)
    office.desk.set_password(entered(office), PASSWORD + "!")
    assert office.desk.signed_in(other.token) is None
    assert office.desk.signed_in("made up") is None


def test_tokens_are_stored_hashed(office: Office) -> None:
    office.desk.set_password(entered(office), PASSWORD)
    session = office.desk.sign_in("zheng", PASSWORD)
    if office.settings.on_sqlite:
        for path in office.settings.data.glob("*.sqlite*"):
            assert session.token.encode() not in path.read_bytes()
            assert PASSWORD.encode() not in path.read_bytes()


def test_who_may_add_whom(office: Office) -> None:
    def add(actor: object, login: str, role: Role, employer: str | None, city: str | None = CITY) -> None:
        office.desk.add_person(actor, login=login, name="新人", roles=[role], employer=employer, city=city)  # type: ignore[arg-type]

    add(office.unit, "new1", Role.PROFESSIONAL, UNIT)
    add(office.authority, "new2", Role.UNIT_ADMIN, "另一单位")
    with pytest.raises(Conflict):
        add(office.unit, "new1", Role.PROFESSIONAL, UNIT)
    with pytest.raises(Forbidden):
        add(office.unit, "new3", Role.PROFESSIONAL, "另一单位")
    with pytest.raises(Forbidden):
        add(office.unit, "new4", Role.AUTHORITY, UNIT)
    with pytest.raises(Forbidden):
        add(office.person, "new5", Role.PROFESSIONAL, UNIT)
    with pytest.raises(Forbidden):
        add(office.authority, "new6", Role.PROFESSIONAL, "x", "xuzhou")


def test_people_are_seen_by_their_own_unit_and_city_only(office: Office) -> None:
    someone = office.person.person_id
    for actor in (office.person, office.unit, office.authority, office.admin):
        assert office.desk.person(actor, someone).name == "郑晓岚"
    for actor in (office.colleague, office.stranger, office.other_unit, office.other_city):
        with pytest.raises(NotFound):
            office.desk.person(actor, someone)
    changed = office.desk.set_person(office.person, someone, {"title_level": "senior"})
    assert changed.settings["title_level"] == "senior"
    with pytest.raises(BadInput):
        office.desk.set_person(office.person, someone, {"title_level": "king"})
