"""Six digits from the phone: the codes of the standard, used once, asked for wherever a password is."""

from __future__ import annotations

import base64
import dataclasses
from datetime import UTC, datetime, timedelta

import pytest

from claims import Desk
from claims.errors import BadInput, Conflict, Forbidden, NotFound, SignInFailed
from claims.second_factor import SECONDS, address, code_at, fresh_secret, step_of
from claims.settings import BadSetting
from claims.views import SignedIn
from domain.claim import Role
from intake import Intake
from tests.claims.conftest import Office

#: The queries are those of sessions, which are tried on both engines.
pytestmark = pytest.mark.parametrize("settings", ["sqlite"], indirect=True)

PASSWORD = "春江潮水连海平-2023"
NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def entered(office: Office, login: str = "zheng") -> SignedIn:
    session = office.desk.sign_in_with_link(office.desk.console_sign_in_link(login))
    found = office.desk.signed_in(session.token)
    assert found is not None
    return found


def code_of(secret: str, *, later: int = 0) -> str:
    """What the phone shows; ``later`` steps on, since no code is taken twice."""
    return code_at(base64.b32decode(secret), int(datetime.now(UTC).timestamp()) // SECONDS + later)


@pytest.fixture
def secret(office: Office) -> str:
    """The secret of a person who has a password and has turned the factor on with the code of the moment."""
    who, made = entered(office), fresh_secret()
    office.desk.set_password(who, PASSWORD)
    office.desk.set_second_factor(who, made, code_of(made))
    return made


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    ("counter", "code"),
    enumerate(["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]),
)
def test_the_codes_are_those_of_rfc_4226(counter: int, code: str) -> None:
    assert code_at(b"12345678901234567890", counter) == code


@pytest.mark.usefixtures("settings")
def test_the_steps_are_those_of_rfc_6238() -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    for second, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        at = datetime.fromtimestamp(second, UTC)
        assert step_of(secret, code, at, None) == second // SECONDS
        assert step_of(secret, f"{code[:3]} {code[3:]}", at, None) is not None
        assert step_of(secret, code, at, second // SECONDS) is None, "used up"
        assert step_of(secret, code, at + timedelta(seconds=2 * SECONDS), None) is None, "too old"
    assert f"secret={secret}" in address(secret, "郑")
    with pytest.raises(BadInput):
        step_of("GEZDGNBV", "000000", NOW, None)


def test_a_password_alone_no_longer_opens(office: Office, secret: str) -> None:
    for code in ("", "000000", "abcdef", "１２３４５６"):
        with pytest.raises(SignInFailed):
            office.desk.sign_in("zheng", PASSWORD, code)
    code = code_of(secret, later=1)
    assert office.desk.sign_in("zheng", PASSWORD, code).actor == office.person
    with pytest.raises(SignInFailed):
        office.desk.sign_in("zheng", PASSWORD, code)


def test_guessing_codes_locks(office: Office, secret: str) -> None:
    for _ in range(office.settings.sign_in_attempts):
        with pytest.raises(SignInFailed):
            office.desk.sign_in("zheng", PASSWORD, "000000")
    with pytest.raises(SignInFailed):
        office.desk.sign_in("zheng", PASSWORD, code_of(secret, later=1))


def test_a_link_needs_the_code_too_and_is_not_used_up_by_a_wrong_one(office: Office, secret: str) -> None:
    token = office.desk.console_sign_in_link("zheng")
    for code in ("", "000000"):
        with pytest.raises(SignInFailed) as refused:
            office.desk.sign_in_with_link(token, code)
        assert refused.value.code == "sign_in.code"
    assert office.desk.sign_in_with_link(token, code_of(secret, later=1)).actor == office.person


def test_a_wrong_code_does_not_turn_it_on(office: Office) -> None:
    who = entered(office)
    with pytest.raises(BadInput, match="手机时间"):
        office.desk.set_second_factor(who, fresh_secret(), "000000")
    assert not office.desk.person(office.person, who.actor.person_id).has_factor


def test_who_lost_the_phone_is_helped_by_who_is_in_charge(office: Office, secret: str) -> None:
    person = office.person.person_id
    for actor, refusal in ((office.colleague, Forbidden), (office.other_unit, NotFound), (office.other_city, NotFound)):
        with pytest.raises(refusal):
            office.desk.end_second_factor_of(actor, person)
    office.desk.end_second_factor_of(office.unit, person)
    assert office.desk.sign_in("zheng", PASSWORD).actor == office.person
    with pytest.raises(Conflict):
        office.desk.end_second_factor_of(office.unit, person)
    told = [row.action for row in office.desk.audit(office.admin).items]
    assert "sign_in.factor_set" in told
    assert "sign_in.factor_removed" in told


def test_the_secret_is_sealed(office: Office, secret: str) -> None:
    if office.settings.on_sqlite:
        for path in office.settings.data.glob("*.sqlite*"):
            assert secret.encode() not in path.read_bytes()


def test_roles_that_must_have_one_owe_it(office: Office, intake: Intake) -> None:
    strict = Desk(dataclasses.replace(office.settings, second_factor_roles="authority, auditor"), intake)
    try:
        for login, owes in (("zheng", False), (office_login(office, Role.AUTHORITY), True)):
            found = strict.signed_in(strict.sign_in_with_link(strict.console_sign_in_link(login)).token)
            assert found is not None
            assert found.owes_factor is owes
            if owes:
                secret = fresh_secret()
                strict.set_second_factor(found, secret, code_of(secret))
        vouched = strict.signed_in(strict.sign_in_trusted(office_login(office, Role.AUDITOR)).token)
        assert vouched is not None
        assert not vouched.owes_factor, "whoever vouches asks for the factor"
    finally:
        strict.close()
    with pytest.raises(BadSetting, match="SECOND_FACTOR_ROLES"):
        Desk(dataclasses.replace(office.settings, second_factor_roles="king"), intake)


def office_login(office: Office, role: Role) -> str:
    return next(one.login for one in office.desk.people(office.admin) if one.roles == (role,))
