"""A rule document as the interface and the pages show it, straight from its data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.shapes import PathwayOut, PolicyDetailOut, PolicyOut
from rules import Policy, policies


@dataclass(frozen=True, slots=True)
class City:
    """A city with documents here and the years they cover (up to this year)."""

    id: str
    title: str
    years: list[int]


def years_of(policy: Policy) -> list[int]:
    last = policy.last_year if policy.last_year is not None else max(date.today().year, policy.first_year)
    return list(range(policy.first_year, last + 1))


def city_id(policy: Policy) -> str:
    """The city's name in Latin letters, as addresses and forms carry it."""
    return next((name for name in policy.city_names if name.isascii()), policy.city)


def cities() -> tuple[City, ...]:
    """All cities with documents, in the order of their names."""
    years: dict[str, set[int]] = {}
    titles: dict[str, str] = {}
    for policy in policies().values():
        years.setdefault(city_id(policy), set()).update(years_of(policy))
        titles.setdefault(city_id(policy), policy.city)
    return tuple(City(city, titles[city], sorted(years[city])) for city in sorted(years))


def policy_line(policy: Policy) -> PolicyOut:
    return PolicyOut(
        id=policy.id,
        title=policy.title,
        document=policy.document,
        city=city_id(policy),
        years=years_of(policy),
        digest=policy.digest,
    )


def policy_detail(policy: Policy) -> PolicyDetailOut:
    return PolicyDetailOut(
        **policy_line(policy).model_dump(),
        requirement=policy.requirement_says,
        requirement_clause=policy.requirement_clause,
        pathways=[
            PathwayOut(
                id=pathway.id,
                title=pathway.title,
                clause=pathway.clause,
                quote=pathway.quote,
                subject=policy.subjects.get(pathway.subject, pathway.subject),
                evidence=[list(group) for group in pathway.evidence],
                kinds=list(pathway.kinds),
            )
            for pathway in policy.pathways.values()
        ],
    )


def subject_title(subject: str, policy_id: str | None) -> str:
    """The name a document gives its subject; another document's where it is not told which."""
    known = policies()
    own = known.get(policy_id) if policy_id else None
    if own is not None:
        return own.subject_title(subject) if subject == "total" or subject in own.subjects else subject
    return next((p.subjects[subject] for p in known.values() if subject in p.subjects), subject)
