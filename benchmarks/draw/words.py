"""Invented people, organisations, courses and numbers. Nothing here belongs to a real person or body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹"
)
DOUBLE_SURNAMES = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "慕容")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红玲辉鹏飞宇浩凯健俊帆雪琳晨曦睿萱怡然博文轩泽宏志国建春燕梅"
    "佳慧颖瑜璐倩雯婷婕薇岚峰岩松柏林森淼清源海波江河川晓东南北青云龙翔虎麟祥瑞嘉禾穗丰年康宁安逸思远诚信义仁礼智贤良"
)
CITIES = {
    "jiaxing": ("嘉兴市", ("南湖区", "秀洲区", "海宁市", "平湖市", "桐乡市", "嘉善县", "海盐县"), "浙江省", "330411"),
    "zhoushan": ("舟山市", ("定海区", "普陀区", "岱山县", "嵊泗县"), "浙江省", "330902"),
    "wenzhou": ("温州市", ("鹿城区", "瓯海区", "瑞安市", "乐清市", "永嘉县", "苍南县"), "浙江省", "330302"),
    "xuzhou": ("徐州市", ("云龙区", "鼓楼区", "铜山区", "邳州市", "沛县", "丰县"), "江苏省", "320312"),
}
UNIT_STEMS = [
    "恒澜",
    "启衡",
    "中濮",
    "越禾",
    "云栖",
    "瑞沧",
    "安陌",
    "澄远",
    "德砚",
    "同泽",
    "汇川湾",
    "锦溪",
    "拓岸",
    "宏砺",
    "千帆港",
    "景岚",
]
UNIT_KINDS = [
    "建筑设计院有限公司",
    "工程咨询有限公司",
    "市政建设集团有限公司",
    "第三人民医院",
    "中心小学",
    "农业技术推广站",
    "水利勘测设计所",
    "图书馆",
    "环境检测有限公司",
    "职业技术学校",
    "疾病预防控制站",
    "会计师事务所",
    "电力安装有限公司",
    "文物保护所",
    "社区卫生服务站",
]
BODY_KINDS = [
    "继续教育协会",
    "工程师学会",
    "专业技术人员培训学院",
    "人才服务学会",
    "医师培训学院",
    "建设教育协会",
    "会计学会",
    "图书情报学会",
]
AUTHORITIES = [
    "人力资源和社会保障局",
    "住房和城乡建设局",
    "卫生健康委员会",
    "水利局",
    "农业农村局",
    "教育局",
    "科学技术局",
    "档案局",
]
SCHOOLS = ["滨海理工学院", "江南湾大学", "瓯越工程学院", "云龙湖科技大学", "秀州师范学院", "定海海洋学院"]
TOPICS = [
    "装配式结构节点施工",
    "海绵城市排水设计",
    "数字档案长期保存",
    "中小学心理辅导",
    "慢性病分级诊疗",
    "智慧水务调度",
    "农产品冷链管理",
    "新会计准则应用",
    "古建筑木构修缮",
    "建筑消防审查要点",
    "公共图书馆阅读推广",
    "环境应急监测",
    "人工智能辅助教学",
    "施工现场用电安全",
    "护理文书规范",
    "专业技术人员职业道德",
    "知识产权保护实务",
    "碳排放核算方法",
    "桥梁健康监测",
    "渔船检验技术",
]
FORMS = ["培训班", "高级研修班", "专题培训", "知识更新培训班", "业务能力提升班", "骨干研修班", "继续教育课程"]
PLACES = [
    "市委党校报告厅",
    "人才大厦三楼会议室",
    "文化中心多功能厅",
    "职工培训楼201教室",
    "南湖宾馆二号会议室",
    "科技馆学术报告厅",
]
JOURNALS = [
    "江南工程技术",
    "东海医学教育",
    "瓯江建筑",
    "淮海农业科技",
    "滨海图书情报",
    "运河教育研究",
    "浙北水利",
    "苏北护理实践",
]
CN_DIGITS = "〇一二三四五六七八九"
WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented professional."""

    name: str
    sex: str
    id_number: str
    born: date
    unit: str
    city: str
    title: str


