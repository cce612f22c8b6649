"""People in the rows of a sheet: printed name, signature, attended or absent, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rapidfuzz.distance import Levenshtein

from domain.place import Box
from domain.reading import Line, MarkType, Page
from extractors.text.flow import Flow, Span
from extractors.text.label_words import is_label
from extractors.text.names import SURNAMES, known_name, valid_name
from extractors.text.normalise import normalise
from extractors.text.sheets import Row, Sheet, continue_sheet, read_sheet
from extractors.text.spelling import Spelling, spelt

_COLUMNS: dict[str, tuple[str, ...]] = {
    role: tuple(words.split())
    for role, words in {
        "seq": "序号 编号 顺序 序列 号 席号 #",
        "code": "学号 工号 编码 会员号",
        "name": (
            "姓名 学员姓名 参训人员 参会人员 人员姓名 参加人员 参训学员 学员 名单 参训人员姓名 参会人员姓名 "
            "教师姓名 职工姓名 员工姓名 受训人 受训人员 教师 医师 律师 职工 员工 "
            "参会代表 参训代表 代表 代表姓名 参会成员 成员姓名 用户昵称 昵称 参会人 参会者 持证人 "
            "嘉宾 来宾 到会人 到场人 与会人 与会人员 到会人员 真实姓名 学生姓名 会员姓名 本人姓名"
        ),
        "unit": (
            "单位 工作单位 所在单位 单位名称 部门 科室 部门/科室 科室/部门 单位/部门 单位(部门) 部门(科室) "
            "所属部门 所属单位 工作部门 学校 学校名称 推荐单位 学员单位 参训单位 参会单位"
        ),
        "post": "职务 职称 职务/职称 职称/职务 岗位 专业技术职务 职务职称",
        "phone": "电话 联系电话 联系方式 手机 手机号 手机号码 电话号码",
        "sex": "性别",
        "id": "身份证号 身份证号码 证件号码 证件号",
        "major": "专业 从事专业 所学专业 学科 任教学科 教学学科 执教学科 任课学科 学段学科",
        "sign": (
            "签名 签到 签字 签 签到人 本人签名 本人签字 签名栏 签到栏 签到签名 学员签名 签到(签名) 签名(签到) "
            "签到人签名 参会人员签名 参训人员签名 参会人员签到 参训人员签到 签到人员 人员签到 签名确认 "
            "代表签名 代表签字 代表签到 "
            "出勤情况 出勤 考勤 考勤情况 到会情况 签到情况 到课情况 签到处 签名处 签到姓名 签名/签到 学员签到"
        ),
        # A word for each person that says who came.
        "state": "状态 签到状态 签到结果 出勤状态 考勤状态 到会状态 打卡状态 打卡结果",
        "time": "签到时间 打卡时间 扫码时间 时间 到会时间 日期 签到日期",
        # What only a machine keeps (入会, 时长): its lists are printed.
        "came": "进入 入会 入场 入会时间 进入时间 加入时间 首次入会时间 进入会议时间 上线时间 进入直播间时间",
        "left": (
            "离开 退出 离会 离场 离会时间 退出时间 离开时间 签退时间 离线时间 下线时间 最后离开时间 退会时间 "
            "最后退会时间 最后退出时间"
        ),
        "length": (
            "累计时长 参会时长 在线时长 观看时长 学习时长 参加时长 停留时长 入会时长 累计参会时长 观看时间 "
            "时长 累计在线 观看 在线"
        ),
        "hours": "学时 课时 学时数",
        "result": "考核结果 成绩 考核成绩 是否合格 考核情况 考试成绩 结果 证书编号 结业证书编号",
        "room": "房号 房间 房间号 住宿 座位 座位号 桌号",
        "note": "备注 说明",
    }.items()
}

#: Headings of sessions: 上午, 3月1日上午, 第一天, 6.5下午, 上午签到.
_SESSION = re.compile(
    r"(?:(?:20\d\d年)?\d{1,2}(?:月\d{1,2}日|[./]\d{1,2}))?(?:第[一二三四五六七八\d]天)?"
    r"(?:上午|下午|晚上|晚间|晚)?(?:签到|签名|签字|签退|\(签[到名字]?\))?|第[一二三四五六七八九十\d]{1,2}[节课场讲次](?:课|签到|签名|签字)?|(?:签到|签名|签字)\((?:上午|下午|晚上|第.天)\)"
)
_END = (
    r"^(?:承办|主办|协办|举办|组织|会议|培训|活动)[\u4e00-\u9fff]{0,4}:|"
    r"盖章|制表|负责人|合计|^(?:应|实)到(?:人数)?\d*|^注:|^说明|^共\d+[人条名位]|填表|审核|班主任|带班|^(?:会务|会议|培训)?联系人|^导出|系统导出|^统计(?:人|单位|部门)?:|^[√✓×○△].*(?:勤|到|假)|"
    r"^(?=.{12,})[\u4e00-\u9fff]{4,}[,，。;；]"  # a sentence below the list
)
_ABSENT = re.compile(r"请假|缺席|缺勤|缺卡|未到|未签|事假|病假|公差|出差|产假|休假|旷课|未参加")
_PRESENT = re.compile(r"已?签到|到|√|✓|V|v|是|出勤")
#: What a list says of a person who came, whatever its column is called.
_CAME = re.compile(r"已(?:签到?|到|打卡)|签到成功|正常|出勤|到会|实到|全勤|迟到|早退|√|✓")
#: Heads that are called as an office likes, told by how they end.
_LIKE = {
    "name": re.compile(r"[\u4e00-\u9fff]{1,6}姓名"),
    "sign": re.compile(r"(?![已未])[\u4e00-\u9fff]{2,6}签[名字到][栏处]?"),
    "unit": re.compile(
        r"(?:任职|任教|执业|就职|从业|服务|派出|选派|所在|部门|科室|现)(?:单位|学校|机构|部门|科室|公司|院校)"
    ),
}
_PROXY = re.compile(r"代签|\(代\)|代$|^代")


@dataclass
class Person:
    """One line of a sheet. ``name`` is the span that names the person; ``attended`` None on a mere list."""

    name: Span
    attended: bool | None
    printed: bool
    confidence: float
    agreed: bool = False
    proxy: bool = False
    unit: Span | None = None
    sessions: dict[str, bool] = field(default_factory=dict)
    note: str = ""

    @cached_property
    def spelling(self) -> Spelling:
        """The name as it is most likely spelt; as it was read where its signature agrees with it."""
        return Spelling(self.name.text, self.confidence) if self.agreed else spelt(self.name)

    def as_value(self) -> dict[str, Any]:
        """The contract's form, with what else the line says; a mere list does not say who attended."""
        place = self.name.place
        respelt = self.spelling.text != self.name.text
        value: dict[str, Any] = {
            "name": self.spelling.text,
            "page": place.page if place else None,
            "box": place.box.as_list() if place else None,
            "confidence": round(self.spelling.confidence if respelt else self.confidence, 4),
            "sure": self.sure,
            "printed": self.printed,
            "proxy": self.proxy,
        }
        if self.attended is not None:
            value["attended"] = self.attended
        if self.unit is not None:
            value["unit"] = self.unit.text
        if self.sessions:
            value["sessions"] = dict(self.sessions)
        if self.note:
            value["note"] = self.note
        return value

    @property
    def sure(self) -> bool:
        """Printed and well read, or printed and signed alike. Handwriting alone is never sure."""
        well = self.confidence >= (0.95 if self.agreed else 0.985)
        return self.printed and known_name(self.name.text) and well and self.spelling.text == self.name.text


