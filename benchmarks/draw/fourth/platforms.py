"""What online training sites show and print: phone pages, a portal's record, a yearly statement of hours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import COURSES, course, host, person, span
from benchmarks.draw.ink import qr
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, Segments, Sheet
from benchmarks.draw.strokes import cell, f, masked, seal

KIND = "completion_certificate"
BLUE = (38, 110, 215)


def phone_bar(m: Maker, s: Sheet, title: str) -> float:
    """The phone's own line of time and battery, then the page's bar; returns the y below."""
    u = s.width / 1080
    s.put(60 * u, 36 * u, f"{m.rng.randint(7, 22)}:{m.rng.randint(10, 59)}", round(36 * u))
    s.right(s.width - 60 * u, 36 * u, f"5G  {m.rng.randint(11, 99)}%", round(32 * u))
    s.line((78 * u, 140 * u), (56 * u, 164 * u), 4 * u)
    s.line((56 * u, 164 * u), (78 * u, 188 * u), 4 * u)
    s.centre(136 * u, title, round(46 * u), face=m.type.strong)
    return 240 * u


@layout(KIND)
def fourth_site_phone(m: Maker) -> Drawn:
    """The page of a certificate inside a learning app."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    someone, unit, body = person(m)
    start, end = span(m, 60, 10)
    hours, title = rng.choice([4.5, 12, 24.5, 36, 48]), course(m)
    number = f"{rng.choice(['XX', 'WL', 'DJ'])}{end:%y%m%d}{m.words.number(6)}"
    y = phone_bar(m, s, rng.choice(["我的证书", "学习证明", "结业证明详情"]))
    s.fill((40 * u, y, s.width - 40 * u, y + 330 * u), BLUE)
    s.centre(y + 50 * u, "在线学习证明", round(64 * u), face=m.type.title, colour=(255, 255, 255))
    s.centre(y + 160 * u, [f("person_name", someone.name)], round(52 * u), colour=(255, 255, 255))
    s.centre(y + 245 * u, f("unit", unit), round(32 * u), colour=(225, 235, 255))
    y += 390 * u
    stated = f"{hours:g}"
    lines: tuple[tuple[str, Segments], ...] = (
        ("课程", f("course_title", title)),
        ("开始学习", f("start_date", f"{start:%Y-%m-%d} 08:12")),
        ("完成学习", f("end_date", f"{end:%Y-%m-%d} 21:40")),
        ("累计学习", [f("hours", stated), " 学时"]),
        ("观看时长", f"{int(hours * 45) + 7}分钟"),
        ("考试得分", str(rng.randint(70, 100))),
        ("证明编号", f("certificate_no", number)),
        ("颁发机构", f("organiser", body)),
        ("颁发时间", f("issue_date", f"{end + timedelta(days=1):%Y-%m-%d}")),
    )
    for label, words in lines:
        s.put(70 * u, y, label, round(36 * u), colour=GREY)
        size = round(36 * u)
        while s.measure(words, s.type.body, size) > s.width - 370 * u:
            size -= 1
        s.right(s.width - 70 * u, y, words, size)
        s.line((60 * u, y + 76 * u), (s.width - 60 * u, y + 76 * u), 1, (225, 225, 228))
        y += 104 * u
    s.fill((60 * u, y + 60 * u, s.width - 60 * u, y + 170 * u), BLUE)
    s.centre(y + 85 * u, "下载证明（PDF）", round(42 * u), colour=(255, 255, 255))
    issued = end + timedelta(days=1)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "unit": unit,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": "学时",
            "organiser": body,
            "certificate_no": number,
            "issue_date": issued.isoformat(),
        },
        someone,
        screen=True,
    )


