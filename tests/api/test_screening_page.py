"""A screening from the web page: begun, followed, what stands out over all of it shown as page and as data."""

from __future__ import annotations

import re

import pytest

from claims.work import wait_until
from tests.api.conftest import Office
from tests.browser.service import CITY
from tests.claims.archive import Archive


@pytest.fixture(scope="module")
def address(office: Office) -> str:
    """Where the page that was asked for a screening of 2021 leads, once that is done."""
    desk = office.service.desk
    signed_in = desk.signed_in(office.service.sessions["lin"].token)
    assert signed_in is not None
    Archive(desk, signed_in.actor, CITY, 2021).society()
    client = office.client("investigator")
    asked = client.post(
        "/screenings",
        data={"csrf": office.service.sessions["investigator"].csrf, "year": "2021"},
        follow_redirects=False,
    )
    assert asked.status_code == 303
    address = asked.headers["location"]
    assert wait_until(lambda: client.get(f"/api/v1{address}").json()["state"] == "done", 60)
    return str(address)


def test_the_page_and_the_data_say_the_same(office: Office, address: str) -> None:
    client = office.client("investigator")
    assert address in client.get("/investigation").text
    data = client.get(f"/api/v1{address}/findings").json()
    assert (data["state"], data["total"]) == ("done", len(data["patterns"]))
    (one,) = (pattern for pattern in data["patterns"] if pattern["code"] == "contradiction.number_format")
    (paper,) = one["papers"]
    page = client.get(address).text
    for said in (one["message"], one["next_step"], *one["innocent"], "AA-99999999", "AA9999-9999", paper["receipt_no"]):
        assert said in page
    assert f'href="/evidence/{paper["finding"]["other"]}"' in page
    assert (one["hours_at_stake"], paper["finding"]["severity"], paper["finding"]["page"]) == (16, "note", 1)


def test_an_english_reader_reads_english(office: Office, address: str) -> None:
    client = office.client("investigator")
    client.cookies.set("hourproof_lang", "en")
    main = re.sub(r"(?s).*<main|</main>.*|<td>.*?</td>", "", client.get(address).text)
    assert "another form than 11 others" in main
    assert re.findall(r"[\u4e00-\u9fff]+", main) == []


def test_no_year_is_no_screening(office: Office) -> None:
    csrf = office.service.sessions["investigator"].csrf
    refused = office.client("investigator").post("/screenings", data={"csrf": csrf, "year": "20x1"})
    assert refused.status_code == 422
