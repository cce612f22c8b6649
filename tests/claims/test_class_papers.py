"""A notice or sign-in sheet of a class is checked once; every claim of the class is held against it from then on."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from claims.classes.checked import Checked, known, on_sheet, photographed_again
from claims.classes.nouns import ClassPaperView, PaperChange
from claims.desk import Desk
from claims.documents import Document
from claims.errors import BadInput, Conflict, Forbidden, NotFound, Stale
from claims.store.evidence import kept_for_classes
from claims.views import Actor, ClaimView, CorrectionView, Doubt
from tests.claims import papers
from tests.claims.conftest import CITY, YEAR, Office
from tests.claims.test_classes import TITLE, application

WAY = "industry_authority_class"


def a_class(office: Office) -> str:
    """Three days in May, 24 hours, as the drawn papers say."""
    wanted = application(last=date(2023, 5, 12), days=Decimal(3), hours_per_day=Decimal(8), hours_total=Decimal(24))
    view = office.desk.apply_class(office.unit, wanted)
    office.desk.decide_class(office.authority, view.line.id, view.line.version, "approve", hours=Decimal(24))
    return view.line.id


def attached(office: Office, class_id: str, data: bytes, actor: Actor | None = None) -> str:
    """Photographed for the class itself, and read."""
    actor = actor or office.unit
    receipt = office.desk.attach_class_paper(actor, class_id, data, upload_id=uuid.uuid4().hex)
    office.ready(receipt.evidence_id, actor)
    return receipt.evidence_id


def claimed(office: Office, data: bytes, actor: Actor | None = None) -> str:
    actor = actor or office.person
    office.upload(data, actor=actor, pathway=WAY)
    line = office.desk.claims(actor, mine=True).items[0]
    office.desk.submit(actor, line.id)
    return line.id


def asked(view: ClaimView) -> dict[str, Doubt]:
    return {one.code: one for one in (*view.doubts, *view.folded) if one.code.startswith("class.")}


def check(office: Office, class_id: str, evidence_id: str, actor: Actor | None = None) -> ClassPaperView:
    """Answer whatever is asked with the first choice, then check."""
    actor = actor or office.unit
    view = office.desk.class_paper(actor, class_id, evidence_id)
    seen = tuple(one.id for one in view.doubts)
    if seen:
        view = office.desk.change_class_paper(actor, class_id, evidence_id, view.paper.version, PaperChange(seen=seen))
    return office.desk.move_class_paper(actor, class_id, evidence_id, view.paper.version, "check")


def test_a_sheet_for_the_class_is_asked_about_once_and_then_speaks_for_every_claim(working_office: Office) -> None:
    office, desk = working_office, working_office.desk
    class_id = a_class(office)
    signed, misread = claimed(office, papers.certificate()), claimed(office, papers.load("colleague"), office.colleague)
    absent = desk.create_claim(
        office.stranger,
        city=CITY,
        year=YEAR,
        pathway=WAY,
        activity={"days": 3, "event": TITLE, "start": "2023-05-10", "end": "2023-05-12"},
    ).summary.id
    desk.submit(office.stranger, absent)
    before = {one.id for one in desk.claims(office.authority).items}

    sheet = attached(office, class_id, papers.load("sheet"))
    assert {one.id for one in desk.claims(office.authority).items} == before  # a paper of the class makes no claim
    (line,) = desk.dossier(office.unit, class_id).papers
    assert (line.evidence_id, line.state, line.kind) == (sheet, "open", "sign_in_sheet")

    # Asked: only the name that nearly is a colleague's. Day, title and the other names agree or concern nobody.
    view = desk.class_paper(office.unit, class_id, sheet)
    (doubt,) = view.doubts
    assert doubt.fact == "name:2"
    assert [choice.value for choice in doubt.choices] == ["高一呜", "高一鸣"]
    assert doubt.box is not None
    with pytest.raises(Conflict) as refused:
        desk.move_class_paper(office.unit, class_id, sheet, view.paper.version, "check")
    assert refused.value.code == "claim.open_doubts"
    assert asked(desk.claim(office.authority, absent)) == {}  # nothing is held against a sheet nobody has checked

    said = PaperChange(names={"2": "高一鸣"}, seen=(doubt.id,))
    view = desk.change_class_paper(office.unit, class_id, sheet, view.paper.version, said)
    assert view.doubts == ()
    assert [one.name for one in view.names if one.number == 2] == ["高一鸣"]
    assert [one.machine_name for one in view.names if one.number == 2] == ["高一呜"]
    versions = {one.id: one.version for one in desk.claims(office.authority).items}
    view = desk.move_class_paper(office.unit, class_id, sheet, view.paper.version, "check")
    moved = {one.id for one in desk.claims(office.authority).items if one.version != versions[one.id]}
    assert moved == {absent}  # who agrees with the sheet is not touched
    assert (view.paper.state, view.paper.checked_by) == ("checked", office.unit.name)

    for claim_id in (signed, misread):
        told = desk.claim(office.authority, claim_id)
        assert asked(told) == {}
        (paper,) = told.classes[0].papers
        assert (paper.says, paper.checked_by) == ("有这个名字", office.unit.name)
    found = asked(desk.claim(office.authority, absent))
    assert set(found) == {"class.not_on_sheet"}
    assert found["class.not_on_sheet"].innocent

    view = desk.move_class_paper(office.authority, class_id, sheet, view.paper.version, "reopen")
    assert view.names[1].name == "高一鸣"  # what was said of it stays
    told = desk.claim(office.authority, absent)
    assert asked(told) == {}
    assert told.classes[0].papers == ()
    assert desk.audit_verify().ok
    actions = [row.action for row in desk.audit(office.auditor, limit=300).items if row.subject == sheet]
    assert {"class.paper.change", "class.paper.check", "class.paper.reopen"} <= set(actions)


def test_the_same_file_in_a_claim_takes_its_values_from_the_check(working_office: Office) -> None:
    """The sheet stands in somebody's claim; it is found in the dossier and checked there, and the claim follows."""
    office, desk = working_office, working_office.desk
    class_id = a_class(office)
    claim_id = claimed(office, papers.certificate())
    own = office.upload(papers.load("sheet"), actor=office.colleague, pathway=WAY)
    office.upload(
        papers.load("colleague"), actor=office.colleague, claim_id=desk.evidence(office.colleague, own).claim_ids[0]
    )
    (mine,) = desk.claims(office.colleague, mine=True).items
    desk.submit(office.colleague, mine.id)

    (line,) = desk.dossier(office.unit, class_id).papers
    assert (line.evidence_id, line.version, line.copies) == (own, 0, 1)
    view = desk.class_paper(office.unit, class_id, own)
    said = PaperChange(names={"2": "高一鸣"}, added=("施文",), seen=tuple(one.id for one in view.doubts))
    view = desk.change_class_paper(office.unit, class_id, own, 0, said)
    version = view.paper.version
    with pytest.raises(Stale):
        desk.change_class_paper(office.authority, class_id, own, 0, said)
    desk.move_class_paper(office.unit, class_id, own, version, "check")

    (paper,) = (one for one in desk.claim(office.unit, mine.id).evidence if one.kind == "sign_in_sheet")
    (names,) = (fact for fact in paper.facts if fact.name == "names")
    assert [one["name"] for one in names.value] == ["郑晓岚", "高一鸣", "许知远", "沈若溪", "顾长安", "施文"]
    assert names.correction is not None
    assert names.correction.note == "班次材料已核"
    # Its owner sees nobody else's name there either.
    (shown,) = (one for one in desk.claim(office.colleague, mine.id).evidence if one.kind == "sign_in_sheet")
    (names,) = (fact for fact in shown.facts if fact.name == "names")
    assert [one["name"] for one in names.value] == ["郑**", "高一鸣", "许**", "沈**", "顾**", "施*"]
    assert names.correction is not None
    assert "郑晓岚" not in str(names.correction.value)
    assert desk.claim(office.unit, claim_id).classes[0].papers[0].says == "有这个名字"
    # Checked means checked: it is not changed before the check is taken back.
    with pytest.raises(Conflict):
        desk.change_class_paper(office.unit, class_id, own, version + 1, said)


