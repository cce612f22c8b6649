"""Facts every page of a journal may carry: year, issue, volume; ISSN, CN number, permit, level cue."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.text.facts import FactBuilder
from extractors.text.flow import Flow
from extractors.text.journals import find_cn, find_issn, find_issue, find_level_cue, find_permit, find_volume
from extractors.text.patterns import compiled

#: Trust in a number that was not read to its end.
_TORN = 0.8


def add_issue(facts: FactBuilder, flows: Sequence[Flow], *, volume: bool = True) -> None:
    """``year``, ``issue`` and, unless the page only repeats it in its head, ``volume``."""
    found = find_issue(flows)
    if found.year is not None:
        facts.add("year", found.year, found.year_span, sane=1950 <= found.year <= 2100)
    if found.issue is not None:
        facts.add("issue", found.issue, found.issue_span, sane=found.issue <= 53)
    bound = find_volume(flows) if volume else None
    if bound is not None:
        facts.add("volume", bound[0], bound[1])


def numbers_of_journal(facts: FactBuilder, flows: Sequence[Flow]) -> None:
    """``issn`` (check digit decides how far it is believed), ``cn``, ``inner_no``, ``level_cue``."""
    number = find_issn(flows)
    if number is not None:
        facts.add("issn", number[0], number[1], trust=1.0 if number[2] else 0.7)
    cn = find_cn(flows)
    if cn is not None:
        # CN 33-1234/口: the class behind the stroke could not be read.
        torn = "/" not in cn[0] and compiled(r"\s*/").match(cn[1].flow.text, cn[1].end) is not None
        facts.add("cn", cn[0], cn[1], trust=_TORN if torn else 1.0)
    permit = find_permit(flows)
    if permit is not None:
        facts.add_text("inner_no", permit)
    cue = find_level_cue(flows)
    if cue is not None:
        facts.add_text("level_cue", cue)
