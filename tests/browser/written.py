"""Claims by the hundred without reading a picture: the words of a drawn certificate are known as it is drawn.

Everything else is the real thing: extractors, rules, vault, database, the service and its pages. Comparing with all
papers before is left out, since one template five hundred times is nothing an office sees.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from claims.desk import Desk
from claims.store import evidence as evidence_rows
from claims.store import jobs
from claims.views import Actor
from domain.place import Box, Place
from domain.reading import Line, Page, Reading, Source
from intake import Intake
from tests.browser.drawn import SIZE, Certificate, font


class KnownWords(Intake):
    """The real intake, told beforehand what stands on some pictures."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self._known: dict[str, Certificate] = {}

    def know(self, paper: Certificate) -> bytes:
        """The paper's picture, whose words need no reading from now on."""
        data = paper.picture()
        self._known[hashlib.sha256(data).hexdigest()] = paper
        return data

    def read(self, data: bytes, **more: Any) -> Any:
        digest = hashlib.sha256(data).hexdigest()
        paper = self._known.get(digest)
        return super().read(data, **more) if paper is None else reading_of(paper, digest)


def reading_of(paper: Certificate, sha256: str) -> Reading:
    """The page as a perfect reader would give it."""
    lines = []
    for place, words, size, anchor in paper.lines():
        left, top, right, bottom = font(size).getbbox(words.strip("　"), anchor=anchor)
        shift = font(size).getlength(words) - font(size).getlength(words.strip("　")) if anchor == "la" else 0
        x, y = place[0] + shift, place[1]
        box = Box(x + left, y + top, x + right, y + bottom)
        text = words.strip("　")
        sure = 0.8 if paper.blurred and paper.blurred in text else 0.999
        lines.append(Line(text, Place(1, box), sure, (sure,) * len(text)))
    page = Page(1, SIZE[0], SIZE[1], 0, Source.OCR, tuple(lines))
    return Reading(sha256, "image/jpeg", (page,))


def hand_in(desk: Desk, intake: KnownWords, papers: Iterable[tuple[Actor, Certificate]]) -> list[str]:
    """Upload, understand, choose the pathway and submit in this process; the claims' ids."""
    claims = []
    for number, (actor, paper) in enumerate(papers):
        receipt = desk.receive(
            actor,
            intake.know(paper),
            upload_id=f"written-{actor.person_id[:8]}-{number:05}",
            city="jiaxing",
            year=2023,
            pathway="industry_authority_class",
        )
        with desk._store.read() as tx:
            job = jobs.of_evidence(tx, receipt.evidence_id)
        for step in ("understand", "propose"):
            desk._pipeline.run(step, job.id)
        with desk._store.read() as tx:
            (claim_id,) = evidence_rows.claims_of(tx, receipt.evidence_id)
        desk.submit(actor, claim_id)
        claims.append(claim_id)
    return claims
