"""Certificates in two languages beside each other, honours read as names, days a form has in pieces, undated years."""

from __future__ import annotations

import pytest

from extractors import completion_certificate, teaching_statement, unit_statement
from extractors.text.document import Document
from extractors.text.identifiers import certificate_no
from tests.extractors.test_other_layouts import facts
from tests.extractors.test_unseen_layouts import letter
from tests.extractors.typed import grid, typed

HOST = "甲市水利学会"


def test_the_english_beside_the_chinese_runs_into_no_sentence() -> None:
    chinese = ["兹证明周启明于2024年5月6日", "至2024年5月8日参加“河道清淤与", "堤防加固培训班”,共16学时,", "考核合格。"]
    english = [
        "This is to certify that the",
        "person named on the left",
        "has attended all lessons and",
        "passed the examination.",
    ]
    lines = [(600, 100, "培训证书 CERTIFICATE")]
    for at, (one, other) in enumerate(zip(chinese, english, strict=True)):
        lines += [(100, 300 + 70 * at, one), (900, 300 + 70 * at, other)]
    paper = typed([*lines, (300, 700, "主办单位:" + HOST), (300, 770, "2024年5月20日"), (900, 770, "Seal")], width=1500)
    held = facts(completion_certificate, paper)
    assert held["course_title"] == "河道清淤与堤防加固培训班"
    assert (held["start_date"], held["end_date"]) == ("2024-05-06", "2024-05-08")


def test_an_honour_is_nobodys_name() -> None:
    paper = letter("电子证书", "荣誉学员·结业证书", "恭喜周启明", "你在“河道清淤讲座”中完成了8个学时的学习。", HOST)
    assert facts(completion_certificate, paper)["person_name"] == "周启明"


@pytest.mark.parametrize("name", ["周启", "周启明"])
def test_a_delegate_is_greeted_by_name(name: str) -> None:
    paper = letter(
        "参会证明", f"尊敬的{name}代表:", "感谢您出席2024年5月6日召开的“河道清淤学术年会”,可计继续教育6学时。", HOST
    )
    assert facts(completion_certificate, paper)["person_name"] == name


def test_a_name_granted_something_stands_in_a_line_of_its_own() -> None:
    paper = letter(
        "学分证书", "兹授予周启明", "该学员参加由甲市水利学会举办的“河道清淤学习班”,授予Ⅰ类学分6学分。", HOST
    )
    assert facts(completion_certificate, paper)["person_name"] == "周启明"


def test_a_lecturer_fetched_from_elsewhere_with_the_post_in_brackets() -> None:
    paper = letter(
        "讲课证明",
        "我站于2024年5月6日承办“河道清淤讲座”,特聘甲市城北职业学校周启明(高级讲师)前来授课,题目为《堤防加固》,共3学时。",
        "教务科:许安民",
        "甲市水利技术推广站",
        "2024年5月9日",
    )
    held = facts(teaching_statement, paper)
    assert held["person_name"] == "周启明"
    assert held["unit_from"] == "甲市城北职业学校"


def test_who_has_learnt_until_a_day_began_on_none() -> None:
    paper = letter(
        "公需科目合格证",
        "姓名:周启明",
        "该同志已于2024年5月6日学完公需科目“河道清淤培训班”,计20学时。",
        HOST,
        "2024年5月9日",
    )
    held = facts(completion_certificate, paper)
    assert held["end_date"] == "2024-05-06"
    assert "start_date" not in held


def test_a_number_is_told_by_a_verb() -> None:
    found = certificate_no(Document(letter("回函", "考核合格,证书编号为 甲继教证字〔2024〕第00317号。", "特此函复。")))
    assert found is not None
    assert found[1] == "甲继教证字〔2024〕第00317号"


def test_days_beside_their_labels_in_pieces() -> None:
    def row(label: str, day: str, top: int) -> list[tuple[int, int, str]]:
        year, month, date = day.split("-")
        spots = (100, 400, 520, 580, 640, 700, 760)
        return list(zip(spots, [top] * 7, (label, year, "年", month, "月", date, "日"), strict=True))

    paper = typed(
        [
            (300, 100, "继续教育登记单"),
            *grid([("学员姓名", "周启明"), ("学习班名称", "河道清淤高级研修班")], (100, 400), top=200),
            *row("起始日期", "2024-5-6", 320),
            *row("结束日期", "2024-5-8", 380),
            (100, 440, "核定学时"),
            (400, 440, "12学时"),
            (300, 520, HOST),
            (300, 580, "2024年5月9日"),
        ],
        width=900,
    )
    held = facts(completion_certificate, paper)
    assert (held["start_date"], held["end_date"]) == ("2024-05-06", "2024-05-08")


def test_a_title_that_seemed_ended_goes_on_below() -> None:
    paper = typed(
        [
            (100, 100, "证书详情"),
            (100, 200, "学员姓名  周启明"),
            (100, 260, "课程名称  堤防加固与河道清淤专题实务继续教育学习"),
            (100, 320, "班"),
            (100, 380, "获得学时  16学时"),
            (100, 440, "发证机构  甲市水利学会"),
        ],
        width=1000,
    )
    assert facts(completion_certificate, paper)["course_title"] == "堤防加固与河道清淤专题实务继续教育学习班"


@pytest.mark.parametrize(("total", "listed"), [("40", True), ("48", False)])
def test_a_year_without_days_is_told_by_its_sum(total: str, listed: bool) -> None:
    rows = [
        ("编号", "课程名称", "科目", "所获学时"),
        ("1", "河道清淤实务", "专业科目", "16"),
        ("2", "堤防加固要点", "公需科目", "24"),
    ]
    paper = typed(
        [
            (400, 80, "年度学习清单"),
            *grid([("学员姓名", "周启明"), ("学习年份", "2024")], (100, 500), top=160),
            *grid(rows, (100, 250, 550, 750), top=320),
            (280, 590, "总计"),
            (760, 590, total),
            (500, 680, "本清单生成于2025/1/3"),
            (600, 750, HOST),
        ],
        width=1000,
    )
    held = facts(completion_certificate, paper)
    assert ("activities" in held) is listed
    if listed:
        assert [one["hours"] for one in held["activities"]] == [16, 24]
        assert held["score_year"] == 2024
        assert held["issue_date"] == "2025-01-03"


def test_an_office_whose_seal_stands_in_signs_for_its_body() -> None:
    paper = letter(
        "培训证明",
        "兹证明我校教师周启明(身份证号:330402198301019950)参加了甲市水利学会组织的“河道清淤培训班”,共8学时。",
        "特此证明。",
        "甲市城北小学教务处(代章)",
        "2024年5月9日",
    )
    assert facts(unit_statement, paper)["unit"] == "甲市城北小学"
