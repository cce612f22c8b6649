"""What is understood of a reading that tests typed."""

from __future__ import annotations

from domain.fact import Paper
from domain.reading import Reading
from extractors import understand


def only_paper(reading: Reading) -> Paper:
    """The one paper of a reading; fails where there are more or none."""
    (paper,) = understand(reading)
    return paper


def facts_of(paper: Paper) -> dict[str, object]:
    """The values of a paper's facts by name."""
    return {fact.name: fact.value for fact in paper.facts}
