"""What a chief asks of a year: what waits and how long, how long a look takes, what is doubted, what is overturned.

Kinds and clauses, never people: no line names or counts a reviewer or a professional.
"""

from __future__ import annotations

import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import rules
import verifiers
from claims import access
from claims.casebook import Casebook
from claims.errors import Forbidden
from claims.labels import fact_title
from claims.store import statistics as rows
from claims.store.engine import Row, Store, Transaction
from claims.views import Actor
from domain.claim import CLAIM_STATE_TITLES, ClaimState, Role

AGES = ("3 天内", "4–10 天", "11–30 天", "超过 30 天")
_AGE_ENDS = (3, 10, 30)
LOOKS = ("10 秒内", "10–30 秒", "30–60 秒", "1–3 分钟", "3–10 分钟", "10–30 分钟")
_LOOK_ENDS = (10, 30, 60, 180, 600, 1800)
MOST_SHEETS = 5000
#: Of the evaluator itself, in no policy.
_RULES = {"missing_evidence": "缺少佐证材料"}
#: What differs from the approved class, its roster and papers, or from colleagues of the class.
OF_CLASS = "与班次或同班材料不同"
_WAITING = (ClaimState.SUBMITTED, ClaimState.SECOND_REVIEW, ClaimState.RETURNED, ClaimState.DISPUTED)


@dataclass(frozen=True, slots=True)
class Age:
    """Claims of one state by how long they have stood there: a count per band of ``AGES``."""

    state: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """Seconds from opening a claim to deciding on it, a count per band of ``LOOKS``.

    ``median`` and ``ninth`` (nine of ten are shorter) in seconds, None without decisions. ``interrupted`` took longer
    than half an hour, which is no longer a look.
    """

    counts: tuple[int, ...]
    median: float | None
    ninth: float | None
    interrupted: int


@dataclass(frozen=True, slots=True)
class DoubtKind:
    """``fact`` names the value where the kind is one of a value badly read (``fact``) or not read (``unread``)."""

    title: str
    open: int
    settled: int
    kind: str = ""
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class Overturned:
    """Decisions under one clause that were other than plain credit."""

    clause: str
    decided: int
    adjusted: int
    returned: int
    declined: int
    disputed: int

    @property
    def touched(self) -> int:
        return self.adjusted + self.returned + self.declined + self.disputed


@dataclass(frozen=True, slots=True)
class Dashboard:
    """``looked_through``: of how many claims the doubts were counted (the newest, at most ``MOST_SHEETS``)."""

    year: int
    ages: tuple[Age, ...]
    looks: Looks
    doubts: tuple[DoubtKind, ...]
    looked_through: int
    overturned: tuple[Overturned, ...]


class Dashboards:
    def __init__(self, store: Store, casebook: Casebook) -> None:
        self._store, self._casebook = store, casebook

    def of(self, actor: Actor, year: int, *, now: datetime | None = None) -> Dashboard:
        """Of the claims in the actor's sight. ``Forbidden`` for professionals and investigators."""
        if not actor.has(Role.UNIT_ADMIN, Role.AUTHORITY, Role.AUDITOR):
            raise Forbidden
        sight = access.sight(actor)
        with self._store.read() as tx:
            standing = rows.standing(tx, sight, year, not_person=actor.person_id)
            looks = rows.looks(tx, sight, year, not_person=actor.person_id)
            moves = rows.moves_of_year(tx, sight, year, not_person=actor.person_id)
            sheets = rows.with_sheets(tx, sight, year, not_person=actor.person_id, limit=MOST_SHEETS)
            return Dashboard(
                year,
                _ages(standing, now or datetime.now(UTC)),
                _looks(looks),
                self._doubts(tx, sheets),
                len(sheets),
                _overturned(moves),
            )

    def _doubts(self, tx: Transaction, sheets: list[Row]) -> tuple[DoubtKind, ...]:
        opened: Counter[tuple[str, str, str | None]] = Counter()
        settled: Counter[tuple[str, str, str | None]] = Counter()
        for start in range(0, len(sheets), 500):
            for folder in self._casebook.slim(tx, sheets[start : start + 500]):
                for doubt in folder.doubts:
                    of_value = doubt.type in ("fact", "unread")
                    title = kind_of(doubt.type, doubt.code, doubt.fact)
                    key = (title, doubt.type if of_value else "", (doubt.fact or doubt.code) if of_value else None)
                    (settled if doubt.settled else opened)[key] += 1
        both = opened + settled
        return tuple(DoubtKind(key[0], opened[key], settled[key], *key[1:]) for key, _ in both.most_common(12))


