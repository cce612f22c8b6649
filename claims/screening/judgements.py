"""What people said of pairs: same, different, unsure. Remembered beside the journal and never asked twice.

Pairs are known by the digests of both files, so a judgement outlives renaming and a new list. The newest one counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

Verdict = Literal["same", "different", "unsure"]
VERDICTS: tuple[str, ...] = get_args(Verdict)
FILE = "judgements.jsonl"


class NoSuchPair(ValueError):
    """The results do not hold the named file or pair; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class OpenPair:
    """A pair nobody has judged: the files, what was seen, hours at stake of its cluster."""

    file: str
    other: str
    message: str
    innocent: tuple[str, ...]
    hours: float


class Judgements:
    """Judgements as a screening run applies them. ``digests``: of its files, by number; empty where there is none."""

    def __init__(self, state: Path, digests: Sequence[str]) -> None:
        self._digests = digests
        self._said = _read(state / FILE)

    def mark(self, finding: dict[str, Any], here: int, there: int) -> None:
        """Write the judgement of the pair into its finding; a pair told apart becomes a mere note."""
        said = self._said.get(_key(self._digests[here], self._digests[there]))
        if said is None:
            return
        finding["judged"] = said
        if said == "different":
            finding["severity"] = "note"


def remember(out: Path, file: str, other: str, verdict: Verdict, *, by: str = "") -> None:
    """Append a judgement to the results in ``out``. Raises NoSuchPair."""
    digests = _digests_of(out)
    for name in (file, other):
        if not digests.get(name):
            raise NoSuchPair(
                f"筛查结果里没有 {name}，或这个文件没有被识别。请先运行 screen，文件名照 findings.jsonl 填写。"
            )
    row = {
        "pair": _key(digests[file], digests[other]),
        "verdict": verdict,
        "by": by,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    path = out / ".state" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as handle:
        handle.write(json.dumps(row, ensure_ascii=False) + "\n")
        handle.flush()
        os.fsync(handle.fileno())


def open_pairs(out: Path) -> list[OpenPair]:
    """Pairs of the clusters that nobody was asked about, most hours at stake first."""
    said, digests = _read(out / ".state" / FILE), _digests_of(out)
    found: dict[str, OpenPair] = {}
    for cluster in _lines(out / "clusters.jsonl"):
        for link in cluster["links"]:
            key = _key(digests.get(link["file"], ""), digests.get(link["other"], ""))
            if key in said or key in found:
                continue
            found[key] = OpenPair(
                link["file"],
                link["other"],
                link["message"],
                tuple(link.get("innocent", ())),
                float(cluster["hours_at_stake"]),
            )
    return list(found.values())


def _digests_of(out: Path) -> dict[str, str]:
    return {row["file"]: row.get("sha256", "") for row in _lines(out / "findings.jsonl")}


def _lines(path: Path) -> list[Mapping[str, Any]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NoSuchPair(f"{path.parent} 里没有筛查结果（缺少 {path.name}）。请先运行 hourproof screen。") from None
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _key(one: str, other: str) -> str:
    return ":".join(sorted((one, other)))


def _read(path: Path) -> dict[str, str]:
    said: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return said
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            continue  # a torn last line
        if row.get("verdict") in VERDICTS:
            said[str(row.get("pair"))] = row["verdict"]
    return said
