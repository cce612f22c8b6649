"""举办通知: a notice that a class, course or meeting will be held.

Looks like: maybe a red head (…文件) and a document number, the title 关于举办…的通知, whom it
concerns, then items for time, place, people, contents, hours, contact; at the foot who issued it and
when. ``course_title`` is what will be held, taken from the title.
"""

from __future__ import annotations

import re

from domain.fact import Extraction, Recognition
from domain.reading import Reading
from extractors.text.attendance import add_days, add_hours
from extractors.text.courses import goes_on, unquoted
from extractors.text.current import document_of
from extractors.text.dates import find_dates, find_ranges
from extractors.text.document import Document
from extractors.text.facts import FactBuilder, tidy
from extractors.text.flow import Flow, Span
from extractors.text.hosts import hosts
from extractors.text.identifiers import doc_no, doc_no_at_head
from extractors.text.organisations import HOST_LABELS, is_organisation, labelled_organisation, organisation_in
from extractors.text.patterns import compiled
from extractors.text.period import period
from extractors.text.places import HELD_IN, add_place, held_at, whole_place
from extractors.text.recognition import weigh
from extractors.text.signing import add_issue_date, add_signatory

TITLE = "举办通知"

_TITLES = (
    (r"关于.{2,60}的(?:补充)?(?:通知|函|通告|公告|邀请函)", 4.8),
    (r"(?:培训|会议|研修|讲座|举办|开班|学习|报名)[\u4e00-\u9fff]{0,6}(?:通知|邀请函)$", 4.2),
    (r"^(?:通知|邀请函|会议通知|培训通知)$", 3.6),
    (r"^(?:请\s*[柬帖]|邀\s*请\s*[书信柬]|邀请)$", 4.2),
    (r"^(?:培训|会议|活动|开班|报名|学习|讲座)?(?:通知|预告|公告|邀请函?)[|丨:]", 4.2),
    (
        r"^【(?:[\u4e00-\u9fff]{0,4}通知|报名|预告)】|(?:开始报名|报名启事|报名通知|开班预告|(?:招[募生收]|招考)(?:简章|启事|公告|通告|告示)|火热报名中?)$",
        4.2,
    ),
)
_WORDS = (
    (r"(?:有关事项|事宜|具体安排)?(?:通知|函告|公告)如下", 1.5),
    (r"(?:各县|各市|各有关单位|各相关|市直|各单位|各会员单位|各乡镇|各科室|各学校)", 1.0),
    (
        r"(?:^|\n)(?:\d[.、]|【|[(]\d[)]|[◆●■▪★☆◇○•·➤►])?(?:培训|会议|参加|参训|学习|研修|报名)(?:对象|时间|地点|内容|人员|费用|方式|截止)",
        0.8,
    ),
    (r"[一二三四五六]、(?:培训|会议|参加|参训|学习|研修)?(?:对象|时间|地点|内容|人员|费用|方式|安排|要求)", 1.5),
    (r"(?:决定|拟|将|定于|请.{0,12}组织)(?:于?[^,。]{0,24})?(?:举办|组织|召开|开展|举行)", 1.0),
    (r"(?:报名|回执|报到|食宿|培训费)", 0.7),
    (r"(?:要求|事项|安排|通知)如下|请假|务必|无故缺席|逾期", 0.8),
    # Letters that invite: 谨定于…举行…,敬请贵单位派员光临, 特邀贵单位选派…莅临.
    (
        r"谨(?:定|订)于|莅[临会]|拨冗|(?:敬请|恭请|特邀|诚邀|恳请|烦请)[\u4e00-\u9fff]{0,6}(?:单位|公司|[校院局所会站馆])?[\u4e00-\u9fff]{0,4}(?:派员|选派|组织|推荐|光临|出席|参加|指导)",
        2.4,
    ),
    (r"名单(?:电?告|报|发|传|送|回执?)|回[函执][\u4e00-\u9fff]{0,4}(?:寄|发|报|送|传)|注册费|停车|食宿|住宿", 0.8),
    (r"(?:本|我)(?:会|校|院|中心|所|处|局|社|馆|公司|单位)(?:兹|现|拟|谨)?(?:定|订)于", 1.2),
    (r"即将(?:开班|举办|举行|召开)|请(?:组织|安排|通知)?[\u4e00-\u9fff]{0,8}参加", 0.8),
    (r"联系人", 0.5),
    (r"[〔\[(]\d{4}[〕\])]\d{1,4}号", 0.7),
)
_AGAINST = (
    (r"关于(?:印发|修订|废止)[^。\n]{0,40}(?:规定|办法|细则|意见|标准|规范|规划|条例|制度)", 4.0),
    (r"会议纪要|列席|议定|议题|记录人:|主持人:", 3.0),
    (r"关于(?:公布|下达|批准|同意|确定).{0,40}(?:立项|结题|结项|课题|项目)", 3.0),
    (r"(?:准予结业|特发此证|兹证明|特此证明)", 3.0),
    (r"(?:签到|积分|专利权|发票|准考证号)", 1.5),
    # What is no learning: 放假, 停水, 招标 …
    (
        r"\A(?![\s\S]*(?:培训|研修|进修|轮训|复训|学习|会议|年会|大会|研讨|论坛|讲座|讲习|课程|授课|教研|培训班|学时|学分|报告会|"
        r"公开课|实训|交流会|宣贯|工作坊|沙龙|参会|参训|班))",
        3.0,
    ),
    (r"放假|停[水电]|各位家长|招标|采购|体检|疫苗", 2.5),
    (r"会议(?:纪要|记录)|例会|(?:^|[\n\t])(?:主持|记录)人?\s*[:\t]", 3.5),
)
_EVENT = (
    r"(?:培训|研修|研习|[训练研习集夏冬令特]{2}营|[专选进必]修课|研讨|进修|轮训|复训|讲习|讲座|讲坛|会议|大会|年会|例会|论坛|沙龙|峰会|课程|课堂|公开课|学习|继续教育|学术|实训|集训|训练|讲课|授课|交流会?|报告会|座谈|观摩|第[一二三四五六七八九十\d]{1,3}[期届](?!刊)|"
    r"工作坊|宣贯|宣讲|送教|竞赛|大赛|比赛|[^值带班各]班(?![组级子车])|工程|项目|活动)"
)
#: Something is held: told by the title, by the verb, or by the label of its time. Offices also announce days off,
#: fees and posts.
_HELD = (
    rf"关于[^。;\n]{{0,60}}{_EVENT}[^。;\n]{{0,30}}(?:通知|函|通告|公告)|关于[^。;\n]{{2,60}}招生(?:报名)?的?(?:通知|公告)|"
    rf"(?:举办|召开|开展|组织|举行|参加|承办|主办|开设|开班)[^。;\n]{{0,60}}{_EVENT}|{_EVENT}[^。;\n]{{0,12}}(?:通知|邀请函|报名|开班|预告|简章|启事)|"
    rf"(?:培训|会议|活动|讲座|研修|学习|开班|报到|上课)(?:时间|地点|日期|对象|内容|费用)"
)
#: The name of a file in a conversation, maybe broken over two lines; a notice that hands down a regulation, no event.
_NO_EVENT = (
    r"(?:通知|邀请函|函|通告)[》”\s]{0,2}\.(?:pdf|docx?|wps|ofd)|"
    r"(?:^|\n)关于(?:印发|转发|修订|公布)《[^》\n]{2,40}(?:规定|办法|细则|条例|意见|标准|制度)(?:\([^()]{1,8}\))?》的通知"
)
_TIME = (
    "培训时间",
    "会议时间",
    "举办时间",
    "活动时间",
    "学习时间",
    "研修时间",
    "讲座时间",
    "办班时间",
    "开班(?:及|和|与|至|、|[/—-])(?:结束|结业|结班|闭班)(?:日期|时间)",
    "开班时间",
    "何时",
    "时间安排",
    "(?:培训|会议|举办|活动|学习|研修|讲座|办班|上课)日期",
    "时间",
    "日期",
)
_PLACE = (
    "培训地点",
    "会议地点",
    "举办地点",
    "活动地点",
    "学习地点",
    "讲座地点",
    "上课地点",
    "办班地点",
    "(?:授课|教学|面授|开课)地点",
    "培训平台",
    "何地",
    "(?:上课|培训|学习|集合)?地方",
    "(?:教学|办班|施教|开课)点",
    "[传讲研实]习[处所点]",
    "教室|会址|会场|场地",
    "(?:办班|上课|教学)?校区",
    "地点",
)


