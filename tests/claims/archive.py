"""Stored papers without their files: what stands out over many of them needs many."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import sqlalchemy as sa

from claims import Desk
from claims.documents import keep_paper
from claims.store import claims as claim_rows
from claims.store import evidence as evidence_rows
from claims.store.tables import claim_evidence
from claims.views import Actor
from domain.fact import Fact, Paper, Recognition
from domain.place import Box, Place

SOCIETY, BEGAN = "嘉兴市水利学会", datetime(2023, 6, 1, tzinfo=UTC)
PLACE = Place(1, Box(70, 190, 400, 210))


@dataclass
class Archive:
    """Papers put straight into the store of a desk, as if read and handed in by ``person``."""

    desk: Desk
    person: Actor
    city: str
    year: int
    count: int = 0

    def put(self, kind: str, *, person: Actor | None = None, state: str = "submitted", **facts: str) -> str:
        """One paper in a claim of sixteen hours; its evidence id."""
        person, self.count = person or self.person, self.count + 1
        key, claim = uuid.uuid4().hex, uuid.uuid4().hex
        moment = BEGAN + timedelta(minutes=self.count)
        read = tuple(Fact(name, value, value, PLACE, 1.0, sure=True) for name, value in facts.items())
        desk = self.desk
        with desk._store.write() as tx:
            evidence_rows.insert_upload(
                tx, id=key, uploader_id=person.person_id, upload_id=key, person_id=person.person_id, sha256=key * 2,
                receipt_no=f"R{self.count}", received_at=moment,
            )  # fmt: skip
            evidence_rows.insert(
                tx, id=key, upload_key=key, person_id=person.person_id, employer=person.employer,
                city=self.city, year=self.year, sha256=key * 2, media_type="image/jpeg", page_numbers=[1],
                kind=kind, state="ready", stage="done", share=1.0, progress=0, received_at=moment,
            )  # fmt: skip
            keep_paper(tx, desk._vault, evidence_rows.get(tx, key), Paper((1,), kind, Recognition(1.0), read))
            claim_rows.insert(
                tx, id=claim, person_id=person.person_id, employer=person.employer, city=self.city, year=self.year,
                state=state, kinds=[], default_hours=Decimal(16), receipt_no=f"C{self.count}",
                created_at=BEGAN, updated_at=BEGAN,
            )  # fmt: skip
            tx.execute(sa.insert(claim_evidence).values(claim_id=claim, evidence_id=key, position=0))
        return key

    def society(self) -> None:
        """Twelve certificates of one society, the eighth with a number of another form."""
        for number in range(12):
            self.certificate(f"JX2023-{number:04d}" if number != 7 else "JX-20230007")

    def certificate(self, number: str, **more: str) -> str:
        return self.put("completion_certificate", organiser=SOCIETY, certificate_no=number, **more)
