"""Proofs of payment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.draw.fourth.phrases import course, formal, person
from benchmarks.draw.maker import Drawn, Maker, layout
from benchmarks.draw.sheet import GREY, F, Segments
from benchmarks.draw.strokes import cell, f, form, seal

KIND = "payment_receipt"
PURPOSES = ("培训费", "会议注册费", "继续教育学费", "教材及资料费", "考试报名费")


@layout(KIND)
def fourth_receipt_written(m: Maker) -> Drawn:
    """A small receipt with the amount in voucher figures alone."""
    rng, s = m.rng, m.sheet(1400, 720, (254, 248, 244))
    someone, own, body = person(m)
    day, amount, number = m.words.day(2019, 2025), rng.choice([280, 360, 500, 860, 1200, 1680]), m.words.number(7)
    payer, item = rng.choice([own, someone.name]), rng.choice(PURPOSES)
    s.centre(50, "收　款　收　据", 54, face=m.type.title)
    s.right(1300, 70, ["№ ", f("receipt_no", number)], 30, colour=(190, 40, 40))
    s.centre(140, f("issue_date", f"{day.year} 年 {day.month} 月 {day.day} 日"), 28)
    s.box((100, 200, 1300, 560), 2)
    s.put(130, 225, ["今收到　", f("payer", payer)], 34)
    s.put(130, 305, ["交　来　", f("item", item)], 34)
    s.put(130, 385, ["人民币（大写）　", F("amount", formal(amount) + "元整")], 34)
    s.put(130, 475, f"付款方式：{rng.choice(['现金', '转账', '公务卡'])}", 28)
    s.put(130, 590, ["收款单位：", f("payee", body)], 28)
    s.put(830, 590, f"收款人：{m.words.name()}　　会计：{m.words.name()}", 26)
    s.column(1325, 230, "第二联　付款方", 22, colour=GREY)
    seal(m, s, body, 420, 560, "财务专用章")
    return Drawn(
        KIND,
        [s],
        {
            "receipt_no": number,
            "issue_date": day.isoformat(),
            "payer": payer,
            "item": item,
            "amount": amount,
            "payee": body,
        },
        someone,
    )


@layout(KIND)
def fourth_receipt_bank(m: Maker) -> Drawn:
    """A bank's electronic slip: payer and payee side by side under merged heads; two dates."""
    rng, s = m.rng, m.sheet(1500, 860)
    someone, own, body = person(m)
    day, amount = m.words.day(2019, 2025), rng.choice([300, 450, 980, 1500, 2600])
    number, payer = m.words.number(18), rng.choice([own, someone.name])
    item = rng.choice(PURPOSES)
    s.put(70, 50, "江海银行", 40, face=m.type.title, colour=(30, 80, 160))
    s.centre(52, "网上银行电子回单", 42, face=m.type.title)
    s.put(70, 130, ["电子回单号码：", f("receipt_no", number)], 24)
    s.right(1430, 130, ["交易日期：", f("issue_date", f"{day.year}年{day:%m}月{day:%d}日")], 24)
    y = 180
    for x, label, who, tag in ((70, "付款人", payer, "payer"), (750, "收款人", body, "payee")):
        cell(s, (x, y, x + 70, y + 210), "", 24)
        s.column(x + 23, y + 40, label, 26, gap=1.7)
        lines: tuple[tuple[str, Segments], ...] = (
            ("户名", f(tag, who)),
            ("账号", f"62{m.words.number(6)}****{m.words.number(4)}"),
            ("开户行", "江海银行城西支行"),
        )
        for i, (name, words) in enumerate(lines):
            top: float = y + i * 70
            cell(s, (x + 70, top, x + 200, top + 70), name, 24)
            cell(s, (x + 200, top, x + 680, top + 70), words, 26)
    y = 390
    cell(s, (70, y, 270, y + 76), "金额", 26)
    cell(s, (270, y, 1430, y + 76), [f"人民币（大写）{formal(amount)}元整　　¥", f("amount", f"{amount:,}.00")], 28)
    cell(s, (70, y + 76, 270, y + 152), "摘要", 26)
    cell(s, (270, y + 76, 750, y + 152), f("item", item), 28)
    cell(s, (750, y + 76, 950, y + 152), "业务种类", 26)
    cell(s, (950, y + 76, 1430, y + 152), "跨行汇款", 26)
    s.put(
        70,
        590,
        f"时间戳：{day:%Y-%m-%d}-14.22.{rng.randint(10, 59)}　　手续费：0.00　　附言：{rng.randint(1, 6)}人",
        22,
    )
    s.put(70, 640, f"打印日期：{day + timedelta(days=rng.randint(20, 90)):%Y-%m-%d}　打印次数：第1次", 22, colour=GREY)
    seal(m, s, "江海银行", 1270, 640, "电子回单专用章")
    return Drawn(
        KIND,
        [s],
        {
            "receipt_no": number,
            "issue_date": day.isoformat(),
            "payer": payer,
            "payee": body,
            "amount": amount,
            "item": item,
        },
        someone,
    )


@layout(KIND)
def fourth_receipt_order(m: Maker) -> Drawn:
    """An order paid on a training site, on a wide screen."""
    rng, s = m.rng, m.sheet(1440, 900, (247, 248, 250))
    someone, _, body = person(m)
    day, amount, number = m.words.day(2019, 2025), rng.choice([99, 168, 240, 360]), m.words.number(20)
    title = course(m)
    s.fill((0, 0, 1440, 80), (20, 120, 110))
    s.put(50, 20, "继续教育在线报名缴费系统", 34, colour=(255, 255, 255))
    s.centre(130, "支付成功", 44, colour=(30, 150, 90))
    rows: list[list[Any]] = [
        ["订单编号", f("receipt_no", number)],
        ["缴费项目", f("item", title)],
        ["缴费人", f("payer", someone.name)],
        ["收款单位", f("payee", body)],
        ["实付金额", ["￥", f("amount", f"{amount}.00"), "（原价￥", f"{amount + 60}.00，优惠￥60.00）"]],
        ["支付时间", [f("issue_date", f"{day:%Y-%m-%d}"), f" 09:{rng.randint(10, 59)}:{rng.randint(10, 59)}"]],
        ["支付渠道", "银联在线"],
    ]
    form(s, 170, 240, [260, 840], rows, 28, 72)
    s.centre(800, "可在支付成功后7日内申请开具发票", 24, colour=GREY)
    return Drawn(
        KIND,
        [s],
        {
            "receipt_no": number,
            "item": title,
            "payer": someone.name,
            "payee": body,
            "amount": amount,
            "issue_date": day.isoformat(),
        },
        someone,
        screen=True,
    )
