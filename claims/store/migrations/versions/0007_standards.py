"""Standards an office keeps itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

KEY = sa.String(length=40)


def upgrade() -> None:
    op.create_table(
        "standards",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("policy", sa.String(length=80), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("document", sa.String(length=200), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces", KEY, nullable=True),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("in_force_by", KEY, nullable=True),
        sa.Column("in_force_at", sa.String(27), nullable=True),
        sa.Column("ended_at", sa.String(27), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_standards_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standards")),
    )
    op.create_index(op.f("ix_standards_city"), "standards", ["city"])
    op.create_index(op.f("ix_standards_state"), "standards", ["state"])


def downgrade() -> None:
    op.drop_table("standards")
