"""Sign-in through a real OpenID provider over HTTP: the whole way, and every answer that does not fit."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.oidc import Provider, Trip
from claims.settings import BadSetting
from tests.api.conftest import Office
from tests.api.identity_provider import CLIENT, SECRET, Directory, provider
from tests.browser.service import desk_with_people

BACK = "http://testserver/sign-in/oidc/back"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A desk of our own: releasing a binding ends sessions that other tests would miss."""
    with desk_with_people(tmp_path_factory.mktemp("office")) as service:
        yield Office(service, create_app(service.desk, service.settings))


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Directory]:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):  # loopback is asked directly
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    monkeypatch.setitem(os.environ, "AUTHLIB_INSECURE_TRANSPORT", "1")
    with provider(BACK) as found:
        found.people = {
            "s-1": {"preferred_username": "lin", "email": "lin@example.cn", "email_verified": True},
            "s-2": {"preferred_username": "su"},
            "s-9": {"preferred_username": "nobody-here", "roles": ["authority"], "groups": ["admin"]},
        }
        found.signed_in = "s-1"
        yield found


def application(office: Office, directory: Directory, tmp_path: Path, **more: str) -> object:
    secret = tmp_path / "client-secret"
    secret.write_text(SECRET + "\n", encoding="utf-8")
    settings = replace(
        office.service.settings,
        oidc_issuer=directory.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret_file=secret,
        **more,
    )
    return create_app(office.service.desk, settings)


@pytest.fixture
def app(office: Office, directory: Directory, tmp_path: Path) -> Iterator[object]:
    yield application(office, directory, tmp_path)
    desk, admin = office.service.desk, office.service.admin.actor
    for person_id in desk.bound_people(admin):
        desk.release_identity(admin, person_id)


def visitor(app: object) -> TestClient:
    return TestClient(app, follow_redirects=False)  # type: ignore[arg-type]


def at_provider(browser: TestClient, goal: str = "/claims") -> str:
    """The browser goes to the provider; the address it is sent back to."""
    away = browser.get(f"/sign-in/oidc?next={goal}")
    assert away.status_code == 303
    answer = httpx.get(away.headers["location"], trust_env=False)
    assert answer.status_code == 302, answer.text
    return answer.headers["location"].removeprefix("http://testserver")


def session(browser: TestClient) -> dict[str, object]:
    return dict(browser.get("/api/v1/session").json())


def test_the_whole_way(app: object) -> None:
    browser = visitor(app)
    assert "/sign-in/oidc?next=" in browser.get("/sign-in").text
    away = urlsplit(browser.get("/sign-in/oidc").headers["location"])
    asked = {name: values[0] for name, values in parse_qs(away.query).items()}
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == BACK
    assert len(asked["state"]) > 40
    assert len(asked["nonce"]) > 40
    answer = browser.get(at_provider(browser))
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims"
    assert session(browser)["name"] == "林书禾"
    assert session(browser)["roles"] == ["professional"]
    assert "hourproof_trip" not in browser.cookies


def test_the_address_of_the_answer_works_once_and_in_one_browser_only(app: object) -> None:
    browser, other = visitor(app), visitor(app)
    address = at_provider(browser)
    assert other.get(address).status_code == 401  # the attacker's code in the victim's browser
    other.get("/sign-in/oidc")
    assert other.get(address).status_code == 401  # the victim was on a trip of its own
    trip = browser.cookies["hourproof_trip"]
    assert browser.get(address).status_code == 303
    again = visitor(app)
    again.cookies.set("hourproof_trip", trip)
    assert again.get(address).status_code == 401  # the code is used up


def test_who_the_desk_does_not_know_gets_nothing(app: object, directory: Directory, office: Office) -> None:
    directory.signed_in = "s-9"
    before = len(office.service.desk.people(office.service.admin.actor))
    browser = visitor(app)
    answer = browser.get(at_provider(browser))
    assert answer.status_code == 401
    assert "没有这个人员" in answer.text
    assert browser.get("/api/v1/session").status_code == 401
    assert len(office.service.desk.people(office.service.admin.actor)) == before


def test_what_the_provider_says_of_roles_is_not_heard(app: object, directory: Directory) -> None:
    directory.people["s-1"] |= {"roles": ["authority", "auditor"], "groups": ["administrators"]}
    browser = visitor(app)
    assert browser.get(at_provider(browser)).status_code == 303
    assert session(browser)["roles"] == ["professional"]


