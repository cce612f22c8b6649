"""What the ring of a seal says: the organisation it belongs to.

Rings are read badly: letters are lost, and the reading may start in the middle of the name. So a ring
counts where it says an organisation named on the paper, from wherever it is read, or where it is well
formed by itself. Anything else is not shown: it would only look like a second name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import Levenshtein

from domain.reading import MarkType, PageMark
from extractors.text.document import Document
from extractors.text.normalise import normalise
from extractors.text.once import once
from extractors.text.organisations import cut_short, is_organisation
from extractors.text.patterns import compiled

#: The number of a seal, and whatever follows it.
_NUMBER = re.compile(r"(?:\(\d+\)|\d{5,}).*$")


def organisation_on(mark: PageMark) -> str:
    """The organisation on a seal's ring, without 专用章, number and quotation marks; empty when there is none."""
    text = normalise(compiled(r"\s").split(mark.text.strip(), maxsplit=1)[0])
    # The last figures of its number, read from the gap on, and letters that they were taken for upside down.
    text = compiled(r"^[0-9A-Za-z]{1,13}(?=[\u4e00-\u9fff]{4})").sub("", text)
    text = _NUMBER.sub("", text).strip("“”\"'★*·.- ")
    ends = text.find("专用章")
    # 培训专用章, 章: how much of what stands before belongs to it is told by what is left.
    cuts = range(ends, max(ends - 7, 0), -1) if ends > 0 else (len(text.removesuffix("公章")),)
    return next((text[:cut] for cut in cuts if is_organisation(text[:cut])), "")


#: How a whole name begins: with a place, or with whom it belongs to.
_BEGINS = re.compile(
    r"[\u4e00-\u9fff]{2,4}[市省县区州]|中[国华共]|全国|国家|浙江|江苏|上海|北京|南京|杭州|教育部|人力资源|[\u4e00-\u9fff]{2,8}(?:大学|学院|医院)$"
)
#: Likeness from which a ring, read from the right place on, means a name of the paper.
_MEANT = 0.72


def meant_by(mark: PageMark, named: Iterable[str]) -> tuple[str, float] | None:
    """(name, likeness 0..1) of the organisation among ``named`` that a ring says, from wherever it is read."""
    ring = compiled(r"[^\u4e00-\u9fff()]").sub("", normalise(mark.text))
    best: tuple[str, float] | None = None
    for name in named:
        if len(ring) < 4 or len(name) < 4:
            continue
        turns = (ring[at:] + ring[:at] for at in range(len(ring)))
        like = max(Levenshtein.normalized_similarity(name, turn[: len(name) + 1]) for turn in turns)
        if like >= _MEANT and (best is None or like > best[1]):
            best = (name, like)
    return best


def ring_text(mark: PageMark, named: Iterable[str]) -> tuple[str, float] | None:
    """(words, confidence) of a seal that may be shown; None where what was read is no name.

    An organisation named on the paper stands for a ring that says it but for a few letters.
    """
    read = normalise(mark.text)
    found = meant_by(mark, named)
    if found is not None:
        name, like = found
        return (name + _purpose(read, name), 0.9) if read.startswith(name) else (name, round(0.9 * like, 4))
    own = organisation_on(mark)
    if not own or not _BEGINS.match(own) or cut_short(own) or compiled(r"\d{3}").search(own):
        return None
    return own + _purpose(read, own), 0.7


def _purpose(read: str, name: str) -> str:
    """What a seal says below the star (培训专用章), where that was read whole."""
    tail = read[len(name) :].strip()
    return tail if compiled(r"[\u4e00-\u9fff]{2,6}专用章(?:\(\d{1,2}\))?|公章").fullmatch(tail) else ""


@once
def organisations_on_seals(document: Document) -> tuple[str, ...]:
    """The organisations of all seals of a paper that could be read."""
    return tuple(name for mark in document.marks(MarkType.SEAL) if (name := organisation_on(mark)))
