"""Traces of an editing program in a PDF that another program made.

Sees: a file made by a browser or office program, written again on another day by a program that edits PDF pages.
Cannot see: what was changed, if anything; programs that leave no trace. Always a note: a producer alone proves
nothing, since the same programs merge, compress, sign and print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from domain.case import Case
from domain.finding import Finding, Severity
from verifiers import NotApplicable
from verifiers.pdf.file import reader_of

TITLE = "PDF 编辑软件痕迹"
CODES = ("tampering.editor_trace",)
NEEDS = frozenset({"original"})
MEDIA = frozenset({"application/pdf"})

_MAKERS = re.compile(
    r"Mozilla|Chrome|Skia|Word|Excel|PowerPoint|Office|WPS 文字|WPS 表格|iText|ReportLab|wkhtml|Quartz|LaTeX", re.I
)
_EDITORS = re.compile(
    r"PhantomPDF|Foxit(?: PDF)? Editor|福昕|WPS PDF|PDFelement|万兴|迅捷|Acrobat Pro|PDF-XChange|Photoshop|Illustrator|"
    r"Sejda|iLovePDF|Smallpdf|PDFescape|Nitro|CorelDRAW",
    re.I,
)


def verify(case: Case) -> Iterable[Finding]:
    if case.original is None:
        raise NotApplicable
    told: Mapping[str, object] = reader_of(case.original).metadata or {}
    creator, producer = str(told.get("/Creator", "")), str(told.get("/Producer", ""))
    made, changed = _day(told.get("/CreationDate")), _day(told.get("/ModDate"))
    if not (_EDITORS.search(producer) and made and changed and made != changed):
        return
    if not _MAKERS.search(creator) or _EDITORS.search(creator):
        return
    yield Finding(
        "tampering.editor_trace",
        Severity.NOTE,
        f"文件由一种程序生成，{changed}又用可编辑页面的程序（{producer[:40]}）保存过。",
        0.5,
        innocent=("同类程序也用于合并、压缩、加盖电子章和打印。",),
        next_step="仅供参考；如另有疑点，请向出具单位核实。",
        detail={"producer": producer[:80]},
    )


def _day(stamp: object) -> str:
    found = re.match(r"D:(\d{4})(\d{2})(\d{2})", str(stamp or ""))
    return "-".join(found.groups()) if found else ""