class Words:
    """One stream of invented words, drawn from ``rng``."""

    def __init__(
        self,
        rng: Random,
        swap: Callable[[Person], Person] | None = None,
        renumber: int = 0,
        twist: str | None = None,
    ) -> None:
        self.rng, self.swap, self.renumber, self.twist = rng, swap, renumber, twist

    def name(self) -> str:
        rng = self.rng
        if rng.random() < 0.04:
            return (
                "".join(rng.choices("阿布迪力亚娜古丽热买提", k=rng.randint(2, 3)))
                + "·"
                + "".join(rng.choices("艾克拜尔吐逊木沙", k=rng.randint(2, 3)))
            )
        surname = rng.choice(DOUBLE_SURNAMES) if rng.random() < 0.05 else rng.choice(SURNAMES)
        return surname + "".join(rng.choices(GIVEN, k=1 if rng.random() < 0.25 else 2))

    def city(self) -> str:
        return self.rng.choice(sorted(CITIES))

    def place_name(self, city: str) -> str:
        name, parts, _, _ = CITIES[city]
        return self.rng.choice([name, name, self.rng.choice(parts)])

    def person(self, city: str | None = None) -> Person:
        city = city or self.city()
        born = date(1968, 1, 1) + timedelta(days=self.rng.randrange(11000))
        sex = self.rng.choice("男女")
        title = self.rng.choice(
            ["工程师", "高级工程师", "助理工程师", "主治医师", "主管护师", "讲师", "中学一级教师", "会计师", "馆员"]
        )
        someone = Person(self.name(), sex, self.id_number(city, born, sex), born, self.unit(city), city, title)
        return self.swap(someone) if self.swap else someone

    def id_number(self, city: str, born: date, sex: str) -> str:
        """A resident ID number with a right check digit in the never-issued sequence 99x."""
        order = self.rng.choice([991, 993, 995, 997, 999] if sex == "男" else [990, 992, 994, 996, 998])
        right = with_id_check(f"{CITIES[city][3]}{born:%Y%m%d}{order}")
        return right if self.twist != "bad_id" else right[:-1] + str((int(right[-1].replace("X", "0")) + 3) % 10)

    def unit(self, city: str) -> str:
        return self.place_name(city) + self.rng.choice(UNIT_STEMS) + self.rng.choice(UNIT_KINDS)

    def organiser(self, city: str) -> str:
        place = CITIES[city][2] if self.rng.random() < 0.15 else CITIES[city][0]
        if self.rng.random() < 0.25:
            return place + self.rng.choice(AUTHORITIES)
        stem = self.rng.choice(UNIT_STEMS) if self.rng.random() < 0.5 else ""
        return place + stem + self.rng.choice(BODY_KINDS)

    def school(self) -> str:
        return self.rng.choice(SCHOOLS)

    def course(self) -> str:
        return self.rng.choice(TOPICS) + self.rng.choice(FORMS)

    def topic(self) -> str:
        return self.rng.choice(TOPICS)

    def place(self) -> str:
        return self.rng.choice(PLACES)

    def day(self, first: int = 2018, last: int = 2025) -> date:
        return date(first, 1, 6) + timedelta(days=self.rng.randrange((last - first) * 365 + 330))

    def number(self, digits: int) -> str:
        return "".join(self.rng.choices("0123456789", k=digits))

    def certificate_no(self, day: date) -> str:
        """A number in one of five forms; the ``renumber``-th sibling of a class gets a serial of its own (of 1000)."""
        rng, n = self.rng, self.number
        number: str = rng.choice(
            [
                f"{day.year}{n(8)}",
                f"{rng.choice('ABJXZ')}{rng.choice('HJPX')}{day:%Y%m}{n(4)}",
                f"{rng.choice(['浙', '苏', '舟', '温', '嘉'])}继教证字〔{day.year}〕第{n(5)}号",
                f"PX-{day.year}-{n(5)}",
                f"({day.year})第{n(6)}号",
            ]
        )
        if not self.renumber:
            return number
        at = max(i for i, c in enumerate(number) if c.isdigit())
        serial = (int(number[at - 2 : at + 1]) + 7 * self.renumber) % 1000
        return number[: at - 2] + f"{serial:03d}" + number[at + 1 :]

    def uscc(self, city: str) -> str:
        from stdnum.cn import uscc

        body = "91" + CITIES[city][3] + "MA" + "".join(self.rng.choices("0123456789ABCDEFGHJK", k=7))
        return body + str(uscc.calc_check_digit(body))

    def issn(self) -> str:
        from stdnum import issn

        body = "9" + self.number(6)
        check = str(issn.calc_check_digit(body))
        if self.twist == "bad_issn":
            check = "4" if check != "4" else "7"
        return f"{body[:4]}-{body[4:]}{check}"


def with_id_check(body: str) -> str:
    """17 digits → 18 characters with the check digit of GB 11643."""
    total = sum(int(c) * (2 ** (17 - i) % 11) for i, c in enumerate(body))
    return body + "10X98765432"[total % 11]


def chinese_year(year: int) -> str:
    return "".join(CN_DIGITS[int(c)] for c in str(year))


def chinese_number(value: int) -> str:
    """1..99 in Chinese numerals."""
    tens, ones = divmod(value, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else CN_DIGITS[tens] + "十")
    return head + (CN_DIGITS[ones] if ones else "") if value else "零"


def say_date(rng: Random, day: date, style: str | None = None) -> str:
    """A date as papers write it; ``style`` fixes the form."""
    forms = {
        "plain": f"{day.year}年{day.month}月{day.day}日",
        "padded": f"{day:%Y}年{day:%m}月{day:%d}日",
        "spaced": f"{day.year} 年 {day.month} 月 {day.day} 日",
        "chinese": f"{chinese_year(day.year)}年{chinese_number(day.month)}月{chinese_number(day.day)}日",
        "dash": f"{day:%Y-%m-%d}",
        "dot": f"{day:%Y.%m.%d}",
        "slash": f"{day.year}/{day.month}/{day.day}",
    }
    return forms[style or rng.choice(["plain", "plain", "padded", "spaced", "chinese", "dash", "dot", "slash"])]


def say_range(rng: Random, start: date, end: date) -> str:
    """A range of days as papers write it, often dropping what repeats."""
    if start == end:
        return say_date(rng, start)
    forms = [
        f"{say_date(rng, start, 'plain')}至{say_date(rng, end, 'plain')}",
        f"{start:%Y.%m.%d}-{end:%Y.%m.%d}",
        f"{start:%Y-%m-%d}至{end:%Y-%m-%d}",
    ]
    if start.year == end.year:
        forms += [f"{say_date(rng, start, 'plain')}至{end.month}月{end.day}日", f"{start:%Y.%m.%d}—{end:%m.%d}"]
        if start.month == end.month:
            forms += [
                f"{start.year}年{start.month}月{start.day}日至{end.day}日",
                f"{start.year}年{start.month}月{start.day}日-{end.day}日",
            ]
    return rng.choice(forms)
