"""A plan of what to check by hand: a random share as the document asks, and on top of it what the screening doubts.

The random part is drawn without regard to any finding, unit by unit, so that it can speak for the whole; the top-up
cannot. The same files and seed always give the same plan; a file keeps its lot when others come or go.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims.screening.clusters import findings_of

CONFIDENCE = 0.95
RISKY = ("reuse.", "tampering.", "contradiction.")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One file to check. ``why``: 随机 or 加抽; ``reasons``: what was seen where it was added for that."""

    file: str
    employer: str
    why: str
    hours: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """``share`` of ``files`` at random, ``drawn`` in order of the units; ``sentences`` say what it can show."""

    share: float
    clause: str
    says: str
    seed: str
    files: int
    random: int
    added: int
    drawn: tuple[Drawn, ...]
    sentences: tuple[str, ...]


def plan_of(
    results: Sequence[Mapping[str, Any]],
    employers: Mapping[str, str],
    *,
    share: float,
    clause: str,
    says: str,
    seed: str,
    top_up: float,
) -> Plan:
    """``results``: rows of findings.jsonl. ``top_up``: at most so large a share more, by hours at stake.

    ValueError for a share outside (0, 1] or a top-up outside [0, 1].
    """
    if not 0 < share <= 1 or not 0 <= top_up <= 1:
        raise ValueError("shares must lie between 0 and 1")
    usable = [row for row in results if row["status"] == "read"]
    units: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in usable:
        units[employers.get(row["file"], "")].append(row)
    random: list[Drawn] = []
    for unit in sorted(units):
        lots = sorted(units[unit], key=lambda row: _lot(seed, row))
        # Rounded up in each unit: every unit is looked at, and the whole never falls below the share.
        random += [Drawn(row["file"], unit, "随机", _hours(row)) for row in lots[: math.ceil(share * len(lots))]]
    taken = {one.file for one in random}
    risky = [(row, _reasons(row)) for row in usable if row["file"] not in taken]
    risky = sorted((one for one in risky if one[1]), key=lambda one: (-_hours(one[0]), -len(one[1]), one[0]["file"]))
    added = [
        Drawn(row["file"], employers.get(row["file"], ""), "加抽", _hours(row), tuple(reasons))
        for row, reasons in risky[: math.floor(top_up * len(usable))]
    ]
    return Plan(
        share,
        clause,
        says,
        seed,
        len(usable),
        len(random),
        len(added),
        (*random, *added),
        _sentences(len(usable), len(random), len(added), len(risky), len(results) - len(usable)),
    )


def bound_if_none(files: int, checked: int) -> int:
    """How many wrong files there may be (95 %) when ``checked`` drawn at random show none (hypergeometric)."""
    if checked <= 0:
        return files
    for wrong in range(files - checked + 1):
        # Chance of missing all: C(files - wrong, checked) / C(files, checked)
        chance = 0.0
        if files - wrong >= checked:
            chance = math.exp(_log_choose(files - wrong, checked) - _log_choose(files, checked))
        if chance < 1 - CONFIDENCE:
            return max(0, wrong - 1)
    return files - checked


def read_results(out: Path) -> list[dict[str, Any]]:
    """Rows of ``findings.jsonl``. FileNotFoundError where nothing was screened."""
    with (out / "findings.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _sentences(files: int, random: int, added: int, doubted: int, unread: int) -> tuple[str, ...]:
    left = bound_if_none(files, random)
    said = [
        f"共 {files} 份可抽查的材料，随机抽取 {random} 份（按单位分层，与核查发现无关），另加抽有疑点的 {added} 份。",
        f"如果随机抽取的 {random} 份全部无误，则有 95% 的把握说其余材料中有问题的不超过 {left} 份"
        f"（{left / files:.1%}）；不能说没有。"
        if files
        else "没有可抽查的材料。",
        "加抽的材料是按疑点挑选的，其中的问题比例不能推算到全部材料。",
        "抽查只能说明抽到的材料；没有抽到的既没有被证明无误，也没有被怀疑。",
    ]
    if doubted > added:
        said.append(f"另有 {doubted - added} 份有疑点的材料不在本计划内，可提高加抽比例或逐份处理。")
    if unread:
        said.append(f"{unread} 份被拦截或无法识别的材料不在抽查范围内，需另行处理。")
    return tuple(said)


def _lot(seed: str, row: Mapping[str, Any]) -> str:
    return hashlib.sha256(f"{seed}\0{row.get('sha256') or row['file']}\0{row['file']}".encode()).hexdigest()


def _reasons(row: Mapping[str, Any]) -> list[str]:
    """Doubts about the paper itself; a page that was hard to read is no reason to check it as suspect."""
    doubts = (f for f in findings_of(row) if f["severity"] != "note" and f["code"].startswith(RISKY))
    return list(dict.fromkeys(f["message"] for f in doubts))


def _hours(row: Mapping[str, Any]) -> float:
    stakes = [f.get("hours_at_stake") for f in findings_of(row) if f.get("hours_at_stake")]
    read = [fact["value"] for fact in row.get("facts", []) if fact["name"] == "hours"]
    numbers = [v for v in (*stakes, *read) if isinstance(v, int | float) and not isinstance(v, bool)]
    return float(max(numbers, default=0))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)
