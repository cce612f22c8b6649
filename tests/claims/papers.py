"""Small papers of invented people: PDFs with a text layer, so that the real reader needs no OCR for them."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from pathlib import Path

CANARY = "金丝雀卅七号词条"

FOLDER = Path(__file__).parent / "files"


def load(name: str, variant: int = 0) -> bytes:
    """A committed paper; ``variant`` makes other bytes of the same paper (a comment after its end)."""
    data = (FOLDER / f"{name}.pdf").read_bytes()
    return data if variant == 0 else data + f"\n% {variant}\n".encode()


def certificate(variant: int = 0) -> bytes:
    """The completion certificate of 郑晓岚: three days in May 2023, 24 hours."""
    return load("certificate", variant)


def pdf(*pages: Sequence[tuple[float, float, int, str]]) -> bytes:
    """A PDF with one page per argument: ``(x, y from the top, size, text)`` in points, the font embedded."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    found = subprocess.run(
        ["fc-match", "-f", "%{file}", "AR PL UMing CN"], capture_output=True, text=True, check=True
    ).stdout
    pdfmetrics.registerFont(TTFont("ming", found, subfontIndex=0))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for page in pages:
        for x, top, size, text in page:
            canvas.setFont("ming", size)
            canvas.drawString(x, A4[1] - top, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def certificate_page(
    name: str = "郑晓岚", number: str = "JX2023-0417", hours: int = 24, course: str = "水利工程质量安全管理培训班"
) -> list[tuple[float, float, int, str]]:
    """A completion certificate of three days in May 2023."""
    return [
        (230, 120, 30, "结业证书"),
        (70, 190, 14, f"证书编号：{number}"),
        (70, 240, 15, f"姓名：{name}"),
        (70, 280, 15, f"{name}同志于2023年5月10日至2023年5月12日参加"),
        (70, 310, 15, f"“{course}”，学习期满，"),
        (70, 340, 15, f"考核合格，共计{hours}学时，准予结业。"),
        (330, 480, 15, "主办单位：嘉兴市水利局"),
        (380, 520, 15, "2023年5月15日"),
    ]


def notice_page() -> list[tuple[float, float, int, str]]:
    return [
        (150, 100, 22, "关于举办水利工程质量安全管理培训班的通知"),
        (230, 130, 13, "嘉水办〔2023〕18号"),
        (70, 180, 14, "各县（市、区）水利局，各有关单位："),
        (70, 210, 14, "为提高专业技术人员业务水平，决定举办培训班，现将有关事项通知如下："),
        (70, 240, 14, "一、培训时间：2023年5月10日至5月12日，共3天。"),
        (70, 270, 14, "二、培训地点：嘉兴市水利大厦。"),
        (70, 300, 14, "三、培训对象：水利工程专业技术人员。"),
        (380, 420, 14, "嘉兴市水利局"),
        (380, 450, 14, "2023年4月20日"),
    ]


def sheet_page(*names: str) -> list[tuple[float, float, int, str]]:
    """The sign-in sheet of the class: number, name, unit, signature."""
    lines: list[tuple[float, float, int, str]] = [
        (150, 90, 22, "水利工程质量安全管理培训班签到表"),
        (70, 130, 13, "时间：2023年5月10日"),
        (330, 130, 13, "地点：嘉兴市水利大厦"),
    ]
    columns = (80, 150, 260, 450)
    lines += [(x, 170, 13, word) for x, word in zip(columns, ("序号", "姓名", "单位", "签名"), strict=True)]
    for at, name in enumerate(names, 1):
        row = (str(at), name, "嘉兴市水利工程管理中心", name)
        lines += [(x, 170 + 28 * at, 13, word) for x, word in zip(columns, row, strict=True)]
    return lines


def marked_page() -> list[tuple[float, float, int, str]]:
    """An official paper with a secrecy mark at its top and a word found nowhere else."""
    return [
        (60, 60, 16, "机密★10年"),
        (150, 140, 22, "关于开展专项培训工作的通知"),
        (70, 200, 14, f"各有关单位：{CANARY}"),
        (70, 230, 14, "现将专项培训的有关事项通知如下。"),
    ]


def internal_page() -> list[tuple[float, float, int, str]]:
    """A notice marked as internal material, which an office may treat in its own way."""
    return [(60, 60, 16, "内部资料"), *notice_page()]


if __name__ == "__main__":  # draws the committed files again: python -m tests.claims.papers
    FOLDER.mkdir(exist_ok=True)
    for name, pages in {
        "certificate": [certificate_page()],
        "colleague": [certificate_page("高一鸣", "JX2023-0418")],
        "same_number": [certificate_page("高一鸣")],
        "notice": [notice_page()],
        "bundle": [certificate_page(), notice_page()],
        "sheet": [sheet_page("郑晓岚", "高一呜", "许知远", "沈若溪", "顾长安")],
        "marked": [marked_page()],
        "internal": [internal_page()],
    }.items():
        (FOLDER / f"{name}.pdf").write_bytes(pdf(*pages))
