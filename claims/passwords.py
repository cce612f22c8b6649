"""Passwords anybody would try first, told by rule instead of by a long list.

A password is cut into the fewest parts that people and guessing programs put together: common words (also written
with 0 for o, @ for a …), Chinese syllables, runs on the keyboard, repeated or counting characters, years and dates,
telephone numbers, and what is known about the person. What takes no more than ``FEWEST`` such parts is among the
first some hundred million guesses, however long it is; a sentence of one's own never is.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

SHORTEST, LONGEST = 10, 200
#: A password must take more parts than this.
FEWEST = 3
_FREE_SIGNS = 3

_COMMON = """
password passwd pass admin administrator root user guest test demo login welcome hello letmein master secret default
changeme system server oracle mysql manager super superman batman dragon monkey shadow sunshine princess football
baseball michael jordan charlie andrew daniel jessica ashley hunter soccer hockey killer iloveyou love lover loveyou
lovely forever baby angel star world china beijing shanghai google apple samsung huawei xiaomi wechat weixin taobao
alibaba baidu tencent windows computer internet freedom whatever trustno starwars pokemon naruto summer winter spring
autumn happy lucky money power flower cookie cheese coffee orange banana purple silver golden yellow black white green
company office work school student teacher doctor nurse hospital woaini woaiwojia wobuzhidao nihao mima mimashi zhongguo
laoshi yisheng woshishui aini caonima xueshi jixujiaoyu jiaoyu zhuanye hourproof abc abcd abcde abcdef qwe asd zxc qaz
wsx edc 520 521 1314 5201314 1314520 7758521 147258369 147852 258 369 666 888 110 119 007
"""
_WORDS = frozenset(_COMMON.split())
_ROWS = ("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./", "abcdefghijklmnopqrstuvwxyz", "01234567890")
#: Slanting columns of a keyboard: 1qaz2wsx…
_COLUMNS = ("1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/")
_SHIFTED = str.maketrans('~!@#$%^&*()_+{}|:"<>?', "`1234567890-=[]\\;',./")
_LEET = str.maketrans("@013457$!", "aoleastsi")
_DATES = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:19|20)\d\d|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_NUMBERS = re.compile(r"1[3-9]\d{9}|[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]")


def weakness(password: str, *, about: Iterable[str] = ()) -> str:
    """Why the password cannot be used, in Chinese; nothing when it can. ``about``: login, name, employer …"""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"密码应为 {SHORTEST} 到 {LONGEST} 个字符。可以用一句话。"
    if len(set(password)) < 4:
        return "密码不能只由两三种字符组成。可以用一句话。"
    known = {_plain(word) for word in about if len(word) >= 2}
    if parts(password, known) <= FEWEST:
        return "这个密码太常见，容易被猜到（常用词、键盘顺序、日期、手机号或姓名的组合）。请换一句只有您自己会说的话。"
    return ""


def parts(password: str, known: Iterable[str] = ()) -> int:
    """The fewest parts it can be put together from; a character that belongs to none counts as one."""
    text = _plain(password)
    spelt, keys = text.translate(_LEET), text.translate(_SHIFTED)
    own = {word for word in known if word}
    # One or two signs between or behind the parts make nothing harder to guess.
    free = frozenset(string.punctuation) if sum(one in string.punctuation for one in text) <= _FREE_SIGNS else ()
    fewest = [0] * (len(text) + 1)
    for end in range(1, len(text) + 1):
        fewest[end] = fewest[end - 1] + (text[end - 1] not in free)
        for start in range(max(0, end - 24), end - 1):
            if fewest[start] + 1 < fewest[end] and _guessable(text[start:end], spelt[start:end], keys[start:end], own):
                fewest[end] = fewest[start] + 1
    return fewest[-1]


def _guessable(text: str, spelt: str, keys: str, own: set[str]) -> bool:
    if len(text) > 2 and (text in _WORDS or spelt in _WORDS):
        return True
    return (
        text in own
        or text in _syllables()
        or spelt in _syllables()
        or len(set(text)) == 1
        or bool(_DATES.fullmatch(text) or _NUMBERS.fullmatch(text))
        or (len(text) > 2 and (_walked(text) or _walked(keys) or _walked(spelt)))
        or _repeated(text)
    )


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _walked(text: str) -> bool:
    return any(text in row or text in row[::-1] for row in (*_ROWS, *_walks()))


def _repeated(text: str) -> bool:
    """abcabc, 520520: a short piece over and over."""
    sizes = range(1, min(5, len(text) // 2 + 1))
    return any(len(text) % size == 0 and text == text[:size] * (len(text) // size) for size in sizes)


@cache
def _walks() -> tuple[str, ...]:
    """Column after column to the right and to the left, down and up and in turns."""
    down, up = _COLUMNS, tuple(one[::-1] for one in _COLUMNS)
    turns = tuple(up[at] if at % 2 else one for at, one in enumerate(down))
    found = ["1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "a1b2c3d4e5f6g7h8i9", "q1w2e3", "z1x2c3v4"]
    for columns in (down, up, turns):
        found += ["".join(columns), "".join(reversed(columns)), "".join(one[:3] for one in columns)]
        found.append("".join(one[1:] if one[0].isdigit() else one[:3] for one in columns))
    return tuple(found)


@cache
def _syllables() -> frozenset[str]:
    """Pinyin, made from initials and finals; some that no dictionary has do no harm."""
    return frozenset(_spellings())


_INITIALS = "b p m f d t n l g k h j q x zh ch sh r z c s y w"
_FINALS = "a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue v ve"


def _spellings() -> Iterator[str]:
    for initial in _INITIALS.split():
        for final in _FINALS.split():
            yield initial + final
    yield from ("ai", "an", "ang", "ao", "en", "er", "ou")
