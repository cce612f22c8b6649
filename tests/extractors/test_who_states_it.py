"""Employers' statements beside certificates: who signs, who held the class, whom it employs; days said in English."""

from __future__ import annotations

import pytest

from domain.reading import Reading
from extractors import (
    article_page,
    award_certificate,
    journal_contents,
    project_document,
    service_statement,
    teaching_statement,
    training_notice,
    transcript,
    xuexi_score,
)
from extractors.text.current import document_of
from extractors.text.dates import find_ranges
from extractors.text.employers import employer_speaks
from extractors.text.hosts import hosts
from extractors.text.hours import find_days, find_hours
from extractors.text.names import known_name
from tests.extractors.test_other_layouts import facts, upright
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import Words, grid, typed

STATED = {
    "of its archive": letter(
        "培训经历证明函",
        "经查阅我单位培训档案,职工周启明(公民身份号码:330***********9951)自2024年5月6日至5月8日脱产参加甲市水利学会“河道清淤培训班”,实际培训3天,培训学时24学时。",
        "乙市水务集团有限公司人力资源部",
        "2024-05-20",
    ),
    "of a class it ordered": letter(
        "内部培训证明",
        "周启明同志:身份证号330***********9951,现任我单位专业技术岗位。",
        "我单位委托甲市水利学会于2024年5月6日至5月8日开办“河道清淤培训班”,该同志参加了全部3天的课程,应计24学时。",
        "乙市水务集团有限公司(盖章)",
        "2024年5月20日",
    ),
    "of whom it sent": letter(
        "外派学习确认书",
        "确认编号:(2023)第188582号",
        "一、外派人员:周启明(身份证号:330***********9951)",
        "二、外派单位:乙市水务集团有限公司",
        "三、学习安排:2024年5月6日至5月8日,赴甲市水利学会参加河道清淤专题班,共3天。",
        "四、学习结果:全部课程已修完,确认24学时。",
        "乙市水务集团有限公司",
        "2024年5月20日",
    ),
    "by its personnel office": letter(
        "继续教育学时证明信",
        "兹有乙市水务集团有限公司职工周启明同志(身份证330***********9951),于2024年5月6日至5月8日参加甲市水利学会“河道清淤培训班”的学习,完成24学时,考勤合格。",
        "乙市水务集团有限公司人事处",
        "2024.05.20",
    ),
}


@pytest.mark.parametrize("paper", STATED)
def test_an_employer_speaks_of_one_of_its_people(paper: str) -> None:
    kind, held = read(STATED[paper])
    assert kind == "unit_statement"
    assert held["organiser"] == "甲市水利学会"
    assert held["unit"].startswith("乙市水务集团有限公司")


def test_who_held_the_class_is_no_employer() -> None:
    certificate = letter(
        "学时证明",
        "周启明,工作单位乙市水务集团有限公司,于2024年5月6日至5月8日参加甲市水利学会举办的“河道清淤培训班”,完成24学时。",
        "甲市水利学会",
        "2024年5月20日",
    )
    assert employer_speaks(document_of(certificate)) < 0
    assert read(certificate)[0] == "completion_certificate"


@pytest.mark.parametrize(
    "sentence",
    [
        "参加了甲市水利学会的河道清淤提高班,时间2024年5月6日到2024年5月8日,一共3天,24学时。",
        "参加甲市水利学会2024年5月6日至2024年5月8日举办的“河道清淤培训班”,为期3天,24学时。",
        "参加了甲市水利学会提供的“河道清淤培训班”,时间2024年5月6日至5月8日,24学时。",
    ],
)
def test_who_held_the_class_is_told_once_for_all(sentence: str) -> None:
    paper = letter("证明", "我单位职工周启明(身份证330***********9951)" + sentence, "乙市肿瘤防治医院", "2024年5月20日")
    assert next(host.name.text for host in hosts(document_of(paper))) == "甲市水利学会"
    assert employer_speaks(document_of(paper)) > 0
    assert read(paper)[1]["organiser"] == "甲市水利学会"


def test_who_is_written_to_held_the_class_and_the_writer_did_not() -> None:
    paper = letter(
        "参加学习情况说明",
        "甲市水利学会:",
        "我单位职工周启明于2024年5月6日至5月8日参加了贵会组织的“河道清淤培训班”,学习3天,折合24学时。",
        "乙市肿瘤防治医院",
        "2024年5月20日",
    )
    assert employer_speaks(document_of(paper)) > 0


def test_a_unit_beside_its_label_has_not_signed() -> None:
    coupon = letter("听课券", "讲座:河道清淤培训班", "主办:甲市水利学会", "听课人周启明", "单位乙市文艺出版社")
    assert employer_speaks(document_of(coupon)) == 0


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("April 11,2022 to April 12,2022", ("2022-04-11", "2022-04-12")),
        ("11 April 2022 – 12 Apr. 2022", ("2022-04-11", "2022-04-12")),
        ("Sept. 3, 2020", ("2020-09-03", "2020-09-03")),
    ],
)
def test_days_said_in_english(words: str, days: tuple[str, str]) -> None:
    (found,) = find_ranges(words)
    assert (found.first.iso, found.last.iso) == days


