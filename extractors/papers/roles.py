"""Which stretch of a paper plays which role: a second opinion beside the labels the extractors list.

For every fact a linear model weighs the signs of each candidate (``extractors/text/candidates.py``): the words beside,
above and around it, its own form, where it stands, the kind of paper. Learnt from drawn papers by
``benchmarks/learn_roles.py``. ``extractors/role_signs.npz``: ``signs`` (UTF-8, one a line), ``roles`` (likewise,
``kind fact`` pairs a paper of the kind may have), ``facts`` (likewise, the columns) and ``weights`` (float16, one row a
sign and a last one for "none of them").
"""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.text.candidates import Candidate, Sort, candidates
from extractors.text.dates import find_dates
from extractors.text.document import Document
from extractors.text.names import known_name
from extractors.text.organisations import is_organisation
from extractors.text.patterns import compiled
from extractors.text.rings import organisations_on_seals
from extractors.text.role_words import label_before

_DAY, _FIGURE, _CODE = frozenset({Sort.DAY}), frozenset({Sort.FIGURE}), frozenset({Sort.CODE})
_WORDS, _YEAR, _BODY = frozenset({Sort.WORDS}), frozenset({Sort.YEAR}), frozenset({Sort.BODY})
#: The time of something: first and last day.
PERIOD = "period"
SORTS: Mapping[str, frozenset[Sort]] = {
    PERIOD: frozenset({Sort.SPAN}),
    "person_name": frozenset({Sort.PERSON}),
    "payer": frozenset({Sort.PERSON, Sort.BODY}),
    "organiser": frozenset({Sort.BODY, Sort.WORDS}),
    "unit": frozenset({Sort.BODY, Sort.WORDS}),
    "unit_from": frozenset({Sort.BODY, Sort.WORDS}),
    "payee": _BODY,
    "owner": _BODY,
    "score_year": _YEAR,
    "year": _YEAR,
    **dict.fromkeys(("issue_date", "query_date", "screenshot_date", "apply_date", "grant_date"), _DAY),
    **dict.fromkeys(
        ("hours", "days", "service_hours", "half_days", "credits", "amount", "score_total", "score_annual",
         "score_today", "issue", "volume", "page_start"),
        _FIGURE,
    ),
    **dict.fromkeys(("certificate_no", "doc_no", "project_no", "receipt_no", "admission_no", "student_no"), _CODE),
    **dict.fromkeys(
        ("course_title", "lecture_title", "meeting_title", "notice_title", "project_name", "paper_title", "exam_name",
         "award_name", "place", "item", "patent_name", "major", "journal_name", "level_cue"),
        _WORDS,
    ),
}  # fmt: skip


#: Facts that are lists: what each item is, and its key where items are objects.
ITEMS: Mapping[str, tuple[frozenset[Sort], str]] = {
    "names": (frozenset({Sort.PERSON}), "name"),
    "authors": (frozenset({Sort.PERSON}), ""),
    "inventors": (frozenset({Sort.PERSON}), ""),
    "subjects": (_WORDS, "name"),
}


def signs_of(document: Document, kind: str) -> list[tuple[Candidate, frozenset[str]]]:
    """Every candidate with what can be seen of it."""
    found = []
    for one, held in _seen(document, kind):
        said = held | {f"{kind} {sign}" for sign in held if sign[:2] in _BY_KIND}
        found.append((one, frozenset(f"{one.sort} {sign}" if sign[:2] in _BY_SORT else sign for sign in said)))
    return found


def _places(document: Document, kind: str, places: Mapping[str, int]) -> Iterator[tuple[Candidate, list[int]]]:
    """As ``signs_of``, each sign by its place in the model; signs it never met are left out."""
    for one, held in _seen(document, kind):
        sort = f"{one.sort} "
        of_kind = f"{sort}{kind} " if kind[:2] in _BY_SORT else f"{kind} "
        at = []
        for sign in held:
            begins = sign[:2]
            if (known := places.get(sort + sign if begins in _BY_SORT else sign)) is not None:
                at.append(known)
            if begins in _BY_KIND and (known := places.get(of_kind + sign)) is not None:
                at.append(known)
        yield one, at


