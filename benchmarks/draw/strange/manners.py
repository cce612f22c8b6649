"""Manners of marking that the first hand's lack: slips, pens, coloured inks and bars, forms, seals right on top.

As in ``benchmarks.draw.mark_manners`` a manner takes the drawn page (RGB) and a random stream and returns
the page with the mark on it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.draw.fonts import sized
from benchmarks.draw.ink import SEAL_REDS, handwriting, round_seal, worn
from benchmarks.draw.mark_manners import BLACK, RED, Ink, Page, column, corner, framed, lay, lettering, unit
from benchmarks.draw.strange.words import (
    BILINGUAL,
    CHOICES,
    ENGLISH,
    FORMS,
    INTERNAL,
    LEVELS,
    NOTES,
    STAMPED,
    WORK,
    any_of,
)

BLUE, VIOLET, GREEN = (35, 60, 165), (110, 40, 140), (20, 110, 70)
MANNERS: dict[str, Callable[[Page, Random], Page]] = {}


def manner(function: Callable[[Page, Random], Page]) -> Callable[[Page, Random], Page]:
    MANNERS[function.__name__] = function
    return function


def shaped(rng: Random, text: str, size: float, ink: Ink, *, spread: float = 0.0) -> Image.Image:
    """Letters drawn out high or wide, as the faces of red heads are, some leaning, some fatter."""
    mark = lettering(rng, text, size, ink, spread=spread)
    wide, high = rng.choice([(0.75, 1.1), (1.25, 0.9), (0.85, 1.0), (1.0, 1.0)])
    mark = mark.resize((max(8, round(mark.width * wide)), max(8, round(mark.height * high))), Image.Resampling.LANCZOS)
    if rng.random() < 0.3:
        lean = rng.uniform(-0.22, 0.22)
        room = Image.new("RGBA", (mark.width + round(abs(lean) * mark.height) + 2, mark.height), (*ink, 0))
        room.alpha_composite(mark, (round(max(lean, 0) * mark.height), 0))
        mark = room.transform(room.size, Image.Transform.AFFINE, (1, lean, 0, 0, 1, 0), Image.Resampling.BICUBIC)
    if rng.random() < 0.2:
        mark.putalpha(mark.getchannel("A").filter(ImageFilter.MaxFilter(3)))
    return mark


def turned(mark: Image.Image, degrees: float) -> Image.Image:
    return mark.rotate(degrees, expand=True, resample=Image.Resampling.BICUBIC)


@manner
def drawn_out(page: Page, rng: Random) -> Page:
    ink = rng.choice([BLACK, BLACK, RED, BLUE])
    return corner(page, rng, shaped(rng, any_of(rng), rng.choice([24, 30, 38]) * unit(page), ink))


@manner
def tiny(page: Page, rng: Random) -> Page:
    """As small as the smallest print that offices use (about eight points)."""
    size = rng.choice([16, 18, 20]) * unit(page)
    mark = lettering(rng, any_of(rng), size, rng.choice([BLACK, (70, 70, 70), RED]))
    x = rng.choice([50 * unit(page), page.width - 50 * unit(page) - mark.width])
    y = rng.choice([18 * unit(page), page.height - 40 * unit(page) - mark.height])
    return lay(page, mark, x, y)


@manner
def slip(page: Page, rng: Random) -> Page:
    """A paper slip stuck on, a little aslant, with a shadow."""
    one, ground = unit(page), rng.choice([(255, 255, 255), (252, 243, 160), (250, 215, 215)])
    words = lettering(rng, any_of(rng), rng.choice([24, 30]) * one, rng.choice([BLACK, RED]))
    label = Image.new("RGBA", (words.width + 44, words.height + 36), (*ground, 255))
    label.alpha_composite(words, (22, 18))
    label = turned(label, rng.uniform(-7, 7))
    shadow = Image.new("RGBA", label.size, (60, 60, 60, 0))
    shadow.putalpha(label.getchannel("A").point(lambda v: v // 3))
    x, y = rng.uniform(0.02, 0.6) * page.width, rng.uniform(20, 90) * one
    page = lay(page, shadow, x + 5, y + 6, under=True)
    page.paste(label.convert("RGB"), (round(x), round(y)), label.getchannel("A"))
    return page


@manner
def pen(page: Page, rng: Random) -> Page:
    """Written by hand at a corner, sometimes ringed."""
    ink = rng.choice([(180, 30, 40), (30, 45, 140), (30, 30, 35)])
    text = rng.choice(["秘密", "机密", "绝密", "内部资料", "内部文件", "机密★5年", "不予公开", "工作秘密"])
    mark = handwriting(rng, text, round(rng.choice([40, 52]) * max(unit(page), 0.6)), ink)
    if rng.random() < 0.5:
        ring = Image.new("RGBA", (mark.width + 60, mark.height + 50), (*ink, 0))
        ring.alpha_composite(mark, (30, 25))
        ImageDraw.Draw(ring).ellipse((3, 3, ring.width - 4, ring.height - 4), outline=(*ink, 230), width=4)
        mark = ring
    return corner(page, rng, mark)


@manner
def other_ink(page: Page, rng: Random) -> Page:
    """A rubber stamp in blue, violet or green, over whatever stands there."""
    ink, one = rng.choice([BLUE, VIOLET, GREEN, (60, 60, 66)]), unit(page)
    mark = worn(rng, framed(shaped(rng, rng.choice(STAMPED), rng.choice([36, 46]) * one, ink), ink))
    mark = turned(mark, rng.uniform(-18, 18))
    x = rng.uniform(0.05, 0.95) * max(page.width - mark.width, 1)
    return lay(page, mark, x, rng.uniform(0.02, 0.5) * page.height, under=True)


@manner
def below_seal(page: Page, rng: Random) -> Page:
    """The seal's star right on the letters, or a seal that covers the whole mark."""
    one, text = unit(page), rng.choice(STAMPED[:9])
    mark = lettering(rng, text, rng.choice([30, 38]) * one, rng.choice([BLACK, BLACK, RED]))
    x, y = rng.uniform(0.55, 0.8) * (page.width - mark.width), rng.choice([90 * one, page.height - 230 * one])
    seal = round_seal(
        rng, rng.choice(["湖山市水利学会", "湖山市人民政府办公室"]), size=round(rng.choice([230, 270]) * one)
    )
    page = lay(page, mark, x, y)
    at = x + mark.width / 2 - seal.width / 2, y + mark.height / 2 - seal.height / 2
    return lay(page, seal, max(0.0, min(at[0], page.width - seal.width - 2)), max(at[1], 0.0), under=True)


