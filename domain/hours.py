"""Hours as the rules give them: a value or a range; ``None`` in place of it where no document gives a figure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Hours:
    """Credit hours (学时). ``low`` ≤ ``default`` ≤ ``high``; ``default`` is None where none is proposed."""

    low: Decimal
    high: Decimal
    default: Decimal | None

    def __post_init__(self) -> None:
        if self.low is self.high is self.default and self.low >= 0:
            return  # one figure: the common case
        if self.low < 0 or self.low > self.high:
            raise ValueError(f"hours out of order: {self.low}..{self.high}")
        if self.default is not None and not self.low <= self.default <= self.high:
            raise ValueError(f"default {self.default} outside {self.low}..{self.high}")

    @staticmethod
    def exactly(value: Decimal | int) -> Hours:
        figure = Decimal(value)
        return Hours(figure, figure, figure)

    @property
    def certain(self) -> bool:
        return self.low == self.high
