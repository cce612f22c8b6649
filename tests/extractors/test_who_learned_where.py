"""Whose certificate it is: names, bodies and titles, without words that stand beside them."""

from __future__ import annotations

from domain.reading import Reading
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import grid, typed


def certificate(*lines: str, title: str = "结业证书") -> Reading:
    return letter(title, *lines)


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


def test_what_somebody_works_in_stands_beside_the_title() -> None:
    rows = [
        ("姓名", "周启明", "性别", "男"),
        ("职称", "工程师", "专业", "水利水电工程"),
        ("培训班", "智慧水务专题研修班", "学时", "24学时"),
        ("主办单位", "甲市水利学会", "发证日期", "2024-05-10"),
    ]
    _, facts = read(typed([(500, 150, "继续教育学时证明", BIG), *grid(rows, (150, 450, 950, 1200))]))
    assert facts["major"] == "水利水电工程"


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
