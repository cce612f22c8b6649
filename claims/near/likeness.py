"""How near two prints of one name lie, and which prints to ask the index for.

Prints of pictures and of the running text are compared bit by bit; ``words`` are sixteen samples of what stands on the
page, compared one by one, so that half a page is still like the whole.
"""

from __future__ import annotations

from claims.near.index import SLOTS, PrintIndex, mirrored, upended

#: Bits by which two prints of one sheet may differ, by print. Text moves with misread characters, a straightened sheet
#: with the corners found.
RADIUS = {"text": 52, "sheet": 46}
USUAL_RADIUS = 31
#: Prints of the picture, which a flip turns over.
PICTURES = frozenset({"page", "ink", "sheet"})
#: Prints whose parts are samples, and how many must agree.
SAMPLED = {"words": 4}
DIGITS = 64


def variants(name: str, print_: str) -> tuple[str, ...]:
    """The print itself, and of a picture those it would have flipped either way or both. None of another length.

    Nothing can be read on a flipped page, so that it may have been taken for one that stands on its head.
    """
    if len(print_) != DIGITS:
        return ()
    if name not in PICTURES:
        return (print_,)
    flipped = mirrored(print_)
    return (print_, flipped, upended(print_), upended(flipped))


def likeness(name: str, one: str, other: str) -> float:
    """1 where they are equal, 0 where they are too far apart to say anything."""
    if len(one) != DIGITS or len(other) != DIGITS:
        return 0.0
    if name in SAMPLED:
        same = sum(one[at : at + 4] == other[at : at + 4] for at in range(0, DIGITS, 4))
        return same / SLOTS if same >= SAMPLED[name] else 0.0
    radius = RADIUS.get(name, USUAL_RADIUS)
    return max(0.0, 1 - (int(one, 16) ^ int(other, 16)).bit_count() / (radius + 1))


def alike(index: PrintIndex, name: str, print_: str, most: int | None = None) -> list[tuple[float, int]]:
    """``(likeness, number)`` of the prints in an index of one name, most alike first, at most ``most``."""
    if name in SAMPLED:
        return [(same / SLOTS, number) for same, number in index.sharing(print_, SAMPLED[name], most)]
    radius = RADIUS.get(name, USUAL_RADIUS)
    return [(1 - bits / (radius + 1), number) for bits, number in index.near(print_, radius, most)]
