"""Which claims mention which class, and the papers of a class that were checked once for all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KEY = sa.String(length=40)


def upgrade() -> None:
    op.add_column("training_classes", sa.Column("sought_at", sa.String(27), nullable=True))
    op.create_table(
        "class_mentions",
        sa.Column("class_id", KEY, nullable=False),
        sa.Column("claim_id", KEY, nullable=False),
        sa.Column("match", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["training_classes.id"], name=op.f("fk_class_mentions_class_id")),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name=op.f("fk_class_mentions_claim_id")),
        sa.PrimaryKeyConstraint("class_id", "claim_id", name=op.f("pk_class_mentions")),
    )
    op.create_index(op.f("ix_class_mentions_claim_id"), "class_mentions", ["claim_id"])
    op.create_table(
        "class_papers",
        sa.Column("class_id", KEY, nullable=False),
        sa.Column("evidence_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body_id", KEY, nullable=True),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("changed_by", KEY, nullable=False),
        sa.Column("changed_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(["class_id"], ["training_classes.id"], name=op.f("fk_class_papers_class_id")),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_class_papers_evidence_id")),
        sa.ForeignKeyConstraint(["body_id"], ["sealed.id"], name=op.f("fk_class_papers_body_id")),
        sa.ForeignKeyConstraint(["changed_by"], ["people.id"], name=op.f("fk_class_papers_changed_by")),
        sa.PrimaryKeyConstraint("class_id", "evidence_id", name=op.f("pk_class_papers")),
    )
    op.create_index(op.f("ix_class_papers_evidence_id"), "class_papers", ["evidence_id"])
    op.create_index(op.f("ix_class_papers_changed_by"), "class_papers", ["changed_by"])


def downgrade() -> None:
    op.drop_table("class_papers")
    op.drop_table("class_mentions")
    op.drop_column("training_classes", "sought_at")
