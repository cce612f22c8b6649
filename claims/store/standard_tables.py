"""The table of standards that an office keeps itself. They hold no personal data and stand readable."""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.tables import KEY, metadata
from claims.store.types import Moment

standards = sa.Table(
    "standards",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("kind", sa.String(10), nullable=False),  # table · policy
    sa.Column("policy", sa.String(80), nullable=False),
    sa.Column("city", sa.String(60), nullable=False, index=True),
    sa.Column("document", sa.String(200), nullable=False),
    sa.Column("body", sa.JSON, nullable=False),
    sa.Column("state", sa.String(10), nullable=False, index=True),  # draft · in_force · ended
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("replaces", KEY),
    sa.Column("made_by", KEY, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("in_force_by", KEY),
    sa.Column("in_force_at", Moment),
    sa.Column("ended_at", Moment),
)
