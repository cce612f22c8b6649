"""Look-alikes of evidence that are none: whatever words of training or certificates they carry."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import course, host, person, unit
from benchmarks.draw.fourth.platforms import phone_bar
from benchmarks.draw.ink import handwriting, qr
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, RED
from benchmarks.draw.strokes import cell, form, seal
from benchmarks.draw.words import CITIES

KIND = "unknown"


@layout(KIND)
def fourth_no_power_bill(m: Maker) -> Drawn:
    """A bill for electricity."""
    rng, s = m.rng, m.sheet(1240, 900)
    city, day = m.words.city(), m.words.day()
    used = rng.randint(120, 900)
    s.centre(60, "居民生活用电缴费通知单", 46, face=m.type.title)
    form(
        s,
        90,
        160,
        [200, 330, 200, 330],
        [
            ["户号", m.words.number(10), "户名", m.words.name()],
            ["用电地址", f"{CITIES[city][0]}城南路{rng.randint(1, 300)}号"],
            ["抄表周期", f"{day:%Y.%m.%d}-{day + timedelta(days=30):%Y.%m.%d}", "本期电量", f"{used} 千瓦时"],
            ["应缴电费", f"{used * 0.538:.2f} 元", "缴费截止", f"{day + timedelta(days=45):%Y-%m-%d}"],
        ],
        28,
        84,
    )
    s.put(90, 560, "尊敬的客户：请在截止日前缴清电费，逾期将计收违约金。", 28)
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_course_advert(m: Maker) -> Drawn:
    """A shop sells courses: no authority, no days, prices and promises."""
    rng, s = m.rng, m.sheet(1080, 1600, (255, 240, 214))
    s.fill((0, 0, 1080, 420), (235, 90, 30))
    s.centre(80, "零基础考证·包教包会", 76, face=m.type.title, colour=(255, 255, 255))
    s.centre(210, "人力资源师 / 健康管理师 / 心理咨询师", 46, colour=(255, 240, 200))
    s.centre(310, "限时特惠　名师直播　随到随学", 42, colour=(255, 255, 255))
    y = 480.0
    for words in (
        f"原价{rng.choice([3980, 5980])}元　现价仅需{rng.choice([698, 998, 1280])}元！",
        "历年通过率98%，不过退费",
        "赠送：题库、讲义、考前密训",
        "全程助教一对一答疑，手机电脑都能学",
        f"前{rng.choice([50, 100])}名报名再减200元",
    ):
        s.put(110, y, words, 44)
        y += 100
    s.picture(700, 1180, qr("https://shop.example/" + m.words.number(8), 240), ink=False)
    s.put(110, 1230, "扫码领取免费试听课", 44, colour=RED)
    s.put(110, 1310, f"咨询热线：400-{m.words.number(3)}-{m.words.number(4)}", 36)
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_chat_group(m: Maker) -> Drawn:
    """Talk of a class in a messenger group."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    y = phone_bar(m, s, f"{course(m)[:9]}…群({rng.randint(40, 300)})")
    for words in (
        "各位老师，明天上午的课改到下午了",
        "收到",
        "请问学时什么时候能登记？",
        f"证书要等{rng.randint(2, 6)}周，到时候统一寄",
        "签到表我放桌上了，没签的补一下",
        "好的，谢谢班长",
    ):
        size = round(40 * u)
        mine = rng.random() < 0.3
        wide = s.measure(words, m.type.body, size) + 60 * u
        x = s.width - wide - 130 * u if mine else 150 * u
        s.fill(
            (
                x - 100 * u if not mine else x + wide + 20 * u,
                y,
                x - 20 * u if not mine else x + wide + 100 * u,
                y + 80 * u,
            ),
            (150, 175, 200),
        )
        s.put(x, y - 6 * u, "" if mine else m.words.name(), round(26 * u), colour=GREY)
        s.fill((x, y + 36 * u, x + wide, y + 120 * u), (158, 234, 106) if mine else (255, 255, 255))
        s.box((x, y + 36 * u, x + wide, y + 120 * u), 1, (220, 220, 220))
        s.put(x + 30 * u, y + 50 * u, words, size)
        y += 210 * u
    return Drawn(KIND, [s], {}, screen=True)


