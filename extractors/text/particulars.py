"""What a paper says of its person beside the name: ``sex`` (男 or 女), ``title_level`` (professional title), ``major``.

Both are read where a printed label calls them so (性别, 职称), in a cell, a row or a sentence, and at the person's own
name where they have a form nothing else has: 张三,女,…; 张三(主治医师), 贵单位高级讲师张三. The title is as printed
(主管药师); the level a policy asks for (senior, intermediate, junior) is another thing, and nothing here tells it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.text.document import Document
from extractors.text.facts import FactBuilder
from extractors.text.flow import Span
from extractors.text.forms import well_formed
from extractors.text.layout import Cell, Row
from extractors.text.letters import OWN
from extractors.text.names import known_name
from extractors.text.organisations import is_organisation
from extractors.text.role_words import is_some_label

_SEX_LABEL = r"性别(?:\s*/?\s*(?:Gender|Sex|GENDER|SEX))?"
_SEX = re.compile(r"[男女]")
#: 性别男 with no sign between. 男 □ 女 □ and 男/女 are a form nobody filled in.
_SEX_SAID = re.compile(
    r"(?<![\u4e00-\u9fff][不限分])性别(?:为|是|[:_ \t])*(?P<v>[男女])(?!性|[ _]*(?:[/、或]?[男女□☐○◯√✓]))"
)
#: 张三,女,…; 张三(男,1980年生); 张三(女): between two signs, right behind the name.
_BEHIND_NAME = r"[_ ]*[,(、][_ ]*(?P<v>[男女])[_ ]*(?=[,)、])"

_RANKED = r"(?:现任|现有|现聘|所聘|岗位|员工|职工|教师|学员|个人|本人)?(?:专业)?(?:技术)?"
#: The longer labels first: they hold the shorter ones.
_TITLE_LABELS = (
    rf"{_RANKED}职称(?:等级|名称)?",
    r"(?:现任|现聘|所聘)?(?:专业)?技术职务",
    r"(?:现任|现聘|所聘)?专业职务",
    r"(?:职务|岗位)[/、及]?职称|职称[/、及]职务",
    r"(?:专业技术)?(?:岗位|任职|聘任)资格(?:名称|等级)?",
    r"(?:专业技术|专技)资格(?:名称|等级|级别)?",
)
#: Labels beside which a post may stand as well: only what is called like a title is one there.
_POST_LABELS = (r"(?:现任|所任|担任|聘任|聘用)?(?:专业技术)?(?:职务|岗位)(?:名称)?", r"现[任聘](?:职务)?")
_ANY_TITLE_LABEL = re.compile("|".join((*_TITLE_LABELS, *_POST_LABELS)))
#: 张三,职称副研究馆员,…; (职称:工程师)
_TITLE_SAID = re.compile(
    rf"(?:^|[\s,;。(、]){_RANKED}(?:职称|(?<=技术)职务)(?:等级|名称)?(?:为|是|系|[:_ \t])*"
    r"(?P<v>[\u4e00-\u9fff]{2,14}(?:\([\u4e00-\u9fff]{1,8}\))?)(?=[\s,;。)_]|$)"
)

#: How titles end, maybe with their field in brackets. One that ends otherwise is read, but not surely.
_ENDS = (
    r"[师员士工]|教授|[编总]辑|编审|记者|翻译|译审|播音|教练|助教|编剧|导演|作曲|指挥|[高中初]级|[员]级|助理级|[正副]高"
)
_ONE = rf"[\u4e00-\u9fff]{{0,12}}(?:{_ENDS})(?:\([\u4e00-\u9fff]{{1,8}}\))?"
_TITLE = re.compile(rf"(?=.{{2,22}}$){_ONE}(?:[/、]{_ONE})?")
_LIKE_ONE = re.compile(r"[\u4e00-\u9fff]{2,14}(?:\([\u4e00-\u9fff]{1,8}\))?")
#: What no title holds: sentences, what is done with titles, who people are, other columns of a form.
_NO_TITLE = re.compile(
    r"[的等及和与或在于为是]|以上|以下|申报|评审|评聘|聘任|晋升|考试|报名|证书|编号|号码|学时|学分|学历|学位|培训|年度|"
    r"单位|部门|人员|学员|职工|员工|党员|团员|时间|日期|姓名|性别|专业$|^暂?无$|^未"
)
#: Letters from which a cell is a line of running text, no value of a column.
_SENTENCE = 20
#: Trust in a value beside its label that does not end as titles do.
_ODD = 0.95

#: Labels of people whom a paper is not about; those who teach are whom a lecturer's is about.
_TEACHES = r"(?:授课|任课|主讲|讲课|讲授|培训|指导)(?:人|教师|老师|专家)|讲师|专家|主讲|师资"
_ANSWERS = r"班主任|(?:项目|培训|课题)?(?:负责人|主持人)|审核人?|经办人?|填表人?|制表人?|联系人|证明人|推荐人|院长|校长"
_OTHERS = re.compile(rf"(?:^|[\s,;。])(?:{_TEACHES}|{_ANSWERS})(?:姓名|签[名字])?[ \t:]")
_ANSWERING = re.compile(rf"(?:^|[\s,;。])(?:{_ANSWERS})(?:姓名|签[名字])?[ \t:]")


def add_particulars(builder: FactBuilder, *, taught: bool = False) -> None:
    """Adds ``sex`` and ``title_level`` of the paper's person; ``taught``: the paper is about who taught."""
    document = builder.document
    others = _ANSWERING if taught else _OTHERS
    add_sex(builder, others)
    title = _agreed(one for one in _titles(document) if not _of_others(document, one, _TITLE, others))
    builder.add_text("title_level", title, trust=1.0 if title and _TITLE.fullmatch(title.text) else _ODD)
    person = builder.value("person_name")
    if isinstance(person, str):
        builder.add_text("title_level", _title_at_name(document, person), trust=0.99)


