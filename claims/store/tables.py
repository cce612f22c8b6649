"""The tables, once for both engines. A change here needs a migration; a test compares the two.

Personal data read from evidence (text, facts, corrections) stands only in ``sealed`` rows, each with a
key of its own; what has to be searched stands as keyed digests.
"""

from __future__ import annotations

import sqlalchemy as sa

from claims.store.types import Figure, Moment

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

KEY = sa.String(40)


def _person(name: str = "person_id", *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, KEY, sa.ForeignKey("people.id"), nullable=null, index=True)


people = sa.Table(
    "people",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("login", sa.String(200), nullable=False, unique=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("employer", sa.String(200), index=True),
    sa.Column("city", sa.String(60), index=True),
    sa.Column("roles", sa.JSON, nullable=False),
    sa.Column("settings", sa.JSON, nullable=False),
    sa.Column("password_hash", sa.String(300)),
    sa.Column("failures", sa.Integer, nullable=False, default=0),
    sa.Column("locked_until", Moment),
    sa.Column("active", sa.Boolean, nullable=False, default=True),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("factor_id", KEY),  # the sealed secret of the second factor; NULL without one
    sa.Column("factor_step", sa.BigInteger),  # the last step a code was taken for: none is taken twice
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    _person(),
    sa.Column("csrf", sa.String(64), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Column("way", sa.String(20), nullable=False),
)

links = sa.Table(
    "sign_in_links",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    _person(),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)

vault_state = sa.Table(
    "vault_state",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("master_id", sa.String(40), nullable=False),
)

sealed = sa.Table(
    "sealed",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("master_id", sa.String(40), nullable=False, index=True),
    sa.Column("wrapped_key", sa.LargeBinary),  # NULL once forgotten
    sa.Column("body", sa.LargeBinary),  # NULL when the ciphertext lies in the blob store
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("forgotten_at", Moment),
)


def _sealed(name: str, *, null: bool = True) -> sa.Column[str]:
    return sa.Column(name, KEY, sa.ForeignKey("sealed.id"), nullable=null)


uploads = sa.Table(
    "uploads",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("uploader_id", KEY, sa.ForeignKey("people.id"), nullable=False),
    sa.Column("upload_id", sa.String(200), nullable=False),
    _person(),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("receipt_no", sa.String(40), nullable=False, unique=True),
    sa.Column("pathway", sa.String(80)),
    sa.Column("claim_id", KEY),
    sa.Column("received_at", Moment, nullable=False),
    sa.UniqueConstraint("uploader_id", "upload_id"),
)

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("upload_key", KEY, sa.ForeignKey("uploads.id"), nullable=False, index=True),
    _person(),
    sa.Column("employer", sa.String(200), index=True),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("media_type", sa.String(80), nullable=False),
    _sealed("original_id"),
    _sealed("reading_id"),
    _sealed("paper_id"),
    sa.Column("page_numbers", sa.JSON, nullable=False),
    sa.Column("part_of", KEY, index=True),
    sa.Column("kind", sa.String(60)),
    sa.Column("state", sa.String(20), nullable=False, index=True),
    sa.Column("stage", sa.String(40), nullable=False),
    sa.Column("share", sa.Float, nullable=False, default=0.0),
    sa.Column("progress", sa.Integer, nullable=False, default=0),
    sa.Column("error", sa.String(80)),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("forgotten_at", Moment),
)

jobs = sa.Table(
    "jobs",
    metadata,
    sa.Column("id", sa.String(160), primary_key=True),
    sa.Column("evidence_id", KEY, sa.ForeignKey("evidence.id"), nullable=False, index=True),
    sa.Column("state", sa.String(20), nullable=False, index=True),  # waiting · queued · done · failed
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("executor", sa.String(80)),
    sa.Column("error", sa.String(80)),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
)

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("receipt_no", sa.String(40), nullable=False),
    _person(),
    sa.Column("employer", sa.String(200)),
    sa.Column("city", sa.String(60), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("level", sa.Integer, nullable=False, default=0),
    sa.Column("version", sa.Integer, nullable=False, default=1),
    sa.Column("pathway", sa.String(80)),
    sa.Column("pathway_by", KEY),  # a person's choice stands over the machine's
    sa.Column("subject", sa.String(40)),
    sa.Column("policy", sa.String(80)),
    sa.Column("policy_digest", sa.String(80)),
    sa.Column("low", Figure),
    sa.Column("high", Figure),
    sa.Column("default_hours", Figure),
    sa.Column("credited", Figure),
    sa.Column("open_doubts", sa.Integer, nullable=False, default=0),
    sa.Column("stops", sa.Integer, nullable=False, default=0),
    sa.Column("kinds", sa.JSON, nullable=False),
    _sealed("sheet_id"),
    sa.Column("opened_level", sa.Integer, nullable=False, default=0),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("submitted_at", Moment),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Index(None, "state", "city", "updated_at"),
    sa.Index(None, "state", "city", "submitted_at"),
    sa.Index(None, "employer", "state"),
    sa.Index(None, "person_id", "year"),
)

claim_evidence = sa.Table(
    "claim_evidence",
    metadata,
    sa.Column("claim_id", KEY, sa.ForeignKey("claims.id"), primary_key=True),
    sa.Column("evidence_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True, index=True),
    sa.Column("position", sa.Integer, nullable=False),
)

corrections = sa.Table(
    "corrections",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("evidence_id", KEY, sa.ForeignKey("evidence.id"), nullable=False, index=True),
    sa.Column("claim_id", KEY, sa.ForeignKey("claims.id"), nullable=False),
    sa.Column("name", sa.String(60), nullable=False),
    _sealed("value_id", null=False),
    _person("actor_id"),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("at", Moment, nullable=False),
)

doubt_answers = sa.Table(
    "doubt_answers",
    metadata,
    sa.Column("claim_id", KEY, sa.ForeignKey("claims.id"), primary_key=True),
    sa.Column("doubt_id", sa.String(64), primary_key=True),
    sa.Column("settled", sa.Boolean, nullable=False),
    sa.Column("note", sa.String(1000), nullable=False),
    _person("actor_id"),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

moves = sa.Table(
    "moves",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("claim_id", KEY, sa.ForeignKey("claims.id"), nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),  # the claim's version after the move
    sa.Column("at", Moment, nullable=False),
    _person("actor_id"),
    sa.Column("role", sa.String(20), nullable=False),
    sa.Column("move", sa.String(20), nullable=False),
    sa.Column("from_state", sa.String(20)),
    sa.Column("to_state", sa.String(20), nullable=False),
    sa.Column("from_level", sa.Integer, nullable=False),
    sa.Column("to_level", sa.Integer, nullable=False),
    sa.Column("reason", sa.String(2000), nullable=False),
    sa.Column("clause", sa.String(300), nullable=False),
    sa.Column("hours", Figure),
    sa.Column("hours_before", Figure),
    sa.Column("evidence_id", KEY),
    sa.Column("fact", sa.String(60)),
    sa.Column("undone", sa.Boolean, nullable=False, default=False),
    sa.UniqueConstraint("claim_id", "version"),
)

answers = sa.Table(
    "idempotent_answers",
    metadata,
    sa.Column("actor_id", KEY, sa.ForeignKey("people.id"), primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),
    sa.Column("request", sa.String(64), nullable=False),
    sa.Column("answer", sa.JSON, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

withheld = sa.Table(
    "withheld",
    metadata,
    sa.Column("id", KEY, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    _person(),
    sa.Column("employer", sa.String(200), index=True),
    sa.Column("digest", sa.String(64), nullable=False, index=True),
    sa.Column("marks", sa.JSON, nullable=False),
    sa.Column("seen_at", Moment),
    sa.Column("seen_by", KEY),
)

number_keys = sa.Table(
    "number_keys",
    metadata,
    sa.Column("evidence_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True),
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("kind", sa.String(60), nullable=False),
    sa.Index(None, "kind", "name", "digest"),
)

fingerprint_keys = sa.Table(
    "fingerprint_keys",
    metadata,
    sa.Column("evidence_id", KEY, sa.ForeignKey("evidence.id"), primary_key=True),
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("slot", sa.Integer, primary_key=True),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("value", sa.String(200), nullable=False),
    sa.Index(None, "slot", "part"),
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_id", KEY, nullable=False),
    sa.Column("action", sa.String(60), nullable=False),
    sa.Column("subject", sa.String(120), nullable=False),
    sa.Column("detail", sa.JSON, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("mac", sa.String(64), nullable=False),
)

audit_head = sa.Table(
    "audit_head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("mac", sa.String(64), nullable=False),
)

heartbeats = sa.Table(
    "heartbeats",
    metadata,
    sa.Column("executor", sa.String(80), primary_key=True),
    sa.Column("host", sa.String(200), nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("beat_at", Moment, nullable=False),
)