#: The outermost quotation: “《…规范》宣贯培训” is one title.
_QUOTED = re.compile(r"(?:“(?=[^”]+”)|《(?=[^》]+》)|\"(?=[^\"]+\"))(?P<t>(?<=“)[^”]+|(?<=《)[^》]+|(?<=\")[^\"]+)")


#: 二、报到。5月6日下午到某某村文化礼堂。
_ARRIVE = re.compile(r"报到[。:,][^。\n]{0,24}?[日号午时]到(?P<b>[\u4e00-\u9fffA-Za-z\d]{4,30}?)(?:报到)?(?=[。,;])")


def recognise(reading: Reading) -> Recognition:
    return weigh(document_of(reading), titles=_TITLES, words=_WORDS, against=_AGAINST, needs=(_HELD,), never=_NO_EVENT)


def extract(reading: Reading) -> Extraction:
    document = document_of(reading)
    builder = FactBuilder(document)
    date_row = add_issue_date(builder)
    if date_row is None:
        _published(builder)
    _add_titles(builder)
    numbered = _doc_no(document)
    if numbered is not None:
        builder.add("doc_no", numbered[1], numbered[0])
    _add_time(builder)
    _add_place(builder)
    add_place(builder)
    add_hours(builder)
    add_days(builder)
    labelled = labelled_organisation(document, HOST_LABELS[:-1])
    if not add_signatory(builder, "organiser", date_row, from_seal=False):
        builder.add_text("organiser", labelled or _head(document))
        if "organiser" not in builder:
            # A stamp under the title says when it was published; who signed stands at the foot all the same.
            add_signatory(builder, "organiser", None, from_seal=False)
        if "organiser" not in builder:
            add_signatory(builder, "organiser", date_row)
        builder.add_text("organiser", _published_by(document), trust=0.98)
        told = next((host.name for host in hosts(document) if host.trust >= _PLAIN), None)
        builder.add_text("organiser", told, trust=0.97)
        # A page on the web names the body it came from.
        builder.add_text("organiser", labelled_organisation(document, ("来源", "发布单位", "发布机构")), trust=0.96)
    _add_addressed(builder)
    builder.require(
        ("notice_title", "start_date", "place", "organiser", "issue_date"),
        {"start_date": "时间", "place": "地点"},
    )
    return builder.done()


