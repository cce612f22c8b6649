"""Whatever a reader gives, every kind answers: no exception, JSON-ready values, only known facts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.reading import Line, MarkType, Page, Reading, Source
from extractors.papers.discovery import kinds
from tests.extractors.typed import line, mark

_FACTS = """
person_name sex id_number unit title_level major course_title organiser place start_date end_date days
half_days hours hours_unit service_hours issue_date certificate_no doc_no notice_title meeting_title names
activities score_total score_annual score_today score_year screenshot_date signed sealed seal_text
journal_name issn cn year volume issue level_cue inner_no paper_title authors entries page_start page_end
exam_name subjects query_date admission_no student_no credits patent_kind patent_name patent_no inventors
owner apply_date grant_date award_name award_level award_grade rank project_name project_no project_level
members doc_title lecture_title unit_from amount payer payee item receipt_no
"""
_WORDS = """
姓名 序号 签名 签到表 单位（盖章）： 成绩 学分 课程名称 科目 是否合格 合格 (1) (12) 目 次
2024年第3期 ISSN 1849-7381 CN 成长总积分 年度积分 今日已累积 24,477 +1 专利证书 ZL 2021 1 1234567.8
专利权人： 荣获 一等奖 第三完成人 项目名称： 结题证书 价税合计（大写） 叁佰圆整 ¥300.00 -560.00
账单详情 收款方 毕业证书 学生 准予毕业 证书编号： 二〇二四年十三月四十日 2024-02-31 赵一鸣
买买提·艾力 、 ： （ ） “ ” 《 · ★ � ١٢٣ ①② 99999999999999999999 0 / — 至 O0 l1 学时 课时 培训班
通知 兹证明 授课 服务时间
"""
FACTS = frozenset(_FACTS.split())
WORDS = [*_WORDS.split(), " ", "\U00020000"]

fragments = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map("".join) | st.text(max_size=12)
placed = st.tuples(st.integers(-50, 1500), st.integers(-50, 2100), fragments, st.integers(1, 120))


def page_of(words: list[tuple[int, int, str, int]], vertical: bool) -> Page:
    lines = [
        line(x, y, text, size) if text else Line("", line(x, y, "一", size).place, 0.0) for x, y, text, size in words
    ]
    seals = (mark(MarkType.SEAL, 100, 100, 400, 400, "某某\n协会"), mark(MarkType.HANDWRITING, 0, 0, 0, 0))
    return Page(1, 1500, 2100, 0, Source.OCR, tuple(replace(made, vertical=vertical) for made in lines), seals)


@pytest.mark.parametrize("kind", sorted(kinds()))
@given(words=st.lists(placed, max_size=24), vertical=st.booleans())
@settings(max_examples=12, deadline=None)
def test_every_kind_answers(kind: str, words: list[tuple[int, int, str, int]], vertical: bool) -> None:
    reading = Reading("0" * 64, "image/jpeg", (page_of(words, vertical),))
    extractor = kinds()[kind]
    assert 0 <= extractor.recognise(reading).confidence <= 1
    extraction = extractor.extract(reading)
    for fact in extraction.facts:
        json.dumps(fact.value, ensure_ascii=False, allow_nan=False)
        assert fact.name in FACTS
        assert 0 <= fact.confidence <= 1


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_nothing_to_read(kind: str) -> None:
    for pages in ((), (Page(1, 100, 100, 0, Source.OCR, ()),)):
        reading = Reading("0" * 64, "image/jpeg", pages)
        assert kinds()[kind].recognise(reading).confidence < 0.5
        facts = kinds()[kind].extract(reading).facts
        assert not [fact for fact in facts if fact.name not in ("signed", "sealed")]
