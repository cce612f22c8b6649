"""Titles and rooms told later in a sentence, last days alone, bodies in brackets, and values set under their labels."""

from __future__ import annotations

import pytest

from extractors.text.organisations import is_organisation
from extractors.text.particulars import _KNOWN_TITLE
from tests.extractors.test_other_layouts import upright
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("我院周启明同志,女,现聘工程师。该同志于2024年5月6日参加院内组织", "工程师"),
        ("周启明同志系本单位在册人员,任高级农艺师。该同志于2024年5月6日参加院内组织", "高级农艺师"),
    ],
)
def test_the_title_somebody_holds_is_told_later_in_the_sentence(said: str, title: str) -> None:
    _, facts = read(
        letter("学习情况说明", said, "的河道清淤技术培训班,核计12学时。", "特此说明。", "乙市水文站", "2024年6月1日")
    )
    assert facts["title_level"] == title


def test_words_of_holding_are_no_part_of_a_title() -> None:
    assert _KNOWN_TITLE.fullmatch("现聘工程师") is None
    assert _KNOWN_TITLE.fullmatch("工程师") is not None


def test_a_title_on_a_card_whose_rows_are_labels_and_values() -> None:
    rows = [
        "学员　周启明",
        "单位　乙市水文站",
        "职称　主管药师",
        "认定学时　8学时",
        "出证平台　甲江继教网",
        "出证日期　2024-06-01",
    ]
    _, facts = read(
        typed([(400, 100, "学时详情"), (100, 220, "河道清淤技术讲习班", BIG), *column(rows, left=100, top=360)])
    )
    assert facts["title_level"] == "主管药师"
    assert facts["organiser"] == "甲江继教网"


@pytest.mark.parametrize("name", ["甲市会计师公会", "甲市律师公会"])
def test_a_guild_is_a_body(name: str) -> None:
    assert is_organisation(name)
    assert not is_organisation("局长办公会")


def test_a_class_of_which_only_the_end_is_told() -> None:
    _, facts = read(
        letter(
            "研修结业通知单",
            "周启明(乙市水文站):",
            "你参加的河道清淤技术讲习班已于2024年5月8日结束。总计8学时。请凭本单到",
            "所在单位人事部门登记。",
            "甲市水利学会",
            "2024年5月13日",
        )
    )
    assert "start_date" not in facts
    assert (facts["end_date"], facts["unit"]) == ("2024-05-08", "乙市水文站")


def test_the_last_day_under_its_label() -> None:
    pairs = [
        "姓名",
        "周启明",
        "班次",
        "河道清淤技术轮训班",
        "学时",
        "40学时",
        "结业日期",
        "2024-05-08",
        "颁发单位",
        "甲江继教网",
    ]
    _, facts = read(typed([(300, 100, "我的证书"), *column([*pairs, "颁发日期", "2024-06-01"], left=100, top=220)]))
    assert "start_date" not in facts
    assert facts["end_date"] == "2024-05-08"


def test_a_roster_dated_by_the_end_of_its_class() -> None:
    rows = [("序号", "姓名", "等次"), ("1", "周启明", "合格"), ("2", "吴晓岚", "优秀"), ("3", "郑国梁", "合格")]
    words = [(300, 100, "河道清淤技术轮训班结业人员名册", BIG), (200, 240, "结业日期:2024.05.08")]
    _, facts = read(typed([*words, *grid(rows, (200, 500, 900))]))
    assert "start_date" not in facts
    assert facts["end_date"] == "2024-05-08"


@pytest.mark.parametrize("days", ["2024.05.06—05.08", "2024年5月6日至5月8日"])
def test_days_and_room_in_brackets_with_but_a_blank_between(days: str) -> None:
    rows = [("选送单位", "姓名", "职称"), ("乙市水文站", "周启明", "工程师"), ("丙市水文站", "吴晓岚", "工程师")]
    words = [(300, 100, "河道清淤技术研修班参训人员名单", BIG), (200, 240, f"({days} 甲市档案馆一楼展厅)")]
    _, facts = read(typed([*words, *grid(rows, (200, 700, 1200))]))
    assert facts["place"] == "甲市档案馆一楼展厅"
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")