#: Titles by their words, for where no label says that they are ones.
_RANK = (
    r"(?:中小学(?=[一二三正副高])|(?:(?<![\u4e00-\u9fff])|(?<=[学校园院馆站局]))[中小]学(?=[一二三高])|正高级|副高级|高级|中级|初级|助理|特级|[一二三四]级|正|副|主任|副主任|主管|主治|住院|"
    r"执业|注册|首席)"
)
_FIELD = r"(?:(?![院校馆所站局司心学会处单位])[\u4e00-\u9fff])"
#: Without a rank these say what somebody does.
_DOES = r"(?!(?:教师|护士|律师|公证员|医师|记者|编辑|翻译|技术员|技师)(?:$|[^\u4e00-\u9fff]))"
_KNOWN_TITLE = re.compile(
    rf"{_DOES}(?:{_RANK}{{1,2}}{_FIELD}{{0,4}}|(?![我本贵该你]|[现时受]?[任聘]){_FIELD}{{0,2}})(?:讲师|教授|教师|研究员|研究馆员|馆员|工程师|经济师|会计师|审计师|统计师|农艺师|畜牧师|"
    r"兽医师|园艺师|中?[医药护技]师|中?药师|检验师|实验师|政工师|规划师|建筑师|测绘师|工艺美术师|社会工作师|技师|律师|公证员|编辑|编审|"
    r"记者|翻译|播音指导|技术员|护士|农技师)|(?:国家级|高级|中级|初级|[一二三]级)教练"
)
#: …,厂内聘任主治医师。
_APPOINTED = re.compile(
    rf"(?:聘任|聘为|受聘为?|评聘为|(?:现任|现为|担任|[系是为])[我本](?:单位|公司|[校院局所站馆会厂处司])的?(?!在[职编岗]|正式|专任|一线))(?P<v>{_KNOWN_TITLE.pattern})(?=[,。;)])"
)
#: 张三同志系本单位在册人员,任高级农艺师。张三,现聘工程师。…: later in the sentence of the name.
_HOLDS = re.compile(
    rf"[^:。\n]{{0,40}}?[,;(][_\s]*(?:现任|现聘任?|现为|时任|受聘|聘任|聘|任)(?:为|有)?[_\s]*(?P<v>{_KNOWN_TITLE.pattern})(?=[_\s]*[,。;)])"
)
#: What a title at a name may follow: the body somebody works for, or a word that leads to the name.
_LEADS_TO = re.compile(
    rf"(?:^|\n|[,。;:])(?:(?:兹|特|现)?(?:证明|有|聘请|邀请)|感谢|表彰|确认)?[:]?(?:{OWN}|[贵你](?:单位|公司|[校院局所站馆会])|"
    r"(?P<body>[^,。;:\n]{4,40}))?(?:选派|委派|派出)?的?$"
)


