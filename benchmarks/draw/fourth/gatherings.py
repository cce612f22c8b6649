"""Sheets of people and days: sign-in sheets, rosters, schedules."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import STATIONS, course, host, names, range_words, span, unit, venue
from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, F, Segments
from benchmarks.draw.strokes import cell, f
from benchmarks.draw.words import WEEK, say_date


@layout("sign_in_sheet")
def fourth_sign_printed(m: Maker) -> Drawn:
    """Names printed beforehand, signatures beside them; who stayed away has an empty cell or a word in it."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    title, place = course(m), venue(m, city)
    start, _ = span(m, 1)
    heading = title + rng.choice(["签到册", "签到表", "学员报到签名表"])
    s.paragraph(120, 90, 1000, f("meeting_title", heading), 42, face=m.type.title, indent=0, leading=1.4)
    s.put(90, 250, ["日期：", F("date_range", say_date(rng, start, rng.choice(["plain", "chinese", "dash"])))], 28)
    s.put(560, 250, ["地点：", f("place", place)], 28)
    people, truth = names(m, rng.randint(14, 20)), []
    left, y = 90, 310.0
    for x, wide, label in ((0.0, 80.0, "序号"), (80, 200, "姓名"), (280, 400, "工作单位"), (680, 380, "本人签字")):
        cell(s, (left + x, y, left + x + wide, y + 66), label, 28)
    y += 66
    for i, name in enumerate(people, 1):
        away = rng.random() < 0.15
        cell(s, (left, y, left + 80, y + 62), str(i), 26)
        cell(s, (left + 80, y, left + 280, y + 62), name, 28)
        cell(s, (left + 280, y, left + 680, y + 62), unit(m, city), 22)
        cell(s, (left + 680, y, left + 1060, y + 62), rng.choice(["", "请假", "缺席"]) if away else "", 26)
        if not away:
            s.picture(left + 790 + rng.randint(-50, 50), y + 6, handwriting(rng, name, 40))
        truth.append({"name": name, "attended": not away, "printed": True})
        y += 62
    here = sum(bool(entry["attended"]) for entry in truth)
    s.put(left, y + 24, f"应到{len(people)}人，实到{here}人", 26)
    return Drawn(
        "sign_in_sheet",
        [s],
        {
            "meeting_title": heading,
            "start_date": start.isoformat(),
            "end_date": start.isoformat(),
            "place": place,
            "names": truth,
        },
    )


@layout("sign_in_sheet")
def fourth_sign_sessions(m: Maker) -> Drawn:
    """Days over half days in the head, ticks below; a row without a tick was never there."""
    rng, s = m.rng, m.a4(landscape=True)
    city = m.words.city()
    title, body = course(m), host(m, city)
    start, end = span(m, 3, 2)
    count = (end - start).days + 1
    heading = title + rng.choice(["考勤表", "分时段签到表"])
    s.centre(80, f("meeting_title", heading), 42, face=m.type.title)
    s.put(100, 170, ["主办：", f("organiser", body)], 26)
    s.put(1000, 170, ["时间：", F("date_range", range_words(m, start, end))], 26)
    y, left, step = 230.0, 100.0, 540 / count
    for x, wide, label in ((0.0, 80.0, "序号"), (80, 200, "姓名"), (280, 480, "单位")):
        cell(s, (left + x, y, left + x + wide, y + 100), label, 26)
    for d in range(count):
        day, x = start + timedelta(days=d), left + 760 + d * step
        cell(s, (x, y, x + step, y + 50), f"{day.month}月{day.day}日", 24)
        cell(s, (x, y + 50, x + step / 2, y + 100), "上午", 22)
        cell(s, (x + step / 2, y + 50, x + step, y + 100), "下午", 22)
    cell(s, (left + 1300, y, left + 1550, y + 100), "备注", 26)
    y += 100
    truth = []
    for i, name in enumerate(names(m, rng.randint(11, 14)), 1):
        never = rng.random() < 0.12
        cell(s, (left, y, left + 80, y + 56), str(i), 24)
        cell(s, (left + 80, y, left + 280, y + 56), name, 26)
        cell(s, (left + 280, y, left + 760, y + 56), unit(m, city), 22)
        for h in range(2 * count):
            x = left + 760 + h * step / 2
            cell(s, (x, y, x + step / 2, y + 56), "", 24)
            if not never and (h == 0 or rng.random() < 0.92):
                s.picture(x + step / 4 - 15, y + 10, handwriting(rng, "√", 36))
        cell(s, (left + 1300, y, left + 1550, y + 56), "公差" if never else "", 24)
        truth.append({"name": name, "attended": not never, "printed": True})
        y += 56
    return Drawn(
        "sign_in_sheet",
        [s],
        {
            "meeting_title": heading,
            "organiser": body,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "names": truth,
        },
    )


