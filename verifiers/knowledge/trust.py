"""How far a finding can be trusted, given the facts it rests on and how well their characters were read."""

from __future__ import annotations

import re

from domain.case import Case
from domain.fact import Fact
from domain.finding import Severity

#: Below this a contradiction only asks. Few papers contradict themselves and many are misread somewhere, so that a
#: value that is right four times in five still explains more contradictions by its reading than by the paper.
DOUBTFUL = 0.8
#: Extractors mark a value that makes no sense (an end before its start) with about this confidence or less. Here
#: that is the very thing looked for, so the characters are asked instead.
MARKED_SENSELESS = 0.55
#: A senseless value counts as printed so when all its characters were read this surely.
READ_SURELY = 0.95
#: A failing check digit accuses the print only when every character of the number was read this surely.
EVERY_CHARACTER = 0.97

#: What the days of an event are worth where they are only the day of issue, read once for both.
BORROWED = 0.7

MISREAD = "文字可能识别有误，请先对照原图。"
#: Who hands in later may be the one whose paper it is.
EARLIER_MAY_BE_THE_COPY = "先提交的不一定是原件，本件可能才是原件。"


def as_read(case: Case, fact: Fact) -> float:
    """The smallest character confidence of the figures in the fact's quote, on the lines where it stands.

    The fact's own confidence where those lines cannot be found.
    """
    if fact.place is None:
        return fact.confidence
    page = next((p for p in case.reading.pages if p.number == fact.place.page), None)
    figures = set(re.findall(r"[0-9X〇零一二三四五六七八九十]+", fact.quote))
    found = []
    for line in page.lines if page is not None else ():
        if line.place.box.overlap(fact.place.box) <= 0:
            continue
        for figure in figures:
            at = line.text.find(figure)
            if at >= 0:
                found.append(line.span_confidence(at, at + len(figure)))
    return min(found, default=fact.confidence)


def trust(case: Case, *facts: Fact | None) -> float:
    """The smallest confidence of the facts; 1.0 when there are none.

    A fact marked senseless though its characters were read surely, and never otherwise, counts as read. Where the only
    day found on a paper had to serve as its day of issue and as the event's, the event's days are a guess.
    """
    return min((_one(case, fact) for fact in facts if fact is not None), default=1.0)


def _one(case: Case, fact: Fact) -> float:
    issued = case.fact("issue_date") if fact.name in ("start_date", "end_date") else None
    if issued is not None and fact.place is not None and (fact.quote, fact.place) == (issued.quote, issued.place):
        return min(fact.confidence, BORROWED)
    if fact.confidence > MARKED_SENSELESS or fact.alternatives:
        return fact.confidence
    seen = as_read(case, fact)
    return 0.9 * seen if seen >= READ_SURELY else fact.confidence


def graded(confidence: float) -> Severity:
    """doubt 存疑 while the reading holds, otherwise note 提示. ``confidence`` is that of the reading alone."""
    return Severity.DOUBT if confidence >= DOUBTFUL else Severity.NOTE


def check_failed(confidence: float) -> Severity:
    """Of a number that fails its own check: doubt where every character was read surely, otherwise a question."""
    return Severity.DOUBT if confidence >= EVERY_CHARACTER else Severity.NOTE
