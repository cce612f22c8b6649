"""What values of a role look like: a name, an organisation, a title, a place, a day."""

from __future__ import annotations

import re
from typing import Any

from extractors.text.label_words import is_label
from extractors.text.names import known_name
from extractors.text.organisations import cut_short, is_branch, is_organisation, unsealed
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label

TITLES = frozenset(
    {"course_title", "lecture_title", "meeting_title", "notice_title", "project_name", "paper_title", "patent_name"}
)
_PEOPLE = frozenset({"person_name"})
_BODIES = frozenset({"organiser", "unit", "unit_from"})
_DATES = frozenset(
    {"start_date", "end_date", "issue_date", "query_date", "screenshot_date", "apply_date", "grant_date"}
)

_TITLE_STARTS = re.compile(
    r"^(?:[的和与及由于在等了并或为至到参完，,。、;)）”》]|学时|共计|累计|我单位|本单位|特此|兹|"
    r"[本该此](?:次|期|届|班|项|轮|批)|[我本贵该](?:公司|[校院局所站馆会市区]))"
)
_TITLE_ENDS = re.compile(r"(?:[的和与及于在为由至(（“《、,]|关于|举办|参加|第)$")
_TITLE_HOLDS = re.compile(
    r"[\n\t。;:]|身份证|证书编号|特此|学时[,。]|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|同志(?!.*精神)|准予"
)
_SHORT = re.compile(
    r"(?![市区县省州镇局])[\u4e00-\u9fff]{2,3}(?:大学|学院|医院|中学|小学|学校|协会|学会|集团|公司|党校|云?[学课]堂|[继师职研学干][教训培修习][云通]|网校|(?:学[苑习]|云学|培训|继教|公需)网|在线)|国务院"
)
_BODY_STARTS = re.compile(
    r"^(?:(?:所在|所属|现任|任职|工作|主办|承办|举办|颁发|发证|施教)(?:单位|组织|机构|"
    r"部门)?[\u4e00-\u9fff]{2}|(?![经应于在和对](?:纬|济|贸|典|开|信|管|用|急|城|县|都|洪|田|线|平|龙|政|顺|县|外)[\u4e00-\u9fff]{2})[由受应在于与及和的并为至到经对]|参加|兹|证明|主办|承办|举办|授予|表彰|聘请|感谢|\d)"
)


#: Words around a place, and sheets and classes read for one.
_NO_PLACE = re.compile(
    r"[\n\t:。;]|联系|电话|时间|学时|(?:考勤|签到|课程|日程|安排|登记)[表册单]$|(?:培训|研修|进修|师资|提高)班"
)


def well_formed(name: str, value: Any) -> bool:
    """Whether a value looks as such values do; values that are no text are not judged."""
    if not isinstance(value, str):
        return True
    if (name in TITLES or name in _BODIES or name in ("major", "place", "certificate_no")) and _runs_into_label(value):
        return False
    if name in _PEOPLE:
        return known_name(value)
    if name in _BODIES:
        parts = compiled(r"[、,;]").split(value)
        return all(_is_body(part) for part in parts if part)
    if name in TITLES:
        return _is_title(value)
    if name == "place":
        return len(value) >= 2 and not _NO_PLACE.search(value) and _closed(value)
    if name == "major":
        return not compiled(
            r"完成|修[完读业]|攻读|参加|本校|学习|准予|授予|同志|大学|学位|证书|^(?:毕业|学历|证明|[学硕博]士|研究生)$"
        ).search(value) and _closed(value)
    if name == "award_name":
        # Whom it was given to, when and for what work is no part of an award's name.
        return not compiled(r"[,。;:《》\n]|同志|先生|女士|(?:19|20)\d\d年|荣获|授予|排名").search(value) and _closed(
            value
        )
    if name in _DATES:
        return 1980 <= int(value[:4]) <= 2060 if value[:4].isdigit() else False
    return True


def _runs_into_label(text: str) -> bool:
    """Whether a value ends in the label of what comes next: 给排水工程入学日期."""
    return any(
        len(text) > size + 1 and is_label(text[-size:]) and text[-size:] not in _ALSO_WORDS for size in (4, 5, 6)
    )


#: Labels that names of classes and projects end in rightly.
_ALSO_WORDS = frozenset({"培训项目", "课程", "培训内容", "注意事项", "培训方式", "学习形式", "培训形式"})


def _is_body(text: str) -> bool:
    whole = unsealed(text)
    if compiled(r"(?:凭证|证书|证明)$").search(whole) or compiled(
        r"单位名称|(?:确认|认定|发布|出具|学习|培训)平台.|校\(院\)长|[上下]午|(?:人事|组织|财务|教务|档案|主管)(?:教育)?部门"
    ).match(whole):
        return False  # the paper itself, or labels read along
    if compiled(r".(?:负责人|主持人|(?:承担|完成|依托|主办|承办|工作|所在|证明|组织)单位).").search(whole):
        return False  # labels and values of a form, run together
    if is_branch(whole):
        return False
    cut = cut_short(whole) and not _SHORT.fullmatch(whole)
    return is_organisation(whole) and not cut and not _BODY_STARTS.match(whole) and _closed(whole)


def _is_title(text: str) -> bool:
    return (
        len(compiled(r"\([^()]*\)").sub("", text)) >= 4
        and not is_some_label(text)
        and not _TITLE_STARTS.match(text)
        and not _TITLE_ENDS.search(text)
        and not _TITLE_HOLDS.search(text)
        and _closed(text)
    )


def _closed(text: str) -> bool:
    """Whether brackets and quotation marks come in pairs."""
    return all(text.count(one) == text.count(other) for one, other in ("()", "《》", "“”", "〔〕", "【】"))