def test_days_counted_as_days_of_training() -> None:
    assert [one.value for one in find_days("累计5个培训日、40学时")] == [5]


def test_a_students_letter_of_all_years_is_no_examination() -> None:
    rows = [("序号", "科目", "成绩", "结果"), ("1", "水力学", "79", "合格"), ("2", "工程测量", "64", "合格")]
    told = "考生周启明(准考证号269010309567)参加我校工程造价专业学习,学号8277203558,各科成绩如下:"
    words: list[Words] = [
        (500, 100, "历年考试成绩单", BIG),
        (200, 240, told, 34),
        *grid(rows, (200, 400, 900, 1200)),
        (900, 900, "甲江大学继续教育部"),
        (900, 980, "二〇二四年五月十日"),
    ]
    kind, held = read(typed(words, width=1900))
    assert kind == "transcript"
    assert (held["student_no"], held["major"]) == ("8277203558", "工程造价")


def test_the_subject_below_a_students_name_and_number() -> None:
    rows = [("课程", "学分", "成绩"), ("水力学", "2", "79"), ("工程测量", "3", "64"), ("水工建筑物", "3", "89")]
    words: list[Words] = [
        (400, 100, "成绩查询"),
        (300, 180, "甲江大学教务系统", 30),
        (200, 280, "周启明　8277203558"),
        (200, 350, "工程造价"),
        *grid(rows, (200, 700, 900), top=480),
        (200, 900, "已获学分 8"),
    ]
    kind, held = read(typed(words, width=1080))
    assert kind == "transcript"
    assert held["major"] == "工程造价"


def test_a_score_behind_its_year() -> None:
    words: list[Words] = [
        (400, 60, "学习强国", 50),
        (400, 160, "35547", 80),
        (420, 280, "总积分"),
        (200, 380, "2019年　8117分"),
    ]
    held = facts(xuexi_score, typed([*words, (200, 460, "今日　34分")], width=1080))
    assert (held["score_annual"], held["score_year"]) == (8117, 2019)


def test_a_place_told_within_the_section_on_time_and_place() -> None:
    held = facts(
        training_notice,
        letter(
            "关于举办河道清淤培训班的通知",
            "各有关单位:",
            "一、时间和地点",
            "2022年8月19日至2022年8月20日,在甲市技师学院实训楼B座举行,18日下午报到。",
            "二、参加人员",
            "甲市水利局",
            "2022年8月3日",
        ),
    )
    assert held["place"] == "甲市技师学院实训楼B座"


def test_the_university_whose_office_closes_a_project() -> None:
    held = facts(
        project_document,
        letter(
            "课题结题通知",
            "甲市水利局:",
            "你单位周启明主持的课题“闸门锈蚀检测研究”(编号:SZ2023),准予结题。",
            "乙浦科技大学科研处",
            "2024年5月20日",
        ),
    )
    assert held["organiser"] == "乙浦科技大学"


def test_where_somebody_served() -> None:
    held = facts(
        service_statement,
        letter(
            "志愿服务时长证明",
            "周启明(330***********9951)于2024年5月6日至5月8日参加我单位组织的专业技术支援,地点甲市党校综合楼301室,服务时间合计12小时。",
            "甲市水利学会",
            "2024年5月20日",
        ),
    )
    assert held["place"] == "甲市党校综合楼301室"


def test_the_host_of_a_lecture_that_names_the_lecturer_behind_a_colon() -> None:
    held = facts(
        teaching_statement,
        letter(
            "讲学证明",
            "兹证明:甲市实验学校周启明(高级教师),受我局聘请,2024年5月6日至5月8日为河道清淤培训班学员主讲“闸门检修”,累计6课时。",
            "甲市教育局",
            "二〇二四年五月二十日",
        ),
    )
    assert (held["unit_from"], held["person_name"]) == ("甲市实验学校", "周启明")


def test_a_paper_to_be_cited_in_other_words() -> None:
    words: list[Words] = [
        (200, 100, "Vol. 40, No. 3, 2024", 30),
        (200, 160, "水利与环境", 40),
        (300, 260, "闸门锈蚀检测方法", BIG),
        (500, 380, "周启明 李海"),
        (200, 480, "摘要:操作人员经过统一培训,样本来自本地区五家单位。", 30),
        (200, 560, "引用本文:[J].水利与环境,2024(3):46-49.", 30),
    ]
    held = facts(article_page, typed(words))
    assert (held["page_start"], held["page_end"]) == (46, 49)


