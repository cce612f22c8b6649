"""From bytes to facts and findings, nothing stored: read → understand → reread → settle → verify.

The conductor of the second half of a reading. ``hourproof read`` and the durable job both use it, so
that what a person sees on the command line is what the desk works with.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, Literal, Protocol

import extractors
import verifiers
from claims import calibration
from domain.case import Case, History, Submitter
from domain.fact import Paper, RereadRequest, SecondReading
from domain.finding import Finding
from domain.reading import Reading, Refusal, Withheld
from intake import GuardSettings, without_video

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]
Status = Literal["read", "withheld", "unreadable"]

#: Raised whenever the same bytes could come out differently; part of every job's id.
PIPELINE_VERSION = "10"


class Reader(Protocol):
    """The face of intake that claims relies on (``intake.Intake``)."""

    def read(
        self,
        data: bytes,
        *,
        name: str | None = None,
        on_progress: Progress | None = None,
        guard: GuardSettings | None = None,
    ) -> Reading | Withheld | Refusal: ...

    def reread(
        self, data: bytes, requests: Sequence[RereadRequest], *, rotations: Mapping[int, int] | None = None
    ) -> tuple[SecondReading, ...]: ...

    def page_image(self, data: bytes, number: int, *, max_side: int = 1600, rotation: int | None = None) -> bytes: ...

    def run(self, function: Callable[..., Any], *args: Any, timeout: float | None = None) -> Any: ...

    def look_into(self, function: Callable[[Case], Any], case: Case) -> Any: ...


@dataclass(frozen=True, slots=True)
class PaperRead:
    """One paper of the file with what the checks saw of it."""

    paper: Paper
    findings: tuple[Finding, ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """All that is known of one file after reading and checking.

    ``reading`` and ``papers`` are empty unless ``status`` is ``read``. ``findings`` belong to the whole
    file (capture, security, or the marks of a withheld one); findings of a paper stand with it.
    ``seconds`` holds time by stage with ``total``.
    """

    name: str | None
    sha256: str
    status: Status
    reading: Reading | None = None
    papers: tuple[PaperRead, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: Refusal | None = None
    unscreened: bool = False
    seconds: Mapping[str, float] = field(default_factory=dict)


def read_file(
    intake: Reader,
    data: bytes,
    name: str | None = None,
    *,
    submitter: Submitter | None = None,
    claimed: Mapping[str, Any] | None = None,
    history: History | None = None,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> Read:
    """Read one file and check it. Stores nothing; a file that cannot be used comes back as ``unreadable``.

    ``on_progress`` gets ``(stage, share)`` with share between 0 and 1. Raises ``intake.Busy`` when the
    reader's queue is full.
    """
    began = time.monotonic()
    sha256 = hashlib.sha256(data).hexdigest()
    data = without_video(data)
    seen = intake.read(data, name=name, on_progress=on_progress)
    if isinstance(seen, Refusal):
        return Read(name, sha256, "unreadable", error=seen, seconds=_since(began, {}))
    if isinstance(seen, Withheld):
        return Read(
            name, sha256, "withheld", findings=seen.findings, unscreened=seen.unscreened, seconds=_since(began, {})
        )
    told = on_progress or _silent
    told("understand", 0.7)
    papers = understood(intake, data, seen)
    told("verify", 0.85)
    checked = tuple(
        examined(
            intake,
            data,
            Case(
                evidence_id=name or sha256,
                reading=seen.of_pages(paper.pages),
                paper=paper,
                submitter=submitter or Submitter(person_id=""),
                claimed=claimed or {},
                history=history,
                today=today or date.today(),
            ),
        )
        for paper in papers
    )
    told("done", 1.0)
    return Read(name, sha256, "read", seen, checked, seen.findings, seconds=_since(began, seen.seconds))


def understood(
    intake: Reader, data: bytes, reading: Reading, first: Callable[[Sequence[Paper]], None] | None = None
) -> tuple[Paper, ...]:
    """Kinds and facts of a reading; doubtful critical values are looked at a second time.

    ``first`` is told what the first look made out, where the second one will take a while.
    """
    papers = extractors.understand(reading)
    wanted = extractors.rereads(reading, papers)
    if wanted and first is not None:
        first(papers)
    turned = {page.number: page.rotation for page in reading.pages}
    second = intake.reread(data, wanted, rotations=turned) if wanted else ()
    return tuple(extractors.settle(papers, second))


def examined(intake: Reader, data: bytes, case: Case) -> PaperRead:
    """All checks of one paper; those that look into the file itself run inside the sandbox.

    When the sandbox cannot finish them they count as not run, and the others stand.
    """
    findings, checks = without_file(case)
    more, answers, _ = looked_into(intake, data, case)
    return PaperRead(case.paper, (*findings, *more), {**checks, **answers})


def without_file(case: Case) -> tuple[tuple[Finding, ...], dict[str, str]]:
    """The checks that need no look into the file: facts, claims, history."""
    return verifiers.verify_all(case, only=[one.name for one in verifiers.suspicions() if "original" not in one.needs])


def looked_into(intake: Reader, data: bytes, case: Case) -> tuple[tuple[Finding, ...], Mapping[str, str], bool]:
    """The checks that look into the file itself, and whether they came to an end."""
    inside = tuple(one.name for one in verifiers.suspicions() if "original" in one.needs)
    # History stays outside: a window on the store is nothing to hand to a confined process.
    confined = replace(case, history=None, original=data, thresholds=calibration.current())
    try:
        look = partial(verifiers.verify_all, with_original=True, only=inside)
        findings, checks = intake.look_into(look, confined)
    except Exception as error:  # noqa: BLE001 - a hostile file may take its worker down; that is not the paper's end
        # The sandbox's errors carry kinds and places in the code, never words of the file.
        log.warning("checks of the file itself did not finish: %s %s", type(error).__name__, error)
        return (
            (),
            {code: "not_run" for one in verifiers.suspicions() if one.name in inside for code in one.codes},
            False,
        )
    return findings, checks, True


def _since(began: float, stages: Mapping[str, float]) -> dict[str, float]:
    return {**stages, "total": round(time.monotonic() - began, 3)}


def _silent(_stage: str, _share: float) -> None:
    return None
