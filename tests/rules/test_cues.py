"""What papers print, in the words of the documents: known words, their cues, or left open."""

from __future__ import annotations

import pytest

from rules import policies
from rules.facts import spec_from


@pytest.mark.parametrize(
    ("printed", "word"),
    [
        ("全国中文核心期刊", "core"),
        ("CSSCI来源期刊", "core"),
        ("中国科学引文数据库(cscd)来源期刊", "core"),
        ("北大核心", "core"),
        ("国家级期刊", "national"),
        ("省级学术期刊", "provincial"),
        ("省级刊物", "provincial"),
        ("全国优秀科技期刊", None),
        ("省级期刊 全国中文核心期刊", None),  # two levels: a person says which
        ("第三届国家期刊奖百种重点期刊", None),
    ],
)
def test_the_level_of_a_journal(printed, word):
    pathway = policies()["jiaxing-2023"].pathways["publication"]
    assert pathway.from_paper("level", printed) == word


def test_other_facts_stay_as_read():
    pathway = policies()["jiaxing-2023"].pathways["publication"]
    assert pathway.from_paper("title_of_work", "某题目") == "某题目"
    assert policies()["xuzhou-2016"].pathways["patent"].from_paper("kind", "invention") == "invention"


def test_cues_of_unknown_words_are_refused():
    with pytest.raises(ValueError, match="cues of unknown words"):
        spec_from("level", {"type": "word", "words": ["a"], "cues": {"b": ["x"]}})