@layout(KIND)
def fourth_site_desktop(m: Maker) -> Drawn:
    """A portal's page of one finished class: key and value in two columns, counts and marks all about."""
    rng, s = m.rng, m.sheet(1680, 1050, (244, 246, 250))
    someone, unit, body = person(m)
    start, end = span(m, 40, 5)
    hours, title, number = rng.choice([18, 20, 24, 36]), course(m), masked(m, someone.id_number)
    s.fill((0, 0, 1680, 84), BLUE)
    s.put(60, 20, "继教云课堂　专业技术人员在线学习中心", 34, colour=(255, 255, 255))
    s.right(1640, 28, "您好，欢迎学习｜消息(3)｜退出", 22, colour=(255, 255, 255))
    for i, entry in enumerate(("学习首页", "我的班级", "我的考试", "学习档案", "电子发票")):
        s.put(60, 150 + i * 66, entry, 26, colour=BLUE if entry == "学习档案" else GREY)
    s.fill((270, 120, 1640, 1000), (255, 255, 255))
    s.put(310, 150, "学习档案 > 已结业班级 > 学习证明", 22, colour=GREY)
    s.put(310, 205, f("course_title", title), 36, face=m.type.strong)
    s.put(
        310,
        265,
        f"班级人数 {rng.randint(800, 5000)}　课程 {rng.randint(6, 14)} 门　满意度 4.{rng.randint(5, 9)} 分",
        22,
        colour=GREY,
    )
    y = 330.0
    rows: tuple[tuple[Any, ...], ...] = (
        ("学员", f("person_name", someone.name), "证件号码", f("id_number", number)),
        ("所在单位", f("unit", unit), "报名时间", f"{start - timedelta(days=9):%Y-%m-%d}"),
        ("开班日期", f("start_date", f"{start:%Y-%m-%d}"), "结班日期", f("end_date", f"{end:%Y-%m-%d}")),
        ("完成学时", f("hours", f"{hours}.0"), "要求学时", f"{hours - 2}.0"),
        ("考试成绩", f"{rng.randint(65, 99)}（及格线60）", "结业状态", "已结业"),
    )
    for row in rows:
        for x, wide, words, tint in zip((310, 470, 970, 1130), (160, 500, 160, 470), row, (1, 0, 1, 0), strict=True):
            if tint:
                s.fill((x, y, x + wide, y + 70), (235, 240, 248))
            cell(s, (x, y, x + wide, y + 70), words, 26)
        y += 70
    s.put(310, y + 50, ["施教机构：", f("organiser", body)], 28)
    s.put(310, y + 110, "注：本页面由系统生成，学时以主管部门审核为准。", 22, colour=GREY)
    seal(m, s, body, 1380, y + 130, "电子证明专用章")
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "id_number": number,
            "unit": unit,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": "学时",
            "organiser": body,
        },
        someone,
        screen=True,
    )