def test_a_room_in_which_teaching_went_on() -> None:
    _, facts = read(
        letter(
            "学时证明",
            "会员周启明(女,身份证号330402198301019950)参加了2024年5月6日起至2024年5月8日止的",
            "河道清淤技术提高班。授课在甲市教师之家六楼阶梯教室进行,全程到课,折合12学时。",
            "甲市水利学会",
            "2024年6月1日",
        )
    )
    assert facts["place"] == "甲市教师之家六楼阶梯教室"


def test_the_paper_is_no_award() -> None:
    _, facts = read(
        letter(
            "奖 励 证 书",
            "为表彰甲市科学技术进步奖获得者,特颁发此证书。",
            "项目名称:河道清淤成因研究",
            "奖励等级:一等奖",
            "获奖者:周启明(第3完成人)",
            "甲市人民政府",
            "2024年6月1日",
        )
    )
    assert facts["award_name"] == "甲市科学技术进步奖"


def test_hours_asked_for_and_said_to_have_been_done() -> None:
    _, facts = read(
        letter(
            "岗位继续教育结业证书",
            "持证人周启明,现任副研究馆员,所在单位乙市水文站。",
            "该同志参加我单位举办的河道清淤技术进修班,脱产学习时间为2024.05.06-2024.05.08,",
            "应修18学时,实修学时相符,结业测验及格。",
            "甲市水利学会",
            "2024年6月1日",
        )
    )
    assert (facts["hours"], facts["title_level"]) == (18, "副研究馆员")


def test_the_hour_a_page_was_printed_is_no_day_of_issue() -> None:
    rows = [
        ("学员", "周启明"),
        ("班级", "河道清淤技术研修班"),
        ("已获学时", "20学时"),
        ("生成时间", "2024-06-01 19:05:01"),
    ]
    words = [
        (100, 40, "2026/9/14 15:48　　　　学习记录-个人中心", 24),
        (100, 120, "甲江云课堂"),
        (500, 240, "在线学习证明", BIG),
    ]
    _, facts = read(typed([*words, *grid(rows, (200, 700))]))
    assert facts["issue_date"] == "2024-06-01"


def test_a_journal_beside_its_issue() -> None:
    entries = ["河道清淤的适用范围", "圩区泵站汽蚀移交的难点", "沿江水源地藻类季节变化", "老城区铸铁管内腐蚀成因"]
    rows = [(120.0, 400.0 + 160 * i, text) for i, text in enumerate(entries)]
    pages = [(1400.0, 400.0 + 160 * i, str(8 + 7 * i)) for i in range(len(entries))]
    people = [(160.0, 460.0 + 160 * i, name) for i, name in enumerate(["周启明", "吴晓岚", "郑国梁", "孙立群"])]
    words = [(120, 100, "文博纵览"), (700, 100, "2024.5"), (1300, 100, "第24卷"), (700, 240, "目　录", 60)]
    _, facts = read(typed([*words, *rows, *pages, *people]))
    assert facts["journal_name"] == "文博纵览"


def test_the_employer_in_an_english_sentence() -> None:
    _, facts = read(
        typed(
            [
                (500, 100, "CERTIFICATE OF PARTICIPATION", 60),
                (700, 220, "参会学时证书"),
                (200, 360, "This is to certify that 周启明 of 乙市中心医院 took part in the"),
                (200, 440, "programme “河道清淤技术培训班” held from May 6, 2024 to"),
                (200, 520, "May 8, 2024 and has been credited with 12 学时."),
                (900, 700, "主办单位 Organizer:甲市水利学会"),
                (1200, 780, "2024年6月1日"),
            ],
            width=1900,
        )
    )
    assert facts["unit"] == "乙市中心医院"


def test_the_school_in_brackets_behind_whom_a_paper_speaks_to() -> None:
    _, facts = read(
        letter(
            "教师培训学分证书",
            "周启明老师(学校:乙市中心医院):",
            "您于2024-05-06至2024-05-08参加甲市水利学会组织的“河道清淤技术进修班”,",
            "完成规定的研修任务,认定教师培训学分40学分。",
            "认定单位:甲市水利学会",
            "认定日期:2024年6月1日",
        )
    )
    assert facts["unit"] == "乙市中心医院"


