"""How a mark is put on a page: one function per manner, each a cause of its own for missing it.

A manner takes the drawn page (RGB) and a random stream and returns the page with the mark on it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.draw.fonts import sized
from benchmarks.draw.ink import SEAL_REDS, round_seal, worn
from benchmarks.draw.mark_words import ACROSS, APART, INTERNAL, LEVELS, NOTES, SECRETS_OF_WORK, STAMPED, wording

Page = Image.Image
Manner = Callable[[Page, Random], Page]
Ink = tuple[int, int, int]

BLACK, RED = (25, 25, 28), (200, 30, 40)
FACES = ("sans", "sans_bold", "serif", "serif_bold", "kai", "ming", "zenhei")
#: Every manner by name; the names are the causes the benchmark reports.
MANNERS: dict[str, Manner] = {}
_ANY = (LEVELS, LEVELS, INTERNAL, SECRETS_OF_WORK)


def manner(function: Manner) -> Manner:
    MANNERS[function.__name__] = function
    return function


def lettering(rng: Random, text: str, size: float, colour: Ink, *, spread: float = 0.0, face: str = "") -> Image.Image:
    """The words on a transparent ground, cropped; ``spread`` is room between letters in letter widths."""
    font = sized(face or rng.choice(FACES), max(round(size), 9))
    step = [font.getlength(letter) + spread * font.size for letter in text]
    picture = Image.new("RGBA", (int(sum(step) + font.size), int(font.size * 1.7)), (*colour, 0))
    pen, x = ImageDraw.Draw(picture), font.size * 0.3
    if not spread:
        pen.text((x, font.size * 0.2), text, font=font, fill=(*colour, 255))
    else:
        for letter, advance in zip(text, step, strict=True):
            pen.text((x, font.size * 0.2), letter, font=font, fill=(*colour, 255))
            x += advance
    return picture.crop(picture.getbbox() or (0, 0, 1, 1))


def framed(mark: Image.Image, colour: Ink, width: int = 4, *, double: bool = False) -> Image.Image:
    out = Image.new("RGBA", (mark.width + 32, mark.height + 28), (*colour, 0))
    out.alpha_composite(mark, (16, 14))
    pen = ImageDraw.Draw(out)
    pen.rectangle((2, 2, out.width - 3, out.height - 3), outline=(*colour, 255), width=width)
    if double:
        pen.rectangle((8, 8, out.width - 9, out.height - 9), outline=(*colour, 255), width=max(1, width // 3))
    return out


def column(rng: Random, text: str, size: float, colour: Ink) -> Image.Image:
    """Letters below each other."""
    face = rng.choice(FACES)
    rows = [lettering(rng, letter, size, colour, face=face) for letter in text]
    out = Image.new("RGBA", (max(r.width for r in rows), sum(r.height + 6 for r in rows)), (*colour, 0))
    y = 0
    for row in rows:
        out.alpha_composite(row, ((out.width - row.width) // 2, y))
        y += row.height + 6
    return out


def lay(page: Page, mark: Image.Image, x: float, y: float, *, under: bool = False) -> Page:
    """``mark`` on the page: as paint; or multiplied with what is there (``under``), as a watermark is."""
    left, top = round(x), round(y)
    ground = page.convert("RGBA")
    if not under:
        ground.alpha_composite(
            _readable(page, mark, left, top), (max(left, 0), max(top, 0)), (max(-left, 0), max(-top, 0))
        )
        return ground.convert("RGB")
    layer = Image.new("RGBA", page.size, (255, 255, 255, 255))
    layer.alpha_composite(mark, (max(left, 0), max(top, 0)), (max(-left, 0), max(-top, 0)))
    product = np.asarray(page.convert("RGB"), np.float32) * np.asarray(layer.convert("RGB"), np.float32) / 255
    return Image.fromarray(product.astype(np.uint8))


def _readable(page: Page, mark: Image.Image, left: int, top: int) -> Image.Image:
    """Nobody prints in a colour that does not show on its ground: there the letters are white or black."""
    ground = np.asarray(page.convert("L"))[max(top, 0) : top + mark.height, max(left, 0) : left + mark.width]
    pixels = np.asarray(mark)
    ink = pixels[pixels[..., 3] > 128]
    if not ground.size or not ink.size:
        return mark
    below, own = float(np.median(ground)), float(np.median(ink[:, :3] @ np.array([0.3, 0.59, 0.11])))
    if abs(below - own) > 40 or float(ink[:, :3].std(axis=0).max()) > 60:
        return mark
    other = Image.new("RGBA", mark.size, (245, 245, 245, 0) if below < 140 else (25, 25, 28, 0))
    other.putalpha(mark.getchannel("A"))
    return other


def unit(page: Page) -> float:
    """Pixels of this page per pixel of one 1588 wide, for which sizes are told."""
    return page.width / 1588


def corner(page: Page, rng: Random, mark: Image.Image) -> Page:
    """In one of the top corners, where the standard wants it."""
    one, grey = unit(page), np.asarray(page.convert("L"), np.float32)
    spots = []
    for _ in range(6):
        x = rng.choice([rng.uniform(70, 130) * one, page.width - rng.uniform(70, 130) * one - mark.width])
        y = rng.uniform(30, 90) * one
        below = grey[round(y) : round(y) + mark.height, max(round(x), 0) : round(x) + mark.width]
        spots.append((float(below.std()) if below.size else 0.0, x, y))
    _, x, y = min(spots)  # Where least is printed already.
    return lay(page, mark, x, y)


@manner
def plain(page: Page, rng: Random) -> Page:
    size = rng.choice([26, 30, 36, 42]) * unit(page)
    return corner(page, rng, lettering(rng, wording(rng, rng.choice(_ANY)), size, rng.choice([BLACK, BLACK, RED])))


@manner
def small(page: Page, rng: Random) -> Page:
    size = rng.choice([17, 19, 22]) * unit(page)
    return corner(page, rng, lettering(rng, wording(rng, rng.choice(_ANY)), size, rng.choice([BLACK, BLACK, RED])))


@manner
def pale(page: Page, rng: Random) -> Page:
    ink = rng.choice([(150, 150, 150), (170, 170, 170), (225, 140, 140), (190, 190, 190)])
    return corner(page, rng, lettering(rng, wording(rng, rng.choice(_ANY)), rng.choice([26, 32, 40]) * unit(page), ink))


@manner
def note(page: Page, rng: Random) -> Page:
    mark = lettering(rng, wording(rng, NOTES), rng.choice([24, 28, 32]) * unit(page), BLACK)
    below = rng.choice([60, 100, 150]) * unit(page)
    return lay(page, mark, rng.choice([110, 160, 220]) * unit(page), page.height - below - mark.height)


@manner
def foot(page: Page, rng: Random) -> Page:
    """Small in the bottom margin, left, middle or right."""
    mark = lettering(rng, wording(rng, rng.choice(_ANY)), rng.choice([18, 20, 24]) * unit(page), BLACK)
    x = rng.choice([60 * unit(page), (page.width - mark.width) / 2, page.width - mark.width - 60 * unit(page)])
    return lay(page, mark, x, page.height - mark.height - rng.uniform(14, 50) * unit(page))


@manner
def frame(page: Page, rng: Random) -> Page:
    ink = rng.choice([*SEAL_REDS, BLACK])
    mark = lettering(rng, wording(rng, STAMPED), rng.choice([34, 42, 52]) * unit(page), ink)
    return corner(page, rng, worn(rng, framed(mark, ink, double=rng.random() < 0.3)))


@manner
def slanted(page: Page, rng: Random) -> Page:
    """A framed stamp set down crooked, anywhere in the upper two thirds."""
    ink = rng.choice(SEAL_REDS)
    mark = worn(rng, framed(lettering(rng, wording(rng, STAMPED), rng.choice([38, 46, 56]) * unit(page), ink), ink))
    mark = mark.rotate(rng.uniform(-45, 45), expand=True, resample=Image.Resampling.BICUBIC)
    return lay(page, mark, rng.uniform(0, page.width - mark.width), rng.uniform(0.02, 0.6) * page.height, under=True)


@manner
def across(page: Page, rng: Random) -> Page:
    """Red words right over the title or the text."""
    ink = rng.choice(SEAL_REDS)
    mark = lettering(rng, wording(rng, STAMPED), rng.choice([40, 50, 60]) * unit(page), ink)
    x = rng.uniform(0.1 * page.width, max(0.9 * page.width - mark.width, 0.1 * page.width + 1))
    return lay(page, mark, x, rng.uniform(0.05, 0.5) * page.height, under=True)


@manner
def sealed(page: Page, rng: Random) -> Page:
    """A corner mark over which a round red seal was set."""
    one = unit(page)
    text = wording(rng, STAMPED)
    mark = lettering(rng, text, rng.choice([30, 36]) * one, rng.choice([BLACK, BLACK, RED]))
    x, y = page.width - rng.uniform(120, 200) * one - mark.width, rng.uniform(70, 130) * one
    seal = round_seal(rng, "湖山市水利学会", size=round(rng.choice([220, 260]) * one))
    page = lay(page, mark, x, y)
    off = rng.uniform(-0.35, 0.35) * mark.width
    at = (x + mark.width / 2 - seal.width / 2 + off, y + mark.height / 2 - seal.height / 2 + rng.uniform(0, 40) * one)
    return lay(page, seal, min(at[0], page.width - seal.width - 2), at[1], under=True)


@manner
def chop(page: Page, rng: Random) -> Page:
    """A square stamp of two by two letters, or an oval one."""
    one, ink = unit(page), rng.choice(SEAL_REDS)
    if rng.random() < 0.5:
        side = round(rng.choice([120, 150]) * one)
        mark = Image.new("RGBA", (side, side), (*ink, 0))
        pen, font = ImageDraw.Draw(mark), sized(rng.choice(FACES), int(side * 0.38))
        for i, letter in enumerate(rng.choice(["内部资料", "内部文件", "工作秘密", "注意保密"])):
            pen.text(
                (side * (0.28 + 0.44 * (i % 2)), side * (0.28 + 0.44 * (i // 2))),
                letter,
                font=font,
                fill=(*ink, 255),
                anchor="mm",
            )
        pen.rectangle((2, 2, side - 3, side - 3), outline=(*ink, 255), width=max(3, side // 30))
    else:
        inner = lettering(rng, rng.choice(["机密", "秘密", "绝密", "内部资料"]), 44 * one, ink)
        mark = Image.new("RGBA", (int(inner.width * 1.5), int(inner.height * 2.2)), (*ink, 0))
        mark.alpha_composite(inner, ((mark.width - inner.width) // 2, (mark.height - inner.height) // 2))
        ImageDraw.Draw(mark).ellipse((3, 3, mark.width - 4, mark.height - 4), outline=(*ink, 255), width=5)
    mark = worn(rng, mark).rotate(rng.uniform(-12, 12), expand=True, resample=Image.Resampling.BICUBIC)
    return lay(
        page,
        mark,
        rng.uniform(0.05, 0.8) * (page.width - mark.width),
        rng.uniform(0.02, 0.12) * page.height,
        under=True,
    )


@manner
def watermark(page: Page, rng: Random) -> Page:
    """Large and pale across the middle."""
    grey = rng.choice([195, 205, 215, 222])
    ink = rng.choice([(grey, grey, grey), (grey, grey, grey), (235, 200, 200)])
    size = rng.choice([110, 130, 150, 190]) * unit(page)
    mark = lettering(rng, wording(rng, ACROSS), size, ink)
    mark = mark.rotate(rng.uniform(20, 50) * rng.choice([1, 1, 1, -1]), expand=True, resample=Image.Resampling.BICUBIC)
    mark.thumbnail((page.width - 20, page.height - 20))
    return lay(page, mark, (page.width - mark.width) / 2, (page.height - mark.height) / 2, under=True)


@manner
def tiled(page: Page, rng: Random) -> Page:
    """A small pale watermark repeated over the whole page, as office software prints it."""
    grey, text = rng.choice([190, 205, 218]), wording(rng, ACROSS)
    mark = lettering(rng, text, rng.choice([34, 44, 56]) * unit(page), (grey, grey, grey))
    mark = mark.rotate(rng.choice([0, 20, 30, 45]), expand=True, resample=Image.Resampling.BICUBIC)
    step = mark.width + rng.uniform(80, 220) * unit(page), mark.height + rng.uniform(120, 260) * unit(page)
    for row, y in enumerate(np.arange(10, page.height - mark.height, step[1])):
        for x in np.arange(-(row % 2) * step[0] / 2, page.width, step[0]):
            page = lay(page, mark, float(x), float(y), under=True) if -mark.width < x else page
    return page


@manner
def apart(page: Page, rng: Random) -> Page:
    """Letters set wide apart."""
    size = rng.choice([26, 30, 36]) * unit(page)
    mark = lettering(rng, wording(rng, APART), size, rng.choice([BLACK, RED]), spread=rng.choice([0.5, 1.0, 2.0]))
    return corner(page, rng, mark)


@manner
def standing(page: Page, rng: Random) -> Page:
    """Letters below each other in a margin."""
    ink, one = rng.choice([BLACK, RED]), unit(page)
    mark = column(
        rng, rng.choice(["秘密", "机密", "绝密", "内部资料", "内部文件", "机密★"]), rng.choice([30, 40, 52]) * one, ink
    )
    x = rng.choice([30 * one, page.width - 30 * one - mark.width, rng.uniform(60, 120) * one])
    return lay(page, mark, x, rng.uniform(0.02, 0.5) * page.height)


@manner
def sideways(page: Page, rng: Random) -> Page:
    """A line of words turned a quarter, in a side margin."""
    mark = lettering(rng, wording(rng, STAMPED), rng.choice([24, 28, 34]) * unit(page), rng.choice([BLACK, RED]))
    mark = mark.transpose(rng.choice([Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270]))
    x = rng.choice([16 * unit(page), page.width - 16 * unit(page) - mark.width])
    return lay(page, mark, x, rng.uniform(0.05, 0.6) * page.height)


@manner
def overturned(page: Page, rng: Random) -> Page:
    """A stamp set on its head or on its side."""
    ink = rng.choice(SEAL_REDS)
    mark = framed(lettering(rng, wording(rng, STAMPED), rng.choice([40, 50]) * unit(page), ink), ink)
    mark = worn(rng, mark).rotate(
        rng.choice([90, 180, 270]) + rng.uniform(-10, 10), expand=True, resample=Image.Resampling.BICUBIC
    )
    return lay(page, mark, rng.uniform(0, page.width - mark.width), rng.uniform(0.02, 0.5) * page.height, under=True)


@manner
def cut(page: Page, rng: Random) -> Page:
    """The edge of the sheet takes a quarter of the letters' height away."""
    mark = lettering(
        rng, wording(rng, rng.choice([LEVELS[:8], INTERNAL[:4]])), rng.choice([34, 42]) * unit(page), BLACK
    )
    x = rng.choice([80 * unit(page), page.width - 80 * unit(page) - mark.width])
    return lay(page, mark, x, -rng.uniform(0.1, 0.3) * mark.height)


