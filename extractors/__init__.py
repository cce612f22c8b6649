"""摘录: what kind of evidence a reading is, and the facts it states.

Every file of this folder is one kind (``TITLE``, ``recognise(reading)``, ``extract(reading)``);
``text/`` holds the shared understanding, ``papers/`` the way from a reading to papers. The face:

- ``understand(reading)``: the papers of a file in page order; never raises on odd text.
- ``rereads(reading, papers)``: doubtful critical values for the second reader.
- ``settle(papers, second)``: the papers with both readings weighed.
"""

from __future__ import annotations

from collections.abc import Sequence

from domain.fact import Paper, RereadRequest, SecondReading
from domain.reading import Reading

__all__ = ["rereads", "settle", "understand"]

# The kinds import ``extractors.text`` while they are discovered, so the room's inside is loaded on first use.


def understand(reading: Reading) -> tuple[Paper, ...]:
    """The papers of a file in page order: kind, facts, what could not be read."""
    from extractors.papers import understanding

    return understanding.understand(reading)


def rereads(reading: Reading, papers: Sequence[Paper]) -> tuple[RereadRequest, ...]:
    """Boxes the second reader should look at (upright page pixels)."""
    from extractors.papers import second_reader

    return second_reader.rereads(reading, papers)


def settle(papers: Sequence[Paper], second: Sequence[SecondReading]) -> tuple[Paper, ...]:
    """Papers with the second reader's answers weighed in; both readings are kept."""
    from extractors.papers import second_reader

    return second_reader.settle(papers, second)
