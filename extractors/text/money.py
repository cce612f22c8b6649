"""Sums of money: in figures (¥1,200.00, -560.00) and in capital numerals (壹仟贰佰圆整)."""

from __future__ import annotations

import re

from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.patterns import compiled

_DIGITS = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5,
           "六": 6, "七": 7, "八": 8, "九": 9, "两": 2, "弍": 2, "参": 3}  # fmt: skip
_UNITS = {"拾": 10, "十": 10, "佰": 100, "百": 100, "仟": 1000, "千": 1000}
_CAPITAL = re.compile(
    r"[零壹贰叁肆伍陆柒捌玖弍参〇一二三四五六七八九拾佰仟十百千万亿]{1,18}[圆元](?:[零壹贰叁肆伍陆柒捌玖一二三四五六七八九]角)?"
    r"(?:[零壹贰叁肆伍陆柒捌玖一二三四五六七八九]分)?[整正]?"
)
_SUM = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,8}(?:\.\d{1,2})?"
#: Where the sum stands, the surest first: (pattern, trust).
_PLACES = (
    (rf"\(?小写\)?\s*[::]?\s*[¥￥Y]?\s*(?P<sum>{_SUM})", 1.0),
    (rf"(?:价税合计|合计金额|实付(?:金额)?|应付金额|实收(?:金额)?|支付金额|缴费金额|付款金额|"
        rf"交易金额|收款金额|总金额|实收金额|金额合计|应缴金额|订单金额)"
     rf"[^\d\n¥￥]{{0,16}}[¥￥]?\s*(?P<sum>{_SUM})", 1.0),
    (r"(?:^|\n|\t)\s*[-−—] ?[¥￥]?\s*(?P<sum>\d[\d,]*\.\d{2})\s*元?(?=\n|\t|$)", 1.0),
    (rf"[¥￥]\s*(?P<sum>{_SUM})", 0.99),
    (rf"(?:金额|合计|人民币|共计|计)\s*(?:\(元\)|RMB|CNY)?\s*[::\t]?\s*(?P<sum>{_SUM})\s*元?", 0.98),
    (r"(?:^|\n|\t)\s*(?P<sum>\d[\d,]*\.\d{2})\s*元?(?=\n|\t|$)", 0.97),
    (rf"(?P<sum>{_SUM})\s*元", 0.97),
)  # fmt: skip


def figures(document: Document) -> tuple[int | float, Span, float] | None:
    """(sum, words, trust): the sum in figures; on an invoice the last of several 合计."""
    for pattern, trust in _PLACES:
        for flow in (document.flow, document.prose):
            found = list(flow.find_all(pattern, "sum"))
            if found:
                best = max(found, key=lambda s: _value(s.text)) if len(found) > 1 else found[0]
                return _plain(_value(best.text)), best, trust
    return None


def capital_amount(document: Document) -> tuple[int | float, Span] | None:
    """(sum, words) in capital numerals; None when there are none or they make no number."""
    for flow in (document.prose, document.flow, document.run):
        for match in _CAPITAL.finditer(flow.text):
            value = capitals(match.group())
            if value is not None and value > 0:
                return _plain(value), flow.group(match)
    return None


def capitals(text: str) -> float | None:
    """Value of capital numerals in yuan.

    >>> capitals("壹仟贰佰叁拾圆伍角整")
    1230.5
    """
    yuan, _, rest = text.replace("元", "圆").partition("圆")
    total = section = digit = 0
    for char in yuan:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        elif char in "万亿":
            total = (total + section + digit) * (10_000 if char == "万" else 100_000_000)
            section = digit = 0
        else:
            return None
    value = float(total + section + digit)
    for unit, worth in (("角", 0.1), ("分", 0.01)):
        found = compiled(rf"(.){unit}").search(rest)
        if found is not None and found.group(1) in _DIGITS:
            value += _DIGITS[found.group(1)] * worth
    return round(value, 2)


def _value(text: str) -> float:
    return float(text.replace(",", ""))


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else value
