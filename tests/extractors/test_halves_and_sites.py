"""Halves of labels, names of sites, captions of apps: words beside a value that are not the value."""

from __future__ import annotations

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_the_english_half_of_a_label_is_no_value() -> None:
    words = [
        (500, 150, "岗位培训合格证书", BIG),
        (150, 300, "姓名"), (250, 300, "/ NAME"), (700, 300, "单位"), (800, 300, "/ EMPLOYER"),
        (150, 380, "周启明"), (700, 380, "甲市城南水文站"),
        (150, 520, "课程"), (250, 520, "/ COURSE"), (1100, 520, "学时"), (1200, 520, "/ HOURS"), (1450, 520, "成绩"),
        (150, 600, "河道清淤技术专题培训"), (1100, 600, "12学时"), (1450, 600, "88"),
        (150, 760, "发证机构:甲水云讲堂"),
        (150, 840, "发证日期:2024年5月10日"),
    ]  # fmt: skip
    kind, facts = read(typed(words, width=1900))
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市城南水文站")
    assert facts["course_title"] == "河道清淤技术专题培训"
    assert facts["organiser"] == "甲水云讲堂"


def test_the_office_of_a_society_signs_for_it() -> None:
    kind, facts = read(
        typed(
            [
                (500, 120, "甲市水利学会", BIG),
                *column(
                    [
                        "关于做好河道清淤技术培训班有关工作的通知",
                        "各会员单位:",
                        "为提高业务水平,决定举办河道清淤技术培训班,现将有关事项通知如下:",
                        "一、培训时间:2024年5月6日至5月8日",
                        "二、报名方式:电话报名",
                        "三、地点为甲市水利大厦三楼会议室,请准时参加。",
                        "甲市水利学会秘书处",
                        "2024年4月10日",
                    ],
                    top=260,
                ),
            ]
        )
    )
    assert kind == "training_notice"
    assert facts["organiser"] == "甲市水利学会"
    assert facts["course_title"] == "河道清淤技术培训班"
    assert facts["place"] == "甲市水利大厦三楼会议室"


def test_an_office_that_stands_alone_keeps_its_name() -> None:
    _, facts = read(
        letter(
            "关于举办河道清淤技术培训班的通知",
            "各会员单位:",
            "培训时间:2024年5月6日至5月8日",
            "甲市水利学会秘书处",
            "2024年4月10日",
        )
    )
    assert facts["organiser"] == "甲市水利学会秘书处"


def test_hours_in_brackets_behind_a_class_are_no_part_of_it() -> None:
    _, facts = read(
        letter(
            "岗位培训合格证",
            "姓名:周启明",
            "企业:甲市城南水文站",
            "培训科目:河道清淤技术学习班(24学时)",
            "签发单位:甲市水利学会",
        )
    )
    assert facts["course_title"] == "河道清淤技术学习班"
    assert facts["hours"] == 24
    assert facts["unit"] == "甲市城南水文站"


