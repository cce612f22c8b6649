"""What was honoured, whose hours they are, and where: words offices use beside the names they write."""

from __future__ import annotations

import pytest

from extractors import understand
from extractors.text.hours import find_hours
from extractors.text.identifiers import tidy_number
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import grid, typed


@pytest.mark.parametrize("work", ["你撰写的论文《社区防汛演练》", "您的文章“社区防汛演练”", "你的《社区防汛演练》一文"])
def test_a_paper_that_was_honoured_is_no_project(work: str) -> None:
    kind, facts = read(
        letter(
            "荣誉证书",
            "周启明同志：",
            f"{work}在优秀学术论文评选中荣获二等奖。",
            "特发此证，以资鼓励。",
            "甲市水利学会",
            "2023年6月1日",
        )
    )
    assert (kind, facts["paper_title"]) == ("award_certificate", "社区防汛演练")
    assert "project_name" not in facts


def test_who_answers_for_a_class_is_not_who_learned_and_a_house_with_rooms_is_a_place() -> None:
    kind, facts = read(
        letter(
            "继续医学教育项目学习证",
            "兹有甲市中心医院严慧麟（主管护师），于2021年6月3日至2021年6月4日在云湖会议中心参加伤口护理业务培训班，",
            "经考核成绩合格，授予学分 16 学分。",
            "项目负责人：周启明",
            "甲江技术研修院",
            "2021年6月13日",
        )
    )
    assert (kind, facts["person_name"], facts["place"]) == ("completion_certificate", "严慧麟", "云湖会议中心")


def test_a_hotel_where_a_class_was_held() -> None:
    _, facts = read(
        letter(
            "参训证明",
            "甲市博物馆周启明同志，2020年9月17日至2020年9月21日",
            "参加了我会在云湖酒店举办的伤口护理继续教育班，学习 20 学时。",
            "甲江海事培训学校",
            "2020年10月8日",
        )
    )
    assert facts["place"] == "云湖酒店"


@pytest.mark.parametrize("said", ["结班日期2024-10-10 每人计 40 学时", "学时\n每位学员 40 学时", "每名学员 40学时"])
def test_what_each_one_gets_is_what_the_class_is_worth(said: str) -> None:
    assert [amount.value for amount in find_hours(said)] == [40]


def test_the_hours_of_all_over_a_list_of_people() -> None:
    names = ("周启明", "李四海", "王建国", "赵小川", "钱卫东", "孙立仁")
    rows = (("号", "姓名", "所在单位"), *((str(i), name, "甲市第五中学") for i, name in enumerate(names, 1)))
    words = [(200, 105, "伤口护理知识更新培训合格人员花名册", BIG), (112, 191, "开班日期 2024-10-06　每人计 40 学时")]
    kind, facts = read(typed([*words, *grid(rows, (130, 260, 600), top=280)]))
    assert (kind, facts["hours"], facts["hours_unit"]) == ("roster", 40, "学时")


def test_a_place_without_the_word_that_leads_to_it() -> None:
    _, facts = read(
        letter(
            "关于举办伤口护理继续教育班的通知",
            "各有关单位：",
            "经研究，决定举办伤口护理继续教育班。现将有关事项通知如下：",
            "一、培训时间与地点",
            "2021年4月19日至2021年4月22日，在工业园区服务中心六楼。",
            "二、培训对象",
            "从事相关工作的专业技术人员。",
            "甲市科学技术局",
            "2021年3月16日",
        )
    )
    assert facts["place"] == "工业园区服务中心六楼"


def test_the_class_told_by_the_people_taught() -> None:
    rows = (
        ("授课教师", "周启明"),
        ("教师单位", "甲市博物馆"),
        ("讲授专题", "伤口的分期"),
        ("授课对象", "伤口护理知识更新培训学员"),
        ("授课日期", "2025年10月22日"),
        ("授课学时", "4 学时"),
    )
    words = [(372, 105, "兼职教师授课学时确认单", BIG), *grid(rows, (112, 389))]
    kind, facts = read(typed([*words, (798, 1100, "甲江师范大学"), (978, 1170, "2025-11-12")]))
    assert (kind, facts["lecture_title"], facts["course_title"]) == (
        "teaching_statement",
        "伤口的分期",
        "伤口护理知识更新培训",
    )


def test_a_form_without_its_word_before_the_number() -> None:
    assert tidy_number("字第1997041902号") == "1997041902"
    assert tidy_number("甲培字第1997041902号") == "甲培字第1997041902号"


def test_a_telephone_with_stars_is_no_number_of_a_citizen() -> None:
    _, facts = read(
        letter(
            "服务证明",
            "甲市中西医结合医院：",
            "贵单位派出的周启明于2020年6月25日到2020年6月27日在我处开展便民咨询与健康讲座，先后服务 5 个半天。",
            "甲市农业科学研究院",
            "2020年7月15日",
            "联系人 李四海 1945****8300",
        )
    )
    assert "id_number" not in facts


