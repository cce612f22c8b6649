"""Scores of the study app in arrangements other than its own first page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PIL import Image

from benchmarks.draw.fourth.phrases import person
from benchmarks.draw.fourth.platforms import phone_bar
from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.paint import image_of
from benchmarks.draw.sheet import GREY, Segments, Sheet
from benchmarks.draw.strokes import f, seal

KIND = "xuexi_score"
RED = (214, 44, 40)
UNSIGNED: dict[str, Any] = {"signed": False, "sealed": False}


def cards(m: Maker) -> tuple[Sheet, dict[str, Any]]:
    """A page of cards: total, year, today side by side, parts of the day's score below."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    total, today = rng.randint(6000, 60000), rng.randint(3, 55)
    annual = min(total, rng.randint(900, 12000))
    y = phone_bar(m, s, "学习积分")
    s.fill((0, y - 10 * u, s.width, y + 330 * u), RED)
    for i, (name, label, value) in enumerate(
        (("score_total", "成长总积分", total), ("score_annual", "年度积分", annual), ("score_today", "今日积分", today))
    ):
        middle = s.width * (i + 0.5) / 3
        s.centre(
            y + 70 * u, f(name, f"{value:,}" if i == 0 else value), round(64 * u), middle=middle, colour=(255, 255, 255)
        )
        s.centre(y + 180 * u, label, round(34 * u), middle=middle, colour=(255, 225, 220))
    y += 380 * u
    for label, top in (
        ("登录", 1),
        ("我要选读文章", 12),
        ("视听学习", 12),
        ("每日答题", 5),
        ("趣味答题", 8),
        ("专项答题", 10),
    ):
        got = rng.randint(0, top)
        s.put(70 * u, y, label, round(42 * u))
        s.put(70 * u, y + 64 * u, f"已得{got}分 / 上限{top}分", round(32 * u), colour=GREY)
        s.right(s.width - 70 * u, y + 30 * u, "完成" if got == top else "去学习", round(36 * u), colour=RED)
        y += 150 * u
    return s, {"score_total": total, "score_annual": annual, "score_today": today}


@layout(KIND)
def fourth_xuexi_cards(m: Maker) -> Drawn:
    s, facts = cards(m)
    return Drawn(KIND, [s], facts | UNSIGNED, screen=True)


@layout(KIND)
def fourth_xuexi_review(m: Maker) -> Drawn:
    """The year in review: a greeting by name and figures in running words."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    someone, _, _ = person(m)
    year, annual = rng.randint(2020, 2025), rng.randint(2000, 15000)
    s.fill((0, 0, s.width, s.height), (168, 32, 30))
    light, gold = (255, 240, 225), (255, 214, 120)
    s.centre(180 * u, "学习强国", round(60 * u), face=m.type.title, colour=light)
    s.centre(320 * u, [f("score_year", year), "年度学习报告"], round(84 * u), face=m.type.title, colour=gold)
    s.put(110 * u, 620 * u, [f("person_name", someone.name), "，你好"], round(56 * u), colour=light)
    y = 780 * u
    lines: tuple[Segments, ...] = (
        "这一年，你坚持学习",
        [str(rng.randint(120, 365)), " 天"],
        "阅读文章",
        [str(rng.randint(300, 3000)), " 篇"],
        "获得年度积分",
        [f("score_annual", annual), " 分"],
    )
    for words in lines:
        big = not isinstance(words, str)
        s.put(110 * u, y, words, round((80 if big else 46) * u), colour=gold if big else light)
        y += (160 if big else 90) * u
    s.put(110 * u, y + 40 * u, f"超过了全国{rng.randint(60, 99)}%的学习者", round(44 * u), colour=light)
    return Drawn(
        KIND, [s], {"score_year": year, "person_name": someone.name, "score_annual": annual} | UNSIGNED, screen=True
    )


@layout(KIND)
def fourth_xuexi_printed(m: Maker) -> Drawn:
    """The page of cards printed small on a sheet, a line about whose it is, a signature and the unit's seal."""
    rng, s = m.rng, m.a4()
    someone, own, _ = person(m)
    inner, facts = cards(m)
    scale = 1160 / inner.height
    picture = image_of(inner).resize((round(inner.width * scale), 1160), Image.Resampling.LANCZOS).convert("RGBA")
    left, top = (1240 - picture.width) / 2, 190
    s.centre(80, "学习强国积分截图打印件", 42, face=m.type.title)
    s.picture(left, top, picture, ink=False)
    for name, box in inner.boxes.items():
        s.note(name, (left + box[0] * scale, top + box[1] * scale, left + box[2] * scale, top + box[3] * scale))
    s.said.extend(inner.said)
    day = m.words.day(2019, 2025)
    year = day.year - 1
    s.put(120, 1400, ["单位：", f("unit", own), "　　姓名：", f("person_name", someone.name)], 28)
    s.put(
        120,
        1456,
        ["所属年度：", f("score_year", year), "年　　截图日期：", f("screenshot_date", f"{day:%Y-%m-%d}")],
        28,
    )
    s.put(120, 1540, "本人签字：", 28)
    s.picture(280, 1520, handwriting(rng, someone.name, 50))
    s.put(700, 1540, "单位（盖章）：", 28)
    seal(m, s, own, 950, 1560)
    more = {
        "unit": own,
        "person_name": someone.name,
        "score_year": year,
        "screenshot_date": day.isoformat(),
        "signed": True,
        "sealed": True,
        "seal_text": own,
    }
    return Drawn(KIND, [s], facts | more, someone)


@layout(KIND)
def fourth_xuexi_desktop(m: Maker) -> Drawn:
    """The desktop page of one's own scores: a table of days beside the sums."""
    rng, s = m.rng, m.sheet(1600, 900, (248, 248, 248))
    someone, _, _ = person(m)
    total, today = rng.randint(5000, 50000), rng.randint(0, 50)
    day = m.words.day(2020, 2025)
    s.fill((0, 0, 1600, 90), RED)
    s.put(60, 22, "学习强国", 42, colour=(255, 255, 255), face=m.type.title)
    s.right(1540, 32, "首页　我的学习　积分　退出登录", 24, colour=(255, 255, 255))
    s.fill((60, 130, 520, 850), (255, 255, 255))
    s.centre(180, f("person_name", someone.name), 40, middle=290)
    s.centre(300, "总积分", 28, middle=290, colour=GREY)
    s.centre(346, f("score_total", total), 60, middle=290, colour=RED)
    s.centre(500, "今日获得", 28, middle=290, colour=GREY)
    s.centre(546, f("score_today", today), 60, middle=290, colour=RED)
    rows: list[list[Any]] = [["日期", "文章", "视听", "答题", "当日得分"]]
    for i in range(9):
        parts = [rng.randint(0, 12) for _ in range(3)]
        when = day - timedelta(days=i + 1)
        rows.append([f"{when:%m-%d}", *map(str, parts), str(sum(parts) + 1)])
    s.table(570, 170, [200, 180, 180, 180, 220], rows, 26, height=62, head=(250, 232, 230))
    return Drawn(
        KIND, [s], {"person_name": someone.name, "score_total": total, "score_today": today} | UNSIGNED, screen=True
    )
