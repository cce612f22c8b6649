"""Which remains of words are a secrecy or disclosure mark that something else crosses. Text only, no places.

Where a text is no mark as it was read (``mark_words``) and stands where one may be, it is asked whether a mark with
letters lost or misread would look like this, and hardly anything else.
"""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from intake.mark_words import HARMLESS, LEVELS, STAR, TERM

#: Wordings long enough to be known with a letter lost.
_WHOLE = {
    "依申请公开": "on_request",
    "依申请公": "on_request",
    "不予公开": "not_public",
    "内部资料": "internal",
    "内部文件": "internal",
    "内部使用": "internal",
    "工作秘密": "work_secret",
    "商业秘密": "trade_secret",
    "注意保密": "keep_confidential",
}
#: Words that make of a mark's words something else; and words one letter away from them.
_GOES_ON = re.compile(r"保护|管理|培训|办法|条例|制度|教育|规定|说明|实务|案例|课程|解读|讲座|专题|法")
_OTHER_WORDS = frozenset(
    [
        *("注意保存", "主动公开", "予以公开", "商业机会", "工作机会", "行业秘密"),
        *("内部资源", "内部控制", "内部审计", "内部使命"),
    ]
)


#: Letters of marks that stand together in hardly any other words.
_PARTS = {
    "密秘": "confidential",  # Letters of a watermark read in another order.
    "意保": "keep_confidential",
    "部资": "internal",
    "业秘": "trade_secret",
    "作秘": "work_secret",
    "予公": "not_public",
    "申请公": "on_request",
}
_PALE_PARTS = {**_PARTS, "部文": "internal", "部使": "internal", **LEVELS}


def judge_part(text: str, *, licensed: bool = False, levels: bool = False) -> tuple[str, str] | None:
    """As ``judge`` for what is left of a mark that a ruling or other words cross, half its letters lost.

    ``levels``: it is a large pale print below the words of the page, where a level is enough.
    """
    if len(text) > 8 or HARMLESS.search(text) or _GOES_ON.search(text):
        return None
    known = _PALE_PARTS if levels else _PARTS
    found = next((name for part, name in known.items() if part in text), None)
    return None if found is None or (licensed and found == "internal") else (found, "part")


#: First letters of words of two letters that end like a level and are none.
_OF_OTHER_WORDS = frozenset("保加解精严亲紧茂泄稠周密商涉失窃定脱浓高文细致缜隐慎机绝秘详绵繁浑过疏")


def judge_half(text: str) -> tuple[str, str] | None:
    """As ``judge`` for two letters that stand alone, of which only 密 was read."""
    if len(text) != 2 or text[1] != "密" or text[0] in _OF_OTHER_WORDS:
        return None
    return "confidential", "half"


def judge_damaged(text: str, *, licensed: bool = False) -> tuple[str, str] | None:
    """As ``judge`` for words another print crosses: one letter of four may be lost, or a level below its star."""
    if not 3 <= len(text) <= 24 or HARMLESS.search(text):
        return None
    if len(text) <= 14 and re.search(
        rf"[绝机秘密]?★{TERM}|密★|[秘机绝]密{STAR}?{TERM}|[秘机绝]密★?[0-9]{{1,2}}$", text
    ):
        level = next((name for word, name in LEVELS.items() if word[0] in text), "confidential")
        return level, "damaged_level"
    for words, name in _WHOLE.items():
        if (licensed and name == "internal") or len(text) > len(words) + 2:
            continue
        for i in range(max(1, len(text) - len(words) + 1)):
            window, rest = text[i : i + len(words)], text[i + len(words) :]
            if window in _OTHER_WORDS or _GOES_ON.match(rest):
                continue
            if Levenshtein.distance(window, words) <= 1:
                return name, "damaged_words"
    return None


#: A level of which one letter was read, and its star perhaps as another.
_LEVEL_GARBLED = re.compile(
    rf"(?:(?P<first>.)密.{{0,2}}?|秘[^书方诀诗境鲁籍笈史法闻]{STAR}?|绝[^对版大望句学技佳招]{STAR}?)"
    r"(?:[0-9]{1,2}年|[0-9]{1,2}个月|长期)"
)


def judge_garbled(text: str) -> tuple[str, str] | None:
    """As ``judge`` for a level with its term, in the margin or a stamp, of which one letter was read."""
    found = _LEVEL_GARBLED.fullmatch(text)
    if found is None or found["first"] in _OF_OTHER_WORDS - set("绝机秘"):
        return None
    return "confidential", "level_garbled"
