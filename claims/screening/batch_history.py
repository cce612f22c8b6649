"""History as a screening sees it: all files of the batch before the one at hand."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from claims.near import PrintIndex, alike, content_keys, variants
from claims.near.index import stacked
from claims.screening.items import Item
from claims.screening.prepared import Known
from domain.case import Case, Earlier
from domain.pair import PairComparison

#: A number that so many files carry is a form's own number, not a certificate's.
COMMON = 60
CANDIDATES = 40
#: Of a template's family only the nearest prints are weighed.
NEAREST = 200

Compare = Callable[[int, int], PairComparison | None]


class Batch:
    """All files of a screening in slim form, with the indexes over them. ``compare(here, there)`` takes numbers."""

    def __init__(self, items: Sequence[Item], known: Sequence[Known], compare: Compare) -> None:
        self.items = items
        self.known = known
        self.compare = compare
        self._indexes = _Indexes(items, known)

    def history_before(self, number: int) -> BatchHistory:
        return BatchHistory(self, self._indexes, number)


class _Indexes:
    """Exact keys and prints of a batch, each leading to the items that carry it."""

    def __init__(self, items: Sequence[Item], known: Sequence[Known]) -> None:
        self.by_digest: dict[str, list[int]] = defaultdict(list)
        self.by_number: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self.by_token: dict[str, list[int]] = defaultdict(list)
        self.by_person: dict[str, list[int]] = defaultdict(list)
        prints: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for item, one in zip(items, known, strict=True):
            if item.person:
                self.by_person[item.person].append(item.number)
            if one.status != "read":
                continue
            self.by_digest[one.sha256].append(item.number)
            for kind, name, value in one.numbers:
                self.by_number[kind, name, plain(value)].append(item.number)
            for token in (*one.tokens, *number_keys(one), *content_keys(one.facts)):
                self.by_token[token].append(item.number)
            for name, values in one.prints.items():
                prints[name] += [(value, item.number) for value in values]
        self.prints = {name: PrintIndex(stacked(value for value, _ in rows)) for name, rows in prints.items()}
        self.owners = {name: [number for _, number in rows] for name, rows in prints.items()}


class BatchHistory:
    """``domain.case.History`` over the items before ``number``."""

    def __init__(self, batch: Batch, indexes: _Indexes, number: int) -> None:
        self._batch = batch
        self._indexes = indexes
        self._number = number

    def same_bytes(self, sha256: str) -> Sequence[Earlier]:
        return self._shown(self._indexes.by_digest.get(sha256, ()))

    def same_number(self, kind: str, fact_name: str, value: str) -> Sequence[Earlier]:
        return self._shown(self._indexes.by_number.get((kind, fact_name, plain(value)), ()))

    def of_person(self, person_id: str, year: int | None) -> Sequence[Earlier]:
        numbers = self._indexes.by_person.get(person_id, ())
        return self._shown(n for n in numbers if year is None or self._batch.items[n].year in (None, year))

    def near_copies(self, fingerprints: Mapping[str, Sequence[str]]) -> Sequence[Earlier]:
        """Candidates by any print, long number or content; those that several keys agree on come first."""
        return tuple(self._earlier(number, by) for number, by in self.ranked(fingerprints))

    def ranked(self, fingerprints: Mapping[str, Sequence[str]]) -> list[tuple[int, Mapping[str, float]]]:
        """Numbers of the candidates, best first, with the keys that led to each and how near it came by them."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for name, values in fingerprints.items():
            index = self._indexes.prints.get(name)
            if index is None:
                continue
            for wanted in (one for value in values for one in variants(name, value)):
                for near, row in alike(index, name, wanted, NEAREST):
                    number = self._indexes.owners[name][row]
                    if number < self._number:
                        found[number][name] = max(found[number].get(name, 0.0), near)
        own = self._batch.known[self._number]
        for name, tokens in (
            ("number", own.tokens),
            ("number", number_keys(own)),
            ("content", content_keys(own.facts)),
        ):
            for token in tokens:
                carriers = self._indexes.by_token.get(token, ())
                if len(carriers) <= COMMON:
                    for number in carriers:
                        if number < self._number:
                            found[number][name] = found[number].get(name, 0.0) + 1.0
        best = sorted(found, key=lambda number: (-sum(found[number].values()), number))[:CANDIDATES]
        return [(number, dict(sorted(found[number].items()))) for number in best]

    def compare(self, case: Case, earlier: Earlier) -> PairComparison | None:
        return self._batch.compare(self._number, int(earlier.evidence_id))

    def _shown(self, numbers: Iterable[int]) -> tuple[Earlier, ...]:
        return tuple(self._earlier(number) for number in dict.fromkeys(numbers) if number < self._number)

    def _earlier(self, number: int, found_by: Mapping[str, float] | None = None) -> Earlier:
        item, one = self._batch.items[number], self._batch.known[number]
        facts = one.facts
        name = facts.get("person_name")
        return Earlier(
            evidence_id=str(number),
            sha256=one.sha256,
            kind=one.kind,
            person_id=item.person,
            person_name=name if isinstance(name, str) else item.submitter.name,
            employer=item.employer,
            handed_in=None,
            facts=facts,
            file=item.file,
            found_by=found_by or {},
            read=one.read,
        )


def number_keys(one: Known) -> tuple[str, ...]:
    """Numbers by which papers are told apart, with their kind and name: short ones say nothing without them."""
    return tuple(
        f"{kind}|{name}|{plain(value)}"
        for kind, name, value in one.numbers
        if name.endswith("_no") and "*" not in value
    )


def plain(value: str) -> str:
    """A number as it is compared: NFKC, capitals, no blanks."""
    return "".join(unicodedata.normalize("NFKC", value).upper().split())
