"""Papers of learning in words met later: labels of two things, verbs as labels, lists of online meetings, letters."""

from __future__ import annotations

from domain.place import Box, Place
from domain.reading import Line, MarkType
from extractors.text.flow import Flow
from extractors.text.labels import before_next_word
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, mark, typed


def test_a_cell_holds_name_and_number() -> None:
    rows = [
        ("姓名/证件号码", "周启明330402198301019950"),
        ("培训名称", "河道清淤技术培训班"),
        ("学时", "12学时"),
        ("发证单位", "甲市水利学会"),
        ("发证日期", "2024-05-10"),
    ]
    kind, facts = read(typed([(500, 150, "继续教育学时登记凭证", BIG), *grid(rows, (200, 700))], width=1900))
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["id_number"]) == ("周启明", "330402198301019950")


def test_a_verb_before_a_colon_is_the_label_of_the_class() -> None:
    kind, facts = read(
        letter("结业证明", "姓名:周启明", "已参加:河道清淤技术交流会", "学时:12学时", "主办单位:甲市水利学会")
    )
    assert kind == "completion_certificate"
    assert facts["course_title"] == "河道清淤技术交流会"


def test_months_and_the_body_a_person_works_for_in_one_sentence() -> None:
    kind, facts = read(
        letter(
            "在职进修结业证明",
            "周启明(身份证号:330402198301019950),甲市水文站在职人员,2022年9月至2023年6月参加河道",
            "清淤技术进修班,修满96课时,经考核准予结业。",
            "甲市水利学会",
            "2023年6月20日",
        )
    )
    assert kind == "completion_certificate"
    assert (facts["start_date"], facts["end_date"]) == ("2022-09", "2023-06")
    assert facts["unit"] == "甲市水文站"


def test_the_amount_ends_a_class_no_word_for_classes_ends() -> None:
    _, facts = read(
        letter(
            "培训合格证书",
            "周启明同志于2024年5月6日至5月8日参加河道清淤新技术推介,3天共24学时,合格。",
            "主办单位:甲市水利学会",
            "发证日期:2024年5月10日",
        )
    )
    assert facts["course_title"] == "河道清淤新技术推介"


def test_a_number_ends_where_the_reader_saw_a_blank_before_the_next_word() -> None:
    text = "认定编号：甲教2024-0771　经办："
    flow = Flow.of_line(Line(text, Place(1, Box(0, 0, 900, 40)), 0.99, (0.99,) * len(text)))
    start = flow.text.index("甲教")
    assert before_next_word(flow.span(start, len(flow.text) - 1)).text == "甲教2024-0771"
    _, facts = read(letter("教师培训学时认定单", "姓名:周启明", "培训项目:河道清淤培训班", "实得学时:12学时", text))
    assert facts["certificate_no"] == "甲教2024-0771"


def test_an_export_of_an_online_meeting_says_who_came() -> None:
    rows = [
        ("序号", "姓名", "进入时间", "离开时间", "在线时长"),
        ("1", "周启明", "8:31", "11:20", "169分钟"),
        ("2", "钱学礼", "8:40", "11:20", "160分钟"),
        ("3", "孙怀远", "", "", "0分钟"),
        ("4", "李望春", "8:29", "10:02", "93分钟"),
    ]
    kind, facts = read(
        typed(
            [
                (200, 100, "线上培训签到明细(导出)"),
                (200, 190, "会议主题:河道清淤技术交流会"),
                (200, 280, "会议日期:2024年5月6日"),
                *grid(rows, (200, 400, 700, 1000, 1300)),
            ]
        )
    )
    assert kind == "sign_in_sheet"
    assert facts["meeting_title"] == "河道清淤技术交流会"
    assert [(one["name"], one["attended"], one["printed"]) for one in facts["names"]] == [
        ("周启明", True, True),
        ("钱学礼", True, True),
        ("孙怀远", False, True),
        ("李望春", True, True),
    ]


def test_class_day_and_place_in_one_line_over_columns_that_repeat() -> None:
    rows = [("姓名", "签到", "姓名", "签到"), ("周启明", "√", "钱学礼", "√"), ("孙怀远", "×", "李望春", "√")]
    kind, facts = read(
        typed(
            [
                (600, 100, "培训签到", BIG),
                (200, 230, "河道清淤技术交流会 2024年5月6日 甲市水利大厦六楼"),
                *grid(rows, (200, 500, 800, 1100)),
            ]
        )
    )
    assert kind == "sign_in_sheet"
    assert (facts["meeting_title"], facts["place"]) == ("河道清淤技术交流会", "甲市水利大厦六楼")
    assert [one["attended"] for one in facts["names"]] == [True, False, True, True]


def test_a_day_beside_its_label_over_a_sheet_everybody_writes_on_is_no_session() -> None:
    rows = [("姓名", "电话"), ("周启明", ""), ("钱学礼", ""), ("孙怀远", ""), ("李望春", "")]
    _, facts = read(
        typed(
            [
                (600, 100, "签到簿", BIG),
                (200, 250, "主题:"),
                (330, 250, "河道清淤技术交流会"),
                (200, 330, "日期:"),
                (330, 330, "2024年5月6日"),
                *grid(rows, (200, 700)),
            ]
        )
    )
    assert [one["attended"] for one in facts["names"]] == [True] * 4
    assert not any("sessions" in one for one in facts["names"])


