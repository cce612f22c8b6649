"""The desk's door: ways in, sessions and people, one method each.

``Desk`` is one of these; the split is for reading only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from claims.audit import Audit
from claims.credentials import Failures
from claims.own_account import OwnAccount
from claims.people import People
from claims.second_factor import SecondFactor
from claims.sessions import Sessions
from claims.settings import Settings
from claims.sign_in import SignIn
from claims.store.engine import Store
from claims.vault import Vault
from claims.views import Actor, PersonView, Session, SessionView, SignedIn
from domain.claim import Role


class DoorDesk:
    """Who comes in, and who there is."""

    def _open_door(self, settings: Settings, store: Store, vault: Vault, audit: Audit) -> None:
        self._store_of_door, self._audit_of_door = store, audit
        self._people = People(store, audit)
        self._sessions = Sessions(settings, store, audit)
        failures, factor = Failures(settings, store, audit), SecondFactor(vault, audit)
        self._sign_in = SignIn(store, audit, self._people, self._sessions, failures, factor)
        self._own = OwnAccount(store, audit, failures, self._sessions, factor)

    # --- ways in ----------------------------------------------------------------------------------------------------

    def first_sign_in(self) -> str | None:
        """Token of a one-time link for the first administrator (all roles), or None when people exist already."""
        return self._sign_in.first()

    def sign_in(self, login: str, password: str, code: str = "") -> Session:
        """Slow on purpose (argon2): call it in a thread. Raises ``SignInFailed``; locks after repeated failures."""
        return self._sign_in.with_password(login, password, code)

    def sign_in_with_link(self, token: str, code: str = "") -> Session:
        """A one-time link, used up by this call. ``code``: second factor of who has one. Raises ``SignInFailed``."""
        return self._sign_in.with_link(token, code)

    def sign_in_trusted(self, login: str) -> Session:
        """For a person whom a trusted reverse proxy has vouched for. Raises ``SignInFailed`` if unknown."""
        return self._sign_in.trusted(login)

    def sign_in_outside(self, issuer: str, subject: str, login: str) -> Session:
        """For a person whom an OpenID provider has vouched for; bound to the subject at first. ``SignInFailed``."""
        return self._sign_in.outside(issuer, subject, login)

    def bound_people(self, actor: Actor) -> frozenset[str]:
        """Ids of people bound to an account of the OpenID provider."""
        return self._sign_in.bound(actor)

    def release_identity(self, actor: Actor, person_id: str) -> None:
        """Undo that binding; sessions end. ``Conflict`` when there is none."""
        self._sign_in.release(actor, person_id)

    def sign_in_link(self, actor: Actor, person_id: str) -> str:
        """Token of a fresh one-time link for that person (24 hours)."""
        return self._sign_in.link(actor, person_id)

    def console_sign_in_link(self, login: str) -> str:
        """Token of a one-time link, for the command line on the machine itself."""
        return self._sign_in.link_from_console(login)

    # --- sessions and the own account -------------------------------------------------------------------------------

    def signed_in(self, token: str) -> SignedIn | None:
        """Whose session it is; None when unknown, ended, expired or too long unused."""
        return self._sessions.whose(token)

    def note_refusal(self, actor: Actor, where: str, status: int) -> None:
        """Put on record that the actor was refused; ``where`` is a route without its ids."""
        with self._store_of_door.write() as tx:
            self._audit_of_door.append(tx, actor.person_id, "access.refused", where[:120], {"status": status})

    def sign_out(self, token: str) -> None:
        self._sessions.out(token)

    def own_sessions(self, signed_in: SignedIn) -> tuple[SessionView, ...]:
        return self._sessions.listed(signed_in)

    def end_own_session(self, signed_in: SignedIn, which: str, current: str = "") -> int:
        """One by its id, or ``"others"``: all but this one. ``BadInput`` when the current password is not right."""
        return self._own.end_session(signed_in, which, current)

    def end_sessions(self, actor: Actor, person_id: str) -> int:
        """All sessions of somebody the actor is in charge of; how many."""
        return self._sessions.end_of(actor, person_id)

    def set_password(self, signed_in: SignedIn, password: str, current: str = "") -> None:
        """One's own; ``BadInput`` when too weak or ``current`` is wrong. Ends all other sessions."""
        self._own.set_password(signed_in, password, current)

    def set_second_factor(self, signed_in: SignedIn, secret: str, code: str, current: str = "") -> None:
        """Turn it on with the secret the phone has and a code it shows. ``BadInput``. Ends all other sessions."""
        self._own.set_factor(signed_in, secret, code, current)

    def end_second_factor(self, signed_in: SignedIn, current: str = "") -> None:
        self._own.end_factor(signed_in, current)

    def end_second_factor_of(self, actor: Actor, person_id: str) -> None:
        """For somebody who lost the phone; sessions end. ``Conflict`` when there is none."""
        self._sign_in.end_factor(actor, person_id)

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
        return self._people.add(
            actor, login=login, name=name, roles=roles, employer=employer, city=city, settings=settings
        )

    def add_demonstration_person(self, **fields: Any) -> PersonView:
        """``add_person`` without an actor, for the bundled samples only; never called by a service of its own."""
        return self._people.add(None, **fields)

    def people(self, actor: Actor) -> tuple[PersonView, ...]:
        return self._people.listed(actor)

    def person(self, actor: Actor, person_id: str) -> PersonView:
        return self._people.get(actor, person_id)

    def set_person(self, actor: Actor, person_id: str, settings: Mapping[str, Any]) -> PersonView:
        """Set person facts of the policies: title_level, sector, sector_zh, unit_scope …"""
        return self._people.set_facts(actor, person_id, settings)
