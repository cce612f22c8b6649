"""Papers that say the known things in words nobody listed: forms, letters, cards of other offices."""

from __future__ import annotations

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_a_case_report_without_abstract_is_an_article() -> None:
    kind, facts = read(
        typed(
            [
                (200, 100, "·病例报告·"),
                (1000, 100, "江南护理2021年第6期"),
                (300, 220, "静脉导管护理一例", BIG),
                (300, 330, "周启明、陆小满"),
                (300, 400, "作者单位:甲市第一医院"),
                *column(
                    (
                        "1临床资料 患者女,五十二岁,入院三日。",
                        "2讨论 护理中应当注意固定。",
                        "参考文献:[1]方圆.导管固定[J].江南论丛,2016,4(4):79.",
                        "(收稿:2021.03.04 编辑:方圆)",
                    ),
                    top=500,
                ),
                (1300, 2050, "35"),
            ]
        )
    )
    assert kind == "article_page"
    assert (facts["journal_name"], facts["year"], facts["issue"]) == ("江南护理", 2021, 6)
    assert (facts["unit"], facts["authors"]) == ("甲市第一医院", ["周启明", "陆小满"])


def test_an_article_says_how_it_is_cited() -> None:
    kind, facts = read(
        typed(
            [
                (200, 100, "江南水利 2021,20(6):112-117"),
                (400, 260, "稻田灌溉制度试验", BIG),
                (900, 380, "文/周启明"),
                (900, 450, "(甲市农业科学院)"),
                *column(("摘要:试验在三处进行,取得了可用的数据。", "关键词:灌溉;水稻;试验", "正文从略。"), top=550),
            ]
        )
    )
    assert kind == "article_page"
    assert (facts["year"], facts["volume"], facts["issue"]) == (2021, 20, 6)
    assert (facts["page_start"], facts["page_end"]) == (112, 117)


def test_a_page_of_papers_without_heading_is_no_cover() -> None:
    papers = ("灌溉制度试验", "土壤墒情监测", "渠道衬砌比较", "泵站节能改造", "雨水利用评价", "蒸发量的估计")
    rows = [(f"甲乡{title}", name, str(2 + 6 * at)) for at, (title, name) in enumerate(zip(
        papers, ("周启明", "陆小满", "方圆", "孙立人", "赵一鸣", "钱多多"), strict=True))]  # fmt: skip
    kind, _ = read(
        typed(
            [
                (500, 100, "2021年第9期"),
                (500, 180, "江南水利", BIG),
                *grid(rows, (200, 900, 1300)),
                (200, 1200, "主办:甲市水利学会 编辑出版:本刊编辑部 电话:0573-87147877"),
                (200, 1280, "CN 32-3023/R"),
            ]
        )
    )
    assert kind == "journal_contents"


def test_a_form_about_an_award() -> None:
    rows = [
        ("完成人", "周启明", "完成人排序", "第4"),
        ("工作单位", "甲市卫生院", "授奖年度", "2020"),
        ("项目名称", "护理评价指标研究", "", ""),
        ("奖励类别及等级", "浙江省科学技术进步奖二等奖", "", ""),
        ("奖励证书编号", "202001677201", "", ""),
    ]
    kind, facts = read(
        typed(
            [
                (450, 120, "科学技术进步奖完成人证明", BIG),
                *grid(rows, (200, 600, 1000, 1300)),
                (200, 950, "授奖机关:甲市科学技术局"),
                (900, 1030, "2020年6月25日"),
            ]
        )
    )
    assert kind == "award_certificate"
    assert (facts["award_name"], facts["award_grade"]) == ("浙江省科学技术进步奖", "二等奖")
    assert (facts["rank"], facts["year"], facts["organiser"]) == (4, 2020, "甲市科学技术局")