@layout("sign_in_sheet")
def fourth_sign_written(m: Maker) -> Drawn:
    """Everything by hand below a printed head: name, unit, telephone."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    place, (start, _) = venue(m, city), span(m, 1)
    heading = course(m) + rng.choice(["与会人员签到表", "专家讲座签到表"])
    s.centre(90, "签　到　表", 54, face=m.type.title)
    y = 200.0
    lines: tuple[tuple[str, Segments], ...] = (
        ("会议名称", f("meeting_title", heading)),
        (
            "会议时间",
            [F("date_range", f"{start.year}年{start.month}月{start.day}日"), f"（星期{WEEK[start.weekday()]}）14:00"],
        ),
        ("会议地点", f("place", place)),
    )
    for label, words in lines:
        cell(s, (90, y, 290, y + 64), label, 26)
        cell(s, (290, y, 1150, y + 64), words, 26)
        y += 64
    for x, wide, label in ((90, 240, "姓名"), (330, 480, "单位"), (810, 340, "联系电话")):
        cell(s, (x, y, x + wide, y + 60), label, 26)
    y += 60
    truth, people = [], names(m, rng.randint(9, 14))
    for name in [*people, *[""] * 4]:
        for x, wide in ((90, 240), (330, 480), (810, 340)):
            cell(s, (x, y, x + wide, y + 72), "", 20)
        if name:
            s.picture(125 + rng.randint(-15, 30), y + 10, handwriting(rng, name, 44))
            s.picture(350, y + 16, handwriting(rng, unit(m, city)[:11], 30))
            s.picture(840, y + 18, handwriting(rng, "1" + m.words.number(10), 32))
            truth.append({"name": name, "attended": True, "printed": False})
        y += 72
    return Drawn(
        "sign_in_sheet",
        [s],
        {
            "meeting_title": heading,
            "start_date": start.isoformat(),
            "end_date": start.isoformat(),
            "place": place,
            "names": truth,
        },
    )


@layout("roster")
def fourth_roster_groups(m: Maker) -> Drawn:
    """An appendix of groups: names in running lines, a leader for each."""
    rng, s = m.rng, m.a4()
    title = course(m)
    heading = title + rng.choice(["学员分组名单", "参训人员名单"])
    s.put(110, 90, "附件2", 30, face=m.type.strong)
    y = s.paragraph(170, 170, 900, f("meeting_title", heading), 44, face=m.type.title, indent=0, leading=1.4)
    truth: list[dict[str, Any]] = []
    for group in range(1, rng.randint(4, 5)):
        people = names(m, rng.randint(7, 9))
        s.put(130, y + 30, f"第{'一二三四五六'[group - 1]}组（{len(people)}人）", 32, face=m.type.strong)
        s.put(190, y + 90, f"组　长：{people[0]}", 32)
        s.put(190, y + 146, "组　员：", 32)
        x, y = 320.0, y + 146
        for name in people[1:]:
            if x > 1000:
                x, y = 320.0, y + 56
            s.put(x, y, name if len(name) > 2 else f"{name[0]}　{name[1]}", 32)
            x += 190
        y += 50
        truth += [{"name": name, "attended": True, "printed": True} for name in people]
    return Drawn("roster", [s], {"meeting_title": heading, "names": truth})


@layout("roster")
def fourth_roster_table(m: Maker) -> Drawn:
    """A list of those admitted, as an office prints it from a spreadsheet."""
    rng, s = m.rng, m.a4(landscape=True)
    city = m.words.city()
    title, body = course(m), host(m, city)
    start, end = span(m, 5)
    heading = title + rng.choice(["学员信息表", "录取学员一览表", "学员通讯录"])
    s.centre(70, f("meeting_title", heading), 42, face=m.type.title)
    s.put(110, 160, ["填报单位：", f("organiser", body)], 26)
    s.put(960, 160, ["办班时间：", F("date_range", range_words(m, start, end))], 26)
    rows: list[list[Any]] = [["编号", "单位名称", "姓名", "性别", "职务/职称", "联系方式", "住宿"]]
    truth = []
    for i, name in enumerate(names(m, rng.randint(13, 17)), 1):
        station = rng.choice([*STATIONS, "科长", "副院长", "教务主任", "工程师"])
        rows.append(
            [
                f"{i:03d}",
                unit(m, city),
                name,
                rng.choice("男女"),
                station,
                "1" + m.words.number(10),
                rng.choice(["是", "否"]),
            ]
        )
        truth.append({"name": name, "attended": True, "printed": True})
    s.table(110, 210, [100, 520, 190, 100, 240, 270, 110], rows, 25, height=54, head=(220, 230, 242))
    return Drawn(
        "roster",
        [s],
        {
            "meeting_title": heading,
            "organiser": body,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "names": truth,
        },
    )


@layout("course_schedule")
def fourth_schedule_merged(m: Maker) -> Drawn:
    """Days merged over their lessons, chairs beside lecturers, hours of each lesson and a total."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    title, body, place = course(m), host(m, city), venue(m, city)
    start, end = span(m, 3, 2)
    y = s.paragraph(
        140,
        90,
        960,
        [f("course_title", title), rng.choice(["课程表", "教学安排", "日程"])],
        44,
        face=m.type.title,
        indent=0,
        leading=1.4,
    )
    s.put(100, y + 20, ["举办单位：", f("organiser", body)], 26)
    s.put(100, y + 66, ["培训时间：", F("date_range", range_words(m, start, end))], 26)
    s.put(100, y + 112, ["上课地点：", f("place", place)], 26)
    y += 180
    columns = ((100, 150, "日期"), (250, 210, "时间"), (460, 420, "内容"), (880, 180, "主讲人"), (1060, 80, "学时"))
    for x, wide, label in columns:
        cell(s, (x, y, x + wide, y + 60), label, 26)
    y += 60
    total, topics = 0, iter(rng.sample(TALKS, len(TALKS)))
    for d in range((end - start).days + 1):
        day = start + timedelta(days=d)
        cell(s, (100, y, 250, y + 270), f"{day.month}月{day.day}日", 26)
        for i, slot in enumerate(("08:30—10:00", "10:15—11:45", "14:00—16:30")):
            got, top = (2, 2, 4)[i], y + i * 90
            total += got
            cell(s, (250, top, 460, top + 90), slot, 24)
            cell(s, (460, top, 880, top + 90), next(topics), 26)
            cell(s, (880, top, 1060, top + 90), m.words.name() + rng.choice(["", "教授", "高工"]), 24)
            cell(s, (1060, top, 1140, top + 90), str(got), 26)
        y += 270
    cell(s, (100, y, 1060, y + 60), "总　学　时", 26)
    cell(s, (1060, y, 1140, y + 60), f("hours", total), 26)
    s.put(100, y + 84, "请学员提前10分钟入场，手机调至静音。", 24, colour=GREY)
    return Drawn(
        "course_schedule",
        [s],
        {
            "course_title": title,
            "organiser": body,
            "place": place,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": total,
        },
    )


