"""Checks a policy file as a clerk would want it checked: every problem with file, row and what to do.

``check`` gives the problems; ``examine`` also says how far the document's figures are covered.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from rules.check.edges import check_examples
from rules.check.form import check_form
from rules.check.problem import Problem
from rules.check.rows import Row, Sheet, open_sheet
from rules.check.source import Coverage, check_source
from rules.check.types import check_types
from rules.policy import build
from rules.refusal import PolicyFault

__all__ = ["Coverage", "Problem", "Report", "check", "examine", "examine_text"]


@dataclass(frozen=True, slots=True)
class Report:
    """``coverage`` is None where no document was given (or the file cannot be read)."""

    problems: tuple[Problem, ...]
    coverage: Coverage | None
    examples: int = 0


def check(path: Path, source_text: str | None = None) -> tuple[Problem, ...]:
    """What is wrong with a policy file; with its document's text, also what of it is not covered."""
    return examine(path, source_text).problems


def examine(path: Path, source_text: str | None = None) -> Report:
    """OSError when the file cannot be opened; everything else is a problem in the report."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(path.name, 0, "not_text", "不是 UTF-8 文本。", "请另存为 UTF-8。")
    return examine_text(path.name, text, source_text)


def examine_text(file: str, text: str, source_text: str | None = None) -> Report:
    """The same for a text that is not (yet) a file; ``file`` is the name it would have."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        line = getattr(fault, "lineno", 0)
        return _unreadable(file, line, "syntax", f"TOML 语法错误：{fault}。", "请对照相邻行的写法改正。")
    sheet = open_sheet(file, text, data)
    if not check_types(sheet):
        return Report(tuple(sheet.problems), None)
    check_form(sheet)
    sound = not sheet.problems
    coverage = None if source_text is None else check_source(sheet, source_text)
    try:
        policy = build(data, hashlib.sha256(text.encode()).hexdigest(), file=file)
    except PolicyFault as fault:
        if sound:  # otherwise it is one of the problems already told
            sheet.add(
                _row_of(sheet, fault.row),
                "unusable",
                f"不能使用：{fault.message}。",
                "请对照 rules/policy.py 的格式说明改正。",
            )
        return Report(tuple(sheet.problems), coverage)
    check_examples(sheet, policy)
    count = sum(len(row.data.get("example", ())) for row in sheet.rows)
    return Report(tuple(sheet.problems), coverage, count)


def _row_of(sheet: Sheet, name: str) -> Row | None:
    return next((row for row in sheet.of("pathway") if name == f"pathway {row.data.get('id')}"), None)


def _unreadable(file: str, line: int, code: str, message: str, todo: str) -> Report:
    return Report((Problem(file, "文件", line, code, message, todo),), None)