def test_a_number_whose_last_word_stands_in_the_next_row() -> None:
    _, facts = read(
        letter(
            "研修结业通知单",
            "周启明(乙市水文站):",
            "你参加的河道清淤技术讲习班已结束。总计8学时,结业证号甲继教证字〔2024〕第44307",
            "号。请凭本单登记。",
            "甲市水利学会",
            "2024年5月13日",
        )
    )
    assert facts["certificate_no"] == "甲继教证字〔2024〕第44307号"


def test_all_in_one_breath_on_an_upright_certificate() -> None:
    _, facts = read(
        upright(
            "结业证明",
            "学员周启明供职甲市博物馆",
            "参加河道清淤技术培训班",
            "历时八学时考查及格特给此证",
            "甲市水利学会",
            "二〇二四年五月十日",
        )
    )
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市博物馆")
    assert facts["course_title"] == "河道清淤技术培训班"


def test_a_label_under_the_list_is_nobody() -> None:
    rows = [("序", "教师姓名", "序", "教师姓名"), ("1", "周启明", "3", "吴晓岚"), ("2", "郑国梁", "4", "孙立群")]
    words = [(300, 100, "河道清淤技术培训班到会教师签到", BIG), (200, 260, "活动日期:2024年5月6日")]
    _, facts = read(typed([*words, *grid(rows, (200, 420, 900, 1120)), (140, 700, "记录:")]))
    assert [one["name"] for one in facts["names"]] == ["周启明", "郑国梁", "吴晓岚", "孙立群"]


def test_a_record_of_a_year_without_days() -> None:
    rows = [
        ("序号", "课程", "科目类别", "学时", "状态"),
        ("1", "河道清淤技术", "专业科目", "18", "已审核"),
        ("2", "泵站运行维护", "行业公需", "24", "已审核"),
        ("3", "水质监测", "专业科目", "8", "已审核"),
    ]
    words = [
        (100, 60, "甲江学堂"),
        (500, 160, "专业科目学习明细(2024年)", 50),
        (100, 260, "学员:周启明"),
        (100, 330, "单位:乙市水文站"),
    ]
    _, facts = read(
        typed(
            [
                *words,
                *grid(rows, (120, 300, 800, 1100, 1300)),
                (1100, 850, "合计:50学时"),
                (100, 950, "导出日期:2024-07-17"),
            ]
        )
    )
    assert [one["hours"] for one in facts["activities"]] == [18, 24, 8]
    assert "course_title" not in facts


def test_what_was_taught_is_no_class_on_a_form() -> None:
    rows = [
        ("授课教师", "周启明"),
        ("工作单位", "乙市水文站"),
        ("授课内容", "河道清淤技术"),
        ("授课日期", "2024年4月10日"),
        ("授课学时", "2学时"),
    ]
    words = [
        (400, 100, "兼职教师授课情况确认表", BIG),
        *grid(rows, (200, 700)),
        (1000, 950, "甲省理工大学"),
        (1000, 1030, "2024/5/11"),
    ]
    _, facts = read(typed(words))
    assert facts["lecture_title"] == "河道清淤技术"
    assert "course_title" not in facts


def test_an_open_booklet_whose_values_stand_under_their_labels() -> None:
    left = [
        "持证人登记",
        "姓名　周启明",
        "身份证号",
        "330402********9950",
        "单位",
        "乙市第二水文站",
        "证号",
        "BX2024087863",
    ]
    head = ("学习日期", "学习科目", "学时", "结果")
    rows = [
        head,
        ("2024.02.07—02.08", "河道清淤技术", "16", "合格"),
        ("2024年4月15日", "泵站运行维护", "4", "合格"),
        ("2024年6月3日", "水质监测方法", "6", "通过"),
        ("2024年6月20日", "圩区排涝方法", "6", "通过"),
    ]
    words = [
        *column(left, left=150, top=100, step=75),
        (1150, 100, "2024年度学习记载"),
        *grid(rows, (850, 1250, 1650, 1800), top=250, step=75),
        (850, 700, "小计:32学时"),
        (1350, 800, "验印机关:甲市水利学会"),
        (1500, 880, "2024年7月6日"),
    ]
    _, facts = read(typed(words, size=32, width=2000, height=1400))
    assert facts["unit"] == "乙市第二水文站"
    assert facts["activities"][0]["start_date"] == "2024-02-07"
    assert len(facts["activities"]) == 4