def test_the_last_day_told_and_the_first_beside_its_label() -> None:
    _, facts = read(
        letter(
            "继续教育合格证明",
            "姓名:周启明",
            "上列人员已于2024年3月26日完成河道清淤技术轮训学习(开始学习",
            "日期:2024年3月23日),共修32学时,结业测试成绩合格。",
            "出具单位:甲市水利学会",
            "出证日期:2024年4月10日",
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2024-03-23", "2024-03-26")


def test_the_second_half_of_a_spread_title_is_no_class() -> None:
    rows = [
        ("日期", "时间", "课程内容", "主讲"),
        ("5月6日", "8:30-11:30", "清淤设备选型", "周启明"),
        ("5月7日", "8:30-11:30", "淤泥处置", "钱立"),
    ]
    head = [(500, 150, "课程", BIG), (900, 150, "安排一览", BIG)]
    about = [
        (150, 280, "学习班"),
        (400, 280, "河道清淤技术培训班"),
        (1000, 280, "办班日期"),
        (1250, 280, "2024年5月6日至5月7日"),
    ]
    kind, facts = read(typed([*head, *about, *grid(rows, (150, 400, 800, 1400))], width=1900))
    assert kind == "course_schedule"
    assert facts["course_title"] == "河道清淤技术培训班"


def test_captions_below_with_whose_unit_among_them() -> None:
    pairs = [
        ("学分中心", ""), ("12学分", "本课程所获学分"), ("周启明", "申领人"), ("甲市城南水文站", "申领人单位"),
        ("河道清淤技术研修班", "课程名称"), ("2024-05-06至2024-05-08", "课程学习时段"), ("SL-2024-0031", "学分证编号"),
        ("2024-05-10", "签发日期"), ("甲水云讲堂", "签发机构"),
    ]  # fmt: skip
    kind, facts = read(typed(column([word for pair in pairs for word in pair if word]), width=1200))
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市城南水文站")
    assert facts["organiser"] == "甲水云讲堂"


def test_whom_a_person_stood_for() -> None:
    _, facts = read(
        letter(
            "参训证明",
            "周启明同志:",
            "您代表甲市城南水文站,参加了2024年5月6日至5月8日举办的“河道清淤技术培训班”,",
            "全部课程计12学时,您已按要求完成。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市城南水文站")


def test_a_message_names_person_and_class() -> None:
    _, facts = read(
        letter(
            "学时证明",
            "【甲水云讲堂】周启明学员:您于2024年5月6日至2024年5月8日参加的河道清淤",
            "技术学术年会已办结,获12学时,证书编号:SL-2024-0031。退订回T",
        )
    )
    assert facts["person_name"] == "周启明"
    assert facts["course_title"] == "河道清淤技术学术年会"


def test_days_and_hall_in_rows_of_their_own() -> None:
    rows = [
        ("时间", "报告题目", "报告人"),
        ("8:30-11:30", "清淤设备选型", "周启明"),
        ("14:00-17:00", "淤泥处置", "钱立"),
    ]
    head = [
        (500, 120, "会议日程", BIG), (300, 220, "河道清淤技术学术年会", BIG),
        (300, 310, "2024年5月6日至5月7日"), (300, 380, "甲市水利大厦三楼报告厅"),
    ]  # fmt: skip
    kind, facts = read(typed([*head, *grid(rows, (150, 600, 1300), top=480)], width=1900))
    assert kind == "course_schedule"
    assert facts["place"] == "甲市水利大厦三楼报告厅"


def test_credits_granted_by_a_notice_with_the_day_of_the_class() -> None:
    rows = [
        ("学员", "周启明"), ("学员单位", "甲市城南水文站"), ("活动名称", "河道清淤技术专题研修班"),
        ("活动日期", "2024年5月6日至2024年5月8日"), ("授予学分", "4"), ("证书流水号", "SL-2024-0031"),
    ]  # fmt: skip
    foot = [(200, 1000, "授予日期:2024年5月20日")]
    kind, facts = read(
        typed([(500, 120, "甲市水利学会"), (450, 220, "继续工程教育学分授予通知", BIG), *grid(rows, (200, 700)), *foot])
    )
    assert kind == "completion_certificate"
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")
    assert facts["issue_date"] == "2024-05-20"


def test_people_in_groups_under_the_name_of_their_class() -> None:
    people = [
        ("1", "何英", "工程师"),
        ("2", "郑怡", "工程师"),
        ("3", "康翔", "高级工程师"),
        ("4", "罗建", "工程师"),
        ("5", "孙健", "工程师"),
    ]
    head = [
        (400, 120, "河道清淤技术培训班"),
        (500, 230, "参训学员编组表", BIG),
        (200, 330, "时间:2024年5月6日至5月8日"),
    ]
    table = grid([("学号", "学员", "职称"), *people], (200, 500, 900), top=440)
    kind, facts = read(
        typed([*head, *table, (200, 1000, "第一组组长:乐朋兴第二组组长:钱立"), (900, 1090, "甲市水利学会")])
    )
    assert kind == "roster"
    assert facts["meeting_title"] == "河道清淤技术培训班"
    assert [one["name"] for one in facts["names"]] == [name for _, name, _ in people]
    assert facts["organiser"] == "甲市水利学会"


def test_the_day_of_arrival_is_not_the_day_of_the_class() -> None:
    _, facts = read(
        letter(
            "入学名单",
            "下列同志参加“河道清淤技术培训班”学习,报到日期2024年5月5日,学习时间2024年5月6日至2024年5月8日。",
            "甲市城南水文站:汤北娜、元泽勇、华瑜婷",
            "甲市第九中学:潘飞岩、滕凯健",
            "甲市水利学会",
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")


def test_the_day_of_a_screen_shot_is_said_in_other_words() -> None:
    head = [(80, 100, "10:56"), (300, 200, "我的学习强国"), (100, 320, "周启明")]
    scores = [(100, 450, "成长总积分"), (500, 450, "今日积分"), (100, 520, "29995"), (500, 520, "12")]
    kind, facts = read(typed([*head, *scores, (100, 700, "截图于2024/12/31")], width=828, height=1792))
    assert kind == "xuexi_score"
    assert facts["screenshot_date"] == "2024-12-31"