def _published_by(document: Document) -> Span | None:
    """The body between the day and how often a page was read: 2024-05-10 某某局 阅读 312."""
    for row in document.rows[:8]:
        held = [one for one in find_dates(row.run.text) if one.full]
        behind = row.run.span(held[0].end, len(row.run.text)) if len(held) == 1 else None
        byline = (
            behind.match(r"^\s*(?:\d{1,2}:\d{2})?\s*([^\d\s]{4,30}?)\s*(?:阅读|浏览|点击)(?:量|次数|数)?\s*:?\s*\d", 1)
            if behind
            else None
        )
        named = organisation_in(byline) if byline is not None else None
        if named is not None:
            return named
    return None


#: Trust in who is said to hold it, where nobody signed.
_PLAIN = 0.98
_TITLE_TEXT = re.compile(
    r"关于[^。;:\n\t]{3,90}?的(?:补充)?(?:通知|函|通告|公告|邀请函)(?:\((?:第[一二三四五六\d]轮|补充|二|三|预|预备)[^()]{0,6}\))?"
)


def _title_block(document: Document) -> Span | None:
    """The title, put together again where it is broken over centred rows."""
    for page in document.pages:
        for index, row in enumerate(page.rows):
            if "关于" not in row.text:
                continue
            pieces = [row.run]
            for following in page.rows[index + 1 : index + 4]:
                found = _TITLE_TEXT.search(Flow.joined(pieces).text)
                if found:
                    break
                pieces.append(following.run)
            joined = Flow.joined(pieces)
            found = _TITLE_TEXT.search(joined.text)
            if found and not compiled(r"根据|按照|依据|转发").search(joined.text[: found.start()]):
                return joined.group(found)
    return None


