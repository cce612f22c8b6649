"""Pages of the study app as it looked over the years, and a print signed by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PIL import Image

from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.paint import image_of
from benchmarks.draw.second.phrases import unit
from benchmarks.draw.sheet import GREY, Colour, Sheet
from benchmarks.draw.strokes import f, seal
from benchmarks.draw.words import say_date

KIND = "xuexi_score"
RED_BAR: Colour = (214, 46, 46)


def ink_of(dark: bool) -> Colour:
    return (236, 236, 238) if dark else (34, 34, 36)


def bar(m: Maker, s: Sheet, ink: Colour) -> None:
    s.put(48, 24, f"{m.rng.randint(6, 23)}:{m.rng.randint(0, 59):02d}", 36, colour=ink, said=False, face="sans")
    s.put(s.width - 150, 24, f"{m.rng.randint(11, 99)}", 32, colour=ink, said=False, face="sans")


def detail(m: Maker, *, dark: bool) -> tuple[Sheet, dict[str, Any]]:
    """Points detail: total on top, then dated entries, which are no totals."""
    rng, s = m.rng, m.screen(dark=dark)
    ink = ink_of(dark)
    total = rng.randint(2000, 70000)
    bar(m, s, ink)
    s.centre(110, "积分明细", 44, face="sans_bold", colour=ink)
    s.put(60, 240, ["累计积分：", f("score_total", total)], 48, colour=RED_BAR, face="sans_bold")
    y, day = 380, m.words.day()
    for _ in range(9):
        if y > s.height - 170:
            break
        s.put(
            60,
            y,
            rng.choice(["登录", "选读文章", "视听学习", "每日答题", "四人赛", "发表观点", "强国运动"]),
            38,
            colour=ink,
            face="sans",
        )
        s.put(
            60,
            y + 54,
            f"{day:%Y-%m-%d} {rng.randint(6, 22):02d}:{rng.randint(0, 59):02d}:{rng.randint(10, 59)}",
            30,
            colour=GREY,
            face="sans",
        )
        s.right(s.width - 60, y + 20, f"+{rng.randint(1, 12)}", 44, colour=RED_BAR, face="sans_bold")
        y += 150
    return s, {"score_total": total}


def large(m: Maker, *, dark: bool) -> tuple[Sheet, dict[str, Any]]:
    """Points page in large type: total, year, today in cards."""
    rng, s = m.rng, m.screen(dark=dark)
    ink = ink_of(dark)
    total = rng.randint(9000, 70000)
    annual, today = rng.randint(900, 8900), rng.randint(0, 60)
    bar(m, s, ink)
    s.centre(120, "学习积分", 60, face="sans_bold", colour=ink)
    y = 300
    for label, name, value in (
        ("成长总积分", "score_total", total),
        (rng.choice(["年度积分", "本年积分"]), "score_annual", annual),
        (rng.choice(["今日已累积", "今日积分"]), "score_today", today),
    ):
        s.fill((50, y, s.width - 50, y + 250), (48, 30, 32) if dark else (254, 240, 236))
        s.put(100, y + 30, label, 54, colour=GREY, face="sans")
        s.put(
            100,
            y + 110,
            [f(name, f"{value:,}" if name == "score_total" and rng.random() < 0.5 else value)],
            96,
            colour=RED_BAR,
            face="sans_bold",
        )
        y += 300
    s.put(80, y, "积分规则 >", 46, colour=ink, face="sans")
    return s, {"score_total": total, "score_annual": annual, "score_today": today}


def yearly(m: Maker, *, dark: bool) -> tuple[Sheet, dict[str, Any]]:
    """The yearly review: a sentence rather than labels."""
    rng, s = m.rng, m.screen(dark=dark)
    ink = ink_of(dark)
    who, year, annual = m.words.name(), rng.randint(2019, 2025), rng.randint(1200, 14000)
    bar(m, s, ink)
    s.centre(170, [f("score_year", year), "年学习强国年度账单"], 58, face="sans_bold", colour=RED_BAR)
    s.centre(330, [f("person_name", who), "，这一年"], 48, colour=ink, face="sans")
    y = s.centre(480, f"您坚持学习{rng.randint(120, 365)}天", 46, colour=ink, face="sans") + 20
    y = (
        s.centre(
            y,
            [rng.choice(["年度获得积分", "全年累计获得"]), " ", f("score_annual", annual), " 分"],
            56,
            colour=ink,
            face="sans_bold",
        )
        + 20
    )
    s.centre(y, f"超过了全国{rng.randint(50, 99)}%的学员", 44, colour=ink, face="sans")
    return s, {"score_year": year, "person_name": who, "score_annual": annual}


def mine(m: Maker, *, dark: bool) -> tuple[Sheet, dict[str, Any]]:
    """The newer page about me: name, unit group, points in one line."""
    rng, s = m.rng, m.screen(dark=dark)
    ink = ink_of(dark)
    who, total, today = m.words.name(), rng.randint(2000, 60000), rng.randint(1, 60)
    bar(m, s, ink)
    s.fill((0, 90, s.width, 520), (120, 20, 20) if dark else RED_BAR)
    s.put(240, 180, [f("person_name", who)], 56, colour=(255, 255, 255), face="sans_bold")
    own = unit(m, m.words.city())
    s.put(240, 268, [f("unit", own)], 30, colour=(255, 226, 220), face="sans", said=True)
    s.put(70, 400, ["总积分 ", f("score_total", total)], 44, colour=(255, 255, 255), face="sans_bold")
    s.put(s.width / 2 + 40, 400, ["今日获得 ", f("score_today", today)], 44, colour=(255, 255, 255), face="sans_bold")
    y = 620
    for item in ("我的积分", "强国币", "我的证书", "学习笔记", "离线下载", "关于学习强国", "设置"):
        s.put(80, y, item, 42, colour=ink, face="sans")
        y += 130
    return s, {"person_name": who, "unit": own, "score_total": total, "score_today": today}


def shown(m: Maker, which: Any) -> Drawn:
    s, facts = which(m, dark=m.rng.random() < 0.4)
    return Drawn(KIND, [s], {**facts, "signed": False, "sealed": False}, None, screen=True)


@layout(KIND)
def second_xuexi_detail(m: Maker) -> Drawn:
    return shown(m, detail)


@layout(KIND)
def second_xuexi_large(m: Maker) -> Drawn:
    return shown(m, large)


@layout(KIND)
def second_xuexi_yearly(m: Maker) -> Drawn:
    return shown(m, yearly)


@layout(KIND)
def second_xuexi_mine(m: Maker) -> Drawn:
    return shown(m, mine)


@layout(KIND)
def second_xuexi_print(m: Maker) -> Drawn:
    """A print with a typed line of unit and name above, signature and seal below."""
    inner, facts = large(m, dark=False)
    person, s = m.words.person(), m.a4()
    own = unit(m, person.city)
    year = m.rng.randint(2019, 2025)
    s.put(110, 60, ["姓名：", f("person_name", person.name), "　单位：", f("unit", own)], 30)
    s.put(110, 112, ["年度：", f("score_year", year), "年"], 30)
    picture = image_of(inner)
    scale = min(820 / picture.width, 1220 / picture.height)
    left, top = (s.width - picture.width * scale) / 2, 180
    s.picture(
        left,
        top,
        picture.resize((int(picture.width * scale), int(picture.height * scale)), Image.Resampling.LANCZOS).convert(
            "RGBA"
        ),
        ink=False,
    )
    for name, (x0, y0, x1, y1) in inner.boxes.items():
        s.note(name, (left + x0 * scale, top + y0 * scale, left + x1 * scale, top + y1 * scale))
    s.said += inner.said
    y = top + picture.height * scale + 50
    s.put(140, y, "本人签字：", 32, said=False)
    s.picture(310, y - 10, handwriting(m.rng, person.name, 54))
    s.said.append("本人签字：" + person.name)
    day = date(year, 12, 1) + timedelta(days=m.rng.randint(0, 29))
    s.put(140, y + 84, say_date(m.rng, day, "plain"), 30)
    s.put(720, y, "单位（盖章）", 30)
    seal(m, s, own, 880, y + 40)
    facts |= {
        "person_name": person.name,
        "unit": own,
        "score_year": year,
        "signed": True,
        "sealed": True,
        "seal_text": own,
    }
    return Drawn(KIND, [s], facts, person)