def test_the_body_over_the_title_of_a_sheet_held_it() -> None:
    rows = [("序号", "姓名", "签名"), ("1", "周启明", "周启明"), ("2", "钱学礼", "钱学礼"), ("3", "孙怀远", "")]
    _, facts = read(
        typed(
            [
                (600, 100, "甲市水利学会"),
                (300, 190, "河道清淤技术交流会参训签到表", BIG),
                (200, 310, "日期:2024年5月6日"),
                *grid(rows, (200, 500, 900)),
            ]
        )
    )
    assert facts["organiser"] == "甲市水利学会"


def test_a_letter_about_points_of_the_learning_app_is_no_statement_of_learning() -> None:
    kind, facts = read(
        typed(
            [
                (500, 150, "学习强国积分证明", BIG),
                *column(
                    [
                        "兹证明我单位周启明同志,2023年度在“学习强国”平台累计积分为8231分,截至2023年12月31日",
                        "成长总积分为40112分。",
                        "特此证明。",
                        "甲市水文站",
                    ],
                    top=350,
                ),
            ],
            width=1900,
            marks=[mark(MarkType.SEAL, 300, 560, 500, 760, "甲市水文站")],
        )
    )
    assert kind == "xuexi_score"
    assert (facts["score_annual"], facts["score_total"], facts["score_year"]) == (8231, 40112, 2023)


def test_a_notice_of_holidays_announces_no_learning() -> None:
    kind, _ = read(
        letter("关于放假的通知", "各位家长:根据安排,我校定于2024年10月1日起放假7天。", "甲市第三小学", "2024年9月25日")
    )
    assert kind == "unknown"


def test_who_signed_a_notice_stands_at_its_foot_whatever_stamp_is_under_the_title() -> None:
    kind, facts = read(
        letter(
            "关于召开河道清淤技术交流会的通知",
            "2024-04-16",
            "现将有关事项通知如下,请各有关单位做好准备工作,按时参加,并在会后及时总结经验。",
            "一、会议时间:2024年5月6日至5月8日",
            "二、会议地点:甲市水利大厦六楼会议室",
            "三、参会人员可登记24学时,请各单位于会前将回执发至会务组邮箱。",
            "甲市水利学会",
        )
    )
    assert kind == "training_notice"
    assert facts["organiser"] == "甲市水利学会"


def test_the_day_beside_the_bare_word_for_publishing() -> None:
    _, facts = read(
        letter(
            "关于举办河道清淤技术培训班的通知",
            "时间:2024年5月6日至5月8日",
            "地点:甲市水利大厦六楼会议室",
            "主办:甲市水利学会",
            "发布:2024.04.16",
        )
    )
    assert facts["issue_date"] == "2024-04-16"


def test_a_form_over_a_timetable_names_its_class() -> None:
    rows = [
        ("日期", "时段", "培训内容", "授课老师"),
        ("5月6日", "上午", "清淤设备", "周启明"),
        ("5月7日", "上午", "淤泥处置", "钱学礼"),
    ]
    kind, facts = read(
        typed(
            [
                (600, 100, "培训日程安排", BIG),
                *grid(
                    [
                        ("培训班", "河道清淤技术高级研修项目"),
                        ("起止时间", "2024年5月6日至2024年5月7日"),
                        ("主办单位", "甲市水利学会"),
                    ],
                    (200, 700),
                    top=250,
                ),
                *grid(rows, (200, 500, 800, 1200), top=560),
            ]
        )
    )
    assert kind == "course_schedule"
    assert facts["course_title"] == "河道清淤技术高级研修项目"


