"""Titles of classes and lectures: in quotation marks, or plain behind 参加 and before 学习."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.text.document import Document
from extractors.text.flow import Flow, Span
from extractors.text.organisations import ORGANISATION, is_organisation
from extractors.text.patterns import compiled
from extractors.text.role_words import is_some_label

COURSE_LABELS = (
    *(
        f"{of}{what}"
        for of in ("参训", "参加", "研修", "进修", "继续教育", "学习", "活动")
        for what in ("项目名称", "项目", "班名称", "班次", "内容", "主题", "课程", "名称")
    ),
    "培训班名称?",
    "(?:授课|任课|讲课|听课)(?:班次|班级|班)(?:名称)?",
    # Forms that ask: 参加何种培训.
    "(?:参加|参与)?了?(?:何种|什么|哪[个种项一])(?:培训|学习|活动|课程|班)",
    "(?:培训|研修|进修)专业",
    "(?:办班|班级|班)名称?",
    "所属(?:班次|班级|培训班|项目)",
    "培训项目名称",
    "培训项目",
    "培训名称",
    "培训班",
    "班次名称",
    "培训期次",
    "班次",
    "培训班次",
    "学习项目",
    "学习课程",
    "课程名称",
    "培训课程",
    "培训内容",
    "学习内容",
    "课程包?",
    "项目名称",
    "活动名称",
    "培训主题",
    "培训专题",
    "会议名称",
    "继续教育内容",
    "培训科目",
)
CLASS_END = (
    r"(?:培训班|研修班|研讨班|进修班|提高班|学习班|轮训班|讲习班|训练班|"
    r"培训会|研讨会|交流会|座谈会|推进会|分享会|观摩会|宣讲会|部署会|动员会|解读会|学术会议|年会|论坛|讲座|报告会|培训|研修|轮训|"
    r"(?:教研|学习月|下乡|主题|实践|交流|研讨|教学|学术|专题|继续教育)活动|(?:集中|跟岗|专题|脱产)学习|"
    r"课程|公开课|学习活动|班|会议|大会|工作坊|沙龙|峰会|训练营|知识更新工程|宣贯会?|(?:教育|培训|学习|研修)项目|教育)"
)
#: 修学某某研修班: the study of a class, whatever the paper calls the end of it; a class of graduates is a degree's own.
OF_A_CLASS = (
    r"(?:修[学习读完毕业满]|学[习完满]|参加)了?(?:(?!研究生|专业)[^,。;]){3,40}?"
    r"(?:培训|研修|讲习|轮训|训练|提高|研讨|学习)班"
)
#: (第2期) behind the name of a class belongs to it.
EDITION = (
    r"(?:\((?:第?[一二三四五六七八九十\d]{1,3}[期届次批班轮]|(?!共|计|含|以下|考核|身份|学时|"
    r"[^()]*学时|(?:一般|行业)?(?:公需|专业)(?:科目|课程?)?\)|[必选]修课?\)|(?:面授|函授|网授|线[上下]|网络|远程|直播|录播)\))[\u4e00-\u9fff]{2,10})\))?"
)
_QUOTED = re.compile(
    r"(?:“(?P<q>(?:[^“”\n]|“[^“”\n]{1,20}”){3,70})”|《(?P<b>[^《》\n]{3,70})》|\"(?P<a>[^\"\n]{3,70})\"|‘(?P<s>[^‘’\n]{3,70})’)"
)
_TAKEN = re.compile(
    r"(?:参加|完成|修完|学完|选修|修读|出席|报名|报读|参训|学习|举办|组织|开展|主办|承办|参与|聆听|听取|研读|就读|受训)"
    r"[^,。;\n“”《》]{0,40}$"
)
_PLAIN = re.compile(
    rf"(?:(?:举办|组织|开展|主办|承办)[的之]|参加[了的]?|完成了?|修习|修学(?![分时完满])|研习|研读|就读|选读|聆听|听取|"
    rf"通过)[_\s]*(?P<t>(?!(?:结课|结业|合格|培训)?证[书明])[^,。;:\n_]{{3,60}}{CLASS_END}{EDITION})"
    r"[_\s]*(?:的?(?:学习|培训学习|授课))?(?=[,。;]|\((?!第?[一二三四五六七八九十\d]{1,3}[期届次批班轮]\))|学习|[学修]满|进修|研修|研习|修习|修业|(?:理论|全部|线上|线下)(?:学习|课程|内容|培训)|的|$|\n|共|计|授课|考核|完成|期满|成绩|[已现凡]|脱产|中,|[历为][时期])"
)
#: 参加乡村振兴与农业科技创新学习,…: no word for a class ends the title, the verb that follows does.
_UP_TO_VERB = re.compile(
    r"(?:举办的|组织的|开展的|主办的|承办的|参加了?)[_\s]*(?P<t>[^,。;:\n_]{4,60}?)[_\s]*"
    r"(?=(?:的)?(?:学习|课程学习|培训学习|活动)[,。;]|,(?:\d{1,3}(?:\.\d)?个?(?:天|学时|课时|学分)|为期|共|计|折合|累计|完成|经|学习期|考核|成绩|修|全程|实到|实际|到会|全勤|出勤|"
    r"活动时间)|完成|学习期满|\n?共\d|\n(?:共|计|为期|累计|获得|历时|经考核))"
)
_HALF_QUOTED = re.compile(r"[“\"](?P<t>[^“”\"\n,。]{3,60})(?=[,。;]|学习|$|\n)")


#: 经2025年6月7日-9日某某研修班学习,…
_AFTER_DATES = re.compile(
    rf"(?:日|号|\d|月)(?:止|期间)?,?(?:参加了?|在(?:本|我)(?:平台|"
    rf"单位|中心|校|院))?(?P<t>(?![年月日号至到期]|[一二三四五六七八九十廿]{{1,3}}[日号至到])[\u4e00-\u9fff](?:(?!\d{{1,2}}[月日])[^,。;:“”\n]){{3,60}}"
    rf"{CLASS_END})(?:的?学习)?(?=[,。;(]|\n|$)"
)


#: 你已完成课程 … 的全部章节: the class in a line of its own behind the verb.
_OWN_LINE = re.compile(
    r"(?:完成|学完|修完|参加)了?(?:以下|下列|如下)?(?:课程|培训|项目|学习)?[:]?\n(?P<t>[^,。;:\n]{4,60})(?=\n的|\n,|\n学习|\n培训|\n课程|的(?:全部|所有))"
)


#: …离站,学的是某某班,计4学时; 至…入某某研修班研习: what was learned, by a verb that takes nothing else.
_WHAT_IT_WAS = re.compile(
    r"(?:[来到在赴](?:我|本)(?:处|校|院|中心|会|局|站|部|所)(?:接受|学习|学)_*|所?学(?:习)?的?(?:是|课目为|课程为|内容为)\n?|日入\n?)(?P<t>(?!期间|期满|时|过|了)[^,。;:\n]{4,60}?)(?=[,。;]|(?:研习|修习|进修|学习)(?:\n|凡|[,。;]))"
)


#: 已随班学完我部某某研修全部环节: 全部 and what it is of end the name.
_ALL_OF_IT = re.compile(
    r"(?:学完|修完|读完|完成)了?(?:(?:我|本)(?:[校院部处会局站馆所]|中心|单位)(?:举办|组织|开设|开办)?的?)?[_\s]*"
    r"(?P<t>(?!以上|上述|规定|了|教学|课程)[^,。;:“”《》\n]{5,60}?)[_\s]*(?=的?(?:规定的)?(?:全部|所有|各个|规定)的?(?:教学|学习)?(?:环节|内容|课程|科目|学业))"
)
#: 在我中心某某提升班学习期间: the class between who speaks and what was done there.
_OF_OURS = re.compile(
    rf"在(?:我|本)(?:[校院会处局所站部馆]|中心|单位|公司|平台|基地)的?(?P<t>(?!参加|接受|学习|举办|组织)[^,。;:“”《》\n]{{4,50}}?{CLASS_END}{EDITION})"
    rf"(?=(?:学习|培训|进修|研修|参训)?(?:期间|[期中],))"
)
#: 在为期3天(2023.05.06—05.08)的某某研修班中,…
_IN_DAYS = re.compile(
    rf"在(?:(?:为期|历时)?[\d一二两三四五六七八九十]{{1,3}}[天日])?\([^()]{{6,40}}\)的[“《]?(?P<t>[^,。;:\n“”《》]{{3,60}}{CLASS_END})[”》]?(?:学习)?中"
)
#: 经某某培训(2023.05.06-05.08,9学时),考试合格: the days in brackets behind the class.
_BEFORE_DAYS = re.compile(
    rf"(?:经|经过|参加了?|完成了?)(?P<t>[^,。;:()\n“”《》]{{3,60}}?{CLASS_END})(?:的?(?:培训|学习))?(?=\([^()]*(?:19|20)\d\d[^()]*\)(?:的?(?:学习|培训))?[,。;])"
)


#: An English sentence whose Chinese words are the values: …attended the course某某培训班from May 6.
_IN_ENGLISH = re.compile(
    rf"(?<![A-Za-z])(?:attended|completed|finished|passed)[a-z ]*"
    rf"(?P<t>[\u4e00-\u9fff][^,。;:\n]{{3,60}}?{CLASS_END})(?=[a-z\n,.]|$)"
)


def quoted(flow: Flow) -> Iterator[tuple[Span, bool]]:
    """(title in quotation marks, whether a verb of taking part stands before it)."""
    for match in _QUOTED.finditer(flow.text):
        name = next(n for n in ("q", "b", "a", "s") if match.group(n) is not None)
        before, after = flow.text[: match.start()], flow.text[match.end() :]
        within = before.endswith("在") and compiled(r"[中上里]").match(after) is not None
        taught = compiled(r"[在为给]$").search(before) and compiled(
            r"[中上里]?(?:讲授|授课|主讲|讲课|担任|作[《题了专])"
        ).match(after)
        yield flow.group(match, name), within or bool(taught) or bool(_TAKEN.search(before))


def course_title(document: Document) -> tuple[Span, float] | None:
    """The class a person took part in, with trust."""
    prose = document.prose
    found = [(span, taken) for span, taken in quoted(prose) if not part_of_more(span)]
    for span, taken in found:
        if taken:
            return span, 1.0
    labelled = document.labelled(*COURSE_LABELS, accept=_is_title)
    if labelled is not None:
        longer = _over_the_edge(document, labelled)
        return (longer, 0.96) if longer is not None else (unquoted(labelled), 0.98)
    for span, _ in found:
        site = compiled(r"[”》]?(?:网站|平台|公众号|小程序|官网)").match(span.flow.text, span.end + 1)
        if site is None and not compiled(r"规定|办法|条例|通知|意见|法$").search(span.text):
            return span, 0.95
    for span, taken in quoted(document.run) if not found else ():
        # A photo keeps the lines of the sentence apart: its quotation runs over them.
        if taken and not part_of_more(span) and compiled(rf"{CLASS_END}{EDITION}$").search(span.text):
            return span, 0.97
    # A form's line may break in the middle of the name: 职业倦怠的识别与心理调适培, 训班学习 in the next line.
    return _in_sentences(prose) or _in_sentences(document.run)


#: 到某某协会学习某某集训,一共去了一天: the class behind where somebody went for it.
_WENT = re.compile(
    rf"(?<=[日号,])(?:赴|前往|到|去|至)(?:{ORGANISATION})(?:参加|接受)?(?:学习|进修|培训)了?(?P<t>[^,。;:\n“”《》]{{4,40}}?{CLASS_END})(?=[,。;(])"
)


def _in_sentences(flow: Flow) -> tuple[Span, float] | None:
    """The class a sentence names without quotation marks."""
    for pattern, trust in (
        (_WENT, 0.97),
        (_PLAIN, 0.97),
        (_IN_ENGLISH, 0.97),
        (_HALF_QUOTED, 0.9),
        (_ALL_OF_IT, 0.96),
        (_OF_OURS, 0.96),
        (_AFTER_DATES, 0.96),
        (_OWN_LINE, 0.96),
        (_WHAT_IT_WAS, 0.96),
        (_UP_TO_VERB, 0.95),
        (_IN_DAYS, 0.96),
        (_BEFORE_DAYS, 0.96),
    ):
        for match in pattern.finditer(flow.text):
            span = flow.group(match, "t")
            counted = compiled(
                r"(?:完成|共计|累计|修满|受训|(?<=[班课营会])(?:培训|学习|研修|进修|历时)|共|计)_*[\d一二三四五六七八九十]{1,4}_*个?(?:学时|课时|学分)"
            ).search(span.text)
            if counted is not None:
                span = span.part(0, counted.start())
            inner = compiled(
                r"(?:举办|组织|开展|主办|承办|召开|举行|开设)[的之]|^(?:在线|网络|线上)(?:培训|学习)?课程(?=[^的]{4})|^在[^,。]{2,30}(?:召开|举行)的"
            ).search(
                span.text,
            )
            if inner:
                span = span.part(inner.end())
            sent = compiled(
                rf"(?:赴|前往|到|在)(?P<o>{ORGANISATION})(?:参加|接受)?(?:学习|进修|研修|参加|就读|培训)(?=[^,。;]{{5,}})"
            ).match(span.text)
            if sent is not None and is_organisation(sent["o"]):
                span = span.part(sent.end())
            whose = compiled(rf"(?P<o>{ORGANISATION})[的之](?=[^,。;]{{6,}})").match(span.text)
            if whose is not None and is_organisation(whose["o"]):
                span = span.part(whose.end())
            begun = compiled(r"(?:已|业已)?[于在](?:19|20)\d\d").search(span.text)
            if begun is not None:
                span = span.part(0, begun.start())
            whole = compiled(r"(?<=[班训修习程座会坛坊营动])的?全部(?:课程|内容|学习)$").search(span.text)
            if whole is not None:
                span = span.part(0, whole.start())
            if span.text.endswith("继续教育") and compiled(r"学习[,。;]").match(flow.text[span.end :]):
                span = flow.span(span.start, span.end + 2)
            if span.text.endswith("学习") and len(span.text) > 6 and not _STUDY.search(span.text):
                span = span.part(0, len(span.text) - 2)  # the verb's noun, no part of the name
            if compiled(r"合格|准予|^(?:参加)?(?:了)?(?:本|该|此|上述|以上)[期次届]?(?:培训|研修|学习|课程|班)").search(
                span.text
            ):
                continue
            if len(span.text) >= 3 and not compiled(r"规定|由我|本平台|计划").search(span.text[:3]):
                return span, trust
    return None


def _over_the_edge(document: Document, value: Span) -> Span | None:
    """A value that fills its row to the edge, with the words of the next row that end it: no label, up to one."""
    ended = compiled(rf"{CLASS_END}{EDITION}$").search(value.text)
    for page in document.pages:
        for row, following in pairwise(page.rows):
            last = row.cells[-1]
            if last.line not in value.lines or not row.run.text.endswith(value.text):
                continue
            full = last.box.right > page.extent.right - 2 * last.height
            first = following.cells[0].flow
            rest = (
                _LAST_LETTERS.fullmatch(following.text)  # what looked like its end was not: 学习|班
                if ended
                else _LAST_WORDS.match(first.text)
            )
            if not full or rest is None or following.cells[0].box.left > row.cells[0].box.left + 2 * last.height:
                return None
            tail = first.span(0, rest.end())
            parts = [Flow(one.text, one.flow.origin[one.start : one.end]) for one in (value, tail)]
            return Flow.joined(parts).whole
    return None


_LAST_WORDS = re.compile(rf"[\u4e00-\u9fff]{{0,24}}?{CLASS_END}(?=[\u4e00-\u9fff]{{2,6}}:|$|[,。;])")
_LAST_LETTERS = re.compile(r"[\u4e00-\u9fff]{0,2}[班会座坛]")


#: 集中学习 and its like are what was held, as 培训班 is.
_STUDY = re.compile(r"(?:进修|集中|跟岗|脱产|网络|线上|远程|继续教育)学习$")

_STANDING_END = re.compile(
    r"(?:培训班|研修班|研讨班|进修班|提高班|提升班|学习班|讲习班|(?:师资|骨干|实训|专题|高级|中级|初级|面授|更新|研习|复训|专修|特训|专题|传习)班|专题课|进修学习|培训|研修|轮训|实训|研讨会|交流会|座谈会|推进会|宣贯会|"
    r"学术会议|年会|论坛|讲座|工作坊|公开课|教育)"
    rf"{EDITION}$"
)
_PAPER = re.compile(
    r"恭喜|祝贺|[你您]已|证书|证明|登记|合格|结业|学时|学分|编号|通知|名单|签到|平台|网$|中心$|学院$|[,。;:]|\d{4}年\d{1,2}月|同志"
)


def standing_title(document: Document) -> tuple[Span, float] | None:
    """A class named in lines of its own, without label or sentence, over one to four rows of like height."""
    found: list[Span] = []
    for page in document.pages:
        cells = [(row, cell) for row in page.rows for cell in row.cells]
        at = 0
        while at < len(cells):
            row, first = cells[at]
            if is_some_label(first.text.strip(" :")):
                at += 1
                continue
            held = [first]
            for below, other in cells[at + 1 : at + 4]:
                if _STANDING_END.search("".join(c.text for c in held)) or len(below.cells) > 1 or len(row.cells) > 1:
                    break
                if is_some_label(other.text.strip(" :")):
                    break
                if (
                    not 0.75 < other.height / max(held[-1].height, 1) < 1.33
                    or other.box.top - held[-1].box.bottom > held[-1].height
                ):
                    break
                held.append(other)
            joined = Flow.joined(cell.flow for cell in held).whole.stripped(' \t“”"')
            if 8 <= len(joined.text) <= 70 and _STANDING_END.search(joined.text) and not _PAPER.search(joined.text):
                found.append(joined)
                at += len(held)
            else:
                at += 1
    return (found[0], 0.93) if len({span.text for span in found}) == 1 else None


def titled_class(document: Document) -> tuple[Span, float] | None:
    """The class in the title of its certificate: 某某研修班结业证书."""
    for row in document.rows[:4]:
        named = row.run.find(
            rf"^(?P<t>[^,。;:]{{4,50}}{CLASS_END}{EDITION})(?:学员)?(?:结业|结课|培训|合格|学习|参训|学时|考核){{0,2}}(?:证书|证明|证)$",
            "t",
        )
        if named is not None and not compiled(
            r"(?:[\u4e00-\u9fff]{0,10}(?:继续教育|专业技术人员|岗位|职业|在职)[\u4e00-\u9fff]{0,6}|.{0,6})"
        ).fullmatch(
            named.text,
        ):
            return named, 0.97
    return None


#: Words between a quoted title and its 培训班 that only say what sort of class it is.
_SORT = (
    r"(?:专题|线上|线下|网络|集中|高级|初级|骨干|系列|继续教育|公需|专业|科目|课程|系统|学术|岗前|业务|技能|能力|提升|远程|"
    r"[国省市县区校]级|全[国省市县区院校]|年度|第[一二三四五六七八九十\d]{1,3}[期届次批]|教师|干部|人员|的|等|学习|培训|研修)"
)
_OF_SOME_SORT = re.compile(rf"{_SORT}*{CLASS_END}")


def goes_on(quoted_words: str, rest: str) -> bool:
    """Whether a quoted word opens a title that names its subject behind it: “互联网+护理”适宜技术推广学习班."""
    named = compiled(rf"(?P<t>[\u4e00-\u9fff]{{5,24}}?){_SORT}?(?:班|{CLASS_END})(?:的?学习)?$").match(rest)
    if named is None or compiled(rf"{CLASS_END}$").search(quoted_words) or _OF_SOME_SORT.fullmatch(rest):
        return False
    return not compiled(rf"的|等|{_SORT}").match(rest) and not compiled(r"[一二三四五六七八九十\d]|并|获|考").search(
        named["t"]
    )


def part_of_more(span: Span) -> bool:
    """Whether the quotation is but a word or a book inside a longer title: “双减”背景下…, 《…规范》宣贯培训."""
    text, start, end = span.flow.text, span.start - 1, span.end + 1
    if compiled(r"\n?(?:宣贯|解读|实施|贯彻|应用)[^,。;\n]{0,10}(?:培训|班|会|讲座|学习|教育)").match(text[end:]):
        return True  # 《…规范》宣贯培训, the line broken behind the book's name
    after = compiled(r"[\u4e00-\u9fff]{2,}").match(text[end:])
    if after is None:
        return False
    if len(span.text) <= 4:
        return not compiled(r"的|学习(?!网|平台|中心|云)|培训(?:班)?[,。;的]|课程|班").match(after.group())
    if goes_on(span.text, compiled(r"[,。;:\t\n(]").split(text[end:], maxsplit=1)[0]):
        return True
    # The quotation opens a cell of its own: what follows it there belongs to the same title.
    mark = span.flow.origin[start] if start >= 0 else None
    inside_label = compiled(r"(?:^|[\t\n:])$").search(text[: max(start, 0)]) is not None or (
        mark is not None and mark[1] == 0
    )
    return inside_label and bool(
        compiled(rf"{CLASS_END}$").search(compiled(r"[,。;\t\n]").split(text[end:], maxsplit=1)[0])
    )


def _is_title(span: Span) -> bool:
    if compiled(r"第?[一二三四五六七八九十\d]{1,3}[期届次批班轮]").fullmatch(span.text):
        return False  # which of them, not what
    text = unquoted(span).text
    return (
        3 <= len(text) <= 70
        and not compiled(r"学时|序号").search(text)
        and not is_some_label(text)
        and not names_body(text)
    )


def names_body(text: str) -> bool:
    """Whether a value is the name of a body by its last word: no class is called so."""
    return compiled(
        r"(?:协会|学会|联盟|公司|医院|学校|大学|学院|委员会|事务所|研究院|研究所|中心|研究室|培训部)$"
    ).search(text) is not None and (is_organisation(text))


def unquoted(span: Span) -> Span:
    """Without the quotation marks around it, and without how long it is."""
    span = uncounted(span)
    match = compiled(r"[“《\"‘](.*)[”》\"’]").fullmatch(span.text)
    return span.part(1, len(span.text) - 1) if match else span


def uncounted(span: Span) -> Span:
    """A title without how long the class was, and without what it is a word of: 【通知】某某学习班(24学时)."""
    lead = compiled(r"[【\[][\u4e00-\u9fff]{2,8}[】\]](?=[^【\[]{6})").match(span.text)
    span = span.part(lead.end()) if lead is not None else span
    counted = compiled(r"\((?:共|计|总计|合计)?\d{1,3}(?:\.\d)?个?(?:学时|课时|学分|天)\)$").search(span.text)
    return span.part(0, counted.start()) if counted is not None and counted.start() >= 4 else span


#: What stands before a class and is none of its name: 【通知】…, 旁听…, 我校继续教育学院…, 继续医学教育项目——…
_LEAD = re.compile(
    r"[【\[][^【】\[\]]{2,10}[】\]]|全部\d{1,3}个?(?:任务点|任务|章节|单元|模块|小节)的?|(?:外出|赴外|脱产|离岗)(?:参加|研修|学习|进修|培训|参训)|(?:旁听|听取|观摩|出席|选修|修读|学完|上完|读完)了?|入(?=[\u4e00-\u9fff]{4,30}[班营]$)|(?:随班|跟班|插班|全程)(?:学习|听课|参加)|"
    rf"学员[\u4e00-\u9fff·]{{2,14}}?(?:供职|任职|就职)于?{ORGANISATION}参加了?|"
    r"(?:学员[\u4e00-\u9fff·]{2,6}|[\u4e00-\u9fff·]{2,6}(?:君|同志|先生|女士|老师))(?:参加|出席|完成)了?|"
    r"[在于][我本](?:[校院会处局所站馆部]|中心|单位|公司)(?:接受|参加|学习)|"
    r"贵(?:单位|公司|校|院|会|中心|所|处|局)(?:举办的|主办的|组织的|开展的|的)?|"
    r"(?:继续教育|成人教育|网络|远程)学院(?:进修|学习|参加)|"
    r"[在于]?(?:我|本)(?:校|院|会|中心|所|处)(?:[\u4e00-\u9fff]{2,8}(?:学院|中心|部|处|系))?"
    r"(?:的|(?:举办|主办|承办|开办|组织|开展)的|所(?:举办|主办|承办|开办|组织|开展|办)[的之]?)?|"
    r"(?:[国省市县][家级]*|[/、或和])*继续[\u4e00-\u9fff]{0,4}教育项目(?:[—―-]+|:)"
)
#: Behind 在我校: 函授部某某夜校班.
_DEPARTMENT = re.compile(
    r"(?:函授|夜校|成教|成人教育|继续教育|培训|进修|业余|社会教育|干训)(?:部|处|学院|中心)(?:进修|学习|参加)?(?=.{5})"
)
#: How it was attended: …班脱产(学习).
_MANNER = re.compile(r"(?:(?:脱产|半脱产|业余|在职|全程)(?:学习)?)$")


def led_off(span: Span) -> Span:
    """The title without what leads to it and without how it was attended, where enough of it is left."""
    own = compiled(r"[我本][校院会处](?:的)?$").search(span.flow.text[: span.start])
    lead = (_DEPARTMENT.match(span.text) if own else None) or _LEAD.match(span.text)
    span = span.part(lead.end()) if lead is not None and len(span.text) - lead.end() >= 5 else span
    manner = _MANNER.search(span.text)
    return span.part(0, manner.start()) if manner is not None and manner.start() >= 6 else span
