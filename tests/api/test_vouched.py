"""Sign-in by a trusted proxy: its header counts from its own address only, and follows whoever sits there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from claims.settings import BadSetting
from tests.api.conftest import Office

PROXY, ELSEWHERE = ("10.1.2.3", 40000), ("192.0.2.9", 40000)


@pytest.fixture(scope="module")
def behind_proxy(office: Office) -> object:
    settings = replace(office.service.settings, trusted_header="X-Remote-User", trusted_proxies="10.1.0.0/16")
    return create_app(office.service.desk, settings)


def client(app: object, address: tuple[str, int]) -> TestClient:
    return TestClient(app, client=address, follow_redirects=False)  # type: ignore[arg-type]


def test_the_proxy_is_believed(behind_proxy: object) -> None:
    browser = client(behind_proxy, PROXY)
    answer = browser.get("/sign-in?next=/claims", headers={"X-Remote-User": "lin"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims"
    who = browser.get("/api/v1/session", headers={"X-Remote-User": "lin"}).json()
    assert who["name"] == "林书禾"


def test_nobody_else_is(behind_proxy: object) -> None:
    browser = client(behind_proxy, ELSEWHERE)
    forged = {"X-Remote-User": "lin", "X-Forwarded-For": "10.1.2.3"}
    assert browser.get("/sign-in", headers=forged).status_code == 200
    assert browser.get("/api/v1/session", headers=forged).status_code == 401
    assert "hourproof_session" not in browser.cookies


def test_without_the_setting_the_header_is_nothing(office: Office) -> None:
    browser = client(office.app, ("127.0.0.1", 40000))
    assert browser.get("/sign-in", headers={"X-Remote-User": "lin"}).status_code == 200
    assert browser.get("/api/v1/session", headers={"X-Remote-User": "lin"}).status_code == 401


def test_the_next_person_at_the_same_browser_does_not_inherit_the_session(behind_proxy: object) -> None:
    browser = client(behind_proxy, PROXY)
    browser.get("/sign-in", headers={"X-Remote-User": "lin"})
    assert browser.get("/api/v1/session", headers={"X-Remote-User": "su"}).status_code == 401
    browser.get("/sign-in", headers={"X-Remote-User": "su"})
    assert browser.get("/api/v1/session", headers={"X-Remote-User": "su"}).json()["name"] == "苏明远"


def test_an_unknown_login_is_told_so(behind_proxy: object) -> None:
    answer = client(behind_proxy, PROXY).get("/sign-in", headers={"X-Remote-User": "nobody-of-ours"})
    assert answer.status_code == 401
    assert "没有这个人员" in answer.text


def test_a_proxy_says_for_whom_it_speaks_and_how(behind_proxy: object) -> None:
    """Secure cookies behind TLS that ends at the proxy; a stranger's word about that is not taken."""
    headers = {"X-Remote-User": "lin", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.5"}
    answer = client(behind_proxy, PROXY).get("/sign-in", headers=headers)
    assert "Secure" in answer.headers["set-cookie"]
    answer = client(behind_proxy, ELSEWHERE).get("/livez", headers=headers)
    assert "strict-transport-security" not in answer.headers


def test_a_mistyped_proxy_list_is_refused_at_the_start(office: Office) -> None:
    settings = replace(office.service.settings, trusted_proxies="the-proxy")
    with pytest.raises(BadSetting, match="the-proxy"):
        TestClient(create_app(office.service.desk, settings)).get("/livez")
