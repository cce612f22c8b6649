"""The screening as a workbook: clusters, findings, files. Cells cannot start a formula."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from claims.screening.clusters import findings_of, hours_of
from claims.screening.items import Item
from claims.screening.population import Pattern
from domain.kind import KINDS

SEVERITY = {"stop": "拦截", "doubt": "存疑", "note": "提示"}
STATUS = {"read": "已识别", "withheld": "已拦截", "unreadable": "无法使用"}

MOMENT = datetime(2020, 1, 1)
_STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def write_xlsx(
    path: Path,
    items: Sequence[Item],
    results: Sequence[Mapping[str, Any]],
    clusters: Sequence[Mapping[str, Any]],
    patterns: Sequence[Pattern],
) -> None:
    """Four sheets: 重复使用, 核查发现, 整批, 文件. The same input gives the same bytes."""
    book = Workbook()
    book.remove(book.active) if book.active is not None else None
    _sheet(
        book,
        "重复使用",
        ("编号", "涉及学时", "文件数", "人数", "材料类别", "最先提交", "其他文件", "发现"),
        [
            (
                cluster["id"],
                cluster["hours_at_stake"],
                len(cluster["members"]),
                cluster["people"],
                KINDS.get(cluster["kind"], cluster["kind"]),
                cluster["first"],
                "\n".join(member["file"] for member in cluster["members"][1:]),
                "\n".join(dict.fromkeys(link["message"] for link in cluster["links"])),
            )
            for cluster in clusters
        ],
    )
    _sheet(
        book,
        "核查发现",
        (
            "文件",
            "提交人",
            "单位",
            "年度",
            "级别",
            "代码",
            "说明",
            "把握",
            "涉及学时",
            "另一文件",
            "可能的正当原因",
            "下一步",
        ),
        [
            (
                item.file,
                item.person,
                item.employer or "",
                item.year or "",
                SEVERITY[finding["severity"]],
                finding["code"],
                finding["message"],
                finding["confidence"],
                hours_of(item, result),
                finding.get("other") or "",
                "；".join(finding.get("innocent", [])),
                finding.get("next_step", ""),
            )
            for item, result in zip(items, results, strict=True)
            for finding in findings_of(result)
        ],
    )
    _sheet(
        book,
        "整批",
        ("代码", "说明", "文件", "可能的正当原因", "下一步"),
        [
            (
                pattern.code,
                pattern.message,
                "\n".join(list(pattern.sides)[:200]),
                "；".join(pattern.innocent),
                pattern.next_step,
            )
            for pattern in patterns
        ],
    )
    _sheet(
        book,
        "文件",
        ("文件", "提交人", "单位", "年度", "状态", "材料类别", "学时", "发现数"),
        [
            (
                item.file,
                item.person,
                item.employer or "",
                item.year or "",
                STATUS[result["status"]],
                KINDS.get(result.get("kind", {}).get("value", ""), result.get("kind", {}).get("value", "")),
                hours_of(item, result),
                len(findings_of(result)),
            )
            for item, result in zip(items, results, strict=True)
        ],
    )
    beside = path.with_name(path.name + ".part")
    _save(book, beside)
    beside.replace(path)


def _save(book: Workbook, path: Path) -> None:
    """Without the time of writing, in the properties and in the archive: two runs of one batch give the same bytes."""
    book.properties.created = book.properties.modified = MOMENT
    plain = io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for entry in made.infolist():
            body = made.read(entry)
            if entry.filename == "docProps/core.xml":
                body = _STAMP.sub(MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), body)
            kept.writestr(zipfile.ZipInfo(entry.filename, MOMENT.timetuple()[:6]), body, zipfile.ZIP_DEFLATED)


def _sheet(book: Workbook, title: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.create_sheet(title)
    sheet.append(list(heads))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
    for row in rows:
        sheet.append([guarded(value) for value in row])
    for number, head in enumerate(heads, 1):
        longest = max([len(str(row[number - 1])) for row in rows[:200]] or [0])
        sheet.column_dimensions[get_column_letter(number)].width = min(60, max(2 * len(head) + 2, longest + 4))
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def guarded(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula becomes plain text."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