def _title_at_name(document: Document, person: str) -> Span | None:
    """The title where it stands at the person's name: in brackets behind it, behind the sex, or before it."""
    flow = document.prose
    appointed = flow.find(_APPOINTED, "v")
    if appointed is not None:
        return appointed
    for name in re.finditer(re.escape(person), flow.text):
        before = _title_before(flow.span(max(0, name.start() - 60), name.start()))
        if before is not None:
            return before
        holds = _HOLDS.match(flow.text, name.end())
        if holds is not None:
            return flow.span(holds.start("v"), holds.end("v"))
        behind = _AT_NAME.match(flow.text, name.end())
        for part in re.finditer(r"[^,;]+", behind["in"] or behind["next"]) if behind is not None else ():
            at = behind.start(behind.lastgroup or "in") + part.start() if behind is not None else 0
            one = flow.span(at, at + len(part.group())).stripped(" _")
            if _KNOWN_TITLE.fullmatch(one.text):
                return one
    return None


#: 张三(女,主治医师), 张三,女,主治医师, 张三 教练(高级教练):
_AT_NAME = re.compile(
    r"[_\s]*(?:同志|老师|先生|女士|医生|大夫|教练|教员|律师|学员|同学)?[_\s]*"
    r"(?:\((?P<in>[^()\n]{1,60})\)|,[男女],(?P<next>[^,。\n]{2,14})(?=[,。]))"
)
#: 我院技师|张三: titles that say as well what somebody does; right between one's own body and the name they are titles.
_OF_OWN = re.compile(rf"(?:{OWN}|[贵你](?:单位|公司|[校院局所站馆会厂社]))的?(?P<v>技师|编辑|记者|翻译)$")


def _title_before(text: Span) -> Span | None:
    """The title that ends where a name begins: …有限公司高级讲师|张三."""
    plain = text.text.rstrip(" _")
    of_own = _OF_OWN.search(plain)
    if of_own is not None:
        return text.part(of_own.start("v"), of_own.end("v"))
    for start in range(max(0, len(plain) - 14), len(plain) - 1):
        led = _LEADS_TO.search(plain[:start]) if _KNOWN_TITLE.fullmatch(plain, start) else None
        if led is not None and (led["body"] is None or is_organisation(led["body"])):
            return text.part(start, len(plain))
    return None


def add_sex(builder: FactBuilder, others: re.Pattern[str] = _OTHERS) -> None:
    """Adds ``sex``: beside its label, else right behind the name of the paper's person."""
    document = builder.document
    builder.add_text("sex", _agreed(one for one in _sexes(document) if not _of_others(document, one, _SEX, others)))
    name = builder.value("person_name")
    if isinstance(name, str):
        behind = re.compile(rf"{re.escape(name)}(?:同志|老师|同学)?{_BEHIND_NAME}")
        builder.add_text("sex", _agreed(document.prose.find_all(behind, "v")))


