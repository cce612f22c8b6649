"""What stands beside names and numbers without belonging to them, and papers that only their wording tells."""

from __future__ import annotations

import pytest

from extractors import understand
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_a_letter_of_thanks_to_the_lecturers_employer() -> None:
    kind, facts = read(
        letter(
            "感谢函",
            "甲市档案馆:",
            "承蒙贵单位高级经济师窦佳在百忙之中为我局公文写作师资班讲课,题目为《城市",
            "供水管网》,时间2023年11月18日至2023年11月19日,共计8课时。在此谨致谢忱,",
            "并请将本函作为其授课凭据。",
            "乙市财政局",
            "2023年12月25日",
        )
    )
    assert kind == "teaching_statement"
    assert (facts["person_name"], facts["unit_from"]) == ("窦佳", "甲市档案馆")
    assert (facts["course_title"], facts["lecture_title"]) == ("公文写作师资班", "城市供水管网")


def test_hours_of_a_teacher_counted_on_a_form() -> None:
    rows = (
        ("任课教师", "花刚秀"),
        ("所属医院", "甲市同和医院"),
        ("任课项目", "有限空间应急救援第二期"),
        ("讲授章节", "科研伦理与数据诚信"),
        ("任课日期", "2022-09-04至2022-09-08"),
        ("核定工作量", "2学时"),
    )
    form = [
        (400, 150, "兼职教师任课工作量核定单", BIG),
        *grid(rows, (150, 500)),
        (900, 900, "乙省医学院"),
        (900, 960, "2022-10-13"),
    ]
    kind, facts = read(typed(form))
    assert kind == "teaching_statement"
    assert (facts["unit_from"], facts["lecture_title"]) == ("甲市同和医院", "科研伦理与数据诚信")


def test_a_class_offered_to_whoever_pays() -> None:
    rows = (
        "【项目名称】", "智能建造管理高级研修班", "【办学单位】", "甲省理工大学", "【学制学时】",
        "2021.01.02-2021.01.03,集中面授16学时", "【上课地点】", "乙市统计大楼六楼会议室", "【学费标准】", "1280元/人",
        "【结业】", "修满学时,成绩合格者颁发结业证书。", "【咨询】", "魏雯伟老师 0573-89443315", "2020年12月",
    )  # fmt: skip
    kind, facts = read(typed([(300, 100, "智能建造管理高级研修班招生简章", BIG), *column(rows, top=200)]))
    assert kind == "training_notice"
    assert facts["notice_title"] == "智能建造管理高级研修班招生简章"
    assert "person_name" not in facts


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("学员周启明来自甲市康宁医院,2022年6月22日至2022年6月26日在我处", "甲市康宁医院"),
        ("周启明,身份证330402********9950,在甲市康宁医院从事护理工作,2022年6月22日至6月26日在我处", "甲市康宁医院"),
    ],
)
def test_where_somebody_comes_from(said: str, unit: str) -> None:
    kind, facts = read(
        letter("进修合格证明", f"{said}接受数据质量控制研修班,共20课时,评为合格。", "乙省医学会", "2022年7月28日")
    )
    assert kind == "completion_certificate"
    assert (facts["person_name"], facts["unit"]) == ("周启明", unit)
    assert facts["course_title"] == "数据质量控制研修班"


def test_whom_a_letter_is_addressed_to() -> None:
    _, facts = read(
        letter(
            "志愿服务时间证明",
            "致甲市宏基建工集团第三分公司:",
            "贵单位水柏祥于2022年9月23日至2022年9月26日在我站担任志愿者,累计服务24小时。",
            "乙市中心血站",
            "2022年10月17日",
        )
    )
    assert facts["unit"] == "甲市宏基建工集团第三分公司"


