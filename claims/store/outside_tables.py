"""Tables of what the desk agrees on with other systems: who an identity provider means."""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.tables import KEY, metadata
from claims.store.types import Moment

identities = sa.Table(
    "outside_identities",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),  # of issuer and subject; neither stands here
    sa.Column("person_id", KEY, sa.ForeignKey("people.id"), nullable=False, unique=True),
    sa.Column("bound_at", Moment, nullable=False),
)
