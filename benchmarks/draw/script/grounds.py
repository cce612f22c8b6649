"""What lies below the words of a script: fine lines, pale words across the page, cards of an app, gauges."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from PIL import Image, ImageDraw

from benchmarks.draw.fonts import sized
from benchmarks.draw.sheet import RED, Area, Colour, Rect, Sheet

PALE: Colour = (236, 226, 206)


def fine_lines(sheet: Sheet, rng: Random) -> None:
    """Waves of fine lines, as on security paper."""
    colour = rng.choice([PALE, (226, 234, 240), (232, 240, 228)])
    high, long = rng.uniform(14, 40), rng.uniform(120, 320)
    for row in range(0, sheet.height, rng.choice([22, 30, 44])):
        points = [(x, row + high * math.sin(x / long * 6.28)) for x in range(0, sheet.width + 1, 24)]
        for a, b in pairwise(points):
            sheet.line(a, b, 1, colour)


def pale_words(sheet: Sheet, text: str, rng: Random) -> None:
    """``text`` slanted and pale, several times over the page."""
    size = round(sheet.width / 22)
    font = sized("sans", size)
    tile = Image.new("RGBA", (size * (len(text) + 2), size * 2), (0, 0, 0, 0))
    ImageDraw.Draw(tile).text((size, size / 2), text, font=font, fill=(150, 160, 170, 58))
    tile = tile.rotate(rng.uniform(18, 35), expand=True, resample=Image.Resampling.BICUBIC)
    for y in range(round(sheet.height * 0.1), sheet.height - tile.height, round(tile.height * 1.4)):
        for x in range(20, sheet.width - tile.width, round(tile.width * 1.2)):
            sheet.picture(x, y, tile)


def cards(sheet: Sheet, stretches: list[tuple[float, float]]) -> None:
    """White cards on the grey of an app, one below each stretch of lines."""
    edge = sheet.width * 0.04
    sheet.paper = (240, 241, 245)
    areas = [Area((edge, top - 14, sheet.width - edge, bottom + 8), (255, 255, 255)) for top, bottom in stretches]
    sheet.ops[:0] = areas


def gauge(sheet: Sheet, rect: Rect, share: float, colour: Colour = RED) -> None:
    """A bar filled to ``share``."""
    left, top, right, bottom = rect
    sheet.fill(rect, (228, 228, 232))
    sheet.fill((left, top, left + (right - left) * min(max(share, 0), 1), bottom), colour)
