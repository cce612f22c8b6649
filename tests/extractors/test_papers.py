"""From a reading to papers: discovery, ties, bundles, the second reader, seals, calibration."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib import resources

import pytest

from domain.fact import Fact, Paper, Recognition, RereadRequest, SecondReading, Unread
from domain.kind import KINDS
from domain.place import Box, Place
from domain.reading import MarkType, PageMark, Reading
from extractors import rereads, settle, understand
from extractors.papers import discovery
from extractors.papers.calibration import calibrated
from extractors.papers.sealing import weighed
from extractors.papers.understanding import winner
from tests.extractors.typed import typed, typed_page

_CERTIFICATE = [
    (600, 150, "培训证书", 90),
    (200, 420, "李明同志于2024年3月14日至16日参加“安全生产管理培训班”，共计24学时，成绩合格，特发此证。", 34),
    (1000, 800, "温州市应急管理局"),
    (1000, 870, "2024年3月20日"),
]
_NOTICE = [
    (300, 150, "关于举办安全生产管理培训班的通知", 60),
    (200, 300, "各有关单位："),
    (200, 380, "经研究，决定举办安全生产管理培训班。现将有关事项通知如下："),
    (200, 460, "一、培训时间：2024年3月14日至16日"),
    (200, 540, "二、培训地点：温州饭店三楼会议室"),
    (1000, 800, "温州市应急管理局"),
    (1000, 870, "2024年3月1日"),
]


def test_every_kind_is_a_file_of_the_folder() -> None:
    assert set(discovery.kinds()) == set(KINDS) - {"unknown"}
    for name, extractor in discovery.kinds().items():
        assert extractor.TITLE, name


def test_a_file_that_is_no_kind_fails_loudly(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    import extractors

    (tmp_path / "shopping_list.py").write_text("TITLE = 'no'\n")
    monkeypatch.setattr(extractors, "__path__", [str(tmp_path)])
    with pytest.raises(discovery.ExtractorError, match="shopping_list"):
        discovery.kinds.__wrapped__()


def test_a_tie_is_a_question() -> None:
    assert winner([("roster", Recognition(0.9)), ("sign_in_sheet", Recognition(0.89))]) == "unknown"
    assert winner([("roster", Recognition(0.95)), ("sign_in_sheet", Recognition(0.3))]) == "roster"
    assert winner([("roster", Recognition(0.3))]) == "unknown"
    assert winner([]) == "unknown"


def _pages(*pages: list[tuple[float, ...]]) -> Reading:
    made = tuple(typed_page(words, number=i + 1) for i, words in enumerate(pages))  # type: ignore[arg-type]
    return Reading("0" * 64, "application/pdf", made)


def test_a_bundle_becomes_papers_in_page_order() -> None:
    papers = understand(_pages(_NOTICE, _CERTIFICATE))  # type: ignore[arg-type]
    assert [(paper.kind, paper.pages) for paper in papers] == [
        ("training_notice", (1,)),
        ("completion_certificate", (2,)),
    ]
    assert papers[1].value("person_name") == "李明"


def test_two_certificates_are_two_papers() -> None:
    papers = understand(_pages(_CERTIFICATE, _CERTIFICATE))  # type: ignore[arg-type]
    assert [paper.pages for paper in papers] == [(1,), (2,)]


def test_a_page_that_carries_on_joins_the_one_before() -> None:
    first = _NOTICE[:-2]
    second = [(200, 150, "三、联系人：万静，联系电话：0577-88984516"), *_NOTICE[-2:]]
    (paper,) = understand(_pages(first, second))  # type: ignore[arg-type]
    assert paper.pages == (1, 2)
    assert paper.value("issue_date") == "2024-03-01"


def test_doubtful_values_are_read_again_and_both_readings_kept() -> None:
    reading = typed(_CERTIFICATE, confidence=0.7)
    papers = understand(reading)
    asked = rereads(reading, papers)
    assert {"start_date", "end_date", "hours", "issue_date"} <= {request.fact for request in asked}
    answers = {"hours": "21", "issue_date": "2024年3月20日"}
    second = [
        SecondReading(request, answers[request.fact], 0.9, "tesseract") for request in asked if request.fact in answers
    ]
    (paper,) = settle(papers, second)
    hours, issued = paper.fact("hours"), paper.fact("issue_date")
    assert hours is not None
    assert hours.value == 24
    assert [(a.value, a.source) for a in hours.alternatives] == [(21, "tesseract")]
    assert not hours.sure
    assert issued is not None
    assert issued.confidence > 0.9


def test_sure_values_are_not_read_again() -> None:
    reading = typed(_CERTIFICATE)
    assert rereads(reading, understand(reading)) == ()


def test_what_the_first_reader_missed_may_come_from_the_second() -> None:
    place = Place(1, Box(10, 10, 200, 50))
    paper = Paper((1,), "unit_statement", Recognition(0.99), (), (Unread("issue_date", place, ""),))
    answer = SecondReading(RereadRequest("issue_date", 1, place.box), "2024年3月20日", 0.9, "tesseract-red")
    (settled,) = settle([paper], [answer])
    fact = settled.fact("issue_date")
    assert fact is not None
    assert (fact.value, fact.source, fact.sure) == ("2024-03-20", "tesseract-red", False)
    assert settled.unread == ()


def _sealed(text: str) -> Reading:
    seal = PageMark(MarkType.SEAL, Place(1, Box(900, 700, 1200, 1000)), 0.95, text)
    return typed(_CERTIFICATE, marks=[seal])


def test_the_ring_of_a_seal_confirms_or_doubts_the_name() -> None:
    fact = Fact("organiser", "温州市应急管理局", "温州市应急管理局", Place(1, Box(1000, 800, 1300, 840)), 0.9)
    assert weighed(fact, _sealed("温州市应急管理局")).confidence == 0.99
    other = weighed(replace(fact, confidence=0.99), _sealed("温州市应急管埋局"))
    assert other.value == "温州市应急管理局"
    assert other.confidence < 0.95
    assert other.alternatives[0].source == "seal"
    torn = weighed(replace(fact, value="应急管理局", confidence=0.9), _sealed("温州市应急管理局"))
    assert torn.value == "温州市应急管理局"
    assert weighed(fact, _sealed("嘉兴市会计学会")) == fact


def test_a_part_that_signs_under_the_seal_of_its_body_is_asked() -> None:
    fact = Fact("organiser", "甲市大学培训中心", "甲市大学培训中心", Place(1, Box(1000, 800, 1300, 840)), 0.999)
    doubted = weighed(fact, _sealed("甲市大学"))
    assert (doubted.value, doubted.confidence < 0.95) == ("甲市大学培训中心", True)
    assert [(one.value, one.source) for one in doubted.alternatives] == [("甲市大学", "seal")]
    assert weighed(fact, _sealed("甲市大学培训中心")).confidence == 0.999


def test_sealed_is_said_either_way() -> None:
    (with_seal,) = understand(_sealed("温州市应急管理局"))
    (without,) = understand(typed(_CERTIFICATE))
    assert with_seal.value("sealed") is True
    assert with_seal.value("seal_text") == "温州市应急管理局"
    assert without.value("sealed") is False


def test_confidence_is_calibrated_and_sure_needs_a_sure_kind() -> None:
    fact = Fact("hours", 24, "24", None, 0.9995)
    assert calibrated(fact, capture="clean", kind_confidence=0.99).sure
    assert not calibrated(fact, capture="clean", kind_confidence=0.6).sure
    assert not calibrated(replace(fact, confidence=0.6), capture="clean", kind_confidence=0.99).sure


def test_calibration_curves_never_fall() -> None:
    table = json.loads(resources.files("extractors").joinpath("calibration.json").read_text("utf-8"))
    for curve in table["curves"].values():
        shares = [share for _, share in curve]
        assert shares == sorted(shares)
    assert all(level is None or 0.9 <= level <= 1.0001 for level in table["sure"].values())