def test_where_on_a_site_a_page_stands_is_no_title() -> None:
    rows = (
        ("#", "姓名", "证件号", "签入", "状态"),
        ("1", "孙川", "330302********3786", "8:12", "已签到"),
        ("2", "褚怡宏", "330302********8392", "8:41", "已签到"),
        ("3", "孟玉淼", "330302********0106", "8:41", "已签到"),
        ("4", "沈婷俊", "330302********5432", "8:54", "已签到"),
        ("5", "罗远麟", "330302********5242", "8:52", "已签到"),
    )
    page = [
        (150, 100, "考勤管理 > 人脸识别签到记录 > 导出"),
        (150, 200, "班次:院内心肺复苏质量改进线上班  日期:2020年12月9日"),
        *grid(rows, (150, 300, 600, 1000, 1200), top=300),
    ]
    kind, facts = read(typed(page))
    assert kind == "sign_in_sheet"
    assert facts["meeting_title"] == "院内心肺复苏质量改进线上班"


def test_the_most_there_could_be_is_no_mark() -> None:
    rows = (("科目", "卷面分", "得分", "结果"), ("法律法规", "100", "82", "合格"), ("管理基础", "100", "71", "合格"))
    slip = [
        (400, 100, "成绩告知单", BIG),
        (150, 200, "2020年度中级注册安全工程师职业资格考试"),
        (150, 260, "章川丰  准考证 001062163799"),
        *grid(rows, (150, 450, 650, 850), top=350),
    ]
    kind, facts = read(typed(slip))
    assert kind == "exam_result"
    assert facts["person_name"] == "章川丰"
    assert facts["subjects"] == [
        {"name": "法律法规", "score": 82, "result": "合格"},
        {"name": "管理基础", "score": 71, "result": "合格"},
    ]


def test_a_rank_in_words_and_one_behind_the_name() -> None:
    told = letter(
        "荣誉证书",
        "邹良瑞同志:",
        "你参加完成的“声像档案元数据方案比较研究”荣获2020年甲省科学技术进步奖一等奖(位列第4)。",
        "甲省科学技术厅",
        "2020年8月27日",
    )
    assert read(told)[1]["rank"] == 4
    rows = ("成果:声像档案元数据方案比较研究", "奖项:甲省科学技术奖", "等级:二等奖", "主要完成者:汤虎义(3)")
    card = [(300, 100, "获奖证书", BIG), *column(rows, top=200), (700, 600, "甲省科学技术厅2022.03.04")]
    assert read(typed(card))[1]["rank"] == 3


def test_both_days_of_a_row_in_one_cell_and_the_year_of_all_rows() -> None:
    rows = (
        ("项目", "开始结束", "方式", "计"),
        ("钢筋工程质量通病防治", "2022-02-26 2022-03-01", "网络", "24学时"),
        ("专技人才知识产权运用", "2022-05-11 2022-05-12", "网络", "16学时"),
    )
    page = [
        (150, 100, "我的学时档案", BIG),
        (150, 180, "冯信静 | 330402********9950 | 甲市碧海化工有限公司"),
        (150, 240, "档案号:浙继教证字〔2022〕第77507号"),
        (150, 300, "统计区间:2022-01-01至2022-12-31"),
        *grid(rows, (150, 550, 900, 1100), top=380),
        (150, 700, "合计已认定40学时,达到年度要求。"),
        (150, 760, "出具部门:乙市专业技术人员管理办公室"),
        (800, 760, "出具日期:2022-12-31"),
    ]
    _, facts = read(typed(page))
    assert [one["end_date"] for one in facts["activities"]] == ["2022-03-01", "2022-05-12"]
    assert (facts["unit"], facts["score_year"]) == ("甲市碧海化工有限公司", 2022)
    assert facts["certificate_no"] == "浙继教证字〔2022〕第77507号"


def test_a_name_between_the_head_of_a_line_and_a_sign_is_sure() -> None:
    paper = letter(
        "学习经历出具函",
        "皮磊清,居民身份证330402********9950,在甲市康宁医院从事护理工作,2022年9月7日",
        "至2022年9月7日参加“血浆站质量管理培训”,计入专业科目6学时。",
        "乙市人事考试与职称服务中心",
        "2022年10月8日",
    )
    (found,) = understand(paper)
    facts = {fact.name: fact for fact in found.facts}
    assert facts["person_name"].value == "皮磊清"
    assert facts["person_name"].sure
