"""Values beside their labels: 姓名：张三, two columns of them, label cells with the value right or below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from extractors.text.flow import Flow, Span
from extractors.text.layout import Cell, PageLayout, Row
from extractors.text.patterns import compiled

#: Labels seen on all kinds of evidence: a value ends where the next of these begins.
KNOWN = (
    "姓名|性别|出生日期|出生年月|民族|籍贯|身份证号码?|身份证|"
    "身份证件号码?|证件号码?|证件类型|工作单位|所在单位|单位名称|单位|"
    "部门|职务|职称|职务/职称|专业技术职务|技术职称|专业|学号|"
    "准考证号码?|层次|学历|学位|学制|学习形式|入学时间|入学日期|"
    "毕业时间|毕业日期|学院|院系|班级|证书编号|证书号码?|证号|编号|登记号|注册号|学时|课时|学分|总学时|学时数|"
    "培训学时|"
    "培训时间|学习时间|培训日期|培训地点|培训内容|培训班名称|"
    "培训项目|培训名称|课程名称|课程|项目名称|项目编号|主办单位|"
    "举办单位|承办单位|协办单位|指导单位|施教机构|培训机构|"
    "培训单位|发证单位|发证机关|发证机构|发证日期|发证时间|颁发日期|"
    "签发日期|签发单位|时间|日期|地点|会议时间|会议地点|会议名称|活动时间|活动地点|参加人员|参会人员|参训人员|"
    "培训对象|"
    "主讲人|授课人|授课教师|授课题目|授课时间|授课地点|授课内容|"
    "授课对象|联系人|联系电话|电话|经办人|负责人|审核人|填表人|制表人|"
    "签名|签字|日期|合计|总计|成绩|考核结果|考核成绩|考试成绩|"
    "考核|结果|备注|查询时间|打印时间|打印日期|验证码|校验码|网址|"
    "名称|地址|邮编|传真|邮箱|承担单位|项目负责人|主要完成人|"
    "起止年限|起止时间|完成单位|完成人|获奖者|获奖单位|奖励等级|"
    "付款方|收款方|付款人|收款人|交款人|金额|发票号码|开票日期|"
    "票据号码|票据代码|收款单位|缴款人|报名方式|报到时间|报到地点|"
    "培训方式|培训费用|收费标准|其他事项|注意事项|报到|服务时间|"
    "服务地点|服务内容|服务对象|服务时长|照片|贴照片|校名|校长|院长|"
    "主办|承办|协办|举办|主办方|承办方|支持单位|开始日期|结束日期|开始时间|结束时间|考核方式|认定学时|参加班次|"
    "主讲|地点|形式|培训形式|学习形式|联系方式|有效期至?|评语|鉴定意见|审核意见"
)
_NEXT_LABEL = re.compile(rf"(?:{KNOWN})(?:\([^()]{{1,8}}\))?\s*:")
_ANY_LABEL_START = re.compile("|".join(sorted(KNOWN.split("|"), key=len, reverse=True)))
_WHOLE_LABEL = re.compile(rf"(?:{KNOWN})(?:\([^()]{{1,10}}\))?:?")

_WORD_AHEAD = re.compile(r"(?<=\S)(?=[\u4e00-\u9fff/]{2,9}(?:\([^()]{1,8}\))?\s*:)")

Accept = Callable[[Span], bool]


@lru_cache(maxsize=512)
def _misread(labels: tuple[str, ...]) -> str:
    """The labels as one pattern; 训 is often misread in bad photos."""
    return "|".join(labels).replace("培训", "培[训调词圳]")


@lru_cache(maxsize=512)
def _inline(labels: tuple[str, ...]) -> re.Pattern[str]:
    words = _misread(tuple(labels))
    return re.compile(rf"(?:[【\[](?:{words})[】\]]\s*:?|(?:{words})(?:\([^()]{{1,10}}\))?\s*:)\s*")


def is_label(text: str) -> bool:
    """Whether a cell holds nothing but a known label."""
    return bool(_WHOLE_LABEL.fullmatch(text.strip()))


def _cut(span: Span) -> Span:
    """The value up to the next label, tab or paragraph."""
    text = span.text
    end = len(text)
    for sign in ("\n", "\t"):
        found = text.find(sign)
        if 0 <= found < end:
            end = found
    closed = _unbalanced(text[:end])
    end = closed if closed is not None else end
    bracketed = re.search(r"[【\[][\u4e00-\u9fff]{2,8}[】\]]", text[:end])
    if bracketed is not None:
        end = bracketed.start()
    following = _NEXT_LABEL.search(text, 0, end)
    if following is not None and following.start() < end:
        end = following.start()
    for apart in _WORD_AHEAD.finditer(text, 1, end):
        # A word with a colon behind a blank the reader saw: the next label, whatever it says.
        if _after_blank(span.flow, span.start + apart.start()):
            end = apart.start()
            break
    return span.part(0, end).stripped(" \t\n:,;。、_)-.·")


def _unbalanced(text: str) -> int | None:
    """Index of the first bracket that closes what was opened before the value."""
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return index
    return None


def inline_values(flow: Flow, labels: Sequence[str]) -> Iterator[Span]:
    """Values of ``label: value`` in running text; labels are patterns, longest first."""
    for match in _inline(tuple(labels)).finditer(flow.text):
        before = flow.text[: match.start()]
        # 培训时间: must not answer for 时间:, unless the label was asked for with its beginning.
        word = re.match(r"[\u4e00-\u9fff/]+", match.group())
        if word is not None and _inside_longer(before, word.group()) and not _after_blank(flow, match.start()):
            continue
        yield _cut(flow.span(match.end(), len(flow.text)))


def _after_blank(flow: Flow, at: int) -> bool:
    """Whether the reader saw a blank before the character at ``at``: there a word begins."""
    spot = flow.origin[at]
    return spot is not None and spot[1] > 0 and spot[0].text[spot[1] - 1].isspace()


_ANY_LABEL_END = re.compile(rf"(?:{KNOWN})$")


def _inside_longer(before: str, label: str) -> bool:
    """Whether the label found is the end of a longer one (时间 in 培训时间)."""
    tail = re.search(r"[\u4e00-\u9fff]{0,6}$", before)
    head = tail.group() if tail else ""
    if len(label) <= 2 and head and head[-1] not in "日号午":
        return True
    whole = _ANY_LABEL_END.search(head + label)
    return whole is not None and whole.start() < len(head)


def values(page: PageLayout, labels: Sequence[str], *, below: bool = True) -> Iterator[Span]:
    """All candidate values of a label on a page, most trustworthy first.

    First ``label: value`` inside a row; then a cell that is only the label, with the value in the
    cell to its right; then, with ``below``, in the cell under it.
    """
    whole = compiled(rf"[【\[]?(?:{_misread(tuple(labels))})[】\]]?(?:\([^()]{{1,10}}\))?:?")
    ending = compiled(rf"(?:^|[\s,;)])(?:{'|'.join(labels)}):$")
    for group in page.groups:
        flows = [Flow.joined(row.flow for row in group), Flow.joined(row.run for row in group)]
        for flow in flows if flows[0].text != flows[1].text else flows[:1]:
            for value in inline_values(flow, labels):
                if value:
                    yield _continued(page, group[-1], value) if len(group) == 1 else value
    for index, row in enumerate(page.rows):
        for position, cell in enumerate(row.cells):
            label = whole.fullmatch(cell.text.strip()) or (cell.text.endswith(":") and ending.search(cell.text))
            if not label:
                continue
            right = row.cells[position + 1] if position + 1 < len(row.cells) else None
            if right is not None and not is_label(right.text):
                yield _continued(page, row, _cut(right.flow.whole))
            elif below and (right is None or not cell.text.endswith(":")):
                under = _under(page, index, cell)
                if under is not None and not is_label(under.text):
                    yield _cut(under.flow.whole)
    yield from _joined(page, labels)


def _joined(page: PageLayout, labels: Sequence[str]) -> Iterator[Span]:
    """Values that follow their label without any sign: 姓名张三 (the gap of a form, lost in reading)."""
    pattern = compiled(rf"(?:{_misread(tuple(labels))})(?![\u4e00-\u9fff]{{0,4}}:)(?=\S)")
    for row in page.rows:
        split = len(row.cells) > 1 and len(row.cells[0].text) == 1
        for flow in (*(cell.flow for cell in row.cells), *([row.run] if split else [])):
            match = pattern.match(flow.text)
            if match is None or ":" in flow.text[match.end() : match.end() + 8]:
                continue
            longest = _ANY_LABEL_START.match(flow.text)
            if longest is None or longest.end() > match.end():
                continue
            yield _cut(flow.span(match.end(), len(flow.text)))


def _under(page: PageLayout, index: int, cell: Cell) -> Cell | None:
    """The cell in the next row that stands under ``cell``."""
    for row in page.rows[index + 1 : index + 3]:
        if row.middle - page.rows[index].middle > 4 * cell.height:
            return None
        for other in row.cells:
            overlap = min(other.box.right, cell.box.right) - max(other.box.left, cell.box.left)
            if overlap > 0.4 * min(other.box.width, cell.box.width):
                return other
    return None


def _continued(page: PageLayout, row: Row, value: Span) -> Span:
    """The value with its wrapped second line, where one stands flush under it."""
    if not value or value.end != len(value.flow.text.rstrip(" 。")):
        return value
    index = page.rows.index(row) if row in page.rows else -1
    if index < 0 or index + 1 >= len(page.rows):
        return value
    following = page.rows[index + 1]
    place = value.place
    last = row.cells[-1]
    if place is None or page.vertical or len(following.cells) != 1 or len(value.text) < 8:
        return value
    cell = following.cells[0]
    flush = abs(cell.box.left - place.box.left) < 1.2 * last.height
    near = following.middle - row.middle < 1.9 * last.height
    full = last.box.right > page.extent.right - 4 * last.height
    if flush and near and full and ":" not in cell.text and not is_label(cell.text):
        joined = Flow.joined([Flow(value.text, value.flow.origin[value.start : value.end]), cell.flow])
        return joined.whole
    return value
