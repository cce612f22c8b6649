"""Which kind of paper is it, and what does it say: the conductor of the room."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import replace

from domain.fact import Extraction, Fact, Paper, Recognition
from domain.kind import UNKNOWN
from domain.reading import Reading
from extractors.papers.bundles import parts
from extractors.papers.calibration import calibrated
from extractors.papers.discovery import kinds
from extractors.papers.sealing import seal_facts, unread_seal, weighed
from extractors.papers.second_opinion import joined
from extractors.papers.wording import likelihoods
from extractors.text.current import document_of, forget
from extractors.text.dates import find_dates
from extractors.text.document import Document
from extractors.text.names import person_name
from extractors.text.ruled import parted
from extractors.text.squares import put_together
from extractors.text.ties import UNTIED

#: A kind wins when it is more likely than not and, in log-odds, clearly ahead of the next one.
_LIKELY, _AHEAD = 0.5, 0.8
#: Joined belief from which a kind is told and from which it is firm; most confidence of one that is not (below what a
#: sure fact asks), that of one that is though the rules do not tell it, and the most where neither tells any.
_TOLD, _FIRM, _OPEN, _BY_WORDS, _UNLIKELY = 0.5, 0.995, 0.8, 0.9, 0.4
#: Weight of the words beside the rules, likelihood below which all are alike, confidence of rules that say nothing, and
#: what speaks for a stranger's paper beforehand: chosen on sets left out of learning (decision 10).
_WEIGHT, _FAINT, _SILENT, _STRANGER = 2.5, 1e-4, 0.005, -1.0
_WORDING = "用语与这类材料相近"


#: Two kinds that say the same of the same person, and differ in who says it.
_ONE_SORT = frozenset({"completion_certificate", "unit_statement"})
#: So much less at most is one of them worth than the other by the words alone, where the rules say so firmly.
_HARDLY, _HEARD = math.exp(-1.5), 0.95


def understand(reading: Reading, *, raw: bool = False) -> tuple[Paper, ...]:
    """The papers of a file in page order: kind, facts, what could not be read. Never raises on odd text.

    ``raw`` leaves the facts' confidences as the extractors gave them (for measuring the calibration).
    """
    try:
        return tuple(_paper(part, raw) for part in parts(parted(put_together(reading)), by_rules))
    finally:
        forget()


def rank(reading: Reading) -> list[tuple[str, Recognition]]:
    """All kinds with their confidence, most likely first: the rules' odds and the likelihood of the words joined.

    ``winner`` of it is the kind. One that the words hardly bear out is not firm, nor is one that they alone
    tell, unless they leave little doubt.
    """
    ranked = by_rules(reading)
    shares = likelihoods(document_of(reading))
    if shares is None:
        return ranked
    told, (kind, belief) = winner(ranked), together(ranked, shares)
    if kind == UNKNOWN != told and dict(ranked)[told].confidence >= _OPEN:
        kind, belief = told, _OPEN  # few words known, and rules that are certain
    firm = belief >= _FIRM
    if kind == told == UNKNOWN:
        return ranked
    if kind == UNKNOWN:
        return [(name, _at_most(found, _UNLIKELY)) for name, found in ranked]
    own = dict(ranked)[kind]
    if kind == told and firm and own.confidence >= _BY_WORDS:
        return ranked
    # What both tell firmly is worth no less than what the words tell alone.
    held = _BY_WORDS if firm else own.confidence if kind == told else belief
    first = replace(own, confidence=held if firm else min(held, _OPEN), why=own.why or (_WORDING,))
    rest = ((name, _at_most(found, 1 - first.confidence)) for name, found in ranked if name != kind)
    return [(kind, first), *rest]


def _at_most(found: Recognition, most: float) -> Recognition:
    return replace(found, confidence=min(found.confidence, most))


def by_rules(reading: Reading) -> list[tuple[str, Recognition]]:
    """All kinds with the confidence their own rules give, most likely first."""
    found = [(name, extractor.recognise(reading)) for name, extractor in kinds().items()]
    return sorted(found, key=lambda item: -item[1].confidence)


def together(ranked: list[tuple[str, Recognition]], shares: Mapping[str, float]) -> tuple[str, float]:
    """The kind and the belief in it when the rules' odds and the words' likelihood are joined.

    What the rules rule out stays out: a word that may not stand there outweighs a thousand that may.
    A kind the words were never learnt for needs its rules.
    """
    score = {UNKNOWN: _WEIGHT * math.log(shares[UNKNOWN] + _FAINT) + _STRANGER}
    for name, found in ranked:
        if not found.ruled_out:
            score[name] = _odds(max(found.confidence, _SILENT)) + _WEIGHT * math.log(shares.get(name, 0.0) + _FAINT)
    best = max(score, key=score.__getitem__)
    if best in _ONE_SORT:
        (other,) = _ONE_SORT - {best}
        rules = dict(ranked)
        if other in score and rules[other].confidence >= _HEARD:
            # Who speaks tells them apart, and the rules heard the other one: the words, alike in both, count for less.
            own = math.log((shares.get(best, 0.0) + _FAINT) * _HARDLY)
            score[other] = max(score[other], _odds(rules[other].confidence) + _WEIGHT * own)
            best = max(score, key=score.__getitem__)
    belief = math.exp(score[best]) / sum(map(math.exp, score.values()))
    return (best, belief) if belief >= _TOLD else (UNKNOWN, belief)


def winner(ranked: list[tuple[str, Recognition]]) -> str:
    """The kind that clearly wins; ``unknown`` for a tie or when nothing is likely."""
    if not ranked or ranked[0][1].confidence < _LIKELY:
        return UNKNOWN
    if len(ranked) > 1 and _odds(ranked[0][1].confidence) - _odds(ranked[1][1].confidence) < _AHEAD:
        return UNKNOWN
    return ranked[0][0]


def _of_one_sort(ranked: list[tuple[str, Recognition]]) -> bool:
    """Whether two kinds tie that say the same: read as the likelier one, the facts are right either way, not sure."""
    return ranked[0][1].confidence >= _LIKELY and {name for name, _ in ranked[:2]} == _ONE_SORT


def no_evidence(reading: Reading) -> str:
    """Why a paper with the words of some kind is none: nobody filled it in, or people chat. Empty where it may be."""
    if blank_form(reading):
        return "空白样张，未填写内容"
    document = document_of(reading)
    if rules_for_all(document):
        return "规章制度，不是证明材料"
    head = "\n".join(row.run.text for row in document.rows[:4])
    if _GROUP.search(head) and _CHATTED.search(document.run.text):
        return "聊天页面，不是证明材料"
    return ""


def rules_for_all(document: Document) -> bool:
    """Whether a paper is a regulation: called so in its head, and set out article by article."""
    called = any(_REGULATION.search(row.run.text.strip()) for row in document.rows[:6])
    return called and sum(_ARTICLE.match(row.run.text.strip()) is not None for row in document.rows) >= _ARTICLES


_REGULATION = re.compile(
    r"(?:办法|规定|细则|条例|章程|规则|制度|规程|守则|规范|准则|公约)(?:\((?:暂行|试行|草案|修订|节选|摘录|征求意见稿)[^()]{0,4}\))?$"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]{1,4}条(?!款)")
#: Fewest articles of a regulation.
_ARTICLES = 3
#: The name of a group with how many are in it, and what people write or send there.
_GROUP = re.compile(r"群(?:聊)?\(\d{1,4}\)")
_CHATTED = re.compile(r"\[(?:图片|语音|视频|链接|文件|表情|位置)\]|收到|按住说话|@所有人")


def blank_form(reading: Reading) -> bool:
    """Whether the paper is a specimen or a form nobody filled in.

    Placeholders (×××同志, XX年XX月, XX学时) stand where its facts should be, or 年 月 日 without a figure on a paper
    that names no day and nobody.
    """
    document = document_of(reading)
    if len(_PLACEHOLDER.findall(document.run.text)) >= 3:
        return True
    return bool(_NO_DAY.search(document.run.text)) and not find_dates(document.run.text) and not person_name(document)


_NO_DAY = re.compile(r"(?<![\d一二三四五六七八九十〇○零])[_\s]*年[_\s]*月[_\s]*日")
_PLACEHOLDER = re.compile(r"[×xX*＊○]{2,}\s*(?:年|月|日|同志|学时|单位|培训班|公司|学员|先生|女士|班)")


def _odds(confidence: float) -> float:
    held = min(max(confidence, 1e-6), 1 - 1e-6)
    return math.log(held / (1 - held))


def loosened(fact: Fact) -> Fact:
    """A fact whose words may belong to something else: no matter how well read, it is not sure."""
    return replace(fact, confidence=min(fact.confidence, UNTIED))


#: What the kind is worth once its own facts have all been found and tied, and from where this may be said.
_BORNE_OUT, _PROBABLE, _FACTS = 0.9, 0.6, 5


def _borne_out(recognition: Recognition, extraction: Extraction) -> bool:
    """Whether a probable kind is confirmed by what was read: nothing it asks for is missing, most of it tied."""
    tied = [fact for fact in extraction.facts if fact.name not in extraction.untied]
    return recognition.confidence >= _PROBABLE and not extraction.unread and len(tied) >= _FACTS


def _paper(reading: Reading, raw: bool) -> Paper:
    pages = tuple(page.number for page in reading.pages)
    ranked = rank(reading)
    others = tuple((name, round(r.confidence, 3)) for name, r in ranked if r.confidence >= 0.05)
    kind = winner(ranked)
    if kind == UNKNOWN and _of_one_sort(ranked):
        kind = ranked[0][0]
    if kind != UNKNOWN and (against := no_evidence(reading)):
        return Paper(pages, UNKNOWN, Recognition(0.9, (against,)), (), (), others)
    if kind == UNKNOWN:
        best = ranked[0][1].confidence if ranked else 0.0
        tied = best >= _LIKELY
        why = ("两类材料同样可能，需人工判断",) if tied else ("没有足以判断材料类别的文字",)
        return Paper(pages, UNKNOWN, Recognition(round(1 - best, 3), why), (), (), others)
    recognition = ranked[0][1]
    extraction = joined(kinds()[kind].extract(reading), document_of(reading), kind)
    capture = document_of(reading).capture
    weighted = (weighed(fact, reading) for fact in extraction.facts)
    read = [loosened(fact) if fact.name in extraction.untied else fact for fact in weighted]
    read += seal_facts(kind, reading, read)
    unread = extraction.unread + unread_seal(kind, reading, read)
    if raw:
        return Paper(pages, kind, recognition, tuple(read), unread, others)
    certain = max(recognition.confidence, _BORNE_OUT) if _borne_out(recognition, extraction) else recognition.confidence
    facts = tuple(calibrated(fact, capture=capture, kind_confidence=certain) for fact in read)
    return Paper(pages, kind, recognition, facts, unread, tuple(o for o in others if o[0] != kind))