def test_an_award_with_the_rank_behind_the_name_and_the_year_spelt() -> None:
    kind, facts = read(
        letter(
            "获奖证书",
            "授予周启明(第三完成人)二〇二一年度甲市科学技术进步奖二等奖。",
            "甲市科学技术局",
            "二〇二一年二月四日",
        )
    )
    assert kind == "award_certificate"
    assert (facts["person_name"], facts["award_name"], facts["rank"]) == ("周启明", "甲市科学技术进步奖", 3)
    assert facts["year"] == 2021


def test_an_employers_form_with_a_bracket_behind_its_title() -> None:
    rows = [
        ("参训职工", "周启明", "身份证号", "330***********9917"),
        ("研修内容", "特种设备管理培训", "", ""),
        ("组织单位", "甲市安全协会", "", ""),
        ("研修日期", "2019.04.29-2019.05.01", "研修天数", "3"),
        ("研修学时", "24", "未提供原件原因", "√涉密不公开 □遗失"),
    ]
    kind, facts = read(
        typed(
            [
                (350, 120, "用人单位出具的参训证明(样式二)", BIG),
                *grid(rows, (200, 550, 1000, 1350)),
                (200, 900, "单位意见:经核,情况属实。"),
                (200, 980, "出具单位:甲市装备制造有限公司"),
                (200, 1060, "出具日期:2019年5月20日"),
            ]
        )
    )
    assert kind == "unit_statement"
    assert (facts["days"], facts["organiser"], facts["unit"]) == (3, "甲市安全协会", "甲市装备制造有限公司")


def test_an_employers_letter_in_numbered_points() -> None:
    kind, facts = read(
        letter(
            "关于培训材料无法提供的情况说明",
            "一、人员:周启明,身份证号码330411********9917。",
            "二、培训:护理骨干研修班,由甲市护理学会主办,2021年6月22日至2021年6月24日,脱产学习3天。",
            "三、学时:培训合计18学时。",
            "四、原因:通知属内部资料,按规定不得外传,我单位对上述内容的真实性负责。",
            "甲市第一医院",
            "2021年7月4日",
        )
    )
    assert kind == "unit_statement"
    assert (facts["person_name"], facts["course_title"]) == ("周启明", "护理骨干研修班")


def test_days_told_in_the_old_manner() -> None:
    kind, facts = read(
        letter(
            "证明信",
            "兹有我单位职工周启明,受单位委派,2021年6月22日起至2021年6月26日止参加甲市水务协会举办之泵站运行培训学习,历时五日,",
            "折合20学时。",
            "甲市自来水公司",
            "2021年7月4日",
        )
    )
    assert kind == "unit_statement"
    assert (facts["course_title"], facts["days"]) == ("泵站运行培训", 5)


def test_a_message_about_an_examination() -> None:
    rows = [("科目", "成绩", "判定"), ("综合能力", "51", "未通过"), ("实务", "82", "通过")]
    kind, facts = read(
        typed(
            [
                (400, 120, "成绩通知", 50),
                (100, 220, "【2021年度社会工作者职业水平考试】"),
                (100, 300, "考生周启明,准考证号491779555578:"),
                *grid(rows, (100, 500, 800)),
                (200, 800, "查分时间 2021-12-16"),
            ],
            width=1080,
        )
    )
    assert kind == "exam_result"
    assert (facts["exam_name"], facts["query_date"]) == ("2021年度社会工作者职业水平考试", "2021-12-16")
    assert [one.get("result") for one in facts["subjects"]] == ["未通过", "通过"]


def test_a_sheet_of_marks_with_english_beside_its_headings() -> None:
    rows = [
        ("课程Course", "学分Cr.", "成绩Grade"),
        ("水力学", "3", "良好"),
        ("测量学", "2", "90"),
        ("目录学", "3", "64"),
    ]
    kind, facts = read(
        typed(
            [
                (450, 120, "江南开放大学学业成绩表 Academic Transcript", BIG),
                (200, 250, "姓名Name:周启明"),
                (800, 250, "学号ID:6455629026"),
                *grid(rows, (200, 700, 1000)),
                (200, 900, "总学分Total credits:8"),
            ],
            width=1900,
        )
    )
    assert kind == "transcript"
    assert [(one["name"], one["credit"]) for one in facts["subjects"]] == [("水力学", 3), ("测量学", 2), ("目录学", 3)]
    assert facts["credits"] == 8


