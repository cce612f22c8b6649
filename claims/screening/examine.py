"""What is done with one file of a screening: read it, check it, compare it, picture it; each once, then remembered."""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from claims import calibration
from claims.masks import Share, boxes, shares
from claims.near import with_words
from claims.pairing import COMPARING, compare_pages, comparison, pairs_to_compare, pictures_of_pair
from claims.reading import PIPELINE_VERSION, PaperRead, Read, Reader, looked_into, understood, without_file
from claims.screening.batch_history import Batch
from claims.screening.clusters import findings_of, hours_of
from claims.screening.items import Item
from claims.screening.journal import Records
from claims.screening.judgements import Judgements
from claims.screening.population import Pattern
from claims.screening.prepared import Known, Prepared, key_of, known_of, packed, unpacked
from claims.serial import from_json, to_json
from claims.wire import finding_json, read_json
from domain.case import Case
from domain.finding import Finding
from domain.pair import PairComparison
from domain.place import Place
from domain.reading import Page, Refusal, Withheld
from intake import without_video

log = logging.getLogger(__name__)

#: Aligned pictures are drawn for so many clusters, most hours first, and so many pairs of each: the report must open.
PICTURED_CLUSTERS, PICTURED_PAIRS = 150, 3
PICTURE_SIDE = 900
#: Readings of the files last asked for; pairs and checks of neighbours come close together.
HELD = 256
#: Refusals that another try may not repeat.
PASSING = frozenset({"unreadable.timeout", "unreadable.crashed", "input.not_found"})


@dataclass(frozen=True, slots=True)
class PairPictures:
    """WebP of a page and of the other one laid over it, and the changed boxes in shares of the page."""

    here: bytes
    there: bytes
    boxes: tuple[tuple[float, ...], ...]


