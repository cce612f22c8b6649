"""When a session was last used and how it began; the second factor of a person."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("seen_at", sa.String(27), nullable=False, server_default=""))
    op.add_column("sessions", sa.Column("way", sa.String(20), nullable=False, server_default="password"))
    # Sessions of the old version go on; how they began is not known and grants nothing more.
    op.execute("UPDATE sessions SET seen_at = created_at")
    op.add_column("people", sa.Column("factor_id", sa.String(length=40), nullable=True))
    op.add_column("people", sa.Column("factor_step", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    for table, column in (
        ("people", "factor_step"),
        ("people", "factor_id"),
        ("sessions", "way"),
        ("sessions", "seen_at"),
    ):
        op.drop_column(table, column)
