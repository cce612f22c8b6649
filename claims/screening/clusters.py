"""Files that belong together by reuse findings: who had it first, and how many hours hang on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from claims.screening.items import Item


def clusters_of(items: Sequence[Item], results: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Clusters, most hours at stake first. Each: id, files in order of submission, links, hours_at_stake.

    ``first`` is the file handed in first; that says nothing about whose it is.
    """
    numbers = {item.file: item.number for item in items}
    parent = list(range(len(items)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    links: list[dict[str, Any]] = []
    for item, result in zip(items, results, strict=True):
        for finding in findings_of(result):
            other = finding.get("other")
            if not finding["code"].startswith("reuse.") or other not in numbers or finding.get("judged") == "different":
                continue
            parent[root(item.number)] = root(numbers[str(other)])
            links.append(
                {
                    "file": item.file,
                    "other": other,
                    "code": finding["code"],
                    "severity": finding["severity"],
                    "message": finding["message"],
                    "confidence": finding["confidence"],
                    "innocent": finding.get("innocent", []),
                    "next_step": finding.get("next_step", ""),
                    "detail": finding.get("detail", {}),
                    "judged": finding.get("judged"),
                }
            )
    members: dict[int, list[int]] = defaultdict(list)
    for item in items:
        members[root(item.number)].append(item.number)
    linked: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        linked[root(numbers[link["file"]])].append(link)
    made: list[dict[str, Any]] = []
    for top, own_links in linked.items():
        group = [items[number] for number in sorted(members[top])]
        hours = [hours_of(item, results[item.number]) for item in group]
        made.append(
            {
                "id": f"c-{group[0].number:06d}",
                "kind": _kind(results[group[0].number]),
                "first": group[0].file,
                "people": len({item.person for item in group if item.person}),
                "severity": "doubt" if any(link["severity"] != "note" for link in own_links) else "note",
                "codes": sorted({link["code"] for link in own_links}),
                # The first one may well be rightful: what hangs on the doubt is everything after it.
                "hours_at_stake": sum(hours[1:]),
                "members": [
                    {"file": item.file, "person": item.person, "employer": item.employer, "year": item.year, "hours": h}
                    for item, h in zip(group, hours, strict=True)
                ],
                "links": own_links,
            }
        )
    made.sort(key=lambda cluster: (-cluster["hours_at_stake"], cluster["id"]))
    return made


def findings_of(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Findings of a file and, in a bundle, of its parts."""
    return [*result.get("findings", []), *(f for part in result.get("parts", []) for f in part.get("findings", []))]


def hours_of(item: Item, result: Mapping[str, Any]) -> float:
    """Hours claimed, or read from the paper where nothing was claimed; 0 where neither says."""
    said = item.claimed.get("hours")
    if isinstance(said, int | float) and not isinstance(said, bool):
        return said
    for fact in result.get("facts", []):
        if fact["name"] == "hours" and isinstance(fact["value"], int | float):
            return float(fact["value"]) if fact["value"] != int(fact["value"]) else int(fact["value"])
    return 0


def _kind(result: Mapping[str, Any]) -> str:
    return str(result.get("kind", {}).get("value", ""))
