"""The desk: every service the windows offer, one method each. Reads like a table of contents.

All methods are synchronous and thread-safe; call them from a thread pool. All raise
``claims.errors.DeskError`` and its kinds, each with a stable ``code``, a Chinese ``detail`` and a
``status`` for HTTP. What an actor may not see is ``NotFound``, as if it did not exist.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from claims.account import Accounts
from claims.audit import SYSTEM, Audit
from claims.casebook import Casebook
from claims.classes.beside import Surroundings
from claims.counter import Asked, Counter
from claims.dashboard import Dashboard, Dashboards
from claims.door import DoorDesk
from claims.drafts import Drafts
from claims.investigation import Investigation
from claims.job import Pipeline
from claims.keys import audit_key
from claims.office import OfficeDesk
from claims.patience import PatientReader
from claims.planted import NewItem, PlantedItem, Planting
from claims.progress import Readings
from claims.reading import Reader
from claims.receive import Reception, Wanted
from claims.rescreen import Rescreening
from claims.retention import Due, due
from claims.reuse_views import ReuseCluster, ReusePair
from claims.review import Review
from claims.screening_desk import ScreeningDesk
from claims.settings import Settings
from claims.shelf import Shelf
from claims.standards.conduct import Standards
from claims.standards.in_force import InForce
from claims.statistics import Figures, Statistics
from claims.store.audit import prepare as prepare_audit
from claims.store.engine import Store
from claims.store.migrate import migrate
from claims.vault import Vault
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
    ProgressView,
    Receipt,
    SecrecyNotice,
    YearAccount,
)
from claims.webhooks.delivery import DeliveryCount, Webhooks
from claims.work import Work
from domain.claim import ClaimState


class Desk(DoorDesk, OfficeDesk, ScreeningDesk):
    """``Desk(settings, intake)``; ``start()`` migrates the database and begins work, ``close()`` ends it.

    ``start(work=False)`` serves without a job worker (the jobs then wait for a ``hourproof worker``).
    """

    def __init__(self, settings: Settings, intake: Reader) -> None:
        self._settings = settings
        self._intake = intake
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._store = Store(settings.database)
        self._vault = Vault(settings, self._store)
        self._audit = Audit(self._store, audit_key(settings.audit_key))
        self._open_door(settings, self._store, self._vault, self._audit)
        self._surroundings = Surroundings(self._vault)
        self._casebook = Casebook(self._vault, self._surroundings.around)
        self._pipeline = Pipeline(self._store, self._vault, self._audit, PatientReader(intake), self._casebook)
        self._work = Work(settings, self._store, self._pipeline.run, self._pipeline.give_up)
        self._readings = Readings()
        self._reception = Reception(
            settings, self._store, self._vault, self._audit, intake, self._readings, self._work.wake
        )
        self._planting = Planting(self._store, self._audit, self._reception)
        self._shelf = Shelf(self._store, self._vault, self._audit, intake)
        self._investigation = Investigation(self._store, self._vault, self._audit, intake)
        self._rescreening = Rescreening(self._store, self._vault, self._audit, intake, self._casebook)
        self._drafts = Drafts(self._store, self._vault, self._audit, self._casebook)
        self._review = Review(self._store, self._audit, self._casebook, self._is_blind)
        self._figures = Figures(self._store, self._is_blind)
        self._dashboards = Dashboards(self._store, self._casebook)
        self._accounts = Accounts(self._store, self._casebook)
        self._counter = Counter(
            self._store, self._vault, self._audit, self._casebook, self._accounts, self._surroundings, self._is_blind
        )
        self._in_force = InForce(self._store, self._audit, self._casebook)
        self._standards = Standards(self._store, self._audit, self._casebook, self._in_force)
        self._webhooks = Webhooks(settings, self._store, self._audit)
        self._open_screening(settings, self._store, self._vault, self._audit, intake)
        self._open_office(
            settings, self._store, self._vault, self._audit, self._casebook, self._review, self._reception
        )

    def _is_blind(self, claim_id: str) -> bool:
        """Drawn by a key of our own, so that nobody can tell beforehand which claims it will be."""
        return int(self._vault.ring.digest("blind", claim_id)[:8], 16) % 100 < self._settings.blind_percent

    def start(self, *, work: bool = True, shards: int = 0) -> None:
        """Migrate, agree on keys, begin work. Blocking for a second or two; call it outside an event loop.

        With ``shards`` this process also takes part in screenings of an object store, so many files at once.
        """
        migrate(self._store)
        with self._store.write() as tx:
            prepare_audit(tx)
        self._vault.prepare()
        self._in_force.refresh()
        if work:
            self._work.start()
            self._rescreening.start(self._work.executor, every=5 * self._settings.heartbeat_seconds)
            self._webhooks.start()
            self._in_force.start(every=self._settings.heartbeat_seconds)
        if work and shards:
            self._shards.start(self._work.executor, shards)

    def close(self) -> None:
        """End the work of this process; what is unfinished goes on at the next start or on another machine."""
        self._in_force.stop()
        self._webhooks.stop()
        self._rescreening.stop()
        self._shards.stop()
        self._work.stop()
        self._store.close()

    def health(self) -> Health:
        """For ``/readyz``: database, vault, work queue."""
        return self._counter.health(self._settings, getattr(self._intake, "ready", True))

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
        wanted = Wanted(upload_id, city, year, pathway, claim_id, person_id, name)
        return self._reception.receive(actor, data, wanted)

    def upload_progress(
        self, actor: Actor, upload_id: str, *, after: int = -1, wait: float = 0.0
    ) -> ProgressView | None:
        """Progress of the reading. Blocks up to ``wait`` seconds for a change after number ``after``."""
        return self._readings.look(actor.person_id, upload_id, after=after, wait=wait)

    def evidence_progress(self, actor: Actor, evidence_id: str, *, after: int = -1, wait: float = 0.0) -> ProgressView:
        """Progress of the job until its claim exists. Blocks as ``upload_progress`` does."""
        return self._shelf.progress(actor, evidence_id, after=after, wait=wait)

    def evidence(self, actor: Actor, evidence_id: str) -> EvidenceView:
        return self._shelf.view(actor, evidence_id)

    def page_image(self, actor: Actor, evidence_id: str, page: int, *, max_side: int = 1600) -> tuple[bytes, str]:
        """``(bytes, media type)`` of the upright page, masked for the actor. Audited."""
        return self._shelf.page_image(actor, evidence_id, page, max_side=max_side)

    def forget_evidence(self, actor: Actor, evidence_id: str, reason: str) -> None:
        """Destroy the keys of the evidence (deletion on request, retention). What was decided stays in the audit."""
        self._shelf.forget(actor, evidence_id, reason)

    def unsent_keys(self, actor: Actor) -> Mapping[str, str]:
        """Day (UTC) → key under which a person's own device may keep what could not be sent; today and yesterday.

        Base64 of 32 bytes. They come with the page and are kept nowhere; after two days nothing kept can be opened.
        """
        today = datetime.now(UTC).date()
        days = (today, today - timedelta(days=1))
        return {
            day.isoformat(): b64encode(
                bytes.fromhex(self._vault.ring.digest("unsent", f"{actor.person_id} {day}"))
            ).decode()
            for day in days
        }

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
        claim_id = self._drafts.create(
            actor,
            city=city,
            year=year,
            evidence_ids=evidence_ids,
            pathway=pathway,
            activity=activity,
            person_id=person_id,
            key=idempotency_key,
        )
        return self._counter.claim(actor, claim_id)

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
        waiting_days: int | None = None,
        class_id: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> ClaimPage:
        """Claims the actor may see. ``queue``: only those waiting for this actor, oldest first; otherwise newest first.

        ``mine``: the actor's own as a professional. ``waiting_days``: handed in at least so long ago.
        ``class_id``: those whose papers mention the class. ``BadInput`` for a cursor that is not ours.
        """
        asked = {
            "state": state,
            "employer": employer,
            "city": city,
            "year": year,
            "person_id": person_id,
            "mine": mine,
            "queue": queue,
            "waiting_days": waiting_days,
        }
        return self._counter.claims(actor, self._asked(actor, class_id, asked), cursor=cursor, limit=limit)

    def queue_length(self, actor: Actor, *, class_id: str | None = None, **asked: Any) -> int:
        """How many claims the same words of ``claims`` name, counted no further than ``counter.MOST_COUNTED``."""
        return self._counter.count(actor, self._asked(actor, class_id, asked))

    def queue_after(
        self, actor: Actor, claim_id: str, *, limit: int, class_id: str | None = None, **asked: Any
    ) -> tuple[str, ...]:
        """Ids of that list behind a claim, oldest first, then those before it: where a sitting goes on."""
        return self._counter.following(actor, self._asked(actor, class_id, asked), claim_id, limit)

    def _asked(self, actor: Actor, class_id: str | None, asked: Mapping[str, Any]) -> Asked:
        ids = self._dossiers.mentioning(actor, class_id) if class_id else None
        return Asked(**asked, ids=ids)

    def claim(self, actor: Actor, claim_id: str, *, ahead: bool = False) -> ClaimView:
        """One claim with everything beside it. A reviewer's first look is recorded (undo ends there).

        ``ahead`` fetches it before anybody looks; ``look`` then says that somebody does.
        """
        return self._counter.claim(actor, claim_id, ahead=ahead)

    def look(self, actor: Actor, claim_id: str) -> int:
        """Somebody has a claim fetched ahead on the screen; the version it has by now."""
        return self._counter.look(actor, claim_id)

    def change_claim(self, actor: Actor, claim_id: str, version: int, change: ClaimChange) -> ClaimView:
        """Corrections beside the machine's facts, answered doubts; evaluated again at once. ``Stale``, ``BadInput``."""
        self._drafts.change(actor, claim_id, version, change)
        return self._counter.claim(actor, claim_id)

    def pathways(self, city: str, year: int) -> tuple[PathwayChoice, ...]:
        """All pathways of a city's policy with the checklist of required evidence."""
        return self._counter.pathways(city, year)

    def submit(self, actor: Actor, claim_id: str, version: int | None = None) -> ClaimView:
        """draft / returned → submitted. ``Conflict`` while evidence is still being worked on."""
        self._review.submit(actor, claim_id, version)
        return self._counter.claim(actor, claim_id)

    def withdraw(self, actor: Actor, claim_id: str, version: int | None = None) -> ClaimView:
        self._review.withdraw(actor, claim_id, version)
        return self._counter.claim(actor, claim_id)

    def decide(
        self, actor: Actor, claim_id: str, version: int, decision: Decision, *, idempotency_key: str
    ) -> ClaimView:
        """A reviewer's move. ``Stale`` when somebody was first; the same key again gives the same answer."""
        self._review.decide(actor, claim_id, version, decision, idempotency_key)
        return self._counter.claim(actor, claim_id)

    def decide_many(
        self, actor: Actor, items: Sequence[BulkItem], decision: Decision, *, idempotency_key: str
    ) -> tuple[BulkOutcome, ...]:
        """Explicit ids and versions; claims with open doubts, stops or other versions are skipped and say why."""
        return self._review.decide_many(actor, items, decision, idempotency_key)

    def undo(self, actor: Actor, claim_id: str, version: int) -> ClaimView:
        """Take back the actor's own last decision until the next level opened the claim. ``Conflict`` after that."""
        self._review.undo(actor, claim_id, version)
        return self._counter.claim(actor, claim_id)

    def year_account(self, actor: Actor, person_id: str, year: int) -> YearAccount:
        return self._accounts.of(actor, person_id, year)

    def statistics(self, actor: Actor, year: int) -> Statistics:
        """Figures of the year by unit and clause, of what the actor may see. Nobody is ranked."""
        return self._figures.of(actor, year)

    def dashboard(self, actor: Actor, year: int) -> Dashboard:
        """What waits and how long, seconds a look takes, doubts by kind, what is overturned, what was planted."""
        return self._dashboards.of(actor, year)

    def plant(self, actor: Actor, data: bytes, item: NewItem) -> None:
        """Put a known-wrong claim of an invented person into a unit's queue; see ``claims.planted``."""
        self._planting.plant(actor, data, item)

    def planted(self, actor: Actor) -> tuple[PlantedItem, ...]:
        """All items of the actor's city, newest first, without a word on who decided."""
        return self._planting.listed(actor)

    # --- investigation ----------------------------------------------------------------------------------------------

    def reuse_clusters(self, actor: Actor) -> tuple[ReuseCluster, ...]:
        """Papers of the actor's city that resemble each other; open ones first, then by hours at stake."""
        return self._investigation.clusters(actor)

    def reuse_cluster(self, actor: Actor, evidence_id: str) -> ReuseCluster:
        return self._investigation.cluster(actor, evidence_id)

    def reuse_pair(self, actor: Actor, evidence_id: str, other_id: str) -> ReusePair:
        """Two papers side by side, for whoever may see both. Audited."""
        return self._investigation.pair(actor, evidence_id, other_id)

    def reuse_picture(self, actor: Actor, evidence_id: str, other_id: str, *, other: bool) -> tuple[bytes, str]:
        """``(bytes, media type)`` of the page at hand, or of the other one laid over it."""
        return self._investigation.picture(actor, evidence_id, other_id, other=other)

    def judge_pair(self, actor: Actor, evidence_id: str, other_id: str, verdict: str, note: str = "") -> None:
        """``same`` · ``different`` · ``unsure``, remembered for the pair."""
        self._investigation.judge(actor, evidence_id, other_id, verdict, note)

    # --- the machine itself -----------------------------------------------------------------------------------------

    def rotate_master_key(self) -> int:
        """Re-wrap every live key under a new master key and destroy the old one; how many were re-wrapped."""
        count = self._vault.rotate()
        with self._store.write() as tx:
            self._audit.append(tx, SYSTEM, "keys.rotate", self._vault.ring.current, {"rewrapped": count})
        return count

    def webhook_counts(self) -> tuple[DeliveryCount, ...]:
        """How many events were told, wait, or were given up, by receiver."""
        return self._webhooks.counts()

    def send_webhooks_again(self) -> int:
        """Offer once more what was given up; how many."""
        return self._webhooks.send_again(datetime.now(UTC))

    def past_retention(self) -> tuple[Due, ...]:
        """Uploads whose retention under their policy is over (``claims/retention.py``)."""
        return due(self._store)

    def expire(self, evidence_id: str) -> None:
        """Destroy the keys of an upload that is past its retention."""
        self._shelf.expire(evidence_id)

    def sweep_orphans(self, *, older_than: datetime) -> int:
        """Remove ciphertext nobody can open any more: uploads cut off before their receipt, forgotten evidence."""
        with self._store.read() as tx:
            found = self._vault.orphans(tx, older_than)
        for sealed_id in found:
            self._vault.sweep(sealed_id)
        return len(found)

    # --- secrecy, audit ---------------------------------------------------------------------------------------------

    def secrecy_notices(self, actor: Actor) -> tuple[SecrecyNotice, ...]:
        """Stopped uploads, for the unit's secrecy officer (unit administrator) and auditors."""
        return self._counter.notices(actor)

    def mark_notice_seen(self, actor: Actor, notice_id: str) -> None:
        self._counter.mark_seen(actor, notice_id)

    def audit(self, actor: Actor, *, before: int | None = None, limit: int = 100) -> AuditPage:
        """Newest first. Auditors only."""
        return self._counter.audit_page(actor, before=before, limit=limit)

    def audit_verify(self, exported: tuple[int, str] | None = None) -> AuditReport:
        """Walk the chain, held against an earlier exported ``(head_seq, head)``. For ``hourproof audit verify``."""
        return self._audit.verify(exported=exported)
