"""What stands out over all papers of a screening, sealed, and how many such things there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("screenings") as table:
        table.add_column(sa.Column("patterns", sa.Integer(), nullable=True))
        table.add_column(sa.Column("patterns_id", sa.String(length=40), nullable=True))
        table.create_foreign_key(op.f("fk_screenings_patterns_id"), "sealed", ["patterns_id"], ["id"])


def downgrade() -> None:
    with op.batch_alter_table("screenings") as table:
        table.drop_constraint(op.f("fk_screenings_patterns_id"), type_="foreignkey")
        table.drop_column("patterns_id")
        table.drop_column("patterns")
