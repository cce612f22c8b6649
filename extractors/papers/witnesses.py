"""What on the paper itself bears witness to a value the signs see: its label, sentence, seal or form."""

from __future__ import annotations

from collections.abc import Mapping

from domain.fact import Fact
from extractors.papers.roles import PERIOD, SORTS
from extractors.papers.seen import (
    BORNE_OUT,
    CERTAIN,
    CUT,
    DAYS,
    FORMED,
    LIKELY,
    NAMED,
    STAMPED,
    STRETCHED,
    TAKEN,
    TIME,
    WITNESSED,
    Seen,
)
from extractors.text.bounds import bounded
from extractors.text.dates import find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.foot import signature_dates
from extractors.text.forms import TITLES
from extractors.text.role_words import is_some_label
from extractors.text.ties import tie

#: Belief in another value up to which there is no rival, and up to which there is none at all.
_NO_RIVAL, _NONE_ELSE = 0.1, 0.02


def witnessed(seen: Seen, document: Document) -> bool:
    """Whether the paper itself says that a value only the signs see is the one, and nothing speaks against it.

    The signs know words around a value, no labels, sentences or seals, and not which day stands alone: these are second
    witnesses. Titles need the label; bodies label, sentence or seal. Names of people are cut by one hand for both.
    """
    if seen.belief < WITNESSED or seen.name in NAMED:
        return False
    last = seen.span.quote.split()[1:][-1:]
    signs = _witnesses(seen, document)
    if seen.name in TITLES:
        return "label" in signs and not (last and is_some_label(last[0]))  # the label of the next column was read along
    if signs & {"label", "said", "seal"} or (seen.name in DAYS and signs):
        return True
    return formed(seen, document)


def borne_out_from(seen: Seen, document: Document) -> float:
    """Belief from which the signs bear out a value of the rules that they see, too.

    What may begin or end elsewhere asks for more, unless the paper itself says where: quotation marks or a cell hold
    the whole title, both days of a time are there. A second name that might be meant mostly is a cut of the same one.
    """
    if seen.name in TITLES and bounded(seen.span, document):
        return LIKELY if seen.rival <= _NO_RIVAL else TAKEN
    words = seen.span.text
    if seen.name in TIME and (any(not held.single for held in find_ranges(words)) or len(find_dates(words)) > 1):
        return BORNE_OUT
    return TAKEN if seen.name in NAMED else WITNESSED if seen.name in STRETCHED else BORNE_OUT


def uncut(seen: Seen, document: Document) -> bool:
    """Whether both opinions cannot have cut a value at the same wrong place."""
    if seen.name not in CUT:
        return True
    return seen.belief >= (CERTAIN if seen.name in NAMED else WITNESSED) and bounded(seen.span, document)


def formed(seen: Seen, document: Document) -> bool:
    """Whether the signs are certain of a day or a number, which have a form that is hard to cut wrongly.

    A label nobody listed may stand beside it; not beside a day of issue, which is told by standing alone.
    """
    if seen.belief < CERTAIN or not SORTS[PERIOD if seen.name in TIME else seen.name] & FORMED:
        return False
    held = tie(seen.name, seen.value, seen.span, document)
    return not held.rivals and held.against <= (frozenset() if seen.name == "issue_date" else {"label"})


def unrivalled(seen: Seen, document: Document) -> bool:
    """Whether the signs doubt a value but see no other, and its label or sentence stands beside it."""
    if seen.belief < LIKELY or seen.rival > _NO_RIVAL or seen.name in NAMED:
        return False
    signs = _witnesses(seen, document)
    if seen.name in STAMPED:
        return "label" in signs and bounded(seen.span, document)
    if seen.name in TIME and len(find_dates(seen.span.text)) > 1 and "label" in signs:
        return True  # each end beside its own label
    if seen.name in STRETCHED:
        # Both begin and end it at one place; titles beside a label may go on in the next row for both.
        asked = {"said"} if seen.name in TITLES else {"label", "said"} if seen.name == "place" else {"label"}
        return seen.belief >= BORNE_OUT and bool(signs & asked)
    return bool(signs & {"label", "said"})


def signed_last(seen: Seen, facts: Mapping[str, Fact], document: Document) -> bool:
    """Whether a day of issue is the last of all days, the signs certain of it, and others by themselves the class's."""
    if seen.name != "issue_date" or seen.belief < CERTAIN or seen.rival > _NONE_ELSE:
        return False
    held = {facts[one].value for one in ("start_date", "end_date") if one in facts}
    if any(day.iso not in held and day.iso != seen.value for _, _, day, _ in signature_dates(document)):
        return False
    days = [day.iso for day in find_dates(document.prose.text) if day.full and day.iso]
    against = tie(seen.name, seen.value, seen.span, document).against
    return not against and str(seen.value) >= max(days, default="9")


def _witnesses(seen: Seen, document: Document) -> frozenset[str]:
    """What ties the signs' value to its role, nothing speaking against it."""
    held = tie(seen.name, seen.value, seen.span, document)
    return held.signs if held.firm else frozenset()
