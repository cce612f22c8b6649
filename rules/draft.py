"""The figure of one activity while it is being worked out: every change leaves a step."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from domain.proposal import Reason, Step

ZERO = Decimal(0)


def plain(number: Decimal) -> str:
    """``9`` for 9.0, ``4.5`` for 4.50."""
    text = str(number)
    if text.isdecimal():  # the common case: a whole number written as one
        return text
    if number == number.to_integral_value():
        return str(int(number))
    return format(number.normalize(), "f")


def shown(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)}—{plain(high)}"


@dataclass(slots=True)
class Scene:
    """What all activities of a case share."""

    year: int
    person: dict[str, Any]
    yearly: Decimal | None  # annual total required of this person; None when unknown


class Draft:
    """``known`` is False where the documents give no figure. ``default`` None: none is proposed."""

    __slots__ = ("asks", "default", "doubts", "high", "known", "low", "notes", "steps", "subject")

    def __init__(self, subject: str) -> None:
        self.subject = subject
        self.known = False
        self.low = ZERO
        self.high = ZERO
        self.default: Decimal | None = None
        # Mostly empty or of one, and made by the million: tuples cost less than lists.
        self.steps: tuple[Step, ...] = ()
        self.doubts: tuple[Reason, ...] = ()  # about the figure itself: moot once nothing is credited
        self.asks: tuple[Reason, ...] = ()
        self.notes: tuple[Reason, ...] = ()

    def exactly(self, clause: str, says: str, hours: Decimal) -> None:
        self.known = True
        self.low = self.high = self.default = hours
        self.steps += (Step(clause, says, hours),)

    def between(self, clause: str, says: str, low: Decimal, high: Decimal, default: Decimal | None) -> None:
        self.known = True
        self.low, self.high, self.default = low, high, default
        self.steps += (Step(clause, says, default),)

    def unknown(self, clause: str, says: str) -> None:
        self.known = False
        self.low = self.high = ZERO
        self.default = None
        self.steps += (Step(clause, says, None),)

    def doubt(self, code: str, message: str) -> None:
        self.doubts += (Reason(code, message),)

    def ask(self, code: str, message: str) -> None:
        self.asks += (Reason(code, message),)

    def note(self, code: str, message: str) -> None:
        self.notes += (Reason(code, message),)
