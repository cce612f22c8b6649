"""Tables of the office's year: units and bindings, training classes, verification, spot checks, institutions.

Rosters, applications and people's registration forms stand in ``sealed`` rows; only what lists need is here.
Days are ISO dates as text, which sort and mean the same on both engines.
"""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.tables import KEY, metadata
from claims.store.types import Figure, Moment

DAY = sa.String(10)


def _key(name: str, table: str, *, null: bool = False, primary: bool = False) -> sa.Column[str]:
    return sa.Column(name, KEY, sa.ForeignKey(f"{table}.id"), nullable=null, primary_key=primary, index=not primary)


units = sa.Table(
    "units",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("code", sa.String(40), nullable=False, default=""),
    sa.Column("nature", sa.String(60), nullable=False, default=""),
    sa.Column("authority", sa.String(200), nullable=False, default=""),
    sa.Column("municipal", sa.Boolean),
    sa.Column("created_at", Moment, nullable=False),
    sa.UniqueConstraint("city", "name"),
)

bindings = sa.Table(
    "bindings",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    _key("person_id", "people"),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("from_unit", sa.String(200)),
    sa.Column("to_unit", sa.String(200), nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # waiting · done · declined · withdrawn
    sa.Column("reason", sa.String(500), nullable=False, default=""),
    sa.Column("answer", sa.String(500), nullable=False, default=""),
    sa.Column("at", Moment, nullable=False),
    sa.Column("decided_by", KEY),
    sa.Column("decided_at", Moment),
    sa.Index(None, "to_unit", "state"),
)

imports = sa.Table(
    "imports",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("city", sa.String(60)),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("rows", sa.Integer, nullable=False),
    _key("actor_id", "people"),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "kind", "digest"),
)

training_classes = sa.Table(
    "training_classes",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("provider", sa.String(200), nullable=False, index=True),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("pathway", sa.String(80), nullable=False),
    sa.Column("first_day", DAY, nullable=False),
    sa.Column("last_day", DAY, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("version", sa.Integer, nullable=False, default=1),
    sa.Column("hours_asked", Figure),
    sa.Column("hours_approved", Figure),
    sa.Column("planned", sa.Integer),
    sa.Column("applied_on", DAY),
    sa.Column("roster_on", DAY),
    sa.Column("doc_no", sa.String(80), nullable=False, default=""),
    _key("applicant_id", "people"),
    sa.Column("body_id", KEY, sa.ForeignKey("sealed.id")),
    sa.Column("roster_id", KEY, sa.ForeignKey("sealed.id")),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("sought_at", Moment),  # when the claims of city and year were looked through for it; None: not yet
    sa.Index(None, "city", "year", "state"),
)

class_moves = sa.Table(
    "class_moves",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    _key("class_id", "training_classes"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
    _key("actor_id", "people"),
    sa.Column("move", sa.String(20), nullable=False),
    sa.Column("from_state", sa.String(20)),
    sa.Column("to_state", sa.String(20), nullable=False),
    sa.Column("reason", sa.String(2000), nullable=False),
    sa.Column("hours", Figure),
    sa.UniqueConstraint("class_id", "version"),
)

class_people = sa.Table(
    "class_people",
    metadata,
    _key("class_id", "training_classes", primary=True),
    sa.Column("row", sa.Integer, primary_key=True),
    _key("person_id", "people", null=True),
    _key("claim_id", "claims", null=True),
    sa.Column("outcome", sa.String(40), nullable=False),
)

class_looks = sa.Table(
    "class_looks",
    metadata,
    _key("class_id", "training_classes", primary=True),
    _key("claim_id", "claims", primary=True),
    _key("actor_id", "people", primary=True),
    sa.Column("at", Moment, nullable=False),
)

class_mentions = sa.Table(
    "class_mentions",
    metadata,
    _key("class_id", "training_classes", primary=True),
    sa.Column("claim_id", KEY, sa.ForeignKey("claims.id"), primary_key=True, index=True),
    sa.Column("match", sa.Float, nullable=False),  # 0 … 1, how well title and days fit
)

class_papers = sa.Table(
    "class_papers",
    metadata,
    _key("class_id", "training_classes", primary=True),
    sa.Column("evidence_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True, index=True),
    sa.Column("state", sa.String(20), nullable=False),  # open · checked · set_aside
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body_id", KEY, sa.ForeignKey("sealed.id")),
    sa.Column("own", sa.Boolean, nullable=False),  # handed in for the class itself, part of no claim
    _key("changed_by", "people"),
    sa.Column("changed_at", Moment, nullable=False),
)

registrations = sa.Table(
    "registrations",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    _key("person_id", "people"),
    sa.Column("employer", sa.String(200), nullable=False),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),  # submitted · checked · returned
    sa.Column("version", sa.Integer, nullable=False, default=1),
    sa.Column("body_id", KEY, sa.ForeignKey("sealed.id")),
    sa.Column("reason", sa.String(500), nullable=False, default=""),
    sa.Column("submitted_at", Moment, nullable=False),
    sa.Column("checked_by", KEY),
    sa.Column("checked_at", Moment),
    sa.UniqueConstraint("person_id", "year"),
    sa.Index(None, "employer", "year"),
)

verifications = sa.Table(
    "verifications",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("employer", sa.String(200), nullable=False),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),  # yearly · supplementary
    sa.Column("state", sa.String(20), nullable=False),  # draft · sealed · verified · returned
    sa.Column("version", sa.Integer, nullable=False, default=1),
    sa.Column("headcount", sa.Integer, nullable=False),
    sa.Column("body_id", KEY, sa.ForeignKey("sealed.id")),
    sa.Column("reason", sa.String(500), nullable=False, default=""),
    _key("made_by", "people"),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("sealed_at", Moment),
    sa.Column("verified_by", KEY),
    sa.Column("verified_at", Moment),
    sa.Index(None, "city", "year", "state"),
    sa.Index(None, "employer", "year"),
)

spot_checks = sa.Table(
    "spot_checks",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("seed", sa.String(40), nullable=False),
    sa.Column("plan", sa.JSON, nullable=False),
    _key("actor_id", "people"),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "city", "year"),
)

spot_check_results = sa.Table(
    "spot_check_results",
    metadata,
    _key("check_id", "spot_checks", primary=True),
    sa.Column("item", sa.String(90), primary_key=True),
    sa.Column("outcome", sa.String(20), nullable=False),  # in_order · differs · open
    sa.Column("note", sa.String(1000), nullable=False, default=""),
    _key("actor_id", "people"),
    sa.Column("at", Moment, nullable=False),
)

institutions = sa.Table(
    "institutions",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),  # association · other · online
    sa.Column("subjects", sa.JSON, nullable=False),
    sa.Column("since", DAY),
    sa.Column("until", DAY),
    sa.UniqueConstraint("city", "name"),
)

institution_years = sa.Table(
    "institution_years",
    metadata,
    _key("institution_id", "institutions", primary=True),
    sa.Column("year", sa.Integer, primary_key=True),
    sa.Column("trainees", sa.Integer),
    sa.Column("complaints", sa.Integer, nullable=False, default=0),
    sa.Column("verified", sa.Boolean, nullable=False, default=False),  # a violation was verified
    sa.Column("evasion", sa.Boolean, nullable=False, default=False),
    sa.Column("note", sa.String(1000), nullable=False, default=""),
    _key("actor_id", "people"),
    sa.Column("at", Moment, nullable=False),
)