def _seen(document: Document, kind: str) -> Iterator[tuple[Candidate, set[str]]]:
    """Every candidate with what can be seen of it, whatever its sort and the kind of the paper."""
    every = candidates(document)
    count = Counter(one.sort for one in every)
    writing = median([cell.height for cell in document.cells] or [1.0])
    days = sorted({str(one.value)[:10] for one in every if one.sort is Sort.DAY})
    spans = [str(one.value).split("/") for one in every if one.sort is Sort.SPAN]
    times = [(first, last) for first, last in spans if first != last]
    stamped = organisations_on_seals(document)
    seen: Counter[Sort] = Counter()
    for one in every:
        seen[one.sort] += 1
        held = {*_words_around(document, one), *_standing(document, one, writing), kind}
        held.add(f"first {min(seen[one.sort], 4)}")
        held.add(f"last {min(count[one.sort] - seen[one.sort] + 1, 4)}")
        held.add(f"of {min(count[one.sort], 4)}")
        if one.sort is Sort.DAY:
            held |= _among_days(str(one.value), days, times)
        if one.sort is Sort.BODY:
            held.add(f"seal {'none' if not stamped else one.value in stamped}")
        yield one, held


def _among_days(day: str, days: Sequence[str], times: Sequence[tuple[str, str]]) -> set[str]:
    """Where a day lies among all days of the paper, and to the spans of days on it."""
    rank = "only" if len(days) == 1 else "last" if day == days[-1] else "first" if day == days[0] else "mid"
    found = {f"day {rank}"}
    if times:
        before, after = day < min(first for first, _ in times), day > max(last for _, last in times)
        found.add(f"span {'after' if after else 'before' if before else 'in'}")
    return found


_BY_KIND = frozenset({"fi", "la", "of", "da", "de", "si", "e2", "e3", "l=", "n1", "n2", "br", "p2", "ne", "pr"})
_BY_SORT = frozenset({"fi", "la", "of", "de", "si", "wh", "le"})


_NO_LETTERS, _NOT_CHINESE = re.compile(r"[^\u4e00-\u9fffA-Za-z]"), re.compile(r"[^\u4e00-\u9fff]")
_DIGIT, _BRACKETED, _STOP, _CELL_END = (re.compile(one) for one in (r"\d", r"\([^()]*\)", r"[,。;:]", r"[\t\n]"))


def _plain(text: str) -> str:
    return _DIGIT.sub("0", text.replace(" ", "")).replace("\n", "|").replace("\t", "_")


#: So many letters before and behind a candidate say what it is.
_BEFORE, _BEHIND = 12, 4


def _last(text: str) -> str:
    """The last letters of a text, plain."""
    return _plain(text.replace(" ", "")[-_BEFORE:])


def _first(text: str) -> str:
    """The first letters of a text, plain."""
    return _plain(text.replace(" ", "")[:_BEHIND])


def _words_around(document: Document, one: Candidate) -> list[str]:
    row_before, row_after = document.around(one.span, by_row=True, reach=50)
    before, after = document.around(one.span, reach=50)
    found = []
    label = label_before(row_before)
    if label is not None:
        plain = _NO_LETTERS.sub("", label[0])
        found += [f"l={plain}", f"sign{_plain(label[1])}", *_runs("l", plain)]
    elif row_before.endswith("\n") or not row_before:
        # The row before, where this one begins a row.
        last = _NO_LETTERS.sub("", row_before.strip("\n").rpartition("\n")[2])
        if 1 < len(last) <= 12:
            found += [f"o={last}", *_runs("o", last)]
    for over in document.above(one.span)[:1]:
        plain = _NO_LETTERS.sub("", over)
        found += [f"a={plain}", *_runs("a", plain)]
    caption = document.caption(one.span)
    if caption is not None:
        found += [f"c={caption}", *_runs("l", caption)]
    # What the next and the last row hold: a date under a body, a body over a date.
    found.append(f"next {_row_sort(row_after.partition(chr(10))[2].partition(chr(10))[0])}")
    found.append(f"prev {_row_sort(row_before.rpartition(chr(10))[0].rpartition(chr(10))[2])}")
    head, tail = _last(row_before), _first(row_after)
    found += [f"p{n} {head[-n:]}" for n in (1, 2, 3, 4)] + [f"n{n} {tail[:n]}" for n in (1, 2, 3, 4)]
    head, tail = _last(before), _first(after)
    found += [f"q{n} {head[-n:]}" for n in (2, 3)] + [f"m{n} {tail[:n]}" for n in (2, 3)]
    near = _NOT_CHINESE.sub(" ", head)
    found += [f"w{near[i : i + 2]}" for i in range(len(near) - 1) if " " not in near[i : i + 2]]
    return found


