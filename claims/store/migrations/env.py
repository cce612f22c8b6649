"""Alembic's entry: runs inside the transaction that ``claims.store.migrate`` opened."""

from __future__ import annotations

from alembic import context

from claims.store.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
