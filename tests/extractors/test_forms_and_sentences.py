"""Forms whose values stand across the page, days and people told in sentences, heads of journals and lists."""

from __future__ import annotations

import pytest

from domain.reading import Reading
from extractors import (
    article_page,
    award_certificate,
    course_schedule,
    degree_certificate,
    journal_contents,
    journal_cover,
    patent_certificate,
    project_document,
    roster,
    sign_in_sheet,
    training_notice,
)
from extractors.text.courses import course_title
from extractors.text.dates import find_ranges
from extractors.text.document import Document
from tests.extractors.test_other_layouts import facts, upright
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import Words, column, grid, typed

LEFT, RIGHT = 200.0, 1300.0


def across(rows: list[tuple[str, str]], *, head: str) -> Reading:
    """A form on a page wider than high: labels on the left half, values right of the middle."""
    words: list[Words] = [(700.0, 100.0, head, BIG)]
    return typed([*words, *grid(rows, (LEFT, RIGHT), top=260)], width=2200, height=1500)


def test_labels_answered_across_the_middle_are_a_form_and_no_booklet() -> None:
    held = facts(
        degree_certificate,
        across(
            [
                ("姓名", "周启明"), ("性别", "男"), ("院校名称", "甲江理工大学"), ("专业", "水文学"),
                ("学历类别", "成人"), ("证书编号", "176531202305221491"), ("毕业日期", "2023年2月14日"),
            ],
            head="学历证书电子注册备案表",
        ),
    )  # fmt: skip
    assert held["person_name"] == "周启明"
    assert held["major"] == "水文学"
    assert held["issue_date"] == "2023-02-14"


def test_the_label_of_the_next_column_is_no_value() -> None:
    words = [
        *grid([("实用新型名称:", "专利号", "ZL 2019 2 8886195.3")], (200, 1100, 1400), top=300),
        *grid([("疫苗冷藏转运箱", "申请日", "2019.10.04")], (200, 1100, 1400), top=380),
        *grid([("发明人:", "授权公告日", "2021.03.01")], (200, 1100, 1400), top=460),
        *grid([("周启明;李海", "证书号", "2021038988")], (200, 1100, 1400), top=540),
    ]
    held = facts(patent_certificate, typed([(700, 120, "实用新型专利证书", BIG), *words], width=2200, height=1500))
    assert held["patent_name"] == "疫苗冷藏转运箱"
    assert held["inventors"] == ["周启明", "李海"]


@pytest.mark.parametrize(
    "words",
    [
        "于2024.10.06入学,2024.10.09学习期满,修满24课时",
        "于2024年10月6日入学,10月9日期满",
        "2024.10.06开班,2024.10.09结课",
    ],
)
def test_a_day_of_beginning_and_one_of_ending_are_a_span(words: str) -> None:
    found = find_ranges(words)[0]
    assert (found.first.iso, found.last.iso) == ("2024-10-06", "2024-10-09")


def test_the_first_day_may_be_told_behind_the_last() -> None:
    _, held = read(
        letter(
            "学习证明",
            "周启明您好,您已于2021年11月30日完成《智慧水务运维培训班》的学习与测验,开课日期2021年11月26日,计30学时。",
            "出具单位:甲市水利学会",
            "出具日期:2022.01.02",
        )
    )
    assert (held["start_date"], held["end_date"]) == ("2021-11-26", "2021-11-30")


def test_days_in_cells_of_their_own_around_the_sign() -> None:
    rows = [
        ("姓名", "周启明", "学时", "16学时"), ("班名", "智慧水务运维研修班"),
        ("日期", "2022.12.17", "至", "2022.12.20"), ("培训方", "甲市水利学会"),
    ]  # fmt: skip
    words = [(500.0, 120.0, "学习时数登记单", BIG), *grid(rows, (200, 420, 760, 900))]
    _, held = read(typed([*words, (700, 900, "填单日期:2023年1月18日")]))
    assert (held["start_date"], held["end_date"]) == ("2022-12-17", "2022-12-20")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("参加智慧水务运维培训班(第二期)进修", "智慧水务运维培训班(第二期)"),
        ("参加智慧水务运维培训班进修", "智慧水务运维培训班"),
    ],
)
def test_the_edition_behind_a_class_stays_with_it_before_any_verb(line: str, title: str) -> None:
    reading = upright("进修证书", "兹有周启明同志", line, "修业十八学时", "甲市水利学会")
    found = course_title(Document(reading))
    assert found is not None
    assert found[0].text == title
    assert read(reading)[1]["course_title"] == title


