"""Draws the small pages beside this file (needs Noto CJK and AR PL UKai; the tests do not).

Run: python -m tests.intake.pages.draw_pages
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
SERIF = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"
SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
PEN = "/usr/share/fonts/truetype/arphic/ukai.ttc"
INK, RED, BLUE = (25, 25, 25), (206, 40, 48), (40, 60, 170)


def font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


def seal(page: Image.Image, x: int, y: int, radius: int, words: str, below: str) -> None:
    """A round seal over what is there already, multiplied as ink is."""
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=RED, width=5)
    star = [
        (x + r * np.sin(a), y - r * np.cos(a))
        for a, r in zip(np.arange(10) * np.pi / 5, [radius * 0.3, radius * 0.12] * 5, strict=True)
    ]
    draw.polygon(star, fill=RED)
    size = int(radius * 0.26)
    for i, letter in enumerate(words):
        angle = (i - (len(words) - 1) / 2) * (250 / len(words))
        glyph = Image.new("RGBA", (size * 2, size * 2))
        ImageDraw.Draw(glyph).text((size, size), letter, font=font(SERIF, size), fill=RED, anchor="mm")
        glyph = glyph.rotate(-angle, resample=Image.Resampling.BICUBIC)
        at = np.radians(angle)
        cx, cy = x + radius * 0.76 * np.sin(at), y - radius * 0.76 * np.cos(at)
        layer.paste(glyph, (int(cx - size), int(cy - size)), glyph)
    draw.text((x, y + int(radius * 0.5)), below, font=font(SERIF, int(radius * 0.2)), fill=RED, anchor="mm")
    page.paste(Image.fromarray((np.asarray(page, np.uint16) * np.asarray(layer) // 255).astype(np.uint8)))


def certificate() -> Image.Image:
    page = Image.new("RGB", (1000, 700), "white")
    draw = ImageDraw.Draw(page)
    draw.text((500, 90), "培训结业证书", font=font(SANS, 56), fill=RED, anchor="mm")
    for row, text in enumerate(
        (
            "陆晓雯同志于2023年5月8日至5月12日参加了",
            "全市水利工程质量安全管理培训班，学习期满，",
            "经考核合格，准予结业，计40学时。",
        )
    ):
        draw.text((110, 190 + 60 * row), text, font=font(SERIF, 34), fill=INK)
    draw.text((560, 470), "湖山市水利学会", font=font(SERIF, 32), fill=INK)
    draw.text((560, 530), "2023年5月15日", font=font(SERIF, 32), fill=INK)
    seal(page, 690, 515, 105, "湖山市水利学会", "培训专用章")
    return page


def columns() -> Image.Image:
    """Vertical writing: columns from right to left."""
    page = Image.new("RGB", (820, 640), (255, 252, 242))
    draw = ImageDraw.Draw(page)
    texts = ("结业证书", "沈明远同志参加城乡规划", "继续教育研修班学习期满", "考试成绩合格准予结业", "湖山市规划学会")
    for column, text in enumerate(texts):
        size = 52 if column == 0 else 36
        for row, letter in enumerate(text):
            draw.text((690 - 130 * column, 60 + row * int(size * 1.15)), letter, font=font(SERIF, size), fill=INK)
    return page


def sheet() -> Image.Image:
    """A sign-in sheet: the second and fourth person signed."""
    page = Image.new("RGB", (900, 640), "white")
    draw = ImageDraw.Draw(page)
    draw.text((450, 60), "继续教育培训签到表", font=font(SANS, 40), fill=INK, anchor="mm")
    names = ("顾文静", "潘志远", "苗春燕", "詹国华")
    for row in range(6):
        draw.line((100, 120 + 80 * row, 800, 120 + 80 * row), fill=INK, width=2)
    for x in (100, 240, 520, 800):
        draw.line((x, 120, x, 520), fill=INK, width=2)
    for x, title in ((170, "序号"), (380, "姓名"), (660, "签名")):
        draw.text((x, 160), title, font=font(SANS, 30), fill=INK, anchor="mm")
    for row, name in enumerate(names):
        y = 240 + 80 * row
        draw.text((170, y), str(row + 1), font=font(SERIF, 30), fill=INK, anchor="mm")
        draw.text((380, y), name, font=font(SERIF, 32), fill=INK, anchor="mm")
        if row % 2:
            draw.text((660, y), name, font=font(PEN, 44), fill=BLUE, anchor="mm")
    draw.text((100, 580), "本人签字：", font=font(SERIF, 30), fill=INK, anchor="lm")
    draw.text((270, 578), "顾文静", font=font(PEN, 42), fill=INK, anchor="lm")
    return page


def main() -> None:
    for draw in (certificate, columns, sheet):
        draw().quantize(64).save(HERE / f"{draw.__name__}.png", optimize=True)


if __name__ == "__main__":
    main()
