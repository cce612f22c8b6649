"""``python -m benchmarks.guard --count N``: how many marked pages the secrecy guard stops, and how many others.

Draws papers of every layout, puts a mark of a random manner on every second one (corner, note, frame,
slanted stamp, watermark, set wide, standing, pale, across other words) and words that must pass on the
rest, sends them through a capture and reads them as intake does. Nothing is written to disk.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections import defaultdict
from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from benchmarks.draw.capture import capture
from benchmarks.draw.fonts import installed
from benchmarks.draw.maker import Maker, layouts
from benchmarks.draw.paint import image_of
from domain.reading import Withheld
from intake import read_in_process

LEVELS = ("秘密★{n}年", "机密★{n}年", "绝密★{n}年", "秘密★长期", "机密★", "秘密", "机密", "绝密", "机密★{n}年 特急")
INTERNAL = (
    "内部资料",
    "内部文件",
    "内部使用",
    "内部资料 注意保密",
    "工作秘密",
    "商业秘密",
    "内部资料 请勿外传",
    "注意保密",
)
NOTES = (
    *("（此件不予公开）", "（此件依申请公开）", "公开属性：不予公开", "公开方式：依申请公开", "此件不公开", "不予公开"),
    "（依申请公开）",
)
HARMLESS = (
    *(
        "（此件主动公开）",
        "（此件公开发布）",
        "公开属性：主动公开",
        "密级：公开",
        "内部审计与风险管理",
        "涉密人员上岗证",
    ),
    *("培训内容：保密法宣传教育", "课程：政府信息公开实务", "保守国家秘密法解读", "商业秘密保护实务", "保密教育合格证"),
    *(
        "因原件含内部资料，不予公开，特此说明",
        "通知属秘密级文件，不便上传",
        "机密仪器与精密测量",
        "浙内准字第C125号准印证",
    ),
    *("依申请公开办理流程讲解", "工作秘密管理专题", "涉密文件管理培训班", "内部控制规范"),
)
WAYS = ("clean", "scan", "copy_bw", "photo", "photo", "photo_hard", "wechat", "photo_screen")
RED, BLACK = (200, 30, 40), (25, 25, 28)


def _font(rng: Random, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(rng.choice(sorted(installed().values())), size)


def _written(text: str, font: ImageFont.FreeTypeFont, colour: tuple[int, int, int], spread: float = 0.0) -> Image.Image:
    """The words on a transparent ground; ``spread`` is room between letters in letter widths."""
    step = font.size * (1 + spread)
    width = int(sum((font.getlength(c) if not spread else step) for c in text) + font.size)
    picture = Image.new("RGBA", (width, int(font.size * 1.6)), (*colour, 0))
    pen, x = ImageDraw.Draw(picture), font.size * 0.3
    for letter in text if spread else [text]:
        pen.text((x, font.size * 0.15), letter, font=font, fill=(*colour, 255))
        x += step
    return picture.crop(picture.getbbox() or (0, 0, 1, 1))


def put(page: Image.Image, rng: Random, text: str, manner: str) -> Image.Image:
    """``page`` with ``text`` put on it in that manner."""
    page = page.convert("RGBA")
    width, height = page.size
    unit = width / 1588
    size = int(rng.choice([26, 30, 36, 42]) * unit)
    colour = rng.choice([BLACK, BLACK, RED])
    if manner == "small":
        size = int(rng.choice([17, 19, 22]) * unit)
    if manner == "pale":
        colour = rng.choice([(150, 150, 150), (170, 170, 170), (225, 140, 140)])
    if manner in ("slanted", "across", "frame", "standing"):
        size, colour = int(rng.choice([38, 46, 56]) * unit), RED
    if manner == "watermark":
        size, colour = int(rng.choice([110, 130, 150]) * unit), rng.choice([(205, 205, 205), (215, 215, 215)])
    mark = _written(text, _font(rng, max(size, 14)), colour, rng.choice([0.5, 1.0]) if manner == "wide" else 0.0)
    if manner == "standing":
        rows = [_written(c, _font(rng, max(size, 14)), colour) for c in text.replace("★", "")]
        mark = Image.new("RGBA", (max(r.width for r in rows), sum(r.height + 6 for r in rows)), (*colour, 0))
        y = 0
        for row in rows:
            mark.alpha_composite(row, ((mark.width - row.width) // 2, y))
            y += row.height + 6
    if manner in ("frame", "slanted"):
        framed = Image.new("RGBA", (mark.width + 30, mark.height + 26), (*colour, 0))
        framed.alpha_composite(mark, (15, 13))
        ImageDraw.Draw(framed).rectangle((2, 2, framed.width - 3, framed.height - 3), outline=(*colour, 255), width=4)
        mark = framed
    if manner == "slanted":
        mark = mark.rotate(rng.uniform(-25, 25), expand=True, resample=Image.Resampling.BICUBIC)
    if manner == "watermark":
        mark = mark.rotate(rng.uniform(15, 45), expand=True, resample=Image.Resampling.BICUBIC)
    x = rng.choice([int(90 * unit), width - int(90 * unit) - mark.width])
    y = int(rng.uniform(30, 90) * unit)
    if manner == "note":
        x, y = int(rng.choice([110, 160]) * unit), height - int(rng.choice([100, 150]) * unit)
    elif manner in ("across", "slanted"):
        x, y = rng.randint(0, max(1, width - mark.width)), int(rng.uniform(0.03, 0.5) * height)
    elif manner == "watermark":
        x, y = (width - mark.width) // 2, (height - mark.height) // 2
    x, y = max(2, min(x, width - mark.width - 2)), max(2, min(y, height - mark.height - 2))
    if manner == "watermark":
        under = Image.new("RGBA", page.size, (255, 255, 255, 255))
        under.alpha_composite(mark, (x, y))
        both = np.minimum(np.asarray(page.convert("RGB")), np.asarray(under.convert("RGB")))
        return Image.fromarray(both)
    ground = np.asarray(page.convert("L"))[y : y + mark.height, x : x + mark.width].mean()
    if ground < 110 and colour != RED:  # Nobody prints black on black.
        pale = Image.new("RGBA", mark.size, (245, 245, 245, 0))
        pale.putalpha(mark.getchannel("A"))
        mark = pale
    page.alpha_composite(mark, (x, y))
    return page.convert("RGB")


def main() -> None:
    parser = argparse.ArgumentParser(description="measures the secrecy guard on drawn pages")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--missed", default="", help="folder for the pictures that were judged wrongly")
    chosen = parser.parse_args()
    kinds = layouts()
    names = list(kinds)
    stopped: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    wrong: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    seconds: list[float] = []
    for number in range(chosen.count):
        rng = Random(f"{chosen.seed}/{number}")
        name = names[number % len(names)]
        page = image_of(kinds[name][1](Maker(Random(f"{chosen.seed}/{number}/paper"))).settle().sheets[0])
        marked = number % 2 == 0
        manner = rng.choice(
            [
                "corner",
                "corner",
                "corner",
                "note",
                "small",
                "frame",
                "slanted",
                "watermark",
                "wide",
                "standing",
                "pale",
                "across",
            ]
        )
        if marked:
            pool = NOTES if manner == "note" else rng.choice([LEVELS, LEVELS, INTERNAL])
            if manner == "watermark":
                pool = (*LEVELS[:4], *INTERNAL[:5], "依申请公开", "不予公开")
            text = rng.choice(pool).format(n=rng.choice([1, 5, 10, 20]))
            if manner in ("wide", "standing"):
                text = rng.choice(["秘密", "机密", "绝密", "内部资料"])
        else:
            manner, text = rng.choice(["corner", "note", "none"]), rng.choice(HARMLESS)
        if manner != "none":
            page = put(page, rng, text, manner)
        way = rng.choice(WAYS)
        taken = capture(np.asarray(page), way, rng)
        out = io.BytesIO()
        Image.fromarray(taken.image).save(out, "JPEG", quality=taken.quality or 95)
        began = time.perf_counter()
        seen = read_in_process(out.getvalue())
        seconds.append(time.perf_counter() - began)
        held = isinstance(seen, Withheld) and not seen.unscreened
        codes = [f"{f.code}/{f.detail.get('rule')}" for f in getattr(seen, "findings", ())]
        unscreened = isinstance(seen, Withheld) and seen.unscreened
        tally = stopped if marked else wrong
        for key in ("all", way, *([manner] if marked else [])):
            tally[key][0] += held
            tally[key][1] += 1
        if unscreened:
            tally["unscreened"][0] += 1
        if held != marked:
            told = {"number": number, "layout": name, "way": way, "manner": manner, "text": text, "saw": codes}
            print(json.dumps({**told, "unscreened": unscreened}, ensure_ascii=False), flush=True)
            if chosen.missed:
                Image.fromarray(taken.image).save(f"{chosen.missed}/{number}.jpg", quality=90)
    for title, tally in (("marked, stopped", stopped), ("unmarked, stopped", wrong)):
        print(title, {key: f"{hit}/{total}" for key, (hit, total) in sorted(tally.items())})
    print(f"median {np.median(seconds):.2f} s a page")


if __name__ == "__main__":
    main()