def test_a_letter_that_runs_on_behind_the_employer_it_addresses() -> None:
    _, facts = read(
        letter(
            "学术活动学时证明",
            "甲市水文站:你单位周启明同志于2024年5月6日至5月8日出席我会主办的“河道清淤高级研修班”,全程参加。",
            "认定学时:36课时",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert facts["unit"] == "甲市水文站"


def test_the_day_something_was_held_though_the_paper_was_issued_on_it() -> None:
    _, facts = read(
        letter(
            "参训学时证明",
            "甲市水文站周启明同志参加了我单位2024年5月6日举办的河道清淤继续教育,经考核合格,取得8学时。",
            "特此证明。",
            "甲市水利学会",
            "2024年5月6日",
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-06")


def test_a_notice_on_a_phone_whose_title_has_a_bar() -> None:
    kind, facts = read(
        typed(
            [
                (60, 180, "培训通知|河道清淤技术实训", 60),
                (60, 300, "甲市水利学会 2024-04-16 17:30", 30),
                *column(
                    [
                        "各相关单位:",
                        "由甲市水利学会主办的本期培训即将开班,请组织人员参加。",
                        "◆培训时间",
                        "2024.05.06",
                        "◆培训地点",
                        "甲市水利大厦六楼会议室",
                        "◆学时认定",
                        "考核合格者登记专业科目8学时。",
                    ],
                    left=60,
                    top=380,
                ),
            ]
        )
    )
    assert kind == "training_notice"
    assert (facts["course_title"], facts["organiser"]) == ("河道清淤技术实训", "甲市水利学会")
    assert (facts["issue_date"], facts["start_date"]) == ("2024-04-16", "2024-05-06")


def test_a_quotation_inside_a_quoted_class() -> None:
    _, facts = read(
        letter(
            "继续教育学分证明",
            "兹证明周启明于2024年5月6日至5月8日参加项目“小学“双减”背景下作业设计研修”的学习,授予3学分。",
            "主办单位:甲市教育学会",
        )
    )
    assert facts["course_title"] == "小学“双减”背景下作业设计研修"


def test_a_class_in_a_line_of_its_own_whose_chapters_were_learned() -> None:
    _, facts = read(
        typed(
            [
                (260, 150, "线上学习完成证书", 50),
                *column(
                    [
                        "周启明 你已完成课程",
                        "河道清淤新材料新工艺应用岗位练兵",
                        "的全部章节学习,获得4学时",
                        "颁发机构:甲市水利学会",
                    ],
                    top=350,
                ),
            ]
        )
    )
    assert facts["course_title"] == "河道清淤新材料新工艺应用岗位练兵"


def test_the_body_over_the_title_issued_it_where_the_last_one_is_the_persons_own() -> None:
    _, facts = read(
        typed(
            [
                (200, 80, "甲市红十字会", 30),
                (600, 140, "听课证", BIG),
                (200, 300, "课程:急救技能讲习班"),
                (200, 380, "日期:2024年5月6日"),
                (900, 380, "学时:8学时"),
                (200, 460, "学员:周启明"),
                (900, 460, "单位:甲市水文站"),
                (200, 540, "发放日期:2024.05.10"),
            ]
        )
    )
    assert (facts["unit"], facts["organiser"]) == ("甲市水文站", "甲市红十字会")


def test_a_sentence_behind_the_word_for_a_unit_is_no_unit() -> None:
    kind, facts = read(
        letter(
            "结业证书",
            "周启明同志:于2024年5月6日至5月8日在我",
            "单位参加急救技能轮训,学满16学时,考核",
            "合格,准予结业。",
        )
    )
    assert kind == "completion_certificate"
    assert "unit" not in facts


def test_hours_by_subject_under_one_head() -> None:
    low = [("", "", "", "公需", "专业")]
    rows = [("1", "河道清淤技术培训班", "2024-05-06", "4", "—"), ("2", "水文测验轮训", "2024-06-10", "—", "12")]
    lefts = (100, 300, 800, 1100, 1300)
    kind, facts = read(
        typed(
            [
                (500, 100, "2024年度继续教育学时登记证明", BIG),
                (100, 250, "姓名:周启明"),
                (1180, 345, "登记学时"),
                (100, 385, "序号"),
                (350, 385, "学习项目"),
                (820, 385, "完成日期"),
                *grid(low, lefts, top=428),
                *grid(rows, lefts, top=520),
                (350, 760, "合计"),
                (1180, 760, "16学时"),
                (900, 850, "甲市水利学会"),
                (900, 930, "2024年8月27日"),
            ]
        )
    )
    assert kind == "completion_certificate"
    assert [(one["course_title"], one.get("hours")) for one in facts["activities"]] == [
        ("河道清淤技术培训班", 4),
        ("水文测验轮训", 12),
    ]


def test_no_border_cuts_a_name_with_a_dot() -> None:
    rows = [("组别", "姓名", "单位"), *((str(n), "", "甲市水文站") for n in range(1, 6))]
    names = ["周启明", "钱学礼", "孙怀远", "李望春", "艾力江·买买提明"]
    _, facts = read(
        typed(
            [
                (400, 100, "河道清淤技术培训班学员名单", BIG),
                *grid(rows, (200, 420, 900)),
                *((420, 490 + 90 * i, name) for i, name in enumerate(names[:4])),
                (255, 490 + 360, names[4]),
            ]
        )
    )
    assert [one["name"] for one in facts["names"]] == names


def test_stub_and_certificate_are_read_apart() -> None:
    reading = typed(
        [
            (340, 80, "存根"),
            (1000, 80, "结业证书", BIG),
            *column(["姓名:周启明", "证号:甲教2024-0771", "日期:2024年5月10日", "经手人:钱学礼"], left=160, top=200),
            *column(
                [
                    "周启明同志:于2024年5月6日至2024年5月8日在我",
                    "校参加急救技能普及骨干师资教学能力提升专题",
                    "轮训班,学满16学时,考核合格,准予结业。",
                    "发证单位:甲市红十字会",
                ],
                left=700,
                top=200,
            ),
        ],
        width=1760,
        height=1240,
    )
    _, facts = read(reading)
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")
    assert (facts["course_title"], facts["hours"]) == ("急救技能普及骨干师资教学能力提升专题轮训班", 16)
