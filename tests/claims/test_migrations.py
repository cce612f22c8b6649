"""The migrated schema is the one of ``tables.py``; several starters at once agree."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from claims import Settings
from claims.audit import Audit
from claims.sessions import Sessions, token_hash
from claims.store.engine import Store
from claims.store.migrate import current, migrate, migrate_to, newest
from claims.store.tables import metadata
from claims.store.types import MOMENT


def test_migrations_lead_to_the_tables(settings: Settings) -> None:
    store = Store(settings.database)
    migrate(store)
    migrate(store)
    assert current(store) == newest()
    with store.read() as tx:
        assert compare_metadata(MigrationContext.configure(tx), metadata) == []
    store.close()


def test_sessions_of_the_version_before_go_on(settings: Settings) -> None:
    """Forward with data: who was signed in stays so, for no longer than anybody else."""
    store = Store(settings.database)
    migrate_to(store, "0005")
    at = datetime.now(UTC) - timedelta(minutes=5)
    began, ends = (one.strftime(MOMENT) for one in (at, at + timedelta(hours=12)))
    with store.write() as tx:
        tx.execute(
            sa.text(
                "INSERT INTO people (id, login, name, roles, settings, failures, active, created_at) "
                "VALUES ('p', 'lin', '林', '[]', '{}', 0, true, :began)"
            ),
            {"began": began},
        )
        tx.execute(
            sa.text(
                "INSERT INTO sessions (token_hash, person_id, csrf, created_at, expires_at) "
                "VALUES (:hashed, 'p', 'c', :began, :ends)"
            ),
            {"hashed": token_hash("token"), "began": began, "ends": ends},
        )
    migrate(store)
    found = Sessions(settings, store, Audit(store, b"k" * 32)).whose("token")
    assert found is not None
    assert (found.login, found.way, found.began) == ("lin", "password", at)
    assert not found.owes_factor
    store.close()


def test_starters_at_once(settings: Settings) -> None:
    stores = [Store(settings.database) for _ in range(4)]
    failed: list[BaseException] = []

    def start(store: Store) -> None:
        try:
            migrate(store)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    threads = [threading.Thread(target=start, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    for store in stores:
        store.close()


def test_sqlite_is_durable_and_forgets(settings: Settings) -> None:
    if not settings.on_sqlite:
        return
    store = Store(settings.database)
    with store.read() as tx:
        found = {
            name: tx.execute(sa.text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    store.close()


def test_many_meet_a_new_database(tmp_path: Path) -> None:
    """SQLite refuses the turn to WAL at once when another is at it; here about one round in ten met that."""
    failed: list[BaseException] = []

    def meet(path: Path, together: threading.Barrier) -> None:
        store = Store(f"sqlite:///{path}")
        together.wait()
        try:
            with store.read() as tx:
                tx.execute(sa.text("SELECT 1"))
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)
        finally:
            store.close()

    for number in range(40):
        together = threading.Barrier(6)
        threads = [threading.Thread(target=meet, args=(tmp_path / f"{number}.db", together)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failed
