"""Tables of a screening spread over workers: the batch, its shards, and what came of each file until it is fetched.

They hold ids, numbers and states only; file names, readings and findings are sealed. All of it is dropped once the
command that asked has the results.
"""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.tables import KEY, metadata
from claims.store.types import Moment

batches = sa.Table(
    "batches",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("stage", sa.String(10), nullable=False),  # read · verify
    sa.Column("manifest_id", KEY, sa.ForeignKey("sealed.id"), nullable=False),
    sa.Column("known_id", KEY, sa.ForeignKey("sealed.id")),  # once all are read
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),  # when the command that asked last looked
)

batch_shards = sa.Table(
    "batch_shards",
    metadata,
    sa.Column("batch_id", KEY, sa.ForeignKey("batches.id"), primary_key=True),
    sa.Column("stage", sa.String(10), primary_key=True),
    sa.Column("first", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),  # waiting · running · done · failed
    sa.Column("executor", sa.String(80)),
    sa.Column("attempts", sa.Integer, nullable=False),  # since a file of it was last done
)

batch_records = sa.Table(
    "batch_records",
    metadata,
    sa.Column("batch_id", KEY, sa.ForeignKey("batches.id"), primary_key=True),
    sa.Column("stage", sa.String(10), primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("sealed_id", KEY, sa.ForeignKey("sealed.id"), nullable=False),
)
