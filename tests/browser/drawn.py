"""A certificate drawn for these tests: synthetic person, never issued number. Needs a CJK font, or says so."""

from __future__ import annotations

import functools
import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

_FONTS = (
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "truetype/arphic/uming.ttc",
    "truetype/wqy/wqy-zenhei.ttc",
)


@functools.cache
def font_file() -> str:
    for name in _FONTS:
        path = Path("/usr/share/fonts") / name
        if path.exists():
            return str(path)
    pytest.skip("no CJK font to draw a certificate with (fonts-noto-cjk)")


def certificate(
    name: str = "林书禾",
    *,
    title: str = "结业证书",
    start: str = "2023年5月8日",
    end: str = "2023年5月10日",
    course: str = "卫生专业技术人员能力提升培训班",
    hours: int = 18,
    number: str = "JX2023050817",
) -> bytes:
    """JPEG of a plain completion certificate, 1240×1754, with a red ring for a seal."""
    page = Image.new("RGB", (1240, 1754), "#fdfcf7")
    pen = ImageDraw.Draw(page)
    big, body, small = (ImageFont.truetype(font_file(), size) for size in (92, 42, 34))
    pen.rectangle((60, 60, 1180, 1694), outline="#8a6d3b", width=6)
    pen.text((620, 260), title, font=big, fill="#1a1a1a", anchor="mm")
    pen.text((760, 380), f"证书编号：{number}", font=small, fill="#1a1a1a")
    lines = [
        f"　　{name} 同志于{start}至{end}",
        "参加嘉兴市卫生健康委员会举办的",
        f"“{course}”，",
        f"共3天，计{hours}学时，考核合格，准予结业。",
    ]
    for at, line in enumerate(lines):
        pen.text((150, 560 + 100 * at), line, font=body, fill="#1a1a1a")
    pen.text((1060, 1240), "嘉兴市卫生健康委员会", font=body, fill="#1a1a1a", anchor="rm")
    pen.text((1060, 1330), end, font=body, fill="#1a1a1a", anchor="rm")
    pen.ellipse((690, 1130, 950, 1390), outline="#c8202a", width=8)
    pen.text((820, 1260), "★", font=big, fill="#c8202a", anchor="mm")
    out = io.BytesIO()
    page.save(out, "JPEG", quality=88)
    return out.getvalue()


def edited(data: bytes, name: str) -> bytes:
    """The same picture with another name painted over the first one."""
    page = Image.open(io.BytesIO(data)).convert("RGB")
    pen = ImageDraw.Draw(page)
    pen.rectangle((226, 552, 372, 616), fill="#fdfcf7")
    pen.text((234, 560), name, font=ImageFont.truetype(font_file(), 42), fill="#1a1a1a")
    out = io.BytesIO()
    page.save(out, "JPEG", quality=88)
    return out.getvalue()
