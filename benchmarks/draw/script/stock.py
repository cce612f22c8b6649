"""What the papers of one set choose their words from: ``stock.toml`` beside the scripts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Stock:
    """Courses, bodies, places, …; ``{city}`` stands for the city of the person."""

    courses: tuple[str, ...]
    forms: tuple[str, ...]
    hosts: tuple[str, ...]
    units: tuple[str, ...]
    places: tuple[str, ...]
    exams: tuple[str, ...]
    journals: tuple[str, ...]
    titles: tuple[str, ...]
    papers: tuple[str, ...]
    patents: tuple[str, ...]
    majors: tuple[str, ...]
    #: Bodies that a head may ask for with ``host=``.
    schools: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    governments: tuple[str, ...] = ()
    #: Employers of one sort, for the words of a script that fit no other.
    hospitals: tuple[str, ...] = ()
    pupil_schools: tuple[str, ...] = ()
    firms: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    exam_subjects: tuple[str, ...] = ("专业实务", "实践能力", "法规与综合知识")
    text: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path) -> Stock:
        """The stock in a TOML file of arrays; TypeError names an array that is missing or unknown."""
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        return cls(**{name: tuple(words) for name, words in told.items()})
