"""Bring the database to the newest schema; safe when several processes start at once."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from claims.store import (  # noqa: F401 - makes their tables known to the metadata
    batch_tables,
    investigation_tables,
    outside_tables,
    standard_tables,
    year_tables,
)
from claims.store.engine import Store

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 7_303_014_001  # an arbitrary number of our own for PostgreSQL's advisory lock


def config() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    return settings


def migrate(store: Store) -> None:
    """Run all migrations that are missing, in one transaction under a lock."""
    settings = config()
    with store.write() as tx:
        if tx.dialect.name == "postgresql":
            tx.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        if MigrationContext.configure(tx).get_current_revision() == newest():
            return
        settings.attributes["connection"] = tx
        command.upgrade(settings, "head")


def migrate_to(store: Store, revision: str) -> None:
    """Bring an empty database to an older schema, for a backup made under it."""
    settings = config()
    with store.write() as tx:
        settings.attributes["connection"] = tx
        command.upgrade(settings, revision)


def newest() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def known(revision: str) -> bool:
    """Whether this version of the program has the revision; a database of a newer version has another."""
    return any(one.revision == revision for one in ScriptDirectory.from_config(config()).walk_revisions())


def current(store: Store) -> str | None:
    with store.read() as tx:
        return MigrationContext.configure(tx).get_current_revision()
