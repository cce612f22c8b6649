"""What the service prints and stores in the clear names nobody: canaries go in through every door, then a search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.installation import CITY, YEAR, Installation, installed, upload
from benchmarks.remains import files_below
from tests.claims import papers

#: Invented: an ID number with a sequence never issued, a telephone number nobody has, names, a password.
ID, PHONE, NAME, WORD, PASSWORD = (
    "330402199001010000",
    "19900001234",
    "诸葛金雀",
    "金丝雀要素九号",
    "canary-pass-77-word",
)
CANARIES = (ID, PHONE, NAME, WORD, PASSWORD)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    with installed(tmp_path, professionals=1, reader_nice=0) as ready:
        ready.start("serve")
        ready.wait_ready()
        yield ready


def every_door(place: Installation) -> list[int]:
    """Canaries through uploads, errors, bad requests, sign-in, claims, searches; the statuses that came back."""
    statuses: list[int] = []
    with place.client("p0") as person, place.client("unit") as unit:
        for number, data in enumerate(
            (papers.certificate(), f"{NAME} {ID} {PHONE}".encode(), b"%PDF-1.4 " + ID.encode())
        ):
            answer = upload(person, data, f"canary-{number:04}", name=f"{NAME}{ID}.pdf")
            assert answer is not None
            statuses.append(answer.status_code)
            assert not any(one in answer.text for one in CANARIES), "an answer repeats what was sent"

        def ask(client: object, method: str, path: str, **how: object) -> str:
            answer = getattr(client, "request")(method, path, **how)  # noqa: B009 - either client
            statuses.append(answer.status_code)
            return str(answer.text)

        activity = {"days": 2, "event": f"{WORD}培训班", "start": "2023-05-10", "end": "2023-05-11"}
        body = {"city": CITY, "year": YEAR, "pathway": "industry_authority_class", "activity": activity}
        ask(person, "POST", "/api/v1/claims", json=body)
        bad: tuple[dict[str, object], ...] = (
            {**body, "year": ID},
            {**body, "city": NAME},
            {ID: NAME},
            {"activity": WORD},
        )
        for one in bad:
            text = ask(person, "POST", "/api/v1/claims", json=one)
            assert ID not in text
            assert NAME not in text
        ask(person, "POST", "/api/v1/claims", content=f'{{"{ID}": {NAME}', headers={"content-type": "application/json"})
        ask(person, "GET", f"/api/v1/claims?employer={NAME}&cursor={ID}&state={WORD}")
        ask(person, "GET", f"/api/v1/evidence/{ID}")
        ask(person, "GET", f"/{NAME}/{ID}?phone={PHONE}")
        ask(unit, "PATCH", f"/api/v1/claims/{PHONE}/facts", json={"facts": [{"name": ID, "value": NAME}]})
        ask(person, "POST", "/api/v1/session", json={"login": NAME, "password": PASSWORD})
        ask(person, "POST", "/api/v1/session", json={"login": NAME, "password": [PASSWORD]})
        ask(person, "POST", "/api/v1/proposals", json={"policy": NAME, "activities": [{"ref": ID}]})
    return statuses


@pytest.mark.ocr
def test_logs_and_plain_storage_name_nobody(place: Installation, tmp_path: Path) -> None:
    statuses = every_door(place)
    assert 201 in statuses
    assert any(400 <= status < 500 for status in statuses)
    assert not any(status >= 500 for status in statuses), statuses
    place.end_all()
    assert place.log.exists()
    found = []
    for path in files_below([tmp_path]):
        content = path.read_bytes()
        found += [f"{path.name}: {one}" for one in CANARIES if one.encode() in content]
    assert found == []
    # The search would have found it: the person's own name stands in the people table, as docs/privacy.md says.
    rows = sqlite3.connect(place.settings.sqlite_path).execute("select name from people").fetchall()
    assert ("林书0",) in rows
    assert any("林书0".encode() in path.read_bytes() for path in files_below([tmp_path]))
