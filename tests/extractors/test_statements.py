"""Statements of employers and hosts: taking part, serving, teaching; and the notices and timetables they lean on."""

from __future__ import annotations

from typing import Any

from extractors import understand
from tests.extractors.typed import column, grid, typed


def facts(reading: Any, kind: str) -> dict[str, Any]:
    (paper,) = understand(reading)
    assert paper.kind == kind, (paper.kind, paper.recognition, paper.others)
    return {fact.name: fact.value for fact in paper.facts}


def test_an_employer_states_that_someone_took_part() -> None:
    found = facts(
        typed(
            [
                (700, 150, "情况说明", 70),
                (300, 350, "兹有我单位孙志红（身份证号：330402198301019950），于2024年12月30日至"),
                (200, 420, "2025年1月2日参加嘉兴市住房和城乡建设局组织的“慢性病分级诊疗知识更新培"),
                (200, 490, "训班”，为期4天，合计32学时。"),
                (300, 600, "因培训文件涉及不予公开内容，不便上传，特以本证明替代佐证材料。"),
                (300, 680, "经办人：裘欣　　联系电话：0577-83159877"),
                (1000, 900, "平湖市水利勘测设计所（盖章）"),
                (1100, 970, "2025年1月28日"),
            ]
        ),
        "unit_statement",
    )
    assert found["person_name"] == "孙志红"
    assert (found["start_date"], found["end_date"]) == ("2024-12-30", "2025-01-02")
    assert found["organiser"] == "嘉兴市住房和城乡建设局"
    assert found["course_title"] == "慢性病分级诊疗知识更新培训班"
    assert (found["days"], found["hours"]) == (4, 32)
    assert found["unit"] == "平湖市水利勘测设计所"
    assert found["issue_date"] == "2025-01-28"


def test_an_employer_may_leave_out_the_word_for_its_people() -> None:
    found = facts(
        typed(
            [
                (700, 150, "证　明", 70),
                (200, 260, "甲市人力资源和社会保障局："),
                (
                    300,
                    350,
                    "兹有我单位工程师孙志红，2022.8.25至2022.8.28脱产参加工程变更签证管理提高班，共4天，16学时。",
                ),
                (200, 420, "该班未发签到材料，特出具书面证明，请予认定。"),
                (900, 700, "单位（公章）：甲市交通技师学校"),
                (1100, 770, "2022年9月29日"),
            ],
            width=1900,
        ),
        "unit_statement",
    )
    assert (found["start_date"], found["end_date"]) == ("2022-08-25", "2022-08-28")
    assert (found["days"], found["hours"], found["unit"]) == (4, 16, "甲市交通技师学校")


def test_service_is_stated_in_hours_of_the_clock() -> None:
    found = facts(
        typed(
            [
                (560, 150, "心理服务时间证明", 60),
                (300, 330, "兹证明曹晓源同志（工作单位：嘉兴市康慈医院）于2024年5月13日至2024年6月"),
                (200, 400, "14日在本中心心理援助热线值班，服务时间累计36.5小时。"),
                (300, 500, "特此证明。"),
                (1000, 700, "嘉兴市心理健康服务中心"),
                (1100, 770, "2024年7月1日"),
            ]
        ),
        "service_statement",
    )
    assert found["person_name"] == "曹晓源"
    assert found["service_hours"] == 36.5
    assert (found["start_date"], found["end_date"]) == ("2024-05-13", "2024-06-14")
    assert found["organiser"] == "嘉兴市心理健康服务中心"
    assert "hours" not in found


def test_a_host_states_who_taught_what() -> None:
    found = facts(
        typed(
            [
                (700, 150, "授课证明", 70),
                (300, 350, "兹证明舟山市职业中等专业学校廖娜平（农艺师）于2023年7月2日受邀为我单"),
                (200, 420, "位举办的“特殊教育融合实践高级研修班”授课，授课题目：《新收入准则解读与应"),
                (200, 490, "用》，授课共计4课时。"),
                (300, 570, "特此证明。"),
                (1000, 800, "舟山市建筑行业培训中心（公章）"),
                (1100, 870, "2023年7月13日"),
            ]
        ),
        "teaching_statement",
    )
    assert found["unit_from"] == "舟山市职业中等专业学校"
    assert found["person_name"] == "廖娜平"
    assert found["course_title"] == "特殊教育融合实践高级研修班"
    assert found["lecture_title"] == "新收入准则解读与应用"
    assert (found["hours"], found["hours_unit"]) == (4, "课时")
    assert found["organiser"] == "舟山市建筑行业培训中心"
    assert (found["start_date"], found["end_date"]) == ("2023-07-02", "2023-07-02")


