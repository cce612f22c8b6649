"""核验: one file per suspicion; each looks at a case and returns findings, never a verdict.

The files of this folder are found by name order. Each has ``TITLE`` (Chinese), ``CODES`` (the finding codes it may
raise), ``NEEDS`` (subset of ``history``, ``original``: without them it does not run) and ``verify(case)``; ``MEDIA``
may name the media types it is about. A file without the required names fails loudly on the first use. Sub-packages
hold what several suspicions must know.
"""

from __future__ import annotations

import importlib
import logging
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from domain.case import Case
from domain.finding import FAMILIES, Finding, Severity
from verifiers.shared import kept

log = logging.getLogger(__name__)

NEEDS_KNOWN = frozenset({"history", "original"})


class NotApplicable(Exception):
    """Raised by a suspicion whose question does not arise for this paper."""


class NotRun(Exception):
    """Raised by a suspicion that lacks what it would compare with; the message says what, in Chinese."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One file of this folder."""

    name: str
    title: str
    codes: tuple[str, ...]
    needs: frozenset[str]
    media: frozenset[str]
    verify: Callable[[Case], Iterable[Finding]]


@lru_cache(maxsize=1)
def suspicions() -> tuple[Suspicion, ...]:
    """Every suspicion, by file name. Raises ImportError for a file without the required names."""
    found = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda entry: entry.name):
        if module.ispkg:
            continue
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        absent = [name for name in ("TITLE", "CODES", "NEEDS", "verify") if not hasattr(loaded, name)]
        if absent:
            raise ImportError(f"verifiers/{module.name}.py lacks {', '.join(absent)}")
        unknown = frozenset(loaded.NEEDS) - NEEDS_KNOWN
        strange = [code for code in loaded.CODES if code.split(".")[0] not in FAMILIES or "." not in code]
        if unknown or strange:
            raise ImportError(f"verifiers/{module.name}.py: unknown needs {sorted(unknown)} or codes {strange}")
        found.append(
            Suspicion(
                module.name,
                loaded.TITLE,
                tuple(loaded.CODES),
                frozenset(loaded.NEEDS),
                frozenset(getattr(loaded, "MEDIA", ())),
                loaded.verify,
            )
        )
    return tuple(found)


def verify_all(
    case: Case, *, with_original: bool = False, only: Iterable[str] | None = None
) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """All findings on ``case`` and ``{code: "not_run" | "not_applicable"}`` for checks that gave no answer.

    ``with_original`` also runs those that look into the file itself (in the sandbox). ``only`` names the suspicions
    to run, default all. A crash becomes a finding ``completeness.check_failed`` and the rest go on.
    """
    wanted = None if only is None else frozenset(only)
    with kept():
        return _verified(case, with_original, [one for one in suspicions() if wanted is None or one.name in wanted])


def _verified(
    case: Case, with_original: bool, asked: Iterable[Suspicion]
) -> tuple[tuple[Finding, ...], dict[str, str]]:
    findings: list[Finding] = []
    checks: dict[str, str] = {}
    for suspicion in asked:
        state = _lacking(suspicion, case, with_original)
        if state is None:
            try:
                findings += suspicion.verify(case)
            except NotApplicable:
                state = "not_applicable"
            except NotRun:
                state = "not_run"
            except Exception as error:  # noqa: BLE001 - a crashing check must not stop the others
                # The class of the error only: its text may quote the paper.
                log.warning("check %s failed: %s", suspicion.name, type(error).__name__)
                findings.append(_failed(suspicion, error))
                state = "not_run"
        if state is not None:
            checks |= dict.fromkeys(suspicion.codes, state)
    return tuple(findings), checks


def verify_original(case: Case) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """Only the suspicions that look into the file itself; for the sandbox. ``case.original`` must be set.

    A history cannot cross into the sandbox: pass ``replace(case, history=None, original=data)`` and let the answer
    override what ``verify_all`` said of the same codes.
    """
    return verify_all(case, with_original=True, only=[s.name for s in suspicions() if "original" in s.needs])


def _lacking(suspicion: Suspicion, case: Case, with_original: bool) -> str | None:
    if suspicion.media and case.reading.media_type not in suspicion.media:
        return "not_applicable"
    if "history" in suspicion.needs and case.history is None:
        return "not_run"
    if "original" in suspicion.needs and (case.original is None or not with_original):
        return "not_run"
    return None


def _failed(suspicion: Suspicion, error: Exception) -> Finding:
    return Finding(
        "completeness.check_failed",
        Severity.NOTE,
        f"“{suspicion.title}”一项核查未能完成（程序故障），该项没有结论。",
        innocent=("这是系统的问题，与材料本身无关。",),
        next_step="请人工核对该项，并把编号告知系统维护人员。",
        detail={"check": suspicion.name, "error": type(error).__name__},
    )
