"""Sheets of a class: sign-in, roster, notice, schedule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.ink import handwriting
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.second.phrases import course, host, hours_for, range_words, span, unit, venue
from benchmarks.draw.sheet import GREY, RED, F
from benchmarks.draw.strokes import f, foot
from benchmarks.draw.words import say_date


def names_of(m: Maker, count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        name = m.words.name()
        if name not in found:
            found.append(name)
    return found


@layout("sign_in_sheet")
def second_sign_days(m: Maker) -> Drawn:
    """One column of signatures for every half day; the name column is written by hand as well."""
    rng, s = m.rng, m.a4(landscape=True)
    city = m.words.city()
    start, end = span(m, 2)
    title = course(m) + rng.choice(["签到表", "学员签到表"])
    y = s.centre(80, [f("meeting_title", title)], 38, face=m.type.title) + 16
    place, host_name = venue(m, city), host(m, city)
    s.put(90, y, ["主办单位：", f("organiser", host_name)], 26)
    s.put(90, y + 46, ["培训时间：", f("date_range", range_words(m, start, end))], 26)
    s.put(900, y + 46, ["培训地点：", f("place", place)], 26)
    heads = ["序号", "姓名", "单位"]
    for i in range((end - start).days + 1):
        day = start + timedelta(days=i)
        heads += [f"{day.month}月{day.day}日上午", f"{day.month}月{day.day}日下午"]
    printed = rng.random() < 0.5 or m.embeddable
    truth: list[dict[str, Any]] = []
    rows: list[list[Any]] = [heads]
    for i, name in enumerate(names_of(m, rng.randint(6, 11))):
        came = rng.random() < 0.85 or not printed
        cells: list[Any] = [
            handwriting(rng, name, 34) if came and (k == 0 or rng.random() < 0.85) else ""
            for k in range(len(heads) - 3)
        ]
        rows.append([str(i + 1), name if printed else handwriting(rng, name, 36), unit(m, city), *cells])
        truth.append({"name": name, "attended": came, "printed": printed})
    s.table(70, y + 110, [70, 170, 420, *([950 / (len(heads) - 3)] * (len(heads) - 3))], rows, 24, height=72)
    facts = {
        "meeting_title": title,
        "organiser": host_name,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "place": place,
        "names": truth,
    }
    return Drawn("sign_in_sheet", [s], facts)


@layout("sign_in_sheet")
def second_sign_export(m: Maker) -> Drawn:
    """An export of a scan-to-sign-in tool: time and state beside each name, nobody signs."""
    rng, s = m.rng, m.a4()
    start, _ = span(m, 1)
    title = course(m) + rng.choice(["扫码签到记录", "签到情况统计表"])
    y = s.centre(90, [f("meeting_title", title)], 36, face=m.type.title) + 16
    y = s.centre(y, ["签到日期：", f("date_range", say_date(rng, start, "dash"))], 26) + 14
    rows: list[list[Any]] = [["序号", "姓名", "所在单位", "签到时间", "签到状态"]]
    truth = []
    for i, name in enumerate(names_of(m, rng.randint(10, 18))):
        came = rng.random() < 0.8
        rows.append(
            [
                str(i + 1),
                name,
                unit(m, m.words.city()),
                f"{rng.choice(['08', '13'])}:{rng.randint(10, 59)}:{rng.randint(10, 59)}" if came else "--",
                "已签到" if came else "未签到",
            ]
        )
        truth.append({"name": name, "attended": came, "printed": True})
    s.table(70, y, [80, 170, 460, 190, 190], rows, 24, height=60, head=(230, 238, 250))
    facts = {"meeting_title": title, "start_date": start.isoformat(), "end_date": start.isoformat(), "names": truth}
    return Drawn("sign_in_sheet", [s], facts)


@layout("sign_in_sheet")
def second_sign_phone(m: Maker) -> Drawn:
    """Name, unit and phone written by those present on numbered lines, no names printed."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    start, _ = span(m, 1)
    title = rng.choice(["参会人员签到表", "培训签到表", "与会人员签到册"])
    y = s.centre(90, title, 48, face=m.type.title) + 10
    topic, place = course(m), venue(m, city)
    s.put(90, y, [rng.choice(["会议名称：", "培训内容：", "活动主题："]), f("meeting_title", topic)], 28)
    s.put(90, y + 50, ["时间：", f("date_range", say_date(rng, start, "plain"))], 28)
    s.put(90, y + 100, ["地点：", f("place", place)], 28)
    truth: list[dict[str, Any]] = []
    rows: list[list[Any]] = [["序号", "姓名", "工作单位", "联系电话"]]
    count = rng.randint(6, 12)
    for i, name in enumerate(names_of(m, count)):
        rows.append(
            [
                str(i + 1),
                handwriting(rng, name, 42),
                handwriting(rng, unit(m, city), 30),
                handwriting(rng, "1380000" + m.words.number(4), 30),
            ]
        )
        truth.append({"name": name, "attended": True, "printed": False})
    for i in range(count, min(count + 3, 14)):
        rows.append([str(i + 1), "", "", ""])
    s.table(80, y + 160, [90, 220, 500, 270], rows, 26, height=78)
    facts = {
        "meeting_title": topic,
        "start_date": start.isoformat(),
        "end_date": start.isoformat(),
        "place": place,
        "names": truth,
    }
    return Drawn("sign_in_sheet", [s], facts)