@layout(KIND)
def fourth_no_blank_form(m: Maker) -> Drawn:
    """A certificate nobody is named on: a template as print shops show it."""
    s = m.a4(landscape=True, paper=(254, 250, 240))
    s.box((50, 50, 1704, 1190), 8, (180, 40, 40))
    s.centre(150, "结 业 证 书", 88, face=m.type.title, colour=RED)
    s.put(230, 380, "×××  同志：" if not m.embeddable else "XXX  同志：", 42)
    s.paragraph(
        230,
        470,
        1294,
        "于XXXX年XX月XX日至XX月XX日参加XXXXXXXXXX培训班，学满XX学时，成绩合格，准予结业。",
        42,
        leading=2,
    )
    s.right(1540, 900, "（单位名称）", 38)
    s.right(1540, 980, "XXXX年XX月XX日", 38)
    s.put(160, 1110, "模板编号 ZS-0" + m.words.number(3) + "　可编辑　下载后可自行修改文字", 26, colour=GREY)
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_book(m: Maker) -> Drawn:
    """A textbook's cover: a publisher and an ISBN, no journal."""
    rng = m.rng
    s = m.sheet(1180, 1640, rng.choice([(40, 70, 120), (130, 40, 40), (235, 235, 225)]))
    ink = (30, 30, 35) if s.paper[0] > 200 else (245, 245, 240)
    s.centre(140, "全国专业技术人员继续教育教材", 36, colour=ink)
    y = s.paragraph(
        120,
        360,
        940,
        rng.choice(["工程伦理与职业素养", "统计数据质量管理", "幼儿观察与评价"]),
        92,
        face=m.type.title,
        indent=0,
        colour=ink,
    )
    s.centre(y + 60, "（第二版）", 40, colour=ink)
    s.centre(y + 180, f"{m.words.name()}　主编", 40, colour=ink)
    s.centre(1480, "江海教育出版社", 42, colour=ink)
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_product(m: Maker) -> Drawn:
    """The certificate that a product passed: 合格证 in another sense."""
    rng, s = m.rng, m.sheet(1000, 720)
    day = m.words.day()
    s.box((30, 30, 970, 690), 4, (40, 90, 160))
    s.centre(70, "产 品 合 格 证", 64, face=m.type.title, colour=(40, 90, 160))
    y = 210.0
    for label, words in (
        ("产品名称", rng.choice(["智能电能表", "钢制防火门", "不锈钢保温杯", "配电箱"])),
        ("规格型号", f"{rng.choice('DGXY')}{rng.choice('KLMB')}-{m.words.number(3)}"),
        ("执行标准", f"GB/T {m.words.number(5)}-2019"),
        ("检 验 员", f"{m.words.number(2)}号"),
        ("出厂日期", f"{day:%Y年%m月%d日}"),
        ("制造单位", f"浙江沐海{rng.choice(['电气', '门业', '金属制品'])}有限公司"),
    ):
        s.put(120, y, f"{label}：{words}", 34)
        y += 72
    seal(m, s, "浙江沐海质量检验", 800, 560, "检验合格")
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_leave(m: Maker) -> Drawn:
    """A request for leave to attend a class: nothing was attended."""
    rng, s = m.rng, m.a4()
    someone, own, body = person(m)
    day = m.words.day()
    s.centre(160, "请 假 条", 58, face=m.type.title)
    s.put(150, 320, "尊敬的领导：", 36)
    y = s.paragraph(
        150,
        400,
        940,
        f"因家中有事，本人需于{day.month}月{day.day}日请事假{rng.randint(1, 3)}天，期间工作交{m.words.name()}代管，"
        f"原定参加的{body}培训改派他人。恳请批准！",
        36,
        leading=2,
    )
    s.put(760, y + 100, "请假人：", 34)
    s.picture(900, y + 86, handwriting(rng, someone.name, 52))
    s.put(760, y + 180, f"{day.year}年{day.month}月{day.day}日", 34)
    s.put(150, y + 330, f"部门意见：同意　　　　{own}人事科", 30)
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_points_mall(m: Maker) -> Drawn:
    """Points of a shop's app, no study at all."""
    rng, s = m.rng, m.screen()
    u = s.width / 1080
    y = phone_bar(m, s, "会员中心")
    s.fill((40 * u, y, s.width - 40 * u, y + 360 * u), (60, 52, 48))
    s.put(90 * u, y + 50 * u, "可用积分", round(40 * u), colour=(230, 200, 150))
    s.put(90 * u, y + 120 * u, str(rng.randint(300, 9000)), round(96 * u), colour=(250, 220, 170))
    s.put(
        90 * u,
        y + 270 * u,
        f"今日签到 +{rng.randint(1, 9)}　年底将过期 {rng.randint(10, 300)} 积分",
        round(34 * u),
        colour=(230, 200, 150),
    )
    y += 420 * u
    for goods in ("保温杯", "纸巾一提", "十元话费券", "洗衣液", "雨伞"):
        s.put(70 * u, y, f"积分兑换｜{goods}", round(42 * u))
        s.right(s.width - 70 * u, y, f"{rng.randint(2, 50) * 100}积分", round(40 * u), colour=RED)
        y += 130 * u
    return Drawn(KIND, [s], {}, screen=True)


