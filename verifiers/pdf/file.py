"""The PDF of a case, taken apart once for all who ask for its notes and what it says of itself."""

from __future__ import annotations

import io

import pypdf

from verifiers.shared import once


def reader_of(data: bytes) -> pypdf.PdfReader:
    """pypdf's reader of the case's own file. Raises what pypdf raises on broken files."""
    return once(("pypdf", id(data)), lambda: pypdf.PdfReader(io.BytesIO(data)))
