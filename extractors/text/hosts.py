"""Who held the class, by what the sentences and the labels of a paper say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.letters import addressed_host
from extractors.text.once import once
from extractors.text.organisations import HOST_LABELS, ORGANISATION, is_organisation, labelled_organisation


@dataclass(frozen=True, slots=True)
class Host:
    """Who is said to have held a class, and the trust (0..1) in the words that say so."""

    name: Span
    trust: float


#: Who speaks (我院) or is spoken of (该院) is named elsewhere.
_WHO = rf"[_\s]*(?P<o>(?!了?[我本该]){ORGANISATION})"
_HOLDS = r"(?:主办|举办|组织|开展|承办|召开|开办|授课)"
_ON = r"[\d年月日至到.\-—~/ ]{6,30}"

#: (某某学会主办,2024年5月6日,…), (主办方:某某学会); each with the trust in it.
_ASIDE = (
    (re.compile(rf"\(由?{_WHO}(?:主办|举办|承办|组织)(?=[,;)])"), 0.98),
    (re.compile(rf"\((?:主办|举办)(?:方|单位)?:{_WHO}\)"), 1.0),
)
#: 由某某学会举办, 参加某某学会来我院开展的…
_HELD = re.compile(
    rf"(?:由于|参加了?由?|出席了?由?|参与|由|赴|完成了?){_WHO}[_\s]*(?:来(?:我|本)?[院校馆所])?(?:组织)?{_HOLDS}"
)
#: Said in one breath with what was attended or who came, the plainest first.
_SAID = (
    # 参加某某学会的某某培训班
    re.compile(
        rf"(?:参加了?|出席了?|修完){_WHO}的(?=[“《]?[^,。;\n]{{4,40}}(?:班|培训|会议|研修|年会|讲座|课程?|论坛|沙龙|工作坊|"
        r"训练营|研讨会|学校)[,。;”》\n]|[^,。;\n]{4,40}(?:班|培训|研修|学习|课程))"
    ),
    re.compile(rf"(?:参加了?|出席了?|完成了?){_WHO}的?(?=[“《])"),
    # 去听了某某学会办的“…”
    re.compile(rf"(?:参加了?|听了?|上了|学了|去了){_WHO}(?=(?:办|开|搞|开办|举办|组织)的)"),
    # 参加某某学会危重症护理培训班: a body by a last word that no class's name has.
    re.compile(
        r"(?:参加了?|出席了?|完成了?)(?P<o>(?!了?[我本该])[\u4e00-\u9fff]{2,14}?(?:学会|协会|联合会|研究会|促进会|大学|学院|党校))"
        r"(?=[\u4e00-\u9fff]{3,30}(?:班|培训|研修|讲座|[交研][流讨]会|年会|论坛|工作坊|沙龙)(?:[,。;(]|学习|的学习))"
    ),
    re.compile(
        rf"(?:赴|派往|派到|派去|前往|送往|(?<=[日号,派往])[到去至]){_WHO}"
        r"(?=,?(?:脱产|全脱产)?(?:参加|学习|进修|参训|听课|培训(?!(?:大棚|教室|会议室|[楼厅馆]|中心|基地))))"
    ),
    re.compile(
        rf"在{_WHO}(?=(?:网络学习端|网络|线上|在线|远程)?(?:学习|修完|完成|参加|进修|学[“《]|听[“《]|(?:受训|培训)[,。;]))"
    ),
    # 我校接到某某公司的邀请
    re.compile(rf"(?:接到|收到|应){_WHO}的?(?=邀请|邀约|之邀)"),
    # 我单位邀请某某协会来我处开办…
    re.compile(rf"(?:邀请|聘请|商请|特邀)了?{_WHO}(?=(?:来|到|派员来?)(?:我|本)?[\u4e00-\u9fff]{{0,3}}?{_HOLDS})"),
    re.compile(rf"(?:收看|观看|收听)了?{_WHO}(?=(?:{_HOLDS}|开设|开办|提供|录制|直播)的)"),
    re.compile(
        rf"(?:由|参加了?|修完|学完|完成了?|委托){_WHO}(?:[于在]?{_ON})?(?=(?:以[^,。]{{2,10}}方式)?(?:{_HOLDS}|开办|开设|提供))"
    ),
    # 某某学会于5月6日至8日举办了…
    re.compile(rf"(?:^|\n|[,。]){_WHO}(?:已|曾)?[于在]?{_ON}(?:期间)?(?:主办|举办|组织|开展|召开)"),
    # 主办单位某某学会采用…
    re.compile(
        rf"(?:主办|举办|组织|承办)(?:单位|方|机构){_WHO}(?=采用|实行|使用|通过|未|仅|只|不|以|已|为|因|系|提供|负责)"
    ),
)
_IS_HOST = re.compile(
    rf"(?:举办|主办|组织|承办|办班|授课)(?:方|者|单位|机构)?[为是](?P<o>{ORGANISATION})(?=[,。;\n]|$)"
)
#: 根据某某学院安排,本单位职工…: who arranged it, where nobody else is named.
_ARRANGED = re.compile(rf"(?:根据|按照|按){_WHO}的?(?:统一)?(?:安排|部署),")
#: Labels of forms that ask: 培训由谁举办.
_ASKED = ("(?:培训|活动|会议|学习)?由(?:谁|何单位|哪个单位|何机构)(?:主办|举办|组织)", "何单位(?:主办|举办|组织)")
#: What leads a body inside words taken for one: 某某公司选派参加某某学会举办的…
_LED = re.compile(r".*(?:参加了?由?|参与|由|\d[日号](?:赴|在|到|前往)|前往)(?=.{3})")

#: 某某学会2023年1月19日举办: words ran on beyond the body to a verb that ends like one.
_RUN_ON = re.compile(r"[主举承开]办$")


@once
def hosts(document: Document) -> tuple[Host, ...]:
    """Everybody said to have held what the paper is about, who is told plainest first."""
    return tuple(_hosts(document))


def _hosts(document: Document) -> Iterator[Host]:
    addressed = addressed_host(document)
    if addressed is not None:
        yield Host(addressed, 0.99)
    for pattern, trust in _ASIDE:
        yield from _told(document.prose, pattern, trust)
    # Badly cut lines are read on without their joints where the sentences tell nobody.
    yield from list(_told(document.prose, _HELD, 1.0)) or _told(document.run, _HELD, 1.0)
    for pattern in _SAID:
        yield from _told(document.prose, pattern, 0.98)
    labelled = labelled_organisation(document, (*HOST_LABELS, *_ASKED))
    if labelled is not None:
        yield Host(labelled, 1.0)
    yield from _told(document.prose, _IS_HOST, 1.0)
    yield from _told(document.prose, _ARRANGED, 0.9)


def _told(flow: Flow, pattern: re.Pattern[str], trust: float) -> Iterator[Host]:
    for name in flow.find_all(pattern, "o"):
        led = _LED.match(name.text)
        inner = name.part(led.end()) if led is not None else name
        if is_organisation(inner.text) and not _RUN_ON.search(inner.text):
            yield Host(inner, trust)
