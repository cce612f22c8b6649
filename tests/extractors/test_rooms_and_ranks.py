"""Rooms in the houses of bodies, ranks and days by their own labels, units before figures, names set small or aside."""

from __future__ import annotations

import pytest

from extractors import (
    article_page,
    completion_certificate,
    course_schedule,
    journal_cover,
    roster,
    unit_statement,
    xuexi_score,
)
from extractors.text.courses import led_off
from tests.extractors.test_heads_in_other_words import flow
from tests.extractors.test_other_layouts import facts
from tests.extractors.test_roster import TABLE
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.test_xuexi_score import MY_PAGE
from tests.extractors.typed import Words, column, grid, typed


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("于2024年5月6日至8日在乙市水务宾馆三楼会议厅参加了甲市水利学会举办的", "乙市水务宾馆三楼会议厅"),
        ("2024年5月6日至5月8日由单位指派赴文体楼五楼研讨室C501参加甲市水利学会举办的", "文体楼五楼研讨室C501"),
        ("于2024年5月6日至8日在乙市水务学校参加了甲市水利学会举办的", None),
    ],
)
def test_a_room_is_a_place_in_whatever_house(said: str, place: str | None) -> None:
    paper = letter("培训证明", f"我单位职工周启明{said}河道清淤培训班,共3天24学时。", "乙市水务公司", "2024年5月20日")
    assert facts(unit_statement, paper).get("place") == place


def test_a_verb_behind_a_place_is_no_part_of_it() -> None:
    paper = letter(
        "参会证明",
        "兹有周启明于2024年5月6日至5月8日出席由甲市水利学会主办的“河道清淤培训班”,",
        "地点:水务大楼三楼会议室,给予继续教育学分6分。",
        "甲市水利学会",
        "2024年5月20日",
    )
    assert read(paper)[1]["place"] == "水务大楼三楼会议室"


def test_who_signs_beside_another_host_is_no_host() -> None:
    paper = letter(
        "学时证明",
        "证明:周启明,330402198301019950,在甲市水利学会参加河道清淤专题研修班,2024.05.06-2024.05.08,24学时。",
        "特此证明。",
        "乙市第三中学",
        "2024.05.20",
    )
    kind, held = read(paper)
    assert (kind, held["organiser"], held["unit"]) == ("unit_statement", "甲市水利学会", "乙市第三中学")
    assert facts(completion_certificate, paper)["organiser"] == "甲市水利学会"


def test_the_title_by_its_label_in_a_sentence_under_a_spaced_heading() -> None:
    words: list[Words] = [
        *[(500 + 80.0 * at, 150, letter) for at, letter in enumerate("职工学习合格证")],
        *column(
            [
                "周启明同志(职工职称:主管药师)于2024年5月6日至5月8日参加本公司组",
                "织的用药安全培训班,计24学时,考核合格。",
                "乙市医药有限公司",
                "2024年5月20日",
            ],
            top=260,
        ),
    ]
    assert read(typed(words, width=1900))[1]["title_level"] == "主管药师"


def test_days_beside_their_label_without_a_word_behind_the_figure() -> None:
    rows = (
        ("姓名", "周启明", "单位", "乙市水务公司"),
        ("班次名称", "河道清淤培训班", "培训机构", "甲市水利学会"),
        ("培训天数", "3", "认定学时", "24"),
    )
    words = [(500, 150, "继续教育学时认定表", BIG), *grid(rows, (150, 450, 950, 1200))]
    assert facts(completion_certificate, typed(words))["days"] == 3


def test_the_year_in_which_a_subject_was_learned() -> None:
    paper = letter(
        "继续教育考试合格证明",
        "周启明(身份证号码330***********9951):",
        "你于2022年度专业科目网络培训中,完成“河道清淤”全部课程,登记24学时。",
        "甲市水利学会",
        "2022年12月20日",
    )
    assert facts(completion_certificate, paper)["score_year"] == 2022


@pytest.mark.parametrize("lead", ["本校所举办之", "我院所办", "本中心主办的", "本处所开办的"])
def test_who_held_it_is_no_part_of_its_name(lead: str) -> None:
    assert led_off(flow(f"{lead}河道清淤养护培训班").whole).text == "河道清淤养护培训班"


