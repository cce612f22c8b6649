"""Papers of learning in words met later: labels of two things, verbs as labels, exports of meetings, bodies at the head."""

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
