"""The pages worth looking at, brought about by really using the service: for screenshots and for axe."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx

from claims.store import claims as claim_rows
from claims.store.engine import Transaction
from tests.browser.drawn import certificate, edited
from tests.browser.service import Service


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


def stage(service: Service) -> Iterator[Shown]:
    """Fills the service with a little work and names the pages to look at."""
    clean = hand_in(service, "lin", certificate(), "stage-clean-1")
    doubtful = hand_in(service, "su", certificate("林书禾", number="JX2023050818"), "stage-doubt-1")
    draft = hand_in(
        service,
        "lin",
        certificate(number="JX2023061903", start="2023年6月19日", end="2023年6月21日", course="急诊护理新进展研讨班"),
        "stage-draft-1",
        submit=False,
    )
    copied = hand_in(service, "gu", edited(certificate(), "顾清源"), "stage-copy-1")
    with service.desk._store.read() as tx:
        paper, earlier = evidence_of(tx, copied), evidence_of(tx, clean)
    yield Shown("sign-in", None, "/sign-in")
    yield Shown("upload", "lin", "/upload")
    yield Shown("claims", "lin", "/claims")
    yield Shown("claim", "lin", f"/claims/{draft}")
    yield Shown("account", "lin", "/account/2023")
    yield Shown("me", "lin", "/me")
    yield Shown("queue", "unit", "/review")
    yield Shown("review-clean", "unit", f"/review/{clean}", "body.reviewing main.review")
    yield Shown("review-doubts", "unit", f"/review/{doubtful}", "body.reviewing main.review")
    yield Shown("investigation", "investigator", "/investigation?show=all")
    yield Shown("cluster", "investigator", f"/investigation/{paper}")
    yield Shown("compare", "investigator", f"/compare/{paper}/{earlier}")
    yield Shown("sheet", "investigator", f"/investigation/{paper}/sheet")
    yield Shown("statistics", "authority", "/statistics?year=2023")
    yield Shown("people", "unit", "/people")
    yield Shown("secrecy", "unit", "/secrecy")
    yield Shown("audit", "auditor", "/audit")
    yield Shown("policies", "lin", "/policies")
    yield Shown("policy", "lin", "/policies/jiaxing-2023")
    yield Shown("not-found", "lin", "/claims/nothing-of-that-name")
