"""Tables of the investigation: which evidence resembles which, what people said of pairs, planted items, screenings."""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.tables import KEY, metadata
from claims.store.types import Moment

#: One row for each reuse finding: the paper at hand and the earlier one it was compared with.
reuse_links = sa.Table(
    "reuse_links",
    metadata,
    sa.Column("evidence_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True),
    sa.Column("other_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True, index=True),
    sa.Column("code", sa.String(60), primary_key=True),
    sa.Column("severity", sa.String(10), nullable=False),
    sa.Column("confidence", sa.Float, nullable=False),
)

#: What a person said of a pair, whichever of both came first: the smaller id stands in ``low_id``.
judgements = sa.Table(
    "judgements",
    metadata,
    sa.Column("low_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True),
    sa.Column("high_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True),
    sa.Column("verdict", sa.String(10), nullable=False),
    sa.Column("note", sa.String(500), nullable=False),
    sa.Column("actor_id", KEY, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("at", Moment, nullable=False),
)

#: Known-wrong claims of invented people, put among the others to see whether they are found. Never credited, never
#: anybody's hours: whatever such a person hands in is planted.
planted = sa.Table(
    "planted",
    metadata,
    sa.Column("person_id", KEY, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("wrong", sa.String(300), nullable=False),
    sa.Column("made_by", KEY, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("claim_id", KEY),  # once the paper has been read
    sa.Column("outcome", sa.String(10)),  # found · missed; NULL while it waits
    sa.Column("level", sa.Integer),
    sa.Column("ended_at", Moment),
)

screenings = sa.Table(
    "screenings",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("actor_id", KEY, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("city", sa.String(60)),
    sa.Column("year", sa.Integer),
    sa.Column("state", sa.String(20), nullable=False),  # running · done · failed
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("found", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("executor", sa.String(80)),  # the process that runs it
    sa.Column("patterns", sa.Integer),  # what stands out over all its papers; NULL while nobody has looked
    sa.Column("patterns_id", KEY, sa.ForeignKey("sealed.id")),
)