@lru_cache(maxsize=4096)
def _row_sort(text: str) -> str:
    if not text.strip():
        return "nothing"
    if find_dates(text):
        return "day"
    return "body" if is_organisation(text.strip()) else "name" if known_name(text.strip()) else "words"


def _runs(mark: str, text: str) -> list[str]:
    held = f"^{text}$"
    return [f"{mark}{n} {held[i : i + n]}" for n in (2, 3) for i in range(len(held) - n + 1)]


def _standing(document: Document, one: Candidate, writing: float) -> list[str]:
    text = str(one.value)
    found = [f"depth {round(5 * document.depth(one.span))}", f"breadth {min(document.breadth(one.span), 4)}"]
    line = one.span.first_line
    if line is not None:
        size = line.place.box
        found.append(f"size {round(4 * math.log2(max(min(size.height, size.width), 1) / writing))}")
    if one.sort in (Sort.WORDS, Sort.BODY, Sort.PERSON, Sort.CODE):
        plain = _BRACKETED.sub("", text)
        found += [
            f"e2 {plain[-2:]}",
            f"e3 {plain[-3:]}",
            f"e1 {plain[-1:]}",
            f"s1 {text[:1]}",
            f"s2 {text[:2]}",
            f"len {min(len(text) // 4, 9)}",
        ]
        found += [f"t{text[i : i + 2]}" for i in range(min(len(text), 30) - 1)]
        if _STOP.search(text):
            found.append("sentence")
    elif one.sort is Sort.FIGURE:
        found.append(f"mag {int(math.log2(max(float(one.value), 0.5)))}")
        found.append(f"fraction {float(one.value) % 1 != 0}")
    elif one.sort is Sort.SPAN:
        between = compiled(r"[^\u4e00-\u9fff]|[年月日号]").sub(" ", one.span.text)
        found += [f"b{between[i : i + 2]}" for i in range(len(between) - 1) if " " not in between[i : i + 2]]
        found.append(f"apart {min(len(one.span.text) // 8, 5)}")
    else:
        found.append(f"shape {_plain(text)}")
    flow = one.span.flow.text
    left = flow[: one.span.start].rpartition("\n")[2].rpartition("\t")[2]
    right = _CELL_END.split(flow[one.span.end :], maxsplit=1)[0]
    found.append(f"whole {not left.strip()} {not right.strip()}")
    return found


@dataclass(frozen=True, slots=True)
class Pick:
    """The candidate a role goes to, and the belief (0..1) in its value and in the likeliest other one.

    What both lack of 1 speaks for "none of them" and for values further behind.
    """

    candidate: Candidate
    belief: float
    rival: float = 0.0


@dataclass(frozen=True)
class _Model:
    places: Mapping[str, int]
    roles: Mapping[str, tuple[str, ...]]  # by kind
    facts: Mapping[str, int]
    weights: NDArray[np.float32]


@cache
def _model() -> _Model:
    with np.load(io.BytesIO(resources.files("extractors").joinpath("role_signs.npz").read_bytes())) as held:
        signs, roles, facts = (bytes(held[name]).decode("utf-8").split("\n") for name in ("signs", "roles", "facts"))
        by_kind: dict[str, tuple[str, ...]] = {}
        for pair in roles:
            kind, fact = pair.split(" ")
            by_kind[kind] = (*by_kind.get(kind, ()), fact)
        return _Model(
            {sign: i for i, sign in enumerate(signs)},
            by_kind,
            {fact: i for i, fact in enumerate(facts)},
            held["weights"].astype(np.float32),
        )


