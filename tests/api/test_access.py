"""Who may do what at the windows: every role against every route, forged requests, planted cookies, fixed headers."""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Iterable

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from api.problems import MEDIA_TYPE
from domain.claim import Role
from tests.api.conftest import Office
from tests.browser.service import PEOPLE

EVERYBODY = {"admin", *PEOPLE}
REVIEWERS = {"admin", "unit", "authority", "stranger"}
AUDITORS = {"admin", "auditor"}
LOOKERS = REVIEWERS | {"investigator"}

#: (method, path) → who gets past the window; everybody else gets 403. What lies behind is the desk's to judge.
TABLE: dict[tuple[str, str], set[str]] = {
    ("GET", "/"): EVERYBODY,
    ("GET", "/upload"): EVERYBODY,
    ("GET", "/claims"): EVERYBODY,
    ("GET", "/claims/{claim_id}"): EVERYBODY,
    ("GET", "/evidence/{evidence_id}"): EVERYBODY,
    ("GET", "/evidence/{evidence_id}/card"): EVERYBODY,
    ("GET", "/account"): EVERYBODY,
    ("GET", "/account/{year}"): EVERYBODY,
    ("GET", "/me"): EVERYBODY,
    ("GET", "/policies"): EVERYBODY,
    ("GET", "/policies/{policy_id}"): EVERYBODY,
    ("GET", "/review"): REVIEWERS | {"investigator"},
    ("GET", "/review/{claim_id}"): EVERYBODY,
    ("GET", "/investigation"): {"admin", "authority", "investigator"},
    ("GET", "/investigation/{evidence_id}"): {"admin", "authority", "investigator"},
    ("GET", "/investigation/{evidence_id}/sheet"): {"admin", "authority", "investigator"},
    ("GET", "/screenings/{screening_id}"): {"admin", "authority", "investigator"},
    ("GET", "/compare/{evidence_id}/{other_id}"): EVERYBODY,
    ("GET", "/compare/{evidence_id}/{other_id}/{which}"): EVERYBODY,
    ("GET", "/statistics"): REVIEWERS | {"auditor"},
    ("GET", "/classes"): LOOKERS,
    ("GET", "/classes/new"): LOOKERS,
    ("GET", "/classes/{class_id}"): LOOKERS,
    ("GET", "/classes/{class_id}/dossier"): LOOKERS,
    ("GET", "/classes/{class_id}/claims/{claim_id}"): LOOKERS,
    ("GET", "/classes/{class_id}/papers/{evidence_id}"): LOOKERS,
    ("GET", "/classes/{class_id}/{which}"): LOOKERS,
    ("GET", "/claims/{claim_id}/return-slip"): EVERYBODY,
    ("GET", "/claims/{claim_id}/investigation-slip"): LOOKERS,
    ("GET", "/account/{year}/record"): EVERYBODY,
    ("GET", "/account/{year}/registration"): EVERYBODY,
    ("GET", "/year"): EVERYBODY,
    ("GET", "/verifications/{verification_id}"): LOOKERS,
    ("GET", "/verifications/{verification_id}/form"): LOOKERS,
    ("GET", "/spot-checks/{check_id}"): LOOKERS,
    ("GET", "/office"): REVIEWERS,
    ("GET", "/forms"): EVERYBODY,
    ("GET", "/forms/{form_id}"): EVERYBODY,
    ("GET", "/people"): REVIEWERS,
    ("GET", "/me/unit"): EVERYBODY,
    ("GET", "/years"): EVERYBODY,
    ("GET", "/planted"): {"admin", "authority"},
    ("GET", "/upload/pathways"): EVERYBODY,
    ("GET", "/standards"): {"admin", "authority"},
    ("GET", "/standards/{standard_id}"): {"admin", "authority"},
    ("GET", "/standards/{standard_id}/effect"): {"admin", "authority"},
    ("GET", "/secrecy"): {"admin", "unit", "stranger", "auditor"},
    ("GET", "/audit"): AUDITORS,
    ("GET", "/api/v1/session"): EVERYBODY,
    ("GET", "/api/v1/claims"): EVERYBODY,
    ("GET", "/api/v1/claims/{claim_id}"): EVERYBODY,
    ("GET", "/api/v1/evidence/{evidence_id}"): EVERYBODY,
    ("GET", "/api/v1/evidence/{evidence_id}/events"): EVERYBODY,
    ("GET", "/api/v1/evidence/{evidence_id}/pages/{number}"): EVERYBODY,
    ("GET", "/api/v1/people/{person_id}/years/{year}"): EVERYBODY,
    ("GET", "/api/v1/policies"): EVERYBODY,
    ("GET", "/api/v1/policies/{policy_id}"): EVERYBODY,
    ("GET", "/api/v1/audit"): AUDITORS,
    ("GET", "/api/v1/classes"): LOOKERS | {"auditor"},
    ("GET", "/api/v1/classes/{class_id}"): EVERYBODY,
    ("GET", "/api/v1/classes/{class_id}/dossier"): EVERYBODY,
    ("POST", "/api/v1/classes"): REVIEWERS,
    ("PUT", "/api/v1/classes/{class_id}"): REVIEWERS,
    ("PUT", "/api/v1/classes/{class_id}/roster"): EVERYBODY,
    ("POST", "/api/v1/classes/{class_id}/decisions"): EVERYBODY,
    ("POST", "/api/v1/classes/{class_id}/dossier/decisions"): EVERYBODY,
    ("POST", "/api/v1/classes/{class_id}/papers"): EVERYBODY,
    ("GET", "/api/v1/classes/{class_id}/papers/{evidence_id}"): EVERYBODY,
    ("PATCH", "/api/v1/classes/{class_id}/papers/{evidence_id}"): EVERYBODY,
    ("POST", "/api/v1/classes/{class_id}/papers/{evidence_id}/moves"): EVERYBODY,
    ("POST", "/api/v1/screenings"): {"admin", "authority", "investigator"},
    ("GET", "/api/v1/screenings/{screening_id}"): {"admin", "authority", "investigator"},
    ("GET", "/api/v1/screenings/{screening_id}/findings"): {"admin", "authority", "investigator"},
    ("POST", "/api/v1/evidence"): EVERYBODY,
    ("POST", "/api/v1/claims"): EVERYBODY,
    ("PATCH", "/api/v1/claims/{claim_id}/facts"): EVERYBODY,
    ("POST", "/api/v1/claims/{claim_id}/submit"): EVERYBODY,
    ("POST", "/api/v1/claims/{claim_id}/withdraw"): EVERYBODY,
    ("POST", "/api/v1/claims/{claim_id}/decisions"): EVERYBODY,
    ("POST", "/api/v1/claims/{claim_id}/undo"): REVIEWERS,
    ("POST", "/api/v1/decisions/bulk"): REVIEWERS,
    ("POST", "/api/v1/proposals"): EVERYBODY,
}
#: Open to visitors, or judged elsewhere in this file.
OPEN = {
    ("GET", "/livez"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("GET", "/sign-in/link"),
    ("GET", "/sign-in/oidc"),
    ("GET", "/sign-in/oidc/back"),
    ("POST", "/sign-in/link"),
    ("POST", "/preferences"),
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("GET", "/api/v1/uploads/{upload_id}/events"),
}
FILLED = {
    "class_id": "0" * 32,
    "verification_id": "0" * 32,
    "check_id": "0" * 32,
    "standard_id": "0" * 32,
    "form_id": "return_slip",
    "kind": "people",
    "claim_id": "0" * 32,
    "evidence_id": "0" * 32,
    "other_id": "1" * 32,
    "which": "here",
    "screening_id": "0" * 32,
    "person_id": "me",
    "year": "2023",
    "number": "1",
    "policy_id": "jiaxing-2023",
    "notice_id": "0" * 32,
    "upload_id": "nothing-began",
}
CLASS = {
    "city": "jiaxing",
    "year": 2023,
    "pathway": "online_course",
    "unit_name": "某单位",
    "class_title": "某班",
    "first": "2023-01-01",
    "last": "2023-01-01",
    "days": "1",
}
BODIES: dict[str, object] = {
    "/api/v1/classes": CLASS,
    "/api/v1/classes/{class_id}": CLASS,
    "/api/v1/classes/{class_id}/decisions": {"move": "register"},
    "/api/v1/classes/{class_id}/dossier/decisions": {"items": [{"id": "x", "version": 1}]},
    "/api/v1/classes/{class_id}/papers/{evidence_id}": {},
    "/api/v1/classes/{class_id}/papers/{evidence_id}/moves": {"move": "check"},
    "/api/v1/screenings": {},
    "/api/v1/claims": {"city": "jiaxing", "year": 2023},
    "/api/v1/claims/{claim_id}/facts": {},
    "/api/v1/claims/{claim_id}/decisions": {"verdict": "credit"},
    "/api/v1/decisions/bulk": {"items": [{"id": "x", "version": 1}], "decision": {"verdict": "credit"}},
    "/api/v1/proposals": {"policy": "jiaxing-2023"},
}
HEADERS = {"If-Match": '"1"', "Idempotency-Key": "test-key-1", "Upload-Id": "test-upload-1"}


def fill(path: str) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: FILLED[found[1]], path)


