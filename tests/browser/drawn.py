"""A certificate drawn for these tests: synthetic person, never issued number. Needs a CJK font, or says so."""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

_FONTS = (
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "truetype/arphic/uming.ttc",
    "truetype/wqy/wqy-zenhei.ttc",
)
SIZE = (1240, 1754)
BIG, BODY, SMALL = 92, 42, 34


@functools.cache
def font_file() -> str:
    for name in _FONTS:
        path = Path("/usr/share/fonts") / name
        if path.exists():
            return str(path)
    pytest.skip("no CJK font to draw a certificate with (fonts-noto-cjk)")


@functools.cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file(), size)


@dataclass(frozen=True)
class Certificate:
    """What stands on a plain completion certificate."""

    name: str = "林书禾"
    title: str = "结业证书"
    start: str = "2023年5月8日"
    end: str = "2023年5月10日"
    course: str = "卫生专业技术人员能力提升培训班"
    hours: int = 18
    number: str = "JX2023050817"
    blurred: str = ""  # a line with these words counts as badly read, where words are known beforehand

    def lines(self) -> Iterator[tuple[tuple[int, int], str, int, str]]:
        """``((x, y), words, size of type, anchor)`` of every printed line, top to bottom."""
        yield (620, 260), self.title, BIG, "mm"
        yield (760, 380), f"证书编号：{self.number}", SMALL, "la"
        body = (
            f"　　{self.name} 同志于{self.start}至{self.end}",
            "参加嘉兴市卫生健康委员会举办的",
            f"“{self.course}”，",
            f"共3天，计{self.hours}学时，考核合格，准予结业。",
        )
        for at, line in enumerate(body):
            yield (150, 560 + 100 * at), line, BODY, "la"
        yield (1060, 1240), "嘉兴市卫生健康委员会", BODY, "rm"
        yield (1060, 1330), self.end, BODY, "rm"

    def picture(self) -> bytes:
        """JPEG, 1240×1754, with a red ring for a seal."""
        page = Image.new("RGB", SIZE, "#fdfcf7")
        pen = ImageDraw.Draw(page)
        pen.rectangle((60, 60, 1180, 1694), outline="#8a6d3b", width=6)
        for place, words, size, anchor in self.lines():
            pen.text(place, words, font=font(size), fill="#1a1a1a", anchor=anchor)
        pen.ellipse((690, 1130, 950, 1390), outline="#c8202a", width=8)
        pen.text((820, 1260), "★", font=font(BIG), fill="#c8202a", anchor="mm")
        out = io.BytesIO()
        page.save(out, "JPEG", quality=88)
        return out.getvalue()


def sign_in_sheet(course: str, day: str, names: Sequence[str]) -> bytes:
    """JPEG of the sign-in sheet of a class: a ruled table of number, name, unit and signature."""
    page = Image.new("RGB", SIZE, "#fdfcf7")
    pen = ImageDraw.Draw(page)
    pen.text((620, 160), f"{course}签到表", font=font(52), fill="#1a1a1a", anchor="mm")
    pen.text((140, 250), f"时间：{day}", font=font(SMALL), fill="#1a1a1a")
    pen.text((640, 250), "地点：嘉兴市会展中心", font=font(SMALL), fill="#1a1a1a")
    edges, row = (140, 260, 480, 860, 1100), 84
    for at, cells in enumerate(
        [("序号", "姓名", "单位", "签名"), *((str(n), one, "嘉兴市清河医院", one) for n, one in enumerate(names, 1))]
    ):
        top = 330 + at * row
        for left, right, words in zip(edges, edges[1:], cells, strict=False):
            pen.rectangle((left, top, right, top + row), outline="#444", width=2)
            pen.text(((left + right) / 2, top + row / 2), words, font=font(SMALL), fill="#1a1a1a", anchor="mm")
    out = io.BytesIO()
    page.save(out, "JPEG", quality=90)
    return out.getvalue()


def certificate(name: str = "林书禾", **words: str | int) -> bytes:
    """The picture of a ``Certificate`` with these words."""
    return Certificate(name, **words).picture()  # type: ignore[arg-type]


def edited(data: bytes, name: str) -> bytes:
    """The same picture with another name painted over the first one."""
    page = Image.open(io.BytesIO(data)).convert("RGB")
    pen = ImageDraw.Draw(page)
    pen.rectangle((226, 552, 372, 616), fill="#fdfcf7")
    pen.text((234, 560), name, font=font(BODY), fill="#1a1a1a")
    out = io.BytesIO()
    page.save(out, "JPEG", quality=88)
    return out.getvalue()