@manner
def coloured_bar(page: Page, rng: Random) -> Page:
    """Letters on a bar in a colour: white or yellow on red, white on blue or green, black on yellow."""
    ground, ink = rng.choice(
        [
            (RED, (255, 255, 255)),
            (RED, (255, 235, 120)),
            (BLUE, (255, 255, 255)),
            (GREEN, (255, 255, 255)),
            ((245, 205, 60), BLACK),
            ((180, 180, 185), (255, 255, 255)),
        ]
    )
    words = lettering(rng, rng.choice([*STAMPED, *INTERNAL[:4]]), rng.choice([24, 32]) * unit(page), ink)
    whole = rng.random() < 0.3
    bar = Image.new("RGBA", (page.width if whole else words.width + 60, words.height + 24), (*ground, 255))
    bar.alpha_composite(words, (rng.choice([30, max(bar.width - words.width - 30, 30)]), 12))
    return lay(page, bar, 0, 0) if whole else corner(page, rng, bar)


@manner
def english(page: Page, rng: Random) -> Page:
    ink, text = rng.choice([RED, BLACK, BLUE]), rng.choice([*ENGLISH, *BILINGUAL])
    mark = lettering(rng, text, rng.choice([26, 34]) * unit(page), ink)
    if rng.random() < 0.5:
        mark = worn(rng, framed(mark, ink))
    return corner(page, rng, mark)


@manner
def far_apart(page: Page, rng: Random) -> Page:
    """Letters three or four letter widths apart, or the words spread over the width of the head."""
    text, one = rng.choice(["秘密★1年", "机密★10年", "绝密", "机密", "秘密", "内部资料", "内部文件"]), unit(page)
    mark = lettering(
        rng, text, rng.choice([28, 34]) * one, rng.choice([BLACK, RED]), spread=rng.choice([1.5, 2.5, 3.5])
    )
    mark = mark if mark.width < 0.8 * page.width else lettering(rng, text, 28 * one, BLACK, spread=1.5)
    return corner(page, rng, mark)


@manner
def upright_column(page: Page, rng: Random) -> Page:
    """Letter below letter, star and term included, with a frame or without."""
    one, ink = unit(page), rng.choice([BLACK, RED])
    text = rng.choice(["机密★十年", "秘密★五年", "绝密★长期", "内部资料", "内部文件", "工作秘密", "机密"])
    mark = column(rng, text, rng.choice([26, 34, 44]) * one, ink)
    mark = framed(mark, ink) if rng.random() < 0.4 else mark
    x = rng.choice([20 * one, page.width - 20 * one - mark.width])
    return lay(page, mark, x, rng.uniform(0.02, 0.4) * page.height)