@dataclass
class Sheets:
    """All people of a paper with the tables they stand in. ``unreadable`` counts signatures without a name."""

    people: list[Person]
    tables: list[Sheet]
    unreadable: int = 0

    @property
    def signed(self) -> bool:
        """Whether there is a column to sign in."""
        return any(_has_signing(table) for table in self.tables)


def read_people(pages: Iterable[Page], *, signing: bool) -> Sheets:
    """People of all tables. ``signing``: the paper is a sign-in sheet, so a written name is a presence."""
    found = Sheets([], [])
    for page in pages:
        columns = dict(_COLUMNS)
        for word in _session_words(page):
            columns[f"session:{word}"] = (word,)
        for role, pattern in _LIKE.items():
            columns[role] += tuple(_called(page, pattern))
        heads = {re.sub(r"\s", "", normalise(line.text)) for line in page.lines}
        if not heads & set(columns["sign"]):
            columns["sign"] += _CAME_HEADS  # beside a column to sign in they say the same a second time
        table = None
        for need in (("name", "sign"), ("name", "state"), ("sign",), ("name",)) if signing else (("name",),):
            table = read_sheet(page, columns, need=need, anchors=("seq", "name", "sign"), until=_END)
            if table is not None:
                break
        if table is None and found.tables and _mostly_names(page):
            table = continue_sheet(page, found.tables[-1], anchors=("seq", "name", "sign"), until=_END)
        if table is None:
            continue
        found.tables.append(table)
        names_printed = signing and "name" in table.roles and (_has_signing(table) or bool(table.roles & _KEPT))
        for row in table.rows:
            person = _person(row, page, signing=signing, printed=names_printed or not signing, table=table)
            if person is not None:
                found.people.append(person)
            elif row.text("sign"):
                found.unreadable += 1
    return found


