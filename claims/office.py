"""The desk's second page: everything of an office's year around the single claim, one method each.

``Desk`` is one of these; the split is for reading only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from claims.audit import Audit
from claims.casebook import Casebook
from claims.classes.conduct import Classes
from claims.classes.dossier import Dossiers
from claims.classes.nouns import Application, ClassLine, ClassView, Dossier
from claims.classes.states import ClassState
from claims.review import Review
from claims.settings import Settings
from claims.store.engine import Store
from claims.vault import Vault
from claims.views import Actor, BulkItem, BulkOutcome


class OfficeDesk:
    """Classes, yearly verification, imports, institutions, official forms."""

    def _open_office(
        self, settings: Settings, store: Store, vault: Vault, audit: Audit, casebook: Casebook, review: Review
    ) -> None:
        self._classes = Classes(store, vault, audit, casebook)
        self._dossiers = Dossiers(store, audit, casebook, self._classes, review, open_first=settings.dossier_open_first)

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
        return self._classes.view(actor, class_id)

    def class_form_data(self, actor: Actor, class_id: str) -> dict[str, Any]:
        """For the two forms of a class; ID numbers whole, so for the provider and its authority only."""
        return self._classes.form_data(actor, class_id)

    def dossier(self, actor: Actor, class_id: str) -> Dossier:
        """The class with the claims that mention it, each held against roster and approval."""
        return self._dossiers.of(actor, class_id)

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
