"""What stands in a label's place, and values read along with their label."""

from __future__ import annotations

import pytest

from domain.fact import Paper
from extractors import understand
from extractors.text.courses import goes_on
from extractors.text.flow import Flow
from extractors.text.names import names_in_sentences, valid_name
from extractors.text.organisations import is_organisation
from tests.extractors.typed import column, line, typed

BIG = 70


def read(title: str, *lines: str) -> Paper:
    (paper,) = understand(typed([(400, 150, title, BIG), *column(lines, top=350)], width=1800))
    return paper


def test_labels_made_of_a_verb_and_a_role() -> None:
    paper = read(
        "培训证明书", "文书编号 JX20230001", "参训人:蒋瑞", "派出单位:甲市第九初级中学",
        "参训课程:数字化转型与数据要素市场化配置改革", "参训时段:2020年7月1日—7月3日",
        "折算学时:18学时(含实训6学时)", "主办方:甲东继续教育研究院", "签发日:2020年07月03日",
    )  # fmt: skip
    names = ("person_name", "unit", "hours", "issue_date", "organiser", "start_date")
    assert [paper.value(name) for name in names] == [
        "蒋瑞", "甲市第九初级中学", 18, "2020-07-03", "甲东继续教育研究院", "2020-07-01",
    ]  # fmt: skip


def test_word_before_a_colon_and_its_value_is_no_name() -> None:
    assert not valid_name("折算学时")
    label = Flow.of_line(line(0, 0, "查定日:第二教学点"))
    assert not list(names_in_sentences(label))
    addressed = Flow.of_line(line(0, 0, "查定日:您参加的课程已完成"))
    assert [span.text for span, _ in names_in_sentences(addressed)] == ["查定日"]


def test_organisation_begins_behind_its_label() -> None:
    assert not is_organisation("所在组织甲市河道管理所")
    assert is_organisation("中共甲市委组织部")
    (paper,) = understand(
        typed(
            [
                (338, 100, "学习强国"), (61, 215, "姓名 魏娜华"), (61, 284, "所在组织 甲市河道管理所"),
                (61, 399, "成长总积分"), (681, 399, "12470"), (61, 506, "今日已累积"), (667, 506, "23积分"),
                (61, 613, "学习天数"), (666, 613, "1020天"),
            ],
            width=828, height=1792, size=36,
        )
    )  # fmt: skip
    assert (paper.kind, paper.value("unit")) == ("xuexi_score", "甲市河道管理所")


def test_days_as_headings_of_a_timetable() -> None:
    day = ("09:00 开班式 黄博", "14:00 分组研讨 马华")
    paper = read(
        "“互联网+护理服务”适宜技术推广应用学习班议程", "主办单位:甲市基层卫生协会",
        "会场:湖滨会议中心(一楼海棠厅)", "2021年7月16日", *day, "2021年7月17日(星期六)", *day,
        "第三天 2021年7月18日", *day, "2021年7月1日",
    )  # fmt: skip
    assert paper.kind == "course_schedule"
    assert (paper.value("start_date"), paper.value("end_date")) == ("2021-07-16", "2021-07-18")
    assert paper.value("place") == "湖滨会议中心(一楼海棠厅)"
    assert paper.value("course_title") == "“互联网+护理服务”适宜技术推广应用学习班"


def test_day_under_the_place_is_not_part_of_it() -> None:
    paper = read(
        "乡村医生培训班课程安排表", "会场:甲市开元路88号教师进修学校三号楼阶梯教室2019年1月16日",
        "09:00 开班式 黄博", "14:00 分组研讨 马华", "主讲:马华",
    )  # fmt: skip
    assert paper.value("place") == "甲市开元路88号教师进修学校三号楼阶梯教室"


def test_words_of_invitation_are_no_name() -> None:
    told = Flow.of_line(line(0, 0, "康倩高级教师应邀于二〇二〇年七月九日授课"))
    assert "应邀" not in [span.text for span, _ in names_in_sentences(told)]


def test_people_of_each_unit_in_one_cell() -> None:
    rows = [
        ("甲市河道管理所", "孔文霞、元健飞"), ("甲市非物质文化遗产保护中心", "戚逸礼、郎杰、昌静华"),
        ("甲市第九初级中学", "俞思、邹燕逸"),
    ]  # fmt: skip
    words = [(150, 100, "全市企业统计人员业务轮训参加人员名册", 60), (250, 270, "单位"), (950, 270, "人员")]
    for at, (unit, people) in enumerate(rows):
        words += [(120, 340 + 70 * at, unit), (900, 340 + 70 * at, people)]
    (paper,) = understand(typed(words))
    assert paper.kind == "roster"
    assert [one["name"] for one in paper.value("names")] == [
        "孔文霞", "元健飞", "戚逸礼", "郎杰", "昌静华", "俞思", "邹燕逸",
    ]  # fmt: skip


def test_unit_of_the_winner_before_the_name() -> None:
    paper = read(
        "获 奖 证 书",
        "甲市禾泰检测技术有限公司张建晓同志:您参与的“乡土资源融入课程的实践”被评为2019年度",
        "甲市教学成果奖二等奖(第4完成人),特颁此证。",
        "甲市教育学会",
        "二〇一九年五月九日",
    )
    assert (paper.value("person_name"), paper.value("unit")) == ("张建晓", "甲市禾泰检测技术有限公司")


@pytest.mark.parametrize(
    ("quoted_words", "rest", "goes"),
    [
        ("互联网+护理服务", "适宜技术推广应用学习班", True),
        ("十四五", "规划与乡村振兴专题研修班", True),
        ("数字政府建设", "专题培训班", False),
        ("国培计划", "骨干教师能力提升培训", False),
        ("教师能力提升培训班", "学习", False),
        ("数据治理", "课程的学习", False),
    ],
)
def test_quoted_word_that_opens_a_longer_title(quoted_words: str, rest: str, *, goes: bool) -> None:
    assert goes_on(quoted_words, rest) is goes


def test_title_of_a_notice_with_a_quoted_word() -> None:
    paper = read(
        "关于开展“互联网+护理服务”适宜技术推广应用学习班的通知", "各有关单位:经研究,决定开展本次培训。",
        "培训时间:2024年9月1日至9月1日", "培训地点:门诊楼七楼示教室", "请组织人员按时参加。",
        "甲东继续教育研究院", "二〇二四年八月十一日",
    )  # fmt: skip
    assert paper.value("course_title") == "“互联网+护理服务”适宜技术推广应用学习班"


def test_a_value_ends_at_a_wide_gap_behind_which_other_words_go_on() -> None:
    paper = read(
        "乡村医生培训班课程安排表", "2019年1月16日", "09:00 开班式 黄博", "14:00 分组研讨 马华",
        "上课地点:甲市教师进修学校三号楼　　如遇调课以当日通知为准",
    )  # fmt: skip
    assert paper.value("place") == "甲市教师进修学校三号楼"
