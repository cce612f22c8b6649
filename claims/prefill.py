"""From evidence to a pre-filled activity: pathway candidates, the pathway's facts, and where each came from.

Which kinds suggest a pathway, which of its facts come from which evidence fact (``kinds``, ``facts_from``)
and what a kind of paper proves all stand with the rules, not here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from claims import counts
from claims.documents import Document, Effective, certain, same_paper
from domain.kind import UNKNOWN
from rules.evidence import evidence_of

#: Papers that back up an activity rather than being one: they never start a claim beside a primary one.
SUPPORTING = frozenset({"training_notice", "course_schedule", "sign_in_sheet", "roster", "payment_receipt", UNKNOWN})

#: Evidence facts that every pathway understands, in order of preference.
COMMON: dict[str, tuple[str, ...]] = {
    "event": ("course_title", "meeting_title", "notice_title", "lecture_title"),
    "start": ("start_date",),
    "end": ("end_date",),
}

#: Under this name the office notes the papers it holds itself (of an approved class, of a platform's record).
#: No visitor can set it.
ON_FILE = "on_file"

#: Facts that say what a claim is about, for lists.
TITLE_FACTS = (
    "course_title",
    "meeting_title",
    "notice_title",
    "paper_title",
    "patent_name",
    "project_name",
    "award_name",
    "exam_name",
    "lecture_title",
    "journal_name",
    "major",
    "doc_title",
)


@dataclass(frozen=True, slots=True)
class Source:
    """Which fact of which evidence an activity fact was taken from; ``derived`` says how, if computed."""

    evidence_id: str
    fact: str
    derived: str = ""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """``activity``: the pathway's facts with ``evidence``; ``sources`` by fact name."""

    activity: Mapping[str, Any]
    sources: Mapping[str, Source] = field(default_factory=dict)


def evidence_names(documents: Sequence[Document]) -> tuple[str, ...]:
    """All evidence names the papers amount to, in a stable order."""
    found: dict[str, None] = {}
    for document in documents:
        facts = {name: held.value for name, held in document.effective().items()}
        found.update(dict.fromkeys(evidence_of(document.kind, facts)))
    return tuple(found)


def candidates(pathways: Mapping[str, Any], documents: Sequence[Document]) -> tuple[str, ...]:
    """Pathways that the kinds of the papers suggest, best first.

    A pathway that a primary paper suggests stands before one that only supporting papers suggest; among
    those, the one whose title shares more of its own words with the papers, then the one whose facts the
    papers can fill better.
    """
    kinds = {document.kind for document in documents} - {UNKNOWN}
    have = {name for document in documents for name, held in document.effective().items() if held.value is not None}
    if {"start_date", "end_date"} <= have or "half_days" in have:
        have.add("days")
    told = _told(documents)
    words = _bigrams(told)
    common = Counter(pair for pathway in pathways.values() for pair in _bigrams(pathway.title))
    ranked: list[tuple[float, int, str]] = []
    for order, (name, pathway) in enumerate(pathways.items()):
        suits = set(pathway.kinds) & kinds
        if not suits:
            continue
        primary = len(suits - SUPPORTING)
        wanted = set(pathway.facts_from.values())
        filled = len(wanted & have) / max(len(wanted), 1)
        # A word that few pathways' titles carry tells more than one that most do.
        shared = sum(1.0 / common[pair] for pair in _bigrams(pathway.title) & words)
        unsaid = sum(
            1 for in_title, on_paper in _SPECIAL if in_title.search(pathway.title) and not on_paper.search(told)
        )
        ranked.append((-(primary * 4 + len(suits) + min(shared, 3.0) + filled - 3.0 * unsaid), order, name))
    return tuple(name for _, _, name in sorted(ranked))


#: What sets a pathway apart in its title, and the words without which a paper does not speak of it.
_SPECIAL: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (re.compile("公需|公共"), re.compile("公需|公共")),
    (re.compile("线上|网络|网站|远程"), re.compile("网|在线|线上|远程|平台|云课堂|直播")),
    (re.compile("境）?外(?!.*国内)"), re.compile("境外|国外|出国|海外|国际|访学")),
    (re.compile("互认"), re.compile("互认")),
)

#: What words on a paper mean in the words of the documents: who organises, and how it is held.
_MEANINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(局|厅|委员会|委|部|人民政府|办公室)$"), "行业主管部门"),
    (re.compile(r"(大学|学院|学校|研究院|研究所|党校)$"), "高等院校、科研院所"),
    (re.compile(r"(学会|协会|研究会)$"), "学会、协会"),
    (re.compile(r"(公司|中心|培训机构)$"), "培训机构"),
    (re.compile(r"(网$|在线|线上|网络|远程|平台|云课堂|直播)"), "线上、网络教育、网站远程培训"),
)
_TOLD_BY = ("course_title", "meeting_title", "notice_title", "lecture_title", "organiser", "exam_name")


def _told(documents: Sequence[Document]) -> str:
    """The papers' own words that may name a pathway, with what they mean in the documents' words."""
    told: list[str] = []
    for document in documents:
        facts = document.effective()
        for name in _TOLD_BY:
            value = facts[name].value if name in facts else None
            if not isinstance(value, str):
                continue
            told.append(value)
            told += (meaning for pattern, meaning in _MEANINGS if pattern.search(value))
    return "\n".join(told)


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(text) if "\u4e00" <= a <= "\u9fff" and "\u4e00" <= b <= "\u9fff")


