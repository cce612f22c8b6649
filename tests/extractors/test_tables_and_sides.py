"""Tables beside forms, with their name down the side, laid across; people noted by a device or after their units."""

from __future__ import annotations

from dataclasses import replace

from domain.place import Box, Place
from domain.reading import Line, Reading
from extractors.sign_in_sheet import recognise
from extractors.text.current import document_of
from extractors.text.subjects import read_subjects, subjects_across
from tests.extractors.test_unseen_layouts import BIG, read
from tests.extractors.typed import column, grid, typed

_MARKS = [("课程", "学分", "成绩"), ("河道测量", "2", "81"), ("水文预报", "3", "74"), ("水利工程概论", "2", "90")]


def _names(reading: Reading) -> list[str]:
    return [one.name for one in read_subjects(reading.pages)]


def test_subjects_laid_across() -> None:
    rows = [
        ("科目", "水利法规", "河道测量", "工程概论"),
        ("成绩", "72", "58", "64"),
        ("结论", "合格", "不合格", "合格"),
    ]
    found = subjects_across(document_of(typed(grid(rows, (150, 500, 850, 1200)))))
    assert [(one.name, one.score, one.result) for one in found] == [
        ("水利法规", 72, "合格"),
        ("河道测量", 58, "不合格"),
        ("工程概论", 64, "合格"),
    ]


def test_the_name_of_a_table_down_its_side_is_no_subject() -> None:
    page = typed(grid(_MARKS, (350, 900, 1200))).pages[0]
    side = Line("各科成绩", Place(1, Box(150, 450, 230, 630)), 0.999, (0.999,) * 4)
    held = Reading("0" * 64, "image/jpeg", (replace(page, lines=(*page.lines, side)),))
    assert _names(held) == ["河道测量", "水文预报", "水利工程概论"]


def test_a_form_beside_a_table_neither_ends_it_nor_spoils_its_marks() -> None:
    form = grid([("姓名", "周启明"), ("总学分", "7"), ("制表日期", "2024.05.24")], (1350, 1600), top=400)
    held = typed([*grid(_MARKS, (150, 700, 1000)), *form], width=2000)
    assert _names(held) == ["河道测量", "水文预报", "水利工程概论"]


def test_the_last_word_of_a_heading_tells_its_column() -> None:
    rows = [("选学课程", "课程学分", "期末成绩"), *_MARKS[1:]]
    found = read_subjects(typed([*grid(rows, (150, 700, 1000)), (150, 800, "截至今日,该生共得7学分。")]).pages)
    assert [(one.name, one.credit, one.score) for one in found] == [
        ("河道测量", 2, 81),
        ("水文预报", 3, 74),
        ("水利工程概论", 2, 90),
    ]


def test_people_and_hours_noted_by_a_device_are_a_sheet() -> None:
    rows = [("姓名", "打卡"), ("周启明", "8:31"), ("郑国强", "8:33"), ("吴建华", "8:40"), ("李晓燕", "请假")]
    assert recognise(typed(grid(rows, (200, 700)))).confidence >= 0.7
    spans = [("教师", "时间"), *((name, "8:30-11:30") for name, _ in rows[1:])]
    assert recognise(typed(grid(spans, (200, 700)))).confidence < 0.5


def test_the_inside_of_a_qualification_is_no_sheet_though_it_is_signed() -> None:
    labels = ("持证人签名", "姓名", "考试名称", "资格级别", "批准日期", "签发单位", "签发日期")
    values = ("周启明", "2020年度水利工程师职业资格考试", "中级", "2020年4月10日", "甲市水利局", "2020年4月24日")
    words = [(900, 150, "专业技术资格证书", BIG), *column(labels, left=150, top=250)]
    kind, _ = read(typed([*words, *column(values, left=700, top=330)], width=1900, height=1300))
    assert kind == "exam_result"


def test_people_named_after_their_units() -> None:
    lines = (
        "培训班:河道清淤培训班",
        "甲市水文站:周启明、郑国强",
        "乙市水利局:吴建华、李晓燕、王大成",
        "(排名不分先后)班长:周启明",
    )
    kind, facts = read(typed([(600, 150, "参加人员名单", BIG), *column(lines, top=300)], width=1900))
    assert kind == "roster"
    assert [one["name"] for one in facts["names"]] == ["周启明", "郑国强", "吴建华", "李晓燕", "王大成"]


def test_a_form_of_graduation_that_gives_the_number_of_the_diploma() -> None:
    rows = [
        ("姓名", "周启明"),
        ("所学专业", "水利工程"),
        ("学校意见", "准予毕业,发给毕业证书,证书编号:105111202005123456"),
    ]
    kind, facts = read(
        typed([*grid(rows, (200, 600)), (900, 800, "毕业院校:甲省水利学院"), (900, 900, "2020年6月20日")])
    )
    assert (kind, facts["certificate_no"]) == ("degree_certificate", "105111202005123456")


def test_a_form_left_of_a_sheet_does_not_end_it() -> None:
    rows = [("序号", "姓名", "工作单位", "本人签名")]
    rows += [(str(i), name, "甲市水文站", name) for i, name in enumerate(("周启明", "郑国强", "吴建华", "李晓燕"), 1)]
    aside = column(
        ("主办:甲市水利学会", "时间:2024年5月6日", "地点:甲市会堂", "记录:王大成"), left=100, top=490, step=90
    )
    _, facts = read(typed([*grid(rows, (800, 950, 1200, 1600)), *aside, (300, 150, "签到表", BIG)], width=2000))
    assert [one["name"] for one in facts["names"]] == ["周启明", "郑国强", "吴建华", "李晓燕"]
