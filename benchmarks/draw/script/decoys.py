"""Words that are no fact of the paper: other days, other people, other figures, filling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from benchmarks.draw.words import CITIES, say_date

if TYPE_CHECKING:
    from benchmarks.draw.script.values import Values

_FIGURES = "零壹贰叁肆伍陆柒捌玖"


def decoy(values: Values, name: str) -> str:
    """Words called ``{~name}`` in a script; KeyError for a name nobody knows."""
    rng, m, stock = values.rng, values.m, values.stock
    issued, city = values.issued, values.person.city

    def later(least: int, most: int) -> str:
        return say_date(rng, issued + timedelta(days=rng.randint(least, most)))

    sayers: dict[str, Callable[[], str]] = {
        "day": lambda: later(50, 900),
        "until": lambda: later(700, 1100),
        "before": lambda: say_date(rng, values.start - timedelta(days=rng.randint(40, 400))),
        "deadline": lambda: say_date(rng, values.start - timedelta(days=rng.randint(2, 6)), "plain"),
        "eve": lambda: say_date(rng, values.start - timedelta(days=1), "plain"),
        "born": lambda: say_date(rng, values.person.born),
        "bornmonth": lambda: f"{values.person.born.year}年{values.person.born.month}月",
        "month": lambda: f"{values.start.year - rng.randint(2, 5)}年{rng.choice([3, 9])}月",
        "year": lambda: str(values.start.year - rng.randint(1, 4)),
        "clock": lambda: f"{rng.randint(7, 21)}:{rng.randint(10, 59)}",
        "name": m.words.name,
        "names": lambda: "、".join(m.words.name() for _ in range(rng.randint(2, 4))),
        "sexless": lambda: values.person.sex,
        "small": lambda: str(rng.randint(1, 5)),
        "vol": lambda: str(rng.randint(12, 60)),
        "number": lambda: str(rng.randint(11, 299)),
        "score": lambda: str(rng.randint(60, 99)),
        "minutes": lambda: str(rng.randint(40, 900)),
        "phone": lambda: f"0573-8{m.words.number(7)}",
        "mobile": lambda: f"19{m.words.number(2)}****{m.words.number(4)}",
        "code": lambda: m.words.number(12),
        "id": lambda: f"{CITIES[city][3]}********{m.words.number(4)}",
        "uscc": lambda: m.words.uscc(city),
        "body": lambda: rng.choice(stock.hosts).format(city=CITIES[city][0]),
        "office": lambda: rng.choice(stock.offices).format(city=CITIES[city][0]),
        "unit": lambda: rng.choice(stock.units).format(city=CITIES[city][0]),
        "school": lambda: rng.choice(stock.schools),
        "title": lambda: rng.choice(stock.titles),
        "topic": lambda: rng.choice(stock.courses),
        "place": lambda: rng.choice(stock.places).format(city=CITIES[city][0]),
        "paper": lambda: rng.choice(stock.papers),
        "major": lambda: rng.choice(stock.majors),
        "city": lambda: CITIES[city][0],
        "province": lambda: CITIES[city][2],
        "part": lambda: str(values.part()),
        "rest": lambda: str(int(values.plain["hours"]) - values.part()),
        "capital": lambda: capital(int(values.plain["amount"])),
        "cents": lambda: f"{rng.randint(20, 480)}.{m.words.number(2)}",
        "text": lambda: "".join(rng.sample(stock.text, 2)),
        "long": lambda: "".join(rng.sample(stock.text, min(5, len(stock.text)))),
    }
    return sayers[name]()


def capital(amount: int) -> str:
    """1..99999 yuan in the capital figures of receipts: 1200 → 壹仟贰佰元整."""
    said, digits = "", str(amount)
    for at, sign in enumerate(digits):
        if sign != "0":
            said += _FIGURES[int(sign)] + ("", "拾", "佰", "仟", "万")[len(digits) - 1 - at]
        elif set(digits[at:]) != {"0"} and not said.endswith("零"):
            said += "零"
    return said + "元整"
