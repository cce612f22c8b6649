"""One file as pages, whatever its type."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager

from intake import copies, decode_image, picture_texts, within
from intake.decode_pdf import Extras, PdfFile
from intake.pdf_earlier import Earlier
from intake.settings import Limits
from intake.sheet import Image, Sheet


class Document:
    """An accepted file, opened. ``count`` is its number of pages, ``extras`` what it carries beside them."""

    def __init__(self, data: bytes, media_type: str, limits: Limits, pdf: PdfFile | None) -> None:
        self._data, self._media_type, self._limits, self._pdf = data, media_type, limits, pdf
        within.check(data, media_type)
        self._earlier = Earlier(data, limits) if pdf is not None else None
        self.count = len(pdf) if pdf is not None else decode_image.page_count(data, media_type, limits)
        self.extras = pdf.extras() if pdf is not None else Extras(picture_texts.carried(data, media_type), 0, 0)

    def attached(self) -> Iterator[tuple[str, bytes]]:
        """Names and contents of what a PDF has or had attached. Raises UnusableError."""
        if self._pdf is None or self._earlier is None:
            return
        known: set[bytes] = set()
        for state in (self._pdf, *self._earlier.states()):
            for name, content in state.attached():
                if (digest := hashlib.sha256(content).digest()) not in known:
                    known.add(digest)
                    yield name, content

    def earlier(self) -> Iterator[Sheet]:
        """Pages as they were before a PDF was saved again, where they held what it shows no more, for the guard alone.

        Raises UnusableError.
        """
        if self._pdf is not None and self._earlier is not None:
            yield from self._earlier.sheets(self._pdf)

    def beside(self, pages: Sequence[Sheet]) -> Iterator[Image]:
        """Pictures the file carries that show something else than its ``pages`` do, for the guard alone.

        Raises UnusableError.
        """
        if self._pdf is not None:
            for picture, host in within.in_pdf(self._data, self._limits):
                if host is None or not copies.shows(host, picture):
                    yield picture
            return
        for picture in within.in_pictures(self._data, self._media_type, self._limits):
            if not any(copies.shows(page.image, picture) for page in pages):
                yield picture

    def close(self) -> None:
        if self._earlier is not None:
            self._earlier.close()

    def sheets(self, wanted: Collection[int] | None = None) -> Iterator[Sheet]:
        """The pages in order, or only those with the ``wanted`` numbers. Raises UnusableError."""
        if self._pdf is not None:
            numbers = range(1, self.count + 1)
            yield from (self._pdf.sheet(n) for n in numbers if wanted is None or n in wanted)
            return
        for sheet in decode_image.sheets(self._data, self._media_type, self._limits):
            if wanted is None or sheet.number in wanted:
                yield sheet


@contextmanager
def opened(data: bytes, media_type: str, limits: Limits) -> Iterator[Document]:
    """The file of that media type, closed at the end. Raises UnusableError."""
    if media_type != "application/pdf":
        yield Document(data, media_type, limits, None)
        return
    with PdfFile(data, limits) as pdf, closing(Document(data, media_type, limits, pdf)) as file:
        yield file
