"""Taking in a file: read and guard in memory, seal, commit, and only then the receipt.

Nothing touches a disk before the secrecy guard has passed; nothing is acknowledged before it is on disk.
Of a marked file only time, uploader, class of mark, rule, page and a keyed digest are kept.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from claims import access
from claims.audit import Audit
from claims.errors import BadInput, Conflict, NotFound, TooBusy, UnusableFile, WithheldFile
from claims.lifecycle import OPEN_TO_OWNER
from claims.progress import Readings
from claims.reading import PIPELINE_VERSION, Reader
from claims.serial import to_json
from claims.settings import Settings
from claims.store import claims as claim_rows
from claims.store import classes as class_rows
from claims.store import evidence as rows
from claims.store import jobs
from claims.store import people as people_rows
from claims.store.engine import Row, Store, Transaction
from claims.vault import Vault
from claims.views import Actor, Receipt
from domain.claim import ClaimState, Role
from domain.finding import Finding, Severity
from domain.reading import Reading, Refusal, Withheld
from intake import without_video

MARKS = {
    "top_secret": "“绝密”标志",
    "secret": "“机密”标志",
    "confidential": "“秘密”标志",
    "internal": "内部资料标志",
    "not_public": "“不予公开”标识",
    "on_request": "“依申请公开”标识",
}
_UPLOAD_ID = re.compile(r"[A-Za-z0-9._:-]{8,128}")
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the uploader said about the file."""

    upload_id: str
    city: str
    year: int
    pathway: str | None = None
    claim_id: str | None = None
    person_id: str | None = None
    name: str | None = None
    class_id: str | None = None  # a paper for a whole class, part of no claim


