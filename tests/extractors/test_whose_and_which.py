"""Whose body, which figure, which day: values that stand beside others of their like on papers of learning."""

from __future__ import annotations

from extractors.text.identifiers import tidy_number
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_the_label_led_into_a_name_is_no_part_of_it() -> None:
    _, facts = read(
        letter(
            "关于组织参加河道清淤技术培训班的通知",
            "发布方甲市水利学会",
            "时间:2024年5月6日至5月8日",
            "地点:甲市水利大厦六楼",
            "参训人员可登记8学时。",
        )
    )
    assert facts["organiser"] == "甲市水利学会"


def test_the_first_and_last_day_of_a_class_are_not_the_day_of_its_notice() -> None:
    rows = [("发布日", "2024-04-16"), ("开班", "2024-05-06"), ("结班", "2024-05-08"), ("地点", "甲市水利大厦六楼")]
    _, facts = read(
        typed([(200, 100, "关于组织参加河道清淤技术培训班的通知", 60), *grid(rows, (200, 900))], width=1900)
    )
    assert (facts["issue_date"], facts["start_date"], facts["end_date"]) == ("2024-04-16", "2024-05-06", "2024-05-08")


def test_what_people_are_asked_is_no_name_of_a_meeting() -> None:
    rows = [("姓名", "签名"), ("周启明", "周启明"), ("钱学礼", "钱学礼"), ("孙怀远", "孙怀远")]
    _, facts = read(
        typed(
            [
                (500, 100, "请各位同事签到", BIG),
                (300, 230, "河道清淤安全能力提升培训"),
                (300, 310, "时间:2024年5月6日"),
                *grid(rows, (200, 800)),
            ]
        )
    )
    assert facts["meeting_title"] == "河道清淤安全能力提升培训"


