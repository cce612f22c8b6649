"""One page as decoded and not yet read: pixels, or pixels with the words of its text layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from domain.place import Box
from domain.reading import Line, Source

Image = NDArray[np.uint8]
"""RGB, height x width x 3."""


@dataclass(frozen=True)
class Sheet:
    """A decoded page. ``width`` and ``height`` are its full size in pixels, ``image`` may be smaller.

    A page with a text layer that can be trusted has ``source`` TEXT_LAYER and its ``lines`` in pixels
    of ``image``; then ``pictures`` are the boxes of ``image`` where something other than that text is
    painted, and ``unlettered`` is the page without the words of the layer. ``hidden`` is text the file
    carries and a person does not see (invisible layer, annotations, form values): for the guard only.
    ``turned`` is the clockwise turn of the content that the text layer told; it is undone in ``image``.
    ``cells`` are the ruled cells the file itself draws, in pixels of ``image``; None where they have to
    be looked for. ``unshown`` are pictures the page holds and does not show: for the guard only.
    """

    number: int
    width: int
    height: int
    image: Image
    source: Source = Source.OCR
    lines: tuple[Line, ...] = ()
    hidden: tuple[str, ...] = ()
    pictures: tuple[Box, ...] = ()
    unlettered: Image | None = None
    turned: int = 0
    cells: tuple[Box, ...] | None = None
    unshown: tuple[Image, ...] = ()

    @property
    def scale(self) -> float:
        """Full-size pixels per pixel of ``image``."""
        return float(max(self.width, self.height) / max(self.image.shape[:2]))
