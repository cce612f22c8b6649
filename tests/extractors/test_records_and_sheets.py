"""Records of a year, sheets and tables: what belongs to them and what stands beside."""

from __future__ import annotations

from itertools import pairwise

from domain.place import Box, Place
from domain.reading import Line, MarkType, Page, PageMark, Reading, Source
from extractors import understand
from extractors.text.ruled import parted
from extractors.text.sheets import read_sheet
from tests.extractors.test_unseen_layouts import BIG, read
from tests.extractors.typed import column, grid, line, typed


def test_the_table_under_a_sentence_of_a_year_is_a_record() -> None:
    kind, facts = read(
        typed(
            [
                (400, 150, "统计人员继续教育合格证明", 60),
                *column(("周启明同志完成2023年度统计人员继续教育,其情况如下:",), top=300),
                *grid(
                    [
                        ("序号", "课程", "学习方式", "学时", "结果"),
                        ("1", "抽样调查方案设计", "面授", "16", "合格"),
                        ("2", "统计执法案例分析", "网络", "24", "合格"),
                    ],
                    (150, 300, 750, 1000, 1200),
                ),
                *column(("合计40学时,符合年度要求。", "特此证明。", "甲市统计局", "2024年1月12日"), top=750),
            ]
        )
    )
    assert kind == "completion_certificate"
    assert [(one["course_title"], one["hours"]) for one in facts["activities"]] == [
        ("抽样调查方案设计", 16),
        ("统计执法案例分析", 24),
    ]
    assert (facts["score_year"], facts["hours"]) == (2023, 40)
    assert "course_title" not in facts


def test_the_year_in_the_title_of_a_record() -> None:
    _, facts = read(
        typed(
            [
                (300, 150, "2023年继续医学教育学分审验单", 60),
                (150, 300, "学员:周启明"),
                *grid(
                    [
                        ("项次", "项目名称", "起", "止", "学分"),
                        ("1", "急诊护理新进展", "2023-02-10", "2023-02-12", "18"),
                        ("2", "伤口造口护理", "2023-03-04", "2023-03-05", "12"),
                    ],
                    (150, 300, 750, 1000, 1300),
                ),
                *column(("合计30学分", "甲市医学会", "2023.04.17"), top=750),
            ]
        )
    )
    assert facts["score_year"] == 2023


def test_the_lecturer_beside_a_label_and_how_many_are_expected_have_not_signed() -> None:
    names = [("李文博", "王晓燕", "赵立新"), ("孙丽华", "钱建国", "吴玉梅"), ("郑海涛", "冯雅琴", "陈志强")]
    words = [
        (500, 100, "业务学习签到", BIG),
        (100, 220, "学习主题"),
        (350, 220, "智慧水务专题研修"),
        (100, 290, "学习时间"),
        (350, 290, "2024年5月6日"),
        (100, 360, "主讲人"),
        (350, 360, "周启明"),
        *grid(names, (100, 450, 800), top=450),
        (100, 900, "应到人数:9"),
    ]
    marks = [
        PageMark(MarkType.HANDWRITING, Place(1, Box(x, 450 + 90 * i, x + 120, 498 + 90 * i)), 0.9)
        for i in range(3)
        for x in (100, 450, 800)
    ]
    (paper,) = understand(typed(words, marks=marks))
    held = paper.value("names")
    assert paper.kind == "sign_in_sheet"
    assert [one["name"] for one in held] == [name for row in names for name in row]


def test_the_facing_page_of_a_booklet_is_no_part_of_its_record() -> None:
    left = [(150, 100, "继续教育登记手册"), (500, 272, "照片"), (150, 412, "姓名 周启明"), (150, 478, "性别 男")]
    left += [(150, 546, "单位 甲市河湾重型机械有限公"), (150, 610, "司"), (150, 742, "手册编号 (2022)第565461号")]
    right = [(950, 74, "2022年度学习记录"), *grid([("项目名称", "起止日期", "学时")], (825, 1147, 1389), top=182)]
    rows = [
        ("泵站运行管理", "2022年2月10日", "4"),
        ("智慧水务导论", "2022年2月24日", "16"),
        ("闸门检修实务", "2022年3月15日", "16"),
        ("水工观测入门", "2022年5月2日", "6"),
    ]
    right += grid(rows, (710, 1090, 1406), top=260, step=95)
    right += [(710, 660, "合计:42学时"), (710, 731, "登记机关:甲市水利局"), (710, 798, "验印日期:2022-06-22")]
    _, facts = read(typed([*left, *right], size=36, width=1754, height=1240))
    assert [one["course_title"] for one in facts["activities"]] == [row[0] for row in rows]


