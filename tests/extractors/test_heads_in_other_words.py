"""Columns, labels and leads in words met later still: who was there, which issue, what it was called."""

from __future__ import annotations

from domain.place import Box, Place
from domain.reading import Line
from extractors.text.flow import Flow
from extractors.text.names import names_in_sentences
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed

PEOPLE = ("周启明", "钱学礼", "孙怀远", "李望春", "吴静安")


def flow(text: str) -> Flow:
    return Flow.of_line(Line(text, Place(1, Box(0, 0, 40 * len(text), 48)), 0.99, (0.99,) * len(text)))


def test_lessons_are_sessions_and_guests_are_people() -> None:
    rows = [("学号", "嘉宾", "第一节", "第二节", "备注"), *((str(i), n, n, n, "") for i, n in enumerate(PEOPLE, 1))]
    kind, facts = read(
        typed([(500, 150, "河道清淤技术培训班签到表", BIG), *grid(rows, (100, 400, 700, 1000, 1300))], width=1700)
    )
    assert kind == "sign_in_sheet"
    assert [(one["name"], one["attended"]) for one in facts["names"]] == [(name, True) for name in PEOPLE]
    assert set(facts["names"][0]["sessions"]) == {"第一节", "第二节"}


def test_a_sheet_of_one_letter_headings_in_two_groups() -> None:
    pairs = list(zip(PEOPLE[:2], PEOPLE[2:4], strict=True))
    rows = [
        ("号", "学员", "签", "号", "学员", "签"),
        *((str(i), a, a, str(i + 2), b, b) for i, (a, b) in enumerate(pairs, 1)),
    ]
    _, facts = read(
        typed([(500, 150, "河道清淤技术培训班签到表", BIG), *grid(rows, (100, 300, 550, 850, 1050, 1300))], width=1700)
    )
    assert {one["name"] for one in facts["names"]} == set(PEOPLE[:4])


def test_a_title_of_words_for_meetings_alone_names_none() -> None:
    rows = [("席号", "到会人", "签名"), *((str(i), n, n) for i, n in enumerate(PEOPLE, 1))]
    words = [
        (500, 150, "座谈研讨到会签名单", BIG),
        (100, 300, "议题:河道清淤技术交流会"),
        (100, 380, "日期:2024年5月6日"),
    ]
    _, facts = read(typed([*words, *grid(rows, (100, 400, 700), top=500)], width=1700))
    assert facts["meeting_title"] == "河道清淤技术交流会"


def test_the_name_of_a_journal_and_its_issue_in_one_breath() -> None:
    papers = (
        "河道清淤设备选型比较",
        "城市内涝预警模型研究",
        "水库大坝渗流监测分析",
        "泵站节能改造方案比选",
        "滩涂围垦生态影响评价",
    )
    rows = [
        ("篇名", "作者", "起页"),
        *((t, n, str(p)) for t, n, p in zip(papers, PEOPLE, (3, 9, 15, 22, 30), strict=True)),
    ]
    kind, facts = read(
        typed([(200, 150, "甲江水利·2022/11"), (700, 240, "目次"), *grid(rows, (200, 900, 1300))], width=1700)
    )
    assert kind == "journal_contents"
    assert (facts["journal_name"], facts["year"], facts["issue"]) == ("甲江水利", 2022, 11)


def test_contents_in_two_columns_of_leaders() -> None:
    left = ("河道清淤设备选型比较", "水库大坝渗流监测分析", "泵站节能改造方案比选", "滩涂围垦生态影响评价")
    right = ("城市内涝预警模型研究", "山塘整治投资效益分析", "灌区信息化建设探讨", "海塘生态化改造实践")
    words = [(700, 150, "目次", BIG), (200, 60, "甲江水利2022年第11期")]
    for i, (a, b) in enumerate(zip(left, right, strict=True)):
        words.append((100, 300 + 80 * i, f"{a}........{PEOPLE[i]}{3 + i}", 30))
        words.append((950, 300 + 80 * i, f"{b}........{PEOPLE[i]}{40 + i}", 30))
    _, facts = read(typed(words, width=1900))
    assert [one["title"] for one in facts["entries"]] == [*left, *right]
    assert facts["entries"][4]["page_start"] == 40


