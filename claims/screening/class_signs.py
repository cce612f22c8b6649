"""What the look into pictures says of the same signs on many papers alike, said once for all of them.

A template sets one date on all papers of a class; a figure of it that stands by itself, beside a seal perhaps, is
unlike the words around it on many of them. That is most likely the class's own: the first paper carries it, with the
names of the others, so that nothing is lost. Only notes are gathered so: a doubt stays, and what one paper alone shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.labels import fact_title
from claims.screening.items import Item
from claims.screening.prepared import Known
from claims.wire import finding_json
from domain.finding import Finding, Severity

CODE = "tampering.picture_words"
#: Papers of so many people that say one thing in one place, all of them with the same note.
FEWEST = 3
#: Facts that are one person's: never the class's own, however many share them.
OF_ONE = frozenset({"person_name", "id_number", "certificate_no"})
INNOCENT = (
    "同一批材料用同一模板印制，该处本来就与周围文字不同。",
    "该处靠近印章或单独成行，每份都显得不同。",
)
NEXT = "请放大查看其中一两份，并与同一班次的其他材料对照；写得都一样的，不必逐份核对。"


@dataclass(frozen=True, slots=True)
class Shared:
    """``files`` in order of submission, each with the same note; ``finding`` is what the first carries instead."""

    files: tuple[str, ...]
    notes: Mapping[str, Mapping[str, Any]]
    finding: Mapping[str, Any]


def shared_signs(items: Sequence[Item], known: Sequence[Known], results: Sequence[Mapping[str, Any]]) -> list[Shared]:
    """Of all results of a screening, in order."""
    found: dict[tuple[str, ...], dict[str, Mapping[str, Any]]] = defaultdict(dict)
    for item, one, result in zip(items, known, results, strict=True):
        for finding in result.get("findings", []):
            signs = finding.get("detail", {}).get("signs")
            if finding["code"] != CODE or finding["severity"] != Severity.NOTE.value or not signs:
                continue
            for name in finding["facts"]:
                if name in one.facts and name not in OF_ONE:
                    issuer = str(one.facts.get("organiser", ""))
                    found[one.kind, issuer, name, str(one.facts[name]), str(signs)].setdefault(item.file, finding)
    people = {item.file: item.person or item.file for item in items}
    made: list[Shared] = []
    taken: set[tuple[str, str]] = set()
    for (*_, name, value, signs), notes in found.items():
        files = [file for file in notes if (file, signs) not in taken]
        if len({people[file] for file in files}) >= FEWEST:
            taken |= {(file, signs) for file in files}
            made.append(_shared(name, value, signs, files, notes))
    return made


def once(results: Iterator[dict[str, Any]], shared: Sequence[Shared]) -> Iterator[dict[str, Any]]:
    """The results, each with what is said once of many in place of its own notes of that."""
    by_file: dict[str, list[Shared]] = defaultdict(list)
    for one in shared:
        for file in one.files:
            by_file[file].append(one)
    for result in results:
        for one in by_file.get(result.get("file", ""), ()):
            note = one.notes[result["file"]]
            instead = [dict(one.finding)] if result["file"] == one.files[0] else []
            result["findings"] = [
                kept for held in result["findings"] for kept in (instead if _same(held, note) else [held])
            ]
        yield result


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in ("code", "severity", "message", "page", "box"))


def _shared(name: str, value: str, signs: str, files: Sequence[str], notes: Mapping[str, Mapping[str, Any]]) -> Shared:
    first = notes[files[0]]
    finding = Finding(
        CODE,
        Severity.NOTE,
        f"{len(files)} 份材料上同一处（{fact_title(name)}“{value}”中的“{signs}”）都与周围文字不同，"
        "多半是这批材料本来的样子。",
        first["confidence"],
        innocent=INNOCENT,
        next_step=NEXT,
        facts=(name,),
        detail={**first["detail"], "files": list(files), "here": signs, "there": value},
    )
    placed = {"page": first["page"], "box": first["box"], "hours_at_stake": first["hours_at_stake"]}
    return Shared(tuple(files), {file: notes[file] for file in files}, finding_json(finding) | placed)