def _sexes(document: Document) -> Iterator[Span]:
    yield from (value for value in document.values(_SEX_LABEL) if _SEX.fullmatch(value.text))
    for flow in (document.flow, document.prose, *(row.run for row in document.rows)):
        yield from flow.find_all(_SEX_SAID, "v")


def _titles(document: Document) -> Iterator[Span]:
    for label in _TITLE_LABELS:
        yield from (value for value in document.values(label) if _is_title(value.text))
    for label in _POST_LABELS:
        yield from (value for value in document.values(label, below=False) if _KNOWN_TITLE.fullmatch(value.text))
    for row in document.rows:
        # 馆员 and its like are called as labels of people are: beside a label of titles they are values.
        for cell, beside in pairwise(row.cells):
            called = _ANY_TITLE_LABEL.fullmatch(cell.text.strip(" :"))
            if called is not None and _KNOWN_TITLE.fullmatch(beside.text.strip()):
                yield beside.flow.whole.stripped()
    for flow in (document.flow, document.prose):
        for value in flow.find_all(_TITLE_SAID, "v"):
            if _TITLE.fullmatch(value.text) and _is_title(value.text):
                yield value


def _is_title(text: str) -> bool:
    """Whether words can be a professional title: no sentence, no label, and where they end oddly no name or body."""
    if _NO_TITLE.search(text):
        return False
    if _TITLE.fullmatch(text):
        return True
    like = bool(_LIKE_ONE.fullmatch(text)) and not is_some_label(text)
    return like and not known_name(text) and not is_organisation(text)


def _agreed(found: Iterator[Span]) -> Span | None:
    """The value, where all places say the same; one that the end of a row cut short says no other."""
    held = sorted(found, key=lambda span: -len(span.text))
    return held[0] if held and all(held[0].text.startswith(span.text) for span in held) else None


def _of_others(document: Document, span: Span, sort: re.Pattern[str], others: re.Pattern[str]) -> bool:
    """Whether a value is one of several in a column, the head of one, or stands beside another person's label."""
    if others.search(document.around(span, by_row=True)[0].rpartition("\n")[2]):
        return True
    rows = document.rows
    for at, row in enumerate(rows):
        cell = next((cell for cell in row.cells if cell.line in span.lines), None)
        if cell is not None:
            heads = len(row.cells) > 2 and all(is_some_label(one.text.strip(" :")) for one in row.cells)
            near = rows[max(0, at - 2) : at] + rows[at + 1 : at + 3] if len(cell.text) < _SENTENCE else ()
            return heads or any(
                sort.fullmatch(text) and not _NO_TITLE.search(text)
                for text in (one.text.strip() for one in _in_column(near, cell))
            )
    return False


def _in_column(rows: tuple[Row, ...], cell: Cell) -> Iterator[Cell]:
    for row in rows:
        for one in row.cells:
            shared = min(one.box.right, cell.box.right) - max(one.box.left, cell.box.left)
            if shared > 0.4 * min(one.box.width, cell.box.width):
                yield one


#: What somebody has studied or works in; 公需 and 专业 say what sort of subject a class is, as heads of columns too.
_SUBJECT = re.compile(r"(?!(?:公需|专业|必修|选修|行业|公共)(?:科目|课程?)?$)[\u4e00-\u9fff·、]{2,20}")
_MAJOR_LABEL = re.compile(r"(?:所学|现?从事|申报|学科)?专业(?:名称)?:?")


def add_major(builder: FactBuilder) -> None:
    """Adds ``major``: what somebody has studied or works in, in the cell beside its label."""
    for row in builder.document.rows:
        for label, cell in pairwise(row.cells):
            value = cell.flow.whole.stripped()
            named = _MAJOR_LABEL.fullmatch(label.text.strip()) is not None and _SUBJECT.fullmatch(value.text)
            if named and not is_some_label(value.text) and well_formed("major", value.text):
                builder.add_text("major", value, trust=0.98)
                return