def test_of_hours_by_kind_the_total_counts_and_of_days_from_to_both() -> None:
    rows = [("学时类别", "必修课", "选修课", "合计"), ("完成学时", "13", "27", "40")]
    _, facts = read(
        typed(
            [
                (500, 100, "继续教育证明", BIG),
                *column(
                    [
                        "持证人:周启明",
                        "受聘企业:甲市水务有限公司",
                        "培训期次:河道清淤培训班",
                        "培训日期:2024年5月6日起2024年5月10日止",
                    ],
                    top=250,
                ),
                *grid(rows, (200, 500, 800, 1100), top=620),
                (700, 850, "培训单位:甲市水利学会"),
            ]
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-10")
    assert (facts["hours"], facts["unit"], facts["course_title"]) == (40, "甲市水务有限公司", "河道清淤培训班")


def test_the_body_of_the_letterhead_stands_for_its_department() -> None:
    _, facts = read(
        typed(
            [
                (500, 80, "甲市律师协会", 60),
                (500, 220, "律师业务培训证明", BIG),
                *column(
                    [
                        "周启明律师(执业机构:甲市水务有限公司;执业证号:133020240571):",
                        "你于2024年5月6日至5月8日全程参加“河道清淤合同实务培训班”,计入年度培训课时12课时。",
                        "律师每年应当完成的培训课时不少于40课时。",
                    ],
                    top=350,
                ),
                (1200, 640, "甲市律师协会培训部"),
                (1200, 720, "2024年5月10日"),
            ],
            width=1900,
        )
    )
    assert (facts["organiser"], facts["person_name"], facts["unit"]) == ("甲市律师协会", "周启明", "甲市水务有限公司")


def test_how_the_employer_sent_somebody_is_no_part_of_its_name() -> None:
    _, facts = read(
        letter(
            "学习证明书",
            "兹有甲市新丰镇中心卫生院(公函介绍)周启明同志,自2024年5月6日起至2024年5月8日止,在本校急救技能普及培训班",
            "学习,修业期满,总计授课24学时,准予证明。",
            "甲市卫生学校",
            "2024年5月10日",
        )
    )
    assert (facts["unit"], facts["person_name"]) == ("甲市新丰镇中心卫生院", "周启明")
    assert facts["course_title"] == "急救技能普及培训班"


def test_a_name_ends_with_its_cell() -> None:
    rows = [
        ("受训教师", "周启明", "所在学校", "甲市第五中学"),
        ("研修项目", "河道清淤研讨班", "", ""),
        ("周期规定学时", "360学时", "本次登记学时", "18学时"),
        ("施训机构", "甲市教师学校", "登记时间", "2024年5月10日"),
    ]
    kind, facts = read(typed([(400, 100, "教师培训登记册", BIG), *grid(rows, (100, 450, 850, 1200))]))
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["unit"], facts["hours"]) == ("周启明", "甲市第五中学", 18)


def test_of_hours_asked_for_and_granted_the_granted_count() -> None:
    kind, facts = read(
        typed(
            [
                (300, 80, "主题:学时审核结果", 30),
                *column(["周启明同志,您好:", "您提交的学时申请经甲市教育局审核通过。审核信息:"], top=200),
                *grid(
                    [
                        ("培训项目", "河道清淤研修班"),
                        ("起止", "2024-05-06至2024-05-08"),
                        ("申报", "48学时"),
                        ("核定", "16学时"),
                        ("学时证明编号", "ZP2024052733"),
                        ("核定日期", "2024-05-20"),
                    ],
                    (200, 900),
                ),
            ]
        )
    )
    assert kind == "completion_certificate"
    assert (facts["hours"], facts["organiser"], facts["issue_date"]) == (16, "甲市教育局", "2024-05-20")


def test_credits_before_their_figure() -> None:
    _, facts = read(
        letter(
            "继续医学教育项目学分证书",
            "周启明同志于2024年5月6日至5月8日参加“急救技能培训班”学习,经考核合格,授予国家级Ⅰ类学分6分。",
            "主办单位:甲市医学会",
        )
    )
    assert (facts["hours"], facts["hours_unit"]) == (6, "学分")


def test_points_over_their_captions_all_on_one_side() -> None:
    _, facts = read(
        typed(
            [
                (300, 100, "我在学习强国的第971天"),
                (360, 200, "周启明", 56),
                (340, 300, "40,112", 90),
                (370, 445, "成长总积分"),
                (380, 497, "8,231", 56),
                (370, 610, "2023年度积分"),
                (330, 690, "2023-12-31"),
            ],
            width=900,
        )
    )
    assert (facts["score_total"], facts["score_annual"], facts["score_year"]) == (40112, 8231, 2023)


def test_a_year_with_a_number_right_of_it() -> None:
    rows = [("学习积分", "40112"), ("2023年", "8231"), ("今日", "31")]
    _, facts = read(
        typed(
            [
                (60, 80, "学习强国"),
                (60, 170, "周启明", 90),
                (60, 300, "已加入 甲市水文站"),
                *grid(rows, (60, 640)),
            ],
            width=900,
        )
    )
    assert (facts["score_annual"], facts["score_year"], facts["unit"]) == (8231, 2023, "甲市水文站")


def test_people_whose_certificates_are_announced_are_a_list() -> None:
    rows = [
        ("编号", "受训人", "所在单位", "评定"),
        *((f"20240{n}", name, "甲市水文站", "合格") for n, name in enumerate(["周启明", "钱学礼", "孙怀远", "李望春"])),
        ("202409", "吴清源", "甲市水文站", "合格"),
    ]
    kind, facts = read(
        typed(
            [
                (500, 80, "拟发证人员名册", BIG),
                (200, 220, "经审核,下列人员已完成“河道清淤培训班”全部课程,拟发培训合格证书,现予公示。"),
                *grid(rows, (200, 500, 800, 1250), top=330),
            ]
        )
    )
    assert kind == "roster"
    assert facts["meeting_title"] == "河道清淤培训班"
    assert len(facts["names"]) == 5


def test_a_form_nobody_filled_in_is_no_evidence() -> None:
    kind, _ = read(
        typed(
            [
                (500, 100, "继续教育学时登记申请表", BIG),
                *grid(
                    [
                        ("姓名", "", "性别", "男□ 女□"),
                        ("单位", "", "职称", "初□ 中□ 高□"),
                        ("培训名称", "", "申请学时", "学时"),
                    ],
                    (100, 400, 800, 1100),
                ),
                (100, 750, "单位意见"),
                (700, 750, "(盖章)    年  月  日"),
                (100, 850, "主管部门"),
                (700, 850, "(盖章)    年  月  日"),
                (100, 950, "填表说明:本表一式两份,字迹须清晰。"),
            ]
        )
    )
    assert kind == "unknown"


def test_the_place_under_the_heading_of_its_column() -> None:
    rows = [
        ("主办单位", "时间", "地点", "学时"),
        ("甲市水利学会", "2024年5月6日至5月8日", "甲市水利大厦六楼", "24学时"),
    ]
    _, facts = read(
        typed([(300, 100, "关于举办“河道清淤培训班”的通知", 60), *grid(rows, (100, 500, 1050, 1500))], width=1900)
    )
    assert facts["place"] == "甲市水利大厦六楼"


def test_a_bracket_that_tells_something_else_is_no_part_of_a_body() -> None:
    rows = [("项目名称", "河道清淤技术研究"), ("负责人", "周启明"), ("组织验收单位", "甲市科学技术局（县级计划项目）")]
    _, facts = read(typed([(500, 100, "科技项目验收意见书", BIG), *grid(rows, (200, 700)), (900, 700, "2024年5月6日")]))
    assert facts["organiser"] == "甲市科学技术局"


def test_the_sex_in_the_cell_of_a_name_is_no_part_of_it() -> None:
    rows = [("档案人", "周启明女"), ("建档单位", "甲市水务有限公司"), ("档案编号", "20240506")]
    _, facts = read(
        typed(
            [
                (500, 100, "个人学习档案", BIG),
                *grid(rows, (200, 700)),
                *column(["河道清淤技术培训班，2024年5月6日至5月8日，登记24学时，结业考试合格。"], top=500),
            ],
            width=1900,
        )
    )
    assert facts["person_name"] == "周启明"


def test_the_last_day_may_stand_in_a_cell_of_its_own() -> None:
    rows = [("姓名", "周启明", "", ""), ("学习项目", "河道清淤技术培训班", "", "")]
    _, facts = read(
        typed(
            [
                (500, 100, "继续教育学习情况证明表", BIG),
                *grid(rows, (200, 500, 760, 860)),
                *grid([("学习起止", "2024.05.06", "—", "2024.05.08"), ("学时数", "24")], (200, 500, 760, 860), top=560),
            ]
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")


def test_the_day_at_the_foot_is_not_the_time_of_what_a_sentence_tells() -> None:
    _, facts = read(
        typed(
            [
                (500, 100, "外出学习考察证明", BIG),
                *column(
                    [
                        "经组织批准，我单位周启明同志（工程师）于2024年5月6日至2024年5月8日",
                        "赴甲市水利大厦参加河道清淤技术培训，共计3天。特此证明。",
                    ],
                    top=300,
                ),
                (900, 600, "单位：甲市水务有限公司"),
                (900, 680, "时间：2024年5月13日"),
            ],
            width=1900,
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")
    assert facts["issue_date"] == "2024-05-13"


def test_a_class_of_yours_is_named_without_you() -> None:
    _, facts = read(
        typed(
            [
                (200, 100, "甲市水利学会："),
                (500, 200, "单位书面证明", BIG),
                *column(
                    [
                        "我单位周启明，女，参加贵单位河道清淤技术培训班，培训时间为",
                        "2024.05.06-2024.05.08，培训20学时，以此证明代之。",
                    ],
                    top=320,
                ),
                (900, 600, "甲市水务有限公司"),
                (900, 680, "2024年5月13日"),
            ],
            width=1900,
        )
    )
    assert facts["course_title"] == "河道清淤技术培训班"


def test_an_employer_says_whose_employee_somebody_is() -> None:
    kind, facts = read(
        typed(
            [
                (700, 100, "证明", BIG),
                *column(
                    [
                        "兹证明周启明（身份证号：330302********9951）系甲市水务有限公司在职职工，该同志",
                        "于2024年5月6日至2024年5月8日参加由甲市水利学会举办的河道清淤技术培训班，按规定",
                        "获得20学时。因培训通知原件未能留存，特出具此证明。",
                    ],
                    top=300,
                ),
                (900, 600, "出具单位：甲市水务有限公司"),
                (900, 680, "2024年5月13日"),
            ],
            width=1900,
        )
    )
    assert kind == "unit_statement"
    assert (facts["organiser"], facts["unit"]) == ("甲市水利学会", "甲市水务有限公司")


def test_dashes_of_upright_writing_are_hyphens_of_a_number() -> None:
    assert tidy_number("PX—2021—25709") == "PX-2021-25709"
    assert tidy_number("第—25号") == "第—25号"
