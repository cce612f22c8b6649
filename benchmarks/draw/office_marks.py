"""A third hand's marks: what offices print and stamp every day, through ordinary captures alone.

Head rows of the standard, labels beside other entries, marks in two rows, corner and foot lines, stamps in red, blue
and photocopied grey, pale print, watermarks, a seal set over the mark. As in ``mark_manners`` a manner takes the drawn
page (RGB) and a random stream and returns the page with the mark on it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image

from benchmarks.draw.ink import SEAL_REDS, round_seal, worn
from benchmarks.draw.mark_manners import BLACK, FACES, RED, Ink, Page, corner, framed, lay, lettering, unit
from benchmarks.draw.near_misses import certificate, statement
from benchmarks.draw.paint import image_of

MANNERS: dict[str, Callable[[Page, Random], Page]] = {}
LEVELS = ("机密★1年", "秘密★3年", "机密★10年", "绝密★30年", "绝密", "机密", "秘密", "秘密★长期", "机密★6个月")
LABELS = ("密级：秘密", "密级：机密★5年", "密级：绝密", "秘密等级：机密", "密级: 内部", "保密等级：秘密")
INTERNAL = (
    "内部资料 不得外传",
    "内部资料　注意保存",
    "工作秘密",
    "工作秘密★1年",
    "内部文件 严禁外传",
    "涉密文件 不得外传",
    "内部使用 严禁复印",
    "商业秘密",
    "内部资料",
)
STAMPS = ("机密", "秘密", "绝密", "机密★1年", "工作秘密", "内部资料", "内部资料 不得外传", "内部文件")


def manner(function: Callable[[Page, Random], Page]) -> Callable[[Page, Random], Page]:
    MANNERS[function.__name__] = function
    return function


def rows(rng: Random, texts: tuple[str, ...], size: float, ink: Ink) -> Image.Image:
    """Lines below each other, left edges in one line."""
    face = rng.choice(FACES)
    parts = [lettering(rng, text, size, ink, face=face) for text in texts]
    out = Image.new("RGBA", (max(p.width for p in parts), round(1.5 * size * len(parts))), (*ink, 0))
    for number, part in enumerate(parts):
        out.alpha_composite(part, (0, round(1.5 * size * number)))
    return out


def stamp(rng: Random, text: str, size: float, ink: Ink) -> Image.Image:
    mark = worn(
        rng, framed(lettering(rng, text, size, ink, face=rng.choice(["sans_bold", "serif_bold", "zenhei"])), ink)
    )
    return mark.rotate(rng.uniform(-20, 20), expand=True, resample=Image.Resampling.BICUBIC)


@manner
def head_rows(page: Page, rng: Random) -> Page:
    """Copy number, level and urgency below each other at the top left, as the standard has them."""
    texts = (f"{rng.randint(1, 300):06}", rng.choice(LEVELS), "特急")[rng.randint(0, 1) : rng.randint(2, 3)]
    one = unit(page)
    return lay(page, rows(rng, texts, rng.choice([24, 28, 32]) * one, BLACK), 90 * one, rng.uniform(24, 50) * one)


@manner
def label(page: Page, rng: Random) -> Page:
    """The label with other entries in one row of the head."""
    size, one = rng.choice([20, 24, 28]) * unit(page), unit(page)
    face, texts = rng.choice(FACES), [rng.choice(LABELS), f"编号：{rng.randint(100, 999)}", "份数：12"]
    rng.shuffle(texts)
    x = 80 * one
    for text in texts:
        part = lettering(rng, text, size, BLACK, face=face)
        page = lay(page, part, x, 40 * one)
        x += part.width + rng.choice([2.0, 5.0]) * size
    return page


@manner
def two_rows(page: Page, rng: Random) -> Page:
    text = rng.choice([one for one in INTERNAL if len(one) > 6])
    ink = rng.choice([BLACK, RED])
    mark = rows(rng, tuple(text.replace("　", " ").split(" ")), rng.choice([24, 30]) * unit(page), ink)
    return corner(page, rng, framed(mark, ink) if rng.random() < 0.4 else mark)


@manner
def above_title(page: Page, rng: Random) -> Page:
    text = rng.choice(["（内部资料 不得外传）", "【工作秘密】", "（秘密）", "〔内部文件〕", "内部资料 不得外传"])
    mark = lettering(rng, text, rng.choice([22, 26, 30]) * unit(page), rng.choice([BLACK, RED]))
    return lay(page, mark, (page.width - mark.width) / 2, rng.uniform(20, 60) * unit(page))


@manner
def red_stamp(page: Page, rng: Random) -> Page:
    mark = stamp(rng, rng.choice(STAMPS), rng.choice([30, 38, 46]) * unit(page), rng.choice(SEAL_REDS))
    x, y = rng.uniform(0.02, 0.98) * max(page.width - mark.width, 1), rng.uniform(0.01, 0.7) * page.height
    return lay(page, mark, x, y, under=True)


@manner
def small_stamp(page: Page, rng: Random) -> Page:
    mark = stamp(rng, rng.choice(STAMPS), rng.choice([20, 24]) * unit(page), rng.choice([*SEAL_REDS, (35, 60, 165)]))
    x, y = rng.uniform(0.02, 0.98) * max(page.width - mark.width, 1), rng.uniform(0.01, 0.15) * page.height
    return lay(page, mark, x, y, under=True)


@manner
def grey_stamp(page: Page, rng: Random) -> Page:
    """A stamp on the sheet that was photocopied: its colour is gone."""
    grey = rng.choice([40, 70, 100])
    mark = stamp(rng, rng.choice(STAMPS), rng.choice([34, 42]) * unit(page), (grey, grey, grey))
    x, y = rng.uniform(0.02, 0.98) * max(page.width - mark.width, 1), rng.uniform(0.01, 0.6) * page.height
    return lay(page, mark, x, y, under=True)


@manner
def faint(page: Page, rng: Random) -> Page:
    grey = rng.choice([165, 180, 195])
    text = rng.choice([*LEVELS, *INTERNAL])
    return corner(page, rng, lettering(rng, text, rng.choice([22, 28, 34]) * unit(page), (grey, grey, grey)))


@manner
def foot_line(page: Page, rng: Random) -> Page:
    """Small in the foot, alone or with the number of the page."""
    size, one = rng.choice([16, 18, 22]) * unit(page), unit(page)
    mark = lettering(rng, rng.choice([*INTERNAL, *LEVELS]), size, rng.choice([BLACK, (90, 90, 90)]))
    number = lettering(rng, rng.choice(["— 1 —", "第1页 共2页", "1"]), size, BLACK)
    y = page.height - rng.uniform(30, 60) * one
    if rng.random() < 0.6:
        page = lay(page, number, page.width / 2, y)
    return lay(
        page, mark, rng.choice([80 * one, page.width * 0.35 - mark.width, page.width - 80 * one - mark.width]), y
    )


@manner
def water(page: Page, rng: Random) -> Page:
    grey = rng.choice([200, 210, 220])
    mark = lettering(rng, rng.choice(STAMPS), rng.choice([110, 150]) * unit(page), (grey, grey, grey))
    mark = mark.rotate(rng.choice([0, 25, 35, 45]), expand=True, resample=Image.Resampling.BICUBIC)
    mark.thumbnail((page.width - 40, page.height - 40))
    return lay(page, mark, (page.width - mark.width) / 2, (page.height - mark.height) / 2, under=True)


@manner
def water_rows(page: Page, rng: Random) -> Page:
    """Three or four times below each other, level or aslant."""
    grey = rng.choice([195, 208])
    mark = lettering(rng, rng.choice(STAMPS), rng.choice([50, 70]) * unit(page), (grey, grey, grey))
    mark = mark.rotate(rng.choice([0, 20, 30]), expand=True, resample=Image.Resampling.BICUBIC)
    count = rng.choice([3, 4])
    for y in np.linspace(0.12, 0.8, count) * page.height:
        page = lay(page, mark, rng.uniform(0.1, 0.9) * max(page.width - mark.width, 1), float(y), under=True)
    return page


@manner
def under_seal(page: Page, rng: Random) -> Page:
    """A corner mark, black or red, partly below a red seal."""
    one = unit(page)
    mark = lettering(rng, rng.choice(LEVELS), rng.choice([30, 36]) * one, rng.choice([BLACK, RED]))
    x, y = page.width - rng.uniform(150, 260) * one - mark.width, rng.uniform(70, 140) * one
    seal = round_seal(rng, "湖山市水利学会", size=round(rng.choice([220, 250]) * one))
    page = lay(page, mark, x, y)
    off = rng.choice([-0.6, -0.4, 0.4, 0.6]) * mark.width
    at = x + mark.width / 2 - seal.width / 2 + off, y + mark.height / 2 - rng.uniform(0.3, 0.7) * seal.height
    return lay(page, seal, max(0.0, min(at[0], page.width - seal.width - 2)), max(at[1], 0.0), under=True)


#: Papers near to a mark that carry none.
NEAR_MISSES = {
    "handover": (statement, ("涉密载体交接培训证明", "兹证明沈毅同志于2024年5月参加机密级文件管理培训，计8学时。")),
    "withheld": (
        statement,
        ("说明", "因原通知系内部资料，不得外传，按规定不便上传，特此说明。", "情况属实，特此证明。"),
    ),
    "workshop": (certificate, ("培训证书", "沈毅同志参加商业秘密保护与合规管理培训，计16学时，成绩合格。", "主动公开")),
    "grade_open": (statement, ("证明", "沈毅同志参加继续教育培训，计24学时。", "密级：公开", "公开方式：主动公开")),
    "secretary": (
        certificate,
        ("结业证书", "沈毅同志参加机关秘书工作与机要保密知识培训班，计12学时。", "证书编号：0032"),
    ),
    "internal_audit": (
        certificate,
        ("结业证书", "沈毅同志参加内部审计与内部控制培训，计20学时，准予结业。", "内审协会"),
    ),
    "copying": (
        statement,
        ("学习证明", "沈毅同志参加档案保管与复印管理培训，计6学时。", "本证明复印无效。", "注意保存。"),
    ),
    "stars": (certificate, ("荣誉证书", "沈毅同志被评为五星★★★★★学员，计8学时，特发此证。", "有效期3年")),
}


def draw(name: str, rng: Random) -> Page:
    form, words = NEAR_MISSES[name]
    return image_of(form(rng, words))