def test_a_row_of_headings_holds_no_values() -> None:
    rows = [
        ("立项编号", "项目名称", "项目负责人", "承担单位", "起止年月"),
        ("2025B556", "泵站节能改造研究", "周启明", "甲市供水公司", "2025年7月至2027年6月"),
    ]
    kind, facts = read(
        typed(
            [
                (450, 120, "年度研究计划项目立项清单", BIG),
                *grid(rows, (150, 500, 1000, 1300, 1600)),
                (200, 800, "下达单位:甲市科学技术局"),
                (200, 880, "下达日期:2025年7月15日"),
            ],
            width=2100,
        )
    )
    assert (kind, facts["unit"]) == ("project_document", "甲市供水公司")


def test_a_lecturers_form_in_other_labels() -> None:
    rows = [
        ("授课专家", "周启明", "专家单位", "甲市财政中心"),
        ("承担班次", "净水工艺专题研修班", "", ""),
        ("讲题", "水质在线监测", "", ""),
        ("讲课日期", "2021年6月1日", "讲课学时", "4学时"),
        ("组班单位", "甲市水务协会", "确认日期", "2021年6月27日"),
    ]
    kind, facts = read(
        typed(
            [
                (450, 120, "专家授课确认单", BIG),
                *grid(rows, (200, 550, 1000, 1300)),
                (200, 950, "联系方式 1980****1055"),
            ]
        )
    )
    assert kind == "teaching_statement"
    assert (facts["unit_from"], facts["course_title"]) == ("甲市财政中心", "净水工艺专题研修班")
    assert (facts["lecture_title"], facts["issue_date"]) == ("水质在线监测", "2021-06-27")
    assert "id_number" not in facts


def test_who_served_and_where_he_works() -> None:
    kind, facts = read(
        letter(
            "义诊服务证明",
            "兹证明周启明同志(甲市第一医院,身份证号330411********9917)于2021年6月22日至2021年6月24日随队开展义诊服务,",
            "服务总时长18小时。",
            "甲市新丰镇人民政府",
            "2021年7月4日",
        )
    )
    assert (kind, facts["unit"]) == ("service_statement", "甲市第一医院")


def test_the_day_a_degree_was_given() -> None:
    rows = [
        ("姓名", "周启明"),
        ("学位授予单位", "江南大学"),
        ("学科/专业", "建筑学"),
        ("证书编号", "1000142020000123"),
        ("学位授予日期", "2020年6月24日"),
    ]
    kind, facts = read(typed([(450, 120, "学位在线验证报告", BIG), *grid(rows, (200, 700))]))
    assert kind == "degree_certificate"
    assert (facts["major"], facts["issue_date"]) == ("建筑学", "2020-06-24")


def test_what_was_paid_for_beside_its_label() -> None:
    kind, facts = read(
        typed(
            column(
                (
                    "账单详情",
                    "甲市安全协会",
                    "-260.00",
                    "付款说明 会务费",
                    "支付时间 2021-06-24 09:10:11",
                    "交易单号 20210624",
                )
            ),
            width=1080,
        )
    )
    assert (kind, facts["item"]) == ("payment_receipt", "会务费")


def test_marks_on_a_telephone_without_any_label() -> None:
    rows = [("科目", "分数", "状态"), ("专业实务", "51", "不合格"), ("实践能力", "65", "合格")]
    kind, facts = read(
        typed(
            [
                (400, 120, "我的成绩"),
                (60, 220, "2021年度主管护师专业技术资格考", 50),
                (60, 290, "试", 50),
                (60, 380, "周启明"),
                *grid(rows, (60, 500, 750), top=480),
                (60, 900, "查询时间:2021-10-28 20:54:54"),
            ],
            width=900,
        )
    )
    assert (kind, facts["person_name"]) == ("exam_result", "周启明")
    assert facts["exam_name"] == "2021年度主管护师专业技术资格考试"


