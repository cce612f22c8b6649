"""The desk's second page: everything of an office's year around the single claim, one method each.

``Desk`` is one of these; the split is for reading only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from claims.access import everywhere
from claims.account import Accounts
from claims.audit import Audit
from claims.casebook import Casebook
from claims.classes.conduct import Classes
from claims.classes.dossier import Dossiers
from claims.classes.nouns import Application, ClassLine, ClassPaperView, ClassView, Dossier, PaperChange
from claims.classes.papers import ClassPapers
from claims.classes.states import ClassState
from claims.errors import BadInput, NotFound
from claims.imports.conduct import Imported, Imports
from claims.institutions import Institutions, InstitutionView
from claims.people import actor_of
from claims.receive import Reception
from claims.review import Review
from claims.settings import Settings
from claims.standards.conduct import Standards
from claims.standards.nouns import Effect, StandardView
from claims.store import people as people_rows
from claims.store.engine import Store
from claims.units import BindingView, Units, UnitView
from claims.vault import Vault
from claims.views import Actor, BulkItem, BulkOutcome, Receipt
from claims.yearly.nouns import RegistrationView, SpotCheckView, VerificationView, YearRecord, YearsView
from claims.yearly.record import Records
from claims.yearly.registration import Registrations
from claims.yearly.spot_check import SpotChecks
from claims.yearly.verification import Verifications


class OfficeDesk:
    """Classes, yearly verification, standards, imports, institutions, official forms."""

    _standards: Standards

    def _open_office(
        self,
        settings: Settings,
        store: Store,
        vault: Vault,
        audit: Audit,
        casebook: Casebook,
        review: Review,
        reception: Reception,
        accounts: Accounts | None = None,
    ) -> None:
        accounts = accounts or Accounts(store, casebook)
        self._store_of_office = store
        self._classes = Classes(store, vault, audit, casebook)
        self._records = Records(store, casebook, accounts)
        self._registrations = Registrations(store, vault, audit, self._records)
        self._verifications = Verifications(store, vault, audit, self._records)
        self._spot_checks = SpotChecks(store, audit, self._verifications)
        self._imports = Imports(store, audit, casebook)
        self._units = Units(store, audit)
        self._institutions = Institutions(store, audit)
        self._class_papers = ClassPapers(store, vault, audit, self._classes, reception)
        self._dossiers = Dossiers(
            store,
            vault,
            audit,
            casebook,
            self._classes,
            self._class_papers,
            review,
            open_first=settings.dossier_open_first,
        )

    def console_actor(self, login: str | None = None) -> Actor:
        """For the command line on the machine itself: that person, or the first who oversees every city."""
        with self._store_of_office.read() as tx:
            if login is not None:
                row = people_rows.by_login(tx, login)
                if row is None:
                    raise NotFound("没有这个登录名。")
                return actor_of(row)
            chief = [actor_of(row) for row in people_rows.listed(tx)]
        found = next((one for one in chief if everywhere(one)), None)
        if found is None:
            raise NotFound("没有管理全部地区的主管部门人员，请用 --as 写明登录名。")
        return found

    # --- training classes -------------------------------------------------------------------------------------------

    def apply_class(
        self, actor: Actor, application: Application, *, class_id: str | None = None, version: int | None = None
    ) -> ClassView:
        """A provider's application, or a returned one again. An authority may file a paper one with its date."""
        return self._classes.view(actor, self._classes.apply(actor, application, class_id, version))

    def classes(
        self, actor: Actor, *, year: int | None = None, state: ClassState | None = None
    ) -> tuple[ClassLine, ...]:
        """Classes the actor may see: own ones, approved ones of the city, all of the city for its authority."""
        return self._classes.listed(actor, year=year, state=state)

    def classes_to_review(self, actor: Actor) -> tuple[ClassLine, ...]:
        """Approved classes whose claims the actor may narrow the queue to; none for who sees no classes."""
        return self._classes.yardsticks(actor)

    def training_class(self, actor: Actor, class_id: str) -> ClassView:
        return self._classes.view(actor, class_id)

    def withdraw_class(self, actor: Actor, class_id: str, version: int | None = None) -> ClassView:
        self._classes.withdraw(actor, class_id, version)
        return self._classes.view(actor, class_id)

    def decide_class(
        self,
        actor: Actor,
        class_id: str,
        version: int | None,
        move: str,
        *,
        reason: str = "",
        hours: Decimal | None = None,
    ) -> ClassView:
        """The authority's moves: ``approve`` (hours), ``return``, ``decline``, ``return_roster``, ``register``."""
        self._classes.decide(actor, class_id, version, move, reason, hours)
        self._dossiers.renew(class_id)
        return self._classes.view(actor, class_id)

    def hand_in_roster(
        self,
        actor: Actor,
        class_id: str,
        version: int | None,
        data: bytes,
        *,
        received_on: date | None = None,
    ) -> ClassView:
        """学时登记信息汇总表 as Excel. ``BadSheet`` names every fault by cell; nothing changes then."""
        self._classes.hand_in_roster(actor, class_id, version, data, received_on)
        self._dossiers.renew(class_id)
        return self._classes.view(actor, class_id)

    def class_form_data(self, actor: Actor, class_id: str) -> dict[str, Any]:
        """For the two forms of a class; ID numbers whole, so for the provider and its authority only."""
        return self._classes.form_data(actor, class_id)

    def dossier(self, actor: Actor, class_id: str) -> Dossier:
        """The class with the claims that mention it, each held against roster and approval."""
        return self._dossiers.of(actor, class_id)

    def attach_class_paper(
        self, actor: Actor, class_id: str, data: bytes, *, upload_id: str, name: str | None = None
    ) -> Receipt:
        """A notice, schedule or sign-in sheet photographed for the class itself. Raises as ``receive`` does."""
        return self._class_papers.attach(actor, class_id, data, upload_id, name)

    def class_paper(self, actor: Actor, class_id: str, evidence_id: str) -> ClassPaperView:
        """A paper of the class with what is asked of it before it is checked."""
        return self._class_papers.view(actor, class_id, evidence_id)

    def change_class_paper(
        self, actor: Actor, class_id: str, evidence_id: str, version: int, change: PaperChange
    ) -> ClassPaperView:
        """Corrections and answers beside the machine's reading. ``Stale``, ``Conflict`` once it is checked."""
        self._class_papers.change(actor, class_id, evidence_id, version, change)
        return self._class_papers.view(actor, class_id, evidence_id)

    def move_class_paper(
        self, actor: Actor, class_id: str, evidence_id: str, version: int, move: str
    ) -> ClassPaperView:
        """``check`` · ``reopen`` · ``set_aside``; claims of the class are asked anew at once."""
        self._class_papers.move(actor, class_id, evidence_id, version, move)
        self._dossiers.renew(class_id)
        return self._class_papers.view(actor, class_id, evidence_id)

    def look_in_dossier(self, actor: Actor, class_id: str, claim_id: str) -> None:
        """Note that the actor opens this claim from the dossier."""
        self._dossiers.look(actor, class_id, claim_id)

    def classes_of_claim(self, actor: Actor, claim_id: str) -> tuple[tuple[str, str], ...]:
        """``(class id, title)`` of approved classes the claim mentions."""
        return self._dossiers.classes_of(actor, claim_id)

    def take_over_class(self, actor: Actor, class_id: str) -> int:
        """Put the approved facts and the office's papers beside every matched claim that waits for the actor."""
        return self._dossiers.take_over(actor, class_id)

    def confirm_class(
        self, actor: Actor, class_id: str, items: Sequence[BulkItem], *, idempotency_key: str
    ) -> tuple[BulkOutcome, ...]:
        """Credit explicit claims of the dossier. ``Conflict`` until the drawn rows were opened."""
        return self._dossiers.confirm(actor, class_id, items, idempotency_key)

    def undo_class(self, actor: Actor, class_id: str, items: Sequence[BulkItem]) -> tuple[BulkOutcome, ...]:
        """Take confirmations back, each until the next level has opened the claim."""
        return self._dossiers.undo(actor, class_id, items)

    # --- the year's end ---------------------------------------------------------------------------------------------

    def year_record(self, actor: Actor, person_id: str, year: int) -> YearRecord:
        """年度继续教育情况: credited hours after caps, what is required and what is short."""
        return self._records.of(actor, person_id, year)

    def years(self, actor: Actor, person_id: str, first: int, last: int) -> YearsView:
        """Years side by side for an appointment period (at most 15)."""
        if not 0 <= last - first < 15:
            raise BadInput("last", "一次最多查看 15 个年度。")
        return self._records.years(actor, person_id, first, last)

    def submit_registration(self, actor: Actor, year: int, *, person_id: str | None = None) -> RegistrationView:
        """The electronic registration form of a year (Xuzhou); again after the unit returned it."""
        return self._registrations.view(actor, self._registrations.submit(actor, year, person_id))

    def check_registration(
        self, actor: Actor, registration_id: str, version: int, *, in_order: bool, reason: str = ""
    ) -> RegistrationView:
        """The unit checks and seals, or returns with a sentence."""
        self._registrations.check(actor, registration_id, version, in_order=in_order, reason=reason)
        return self._registrations.view(actor, registration_id)

    def registration(self, actor: Actor, registration_id: str) -> RegistrationView:
        return self._registrations.view(actor, registration_id)

    def registrations(self, actor: Actor, *, year: int | None = None) -> tuple[RegistrationView, ...]:
        return self._registrations.listed(actor, year)

    def make_verification(
        self,
        actor: Actor,
        year: int,
        people: Sequence[tuple[str, str]],
        *,
        kind: Literal["yearly", "supplementary"] = "yearly",
    ) -> VerificationView:
        """A unit's table over ``(person id, reason)``."""
        return self._verifications.view(actor, self._verifications.make(actor, year, people, kind))

    def seal_verification(self, actor: Actor, verification_id: str, version: int) -> VerificationView:
        """The unit's check and seal; figures are worked out anew."""
        self._verifications.seal(actor, verification_id, version)
        return self._verifications.view(actor, verification_id)

    def decide_verification(
        self, actor: Actor, verification_id: str, version: int, *, in_order: bool, reason: str = ""
    ) -> VerificationView:
        """The review body's result for the table, or back to the unit."""
        self._verifications.decide(actor, verification_id, version, in_order=in_order, reason=reason)
        return self._verifications.view(actor, verification_id)

    def verification(self, actor: Actor, verification_id: str) -> VerificationView:
        return self._verifications.view(actor, verification_id)

    def verifications(self, actor: Actor, *, year: int | None = None) -> tuple[VerificationView, ...]:
        return self._verifications.listed(actor, year)

    def draw_spot_check(self, actor: Actor, city: str, year: int, *, seed: str, extra: int = 0) -> SpotCheckView:
        """At least the policy's share at random, then ``extra`` by risk. The same seed draws the same people."""
        return self._spot_checks.view(actor, self._spot_checks.make(actor, city, year, seed=seed, extra=extra))

    def note_spot_check(self, actor: Actor, check_id: str, item: str, outcome: str, *, note: str = "") -> SpotCheckView:
        """``in_order`` · ``differs`` · ``open``."""
        self._spot_checks.note(actor, check_id, item, outcome, note)
        return self._spot_checks.view(actor, check_id)

    def spot_check(self, actor: Actor, check_id: str) -> SpotCheckView:
        return self._spot_checks.view(actor, check_id)

    def spot_checks(self, actor: Actor, *, year: int | None = None) -> tuple[SpotCheckView, ...]:
        return self._spot_checks.listed(actor, year)

    # --- standards the office keeps ---------------------------------------------------------------------------------

    def standards(self, actor: Actor) -> tuple[StandardView, ...]:
        """Tables of rates and policies of the actor's city: drafts, in force, ended."""
        return self._standards.listed(actor)

    def standard(self, actor: Actor, standard_id: str) -> StandardView:
        return self._standards.view(actor, standard_id)

    def deferring_policies(self, actor: Actor) -> dict[str, str]:
        """Policies with pathways whose hours another text gives: id → title."""
        return self._standards.deferring(actor)

    def begin_table(self, actor: Actor, policy_id: str, copy: str | None = None) -> str:
        """A draft table of rates; ``copy`` is one in force that it will replace."""
        return self._standards.begin_table(actor, policy_id, copy)

    def begin_policy(self, actor: Actor, data: bytes) -> str:
        """A draft policy from its TOML file or edited sheet. ``BadInput``."""
        return self._standards.begin_policy(actor, data)

    def save_table(
        self, actor: Actor, standard_id: str, version: int, *, document: str, rows: Sequence[Mapping[str, str]]
    ) -> StandardView:
        """Rows by the names of ``standards.grid.COLUMNS``; faults are in the view, by cell."""
        self._standards.save(actor, standard_id, version, document=document, given=rows)
        return self._standards.view(actor, standard_id)

    def discard_standard(self, actor: Actor, standard_id: str, version: int) -> None:
        self._standards.discard(actor, standard_id, version)

    def standard_effect(
        self, actor: Actor, standard_id: str, year: int | None = None, *, whole: bool = False
    ) -> tuple[Effect, list[int]]:
        """Who would gain and lose on the real claims of ``year``, and the years to choose from."""
        return self._standards.effect(actor, standard_id, year, whole=whole)

    def switch_on(self, actor: Actor, standard_id: str, version: int) -> None:
        """Put it in force; open claims follow, decided ones stay. ``Conflict`` while there are faults."""
        self._standards.switch_on(actor, standard_id, version)

    def switch_off(self, actor: Actor, standard_id: str, version: int) -> None:
        self._standards.switch_off(actor, standard_id, version)

    # --- units, people, institutions --------------------------------------------------------------------------------

    def import_units(self, actor: Actor, city: str, data: bytes) -> Imported:
        """Units as Excel; all or nothing, ``BadSheet`` by cell."""
        return self._imports.units(actor, city, data)

    def import_people(self, actor: Actor, city: str, data: bytes) -> Imported:
        return self._imports.people(actor, city, data)

    def import_hours(self, actor: Actor, city: str, data: bytes) -> Imported:
        """Hours an earlier system registered. ``Conflict`` when the same file was taken before."""
        return self._imports.hours(actor, city, data)

    def units(self, actor: Actor, *, city: str | None = None) -> tuple[UnitView, ...]:
        return self._units.listed(actor, city)

    def register_unit(
        self, actor: Actor, city: str, name: str, *, code: str = "", nature: str = "", authority: str = ""
    ) -> UnitView:
        return self._units.register(actor, city, name, code=code, nature=nature, authority=authority)

    def ask_for_unit(self, actor: Actor, unit: str, reason: str = "") -> BindingView:
        """The actor wants to belong to a registered unit."""
        return self._units.ask(actor, unit, reason)

    def decide_binding(self, actor: Actor, binding_id: str, *, agreed: bool, answer: str = "") -> BindingView:
        return self._units.decide(actor, binding_id, agreed=agreed, answer=answer)

    def withdraw_binding(self, actor: Actor, binding_id: str) -> None:
        self._units.withdraw(actor, binding_id)

    def bindings(self, actor: Actor) -> tuple[BindingView, ...]:
        return self._units.bindings(actor)

    def institutions(self, actor: Actor, *, city: str | None = None) -> tuple[InstitutionView, ...]:
        return self._institutions.listed(actor, city)

    def load_institutions(self, actor: Actor, city: str, year: int) -> int:
        """The institutions a document lists, into the office's book; how many were new."""
        return self._institutions.load_from_policy(actor, city, year)

    def add_institution(self, actor: Actor, city: str, name: str, kind: str, subjects: Sequence[str] = ()) -> None:
        """``kind``: association · other · online."""
        self._institutions.add(actor, city, name, kind, tuple(subjects))

    def assess_institution(
        self, actor: Actor, institution_id: str, year: int, figures: Mapping[str, Any]
    ) -> InstitutionView:
        """``figures``: trainees, complaints, verified, evasion, note."""
        return self._institutions.assess(actor, institution_id, year, figures)
