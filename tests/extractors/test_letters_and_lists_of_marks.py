"""Letters, lists of marks, posts and pages of the app in words met later: which day, whose, by whom."""

from __future__ import annotations

from extractors.text.names import known_name
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_a_transcript_says_whether_each_course_was_passed() -> None:
    rows = [("课程", "学分", "成绩", "结论"), *((n, "3", s, "合格") for n, s in (("水力学", "84"), ("水文学", "68")))]
    words = [(500, 100, "学生成绩登记册", BIG), (200, 240, "姓名:周启明"), (200, 310, "学号:3895651022")]
    kind, facts = read(typed([*words, *grid(rows, (200, 600, 900, 1200), top=480)], width=1700))
    assert kind == "transcript"
    assert facts["subjects"][0] == {"name": "水力学", "score": 84, "credit": 3, "result": "合格"}


def test_what_the_day_brought_beside_the_total() -> None:
    rows = [("成员", "周启明"), ("组织", "甲市水利学会"), ("年度(2023)", "2180"), ("今天", "+9")]
    kind, facts = read(
        typed(
            [
                (600, 60, "积分"),
                (500, 200, "17336", 120),
                (600, 380, "总积分"),
                *grid(rows, (150, 900), top=520),
                (200, 1000, "积分规则|兑换记录|54点点通"),
            ],
            width=1300,
        )
    )
    assert kind == "xuexi_score"
    assert (facts["score_total"], facts["score_annual"], facts["score_today"]) == (17336, 2180, 9)
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市水利学会")


def test_a_supplement_by_the_employer_is_no_certificate() -> None:
    rows = [
        ("员工", "周启明"),
        ("课程", "河道清淤技术培训班"),
        ("主办", "甲市水利学会"),
        ("时间", "2019-08-21至2019-08-22"),
        ("学时", "12"),
    ]
    foot = column(["证明人:钱学礼", "分管领导:孙怀远", "甲市燃气热力设计院", "2019年9月6日"], top=1000)
    kind, _ = read(typed([(500, 150, "年度学习补充证明", BIG), *grid(rows, (200, 600)), *foot], width=1700))
    assert kind == "unit_statement"


def test_the_prize_behind_the_verb_that_gives_it() -> None:
    _, facts = read(
        letter(
            "获奖证书",
            "为表彰在促进水利科技进步工作中作出贡献,特颁发甲省水利科技进步奖。",
            "等级:一等奖",
            "获奖者:周启明",
            "甲省水利厅",
            "2025年4月2日",
        )
    )
    assert facts["award_name"] == "甲省水利科技进步奖"


def test_a_managed_number_broken_over_two_lines() -> None:
    _, facts = read(
        letter(
            "考试合格通知",
            "周启明:",
            "你参加2020年度水利造价工程师资格考试,各科均达到合格标准。请携带身份证领取证书,证书管",
            "理号甲继教证字〔2020〕第92943号。",
            "甲市人事考试院",
            "2020年5月5日",
        )
    )
    assert facts["certificate_no"] == "甲继教证字〔2020〕第92943号"


def test_a_street_is_nobody() -> None:
    assert not known_name("江东路")
    assert known_name("路江东")


def test_the_day_of_arrival_is_not_the_time_of_the_class() -> None:
    kind, facts = read(
        typed(
            [
                (600, 100, "学员录取名单", BIG),
                *column(
                    [
                        "河道清淤技术培训班报名工作已结束,经审核录取以下人员,请通知本人于2023年6月15日到甲市",
                        "会议中心报到,2023年6月16日至2023年6月17日参加学习。",
                        "甲市水利设计院:周启明、钱学礼、孙怀远",
                        "甲市水文站:李望春、吴静安、郑明河",
                        "甲市水利学会",
                        "2023年6月1日",
                    ],
                    top=260,
                ),
            ],
            width=2000,
        )
    )
    assert kind == "roster"
    assert facts["meeting_title"] == "河道清淤技术培训班"
    assert (facts["start_date"], facts["end_date"]) == ("2023-06-16", "2023-06-17")


def test_a_notice_was_posted_on_the_day_beside_its_readers() -> None:
    kind, facts = read(
        typed(
            [
                (200, 100, "关于举办河道清淤技术培训班的通知", BIG),
                (200, 230, "甲市水利学会2025-04-19阅读312"),
                *column(
                    [
                        "各位会员:",
                        "河道清淤技术培训班将于2025年5月6日开课,2025年5月8日结束,共3天,地点为甲市会议中心。",
                        "完成全部学习者,由我会颁发电子证明,记24学时。",
                        "名额60个,先到先得,2025-04-24截止。",
                    ],
                    top=330,
                ),
            ],
            width=2000,
        )
    )
    assert kind == "training_notice"
    assert facts["issue_date"] == "2025-04-19"


def test_who_signs_in_a_cell_of_their_own_is_no_part_of_the_body() -> None:
    _, facts = read(
        typed(
            [
                (600, 150, "单位证明", BIG),
                *column(
                    [
                        "我单位职工周启明(男)于2024年5月6日至2024年5月8日参加河道清淤技术培训班,历时3天。",
                        "会议由甲省水利学会主办。特此证明。",
                    ],
                    top=330,
                ),
                (200, 600, "主任"),
                (500, 600, "钱学礼"),
                (900, 600, "甲市水利设计院"),
                (900, 680, "2024年5月29日"),
            ],
            width=2000,
        )
    )
    assert (facts["unit"], facts["organiser"]) == ("甲市水利设计院", "甲省水利学会")


def test_the_day_a_degree_was_granted_in_its_sentence() -> None:
    kind, facts = read(
        letter(
            "学位证明",
            "兹证明周启明(女,1990年9月9日出生)于本校攻读水文学,现已满足全部要求,获授理学硕士学位,",
            "证书编号124711202508380001,授予日期2025年3月18日。",
            "学位授予院校:甲市水利大学",
            "译者声明:本人钱学礼,翻译资格证号905412145003,译文忠实于原文。2027年9月4日",
        )
    )
    assert kind == "degree_certificate"
    assert (facts["certificate_no"], facts["issue_date"]) == ("124711202508380001", "2025-03-18")


def test_where_a_site_is_named_and_what_the_browser_prints() -> None:
    _, facts = read(
        typed(
            [
                (60, 20, "2022年12月31日14:45打印预览-证书", 24),
                (500, 150, "继续教育学时证明", BIG),
                *column(
                    [
                        "姓名:周启明",
                        "课程名称:河道清淤技术培训班",
                        "学时:12学时",
                        "学习网站:甲江工程师云课",
                        "生成:2022-08-04",
                    ],
                    top=330,
                ),
            ],
            width=1700,
        )
    )
    assert (facts["organiser"], facts["issue_date"]) == ("甲江工程师云课", "2022-08-04")