@manner
def on_head(page: Page, rng: Random) -> Page:
    """A worn stamp upside down or lying, in any ink."""
    ink = rng.choice([*SEAL_REDS, BLUE, BLACK])
    mark = framed(shaped(rng, rng.choice(STAMPED), rng.choice([34, 44, 54]) * unit(page), ink), ink)
    mark = turned(worn(rng, mark), rng.choice([180, 180, 90, 270]) + rng.uniform(-14, 14))
    x = rng.uniform(0.03, 0.97) * max(page.width - mark.width, 1)
    return lay(page, mark, x, rng.uniform(0.02, 0.75) * page.height, under=True)


@manner
def cell(page: Page, rng: Random) -> Page:
    """In a ruled form at the head: 密级 | 机密 | 缓急 | 特急."""
    one = unit(page)
    size, ink = rng.choice([24, 28]) * one, BLACK
    values = [("密级", rng.choice(["秘密", "机密", "绝密", "秘密★5年"])), ("缓急", rng.choice(["特急", "平件", ""]))]
    wide, high = 7.2 * size, 2.0 * size
    form = Image.new("RGBA", (round(2 * wide) + 4, round(high) + 4), (255, 255, 255, 255))
    lines = ImageDraw.Draw(form)
    for number, (label, value) in enumerate(values):
        left = number * wide
        lines.rectangle((left, 0, left + wide, high), outline=ink, width=2)
        lines.line((left + 2.8 * size, 0, left + 2.8 * size, high), fill=ink, width=2)
        lines.text((left + 0.4 * size, 0.35 * size), label, font=sized("serif", round(size)), fill=ink)
        lines.text((left + 3.2 * size, 0.35 * size), value, font=sized("serif", round(size)), fill=ink)
    return lay(page, form, rng.choice([60 * one, page.width - 60 * one - form.width]), rng.uniform(14, 50) * one)


@manner
def ticked(page: Page, rng: Random) -> Page:
    """Boxes to tick, one of the closed ones filled or ticked by machine."""
    hidden = rng.choice(CHOICES[1:])
    tick = rng.choice("☑√■")
    pieces = [(tick if one == hidden else "□") + one for one in CHOICES]
    if rng.random() < 0.4:
        pieces = [one[1:] + one[0] for one in pieces]
    text = rng.choice(FORMS) + " ".join(pieces)
    mark = lettering(rng, text, rng.choice([24, 28]) * unit(page), BLACK, face="sans")
    return lay(page, mark, 110 * unit(page), page.height - rng.choice([90, 130]) * unit(page) - mark.height)


@manner
def closing_note(page: Page, rng: Random) -> Page:
    mark = shaped(rng, rng.choice(NOTES), rng.choice([22, 26, 32]) * unit(page), BLACK)
    x = rng.choice([100 * unit(page), (page.width - mark.width) / 2, page.width - 120 * unit(page) - mark.width])
    return lay(page, mark, x, page.height - rng.choice([50, 90, 140]) * unit(page) - mark.height)


@manner
def coloured_watermark(page: Page, rng: Random) -> Page:
    """Pale red, blue or grey across the page, filled or in outline, on either diagonal or level."""
    ink = rng.choice([(245, 205, 205), (205, 215, 245), (214, 214, 214), (225, 225, 225)])
    text, size = rng.choice([*STAMPED, "机密★10年", "内部资料 请勿外传"]), rng.choice([90, 120, 160]) * unit(page)
    mark = lettering(rng, text, size, ink, spread=rng.choice([0.0, 0.0, 0.4]))
    if rng.random() < 0.25:
        font = sized("sans_bold", round(size))
        mark = Image.new("RGBA", (int(font.getlength(text) + 40), int(size * 1.7)), (*ink, 0))
        ImageDraw.Draw(mark).text(
            (20, size * 0.2), text, font=font, fill=(255, 255, 255, 0), stroke_width=3, stroke_fill=(*ink, 255)
        )
    mark = turned(mark, rng.choice([0, 25, 40, -30, 55]) + rng.uniform(-5, 5))
    mark.thumbnail((page.width - 40, page.height - 40))
    x, y = (page.width - mark.width) * rng.uniform(0.2, 0.8), (page.height - mark.height) * rng.uniform(0.2, 0.8)
    return lay(page, mark, x, y, under=True)


