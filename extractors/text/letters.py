"""Letters: who is written to, and what an employer writes to who held a class."""

from __future__ import annotations

from extractors.text.document import Document
from extractors.text.flow import Span
from extractors.text.names import DOTTED_NAME, KNOWN_NAME
from extractors.text.once import once
from extractors.text.organisations import organisation_in
from extractors.text.patterns import compiled
from extractors.text.role_words import EMPLOYED

#: 某某协会:贵单位于5月6日举办的…: an employer writes to who held the class.
WRITES_TO_HOST = (
    r"(?:^|\n)(?P<o>[\u4e00-\u9fff()]{4,40}):\n?[你贵](?:单位|公司|[校院局所会])(?:(?!参加|同志|老师|我|本)[^。\n]){0,40}?"
    r"(?:举办|组织|主办|召开|开展)的"
)


#: 我单位, 本院: who speaks in an employer's own letter.
OWN = (
    r"(?:(?:我|本)(?:科室|病区|单位|公司|校|院|局|中心|所|厂|站|社|会|部门|"
    r"园|馆|台|处|办|行|集团|司)|我科(?![技学研普]))"
)
#: 兹有我单位…: an employer speaks of one of its people, unlike one that held the class itself.
OF_ITS_OWN = rf"(?:兹有|兹证明|现有|^证明)[,:]?{OWN}(?!举办|主办|组织|培训|开展|学员|学习)"
#: 系某某医院在职职工: whose employee somebody is.
EMPLOYEE_OF = rf"系[\u4e00-\u9fff]{{4,24}}?的?{EMPLOYED}"


#: 某某协会:我单位职工张三参加了贵会组织的…
_TOOK_PART_WITH = (
    r"(?:^|\n)(?P<o>[\u4e00-\u9fff()]{4,40}):\n?[^。\n]{4,80}(?:参加|参与|完成)了?[你贵](?:单位|公司|[校院局所会])"
    r"(?:举办|组织|主办|召开|开展)的"
)


@once
def addressed_host(document: Document) -> Span | None:
    """Who held the class, where the employer's letter is addressed to it."""
    held = document.prose.find(WRITES_TO_HOST, "o") or document.prose.find(_TOOK_PART_WITH, "o")
    return organisation_in(held) if held is not None else None


#: Who a posted letter is for.
ADDRESSEE = rf"^(?:收件|收信)人?[:\s]*({KNOWN_NAME}|{DOTTED_NAME})\s*(?:<.*)?$"


def posted(document: Document) -> bool:
    """Whether the paper is a letter with its head: who sent it to whom, and when."""
    return compiled(r"(?:发件|收件|发信|收信)人?|抄送").search(document.run.text) is not None
