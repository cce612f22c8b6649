"""Numbers as Chinese papers write them: 16, 1,200.50, 十六, 二〇二四, 叁佰圆整."""

from __future__ import annotations

from extractors.text.patterns import compiled

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0, "○": 0, "O": 0, "o": 0, "0": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6,
    "柒": 7, "捌": 8, "玖": 9, "元": 1,
}  # fmt: skip
_DIGITS |= {str(i): i for i in range(1, 10)}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}

#: Characters of a Chinese cardinal, for use inside other patterns.
CARDINAL = r"[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟廿卅]"
#: A number in digits or Chinese, for use inside other patterns.
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{CARDINAL}{{1,9}})"


def cardinal(text: str) -> int | None:
    """Value of a Chinese cardinal below 100 million; None when ``text`` is none."""
    text = text.strip()
    if not text:
        return None
    if "万" in text or "萬" in text:
        high, _, low = text.replace("萬", "万").partition("万")
        left, right = cardinal(high), cardinal(low) if low else 0
        return None if left is None or right is None else left * 10_000 + right
    total, digit = 0, None
    for char in text:
        if char in ("廿", "卅"):
            total, digit = total + _UNITS[char], None
        elif char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        elif char in _DIGITS and char != "元":
            if digit is not None and digit != 0:
                return None
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def digits(text: str) -> int | None:
    """Value of digits written one by one (二〇二四 → 2024); None when ``text`` is something else."""
    value = ""
    for char in text:
        if char not in _DIGITS or char == "元":
            return None
        value += str(_DIGITS[char])
    return int(value) if value else None


def number(text: str) -> int | float | None:
    """Value of ``text`` in digits (thousands commas allowed) or as Chinese cardinal; None otherwise.

    >>> number("1,200.50"), number("十六"), number("3.0")
    (1200.5, 16, 3)
    """
    text = text.strip().replace(" ", "")
    if compiled(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?").fullmatch(text):
        value = float(text.replace(",", ""))
        return int(value) if value == int(value) else value
    return cardinal(text)
