"""Screenings spread over workers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.String(length=40)
MOMENT = sa.String(27)


def upgrade() -> None:
    op.create_table(
        "batches",
        sa.Column("id", KEY, nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("manifest_id", KEY, nullable=False),
        sa.Column("known_id", KEY, nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["manifest_id"], ["sealed.id"], name=op.f("fk_batches_manifest_id")),
        sa.ForeignKeyConstraint(["known_id"], ["sealed.id"], name=op.f("fk_batches_known_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batches")),
    )
    op.create_table(
        "batch_shards",
        sa.Column("batch_id", KEY, nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("first", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("executor", sa.String(length=80), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_shards_batch_id")),
        sa.PrimaryKeyConstraint("batch_id", "stage", "first", name=op.f("pk_batch_shards")),
    )
    op.create_table(
        "batch_records",
        sa.Column("batch_id", KEY, nullable=False),
        sa.Column("stage", sa.String(length=10), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name=op.f("fk_batch_records_batch_id")),
        sa.ForeignKeyConstraint(["sealed_id"], ["sealed.id"], name=op.f("fk_batch_records_sealed_id")),
        sa.PrimaryKeyConstraint("batch_id", "stage", "number", name=op.f("pk_batch_records")),
    )


def downgrade() -> None:
    for table in ("batch_records", "batch_shards", "batches"):
        op.drop_table(table)
