"""What happens to a file after its receipt, step by step: understand, examine, propose.

Every step may run again after a crash and then finds its work done. All writing of a step is one
transaction. At the end stands the claim, whatever happened before: a job that gave up makes a claim
that asks a person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from claims import history, planted
from claims.audit import SYSTEM, Audit
from claims.casebook import Casebook, Folder
from claims.documents import Document, keep_paper, load, reading
from claims.investigation import keep_links
from claims.lifecycle import OPEN_TO_OWNER
from claims.near import with_words
from claims.prefill import SUPPORTING
from claims.reading import Reader, examined, understood
from claims.store import claims as claim_rows
from claims.store import classes as class_rows
from claims.store import evidence as rows
from claims.store import jobs
from claims.store import people as people_rows
from claims.store.claims import Sight
from claims.store.engine import Row, Store, Transaction
from claims.vault import Forgotten, Vault
from domain.case import Case, Submitter
from domain.claim import ClaimState
from domain.fact import Paper, Recognition
from domain.kind import BUNDLE, UNKNOWN

_ALL = Sight(everything=True)


class Pipeline:
    """``run(step, job_id)`` and ``give_up(job_id, code)`` for ``claims.work``."""

    def __init__(self, store: Store, vault: Vault, audit: Audit, intake: Reader, casebook: Casebook) -> None:
        self._store = store
        self._vault = vault
        self._audit = audit
        self._intake = intake
        self._casebook = casebook
        self._steps: dict[str, Callable[[Row], None]] = {
            "understand": self._understand,
            "examine": self._examine,
            "propose": self._propose_step,
        }

    def run(self, step: str, job_id: str) -> None:
        """One step of one job. Raises what went wrong; running it again is harmless."""
        with self._store.read() as tx:
            job = jobs.get(tx, job_id)
            row = rows.get(tx, job.evidence_id) if job is not None else None
        if row is None or row.state in ("ready", "failed"):
            return
        try:
            self._steps[step](row)
        except Forgotten:
            # Deleted on request while it was being worked on: nothing is left to do.
            self._finish(row, error="evidence.forgotten")

    def give_up(self, job_id: str, code: str) -> None:
        """The job keeps failing: the upload still becomes a claim, which a person must fill in."""
        with self._store.read() as tx:
            job = jobs.get(tx, job_id)
            row = rows.get(tx, job.evidence_id) if job is not None else None
        if row is not None and row.state not in ("ready", "failed"):
            self._finish(row, error=code)

    # --- understand -------------------------------------------------------------------------------------------------

    def _understand(self, row: Row) -> None:
        if _understood(row):
            return
        self._stage(row, "understand" if row.paper_id is None else SECOND_LOOK, 0.1)
        with self._store.read() as tx:
            seen = with_words(reading(tx, self._vault, row))
            data = self._vault.open(tx, row.original_id)
        papers = understood(self._intake, data, seen, lambda found: self._first_words(row, found)) or (
            Paper(tuple(page.number for page in seen.pages), UNKNOWN, Recognition(0.0), ()),
        )
        with self._store.write() as tx:
            held = rows.get(tx, row.id, lock=True)
            if held is None or _understood(held):
                return
            rows.update(tx, row.id, stage="understand", share=0.4)
            if len(papers) == 1:
                self._keep(tx, held, papers[0], seen.of_pages(papers[0].pages).fingerprints)
                return
            rows.update(tx, row.id, kind=BUNDLE)
            for number, paper in enumerate(papers):
                part = self._add_part(tx, held, number, paper)
                self._keep(tx, part, paper, seen.of_pages(paper.pages).fingerprints)

    def _first_words(self, row: Row, papers: Sequence[Paper]) -> None:
        """What the first look made out of a file with one paper, for whoever waits; the second look replaces it."""
        if len(papers) != 1:
            return
        with self._store.write() as tx:
            held = rows.get(tx, row.id, lock=True)
            if held is not None and not _understood(held):
                keep_paper(tx, self._vault, held, papers[0])
                rows.update(tx, row.id, kind=papers[0].kind, stage=SECOND_LOOK, share=0.2)

    def _keep(self, tx: Transaction, row: Row, paper: Paper, prints: Mapping[str, Any]) -> None:
        keep_paper(tx, self._vault, row, paper)
        rows.update(tx, row.id, kind=paper.kind)
        if planted.of_claim(tx, row) is not None or _for_class(tx, row):
            return  # an invented paper resembles nobody's; a class's own is rightly photographed by many
        history.index(tx, self._vault.ring, row.id, paper, prints)

    @staticmethod
    def _add_part(tx: Transaction, row: Row, number: int, paper: Paper) -> Row:
        """Evidence of its own for one paper of a bundle, over the same sealed file."""
        part_id = derived_id(row.id, "part", number)
        rows.insert(
            tx,
            id=part_id,
            upload_key=row.upload_key,
            person_id=row.person_id,
            employer=row.employer,
            city=row.city,
            year=row.year,
            sha256=row.sha256,
            media_type=row.media_type,
            original_id=row.original_id,
            reading_id=row.reading_id,
            page_numbers=list(paper.pages),
            part_of=row.id,
            kind=paper.kind,
            state="processing",
            stage="understand",
            share=0.3,
            progress=0,
            received_at=row.received_at,
        )
        return rows.get(tx, part_id)

    # --- examine ----------------------------------------------------------------------------------------------------

    def _examine(self, row: Row) -> None:
        self._stage(row, "verify", 0.5)
        with self._store.read() as tx:
            seen = with_words(reading(tx, self._vault, row))
            data = self._vault.open(tx, row.original_id)
            papers = [load(tx, self._vault, one) for one in self._papers(tx, row)]
            submitter = self._submitter(tx, row)
        window = history.StoreHistory(self._store, self._vault, self._intake, row, data)
        for number, document in enumerate(papers):
            if document.paper is None or document.checks:
                continue
            case = Case(
                evidence_id=document.id,
                reading=seen.of_pages(document.paper.pages),
                paper=document.paper,
                submitter=submitter,
                claimed={"year": row.year, "city": row.city},
                history=window,
                today=datetime.now(UTC).date(),
            )
            checked = examined(self._intake, data, case)
            # What was seen of the file as a whole stands with its first paper.
            findings = (*(seen.findings if number == 0 else ()), *checked.findings)
            checks = {**seen.checks, **checked.checks, "examined": "done"}
            with self._store.write() as tx:
                held = rows.get(tx, document.id, lock=True)
                if held is not None:
                    keep_paper(tx, self._vault, held, document.paper, findings, checks)
                    if planted.of_claim(tx, held) is None:
                        keep_links(tx, document.id, findings)

    @staticmethod
    def _submitter(tx: Transaction, row: Row) -> Submitter:
        names = people_rows.names_at(tx, row.employer) if row.employer else ()
        return Submitter(row.person_id, row.person_name, row.employer, row.city, row.year, names)

    # --- propose ----------------------------------------------------------------------------------------------------

    def _propose_step(self, row: Row) -> None:
        self._stage(row, "propose", 0.9)
        self._finish(row, error=None)

    def _finish(self, row: Row, *, error: str | None) -> None:
        """The claim, the end of the job and the audit row in one transaction."""
        with self._store.write() as tx:
            held = rows.get(tx, row.id, lock=True)
            if held is None or held.state in ("ready", "failed"):
                return
            papers = [load(tx, self._vault, one) for one in self._papers(tx, held)]
            claim_ids = self._claims_for(tx, held, papers)
            state = "failed" if error else "ready"
            for one in {held.id, *(document.id for document in papers)}:
                rows.update(tx, one, state=state, stage="failed" if error else "ready", share=1.0, error=error)
            planted.enter(tx, held.person_id, claim_ids, failed=error is not None)
            job = jobs.of_evidence(tx, held.id)
            if job is not None:
                jobs.end(tx, job.id, datetime.now(UTC), error=error)
            self._audit.append(tx, SYSTEM, "evidence.processed", held.id, {"claims": list(claim_ids), "error": error})

    def _claims_for(self, tx: Transaction, row: Row, papers: list[Document]) -> tuple[str, ...]:
        there = claim_rows_of(tx, row)
        if there:
            return there
        if _for_class(tx, row):
            self._to_class(tx, row, papers)
            return ()
        wanted = claim_rows.get(tx, row.wanted_claim, _ALL, lock=True) if row.wanted_claim else None
        if wanted is not None and wanted.person_id == row.person_id and ClaimState(wanted.state) in OPEN_TO_OWNER:
            self._attach(tx, wanted, papers)
            return (wanted.id,)
        return tuple(self._new_claim(tx, row, number, group) for number, group in enumerate(grouped(papers)))

    def _attach(self, tx: Transaction, claim: Row, papers: list[Document]) -> None:
        position = len(claim_rows.evidence_ids(tx, claim.id))
        for number, document in enumerate(papers):
            claim_rows.link(tx, claim.id, document.id, position + number)
        values = self._casebook.reckoned(tx, self._casebook.folder(tx, claim))
        claim_rows.change(tx, claim.id, claim.version, **values)

    def _new_claim(self, tx: Transaction, row: Row, number: int, papers: list[Document]) -> str:
        claim_id = derived_id(row.id, "claim", number)
        now = datetime.now(UTC)
        claim_rows.insert(
            tx,
            id=claim_id,
            receipt_no=row.receipt_no if number == 0 else f"{row.receipt_no}-{number + 1}",
            person_id=row.person_id,
            employer=row.employer,
            city=row.city,
            year=row.year,
            state=ClaimState.DRAFT.value,
            level=0,
            version=1,
            pathway=row.wanted_pathway,
            pathway_by=row.uploader_id if row.wanted_pathway else None,
            open_doubts=0,
            stops=0,
            kinds=[],
            opened_level=0,
            created_at=now,
            updated_at=now,
        )
        for position, document in enumerate(papers):
            claim_rows.link(tx, claim_id, document.id, position)
        claim = claim_rows.get(tx, claim_id, _ALL)
        assert claim is not None
        folder: Folder = self._casebook.folder(tx, claim)
        claim_rows.touch(tx, claim_id, **self._casebook.reckoned(tx, folder))
        return claim_id

    @staticmethod
    def _to_class(tx: Transaction, row: Row, papers: list[Document]) -> None:
        """Handed in for a class: each paper of the file is one of the class, the file itself is none."""
        if [one.id for one in papers] == [row.id]:
            return
        for whole in class_rows.papers_with(tx, row.id):
            for part in papers:
                class_rows.insert_paper(tx, **{**whole._mapping, "evidence_id": part.id})
        class_rows.drop_papers(tx, row.id)

    # --- shared -----------------------------------------------------------------------------------------------------

    @staticmethod
    def _papers(tx: Transaction, row: Row) -> list[Row]:
        """The papers of the file: its parts, or itself."""
        return rows.parts_of(tx, row.id) or [row]

    def _stage(self, row: Row, stage: str, share: float) -> None:
        with self._store.write() as tx:
            rows.update(tx, row.id, state="processing", stage=stage, share=share)


#: The stage in which a paper holds no more than what the first look made out.
SECOND_LOOK = "reread"


def _understood(row: Row) -> bool:
    """Whether both looks are over; after a crash between them the paper is understood anew."""
    return row.kind == BUNDLE or (row.paper_id is not None and row.stage != SECOND_LOOK)


def _for_class(tx: Transaction, row: Row) -> bool:
    return any(one.own for one in class_rows.papers_with(tx, row.part_of or row.id))


def claim_rows_of(tx: Transaction, row: Row) -> tuple[str, ...]:
    return rows.claims_of(tx, row.id)


def grouped(papers: list[Document]) -> list[list[Document]]:
    """Papers by activity: each certificate-like paper starts a claim, what backs it up goes with every one.

    Several primary papers of one file are one activity when they state the same course and dates.
    """
    primary = [document for document in papers if document.kind not in SUPPORTING]
    supporting = [document for document in papers if document.kind in SUPPORTING]
    groups: dict[Any, list[Document]] = {}
    for document in primary:
        groups.setdefault(_activity_key(document), []).append(document)
    if len(groups) <= 1:
        return [papers]
    return [[*group, *supporting] for group in groups.values()]


#: Kinds that only together make one activity.
_PUBLICATION = frozenset({"journal_cover", "journal_contents", "article_page"})


def _activity_key(document: Document) -> tuple[Any, ...]:
    if document.kind in _PUBLICATION:
        return ("publication",)
    facts = document.effective()
    named = [
        facts[name].value for name in ("certificate_no", "course_title", "patent_no", "start_date") if name in facts
    ]
    return (document.kind, *map(str, named)) if named else (document.kind, document.id)


def derived_id(evidence_id: str, what: str, number: int) -> str:
    """An id that a second run of the same step comes to again."""
    return sha256(f"{evidence_id}:{what}:{number}".encode()).hexdigest()[:32]