def _called(page: Page, pattern: re.Pattern[str]) -> list[str]:
    """Words of a page that stand alone or before a bracket and match."""
    words = (re.sub(r"\s|\([^()]{1,8}\)$", "", normalise(line.text)) for line in page.lines)
    return list(dict.fromkeys(word for word in words if pattern.fullmatch(word) and not _SESSION.fullmatch(word)))


#: Headings over ticks that stand for a signature where nobody signs.
_CAME_HEADS = ("到课", "到会", "是否到会", "是否到课", "是否到场", "是否出席")
#: Columns only a machine keeps, and those that say in a word who came.
_KEPT = frozenset({"came", "length"})
_SAYING = ("state", "result")


def _mostly_names(page: Page) -> bool:
    """Whether a page without a heading may carry a list on: names and numbers are what stands on it."""
    texts = [re.sub(r"[\s\d]", "", normalise(line.text)) for line in page.lines]
    words = [text for text in texts if text]
    return sum(valid_name(text) for text in words) >= max(3, 0.3 * len(words))


def _has_signing(table: Sheet) -> bool:
    return any(role in ("sign", "state") or role.startswith("session:") for role in table.roles)


def _session_words(page: Page) -> list[str]:
    words = []
    labels = [line.place.box for line in page.lines if normalise(line.text).rstrip().endswith(":")]
    timed = [line for line in page.lines if _OF_TIME.fullmatch(re.sub(r"\s", "", normalise(line.text)))]
    for line in page.lines:
        text = re.sub(r"\s", "", normalise(line.text))
        if any(_value_of(line.place.box, label) for label in labels) or any(_answers(line, one, page) for one in timed):
            continue  # 日期: 11月18日 in the head is no session
        if 2 <= len(text) <= 14 and _SESSION.fullmatch(text) and text not in ("签到", "签名", "签字"):
            words.append(text)
    return list(dict.fromkeys(words))


#: Labels of when something was held, in a cell of their own.
_OF_TIME = re.compile(r"(?:会议|培训|活动|学习|举办|签到)?(?:时间|日期)")


def _answers(value: Line, label: Line, page: Page) -> bool:
    """Whether a line is what stands next to the right of a label, in the next cell of its row."""
    box, left = value.place.box, label.place.box
    if box.left < left.right or abs(box.center[1] - left.center[1]) > 0.5 * max(box.height, left.height):
        return False
    between = (one.place.box for one in page.lines if one is not value and one is not label)
    return not any(
        left.right <= one.left < box.left and abs(one.center[1] - left.center[1]) < 0.5 * left.height for one in between
    )


