"""Words that lead to a value and are none of it: by whom, an office in brackets, a question, an English sentence."""

from __future__ import annotations

import pytest

from domain.reading import Reading
from extractors import (
    article_page,
    completion_certificate,
    exam_result,
    journal_cover,
    roster,
    service_statement,
    sign_in_sheet,
    teaching_statement,
    training_notice,
    xuexi_score,
)
from extractors.text.hours import find_days
from extractors.text.identifiers import tidy_number
from extractors.text.names import known_name
from extractors.text.organisations import is_organisation, split_unit_and_name
from extractors.text.places import is_room
from tests.extractors.test_other_layouts import facts
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import Words, column, grid, typed

NAMES = ("周启明", "李海", "王江", "赵河", "孙泽", "钱源")


@pytest.mark.parametrize("name", ["迪布丽·克逊", "阿里木·买提"])
def test_a_party_named_before_the_name(name: str) -> None:
    _, held = read(
        letter(
            "结业证书补办证明",
            f"持证人{name}(身份证号码:330302********9931)原领本会所发结业证书遗失,经查存根:",
            "(1)培训名称 河道清淤培训班",
            "(2)培训时间 2024年5月6日至2024年5月8日",
            "(3)培训学时 24学时",
            "甲市水利学会",
            "2024年5月20日",
        )
    )
    assert held["person_name"] == name


def test_who_issued_in_english_and_whom_a_sentence_certifies() -> None:
    _, held = read(
        typed(
            [
                (500, 100, "CERTIFICATE OF TRAINING", BIG),
                (600, 200, "水利工程师培训证书"),
                (560, 300, "This is to certify that 周启明"),
                (400, 380, "completed the course 河道清淤技术培训班"),
                (420, 460, "from May 6, 2024 to May 8, 2024"),
                (500, 540, "完成 24 学时"),
                (160, 700, "证书号 No. 202469370019"),
                (880, 700, "主办 Hosted by 甲市水利学会"),
                (880, 780, "日期 Date 2024-05-20"),
            ]
        )
    )
    assert held["organiser"] == "甲市水利学会"
    assert (held["person_name"], held["course_title"]) == ("周启明", "河道清淤技术培训班")


@pytest.mark.parametrize("office", ["(秘书处)", "(办公室)"])
def test_the_office_in_brackets_is_no_part_of_the_body(office: str) -> None:
    held = facts(
        training_notice,
        letter(
            "关于邀请参加河道清淤培训班的函",
            "各会员单位:",
            "我们定于2024年5月6日至2024年5月8日在甲市水利大厦三楼会议室举办上述培训,诚邀派员出席。",
            f"甲市水利学会{office}",
            "2024年4月20日",
        ),
    )
    assert held["organiser"] == "甲市水利学会"


def test_a_term_is_no_length() -> None:
    assert not find_days("如有异议,请自打印之日起十个工作日内提出。")
    assert not find_days("请在7天内提交,共16学时。")
    assert [a.value for a in find_days("共5天内容。")] == [5]


@pytest.mark.parametrize("word", ["从业", "贵单", "敬礼"])
def test_words_that_are_no_names(word: str) -> None:
    assert not known_name(word)


def test_a_form_that_asks() -> None:
    _, held = read(
        typed(
            [
                (500, 100, "培训情况查证单", BIG),
                *grid(
                    [
                        ("核实对象", "周启明 证件号 330***********9951"),
                        ("是否由本单位派出", "是"),
                        ("参加哪项培训", "河道清淤继续教育班"),
                        ("何单位举办", "甲市水利学会"),
                        ("何时至何时", "2024.05.06—05.08"),
                        ("合计天数与学时", "3天 24学时"),
                    ],
                    (200, 700),
                    top=250,
                ),
                (700, 900, "核实单位:乙市水务集团有限公司"),
                (700, 980, "核实日期:2024年5月20日"),
            ]
        )
    )
    assert (held["person_name"], held["course_title"]) == ("周启明", "河道清淤继续教育班")


def test_how_it_was_attended_leads_to_the_class() -> None:
    _, held = read(
        letter(
            "学习证明",
            "兹有周启明同志,于2024年5月6日起至2024年5月8日止,跟班学习河道清淤专题班,全程出勤,累计学习24学时。",
            "甲市水利学会",
            "2024年5月20日",
        )
    )
    assert held["course_title"] == "河道清淤专题班"


def test_somebody_is_of_the_staff_of_a_body() -> None:
    held = facts(
        service_statement,
        letter(
            "志愿服务时长证明",
            "周启明为乙市人民广播电台技术人员,于2024年5月6日至2024年5月8日在我处值守热线,累计服务9小时。",
            "服务接收方:甲市水利学会",
            "2024年5月20日",
        ),
    )
    assert (held["person_name"], held["unit"]) == ("周启明", "乙市人民广播电台")


@pytest.mark.parametrize("body", ["乙市人民广播电台", "丙县广播电台"])
def test_a_radio_station_is_a_body(body: str) -> None:
    assert is_organisation(body)


def test_halls_are_told_from_offices() -> None:
    assert is_room("乙市图书馆多功能厅")
    assert not is_room("甲省教育厅")
    assert not is_room("乙市研究院办公室")


def test_a_lecturer_in_charge_of_teaching() -> None:
    held = facts(
        teaching_statement,
        letter(
            "师资证明",
            "来自乙市水文站的周启明,在2024年5月6日至2024年5月8日期间,承担我单位河道清淤讲习班的教学任务,主讲“水环境治理”,授课时长计2学时。",
            "甲市水利学会",
            "2024年5月20日",
        ),
    )
    assert held["course_title"] == "河道清淤讲习班"