def test_a_form_by_which_an_employer_proves_is_no_certificate() -> None:
    rows = [
        ("姓名", "周启明", "证件号", "330***********9951"),
        ("培训名称", "智慧水务运维研修班"), ("主办方", "甲市水利学会"),
        ("起止日期", "2021.01.04-2021.01.05"), ("天数", "2天", "学时", "8学时"),
    ]  # fmt: skip
    told = "兹证明以上内容属实,该职工全程参训。培训签到表、课程表由我单位留存备查。"
    foot = column([told, "证明单位(公章):甲市自来水公司", "2021年1月21日"], top=950)
    kind, held = read(typed([(450, 120, "职工参加外出培训证明表", BIG), *grid(rows, (200, 420, 900, 1150)), *foot]))
    assert kind == "unit_statement"
    assert (held["unit"], held["organiser"]) == ("甲市自来水公司", "甲市水利学会")


def test_a_lecturer_with_the_post_in_brackets_and_the_class_he_is_engaged_for() -> None:
    kind, held = read(
        letter(
            "专家授课证明",
            "甲市气象台周启明(副研究馆员)应邀担任我单位智慧水务运维培训班主讲教师,于2023年8月25日讲授《闸门检修》,授课时长4课时。",
            "经办人:李海",
            "乙市水利学会(盖章)",
            "2023年9月13日",
        )
    )
    assert kind == "teaching_statement"
    assert (held["person_name"], held["unit_from"]) == ("周启明", "甲市气象台")
    assert held["course_title"] == "智慧水务运维培训班"


def test_the_lecturer_who_is_thanked() -> None:
    _, held = read(
        letter(
            "讲学证书",
            "感谢甲市康乐老年公寓周启明老师于2020年7月13日在我单位举办的智慧水务专题培训班上作题为《闸门检修》的讲座,计8学时。",
            "乙市水利学会",
            "二〇二〇年七月十九日",
        )
    )
    assert (held["unit_from"], held["person_name"]) == ("甲市康乐老年公寓", "周启明")
    assert held["course_title"] == "智慧水务专题培训班"


def test_the_school_of_a_degree_told_by_what_was_completed() -> None:
    held = facts(
        degree_certificate,
        letter(
            "学士学位证书",
            "周启明,男,一九七七年五月二十五日生。完成甲海开放大学城乡规划专业学习,经审核符合学位授予条件,授予学士学位。",
            "校长",
            "二〇一九年四月二十六日",
            "证书编号:182701201904259254",
        ),
    )
    assert (held["organiser"], held["major"]) == ("甲海开放大学", "城乡规划")


def test_passed_courses_of_one_who_taught_himself_are_a_transcript() -> None:
    rows = [("序号", "课程代码", "课程名称", "学分", "成绩"), ("1", "088399", "英语(二)", "2", "74"),
            ("2", "935755", "水力学", "3", "67"), ("3", "208738", "信息技术基础", "2", "84")]  # fmt: skip
    words: list[Words] = [(500, 100, "高等教育自学考试"), (500, 180, "课程合格证明", BIG)]
    told = [(200.0, 300.0, "考生韦启明,准考证号4489504300,报考安全工程专业,已取得下列课程合格成绩:", 34.0)]
    foot = column(["以上课程共计学分7分。", "主考学校:甲海工学院", "2020年1月11日"], top=900)
    kind, held = read(typed([*words, *told, *grid(rows, (200, 400, 650, 1100, 1300)), *foot]))
    assert kind == "transcript"
    assert (held["person_name"], held["student_no"], held["major"]) == ("韦启明", "4489504300", "安全工程")


