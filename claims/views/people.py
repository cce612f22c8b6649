"""Who asks the desk, and how a sign-in stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.claim import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. Every method of the desk takes one; the own-unit check happens in the query."""

    person_id: str
    name: str
    roles: frozenset[Role]
    employer: str | None = None
    city: str | None = None

    def has(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person known to the desk. ``settings`` are the person facts of a policy (title_level, sector …)."""

    id: str
    login: str
    name: str
    employer: str | None
    city: str | None
    roles: tuple[Role, ...]
    settings: Mapping[str, Any]
    has_password: bool
    active: bool
    has_factor: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A fresh sign-in. ``token`` goes into the cookie and is stored hashed only; ``csrf`` into forms."""

    token: str
    csrf: str
    actor: Actor
    expires: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose a session token is, as each request asks.

    ``id`` names the session where the token must not be shown; ``owes_factor``: the role must have a second factor
    and the person has none yet.
    """

    actor: Actor
    csrf: str
    expires: datetime
    login: str
    id: str
    began: datetime
    way: str
    owes_factor: bool = False


@dataclass(frozen=True, slots=True)
class SessionView:
    """One living sign-in of a person. ``way``: password, link, trusted (proxy) or oidc."""

    id: str
    began: datetime
    seen: datetime
    way: str
    here: bool