def test_a_notice_that_says_other_days_than_the_class_is_asked_and_then_counts(working_office: Office) -> None:
    """Applied for as two days, announced as three: what a person confirms of the notice counts."""
    office, desk = working_office, working_office.desk
    wanted = application(hours_total=Decimal(24), hours_per_day=Decimal(12))
    made = desk.apply_class(office.unit, wanted)
    desk.decide_class(office.authority, made.line.id, made.line.version, "approve", hours=Decimal(24))
    claim_id, class_id = claimed(office, papers.certificate()), made.line.id
    assert set(asked(desk.claim(office.authority, claim_id))) == {"class.end_date_differs"}
    notice = attached(office, class_id, papers.load("notice"), office.authority)
    view = desk.class_paper(office.authority, class_id, notice)
    (doubt,) = view.doubts
    assert doubt.fact == "end_date"
    assert [(one.value, one.effect) for one in doubt.choices] == [("2023-05-12", ""), ("2023-05-11", "与班次相同")]
    check(office, class_id, notice, office.authority)
    told = desk.claim(office.authority, claim_id)
    assert asked(told) == {}
    assert told.classes[0].papers[0].says == "2023-05-10 至 2023-05-12"


def test_who_may_check_and_what_may_be_said(working_office: Office) -> None:
    office, desk = working_office, working_office.desk
    class_id = a_class(office)
    sheet = attached(office, class_id, papers.load("sheet"))
    for outsider, refusal in (
        (office.person, NotFound),
        (office.other_unit, Forbidden),
        (office.other_city, NotFound),
        (office.investigator, Forbidden),
    ):
        with pytest.raises(refusal):
            desk.class_paper(outsider, class_id, sheet)
        with pytest.raises(refusal):
            desk.attach_class_paper(outsider, class_id, papers.load("notice"), upload_id="not-for-you")
        with pytest.raises(NotFound):
            desk.page_image(outsider, sheet, 1)
    assert desk.page_image(office.authority, sheet, 1)[1].startswith("image/")
    assert desk.dossier(office.other_unit, class_id).papers == ()
    for wrong in (
        PaperChange(values={"person_name": "某人"}),
        PaperChange(values={"kind": "nonsense"}),
        PaperChange(names={"x": "某人"}),
        PaperChange(added=("长" * 50,)),
    ):
        with pytest.raises(BadInput):
            desk.change_class_paper(office.unit, class_id, sheet, 1, wrong)
    with pytest.raises(BadInput):
        desk.move_class_paper(office.unit, class_id, sheet, 1, "approve")
    # A certificate is one person's, never the class's.
    with pytest.raises(NotFound):
        desk.class_paper(office.unit, class_id, office.upload(papers.certificate(3)))
    aside = desk.move_class_paper(office.unit, class_id, sheet, 1, "set_aside")
    assert aside.moves == ("reopen",)