@manner
def reversed_out(page: Page, rng: Random) -> Page:
    """White letters on a dark bar."""
    text = lettering(rng, wording(rng, STAMPED), rng.choice([26, 34]) * unit(page), (255, 255, 255))
    bar = Image.new("RGBA", (text.width + 36, text.height + 26), (*rng.choice([BLACK, RED, (30, 60, 140)]), 255))
    bar.alpha_composite(text, (18, 13))
    return corner(page, rng, bar)


@manner
def outlined(page: Page, rng: Random) -> Page:
    """Letters of which only the outline is drawn."""
    font = sized(rng.choice(["sans_bold", "serif_bold", "zenhei"]), round(rng.choice([44, 56]) * unit(page)))
    text, ink = wording(rng, STAMPED), rng.choice([BLACK, RED])
    mark = Image.new("RGBA", (int(font.getlength(text) + 30), int(font.size * 1.7)), (*ink, 0))
    ImageDraw.Draw(mark).text(
        (15, font.size * 0.2), text, font=font, fill=(255, 255, 255, 255), stroke_width=2, stroke_fill=(*ink, 255)
    )
    return corner(page, rng, mark.crop(mark.getbbox() or (0, 0, 1, 1)))


@manner
def soft(page: Page, rng: Random) -> Page:
    """Smeared: an old carbon copy or a wet stamp."""
    ink = rng.choice([(70, 70, 75), RED])
    mark = lettering(rng, wording(rng, STAMPED), rng.choice([30, 38]) * unit(page), ink)
    out = Image.new("RGBA", (mark.width + 16, mark.height + 16), (*ink, 0))
    out.alpha_composite(mark, (8, 8))
    alpha = out.getchannel("A").filter(ImageFilter.GaussianBlur(rng.uniform(1.0, 1.8) * max(unit(page), 0.7)))
    out.putalpha(alpha.point(lambda v: min(255, int(v * 1.2))))
    return corner(page, rng, out)


@manner
def in_row(page: Page, rng: Random) -> Page:
    """On one line with other words of the head: number of the copy, document number, urgency."""
    size, face = rng.choice([24, 28, 32]) * unit(page), rng.choice(FACES)
    mark = lettering(rng, wording(rng, LEVELS[:11]), size, BLACK, face=face)
    other = lettering(
        rng, rng.choice(["湖人社发〔2023〕15号", "特急", "000123", "第3号", "附件1"]), size, BLACK, face=face
    )
    y, left = rng.uniform(30, 80) * unit(page), 80 * unit(page)
    first, second = (mark, other) if rng.random() < 0.5 else (other, mark)
    page = lay(page, first, left, y)
    gap = rng.choice([1.0, 3.0, 8.0]) * size
    return lay(page, second, left + first.width + gap, y)