def test_a_login_given_to_somebody_else_opens_nothing(app: object, directory: Directory, office: Office) -> None:
    browser = visitor(app)
    assert browser.get(at_provider(browser)).status_code == 303
    directory.people["s-2"]["preferred_username"] = "lin"
    directory.signed_in = "s-2"
    late = visitor(app)
    answer = late.get(at_provider(late))
    assert answer.status_code == 401
    assert "另一个统一身份账号" in answer.text
    # The first one is known by the subject, whatever the provider calls it now.
    directory.people["s-1"]["preferred_username"] = "renamed"
    directory.signed_in = "s-1"
    again = visitor(app)
    assert again.get(at_provider(again)).status_code == 303
    assert session(again)["name"] == "林书禾"
    desk, admin = office.service.desk, office.service.admin.actor
    desk.release_identity(admin, str(session(again)["person_id"]))
    assert again.get("/api/v1/session").status_code == 401  # releasing ends the sessions


@pytest.mark.parametrize(
    "twist",
    [
        {"nonce": "another"},
        {"aud": "another-client"},
        {"iss": "https://elsewhere.example"},
        {"exp": 1_600_000_000},
        {"azp": "another-client", "aud": [CLIENT, "another-client"]},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_an_id_token_that_does_not_fit_is_refused(app: object, directory: Directory, twist: dict[str, object]) -> None:
    directory.twist = twist
    browser = visitor(app)
    answer = browser.get(at_provider(browser))
    assert answer.status_code == 401
    assert "未通过校验" in answer.text
    assert browser.get("/api/v1/session").status_code == 401


def test_a_signature_of_another_key_is_refused_and_new_keys_are_fetched(app: object, directory: Directory) -> None:
    browser = visitor(app)
    assert browser.get(at_provider(browser)).status_code == 303
    old = directory.key
    directory.new_key()  # the provider changed its keys: another kid, fetched anew
    later = visitor(app)
    assert later.get(at_provider(later)).status_code == 303
    kid = directory.key.kid
    address = at_provider(browser)
    directory.key = old.__class__.import_key({**old.as_dict(private=True), "kid": kid})  # signs in the new one's name
    assert browser.get(address).status_code == 401


def test_other_answers(app: object) -> None:
    browser = visitor(app)
    assert browser.get("/sign-in/oidc/back").status_code == 401
    state = parse_qs(urlsplit(browser.get("/sign-in/oidc").headers["location"]).query)["state"][0]
    cancelled = browser.get("/sign-in/oidc/back", params={"state": state, "error": "access_denied"})
    assert cancelled.status_code == 401
    assert "没有完成" in cancelled.text
    state = parse_qs(urlsplit(browser.get("/sign-in/oidc").headers["location"]).query)["state"][0]
    mixed = browser.get("/sign-in/oidc/back", params={"state": state, "code": "x", "iss": "https://elsewhere.example"})
    assert "另一个认证系统" in mixed.text
    assert browser.get("/sign-in/oidc?next=https://elsewhere.example/").status_code == 303
    assert Trip.read(browser.cookies["hourproof_trip"]) is not None
    assert Trip.read(browser.cookies["hourproof_trip"]).goal == "/"  # type: ignore[union-attr]


def test_the_strength_asked_for(office: Office, app: object, directory: Directory, tmp_path: Path) -> None:
    strict = application(office, directory, tmp_path, oidc_acr="urn:two-factors")
    browser = visitor(strict)
    assert "acr_values=urn" in browser.get("/sign-in/oidc").headers["location"]
    assert browser.get(at_provider(browser)).status_code == 401
    directory.acr = "urn:two-factors"
    assert browser.get(at_provider(browser)).status_code == 303


def test_userinfo_and_checked_addresses(office: Office, app: object, directory: Directory, tmp_path: Path) -> None:
    directory.only_userinfo = True
    browser = visitor(app)
    assert browser.get(at_provider(browser)).status_code == 303
    by_mail = visitor(application(office, directory, tmp_path, oidc_claim="email"))
    directory.people["s-1"]["email_verified"] = False
    assert by_mail.get(at_provider(by_mail)).status_code == 401


def test_a_provider_that_is_away(office: Office, directory: Directory, tmp_path: Path) -> None:
    with provider(BACK) as gone:
        app = application(office, gone, tmp_path)
    answer = visitor(app).get("/sign-in/oidc")
    assert answer.status_code == 503
    assert "暂时连接不上" in answer.text
    assert 'name="password"' in answer.text


def test_settings(office: Office) -> None:
    settings = office.service.settings
    assert visitor(office.app).get("/sign-in/oidc").status_code == 404
    with pytest.raises(BadSetting):
        Provider(replace(settings, oidc_issuer="http://id.example.cn", oidc_client_id="x"))
    with pytest.raises(BadSetting):
        Provider(replace(settings, oidc_issuer="https://id.example.cn"))
    there = replace(settings, oidc_issuer="https://id.example.cn", oidc_client_id="x")
    with pytest.raises(BadSetting):
        Provider(replace(there, oidc_client_secret_file=Path("/nowhere/secret")))