def test_a_notice_tells_time_place_and_hours_in_items() -> None:
    found = facts(
        typed(
            [
                (400, 100, "温州市农业农村局文件", 80),
                (600, 260, "温农发〔2024〕35号"),
                (300, 380, "关于举办全市基层农技推广人员知识更新培训班的通知", 44),
                (200, 480, "各县（市、区）农业农村局："),
                (300, 550, "根据年度计划，决定举办全市基层农技推广人员知识更新培训班。现将有关事"),
                (200, 620, "项通知如下："),
                (300, 690, "一、培训时间：5月8日至10日（5月7日下午报到）"),
                (300, 760, "二、培训地点：温州科技职业学院图书馆报告厅"),
                (300, 830, "三、学时：考核合格者登记专业科目24学时。"),
                (300, 900, "四、联系人：万静，联系电话：0577-88984516"),
                (1100, 1100, "温州市农业农村局"),
                (1100, 1170, "2024年4月12日"),
            ]
        ),
        "training_notice",
    )
    assert found["doc_no"] == "温农发〔2024〕35号"
    assert found["notice_title"] == "关于举办全市基层农技推广人员知识更新培训班的通知"
    assert found["course_title"] == "全市基层农技推广人员知识更新培训班"
    assert (found["start_date"], found["end_date"]) == ("2024-05-08", "2024-05-10")
    assert found["place"] == "温州科技职业学院图书馆报告厅"
    assert found["hours"] == 24
    assert found["organiser"] == "温州市农业农村局"
    assert found["issue_date"] == "2024-04-12"


def test_a_notice_in_bracketed_labels() -> None:
    found = facts(
        typed(
            [
                (400, 150, "农产品冷链管理专题培训报名通知"),
                *column(
                    [
                        "【培训名称】农产品冷链管理专题培训",
                        "【主办单位】徐州市会计学会",
                        "【培训时间】2019年2月23日报到，2019年2月25日结束",
                        "【培训地点】职工培训楼201教室",
                        "【培训学时】18学时",
                    ],
                    top=350,
                ),
                (1000, 900, "2019年2月14日"),
            ]
        ),
        "training_notice",
    )
    assert found["course_title"] == "农产品冷链管理专题培训"
    assert found["organiser"] == "徐州市会计学会"
    assert (found["start_date"], found["end_date"]) == ("2019-02-23", "2019-02-25")
    assert found["place"] == "职工培训楼201教室"


def test_a_timetable_states_its_printed_total_only() -> None:
    table = [
        ("日期", "时间", "课程内容", "授课教师", "学时"),
        ("9月1日", "8:30-11:30", "群众文化活动策划", "薛薇峰", "4"),
        ("", "14:00-17:00", "计量器具检定", "张琪", "4"),
        ("9月2日", "8:30-11:30", "公共图书馆阅读推广", "向娜", "4"),
    ]
    head = [
        (350, 100, "全市小微企业融资实务专题培训", 60),
        (600, 200, "课程安排表", 60),
        (150, 320, "时间：2024.09.01-09.02　　地点：教学楼阶梯教室A101"),
    ]
    lefts = (150, 350, 650, 1100, 1350)
    foot = (150, 1100, "主办单位：温州市企业联合会")
    without = facts(typed([*head, *grid(table, lefts), foot]), "course_schedule")
    assert "hours" not in without
    found = facts(typed([*head, *grid([*table, ("合计学时", "", "", "", "12")], lefts), foot]), "course_schedule")
    assert found["course_title"] == "全市小微企业融资实务专题培训"
    assert (found["start_date"], found["end_date"]) == ("2024-09-01", "2024-09-02")
    assert found["place"] == "教学楼阶梯教室A101"
    assert found["hours"] == 12
    assert found["organiser"] == "温州市企业联合会"


def test_who_had_a_course_taught_it() -> None:
    words = [
        (700, 150, "任课证明", 60),
        (200, 320, "甲市水文站周启明同志于2024年5月6日在我处任课,讲题为《河道清淤》,计6课时。特此证明。"),
        (1200, 480, "甲市水利学会"),
        (1200, 560, "2024年5月20日"),
    ]
    paper = understand(typed(words, width=2300))[0]
    assert (paper.kind, paper.value("lecture_title")) == ("teaching_statement", "河道清淤")
