"""What this installation is made of: a CycloneDX 1.6 bill of materials from the installed packages themselves.

Only what ``hourproof`` needs is listed (its requirements, theirs, and so on), as it is installed here: name, version,
licence, the digest of the package's own list of files, and who needs whom. Nothing is asked of any network.
"""

from __future__ import annotations

import hashlib
import platform
import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

OWN = "hourproof"
_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@dataclass(frozen=True)
class _Part:
    name: str
    version: str
    requirements: tuple[str, ...]
    licence: dict[str, Any] | None
    record: str | None

    @property
    def reference(self) -> str:
        return f"pkg:pypi/{_plain(self.name)}@{self.version}"

    def component(self, kind: str = "library") -> dict[str, Any]:
        made: dict[str, Any] = {"type": kind, "bom-ref": self.reference, "name": self.name, "version": self.version}
        made["purl"] = self.reference
        if self.licence:
            made["licenses"] = [self.licence]
        if self.record is not None:
            digest = hashlib.sha256(self.record.encode()).hexdigest()
            made["properties"] = [{"name": "record-sha256", "value": digest}]
        return made


def bill_of_materials() -> dict[str, Any]:
    """The CycloneDX document; the same installation gives the same document (no time, no serial number)."""
    own = _own()
    found, links = _needed(own)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": own.component("application"),
            "properties": [
                {"name": "python", "value": platform.python_version()},
                {"name": "platform", "value": f"{platform.system()} {platform.machine()}"},
            ],
        },
        "components": [one.component() for _, one in sorted(found.items())],
        "dependencies": [
            {"ref": one.reference, "dependsOn": sorted(found[name].reference for name in links[plain] if name in found)}
            for plain, one in sorted({_plain(own.name): own, **found}.items())
        ],
    }


def _own() -> _Part:
    """HourProof itself: as installed, or as its checkout says."""
    try:
        return _part(distribution(OWN))
    except PackageNotFoundError:
        told = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]
        return _Part(told["name"], told["version"], tuple(told["dependencies"]), {"expression": told["license"]}, None)


def _needed(own: _Part) -> tuple[dict[str, _Part], dict[str, set[str]]]:
    """Everything reachable from ``own`` that is installed, and who needs whom; by plain names."""
    found: dict[str, _Part] = {}
    links: dict[str, set[str]] = {_plain(own.name): set()}
    waiting = [(_plain(own.name), own, "")]
    seen = set()
    while waiting:
        name, part, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for wanted in map(Requirement, part.requirements):
            if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
                continue
            plain = _plain(wanted.name)
            if plain not in found:
                try:
                    found[plain] = _part(distribution(wanted.name))
                except PackageNotFoundError:
                    continue  # of a platform that is not this one
                links[plain] = set()
            links[name].add(plain)
            waiting += [(plain, found[plain], one) for one in ("", *sorted(wanted.extras))]
    return found, links


def _part(one: Distribution) -> _Part:
    return _Part(one.name, one.version, tuple(one.requires or ()), _licence(one), one.read_text("RECORD"))


def _licence(one: Distribution) -> dict[str, Any] | None:
    told = one.metadata
    if "License-Expression" in told:
        return {"expression": told["License-Expression"]}
    classified = [row.rsplit(" :: ", 1)[-1] for row in told.get_all("Classifier") or () if row.startswith("License ::")]
    named = told["License"].strip().split("\n")[0] if "License" in told else ""
    text = "; ".join(classified) or named
    return {"license": {"name": text[:200]}} if text else None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
