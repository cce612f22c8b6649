"""Where something was held, as sentences say it."""

from __future__ import annotations

import re
from itertools import pairwise

from extractors.text.dates import find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.organisations import is_organisation
from extractors.text.patterns import compiled

#: 于5月6日至8日在某某楼301室参加…: the place between the days and the verb.
_PLACE_SAID = re.compile(
    r"(?:[日号\d](?:期间)?,?(?:在|赴|前往|到(?![会达期场岗位]))|(?:推荐|批准|同意|安排|选派|派出),?(?:赴|前往)|派往|(?:委派|选派|指派|安排|派遣)(?:在|赴|到|至|前往))[_\s]*(?P<p>(?!我|本|该|贵)[\u4e00-\u9fffA-Za-z0-9()·\-—]{4,40}?)[_\s]*(?=,?(?:全程|全勤|脱产|集中|按时|现场)?(?:参加了?|出席了?|接受|入[班学训]|进班))"
)


#: 参加了在某某大酒店二楼会议厅召开的…, 在某某教学楼201教室集中学习: a room by its last word.
_ROOM_SAID = re.compile(
    r"在(?P<p>(?!我|本|该|贵)[\u4e00-\u9fffA-Za-z0-9()·\-—]{2,38}?(?:(?<=..)[室厅堂楼馆区层]|(?:会议|会展|国际)中心|酒店|饭店|宾馆|度假村|山庄))"
    r"(?=(?:召开|举行|举办|开办|开设|所?办)的|(?:修完|学完|上完|读完)|集中(?:学习|培训|授课|面授)|作(?:了)?(?:专题|学术|业务)?(?:讲座|报告|授课|讲课)|"
    r"[为给向][^,。;\n]{4,40}?(?:讲授|授课|讲课|主讲|作[了专《“])|"
    r"(?:举行|举办|进行|召开|开展|开班|开课|授课|上课|集中)[,。;])"
)
#: 在某某楼301学习4天, 在某某大厅服务3个半天: where somebody was for so many days.
_STAYED = re.compile(
    r"(?<![现存自实内外])在(?P<p>(?!我|本|该|此|贵|规定|网|线)[\u4e00-\u9fffA-Za-z0-9()·\-—]{4,38}?)"
    r"(?=(?:集中|脱产|封闭|面授)?(?:学习|培训|研修|进修|服务|值班|值守|坐诊|咨询)了?(?:共|满|计)?[\d一二三四五六七八九十]{1,3}(?:天|日|个?半天|个?小时))"
)
#: (2021年7月29日至8月2日,某某酒店五楼听涛厅): days and room in brackets behind what was held.
_IN_BRACKETS = re.compile(
    r"\([^()\n]{0,12}(?:19|20)\d\d[^()\n]{0,24}?[\d日号](?:,|[_\s]+|(?=(?![年月日号至到起止期])[\u4e00-\u9fff]))(?:地点[在为:]?|[在于])?(?P<p>[\u4e00-\u9fffA-Za-z\d-]{4,30}?)\)"
)
#: A room behind the name of a body or a house: …大酒店二楼会议厅, 某某博物馆牡丹厅; no office of a province.
#: Houses that let their rooms (会议中心, 酒店) are places themselves.
_ROOM = re.compile(
    r"(?:(?:(?:会议|报告|多功能|宴会|演播|阶梯|学术|培训)(?:厅|室)|教室|礼堂|\d[室厅])|[馆宫楼堂店厦庄][\u4e00-\u9fff\d]{2,5}厅|"
    r"(?:会议|会展|博览|会务)中心|酒店|宾馆|饭店|度假村|山庄|招待所)$"
)


#: 地点在某某酒店芙蓉厅。
_SAID_TO_BE = re.compile(r"地[点址](?:设在|定在|[在为是])(?P<p>[\u4e00-\u9fffA-Za-z\d()-]{4,40}?)(?=[,。;])")