def test_a_schools_letter_about_marks() -> None:
    rows = [("课程名称", "学分", "成绩"), ("水力学", "3", "78"), ("专业导论", "2", "90")]
    kind, facts = read(
        typed(
            [
                (450, 120, "学习成绩证明", BIG),
                (200, 260, "兹证明周启明,学号8499276009,系我校水利工程专业学生,在校期间各科成绩如下:"),
                *grid(rows, (200, 700, 1000)),
                (900, 800, "江南大学教务处"),
                (900, 880, "2021年7月15日"),
            ],
            width=1900,
        )
    )
    assert kind == "transcript"
    assert (facts["person_name"], facts["student_no"]) == ("周启明", "8499276009")
    assert (facts["major"], facts["organiser"]) == ("水利工程", "江南大学")


def test_marks_on_the_screen_of_a_school() -> None:
    rows = [("课程", "学分", "成绩"), ("水力学", "3", "78"), ("测量学", "2", "90")]
    words = [(60, 100, "江南大学教务系统"), (60, 180, "成绩查询"), (60, 260, "姓名 周启明 学号 6296249181")]
    kind, _ = read(typed([*words, *grid(rows, (60, 500, 750))], width=1000))
    assert kind == "transcript"


def test_an_award_beside_the_label_of_its_grade() -> None:
    kind, facts = read(
        letter(
            "科学技术奖励证书",
            "获奖项目:护理评价指标研究",
            "获奖等级:甲市科学技术进步奖二等奖",
            "获奖人员:周启明(4/5)",
            "获奖单位:甲市第一医院",
            "甲市科学技术局",
            "2021年6月15日",
        )
    )
    assert (kind, facts["award_name"], facts["rank"]) == ("award_certificate", "甲市科学技术进步奖", 4)


def test_a_diploma_of_examinations_taken_by_oneself() -> None:
    kind, facts = read(
        letter(
            "高等教育自学考试毕业证书",
            "周启明,身份证号330411199003079917,参加高等教育自学考试水利工程专业(本科),全部课程考试成绩合格,准予毕业。",
            "主考学校:江南大学",
            "证书编号:65330001210000123",
            "2021年6月30日",
        )
    )
    assert kind == "degree_certificate"
    assert (facts["person_name"], facts["major"]) == ("周启明", "水利工程")


def test_who_led_a_project_named_behind_his_unit() -> None:
    kind, facts = read(
        letter(
            "课题结题证书",
            "甲市第一医院周启明主持的甲市教育科学规划课题《护理评价指标研究》(编号:2021B22),经鉴定准予结题。",
            "甲市教育局",
            "2021年6月30日",
        )
    )
    assert (kind, facts["unit"], facts["person_name"]) == ("project_document", "甲市第一医院", "周启明")


def test_who_called_a_meeting_is_no_part_of_its_title() -> None:
    kind, facts = read(
        letter(
            "参会证明",
            "兹有我院职工周启明,于2021年6月22日至2021年6月24日参加由甲市护理学会召开的护理骨干研修班,会期3天,折算18学时。",
            "特此证明。",
            "甲市第一医院",
            "2021年7月4日",
        )
    )
    assert (kind, facts["course_title"]) == ("unit_statement", "护理骨干研修班")


def test_a_journal_behind_its_issue_and_the_unit_behind_the_authors() -> None:
    kind, facts = read(
        typed(
            [
                (200, 100, "2021年5月第37卷第12期江南水利", 34),
                (400, 260, "稻田灌溉制度试验", BIG),
                (400, 380, "周启明、陆小满(甲市农业科学院)"),
                *column(("【摘要】试验在三处进行。", "【关键词】灌溉;水稻", "正文从略。"), top=500),
            ]
        )
    )
    assert kind == "article_page"
    assert (facts["journal_name"], facts["unit"]) == ("江南水利", "甲市农业科学院")