def test_the_subject_behind_a_students_number() -> None:
    rows = [
        ("学年学期", "课程名称", "学分", "总评成绩"), ("2023-1", "水力学", "2", "79"),
        ("2024-2", "工程测量", "3", "64"), ("2025-1", "水工建筑物", "3", "89"),
    ]  # fmt: skip
    words: list[Words] = [(200, 100, "甲海财经大学教务管理系统"), (200, 200, "学生:周启明(6825060735)  水文学")]
    kind, held = read(typed([*words, *grid(rows, (200, 500, 900, 1200)), (200, 900, "获得学分 8")]))
    assert kind == "transcript"
    assert held["major"] == "水文学"


def test_a_project_told_in_the_letter_that_approves_it() -> None:
    held = facts(
        project_document,
        letter(
            "科研项目立项通知书",
            "甲市日报社:",
            "你单位申报的闸门锈蚀检测研究,经评审、公示,列为市级科技计划项目,编号2025C141,由周启明负责,实施期限为2025年3月至2027年4月。",
            "乙市科学技术局",
            "2025年3月28日",
        ),
    )
    assert (held["project_name"], held["person_name"]) == ("闸门锈蚀检测研究", "周启明")


def test_those_who_judged_a_project_are_no_members_of_it() -> None:
    words = [
        (500.0, 120.0, "项目验收意见书", BIG),
        *column(
            ["项目名称:闸门锈蚀检测研究", "项目负责人:周启明", "验收专家组听取了汇报,同意该项目通过验收。"], top=300
        ),
        *grid([("专家组组长:", "李海")], (200, 480), top=620),
        *column(["成员:王江、赵河", "组织验收单位:甲市科学技术局", "2022年5月11日"], top=700),
    ]
    assert "members" not in facts(project_document, typed(words))


def test_the_year_before_the_name_of_an_award_is_none_of_it() -> None:
    rows = [("获奖项目:", "闸门锈蚀检测研究"), ("奖励名称:", "2019年度甲省科学技术进步奖"), ("奖励等级:", "三等奖"),
            ("获奖者:", "周启明")]  # fmt: skip
    words = [(600.0, 120.0, "获奖证书", BIG), *grid(rows, (200, 500)), (900.0, 1000.0, "甲省人民政府")]
    held = facts(award_certificate, typed(words))
    assert (held["award_name"], held["year"]) == ("甲省科学技术进步奖", 2019)


def test_the_work_an_upright_certificate_says_somebody_completed() -> None:
    columns = (
        "奖励证书",
        "周启明同志",
        "完成闸门锈蚀检测研究",
        "荣获二〇一九年度甲市科学技术奖二等奖",
        "特颁此证以资表彰",
    )
    assert facts(award_certificate, upright(*columns))["project_name"] == "闸门锈蚀检测研究"


@pytest.mark.parametrize("head", ["水利与环境 目次", "水利与环境 2024(4) CONTENTS"])
def test_a_journal_named_before_the_heading_of_its_contents(head: str) -> None:
    rows = [
        ("12", "闸门锈蚀检测分析", "周启明"), ("18", "河道清淤技术要点", "李海"),
        ("25", "堤防隐患探测方法", "王江"), ("31", "泵站能耗测算方法", "赵河"),
    ]  # fmt: skip
    words: list[Words] = [(200, 80, "2025年 第11期 总第161期", 28), (500, 150, head)]
    assert facts(journal_contents, typed([*words, *grid(rows, (200, 350, 1100))]))["journal_name"] == "水利与环境"


def test_a_journal_on_publishing_and_the_topic_of_its_issue() -> None:
    words: list[Words] = [
        (200, 150, "出版与传播", 110), (1200, 150, "2023.9", 30),
        (600, 700, "— 专辑 —", 60), (560, 800, "河道养护实践", 60),
        (200, 1800, "ISSN 9110-7059", 30), (200, 1860, "CN 33-2304/G", 30),
    ]  # fmt: skip
    assert facts(journal_cover, typed(words))["journal_name"] == "出版与传播"


