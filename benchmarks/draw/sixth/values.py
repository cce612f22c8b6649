"""What the papers of the sixth set can say: the words behind every ``{name}`` of a script, with the truth."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.maker import Maker
from benchmarks.draw.strokes import masked
from benchmarks.draw.words import CITIES, chinese_number, say_date, say_range

COURSES = (
    "学校食堂营养配餐与食品安全管理", "河湖生态缓冲带建设技术", "幼小衔接课程教学研究", "老年人认知障碍照护",
    "公路养护新材料新工艺应用", "农村饮用水水质检验", "建筑业企业财税合规实务", "地方文献数字化整理",
    "放射诊疗防护与管理", "木结构古建筑勘察测绘", "起重机械检验检测", "果蔬保鲜加工技术",
)  # fmt: skip
FORMS = (
    "培训班",
    "专题研修班",
    "师资培训",
    "适任培训",
    "提升工程",
    "岗位练兵",
    "研讨班",
    "线上公开课",
    "学习活动",
    "宣贯培训",
)
HOSTS = (
    "{city}营养学会", "{city}环境科学学会", "{city}教师教育院", "{city}护理质控中心", "{city}公路学会",
    "{city}水质监测站",
        "{city}财政局会计管理处", "{city}古籍保护中心", "{city}总工会职工学校",
    "江东省继续教育指导中心", "{city}职业能力建设中心",
    "东濮医科大学附属医院", "沂河理工大学继续教育学院", "{city}市场监督管理局", "{city}文物考古研究所",
)  # fmt: skip
UNITS = (
    "{city}育才路幼儿园", "{city}城投公路养护有限公司", "{city}中医院", "{city}清禾果业专业合作社", "{city}档案馆",
    "{city}特种设备检测研究院", "{city}自来水集团", "{city}第二实验小学", "江东万顷生态环境股份有限公司",
    "{city}福利中心",
    "{city}税务师事务所", "{city}交通工程质量监督站",
)  # fmt: skip
PLACES = (
    "{city}人才市场八楼",
    "线上（云课堂直播间）",
    "{city}图书馆报告厅",
    "校本部第三教学楼402",
    "康宁酒店会议中心",
    "腾飞会议",
)
EXAMS = (
    "二级建造师执业资格考试",
    "护士执业资格考试",
    "注册安全工程师职业资格考试",
    "初级会计专业技术资格考试",
    "社会工作者职业水平考试",
)
JOURNALS = ("江东护理", "流域治理", "幼教天地", "现代检测与计量", "古建保护", "基层财会")
TITLES = ("副主任护师", "一级教师", "高级会计师", "助理馆员", "工程师", "农艺师", "正高级工程师")
PAPERS = (
    "县域河湖健康评价指标体系构建",
    "绘本阅读在幼小衔接中的应用",
    "低剂量螺旋CT的防护实践",
    "木构件含水率无损检测",
)
PATENTS = ("一种便携式水质采样装置", "一种古建筑构件夹持工具", "输液架", "果蔬分级输送机构")


class Values:
    """One paper's people, bodies, days and figures; ``[name]`` gives (words, truths)."""

    def __init__(self, m: Maker) -> None:
        rng = self.rng = m.rng
        self.m = m
        someone = self.person = m.words.person()
        place = CITIES[someone.city][0]
        days = rng.randint(1, 5)
        start = self.start = m.words.day(2019, 2025)
        self.end = start + timedelta(days=days - 1)
        self.issued = self.end + timedelta(days=rng.randint(2, 40))
        hours = days * rng.choice([4, 6, 8])
        host, unit = (rng.choice(bodies).format(city=place) for bodies in (HOSTS, UNITS))
        amount = rng.choice([260, 380, 680, 1200, 2380])
        self.plain: dict[str, Any] = {
            "person_name": someone.name,
            "sex": someone.sex,
            "id_number": masked(m, someone.id_number),
            "unit": unit,
            "title_level": rng.choice(TITLES),
            "organiser": host,
            "course_title": rng.choice(COURSES) + rng.choice(FORMS),
            "place": rng.choice(PLACES).format(city=place),
            "hours": hours,
            "certificate_no": m.words.certificate_no(self.issued),
            "exam_name": f"{start.year}年度{rng.choice(EXAMS)}",
            "admission_no": m.words.number(12),
            "journal_name": rng.choice(JOURNALS),
            "issn": m.words.issn(),
            "cn": f"CN {rng.choice(['33', '32'])}-{m.words.number(4)}/{rng.choice('RGST')}",
            "year": start.year,
            "issue": rng.randint(1, 12),
            "paper_title": rng.choice(PAPERS),
            "page_start": rng.randint(3, 90),
            "amount": amount,
            "payer": rng.choice([unit, someone.name]),
            "payee": host,
            "receipt_no": m.words.number(8),
            "item": rng.choice(["培训费", "会务费", "报名费"]),
            "patent_name": rng.choice(PATENTS),
            "score_total": rng.randint(9000, 40000),
            "score_annual": rng.randint(2000, 8800),
            "score_today": rng.randint(2, 50),
            "score_year": start.year,
            "service_hours": rng.randint(4, 40),
            "lecture_title": rng.choice(COURSES),
            "doc_title": "科研项目立项通知书",
            "level_cue": "省级期刊",
            "major": rng.choice(["护理学", "会计学", "水利工程", "学前教育"]),
            "student_no": m.words.number(10),
            "project_name": rng.choice(PAPERS) + "研究",
            "project_no": f"{start.year}{rng.choice('ABCK')}{m.words.number(3)}",
            "award_name": f"{place}科学技术进步奖",
            "award_grade": rng.choice(["一等奖", "二等奖", "三等奖"]),
            "doc_no": f"{rng.choice(['继教', '卫办', '财会'])}〔{start.year}〕{rng.randint(2, 90)}号",
        }
        self.plain["meeting_title"] = self.plain["course_title"]
        self.plain["notice_title"] = f"关于举办{self.plain['course_title']}的通知"

    def say(self, name: str, style: str = "") -> tuple[str, str, dict[str, Any]]:
        """(name of the box, words, truths) of a field; ``style`` is a date form, ``words`` for Chinese figures."""
        rng, days = self.rng, (self.end - self.start).days + 1
        if name == "range":
            both = {"start_date": self.start.isoformat(), "end_date": self.end.isoformat()}
            words = self._long(self.start, self.end) if style == "long" else say_range(rng, self.start, self.end)
            return "date_range", words, both
        if name == "days":
            return name, chinese_number(days) if style == "words" and days != 2 else str(days), {name: days}
        if style in ("apply", "grant", "one"):
            day = self.start if name == "start_date" else self.issued
            named = {"apply": "apply_date", "grant": "grant_date"}.get(style, name)
            truths = {named: day.isoformat()} | ({"end_date": day.isoformat()} if style == "one" else {})
            return ("date_range" if style == "one" else named), say_date(rng, day, "plain"), truths
        if name in ("start_date", "end_date", "issue_date", "screenshot_date", "query_date"):
            day = {"start_date": self.start, "end_date": self.end}.get(name, self.issued)
            return name, say_date(rng, day, style or None), {name: day.isoformat()}
        if name == "patent_kind":
            return name, "实用新型", {name: "utility_model"}
        if style == "sheet":
            words = f"{self.plain[name]}人员签到册"
            return name, words, {name: words}
        if style in ("author", "inventor"):
            return (several := f"{style}s"), self.person.name, {several: [self.person.name]}
        if style == "from":
            return "unit_from", self.plain["unit"], {"unit_from": self.plain["unit"]}
        if style == "owner":
            return "owner", self.plain["unit"], {"owner": self.plain["unit"]}
        if style == "digits":
            number = "".join(sign for sign in str(self.plain[name]) if sign.isdigit())
            return name, number, {name: number}
        if style == "closing":
            return name, "课题结题证书", {name: "课题结题证书"}
        value = self.plain[name]
        if style == "letter":
            value = f"关于邀请参加{self.plain['course_title']}的函"
        if name == "notice_title":
            # What is held stands in the title of its notice.
            return name, str(value), {name: value, "course_title": self.plain["course_title"]}
        if name == "award_name":
            # The name begins with a city: the level that the paper says.
            return name, str(value), {name: value, "award_level": "市级"}
        words = chinese_number(value) if style == "words" and isinstance(value, int) else str(value)
        return name, f"{value:,}" if style == "comma" else words, {name: value}

    def decoy(self, name: str) -> str:
        """Words of the same sort that are no fact of the paper."""
        rng, m = self.rng, self.m
        return {
            "day": lambda: say_date(rng, self.issued + timedelta(days=rng.randint(50, 900))),
            "born": lambda: say_date(rng, self.person.born),
            "name": m.words.name,
            "sexless": lambda: self.person.sex,
            "small": lambda: str(rng.randint(1, 5)),
            "number": lambda: str(rng.randint(11, 299)),
            "phone": lambda: f"0573-8{m.words.number(7)}",
            "body": lambda: rng.choice(HOSTS).format(city=CITIES[self.person.city][0]),
            "title": lambda: rng.choice(TITLES),
        }[name]()

    @staticmethod
    def _long(start: date, end: date) -> str:
        return f"{start.year}年{start.month}月{start.day}日起至{end.year}年{end.month}月{end.day}日止"
