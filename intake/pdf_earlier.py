"""Pages of a PDF as they were before it was saved again, where they held something it shows no more.

A PDF saved by appending keeps all its earlier states, and whoever has the file can take them out. For the secrecy
guard alone: state by state backwards, a page is screened unless all its ink and words are still there in the next one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from domain import pdf_states
from intake import pdf_unshown
from intake.accept import UnusableError
from intake.decode_pdf import Glance, PdfFile
from intake.settings import Limits
from intake.sheet import Sheet

_MOST_STATES, _MOST_GLANCES = 24, 400


@dataclass
class Earlier:
    """The earlier states of one PDF. To be closed."""

    data: bytes
    limits: Limits
    _opened: list[PdfFile] | None = field(default=None, init=False)

    def states(self) -> list[PdfFile]:
        """The states that are documents, the last first. Raises UnusableError where there are too many to look at."""
        if self._opened is None:
            self._opened = []
            ends = pdf_states.ends(self.data)
            if len(ends) > _MOST_STATES:
                raise unscreened()
            for end in reversed(ends):
                try:
                    self._opened.append(PdfFile(self.data[:end], self.limits))
                except UnusableError as fault:
                    if fault.code != "unusable.damaged":  # A cut that is no document shows nobody anything.
                        raise unscreened() from fault
        return self._opened

    def close(self) -> None:
        for state in self._opened or ():
            state.close()

    def sheets(self, now: PdfFile) -> Iterator[Sheet]:
        """Pages of earlier states to be screened; ``now`` is the file itself. Raises UnusableError."""
        states = self.states()
        if sum(map(len, states)) > _MOST_GLANCES:
            raise unscreened()
        later = [now.glance(number) for number in range(1, len(now) + 1)] if states else []
        for state in states:
            pages = [state.glance(number) for number in range(1, len(state) + 1)]
            for number, page in enumerate(pages, 1):
                there = later[number - 1 : number] + [other for other in later if other.words == page.words]
                if not any(_all_there(page, other) for other in there):
                    yield state.sheet(number)
            later = pages


def _all_there(page: Glance, later: Glance) -> bool:
    """Whether a later page still shows all that a page shows."""
    if page.picture.shape != later.picture.shape or page.words - later.words:
        return False
    return bool(np.array_equal(page.picture, later.picture)) or pdf_unshown.lost(page.picture, later.picture) is None


def unscreened() -> UnusableError:
    return UnusableError(
        "unusable.revisions",
        "PDF 里保留了许多次修改前的版本，无法逐一检查是否有密级标志，因此没有保存。"
        "请用“打印为 PDF”另存一份（只保留当前内容）后再上传。",
    )