class Bench:
    """The work on single files, thread-safe. ``journal`` remembers it."""

    def __init__(self, intake: Reader, items: Sequence[Item], journal: Records) -> None:
        self._intake = intake
        self._items = items
        self._journal = journal
        self._sha: dict[int, str] = {}
        self._stopped: dict[int, str] = {}  # under which the journal says why; nothing of the file
        self._numbers = {item.file: item.number for item in items}
        self._held = lru_cache(maxsize=HELD)(self._load)
        self._today = date.today()

    # --- reading ----------------------------------------------------------------------------------------------------

    def prepare(self, item: Item) -> Known:
        """Read a file, or take it from the journal; what the others must know of it."""
        held = self._recalled(item)
        if held is not None:
            return held
        try:
            data = item.content.read_bytes()
        except OSError as error:
            return self._refused(item, "", Refusal("input.not_found", f"打不开这个文件：{error.strerror}。"))
        sha256 = hashlib.sha256(data).hexdigest()
        unnamed = self._journal.unnamed(key_of(sha256))
        if self._journal.get("stopped", unnamed) is not None:
            return self._withheld(item, unnamed)
        known = self._journal.get("known", key_of(sha256))
        if known is not None:
            return self._kept(item, from_json(Known, known))
        data = without_video(data)
        seen = self._intake.read(data, name=item.file)
        if isinstance(seen, Refusal):
            return self._refused(item, sha256, seen)
        if isinstance(seen, Withheld):
            self._journal.put("stopped", unnamed, [to_json(finding) for finding in seen.findings])
            return self._withheld(item, unnamed)
        seen = with_words(seen)
        one = Prepared(sha256, "read", seen, understood(self._intake, data, seen), seen.findings)
        self._journal.put("read", key_of(sha256), packed(one))
        self._journal.put("known", key_of(sha256), to_json(known_of(one)))
        return self._kept(item, known_of(one))

    def recall(self, known: Sequence[Known]) -> None:
        """Take over what others have read."""
        self._sha = {number: one.sha256 for number, one in enumerate(known) if one.sha256}

    def _recalled(self, item: Item) -> Known | None:
        """A file by its version alone, without its bytes; None when they must be had."""
        seen = self._journal.get("seen", seen_key(self._journal, item)) if item.version else None
        if seen is None:
            return None
        if "stopped" in seen:
            return self._withheld(item, seen["stopped"])
        held = self._journal.get("known", key_of(seen["sha256"]))
        return self._kept(item, from_json(Known, held)) if held is not None else None

    def _kept(self, item: Item, known: Known) -> Known:
        self._sha[item.number] = known.sha256
        self._note(item, {"sha256": known.sha256})
        return known

    def _withheld(self, item: Item, unnamed: str) -> Known:
        self._stopped[item.number] = unnamed
        self._note(item, {"stopped": unnamed})
        return Known("", "withheld")

    def _note(self, item: Item, seen: dict[str, str]) -> None:
        if item.version and self._journal.get("seen", seen_key(self._journal, item)) != seen:
            self._journal.put("seen", seen_key(self._journal, item), seen)

    def _refused(self, item: Item, sha256: str, refusal: Refusal) -> Known:
        key = key_of(sha256) if sha256 else f"file:{self._journal.unnamed(item.file)}"
        known = Known(sha256, "unreadable")
        if sha256:
            self._sha[item.number] = sha256
        self._journal.put("refused", key, to_json(refusal))
        if refusal.code not in PASSING:
            self._journal.put("known", key, to_json(known))
            return self._kept(item, known)
        return known

    def _load(self, number: int) -> Prepared:
        """A file as it was read; of refused and withheld ones what was said."""
        item, sha256 = self._items[number], self._sha.get(number, "")
        held = self._journal.get("read", key_of(sha256)) if sha256 else None
        if held is not None:
            return unpacked(held)
        stopped = self._journal.get("stopped", self._stopped.get(number, ""))
        if stopped is not None:
            return Prepared("", "withheld", findings=tuple(from_json(Finding, one) for one in stopped))
        key = key_of(sha256) if sha256 else f"file:{self._journal.unnamed(item.file)}"
        return Prepared(sha256, "unreadable", error=from_json(Refusal, self._journal.get("refused", key)))

    # --- checking ---------------------------------------------------------------------------------------------------

    def verify(self, batch: Batch, judged: Judgements, patterns: Sequence[Pattern], number: int) -> dict[str, Any]:
        """All checks of one file, as findings.jsonl shows it."""
        item, one = self._items[number], self._held(number)
        checked = self.check(batch, number)
        own = tuple(
            pattern.finding(item.file, _place(one, pattern.facts[0]))
            for pattern in patterns
            if item.file in pattern.sides
        )
        read = Read(item.file, one.sha256, one.status, one.reading, checked, one.findings, one.error)
        result = read_json(read, text=False)
        result["findings"] += [finding_json(finding) for finding in own]
        result.pop("seconds", None)  # the findings of two runs are the same to the byte
        for finding in findings_of(result):
            if finding.get("other") in self._numbers:
                judged.mark(finding, number, self._numbers[finding["other"]])
            finding["hours_at_stake"] = hours_of(item, result)
        return result

    def check(self, batch: Batch, number: int) -> tuple[PaperRead, ...]:
        """All checks of the papers of a file: its own, and against those before it. What is dear is remembered."""
        item, one = self._items[number], self._held(number)
        if one.reading is None:
            return ()
        checked: list[PaperRead] = []
        for index, paper in enumerate(one.papers):
            case = Case(
                evidence_id=str(number),
                reading=one.reading.of_pages(paper.pages),
                paper=paper,
                submitter=item.submitter,
                claimed=item.claimed,
                history=batch.history_before(number),
                today=self._today,
            )
            findings, checks = without_file(case)
            more, answers = self._look(item, case, index)
            checked.append(PaperRead(paper, (*findings, *more), {**checks, **answers}))
        return tuple(checked)

    def _look(self, item: Item, case: Case, index: int) -> tuple[tuple[Finding, ...], Mapping[str, str]]:
        """The checks that open the file itself; their answers do not depend on other files."""
        key = f"{key_of(case.reading.sha256)}:{index}:{calibration.digest()}"
        held = self._journal.get("look", key)
        if held is not None:
            return tuple(from_json(Finding, one) for one in held["findings"]), held["checks"]
        findings, checks, finished = looked_into(self._intake, item.content.read_bytes(), case)
        if finished:
            self._journal.put("look", key, {"findings": [to_json(one) for one in findings], "checks": dict(checks)})
        return findings, checks

    def compare(self, here: int, there: int) -> PairComparison | None:
        """The pictures of two files side by side."""
        first, second = self._held(here), self._held(there)
        if first.reading is None or second.reading is None:
            return None
        key = f"{PIPELINE_VERSION}.{COMPARING}:{first.sha256}:{second.sha256}"
        held = self._journal.get("pair", key)
        if held is not None:
            return from_json(PairComparison, held) if held else None
        pages = pairs_to_compare(first.reading, second.reading)
        ours, theirs = self._items[here].content.read_bytes(), self._items[there].content.read_bytes()
        try:
            answers = self._intake.run(compare_pages, ours, theirs, pages)
        except Exception as error:  # noqa: BLE001 - one pair that cannot be compared does not end the screening
            log.warning("comparing two files did not finish: %s", type(error).__name__)
            return None
        seen = comparison(answers, first.reading, second.reading)
        self._journal.put("pair", key, to_json(seen) if seen is not None else {})
        return seen

    # --- showing ----------------------------------------------------------------------------------------------------

    def pictures(self, ranked: tuple[int, Mapping[str, Any]]) -> dict[int, PairPictures]:
        """The aligned pictures of a cluster's first links, by the link's rank; none for clusters far down."""
        drawn: dict[int, PairPictures] = {}
        place, cluster = ranked
        for rank, link in enumerate(cluster["links"] if place < PICTURED_CLUSTERS else ()):
            if len(drawn) >= PICTURED_PAIRS or link["detail"].get("matrix") is None:
                continue
            pair = self._pictured(self._numbers[link["file"]], self._numbers[link["other"]], link)
            if pair is not None:
                drawn[rank] = pair
        return drawn

    def _pictured(self, here: int, there: int, link: Mapping[str, Any]) -> PairPictures | None:
        detail = link["detail"]
        page = _page(self._held(here), detail["page"])
        other = _page(self._held(there), detail["other_page"])
        if page is None or other is None:
            return None
        sides = (self._sha[here], page.number, self._sha[there], other.number)
        key = f"{PIPELINE_VERSION}:" + ":".join(map(str, sides))
        held = self._journal.get("masked_picture", key)
        if held is None:
            try:
                pair = self._intake.run(
                    pictures_of_pair,
                    self._items[here].content.read_bytes(),
                    self._items[there].content.read_bytes(),
                    (page.number, page.rotation),
                    (other.number, other.rotation),
                    detail["matrix"],
                    PICTURE_SIDE,
                    (self._covers(here, page), self._covers(there, other)),
                )
            except Exception as error:  # noqa: BLE001 - the report goes without this picture
                log.warning("a pair could not be pictured: %s", type(error).__name__)
                return None
            held = [base64.b85encode(one).decode("ascii") for one in pair] if pair is not None else []
            self._journal.put("masked_picture", key, held)
        if not held:
            return None
        return PairPictures(base64.b85decode(held[0]), base64.b85decode(held[1]), _boxes_in_shares(detail, page))

    def _covers(self, number: int, page: Page) -> list[Share]:
        """Numbers of people on the page, in shares: the report is a file that travels."""
        papers = self._held(number).papers
        paper = next((one for one in papers if page.number in one.pages), None)
        if paper is None:
            return []
        return shares(boxes(paper, page, others=True, own_name="", numbers=True), page)


def seen_key(journal: Records, item: Item) -> str:
    """Under which the journal knows an item by its version; with its name, so that no tag can pass for another's."""
    return journal.unnamed(key_of(f"{item.file}\n{item.version}"))


def _place(one: Prepared, name: str) -> Place | None:
    """Where the first fact of that name stands, the one the others know of the file."""
    return next((fact.place for paper in one.papers for fact in paper.facts if fact.name == name), None)


def _page(one: Prepared, number: int) -> Page | None:
    pages = one.reading.pages if one.reading is not None else ()
    return next((page for page in pages if page.number == number), None)


def _boxes_in_shares(detail: Mapping[str, Any], page: Page) -> tuple[tuple[float, ...], ...]:
    """Changed boxes on the page at hand, in shares of its width and height."""
    size = (page.width, page.height, page.width, page.height)
    parts = [part for part in detail.get("changed", []) if part["page"] == page.number]
    return tuple(tuple(round(edge / full, 5) for edge, full in zip(part["box"], size, strict=True)) for part in parts)