@layout("roster")
def second_roster(m: Maker) -> Drawn:
    """Participants approved for a class, with ID and title."""
    rng, s = m.rng, m.a4(landscape=True)
    city = m.words.city()
    start, end = span(m, 4)
    title = course(m) + rng.choice(["学员花名册", "学员名册", "参训学员汇总表"])
    y = s.centre(90, [f("meeting_title", title)], 38, face=m.type.title) + 14
    host_name = host(m, city)
    s.put(80, y, ["主办单位：", f("organiser", host_name)], 26)
    s.put(1000, y, ["培训时间：", f("date_range", range_words(m, start, end))], 26)
    rows: list[list[Any]] = [["序号", "姓名", "性别", "身份证号码", "工作单位", "职称", "备注"]]
    people = [m.words.person(city) for _ in range(rng.randint(8, 14))]
    for i, someone in enumerate(people):
        rows.append(
            [
                str(i + 1),
                someone.name,
                someone.sex,
                someone.id_number[:6] + "********" + someone.id_number[14:],
                unit(m, city),
                someone.title,
                "",
            ]
        )
    s.table(70, y + 56, [80, 170, 80, 340, 520, 220, 160], rows, 24, height=62)
    facts = {
        "meeting_title": title,
        "organiser": host_name,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "names": [{"name": p.name, "attended": True, "printed": True} for p in people],
    }
    return Drawn("roster", [s], facts)


@layout("training_notice")
def second_notice_office(m: Maker) -> Drawn:
    """A red-headed notice with numbered paragraphs, hours in the benefits paragraph, two dates."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    host_name, topic, place = host(m, city), course(m), venue(m, city)
    start, end = span(m, 4)
    issue = start - timedelta(days=rng.randint(9, 25))
    hours = hours_for(m, start, end)
    number = (
        f"{rng.choice(['舟人社', '温建协', '嘉继教', '徐医会', '浙培中心'])}〔{issue.year}〕{rng.randint(3, 180)}号"
    )
    y = s.centre(
        150, host_name + rng.choice(["文件", ""]), 54 if len(host_name) < 16 else 42, face=m.type.title, colour=RED
    )
    y = s.centre(y + 20, [f("doc_no", number)], 28)
    s.line((120, y + 8), (1120, y + 8), 4, RED)
    title = f"关于举办{topic}的通知"
    y = s.centre(y + 50, [f("notice_title", title)], 40 if len(title) < 26 else 30, face=m.type.title) + 10
    y = s.paragraph(130, y, 980, "各县（市、区）有关单位：", 28, indent=0)
    y = s.paragraph(130, y, 980, "根据年度继续教育工作安排，决定举办本次培训。现将有关事项通知如下：", 28)
    lines: list[list[str | F]] = [
        ["一、培训内容：", f("course_title", topic)],
        [
            "二、培训时间：",
            f("date_range", range_words(m, start, end)),
            f"（{start.month}月{start.day}日上午8:30报到）",
        ],
        ["三、培训地点：", f("place", place)],
        ["四、培训对象：", "从事相关工作的专业技术人员。"],
        ["五、学时认定：", "参训人员经考核合格的，可计继续教育专业科目", f("hours", hours), "学时。"],
        [
            "六、报名方式：",
            f"请于{issue.month}月{min(issue.day + 5, 28)}日前将回执发至指定邮箱，"
            f"联系人：{m.words.name()}，电话0570-{m.words.number(7)}。",
        ],
    ]
    for line in lines:
        y = s.paragraph(130, y, 980, line, 28)
    foot(
        m,
        s,
        1100,
        y + 120,
        [f("organiser", host_name)],
        [f("issue_date", say_date(rng, issue, "plain"))],
        stamp=host_name,
        size=30,
    )
    facts = {
        "doc_no": number,
        "notice_title": title,
        "course_title": topic,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "place": place,
        "hours": hours,
        "hours_unit": "学时",
        "organiser": host_name,
        "issue_date": issue.isoformat(),
    }
    return Drawn("training_notice", [s], facts)


@layout("training_notice")
def second_notice_plain(m: Maker) -> Drawn:
    """A society's notice without a head: who hosts is said in the text and at the foot."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    host_name, topic, place = host(m, city), course(m), venue(m, city)
    start, end = span(m, 3)
    issue = start - timedelta(days=rng.randint(9, 25))
    title = rng.choice([f"关于开展{topic}的通知", f"{topic}的邀请函", f"关于召开{topic}的通知"])
    y = s.centre(140, [f("notice_title", title)], 38 if len(title) < 26 else 30, face=m.type.title) + 20
    y = s.paragraph(130, y, 980, rng.choice(["各会员单位：", "各有关单位：", "尊敬的各位同仁："]), 30, indent=0)
    y = s.paragraph(
        130,
        y,
        980,
        [
            "为提升专业技术人员业务能力，我单位定于",
            f("date_range", range_words(m, start, end)),
            "在",
            f("place", place),
            "举办",
            f("course_title", topic),
            "。诚邀您参加。",
        ],
        30,
    )
    y = s.paragraph(130, y, 980, "一、参加人员：各单位专业技术骨干1—2名。", 30)
    y = s.paragraph(130, y, 980, "二、本次活动不收取费用，食宿自理。", 30)
    y = s.paragraph(130, y, 980, "附件：报名回执表", 30)
    foot(
        m,
        s,
        1090,
        y + 150,
        [f("organiser", host_name)],
        [f("issue_date", say_date(rng, issue))],
        stamp=host_name,
        size=30,
    )
    facts = {
        "notice_title": title,
        "course_title": topic,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "place": place,
        "organiser": host_name,
        "issue_date": issue.isoformat(),
    }
    return Drawn("training_notice", [s], facts)


