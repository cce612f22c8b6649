"""Prints of what stands on the pages: one of the running text, and the long numbers one by one."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.reading import Page, Reading

BITS = 256
NUMBER = re.compile(r"[0-9A-Z*]{6,}")
FEWEST = 24
DATES = ("start_date", "end_date", "issue_date", "screenshot_date", "query_date", "grant_date", "apply_date")
TITLES = (
    "course_title",
    "meeting_title",
    "notice_title",
    "paper_title",
    "award_name",
    "project_name",
    "patent_name",
    "exam_name",
    "lecture_title",
)
_SHUFFLES = np.random.default_rng(16).integers(1, 1 << 63, 16, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_SKIPPED = re.compile(r"[^0-9A-Za-z一-鿿]")


def text_print(page: Page) -> str | None:
    """Similarity print of a page's text (simhash, Charikar 2002, over character pairs): 64 hexadecimal digits.

    A handful of misread characters moves few of its bits. None for a page with hardly any words.
    """
    text = _SKIPPED.sub("", unicodedata.normalize("NFKC", page.text))
    if len(text) < FEWEST:
        return None
    pairs = Counter(text[i : i + 2] for i in range(len(text) - 1))
    # Repeated pairs count little more than once: table rulings and boilerplate must not outweigh names and numbers.
    total = np.zeros(BITS, np.float32)
    for signs, times in zip(_signs(pairs), pairs.values(), strict=True):
        total += signs * np.float32(1 + np.log(times))
    return np.packbits(total > 0).tobytes().hex()


def words_print(page: Page) -> str | None:
    """Sixteen samples of a page's words (min-wise hashing, Broder 1997, over four characters at a time): 64 hex digits.

    Two pages share as many of them as they share words, so that half a page is found where ``text_print`` fails.
    """
    text = _SKIPPED.sub("", unicodedata.normalize("NFKC", page.text))
    if len(text) < FEWEST:
        return None
    pieces = {text[i : i + 4] for i in range(len(text) - 3)}
    digests = b"".join(hashlib.blake2b(piece.encode(), digest_size=8).digest() for piece in sorted(pieces))
    hashes = np.frombuffer(digests, np.uint64)
    # A multiplication by another odd number for each sample shuffles the order in which the least is taken.
    least = (hashes[:, None] * _SHUFFLES[None, :]).min(axis=0)
    samples: NDArray[np.uint16] = (least >> np.uint64(24)).astype(np.uint16)
    return samples.astype(">u2").tobytes().hex()


def with_words(reading: Reading) -> Reading:
    """The reading with prints of each page's words beside those of its pictures, unless a page has hardly any words."""
    prints = [(text_print(page), words_print(page)) for page in reading.pages]
    told = [(text, words) for text, words in prints if text is not None and words is not None]
    if not told or len(told) < len(prints):
        return reading
    texts, words = zip(*told, strict=True)
    return replace(reading, fingerprints={**reading.fingerprints, "text": texts, "words": words})


def number_tokens(reading: Reading) -> tuple[str, ...]:
    """Long numbers on the pages (certificate, identity, receipt numbers …), normalised; dates are left out."""
    found: dict[str, None] = {}
    for line in reading.text.splitlines():
        plain = unicodedata.normalize("NFKC", line).upper().replace(" ", "").replace("-", "")
        for match in NUMBER.finditer(plain):
            token = match.group()
            digits = sum(c.isdigit() for c in token)
            if digits >= 5 and "*" not in token and not _is_date(token):
                found.setdefault(token)
    return tuple(found)


def content_keys(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of what a paper says of whom: name with each date, and name with the title of the course or work.

    A second photo of a sheet shares them even where its picture and its number were read badly. A paper without a name
    (a sheet, a notice) is known by its title with each date.
    """
    name = facts.get("person_name")
    dates = {facts[key] for key in DATES if isinstance(facts.get(key), str) and len(facts[key]) == 10}
    titles = {_SKIPPED.sub("", str(facts[key]))[:16] for key in TITLES if facts.get(key)}
    long = {title for title in titles if len(title) >= 4}
    if isinstance(name, str) and name:
        return tuple(f"{name}|{one}" for one in sorted(dates | long))
    return tuple(f"{title}|{date}" for title in sorted(long) for date in sorted(dates))


def _is_date(token: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d\d(0[1-9]|1[0-2])([0-3]\d)?((19|20)\d{2,6})?", token))


def _signs(pairs: Iterable[str]) -> NDArray[np.float32]:
    """A row of ``BITS`` signs for each pair. Not remembered: all pairs there are would fill hundreds of megabytes."""
    digests = b"".join(hashlib.blake2b(pair.encode(), digest_size=BITS // 8).digest() for pair in pairs)
    bits = np.unpackbits(np.frombuffer(digests, np.uint8)).reshape(-1, BITS)
    signs: NDArray[np.float32] = bits.astype(np.float32) * 2 - 1
    return signs