@layout(KIND)
def fourth_site_year(m: Maker) -> Drawn:
    """A year's statement of hours with a head cell over two columns and a line of sums."""
    rng, s = m.rng, m.a4()
    someone, unit, body = person(m)
    year, number = rng.randint(2020, 2025), masked(m, someone.id_number)
    s.centre(110, [f("score_year", year), "年度继续教育学时登记证明"], 46, face=m.type.title)
    y = 220.0
    lines: tuple[tuple[Segments, Segments], ...] = (
        (["姓　　名：", f("person_name", someone.name)], ["证件号码：", f("id_number", number)]),
        (["工作单位：", f("unit", unit)], f"职　　称：{someone.title}"),
    )
    for left, right in lines:
        s.put(90, y, left, 28)
        s.put(660, y, right, 28)
        y += 60
    y += 10
    widths = (70, 480, 210, 130, 170)
    lefts = [90 + sum(widths[:i]) for i in range(6)]
    for i, label in ((0, "序号"), (1, "学习项目"), (2, "完成日期")):
        cell(s, (lefts[i], y, lefts[i + 1], y + 110), label, 26)
    cell(s, (lefts[3], y, lefts[5], y + 55), "登记学时", 26)
    cell(s, (lefts[3], y + 55, lefts[4], y + 110), "公需", 24)
    cell(s, (lefts[4], y + 55, lefts[5], y + 110), "专业", 24)
    y += 110
    activities, sums = [], [0, 0]
    day = someone.born.replace(year=year, month=2, day=3)
    for i, title in enumerate(rng.sample(COURSES, rng.randint(4, 6))):
        day += timedelta(days=rng.randint(12, 50))
        got, column = rng.choice([4, 6, 8, 12, 16]), int(i > 1)
        sums[column] += got
        figures = [str(got), "—"] if column == 0 else ["—", str(got)]
        y = s.table(90, y, widths, [[str(i + 1), title, f"{day:%Y-%m-%d}", *figures]], 24, height=58)
        activities.append({"course_title": title, "hours": got})
    cell(s, (lefts[0], y, lefts[3], y + 58), "小　　计", 26)
    cell(s, (lefts[3], y, lefts[4], y + 58), str(sums[0]), 26)
    cell(s, (lefts[4], y, lefts[5], y + 58), str(sums[1]), 26)
    cell(s, (lefts[0], y + 58, lefts[3], y + 116), "合　　计", 26)
    cell(s, (lefts[3], y + 58, lefts[5], y + 116), [f("hours", sum(sums)), " 学时"], 26)
    y += 160
    s.picture(90, y, qr("https://verify.example/" + m.words.number(12), 150), ink=False)
    s.put(90, y + 160, "扫码核验", 20, colour=GREY)
    s.right(1120, y + 20, f("organiser", body), 30)
    issued = day + timedelta(days=rng.randint(10, 40))
    s.right(1120, y + 80, f("issue_date", f"{issued.year}年{issued.month}月{issued.day}日"), 30)
    seal(m, s, body, 950, y + 120)
    s.put(90, 1690, "说明：本证明所列学时为系统登记数，以年度审验结果为准。", 20, colour=GREY)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "id_number": number,
            "unit": unit,
            "score_year": year,
            "hours": sum(sums),
            "hours_unit": "学时",
            "organiser": body,
            "issue_date": issued.isoformat(),
            "activities": activities,
        },
        someone,
    )


@layout(KIND)
def fourth_site_letter(m: Maker) -> Drawn:
    """A printed proof of a site: bare lines, the day of printing apart from the day of issue, a blue seal line."""
    rng, s = m.rng, m.a4()
    someone, _, _ = person(m)
    body = host(m, someone.city)
    start, end = span(m, 25, 3)
    hours, title, number = rng.choice([6, 10, 15, 30]), course(m), m.words.number(16)
    s.put(80, 60, "云端研修网 · 学习服务", 24, colour=BLUE)
    s.right(1160, 60, f"打印日期：{end + timedelta(days=rng.randint(60, 300)):%Y-%m-%d}", 20, colour=GREY)
    s.line((80, 104), (1160, 104), 2, BLUE)
    s.centre(260, "学 时 证 明", 64, face=m.type.title)
    s.centre(370, ["（流水号：", f("certificate_no", number), "）"], 24, colour=GREY)
    y = 500.0
    unit_word = rng.choice(["学时", "课时"])
    lines: tuple[Segments, ...] = (
        ["学　　员：", f("person_name", someone.name)],
        ["研修项目：", f("course_title", title)],
        ["研修周期：", f("start_date", f"{start:%Y/%m/%d}"), " 至 ", f("end_date", f"{end:%Y/%m/%d}")],
        ["获得学时：", f("hours", hours), f" {unit_word}（网络研修，每{unit_word}按45分钟计）"],
        "研修结果：合格",
    )
    for words in lines:
        s.put(190, y, words, 34)
        y += 92
    s.right(1080, y + 140, f("organiser", body), 32)
    s.right(1080, y + 210, ["出具日期：", f("issue_date", f"{end:%Y年%m月%d日}")], 28)
    seal(m, s, body, 900, y + 180)
    return Drawn(
        KIND,
        [s],
        {
            "person_name": someone.name,
            "course_title": title,
            "start_date": start.isoformat(),
            "end_date": end.isoformat(),
            "hours": hours,
            "hours_unit": unit_word,
            "organiser": body,
            "issue_date": end.isoformat(),
            "certificate_no": number,
        },
        someone,
    )