def _published(builder: FactBuilder) -> None:
    """The stamp under the title of a page on the web: 2024-05-10 09:30 来源:…"""
    for value in builder.document.values("发布时间", "发布日期", "发布于", below=False):
        held = [one for one in find_dates(value.text) if one.full]
        if held:
            builder.add("issue_date", held[0].iso, value.part(held[0].start, held[0].end), trust=0.99)
            return
    for row in builder.document.rows[:6]:
        dates = [one for one in find_dates(row.run.text) if one.full]
        before = row.run.text[: dates[0].start].strip() if dates else ""
        plain = compiled(r"(?:发布(?:时间|日期)?:?|时间:)?").fullmatch(before) is not None or is_organisation(before)
        stamp = len(dates) == 1 and plain
        if stamp and compiled(r"\s*\d{1,2}:\d{2}").match(row.run.text[dates[0].end :]):
            builder.add("issue_date", dates[0].iso, row.run.span(dates[0].start, dates[0].end), trust=0.93)
            return


def _add_titles(builder: FactBuilder) -> None:
    document = builder.document
    title = _title_block(document)
    if title is None:
        title = _plain_title(document)
        builder.add_text("notice_title", title, trust=0.98)
    else:
        builder.add_text("notice_title", title)
    if title is not None:
        inner = title.match(
            r"关于(?:组织|选派|推荐|邀请)?(?:人员|教师|职工|骨干|专业技术人员)?(?:举办|组织参加|参加|召开|开展|组织|报名参加|举行|"
            r"做好)(?:的)?(?P<t>.+?)(?:招生报名|报名工作|报名|招生|的?(?:有关|相关|各项)(?:工作|事项|事宜))?的(?:补充)?(?:通知|函|通告|公告|邀请函)"
            r"(?:\([^()]*\))?$",
            "t",
        )
        if inner is not None:
            quoted = inner.match(_QUOTED, "t")
            # A quoted word inside a longer title is not the title.
            whole = (
                quoted is None
                or (len(quoted.text) <= 4 and len(inner.text) > len(quoted.text) + 6)
                or goes_on(quoted.text, inner.text.partition(quoted.text)[2].lstrip('”》"'))
            )
            span = inner if quoted is None or whole else quoted
            builder.add("course_title", tidy(span.text), span)
            return
    announced = (
        title.match(
            rf"^(?:【通知】(?P<t>.{{4,60}}?)(?:开始报名|报名中|即将开班|开班|的通知)|{_BARRED}(?P<b>.{{4,60}}))$"
        )
        if title
        else None
    )
    if announced is not None:
        announced = announced.match(r"(?<=】).+?(?=开始报名$|报名中$|即将开班$|开班$|的通知$)|(?<=[|丨]).+$")
    if announced is not None:
        builder.add("course_title", tidy(announced.text), announced, trust=0.96)
        return
    named = document.labelled("培训班名称", "培训名称", "培训项目名称", "培训项目", "会议名称", "活动名称", "班次名称")
    if named is not None:
        builder.add("course_title", tidy(named.text), unquoted(named))
        return
    bare = (
        title.match(
            r"^(?:关于)?(?P<t>.{4,50}?)(?:招生报名|招生|报名)?(?:的)?(?:报名|开班|举办|预)?(?:通知|邀请函)$", "t"
        )
        if title
        else None
    )
    if bare is not None:
        builder.add("course_title", tidy(bare.text), bare, trust=0.96)
        return
    held = document.prose.find(
        r"(?:决定|拟|将|定于[^,。]{2,24})[^,。\n]{0,50}?(?:举办|组织|召开|开展|举行)(?P<t>(?!机构)[^,。;:(\n]{4,60})",
        "t",
    )
    if held is not None:
        quoted = held.match(_QUOTED, "t")
        builder.add("course_title", tidy((quoted or held).text), quoted or held, trust=0.95)
        return
    named = document.prose.find(
        r"(?:^|\n)(?P<t>[^,。;:\n]{4,45}(?:年会|研讨会|论坛|会议|大会|报告会|培训班|研修班|讲座))(?:将|拟|定|"
        r"兹定)于",
        "t",
    )
    builder.add_text("course_title", named, trust=0.95)


