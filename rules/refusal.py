"""Input that cannot be: the field is named, and nothing is proposed."""

from __future__ import annotations


class RefusedInput(ValueError):
    """``field`` is a path such as ``activities[0].days``; ``message`` a Chinese sentence."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class PolicyFault(ValueError):
    """A policy or office table that cannot be used: names file, row and what to do."""

    def __init__(self, file: str, row: str, message: str) -> None:
        super().__init__(f"{file} · {row}: {message}")
        self.file = file
        self.row = row
        self.message = message