def routes(office: Office) -> set[tuple[str, str]]:
    """All routes: the interface from its own document, the pages (which are not in it) from the application."""
    assert isinstance(office.app, FastAPI)
    documented = office.app.openapi()["paths"].items()
    found = {(method.upper(), path) for path, methods in documented for method in methods}
    pages = {(method, route.path) for route in _pages(office.app.routes) for method in route.methods or ()}
    assert len(pages) > 20
    return found | pages


def _pages(found: Iterable[object]) -> list[APIRoute]:
    flat: list[APIRoute] = []
    for route in found:
        if isinstance(route, APIRoute) and not route.include_in_schema:
            flat.append(route)
        elif hasattr(route, "original_router"):
            flat += _pages(route.original_router.routes)
    return flat


def test_the_table_names_every_route(office: Office) -> None:
    """A new route cannot be added without saying who may use it."""
    forms = {("POST", path) for path in FORMS}
    assert routes(office) - set(TABLE) - OPEN - forms == set()


@pytest.mark.parametrize(("method", "path"), sorted(TABLE), ids=lambda part: str(part))
def test_every_role_against_every_route(office: Office, method: str, path: str) -> None:
    for login in sorted(EVERYBODY):
        client = office.client(login)
        answer = client.request(method, fill(path), json=BODIES.get(path), headers=HEADERS, follow_redirects=False)
        assert answer.status_code < 500, (login, answer.text)
        if login in TABLE[method, path]:
            assert not (answer.status_code == 403 and "access.denied" in answer.text), login
            assert answer.status_code != 401, login
        else:
            assert answer.status_code == 403, (login, answer.status_code)


