"""Whether the employer speaks on a paper that says somebody learned, or who held the class.

Certificates and employers' statements use the same words; who signs tells them apart. An employer signs for one of its
people and names somebody else as who held the class.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.text.document import Document
from extractors.text.hosts import hosts
from extractors.text.letters import OWN
from extractors.text.once import once
from extractors.text.organisations import (
    ORGANISATION,
    OWN_UNIT,
    is_organisation,
    labelled_organisation,
    unsealed,
)
from extractors.text.role_words import EMPLOYED
from extractors.text.signing import issue_date, issuer

#: Log-odds for an employer: its own people and another host, its own people alone, another host, itself the host, an
#: office for its people signing, speaking of itself as one that employs, being called as one. Set by hand on the
#: twenty-fourth and twenty-fifth drawn set and held against the others (``benchmarks/README.md``).
_OWN_PEOPLE, _NAMED, _ANOTHER, _HOST, _OFFICE, _OURS, _LIKE_ONE = 2.5, 0.5, 1.5, -2.0, 1.5, 1.0, 1.0
#: Bodies that employ rather than certify, by their last word.
_EMPLOYING = re.compile(
    r"(?:公司|集团|厂|医院|卫生院|院区|中学|小学|学校|幼儿园|公寓|[^协学联]会馆|图书馆|博物馆|文化馆|档案馆|[^务]所|站|处|"
    r"研究院|设计院|检测院|服务院|疗养院|防治院|律师事务所|报社|出版社|银行|电视台|气象台|队|宾馆|酒店)$"
)

#: 由我会主办的: who speaks held the class.
_OUR_CLASS = re.compile(r"(?:我|本)(?:会|校|院|中心|处|站|平台|部|基地)(?:主办|举办|组织|承办|开展|召开)的")
_EMPLOYS = re.compile(
    rf"(?:兹有|证明|^|\n|[,。:系为是])[_\s]*(?P<o>(?!兹|证明|现){ORGANISATION})的?(?:{EMPLOYED}|人员)(?!培训|学习|继续)"
)
#: 某某学校选派张三: whom a body sent it employs.
_SENT = re.compile(rf"(?:^|\n|[,。])(?P<o>(?!我|本|该){ORGANISATION})(?:选派|选送|委派|派出|推荐)(?!的)")
#: Labels of who states something.
STATES = ("(?:出证|证明|出具|填报)单位",)
_ITS_LABELS = ("工作单位", "所在单位", "用人单位", "(?:外派|派出|选派|选送|送训)单位", "单位名称", "单位")
_UNIT_LABEL = re.compile(rf"(?:{OWN_UNIT}|(?:学员|个人)?单位)(?:名称)?[\s:]*")
_SPEAKS_OF_ITS_OWN = re.compile(
    rf"{OWN}(?:培训档案|人事档案|职工教育|选派|外派|派出|派往|派赴|委派|委托|安排|留存|(?:在职|在编|正式)?(?:职工|员工|教师|干部|工作人员|医师|护士|人员))|"
    r"由(?:所在|用人|工作|派出|本)单位[\u4e00-\u9fff]{0,8}(?:填写|填报|出具|开具)|(?:存|报)(?:我|本)单位|(?:在|于)(?:我|本)(?:单位|公司|[校院局处所园厂站])(?:任职|工作|就职|供职)|(?:系|为|是|就职于|任职于|现任)(?:我|本)(?:单位|公司|校|院|局|处|中心|所|园)|"
    r"经(?:我|本)(?:单位|公司|校|院)(?:核[查实对]|审[核查])|存(?:我|本)单位备查|同意(?:其|该同志)?(?:申报|登记)|受(?:单位|公司|医院|学校|中心|院|校|所)(?:委派|选派|指派|安排)|(?:^|[\n\t])(?:职工|员工)姓名|(?:申请|出具|出证|证明)单位:|(?:^|[\n。;,])(?:被证明人|证明对象)"
)
_FOR_ITS_PEOPLE = re.compile(r"(?:组织人事|人事|人力资源|政工)(?:教育)?(?:处|科|部|股|室|司)?$")
_DEPARTMENT = re.compile(
    r"(?:组织人事|人事|人力资源|政工|科教|医务|教务|护理|综合|党政|行政)(?:教育)?(?:处|科|部|股|室|办|办公室)$"
)


@once
def employer_speaks(document: Document) -> float:
    """Log-odds that the paper is an employer's statement rather than a certificate of who held the class; 0 unknown."""
    found = issue_date(document)
    signed = issuer(document, found[2] if found is not None else None, hosts=False) or labelled_organisation(
        document, STATES
    )
    if signed is None:
        return _sends(document)
    last = {id(line) for line in signed.lines}
    if any({id(line) for line in host.name.lines} <= last for host in hosts(document)):
        return _sends(document) or _HOST  # who is labelled as the host, maybe in the last rows of an employer's form
    whole = unsealed(signed.text)
    row = next((row.run.text for row in document.rows if any(c.line in signed.lines for c in row.cells)), whole)
    label = _UNIT_LABEL.match(row)
    labelled = label is not None and row.startswith(whole[:4], label.end())
    if (labelled and not any(unsealed(one.run.text) == whole for one in document.rows[-4:])) or whole.startswith(
        "单位"
    ):
        return max(0.0, _sends(document))  # a label with its value, no signature
    body = _DEPARTMENT.sub("", whole)
    holders = _others(document)
    another = bool(holders) and not any(_same(host, body) for host in holders)
    held_itself = not holders and _OUR_CLASS.search(document.prose.text) is not None
    odds = _ANOTHER if another else _HOST if holders or held_itself else 0.0
    if any(_same(unit, body) for unit in _employers(document)):
        odds += _OWN_PEOPLE if another else _NAMED
    if _FOR_ITS_PEOPLE.search(unsealed(row).strip(" :。")):
        odds += _OFFICE
    if another and _EMPLOYING.search(body):
        odds += _LIKE_ONE
    if another and _SPEAKS_OF_ITS_OWN.search(document.prose.text):
        odds += _OURS
    return odds