def test_pages_of_a_paper_cited_without_a_volume() -> None:
    kind, facts = read(
        typed(
            [
                (200, 100, "甲江水利,2020(7):50-55"),
                (200, 220, "河道清淤设备选型比较研究", BIG),
                (500, 360, "周启明,钱学礼"),
                (400, 450, "甲市水利水电勘测设计院,甲市310000"),
                *column(["摘要:比较了三种设备的效率。", "关键词:清淤;设备;比选", "1引言"], top=540),
            ],
            width=1900,
        )
    )
    assert kind == "article_page"
    assert (facts["page_start"], facts["page_end"]) == (50, 55)


def test_whose_share_it_was_is_no_part_of_the_work() -> None:
    kind, facts = read(
        letter(
            "获奖证书",
            "授予周启明同志",
            "2023年度甲市科技进步奖二等奖",
            "获奖项目:河道清淤设备研究(第2完成人,申报单位甲市水利学会)",
            "编号:KJ-2023-0771",
            "甲市人民政府",
            "2023年12月1日",
        )
    )
    assert kind == "award_certificate"
    assert facts["project_name"] == "河道清淤设备研究"


def test_what_is_studied_is_not_the_name_of_the_paper() -> None:
    _, facts = read(
        typed(
            [
                (200, 150, "建设合同履约风险研究", BIG),
                *grid(
                    [
                        ("材料", "课题结题通知"),
                        ("课题编号", "2021B389"),
                        ("主持人", "周启明"),
                        ("承担单位", "甲市水利学会"),
                        ("结题日期", "2022-04-29"),
                        ("管理部门", "甲市科学技术局"),
                    ],
                    (200, 600),
                ),
            ],
            width=1700,
        )
    )
    assert facts["doc_title"] == "课题结题通知"


def test_how_a_class_was_attended_and_where_is_no_part_of_its_name() -> None:
    _, facts = read(
        letter(
            "听讲证明",
            "兹有周启明,自2020年8月26日至2020年8月27日在我校旁听河道清淤技术培训班,",
            "实到2天,计12学时。",
            "甲市水利职业学院",
            "2020年9月1日",
        )
    )
    assert facts["course_title"] == "河道清淤技术培训班"


def test_the_hour_a_letter_was_sent_is_not_the_time_of_the_class() -> None:
    _, facts = read(
        letter(
            "学时确认证明",
            "发件人:甲市水利学会培训部",
            "收件人:周启明",
            "时间:2021-06-26 11:13",
            "活动名称:河道清淤技术培训班",
            "活动区间:2021.06.18-2021.06.21",
            "授予学时:24学时",
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2021-06-18", "2021-06-21")


def test_an_adverb_is_no_letter_of_the_name() -> None:
    named = [span.text for span, _ in names_in_sentences(flow("我司员工周启明确于2020年1月10日参加了培训"))]
    assert named[0] == "周启明"


def test_who_a_letter_is_to() -> None:
    named = [span.text for span, _ in names_in_sentences(flow("致周启明:"))]
    assert named[:1] == ["周启明"]


def test_a_subject_of_study_beside_the_number_of_the_student() -> None:
    rows = [("科目", "学分", "成绩"), ("水力学", "3", "84"), ("水文学原理", "4", "68"), ("工程地质", "2", "83")]
    words = [
        (700, 100, "成绩", BIG),
        (200, 220, "周启明"),
        (200, 290, "水利水电工程学号0991254477"),
        (200, 360, "甲市水利大学"),
    ]
    kind, facts = read(typed([*words, *grid(rows, (200, 700, 1000), top=480)], width=1700))
    assert kind == "transcript"
    assert facts["major"] == "水利水电工程"


def test_what_was_paid_for_without_how_it_came() -> None:
    _, facts = read(
        letter(
            "缴费确认函",
            "周启明:",
            "贵方于2023年12月12日汇来的会务费人民币380元(叁佰捌拾元整)我方已收到,收款凭证号为56254594。",
            "甲市水利学会",
        )
    )
    assert facts["item"] == "会务费"
