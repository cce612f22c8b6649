"""Facts said in passing: in brackets behind a class, in a letter's first line, in a list of marks, beside a day."""

from __future__ import annotations

import pytest

from extractors import (
    article_page,
    course_schedule,
    exam_result,
    journal_contents,
    journal_cover,
    payment_receipt,
    project_document,
    sign_in_sheet,
    teaching_statement,
    unit_statement,
    xuexi_score,
)
from extractors.text.hours import find_hours
from tests.extractors.test_other_layouts import facts
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import Words, column, grid, typed

NAMES = ("周启明", "李海", "王江", "赵河", "孙泽", "钱源")


def test_a_paper_that_says_how_it_is_to_be_cited() -> None:
    words: list[Words] = [
        (500, 100, "水利与环境", 30),
        (500, 160, "第47卷 第3期 2024年", 30),
        (300, 260, "闸门锈蚀检测方法", BIG),
        (500, 380, "周启明 李海"),
        (200, 480, "摘要 操作人员经过统一培训,样本来自本地区五家单位。", 30),
        (200, 560, "引用格式:周启明,李海.闸门锈蚀检测方法[J].水利与环境,2024(3):80-85.", 30),
    ]
    held = facts(article_page, typed(words))
    assert (held["page_start"], held["page_end"]) == (80, 85)