def test_the_page_of_the_running_year_with_courses_that_make_its_sum() -> None:
    rows = (("课程", "学时", "考核"), ("伤口护理基础", "8", "通过"), ("校园食品卫生", "24", "合格"))
    words = [
        (300, 150, "我的学时档案", BIG),
        (105, 250, "周启明"),
        (105, 350, "证件 320312********9986"),
        (300, 450, "本年已获 32 学时"),
        *grid(rows, (200, 600, 900), top=560),
    ]
    (paper,) = understand(typed([*words, (105, 900, "档案号 PX-2025-73885")]))
    assert paper.value("activities") == [
        {"course_title": "伤口护理基础", "hours": 8},
        {"course_title": "校园食品卫生", "hours": 24},
    ]
    assert paper.value("course_title") is None


def test_a_branch_of_the_party_is_nobodys_employer() -> None:
    words = [(330, 108, "我的"), (75, 165, "周启明"), (75, 244, "所在组织：机关第四党支部"), (75, 301, "学习积分")]
    (paper,) = understand(typed([*words, (75, 358, "16,136"), (75, 433, "我的点点通"), (75, 490, "强国徽章")]))
    assert (paper.kind, paper.value("unit")) == ("xuexi_score", None)


def test_a_major_behind_the_school_and_a_degree_said_of_a_name_with_a_dot() -> None:
    _, facts = read(
        letter(
            "硕 士 学 位 证 书",
            "丽力·逊克在甲江学院电气工程学科（专业）已通过硕士学位课程考试和论文答辩，成绩合格，授予",
            "硕士学位。",
            "甲江学院",
            "2024年6月23日",
            "证书编号：192611202402207273",
        )
    )
    assert (facts["person_name"], facts["major"]) == ("丽力·逊克", "电气工程")


def test_a_major_behind_the_name_of_the_school() -> None:
    rows = (("学期", "科目", "成绩", "学分"), ("2018-1", "工程力学", "85", "2"), ("2018-2", "大学英语", "78", "3"))
    words = [
        (600, 100, "学业成绩证明", BIG),
        (228, 220, "周启明（学号 9329436147）在甲江矿业大学纺织工程专业函授学习。"),
    ]
    kind, facts = read(typed([*words, *grid(rows, (200, 500, 900, 1200)), (900, 800, "2020年7月21日")]))
    assert (kind, facts["major"]) == ("transcript", "纺织工程")


def test_who_held_it_in_a_row_below_the_list_is_nobody_who_came() -> None:
    names = ("周启明", "李四海", "王建国", "赵小川", "钱卫东", "孙立仁")
    head = ("编号", "单位", "姓名", "到课", "备注")
    rows = (head, *((str(i), "甲市第五中学", name, "√") for i, name in enumerate(names, 1)))
    words = [(215, 105, "伤口护理高级研修班考勤登记表", BIG), (112, 210, "日期 2024年10月2日")]
    foot = (860, 980, "瓯江产业人才学院")
    kind, facts = read(typed([*words, *grid(rows, (116, 260, 640, 900, 1030), top=280), foot]))
    assert (kind, facts["organiser"]) == ("sign_in_sheet", "瓯江产业人才学院")
    assert [one["name"] for one in facts["names"]] == list(names)


def test_an_employer_carried_on_in_a_narrow_column_beside_a_picture() -> None:
    words = [
        (372, 105, "学习强国年度积分证明页"),
        (112, 324, "总积分 26682"),
        (752, 324, "姓名：周启明"),
        (112, 390, "2025年积分 7586"),
        (752, 392, "所在单位：甲南电器检验有"),
        (112, 453, "今日 41 分"),
        (752, 456, "限公司"),
    ]
    (paper,) = understand(typed(words, size=30))
    assert paper.value("unit") == "甲南电器检验有限公司"


def test_what_a_journal_is_and_behind_a_gap_where_it_is_listed() -> None:
    kind, facts = read(
        typed(
            [
                (504, 105, "省级期刊　中国学术期刊数据库收录"),
                (300, 200, "甲江医学", 120),
                (592, 420, "10"),
                (581, 500, "2019"),
                (112, 1019, "ISSN 1000-0003"),
                (894, 1019, "CN 32-0440/S"),
            ]
        )
    )
    assert (kind, facts["level_cue"]) == ("journal_cover", "省级期刊")


def test_a_journal_before_its_running_count_over_the_list_of_papers() -> None:
    papers = ("沿海河道清淤方法比较", "社区防汛演练组织", "农村水厂消毒工艺", "泵站夜间巡检制度", "海塘监测点位布设")
    listed = [
        words
        for i, title in enumerate(papers)
        for words in (
            (112, 305 + i * 160, title),
            (1115, 305 + i * 160, str(5 + 7 * i)),
            (157, 370 + i * 160, "周启明"),
        )
    ]
    head = [(491, 105, "CONTENTS"), (112, 191, "文博学刊　总第118期　2019.4"), (545, 248, "·专题论坛·")]
    kind, facts = read(typed([*head, *listed], size=30))
    assert (kind, facts["journal_name"]) == ("journal_contents", "文博学刊")
