"""What the signs beside values say, beside and against the extractors' own rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.fact import Extraction, Fact
from domain.kind import KINDS
from extractors.papers import second_opinion
from extractors.papers.agreement import borne_out
from extractors.papers.roles import ITEMS, PERIOD, SORTS, Opinion, known_roles, opinion
from extractors.papers.second_opinion import joined
from extractors.text.candidates import Sort, candidates
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.serials import numbered_rows
from extractors.text.ties import Tie
from tests.extractors.test_unseen_layouts import BIG
from tests.extractors.typed import column, grid, typed

KIND = "completion_certificate"
CERTIFICATE = Document(
    typed(
        [
            (500, 150, "结业证书", BIG),
            *column(
                (
                    "证书编号:PX-2024-0153",
                    "周启明同志(工作单位:乙市水文站)于2024年5月6日至5月8日参加智慧水务专题研修班学习,共24学时,考核合格。",
                    "主办单位:甲市水利学会",
                    "发证日期:2024年5月10日",
                ),
                top=350,
            ),
        ],
        width=2300,
    )
)


def fact(name: str, value: object) -> Fact:
    return Fact(name, value, str(value), None, 0.999)


def test_every_form_of_value_is_a_candidate() -> None:
    held = {(one.sort, one.value) for one in candidates(CERTIFICATE)}
    assert {
        (Sort.DAY, "2024-05-10"),
        (Sort.SPAN, "2024-05-06/2024-05-08"),
        (Sort.FIGURE, 24),
        (Sort.CODE, "PX-2024-0153"),
        (Sort.PERSON, "周启明"),
        (Sort.BODY, "乙市水文站"),
        (Sort.BODY, "甲市水利学会"),
        (Sort.WORDS, "智慧水务专题研修班"),
    } <= held


@pytest.mark.parametrize("words", ["学习自 2024.5.6 学习至 2024.5.8", "2024年5月6日报到,5月8日结束"])
def test_a_first_and_a_last_day_beside_words_of_their_own_are_a_period(words: str) -> None:
    spans = {one.value for one in candidates(Document(typed([(200, 300, words)]))) if one.sort is Sort.SPAN}
    assert "2024-05-06/2024-05-08" in spans


def test_days_in_falling_order_are_no_period() -> None:
    held = candidates(Document(typed([(200, 300, "发证日期2024.5.10 报名日期2024.4.2")])))
    assert not [one for one in held if one.sort is Sort.SPAN and str(one.value)[:10] != str(one.value)[11:]]


def test_a_candidate_knows_where_it_stands() -> None:
    for one in candidates(CERTIFICATE):
        assert one.span.place is not None
        if one.sort in (Sort.PERSON, Sort.BODY, Sort.WORDS):
            assert one.span.text == one.value


def test_what_the_rules_miss_is_taken_from_the_signs_and_stays_open_where_nothing_else_says_it() -> None:
    found = joined(Extraction(()), CERTIFICATE, KIND)
    values = {one.name: one.value for one in found.facts}
    assert (
        values
        | {
            "person_name": "周启明",
            "course_title": "智慧水务专题研修班",
            "hours": 24,
            "hours_unit": "学时",
            "organiser": "甲市水利学会",
            "start_date": "2024-05-06",
            "end_date": "2024-05-08",
            "issue_date": "2024-05-10",
            "certificate_no": "PX-2024-0153",
        }
        == values
    )
    # The label of the body, the number and the day of issue and the sentence of the time stand beside them.
    tied = {"organiser", "certificate_no", "issue_date", "start_date", "end_date", "hours"}
    assert {one.name for one in found.facts} - set(found.untied) == tied


def test_what_the_signs_bear_out_stays_tied() -> None:
    found = joined(Extraction((fact("issue_date", "2024-05-10"),)), CERTIFICATE, KIND)
    assert "issue_date" not in found.untied


@pytest.mark.parametrize(
    ("rest", "same"), [("主办单位", True), ("共计24学时", True), ("(2024年5月6日至8日)", True), ("中担任", False)]
)
def test_a_label_read_along_does_not_part_two_opinions(rest: str, same: bool) -> None:
    assert borne_out("望湖大酒店三楼宴会厅", f"望湖大酒店三楼宴会厅{rest}") is same


def test_what_was_not_tied_is_not_tied_by_the_signs() -> None:
    given = Extraction((fact("course_title", "智慧水务专题研修班"),), (), frozenset({"course_title"}))
    assert "course_title" in joined(given, CERTIFICATE, KIND).untied


def believed(monkeypatch: pytest.MonkeyPatch, name: str, belief: float, rival: float = 0.0) -> None:
    """Lets the signs believe in their value of ``name`` so much, and so much in another one."""

    def said(document: Document, kind: str) -> Opinion:
        held = opinion(document, kind)
        return replace(held, picks={**held.picks, name: replace(held.picks[name], belief=belief, rival=rival)})

    monkeypatch.setattr(second_opinion, "opinion", said)


@pytest.mark.parametrize(("belief", "tied"), [(0.92, True), (0.85, False)])
def test_a_label_beside_what_only_the_signs_see_makes_it_sure(
    belief: float, tied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    believed(monkeypatch, "organiser", belief)
    found = joined(Extraction(()), CERTIFICATE, KIND)
    assert ("organiser" not in found.untied) is tied
    (held,) = (one for one in found.facts if one.name == "organiser")
    assert (held.confidence > 0.98) is tied


@pytest.mark.parametrize(("belief", "rival", "tied"), [(0.5, 0.02, True), (0.5, 0.4, False), (0.1, 0.02, False)])
def test_signs_that_doubt_a_labelled_value_and_see_no_other_leave_it_tied(
    belief: float, rival: float, tied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    believed(monkeypatch, "issue_date", belief, rival)
    found = joined(Extraction((fact("issue_date", "2024-05-10"),)), CERTIFICATE, KIND)
    assert ("issue_date" not in found.untied) is tied


@pytest.mark.parametrize(("belief", "tied"), [(0.75, True), (0.6, False)])
def test_what_too_little_speaks_for_is_tied_by_signs_that_see_it(
    belief: float, tied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    believed(monkeypatch, "organiser", belief)
    given = Extraction(
        (fact("organiser", "甲市水利学会"),), (), frozenset({"organiser"}), loose=frozenset({"organiser"})
    )
    assert ("organiser" not in joined(given, CERTIFICATE, KIND).untied) is tied


@pytest.mark.parametrize(
    ("line", "name", "value", "tied"),
    [
        ("登统代号:PX-2024-0153", "certificate_no", "PX-2024-0153", True),
        ("打印日期:2024年5月10日", "issue_date", "2024-05-10", False),
    ],
)
def test_a_number_may_stand_beside_a_label_nobody_listed_but_no_day_of_issue(
    line: str, name: str, value: str, tied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "周启明同志于2024年5月6日至5月8日参加智慧水务专题研修班学习,共24学时,考核合格。"
    paper = Document(typed([(500, 150, "结业证书", BIG), *column((sentence, line), top=350)], width=2300))
    believed(monkeypatch, name, 0.98)
    given = Extraction((fact(name, value),), (), frozenset({name}))
    assert opinion(paper, KIND).picks[name].candidate.value == value
    assert (name not in joined(given, paper, KIND).untied) is tied


@pytest.mark.parametrize(("trust", "sure"), [(0.97, True), (0.5, False)])
def test_what_the_signs_tie_with_certainty_is_worth_its_letters_unless_the_rules_doubt_them(
    trust: float, sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    believed(monkeypatch, "certificate_no", 0.98)
    open_ = frozenset({"certificate_no"})
    number = replace(fact("certificate_no", "PX-2024-0153"), confidence=0.999 * trust)
    (held,) = (
        one
        for one in joined(Extraction((number,), (), open_, loose=open_), CERTIFICATE, KIND).facts
        if one.name == "certificate_no"
    )
    assert (held.confidence > 0.98) is sure


@pytest.mark.parametrize(("belief", "tied"), [(0.6, True), (0.8, False)])
def test_a_major_stands_against_another_value_hardly_believed(
    belief: float, tied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (
        "周启明,专业:水利水电工程",
        "四年制本科学习,修完全部课程,成绩合格,准予毕业。",
        "甲市大学",
        "二〇二四年六月十日",
    )
    diploma = Document(typed([(500, 150, "毕业证书", BIG), *column(lines, top=350)], width=2300))
    believed(monkeypatch, "major", belief)
    seen = opinion(diploma, "degree_certificate").picks["major"].candidate.value
    found = joined(Extraction((fact("major", "建筑学"),)), diploma, "degree_certificate")
    assert seen == "水利水电工程"
    assert ("major" not in found.untied) is tied


def test_a_body_read_from_a_seal_is_as_sure_as_the_words_that_say_it_too() -> None:
    ring = replace(fact("organiser", "甲市水利学会"), quote="", confidence=0.7)
    (held,) = (one for one in joined(Extraction((ring,)), CERTIFICATE, KIND).facts if one.name == "organiser")
    assert (held.value, held.quote) == ("甲市水利学会", "甲市水利学会")
    assert held.confidence > 0.98


def test_a_list_of_which_nobody_came_is_open() -> None:
    rows = [("序号", "姓名", "工作单位", "签到"), ("1", "周启明", "甲市水文站", ""), ("2", "沈知远", "乙市水务局", "")]
    document = Document(typed([(600, 100, "智慧水务培训班签到表", BIG), *grid(rows, (200, 400, 700, 1200))]))
    for came in (True, False):
        names = [{"name": name, "attended": came} for name in ("周启明", "沈知远")]
        found = joined(Extraction((fact("names", names),)), document, "sign_in_sheet")
        assert ("names" not in found.untied) is came


@pytest.mark.parametrize(("people", "open_"), [(("周启明", "沈知远", "陆一航"), False), (("周启明", "沈知远"), True)])
def test_a_list_with_fewer_people_than_numbered_rows_is_open(people: tuple[str, ...], open_: bool) -> None:
    rows = [(str(n), name, "甲市水文站", "") for n, name in enumerate((*people, "和平")[:3], 1)]
    table = grid([("序号", "姓名", "工作单位", "签到"), *rows, ("4", "", "", "")], (200, 400, 700, 1200))
    document = Document(typed([(600, 100, "智慧水务培训班签到表", BIG), *table]))
    assert numbered_rows(document) == 3
    names = [{"name": name, "attended": True} for name in people]
    assert ("names" in joined(Extraction((fact("names", names),)), document, "sign_in_sheet").untied) is open_


@pytest.mark.parametrize(
    ("name", "value", "tied"), [("course_title", "智慧水务专题研修班", False), ("hours", 24, True)]
)
def test_where_a_title_or_a_time_begins_and_ends_asks_for_more_belief(
    name: str, value: object, tied: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    believed(monkeypatch, name, 0.65)
    assert (name not in joined(Extraction((fact(name, value),)), CERTIFICATE, KIND).untied) is tied
    believed(monkeypatch, name, 0.75)
    assert name not in joined(Extraction((fact(name, value),)), CERTIFICATE, KIND).untied


@pytest.mark.parametrize(("trust", "sane", "modest"), [(0.93, True, True), (1.0, False, False)])
def test_what_was_picked_by_place_may_be_borne_out_but_not_what_makes_no_sense(
    trust: float, sane: bool, modest: bool
) -> None:
    builder = FactBuilder(CERTIFICATE)
    builder.add("issue_date", "2024-05-10", CERTIFICATE.find("2024年5月10日"), trust=trust, sane=sane)
    assert ("issue_date" in builder.done().modest) is modest


def test_a_body_picked_by_place_is_not_borne_out() -> None:
    builder = FactBuilder(CERTIFICATE)
    builder.add("organiser", "甲市水利学会", CERTIFICATE.find("甲市水利学会"), trust=0.93)
    assert "organiser" not in builder.done().modest


@pytest.mark.parametrize(("name", "value"), [("issue_date", "2024-05-10"), ("certificate_no", "PX-2024-0153")])
def test_what_too_little_speaks_for_is_tied_by_signs_that_are_certain(name: str, value: str) -> None:
    given = Extraction((fact(name, value),), (), frozenset({name}), loose=frozenset({name}))
    assert name not in joined(given, CERTIFICATE, KIND).untied


@pytest.mark.parametrize(("name", "value"), [("course_title", "智慧水务专题研修班"), ("person_name", "周启明")])
def test_names_and_titles_which_both_cut_alike_are_not_tied_so(name: str, value: str) -> None:
    given = Extraction((fact(name, value),), (), frozenset({name}), loose=frozenset({name}))
    pick = opinion(CERTIFICATE, KIND).picks[name]
    assert pick.belief > 0.97
    assert pick.candidate.value == value
    assert name in joined(given, CERTIFICATE, KIND).untied


@pytest.mark.parametrize(
    ("signs", "against", "loose"),
    [(set(), set(), True), ({"place"}, set(), True), ({"label"}, set(), False), ({"alone"}, {"form"}, False)],
)
def test_a_value_is_loose_where_nothing_speaks_against_it(signs: set[str], against: set[str], loose: bool) -> None:
    assert Tie(frozenset(signs), frozenset(against)).loose is loose


def test_a_figure_that_is_a_fact_already_is_no_second_one() -> None:
    app = Document(
        typed([*column(["我的积分", "周启明"]), *grid([("今日积分", "47"), ("总积分", "9471")], (200, 900))])
    )
    today = opinion(app, "xuexi_score").picks["score_today"].candidate
    held = replace(fact("score_annual", today.value), place=today.span.place)
    assert today.value == 47
    assert "score_today" in {one.name for one in joined(Extraction(()), app, "xuexi_score").facts}
    assert "score_today" not in {one.name for one in joined(Extraction((held,)), app, "xuexi_score").facts}


def test_another_value_than_the_signs_pick_gives_way_and_both_are_offered() -> None:
    found = joined(Extraction((fact("organiser", "乙市水文站"),)), CERTIFICATE, KIND)
    (held,) = (one for one in found.facts if one.name == "organiser")
    assert held.value == "甲市水利学会"
    assert [other.value for other in held.alternatives] == ["乙市水文站"]


def test_the_name_of_a_person_stays_the_rules_and_both_are_offered() -> None:
    found = joined(Extraction((fact("person_name", "周启"),)), CERTIFICATE, KIND)
    (held,) = (one for one in found.facts if one.name == "person_name")
    assert held.value == "周启"
    assert [other.value for other in held.alternatives] == ["周启明"]
    assert "person_name" in found.untied


@pytest.mark.parametrize(
    ("name", "longer", "right"),
    [("organiser", "由甲市水利学会", "甲市水利学会"), ("certificate_no", "为PX-2024-0153", "PX-2024-0153")],
)
def test_a_word_taken_along_is_left_off_again(name: str, longer: str, right: str) -> None:
    found = joined(Extraction((fact(name, longer),)), CERTIFICATE, KIND)
    assert [one.value for one in found.facts if one.name == name] == [right]


def test_a_mark_before_a_number_belongs_to_it() -> None:
    found = joined(Extraction((fact("certificate_no", "No.PX-2024-0153"),)), CERTIFICATE, KIND)
    assert [one.value for one in found.facts if one.name == "certificate_no"] == ["No.PX-2024-0153"]


def test_a_value_not_tied_gives_way_to_the_signs() -> None:
    given = Extraction((fact("organiser", "乙市水文站"),), (), frozenset({"organiser"}))
    (held,) = (one for one in joined(given, CERTIFICATE, KIND).facts if one.name == "organiser")
    assert held.value == "甲市水利学会"
    assert [other.value for other in held.alternatives] == ["乙市水文站"]


@pytest.mark.parametrize("wrong", [["周启明", "沈知远"], ["周启明", "沈知远", "陆一航", "许文远"]])
def test_a_list_with_too_few_or_too_many_is_open(wrong: list[str]) -> None:
    rows = [("序号", "姓名", "工作单位", "签到"), ("1", "周启明", "甲市水文站", ""), ("2", "沈知远", "乙市水务局", "")]
    rows.append(("3", "陆一航", "丙市水利局", ""))
    words = [(600, 100, "智慧水务培训班签到表", BIG), *grid(rows, (200, 400, 700, 1200)), (200, 900, "联系人:许文远")]
    document = Document(typed(words))
    right = [{"name": name} for name in ("周启明", "沈知远", "陆一航")]
    kept = joined(Extraction((fact("names", right),)), document, "sign_in_sheet")
    assert "names" not in kept.untied
    open_ = joined(Extraction((fact("names", [{"name": name} for name in wrong]),)), document, "sign_in_sheet")
    assert "names" in open_.untied


def test_a_paper_without_words_has_no_opinion() -> None:
    said = opinion(Document(typed([])), KIND)
    assert not said.picks
    assert not any(said.items.values())


def test_the_model_knows_only_facts_and_kinds_there_are() -> None:
    for kind, names in known_roles().items():
        assert kind in KINDS
        assert set(names) <= {*SORTS, *ITEMS}
    assert PERIOD in known_roles()[KIND]


def test_a_day_until_when_something_may_be_asked_is_not_the_day_it_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ("考生姓名:周启明", "准考证号码:986048740016", "复核截止 2025年3月2日;成绩单遗失不补")
    marks = Document(typed([(300, 150, "考生成绩单", BIG), *column(lines, top=350)]))
    believed(monkeypatch, "query_date", 0.9)
    found = joined(Extraction(()), marks, "exam_result")
    assert "query_date" not in {one.name for one in found.facts}
