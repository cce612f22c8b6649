"""Standards over the pages: a faulty cell says so in its place, the effect is shown, then it is put in force."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

import rules
from api.charts import Bar, bars
from claims.views import Decision
from domain.claim import Verdict
from rules.policy import FOLDER
from tests.api.conftest import Office


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    yield
    rules.adopt()


@pytest.fixture
def chief(office: Office) -> TestClient:
    return office.client("admin")


def send(client: TestClient, path: str, **fields: str) -> str:
    """The form with its token and version; the page that follows."""
    page = client.get(path.split("?")[0]).text
    hidden = dict(re.findall(r'name="(csrf|version|policy)" value="([^"]*)"', page))
    answer = client.post(path, data={**hidden, **fields})
    assert answer.status_code == 200, answer.text
    return answer.text


def test_a_table_from_the_first_cell_to_force_and_back(chief: TestClient, office: Office) -> None:
    csrf = re.search(r'data-csrf="([^"]+)"', chief.get("/standards").text)
    assert csrf
    made = chief.post("/standards", data={"csrf": csrf[1], "policy": "wenzhou-2020"}, follow_redirects=False)
    path = made.headers["location"]
    row = {"r0:pathway": "unit_training", "r0:clause": "第五条", "r0:way": "per_unit", "r0:count": "days"}
    faulty = send(chief, path, then="save", document="示例细则（虚构）", **row, **{"r0:hours": "四"})
    assert 'aria-invalid="true" aria-describedby="r0-hours-why"' in faulty
    assert '<span class="why" id="r0-hours-why">请填写数字。</span>' in faulty
    assert 'value="四"' in faulty  # what was typed is still there
    refused = chief.get(f"{path}/effect")
    assert refused.status_code == 409
    assert "没有改正" in refused.text
    sound = send(chief, path, then="save", document="示例细则（虚构）", **row, **{"r0:hours": "4"})
    assert "aria-invalid" not in sound
    effect = chief.get(f"{path}/effect")
    assert effect.status_code == 200, effect.text
    assert "在真实申报上试算" in effect.text
    assert '<svg class="chart"' in effect.text
    on = send(chief, path, then="on")
    assert "在用" in on
    assert rules.policies()["wenzhou-2020"].tables
    assert "修改（另起草稿）" in on
    copied = send(chief, path, then="copy")
    assert 'value="4"' in copied
    assert "已停用" in send(chief, path, then="off")
    assert not rules.policies()["wenzhou-2020"].tables


def test_a_policy_is_uploaded_and_tried(chief: TestClient) -> None:
    page = chief.get("/standards").text
    csrf = re.search(r'data-csrf="([^"]+)"', page)
    assert csrf
    text = (FOLDER / "jiaxing-2023.toml").read_text(encoding="utf-8").replace("hours = 36", "hours = 35", 1)
    files = {"file": ("jiaxing-2023.toml", text.encode(), "application/toml")}
    answer = chief.post("/standards/policies", data={"csrf": csrf[1]}, files=files)
    assert answer.status_code == 200
    assert "需要改正" in answer.text  # its examples no longer come out
    assert "试算影响</a>" not in answer.text
    broken = chief.post("/standards/policies", data={"csrf": csrf[1]}, files={"file": ("a.toml", b"id = [", "x/y")})
    assert broken.status_code == 422
    assert "语法有误" in broken.text


def test_a_plot_says_in_words_what_it_shows() -> None:
    drawn = str(
        bars("k", "标题", "说明。", [Bar("很长很长很长很长很长很长的名称<", (1, 2.5)), Bar("空", ())], ("甲", "乙"))
    )
    root = ElementTree.fromstring(drawn)
    assert root.attrib["role"] == "img"
    by_id = {one.attrib.get("id"): one for one in root.iter()}
    assert [by_id[name].text for name in root.attrib["aria-labelledby"].split()] == [
        "标题",
        "说明。 很长很长很长很长很长很长的名称< 3.5；空 0",
    ]
    widths = [float(one.attrib["width"]) for one in root.iter("rect")][2:]
    assert widths[1] == pytest.approx(2.5 * widths[0], rel=0.01)
    assert "style=" not in drawn


def test_the_chiefs_page_draws_what_there_is(office: Office) -> None:
    desk, unit = office.service.desk, office.service.sessions["unit"].actor
    person = office.service.sessions["su"].actor
    made = desk.create_claim(
        person, city="jiaxing", year=2023, pathway="study_app_score", activity={"score": 6000, "score_kind": "annual"}
    )
    desk.submit(person, made.summary.id)
    view = desk.claim(unit, made.summary.id)
    decision = Decision(Verdict.RETURN, "请补充签名盖章")
    desk.decide(unit, made.summary.id, view.summary.version, decision, idempotency_key="figures")
    answer = office.client("auditor").get("/statistics?year=2023")
    assert answer.status_code == 200, answer.text
    plots = re.findall(r'aria-labelledby="(\w+)-t \w+-d"', answer.text)
    assert {"ages", "looks", "doubts", "overturned"} <= set(plots)
    assert "苏明远" not in answer.text
