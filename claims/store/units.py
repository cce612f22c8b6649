"""Queries about units, bindings, imports and recognised institutions."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from claims.store.engine import Row, Transaction
from claims.store.tables import people
from claims.store.year_tables import bindings, imports, institution_years, institutions, units


def unit(tx: Transaction, city: str, name: str) -> Row | None:
    return tx.execute(sa.select(units).where(units.c.city == city, units.c.name == name)).one_or_none()


def units_of(tx: Transaction, city: str | None) -> list[Row]:
    query = sa.select(units).order_by(units.c.city, units.c.name)
    return list(tx.execute(query if city is None else query.where(units.c.city == city)))


def insert_unit(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(units).values(**values))


def change_unit(tx: Transaction, unit_id: str, **values: Any) -> None:
    tx.execute(sa.update(units).where(units.c.id == unit_id).values(**values))


_BINDING = sa.select(bindings, people.c.name.label("person_name")).join(people, people.c.id == bindings.c.person_id)


def binding(tx: Transaction, binding_id: str) -> Row | None:
    return tx.execute(_BINDING.where(bindings.c.id == binding_id)).one_or_none()


def bindings_of(
    tx: Transaction, *, city: str | None = None, unit: str | None = None, person_id: str | None = None
) -> list[Row]:
    query = _BINDING.order_by(bindings.c.at.desc(), bindings.c.id).limit(500)
    for column, value in ((bindings.c.city, city), (bindings.c.to_unit, unit), (bindings.c.person_id, person_id)):
        if value is not None:
            query = query.where(column == value)
    return list(tx.execute(query))


def insert_binding(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(bindings).values(**values))


def decide_binding(tx: Transaction, binding_id: str, **values: Any) -> bool:
    """Only a waiting one; False when somebody was first."""
    done = tx.execute(
        sa.update(bindings).where(bindings.c.id == binding_id, bindings.c.state == "waiting").values(**values)
    )
    return done.rowcount == 1


def imported_before(tx: Transaction, kind: str, digest: str, city: str | None) -> Row | None:
    query = sa.select(imports).where(imports.c.kind == kind, imports.c.digest == digest, imports.c.city == city)
    return tx.execute(query.limit(1)).one_or_none()


def note_import(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(imports).values(**values))


def institutions_of(tx: Transaction, city: str | None) -> list[Row]:
    query = sa.select(institutions).order_by(institutions.c.city, institutions.c.name)
    return list(tx.execute(query if city is None else query.where(institutions.c.city == city)))


def institution(tx: Transaction, institution_id: str) -> Row | None:
    return tx.execute(sa.select(institutions).where(institutions.c.id == institution_id)).one_or_none()


def insert_institution(tx: Transaction, **values: Any) -> None:
    tx.execute(sa.insert(institutions).values(**values))


def years_of_institution(tx: Transaction, institution_id: str) -> list[Row]:
    query = sa.select(institution_years).where(institution_years.c.institution_id == institution_id)
    return list(tx.execute(query.order_by(institution_years.c.year.desc())))


def set_institution_year(tx: Transaction, institution_id: str, year: int, **values: Any) -> None:
    where = (institution_years.c.institution_id == institution_id, institution_years.c.year == year)
    done = tx.execute(sa.update(institution_years).where(*where).values(**values))
    if done.rowcount == 0:
        tx.execute(sa.insert(institution_years).values(institution_id=institution_id, year=year, **values))