#: 培训通知|某某研修班: the class stands behind a bar.
_BARRED = r"(?:培训|会议|活动|开班|报名|学习|讲座)?(?:通知|预告|公告)[|丨]"


def _plain_title(document: Document) -> Span | None:
    """A title without 关于: the first short line at the top that ends in 通知 or 邀请函."""
    for page in document.pages[:1]:
        for start, row in enumerate(page.rows[:6]):
            barred = compiled(_BARRED).match(row.text)
            if barred:
                rows = [row, *(r for r in page.rows[start + 1 : start + 3] if 0.75 < r.height / row.height < 1.33)]
                return Flow.joined(r.run for r in rows).whole
            if row.text.startswith("【通知】"):
                rows = [row, *(r for r in page.rows[start + 1 : start + 3] if 0.75 < r.height / row.height < 1.33)]
                joined = Flow.joined(r.run for r in rows)
                ended = joined.find(r"^【通知】.{4,60}?(?:开始报名|报名中|即将开班|开班|的通知)")
                return ended or row.run.whole
    for row in document.rows[:8]:
        if compiled(
            r"【通知】[^,。;:]{2,45}|[^,。;:]{2,45}(?:通知|邀请函|通告|"
            r"招[募生收](?:简章|公告|启事|说明|通告|告示)|报名(?:公告|启事))|邀请函"
        ).fullmatch(row.text):
            return row.run.whole
    return None


def _doc_no(document: Document) -> tuple[Span, str] | None:
    """The number of this notice: beside its label or alone in a row near the head; a cited one is another's."""
    for beside in document.values(
        "发文字号", "文件?号", "文件编号", "(?:通告|通知|公告|通报|函告|来文)(?:文|编)?号", below=False
    ):
        said = doc_no(Flow(beside.text, beside.flow.origin[beside.start : beside.end]))
        if said is not None:
            return said
    return doc_no_at_head(document)


def _add_time(builder: FactBuilder) -> None:
    """Time beside its label; else in the sentence that says when it will be held."""
    held = period(builder, labels=_TIME)
    if held is not None:
        found, span = held
        builder.add_range(found, span)
        return
    document = builder.document
    section = document.prose.find(r"[一二三四五六七]、[^\n]{0,8}时间[^\n]{0,8}\n(?P<b>[^\n]+)", "b")
    if section is None:
        return
    dates = find_ranges(section.text)
    if dates:
        builder.add_range(dates[0], section.part(dates[0].start, dates[0].end))


