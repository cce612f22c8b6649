"""Papers of a class as a whole: sign-in sheets, notices, schedules, rosters."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PIL import Image

from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.papers.certificates import stamp
from benchmarks.draw.sheet import RED, F, Sheet
from benchmarks.draw.words import say_date, say_range


def meeting(m: Maker) -> tuple[dict[str, Any], date, date]:
    start = m.words.day()
    end = start + timedelta(days=m.rng.choice([0, 0, 1, 2]))
    facts: dict[str, Any] = {"start_date": start.isoformat(), "end_date": end.isoformat(), "place": m.words.place()}
    return facts, start, end


def people(m: Maker, count: int) -> list[str]:
    names: list[str] = []
    while len(names) < count:
        name = m.words.name()
        if name not in names and len(name) <= 4:
            names.append(name)
    return names


def head(m: Maker, s: Sheet, facts: dict[str, Any], start: date, end: date, tail: str) -> float:
    title = m.words.course() + tail
    facts["meeting_title"] = title
    size = 46 if s.measure(title, m.type.title, 46) < s.width - 120 else 34
    y = s.centre(90, [F("meeting_title", title)], size, face=m.type.title) + 20
    y0 = y
    s.put(90, y, [m.rng.choice(["时间：", "培训时间：", "日期："]), F("date_range", say_range(m.rng, start, end))], 28)
    if m.rng.random() < 0.5:
        y += 48
        s.put(90, y, [m.rng.choice(["地点：", "培训地点："]), F("place", facts["place"])], 28)
    else:
        s.put(700, y0, ["地点：", F("place", facts["place"])], 26)
    return y + 60


@layout("sign_in_sheet")
def sign_in_listed(m: Maker) -> Drawn:
    """Names printed, a signature beside each who came; sometimes morning and afternoon."""
    facts, start, end = meeting(m)
    rng, s = m.rng, m.a4()
    y = head(m, s, facts, start, end, rng.choice(["签到表", "学员签到表", "人员签到册"]))
    sessions = rng.choice([["签名"], ["上午签到", "下午签到"], ["签到"]])
    names, truth = people(m, rng.randint(8, 20)), []
    rows: list[list[str | F | Image.Image | list[str | F]]] = [["序号", "姓名", "单位", *sessions]]
    for i, name in enumerate(names):
        came = rng.random() < 0.85
        cells: list[str | F | Image.Image | list[str | F]] = []
        for session in range(len(sessions)):
            cells.append(handwriting(rng, name, 34) if came and (session == 0 or rng.random() < 0.8) else "")
        truth.append({"name": name, "attended": came, "printed": True})
        rows.append([str(i + 1), [F(f"names.{i}", name)], m.words.unit(m.words.city()), *cells])
    facts["names"] = truth
    s.table(80, y, [80, 170, 430, *([400] if len(sessions) == 1 else [200, 200])], rows, 26, height=66)
    return Drawn("sign_in_sheet", [s], facts)


@layout("sign_in_sheet")
def sign_in_two_columns(m: Maker) -> Drawn:
    """Two name columns side by side, all written by hand, some places left empty."""
    facts, start, end = meeting(m)
    rng, s = m.rng, m.a4(landscape=m.rng.random() < 0.3)
    y = head(m, s, facts, start, end, rng.choice(["签到表", "参会人员签到表", "报到表"]))
    half, truth = rng.randint(6, 10 if s.height < 1500 else 16), []
    names: list[str | None] = [n if rng.random() < 0.85 else None for n in people(m, half * 2)]
    rows: list[list[str | Image.Image]] = [["序号", "姓　名", "备注"] * 2]
    for i in range(half):
        row: list[str | Image.Image] = []
        for at in (i, i + half):
            name = names[at]
            row += [str(at + 1), handwriting(rng, name, 40) if name else "", ""]
        rows.append(row)
    truth = [{"name": n, "attended": True, "printed": False} for n in names if n]
    facts["names"] = truth
    unit = (s.width - 160) / 2
    s.table(80, y, [unit * 0.2, unit * 0.55, unit * 0.25] * 2, rows, 28, height=74)
    return Drawn("sign_in_sheet", [s], facts)


@layout("roster")
def roster_table(m: Maker) -> Drawn:
    facts, start, end = meeting(m)
    rng, s = m.rng, m.a4()
    title = m.words.course() + rng.choice(["学员名册", "参训人员名单", "学员名单"])
    y = s.centre(100, [F("meeting_title", title)], 42 if len(title) < 26 else 32, face=m.type.title) + 20
    y = s.centre(y, ["（", F("date_range", say_range(rng, start, end)), "）"], 28) + 10
    names = people(m, rng.randint(10, 22))
    rows: list[list[str | F | list[str | F]]] = [["序号", "姓名", "性别", "工作单位", "职称", "联系电话"]]
    for i, name in enumerate(names):
        rows.append(
            [
                str(i + 1),
                [F(f"names.{i}", name)],
                rng.choice("男女"),
                m.words.unit(m.words.city()),
                rng.choice(["工程师", "讲师", "主管护师", "高级工程师"]),
                "1" + rng.choice("35") + "0000" + m.words.number(5),
            ]
        )
    s.table(80, y, [80, 150, 80, 420, 150, 210], rows, 24, height=58)
    del facts["place"]
    facts |= {"meeting_title": title, "names": [{"name": n, "attended": True, "printed": True} for n in names]}
    return Drawn("roster", [s], facts)


@layout("roster")
def roster_columns(m: Maker) -> Drawn:
    rng, s = m.rng, m.a4()
    title = m.words.course() + "学员花名册"
    y = s.centre(110, [F("meeting_title", title)], 38 if len(title) < 26 else 30, face=m.type.title) + 30
    names = people(m, rng.randint(16, 40))
    for i, name in enumerate(names):
        shown = name[0] + "　" + name[1] if len(name) == 2 else name
        s.put(120 + (i % 5) * 210, y + (i // 5) * 70, [F(f"names.{i}", shown)], 32)
    truth = {"meeting_title": title, "names": [{"name": n, "attended": True, "printed": True} for n in names]}
    return Drawn("roster", [s], truth)


def notice_facts(m: Maker) -> tuple[dict[str, Any], date, date, date, str]:
    facts, start, end = meeting(m)
    city = m.words.city()
    issue = start - timedelta(days=m.rng.randint(5, 25))
    days = (end - start).days + 1
    head_of = {"jiaxing": "嘉", "zhoushan": "舟", "wenzhou": "温", "xuzhou": "徐"}[city]
    facts |= {
        "course_title": m.words.course(),
        "organiser": m.words.organiser(city),
        "issue_date": issue.isoformat(),
        "doc_no": f"{head_of}{m.rng.choice(['继教', '建培', '专技', '会字'])}〔{issue.year}〕{m.rng.randint(1, 320)}号",
        "hours": days * m.rng.choice([6, 8]),
        "hours_unit": "学时",
    }
    return facts, start, end, issue, city


@layout("training_notice")
def notice_red_head(m: Maker) -> Drawn:
    facts, start, end, issue, _ = notice_facts(m)
    rng, s = m.rng, m.a4()
    s.centre(
        170,
        facts["organiser"] + rng.choice(["文件", ""]),
        62 if len(facts["organiser"]) < 14 else 46,
        face=m.type.title,
        colour=RED,
    )
    s.centre(300, [F("doc_no", facts["doc_no"])], 30)
    s.line((120, 360), (1120, 360), 4, RED)
    facts["notice_title"] = f"关于举办{facts['course_title']}的通知"
    y = s.paragraph(130, 430, 980, [F("notice_title", facts["notice_title"])], 42, indent=1, face=m.type.title) + 20
    y = s.paragraph(130, y, 980, "各有关单位：", 30, indent=0)
    y = s.paragraph(
        130,
        y,
        980,
        [
            "根据年度专业技术人员继续教育工作安排，决定举办",
            F("course_title", facts["course_title"]),
            "，现将有关事项通知如下。",
        ],
        30,
    )
    facts["days"] = (end - start).days + 1
    y = s.paragraph(
        130,
        y,
        980,
        ["一、时间：", F("date_range", say_range(rng, start, end)), "，会期", F("days", str(facts["days"])), "天。"],
        30,
    )
    y = s.paragraph(130, y, 980, ["二、地点：", F("place", facts["place"]), "。"], 30)
    y = s.paragraph(130, y, 980, "三、对象：本市相关岗位专业技术人员，各单位自行组织报名。", 30)
    y = s.paragraph(
        130, y, 980, ["四、学时：全程参加并考核合格者登记专业科目", F("hours", str(facts["hours"])), "学时。"], 30
    )
    y = max(y + 90, 1250)
    s.right(1070, y, [F("organiser", facts["organiser"])], 30)
    s.right(1070, y + 60, [F("issue_date", say_date(rng, issue))], 30)
    stamp(m, s, facts["organiser"], 920, y + 30)
    return Drawn("training_notice", [s], facts)


@layout("training_notice")
def notice_invitation(m: Maker) -> Drawn:
    facts, start, end, issue, _ = notice_facts(m)
    rng, s = m.rng, m.a4()
    facts["notice_title"] = rng.choice([f"{facts['course_title']}报名通知", f"关于开展{facts['course_title']}的函"])
    y = (
        s.centre(
            150,
            [F("notice_title", facts["notice_title"])],
            44 if len(facts["notice_title"]) < 22 else 34,
            face=m.type.title,
        )
        + 10
    )
    y = s.right(1100, y, [F("doc_no", facts["doc_no"])], 28) + 20
    for label, value in [
        ("培训名称", [F("course_title", facts["course_title"])]),
        ("主办单位", [F("organiser", facts["organiser"])]),
        (
            "培训时间",
            [
                F("start_date", say_date(rng, start, "plain")),
                "报到，",
                F("end_date", say_date(rng, end, "plain")),
                "结束",
            ],
        ),
        ("培训地点", [F("place", facts["place"])]),
        ("培训学时", [F("hours", str(facts["hours"])), "学时"]),
    ]:
        y = s.paragraph(140, y, 960, [f"【{label}】", *value], 30, indent=0) + 8
    y = s.paragraph(140, y + 20, 960, "请参训人员携带身份证件按时到场，食宿自理，联系人王老师。", 30)
    s.right(1070, y + 160, [F("issue_date", say_date(rng, issue))], 30)
    stamp(m, s, facts["organiser"], 940, y + 150)
    return Drawn("training_notice", [s], facts)


def schedule_rows(m: Maker, start: date, end: date) -> tuple[list[list[str]], int]:
    rows, total = [], 0
    for offset in range((end - start).days + 1):
        day = start + timedelta(days=offset)
        for half, clock in (("上午", "8:30-11:30"), ("下午", "14:00-17:00")):
            hours = m.rng.choice([3, 4])
            total += hours
            rows.append([f"{day.month}月{day.day}日{half}", clock, m.words.topic(), m.words.name(), str(hours)])
    return rows, total


@layout("course_schedule")
def schedule_table(m: Maker) -> Drawn:
    facts, start, end = meeting(m)
    rng, s = m.rng, m.a4(landscape=m.rng.random() < 0.4)
    course, organiser = m.words.course(), m.words.organiser(m.words.city())
    title = course + rng.choice(["课程安排表", "日程安排", "课程表"])
    y = (
        s.centre(
            110, [F("course_title", course), title[len(course) :]], 42 if len(title) < 24 else 32, face=m.type.title
        )
        + 20
    )
    s.put(90, y, ["时间：", F("date_range", say_range(rng, start, end))], 28)
    y += 46
    s.put(90, y, ["地点：", F("place", facts["place"])], 28)
    rows, total = schedule_rows(m, start, end)
    table: list[list[Any]] = [
        ["日期", "时间", "课程内容", "授课教师", "学时"],
        *rows,
        ["合计", "", "", "", [F("hours", str(total))]],
    ]
    unit = (s.width - 170) / 10
    y = s.table(85, y + 60, [unit * 2.1, unit * 2, unit * 3.6, unit * 1.4, unit * 0.9], table, 26, height=70) + 30
    s.put(90, y, ["主办单位：", F("organiser", organiser)], 28)
    facts |= {"course_title": course, "organiser": organiser, "hours": total, "hours_unit": "学时"}
    return Drawn("course_schedule", [s], facts)


@layout("course_schedule")
def schedule_list(m: Maker) -> Drawn:
    facts, start, end = meeting(m)
    s = m.a4()
    course = m.words.course()
    y = s.centre(120, [F("course_title", course)], 44, face=m.type.title)
    y = s.centre(y, "日　程", 40, face=m.type.title) + 20
    rows, _ = schedule_rows(m, start, end)
    y = (
        s.paragraph(
            130,
            y,
            980,
            ["培训时间：", F("date_range", say_range(m.rng, start, end)), "　培训地点：", F("place", facts["place"])],
            28,
            indent=0,
        )
        + 10
    )
    for when, clock, topic, teacher, _ in rows:
        y = s.paragraph(130, y, 980, f"{when}　{clock}　{topic}（主讲：{teacher}）", 28, indent=0) + 10
    facts["course_title"] = course
    return Drawn("course_schedule", [s], facts)
