"""Uploads, versions and idempotency over HTTP on a real desk with real reading."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.problems import MEDIA_TYPE
from tests.api.conftest import Office
from tests.browser.drawn import certificate
from tests.browser.service import Service, running

pytestmark = pytest.mark.ocr


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A window of this process beside a real service that does the work."""
    with running(tmp_path_factory.mktemp("http")) as service:
        yield Office(service, create_app(service.desk, service.settings))


def upload(client: TestClient, data: bytes, upload_id: str, **fields: str) -> object:
    return client.post(
        "/api/v1/evidence",
        files={"file": ("证书.jpg", data, "image/jpeg")},
        data={"city": "jiaxing", "year": "2023", **fields},
        headers={"Upload-Id": upload_id},
    )


def ready(client: TestClient, place: str) -> dict[str, object]:
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline:
        found = client.get(place).json()
        if found["claim_ids"]:
            return dict(found)
        time.sleep(0.2)
    raise TimeoutError(place)


@pytest.fixture(scope="module")
def claim_path(office: Office) -> str:
    client = office.client("lin")
    answer = upload(client, certificate(), "http-upload-1")
    assert answer.status_code == 201, answer.text  # type: ignore[attr-defined]
    claim_ids = ready(client, answer.headers["location"])["claim_ids"]  # type: ignore[attr-defined]
    assert isinstance(claim_ids, list)
    path = f"/api/v1/claims/{claim_ids[0]}"
    etag = client.get(path).headers["etag"]
    changed = client.patch(f"{path}/facts", json={"pathway": "industry_authority_class"}, headers={"If-Match": etag})
    assert changed.status_code == 200, changed.text
    assert client.post(f"{path}/submit").status_code == 200
    return path


def test_the_same_upload_id_gives_the_same_receipt(office: Office, claim_path: str) -> None:
    client = office.client("lin")
    again = upload(client, certificate(), "http-upload-1")
    assert again.status_code == 201  # type: ignore[attr-defined]
    body = again.json()  # type: ignore[attr-defined]
    assert body["created"] is False
    other = upload(client, certificate("别的人"), "http-upload-1")
    assert other.status_code == 409  # type: ignore[attr-defined]
    assert other.headers["content-type"] == MEDIA_TYPE  # type: ignore[attr-defined]


def test_figures_are_numbers_and_boxes_are_pixels(office: Office, claim_path: str) -> None:
    claim = office.client("lin").get(claim_path).json()
    assert claim["summary"]["hours"] == {"low": 18, "high": 18, "default": 18}
    hours = next(fact for fact in claim["evidence"][0]["facts"] if fact["name"] == "hours")
    assert hours["value"] == 18
    assert len(hours["box"]) == 4
    image = office.client("lin").get(f"/api/v1/evidence/{claim['evidence'][0]['id']}/pages/1?max_side=300")
    assert image.headers["content-type"] in ("image/webp", "image/jpeg")
    assert image.headers["cache-control"] == "no-store"
    missing = office.client("lin").get(f"/api/v1/evidence/{claim['evidence'][0]['id']}/pages/7")
    assert missing.status_code == 404