@manner
def small_tiles(page: Page, rng: Random) -> Page:
    """A small watermark in rows all over the page, with a name and a day beside the mark, as systems print it."""
    grey, one = rng.choice([188, 200, 212]), unit(page)
    word = rng.choice(["内部资料", "内部使用", "机密", "秘密", "内部文件", "工作秘密"])
    extra = rng.choice(["", "", " 林晓岚", " 2024-03-18"])
    mark = lettering(rng, word + extra, rng.choice([26, 32, 40]) * one, (grey, grey, grey), face="sans")
    mark = turned(mark, rng.choice([15, 25, 30, -20]))
    step = mark.width + rng.uniform(60, 160) * one, mark.height + rng.uniform(60, 160) * one
    layer = Image.new("RGBA", page.size, (255, 255, 255, 0))
    for row, y in enumerate(np.arange(8, page.height - mark.height, step[1])):
        for x in np.arange((row % 2) * step[0] / 2, page.width - mark.width, step[0]):
            layer.alpha_composite(mark, (round(float(x)), round(float(y))))
    return lay(page, layer, 0, 0, under=True)


@manner
def round_stamp(page: Page, rng: Random) -> Page:
    """A small round or three-line stamp with the mark in its middle."""
    ink, side = rng.choice([*SEAL_REDS, BLUE]), round(rng.choice([130, 160]) * unit(page))
    mark = Image.new("RGBA", (side, side), (*ink, 0))
    lines, text = ImageDraw.Draw(mark), rng.choice(["机密", "秘密", "绝密", "内部资料", "内部文件"])
    lines.ellipse((3, 3, side - 4, side - 4), outline=(*ink, 255), width=max(3, side // 30))
    rows = [text] if len(text) == 2 else [text[:2], text[2:]]
    font = sized(rng.choice(["sans_bold", "serif_bold"]), round(side * (0.34 if len(rows) == 1 else 0.26)))
    for number, row in enumerate(rows):
        y = side * (0.5 if len(rows) == 1 else 0.36 + 0.28 * number)
        lines.text((side / 2, y), row, font=font, fill=(*ink, 255), anchor="mm")
    mark = turned(worn(rng, mark), rng.uniform(-15, 15))
    x = rng.uniform(0.05, 0.95) * max(page.width - mark.width, 1)
    return lay(page, mark, x, rng.uniform(0.01, 0.25) * page.height, under=True)


@manner
def dotted(page: Page, rng: Random) -> Page:
    """Printed by a needle printer."""
    mark = lettering(
        rng, any_of(rng), rng.choice([32, 40]) * unit(page), rng.choice([BLACK, (70, 70, 90)]), face="sans"
    )
    alpha = np.array(mark.getchannel("A"))
    pitch = 3
    ys, xs = np.mgrid[0 : alpha.shape[0], 0 : alpha.shape[1]]
    alpha[(ys % pitch == 0) | (xs % pitch == 0)] = alpha[(ys % pitch == 0) | (xs % pitch == 0)] // 4
    mark.putalpha(Image.fromarray(alpha))
    return corner(page, rng, mark)


@manner
def underlined(page: Page, rng: Random) -> Page:
    """Between rules, or with a rule through the middle of an empty head."""
    ink = rng.choice([BLACK, RED])
    mark = lettering(rng, rng.choice([*LEVELS, *WORK]), rng.choice([26, 32]) * unit(page), ink)
    ruled = Image.new("RGBA", (mark.width + 10, mark.height + 16), (*ink, 0))
    ruled.alpha_composite(mark, (5, 6))
    lines = ImageDraw.Draw(ruled)
    lines.line((0, ruled.height - 3, ruled.width, ruled.height - 3), fill=(*ink, 255), width=3)
    if rng.random() < 0.4:
        lines.line((0, 1, ruled.width, 1), fill=(*ink, 255), width=3)
    return corner(page, rng, ruled)


@manner
def in_the_text(page: Page, rng: Random) -> Page:
    """By itself between other lines, in the middle third of the page."""
    mark = lettering(
        rng, rng.choice(["秘密★5年", "机密★10年", "内部资料", "（此件不予公开）", "绝密"]), 30 * unit(page), BLACK
    )
    grey = np.asarray(page.convert("L"), np.float32)
    spots = []
    for _ in range(40):
        x = rng.uniform(0.08, 0.85) * max(page.width - mark.width, 1)
        y = rng.uniform(0.3, 0.75) * page.height
        room = round(0.6 * mark.height)
        below = grey[max(round(y) - room, 0) : round(y) + mark.height + room, round(x) : round(x) + mark.width]
        spots.append((float(below.std()) if below.size else 99.0, x, y))
    _, x, y = min(spots)
    return lay(page, mark, x, y)
