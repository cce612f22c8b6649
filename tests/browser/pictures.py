"""The pages worth looking at, brought about by really using the service: for screenshots and for axe."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import httpx

from claims.classes.nouns import Application, Lecturer
from claims.forms import forms
from claims.forms.book import book
from claims.forms.layout import lay_out
from claims.store import claims as claim_rows
from claims.store.engine import Transaction
from claims.views import Decision
from claims.work import wait_until
from domain.claim import Verdict
from tests.browser.drawn import Certificate, certificate, edited, sign_in_sheet
from tests.browser.service import CITY, EMPLOYER, Service
from tests.claims.archive import Archive


@dataclass(frozen=True)
class Shown:
    """A page as somebody sees it. ``wait`` is a selector that says it is there."""

    name: str
    login: str | None
    path: str
    wait: str = "main"


def hand_in(service: Service, login: str, data: bytes, upload_id: str, *, submit: bool = True) -> str:
    """Upload over HTTP, choose the pathway, submit; gives the claim's id."""
    session = service.sessions[login]
    with httpx.Client(
        base_url=service.base, cookies=service.cookies(login), headers={"X-CSRF-Token": session.csrf}, timeout=120
    ) as client:
        answer = client.post(
            "/api/v1/evidence",
            files={"file": ("a.jpg", data, "image/jpeg")},
            data={"city": "jiaxing", "year": "2023"},
            headers={"Upload-Id": upload_id},
        )
        answer.raise_for_status()
        place = answer.headers["location"]
        deadline = time.monotonic() + 120
        while not (claims := client.get(place).json()["claim_ids"]) and time.monotonic() < deadline:
            time.sleep(0.2)
        path = f"/api/v1/claims/{claims[0]}"
        client.patch(
            f"{path}/facts",
            json={"pathway": "industry_authority_class"},
            headers={"If-Match": client.get(path).headers["etag"]},
        ).raise_for_status()
        if submit:
            client.post(f"{path}/submit").raise_for_status()
        return str(claims[0])


def evidence_of(tx: Transaction, claim_id: str) -> str:
    return claim_rows.evidence_ids(tx, claim_id)[0]


def approved_class(service: Service) -> str:
    """A class of two days and 12 hours that the drawn certificate of three days and 18 speaks of; its id."""
    application = Application(
        city="jiaxing",
        year=2023,
        pathway="industry_authority_class",
        unit_name=EMPLOYER,
        class_title=Certificate().course,
        first=date(2023, 5, 8),
        last=date(2023, 5, 9),
        days=Decimal(2),
        hours_per_day=Decimal(6),
        hours_total=Decimal(12),
        planned=30,
        lecturers=(Lecturer("高原", "主任医师", "急诊护理"),),
    )
    unit, authority = service.sessions["unit"].actor, service.sessions["authority"].actor
    view = service.desk.apply_class(unit, application)
    view = service.desk.decide_class(authority, view.line.id, view.line.version, "approve", hours=Decimal(12))
    row = {"training_unit": EMPLOYER, "class_title": application.class_title, "company": EMPLOYER, "hours": 12}
    people = [{"number": at, "name": name, **row} for at, name in enumerate(("林书禾", "苏明远", "顾清原"), 1)]
    service.desk.hand_in_roster(
        unit, view.line.id, None, book([lay_out(forms()["zhoushan_roster"], {"people": people})])
    )
    return view.line.id


def returned(service: Service, claim_id: str) -> None:
    """The unit sends a claim back with a sentence that points at the day it began."""
    unit = service.sessions["unit"].actor
    claim = service.desk.claim(unit, claim_id)
    said = Decision(Verdict.RETURN, "开始日期看不清，请重拍该处。", evidence_id=claim.evidence[0].id, fact="start_date")
    service.desk.decide(unit, claim_id, claim.summary.version, said, idempotency_key="stage-return")


def class_sheet(service: Service, class_id: str) -> str:
    """A sign-in sheet handed in for the class, and read; its evidence id."""
    session = service.sessions["unit"]
    photo = sign_in_sheet(
        Certificate().course, "2023年5月9日", ["林书禾", "苏明园", "顾清源", "陆之遥", "方以真", "苗青禾"]
    )
    with httpx.Client(
        base_url=service.base, cookies=service.cookies("unit"), headers={"X-CSRF-Token": session.csrf}, timeout=120
    ) as client:
        answer = client.post(f"/api/v1/classes/{class_id}/papers", files={"file": ("s.jpg", photo, "image/jpeg")})
        answer.raise_for_status()
        evidence_id = str(answer.json()["id"])
        deadline = time.monotonic() + 120
        while client.get(f"/api/v1/evidence/{evidence_id}").json()["state"] not in ("ready", "failed"):
            if time.monotonic() > deadline:
                raise TimeoutError("the sheet was not read")
            time.sleep(0.2)
    return evidence_id


