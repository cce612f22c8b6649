"""One way of writing: NFKC, simplified characters, no blanks inside Chinese; aligned with what was read."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from opencc import OpenCC

#: Variants that the standard table of 2013 gave back to personal names; never simplified away.
_KEPT = frozenset("昇甦邨堃喆陞淼犇祎赟劼暐翀璟珅旻頔砮")

#: Signs that readers confuse with each other, brought to the printed form.
_SIGNS = {
    "﹝": "〔", "﹞": "〕", "「": "“", "」": "”", "『": "“", "』": "”", "＂": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "—", "―": "—", "−": "-", "‧": "·", "•": "·", "・": "·",
    "﹒": "·", "∶": ":", "︰": ":", "〈": "《", "〉": "》", "＜": "《", "＞": "》", "≪": "《", "≫": "》",
    "⼀": "一", "\u200b": "", "\ufeff": "", "\u00ad": "",
}  # fmt: skip


def is_han(char: str) -> bool:
    """Whether ``char`` is a Chinese character (or 〇)."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "〇" or char >= "\U00020000"


def is_wide(char: str) -> bool:
    """Whether blanks beside ``char`` mean nothing: Chinese characters and Chinese punctuation."""
    return is_han(char) or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" or char in "“”‘’—·…〔〕《》"


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def plain(char: str) -> str:
    """One character in plain form: sign table, NFKC, simplified unless it is a standard character."""
    if char in _SIGNS:
        return _SIGNS[char]
    folded = unicodedata.normalize("NFKC", char)
    if len(folded) == 1 and is_han(folded) and folded not in _KEPT:
        try:
            folded.encode("gb2312")
        except UnicodeEncodeError:
            simple: str = _converter().convert(folded)
            return simple if len(simple) == 1 else folded
    return folded


@lru_cache(maxsize=4096)  # The same lines are asked about by one kind of paper after the other.
def aligned(text: str) -> tuple[str, tuple[int, ...]]:
    """Plain form of ``text`` and, for each of its characters, the index in ``text`` it came from."""
    chars: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        for letter in plain(char):
            chars.append(" " if letter.isspace() else letter)
            origin.append(index)
    kept = [i for i, char in enumerate(chars) if char != " " or _blank_counts(chars, i)]
    return "".join(chars[i] for i in kept), tuple(origin[i] for i in kept)


def _blank_counts(chars: list[str], index: int) -> bool:
    """A blank is kept once, between two characters that are both Latin letters, digits or signs."""
    if index == 0 or chars[index - 1] == " ":
        return False
    after = next((c for c in chars[index + 1 :] if c != " "), "")
    return (
        bool(after)
        and not is_wide(chars[index - 1])
        and not is_wide(after)
        and after not in ":,;)"
        and (chars[index - 1] not in ":,;(")
    )


def normalise(text: str) -> str:
    """Plain form of ``text``: NFKC, simplified, no blanks inside Chinese, single blanks elsewhere."""
    return aligned(text)[0]
