"""Check digits of numbers on evidence, and which single misread character would explain a wrong one.

ID numbers GB 11643 (ISO 7064 MOD 11-2), unified social credit codes GB 32100, ISSN (ISO 3297), Chinese patent
numbers (ZC 0006: weights 2…9, 2…5, remainder by 11).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from stdnum import issn as _issn
from stdnum.cn import ric as _ric
from stdnum.cn import uscc as _uscc

#: What readers confuse in numbers: read → may stand for.
CONFUSED = {
    "0": "OD8689",
    "1": "7IL4",
    "2": "7Z",
    "3": "895",
    "4": "19",
    "5": "6S83",
    "6": "80G5",
    "7": "12T",
    "8": "3069B",
    "9": "0438",
    "X": "Y",
    "O": "0",
    "I": "1",
    "L": "1",
    "Z": "2",
    "S": "5",
    "B": "8",
    "G": "6",
    "D": "0",
}


def id_number_ok(text: str) -> bool:
    """Whether an 18-character ID number has its check character and a real date of birth."""
    if len(text) != 18 or not text[:17].isdigit():
        return False
    return bool(_ric.calc_check_digit(text) == text[17]) and birth_date(text) is not None


def birth_date(text: str) -> date | None:
    """The date of birth inside an ID number; None when there is no such day."""
    try:
        return date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return None


def credit_code_ok(text: str) -> bool:
    """Whether an 18-character unified social credit code has its check character."""
    return bool(_uscc.is_valid(text))


def issn_ok(text: str) -> bool:
    """Whether an ISSN (with or without hyphen) has its check digit."""
    return bool(_issn.is_valid(text))


def patent_no_ok(text: str) -> bool:
    """Whether a 12-digit patent number with its check digit (digits and a last digit or X) is right."""
    if len(text) != 13 or not text[:12].isdigit():
        return False
    total = sum(int(c) * w for c, w in zip(text, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=False)) % 11
    return text[12] == ("X" if total == 10 else str(total))


def repairs(text: str, ok: Callable[[str], bool], doubtful: frozenset[int] = frozenset()) -> list[str]:
    """Right numbers that differ from ``text`` in one character readers confuse; those at ``doubtful`` places first.

    A check digit alone passes one in eleven by chance, so a repair explains a misreading; it proves nothing.
    """
    found: list[tuple[bool, str]] = []
    for at, char in enumerate(text):
        for other in CONFUSED.get(char, ""):
            tried = text[:at] + other + text[at + 1 :]
            if ok(tried):
                found.append((at not in doubtful, tried))
    return [tried for _, tried in sorted(found, key=lambda pair: pair[0])]