def known_roles() -> Mapping[str, tuple[str, ...]]:
    """The facts whose signs were learnt, by kind of paper."""
    return _model().roles


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the signs say of a paper of one kind.

    ``asked``: facts they know on such papers. ``picks``: of these with one value, the likeliest. ``items``: of lists,
    the belief (0..1) in every value that might be an item.
    """

    asked: frozenset[str]
    picks: Mapping[str, Pick]
    items: Mapping[str, Mapping[str, float]]


def opinion(document: Document, kind: str) -> Opinion:
    """What plays which role on a paper of ``kind``."""
    model = _model()
    asked = model.roles.get(kind, ())
    held = list(_places(document, kind, model.places))
    score = np.stack([model.weights[at].sum(axis=0) for _, at in held]) if held else np.zeros((0, len(model.facts)))
    every = [one for one, _ in held]
    picked = _picks(every, score, [fact for fact in asked if fact not in ITEMS])
    items = {fact: _items(every, score, fact) for fact in asked if fact in ITEMS}
    return Opinion(frozenset(asked), picked, items)


def _items(every: Sequence[Candidate], score: NDArray[np.floating[Any]], fact: str) -> Mapping[str, float]:
    model = _model()
    column = model.facts[fact]
    found: dict[str, float] = {}
    for one, own in zip(every, score[:, column].tolist(), strict=True):
        if one.sort in ITEMS[fact][0]:
            belief = 1 / (1 + math.exp(min(float(model.weights[-1, column]) - own, 50.0)))
            found[str(one.value)] = max(found.get(str(one.value), 0.0), belief)
    return found


def _picks(every: Sequence[Candidate], score: NDArray[np.floating[Any]], asked: Sequence[str]) -> Mapping[str, Pick]:
    model = _model()
    sorts = [one.sort for one in every]
    fits = {fact: [i for i, sort in enumerate(sorts) if sort in SORTS[fact]] for fact in asked}
    alone = {
        fact: _shares(score[fit, model.facts[fact]], float(model.weights[-1, model.facts[fact]]))
        for fact, fit in fits.items()
        if fit
    }
    left = np.zeros((len(every), len(asked)))
    for column, fact in enumerate(asked):
        if fact in alone:
            left[fits[fact], column] = np.log(np.maximum(1 - alone[fact], _SHARED))
    if PERIOD in alone and "issue_date" in asked:
        # Days inside the time of something are not the day of something else, though they are candidates of their own.
        for at, belief in zip(fits[PERIOD], alone[PERIOD].tolist(), strict=True):
            inside = [i for i, one in enumerate(every) if one.sort is Sort.DAY and _within(one, every[at])]
            left[inside, asked.index(PERIOD)] += math.log(max(1 - belief, _SHARED))
    found = {}
    for column, fact in enumerate(asked):
        if fact in alone:
            # What plays another role is less likely to play this one.
            fit = fits[fact]
            others = left[fit].sum(axis=1) - left[fit, column]
            own = score[fit, model.facts[fact]] + others
            found[fact] = _best([every[i] for i in fit], own, float(model.weights[-1, model.facts[fact]]))
    return found


def _within(one: Candidate, other: Candidate) -> bool:
    """Whether a candidate stands inside the words of another."""
    held = {(id(spot[0]), spot[1]) for spot in other.span.flow.origin[other.span.start : other.span.end] if spot}
    own = [(id(spot[0]), spot[1]) for spot in one.span.flow.origin[one.span.start : one.span.end] if spot]
    return bool(own) and own[0] in held


#: Least that is left of a candidate for a role when another one has it.
_SHARED = 0.02


def _shares(score: NDArray[np.floating[Any]], none: float) -> NDArray[np.float64]:
    """Belief in every candidate, where "none of them" has its share too."""
    top = max(float(score.max()), none)
    share = np.exp(np.asarray(score, np.float64) - top)
    return np.asarray(share / (share.sum() + math.exp(none - top)))


def _best(fit: Sequence[Candidate], score: NDArray[np.floating[Any]], none: float) -> Pick:
    """Belief of one value said in several places is added up."""
    by_value: dict[str, float] = {}
    for one, part in zip(fit, _shares(score, none).tolist(), strict=True):
        by_value[str(one.value)] = by_value.get(str(one.value), 0.0) + part
    value = max(by_value, key=by_value.__getitem__)
    at = max((i for i, one in enumerate(fit) if str(one.value) == value), key=lambda i: float(score[i]))
    rival = max((belief for other, belief in by_value.items() if other != value), default=0.0)
    return Pick(fit[at], by_value[value], rival)
