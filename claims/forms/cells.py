"""Cell values to data and back: dates, figures, words, ID numbers, sentences with blanks.

Each reader gives the value or raises ``Unfit`` with what is wrong and what to do.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from claims.forms.parts import Field

_SLOT = re.compile(r"\{(\w+):(date|number|text)\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DATE_WORDS = re.compile(r"^\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*$")
_COMPACT = re.compile(r"^(19|20)\d{6}$")
BLANK = "____"


class Unfit(ValueError):
    """``code``, ``what`` and ``fix`` become a ``CellFault``."""

    def __init__(self, code: str, what: str, fix: str) -> None:
        super().__init__(what)
        self.code, self.what, self.fix = code, what, fix


def clean(text: str) -> str:
    """Text without control characters, which no spreadsheet may hold."""
    return _CONTROL.sub("", text)


def plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def written(field: Field, value: Any) -> object:
    """The cell value of a field. Dates stay dates, figures figures; everything else is text."""
    if field.type == "sentence":
        return sentence(field.template, value or {})
    if value is None or value == "":
        return None
    if field.type == "yes_no":
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date | int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, list | tuple):
        return clean("、".join(str(one) for one in value))
    return clean(str(value))


def read(field: Field, value: object) -> Any:
    """The field's value from a cell (None when empty). Raises ``Unfit``."""
    if isinstance(value, str):
        value = value.strip()
    if value is None or value == "":
        if field.required:
            raise Unfit("sheet.missing", f"“{field.label}”没有填写。", "请填写后重新上传。")
        return None
    if field.type == "sentence":
        return read_sentence(field, str(value))
    return _READERS[field.type](field, value)


def _text(field: Field, value: object) -> str:
    if isinstance(value, datetime):
        raise Unfit("sheet.type", f"“{field.label}”应是文字，这一格是日期。", "请改成文字。")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = clean(str(value))
    if len(text) > field.most:
        raise Unfit("sheet.too_long", f"“{field.label}”超过 {field.most} 字。", "请缩短。")
    return text


def _date(field: Field, value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    guess = _guess(str(value))
    hint = f"（应为 {guess.isoformat()}）" if guess else ""
    raise Unfit(
        "sheet.date_as_text",
        f"“{field.label}”这一格是文字或数字，不是日期{hint}。",
        "请把单元格格式设为“日期”，再重新输入。",
    )


def _guess(text: str) -> date | None:
    found = _DATE_WORDS.match(text)
    try:
        if found:
            return date(*(int(part) for part in found.groups()))
        if _COMPACT.match(text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None
    return None


def _number(field: Field, value: object) -> int | float:
    if isinstance(value, bool | date):
        raise Unfit("sheet.number", f"“{field.label}”应是数字。", "请填数字，不带单位。")
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Unfit("sheet.number", f"“{field.label}”应是数字。", "请填数字，不带单位和文字。")
    if number < 0 or number > 100_000:
        raise Unfit("sheet.number_range", f"“{field.label}”不在合理范围内。", "请核对这个数字。")
    if field.type == "count" and number != number.to_integral_value():
        raise Unfit("sheet.number", f"“{field.label}”应是整数。", "请填整数。")
    return plain(number)


def _yes_no(field: Field, value: object) -> bool:
    if value is True or str(value) in ("是", "√", "有"):
        return True
    if value is False or str(value) in ("否", "×", "无"):
        return False
    raise Unfit("sheet.word", f"“{field.label}”只能填“是”或“否”。", "请改正。")


def _choice(field: Field, value: object) -> str:
    text = str(value)
    if text not in field.words:
        raise Unfit("sheet.word", f"“{field.label}”没有这个选项。", f"请填其中之一：{'、'.join(field.words)}。")
    return text


def _id_number(field: Field, value: object) -> str:
    if not isinstance(value, str):
        raise Unfit(
            "sheet.id_as_number",
            f"“{field.label}”被存成了数字，15 位以后的数字已经丢失。",
            "请把整列设为“文本”格式，再重新输入号码。",
        )
    text = value.upper().replace(" ", "")
    if not re.fullmatch(r"[0-9*]{17}[0-9X*]", text):
        raise Unfit("sheet.id_number", f"“{field.label}”应为 18 位。", "请核对位数。")
    if "*" not in text and text[-1] != _check_digit(text):
        raise Unfit("sheet.id_number", f"“{field.label}”的校验位不对，可能有一位填错。", "请对照证件核对。")
    return text


def _check_digit(text: str) -> str:
    """Of a citizen identity number (GB 11643): weights modulo 11."""
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(text[:17]))
    return "10X98765432"[total % 11]


_READERS = {
    "text": _text,
    "date": _date,
    "number": _number,
    "count": _number,
    "yes_no": _yes_no,
    "choice": _choice,
    "id_number": _id_number,
}


# --- sentences with blanks ------------------------------------------------------------------------------------------


def sentence(template: str, values: Any) -> str:
    """The printed sentence; what is not known stays a blank line."""

    def fill(found: re.Match[str]) -> str:
        value = values.get(found[1])
        if found[2] == "date":
            if isinstance(value, date):
                return f"{value.year}年{value.month}月{value.day}日"
            return f"{BLANK}年{BLANK}月{BLANK}日"
        if value is None or value == "":
            return BLANK
        if found[2] == "number":
            return str(plain(Decimal(str(value))))
        return clean(str(value)).replace("\n", " ")

    return _SLOT.sub(fill, template)


_SLOT_PATTERNS = {
    "date": r"\s*([\d_]+)\s*年\s*([\d_]+)\s*月\s*([\d_]+)\s*日\s*",
    "number": r"\s*([\d.]+|_+)\s*",
    "text": r"\s*(.*?)\s*",
}


def read_sentence(field: Field, text: str) -> dict[str, Any]:
    """Slot values of a filled sentence; blanks are left out. Spacing and full stops may differ."""
    pattern, slots, at = "", [], 0
    for found in _SLOT.finditer(field.template):
        pattern += _loosely(field.template[at : found.start()]) + _SLOT_PATTERNS[found[2]]
        slots.append((found[1], found[2]))
        at = found.end()
    match = re.fullmatch(r"\s*" + pattern + _loosely(field.template[at:]) + r"\s*", text, flags=re.S)
    if match is None:
        raise Unfit(
            "sheet.sentence",
            f"“{field.label}”的格式被改动，认不出其中的数字和日期。",
            f"请按原样填写：{sentence(field.template, {})}",
        )
    values: dict[str, Any] = {}
    groups = list(match.groups())
    for name, kind in slots:
        if kind == "date":
            parts = [groups.pop(0) for _ in range(3)]
            if all(part.strip("_") == "" for part in parts):
                continue
            try:
                values[name] = date(*(int(part) for part in parts))
            except ValueError as error:
                raise Unfit("sheet.date", f"“{field.label}”里的日期不存在。", "请核对年月日。") from error
            continue
        value = groups.pop(0)
        if value.strip("_ ") == "":
            continue
        if kind == "number":
            try:
                values[name] = plain(Decimal(value))
            except InvalidOperation as error:
                raise Unfit("sheet.number", f"“{field.label}”里的数字认不出。", "请填数字。") from error
        else:
            values[name] = value
    return values


def _loosely(text: str) -> str:
    """A literal part in which runs of blanks may differ."""
    return r"\s*".join(re.escape(part) for part in re.split(r"\s+", text))
