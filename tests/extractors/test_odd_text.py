"""Whatever stands on a page, understanding gives an answer: it never raises and never swears on noise."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.reading import Reading
from extractors import rereads, settle, understand
from extractors.papers.discovery import kinds
from extractors.text.current import forget
from tests.extractors.typed import typed

_TEXT = (
    "培训证书|证明|关于举办|的通知|姓名：|李明|2024年3月14日至|16日|2024.13.45|二〇二|共24|学时|“|”|《|（|）|：|签到表|"
    "序号|学分|合计|编号|No.|(2024)|第|号|¥|-560.00|***|3304**|9966|温州市|局|有限公司|（盖章）|ISSN|CN 33|"
    "学习强国|积分|12,345|·|同志|于|至|A|x|０|國|★|😀|年|月|日|/|—|一|\u3000| |\u200b"
)
_WORDS = _TEXT.split("|")

_lines = st.lists(
    st.tuples(
        st.integers(0, 1500),
        st.integers(0, 2100),
        st.lists(st.sampled_from(_WORDS), max_size=7).map("".join),
        st.integers(8, 120),
    ),
    max_size=25,
)


def _reading(words: list[Any]) -> Reading:
    return typed([(float(x), float(y), text, float(size)) for x, y, text, size in words if text])


@given(_lines)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_understanding_never_raises(words: list[Any]) -> None:
    reading = _reading(words)
    papers = understand(reading)
    assert papers
    rereads(reading, papers)
    settle(papers, ())


@pytest.mark.parametrize("kind", sorted(kinds()))
@given(words=_lines)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_extractor_raises(kind: str, words: list[Any]) -> None:
    reading = _reading(words)
    try:
        extractor = kinds()[kind]
        assert 0 <= extractor.recognise(reading).confidence <= 1
        for fact in extractor.extract(reading).facts:
            assert fact.value is not None
            assert 0 <= fact.confidence <= 1
    finally:
        forget()
