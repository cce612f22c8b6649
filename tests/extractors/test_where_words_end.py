"""Where a value begins and ends: by quotation marks, by its cell, in its own column, in squares set for figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.place import Box
from domain.reading import Line, Reading
from extractors import understand
from extractors.papers.agreement import borne_out
from extractors.text.bounds import bounded
from extractors.text.dates import find_ranges
from extractors.text.document import Document
from extractors.text.squares import put_together
from extractors.text.ties import tie
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_a_quoted_title_and_one_in_a_cell_of_its_own_are_bounded() -> None:
    rows = (("姓　名", "周启明"), ("学习主题", "印染余热梯级利用研习营"), ("地　点", "工人文化宫三楼"))
    table = Document(typed(grid(rows, (200, 600))))
    cell = table.rows[1].cells[1].flow.whole
    assert bounded(cell, table)
    said = Document(typed(column(["周启明参加“印染余热梯级利用研习营”，计8学时。"])))
    title = said.prose.find("印染余热梯级利用研习营")
    assert title is not None
    assert bounded(title, said)
    part = said.prose.find("印染余热梯级利用")
    assert part is not None
    assert not bounded(part, said)


def test_a_cell_that_the_next_line_carries_on_is_not_bounded() -> None:
    words = [(200.0, 400.0, "学习主题"), (600.0, 400.0, "强制执行和解实务知识"), (600.0, 460.0, "更新课")]
    document = Document(typed(words))
    assert not bounded(document.rows[0].cells[1].flow.whole, document)


@pytest.mark.parametrize("goes_on", ["中坚持到最后一课", "已学毕", "全部章节并通过测评"])
def test_what_follows_a_quoted_class_is_no_part_of_it(goes_on: str) -> None:
    document = Document(typed(column([f"您参加的“小学整本书阅读指导高研班”{goes_on}，合格。"])))
    title = document.prose.find("小学整本书阅读指导高研班")
    assert title is not None
    assert "longer" not in tie("course_title", title.text, title, document).against


def test_a_number_that_is_whole_may_have_its_label_before_it() -> None:
    assert borne_out("甲继教证字〔2024〕第771号", "受理号甲继教证字〔2024〕第771号")
    assert not borne_out("甲继教证字〔2024〕第771号", "省甲继教证字〔2024〕第771号")


def test_the_last_day_of_a_span_left_alone_by_a_line_break_is_no_rival_of_the_day_of_issue() -> None:
    document = Document(
        typed(
            column(
                [
                    "周启明老师：您可以登记专业科目16学时（学习起止2024/05/06至",
                    "2024/05/08）。",
                    "甲市教育人事所",
                    "2024.05.20",
                ]
            ),
            width=1560,
        )
    )
    day = document.find(r"2024\.05\.20")
    assert day is not None
    assert not tie("issue_date", "2024-05-20", day, document).rivals


def _squared(text: str, top: float) -> Line:
    """Letters each in a square: single figures with blanks between."""
    boxes = tuple(Box(200 + 44 * i, top, 240 + 44 * i, top + 48) for i in range(len(text)))
    place = typed([(200, top, text)]).pages[0].lines[0].place
    return Line(text, replace(place, box=Box.around(boxes)), 0.999, (0.999,) * len(text), boxes)


def test_figures_in_squares_are_one_number() -> None:
    page = typed([]).pages[0]
    lines = (
        _squared("开班 2 0 2 4年0 5月0 6日", 300),
        _squared("学时 1 2", 400),
        _squared("结业证号 2 0 2 4 5 3 4 2", 500),
    )
    (made,) = put_together(Reading("0" * 64, "image/jpeg", (replace(page, lines=lines),))).pages
    assert [line.text for line in made.lines] == ["开班 2024年05月06日", "学时 12", "结业证号 20245342"]
    assert all(len(line.char_boxes) == len(line.text) for line in made.lines)


def test_a_number_with_a_letter_in_squares_behind_its_label_is_one() -> None:
    (made,) = put_together(typed(column(["项目编号 2 0 1 9 B 3 8 5", "成绩 A 9 B 8 7 6 5"]))).pages
    assert [line.text for line in made.lines] == ["项目编号 2019B385", "成绩 A 9 B 8 7 6 5"]


def test_single_figures_of_a_table_stay_apart() -> None:
    reading = typed(column(["1 2 3 4", "合计 9 5"]))
    assert put_together(reading) == reading


def test_two_columns_of_labels_are_read_one_after_the_other() -> None:
    names = ("姓名：周启明", "单位：甲市设计院", "课程：强制执行和解实务知识", "更新课")
    left = list(zip((160.0,) * 4, (260.0, 340.0, 420.0, 490.0), names, strict=True))
    told = ("期间：2024-05-06 至", "2024-05-08", "学时：16", "主办：甲市农业技术", "推广服务站", "签发：2024-05-20")
    right = list(zip((920.0,) * 6, (220.0, 290.0, 370.0, 450.0, 520.0, 600.0), told, strict=True))
    kind, facts = read(typed([(600, 100, "培训证明", BIG), *left, *right]))
    assert kind == "completion_certificate"
    assert facts["course_title"] == "强制执行和解实务知识更新课"
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")
    assert facts["organiser"] == "甲市农业技术推广服务站"


def test_a_class_in_quotation_marks_is_sure_though_its_end_is_new() -> None:
    (paper,) = understand(
        letter(
            "学时证明",
            "周启明（身份证号330402198301019950）于2024年5月6日至2024年5月8日参加“水稻钵苗机插研习营”，",
            "共24学时，考核合格。",
            "甲市农业技术推广站",
            "2024年5月20日",
        )
    )
    title = paper.fact("course_title")
    assert title is not None
    assert (title.value, title.sure) == ("水稻钵苗机插研习营", True)


@pytest.mark.parametrize("told", ["起：2023-03-25", "学习日期：2023年3月25日起"])
def test_one_end_of_a_time_is_not_surely_all_of_it(told: str) -> None:
    (paper,) = understand(
        letter(
            "学时证明",
            "姓名：周启明",
            "班次：重大科研档案归档能力提升班",
            told,
            "登记课时：24课时",
            "甲市档案学会",
            "2023年4月23日",
        )
    )
    first = paper.fact("start_date")
    assert first is None or not first.sure


def test_a_month_that_lost_its_day_is_no_last_day() -> None:
    (held,) = find_ranges("2022-02-01至2022-02-0日")
    assert held.single


def test_days_under_a_heading_nobody_knows_leave_a_record_open() -> None:
    rows = (
        ("课程名称", "开课日期", "入课日", "学时", "状态"),
        ("老年综合评估", "2024-02-17", "2024-02-19", "24", "已审核"),
        ("政府会计制度实施", "2024-03-29", "2024-03-30", "16", "已审核"),
    )
    head = column(["姓名：周启明", "年度：2024", "证书编号：甲继教证字〔2024〕第57467号"], top=260)
    foot = column(["年度合计40学时", "甲市继续教育中心", "2024-06-14"], top=860)
    title = (500, 120, "继续教育学时记录", BIG)
    (paper,) = understand(typed([title, *head, *grid(rows, (200, 600, 880, 1150, 1350), top=540), *foot]))
    listed = paper.fact("activities")
    assert listed is not None
    assert not listed.sure
