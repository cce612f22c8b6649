"""Queues by the day of handing in; planted items known by their invented person from the first moment on."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

KEY = sa.String(length=40)


def _planted(key: str, table: str, *more: sa.Column[str]) -> None:
    """Nothing ever wrote the table before this revision, so it is simply made anew."""
    op.drop_table("planted")
    op.create_table(
        "planted",
        sa.Column(key, KEY, nullable=False),
        sa.Column("wrong", sa.String(length=300), nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        *more,
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint([key], [f"{table}.id"], name=op.f(f"fk_planted_{key}")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_planted_made_by")),
        sa.PrimaryKeyConstraint(key, name=op.f("pk_planted")),
    )


def upgrade() -> None:
    op.create_index(op.f("ix_claims_state_city_submitted_at"), "claims", ["state", "city", "submitted_at"])
    _planted("person_id", "people", sa.Column("claim_id", KEY, nullable=True))


def downgrade() -> None:
    _planted("claim_id", "claims")
    op.drop_index(op.f("ix_claims_state_city_submitted_at"), "claims")