def test_the_journal_of_a_readers_page_behind_a_blank() -> None:
    head: list[Words] = [
        (200, 150, "闸门锈蚀检测方法", BIG), (200, 260, "周启明、李海"), (200, 340, "甲市第二中学", 30),
        (200, 420, "来源\u3000水利与环境", 30),
        (200, 480, "刊期\u30002021年3期", 30), (200, 540, "刊号 ISSN 9130-3222", 30),
    ]  # fmt: skip
    text = ["摘要:操作人员经过统一培训。样本来自本地区五家单位。", "1 前言 各项指标均达到设计要求。结论仍需验证。"]
    assert facts(article_page, typed([*head, *column(text, top=640)]))["journal_name"] == "水利与环境"


def test_the_number_of_a_notice_beside_its_label_among_others() -> None:
    held = facts(
        training_notice,
        typed(
            [
                (400, 200, "关于选派人员参加智慧水务学术研讨会的通知", BIG),
                (200, 320, "发文字号:甲水〔2019〕71号 发文日期:2019-05-31 阅读:600次", 30),
                *column(["市属有关单位:", "培训定于2019年6月30日至2019年7月3日举行。", "甲市水利局"], top=420),
            ]
        ),
    )
    assert held["doc_no"] == "甲水〔2019〕71号"


def test_a_list_of_people_kept_by_a_site() -> None:
    rows = [("编号", "学员", "单位"), *((str(n), name, "甲市水利局") for n, name in enumerate(NAMES, 1))]
    words: list[Words] = [
        (100, 100, "教师专业发展网 管理后台>班级管理>学员列表"),
        (100, 200, "班级名称:智慧水务培训班"),
    ]
    assert facts(roster, typed([*words, *grid(rows, (100, 300, 600))]))["organiser"] == "教师专业发展网"


def test_class_and_place_around_a_list_by_units() -> None:
    words = column(
        [
            "参加人员名单", "(智慧水务研修班(第一期))", "甲市水利局:周启明、李海、王江", "甲市档案馆:赵河、孙泽、钱源",
            "报到地点为银湖宾馆四楼多功能厅,培训安排在2025年8月7日至2025年8月8日,请各单位通知到人。", "甲市水利学会",
        ]
    )  # fmt: skip
    held = facts(roster, typed(words, width=2200))
    assert (held["meeting_title"], held["place"]) == ("智慧水务研修班(第一期)", "银湖宾馆四楼多功能厅")


def test_the_class_of_those_who_registered() -> None:
    rows = [("序号", "姓名", "工作单位"), *((str(n), name, "甲市水利局") for n, name in enumerate(NAMES, 1))]
    words: list[Words] = [(300, 120, "智慧水务培训班学员登记表", BIG)]
    assert facts(roster, typed([*words, *grid(rows, (200, 400, 700))]))["meeting_title"] == "智慧水务培训班"


def test_the_body_over_a_short_title_of_a_sheet() -> None:
    rows = [("序号", "本人签名", "备注"), *((str(n), name, "") for n, name in enumerate(NAMES, 1))]
    words: list[Words] = [(500, 100, "甲市锦纶纺织有限公司"), (500, 180, "业务学习签到单", BIG)]
    assert facts(sign_in_sheet, typed([*words, *grid(rows, (200, 400, 900))]))["organiser"] == "甲市锦纶纺织有限公司"


def test_the_sum_of_hours_below_a_timetable() -> None:
    words = [
        (600.0, 100.0, "课程表", BIG), (200.0, 220.0, "班级:智慧水务研修班"),
        *grid([("时间", "3月24日(周三)"), ("上午8:30—11:30", "闸门检修 周启明")], (200, 700)),
        *grid([("下午14:00—17:00", "河道清淤 李海")], (200, 700), top=580),
        (200.0, 900.0, "授课地点:甲市职业培训大楼402室。总学时数:6。请学员提前十分钟进入教室。"),
    ]  # fmt: skip
    assert facts(course_schedule, typed(words))["hours"] == 6


NAMES = ("周启明", "李海", "王江", "赵河", "孙泽", "钱源")
