"""学习强国 score pages: my page, points page, yearly report; dark or light; printed, signed and sealed or not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PIL import Image

from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.paint import image_of
from benchmarks.draw.papers.certificates import stamp
from benchmarks.draw.sheet import GREY, Colour, F, Sheet
from benchmarks.draw.words import Person, say_date

KIND = "xuexi_score"
ACCENT: Colour = (205, 40, 40)
TASKS = (
    ("登录", 1),
    ("我要选读文章", 12),
    ("视听学习", 6),
    ("视听学习时长", 6),
    ("每日答题", 5),
    ("趣味答题", 8),
    ("订阅", 2),
    ("发表观点", 1),
)


def status_bar(m: Maker, s: Sheet, ink: Colour) -> None:
    """Clock and battery of a phone, which a reader must not take for facts."""
    s.put(50, 26, f"{m.rng.randint(7, 22)}:{m.rng.randint(0, 59):02d}", 34, colour=ink, said=False, face="sans")
    s.put(s.width - 190, 26, f"5G {m.rng.randint(20, 99)}%", 32, colour=ink, said=False, face="sans")


def thousands(m: Maker, value: int) -> str:
    return f"{value:,}" if m.rng.random() < 0.3 else str(value)


def points_sheet(m: Maker, person: Person, *, dark: bool, annual: bool) -> tuple[Sheet, dict[str, Any]]:
    """The points page: total, today, maybe the year, then the daily tasks."""
    rng, s = m.rng, m.screen(dark=dark)
    ink: Colour = (235, 235, 238) if dark else (30, 30, 32)
    total, today = rng.randint(3000, 60000), 0
    facts: dict[str, Any] = {"score_total": total}
    status_bar(m, s, ink)
    s.centre(110, rng.choice(["学习积分", "我的积分"]), 46, face="sans_bold", colour=ink)
    s.fill((40, 220, s.width - 40, 620), (60, 24, 26) if dark else (253, 236, 230))
    y = s.centre(270, rng.choice(["成长总积分", "总积分"]), 38, colour=GREY, face="sans")
    y = s.centre(y, [F("score_total", thousands(m, total))], 100, colour=ACCENT, face="sans_bold")
    if annual:
        facts["score_annual"] = rng.randint(800, min(total, 14000))
        s.centre(
            y,
            [
                rng.choice(["年度积分 ", "本年度积分：", "当年积分 "]),
                F("score_annual", thousands(m, facts["score_annual"])),
            ],
            40,
            colour=ink,
            face="sans",
        )
    y = 680
    rows = []
    for name, most in TASKS:
        got = rng.randint(0, most)
        today += got
        rows.append((name, most, got))
    facts["score_today"] = today
    s.put(
        60,
        y,
        [rng.choice(["今日已累积 ", "今日积分 "]), F("score_today", str(today)), rng.choice([" 积分", " 分"])],
        40,
        colour=ink,
        face="sans",
    )
    y += 100
    for name, most, got in rows:
        if y > s.height - 160:
            break
        s.put(60, y, name, 38, colour=ink, face="sans_bold")
        s.put(60, y + 58, f"已获{got}分/每日上限{most}分", 32, colour=GREY, face="sans")
        s.right(
            s.width - 60,
            y + 26,
            "已完成" if got == most else rng.choice(["去看看", "去学习"]),
            34,
            colour=GREY if got == most else ACCENT,
            face="sans",
        )
        s.line((60, y + 124), (s.width - 60, y + 124), 1, (70, 70, 74) if dark else (228, 228, 230))
        y += 150
    return s, facts


def my_sheet(m: Maker, person: Person, *, dark: bool) -> tuple[Sheet, dict[str, Any]]:
    """The "me" page: name, total and today's points, menus."""
    rng, s = m.rng, m.screen(dark=dark)
    ink: Colour = (235, 235, 238) if dark else (30, 30, 32)
    total, today = rng.randint(3000, 60000), rng.randint(0, 41)
    status_bar(m, s, ink)
    s.fill((60, 160, 220, 320), (200, 60, 60))
    s.put(260, 170, [F("person_name", person.name)], 52, colour=ink, face="sans_bold")
    s.put(260, 250, rng.choice(["强国通 >", "学习达人", "加入组织 >"]), 32, colour=GREY, face="sans")
    half = s.width / 2
    s.centre(420, [F("score_total", thousands(m, total))], 64, middle=half / 2, face="sans_bold", colour=ACCENT)
    s.centre(510, "学习积分", 32, middle=half / 2, colour=GREY, face="sans")
    s.centre(420, [F("score_today", str(today))], 64, middle=half * 1.5, face="sans_bold", colour=ACCENT)
    s.centre(510, "今日积分", 32, middle=half * 1.5, colour=GREY, face="sans")
    y = 660
    for item in ("我的收藏", "我的订阅", "学习记录", "我的证书", "设置", "帮助与反馈"):
        s.put(80, y, item, 40, colour=ink, face="sans")
        s.right(s.width - 70, y, ">", 40, colour=GREY, face="sans")
        y += 130
    return s, {"person_name": person.name, "score_total": total, "score_today": today}


