"""The JSON of the contract: what ``read --json`` prints and the HTTP interface sends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.reading import PaperRead, Read
from domain.fact import Fact, Paper, Unread
from domain.finding import Finding
from domain.kind import BUNDLE
from domain.place import Place
from domain.reading import Page


def read_json(read: Read, *, text: bool = True) -> dict[str, Any]:
    """The object of ``read --json`` (docs: outer contract). ``text=False`` leaves the page text out.

    A withheld file carries its findings only; not even its digest, by which it could be recognised.
    """
    head: dict[str, Any] = {"file": read.name}
    if read.status == "withheld":
        return head | {"status": "withheld", "findings": [finding_json(f) for f in read.findings]}
    head |= {"sha256": read.sha256, "status": read.status}
    if read.status == "unreadable" or read.reading is None:
        error = read.error
        return head | {
            "error": {
                "code": error.code if error else "unreadable",
                "message": error.message if error else "文件无法识别。",
            },
            "findings": [finding_json(f) for f in read.findings],
        }
    if len(read.papers) == 1:
        body = _paper_json(read.papers[0])
        body["findings"] = [finding_json(f) for f in read.findings] + body["findings"]
    else:
        body = {
            "kind": {"value": BUNDLE, "confidence": _weakest(read.papers), "why": []},
            "facts": [],
            "findings": [finding_json(f) for f in read.findings],
            "parts": [
                {"pages": list(one.paper.pages)} | _paper_json(one)
                for one in sorted(read.papers, key=lambda p: p.paper.pages)
            ],
        }
    checks = dict(read.reading.checks)
    for one in read.papers:
        checks.update(one.checks)
    body |= {
        "checks": checks,
        "pages": [page_json(page) for page in read.reading.pages],
        "seconds": {name: round(value, 3) for name, value in read.seconds.items()},
    }
    if text:
        body["text"] = read.reading.text
    return head | body


def kind_json(paper: Paper) -> dict[str, Any]:
    return {
        "value": paper.kind,
        "confidence": round(paper.recognition.confidence, 4),
        "why": list(paper.recognition.why),
        "others": [{"value": kind, "confidence": round(share, 4)} for kind, share in paper.others],
    }


def fact_json(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "value": fact.value,
        "quote": fact.quote,
        **place_json(fact.place),
        "confidence": round(fact.confidence, 4),
        "sure": fact.sure,
        "source": fact.source,
        "alternatives": [
            {"value": other.value, "confidence": round(other.confidence, 4), "from": other.source}
            for other in fact.alternatives
        ],
    }


def unread_json(missing: Unread) -> dict[str, Any]:
    return {"name": missing.name, **place_json(missing.place), "why": missing.why}


def finding_json(finding: Finding) -> dict[str, Any]:
    body: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        **place_json(finding.place),
        "confidence": round(finding.confidence, 4),
        "innocent": list(finding.innocent),
        "next_step": finding.next_step,
        "facts": list(finding.facts),
        "detail": _plain(finding.detail),
    }
    if finding.other is not None:
        body["other"] = finding.other
    return body


def page_json(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "source": page.source.value,
    }


def place_json(place: Place | None) -> dict[str, Any]:
    return {"page": place.page if place else None, "box": place.box.as_list() if place else None}


def _paper_json(one: PaperRead) -> dict[str, Any]:
    return {
        "kind": kind_json(one.paper),
        "facts": [fact_json(fact) for fact in one.paper.facts],
        "unread": [unread_json(missing) for missing in one.paper.unread],
        "findings": [finding_json(finding) for finding in one.findings],
    }


def _weakest(papers: tuple[PaperRead, ...]) -> float:
    """A bundle is as sure as the least sure of its papers."""
    return round(min((one.paper.recognition.confidence for one in papers), default=0.0), 4)


def _plain(value: Any) -> Any:
    """``detail`` of a finding as JSON: mappings and sequences copied, unknown things as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return str(value)
