"""The desk: every service the windows offer, one method each. Reads like a table of contents.

All methods are synchronous and thread-safe; call them from a thread pool. All raise
``claims.errors.DeskError`` and its kinds, each with a stable ``code``, a Chinese ``detail`` and a
``status`` for HTTP. What an actor may not see is ``NotFound``, as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claims.reading import Reader
from claims.settings import Settings
from claims.views import (
    Actor,
    AuditPage,
    AuditReport,
    BulkItem,
    BulkOutcome,
    ClaimChange,
    ClaimPage,
    ClaimView,
    Decision,
    EvidenceView,
    Health,
    PathwayChoice,
    PersonView,
    ProgressView,
    Receipt,
    SecrecyNotice,
    Session,
    SignedIn,
    YearAccount,
)
from domain.claim import ClaimState, Role


class Desk:
    """``Desk(settings, intake)``; ``start()`` migrates the database and begins work, ``close()`` ends it.

    ``start(work=False)`` serves without a job worker (the jobs then wait for a ``hourproof worker``).
    """

    def __init__(self, settings: Settings, intake: Reader) -> None:
        raise NotImplementedError

    def start(self, *, work: bool = True) -> None:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def health(self) -> Health:
        """For ``/readyz``: database, vault, work queue."""
        raise NotImplementedError

    # --- signing in -------------------------------------------------------------------------------------------------

    def first_sign_in(self) -> str | None:
        """Token of a one-time link for the first administrator (all roles), or None when people exist already."""
        raise NotImplementedError

    def sign_in(self, login: str, password: str) -> Session:
        """Slow on purpose (argon2): call it in a thread. Raises ``SignInFailed``; locks after repeated failures."""
        raise NotImplementedError

    def sign_in_with_link(self, token: str) -> Session:
        """A one-time link, used up by this call. Raises ``SignInFailed``."""
        raise NotImplementedError

    def sign_in_trusted(self, login: str) -> Session:
        """For a person whom OIDC or a trusted reverse proxy has vouched for. Raises ``SignInFailed`` if unknown."""
        raise NotImplementedError

    def signed_in(self, token: str) -> SignedIn | None:
        """Whose session it is; None when unknown, ended or expired."""
        raise NotImplementedError

    def sign_out(self, token: str) -> None:
        raise NotImplementedError

    # --- people -----------------------------------------------------------------------------------------------------

    def add_person(
        self,
        actor: Actor,
        *,
        login: str,
        name: str,
        roles: Sequence[Role],
        employer: str | None,
        city: str | None,
        settings: Mapping[str, Any] | None = None,
    ) -> PersonView:
        """By a unit administrator (own unit, professionals) or an authority. ``Conflict`` when the login is taken."""
        raise NotImplementedError

    def people(self, actor: Actor) -> tuple[PersonView, ...]:
        raise NotImplementedError

    def person(self, actor: Actor, person_id: str) -> PersonView:
        raise NotImplementedError

    def set_person(self, actor: Actor, person_id: str, settings: Mapping[str, Any]) -> PersonView:
        """Set person facts of the policies: title_level, sector, sector_zh, unit_scope …"""
        raise NotImplementedError

    def sign_in_link(self, actor: Actor, person_id: str) -> str:
        """Token of a fresh one-time link for that person (24 hours)."""
        raise NotImplementedError

    def set_password(self, actor: Actor, password: str) -> None:
        """The actor's own password; ``BadInput`` when too weak. Ends all other sessions."""
        raise NotImplementedError

    # --- evidence ---------------------------------------------------------------------------------------------------

    def receive(
        self,
        actor: Actor,
        data: bytes,
        *,
        upload_id: str,
        city: str,
        year: int,
        pathway: str | None = None,
        claim_id: str | None = None,
        person_id: str | None = None,
        name: str | None = None,
    ) -> Receipt:
        """Read, guard, seal, commit, receipt. Idempotent by ``upload_id``.

        ``claim_id`` adds the file to that draft or returned claim. ``person_id`` lets a unit administrator
        hand in for one of its people. Raises ``WithheldFile``, ``UnusableFile``, ``TooBusy``,
        ``Conflict`` (same upload id, other bytes), ``BadInput``.
        """
        raise NotImplementedError

    def upload_progress(
        self, actor: Actor, upload_id: str, *, after: int = -1, wait: float = 0.0
    ) -> ProgressView | None:
        """Progress of the reading. Blocks up to ``wait`` seconds for a change after number ``after``."""
        raise NotImplementedError

    def evidence_progress(self, actor: Actor, evidence_id: str, *, after: int = -1, wait: float = 0.0) -> ProgressView:
        """Progress of the job until its claim exists. Blocks as ``upload_progress`` does."""
        raise NotImplementedError

    def evidence(self, actor: Actor, evidence_id: str) -> EvidenceView:
        raise NotImplementedError

    def page_image(self, actor: Actor, evidence_id: str, page: int, *, max_side: int = 1600) -> tuple[bytes, str]:
        """``(bytes, media type)`` of the upright page, masked for the actor. Audited."""
        raise NotImplementedError

    def forget_evidence(self, actor: Actor, evidence_id: str, reason: str) -> None:
        """Destroy the keys of the evidence (deletion on request, retention). What was decided stays in the audit."""
        raise NotImplementedError

    # --- claims -----------------------------------------------------------------------------------------------------

    def create_claim(
        self,
        actor: Actor,
        *,
        city: str,
        year: int,
        evidence_ids: Sequence[str] = (),
        pathway: str | None = None,
        activity: Mapping[str, Any] | None = None,
        person_id: str | None = None,
        idempotency_key: str | None = None,
    ) -> ClaimView:
        """Join evidence into one draft. Evidence already in drafts of its own moves over; emptied drafts end."""
        raise NotImplementedError

    def claims(
        self,
        actor: Actor,
        *,
        state: ClaimState | None = None,
        employer: str | None = None,
        city: str | None = None,
        year: int | None = None,
        person_id: str | None = None,
        mine: bool = False,
        queue: bool = False,
        cursor: str | None = None,
        limit: int = 50,
    ) -> ClaimPage:
        """Claims the actor may see. ``queue``: only those waiting for this actor, oldest first; otherwise newest first.

        ``mine``: the actor's own as a professional. ``BadInput`` for a cursor that is not ours.
        """
        raise NotImplementedError

    def claim(self, actor: Actor, claim_id: str) -> ClaimView:
        """One claim with everything beside it. A reviewer's first look is recorded (undo ends there)."""
        raise NotImplementedError

    def change_claim(self, actor: Actor, claim_id: str, version: int, change: ClaimChange) -> ClaimView:
        """Corrections beside the machine's facts, answered doubts; evaluated again at once. ``Stale``, ``BadInput``."""
        raise NotImplementedError

    def pathways(self, city: str, year: int) -> tuple[PathwayChoice, ...]:
        """All pathways of a city's policy with the checklist of required evidence."""
        raise NotImplementedError

    def submit(self, actor: Actor, claim_id: str, version: int | None = None) -> ClaimView:
        """draft / returned → submitted. ``Conflict`` while evidence is still being worked on."""
        raise NotImplementedError

    def withdraw(self, actor: Actor, claim_id: str, version: int | None = None) -> ClaimView:
        raise NotImplementedError

    def decide(
        self, actor: Actor, claim_id: str, version: int, decision: Decision, *, idempotency_key: str
    ) -> ClaimView:
        """A reviewer's move. ``Stale`` when somebody was first; the same key again gives the same answer."""
        raise NotImplementedError

    def decide_many(
        self, actor: Actor, items: Sequence[BulkItem], decision: Decision, *, idempotency_key: str
    ) -> tuple[BulkOutcome, ...]:
        """Explicit ids and versions; claims with open doubts, stops or other versions are skipped and say why."""
        raise NotImplementedError

    def undo(self, actor: Actor, claim_id: str, version: int) -> ClaimView:
        """Take back the actor's own last decision until the next level opened the claim. ``Conflict`` after that."""
        raise NotImplementedError

    def year_account(self, actor: Actor, person_id: str, year: int) -> YearAccount:
        raise NotImplementedError

    # --- secrecy, audit ---------------------------------------------------------------------------------------------

    def secrecy_notices(self, actor: Actor) -> tuple[SecrecyNotice, ...]:
        """Stopped uploads, for the unit's secrecy officer (unit administrator) and auditors."""
        raise NotImplementedError

    def mark_notice_seen(self, actor: Actor, notice_id: str) -> None:
        raise NotImplementedError

    def audit(self, actor: Actor, *, before: int | None = None, limit: int = 100) -> AuditPage:
        """Newest first. Auditors only."""
        raise NotImplementedError

    def audit_verify(self) -> AuditReport:
        """Walk the whole chain. For ``hourproof audit verify``."""
        raise NotImplementedError