@layout(KIND)
def fourth_no_meeting_minutes(m: Maker) -> Drawn:
    """Minutes of a working meeting: people, a place, a day, no training."""
    rng, s = m.rng, m.a4()
    city, day = m.words.city(), m.words.day()
    own = unit(m, city)
    s.centre(120, own, 40, face=m.type.title)
    s.centre(190, "办公会议纪要", 56, face=m.type.title, colour=RED)
    s.line((90, 290), (1150, 290), 3, RED)
    y = 330.0
    for words in (
        f"时间：{day.year}年{day.month}月{day.day}日下午",
        f"地点：三楼小会议室　主持：{m.words.name()}　记录：{m.words.name()}",
        "会议听取了上月工作完成情况，研究了下列事项：",
        "一、原则同意办公楼屋面维修方案，由后勤科按程序采购。",
        f"二、同意{m.words.name()}等{rng.randint(2, 5)}名同志的年度考核等次。",
        "三、下阶段重点做好安全生产大检查和汛期值班。",
    ):
        y = s.paragraph(110, y, 1020, words, 32, leading=1.9)
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_meal_bill(m: Maker) -> Drawn:
    """A restaurant's till slip."""
    rng, s = m.rng, m.sheet(760, 1240)
    day = m.words.day()
    s.centre(60, rng.choice(["老渡口农家菜", "湾畔小馆", "山里人家"]), 46, face=m.type.title)
    s.centre(130, "结 账 单", 38)
    s.put(60, 210, f"桌号：{rng.randint(1, 30)}　人数：{rng.randint(2, 12)}　{day:%Y-%m-%d} 18:42", 26)
    rows: list[list[Any]] = [["品名", "数量", "金额"]]
    total = 0
    for dish in rng.sample(["清蒸鲈鱼", "油焖笋", "千张包", "霉干菜扣肉", "时蔬", "米饭", "豆浆", "醉虾"], 6):
        price = rng.randint(6, 120)
        total += price
        rows.append([dish, "1", f"{price}.00"])
    y = s.table(60, 270, [320, 120, 200], rows, 28, height=64, rule=0)
    s.line((60, y + 10), (700, y + 10), 2)
    s.put(60, y + 40, f"合计：{total}.00　实收：{total}.00", 32)
    s.put(60, y + 110, "谢谢惠顾，欢迎再次光临", 28)
    return Drawn(KIND, [s], {})


@layout(KIND)
def fourth_no_badge(m: Maker) -> Drawn:
    """A badge of a conference."""
    rng, s = m.rng, m.sheet(760, 1060, (240, 246, 252))
    someone, own, _ = person(m)
    s.fill((0, 0, 760, 260), (20, 90, 170))
    s.paragraph(60, 50, 640, course(m), 44, face=m.type.title, indent=0, colour=(255, 255, 255))
    s.centre(400, rng.choice(["参 会 证", "嘉宾证", "工作证"]), 90, face=m.type.title, colour=(20, 90, 170))
    s.centre(600, someone.name, 64)
    s.centre(700, own, 34)
    cell(s, (180, 820, 580, 900), f"座位：{rng.randint(1, 20)}排{rng.randint(1, 30)}号", 32)
    s.centre(960, host(m, someone.city), 26, colour=GREY)
    return Drawn(KIND, [s], {})