#: 主办单位未制发结业证书: who writes speaks of the host as of somebody else.
_OF_THE_HOST = re.compile(
    r"(?:主办|举办|办班|组织)(?:单位|方|机构)(?:未|没有|不|暂不)(?:制发|颁?发|出具|统一|提供|制作)"
)


def _sends(document: Document) -> float:
    """The log-odds where nobody is read as having signed: an employer sends its own to somebody else's class."""
    if _OF_THE_HOST.search(document.run.text):
        return _ANOTHER + _OWN_PEOPLE
    sent = next((match["o"] for match in _SENT.finditer(document.prose.text) if is_organisation(match["o"])), None)
    if sent is None and _SPEAKS_OF_ITS_OWN.search(document.prose.text):
        sent = next(_employers(document), None)
    holders = _others(document)
    if sent is None and holders and _SPEAKS_OF_ITS_OWN.search(document.prose.text):
        return _ANOTHER + _OURS  # an employer that only its seal names
    if sent is not None and holders and not any(_same(host, sent) for host in holders):
        return _ANOTHER + _OWN_PEOPLE
    # 某某学校职工张三, and whose class it was: whoever signed, the seal alone shows.
    named = next((match["o"] for match in _EMPLOYS.finditer(document.prose.text) if is_organisation(match["o"])), None)
    return _ANOTHER if named and holders and not any(_same(host, named) for host in holders) else 0.0


#: 护理部, 科教科: part of a body, whose own class it is.
_OF_SOME_BODY = re.compile(r"[\u4e00-\u9fff]{2,4}(?:部|科|处|室|办)")


def _others(document: Document) -> list[str]:
    """Who is said to have held the class, parts of a body left out."""
    told = (host.name.text for host in hosts(document))
    return [name for name in told if not _OF_SOME_BODY.fullmatch(name)]


def _employers(document: Document) -> Iterator[str]:
    """Who is said to employ the person."""
    for pattern in (_EMPLOYS, _SENT):
        for match in pattern.finditer(document.prose.text):
            if is_organisation(match["o"]):
                yield match["o"]
    labelled = labelled_organisation(document, _ITS_LABELS)
    if labelled is not None:
        yield labelled.text


def _same(one: str, other: str) -> bool:
    """Whether two names are of one body: equal, or the one the other with a department or a place before it."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and (long.startswith(short) or long.endswith(short))
