"""What the heads over lists of people are called, and which words of a page head a column of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from domain.place import Box
from domain.reading import Line, Page
from extractors.text.normalise import normalise
from extractors.text.patterns import compiled

_COLUMNS: dict[str, tuple[str, ...]] = {
    role: tuple(words.split())
    for role, words in {
        "seq": "序号 编号 顺序 序列 号 席号 #",
        "code": "学号 工号 编码 会员号",
        "name": (
            "姓名 学员姓名 参训人员 参会人员 人员姓名 参加人员 参训学员 学员 名单 参训人员姓名 参会人员姓名 "
            "教师姓名 职工姓名 员工姓名 受训人 受训人员 教师 医师 律师 职工 员工 "
            "参会代表 参训代表 代表 代表姓名 参会成员 成员姓名 用户昵称 昵称 参会人 参会者 持证人 "
            "成员 同学 学友 嘉宾 来宾 到会人 到场人 与会人 与会人员 到会人员 真实姓名 学生姓名 会员姓名 本人姓名"
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
        "time": "签到时间 签到时刻 打卡时刻 到场时刻 打卡时间 扫码时间 时间 到会时间 日期 签到日期",
        # What only a machine keeps (入会, 时长): its lists are printed.
        "came": "进入 入会 入场 入会时间 进入时间 加入时间 首次入会时间 进入会议时间 上线时间 进入直播间时间",
        "left": (
            "离开 退出 离会 离场 散会 散场 离会时间 退出时间 离开时间 签退时间 离线时间 下线时间 最后离开时间 退会时间 "
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

#: Heads that are called as an office likes, told by how they end.
_LIKE = {
    "name": re.compile(r"[\u4e00-\u9fff]{1,6}姓名"),
    "sign": re.compile(r"(?![已未])[\u4e00-\u9fff]{2,6}签[名字到][栏处]?"),
    "unit": re.compile(
        r"(?:任职|任教|执业|就职|从业|服务|派出|选派|所在|部门|科室|现)(?:单位|学校|机构|部门|科室|公司|院校)"
    ),
}

#: Headings over ticks that stand for a signature where nobody signs.
_CAME_HEADS = ("到课", "到会", "是否到会", "是否到课", "是否到场", "是否出席")
#: Those that longer heads begin with as well (到场时间) are heads only where they stand alone; so is 情况 for remarks.
_CAME_ALONE = frozenset({"到场", "到训"})


def columns_of(page: Page) -> dict[str, tuple[str, ...]]:
    """The words that may head a column of a page's list of people, by role; sessions as ``session:`` and the word."""
    columns = dict(_COLUMNS)
    for word in _session_words(page):
        columns[f"session:{word}"] = (word,)
    alone = [compiled(r"\s|\([^()]{1,8}\)$").sub("", normalise(line.text)) for line in page.lines]
    for role, pattern in _LIKE.items():
        columns[role] += tuple(_called(alone, pattern))
    heads = {compiled(r"\s").sub("", normalise(line.text)) for line in page.lines}
    if not heads & set(columns["sign"]):
        # Beside a column to sign in they say the same a second time.
        columns["sign"] += (*_CAME_HEADS, *sorted(heads & _CAME_ALONE))
        columns["note"] += tuple(heads & {"情况"})
    return columns


def _called(words: Sequence[str], pattern: re.Pattern[str]) -> list[str]:
    """Of words that stand alone or before a bracket those that match."""
    return list(dict.fromkeys(word for word in words if pattern.fullmatch(word) and not _SESSION.fullmatch(word)))


def _session_words(page: Page) -> list[str]:
    words = []
    labels = [line.place.box for line in page.lines if normalise(line.text).rstrip().endswith(":")]
    timed = [line for line in page.lines if _OF_TIME.fullmatch(compiled(r"\s").sub("", normalise(line.text)))]
    for line in page.lines:
        text = compiled(r"\s").sub("", normalise(line.text))
        if not 2 <= len(text) <= 14 or not _SESSION.fullmatch(text) or text in ("签到", "签名", "签字"):
            continue
        if any(_value_of(line.place.box, label) for label in labels) or any(_answers(line, one, page) for one in timed):
            continue  # 日期: 11月18日 in the head is no session
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
