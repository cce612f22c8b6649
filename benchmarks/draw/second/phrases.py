"""What papers of the second hand say: course titles, bodies and numbers in other words than the first set's."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from benchmarks.draw.maker import Maker
from benchmarks.draw.words import CITIES

COURSES = (
    "2023年度专业技术人员公需科目学习",
    "新时代教师心理健康教育能力提升高级研修班",
    "全省基层卫生骨干人员（全科医学）培训",
    "危险性较大分部分项工程安全管理专题讲座",
    "数字经济与产业转型",
    "《建筑与市政工程抗震通用规范》宣贯培训",
    "长三角地区水环境治理技术研讨会",
    "检验检测机构资质认定内审员培训",
    "乡村振兴与农业科技创新",
    "专利检索与分析实务操作培训",
    "超声诊断新技术学习班",
    "第三届公共图书馆服务创新论坛",
    "档案工作人员岗位培训（第2期）",
    "政府会计制度与内部控制实务",
    "人工智能与智能制造技术前沿",
    "中药材规范化种植技术培训班",
    "特种设备检验人员继续教育",
    "BIM技术在水利工程中的应用",
    "加强和改进思想政治工作专题网络班",
    "小学语文“双减”背景下作业设计研修",
)
HOSTS = (
    "浙江省专业技术人员继续教育指导中心",
    "{city}人力资源和社会保障局",
    "{city}建筑业协会",
    "{city}医学会",
    "{city}教师发展中心",
    "{city}图书馆学会",
    "{city}职业能力建设中心",
    "浙江东海开放大学",
    "江苏省淮海工程技术研究院",
    "{city}水利学会",
    "国家基层干部培训基地",
    "{city}护理学会",
    "{city}计量测试学会",
    "{city}档案馆",
)
UNITS = (
    "{city}第五人民医院",
    "{city}实验小学教育集团",
    "{city}城乡规划设计研究院有限公司",
    "{city}公路养护应急中心",
    "{city}博物馆",
    "浙江沐阳环境工程有限公司",
    "江苏同禾建设监理有限公司",
    "{city}气象局",
    "{city}食品药品检验研究院",
    "{city}群众艺术馆",
    "{city}中医院",
    "{city}交通投资集团有限公司",
    "{city}林业技术指导站",
)
VENUES = (
    "{city}新洲大酒店三楼钱江厅",
    "{city}行政中心2号楼1105会议室",
    "浙江东海开放大学行知楼302室",
    "{city}国际会展中心B馆",
    "线上直播（钉钉平台）",
    "{city}总工会职工之家四楼多功能厅",
)


def course(m: Maker) -> str:
    return m.rng.choice(COURSES)


def host(m: Maker, city: str) -> str:
    return m.rng.choice(HOSTS).format(city=CITIES[city][0])


def unit(m: Maker, city: str) -> str:
    return m.rng.choice(UNITS).format(city=CITIES[city][0])


def venue(m: Maker, city: str) -> str:
    return m.rng.choice(VENUES).format(city=CITIES[city][0])


def span(m: Maker, longest: int = 5) -> tuple[date, date]:
    start = m.words.day()
    return start, start + timedelta(days=m.rng.randint(0, longest - 1))


def hours_for(m: Maker, start: date, end: date) -> int:
    return ((end - start).days + 1) * m.rng.choice([4, 6, 8])


def range_words(m: Maker, start: date, end: date) -> str:
    """A range of days with Chinese words and dashes, in forms of its own."""
    y, a, b = start.year, start.month, start.day
    if start == end:
        return m.rng.choice([f"{y}年{a}月{b}日", f"{y}年{a:02d}月{b:02d}日"])
    forms = [f"{y}年{a}月{b}日至{end.year}年{end.month}月{end.day}日", f"{y}/{a:02d}/{b:02d}-{end:%Y/%m/%d}"]
    if start.year == end.year:
        forms += [f"{y}年{a}月{b}日—{end.month}月{end.day}日", f"{y}年{a:02d}月{b:02d}日至{end:%m}月{end:%d}日"]
        if start.month == end.month:
            forms += [f"{y}年{a}月{b}-{end.day}日", f"{y}年{a}月{b}日至{end.day}日"]
    return m.rng.choice(forms)


def person(m: Maker) -> tuple[Any, str, str]:
    """Somebody with a unit and a host of the same city: (person, unit, host)."""
    someone = m.words.person()
    return someone, unit(m, someone.city), host(m, someone.city)
