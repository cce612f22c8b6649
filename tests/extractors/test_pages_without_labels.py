"""Values that no label tells apart: under a name, behind a day, beside a number; words that only look like labels."""

from __future__ import annotations

import pytest

from domain.reading import Reading
from extractors import award_certificate, course_schedule, roster, service_statement, sign_in_sheet, understand
from extractors.text.courses import OF_A_CLASS
from extractors.text.patterns import compiled
from extractors.transcript import extract as transcript_of
from tests.extractors.test_other_layouts import facts, upright
from tests.extractors.test_unseen_layouts import letter, read
from tests.extractors.typed import Words, column, grid, typed

MARKS = [
    ("课程", "学分", "成绩"),
    ("高等数学", "4", "88"),
    ("专业认识实习", "1", "92"),
    ("工程力学", "3", "75"),
    ("文献检索", "2", "81"),
]


def phone(*head: Words) -> Reading:
    """A student's page of marks on a phone; ``head`` stands above the table."""
    shown: list[Words] = [(60, 30, "9:41", 34), (560, 110, "成绩查询", 50), *head]
    return typed([*shown, *grid(MARKS, (150, 760, 1100), top=520), (100, 1050, "累计学分:10")], width=1400)


def test_a_course_that_begins_with_the_word_is_no_major() -> None:
    (paper,) = understand(
        phone((100, 230, "周启明"), (100, 320, "8821400973 水利工程"), (100, 410, "甲乙理工学院 教务系统"))
    )
    assert (paper.kind, paper.value("major"), paper.value("student_no")) == ("transcript", "水利工程", "8821400973")
    assert "专业认识实习" in [one["name"] for one in paper.value("subjects")]
    bare = phone((100, 230, "姓名:周启明"), (100, 320, "学号:8821400973"))
    assert "major" not in {one.name for one in transcript_of(bare).facts}
    labelled = phone((100, 230, "姓名:周启明"), (100, 320, "学号:8821400973"), (100, 410, "专业水利工程"))
    assert {one.name: one.value for one in transcript_of(labelled).facts}["major"] == "水利工程"


def test_a_row_of_marks_is_no_label_even_where_its_table_is_not_understood() -> None:
    words: list[Words] = [(500, 100, "甲乙理工大学学生成绩单", 56), (100, 230, "姓名:周启明")]
    loose = typed([*words, (100, 400, "专业认识实习"), (700, 400, "92"), (100, 500, "高等数学"), (700, 500, "88")])
    assert "major" not in {one.name for one in transcript_of(loose).facts}


def signed(title: str, line: str) -> Reading:
    rows = [("周启明", "郑兰心", "李晓燕"), ("吴建华", "孙海宁", "王江")]
    return typed([(400, 120, title, 60), (560, 240, line), *grid(rows, (200, 700, 1200), top=400)], width=1700)


@pytest.mark.parametrize("title", ["河道清淤研修班签名簿", "河道清淤研修班签名本"])
def test_a_book_that_people_sign_in(title: str) -> None:
    kind, held = read(signed(title, "2024年5月6日 水利大厦附楼B207"))
    assert kind == "sign_in_sheet"
    assert [one["name"] for one in held["names"]] == ["周启明", "郑兰心", "李晓燕", "吴建华", "孙海宁", "王江"]
    assert (held["start_date"], held["meeting_title"]) == ("2024-05-06", title)
    assert held["place"] == "水利大厦附楼B207"


def test_a_body_behind_the_day_is_no_place() -> None:
    held = facts(sign_in_sheet, signed("河道清淤研修班签名簿", "2024年5月6日 甲市水利技术推广中心"))
    assert "place" not in held


def test_a_class_whose_end_is_called_graduation() -> None:
    columns = (
        "毕业证明",
        "兹有学员周启明在本会修学河道清淤强化培训班",
        "计六学时考核合格准予毕业此证",
        "甲市水利学会",
        "二〇二四年五月十日",
    )
    kind, held = read(upright(*columns))
    assert kind == "completion_certificate"
    assert (held["course_title"], held["hours"], held["hours_unit"]) == ("河道清淤强化培训班", 6, "学时")


def test_a_degree_is_no_class() -> None:
    kind, held = read(
        letter(
            "毕业证书",
            "学生周启明,性别女,在本校水利工程专业函授学习,修完专科教学计划规定的全部课程,成绩合格,准予毕业。",
            "校名:甲乙理工大学",
            "证书编号:103085202305001234",
            "2024年5月20日",
        )
    )
    assert (kind, held["major"]) == ("degree_certificate", "水利工程")
    assert compiled(OF_A_CLASS).search("修完研究生课程研修班") is None


