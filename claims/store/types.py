"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

#: How a moment stands in the database, and in what the audit chain signs.
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Moment(sa.TypeDecorator[datetime]):
    """A point in time as fixed-width UTC text: sorts as text, keeps microseconds and zone on both engines."""

    impl = sa.String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).strftime(MOMENT)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        # Not strptime: it takes twenty times as long, and every row read has some.
        return None if value is None else datetime.fromisoformat(value)


class Figure(sa.TypeDecorator[Decimal]):
    """An exact decimal as text; hours never pass through binary floats."""

    impl = sa.String(24)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)
