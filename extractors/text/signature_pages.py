"""Pages to sign without a table: what they call themselves, and the names written below."""

from __future__ import annotations

import re

from extractors.text.document import Document
from extractors.text.flow import Flow
from extractors.text.layout import Row
from extractors.text.patterns import compiled
from extractors.text.people import Sheets, loose_names

#: What sheets of attendance are called.
SHEET = (
    r"(?:签|报)\s*到\s*(?:表|单|册|簿|记录|报表|名册|情况表|名单|登记表|登记|(?:情况|明细|统计|汇总){1,3}表?)|签名(?:表|"
    r"单(?!位)|册|簿|本(?!人|[页单]))|"
    r"(?:考勤|出勤|点名)(?:表|册|簿|单|记录表?|登记表?|登记[册簿])|参[会训](?:成员|人员|者|学员)(?:明细|记录|列表|统计)|(?<=[\u4e00-\u9fff]{4})签到$|^(?:学习|培训|会议|活动|课堂|现场|学员|人员){1,2}签到$|(?:人员|学员|代表)签[名字到]$|"
    r"^(?:到会|参会|与会|出席|到场|来宾|嘉宾|到课|参训|同好|代表)[者人员同志宾客]{0,2}(?:留名|题名|留芳|签名|具名)[录册簿页]?$|"
    r"(?:到会|参会|与会|出席|到场|来宾|嘉宾|到课|参训)[者人员同志宾客]{0,2}(?:留名|题名|留芳|签名|具名)[录册簿页]$"
)
#: What a sheet without a heading row calls itself, or the line its names stand under: 签名处, 田间学校到课签名.
_TO_SIGN = r"^签\s*[到名]\s*处?:?$|^[\u4e00-\u9fff]{2,12}(?:签名|签到)(?:处|页|栏)?:?$"
#: Names from which a page of nothing else is one to sign, and their share of the cells below its title.
_LEAST_NAMES, _MOSTLY = 6, 0.7


def free_names(document: Document) -> Sheets:
    """A sheet without a heading row: names below the title."""
    return Sheets(loose_names(_below_title(document)), [])


def _below_title(document: Document) -> list[Flow]:
    """The cells below what calls the page a sheet to sign, labels with their values left out."""
    rows = document.rows
    start = next((i for i, row in enumerate(rows) if compiled(rf"{SHEET}|{_TO_SIGN}").search(row.text)), None)
    if start is None:
        return []
    # The second line of what stands behind a label may look like a name: 地点:…云湖山 / 庄会议楼.
    groups = (group for page in document.pages for group in page.groups if ":" in group[0].text)
    carried = {id(row) for group in groups for row in group[1:]}
    below = (row for row in rows[start + 1 :] if id(row) not in carried)
    cells = (
        cell for row in below for at, cell in enumerate(row.cells) if not (at and _TOLD.fullmatch(_plain(row, at - 1)))
    )
    return [cell.flow for cell in cells if not compiled(r"[::]").search(cell.text)]


#: Labels beside which stands somebody who does not sign as one of those who came.
_TOLD = re.compile(
    r"(?:主讲|主持|授课|讲课|讲授|培训|指导|记录|联系|负责|组织|值班|带教)(?:人|者|教师|老师|专家)?|讲师|教师|专家|班主任"
)


def _plain(row: Row, at: int) -> str:
    return compiled(r"[\s:]").sub("", row.cells[at].text)


def only_names(document: Document) -> bool:
    """Whether a page asks for signatures at its head and bears hardly anything but names below it."""
    if not any(compiled(_TO_SIGN).search(row.text) for row in document.rows[:6]):
        return False
    below = [cell for cell in _below_title(document) if not compiled(r"^[(（]|\d").search(cell.text)]
    names = loose_names(below)
    return len(names) >= _LEAST_NAMES and len(names) >= _MOSTLY * len(below)