@pytest.mark.parametrize("whose", ["周启明 的学习足迹", "周启明的2024年度学习报告", "周启明的强国时光"])
def test_whose_page_a_yearly_report_is(whose: str) -> None:
    told = column([whose, "年度积分 6120", "成长总积分 30541", "统计截至 2024-11-03"], left=500, top=260, step=120)
    kind, held = read(typed([(300, 120, "学习强国2024年学习报告", 60), *told]))
    assert (kind, held["person_name"], held["score_annual"]) == ("xuexi_score", "周启明", 6120)


def test_the_readers_own_report_names_nobody() -> None:
    told = column(["我的学习足迹", "年度积分 6120", "成长总积分 30541"], left=500, top=260, step=120)
    _, held = read(typed([(300, 120, "学习强国2024年学习报告", 60), *told]))
    assert "person_name" not in held


ROSTER = ("甲市水文站:周启明、郑兰心、李晓燕", "乙市水务局:吴建华、孙海宁、王江")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("请各单位通知学员准时到甲市水利大厦五楼会议室报到。", "甲市水利大厦五楼会议室"),
        ("请上述人员届时前往望江宾馆三楼报告厅参加培训。", "望江宾馆三楼报告厅"),
        ("请上述人员按时到甲市水利学会报到。", None),
        ("请上述人员按时到指定地点报到。", None),
    ],
)
def test_where_the_people_of_a_list_are_bidden_to(line: str, place: str | None) -> None:
    held = facts(roster, letter("河道清淤培训班学员花名册", *ROSTER, line, "甲市水利学会"))
    assert held.get("place") == place


PLAN = [
    ("日期", "午别", "题目", "教师", "课时"),
    ("2024年5月6日", "上午", "堤防巡查要点", "周启明", "4"),
    ("2024年5月7日", "上午", "水库除险方法", "郑兰心", "4"),
]


@pytest.mark.parametrize("label", ["全部课时", "全程课时", "课时总计"])
def test_the_label_of_a_schedules_total_names_no_unit(label: str) -> None:
    head: list[Words] = [(500, 100, "河道清淤研修班", 56), (620, 200, "教学计划表", 50)]
    lefts = (150, 500, 700, 1050, 1350)
    paper = typed([*head, *grid([*PLAN, (label, "", "", "8", "")], lefts, top=320)], width=1700)
    kind, held = read(paper)
    assert (kind, held["hours"]) == ("course_schedule", 8)
    assert "hours_unit" not in held
    said = typed([*head, *grid([*PLAN, (label, "", "", "8课时", "")], lefts, top=320)], width=1700)
    assert facts(course_schedule, said)["hours_unit"] == "课时"


@pytest.mark.parametrize(("when", "year"), [("", None), ("2023年度", 2023)])
def test_the_day_of_an_award_says_not_for_which_year(when: str, year: int | None) -> None:
    told = f"您主持完成的“闸门锈蚀检测研究”荣获{when}徐州市科学技术进步奖二等奖,"
    words: list[Words] = [(500, 140, "荣誉证书", 160), (250, 440, "周启明同志:"), (250, 560, told)]
    foot = [(160, 640, "排名第2。特发此证,以资鼓励。"), (1150, 800, "徐州市人民政府"), (1150, 880, "2024年8月26日")]
    paper = typed([*words, *foot, (160, 720, "编号:202466013325")], width=1900, height=1240)
    kind, held = read(paper)
    assert (kind, held.get("year"), held["award_name"]) == ("award_certificate", year, "徐州市科学技术进步奖")
    assert facts(award_certificate, paper).get("year") == year


def test_the_sex_a_degrees_form_prints() -> None:
    rows = [
        ("姓名", "周启明", "性别", "男"),
        ("毕业院校", "甲乙理工大学", "专业", "水利工程"),
        ("证书编号", "103085202305001234", "毕业日期", "2023-06-20"),
    ]
    kind, held = read(typed([(350, 120, "学历证书电子注册备案表", 60), *grid(rows, (150, 450, 950, 1250))], width=1700))
    assert (kind, held["sex"]) == ("degree_certificate", "男")


@pytest.mark.parametrize("label", ["所在单位", "所属单位"])
def test_a_name_ends_before_the_label_of_the_next_row(label: str) -> None:
    rows = [("服务人员", "周启明"), (label, "甲市妇幼保健院"), ("服务总时长", "6小时")]
    paper = typed([(300, 120, "心理援助公益服务时长确认表", 60), *grid(rows, (200, 700), top=240, step=70)], width=1300)
    held = facts(service_statement, paper)
    assert held["person_name"] == "周启明"


@pytest.mark.parametrize("title", ["学员签名本人承诺书", "参会人员签名本页有效"])
def test_signed_by_oneself_is_no_book(title: str) -> None:
    assert sign_in_sheet.recognise(letter(title, "周启明", "郑兰心", "李晓燕", "吴建华")).confidence < 0.5
