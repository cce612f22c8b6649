"""The lists of papers: people, marks, activities, timetables; columns ``head=code``."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from PIL import Image

from benchmarks.draw.script import flow
from benchmarks.draw.script.values import Said
from benchmarks.draw.sheet import F
from benchmarks.draw.words import say_date, say_range

if TYPE_CHECKING:
    from benchmarks.draw.script.setting import Setting

Cell = Any  # words, fields or a picture
Columns = list[tuple[str, str]]
_SHARES = {
    "no": 0.5, "tick": 0.9, "unit": 3.4, "course": 3.2, "topic": 3.2, "range": 2.4, "body": 2.2, "text": 1.6,
    "date": 1.5, "time": 1.6, "subject": 2.6, "mobile": 1.6, "id": 2.2, "sign": 1.4,
}  # fmt: skip
_ABSENT = ("leave", "absent")
_REMARK = {
    "leave": ("请假", "事假", "病假"),
    "absent": ("缺勤", "未到"),
    "late": ("迟到",),
    "early": ("早退",),
    "proxy": ("代签",),
}


def split(rest: str) -> tuple[int, int, Columns, list[str]]:
    """("8x2 word A=a|B=b") → 8, two beside each other, columns, words before the columns."""
    first, _, more = rest.partition(" ")
    count, _, beside = first.partition("x")
    words: list[str] = []
    while more and "=" not in more.split(" ", 1)[0]:
        word, _, more = more.partition(" ")
        words.append(word)
    columns = [(head, code) for head, _, code in (cell.partition("=") for cell in more.split("|")) if code]
    return int(count or 0), int(beside or 1), columns, words


def _table(setting: Setting, columns: Columns, rows: list[list[Cell]], y: float, *, beside: int = 1) -> float:
    shares = [_SHARES.get(code, 1.2) for _, code in columns]
    heads: list[list[Cell]] = [[head for head, _ in columns]]
    if beside > 1:
        deep = -(-len(rows) // beside)
        rows += [["" for _ in columns] for _ in range(deep * beside - len(rows))]
        rows = [[cell for at in range(beside) for cell in rows[row + at * deep]] for row in range(deep)]
        shares, heads = shares * beside, [heads[0] * beside]
    widths = [setting.wide * share / sum(shares) for share in shares]
    rows = [[_inside(cell, wide) for cell, wide in zip(row, widths, strict=True)] for row in rows]
    return setting.sheet.table(setting.left, y, widths, heads + rows, setting.size) + setting.size * 0.6


def _merged(setting: Setting, columns: Columns, rows: list[list[Cell]], y: float) -> float:
    """A table whose first column is one cell for all rows below each other that say the same in it."""
    sheet, size, left = setting.sheet, setting.size, setting.left
    shares = [_SHARES.get(code, 1.2) for _, code in columns]
    first, *others = [setting.wide * share / sum(shares) for share in shares]
    y = sheet.table(left, y, [first, *others], [[head for head, _ in columns]], size)
    for said, group in groupby(rows, key=lambda row: str(row[0])):
        some = [[_inside(cell, wide) for cell, wide in zip(row[1:], others, strict=True)] for row in group]
        below = sheet.table(left + first, y, others, some, size)
        sheet.box((left, y, left + first, below), 2)
        lines = flow.rows(sheet, [said], size, first - 16)
        top = (y + below) / 2 - len(lines) * size * 0.7
        for at, line in enumerate(lines):
            sheet.centre(top + at * size * 1.4, flow.settled(line), size, middle=left + first / 2)
        y = below
    return y + size * 0.6


def _inside(cell: Cell, wide: float) -> Cell:
    """Handwriting that keeps inside its cell."""
    if not isinstance(cell, Image.Image) or cell.width <= wide - 6:
        return cell
    shrunk = cell.resize((max(1, int(wide - 6)), max(1, int(cell.height * (wide - 6) / cell.width))))
    shrunk.info["said"] = cell.info["said"]
    return shrunk


def people(setting: Setting, rest: str, y: float) -> float:
    """People of a list: ``name`` printed, ``hand`` written; ``sign`` signatures, ``tick``, ``remark``, ``unit`` …"""
    count, beside, columns, words = split(rest)
    if not columns and not {"free", "prose"} & set(rest.split()):
        return _signed(setting, count, y)
    if "free" in words:
        return _free(setting, count, y)
    if "prose" in words:
        return _prose(setting, count, y)
    rng, values, size = setting.m.rng, setting.values, setting.size
    states = ["came"] * 13 + ["late", "leave", "absent"] + (["proxy"] if "proxy" in words else [])
    attends = any(code in ("sign", "tick", "remark", "hand", "tickword") for _, code in columns)
    codes = {code for _, code in columns}
    signs = sum(code == "sign" for _, code in columns)
    first_sign = next((at for at, (_, code) in enumerate(columns) if code == "sign"), 0)
    truth, rows = list[dict[str, Any]](), list[list[Cell]]()
    unit = values.decoy("unit")
    for at in range(count):
        name = setting.m.words.name()
        state = rng.choice(states) if attends and codes & {"sign", "tick", "remark", "tickword"} else "came"
        if state == "late" and "remark" not in codes:
            state = "came"
        if "spare" in words and rng.random() < 0.15:
            rows.append([str(at + 1) if code == "no" else "" for _, code in columns])
            continue
        if at % 3 == 0 or not {"units", "merge"} & set(words):
            unit = values.decoy("unit")
        away = state in _ABSENT
        cells: dict[str, Any] = {
            "no": str(at + 1), "unit": unit, "title": values.decoy("title"), "sex": rng.choice("男女"),
            "mobile": values.decoy("mobile"), "id": values.decoy("id"), "blank": "", "time": f"8:{rng.randint(10, 59)}",
            "name": F(f"names.{at}", name), "grade": rng.choice(["合格", "优秀", "良好"]),
            "room": str(rng.randint(201, 818)),
            "code": values.decoy("code"), "major": values.decoy("major"), "out": f"17:{rng.randint(10, 59)}",
            "length": f"{rng.randint(300, 420)}分钟",
        }  # fmt: skip
        row: list[Cell] = []
        # Who came may still leave one of several halves of the day unsigned.
        skipped = rng.randrange(signs) if signs > 1 and rng.random() < 0.1 else -1
        for place, (_, code) in enumerate(columns):
            if code == "hand":
                row.append(setting.pen(name, round(size * 1.1)))
            elif code == "sign":
                written = "请假" if state == "leave" and "remark" not in codes and "tick" not in codes else ""
                said = written if away else "" if place == first_sign + skipped and skipped >= 0 else name
                row.append(setting.pen(said, round(size * 1.1)) if said else "")
            elif code == "tick":
                row.append("√" if not away else rng.choice(["×", ""]))
            elif code == "tickword":
                row.append("请假" if state == "leave" else "缺勤" if away else "已签到")
            elif code == "remark":
                row.append(rng.choice(_REMARK[state]) if state in _REMARK else "")
            elif code == "time":
                row.append("" if away else cells["time"])
            else:
                row.append(cells[code])
        rows.append(row)
        came = not away and state != "proxy"
        truth.append({"name": name, "attended": came, "proxy": state == "proxy", "printed": "hand" not in codes})
    setting.facts["names"] = truth
    away = [str(one["name"]) for one in truth if not one["attended"]]
    values.plain["~away1"] = "、".join(away) or "无"
    if "merge" in words:
        return _merged(setting, columns, rows, y)
    return _table(setting, columns, rows, y, beside=beside)


def _signed(setting: Setting, count: int, y: float) -> float:
    rng, widths = setting.m.rng, [setting.wide * share for share in (0.1, 0.2, 0.4, 0.3)]
    rows: list[list[Cell]] = [["序号", "姓名", "工作单位", "签名"]]
    truth = []
    for at in range(count):
        name, came = setting.m.words.name(), rng.random() < 0.85
        pen: Any = setting.pen(name, round(setting.size * 1.1)) if came else ""
        rows.append([str(at + 1), F(f"names.{at}", name), setting.values.decoy("body"), pen])
        truth.append({"name": name, "attended": came, "printed": True})
    setting.facts["names"] = truth
    return setting.sheet.table(setting.left, y, widths, rows, setting.size)


def _free(setting: Setting, count: int, y: float) -> float:
    """Names by hand below each other, four in a row, without any rules."""
    names = [setting.m.words.name() for _ in range(count)]
    setting.facts["names"] = [{"name": name, "attended": True, "proxy": False, "printed": False} for name in names]
    for at, name in enumerate(names):
        picture = _inside(setting.pen(name, round(setting.size * 1.3)), setting.wide / 4)
        setting.sheet.picture(setting.left + at % 4 * setting.wide / 4, y + at // 4 * setting.size * 2.6, picture)
    setting.sheet.said.append("\t".join(names))
    return y + -(-count // 4) * setting.size * 2.6


def _prose(setting: Setting, count: int, y: float) -> float:
    """Names run on after their unit, three units or more: “市图书馆：张三、李四”."""
    names = [setting.m.words.name() for _ in range(count)]
    setting.facts["names"] = [{"name": name, "attended": True, "proxy": False, "printed": True} for name in names]
    at = 0
    while at < count:
        some = names[at : at + setting.m.rng.randint(2, 5)]
        parts: list[str | F] = [f"{setting.values.decoy('unit')}："]
        for place, name in enumerate(some):
            parts += ["、" if place else "", F(f"names.{at + place}", name)]
        y = setting.sheet.paragraph(
            setting.left, y, setting.wide, [part for part in parts if part], setting.size, indent=0
        )
        at += len(some)
    return y + setting.size * 0.4


def marks(setting: Setting, rest: str, y: float) -> float:
    """Marks: three heads of an exam, or ``N`` subjects of a school with ``credit``, ``term``, ``sort`` …"""
    if "=" not in rest:
        return _exam(setting, rest.split(), y)
    count, beside, columns, words = split(rest)
    rng, stock, codes = setting.m.rng, setting.stock, {code for _, code in columns}
    names = rng.sample(stock.subjects, count) if "school" in words else list(stock.exam_subjects[:count])
    truth, rows = list[dict[str, Any]](), list[list[Cell]]()
    for at, name in enumerate(names):
        score: Any = rng.randint(62, 97) if {"school", "allpass"} & set(words) else rng.randint(38, 96)
        if "grades" in words and rng.random() < 0.4:
            score = rng.choice(["优秀", "良好", "中等", "合格"])
        passed = not isinstance(score, int) or score >= 60
        credit = rng.choice([1, 2, 2, 3, 3, 4])
        result = ("通过" if passed else "未通过") if "passes" in words else ("合格" if passed else "不合格")
        cells: dict[str, Any] = {
            "no": str(at + 1), "subject": F(f"subjects.{name}", name), "score": str(score), "credit": str(credit),
            "result": result, "term": f"{setting.values.start.year - 2 + at % 3}-{at % 2 + 1}", "full": "100",
            "line": "60",
            "sort": rng.choice(["必修", "选修"]), "hours": str(credit * 16), "way": rng.choice(["考试", "考查"]),
            "code": setting.m.words.number(6),
        }  # fmt: skip
        rows.append([cells[code] for _, code in columns])
        one: dict[str, Any] = {"name": name}
        one |= {"score": score} if "score" in codes else {}
        one |= {"result": result} if "result" in codes else {}
        one |= {"credit": credit} if "credit" in codes else {}
        truth.append(one)
    setting.facts["subjects"] = truth
    setting.values.plain["credits"] = sum(one.get("credit", 0) for one in truth)
    if "across" in words:
        # Subjects beside each other, what is told of each below it.
        turned = [[head, *(row[at] for row in rows)] for at, (head, _) in enumerate(columns)]
        return setting.sheet.table(setting.left, y, [setting.wide / (count + 1)] * (count + 1), turned, setting.size)
    return _table(setting, columns, rows, y, beside=beside)


def _exam(setting: Setting, head: list[str], y: float) -> float:
    subjects = setting.stock.exam_subjects[:3]
    truth = [
        {"name": name, "score": score, "result": "合格" if score >= 60 else "不合格"}
        for name, score in ((name, setting.m.rng.randint(35, 96)) for name in subjects)
    ]
    setting.facts["subjects"] = truth
    rows: list[list[Cell]] = [list(head)]
    rows += [[F(f"subjects.{row['name']}", str(row["name"])), str(row["score"]), row["result"]] for row in truth]
    widths = [setting.wide * share for share in (0.5, 0.25, 0.25)]
    return setting.sheet.table(setting.left, y, widths, rows, setting.size)


def _activities(setting: Setting) -> list[dict[str, Any]]:
    """The activities of the year, as many as the script's record has; made once."""
    held: list[dict[str, Any]] = setting.values.plain.setdefault("activities", [])
    if held:
        return held
    line = next(line for line in setting.script.lines if line.startswith("&"))
    count = split(line[1:].strip())[0]
    rng = setting.m.rng
    courses = rng.sample(setting.stock.courses, count)
    first = setting.values.start.replace(month=1, day=4)
    for course in courses:
        begin = first + timedelta(days=rng.randint(5, 300 // count))
        days = rng.randint(1, 4)
        first = end = begin + timedelta(days=days - 1)
        held.append({"course_title": course, "begin": begin, "end": end, "hours": days * rng.choice([4, 6, 8])})
    setting.values.issued = end + timedelta(days=rng.randint(3, 20))
    return held


def total(setting: Setting) -> Said:
    """The hours of the whole record."""
    hours = sum(one["hours"] for one in _activities(setting))
    return "hours", str(hours), {"hours": hours}


def record(setting: Setting, rest: str, y: float) -> float:
    """A record of activities: ``course``, ``range`` or ``begin`` and ``finish``, ``hours``, ``body``, ``sort`` …"""
    _, _, columns, words = split(rest)
    codes = {code for _, code in columns}
    rng, truth, rows = setting.m.rng, list[dict[str, Any]](), list[list[Cell]]()
    for at, one in enumerate(_activities(setting)):
        begin, end = one["begin"], one["end"]
        unit = next((word for word in words if word in ("学时", "课时", "学分")), "")
        cells: dict[str, Any] = {
            "no": str(at + 1), "course": F(f"activities.{at}", one["course_title"]), "hours": f"{one['hours']}{unit}",
            "range": say_range(rng, begin, end), "begin": f"{begin:%Y-%m-%d}", "finish": f"{end:%Y-%m-%d}",
            "body": setting.values.decoy("body"), "sort": rng.choice(["公需科目", "专业科目", "行业公需"]),
            "way": rng.choice(["面授", "网络", "讲座"]), "result": rng.choice(["合格", "通过"]), "blank": "",
            "days": str((end - begin).days + 1), "tick": "已审核",
        }  # fmt: skip
        rows.append([cells[code] for _, code in columns])
        one_truth: dict[str, Any] = {"course_title": one["course_title"], "hours": one["hours"]}
        if codes & {"range", "begin"}:
            one_truth |= {"start_date": begin.isoformat(), "end_date": end.isoformat()}
        truth.append(one_truth)
    setting.facts["activities"] = truth
    return _table(setting, columns, rows, y)


def timetable(setting: Setting, rest: str, y: float) -> float:
    """Sessions from the first day to the last: ``date``, ``time``, ``topic``, ``name``, ``place``, ``hours`` …"""
    if rest == "grid":
        return _grid(setting, y)
    _, _, columns, words = split("0 " + rest)
    rng, values = setting.m.rng, setting.values
    each = int(values.plain["hours"]) // (2 * values.days)
    rows: list[list[Cell]] = []
    for at in range(2 * values.days):
        day = values.start + timedelta(days=at // 2)
        morning = at % 2 == 0
        said: Cell = f"{day.month}月{day.day}日" if "short" in words else say_date(rng, day, "plain")
        if "dated" in words:
            # No other line says when: the first and the last day of the table do.
            said = F("date_range", said)
            setting.facts |= {"start_date": values.start.isoformat(), "end_date": values.end.isoformat()}
        weekday = f"星期{'一二三四五六日'[day.weekday()]}"
        cells: dict[str, Any] = {
            "date": said if morning else "", "day": f"第{at // 2 + 1}天", "weekday": weekday if morning else "",
            "half": "上午" if morning else "下午", "time": "8:30-11:30" if morning else "14:00-17:00",
            "topic": values.decoy("topic"), "name": values.decoy("name"), "title": values.decoy("title"),
            "place": values.decoy("place"), "hours": str(each), "blank": "", "body": values.decoy("body"),
            "no": str(at + 1),
        }  # fmt: skip
        rows.append([cells[code] for _, code in columns])
    return _table(setting, columns, rows, y)


def _grid(setting: Setting, y: float) -> float:
    """Days beside each other, the halves of each below it."""
    values = setting.values
    days = [values.start + timedelta(days=at) for at in range(values.days)]
    rows = [["时　间", *(f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）" for day in days)]]
    for half in ("上午8:30—11:30", "下午14:00—17:00"):
        rows.append([half, *(f"{values.decoy('topic')}　{values.decoy('name')}" for _ in days)])
    rows.append(["晚　上", *("自习" for _ in days)])
    widths = [setting.wide * 0.14, *[setting.wide * 0.86 / values.days] * values.days]
    for row in rows:
        y = flow.ruled(setting, [[cell] for cell in row], widths, y)
    return y + setting.size * 0.6
