"""What a paper of a script can say: the words behind every ``{name}``, with the truth."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.maker import Maker
from benchmarks.draw.script.decoys import decoy
from benchmarks.draw.script.stock import Stock
from benchmarks.draw.strokes import masked
from benchmarks.draw.words import CITIES, chinese_number, chinese_year, say_date, say_range

#: name of the box, words, truths.
Said = tuple[str, str, dict[str, Any]]

TITLES = {
    "letter": "关于邀请参加{}的函",
    "call": "关于召开{}的通知",
    "enrol": "关于组织参加{}的通知",
    "carry": "关于开展{}的通知",
    "quote": "关于举办“{}”的通知",
    "again": "关于举办{}的补充通知",
    "recommend": "关于选派人员参加{}的通知",
    "year": "关于做好{}有关工作的通知",
    "enlist": "关于{}招生报名的通知",
}
LEVELS = {"national": "国家级", "province": "省级", "city": "市级", "county": "县级"}
PATENT_KINDS = {
    "": ("实用新型", "utility_model"),
    "utility": ("实用新型", "utility_model"),
    "invention": ("发明", "invention"),
    "design": ("外观设计", "design"),
}
_RANKS = "一二三四五六七八九"


class Values:
    """One paper's people, bodies, days and figures."""

    def __init__(self, m: Maker, stock: Stock, host: str = "", years: str = "", employer: str = "") -> None:
        rng = self.rng = m.rng
        self.m, self.stock = m, stock
        someone = self.person = m.words.person()
        place = self.place = CITIES[someone.city][0]
        days = rng.randint(1, 5)
        first, _, last = (years or "2019-2025").partition("-")
        start = self.start = m.words.day(int(first), int(last))
        self.end = start + timedelta(days=days - 1)
        self.issued = self.end + timedelta(days=rng.randint(2, 40))
        hours = days * rng.choice([4, 6, 8])
        chosen, unit = (rng.choice(bodies).format(city=place) for bodies in (stock.hosts, stock.units))
        amount = rng.choice([260, 380, 680, 1200, 2380])
        self.plain: dict[str, Any] = {
            "person_name": someone.name,
            "sex": someone.sex,
            "id_number": masked(m, someone.id_number),
            "unit": unit,
            "title_level": rng.choice(stock.titles),
            "organiser": chosen,
            "course_title": rng.choice(stock.courses) + rng.choice(stock.forms),
            "place": rng.choice(stock.places).format(city=place),
            "hours": hours,
            "certificate_no": m.words.certificate_no(self.issued),
            "exam_name": f"{start.year}年度{rng.choice(stock.exams)}",
            "admission_no": m.words.number(12),
            "journal_name": rng.choice(stock.journals),
            "issn": m.words.issn(),
            "cn": f"CN {rng.choice(['33', '32'])}-{m.words.number(4)}/{rng.choice('RGST')}",
            "year": start.year,
            "issue": rng.randint(1, 12),
            "paper_title": rng.choice(stock.papers),
            "page_start": rng.randint(3, 90),
            "amount": amount,
            "payer": rng.choice([unit, someone.name]),
            "payee": chosen,
            "receipt_no": m.words.number(8),
            "item": rng.choice(["培训费", "会务费", "报名费"]),
            "patent_name": rng.choice(stock.patents),
            "score_total": rng.randint(9000, 40000),
            "score_annual": rng.randint(2000, 8800),
            "score_today": rng.randint(2, 50),
            "score_year": start.year,
            "service_hours": rng.randint(4, 40),
            "lecture_title": rng.choice(stock.courses),
            "doc_title": "科研项目立项通知书",
            "level_cue": "省级期刊",
            "major": rng.choice(stock.majors),
            "student_no": m.words.number(10),
            "project_name": rng.choice(stock.papers) + "研究",
            "project_no": f"{start.year}{rng.choice('ABCK')}{m.words.number(3)}",
            "award_name": f"{place}科学技术进步奖",
            "award_grade": rng.choice(["一等奖", "二等奖", "三等奖"]),
            "doc_no": f"{rng.choice(['继教', '卫办', '财会'])}〔{start.year}〕{rng.randint(2, 90)}号",
        }
        if employer:
            self.plain["unit"] = self._body(employer)
        if host:
            self.plain["organiser"] = self.plain["payee"] = self._body(host)
        self.plain["meeting_title"] = self.plain["course_title"]
        self.plain["notice_title"] = f"关于举办{self.plain['course_title']}的通知"

    def _body(self, sort: str) -> str:
        """A body of the sort a head asks for with ``host=`` or ``from=``; ``unit`` is the person's own."""
        if sort == "unit":
            return str(self.plain["unit"])
        stock = self.stock
        bodies = {
            "school": stock.schools, "office": stock.offices, "platform": stock.platforms,
            "government": stock.governments,
            "hospital": stock.hospitals, "pupil": stock.pupil_schools, "firm": stock.firms,
        }[sort]  # fmt: skip
        return self.rng.choice(bodies).format(city=self.place)

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def part(self) -> int:
        """A share of the hours, less than all of them."""
        return int(self.plain["hours"]) // 3

    def say(self, name: str, style: str = "") -> Said:
        """(name of the box, words, truths) of a field; ``style`` is a date form, ``words`` for Chinese figures."""
        own = getattr(self, f"_{name}", None)
        if own is not None:
            said: Said = own(style)
            return said
        if style in ("apply", "grant", "one") or name in ("start_date", "end_date", "issue_date"):
            return self._day(name, style)
        if name in ("screenshot_date", "query_date"):
            return self._day(name, style)
        role = {"author": "authors", "inventor": "inventors"}.get(style)
        if role:
            return role, self.person.name, {role: [self.person.name]}
        if style in ("from", "owner"):
            named = "unit_from" if style == "from" else "owner"
            return named, self.plain["unit"], {named: self.plain["unit"]}
        return self._plain(name, style)

    def _plain(self, name: str, style: str) -> Said:
        value = self.plain[name]
        if style == "sheet":
            value = f"{value}人员签到册"
        elif style == "digits":
            value = "".join(sign for sign in str(value) if sign.isdigit())
        elif style == "diploma":
            value = self.plain[name] = f"1{self.m.words.number(4)}1{self.issued.year}0{self.m.words.number(7)}"
        elif style == "star":
            # Invoices name the class of goods first.
            value = f"*非学历教育*{value}"
        elif style == "closing":
            value = "课题结题证书"
        words = chinese_number(value) if style == "words" and isinstance(value, int) else str(value)
        if style == "wide":
            words = "".join(chr(ord(sign) + 0xFEE0) for sign in words)
        if style == "zh":
            words = chinese_year(value)
        if style == "half":
            value = self.plain[name] = float(value) + 0.5
            words = str(value)
        return name, f"{value:,}" if style == "comma" else words, {name: value}

    def _day(self, name: str, style: str) -> Said:
        if style.startswith("one_"):
            _, words, truths = self._day(name, style.removeprefix("one_"))
            return "date_range", words, truths | {"end_date": truths[name]}
        if style in ("apply", "grant", "one"):
            day = self.start if name == "start_date" else self.issued
            named = {"apply": "apply_date", "grant": "grant_date"}.get(style, name)
            truths = {named: day.isoformat()} | ({"end_date": day.isoformat()} if style == "one" else {})
            return ("date_range" if style == "one" else named), say_date(self.rng, day, "plain"), truths
        day = {"start_date": self.start, "end_date": self.end}.get(name, self.issued)
        if style == "month":
            return name, f"{day.year}年{day.month}月", {name: f"{day:%Y-%m}"}
        if style == "time":
            clock = f"{self.rng.randint(8, 20):02d}:{self.rng.randint(0, 59):02d}:{self.rng.randint(0, 59):02d}"
            return name, f"{day:%Y-%m-%d} {clock}", {name: day.isoformat()}
        return name, say_date(self.rng, day, style or None), {name: day.isoformat()}

    def _range(self, style: str) -> Said:
        first, last = self.start, self.end
        both = {"start_date": first.isoformat(), "end_date": last.isoformat()}
        if style == "span":
            # Some years earlier to now: the length of a project or of a year's study, told by months.
            begun = first - timedelta(days=self.rng.randint(300, 700))
            both = {"start_date": f"{begun:%Y-%m}", "end_date": f"{last:%Y-%m}"}
            return "date_range", f"{begun.year}年{begun.month}月至{last.year}年{last.month}月", both
        if style == "plan":
            # A project that is only approved lies ahead.
            done = self.issued + timedelta(days=self.rng.randint(360, 900))
            both = {"start_date": f"{self.issued:%Y-%m}", "end_date": f"{done:%Y-%m}"}
            return "date_range", f"{self.issued.year}年{self.issued.month}月至{done.year}年{done.month}月", both
        words = {
            "long": lambda: f"{_zh(first)}起至{_zh(last)}止",
            "plain": lambda: f"{_zh(first)}至{_zh(last)}",
            "dash": lambda: f"{first:%Y-%m-%d} 至 {last:%Y-%m-%d}",
            "dot": lambda: f"{first:%Y.%m.%d}-{last:%Y.%m.%d}",
            "slash": lambda: f"{first:%Y/%m/%d}～{last:%Y/%m/%d}",
            "times": lambda: f"{first:%Y-%m-%d} 08:30 至 {last:%Y-%m-%d} 17:00",
            "chinese": lambda: f"{say_date(self.rng, first, 'chinese')}至{say_date(self.rng, last, 'chinese')}",
            "english": lambda: f"{first:%B} {first.day}, {first.year} to {last:%B} {last.day}, {last.year}",
        }.get(style, lambda: say_range(self.rng, first, last))()
        return "date_range", words, both

    def _days(self, style: str) -> Said:
        words = chinese_number(self.days) if style == "words" and self.days != 2 else str(self.days)
        if style == "two" and self.days == 2:
            words = "两"
        return "days", words, {"days": self.days}

    def _half_days(self, _: str) -> Said:
        count = self.plain.setdefault("half_days", self.rng.randint(1, 9))
        return "half_days", str(count), {"half_days": count}

    def _notice_title(self, style: str) -> Said:
        # What is held stands in the title of its notice.
        value = TITLES.get(style, "关于举办{}的通知").format(self.plain["course_title"])
        return "notice_title", value, {"notice_title": value, "course_title": self.plain["course_title"]}

    def _award_name(self, style: str) -> Said:
        # The name begins with a place: the level that the paper says.
        province = CITIES[self.person.city][2]
        county = CITIES[self.person.city][1][0]
        value = {
            "national": "国家科学技术进步奖",
            "province": f"{province}科学技术进步奖",
            "county": f"{county}科学技术奖",
        }.get(style, self.plain["award_name"])
        return "award_name", value, {"award_name": value, "award_level": LEVELS.get(style, "市级")}

    def _rank(self, style: str) -> Said:
        rank = self.plain.setdefault("rank", self.rng.randint(1, 5))
        return "rank", _RANKS[rank - 1] if style == "words" else str(rank), {"rank": rank}

    def _volume(self, style: str) -> Said:
        volume = self.plain.setdefault("volume", self.rng.randint(13, 58))
        return "volume", chinese_number(volume) if style == "words" else str(volume), {"volume": volume}

    def _patent_kind(self, style: str) -> Said:
        words, kind = PATENT_KINDS[style]
        return "patent_kind", words, {"patent_kind": kind}

    def _patent_no(self, style: str) -> Said:
        sort = {"invention": "1", "design": "3"}.get(style, "2")
        digits = f"{self._apply().year}{sort}{self.m.words.number(7)}"
        weighed = sum(
            int(sign) * weight for sign, weight in zip(digits, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)
        )
        value = f"ZL {digits[:4]} {digits[4]} {digits[5:]}.{'0123456789X'[weighed % 11]}"
        return "patent_no", value, {"patent_no": value}

    def _apply(self) -> date:
        day: date = self.plain.setdefault("apply", self.issued - timedelta(days=self.rng.randint(250, 800)))
        return day

    def _apply_date(self, style: str) -> Said:
        day = self._apply()
        return "apply_date", say_date(self.rng, day, style or "plain"), {"apply_date": day.isoformat()}

    def _grant_date(self, style: str) -> Said:
        return "grant_date", say_date(self.rng, self.issued, style or "plain"), {"grant_date": self.issued.isoformat()}

    def _several(self, name: str, style: str) -> Said:
        names = self.plain.setdefault(
            name, [self.person.name, *(self.m.words.name() for _ in range(self.rng.randint(1, 3)))]
        )
        if style == "super":
            return name, "，".join(f"{one}{'¹²³⁴'[at]}" for at, one in enumerate(names)), {name: names}
        joint = {"comma": "，", "blank": "　", "pause": "、", "half": ","}.get(style, "；")
        return name, joint.join(names), {name: names}

    def _page_end(self, _: str) -> Said:
        last = self.plain.setdefault("page_end", self.plain["page_start"] + self.rng.randint(2, 6))
        return "page_end", str(last), {"page_end": last}

    def _inventors(self, style: str) -> Said:
        return self._several("inventors", style)

    def _authors(self, style: str) -> Said:
        return self._several("authors", style)

    def decoy(self, name: str) -> str:
        """Words of the same sort that are no fact of the paper; ``body1`` is the same each time it is said."""
        if not name[-1].isdigit():
            return decoy(self, name)
        if f"~{name}" not in self.plain:
            self.plain[f"~{name}"] = decoy(self, name[:-1])
        return str(self.plain[f"~{name}"])


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
