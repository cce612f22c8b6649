"""The office's year over HTTP: classes with roster and dossier, forms, imports, verification; faults by cell."""

from __future__ import annotations

import io

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from claims.forms import forms
from claims.forms.book import book
from claims.forms.layout import lay_out
from claims.forms.reading import read_form
from claims.imports.sheets import SHEETS
from domain.claim import Role
from tests.api.conftest import Office

UNIT = "嘉兴市水利工程管理中心"

CLASS = {
    "city": "jiaxing",
    "year": 2023,
    "pathway": "industry_authority_class",
    "unit_name": UNIT,
    "class_title": "水利安全管理培训班",
    "first": "2023-05-10",
    "last": "2023-05-11",
    "days": "2",
    "hours_total": "12",
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheet(form_id: str, **data: object) -> bytes:
    return book([lay_out(forms().get(form_id) or SHEETS[form_id], data)])


def roster(*names: str, hours: object = 12) -> bytes:
    rows = [
        {"training_unit": UNIT, "class_title": CLASS["class_title"], "name": name, "company": UNIT, "hours": hours}
        for name in names
    ]
    return sheet("zhoushan_roster", people=rows)


@pytest.fixture
def chief(office: Office) -> TestClient:
    return office.client("admin")


def applied(chief: TestClient) -> str:
    answer = chief.post("/api/v1/classes", json=CLASS)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


def test_a_class_over_the_interface(chief: TestClient) -> None:
    place = applied(chief)
    told = chief.post(f"{place}/decisions", json={"move": "approve", "hours": 12}, headers={"If-Match": '"1"'})
    assert told.status_code == 200, told.text
    stale = chief.post(f"{place}/decisions", json={"move": "approve"}, headers={"If-Match": '"1"'})
    assert stale.status_code == 412
    bad = chief.put(f"{place}/roster", files={"file": ("a.xlsx", roster("某人", hours="十二"), XLSX)})
    assert bad.status_code == 422
    (fault,) = bad.json()["faults"]
    assert (fault["code"], fault["cell"][0]) == ("sheet.number", "K")
    assert chief.get(place).json()["line"]["state"] == "approved"
    good = chief.put(f"{place}/roster", files={"file": ("a.xlsx", roster("某人"), XLSX)})
    assert good.json()["line"]["state"] == "roster_in"
    dossier = chief.get(f"{place}/dossier").json()
    assert (dossier["rows"], dossier["not_claimed"]) == ([], ["某人"])
    done = chief.post(f"{place}/decisions", json={"move": "register"}).json()
    assert [one["outcome"] for one in done["roster"]] == ["unknown_person"]


def test_pages_of_the_year_open(chief: TestClient) -> None:
    class_id = applied(chief).rsplit("/", 1)[1]
    chief.post(f"/api/v1/classes/{class_id}/decisions", json={"move": "approve", "hours": 12})
    chief.put(f"/api/v1/classes/{class_id}/roster", files={"file": ("a.xlsx", roster("张三"), XLSX)})
    paths = [
        *("/classes", "/classes/new", f"/classes/{class_id}", f"/classes/{class_id}/dossier", "/forms", "/office"),
        *("/year?year=2022", "/account/2023/record?as=print", f"/classes/{class_id}/application?as=print"),
        f"/classes/{class_id}/roster?as=print",
        *(f"/forms/{form_id}?as=print" for form_id in forms()),
    ]
    for path in paths:
        for language in ("zh", "en"):
            chief.cookies.set("hourproof_lang", language)
            answer = chief.get(path)
            assert answer.status_code == 200, (path, answer.text[:400])
            assert "<h1>" in answer.text


def test_excel_of_a_class_reads_back(chief: TestClient) -> None:
    class_id = applied(chief).rsplit("/", 1)[1]
    answer = chief.get(f"/classes/{class_id}/application")
    assert answer.headers["content-type"] == XLSX
    back = read_form(forms()["zhoushan_application"], answer.content)
    assert back["class_title"] == CLASS["class_title"]
    assert back["hours"] == {"total": 12}


def test_a_form_of_the_page_applies_and_says_what_is_wrong(chief: TestClient) -> None:
    token = chief.headers["X-CSRF-Token"]
    fields = {
        "csrf": token,
        "unit_name": UNIT,
        "class_title": "测量新技术培训班",
        "pathway": "jiaxing-2023:industry_authority_class",
        "first": "2023-06-01",
        "last": "2023-06-02",
        "hours_total": "12",
        "lecturers": "高原，正高级工程师，测量\n林某，教授",
        "schedule": "2023-06-01，8:30，测量，高原",
    }
    answer = chief.post("/classes/new", data=fields, follow_redirects=False)
    assert answer.status_code == 303, answer.text[:300]
    shown = chief.get(answer.headers["location"]).text
    assert "正高级工程师" in shown
    wrong = chief.post("/classes/new", data=fields | {"first": "明天"})
    assert wrong.status_code == 422
    assert "测量新技术培训班" in wrong.text  # what was typed is not lost


def test_imports_say_every_fault_and_change_nothing(chief: TestClient) -> None:
    before = chief.get("/people").text.count("<tr>")
    rows = [{"login": "a1", "name": "甲", "unit": UNIT}, {"login": "a1", "name": "乙", "unit": UNIT}]
    token = chief.headers["X-CSRF-Token"]

    def send(*people: dict[str, str]) -> object:
        return chief.post(
            "/office/imports/people",
            files={"file": ("p.xlsx", sheet("people", people=list(people)), XLSX)},
            data={"csrf": token, "city": "jiaxing"},
        )

    answer = send(*rows)
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "B5" in answer.text  # type: ignore[attr-defined]
    assert chief.get("/people").text.count("<tr>") == before
    assert send(rows[0]).status_code == 200  # type: ignore[attr-defined]
    assert chief.get("/people").text.count("<tr>") == before + 1


def test_empty_forms_can_be_had_by_everybody(office: Office) -> None:
    client = office.client("lin")
    answer = client.get("/forms/zhoushan_roster")
    header = [cell.value for cell in load_workbook(io.BytesIO(answer.content)).worksheets[0][3]]
    assert header[:3] == ["序号", "培训单位", "培训班名称"]
    assert client.get("/forms/nothing").status_code == 404


def test_professionals_have_no_part_in_classes(office: Office) -> None:
    client = office.client("lin")
    assert client.get("/classes").status_code == 403
    assert client.post("/api/v1/classes", json=CLASS).status_code == 403
    assert client.get("/office").status_code == 403
    assert client.get("/year").status_code == 200


@pytest.mark.parametrize("path", ["/classes/0/roster", "/office/imports/people"])
def test_a_form_with_a_file_needs_the_token_too(chief: TestClient, path: str) -> None:
    files = {"file": ("p.xlsx", roster("某人"), XLSX)}
    assert chief.post(path, files=files, data={"csrf": "forged"}).status_code == 403


def test_a_person_asks_for_another_unit_and_takes_it_back(office: Office) -> None:
    desk, admin = office.service.desk, office.service.admin.actor
    desk.register_unit(admin, "jiaxing", "嘉兴市南湖规划院")
    mine = office.client("gu")
    page = mine.get("/me/unit")
    assert "嘉兴市南湖规划院" in page.text
    token = {"csrf": office.service.sessions["gu"].csrf}
    refused = mine.post("/me/unit", data={**token, "then": "ask", "unit": "没有登记的单位"})
    assert refused.status_code == 422
    assert "还没有登记" in refused.text
    asked = mine.post("/me/unit", data={**token, "then": "ask", "unit": "嘉兴市南湖规划院", "reason": "调动"})
    assert "待确认" in asked.text
    assert "提交申请" not in asked.text  # one wish at a time
    (waiting,) = [one for one in desk.bindings(admin) if one.state == "waiting"]
    back = mine.post("/me/unit", data={**token, "then": "withdraw", "id": waiting.id})
    assert "已撤回" in back.text
    assert "提交申请" in back.text


def test_years_side_by_side(office: Office) -> None:
    unit, person = office.client("unit"), office.service.sessions["gu"].actor.person_id
    page = unit.get(f"/years?person={person}&first=2022&last=2024")
    assert page.status_code == 200
    assert [f">{year}</a>" in page.text for year in (2021, 2022, 2023, 2024)] == [False, True, True, True]
    assert "平均每年" in page.text
    record = office.service.desk.years(office.service.sessions["unit"].actor, person, 2022, 2024)
    with_policy = [one for one in record.years if one.policy]
    assert [one.year for one in with_policy] == [2023]
    assert record.average == with_policy[0].total("total")  # years without a document do not pull it down
    assert unit.get(f"/years?person={person}&first=1990&last=2024").status_code == 422
    assert office.client("stranger").get(f"/years?person={person}").status_code == 404


def test_a_whole_unit_is_verified_without_a_box_each(office: Office) -> None:
    desk, admin = office.service.desk, office.service.admin.actor
    made = [
        desk.add_person(
            admin,
            login=f"xz-{name}",
            name=name,
            roles=[Role.UNIT_ADMIN if name == "xz管理" else Role.PROFESSIONAL],
            employer="徐州市某院",
            city="xuzhou",
            settings={"title_level": "junior"},
        )
        for name in ("xz管理", "xz甲", "xz乙", "xz丙")
    ]
    session = desk.sign_in_with_link(desk.sign_in_link(admin, made[0].id))
    client = TestClient(office.app)  # type: ignore[arg-type]
    client.cookies.set("hourproof_session", session.token)
    fields = {"csrf": session.csrf, "then": "make", "why": "申报职称", "everybody": "1"}
    answer = client.post("/year/2020", data=fields)
    assert answer.status_code == 200, answer.text
    (table,) = desk.verifications(session.actor, year=2020)
    assert {one.name for one in table.people} == {"xz甲", "xz乙", "xz丙"}