class Reception:
    def __init__(
        self,
        settings: Settings,
        store: Store,
        vault: Vault,
        audit: Audit,
        intake: Reader,
        readings: Readings,
        wake: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._store = store
        self._vault = vault
        self._audit = audit
        self._intake = intake
        self._readings = readings
        self._wake = wake

    def receive(self, actor: Actor, data: bytes, wanted: Wanted) -> Receipt:
        """See ``Desk.receive``."""
        if wanted.class_id is None:
            access.require(actor, "evidence.hand_in")
        self._check(wanted)
        data = without_video(data)
        sha256 = hashlib.sha256(data).hexdigest()
        digest = self._vault.ring.digest("withheld", data)
        with self._store.read() as tx:
            known = rows.upload(tx, actor.person_id, wanted.upload_id)
            if known is not None:
                return _again(known, sha256)
            person = self._person(tx, actor, wanted)
            self._target(tx, actor, wanted)
            stopped = rows.withheld_before(tx, digest)
            since = datetime.now(UTC) - timedelta(days=1)
            if rows.uploads_since(tx, actor.person_id, since) >= self._settings.uploads_per_day:
                raise TooBusy("今天上传的文件已达上限，请明天再传。", 3600, code="evidence.quota", status=429)
        if stopped is not None and self._still_stopped(stopped, wanted.city):
            raise self._refuse_again(actor, stopped)
        if len(data) > self._settings.upload_limit:
            limit = self._settings.upload_limit // (1024 * 1024)
            raise UnusableFile(f"文件超过 {limit} MB。请压缩图片或分成几个文件再传。", code="unreadable.too_large")
        reading = self._read(actor, data, wanted, person, digest)
        return self._keep(actor, data, wanted, person, sha256, reading)

    # --- before anything is read ------------------------------------------------------------------------------------

    def _check(self, wanted: Wanted) -> None:
        if not _UPLOAD_ID.fullmatch(wanted.upload_id):
            raise BadInput("upload_id", "Upload-Id 应为 8 到 128 个字母、数字或 . _ : - 。")
        if not wanted.city or len(wanted.city) > 60:
            raise BadInput("city", "请选择城市。")
        if not 2000 <= wanted.year <= datetime.now(UTC).year + 1:
            raise BadInput("year", "年度不在可申报的范围内。")

    @staticmethod
    def _person(tx: Transaction, actor: Actor, wanted: Wanted) -> Row:
        person_id = wanted.person_id or actor.person_id
        row = people_rows.by_id(tx, person_id)
        if row is None:
            raise NotFound
        if person_id != actor.person_id:
            access.require(actor, "evidence.hand_in_for_others")
            if not access.everywhere(actor) and (actor.employer is None or row.employer != actor.employer):
                raise NotFound
        elif Role.PROFESSIONAL not in actor.roles and wanted.class_id is None:
            raise BadInput("person_id", "请指明这份材料属于本单位的哪一位专业技术人员。")
        return row

    @staticmethod
    def _target(tx: Transaction, actor: Actor, wanted: Wanted) -> None:
        if wanted.claim_id is None:
            return
        claim = claim_rows.get(tx, wanted.claim_id, access.sight(actor))
        if claim is None or claim.person_id != (wanted.person_id or actor.person_id):
            raise NotFound
        if ClaimState(claim.state) not in OPEN_TO_OWNER:
            raise Conflict("这项申报已经提交，不能再添加材料。如需补充，请先撤回或等待退回。")

    # --- reading ----------------------------------------------------------------------------------------------------

    def _read(self, actor: Actor, data: bytes, wanted: Wanted, person: Row, digest: str) -> Reading:
        def told(stage: str, share: float) -> None:
            self._readings.tell(actor.person_id, wanted.upload_id, stage, share * 0.95)

        told("queued", 0.0)
        try:
            guard = self._settings.guard_of(wanted.city)
            seen = self._intake.read(data, name=wanted.name, on_progress=told, guard=guard)
        except Exception as error:
            retry = getattr(error, "retry_after", None)
            if retry is None:
                self._failed(actor, wanted, "unreadable.fault", "识别时出现故障，请稍后再试。")
                raise
            # Not a failure of the file: the page tries again by itself.
            raise TooBusy("识别队列已满，请稍后自动重试。", max(1, round(float(retry)))) from error
        if isinstance(seen, Refusal):
            self._failed(actor, wanted, seen.code, seen.message)
            raise UnusableFile(seen.message, code=seen.code)
        if isinstance(seen, Withheld):
            refusal = self._withhold(actor, seen, person, digest)
            self._failed(actor, wanted, refusal.code, refusal.detail)
            raise refusal
        return seen

    def _failed(self, actor: Actor, wanted: Wanted, code: str, detail: str) -> None:
        self._readings.tell(actor.person_id, wanted.upload_id, "failed", 1.0, code=code, detail=detail)

    def _withhold(self, actor: Actor, seen: Withheld, person: Row, digest: str) -> WithheldFile:
        """Record the little that may be kept, and say what to hand in instead."""
        marks = [_mark(finding) for finding in seen.findings]
        at, codes = datetime.now(UTC), sorted({mark["code"] for mark in marks})
        with self._store.write() as tx:
            if not seen.unscreened:
                notice = secrets.token_hex(16)
                rows.insert_withheld(
                    tx, id=notice, at=at, person_id=person.id, employer=person.employer, digest=digest, marks=marks
                )
            action = "evidence.unscreened" if seen.unscreened else "evidence.withheld"
            self._audit.append(tx, actor.person_id, action, person.id, {"codes": codes})
        return withheld_error(seen.findings, unscreened=seen.unscreened)

    def _still_stopped(self, stopped: Row, city: str) -> bool:
        """Whether a mark found then stops a file of this city now; if not, the file is read and screened anew."""
        guard = self._settings.guard_of(city)
        return any(guard.of(mark.get("class", "")) == "stop" for mark in stopped.marks)

    def _refuse_again(self, actor: Actor, stopped: Row) -> WithheldFile:
        with self._store.write() as tx:
            codes = sorted({mark["code"] for mark in stopped.marks})
            self._audit.append(tx, actor.person_id, "evidence.withheld_again", actor.person_id, {"codes": codes})
        findings = tuple(
            Finding(code=mark["code"], severity=Severity.STOP, message=_mark_title(mark["code"]), detail=mark)
            for mark in stopped.marks
        )
        return withheld_error(findings, unscreened=False)

    # --- keeping ----------------------------------------------------------------------------------------------------

    def _keep(self, actor: Actor, data: bytes, wanted: Wanted, person: Row, sha256: str, reading: Reading) -> Receipt:
        self._readings.tell(actor.person_id, wanted.upload_id, "seal", 0.97)
        original = self._vault.seal(data)
        held = self._vault.seal_small(to_json(reading))
        evidence_id, upload_key, at = secrets.token_hex(16), secrets.token_hex(16), datetime.now(UTC)
        receipt_no = f"{wanted.year}-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
        pages = [page.number for page in reading.pages]
        try:
            with self._store.write() as tx:
                earlier = next(
                    (row.id for row in rows.same_bytes(tx, sha256) if row.person_id == person.id and not row.part_of),
                    None,
                )
                self._vault.admit(tx, original)
                self._vault.admit(tx, held)
                rows.insert_upload(
                    tx,
                    id=upload_key,
                    uploader_id=actor.person_id,
                    upload_id=wanted.upload_id,
                    person_id=person.id,
                    sha256=sha256,
                    receipt_no=receipt_no,
                    pathway=wanted.pathway,
                    claim_id=wanted.claim_id,
                    received_at=at,
                )
                rows.insert(
                    tx,
                    id=evidence_id,
                    upload_key=upload_key,
                    person_id=person.id,
                    employer=person.employer,
                    city=wanted.city,
                    year=wanted.year,
                    sha256=sha256,
                    media_type=reading.media_type,
                    original_id=original.id,
                    reading_id=held.id,
                    page_numbers=pages,
                    state="received",
                    stage="received",
                    share=0.0,
                    progress=0,
                    received_at=at,
                )
                if wanted.class_id is not None:
                    class_rows.insert_paper(
                        tx,
                        class_id=wanted.class_id,
                        evidence_id=evidence_id,
                        state="open",
                        version=1,
                        own=True,
                        changed_by=actor.person_id,
                        changed_at=at,
                    )
                jobs.insert(
                    tx,
                    id=job_id(evidence_id, sha256),
                    evidence_id=evidence_id,
                    state="waiting",
                    attempts=0,
                    created_at=at,
                )
                self._audit.append(
                    tx, actor.person_id, "evidence.received", evidence_id, {"sha256": sha256, "pages": len(pages)}
                )
        except IntegrityError as error:
            self._vault.sweep(original.id)
            with self._store.read() as tx:
                known = rows.upload(tx, actor.person_id, wanted.upload_id)
            if known is None:
                raise
            try:
                return _again(known, sha256)
            except Conflict as conflict:
                raise conflict from error
        self._readings.tell(actor.person_id, wanted.upload_id, "received", 1.0, evidence_id=evidence_id)
        self._wake()
        return Receipt(evidence_id, wanted.upload_id, receipt_no, sha256, at, len(pages), True, earlier)


def job_id(evidence_id: str, sha256: str) -> str:
    """The workflow's id: which evidence, which content, which pipeline."""
    return f"{evidence_id}-{sha256[:16]}-p{PIPELINE_VERSION}"


def withheld_error(findings: tuple[Finding, ...], *, unscreened: bool) -> WithheldFile:
    """The refusal the person sees: what was seen, that nothing was kept, what to hand in instead."""
    if unscreened:
        return WithheldFile(
            "有一页看不清，无法确认是否带有密级或不公开标志，因此没有保存。请拍得清楚些再传，或改交单位书面证明。",
            findings,
            code="secrecy.unscreened",
        )
    titles = "、".join(dict.fromkeys(_mark_title(finding.code) for finding in findings))
    return WithheldFile(
        f"这份材料带有{titles}，按保密规定不能上传，系统没有保存任何内容。"
        "请改交单位书面证明（写明培训时间、内容和学时，由单位盖章）。",
        findings,
        code=findings[0].code if findings else "secrecy.withheld",
    )


def _mark_title(code: str) -> str:
    return MARKS.get(code.split(".", 1)[1], "不得上传的标志")


def _mark(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "class": str(finding.detail.get("class", "")),
        "rule": str(finding.detail.get("rule", "")),
        "page": finding.place.page if finding.place else finding.detail.get("page"),
    }


def _again(known: Row, sha256: str) -> Receipt:
    if known.sha256 != sha256:
        raise Conflict("这个 Upload-Id 已用于另一个文件，请换一个。", code="evidence.upload_id_taken")
    return Receipt(
        known.evidence_id,
        known.upload_id,
        known.receipt_no,
        sha256,
        known.received_at,
        len(known.page_numbers),
        False,
    )