SENT = letter(
    "关于周启明同志参训情况的证明",
    "根据工作安排,乙市第二小学选派周启明(身份证号码:330***********9951)参加甲市水利学会2024年5月6日至5月8日举办的“河道清淤培训班”。",
    "培训为期3天,经考勤统计,该同志实到学时为24学时。",
    "此证。",
    "乙市第二小学",
    "2024年5月20日",
)
REMOTE = letter(
    "网络学习情况证明",
    "兹证明:",
    "周启明同志,身份证号为330***********9951,现就职于我单位。其于2024年5月6日开始、2024年5月8日结束,"
    "在甲市教育技术中心网络学习端修完“河道清淤培训班”,学习周期3天,合计24学时,平台暂不支持打印证书。",
    "乙市青禾幼儿园",
    "2024年5月20日",
)


@pytest.mark.parametrize(("paper", "host"), [(SENT, "甲市水利学会"), (REMOTE, "甲市教育技术中心")])
def test_an_employer_that_sends_or_employs_in_other_words(paper: Reading, host: str) -> None:
    kind, held = read(paper)
    assert kind == "unit_statement"
    assert held["organiser"] == host


def test_hours_asked_for_and_all_of_them_done() -> None:
    assert [one.value for one in find_hours("应修18学时均已修满")] == [18]
    assert not find_hours("应修18学时,目前已修6门")


@pytest.mark.parametrize("word", ["连续打卡", "涂改无效", "随堂测", "项次"])
def test_words_of_pages_that_are_nobodys_name(word: str) -> None:
    assert not known_name(word)


def test_a_rank_in_words_behind_its_label() -> None:
    told = "你承担的《闸门锈蚀检测研究》被评为2024年度甲市科学技术奖二等奖,排名第五。特发此状。"
    paper = letter("奖状", "周启明:", told, "甲市人民政府", "2024年5月20日")
    assert facts(award_certificate, paper)["rank"] == 5


def test_a_class_practised_in_upright_writing() -> None:
    columns = (
        "修业证书",
        "学员周启明修习河道清淤强化培训",
        "凡十八学时,期满考核合格,特给此证",
        "甲市水利学会",
        "二〇二四年五月十日",
    )
    _, held = read(upright(*columns))
    assert (held["person_name"], held["course_title"]) == ("周启明", "河道清淤强化培训")


def test_a_journal_before_its_issue_in_brackets() -> None:
    papers = ("闸门锈蚀检测分析", "河道清淤技术要点", "堤防隐患探测方法", "泵站能耗测算方法")
    rows = list(zip(papers, ("周启明", "李海", "王江", "赵河"), ("12", "18", "25", "31"), strict=True))
    words: list[Words] = [(200, 80, "CONTENTS 本期目录", 44), (200, 170, "造价与审计　2020（8）", 40)]
    held = facts(journal_contents, typed([*words, *grid(rows, (200, 900, 1200))]))
    assert held["journal_name"] == "造价与审计"


def test_the_day_a_paper_was_made_out_is_no_time_of_the_class() -> None:
    _, held = read(
        letter(
            "公需课程考核合格证明",
            "周启明(330***********9951)参加本年度公需课程“河道清淤”线上考核,成绩达到合格标准,登记公需科目18学时。",
            "核发机关:甲市人力资源和社会保障局",
            "核发时间:2024年05月20日",
        )
    )
    assert held["issue_date"] == "2024-05-20"
    assert "start_date" not in held


def test_courses_set_beside_one_another_with_their_credits() -> None:
    rows = [("课目", "线性代数", "水力学", "英语二"), ("学分", "3", "4", "2"), ("分数", "91", "65", "81")]
    words: list[Words] = [
        (500, 100, "函授学员学业成绩卡", BIG),
        (200, 220, "学员:周启明 学员编号:5765129498 所学专业:审计学"),
    ]
    held = facts(transcript, typed([*words, *grid(rows, (200, 500, 800, 1100))]))
    assert [(one["name"], one["score"], one["credit"]) for one in held["subjects"]] == [
        ("线性代数", 91, 3), ("水力学", 65, 4), ("英语二", 81, 2),
    ]  # fmt: skip


def test_a_contents_page_with_its_authors_on_the_other_half() -> None:
    papers = (
        "近岸海域航标能源优化",
        "幼儿绘本阅读支持策略",
        "红树林苗圃育苗试验",
        "公证电子存证应用评价",
        "老城区雨污混接排查",
    )
    names = ("周启明,李海", "王江", "赵河,孙泽", "钱源", "吴涛")
    rows = [(str(4 + 3 * at), title, who) for at, (title, who) in enumerate(zip(papers, names, strict=True))]
    words: list[Words] = [(300, 80, "古建营造", 80), (1700, 90, "2020年8月号", 40), (300, 200, "要 目", 60)]
    reading = typed([*words, *grid(rows, (200, 320, 1500), top=320)], width=2200, height=1500)
    held = facts(journal_contents, reading)
    assert held["issue"] == 8
    assert [one["authors"] for one in held["entries"]][:2] == [["周启明", "李海"], ["王江"]]
