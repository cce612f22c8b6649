"""Announcements of training: inside a hospital or school, by an association, on a phone."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.draw.fourth.phrases import LONG_COURSES, course, host, hosts, range_words, span, unit, venue
from benchmarks.draw.fourth.platforms import phone_bar
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, RED, F, Segments
from benchmarks.draw.strokes import f, foot, seal
from benchmarks.draw.words import CITIES, say_date

KIND = "training_notice"


@layout(KIND)
def fourth_notice_inside(m: Maker) -> Drawn:
    """A hospital's or school's own notice: no number, one line for the day."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    own, title, place = unit(m, city), course(m), venue(m, city)
    start, end = span(m, 2)
    issued = start - timedelta(days=rng.randint(3, 12))
    hours = 4 * ((end - start).days + 1)
    heading = f"关于组织开展{title}的通知"
    y = s.paragraph(170, 130, 900, f("notice_title", heading), 44, face=m.type.title, indent=0, leading=1.4)
    s.boxes["course_title"] = s.boxes["notice_title"]
    s.put(130, y + 40, rng.choice(["各科室、各部门：", "各教研组、年级组："]), 34)
    y += 110
    lines: tuple[Segments, ...] = (
        ["根据年度业务学习计划，定于", F("date_range", range_words(m, start, end)), "组织业务培训，要求如下。"],
        ["1. 参加对象：中级及以下职称人员（约", f"{rng.randint(30, 90)}人），", "无故缺席扣绩效2分。"],
        ["2. 地点：", f("place", place), "。"],
        ["3. 全程参加者计继续教育", f("hours", hours), "学时，请假须提前一天报批。"],
        [f"4. 报名截止：{issued + timedelta(days=2):%m月%d日}17:00前，逾期不候。"],
    )
    for words in lines:
        y = s.paragraph(130, y, 980, words, 32, leading=1.9)
    foot(m, s, 1090, y + 110, f("organiser", own), f("issue_date", say_date(rng, issued, "plain")), stamp=own)
    return Drawn(
        KIND,
        [s],
        {
            "notice_title": heading,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "place": place,
            "hours": hours,
            "hours_unit": "学时",
            "organiser": own,
            "issue_date": issued.isoformat(),
        },
    )


@layout(KIND)
def fourth_notice_society(m: Maker) -> Drawn:
    """A society's first circular: hosts, helpers, arrival apart from the days of the class, a long title."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    first, second, third = hosts(m, city, 3)
    title, place = rng.choice([*LONG_COURSES, course(m)]), venue(m, city)
    start, end = span(m, 4, 2)
    issued = start - timedelta(days=rng.randint(20, 50))
    doc = f"{CITIES[city][0][0]}学发〔{issued.year}〕{rng.randint(3, 60)}号"
    heading = f"关于召开“{title}”的通知（第一轮）"
    s.centre(80, first, 56, face=m.type.title, colour=RED)
    s.line((90, 180), (1150, 180), 3, RED)
    s.right(1130, 200, f("doc_no", doc), 26)
    y = s.paragraph(170, 270, 900, f("notice_title", heading), 40, face=m.type.strong, indent=0, leading=1.4)
    s.boxes["course_title"] = s.boxes["notice_title"]
    y += 30
    lines: tuple[Segments, ...] = (
        "各会员单位、各有关专业技术人员：",
        "现将有关事项通知如下：",
        "一、组织机构",
        ["主办单位：", f("organiser", first)],
        f"承办单位：{second}",
        f"协办单位：{third}",
        "二、时间和地点",
        [f"报到：{(start - timedelta(days=1)).month}月{(start - timedelta(days=1)).day}日14:00—20:00"],
        ["培训：", F("date_range", f"{start.year}年{start.month}月{start.day}日至{end.month}月{end.day}日")],
        ["地点：", f("place", place)],
        f"三、费用：会务费每人{rng.choice([600, 980, 1280])}元，食宿自理。",
        f"四、请于{issued + timedelta(days=10):%Y年%m月%d日}前扫码报名，名额{rng.choice([80, 120, 150])}人。",
    )
    for words in lines:
        y = s.paragraph(110, y, 1020, words, 29, leading=1.75)
    foot(m, s, 1100, y + 40, first, f("issue_date", say_date(rng, issued, "chinese")), stamp=first, size=30)
    return Drawn(
        KIND,
        [s],
        {
            "doc_no": doc,
            "notice_title": heading,
            "course_title": title,
            "organiser": first,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "place": place,
            "issue_date": issued.isoformat(),
        },
    )


@layout(KIND)
def fourth_notice_phone(m: Maker) -> Drawn:
    """A notice in a messenger's public account."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    city = m.words.city()
    body, title, place = host(m, city), course(m), venue(m, city)
    start, end = span(m, 3)
    issued = start - timedelta(days=rng.randint(5, 20))
    hours = 8 * ((end - start).days + 1)
    heading = rng.choice([f"培训通知｜{title}", f"【通知】{title}开始报名"])
    y = phone_bar(m, s, "")
    y = s.paragraph(
        60 * u,
        y,
        s.width - 120 * u,
        f("notice_title", heading),
        round(56 * u),
        face=m.type.strong,
        indent=0,
        leading=1.4,
    )
    s.boxes["course_title"] = s.boxes["notice_title"]
    s.put(
        60 * u,
        y + 10 * u,
        [f"{body}　", f("issue_date", f"{issued.year}-{issued.month:02d}-{issued.day:02d}"), " 17:30"],
        round(30 * u),
        colour=GREY,
    )
    y += 100 * u
    lines: tuple[Segments, ...] = (
        "各相关单位：",
        ["由", f("organiser", body), "主办的本期培训即将开班，请组织人员参加。"],
        ["◆ 培训时间"],
        [F("date_range", range_words(m, start, end))],
        ["◆ 培训地点"],
        [f("place", place)],
        ["◆ 学时认定"],
        ["考核合格者登记专业科目", f("hours", hours), "学时。"],
        [f"◆ 联系人：{m.words.name()}老师 0573-8{m.words.number(7)}"],
    )
    for words in lines:
        y = s.paragraph(60 * u, y, s.width - 120 * u, words, round(42 * u), indent=0, leading=1.7)
    size = 210
    if y + 60 * u + size < s.height:
        seal(m, s, body, s.width - 260 * u, y + 130 * u)
    s.put(
        60 * u,
        s.height - 120 * u,
        f"阅读 {rng.randint(200, 3000)}　赞 {rng.randint(3, 60)}　在看 {rng.randint(1, 30)}",
        round(30 * u),
        colour=GREY,
    )
    return Drawn(
        KIND,
        [s],
        {
            "notice_title": heading,
            "course_title": title,
            "organiser": body,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "place": place,
            "hours": hours,
            "hours_unit": "学时",
            "issue_date": issued.isoformat(),
        },
        screen=True,
    )
