"""Tables of what the desk agrees on with other systems: whom an identity provider means, what receivers were told."""

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

receivers = sa.Table(
    "webhook_receivers",
    metadata,
    sa.Column("receiver", sa.String(32), primary_key=True),  # a digest of the address
    sa.Column("seq", sa.BigInteger, nullable=False),  # rows of the audit log up to here were taken over
)

deliveries = sa.Table(
    "webhook_deliveries",
    metadata,
    sa.Column("receiver", sa.String(32), primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("state", sa.String(10), nullable=False),  # waiting · done · failed
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("due_at", Moment, nullable=False),
    sa.Column("answer", sa.String(60), nullable=False),
    sa.Column("ended_at", Moment),
    sa.Index(None, "receiver", "state", "due_at"),
)
