"""What is wrong with a spreadsheet, by cell: where, what, what to do. Nothing is taken from a sheet with faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from claims.errors import DeskError

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class CellFault:
    """``cell`` is ``C5`` or empty for the whole sheet; ``code`` is stable; the sentences are for people."""

    code: str
    sheet: str
    cell: str
    what: str
    fix: str


class BadSheet(DeskError):
    """A spreadsheet that cannot be taken; ``faults`` holds every fault, ``extra`` at most 200 and their number."""

    code = "sheet.faults"
    status = 422

    def __init__(self, faults: Sequence[CellFault]) -> None:
        first = faults[0]
        where = f"“{first.sheet}”{first.cell}：" if first.sheet else ""
        more = f"共 {len(faults)} 处问题，" if len(faults) > 1 else ""
        super().__init__(
            f"表格没有导入，{more}未作任何改动。{where}{first.what}{first.fix}",
            code=first.code if len(faults) == 1 else None,
            extra={"faults": [asdict(fault) for fault in faults[:MOST_SHOWN]], "count": len(faults)},
        )
        self.faults = tuple(faults)
