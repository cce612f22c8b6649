"""Whom an identity provider means, bound at the first sign-in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outside_identities",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=40), nullable=False),
        sa.Column("bound_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_outside_identities_person_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_outside_identities")),
        sa.UniqueConstraint("person_id", name=op.f("uq_outside_identities_person_id")),
    )


def downgrade() -> None:
    op.drop_table("outside_identities")
