"""An office's own thresholds for doubts about pictures, measured on its own genuine pages (``hourproof calibrate``).

One small file in the data folder, by capture class; without it the thresholds that came with the program count. The
checks run where no file can be read, so the conductor hands the numbers in with the case.
"""

from __future__ import annotations

import hashlib
import math
import os
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.settings import BadSetting, Settings
from domain.case import Case, Submitter
from domain.reading import Reading
from verifiers import image_areas, image_tampering

if TYPE_CHECKING:
    from claims.reading import Reader

FILE = "picture-thresholds.toml"


#: File types that are looked into, and pages a capture class needs before its threshold means anything.
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff"})
FEWEST_PAGES = 30
#: Beyond the office's own pages: they are a sample, the next one may lie a little outside.
MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Calibrated:
    """``thresholds`` by name, ``pages`` they rest on, Chinese ``sentences`` about both."""

    thresholds: Mapping[str, float]
    pages: Mapping[str, int]
    sentences: tuple[str, ...]


def score(intake: Reader, data: bytes) -> list[tuple[str, float]]:
    """Scores of a genuine file's pages by the threshold they count for; empty where it cannot be looked into."""
    from claims.reading import understood

    seen = intake.read(data)
    if not isinstance(seen, Reading):
        return []
    found: list[tuple[str, float]] = []
    for paper in understood(intake, data, seen):
        case = Case("", seen.of_pages(paper.pages), paper, Submitter(""), original=data)
        for check in (image_tampering, image_areas):
            found += [(str(name), float(value)) for name, value in intake.run(check.scores, case)]
    return found


def thresholds_from(scored: Sequence[tuple[str, float]], share: float) -> Calibrated:
    """Thresholds that at most ``share`` of the pages exceed; kinds with too few pages keep the usual ones."""
    by_name: dict[str, list[float]] = defaultdict(list)
    for name, value in scored:
        by_name[name].append(value)
    thresholds: dict[str, float] = {}
    pages: dict[str, int] = {}
    said: list[str] = []
    for name, values in sorted(by_name.items()):
        if len(values) < FEWEST_PAGES:
            said.append(f"{name}：只有 {len(values)} 页，少于 {FEWEST_PAGES} 页，沿用默认阈值。")
            continue
        ranked = sorted(values)
        over = math.floor(share * len(ranked))  # so many of the office's own pages may be spoken of
        edge = ranked[len(ranked) - 1 - over]
        thresholds[name] = edge + MARGIN * abs(edge)
        pages[name] = len(ranked)
        said.append(f"{name}：{len(ranked)} 页，阈值 {thresholds[name]:.2f}。")
    return Calibrated(thresholds, pages, tuple(said))


def path_of(settings: Settings) -> Path:
    return settings.data / FILE


def current() -> Mapping[str, float]:
    """Thresholds by ``class.level`` (``scan.words`` …); empty where the office has none."""
    try:
        path = path_of(Settings.load())
        changed = path.stat().st_mtime_ns
    except (BadSetting, OSError):
        return {}
    return _read(path, changed)


def digest() -> str:
    """Changes when the thresholds change: answers found under others are asked again."""
    held = current()
    text = ";".join(f"{name}={held[name]:.6f}" for name in sorted(held))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def write(settings: Settings, thresholds: Mapping[str, float], pages: Mapping[str, int]) -> Path:
    """Keep thresholds and on how many pages they rest. Whole or not at all. OSError when it cannot be written."""
    path = path_of(settings)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    lines = ["# 由 hourproof calibrate 写入；删除此文件即恢复默认阈值。", "", "[thresholds]"]
    lines += [f'"{name}" = {thresholds[name]:.6f}' for name in sorted(thresholds)]
    lines += ["", "[pages]", *(f'"{name}" = {pages[name]}' for name in sorted(pages)), ""]
    beside = path.with_name(path.name + ".part")
    with beside.open("w", encoding="utf-8") as handle:
        handle.write("\n".join(lines))
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)
    return path


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Mapping[str, float]:
    try:
        held: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in held.get("thresholds", {}).items()}
    except (OSError, ValueError):
        return {}