def test_within_a_class_something_was_completed() -> None:
    _, held = read(
        letter(
            "结业证明",
            "周启明学员:",
            "你于2024年5月6日至5月8日在我会主办的国土空间规划编制业务培训中,按要求完成全部教学环节,折合16学时,成绩合格。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert held["course_title"] == "国土空间规划编制业务培训"


def test_a_class_with_days_and_hours_in_brackets_behind_it() -> None:
    _, held = read(
        letter(
            "上岗培训证",
            "姓名:周启明",
            "编号:202222330884",
            "经劳动争议调解员培训班(2022.04.05-2022.04.07,12课时)学习,考试成绩96分,合格。",
            "甲市水利学会",
            "2022.04.21",
        )
    )
    assert held["course_title"] == "劳动争议调解员培训班"


def test_a_journal_and_its_contents_parted_by_a_dot() -> None:
    rows = [
        ("1", "闸门锈蚀检测分析", "周启明", "12"),
        ("2", "河道清淤技术要点", "李海", "18"),
        ("3", "堤防隐患探测方法", "王江", "25"),
        ("4", "泵站能耗测算方法", "赵河", "31"),
    ]
    words: list[Words] = [(500, 80, "档案与文献·目录"), (200, 180, "第3期(2024年) ISSN 9130-3222", 30)]
    assert facts(journal_contents, typed([*words, *grid(rows, (200, 300, 900, 1200))]))["journal_name"] == "档案与文献"


def test_a_volume_in_words_at_the_beginning_of_a_line() -> None:
    words: list[Words] = [
        (300, 150, "水利与环境", 110),
        (500, 500, "五十八卷  二〇二四年第3期"),
        (500, 900, "ISSN 9110-7059", 30),
    ]
    assert facts(journal_cover, typed(words))["volume"] == 58


def test_the_examination_a_letter_speaks_of() -> None:
    rows = [("科目", "成绩", "结论"), ("综合能力", "84", "合格"), ("法律法规", "87", "合格")]
    words: list[Words] = [
        (400, 100, "考试合格通知", BIG),
        (200, 220, "周启明(身份证号码330***********9951):"),
        (200, 300, "您于2024年度执业药师职业资格考试中,准考证号39482755800,各科成绩如下:"),
    ]
    _, held = read(typed([*words, *grid(rows, (200, 700, 1100)), (900, 900, "查询日期:2024-12-01")]))
    assert held["exam_name"] == "2024年度执业药师职业资格考试"


def test_what_counts_as_passed_is_no_subject() -> None:
    rows = [("科目", "分数", "结论"), ("综合能力", "55", "不合格"), ("法律法规", "85", "合格")]
    words: list[Words] = [
        (500, 100, "成绩查询"),
        (300, 180, "2025年度监理工程师职业资格考试"),
        (200, 280, "考生姓名:周启明"),
    ]
    foot: list[Words] = [(200, 670, "合格标准:各科目试卷满分的60%", 44)]
    subjects = facts(exam_result, typed([*words, *grid(rows, (200, 700, 1100)), *foot]))["subjects"]
    assert [one["name"] for one in subjects] == ["综合能力", "法律法规"]


def test_the_day_on_a_register_of_those_who_passed() -> None:
    rows = [("姓名", "周启明"), ("考试名称", "2023年度二级注册建筑师资格考试"), ("准考证号", "398285755800")]
    marks = [("序号", "考试科目", "得分", "评定"), ("1", "综合能力", "84", "合格"), ("2", "法律法规", "87", "合格")]
    words: list[Words] = [
        (400, 100, "资格考试合格人员登记表", BIG),
        *grid(rows, (200, 500), top=250),
        *grid(marks, (200, 400, 900, 1200), top=600),
        (200, 900, "发证日期"),
        (500, 900, "2023年9月14日"),
    ]
    assert facts(exam_result, typed(words))["issue_date"] == "2023-09-14"


def score_page(*words: Words) -> dict[str, object]:
    return facts(xuexi_score, typed([(400, 60, "学习强国", 50), *words], width=1080, height=2200))


def test_ones_own_line_below_the_list_of_others() -> None:
    others = grid([("名次", "姓名", "积分"), ("1", "周启明", "348"), ("2", "李海", "213")], (100, 400, 800), top=300)
    held = score_page(
        (400, 160, "学习组织"),
        (200, 230, "甲市水利局"),
        *others,
        (200, 620, "我\u3000王江"),
        *grid([("总积分", "15,589"), ("年度积分", "3,292")], (200, 700), top=720),
    )
    assert held["person_name"] == "王江"


def test_the_year_whose_days_were_counted() -> None:
    held = score_page(
        (200, 160, "学习情况统计"),
        (200, 240, "周启明"),
        (200, 320, "甲市水利局"),
        (200, 420, "统计周期"),
        (200, 480, "2019-01-01 至 2019-12-31"),
        *grid([("年度积分", "5326"), ("历史总积分", "12079")], (200, 700), top=580),
    )
    assert (held["score_year"], held["screenshot_date"]) == (2019, "2019-12-31")


def test_who_applied_jointly_and_at_what_level_and_under_which_number() -> None:
    words = [
        (500.0, 100.0, "课题结题证书", BIG),
        (1000.0, 200.0, "证书编号 XX2025119598", 30),
        *column(
            ["甲市第二中学并司马启明同志:", "同意将下列课题列入本年度省级计划,批准立项。", "项目名称:闸门锈蚀检测研究"],
            top=320,
        ),
        *column(["甲省科学技术厅", "2025年3月28日"], top=700),
    ]
    held = facts(project_document, typed(words))
    assert (held["person_name"], held["project_level"], held["certificate_no"]) == ("司马启明", "省级", "XX2025119598")


def test_a_project_told_below_its_table() -> None:
    rows = [("序号", "项目名称", "负责人", "编号"), ("7", "闸门锈蚀检测研究", "周启明", "25BGL119")]
    told = "上述项目由甲市水利局承担,批准单位为全国哲学社会科学工作办公室,批准日期2025年3月28日。"
    words: list[Words] = [
        (400, 100, "科研项目立项结果一览", BIG),
        *grid(rows, (200, 350, 1000, 1250)),
        (200, 700, told, 30),
    ]
    held = facts(project_document, typed(words, width=1900))
    assert (held["organiser"], held["unit"]) == ("全国哲学社会科学工作办公室", "甲市水利局")


def test_what_was_paid_for_before_an_amount_broken_over_two_lines() -> None:
    words: list[Words] = [
        (600, 100, "收据", BIG),
        (200, 260, "今收到"),
        (400, 260, "甲市救助管理站"),
        (760, 260, "交来"),
        (900, 260, "报名费人"),
        (200, 340, "民币(大写)陆佰捌拾元整¥680。"),
        (700, 460, "收款单位:乙市检验检测院"),
        (700, 540, "2019年11月16日"),
    ]
    assert facts(payment_receipt, typed(words, width=1200))["item"] == "报名费"


def test_lectures_counted_below_an_agenda_are_no_hours() -> None:
    words: list[Words] = [
        (400, 100, "智慧水务学术年会", BIG),
        (600, 200, "议程", BIG),
        (200, 320, "会期:2024年5月6日至5月8日"),
        *grid(
            [
                ("序", "日期", "报告题目", "报告人"),
                ("1", "5月6日", "闸门检修", "周启明"),
                ("2", "5月7日", "河道清淤", "李海"),
            ],
            (200, 350, 700, 1300),
        ),
        (200, 760, "总计4场主旨报告,茶歇时间以现场通知为准。"),
    ]
    _, held = read(typed(words))
    assert "hours" not in held


def test_a_table_of_lessons_and_those_who_give_them() -> None:
    words: list[Words] = [
        (300, 100, "智慧水务专题培训班", BIG),
        (300, 200, "课程设置及师资一览", BIG),
        *grid([("序号", "专题", "主讲教师"), ("1", "闸门检修", "周启明")], (200, 500, 1100)),
    ]
    assert facts(course_schedule, typed(words))["course_title"] == "智慧水务专题培训班"


def test_people_who_answer_for_a_meeting_are_not_on_its_sheet() -> None:
    pairs = [(str(n), NAMES[n - 1], NAMES[n - 1], str(n + 3), NAMES[n + 2], NAMES[n + 2]) for n in (1, 2, 3)]
    rows = [("序号", "姓名", "签字", "序号", "姓名", "签字"), *pairs]
    words: list[Words] = [
        (400, 80, "智慧水务培训班签到表", BIG),
        *grid(rows, (150, 330, 550, 850, 1030, 1250), top=250),
        (300, 610, "会务联系人:康岚然"),
        (1030, 610, "0573-88021916"),
    ]
    names = [one["name"] for one in facts(sign_in_sheet, typed(words))["names"]]
    assert sorted(names) == sorted(NAMES)


def test_the_day_beside_its_label_above_a_list_is_no_session() -> None:
    rows = [("No.", "本人签名", "工作单位"), *((str(n), name, "甲市水利局") for n, name in enumerate(NAMES, 1))]
    head = grid([("时间", "2019年11月11日", "地点", "甲市会议中心海棠厅")], (200, 800, 1250, 1400), top=220)
    words: list[Words] = [
        (400, 80, "智慧水务培训班", BIG),
        (500, 160, "(签到表)"),
        *head,
        *grid(rows, (200, 400, 800), top=320),
    ]
    names = facts(sign_in_sheet, typed(words, width=1900))["names"]
    assert all(one["attended"] and "sessions" not in one for one in names)


@pytest.mark.parametrize(("mark", "came"), [("√", True), ("×", False)])
def test_a_mark_under_who_came_to_class(mark: str, came: bool) -> None:
    rows = [
        ("序", "姓名", "到课"),
        *((str(n), name, mark if name == "王江" else "√") for n, name in enumerate(NAMES, 1)),
    ]
    words: list[Words] = [(400, 80, "智慧水务培训班出勤登记表", BIG), *grid(rows, (200, 450, 900), top=250)]
    names = {one["name"]: one for one in facts(sign_in_sheet, typed(words))["names"]}
    assert names["王江"]["attended"] is came


def test_the_place_beside_the_day_of_a_sheet() -> None:
    rows = [("单位", "姓名", "签到"), *(("甲市水利局", name, name) for name in NAMES)]
    words: list[Words] = [
        (400, 80, "智慧水务培训班学员考勤签到表", BIG),
        (200, 200, "2023年3月29日 星期五"),
        (900, 200, "甲市第一医院门诊楼九楼示教室"),
        *grid(rows, (200, 600, 900), top=320),
    ]
    assert facts(sign_in_sheet, typed(words))["place"] == "甲市第一医院门诊楼九楼示教室"


def test_a_class_by_itself_over_the_list_of_what_was_taught() -> None:
    rows = [
        ("讲师", "周启明"),
        ("所属单位", "甲市实验幼儿园"),
        ("主讲内容", "心理危机干预与热线服务"),
        ("授课日期", "2024/09/21"),
        ("计入课时", "6课时"),
        ("主办", "甲国质量协会"),
        ("出具时间", "2024-11-01"),
    ]
    words: list[Words] = [
        (300, 100, "电子授课证明"),
        (200, 200, "装配式装修知识更新培训班"),
        *grid(rows, (200, 600), top=320),
    ]
    held = facts(teaching_statement, typed(words, width=1080))
    assert (held["course_title"], held["lecture_title"]) == ("装配式装修知识更新培训班", "心理危机干预与热线服务")


def test_the_lecturers_unit_told_behind_the_name_and_not_whom_the_letter_is_for() -> None:
    _, held = read(
        letter(
            "兼职教师授课证明",
            "甲市财政局:",
            "周启明,工作单位甲市水利水电勘测设计院,高级技师,2024年12月30日至2025年1月3日受聘为我校“智慧水务提升班”主讲教师,题目《闸门检修》,授课8学时。",
            "甲江开放大学",
            "二〇二五年一月二十八日",
        )
    )
    assert held["unit_from"] == "甲市水利水电勘测设计院"


def test_an_employers_letter_from_its_personnel_office() -> None:
    kind, held = read(
        letter(
            "证明信",
            "甲市救助管理站人事科",
            "证明编号:(2022)第212913号",
            "周启明同志(身份证号330***********9951)参加智慧水务培训班(主办方:甲市水利学会)。",
            "时间:2022-04-28至2022-04-30;天数:3天;学时:24学时。",
            "甲市救助管理站(公章)",
            "2022年5月23日",
        )
    )
    assert kind == "unit_statement"
    assert (held["unit"], held["certificate_no"]) == ("甲市救助管理站", "(2022)第212913号")


def test_a_class_that_was_completed_held_by_somebody_in_older_words() -> None:
    held = facts(
        unit_statement,
        letter(
            "情况说明",
            "兹证明周启明系我单位在编职工。该同志已完成甲省药学会主办之“河道清淤培训”,时间2022/04/28~2022/04/30,合计18课时。",
            "人事科(章)甲市燃气集团有限公司",
            "2022年05月19日",
        ),
    )
    assert held["organiser"] == "甲省药学会"


@pytest.mark.parametrize(("words", "hours"), [("天数4学时24学时", 24), ("天数/学时5天/20学时", 20)])
def test_the_figure_of_the_days_is_no_figure_of_hours(words: str, hours: int) -> None:
    assert [one.value for one in find_hours(words)] == [hours]
