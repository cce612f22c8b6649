"""A policy file out to a spreadsheet and back. The TOML file stays the source.

``write_sheet(text) -> bytes`` and ``read_sheet(bytes) -> text``: unchanged, the text comes back to the byte.
"""

from __future__ import annotations

from rules.sheet.read import CellFault, SheetFault, read_sheet
from rules.sheet.write import write_sheet

__all__ = ["CellFault", "SheetFault", "read_sheet", "write_sheet"]