def _value_of(box: Box, label: Box) -> bool:
    """Whether a box stands right of a label, close by on its line."""
    off = abs(box.center[1] - label.center[1])
    return off < 0.5 * max(box.height, label.height) and 0 <= box.left - label.right + 5 < 4 * label.height


def _person(row: Row, page: Page, *, signing: bool, printed: bool, table: Sheet) -> Person | None:
    name = _name_in(row.flow("name")) or _written_twice(row)
    signature = _name_in(row.flow("sign"))
    note = row.text("note")
    unit = row.flow("unit")
    signed_text = row.text("sign")
    sessions = {
        role.partition(":")[2]: _written(row, role, page) for role in table.roles if role.startswith("session:")
    }
    chosen, agreed = _choose(name, signature)
    if chosen is None:
        return None
    person = Person(
        name=chosen,
        attended=None,
        printed=printed and chosen is name,
        confidence=chosen.confidence * (1.0 if known_name(chosen.text) else 0.9),
        agreed=agreed,
        unit=unit.whole.stripped() if unit else None,
        sessions=sessions,
        note=note,
    )
    if not signing:
        return person
    away = bool(_ABSENT.search(note) or _ABSENT.search(signed_text))
    said = _said(row)
    if sessions and _repeated(page, sessions):
        # 上午 下午 上午 下午: which day a column belongs to is told by the days above; here any mark counts.
        person.sessions = {}
        marks = _right_of_name(chosen, page)
        away = away or any(_ABSENT.search(mark) for mark in marks)
        signed = _signed_beside(chosen, page)
        person.attended = not away and (signed or any(_is_mark(mark) for mark in marks))
        person.confidence = min(person.confidence, _GUESSED)
    elif said is not None:
        person.attended = said and not away
    elif sessions:
        person.attended = not away and any(sessions.values())
    elif "sign" in row.columns and name is not None:
        person.attended = not away and _written(row, "sign", page)
        person.proxy = bool(_PROXY.search(signed_text) or _PROXY.search(note)) or _other_hand(name, signature)
    else:
        kept = [row.text(role) for role in _KEPT if role in row.columns]
        person.attended = not away and (not kept or any(re.search(r"[1-9]", text) for text in kept))
    return person


def _said(row: Row) -> bool | None:
    """What the list says in a word of who came; None where it says nothing of the sort."""
    for role in _SAYING:
        text = row.text(role)
        if _ABSENT.search(text):
            return False
        if _CAME.search(text):
            return True
    return None


def _written(row: Row, role: str, page: Page) -> bool:
    """Whether something stands in the cell: words of the reader, or handwriting found by its strokes."""
    text = row.text(role)
    if _ABSENT.search(text) or re.fullmatch(r"[/\\—\-×xX无]+", text):
        return False
    # The hour somebody came is a presence as good as a tick.
    if re.search(r"[\u4e00-\u9fffA-Za-z√✓]|\d{1,2}:\d{2}", text) or (role.startswith("session:") and _is_mark(text)):
        return True
    box = row.columns.get(role)
    return box is not None and any(
        mark.type is MarkType.HANDWRITING and _inside(mark.place.box, box) for mark in page.marks
    )


#: Confidence of a presence read off marks whose columns repeat.
_GUESSED = 0.94


def _repeated(page: Page, sessions: dict[str, bool]) -> bool:
    """Whether a session's heading stands more than once on the page."""
    heads = [re.sub(r"\s", "", normalise(line.text)) for line in page.lines]
    return any(heads.count(word) > 1 for word in sessions)


