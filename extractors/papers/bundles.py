"""Several papers in one file: which pages belong together."""

from __future__ import annotations

from collections.abc import Callable

from domain.fact import Recognition
from domain.reading import Reading
from extractors.text.current import document_of

Rank = Callable[[Reading], list[tuple[str, Recognition]]]

#: A page opens a paper of its own when its kind is at least this likely by itself.
_OWN = 0.6


def parts(reading: Reading, rank: Rank) -> list[Reading]:
    """The reading cut into papers, in page order; one part when it is one paper.

    A page opens a new paper when it is recognised by itself with a title of its own; a page that
    is not, or that carries on the same kind without a new title, joins the one before it.
    """
    if len(reading.pages) <= 1:
        return [reading]
    groups: list[list[int]] = []
    kinds: list[str | None] = []
    for page in reading.pages:
        alone = reading.of_pages((page.number,))
        ranked = rank(alone)
        kind, sure = (ranked[0][0], ranked[0][1]) if ranked else (None, None)
        own = sure is not None and sure.confidence >= _OWN
        if not groups:
            groups.append([page.number])
            kinds.append(kind if own else None)
        elif own and (kind != kinds[-1] or _opens(alone)):
            groups.append([page.number])
            kinds.append(kind)
        else:
            groups[-1].append(page.number)
            if kinds[-1] is None and own:
                kinds[-1] = kind
    if len(groups) == 1:
        return [reading]
    return [reading.of_pages(tuple(group)) for group in groups]


def _opens(page: Reading) -> bool:
    """Whether the page has a title of its own that is no mere continuation of a table."""
    document = document_of(page)
    writing = document.pages[0].writing if document.pages else 1.0
    return any(
        row.height > 1.25 * writing
        for row in document.pages[0].rows[:4]
        if any("\u4e00" <= c <= "\u9fff" for c in row.text)
    )