def prefill(
    pathway: Any | None, documents: Sequence[Document], *, person_name: str, given: Mapping[str, Any]
) -> Prefilled:
    """The activity of one pathway from its papers; ``given`` are a person's own values and win."""
    facts: dict[str, tuple[Source, Effective]] = {}
    taken: dict[str, Document] = {}
    for document in sorted(documents, key=lambda one: one.kind in SUPPORTING):
        for name, held in document.effective().items():
            if held.value is None:
                continue
            # A part photographed again replaces a reading of the same paper that nobody was sure of.
            better = (
                name in facts and not certain(facts[name][1]) and certain(held) and same_paper(taken[name], document)
            )
            if name not in facts or better:
                facts[name], taken[name] = (Source(document.id, name), held), document
    activity: dict[str, Any] = {}
    sources: dict[str, Source] = {}

    def take(target: str, value: Any, source: Source) -> None:
        activity[target], sources[target] = value, source

    for target, names in COMMON.items():
        if pathway is not None and pathway.spec(target) is None:
            continue
        for name in names:
            if name in facts:
                take(target, facts[name][1].value, facts[name][0])
                break
    if pathway is not None:
        for target, name in pathway.facts_from.items():
            found = _fact(name, facts)
            # A word the document does not know is left open, so that it is asked rather than refused.
            if found is not None and (value := pathway.from_paper(target, found[0])) is not None:
                take(target, value, found[1])
        if pathway.spec("name_matches") is not None and "person_name" in facts:
            source, held = facts["person_name"]
            sure = held.by_role is not None or (held.fact is not None and held.fact.sure)
            # An unsure reading of another name is a question about the reading, not yet a mismatch.
            if held.value == person_name or sure:
                take("name_matches", held.value == person_name, source)
        if pathway.spec("score_kind") is not None:
            _score(facts, take)
    for name, value in given.items():
        if name == ON_FILE:
            continue
        if value is None:
            activity.pop(name, None)
        else:
            activity[name] = value
            sources.pop(name, None)
    activity["evidence"] = list(dict.fromkeys([*evidence_names(documents), *given.get(ON_FILE, ())]))
    return Prefilled(activity, sources)


def title(documents: Sequence[Document]) -> str:
    """What the claim is about, in the papers' own words; empty when nothing says so."""
    for document in sorted(documents, key=lambda one: one.kind in SUPPORTING):
        facts = document.effective()
        for name in TITLE_FACTS:
            held = facts.get(name)
            if held is not None and held.value:
                return str(held.value)[:200]
    return ""


def _score(facts: Mapping[str, tuple[Source, Effective]], take: Callable[[str, Any, Source], None]) -> None:
    """Which score it is; the total stands in, named as such, where the year's own is not on the paper."""
    if "score_annual" in facts:
        take("score_kind", "annual", facts["score_annual"][0])
    elif "score_total" in facts:
        source, held = facts["score_total"]
        take("score", held.value, source)
        take("score_kind", "all_time", source)


def _fact(name: str, facts: Mapping[str, tuple[Source, Effective]]) -> tuple[Any, Source] | None:
    """An evidence fact by name, or one that follows from others."""
    if name in facts:
        return facts[name][1].value, facts[name][0]
    if name == "days":
        return _days(facts)
    if name == "half_days" and (days := _days(facts)) is not None:
        return _plain(Decimal(str(days[0])) * 2), days[1]
    if name in _FROM_SUBJECTS and "subjects" in facts:
        source, held = facts["subjects"]
        how, count = _FROM_SUBJECTS[name]
        number = count(held.value)
        return None if number is None else (number, Source(source.evidence_id, source.fact, how))
    if name == "courses" and "course_title" in facts:
        source = facts["course_title"][0]
        return 1, Source(source.evidence_id, source.fact, "一份证书计一门课程")
    return None


#: Counts a paper's list of subjects gives, and the sentence that says how.
_FROM_SUBJECTS: dict[str, tuple[str, Callable[[Any], int | None]]] = {
    "subjects_passed": ("逐科合格的计一科", counts.passed),
    "subjects_failed": ("逐科不合格的计一科", counts.failed),
    "courses_passed": ("成绩单上逐门合格的计一门", counts.passed),
}


def _days(facts: Mapping[str, tuple[Source, Effective]]) -> tuple[Any, Source] | None:
    """Days stated; else half days halved; else first to last day counted, both included."""
    if "days" in facts:
        return facts["days"][1].value, facts["days"][0]
    if "half_days" in facts:
        source, held = facts["half_days"]
        try:
            return _plain(Decimal(str(held.value)) / 2), Source(source.evidence_id, source.fact, "半天数 ÷ 2")
        except ArithmeticError:
            return None
    if "start_date" in facts and "end_date" in facts:
        source, end = facts["end_date"]
        try:
            first, last = date.fromisoformat(str(facts["start_date"][1].value)), date.fromisoformat(str(end.value))
        except ValueError:
            return None
        if first <= last:
            return (last - first).days + 1, Source(source.evidence_id, source.fact, "起止日期相减加一")
    return None


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
