"""Sessions end by themselves, by their person and by who is in charge; changes of an account ask once more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from claims.errors import BadInput, Forbidden, NotFound
from claims.store.tables import sessions
from claims.views import Session, SignedIn
from tests.claims.conftest import Office

PASSWORD = "春江潮水连海平-2023"


def enter(office: Office, login: str = "zheng") -> Session:
    return office.desk.sign_in_with_link(office.desk.console_sign_in_link(login))


def whose(office: Office, session: Session) -> SignedIn:
    found = office.desk.signed_in(session.token)
    assert found is not None
    return found


def with_password(office: Office) -> SignedIn:
    office.desk.set_password(whose(office, enter(office)), PASSWORD)
    return whose(office, office.desk.sign_in("zheng", PASSWORD))


def last_used(office: Office, ago: timedelta) -> None:
    with office.desk._store.write() as tx:
        tx.execute(sa.update(sessions).values(seen_at=datetime.now(UTC) - ago))


def noted(office: Office, session: Session) -> datetime:
    return next(one.seen for one in office.desk.own_sessions(whose(office, session)) if one.here)


def test_an_unused_session_ends_and_a_used_one_does_not(office: Office) -> None:
    session = enter(office)
    idle = timedelta(minutes=office.settings.idle_minutes)
    last_used(office, idle - timedelta(minutes=2))
    assert office.desk.signed_in(session.token) is not None
    assert datetime.now(UTC) - noted(office, session) < timedelta(minutes=2), "its use was noted"
    last_used(office, idle + timedelta(minutes=1))
    assert office.desk.signed_in(session.token) is None


def test_a_clock_set_back_ends_nobody(office: Office) -> None:
    session = enter(office)
    last_used(office, -timedelta(days=1))  # as if noted before the clock was set back
    assert office.desk.signed_in(session.token) is not None
    assert noted(office, session) <= datetime.now(UTC)


def test_one_sees_and_ends_ones_own(office: Office) -> None:
    here, there, third = enter(office), enter(office), enter(office)
    other = enter(office, "gao")
    signed_in = whose(office, here)
    listed = office.desk.own_sessions(signed_in)
    assert {one.way for one in listed} == {"link"}
    assert [one.here for one in listed].count(True) == 1
    assert not {here.token, there.token} & {one.id for one in listed}, "an id opens nothing"
    assert office.desk.end_own_session(signed_in, whose(office, there).id) == 1
    assert office.desk.signed_in(there.token) is None
    with pytest.raises(NotFound):
        office.desk.end_own_session(signed_in, whose(office, other).id)
    assert office.desk.end_own_session(signed_in, "others") >= 1
    assert office.desk.signed_in(third.token) is None
    assert office.desk.signed_in(here.token) is not None
    assert office.desk.signed_in(other.token) is not None


def test_changes_of_the_account_ask_for_the_password(office: Office) -> None:
    signed_in = with_password(office)
    for current in ("", "wrong wrong wrong"):
        with pytest.raises(BadInput) as refused:
            office.desk.set_password(signed_in, "独木桥上走过三只羊。", current)
        assert refused.value.extra["field"] == "current"
        with pytest.raises(BadInput):
            office.desk.end_own_session(signed_in, "others", current)
        with pytest.raises(BadInput):
            office.desk.end_second_factor(signed_in, current)
    # Guessing here counts like guessing at the door: it is locked by now, also for the right one.
    with pytest.raises(BadInput):
        office.desk.set_password(signed_in, "独木桥上走过三只羊。", PASSWORD)


def test_the_right_password_changes_it_and_ends_the_other_sessions(office: Office) -> None:
    signed_in = with_password(office)
    other = office.desk.sign_in("zheng", PASSWORD)
    office.desk.set_password(signed_in, "独木桥上走过三只羊。", PASSWORD)
    assert office.desk.signed_in(other.token) is None
    assert [one.here for one in office.desk.own_sessions(signed_in)] == [True], "this one stays"
    assert office.desk.sign_in("zheng", "独木桥上走过三只羊。")


def test_an_old_link_session_does_not_replace_the_password(office: Office) -> None:
    with_password(office)
    session = enter(office)
    with office.desk._store.write() as tx:
        tx.execute(sa.update(sessions).values(created_at=datetime.now(UTC) - timedelta(hours=1)))
    with pytest.raises(BadInput):
        office.desk.set_password(whose(office, session), "独木桥上走过三只羊。")


def test_who_is_in_charge_ends_somebodys_sessions(office: Office) -> None:
    session = enter(office)
    person = office.person.person_id
    for actor, refusal in ((office.colleague, Forbidden), (office.other_unit, NotFound), (office.other_city, NotFound)):
        with pytest.raises(refusal):
            office.desk.end_sessions(actor, person)
    assert office.desk.signed_in(session.token) is not None
    assert office.desk.end_sessions(office.unit, person) >= 1
    assert office.desk.signed_in(session.token) is None
    told = next(row for row in office.desk.audit(office.admin).items if row.action == "sessions.end")
    assert (told.actor_id, told.subject) == (office.unit.person_id, person)


def test_failed_sign_ins_are_on_record_without_what_was_tried(office: Office) -> None:
    from claims.errors import SignInFailed

    with_password(office)
    for login in ("zheng", "somebody-unknown"):
        with pytest.raises(SignInFailed):
            office.desk.sign_in(login, "geheim-getippt-9")
    rows = [row for row in office.desk.audit(office.admin).items if row.action == "sign_in.failed"]
    assert [(row.subject, dict(row.detail)) for row in rows] == [(office.person.person_id, {"what": "password"})]
    told = repr([(row.action, row.subject, row.detail) for row in office.desk.audit(office.admin).items])
    assert "somebody-unknown" not in told
    assert "geheim" not in told
