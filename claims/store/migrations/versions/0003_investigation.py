"""Tables of the investigation: reuse links, judgements, planted items, screenings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.String(length=40)


def _to(column: str, table: str, own: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{own}_{column}"))


def upgrade() -> None:
    op.create_table(
        "reuse_links",
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("other_id", KEY, nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        _to("evidence_id", "evidence", "reuse_links"),
        _to("other_id", "evidence", "reuse_links"),
        sa.PrimaryKeyConstraint("evidence_id", "other_id", "code", name=op.f("pk_reuse_links")),
    )
    op.create_index(op.f("ix_reuse_links_other_id"), "reuse_links", ["other_id"])
    op.create_table(
        "judgements",
        sa.Column("low_id", KEY, nullable=False),
        sa.Column("high_id", KEY, nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        _to("low_id", "evidence", "judgements"),
        _to("high_id", "evidence", "judgements"),
        _to("actor_id", "people", "judgements"),
        sa.PrimaryKeyConstraint("low_id", "high_id", name=op.f("pk_judgements")),
    )
    op.create_table(
        "planted",
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("wrong", sa.String(length=300), nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.String(27), nullable=True),
        _to("claim_id", "claims", "planted"),
        _to("made_by", "people", "planted"),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_planted")),
    )
    op.create_table(
        "screenings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("actor_id", KEY, nullable=False),
        sa.Column("city", sa.String(length=60), nullable=True),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("ended_at", sa.String(27), nullable=True),
        _to("actor_id", "people", "screenings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screenings")),
    )


def downgrade() -> None:
    for table in ("screenings", "planted", "judgements", "reuse_links"):
        op.drop_table(table)
