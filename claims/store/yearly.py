"""Queries about registrations, verification tables and spot checks."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import people
from claims.store.year_tables import registrations, spot_check_results, spot_checks, verifications

_REGISTRATION = sa.select(registrations, people.c.name.label("person_name")).join(
    people, people.c.id == registrations.c.person_id
)


def registration(tx: Transaction, registration_id: str, *, lock: bool = False) -> Row | None:
    query = _REGISTRATION.where(registrations.c.id == registration_id)
    return tx.execute(query.with_for_update(of=registrations) if lock else query).one_or_none()


def registration_of(tx: Transaction, person_id: str, year: int) -> Row | None:
    return tx.execute(
        _REGISTRATION.where(registrations.c.person_id == person_id, registrations.c.year == year)
    ).one_or_none()


def registrations_of(
    tx: Transaction, *, employer: str | None = None, city: str | None = None, year: int | None = None
) -> list[Row]:
    query = _REGISTRATION.order_by(registrations.c.submitted_at, registrations.c.id).limit(2000)
    for column, value in (
        (registrations.c.employer, employer),
        (registrations.c.city, city),
        (registrations.c.year, year),
    ):
        if value is not None:
            query = query.where(column == value)
    return list(tx.execute(query))


def checked_people(tx: Transaction, employer: str, year: int) -> frozenset[str]:
    query = sa.select(registrations.c.person_id).where(
        registrations.c.employer == employer, registrations.c.year == year, registrations.c.state == "checked"
    )
    return frozenset(tx.execute(query).scalars())


def insert_registration(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(registrations).values(**values))


def change_registration(tx: Transaction, registration_id: str, version: int, **values: Any) -> bool:
    done = tx.execute(
        sa.update(registrations)
        .where(registrations.c.id == registration_id, registrations.c.version == version)
        .values(version=version + 1, **values)
    )
    return done.rowcount == 1


def verification(tx: Transaction, verification_id: str, *, lock: bool = False) -> Row | None:
    query = sa.select(verifications).where(verifications.c.id == verification_id)
    return tx.execute(query.with_for_update() if lock else query).one_or_none()


def verifications_of(
    tx: Transaction,
    *,
    employer: str | None = None,
    city: str | None = None,
    year: int | None = None,
    state: str | None = None,
) -> list[Row]:
    query = sa.select(verifications).order_by(verifications.c.created_at.desc(), verifications.c.id).limit(2000)
    for column, value in (
        (verifications.c.employer, employer),
        (verifications.c.city, city),
        (verifications.c.year, year),
        (verifications.c.state, state),
    ):
        if value is not None:
            query = query.where(column == value)
    return list(tx.execute(query))


def insert_verification(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(verifications).values(**values))


def change_verification(tx: Transaction, verification_id: str, version: int, **values: Any) -> bool:
    done = tx.execute(
        sa.update(verifications)
        .where(verifications.c.id == verification_id, verifications.c.version == version)
        .values(version=version + 1, **values)
    )
    return done.rowcount == 1


def insert_spot_check(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(spot_checks).values(**values))


def spot_check(tx: Transaction, check_id: str) -> Row | None:
    return tx.execute(sa.select(spot_checks).where(spot_checks.c.id == check_id)).one_or_none()


def spot_checks_of(tx: Transaction, *, city: str | None, year: int | None) -> list[Row]:
    query = sa.select(spot_checks).order_by(spot_checks.c.at.desc()).limit(200)
    if city is not None:
        query = query.where(spot_checks.c.city == city)
    if year is not None:
        query = query.where(spot_checks.c.year == year)
    return list(tx.execute(query))


def results_of(tx: Transaction, check_id: str) -> dict[str, Row]:
    query = sa.select(spot_check_results).where(spot_check_results.c.check_id == check_id)
    return {row.item: row for row in tx.execute(query)}


def set_result(tx: Transaction, check_id: str, item: str, **values: Any) -> None:
    where = (spot_check_results.c.check_id == check_id, spot_check_results.c.item == item)
    done = tx.execute(sa.update(spot_check_results).where(*where).values(**values))
    if done.rowcount == 0:
        tx.execute(sa.insert(spot_check_results).values(check_id=check_id, item=item, **values))