@layout("course_schedule")
def second_schedule_grid(m: Maker) -> Drawn:
    """Days across, morning and afternoon down."""
    rng, s = m.rng, m.a4(landscape=True)
    city = m.words.city()
    topic, place, host_name = course(m), venue(m, city), host(m, city)
    start, end = span(m, 3)
    y = (
        s.centre(
            110,
            [f("course_title", topic), rng.choice(["课程表", "课程安排表", "日程安排"])],
            42 if len(topic) < 20 else 34,
            face=m.type.title,
        )
        + 20
    )
    s.put(100, y, ["时间：", f("date_range", range_words(m, start, end))], 28)
    s.put(800, y, [rng.choice(["地点：", "上课地点："]), f("place", place)], 28)
    days = [start + timedelta(days=i) for i in range((end - start).days + 1)]
    rows: list[list[Any]] = [["", *[f"{d.month}月{d.day}日" for d in days]]]
    for half in ("上午 8:30—11:30", "下午 14:00—17:00"):
        rows.append([half, *[f"{m.words.topic()}（{m.words.name()}）" for _ in days]])
    y = s.table(100, y + 70, [260, *([1290 / len(days)] * len(days))], rows, 26, height=150)
    s.right(1640, y + 50, [rng.choice(["主办单位：", "举办单位："]), f("organiser", host_name)], 28)
    facts = {
        "course_title": topic,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "place": place,
        "organiser": host_name,
    }
    return Drawn("course_schedule", [s], facts)


@layout("course_schedule")
def second_schedule_list(m: Maker) -> Drawn:
    """One line a lesson with hours, and the sum in words below."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    topic, place, host_name = course(m), venue(m, city), host(m, city)
    start, end = span(m, 4)
    y = s.centre(110, [f("course_title", topic)], 40 if len(topic) < 22 else 32, face=m.type.title)
    y = s.centre(y, rng.choice(["教学计划及课程安排", "课程安排表"]), 36, face=m.type.title) + 10
    rows: list[list[Any]] = [["日期", "时间", "课程", "主讲人", "课时"]]
    total = 0
    for i in range((end - start).days + 1):
        day = start + timedelta(days=i)
        for slot in ("9:00-11:30", "13:30-16:30"):
            n = rng.choice([3, 4])
            total += n
            rows.append([f"{day.year}.{day.month}.{day.day}", slot, m.words.topic(), m.words.name(), str(n)])
    y = s.table(90, y, [200, 210, 400, 150, 100], rows, 26, height=62) + 24
    s.put(100, y, ["合计", f("hours", total), "课时　上课地点：", f("place", place)], 26)
    s.put(100, y + 50, ["承办：", f("organiser", host_name)], 26, colour=GREY)
    # The first and the last row of the table show the days.
    s.note("date_range", (90, 250, 290, y))
    facts = {
        "course_title": topic,
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "place": place,
        "hours": total,
        "hours_unit": "课时",
        "organiser": host_name,
    }
    return Drawn("course_schedule", [s], facts)
