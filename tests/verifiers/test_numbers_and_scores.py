"""Check digits with OCR-aware repair; figures of score pages."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from domain.finding import Severity
from tests.verifiers.cases import case, codes
from verifiers import (
    NotApplicable,
    credit_code_check,
    id_number_check,
    impossible_date,
    issn_check,
    patent_number_check,
    score_limits,
    unsigned_score,
)
from verifiers.knowledge.checksums import id_number_ok, issn_ok, patent_no_ok, repairs

ID = "330411199003159919"  # right check digit, sequence never issued


def right_id() -> str:
    body = "33041119900315991"
    total = sum(int(c) * (2 ** (17 - i) % 11) for i, c in enumerate(body))
    return body + "10X98765432"[total % 11]


def test_id_number() -> None:
    good = right_id()
    assert id_number_ok(good)
    assert not list(id_number_check.verify(case(id_number=good)))
    bad = good[:-1] + ("1" if good[-1] != "1" else "2")
    (found,) = id_number_check.verify(case(id_number=bad))
    assert (found.code, found.severity) == ("contradiction.id_number", Severity.DOUBT)
    assert "19900315" not in found.message
    assert codes(id_number_check.verify(case(id_number=good, sex="女"))) == {"contradiction.id_sex"}
    with pytest.raises(NotApplicable):
        list(id_number_check.verify(case(id_number="3304**********9919")))


def test_a_confusable_digit_read_unsurely_is_a_note() -> None:
    good = right_id()
    misread = good.replace("0", "8", 1)
    assert good in repairs(misread, id_number_ok)
    (found,) = id_number_check.verify(case(confidence=0.9, id_number=misread))
    assert found.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("check", "kind", "facts", "text"),
    [
        (id_number_check, "unit_statement", {"id_number": "330411199003159900"}, ""),
        (issn_check, "journal_cover", {"issn": "0028-0835"}, ""),
        (patent_number_check, "patent_certificate", {"patent_no": "ZL 2017 1 0601862.9"}, ""),
        (credit_code_check, "payment_receipt", {}, "统一社会信用代码：91330100MA0000000A"),
        (impossible_date, "completion_certificate", {}, "2024年2月30日"),
    ],
)
def test_a_failing_number_is_a_doubt_only_where_every_character_was_read_surely(
    check: ModuleType, kind: str, facts: dict[str, str], text: str
) -> None:
    (sure,) = check.verify(case(kind, text=text, confidence=0.99, **facts))
    (unsure,) = check.verify(case(kind, text=text, confidence=0.9, **facts))
    assert (sure.severity, unsure.severity) == (Severity.DOUBT, Severity.NOTE)


@given(st.integers(0, 16), st.integers(1, 9))
def test_any_single_wrong_digit_of_an_id_is_seen(at: int, by: int) -> None:
    good = right_id()
    assert not id_number_ok(good[:at] + str((int(good[at]) + by) % 10) + good[at + 1 :])


def test_issn_and_cn() -> None:
    assert issn_ok("1000-0003") == (not list(issn_check.verify(case("journal_cover", issn="1000-0003"))))
    assert not list(issn_check.verify(case("journal_cover", issn="0028-0836")))
    assert codes(issn_check.verify(case("journal_cover", issn="0028-0835")), "doubt") == {"contradiction.issn"}
    assert not list(issn_check.verify(case("journal_cover", cn="CN 33-1234/TU")))
    assert codes(issn_check.verify(case("journal_cover", cn="CN 99-1234/TU"))) == {"contradiction.cn"}


def test_patent_number() -> None:
    assert patent_no_ok("2017106018623")  # a published application number
    facts = {"patent_no": "ZL 2017 1 0601862.3", "patent_kind": "invention", "apply_date": "2017-07-21"}
    assert not list(patent_number_check.verify(case("patent_certificate", **facts)))
    assert codes(patent_number_check.verify(case("patent_certificate", patent_no="ZL 2017 1 0601862.9")))
    wrong_kind = facts | {"patent_kind": "外观设计专利"}
    assert codes(patent_number_check.verify(case("patent_certificate", **wrong_kind))) == {"contradiction.patent_kind"}
    wrong_year = facts | {"apply_date": "2013-07-21"}
    assert codes(patent_number_check.verify(case("patent_certificate", **wrong_year))) == {"contradiction.patent_year"}


def test_credit_code() -> None:
    body = "91330411MA2ABCD12"
    good = body + str(uscc.calc_check_digit(body))
    assert not list(credit_code_check.verify(case(text=f"纳税人识别号：{good}")))
    other = body + ("7" if good[-1] != "7" else "9")
    assert codes(credit_code_check.verify(case(text=f"统一社会信用代码：{other}"))) == {"contradiction.credit_code"}
    with pytest.raises(NotApplicable):
        list(credit_code_check.verify(case(text="名称：某某公司")))


TASKS = "登录\n已获1分/每日上限1分\n我要选读文章\n已获6分/每日上限12分"


def test_scores() -> None:
    fine = {"score_total": 20000, "score_annual": 5000, "score_today": 7, "text": TASKS}
    assert not list(score_limits.verify(case("xuexi_score", **fine)))
    assert codes(score_limits.verify(case("xuexi_score", **fine | {"score_annual": 20001}))) == {
        "contradiction.annual_over_total"
    }
    assert codes(score_limits.verify(case("xuexi_score", **fine | {"score_today": 5}))) == {
        "contradiction.today_under_tasks"
    }
    assert codes(score_limits.verify(case("xuexi_score", **fine | {"score_today": 500}))) == {
        "contradiction.today_over_limit"
    }
    over = fine | {"text": "我要选读文章\n已获16分/每日上限12分", "score_today": 16}
    assert codes(score_limits.verify(case("xuexi_score", **over))) == {"contradiction.today_over_limit"}


@pytest.mark.parametrize(
    ("shown", "seen"),
    [
        ({"score_annual": 21_000, "score_year": 2025}, False),
        ({"score_annual": 44_500}, True),  # no year could give it
        ({"score_annual": 30_000, "score_year": 2026}, False),  # 324 days until the day it is looked at
        ({"score_annual": 12_000, "score_year": 2026, "screenshot_date": "2026-03-31"}, True),  # 90 days
        ({"score_annual": 10_800, "score_year": 2026, "screenshot_date": "2026-03-31"}, False),
        (
            {"score_annual": 12_000, "score_year": 2025, "screenshot_date": "2026-01-10"},
            False,
        ),  # the year before, whole
    ],
)
def test_a_years_score_beyond_what_its_days_could_give(shown: dict[str, object], seen: bool) -> None:
    found = {one.code: one.severity for one in score_limits.verify(case("xuexi_score", score_total=90_000, **shown))}
    assert found == ({"contradiction.annual_over_limit": Severity.DOUBT} if seen else {})
    unsure = score_limits.verify(case("xuexi_score", score_total=90_000, confidence=0.7, **shown))
    assert all(one.severity is Severity.NOTE for one in unsure)


def test_unsigned_and_unsealed() -> None:
    assert not list(unsigned_score.verify(case("xuexi_score", signed=True, sealed=True)))
    assert codes(unsigned_score.verify(case("xuexi_score", signed=False, sealed=False)), "doubt") == {
        "completeness.unsigned",
        "completeness.unsealed",
    }
    unclear = list(unsigned_score.verify(case("xuexi_score", sealed=True)))
    assert codes(unclear, "note") == codes(unclear) == {"completeness.signature_unclear"}
    with pytest.raises(NotApplicable):
        list(unsigned_score.verify(case("transcript")))