def test_a_value_over_the_rule_is_parted_at_its_blank() -> None:
    text, size = "计算机控制原理基础 必修", 30.0
    boxes, x = list[Box](), 100.0
    for char in text:
        wide = 0.0 if char == " " else size
        boxes.append(Box(x, 200, x + wide, 236))
        x += wide if len(boxes) != 9 else -30.0  # the value reaches over the next one
    whole = Line(text, Place(1, Box.around(boxes)), 0.99, (0.99,) * len(text), tuple(boxes))
    cells = (Box(90, 190, 320, 250), Box(320, 190, 460, 250))
    (page,) = parted(Reading("0" * 64, "image/png", (Page(1, 1000, 800, 0, Source.OCR, (whole,), (), cells),))).pages
    assert [line.text.strip() for line in page.lines] == ["计算机控制原理基础", "必修"]


def test_a_name_longer_than_its_heading_stays_whole_in_its_ruled_cell() -> None:
    heads = [("课程", 120), ("类别", 430), ("学分", 520), ("成绩", 630)]
    edges = (90, 420, 500, 600, 720)
    names = ["泵站", "马克思主义基本原理概论", "水工观测"]
    kinds = [(350, "公共必修课程"), (440, "必修"), (440, "必修")]  # the first reaches over its rule
    lines = [line(x, 210, word, 30) for word, x in heads]
    cells = [Box(a, 200 + 60 * row, b, 260 + 60 * row) for row in range(4) for a, b in pairwise(edges)]
    for at, (name, (x, kind)) in enumerate(zip(names, kinds, strict=True)):
        top = 270 + 60 * at
        lines += [line(95 if len(name) > 4 else 120, top, name, 29), line(x, top, kind, 24)]
        lines += [line(540, top, "4", 30), line(650, top, "9" + str(at), 30)]
    page = Page(1, 800, 600, 0, Source.OCR, tuple(lines), (), tuple(cells))
    columns = {"name": ("课程",), "kind": ("类别",), "credit": ("学分",), "score": ("成绩",)}
    sheet = read_sheet(page, columns, need=("name", "score"), anchors=("name", "score"))
    assert sheet is not None
    assert [row.text("name") for row in sheet.rows] == names


def test_a_whole_year_is_no_short_one() -> None:
    rows = [
        ("姓名", "周启明"),
        ("班级名称", "智慧水务专题研修班"),
        ("学习时段", "2021-05-06至2021-05-08"),
        ("学时", "24学时"),
    ]
    head = [(100, 60, "二〇二一年十一月十八日8:27", 26), (700, 60, "培训记录 - 甲市水利继续教育在线", 26)]
    _, facts = read(typed([*head, (100, 160, "个人培训证明", BIG), *grid(rows, (100, 500))]))
    assert "issue_date" not in facts


def test_a_day_over_the_rule_keeps_its_last_figure() -> None:
    text = "2022.06.23-2022.06.2624 学时"
    boxes = tuple(Box(100 + 15 * i, 200, 115 + 15 * i, 236) for i in range(len(text)))
    whole = Line(text, Place(1, Box.around(boxes)), 0.99, (0.99,) * len(text), boxes)
    cells = (Box(90, 190, 398, 250), Box(398, 190, 560, 250))
    (page,) = parted(Reading("0" * 64, "image/png", (Page(1, 1000, 800, 0, Source.OCR, (whole,), (), cells),))).pages
    assert [line.text for line in page.lines] == ["2022.06.23-2022.06.26", "24 学时"]
