"""Receipts: invoices, written receipts, bills of phones."""

from __future__ import annotations

from typing import Any

import pytest

from domain.fact import Extraction
from extractors.payment_receipt import extract, recognise
from extractors.text.money import capitals
from tests.extractors.typed import Words, column, typed


def facts(extraction: Extraction) -> dict[str, Any]:
    return {fact.name: fact.value for fact in extraction.facts}


def invoice(figures: str = "1230.50") -> list[Words]:
    words: list[Words] = [(500, 100, "电子发票（普通发票）", 56), (1000, 200, "发票号码：24332000000012345678", 30)]
    words += [(1000, 260, "开票日期：2024年07月09日", 30), (100, 380, "购买方信息", 30), (850, 380, "销售方信息", 30)]
    words += [(100, 440, "名称：甲市水利设计院", 30), (850, 440, "名称：乙市水利学会", 30)]
    words += [
        (100, 560, "项目名称", 30),
        (500, 560, "单位", 30),
        (700, 560, "金额", 30),
        (100, 620, "*会展服务*培训费", 30),
    ]
    words += [(500, 620, "次", 30), (700, 620, "1194.66", 30)]
    return [
        *words,
        (100, 760, "价税合计（大写）", 30),
        (420, 760, "壹仟贰佰叁拾圆伍角整", 30),
        (900, 760, f"（小写）¥{figures}", 30),
    ]


def test_invoice() -> None:
    reading = typed(invoice())
    assert recognise(reading).confidence > 0.9
    assert facts(extract(reading)) == {
        "receipt_no": "24332000000012345678",
        "issue_date": "2024-07-09",
        "payer": "甲市水利设计院",
        "payee": "乙市水利学会",
        "item": "*会展服务*培训费",
        "amount": 1230.5,
    }


def test_figures_that_contradict_the_capitals_are_doubted() -> None:
    amount = next(f for f in extract(typed(invoice("1280.50"))).facts if f.name == "amount")
    assert (amount.value, amount.confidence < 0.7) == (1280.5, True)


def test_bill_of_a_phone() -> None:
    words: list[Words] = [
        (40, 20, "20:51", 34),
        (450, 120, "账单详情"),
        (380, 260, "甲乙职业技术学院"),
        (400, 330, "-1,560.00", 90),
    ]
    words += [
        (80, 560, "当前状态", 34),
        (700, 560, "支付成功", 34),
        (80, 640, "商品", 34),
        (700, 640, "继续教育课程费", 34),
    ]
    words += [(80, 720, "支付时间", 34), (600, 720, "2024年7月2日 20:35:32", 34), (80, 800, "交易单号", 34)]
    words += [(450, 860, "4200020023603209452677486894", 34)]
    found = facts(extract(typed(words, width=1080, height=2200)))
    assert found == {
        "payee": "甲乙职业技术学院",
        "amount": 1560,
        "item": "继续教育课程费",
        "issue_date": "2024-07-02",
        "receipt_no": "4200020023603209452677486894",
    }


def test_written_receipt() -> None:
    words = column(
        [
            "收 据",
            "No. 0012345",
            "2024年5月6日",
            "今收到 赵一鸣 交来 培训费",
            "人民币（大写）伍佰元整 ¥500.00",
            "收款单位（章）：乙市水利学会",
        ]
    )
    found = facts(extract(typed(words)))
    assert (found["payer"], found["payee"], found["amount"]) == ("赵一鸣", "乙市水利学会", 500)
    assert (found["receipt_no"], found["issue_date"]) == ("0012345", "2024-05-06")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("叁佰圆整", 300),
        ("壹仟零伍元整", 1005),
        ("壹万贰仟圆正", 12000),
        ("贰拾元伍角叁分", 20.53),
        ("拾伍元整", 15),
        ("元整", 0),
    ],
)
def test_capitals(text: str, value: float) -> None:
    assert capitals(text) == value


def test_a_menu_and_a_notice_with_a_fee_are_no_receipts() -> None:
    assert recognise(typed(column(["老街饭店", "菜单", "西湖醋鱼 70元", "东坡肉 58元"]))).confidence < 0.5
    notice = column(
        ["关于举办培训班的通知", "各有关单位，现将有关事项通知如下：", "培训费800元/人，报名时缴纳，开具发票。"]
    )
    assert recognise(typed(notice)).confidence < 0.5
