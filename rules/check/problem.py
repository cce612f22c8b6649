"""What is wrong in a policy file: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """``row`` is Chinese with the row's id; ``line`` of the file (0: unknown); ``code`` is stable."""

    file: str
    row: str
    line: int
    code: str
    message: str
    todo: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where} {self.row}：{self.message}{self.todo}"