def test_events_end_with_done(office: Office, claim_path: str) -> None:
    client = office.client("lin")
    evidence_id = client.get(claim_path).json()["evidence"][0]["id"]
    with client.stream("GET", f"/api/v1/evidence/{evidence_id}/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines = [line for line in stream.iter_lines() if line.startswith("event:")]
    assert lines[-1] == "event: done"
    assert office.client("stranger").get(f"/api/v1/evidence/{evidence_id}/events").status_code == 404


def test_a_decision_needs_version_and_key_and_counts_once(office: Office, claim_path: str) -> None:
    unit = office.client("unit")
    seen = unit.get(claim_path)
    etag, path = seen.headers["etag"], f"{claim_path}/decisions"
    key = {"Idempotency-Key": "decision-key-1"}
    body = {"verdict": "credit"}
    assert unit.post(path, json=body, headers=key).json()["code"] == "version.missing"
    assert unit.post(path, json=body, headers={"If-Match": etag}).json()["code"] == "idempotency.missing"
    assert unit.post(path, json=body, headers={**key, "If-Match": "x"}).json()["code"] == "version.malformed"
    assert unit.post(path, json=body, headers={**key, "If-Match": '"999"'}).status_code == 412
    for doubt in seen.json()["doubts"]:
        changed = unit.patch(f"{claim_path}/facts", json={"doubts": [{"id": doubt["id"]}]}, headers={"If-Match": etag})
        assert changed.status_code == 200, changed.text
        etag = changed.headers["etag"]
    first = unit.post(path, json=body, headers={**key, "If-Match": etag})
    again = unit.post(path, json=body, headers={**key, "If-Match": etag})
    assert first.status_code == again.status_code == 200, first.text
    assert first.json()["summary"]["state"] == "second_review"
    assert again.json()["summary"]["version"] == first.json()["summary"]["version"]
    late = unit.post(path, json=body, headers={"Idempotency-Key": "decision-key-2", "If-Match": etag})
    assert late.status_code in (403, 409, 412)
    undone = unit.post(f"{claim_path}/undo", headers={"If-Match": first.headers["etag"]})
    assert undone.status_code == 200, undone.text
    assert undone.json()["summary"]["state"] == "submitted"


def test_bulk_names_what_it_skipped(office: Office, claim_path: str) -> None:
    unit = office.client("unit")
    claim_id = claim_path.rsplit("/", 1)[1]
    body = {"items": [{"id": claim_id, "version": 1}], "decision": {"verdict": "credit"}}
    answer = unit.post("/api/v1/decisions/bulk", json=body, headers={"Idempotency-Key": "bulk-key-1"})
    assert answer.status_code == 200, answer.text
    assert answer.json()[0]["outcome"] == "skipped"
    assert answer.json()[0]["detail"]


@pytest.mark.parametrize(
    ("data", "fields", "status"),
    [
        (b"", {}, 422),
        (b"words, no picture", {}, 422),
        (b"\xff\xd8\xff\xe0 cut", {}, 422),
        (b"x", {"year": "20x3"}, 422),
    ],
    ids=["empty", "text", "truncated", "year"],
)
def test_bad_uploads_are_refused_in_words(office: Office, data: bytes, fields: dict[str, str], status: int) -> None:
    answer = upload(office.client("lin"), data, "http-bad-upload", **fields)
    assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    problem = answer.json()  # type: ignore[attr-defined]
    assert problem["code"]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in problem["detail"])


def test_a_marked_paper_is_withheld_and_leaves_nothing(office: Office) -> None:
    before = office.client("lin").get("/api/v1/claims?mine=true").json()["items"]
    answer = upload(office.client("lin"), certificate("林书禾", title="机密★5年"), "http-marked-1")
    assert answer.status_code == 422, answer.text  # type: ignore[attr-defined]
    problem = answer.json()  # type: ignore[attr-defined]
    assert problem["code"].startswith("secrecy.")
    assert "单位书面证明" in problem["detail"]
    assert "卫生专业技术人员" not in answer.text  # type: ignore[attr-defined]
    assert office.client("lin").get("/api/v1/claims?mine=true").json()["items"] == before
    notices = office.client("unit").get("/secrecy").text
    assert "林书禾" in notices


def test_readiness_and_metrics_say_counts_only(office: Office, claim_path: str) -> None:
    client = office.client(None)
    assert client.get("/livez").text == "ok"
    assert client.get("/readyz").json()["parts"]["database"] == "ok"
    figures = client.get("/metrics").text
    assert "hourproof_http_requests_total" in figures
    assert claim_path.rsplit("/", 1)[1] not in figures
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 403


def test_service_is_real(office: Office) -> None:
    service: Service = office.service
    assert service.process is not None
    assert service.process.poll() is None