TALKS = (
    "政策解读与工作要求",
    "案例研讨与分组汇报",
    "新技术新方法专题",
    "职业道德与廉洁自律",
    "信息系统上机操作",
    "现场教学：示范点观摩",
    "数据分析基础",
    "常见问题答疑",
    "应急处置桌面推演",
    "结业测试",
)


@layout("course_schedule")
def fourth_schedule_week(m: Maker) -> Drawn:
    """A timetable as schools draw it: days across, lessons down."""
    rng, s = m.rng, m.a4(landscape=True)
    city = m.words.city()
    title, place = course(m), venue(m, city)
    start = m.words.day(2019, 2025)
    start -= timedelta(days=start.weekday())
    end = start + timedelta(days=4)
    s.centre(80, [f("course_title", title), "课表"], 42, face=m.type.title)
    s.centre(
        160, ["（", F("date_range", f"{start.year}年{start.month}月{start.day}日—{end.month}月{end.day}日"), "）"], 28
    )
    rows: list[list[Any]] = [
        ["节次", *(f"星期{w}（{(start + timedelta(days=i)):%m.%d}）" for i, w in enumerate("一二三四五"))]
    ]
    for label in ("第1-2节 8:30", "第3-4节 10:20", "午休", "第5-6节 13:30", "第7-8节 15:20"):
        rows.append([label, *(["—"] * 5 if label == "午休" else [rng.choice(TALKS) for _ in range(5)])])
    y = s.table(90, 230, [230, 268, 268, 268, 268, 268], rows, 25, height=112, head=(232, 240, 230))
    s.put(100, y + 40, ["授课地点：", f("place", place)], 28)
    s.put(100, y + 96, f"班主任：{m.words.name()}　教务：{m.words.name()}", 28)
    return Drawn(
        "course_schedule",
        [s],
        {
            "course_title": title,
            "place": place,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
        },
    )
