"""The second opinion on a paper's kind: its wording, beside the rules."""

from __future__ import annotations

import pytest

from domain.fact import Recognition
from domain.kind import KINDS
from domain.reading import Reading
from extractors import understand
from extractors.papers import understanding
from extractors.papers.understanding import by_rules, rank, together, winner
from extractors.papers.wording import likelihoods, words_of
from extractors.text.current import document_of, forget
from tests.extractors.test_unseen_layouts import letter
from tests.extractors.typed import column, grid, typed

#: A platform's message: no title any rule knows, but every word is of learning.
_MESSAGE = (
    "尊敬的周启明老师:",
    "您在甲市教育网选报的课程河道清淤技术专题讲座已学完",
    "学习时间:2024年3月14日至2024年3月16日",
    "本次学习计12学时",
    "发放单位:甲市水利学会",
)


@pytest.fixture(autouse=True)
def forgotten() -> object:
    yield
    forget()


def _shares(**given: float) -> dict[str, float]:
    rest = (1 - sum(given.values())) / (len(KINDS) - len(given))
    return {kind: given.get(kind, rest) for kind in KINDS}


def test_every_kind_has_a_likelihood_and_they_make_one() -> None:
    shares = likelihoods(document_of(letter("培训结业证书", *_MESSAGE)))
    assert shares is not None
    assert set(shares) == set(KINDS)
    assert sum(shares.values()) == pytest.approx(1)
    assert max(shares, key=shares.__getitem__) == "completion_certificate"


def test_a_paper_of_few_words_is_left_to_the_rules() -> None:
    assert likelihoods(document_of(letter("收到", "谢谢"))) is None


def test_words_tell_what_the_rules_do_not() -> None:
    reading = letter(
        "学习凭据存根",
        "学员姓名:周启明",
        "工作单位:甲市水文站",
        "培训项目:河道清淤技术",
        "培训时间:2024年3月14日至2024年3月16日",
        "考核结果:合格",
        "颁证机构:甲市水利学会",
        "2024年3月20日",
    )
    assert winner(by_rules(reading)) == "unknown"
    kind, told = rank(reading)[0]
    assert kind == "completion_certificate"
    assert told.confidence <= 0.9, "a kind told by its words alone is worth less than one its rules tell"
    assert winner(rank(reading)) == kind


@pytest.mark.parametrize(("share", "firm"), [(0.999, True), (0.85, False)])
def test_words_alone_are_firm_only_where_they_leave_little_doubt(
    share: float, firm: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked = [("completion_certificate", Recognition(0.2)), ("roster", Recognition(0.1))]
    monkeypatch.setattr(understanding, "by_rules", lambda _: ranked)
    told_so = _shares(completion_certificate=share, unknown=0.9 * (1 - share))
    monkeypatch.setattr(understanding, "likelihoods", lambda _: told_so)
    kind, told = rank(letter("培训结业证书", *_MESSAGE))[0]
    assert kind == "completion_certificate"
    assert (told.confidence > 0.8) is firm


def test_what_the_rules_rule_out_stays_out() -> None:
    ranked = [("roster", Recognition(0.2, ruled_out=True)), ("sign_in_sheet", Recognition(0.1))]
    assert together(ranked, _shares(roster=0.98))[0] == "unknown"
    assert together([("roster", Recognition(0.2))], _shares(roster=0.98))[0] == "roster"


def test_rules_and_words_are_weighed_against_each_other() -> None:
    ranked = [("roster", Recognition(0.7)), ("sign_in_sheet", Recognition(0.6))]
    assert together(ranked, _shares(roster=0.1, sign_in_sheet=0.8))[0] == "sign_in_sheet"
    assert together(ranked, _shares(roster=0.5, sign_in_sheet=0.4))[0] == "roster"
    assert together(ranked, _shares(unknown=0.97))[0] == "unknown"


def test_a_kind_the_rules_tell_keeps_its_confidence() -> None:
    reading: Reading = letter("培训结业证书", "证书编号:甲培2024001", *_MESSAGE, "特发此证")
    assert winner(by_rules(reading)) == "completion_certificate"
    assert rank(reading) == by_rules(reading)
    assert understand(reading)[0].kind == "completion_certificate"


@pytest.mark.parametrize(("share", "confidence"), [(0.97, 0.9), (0.3, 0.6)])
def test_a_kind_faint_rules_and_words_tell_together_is_worth_what_words_alone_are(
    share: float, confidence: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked = [("completion_certificate", Recognition(0.6)), ("roster", Recognition(0.1))]
    monkeypatch.setattr(understanding, "by_rules", lambda _: ranked)
    monkeypatch.setattr(
        understanding,
        "likelihoods",
        lambda _: _shares(completion_certificate=share, unknown=0.01 if share > 0.9 else 0.3),
    )
    kind, told = rank(letter("培训结业证书", *_MESSAGE))[0]
    assert (kind, told.confidence) == ("completion_certificate", confidence)


def test_a_kind_the_words_were_never_learnt_for_needs_its_rules() -> None:
    shares = {kind: share for kind, share in _shares(unknown=0.2).items() if kind != "roster"}
    assert together([("roster", Recognition(0.4))], shares)[0] == "unknown"
    assert together([("sign_in_sheet", Recognition(0.4))], _shares(sign_in_sheet=0.8))[0] == "sign_in_sheet"


def test_certain_rules_stand_against_words_nobody_knows_but_are_not_firm() -> None:
    body = ("河道清淤须先测淤泥厚度,再定施工次序,避免扰动两岸土坡。",) * 8
    reading = letter("河道清淤做法浅谈", "作者周启明", "来源《甲市水利》2021年12期", "页码79-81", *body)
    assert together(by_rules(reading), likelihoods(document_of(reading)) or {})[0] == "unknown"
    kind, told = rank(reading)[0]
    assert kind == winner(by_rules(reading)) == "article_page"
    assert told.confidence <= 0.8 < by_rules(reading)[0][1].confidence


def test_a_list_of_people_looks_like_one_whatever_it_is_called() -> None:
    rows = [
        ("1", "周启明", "甲市水文站"),
        ("2", "沈知远", "乙市水务局"),
        ("3", "陆一航", "丙市水利局"),
        ("4", "许文远", "丁市水库"),
    ]
    plain, sheet = typed(column("ABC")), typed([*grid(rows, (200, 400, 800))])
    few, many = words_of(document_of(plain)), words_of(document_of(sheet))
    assert {"S cells 1", "S even 0"} <= few
    assert {"S cells 3", "S even 3"} <= many
