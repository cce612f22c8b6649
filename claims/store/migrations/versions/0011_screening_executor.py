"""Which process runs a screening."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("screenings", sa.Column("executor", sa.String(length=80), nullable=True))


def downgrade() -> None:
    op.drop_column("screenings", "executor")
