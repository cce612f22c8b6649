"""Labels nobody listed, and labels that say the words beside them are something else."""

from __future__ import annotations

from typing import Any

import pytest

from domain.fact import Fact, Paper
from extractors import understand
from extractors.text.dates import find_ranges
from tests.extractors.typed import column, grid, typed

BIG = 70


def read(title: str, *lines: str) -> Paper:
    (paper,) = understand(typed([(500, 150, title, BIG), *column(lines, top=350)], width=2300))
    return paper


def fact(paper: Paper, name: str) -> Fact:
    found = paper.fact(name)
    assert found is not None, name
    return found


def test_form_in_other_words() -> None:
    paper = read(
        "继续教育学时认定书",
        "学员:蒋维 身份证:330402198301019950",
        "参加班次:甲省城市供水安全保障高级研修班(第3期)",
        "培训起讫:2024年3月11日-15日 认定学时:40学时(专业科目)",
        "有效期至:2027年3月31日",
        "发证机构:甲省城市水业协会",
        "发证日期:2024年3月20日",
    )
    values: dict[str, Any] = {f.name: f.value for f in paper.facts}
    assert values["course_title"] == "甲省城市供水安全保障高级研修班(第3期)"
    assert (values["start_date"], values["end_date"], values["hours"]) == ("2024-03-11", "2024-03-15", 40)
    assert values["issue_date"] == "2024-03-20"


def test_day_and_unit_of_neighbouring_cells_make_no_hours() -> None:
    rows = [("开始日期", "2023/8/21", "结束日期", "2023/8/23"), ("学时", "24", "科目类型", "专业科目")]
    words = [(500, 150, "专业技术人员继续教育证明", BIG), *grid(rows, (150, 500, 900, 1250)), (150, 700, "姓名:谭小燕")]
    (paper,) = understand(typed(words))
    assert paper.value("hours") == 24
    assert paper.value("issue_date") is None


def test_host_named_beside_the_one_who_signs() -> None:
    paper = read(
        "培训结业证书",
        "张海峰同志参加了“甲市数字政府建设专题培训班”,共24课时。",
        "主办:中共甲市委组织部 承办:甲市委党校",
        "中共甲市委党校(盖章)",
        "2024年4月11日",
    )
    assert paper.value("organiser") == "中共甲市委组织部"


def test_day_of_completion_is_not_surely_the_time() -> None:
    paper = read(
        "学习证书", "学员姓名:何立新", "课程名称:数字经济与创新发展(公需科目)", "完成学习时间:2023年9月30日",
        "总学时:18学时", "甲省继续教育基地", "2023年10月8日",
    )  # fmt: skip
    held = paper.fact("start_date")
    assert held is None or not held.sure


def test_first_of_several_courses_is_not_surely_the_course() -> None:
    rows = [("课程名称", "学时", "完成时间"), ("信息安全基础", "4", "2023-04-02"), ("数据治理实务", "6", "2023-04-18")]
    words = [
        (500, 150, "线上学习完成证明", BIG),
        (150, 300, "用户名:wf88 真实姓名:王芳"),
        *grid(rows, (150, 700, 1100)),
    ]
    (paper,) = understand(typed([*words, (150, 800, "累计学时:10学时"), (150, 900, "证明开具日期:2023-05-10")]))
    assert paper.value("person_name") == "王芳"
    assert (fact(paper, "issue_date").value, paper.value("hours")) == ("2023-05-10", 10)
    course = paper.fact("course_title")
    assert course is None or not course.sure


def test_lecturer_before_his_rank() -> None:
    paper = read(
        "讲学证明",
        "兹证明甲医科大学附属医院韩梅主任医师于2023年5月20日应邀在“全科医师能力提升培训班”",
        "讲授《高血压规范化管理》,授课4学时。",
        "甲市医学会",
        "2023年5月22日",
    )
    assert (paper.value("person_name"), paper.value("unit_from")) == ("韩梅", "甲医科大学附属医院")


def test_meeting_announced_without_label_or_year() -> None:
    paper = read(
        "会议通知",
        "甲市会计学会2023年学术年会将于11月25日(星期六)在文华园宾馆三楼会议厅召开,会期一天,有关事项通知如下。",
        "参会人员可获继续教育6学分。",
        "甲市会计学会秘书处",
        "2023年11月10日",
    )
    assert paper.kind == "training_notice"
    assert (paper.value("start_date"), paper.value("place")) == ("2023-11-25", "文华园宾馆三楼会议厅")
    assert paper.value("course_title") == "甲市会计学会2023年学术年会"


def test_master_of_a_school_named_in_the_sentence() -> None:
    paper = read(
        "硕士学位证书",
        "陈思远,男,1985年6月18日生。在甲江工业大学完成了土木工程学科的学习计划,授予工学硕士学位。",
        "证书编号:1033732012000456",
        "二〇一二年六月三十日",
    )
    assert (paper.value("major"), paper.value("organiser")) == ("土木工程", "甲江工业大学")


def test_month_is_all_the_paper_says() -> None:
    paper = read(
        "课题结题证书",
        "课题名称:社区治理研究",
        "课题负责人:金鑫 课题组成员:王琼、胡杰",
        "甲省社会科学界联合会",
        "2023年5月",
    )
    held = fact(paper, "issue_date")
    assert (held.value, held.sure) == ("2023-05", False)
    assert paper.value("person_name") == "金鑫"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("from 2023-05-08 to 2023-05-12", "2023-05-08", "2023-05-12"),
        ("自2023年5月起至2023年7月", "2023-05", "2023-07"),
    ],
)
def test_spans_with_other_signs(text: str, first: str, last: str) -> None:
    (found,) = find_ranges(text)
    assert (found.first.iso, found.last.iso) == (first, last)