def _add_place(builder: FactBuilder) -> None:
    document = builder.document
    for value in document.values(*_PLACE, below=False):
        if len(value.text) >= 2 and not find_dates(value.text):
            value = whole_place(document, value)
            end = compiled(r"[。;]|,(?=联系|报到|时间|电话)").search(value.text)
            span = value.part(0, end.start()) if end else value
            builder.add("place", tidy(span.text), span)
            return
    for value in document.values(*_PLACE):
        # The heading of a column, the place under it.
        if (
            len(value.text) >= 4
            and not find_dates(value.text, partial=True)
            and not compiled(r"[,。;:]").search(value.text)
        ):
            builder.add("place", tidy(value.text), value, trust=0.98)
            return
    for value in document.prose.find_all(r"时间[和及与、]?地点\s*[:\n]\s*(?P<b>[^\n]+)", "b"):
        # 时间地点: 3月29日,某某会堂二楼: what follows the days is the place.
        first = compiled(r"[^。]+").match(value.text)  # when they arrive stands in a sentence of its own
        value = value.part(0, first.end()) if first is not None else value
        days = find_ranges(value.text)
        behind = value.part(days[-1].end).stripped(" \t\n:,;。、(上下午)") if days else None
        if behind is not None and len(behind.text) >= 4 and not find_dates(behind.text, partial=True):
            end = compiled(r"[。;]").search(behind.text)
            kept = held_at(behind.part(0, end.start()) if end else behind)
            builder.add("place", tidy(kept.text), kept, trust=0.98)
            return
    arrival = document.prose.find(_ARRIVE, "b")
    if arrival is not None and HELD_IN.search(arrival.text):
        builder.add("place", tidy(arrival.text), arrival, trust=0.97)
        return
    section = document.prose.find(r"[一二三四五六七]、(?:[^\n、]{0,6})地点\s*\n(?P<b>[^\n。]{3,50})", "b")
    if section is None:
        section = document.prose.find(
            r"(?:地点设?在|在|(?<=[日号午])于)(?P<b>[\u4e00-\u9fffA-Za-z0-9()]{3,40}?)(?:举办|举行|召开|(?<=[室厅堂楼层馆号心场店院园])进行|(?<=[室厅堂楼层馆号])(?:组织|开展|开办|开设|集中(?:授课|培训|学习|面授)))",
            "b",
        )
    if section is None:  # 集中于某某楼三层上课
        section = document.prose.find(
            r"[在于](?P<b>(?!我|本|各|(?:19|20)\d\d年)[\u4e00-\u9fffA-Za-z0-9()]{3,40}?[室厅堂楼层馆号])(?=(?:集中)?(?:上课|授课|面授|开课|开设|开办|开班))",
            "b",
        )
    if section is None:
        section = document.prose.find(r"地点[为是](?P<b>[\u4e00-\u9fffA-Za-z0-9()]{4,40})(?=[,。;]|$|\n)", "b")
    if section is None:
        # 时间和地点。某日开班,某日结业;某某报告厅。
        section = document.prose.find(
            r"时间[和及与、]?地点[。:][^。;]{8,60};\s*(?P<b>[\u4e00-\u9fffA-Za-z0-9()]{4,40})(?=[,。;])", "b"
        )
    if section is None:  # (二)报到地点。某某楼301,某日报到。
        section = document.prose.find(
            r"(?:^|\n)[\u4e00-\u9fff()、\d.]{0,10}地点。(?P<b>[\u4e00-\u9fffA-Za-z0-9()]{4,40})(?=[,。;])", "b"
        )
    if section is not None:
        section = held_at(section)
        builder.add("place", tidy(section.text), section)


def _add_addressed(builder: FactBuilder) -> None:
    """The one body a notice is written to and speaks to (贵单位), as ``unit``; 各有关单位 names none."""
    document = builder.document
    if compiled(r"[贵你](?:单位|公司|[校院局所站馆])").search(document.run.text) is None:
        return
    for row in document.rows[:8]:
        named = organisation_in(row.run.whole.stripped(" :")) if row.run.text.rstrip().endswith(":") else None
        if named is not None and not compiled(r"各|有关|[、,]").search(named.text):
            builder.add_text("unit", named, trust=0.98)
            return


def _head(document: Document) -> Span | None:
    """Organisation of the red head: …文件."""
    for row in document.rows[:4]:
        found = row.run.find(r"^(?P<o>[\u4e00-\u9fff()]{4,40}?)(?:文件)?$", "o")
        if found is not None and compiled(
            r"(?:局|委员会|协会|学会|中心|厅|部|办公室|大学|学院|公司|"
            r"会)$"
        ).search(
            found.text,
        ):
            return found
    return None
