"""What people hand in by mistake: no evidence at all."""

from __future__ import annotations

from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.second.phrases import course, host, range_words, span, unit
from benchmarks.draw.sheet import GREY, RED
from benchmarks.draw.strokes import seal
from benchmarks.draw.words import say_date

KIND = "unknown"


@layout(KIND)
def second_meal_invoice(m: Maker) -> Drawn:
    rng, s = m.rng, m.sheet(1500, 950)
    day, amount = m.words.day(), rng.randint(60, 900)
    shop = rng.choice(["海鲜大排档", "老街面馆", "湖畔茶餐厅"])
    s.centre(60, "电子发票（普通发票）", 44, colour=(150, 60, 30))
    s.put(1000, 140, "发票号码：" + m.words.number(20), 22)
    s.put(1000, 176, "开票日期：" + say_date(rng, day, "plain"), 22)
    s.put(90, 230, "购买方名称：" + unit(m, m.words.city()), 24)
    s.put(90, 276, f"销售方名称：{shop}餐饮管理有限公司", 24)
    s.table(
        90,
        340,
        [420, 160, 160, 260, 260],
        [["项目名称", "单位", "数量", "金额", "税额"], ["*餐饮服务*餐费", "项", "1", f"{amount}.00", "0.00"]],
        24,
        height=66,
    )
    s.put(90, 540, f"价税合计（小写）¥{amount}.00", 26)
    return Drawn(KIND, [s], {})


@layout(KIND)
def second_news(m: Maker) -> Drawn:
    """News about a training: looks like a notice, is none."""
    rng, s = m.rng, m.a4()
    city = m.words.city()
    who, topic = host(m, city), course(m)
    start, end = span(m, 3)
    s.fill((0, 0, 1240, 90), (180, 30, 30))
    s.put(60, 24, "海岸新闻网　首页 > 要闻 > 正文", 30, colour=(255, 255, 255))
    y = s.paragraph(80, 140, 1080, f"{topic}成功举办", 46, face=m.type.title, indent=0)
    s.put(
        80,
        y,
        f"来源：海岸日报　作者：记者 {m.words.name()}　"
        f"发布时间：{end:%Y-%m-%d} 18:02　浏览：{rng.randint(100, 9000)}次",
        22,
        colour=GREY,
    )
    y += 70
    for text in (
        f"本报讯（记者 {m.words.name()}）{range_words(m, start, end)}，由{who}主办的{topic}在市区圆满落幕，"
        f"来自全市各地的{rng.randint(40, 200)}余名学员参加。",
        "据了解，本次活动邀请了多位业内专家到场，围绕热点难点问题作了深入讲解，现场气氛热烈。",
        "与会者纷纷表示收获颇丰，将把所学带回工作岗位，推动事业高质量发展。",
    ):
        y = s.paragraph(80, y, 1080, text, 30)
    s.put(80, y + 40, "相关阅读：我市召开年度工作会议 | 分享 | 点赞 | 评论", 24, colour=GREY)
    return Drawn(KIND, [s], {})


@layout(KIND)
def second_card(m: Maker) -> Drawn:
    """Something like an identity card."""
    someone = m.words.person()
    s = m.sheet(1010, 640, (226, 238, 246))
    y = 80
    for line in (
        f"姓 名　{someone.name}",
        f"性 别　{someone.sex}　民 族　汉",
        f"出 生　{someone.born.year} 年 {someone.born.month} 月 {someone.born.day} 日",
        "住 址　某省某市某路 18 号 2 单元",
    ):
        s.put(70, y, line, 34)
        y += 90
    s.put(70, 530, f"公民身份号码　{someone.id_number}", 36)
    return Drawn(KIND, [s], {}, someone)


@layout(KIND)
def second_code(m: Maker) -> Drawn:
    """A screenshot of program text."""
    s = m.sheet(1400, 900, (30, 32, 38))
    y = 40
    for line in (
        "import math",
        "def hours(days, per_day=8):",
        "    # 学时 = 天数 × 每天学时",
        "    return days * per_day",
        "",
        "for name in ['a', 'b', 'c']:",
        "    print(name, hours(3))",
        ">>> c 24",
        "Process finished with exit code 0",
    ):
        s.put(60, y, line or " ", 30, colour=(210, 214, 220), face="zenhei")
        y += 64
    return Drawn(KIND, [s], {}, screen=True)


@layout(KIND)
def second_letter(m: Maker) -> Drawn:
    """A private letter, with a date and a name at the foot."""
    rng, s = m.rng, m.a4()
    y = s.paragraph(130, 160, 980, f"{m.words.name()}：", 34, indent=0, face="kai")
    for text in (
        "你好！许久未见，近来工作可忙？上次说的书已经托人带去，收到请告知。",
        "家里一切都好，孩子今年上三年级，学习还算用心。等天气凉快些，欢迎你们来玩。",
        "祝工作顺利，身体健康！",
    ):
        y = s.paragraph(130, y, 980, text, 34, face="kai")
    s.right(1080, y + 60, m.words.name(), 34, face="kai")
    s.right(1080, y + 120, say_date(rng, m.words.day(), "plain"), 34, face="kai")
    return Drawn(KIND, [s], {})


@layout(KIND)
def second_shop(m: Maker) -> Drawn:
    """A page of a shop: product, price, buttons."""
    rng, s = m.rng, m.screen()
    s.fill((0, 120, s.width, 1000), (214, 220, 210))
    s.put(60, 1050, f"¥{rng.randint(9, 399)}.90", 70, colour=RED, face="sans_bold")
    s.put(60, 1160, "证书内芯A4烫金荣誉证书结业证书定制打印", 40, face="sans")
    s.put(60, 1240, f"月销{rng.randint(10, 999)}+　包邮　48小时发货", 34, colour=GREY, face="sans")
    s.put(60, 1400, "店铺　客服　收藏　加入购物车　立即购买", 40, face="sans")
    return Drawn(KIND, [s], {}, screen=True)


@layout(KIND)
def second_payslip(m: Maker) -> Drawn:
    """A leave form of an office: labels and a seal, but no study."""
    rng, s = m.rng, m.a4()
    someone = m.words.person()
    own = unit(m, someone.city)
    y = s.centre(140, "职工请假审批表", 52, face=m.type.title) + 30
    start, end = span(m, 4)
    rows = [
        ["姓名", someone.name, "部门", rng.choice(["工程科", "办公室", "教务处"])],
        ["请假类别", rng.choice(["年休假", "事假", "病假"]), "天数", str((end - start).days + 1)],
        ["请假时间", range_words(m, start, end), "", ""],
        ["领导意见", "同意", "", ""],
    ]
    y = s.table(110, y, [200, 320, 180, 320], rows, 28, height=90)
    s.right(1090, y + 80, own, 28)
    s.right(1090, y + 140, say_date(rng, start, "plain"), 28)
    seal(m, s, own, 940, y + 120)
    return Drawn(KIND, [s], {}, someone)
