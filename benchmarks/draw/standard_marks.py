"""Marks just as the standards want them: GB/T 9704-2012 for the head and the note, and the entries offices print.

Level with its star and term at the top left below the copy number, or at the top right as GB/T 9704-1999 had it; the
note in brackets below the date; 公开属性 among the entries of a head or a foot; 内部资料 at a corner. In the standard's
faces (black-letter for the level, book letters for the note) and size 3 (16 points), through clean and scan alone: of
these none may pass.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PIL import Image

from benchmarks.draw.mark_manners import BLACK, RED, Page, lay, lettering

MANNERS: dict[str, Callable[[Page, Random], Page]] = {}
_HEAVY, _BOOK = ("sans_bold", "zenhei", "sans"), ("serif", "ming", "kai", "serif_bold")
_TERMS = ("★{n}年", "★{n}年", "★长期", "★6个月", "★启用前", "", "★")
_EVEN = 60.0  # Grey levels between paper and grain.
_NOTES = ("不予公开", "依申请公开")


def manner(function: Callable[[Page, Random], Page]) -> Callable[[Page, Random], Page]:
    MANNERS[function.__name__] = function
    return function


def _points(page: Page, size: float) -> float:
    """Pixels of a size in points on a sheet of A4, upright or lying."""
    return size * max(page.size) / 842


def _level(rng: Random) -> str:
    text = rng.choice(["绝密", "机密", "秘密"]) + rng.choice(_TERMS).format(n=rng.choice([1, 3, 5, 10, 20, 30]))
    return "　".join(text) if len(text) == 2 and rng.random() < 0.5 else text


def _free(page: Page, mark: Image.Image, x: float, rows: tuple[float, float], rng: Random) -> Page:
    """On the emptiest of some places in a row of the page: offices print a mark where there is room.

    Where there is none it goes on a white slip.
    """
    grey, spots = page.convert("L"), []
    for number in range(36):
        y = rng.uniform(*rows) * page.height
        left = x if number < 12 else rng.uniform(0.06 * page.width, max(0.94 * page.width - mark.width, 1))
        below = grey.crop((round(left) - 6, round(y) - 6, round(left) + mark.width + 6, round(y) + mark.height + 6))
        low, high = below.getextrema()
        spots.append((float(high) - float(low), number, left, y))  # type: ignore[arg-type]
        if number >= 11 and min(spots)[0] < _EVEN:
            break
    unrest, _, left, y = min(spots)
    if unrest >= _EVEN:
        slip = Image.new("RGBA", (mark.width + 12, mark.height + 12), "white")
        page = lay(page, slip, left - 6, y - 6)
    return lay(page, mark, left, y)


@manner
def level_left(page: Page, rng: Random) -> Page:
    """Copy number, below it the level, below it the urgency, each where there is one."""
    size = _points(page, 16)
    texts = [(_level(rng), rng.choice(_HEAVY))]
    if rng.random() < 0.5:
        texts.insert(0, (f"{rng.randint(1, 999):06}", "serif"))
    if rng.random() < 0.3:
        texts.append(("特急", "sans_bold"))
    parts = [lettering(rng, text, size, BLACK, face=face) for text, face in texts]
    block = Image.new("RGBA", (max(part.width for part in parts), round(1.6 * size * len(parts))), (*BLACK, 0))
    for number, part in enumerate(parts):
        block.alpha_composite(part, (0, round(1.6 * size * number)))
    return _free(page, block, 0.1 * page.width, (0.012, 0.05), rng)


@manner
def level_right(page: Page, rng: Random) -> Page:
    """As before 2012, and as forms and projects' papers still have it."""
    ink = rng.choice([BLACK, BLACK, RED])
    level = lettering(rng, _level(rng), _points(page, 16), ink, face=rng.choice(_HEAVY))
    return _free(page, level, 0.92 * page.width - level.width, (0.012, 0.05), rng)


@manner
def note(page: Page, rng: Random) -> Page:
    """In brackets at the left, below the date."""
    words = rng.choice(["（此件{}）", "（{}）", "（此文{}）", "（本件{}）"]).format(rng.choice(_NOTES))
    mark = lettering(rng, words, _points(page, rng.choice([14, 16])), BLACK, face=rng.choice(_BOOK))
    return _free(page, mark, 0.13 * page.width, (0.78, 0.95), rng)


@manner
def attribute(page: Page, rng: Random) -> Page:
    """The entry for it in the head or the foot."""
    label = rng.choice(["公开属性", "公开方式", "信息公开属性", "公开类别"])
    mark = lettering(
        rng,
        f"{label}：{rng.choice(_NOTES)}",
        _points(page, rng.choice([12, 14, 16])),
        BLACK,
        face=rng.choice([*_BOOK, *_HEAVY]),
    )
    return _free(page, mark, rng.choice([0.1, 0.6]) * page.width, rng.choice([(0.012, 0.05), (0.86, 0.96)]), rng)


@manner
def internal(page: Page, rng: Random) -> Page:
    words = rng.choice(["内部资料", "内部资料　注意保存", "内部文件", "内部资料　不得外传", "内部使用"])
    mark = lettering(
        rng, words, _points(page, rng.choice([12, 14, 16])), rng.choice([BLACK, RED]), face=rng.choice(_HEAVY)
    )
    x = rng.choice([0.09 * page.width, 0.91 * page.width - mark.width])
    return _free(page, mark, x, rng.choice([(0.012, 0.05), (0.92, 0.97)]), rng)