def kind_of(kind: str, code: str, fact: str | None) -> str:
    """What a doubt is about, without a word of the claim it stands on."""
    if kind in ("fact", "unread"):
        return f"{fact_title(fact or code)}：{'没有读出' if kind == 'unread' else '读数要核对'}"
    if kind == "kind":
        return "材料类别要确认"
    if kind == "finding":
        if code.startswith("class."):
            return OF_CLASS
        found = next((one.title for one in verifiers.suspicions() if code in one.codes), None)
        return found or f"核查提示 {code}"
    code = code.removeprefix("rule.")
    if code.startswith("refused"):
        return "填写的内容无法测算"
    return _rule_titles().get(code) or _RULES.get(code) or f"规则提示 {code}"


def _rule_titles() -> Mapping[str, str]:
    return _titles_of(tuple(sorted((one.id, one.digest) for one in rules.policies().values())))


@cache
def _titles_of(_digests: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Code → sentence of every row of the policies in force that asks."""
    return {code: says for policy in rules.policies().values() for code, says in _asking(policy.data)}


def _asking(data: Any) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        if isinstance(data.get("code"), str) and isinstance(data.get("says"), str):
            yield data["code"], data["says"]
        for inner in data.values():
            yield from _asking(inner)
    elif isinstance(data, (list, tuple)):
        for inner in data:
            yield from _asking(inner)


def _ages(standing: list[Row], now: datetime) -> tuple[Age, ...]:
    counts: dict[str, list[int]] = {state.value: [0] * len(AGES) for state in _WAITING}
    for row in standing:
        if row.state in counts:
            days = (now - (row.since or row.created_at)) / timedelta(days=1)
            counts[row.state][sum(days > end for end in _AGE_ENDS)] += 1
    return tuple(Age(CLAIM_STATE_TITLES[ClaimState(state)], tuple(found)) for state, found in counts.items())


def _looks(found: list[Row]) -> Looks:
    """``found``: reads and decisions in the order they happened; a decision ends its reader's last look."""
    opened: dict[tuple[str, str], datetime] = {}
    seconds: list[float] = []
    interrupted = 0
    for row in found:
        key = (row.actor_id, row.subject)
        if row.action == "claim.read":
            if not row.detail.get("ahead"):
                opened[key] = row.at
            continue
        if (began := opened.pop(key, None)) is None:
            continue  # decided from a list or a class's dossier
        took = (row.at - began).total_seconds()
        if took > _LOOK_ENDS[-1]:
            interrupted += 1
        else:
            seconds.append(took)
    counts = [0] * len(LOOKS)
    for one in seconds:
        counts[sum(one > end for end in _LOOK_ENDS[:-1])] += 1
    median = statistics.median(seconds) if seconds else None
    ninth = sorted(seconds)[math.ceil(0.9 * len(seconds)) - 1] if seconds else None
    return Looks(tuple(counts), median, ninth, interrupted)


def _overturned(found: list[Row]) -> tuple[Overturned, ...]:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in found:
        counted[clause_of(row.policy, row.pathway)][row.move] += 1
    lines = [
        Overturned(clause, sum(one.values()), one["adjust"], one["return"], one["decline"], one["dispute"])
        for clause, one in counted.items()
    ]
    return tuple(sorted((one for one in lines if one.touched), key=lambda one: (-one.touched, one.clause))[:12])


def clause_of(policy_id: str | None, pathway_id: str | None) -> str:
    policy = rules.policies().get(policy_id or "")
    pathway = policy.pathways.get(pathway_id or "") if policy is not None else None
    return f"{pathway.clause} · {pathway.title}" if pathway is not None else "—"


def share_bounds(hits: int, count: int) -> tuple[float, float] | None:
    """Bounds of a share at 95 %: E. B. Wilson, Probable inference, JASA 22 (1927), 209–212. None of nothing."""
    if count == 0:
        return None
    z = 1.959964
    share = hits / count
    middle = share + z * z / (2 * count)
    reach = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    whole = 1 + z * z / count
    return max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole)