def _named_as_place(document: Document) -> Span | None:
    """What a sentence calls the place."""
    told = document.prose.find(_SAID_TO_BE, "p")
    return told if told is not None and HELD_IN.search(told.text) else None


#: How the names of places end where people meet.
HELD_IN = re.compile(
    r"(?:厅|室|楼|馆|院|场|堂|(?<=[一二三四五六七八九十\d])层|中心|基地|宾馆|酒店|教室|礼堂|会场|平台|直播间|号)"
    r"(?:\([^()]{1,8}\)|(?<=[楼馆])[A-Z]?\d{2,4}室?)?$|[A-Z\d][座栋幢]\d{3,4}室?$|[楼层][\u4e00-\u9fff]{2,4}沙龙$"
)


def _under_the_days(document: Document) -> Span | None:
    """The place in a row of its own under the row of the days, as certificates set both: none that is a body's name."""
    for row, following in pairwise(document.rows):
        days = find_ranges(row.run.text)
        alone = len(days) == 1 and len(row.run.text.strip()) <= days[0].end - days[0].start + 4
        below = following.run.whole.stripped(" ()")
        room = is_room(below.text) or not is_organisation(below.text)
        if alone and days[0].first.full and len(following.cells) == 1 and 4 <= len(below.text) <= 30 and room:
            return below if _PLAIN.fullmatch(below.text) else None
    return None


#: No label or site: Platform 某某云学堂.
_PLAIN = re.compile(r"(?!.*[学课]堂$)[\u4e00-\u9fff\d-][\u4e00-\u9fffA-Z\d-]+")


def is_room(text: str) -> bool:
    """Whether a name that ends like a body's is that of a room in a house."""
    return _ROOM.search(text) is not None


def stayed_at(document: Document) -> Span | None:
    """The house or room in which a sentence says that somebody learned or served for so many days."""
    told = document.prose.find(_STAYED, "p")
    if told is None or (is_organisation(told.text) and not is_room(told.text)):
        return None
    housed = HELD_IN.search(told.text) or compiled(r"(?:之家|园|村|社区|站|宫|城|部|大厅|[楼厅室馆]\d{2,4})$").search(
        told.text
    )
    return told if housed else None


def whole_place(document: Document, value: Span) -> Span:
    """A place that ends where its line does, with the letters that the sentence has in its next line."""
    told = document.prose.find(rf"(?<=:){re.escape(value.text)}[\u4e00-\u9fff\d]{{1,4}}(?=[,。;])")
    return told if told is not None and HELD_IN.search(told.text) else value


def held_at(place: Span) -> Span:
    """A place without the words of its sentence: 在某某楼301室举行, 地点设在某某楼301室."""
    led = compiled(r"(?:(?:培训|会议|上课|授课|集中)?地点)?设?[在于为是:](?![都洪田])(?=.{4})").match(place.text)
    place = place.part(led.end()) if led is not None else place
    ended = compiled(r".{4,}?(?=(?:集中)?(?:举行|举办|召开|进行|(?:授课|上课)$))").match(place.text)
    return place.part(0, ended.end()) if ended is not None else place


def add_place(builder: FactBuilder) -> None:
    """Adds ``place`` where the sentence says it; a body that holds classes is none unless a room follows its name."""
    document = builder.document
    told = document.prose.find(_PLACE_SAID, "p") or document.prose.find(_ROOM_SAID, "p")
    told = told or stayed_at(document) or _named_as_place(document)
    if told is None:
        told = document.prose.find(_IN_BRACKETS, "p") or _under_the_days(document)
        told = told if told is not None and HELD_IN.search(told.text) else None
    if told is None or compiled(r"单位|职工(?!文化|活动|之家|大学)|同志|全程").search(told.text):
        return
    if is_room(told.text) or not is_organisation(told.text):
        builder.add_text("place", told, trust=0.98)
