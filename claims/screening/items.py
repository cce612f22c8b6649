"""What a screening is about: files with whose they are and what is claimed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from domain.case import Submitter

EVIDENCE = frozenset({".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".pdf"})


class UnusableList(ValueError):
    """The folder or list cannot be screened; the message is Chinese and names file, line and field."""


class Content(Protocol):
    """Where the bytes of a file are had (a ``Path``, an object of a store)."""

    def read_bytes(self) -> bytes:
        """Raises OSError, its ``strerror`` in words for people, when this file cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class Item:
    """One file to screen. ``number`` is its place in the order of submission, from 0.

    ``file`` is the name as given, by which findings call it. ``version`` is another one whenever the content is
    (an object's tag and time); empty where only the bytes themselves tell.
    """

    number: int
    file: str
    content: Content
    person: str = ""
    employer: str | None = None
    year: int | None = None
    city: str | None = None
    claimed: Mapping[str, Any] = field(default_factory=dict)
    version: str = ""

    @property
    def submitter(self) -> Submitter:
        name = self.person if _is_name(self.person) else None
        said = self.claimed.get("person_name")
        return Submitter(
            person_id=self.person,
            name=str(said) if said else name,
            employer=self.employer,
            city=self.city,
            year=self.year,
        )


def items_of(source: Path) -> list[Item]:
    """Items of a folder (sorted by name, with ``NAME.ext.json`` sidecars) or of a list (JSON Lines, in its order).

    Raises UnusableList.
    """
    if source.is_dir():
        files = [path for path in sorted(source.rglob("*")) if path.suffix.lower() in EVIDENCE and path.is_file()]
        if not files:
            raise UnusableList(f"{source} 里没有可筛查的文件（支持 JPG、PNG、WebP、HEIC、TIFF、PDF）。")
        return [
            item_of(number, str(path.relative_to(source)), path, _sidecar(path)) for number, path in enumerate(files)
        ]
    if not source.is_file():
        raise UnusableList(f"找不到 {source}。请给出文件夹，或每行一个对象的 .jsonl 清单。")
    try:
        text = source.read_bytes()
    except OSError:
        raise UnusableList(f"{source} 不是可读的 UTF-8 文本清单。") from None
    return [
        item_of(number, name, source.parent / name, told, f"{source.name} 第 {row} 行")
        for number, (row, name, told) in enumerate(listed(text, source.name))
    ]


def listed(text: bytes, source: str) -> list[tuple[int, str, Mapping[str, Any]]]:
    """(row from 1, file, what is told of it) of a list in JSON Lines. Raises UnusableList, naming ``source``."""
    try:
        lines = text.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise UnusableList(f"{source} 不是可读的 UTF-8 文本清单。") from None
    found: list[tuple[int, str, Mapping[str, Any]]] = []
    for row, line in enumerate(lines, 1):
        if not line.strip():
            continue
        told = _object(line, f"{source} 第 {row} 行")
        name = told.get("file")
        if not isinstance(name, str) or not name:
            raise UnusableList(f"{source} 第 {row} 行缺少 file（文件名）。")
        found.append((row, name, told))
    if not found:
        raise UnusableList(f"{source} 是空的，没有可筛查的文件。")
    return found


def told_beside(text: bytes, name: str) -> Mapping[str, Any]:
    """What a sidecar called ``name`` tells. Raises UnusableList."""
    try:
        return _object(text.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        raise UnusableList(f"{name} 不是可读的 UTF-8 文本。") from None


def _sidecar(path: Path) -> Mapping[str, Any]:
    beside = path.with_name(path.name + ".json")
    if not beside.is_file():
        return {}
    try:
        text = beside.read_bytes()
    except OSError:
        raise UnusableList(f"{beside.name} 不是可读的 UTF-8 文本。") from None
    return told_beside(text, beside.name)


def _object(text: str, where: str) -> Mapping[str, Any]:
    try:
        told = json.loads(text)
    except ValueError:
        raise UnusableList(f"{where} 不是合法的 JSON。") from None
    if not isinstance(told, dict):
        raise UnusableList(f'{where} 应是一个对象，如 {{"file": …, "person": …, "claimed": {{…}}}}。')
    return told


def item_of(
    number: int, file: str, content: Content, told: Mapping[str, Any], where: str = "", *, version: str = ""
) -> Item:
    """One item from what its sidecar or line tells. Raises UnusableList, naming ``where``."""
    where = where or f"{file} 的说明文件"
    year = told.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int) or not 1990 <= year <= 2100):
        raise UnusableList(f"{where}：year 应是四位年份，现为 {year!r}。")
    claimed = told.get("claimed") or {}
    if not isinstance(claimed, dict):
        raise UnusableList(f"{where}：claimed 应是一个对象。")
    return Item(
        number=number,
        file=file,
        content=content,
        person=str(told.get("person") or ""),
        employer=_text(told.get("employer")),
        year=year,
        city=_text(told.get("city")),
        claimed=claimed,
        version=version,
    )


def _text(value: Any) -> str | None:
    return str(value) if value else None


def _is_name(person: str) -> bool:
    plain = person.replace("·", "")
    return 2 <= len(plain) <= 12 and all("一" <= c <= "鿿" for c in plain)