def test_the_unit_before_the_figure_of_a_schedule() -> None:
    words: list[Words] = [
        (400, 120, "河道清淤培训班课程表", BIG),
        *grid(
            (("日期", "课程", "主讲人"), ("5月6日", "清淤机械", "周启明"), ("5月7日", "淤泥处置", "吴晓岚")),
            (150, 500, 1000),
        ),
        (150, 800, "总课时:12"),
        (900, 900, "甲市水利学会"),
    ]
    found = facts(course_schedule, typed(words))
    assert (found["hours"], found["hours_unit"]) == (12, "课时")


def test_hours_and_the_day_a_list_was_filled_in() -> None:
    words: list[Words] = [
        (350, 120, "河道清淤培训班结业人员花名册", 60),
        (120, 220, "学时:24课时"),
        *grid(TABLE, (120, 320, 600, 800)),
        (600, 1000, "填报人:周启明　填报日期:2024年5月20日"),
    ]
    found = facts(roster, typed(words))
    assert (found["hours"], found["hours_unit"], found["issue_date"]) == (24, "课时", "2024-05-20")


def test_when_a_screen_was_caught() -> None:
    reading = typed([*MY_PAGE, (150, 1600, "截屏于2025-06-03 08:12:40")])
    assert facts(xuexi_score, reading)["screenshot_date"] == "2025-06-03"


_ROW = "近年来沿海地区的海塘工程得到重视"


def test_authors_flush_right_over_two_columns() -> None:
    words: list[Words] = [
        (150, 100, "海塘工程学报 2024年第2期", 32),
        (400, 200, "潮汐作用下海塘变形监测", 60),
        (1300, 320, "赵一鸣,钱小二", 30),
        (1200, 380, "甲市水利勘测设计研究院", 30),
        (150, 460, "摘要 为研究海塘在潮汐作用下的变形,结合工程实例开展监测,得出变形规律。", 30),
        *((left, 560.0 + 60 * at, _ROW, 30.0) for at in range(8) for left in (150.0, 850.0)),
    ]
    found = facts(article_page, typed(words))
    assert (found["authors"], found["unit"]) == (["赵一鸣", "钱小二"], "甲市水利勘测设计研究院")


def test_a_journal_beside_its_number_may_be_called_like_a_section() -> None:
    words: list[Words] = [
        (150, 100, "水利研究与应用", 32),
        (700, 100, "2023年第4期", 32),
        (1200, 100, "ISSN 1849-7381", 32),
        (400, 250, "潮汐作用下海塘变形监测", 60),
        (600, 380, "赵一鸣　钱小二", 36),
        (400, 450, "(甲市水利设计院 甲市)", 32),
        (150, 560, "【摘要】为研究海塘在潮汐作用下的变形,结合工程实例开展监测。", 32),
        (150, 640, "【关键词】海塘;监测", 32),
    ]
    assert facts(article_page, typed(words))["journal_name"] == "水利研究与应用"
    section = [word for word in words if "ISSN" not in word[2]]
    assert facts(article_page, typed(section)).get("journal_name") != "水利研究与应用"


def test_a_cover_whose_name_is_set_small() -> None:
    words: list[Words] = [
        (150, 100, "海塘与堤防", 40),
        (1200, 200, "3 / 2023", 64),
        (150, 340, "甲省内部资料准印证 甲内准字第A102号", 40),
        (150, 420, "内部交流", 40),
        (600, 560, "本期要目", 40),
        (500, 640, "潮汐作用下海塘变形监测", 40),
        (500, 720, "软土地基加固技术", 40),
        (500, 800, "闸门锈蚀检测方法", 40),
        (150, 900, "主管　甲市水利局", 40),
        (150, 980, "主办　甲市水利学会", 40),
    ]
    assert facts(journal_cover, typed(words))["journal_name"] == "海塘与堤防"


@pytest.mark.parametrize(
    ("number", "held"), [("乙水函(2024)15号", "乙水函〔2024〕15号"), ("乙水证字〔2024〕15号", None)]
)
def test_an_office_numbers_its_letter(number: str, held: str | None) -> None:
    paper = letter(
        "乙市水利局",
        number,
        "关于周启明同志参加培训的函",
        "丙市人事局:",
        "我单位周启明同志于2024年5月6日至5月8日参加甲市水利学会举办的“河道清淤培训班”,共24学时。",
        "乙市水利局",
        "2024年5月20日",
    )
    assert facts(unit_statement, paper).get("doc_no") == held