def screened(service: Service) -> str:
    """A screening of papers of a year nothing else is of, one number among them of another form; its id."""
    owner, asker = (service.desk.signed_in(service.sessions[login].token) for login in ("lin", "investigator"))
    assert owner is not None
    assert asker is not None
    Archive(service.desk, owner.actor, CITY, 2021).society()
    begun = service.desk.start_screening(asker.actor, 2021)
    assert wait_until(lambda: service.desk.screening(asker.actor, begun.id).state == "done", 60)
    return begun.id


def stage(service: Service) -> Iterator[Shown]:
    """Fills the service with a little work and names the pages to look at."""
    class_id = approved_class(service)
    clean = hand_in(service, "lin", certificate(), "stage-clean-1")
    doubtful = hand_in(service, "su", certificate("林书禾", number="JX2023050818"), "stage-doubt-1")
    draft = hand_in(
        service,
        "lin",
        certificate(number="JX2023061903", start="2023年6月19日", end="2023年6月21日", course="急诊护理新进展研讨班"),
        "stage-draft-1",
        submit=False,
    )
    sent_back = hand_in(
        service,
        "lin",
        certificate(number="JX2023071903", start="2023年7月19日", end="2023年7月21日", course="院感防控研讨班"),
        "stage-return-1",
    )
    returned(service, sent_back)
    sheet = class_sheet(service, class_id)
    copied = hand_in(service, "gu", edited(certificate(), "顾清源"), "stage-copy-1")
    with service.desk._store.read() as tx:
        paper, earlier = evidence_of(tx, copied), evidence_of(tx, clean)
    yield Shown("sign-in", None, "/sign-in")
    yield Shown("upload", "lin", "/upload")
    yield Shown("claims", "lin", "/claims")
    yield Shown("claim", "lin", f"/claims/{draft}")
    yield Shown("claim-returned", "lin", f"/claims/{sent_back}")
    yield Shown("account", "lin", "/account/2023")
    yield Shown("me", "lin", "/me")
    yield Shown("queue", "unit", "/review")
    yield Shown("review-clean", "unit", f"/review/{clean}", "body.reviewing main.review")
    yield Shown("review-doubts", "unit", f"/review/{doubtful}", "body.reviewing main.review")
    yield Shown("investigation", "investigator", "/investigation?show=all")
    yield Shown("cluster", "investigator", f"/investigation/{paper}")
    yield Shown("compare", "investigator", f"/compare/{paper}/{earlier}")
    yield Shown("sheet", "investigator", f"/investigation/{paper}/sheet")
    yield Shown("screening", "investigator", f"/screenings/{screened(service)}")
    yield Shown("classes", "unit", "/classes")
    yield Shown("class", "unit", f"/classes/{class_id}")
    yield Shown("dossier", "unit", f"/classes/{class_id}/dossier")
    yield Shown("class-paper", "unit", f"/classes/{class_id}/papers/{sheet}", "body.reviewing main:not([data-reading])")
    yield Shown("class-new", "unit", "/classes/new")
    yield Shown("office", "authority", "/office")
    yield Shown("standards", "authority", "/standards")
    yield Shown("year", "unit", "/year?year=2023")
    yield Shown("years", "lin", "/years")
    yield Shown("record", "lin", "/account/2023/record?as=print")
    yield Shown("forms", "unit", "/forms")
    yield Shown("form", "unit", "/forms/zhoushan_roster?as=print")
    yield Shown("unit", "lin", "/me/unit")
    yield Shown("planted", "authority", "/planted")
    yield Shown("statistics", "authority", "/statistics?year=2023")
    yield Shown("people", "unit", "/people")
    yield Shown("secrecy", "unit", "/secrecy")
    yield Shown("audit", "auditor", "/audit")
    yield Shown("policies", "lin", "/policies")
    yield Shown("policy", "lin", "/policies/jiaxing-2023")
    yield Shown("not-found", "lin", "/claims/nothing-of-that-name")
