"""Papers whose labels are plain questions, or stand in the first row of a table over their values."""

from __future__ import annotations

from domain.reading import MarkType
from tests.extractors.typed import column, grid, mark, typed
from tests.extractors.understood import facts_of, only_paper


def test_statement_in_one_row_under_its_labels() -> None:
    """An employer states in a table of one row who learned what, when, with whom and for how long."""
    rows = [
        ["姓名", "身份证", "学了什么", "期间", "哪家办的", "学时"],
        ["周启明", "330411198206309913", "堤防巡查培训班", "2024/03/04～2024/03/05", "甲州市水利学会", "16学时"],
    ]
    words = [
        (600, 80, "单位佐证清单", 48),
        *grid(rows, (100, 320, 800, 1200, 1800, 2200), top=250),
        (200, 500, "上列情形与本单位考勤相符,本单位愿意为此负责。"),
        (200, 700, "出具单位:乙州市水务公司"),
        (200, 800, "出具日:2024-03-31"),
    ]
    paper = only_paper(typed(words, width=2500, height=1400))
    told = facts_of(paper)
    assert paper.kind == "unit_statement"
    assert (told["person_name"], told["course_title"]) == ("周启明", "堤防巡查培训班")
    assert (told["start_date"], told["end_date"], told["hours"]) == ("2024-03-04", "2024-03-05", 16)
    assert (told["organiser"], told["unit"]) == ("甲州市水利学会", "乙州市水务公司")


def test_lecture_in_one_row_under_its_labels() -> None:
    """Who came from where to speak about what: one head that nobody has met does not keep the others from counting."""
    rows = [
        ["讲者", "何单位", "讲题", "班次", "讲课日", "课时"],
        ["周启明", "乙州市水务公司", "堤防渗漏探查", "防汛骨干研修班", "2024年3月4日", "6课时"],
    ]
    words = [
        (600, 80, "授课记录证明", 48),
        *grid(rows, (100, 320, 700, 1100, 1500, 1900), top=250),
        (200, 700, "立证方:甲州市水利学会"),
        (1500, 800, "2024年3月31日"),
    ]
    told = facts_of(only_paper(typed(words, width=2300, height=1300)))
    assert (told["person_name"], told["unit_from"]) == ("周启明", "乙州市水务公司")
    assert (told["lecture_title"], told["course_title"]) == ("堤防渗漏探查", "防汛骨干研修班")
    assert told["start_date"] == "2024-03-04"


def test_notice_that_asks_plainly() -> None:
    """When, where, how long and by whom, as people ask each other."""
    words = column(
        [
            "上课通知单",
            "关于举办堤防巡查专修课的通知",
            "啥时上:2024-03-04至2024-03-05",
            "在哪上:甲州市水利大厦三楼报告厅",
            "上多久:16学时",
            "谁来办:甲州市水利学会",
            "带什么:身份证",
            "打印日 2024.02.20",
        ]
    )
    paper = only_paper(typed(words))
    told = facts_of(paper)
    assert paper.kind == "training_notice"
    assert (told["start_date"], told["end_date"], told["hours"]) == ("2024-03-04", "2024-03-05", 16)
    assert (told["place"], told["organiser"]) == ("甲州市水利大厦三楼报告厅", "甲州市水利学会")


def test_letter_of_a_publisher_to_who_came() -> None:
    """A letter that thanks somebody for coming and counts the hours is a proof of them."""
    words = column(
        [
            "甲州水利出版社",
            "读者培训记录函",
            "尊敬的周启明老师:",
            "感谢您参加本社组织的“堤防巡查培训班”。活动自2024年3月4日至3月5日进行,",
            "您的签到记录完整,应计16学时,已登记在册。本函可作学习凭据。",
            "2024年3月8日",
        ]
    )
    paper = only_paper(typed(words))
    assert paper.kind == "completion_certificate"
    assert facts_of(paper)["hours"] == 16


def test_list_filled_in_by_hand_is_one_to_sign() -> None:
    """A list of arrivals that asks for clear writing is signed, no printed roster."""
    rows = [["号", "本人姓名", "手机"], *([str(i), name, "139****0000"] for i, name in enumerate(_NAMES, 1))]
    words = [(400, 80, "堤防巡查培训班报到名单", 48), (200, 170, "(现场手填,字迹请清楚)"), *grid(rows, (200, 400, 800))]
    hands = [mark(MarkType.HANDWRITING, 400, 490 + 90 * i, 540, 540 + 90 * i) for i in range(len(_NAMES))]
    assert only_paper(typed(words, marks=hands)).kind == "sign_in_sheet"


_NAMES = ("周启明", "沈知远", "柳文博", "孙立诚", "吴晓岚", "郑国栋")


def test_people_who_passed_made_known() -> None:
    """Who passed, told by body in sentences, is a list of people and nobody's certificate."""
    words = column(
        [
            "堤防巡查培训班结业人员公布",
            "以下人员于2024年3月4日至3月5日修完全部课目,经考核合格,现予公布:",
            "乙州市水务公司:周启明、沈知远、柳文博",
            "丙州市设计院:孙立诚、吴晓岚、郑国栋",
            "甲州市水利学会",
            "2024年3月8日",
        ]
    )
    paper = only_paper(typed(words))
    assert paper.kind == "roster"
    assert [one["name"] for one in facts_of(paper)["names"]] == list(_NAMES)  # type: ignore[attr-defined]


def test_receipt_for_a_teacher_from_outside() -> None:
    """A receipt of lessons given is no certificate of lessons taken."""
    words = column(
        [
            "外请教员授课回执",
            "教员:周启明",
            "课题:《堤防渗漏探查》",
            "班次:防汛骨干研修班",
            "日期:2024年3月4日",
            "课时:3课时",
            "甲州市水利学会",
            "2024年3月8日",
        ]
    )
    assert only_paper(typed(words)).kind == "teaching_statement"