def test_a_class_paper_is_kept_as_long_as_the_claims_of_its_class(working_office: Office) -> None:
    office, desk = working_office, working_office.desk
    class_id = a_class(office)
    sheet = attached(office, class_id, papers.load("sheet"))
    assert kept(desk) == {sheet: ()}
    claimed(office, papers.certificate())  # a claim of the class is on its way: its sheet stays as long
    assert kept(desk) == {sheet: ("submitted",)}
    check(office, class_id, sheet)
    (claim,) = desk.claims(office.unit, queue=True).items
    assert desk.claim(office.unit, claim.id).classes[0].papers
    # While claims are held against it, it stays; once the check is taken back it can be forgotten and speaks no more.
    with pytest.raises(Conflict) as refused:
        desk.forget_evidence(office.unit, sheet, "单位撤回这张签到表")
    assert refused.value.code == "class.paper_checked"
    version = desk.class_paper(office.unit, class_id, sheet).paper.version
    desk.move_class_paper(office.unit, class_id, sheet, version, "reopen")
    desk.forget_evidence(office.unit, sheet, "单位撤回这张签到表")
    assert desk.claim(office.unit, claim.id).classes[0].papers == ()
    assert desk.dossier(office.unit, class_id).papers == ()
    assert kept(desk) == {}


def kept(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Uploads for classes with the states of the claims their retention hangs on."""
    with desk._store.read() as tx:
        return {one.id: one.states for one in kept_for_classes(tx)}


# --- telling papers apart -----------------------------------------------------------------------------------------


def checked(**facts: Any) -> Checked:
    names = [{"name": one} for one in ("郑晓岚", "高一鸣", "许知远", "沈若溪")]
    told = {"meeting_title": f"{TITLE}签到表", "start_date": "2023-05-10", "names": names, **facts}
    return Checked("e1", "a" * 64, (1,), "sign_in_sheet", told, "u", "许管理", "unit_admin", datetime.now(UTC))


def photograph(day: str, *names: str) -> Document:
    from types import SimpleNamespace

    said = {
        "kind": "sign_in_sheet",
        "meeting_title": f"{TITLE}签到表",
        "start_date": day,
        "names": [{"name": one} for one in names],
    }
    row: Any = SimpleNamespace(id="e2", kind="sign_in_sheet", sha256="b" * 64, page_numbers=[1])
    at = datetime.now(UTC)
    return Document(row, None, corrections={n: CorrectionView(v, "甲", "professional", at) for n, v in said.items()})


@pytest.mark.parametrize(
    ("paper", "same"),
    [
        (photograph("2023-05-10", "郑晓岚", "高一呜", "许知远", "沈若溪"), True),
        (photograph("2023-05-11", "郑晓岚", "高一鸣", "许知远", "沈若溪"), False),  # another day's sheet
        (photograph("2023-05-10", "方以真", "苗青禾", "许知远"), False),  # another group's sheet of that day
    ],
)
def test_another_photograph_of_the_sheet(paper: Document, same: bool) -> None:
    assert photographed_again(paper, checked()) is same


def test_a_name_on_the_sheet_and_an_empty_signature() -> None:
    paper = checked(names=[{"name": "郑晓岚", "attended": False}, {"name": "高一鸣", "attended": True}])
    assert on_sheet("郑晓岚", paper) == ("same", "郑晓岚", True)
    assert on_sheet("高一呜", paper)[0] == "look_alike"
    assert on_sheet("施文", paper)[0] == "none"
    assert known([], [paper]) == ()
