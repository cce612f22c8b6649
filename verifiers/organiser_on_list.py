"""The organiser against the list of recognised institutions, place name first.

Sees: only where the claim names a list (``claimed["approved_organisers"]``). The place name is compared exactly
before anything else, since siblings of two cities differ in one word (舟山市…学院, 温州市…学院); then the rest by
likeness. Cannot see: whether the list is complete or in force.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable, NotRun
from verifiers.knowledge.trust import MISREAD

TITLE = "主办单位是否在名单内"
CODES = ("contradiction.organiser_place", "contradiction.organiser_not_listed")
NEEDS: frozenset[str] = frozenset()

SAME, NEAR = 97, 85
_PLACE = re.compile(r"^(?:中国|全国|[\u4e00-\u9fff]{2,7}?(?:省|市|县|区|自治州))+")


def place_of(organisation: str) -> str:
    """The place names an organisation's name begins with.

    >>> place_of("浙江省舟山市建筑业协会")
    '浙江省舟山市'
    """
    found = _PLACE.match(organisation)
    return found.group(0) if found else ""


def verify(case: Case) -> Iterable[Finding]:
    fact = case.fact("organiser")
    if fact is None:
        raise NotApplicable
    listed = [str(name) for name in case.claimed.get("approved_organisers") or ()]
    if not listed:
        raise NotRun
    name, place = str(fact.value), place_of(str(fact.value))
    scores = sorted(((fuzz.ratio(name, other), other) for other in listed), reverse=True)
    if scores[0][0] >= SAME and (not place or place_of(scores[0][1]) == place):
        return
    at_place = [(score, other) for score, other in scores if place_of(other) == place]
    if at_place and at_place[0][0] >= NEAR:
        if at_place[0][0] < SAME:
            yield Finding(
                "contradiction.organiser_not_listed",
                Severity.NOTE,
                f"主办单位“{name}”与名单中的“{at_place[0][1]}”相近但不完全相同。",
                0.7,
                fact.place,
                (MISREAD, "可能是简称、曾用名或下属机构。"),
                "请确认是否同一单位。",
                facts=("organiser",),
                detail={"read": name, "listed": at_place[0][1]},
            )
        return
    rest = [other for _, other in scores if place and place_of(other) not in ("", place)]
    twin = next((o for o in rest if fuzz.ratio(name[len(place) :], o[len(place_of(o)) :]) >= SAME), None)
    if twin:
        yield Finding(
            "contradiction.organiser_place",
            Severity.DOUBT,
            f"主办单位“{name}”不在名单内，名单中的“{twin}”地名不同。",
            fact.confidence * 0.9,
            fact.place,
            (MISREAD, "外地机构的学时可能按互认规定办理。"),
            "请核对主办单位所在地。",
            facts=("organiser",),
            detail={"read": name, "listed": twin},
        )
        return
    yield Finding(
        "contradiction.organiser_not_listed",
        Severity.NOTE,
        f"主办单位“{name}”不在所给的认可机构名单内。",
        0.8,
        fact.place,
        (MISREAD, "名单可能未更新，或该途径不要求名单内机构。"),
        "请按认定办法核对主办单位资格。",
        facts=("organiser",),
        detail={"read": name},
    )
