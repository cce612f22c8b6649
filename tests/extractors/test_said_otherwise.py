"""Facts of works, examinations and payments said in words that other facts are near to."""

from __future__ import annotations

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_whom_an_award_is_given_to_is_no_part_of_it() -> None:
    kind, facts = read(
        letter(
            "获奖证书",
            "授予甲市水利设计院周启明同志2021年度甲市科技进步奖二等奖。",
            "完成项目:泵站优化调度研究",
            "排名:2",
            "编号:甲科奖字〔2021〕第18号",
            "甲市科学技术局",
            "2021年12月6日",
        )
    )
    assert kind == "award_certificate"
    assert (facts["award_name"], facts["award_grade"], facts["rank"]) == ("甲市科技进步奖", "二等奖", 2)
    assert (facts["unit"], facts["person_name"]) == ("甲市水利设计院", "周启明")
    assert facts["project_name"] == "泵站优化调度研究"


def test_the_work_is_no_part_of_the_contest() -> None:
    kind, facts = read(
        letter(
            "荣誉证书",
            "周启明老师:",
            "您的作品《遥感在湿地调查中的运用》在2021年度微课大赛中荣获一等奖。",
            "特发此证,以资鼓励。",
            "甲市教育局",
            "2021年12月6日",
        )
    )
    assert kind == "award_certificate"
    assert (facts["award_name"], facts["project_name"]) == ("微课大赛", "遥感在湿地调查中的运用")


def test_a_letter_about_an_examination_taken() -> None:
    rows = [("科目", "分数"), ("经济基础", "68"), ("专业实务", "72")]
    kind, facts = read(
        typed(
            [
                (500, 120, "成绩通知单", BIG),
                (200, 260, "周启明(身份证号330411********9917,准考证号935360745551):"),
                (200, 330, "你参加的2021年度中级经济师资格考试各科成绩如下:"),
                *grid(rows, (200, 900)),
                (900, 800, "甲市人事考试院"),
                (900, 880, "2021年12月6日"),
            ],
            width=1900,
        )
    )
    assert kind == "exam_result"
    assert facts["exam_name"] == "2021年度中级经济师资格考试"
    assert facts["issue_date"] == "2021-12-06"


def test_the_day_of_the_query_is_no_subject() -> None:
    rows = [("科目", "得分"), ("经济基础", "68"), ("专业实务", "72"), ("查分日期", "2021年12月6日")]
    kind, facts = read(
        typed(
            [
                (350, 120, "2021年度中级经济师资格考试", 50),
                (100, 220, "考生姓名"),
                (500, 220, "周启明"),
                (100, 300, "准考证号"),
                (500, 300, "935360745551"),
                *grid(rows, (100, 500)),
            ],
            width=1000,
        )
    )
    assert kind == "exam_result"
    assert [one["name"] for one in facts["subjects"]] == ["经济基础", "专业实务"]


def test_a_candidate_named_in_the_sentence() -> None:
    kind, facts = read(
        letter(
            "考试成绩证明",
            "考生周启明,证件号码330411********9917,准考证号935360745551,参加2021年度监理工程师职业资格考试,",
            "成绩合格,特此证明。",
            "甲市人事考试院",
            "2021年12月6日",
        )
    )
    assert (kind, facts["person_name"]) == ("exam_result", "周启明")


def test_who_answers_for_a_project_without_a_colon() -> None:
    kind, facts = read(
        letter(
            "关于下达2021年度科技计划项目的通知",
            "甲市农业科学院:",
            "你单位申报的“稻田灌溉制度研究”列入计划(项目编号:2021A052),项目负责人周启明,执行期2021年9月至2023年8月。",
            "甲市科学技术局",
            "2021年9月25日",
        )
    )
    assert (kind, facts["person_name"]) == ("project_document", "周启明")


def test_a_payer_whose_name_holds_a_verb() -> None:
    kind, facts = read(
        typed(
            column(
                [
                    "收款收据",
                    "No.03020269",
                    "2021年7月9日",
                    "今收到 甲市国库支付中心",
                    "交来 培训费",
                    "人民币(大写)贰佰陆拾元整 ¥260.00",
                    "收款单位(盖章):甲市会计学会",
                ]
            )
        )
    )
    assert (kind, facts["payer"]) == ("payment_receipt", "甲市国库支付中心")


def test_a_letter_of_thanks_to_a_lecturer() -> None:
    kind, facts = read(
        letter(
            "讲学感谢函",
            "甲市第一医院:",
            "感谢贵院周启明主任于2021年11月1日来我处为护理骨干研修班学员讲授《静脉治疗新进展》,计6课时。",
            "甲市护理学会",
            "2021年12月1日",
        )
    )
    assert kind == "teaching_statement"
    assert (facts["course_title"], facts["lecture_title"]) == ("护理骨干研修班", "静脉治疗新进展")


def test_authors_and_unit_in_one_line_with_their_labels() -> None:
    kind, facts = read(
        typed(
            [
                (600, 100, "江南水利"),
                (600, 170, "2021年第5期", 30),
                (400, 260, "稻田灌溉制度试验", BIG),
                (200, 380, "作者:周启明、陆小满 单位:甲市农业科学院"),
                *column(("摘要:试验在三处进行,取得了可用的数据。", "关键词:灌溉;水稻;试验", "1概述"), top=470),
            ]
        )
    )
    assert kind == "article_page"
    assert (facts["authors"], facts["unit"]) == (["周启明", "陆小满"], "甲市农业科学院")


def test_labels_run_together_are_no_organisation() -> None:
    kind, facts = read(
        typed(
            [
                (500, 120, "课题结题证书", BIG),
                *grid(
                    [
                        ("课题名称", "稻田灌溉制度研究", "课题编号", "2021B22"),
                        ("课题负责人", "周启明", "承担单位", "甲市供水公司"),
                        ("结题日期", "2021年4月15日", "组织单位", "甲市水利学会"),
                    ],
                    (200, 450, 950, 1150),
                ),
                (200, 900, "结题等级:合格"),
            ]
        )
    )
    assert (kind, facts["organiser"], facts["unit"]) == ("project_document", "甲市水利学会", "甲市供水公司")