@pytest.mark.parametrize(("method", "path"), sorted(TABLE), ids=lambda part: str(part))
def test_visitors_get_nothing(office: Office, method: str, path: str) -> None:
    answer = office.client(None).request(
        method, fill(path), json=BODIES.get(path), headers=HEADERS, follow_redirects=False
    )
    if path == "/":
        assert answer.headers["location"] == "/sign-in"
        return
    assert answer.status_code == 401
    if path.startswith("/api"):
        assert answer.headers["content-type"] == MEDIA_TYPE
        assert answer.json()["code"] == "session.missing"


WRITES = sorted((method, path) for method, path in TABLE if method != "GET")


@pytest.mark.parametrize(("method", "path"), WRITES, ids=lambda part: str(part))
def test_a_write_without_the_token_is_refused(office: Office, method: str, path: str) -> None:
    answer = office.client("admin", csrf=False).request(method, fill(path), json=BODIES.get(path), headers=HEADERS)
    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf.token"


FORMS = (
    "/upload",
    "/claims/{claim_id}",
    "/review/{claim_id}",
    "/review/{claim_id}/decision",
    "/compare/{evidence_id}/{other_id}",
    "/screenings",
    "/review/{claim_id}/look",
    "/people",
    "/people/{person_id}/link",
    "/people/{person_id}/sessions",
    "/people/{person_id}/factor",
    "/people/{person_id}/release",
    "/secrecy/{notice_id}",
    "/me/password",
    "/me/factor",
    "/me/sessions",
    "/sign-out",
    "/classes/new",
    "/classes/{class_id}",
    "/classes/{class_id}/roster",
    "/classes/{class_id}/dossier",
    "/classes/{class_id}/papers",
    "/classes/{class_id}/papers/{evidence_id}",
    "/year/{year}",
    "/office",
    "/office/imports/{kind}",
    "/me/unit",
    "/planted",
    "/standards",
    "/standards/policies",
    "/standards/{standard_id}",
)
#: Forms that carry a file: their token is looked at after the file has been taken into memory.
WITH_FILE = {
    "/upload",
    "/classes/{class_id}/roster",
    "/classes/{class_id}/papers",
    "/office/imports/{kind}",
    "/standards/policies",
    "/planted",
}


