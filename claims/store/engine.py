"""Engines and transactions. SQLite in WAL with full sync; PostgreSQL through psycopg 3; one face."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from claims.errors import StorageDown

log = logging.getLogger(__name__)

Transaction = sa.Connection

#: Seconds a turn to WAL may be refused while others are at it.
_PATIENCE = 30.0

#: A row as the driver gives it: attributes by column name.
Row: TypeAlias = Any


def make_engine(url: str, *, manual_begin: bool = True) -> sa.Engine:
    """An engine with the durability the receipts rely on.

    With ``manual_begin`` SQLite transactions open with ``BEGIN IMMEDIATE``, so that two writers queue
    instead of failing half-way. Without it (for the work engine, which manages its own) pysqlite's
    IMMEDIATE isolation is set.
    """
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    path = url.removeprefix("sqlite:///")
    Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = sa.create_engine(
        url,
        connect_args={"timeout": 30, "check_same_thread": False},
        poolclass=sa.QueuePool,
        pool_size=10,
        max_overflow=20,
    )

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None if manual_begin else "IMMEDIATE"
        connection.execute("PRAGMA busy_timeout=30000").fetchall()
        _write_ahead(connection)
        for pragma in (
            "synchronous=FULL",
            "foreign_keys=ON",
            "secure_delete=ON",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchall()

    if manual_begin:

        @event.listens_for(engine, "begin")
        def _begin(connection: sa.Connection) -> None:
            reading = connection.get_execution_options().get("reading", False)
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _write_ahead(connection: Any) -> None:
    """Turn to WAL. Where several processes meet a new database SQLite refuses this at once instead of waiting."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
        time.sleep(0.02)


@contextmanager
def _told() -> Iterator[None]:
    """A database that is full, locked, read-only or gone, as a refusal of the desk."""
    try:
        yield
    except (OperationalError, InterfaceError, NoConnection) as error:
        log.error("database refused: %s", type(error.__cause__ or error).__name__)
        raise StorageDown from error


class Store:
    """The database. ``write()`` and ``read()`` give a transaction to hand to the functions of this package."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = make_engine(url)
        self._reader = self.engine.execution_options(reading=True)

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """A writing transaction, committed at the end and rolled back on any exception. Raises ``StorageDown``."""
        with _told(), self.engine.begin() as tx:
            yield tx

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A consistent look without a write lock. Raises ``StorageDown``."""
        with _told(), self._reader.begin() as tx:
            yield tx

    def close(self) -> None:
        self.engine.dispose()