def yearly_sheet(m: Maker, person: Person, *, dark: bool) -> tuple[Sheet, dict[str, Any]]:
    """The yearly page: a year, its points, days and articles."""
    rng, s = m.rng, m.screen(dark=dark)
    ink: Colour = (235, 235, 238) if dark else (30, 30, 32)
    year = rng.randint(2019, 2025)
    total, annual = annual_over(m, rng.randint(14500, 70000), rng.randint(1500, 14000))
    status_bar(m, s, ink)
    s.centre(150, [F("score_year", str(year)), "年度学习报告"], 60, face="sans_bold", colour=ACCENT)
    s.centre(290, [F("person_name", person.name)], 46, colour=ink, face="sans")
    s.centre(480, ["年度累计积分"], 40, colour=GREY, face="sans")
    s.centre(550, [F("score_annual", thousands(m, annual))], 110, face="sans_bold", colour=ACCENT)
    s.centre(740, ["历史总积分 ", F("score_total", thousands(m, total))], 40, colour=ink, face="sans")
    y = 900
    for label, value in (
        ("学习天数", f"{rng.randint(120, 365)}天"),
        ("阅读文章", f"{rng.randint(300, 3000)}篇"),
        ("观看视频", f"{rng.randint(100, 2000)}个"),
    ):
        s.put(120, y, label, 40, colour=ink, face="sans")
        s.right(s.width - 120, y, value, 40, colour=ink, face="sans")
        y += 120
    return s, {"person_name": person.name, "score_annual": annual, "score_total": total, "score_year": year}


def shot(m: Maker, which: str) -> tuple[Sheet, dict[str, Any], Person]:
    person, dark = m.words.person(), m.rng.random() < 0.3
    if which == "points":
        s, facts = points_sheet(m, person, dark=dark, annual=m.rng.random() < 0.5)
    elif which == "my":
        s, facts = my_sheet(m, person, dark=dark)
    else:
        s, facts = yearly_sheet(m, person, dark=dark)
    return s, facts, person


def annual_over(m: Maker, total: int, annual: int) -> tuple[int, int]:
    """Total and annual points, the annual beyond the total where that contradiction is asked for."""
    return (annual, total + 500) if m.twist == "year_gt_total" else (total, annual)


def on_screen(m: Maker, which: str) -> Drawn:
    s, facts, person = shot(m, which)
    return Drawn(KIND, [s], {**facts, "signed": False, "sealed": False}, person, screen=True)


@layout(KIND)
def xuexi_points(m: Maker) -> Drawn:
    return on_screen(m, "points")


@layout(KIND)
def xuexi_my(m: Maker) -> Drawn:
    return on_screen(m, "my")


@layout(KIND)
def xuexi_yearly(m: Maker) -> Drawn:
    return on_screen(m, "yearly")


def printed(m: Maker, *, signed: bool, sealed: bool) -> Drawn:
    """A screenshot printed on paper, signed by hand and sealed by the unit as told."""
    inner, facts, person = shot(m, m.rng.choice(["points", "yearly"]))
    picture, s = image_of(inner), m.a4()
    scale = min(900 / picture.width, 1330 / picture.height)
    left, top = (s.width - picture.width * scale) / 2, 60
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
    facts |= {"signed": signed, "sealed": sealed}
    y = top + picture.height * scale + 40
    if signed:
        x = s.put(150, y, m.rng.choice(["本人签名：", "签名：", "签字："]), 32, said=False)
        ink = handwriting(m.rng, person.name, 56)
        s.note("person_name", s.picture(x + 14, y - 16, ink))
        facts["person_name"] = person.name
        s.said.append("签名：" + person.name)
        day = date(facts.get("score_year", m.rng.randint(2019, 2025)), 12, 1) + timedelta(days=m.rng.randint(0, 29))
        s.put(150, y + 90, [F("screenshot_date", say_date(m.rng, day, "plain"))], 30)
        facts["screenshot_date"] = day.isoformat()
    if sealed:
        stamp(m, s, person.unit, 900, min(y + 60, s.height - 150))
        facts["seal_text"] = person.unit
    return Drawn(KIND, [s], facts, person)


@layout(KIND)
def xuexi_print_signed_sealed(m: Maker) -> Drawn:
    return printed(m, signed=True, sealed=True)


@layout(KIND)
def xuexi_print_bare(m: Maker) -> Drawn:
    return printed(m, signed=m.rng.random() < 0.4, sealed=False)
