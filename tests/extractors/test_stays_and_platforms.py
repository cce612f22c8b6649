"""Where somebody stayed, who signs by the name of a platform, and words that are no part of what they stand beside."""

from __future__ import annotations

from itertools import pairwise

import pytest

from domain.place import Box, Place
from domain.reading import Line, MarkType, Page, PageMark, Reading, Source
from extractors import understand
from extractors.text.organisations import is_organisation
from extractors.text.ruled import parted
from extractors.text.sheets import read_sheet
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, line, typed


def certificate(*lines: str, title: str = "结业证书") -> Reading:
    return letter(title, *lines)


def test_a_room_where_somebody_learned_for_days_is_the_place() -> None:
    kind, facts = read(
        certificate(
            "周启明同志:",
            "您于2024年5月6日至2024年5月8日参加“智慧水务专题研修班”,在甲市会展楼三层听涛厅学习3天,",
            "完成24学时,经考核准予结业。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert kind == "completion_certificate"
    assert facts["place"] == "甲市会展楼三层听涛厅"


def test_a_body_at_which_somebody_learned_for_days_is_no_place() -> None:
    _, facts = read(
        certificate(
            "周启明同志于2024年5月6日至2024年5月8日参加“智慧水务专题研修班”,在甲市水利学会学习3天,",
            "完成24学时,经考核准予结业。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert "place" not in facts


def test_a_room_where_somebody_served_half_days_is_the_place() -> None:
    kind, facts = read(
        letter(
            "志愿服务时间证明",
            "甲市第五中学:",
            "贵单位周启明同志于2024年5月6日至2024年5月8日参加心理咨询志愿服务队,",
            "在甲市青年宫二楼大厅服务4个半天,累计服务14小时。",
            "特此证明。",
            "甲市心理学会",
            "2024年5月10日",
        )
    )
    assert kind == "service_statement"
    assert (facts["place"], facts["half_days"]) == ("甲市青年宫二楼大厅", 4)


def test_the_place_of_a_notice_goes_on_in_the_next_line() -> None:
    _, facts = read(
        typed(
            [
                (300, 150, "关于举办智慧水务专题研修班的通知", 60),
                (120, 300, "各有关单位:"),
                (200, 360, "现将有关事项通知如下。"),
                (200, 420, "开课:2024年5月6日至2024年5月8日;教室:甲市文化宫小"),
                (120, 480, "礼堂。"),
                (200, 540, "学满者登记24学时。"),
                (900, 660, "甲市水利学会"),
                (900, 720, "2024年4月10日"),
            ],
            width=1350,
        )
    )
    assert facts["place"] == "甲市文化宫小礼堂"


def test_a_heading_with_a_full_stop_leads_to_the_place() -> None:
    _, facts = read(
        letter(
            "关于选派教师参加智慧水务专题研修班的通知",
            "各学校:",
            "(一)培训时间。2024年5月6日至2024年5月8日,按24学时登记。",
            "(二)报到地点。甲市会展楼三层听涛厅,2024年5月5日16时前报到。",
            "(三)其他。请自带教材。",
            "甲市教育局",
            "2024年4月10日",
        )
    )
    assert facts["place"] == "甲市会展楼三层听涛厅"


@pytest.mark.parametrize("name", ["江东师训云", "河湾继教通", "甲市职业中专"])
def test_platforms_and_trade_schools_are_bodies(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("words", ["研修通知", "培训通过"])
def test_what_is_done_is_no_platform(words: str) -> None:
    assert not is_organisation(words)


def test_a_platform_signs_its_proof() -> None:
    kind, facts = read(
        letter(
            "网络学习证明",
            "兹证明周启明(身份证号码330402198301019950)在江东师训云注册学习“智慧水务专题研修班”,",
            "学习起止时间为2024-05-06至2024-05-08,完成全部课件,获得24学时。",
            "江东师训云",
            "2024-05-10",
        )
    )
    assert kind == "completion_certificate"
    assert facts["organiser"] == "江东师训云"


def test_what_a_browser_prints_over_a_page_is_neither_issued_nor_issuer() -> None:
    kind, facts = read(
        typed(
            [
                (100, 60, "2025年3月2日10:21", 26),
                (700, 60, "培训记录 - 甲市水利继续教育在线", 26),
                (100, 160, "个人培训证明", BIG),
                *grid(
                    [
                        ("姓名", "周启明"),
                        ("班级名称", "智慧水务专题研修班"),
                        ("学习时段", "2024-05-06至2024-05-08"),
                        ("学时", "24学时"),
                        ("证书号", "PX-2024-77120"),
                    ],
                    (100, 500),
                ),
            ]
        )
    )
    assert kind == "completion_certificate"
    assert facts.get("issue_date") != "2025-03-02"
    assert facts["organiser"] == "甲市水利继续教育在线"


def test_a_doctor_is_called_so_behind_the_name() -> None:
    for name in ("周启明", "和禾"):
        _, facts = read(
            certificate(
                f"{name}医生(单位:甲市第二人民医院)参加了2024.05.06-2024.05.08举办的急诊护理学习班,授予II类学分6分。",
                "甲市医学会",
                "2024.05.20",
                title="学分证明",
            )
        )
        assert facts["person_name"] == name


def test_half_a_word_of_a_class_is_nobody() -> None:
    _, facts = read(
        certificate(
            "甲市河湾机械有限公司平川:",
            "您于2024年5月6日至2024年5月8日参加“智慧水务与泵站管理高级研",
            "修班”,学习3天,完成24学时,经考核准予结业。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert facts["person_name"] == "平川"


def test_a_note_on_the_stamp_is_no_part_of_the_sentence() -> None:
    words = [
        (700, 150, "合格证书", BIG),
        (620, 320, "周启明同志系甲市河湾机械有限公"),
        (160, 375, "加盖钢印有效"),
        (540, 370, "司职工,于2024年5月6日至2024年5月8"),
        (540, 420, "日参加智慧水务专题研修班学习,修满24"),
        (540, 470, "学时,考试合格。"),
        (900, 620, "甲市水利学会"),
        (900, 680, "2024年5月10日"),
    ]
    _, facts = read(typed(words, width=1500, height=1000))
    assert facts["unit"] == "甲市河湾机械有限公司"


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


@pytest.mark.parametrize("head", ["县域水利研究 ISSN 9059-9470", "2022年第4期 县域水利研究 Vol.12"])
def test_a_journal_is_named_beside_its_numbers(head: str) -> None:
    _, facts = read(
        typed(
            [
                (100, 60, head, 26),
                (100, 100, "2022年 第4期" if "ISSN" in head else "", 26),
                (250, 180, "小型泵站自动化改造实践", 60),
                (600, 300, "周启明 王晓燕"),
                (560, 360, "(甲市水利设计院)"),
                (100, 440, "摘要:本文介绍了改造的做法,分析了运行情况,得出了若干结论。"),
                (100, 500, "关键词:泵站;自动化;改造"),
                (100, 580, "1 引言"),
                (100, 640, "小型泵站多建于上世纪,设备老化,运行费用高,改造势在必行。"),
                (700, 2100, "- 39 -", 26),
            ]
        )
    )
    assert facts["journal_name"] == "县域水利研究"


def test_an_examination_is_sat_as_what_and_in_what() -> None:
    kind, facts = read(
        typed(
            [
                (200, 100, "2023年度卫生专业技术资格考试(初级师)成绩单", 50),
                *grid(
                    [
                        ("姓名", "周启明", "准考证号", "807398951883"),
                        ("报考专业", "护理学", "证件号", "330402198301019950"),
                    ],
                    (100, 350, 750, 1000),
                    top=220,
                ),
                *grid(
                    [("科目", "分数", "结果"), ("基础知识", "76", "合格"), ("专业知识", "64", "合格")],
                    (100, 500, 900),
                    top=500,
                ),
                *column(("甲市人事考试中心", "2023年8月15日"), top=900, left=900),
            ]
        )
    )
    assert kind == "exam_result"
    assert (facts["exam_name"], facts["major"]) == ("2023年度卫生专业技术资格考试(初级师)", "护理学")


def test_what_somebody_works_in_stands_beside_the_title() -> None:
    rows = [
        ("姓名", "周启明", "性别", "男"),
        ("职称", "工程师", "专业", "水利水电工程"),
        ("培训班", "智慧水务专题研修班", "学时", "24学时"),
        ("主办单位", "甲市水利学会", "发证日期", "2024-05-10"),
    ]
    _, facts = read(typed([(500, 150, "继续教育学时证明", BIG), *grid(rows, (150, 450, 950, 1200))]))
    assert facts["major"] == "水利水电工程"


def test_a_project_keeps_the_bracket_of_its_number_out_of_its_name() -> None:
    kind, facts = read(
        letter(
            "教育科学规划课题结题证书",
            "课题名称:初中数学单元作业设计研究(课题编号:2023B641)",
            "课题主持人:周启明 主持人单位:甲市第五中学",
            "该课题完成研究任务,准予结题。",
            "结题证号:JT2024116137",
            "甲市教育局",
            "2024年11月9日",
        )
    )
    assert kind == "project_document"
    assert (facts["project_name"], facts["project_no"]) == ("初中数学单元作业设计研究", "2023B641")
    assert facts["certificate_no"] == "JT2024116137"


def test_inventor_and_designer_in_one_label() -> None:
    _, facts = read(
        typed(
            [
                (400, 100, "实用新型专利证书", BIG),
                *grid(
                    [
                        ("实用新型名称", "一种泵站格栅清污装置"),
                        ("设计(发明)人", "周启明、王晓燕"),
                        ("专利号", "ZL 2021 2 2406096.X"),
                        ("专利权人", "甲市水利设计院"),
                        ("授权公告日", "2022年10月03日"),
                    ],
                    (100, 500),
                ),
            ]
        )
    )
    assert facts["inventors"] == ["周启明", "王晓燕"]


def test_scores_of_year_and_day_in_one_line() -> None:
    _, facts = read(
        typed(
            [
                (58, 35, "21:18", 30),
                (500, 140, "我的", 40),
                (97, 254, "周启明", 50),
                (97, 450, "学习积分", 36),
                (97, 524, "26486", 56),
                (97, 629, "本年 4610  今天 38", 36),
                (97, 721, "强国通", 36),
                (97, 795, "学习档案", 36),
                (97, 869, "积分兑换", 36),
            ],
            width=1080,
        )
    )
    assert (facts["score_annual"], facts["score_today"]) == (4610, 38)


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


def test_a_class_without_who_holds_it_and_how_it_is_taught() -> None:
    _, facts = read(
        letter(
            "授课证明",
            "乙市河湾机械有限公司周启明同志受聘为我单位举办的智慧水务继续教育班授课,",
            "授课题目为《泵站运行管理》,授课时间2024年5月6日至2024年5月7日,共8课时。",
            "特此证明。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert facts["course_title"] == "智慧水务继续教育班"
    _, facts = read(
        letter(
            "教师培训学分证明",
            "兹有甲市职业中专教师周启明,于2024年5月6日至2024年5月7日参加甲市水利学会组织的智慧水务培训班(面授),",
            "共2天,计16课时,考勤合格。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert (facts["course_title"], facts["unit"]) == ("智慧水务培训班", "甲市职业中专")


def test_where_somebody_works_under_name_and_number() -> None:
    _, facts = read(
        typed(
            [
                (354, 108, "学时查询", 40),
                (75, 195, "周启明", 60),
                (75, 274, "330***********9953", 34),
                (75, 316, "甲市水利设计院", 34),
                (75, 388, "2025年度 已获得", 34),
                (75, 445, "18学时", 60),
                *grid(
                    [("课程", "学时", "状态"), ("泵站运行管理", "6", "通过"), ("智慧水务导论", "12", "通过")],
                    (100, 520, 700),
                    top=560,
                ),
                (75, 1053, "数据来源:河湾继教通", 30),
                (75, 1100, "更新于 2025-06-07", 30),
            ],
            width=900,
        )
    )
    assert facts["unit"] == "甲市水利设计院"


def test_buyer_and_seller_with_their_names_in_cells() -> None:
    kind, facts = read(
        typed(
            [
                (395, 105, "电子发票(普通发票)", 50),
                (112, 191, "发票号码:39984450"),
                (820, 191, "开票日期:2020年10月01日"),
                *grid(
                    [
                        ("名称", "甲市图书馆"),
                        ("税号", "91330902MA522HG5A0"),
                        ("名称", "甲市人才研修院"),
                        ("税号", "91330902MAFC1D354N"),
                    ],
                    (306, 640),
                    top=261,
                    step=66,
                ),
                (127, 294, "购买方"),
                (127, 426, "销售方"),
                *grid(
                    [("项目名称", "金额"), ("*非学历教育*会务费", "2380.00"), ("价税合计", "2380.00")],
                    (200, 800),
                    top=540,
                ),
            ]
        )
    )
    assert kind == "payment_receipt"
    assert (facts["payer"], facts["payee"]) == ("甲市图书馆", "甲市人才研修院")


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


def test_who_helped_to_hold_a_class_is_not_who_held_it() -> None:
    _, facts = read(
        certificate(
            "周启明同志:",
            "您于2024年5月6日至2024年5月8日参加“智慧水务专题研修班”,完成24学时,经考核准予结业。",
            "承办:乙市水利水电学会",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert facts["organiser"] == "甲市水利学会"


def test_the_letterhead_is_the_employer_where_only_the_host_is_named_below() -> None:
    kind, facts = read(
        typed(
            [
                (560, 80, "甲市康复医院"),
                (500, 180, "外出学习证明", BIG),
                (200, 340, "兹有我院周启明同志,身份证号330402198301019950,于2024年5月6日至2024年5月8日参加"),
                *grid(
                    [("乙市医学会", "举办的", "急诊护理学习班", ",共"), ("3", "天,计", "24", "学时。")],
                    (120, 400, 620, 1050),
                ),
                (200, 600, "特此证明。"),
                (900, 700, "人事科经办人:王晓燕"),
                *grid([("2024", "年", "5", "月", "20", "日")], (900, 1030, 1100, 1160, 1230, 1310), top=780),
            ],
            width=1900,
        )
    )
    assert kind == "unit_statement"
    assert (facts["unit"], facts["organiser"]) == ("甲市康复医院", "乙市医学会")


def test_a_test_of_ability_is_named_without_its_score_sheet() -> None:
    _, facts = read(
        typed(
            [
                (200, 100, "2024年度水利技术人员水平能力测试成绩单", 50),
                *grid([("姓名", "周启明", "准考证号", "071423086598")], (100, 350, 750, 1000), top=220),
                *grid(
                    [("科目名称", "成绩", "结论"), ("基础知识", "76", "合格"), ("专业知识", "64", "合格")],
                    (100, 500, 900),
                    top=400,
                ),
                (800, 760, "查询日期:2024年12月22日"),
            ]
        )
    )
    assert facts["exam_name"] == "2024年度水利技术人员水平能力测试"


def test_the_room_behind_the_days_in_brackets() -> None:
    _, facts = read(
        typed(
            [
                (300, 80, "智慧水务专题研修班日程表", 60),
                (250, 180, "(2024年5月6日至2024年5月8日 河湾宾馆听涛厅)"),
                *grid(
                    [
                        ("日期", "时间", "内容", "授课人"),
                        ("5月6日", "9:00-11:30", "泵站运行管理", "王晓燕"),
                        ("5月7日", "9:00-11:30", "智慧水务导论", "赵立新"),
                        ("5月8日", "9:00-11:30", "闸门检修实务", "李文博"),
                    ],
                    (100, 350, 700, 1150),
                    top=300,
                ),
            ]
        )
    )
    assert facts["place"] == "河湾宾馆听涛厅"


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


def test_the_end_of_a_title_is_no_part_of_the_number_behind_it() -> None:
    _, facts = read(
        typed(
            [
                (100, 60, "甲市水利培训中心 业务学习学时确认函 温继教证字〔2019〕第68604号", 30),
                (150, 160, "甲市水利设计院:"),
                (200, 230, "你处周启明所报“智慧水务专题研修班”(2019-08-20至2019-08-21)学时材料已审,"),
                (150, 300, "确认16学时,请存入本人档案。"),
                (900, 400, "2019-09-26"),
            ],
            width=1900,
        )
    )
    assert facts["certificate_no"] == "温继教证字〔2019〕第68604号"


def test_a_major_ends_where_the_next_label_begins() -> None:
    rows = [("课程名称", "类别", "学分", "成绩"), ("工程力学", "必修", "4", "93"), ("水力学", "必修", "3", "88")]
    _, facts = read(
        typed(
            [
                (500, 80, "甲市理工大学"),
                (480, 160, "学生成绩总表", BIG),
                (100, 280, "姓名 周启明"),
                (700, 280, "学号 4717100453"),
                (100, 350, "专业 水利水电工程学制 四年"),
                (900, 350, "层次 本科"),
                *grid(rows, (100, 500, 800, 1100), top=440),
                (100, 760, "获得学分合计:7"),
                (900, 840, "2019年7月1日"),
            ]
        )
    )
    assert facts["major"] == "水利水电工程"


def test_a_helper_is_not_the_host_where_another_body_signs_to_an_employer() -> None:
    _, facts = read(
        typed(
            [
                (500, 80, "高级研修班结业证书", BIG),
                (200, 250, "甲市河湾机械有限公司周启明:"),
                (260, 330, "您于2024年5月6日至2024年5月8日参加“智慧水务专题研修班”,完成24学时,经考核准予结业。"),
                (200, 430, "编号:(2024)第096306号"),
                (900, 430, "承办:甲市水利水电协会"),
                (1300, 530, "乙县农业技术学校"),
                (1300, 600, "2024年5月25日"),
            ],
            width=2100,
        )
    )
    assert facts["organiser"] == "乙县农业技术学校"
