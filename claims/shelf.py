"""Evidence on the shelf: who may look at it, its pages as pictures, its progress, forgetting it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime

from claims import access, documents, masks, prefill, show
from claims.audit import SYSTEM, Audit
from claims.classes.held import sides_of
from claims.errors import BadInput, Conflict, Forbidden, NotFound, TooBusy
from claims.lifecycle import LIVING
from claims.progress import stage_title
from claims.reading import Reader
from claims.store import claims as claim_rows
from claims.store import classes as class_rows
from claims.store import evidence as rows
from claims.store import investigation as investigation_rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Forgotten, Vault
from claims.views import Actor, EvidenceView, ProgressView
from domain.claim import ClaimState, Role
from domain.kind import COLLECTIVE_KINDS, KINDS, UNKNOWN
from domain.reading import Reading

#: Seconds between two looks at the store while somebody waits for progress.
_LOOK_EVERY = 0.2

#: A claim in one of these states still needs its evidence.
_NEEDED = frozenset({ClaimState.SUBMITTED, ClaimState.SECOND_REVIEW, ClaimState.DISPUTED})


@dataclass(frozen=True, slots=True)
class _Seen:
    """``of_class``: seen as a paper of a class whose office the actor is, with everybody on it."""

    row: Row
    claim_ids: tuple[str, ...]
    of_class: bool = False


class Shelf:
    def __init__(self, store: Store, vault: Vault, audit: Audit, intake: Reader) -> None:
        self._store = store
        self._vault = vault
        self._audit = audit
        self._intake = intake

    def view(self, actor: Actor, evidence_id: str) -> EvidenceView:
        with self._store.read() as tx:
            seen = visible(tx, actor, evidence_id)
            found = view_of(tx, self._vault, actor, seen.row, seen.claim_ids)
        if seen.row.person_id != actor.person_id:
            self._record(actor, "evidence.read", evidence_id)
        return found

    def page_image(self, actor: Actor, evidence_id: str, page: int, *, max_side: int) -> tuple[bytes, str]:
        if not 64 <= max_side <= 6000:
            raise BadInput("max_side", "图片边长应在 64 到 6000 之间。")
        with self._store.read() as tx:
            seen = visible(tx, actor, evidence_id)
            row = seen.row
            document = documents.load(tx, self._vault, row)
            try:
                reading = documents.reading(tx, self._vault, row)
                data = self._vault.open(tx, row.original_id)
            except Forgotten as error:
                raise NotFound("这份材料已按要求删除。") from error
        sheet = next((one for one in reading.pages if one.number == page and page in row.page_numbers), None)
        if sheet is None:
            raise NotFound("没有这一页。")
        try:
            picture = self._intake.page_image(data, page, max_side=max_side, rotation=sheet.rotation)
        except Exception as error:
            retry = getattr(error, "retry_after", None)
            if retry is None:
                raise
            raise TooBusy("系统正忙，请稍候。", max(1, round(float(retry)))) from error
        if row.person_id != actor.person_id:
            self._record(actor, "evidence.page_read", evidence_id, {"page": page})
        others = seen.of_class or masks.sees_others(actor, row.person_id)
        covers = (
            masks.boxes(
                document.paper,
                sheet,
                others=others,
                own_name=row.person_name,
                numbers=Role.INVESTIGATOR not in actor.roles,
            )
            if document.paper is not None
            else ()
        )
        return masks.painted(picture, sheet, covers)

    def _record(self, actor: Actor, action: str, subject: str, detail: dict[str, int] | None = None) -> None:
        with self._store.write() as tx:
            self._audit.append(tx, actor.person_id, action, subject, detail)

    # --- progress ---------------------------------------------------------------------------------------------------

    def progress(self, actor: Actor, evidence_id: str, *, after: int, wait: float) -> ProgressView:
        until = time.monotonic() + wait
        while True:
            with self._store.read() as tx:
                seen = visible(tx, actor, evidence_id)
            row = seen.row
            if row.progress > after or row.state in ("ready", "failed") or time.monotonic() >= until:
                break
            time.sleep(_LOOK_EVERY)
        ended = row.state in ("ready", "failed")
        return ProgressView(
            number=row.progress,
            stage=row.stage,
            title=stage_title(row.stage),
            share=row.share,
            state="failed" if row.state == "failed" else ("done" if ended else "running"),
            evidence_id=row.id,
            claim_ids=seen.claim_ids,
            code=row.error,
            detail="这份材料没有自动识别成功，已转为人工填写的草稿。" if row.state == "failed" else None,
            read=self._first_words(actor, seen) if row.progress > after else {},
        )

    def _first_words(self, actor: Actor, seen: _Seen) -> dict[str, str]:
        """Kind, title and name as made out so far, for the one whose paper it is or who handed it in."""
        row = seen.row
        mine = actor.person_id in (row.person_id, row.uploader_id) or seen.of_class
        if row.paper_id is None or row.state != "processing" or not mine:
            return {}
        with self._store.read() as tx:
            document = documents.load(tx, self._vault, row)
        if document.paper is None or document.kind == UNKNOWN:
            return {}
        told = {"kind_title": KINDS[document.kind], "title": prefill.title([document])}
        name = document.effective().get("person_name")
        if name is not None and name.value:
            told["person_name"] = str(name.value)
        return {key: words for key, words in told.items() if words}

    # --- forgetting -------------------------------------------------------------------------------------------------

    def forget(self, actor: Actor, evidence_id: str, reason: str) -> None:
        """Destroy the keys of the whole upload the evidence belongs to. The owner or the authority may ask."""
        if not reason.strip():
            raise BadInput("reason", "请写明删除的理由。")
        with self._store.write() as tx:
            row = visible(tx, actor, evidence_id).row
            if row.person_id != actor.person_id and Role.AUTHORITY not in actor.roles:
                raise Forbidden
            whole = row.part_of or row.id
            for paper in (whole, *(part.id for part in rows.parts_of(tx, whole))):
                if any(one.own and one.state == "checked" for one in class_rows.papers_with(tx, paper)):
                    raise Conflict(
                        "这份材料已核为班次材料，请先在班次档案里撤销核对，再删除。", code="class.paper_checked"
                    )
            original_id = self._destroy(tx, actor.person_id, whole, "evidence.forget")
        self._vault.sweep(original_id)

    def expire(self, evidence_id: str) -> None:
        """Destroy the keys of an upload whose retention is over. Raises as ``forget`` does."""
        with self._store.write() as tx:
            original_id = self._destroy(tx, SYSTEM, evidence_id, "evidence.expire")
        self._vault.sweep(original_id)

    def _destroy(self, tx: Transaction, by: str, evidence_id: str, action: str) -> str:
        """All keys of one whole upload; the id of the sealed original, to be swept after the commit."""
        whole = rows.get(tx, evidence_id, lock=True)
        if whole is None:
            raise NotFound
        papers = [whole, *rows.parts_of(tx, whole.id)]
        for paper in papers:
            for claim_id in rows.claims_of(tx, paper.id):
                claim = claim_rows.get(tx, claim_id, claim_rows.Sight(everything=True))
                if claim is not None and ClaimState(claim.state) in _NEEDED:
                    raise Conflict("这份材料还在审核中，请先撤回申报再删除。", code="evidence.in_use")
        now, blobs = datetime.now(UTC), set()
        for paper in papers:
            for sealed_id in (paper.original_id, paper.reading_id, paper.paper_id):
                if sealed_id is not None:
                    blobs.add(sealed_id)
            for said in rows.corrections_of(tx, paper.id):
                blobs.add(said.value_id)
            rows.forget_keys(tx, paper.id)
            for said in class_rows.papers_with(tx, paper.id):
                if said.body_id is not None:
                    blobs.add(said.body_id)
            class_rows.drop_papers(tx, paper.id)
            investigation_rows.drop_links(tx, paper.id)
            rows.update(tx, paper.id, forgotten_at=now)
        for sealed_id in sorted(blobs):
            self._vault.forget(tx, sealed_id)
        self._audit.append(tx, by, action, whole.id, {"blobs": len(blobs)})
        return str(whole.original_id)


def visible(tx: Transaction, actor: Actor, evidence_id: str) -> _Seen:
    """The row if the actor may see it: their own, one they handed in, or one of a claim in their sight."""
    row = rows.get(tx, evidence_id)
    if row is None:
        raise NotFound
    claim_ids = rows.claims_of(tx, evidence_id)
    of_class = any(_of_class(tx, actor, one.class_id) for one in class_rows.papers_with(tx, evidence_id))
    if of_class and not claim_ids:
        return _Seen(row, (), of_class=True)
    if actor.person_id in (row.person_id, row.uploader_id):
        return _Seen(row, claim_ids)
    sight = access.sight(actor)
    shared = tuple(one for one in claim_ids if claim_rows.get(tx, one, sight) is not None)
    if not shared and not of_class:
        raise NotFound
    return _Seen(row, shared, of_class)


def _of_class(tx: Transaction, actor: Actor, class_id: str) -> bool:
    row = class_rows.get(tx, class_id)
    return row is not None and bool(sides_of(actor, row))


def view_of(
    tx: Transaction,
    vault: Vault,
    actor: Actor,
    row: Row,
    claim_ids: tuple[str, ...],
    document: documents.Document | None = None,
) -> EvidenceView:
    """The view of a row already found visible; ``document`` where it was loaded already."""
    document = document or documents.load(tx, vault, row)
    reading: Reading | None = None
    if not document.forgotten:
        reading = documents.reading(tx, vault, row)
    parts = tuple(part.id for part in rows.parts_of(tx, row.id))
    own = _own_before(tx, document, claim_ids) if actor.person_id == row.person_id else {}
    return show.evidence(document, reading, actor, claim_ids=claim_ids, parts=parts, own=own)


def _own_before(tx: Transaction, document: documents.Document, claim_ids: tuple[str, ...]) -> dict[str, show.Own]:
    """Earlier papers of the same person that this one resembles and that stand in another living claim."""
    if document.kind in COLLECTIVE_KINDS:
        return {}  # one notice rightly backs several claims
    found: dict[str, show.Own] = {}
    for other in {one.other for one in document.findings if one.other}:
        earlier = rows.get(tx, other)
        if earlier is None or earlier.person_id != document.row.person_id:
            continue
        for claim_id in rows.claims_of(tx, other):
            claim = claim_rows.get(tx, claim_id, claim_rows.Sight(everything=True))
            # A part photographed again stands in the same claim and repeats nothing.
            if claim is not None and claim_id not in claim_ids and ClaimState(claim.state) in LIVING:
                found[other] = show.Own(claim_id, earlier.receipt_no, earlier.received_at)
    return found
