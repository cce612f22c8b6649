"""Whether two opinions name the same value or list, though one of them took a word along or left one out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from domain.fact import Fact
from extractors.papers.roles import ITEMS
from extractors.text.courses import CLASS_END
from extractors.text.document import Document
from extractors.text.facts import SHOWN_TOO
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label
from extractors.text.serials import numbered_rows

_HAN = re.compile(r"[\u4e00-\u9fff]")
#: What may stand behind a value and is none of it: how many hours, the days in brackets, what the paper calls itself.
_BEHIND = re.compile(
    r"(?:共计|总计|合计|共|计)?\d{1,3}(?:学时|课时|学分|天)|\((?:19|20)\d\d年?[^()]*\)|(?:荣誉)?证书|奖状|证明|"
    r"(?:教学|课程|日程|培训)?(?:安排|日程|课程|进度)(?:总览|一览)?表?|签到[表簿册单]|"
    rf"{SHOWN_TOO}"
)
#: Verbs read along before what is held: 实施某某进修班.
_LED_BY = re.compile(r"(?:组织|统一)?(?:实施|举办|开展|承办|主办|举行|开设)(?=[\u4e00-\u9fff])")
#: What the table of a class is called behind the name of the class.
_OF_TABLE = re.compile(
    r"(?:教学|课程|日程|培训|学习|上课|授课)*(?:安排|日程|课程?|进度|进程|计划|议程|总览|一览|时间)+表?|议程"
)
#: Belief up to which a stretch is no item of a list and from which it is one; one that has not the form is no witness.
_NOT_ONE, _ONE, _UNSEEN = 0.3, 0.7, 0.5
#: Courses of which the credits must make the total that none was missed.
_SUM_OF, _ROUNDING = 3, 0.01
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
    if (led := _LED_BY.match(other)) is not None and other[led.end() :] == one:
        return True
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


def listed(fact: Fact, beliefs: Mapping[str, float]) -> bool:
    """Whether a list has all the items the signs see and no other."""
    key = ITEMS[fact.name][1]
    held = {str(item[key] if key else item) for item in fact.value}
    return all(beliefs.get(item, _UNSEEN) > _NOT_ONE for item in held) and all(
        item in held or belief < _ONE for item, belief in beliefs.items()
    )


def counted(fact: Fact, document: Document) -> bool:
    """Whether a list of people has as many as its rows are numbered, and one who came.

    One that nobody came of was mostly not understood; of a name no one knows (和平) only the number of its row is left.
    """
    rows = numbered_rows(document)
    return rows in (None, len(fact.value)) and any(item.get("attended", True) for item in fact.value)


def before_table_name(name: str, held: object, seen: object) -> bool:
    """Whether the signs see a title with what its table is called behind it, and the title ends as names of classes do.

    Both begin at one place, and where the name of the class ends its last word tells.
    """
    if name != "course_title" or not isinstance(held, str) or not isinstance(seen, str):
        return False
    rest = seen.removeprefix(held) if seen != held else ""
    return (
        _OF_TABLE.fullmatch(rest) is not None
        and compiled(rf"(?:{CLASS_END}|[课营]|提升项目)$").search(held) is not None
    )


def adds_up(fact: Fact, facts: Mapping[str, Fact]) -> bool:
    """Whether the credits of all courses read make the total the paper prints: none was missed and none made up."""
    total = facts.get("credits")
    parts = [item.get("credit") for item in fact.value] if fact.name == "subjects" else []
    if total is None or len(parts) < _SUM_OF or any(part is None for part in parts):
        return False
    return bool(abs(sum(parts) - float(total.value)) < _ROUNDING)


def is_course(value: object, facts: Mapping[str, Fact]) -> bool:
    """Whether what the signs take for a person is a course in the table of marks."""
    held = facts.get("subjects")
    return held is not None and any(item["name"] == value for item in held.value)
