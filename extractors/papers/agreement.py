"""Whether two opinions name the same value, though one of them took a word along or left one out."""

from __future__ import annotations

import re

from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label

_HAN = re.compile(r"[\u4e00-\u9fff]")
#: What may stand behind a value and is none of it: how many hours, the days in brackets, what the paper calls itself.
_BEHIND = re.compile(
    r"(?:共计|总计|合计|共|计)?\d{1,3}(?:学时|课时|学分|天)|\((?:19|20)\d\d年?[^()]*\)|(?:荣誉)?证书|奖状|证明|"
    r"(?:教学|课程|日程|培训)?(?:安排|日程|课程|进度)表?|签到[表簿册单]"
)
#: A number with its year in brackets, before which a label may be read along: 证明编号甲教证字〔2024〕第771号.
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{0,8}[〔(\[](?:19|20)\d\d[〕)\]].*号")
#: What a body may have behind its name that holds classes of its own: 某某协会培训中心.
_OWN_PART = re.compile(r"[\u4e00-\u9fff]{0,6}(?:中心|学院|研究院|分会|专业委员会|基地)")


def plain(value: object) -> str:
    return compiled(r"\s").sub("", str(value))


def borne_out(held: object, seen: object) -> bool:
    """Whether the signs see the value of the rules, maybe with a label or what the paper calls itself behind it.

    A number that is whole by its form may have its label before it.
    """
    one, other = plain(held), plain(seen)
    if other.endswith(one) and other != one and _NUMBERED.fullmatch(one) is not None:
        return is_some_label(compiled(r"[为是]$").sub("", other[: -len(one)]))
    rest = other[len(one) :]
    if not other.startswith(one):
        return False
    return not rest or (_HAN.search(one) is not None and (is_some_label(rest) or _BEHIND.fullmatch(rest) is not None))


def part_of_it(held: object, seen: object) -> bool:
    """Whether the signs see but the body of which the rules name a part."""
    if not isinstance(held, str) or not isinstance(seen, str):
        return False
    return held.startswith(seen) and _OWN_PART.fullmatch(held[len(seen) :]) is not None


def beside_quoted(held: object, seen: object) -> bool:
    """Whether the signs see but what stands before, in or behind a quoted word of the rules' value: 公共建筑“双碳”."""
    if not isinstance(held, str) or not isinstance(seen, str) or seen == held:
        return False
    part = re.escape(seen)
    return re.search(rf"{part}[“”]|[“”]{part}", held) is not None
