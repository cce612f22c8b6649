"""The year the papers of a claim speak of, where it is not the one the claim counts for."""

from __future__ import annotations

from claims.views import ClaimView
from rules import policy_for

#: Facts that say when something was learnt, the ones nearest to it first.
_WHEN = ("score_year", "end_date", "start_date", "grant_date", "year", "issue_date")


def year_offered(claim: ClaimView) -> int | None:
    """The year all papers speak of, where it is another one than the claim's and the city has a policy for it."""
    years = set()
    for paper in claim.evidence:
        values = {fact.name: fact.value for fact in paper.facts}
        told = next((str(values[name])[:4] for name in _WHEN if values.get(name)), "")
        if told.isdigit():
            years.add(int(told))
    if len(years) != 1:
        return None
    (year,) = years
    known = year != claim.summary.year and policy_for(claim.summary.city, year) is not None
    return year if known else None
