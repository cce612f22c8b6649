"""What is done in each city's year, and how it is reckoned by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benchmarks import plain_rules as plain
from claims.views import Actor


@dataclass
class Person:
    actor: Actor
    login: str
    level: str
    six_sectors: bool
    done: list[tuple[str, Decimal]] = field(default_factory=list)


@dataclass(frozen=True)
class City:
    """What is done in a city's year and how it is reckoned by hand."""

    name: str
    year: int
    platform: tuple[tuple[str, tuple[int, ...]], ...]  # earlier hours: pathway, figures to choose from
    classes: tuple[tuple[str, int, int, Mapping[str, Any]], ...]  # pathway, days, hours, further facts
    own: tuple[tuple[str, Mapping[str, tuple[Any, ...]], Mapping[str, Any]], ...]  # pathway, choices, fixed facts
    hours: Callable[[str, Mapping[str, object], str], Decimal | None]
    totals: Callable[[Person], dict[str, Decimal]]
    least: Callable[[Person], Mapping[str, int]]


CITIES = (
    City(
        "jiaxing",
        2023,
        (("public_course", (18,)), ("online_course", (12, 24, 40)), ("recognised_institution_class", (12, 24, 60))),
        (("industry_authority_class", 2, 12, {}),),
        (
            ("industry_authority_class", {"days": (1, 2, 3)}, {}),
            ("study_visit_or_internal_training", {"days": (1, 3, 5)}, {}),
            ("study_app_score", {"score": (3999, 4000, 6000, 6001, 8000, 8001)}, {"score_kind": "annual"}),
            ("publication", {"level": ("core", "national", "provincial", "other")}, {"kind": "paper"}),
            ("qualification_exam", {"subjects_passed": (1, 3, 5)}, {}),
        ),
        lambda pathway, facts, level: plain.jiaxing_hours(pathway, facts),
        lambda person: plain.jiaxing_year(person.done, six_sectors=person.six_sectors),
        lambda person: plain.JIAXING_LEAST,
    ),
    City(
        "xuzhou",
        2020,
        (("public_subject_course", (24,)),),
        (("base_class", 3, 16, {"base_recognised": True}),),
        (
            ("college_class", {"days": (3, 5, 11, 19)}, {"organiser": "某某大学"}),
            ("academic_event", {"days": (1, 2), "level": ("international", "national", "provincial", "municipal")}, {}),
            ("patent", {"kind": ("invention", "utility_model", "design")}, {"granted": True}),
            ("qualification_exam", {"subjects_passed": (1, 2)}, {}),
        ),
        plain.xuzhou_hours,
        lambda person: plain.xuzhou_year(person.done),
        lambda person: plain.xuzhou_least(person.level),
    ),
    City(
        "zhoushan",
        2024,
        (("general_public_course", (18,)), ("industry_public_course", (4, 12, 20))),
        (
            ("approved_class", 3, 24, {"organiser": "association"}),
            ("approved_class", 5, 40, {"organiser": "association"}),
        ),
        (("individual_professional", {}, {}),),
        lambda pathway, facts, level: None,
        lambda person: plain.three_subjects(person.done, "general_public_course", "industry_public_course"),
        lambda person: plain.ZHOUSHAN_LEAST,
    ),
    City(
        "wenzhou",
        2021,
        (("general_public_course", (18,)), ("industry_public_course", (6, 12))),
        (("authority_class", 4, 32, {}), ("city_seminar_or_association_training", 3, 20, {})),
        (("unit_training", {}, {}), ("exam_passed", {}, {})),
        lambda pathway, facts, level: None,
        lambda person: plain.three_subjects(person.done, "general_public_course", "industry_public_course"),
        lambda person: plain.WENZHOU_LEAST,
    ),
)