@pytest.mark.parametrize("path", sorted(set(FORMS) - WITH_FILE))
def test_a_form_without_the_token_is_refused(office: Office, path: str) -> None:
    client = office.client("admin", csrf=False)
    for token in ("", "forged"):
        answer = client.post(fill(path), data={"csrf": token, "version": "1"}, follow_redirects=False)
        assert answer.status_code == 403
    assert office.client(None).post(fill(path), data={"csrf": "x"}, follow_redirects=False).status_code == 401
    assert client.get("/api/v1/session").status_code == 200  # nobody was signed out


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
def test_a_write_from_another_site_is_refused_before_anything(office: Office, headers: dict[str, str]) -> None:
    answer = office.client("admin").post("/sign-in", data={"username": "a", "password": "b"}, headers=headers)
    assert answer.status_code == 403
    assert answer.json()["code"] == "csrf.foreign_origin"


def test_an_upload_form_without_the_token_is_refused_before_the_file_is_touched(office: Office) -> None:
    for login, status in (("lin", 403), (None, 401)):
        answer = office.client(login, csrf=False).post(
            "/upload?upload_id=form-upload-1", data={"city": "jiaxing", "year": "2023"}, files={"file": ("a", b"x")}
        )
        assert answer.status_code == status


def test_a_planted_cookie_is_replaced_at_sign_in(office: Office) -> None:
    desk, admin = office.service.desk, office.service.admin.actor
    person = next(one for one in desk.people(admin) if one.login == "su")
    visitor = office.client(None)
    visitor.cookies.set("hourproof_session", "planted")
    token = desk.sign_in_link(admin, person.id)
    assert visitor.get(f"/sign-in/link?token={token}").status_code == 200
    assert visitor.get("/api/v1/session").status_code == 401  # looking at the link does not use it up
    answer = visitor.post("/sign-in/link", data={"token": token}, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "planted" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    again = office.client(None).post("/sign-in/link", data={"token": token}, follow_redirects=False)
    assert again.status_code == 401


def test_on_https_the_cookie_is_this_hosts_alone(office: Office) -> None:
    desk, admin = office.service.desk, office.service.admin.actor
    person = next(one for one in desk.people(admin) if one.login == "su")
    visitor = TestClient(office.app, base_url="https://testserver")  # type: ignore[arg-type]
    answer = visitor.post("/sign-in/link", data={"token": desk.sign_in_link(admin, person.id)}, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-hourproof_session=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert visitor.get("/api/v1/session").status_code == 200
    plain = TestClient(office.app, base_url="https://testserver")  # type: ignore[arg-type]
    plain.cookies.set("hourproof_session", office.service.sessions["su"].token)
    assert plain.get("/api/v1/session").status_code == 401, "a cookie another host may have planted is not looked at"
    token = visitor.get("/api/v1/session").json()["csrf"]
    out = visitor.post("/sign-out", data={"csrf": token}, follow_redirects=False)
    assert "__Host-hourproof_session=" in out.headers["set-cookie"]
    assert visitor.get("/api/v1/session").status_code == 401


def test_a_role_that_owes_a_second_factor_gets_only_where_it_is_set(office: Office) -> None:
    from dataclasses import replace

    from api.app import create_app
    from claims.desk import Desk
    from claims.second_factor import SECONDS, code_at

    settings = replace(office.service.settings, second_factor_roles="auditor")
    desk = Desk(settings, office.service.desk._intake)
    try:
        client = TestClient(create_app(desk, settings))
        session = office.service.sessions["auditor"]
        client.cookies.set("hourproof_session", session.token)
        client.headers["X-CSRF-Token"] = session.csrf
        assert client.get("/", follow_redirects=False).headers["location"] == "/me"
        for path in ("/audit", "/api/v1/audit", "/secrecy"):
            assert client.get(path).status_code == 403
        assert client.get("/api/v1/audit").json()["code"] == "sign_in.factor_owed"
        shown = client.get("/me").text
        secret = re.search(r'name="secret" value="([A-Z2-7]{32})"', shown)
        assert secret is not None
        wrong = client.post("/me/factor", data={"csrf": session.csrf, "secret": secret[1], "code": "x"})
        assert wrong.status_code == 422
        assert secret[1] in wrong.text, "the phone need not be set up again"
        code = code_at(base64.b32decode(secret[1]), int(time.time()) // SECONDS)
        form = {"csrf": session.csrf, "action": "on", "secret": secret[1], "code": code}
        assert client.post("/me/factor", data=form, follow_redirects=False).status_code == 303
        assert client.get("/audit").status_code == 200
    finally:
        person = next(one for one in desk.people(office.service.admin.actor) if one.login == "auditor")
        desk.end_second_factor_of(office.service.admin.actor, person.id)
        token = desk.sign_in_link(office.service.admin.actor, person.id)
        office.service.sessions["auditor"] = desk.sign_in_with_link(token)
        desk._store.close()


def test_ones_own_sessions_are_listed_and_ended(office: Office) -> None:
    desk, admin = office.service.desk, office.service.admin.actor
    person = next(one for one in desk.people(admin) if one.login == "gu")
    here = office.client("gu")
    there = desk.sign_in_with_link(desk.sign_in_link(admin, person.id))
    shown = here.get("/me").text
    assert there.token not in shown
    ids = re.findall(r'name="session" value="([0-9a-f]{16})"', shown)
    assert len(ids) == 1
    form = {"csrf": here.headers["X-CSRF-Token"], "session": ids[0]}
    assert here.post("/me/sessions", data=form, follow_redirects=False).headers["location"] == "/me?saved=sessions"
    assert desk.signed_in(there.token) is None
    assert here.post("/me/sessions", data=form).status_code == 404
    again = desk.sign_in_with_link(desk.sign_in_link(admin, person.id))
    unit = office.client("unit")
    answer = unit.post(
        f"/people/{person.id}/sessions", data={"csrf": unit.headers["X-CSRF-Token"]}, follow_redirects=False
    )
    assert answer.status_code == 303
    assert desk.signed_in(again.token) is None
    office.service.sessions["gu"] = desk.sign_in_with_link(desk.sign_in_link(admin, person.id))


def test_refused_accesses_are_on_record_and_cannot_flood_it(office: Office) -> None:
    desk, admin = office.service.desk, office.service.admin.actor
    person = desk.add_person(
        admin, login="knocks", name="敲门人", roles=[Role.PROFESSIONAL], employer="清河医院", city="jiaxing"
    ).id
    office.service.sessions["knocks"] = desk.sign_in_with_link(desk.sign_in_link(admin, person))
    client = office.client("knocks")
    assert client.get("/audit").status_code == 403
    assert client.get("/api/v1/claims/" + "f" * 32).status_code == 404
    for _ in range(80):
        client.get("/people")
    rows = desk.audit(admin, limit=500).items
    told = [row for row in rows if row.actor_id == person and row.action == "access.refused"]
    assert 2 <= len(told) <= 30
    subjects = {(row.subject, row.detail["status"]) for row in told}
    assert {("GET /audit", 403), ("GET /api/v1/claims/{claim_id}", 404)} <= subjects
    assert "f" * 32 not in repr(told)


def test_sign_in_says_the_same_for_every_cause(office: Office) -> None:
    answers = [
        office.client(None).post("/api/v1/session", json={"login": login, "password": "wrong wrong wrong"}).json()
        for login in ("admin", "nobody-of-that-name")
    ]
    assert answers[0] == answers[1]
    assert answers[0]["code"] == "sign_in.failed"


def test_a_next_address_never_leads_away(office: Office) -> None:
    client = office.client("lin")
    for goal in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        answer = client.get("/sign-in", params={"next": goal}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_fixed_headers_on_every_answer(office: Office) -> None:
    for path in ("/", "/sign-in", "/livez", "/api/v1/claims", "/nowhere", "/api/nowhere"):
        headers = office.client(None).get(path, follow_redirects=False).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_what_is_not_theirs_cannot_be_told_from_what_does_not_exist(office: Office) -> None:
    claim = office.client("lin").post("/api/v1/claims", json={"city": "jiaxing", "year": 2023})
    assert claim.status_code == 201, claim.text
    theirs, nowhere = claim.headers["location"], "/api/v1/claims/" + "0" * 32
    for login in ("su", "stranger"):
        client = office.client(login)
        assert client.get(theirs).status_code == client.get(nowhere).status_code == 404
        assert client.get(theirs).json() == client.get(nowhere).json()


def test_guessing_passwords_is_slowed_down(office: Office) -> None:
    from api.app import create_app

    client = TestClient(create_app(office.service.desk, office.service.settings))
    # Links are as quick to refuse as passwords are slow: a minute holds more than enough of them on any machine.
    codes = [client.post("/sign-in/link", data={"token": "made-up-token"}).status_code for _ in range(25)]
    assert codes[0] == 401
    assert codes[-1] == 429
    assert client.post("/sign-in", data={"username": "x", "password": "y"}).status_code == 429