def test_where_lessons_are_given() -> None:
    held = facts(
        training_notice,
        letter(
            "关于选派人员参加河道清淤培训班的通知",
            "(一)学习安排在2024年5月6日至2024年5月8日。",
            "(二)集中在甲市水利大厦三楼多功能厅授课,统一食宿。",
            "甲市水利学会",
            "2024年4月20日",
        ),
    )
    assert held["place"] == "甲市水利大厦三楼多功能厅"


def test_where_those_of_a_list_came_together() -> None:
    held = facts(
        roster,
        letter(
            "河道清淤培训班参训名单",
            "下列同志参加了2024年5月6日至5月8日在乙市工人文化宫三楼讲堂举办的上述培训,现予公布。",
            "乙市水文站:周启明、李海、王江",
            "乙市中学:赵河、孙泽、钱源",
            "甲市水利学会",
            "2024年5月20日",
        ),
    )
    assert held["place"] == "乙市工人文化宫三楼讲堂"


def sheet(*head: Words) -> Reading:
    rows = [("序号", "姓名", "工作单位"), *((str(i), name, "乙市水文站") for i, name in enumerate(NAMES, 1))]
    return typed([*head, *grid(rows, (200, 500, 900), top=500)])


@pytest.mark.parametrize("place", ["甲市宾馆二号会议厅", "水利大厦附楼六层", "乙市文化宫三楼讲堂"])
def test_a_place_led_to_behind_the_day(place: str) -> None:
    held = facts(sign_in_sheet, sheet((400, 100, "河道清淤培训班签到表", BIG), (200, 250, f"2024年5月6日 于{place}")))
    assert held["place"] == place


def test_where_a_list_was_drawn_from() -> None:
    held = facts(sign_in_sheet, sheet((400, 100, "闸机导出  河道清淤培训班"), (200, 250, "日期:2024年5月6日")))
    assert held["meeting_title"] == "河道清淤培训班"


def test_the_day_a_result_was_fetched() -> None:
    held = facts(
        exam_result,
        letter(
            "考试成绩通知单",
            "周启明(身份证号:330411********9996,准考证号:509549262702):",
            "您参加的2020年度水利(中级)资格考试成绩如下。",
            "科目 基础知识 专业知识",
            "成绩 57 81",
            "下载日期:2020-09-11",
        ),
    )
    assert held["query_date"] == "2020-09-11"
    assert "issue_date" not in held


def test_a_page_on_a_desk() -> None:
    held = facts(
        xuexi_score,
        typed(
            [
                (157, 88, "学习强国 首页 | 学习平台 | 我的积分", 30),
                (157, 172, "周启明", 30),
                (624, 172, "总积分", 30),
                (948, 172, "年度积分(2024)", 30),
                (624, 238, "11,185", 30),
                (948, 238, "4,928", 30),
                (157, 265, "乙市第二中学", 30),
                (1296, 552, "网页截屏日期:2024-10-13", 30),
            ],
            height=900,
        ),
    )
    assert (held["unit"], held["screenshot_date"]) == ("乙市第二中学", "2024-10-13")


def test_a_permit_for_inner_exchange() -> None:
    held = facts(
        journal_cover,
        typed([(480, 350, "甲市水利", 100), (575, 600, "2022·2"), (520, 1000, "甲内资准字第0031号")]),
    )
    assert held["inner_no"] == "甲内资准字第0031号"


def test_a_journal_before_its_number() -> None:
    held = facts(
        article_page,
        typed(
            [
                (110, 105, "水利与环境 2019(4) ISSN 1234-5679", 30),
                (110, 180, "闸门锈蚀检测方法", BIG),
                (110, 300, "周启明 李海 王江"),
                (110, 380, "作者单位:乙市水文站", 30),
                *column(["[摘 要] 样本来自本地区五家单位。", "一、问题的提出"], left=110, top=460),
            ]
        ),
    )
    assert held["journal_name"] == "水利与环境"


@pytest.mark.parametrize(
    ("read_along", "number"),
    [
        ("No.丙继教证字〔2021〕第27108号", "丙继教证字〔2021〕第27108号"),
        ("馆训字丙继教证字〔2021〕第27108号", "丙继教证字〔2021〕第27108号"),
        ("No.12345678", "No.12345678"),
    ],
)
def test_a_sign_read_along_with_a_number(read_along: str, number: str) -> None:
    assert tidy_number(read_along) == number


def test_letters_and_figures_set_one_by_one() -> None:
    held = facts(
        completion_certificate,
        letter("学时认定单", "证书编号 S L - 2 0 2 3 - 4 1 7 5 6", "教师 周启明", "经认定,本次培训计24学时。"),
    )
    assert held["certificate_no"] == "SL-2023-41756"


def test_a_page_of_a_site_that_gives_the_class() -> None:
    held = facts(
        completion_certificate,
        typed(
            [
                (460, 150, "我的证书"),
                (350, 300, "河道清淤专题班"),
                (170, 400, "本课程由水利人才学习平台提供并颁发证书", 36),
                *grid(
                    [("学员", "周启明"), ("开始学习", "2024-05-06"), ("学完日期", "2024-05-08"), ("获得学时", "8")],
                    (110, 600),
                    top=520,
                ),
            ],
            width=1200,
        ),
    )
    assert held["organiser"] == "水利人才学习平台"
    assert (held["start_date"], held["end_date"]) == ("2024-05-06", "2024-05-08")


def test_a_long_name_with_a_dot_behind_its_unit() -> None:
    assert split_unit_and_name("乙市水务公司的阿里木·买买提江") == ("乙市水务公司", "阿里木·买买提江")
