"""What the look into pictures says of the same signs on a whole class is said once, and nothing else is lost."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from claims.screening.class_signs import CODE, Shared, once, shared_signs
from claims.screening.conduct import said_once
from claims.screening.items import Item
from claims.screening.prepared import Known


def noted(signs: str, *, severity: str = "note") -> dict[str, Any]:
    return {
        "code": CODE, "severity": severity, "message": f"“{signs}”处的底色与周围文字不同。", "page": 1,
        "box": [10, 20, 30, 40], "confidence": 0.6, "facts": ["issue_date"], "detail": {"signs": signs, "score": 3.4},
        "hours_at_stake": 16,
    }  # fmt: skip


def rows_of(found: Sequence[dict[str, Any] | None]) -> list[dict[str, Any]]:
    return [{"file": f"{number}.jpg", "findings": [one] if one else []} for number, one in enumerate(found)]


def shared(found: Sequence[dict[str, Any] | None], *, dates: str = "5", people: str = "") -> list[Shared]:
    """Over papers of one issuer, of one person each; ``dates``: months of issue in turn."""
    items = [Item(n, f"{n}.jpg", Path(f"{n}.jpg"), person=people or f"王{n}") for n in range(len(found))]
    known = [
        Known("0" * 64, "read", "completion_certificate", {"organiser": "甲", "issue_date": f"2023-0{month}-06"})
        for month in (dates * len(found))[: len(found)]
    ]
    return shared_signs(items, known, rows_of(found))


def test_the_same_sign_on_a_whole_class_is_said_once() -> None:
    found = [noted("6"), None, noted("6"), noted("23"), noted("6", severity="doubt"), noted("6")]
    told = [one["findings"] for one in once(iter(rows_of(found)), shared(found))]
    (first,) = told[0]
    assert first["detail"]["files"] == ["0.jpg", "2.jpg", "5.jpg"]
    assert {name: first[name] for name in ("code", "severity", "box", "hours_at_stake")} == {
        name: noted("6")[name] for name in ("code", "severity", "box", "hours_at_stake")
    }
    assert first["innocent"]
    assert told[1:] == [[], [], [noted("23")], [noted("6", severity="doubt")], []]


def test_what_is_written_is_what_the_report_gets(tmp_path: Path) -> None:
    items = [Item(n, f"{n}.jpg", Path(f"{n}.jpg"), person=f"王{n}") for n in range(4)]
    known = [Known("0" * 64, "read", "completion_certificate", {"issue_date": "2023-05-06"})] * 4
    path, whole = tmp_path / "findings.jsonl", [{**row, "pages": []} for row in rows_of([noted("6")] * 4)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in whole), encoding="utf-8")
    slim = said_once(items, known, rows_of([noted("6")] * 4), path)
    written = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["findings"] for row in written] == [row["findings"] for row in slim]
    assert [len(row["findings"]) for row in slim] == [1, 0, 0, 0]
    assert all("pages" in row for row in written)


def test_a_sign_on_few_papers_on_other_values_or_of_one_person_stays_with_each() -> None:
    assert shared([noted("6"), noted("6"), None]) == []
    assert shared([noted("6")] * 4, dates="1234") == []
    assert shared([noted("6")] * 4, people="王") == []
    assert len(shared([noted("6")] * 4)) == 1
