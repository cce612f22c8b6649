"""摘录: what kind of evidence a reading is, and the facts it states.

Every file of this folder is one kind (``TITLE``, ``recognise(reading)``, ``extract(reading)``);
``text/`` holds the shared understanding, ``papers/`` the way from a reading to papers.
"""

from __future__ import annotations

from domain.fact import Paper
from domain.reading import Reading


def understand(reading: Reading) -> tuple[Paper, ...]:
    """The papers of a file in page order: kind, facts, what could not be read."""
    from extractors.papers.understanding import understand as run

    return run(reading)


__all__ = ["understand"]
