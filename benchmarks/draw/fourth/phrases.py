"""What papers of the fourth set say: courses, bodies, people and ways to write days and amounts of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from benchmarks.draw.maker import Maker
from benchmarks.draw.words import CITIES, Person, chinese_number, chinese_year

COURSES = (
    "基层公共文化服务人员能力提升轮训",
    "建设领域现场专业人员继续教育（施工员）",
    "“互联网+护理服务”适宜技术推广应用学习班",
    "新课标背景下初中数学大单元教学设计与实施研修",
    "全市企业统计人员业务轮训（第三期）",
    "中医药适宜技术在慢性病管理中的应用",
    "农产品质量安全追溯管理员培训",
    "数字化转型与数据要素市场化配置改革",
    "新时代档案信息化与电子文件归档管理业务培训",
    "特殊儿童融合教育资源教师工作坊",
    "水土保持方案编制与监测技术交流会",
    "建筑工程质量检测新标准宣贯会",
    "幼儿园自主游戏观察与支持",
    "急危重症患者院前急救与转运新进展",
    "内河船舶污染防治管理培训",
    "工程造价数字化应用与全过程咨询",
    "乡镇畜牧兽医人员动物疫病防控实训",
    "电梯安全管理与检验检测技术提升班",
)
LONG_COURSES = (
    "面向碳达峰碳中和目标的绿色低碳建筑设计、施工与运维一体化关键技术及典型工程案例应用高级研修班",
    "基于核心素养导向的义务教育阶段跨学科主题学习活动设计、课堂实施与学业质量评价骨干教师提升培训",
    "国家基本公共卫生服务项目居民健康档案规范化管理与老年人中医药健康服务师资培训班（第二批）",
    "推进新型城镇化背景下城市老旧管网更新改造、智能监测预警与韧性提升专业技术人员知识更新工程培训",
)
HOSTS = (
    "{city}工程勘测协会",
    "{city}学前教育研究会",
    "{city}数字经济促进会",
    "{city}基层卫生协会",
    "{city}特种设备安全协会",
    "浙东继续教育研究院",
    "{city}名师发展学院",
    "江淮工程师培训基地",
    "{city}统计学会",
    "{city}水土保持学会",
    "{city}公共文化培训中心",
    "淮东城乡建设培训学校",
)
UNITS = (
    "{city}澄湖幼儿园",
    "{city}第九初级中学",
    "{city}妇幼健康服务中心",
    "{city}禾泰检测技术有限公司",
    "{city}港航事业发展中心",
    "浙江沛川造价咨询有限公司",
    "{city}综合行政执法队",
    "{city}融媒体中心",
    "江苏岭东电梯工程有限公司",
    "{city}动物疫病预防控制所",
    "{city}非物质文化遗产保护中心",
    "{city}河道管理所",
)
VENUES = (
    "{city}文化馆小剧场",
    "{city}开元路88号教师进修学校三号楼阶梯教室",
    "{city}湖滨会议中心（一楼海棠厅）",
    "门诊楼七楼示教室",
    "腾云会议（会议号 558-213-907）",
    "行政楼B座406",
)
#: Names whose characters are those of bodies and offices.
ODD_NAMES = ("师学慧", "安中新", "季度元", "石院生", "汪局兰", "常委明", "金校", "成立新")
STATIONS = ("教授", "主任医师", "高级教师", "研究员", "总工程师")


def course(m: Maker) -> str:
    return m.rng.choice(COURSES)


def host(m: Maker, city: str) -> str:
    return m.rng.choice(HOSTS).format(city=CITIES[city][0])


def hosts(m: Maker, city: str, count: int) -> list[str]:
    """Different bodies."""
    return [h.format(city=CITIES[city][0]) for h in m.rng.sample(HOSTS, count)]


def unit(m: Maker, city: str) -> str:
    return m.rng.choice(UNITS).format(city=CITIES[city][0])


def venue(m: Maker, city: str) -> str:
    return m.rng.choice(VENUES).format(city=CITIES[city][0])


def person(m: Maker) -> tuple[Person, str, str]:
    """(person, unit, host), all of one city; one name in six looks like a body's."""
    someone = m.words.person()
    if m.rng.random() < 0.17:
        someone = replace(someone, name=m.rng.choice(ODD_NAMES))
    return someone, unit(m, someone.city), host(m, someone.city)


def names(m: Maker, count: int) -> list[str]:
    """Different names."""
    found: list[str] = []
    while len(found) < count:
        name = m.words.name()
        if name not in found and "·" not in name:
            found.append(name)
    return found


def span(m: Maker, longest: int = 5, shortest: int = 1) -> tuple[date, date]:
    start = m.words.day(2019, 2025)
    return start, start + timedelta(days=m.rng.randint(shortest, longest) - 1)


def range_words(m: Maker, start: date, end: date) -> str:
    """A range of days in forms of this set's own."""
    y, a, b = start.year, start.month, start.day
    if start == end:
        return m.rng.choice([f"{y}年{a}月{b}日（全天）", f"{start:%Y.%m.%d}", chinese_day(start)])
    last = f"{end.year}年{end.month}月{end.day}日"
    forms = [
        f"{y}年{a}月{b}日上午—{last}下午",
        f"{start:%Y-%m-%d} ~ {end:%Y-%m-%d}",
        f"自{y}年{a}月{b}日起至{last}止",
    ]
    if start.year == end.year:
        forms.append(f"{chinese_day(start)}至{chinese_number(end.month)}月{chinese_number(end.day)}日")
        if start.month == end.month:
            forms += [f"{start:%Y.%m.%d}–{end:%d}", f"{y}年{a}月{b}—{end.day}日", f"{y}.{a}.{b}至{a}.{end.day}"]
            if (end - start).days == 1:
                forms.append(f"{y}年{a}月{b}日、{end.day}日")
    return m.rng.choice(forms)


def chinese_day(day: date) -> str:
    return f"{chinese_year(day.year)}年{chinese_number(day.month)}月{chinese_number(day.day)}日"


def chinese_month(day: date) -> str:
    return f"{chinese_year(day.year)}年{chinese_number(day.month)}月"


def formal(value: int) -> str:
    """1..9999 in the figures of money and vouchers (壹贰叁)."""
    digits, units, out, gap = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟"), "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + units[place]
        gap = digit == 0
    return out