def _right_of_name(name: Span, page: Page) -> list[str]:
    """The short words that stand right of a name in its row."""
    place = name.place
    if place is None:
        return []
    middle, reach = place.box.center[1], 0.6 * place.box.height
    return [
        normalise(line.text).strip()
        for line in page.lines
        if line.place.box.left > place.box.right
        and abs(line.place.box.center[1] - middle) < reach
        and len(line.text.strip()) <= 4
    ]


def _signed_beside(name: Span, page: Page) -> bool:
    """Whether the same name, or one read a letter otherwise, is written right of a printed one in its row."""
    place = name.place
    if place is None:
        return False
    middle, reach = place.box.center[1], 0.6 * place.box.height
    return any(
        line.place.box.left > place.box.right
        and abs(line.place.box.center[1] - middle) < reach
        and Levenshtein.distance(normalise(line.text).strip(), name.text) <= (len(name.text) > 2)
        for line in page.lines
    )


def _is_mark(text: str) -> bool:
    """Whether a cell is ticked: readers take a tick for V, J, S, 5 or 7."""
    return bool(re.fullmatch(r"[√✓VvJjSs57yY/]{1,2}|到|是|已签|签到", text)) and text != "/"


def _inside(stroke: Box, cell: Box) -> bool:
    area = stroke.width * stroke.height
    return area > 0 and stroke.overlap(cell) > 0.5 * area and stroke.width < 1.5 * cell.width


def _name_in(flow: Flow) -> Span | None:
    """The name in a cell: its Chinese characters without numbers and signs."""
    if not flow:
        return None
    text = flow.text
    found = re.search(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff· ]*[\u4e00-\u9fff])?", text)
    if found is None:
        return None
    span = flow.group(found)
    plain = span.text.replace(" ", "")
    if _ABSENT.search(plain) or _PROXY.search(plain) or _PRESENT.fullmatch(plain) or _names_a_town(span):
        return None
    if " " in span.text:
        kept = [i for i in range(span.start, span.end) if flow.text[i] != " "]
        flow = Flow(plain, tuple(flow.origin[i] for i in kept))
        span = flow.whole
    # A cell may lead with the first character of a smudge; names of one character are misreadings.
    return span if valid_name(span.text) else None


def _written_twice(row: Row) -> Span | None:
    """A name that is a word as well (和平), where it stands in the column of names and is signed alike."""
    name, signature = row.flow("name").whole.stripped(), row.text("sign").strip()
    word = re.fullmatch(r"[\u4e00-\u9fff]{2,3}", name.text) is not None and name.text[0] in SURNAMES
    return name if word and name.text == signature and not is_label(name.text) else None


def _names_a_town(span: Span) -> bool:
    """Whether a word goes on as a town beyond its cell: the body below a list, cut by the list's columns."""
    last = span.flow.origin[span.end - 1]
    return last is not None and last[0].text[last[1] + 1 : last[1] + 2] in tuple("省市县区州")


def _choose(name: Span | None, signature: Span | None) -> tuple[Span | None, bool]:
    """The better reading of one person's printed name and signature, and whether both agree."""
    if name is None or signature is None:
        return name or signature, False
    if name.text == signature.text:
        return name, True
    close = Levenshtein.distance(name.text, signature.text) <= 1 and len(name.text) == len(signature.text)
    if close and name.confidence < 0.9 and signature.confidence > name.confidence + 0.05:
        return signature, False
    return name, False


def _other_hand(name: Span | None, signature: Span | None) -> bool:
    """A clearly read signature that shares no character with the printed name."""
    if name is None or signature is None or signature.confidence < 0.98 or name.confidence < 0.98:
        return False
    return known_name(signature.text) and not set(name.text) & set(signature.text)


def loose_names(flows: Sequence[Flow]) -> list[Person]:
    """Signatures on a sheet without a heading row: cells that are nothing but a known name."""
    people = []
    for flow in flows:
        span = _name_in(flow)
        if span is not None and known_name(span.text) and len(flow.text) <= len(span.text) + 3:
            people.append(Person(span, True, False, span.confidence * 0.9))
    return people
