"""Papers as another collection shows them: who proves and is proven, forms in columns, squares, broken lines."""

from __future__ import annotations

import pytest

from domain.kind import UNKNOWN
from extractors import (
    article_page,
    completion_certificate,
    roster,
    sign_in_sheet,
    teaching_statement,
    training_notice,
)
from extractors.papers import understanding
from extractors.text.candidates import Sort, candidates
from extractors.text.document import Document
from extractors.text.hours import find_days, find_hours
from extractors.text.identifiers import certificate_no, id_number, tidy_number
from extractors.text.journals import find_level_cue
from tests.extractors.test_other_layouts import facts
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import Words, grid, typed

HOST, EMPLOYER = "甲市水利学会", "乙市水务集团有限公司"


def test_a_figure_is_no_part_of_a_longer_one() -> None:
    held = {one.value for one in candidates(Document(letter("学习3天,二十学时"))) if one.sort is Sort.FIGURE}
    assert 20 in held
    assert 10 not in held


def test_working_days_are_days() -> None:
    assert [one.value for one in find_days("合3个工作日,认定12课时")] == [3]


@pytest.mark.parametrize("head", ["题　目:公共建筑“双碳”节能改造", "授课内容:“公共建筑“双碳”节能改造”"])
def test_a_quoted_word_belongs_to_the_title_around_it(head: str) -> None:
    paper = letter(
        "讲课证明",
        "讲课人:周启明",
        "派出单位:" + EMPLOYER,
        "培训班:河道清淤研修班",
        head,
        "课时:4课时",
        "主办单位:" + HOST,
    )
    held = facts(teaching_statement, paper)
    assert held["lecture_title"] == "公共建筑“双碳”节能改造"
    assert held["person_name"] == "周启明"
    assert any(one.value == "公共建筑“双碳”节能改造" for one in candidates(Document(paper)))


def test_an_id_number_set_into_squares() -> None:
    found = id_number(Document(letter("合格证书", "身份证号 3 2 0 * * * * * * * * * * * 9 9 5 1", "姓名:周启明")))
    assert found is not None
    assert found[1:] == ("320***********9951", True)


def test_the_persons_number_is_not_the_papers() -> None:
    rows = [("姓名", "周启明"), ("证号", "330402198301019950"), ("学时", "8学时")]
    slip = Document(
        typed([(300, 100, "学时打印凭条"), *grid(rows, (200, 500), top=200), (200, 600, "流水201948848515")], width=900)
    )
    found = certificate_no(slip)
    assert found is not None
    assert found[1] == "201948848515"


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        (
            "在我校参加职业倦怠识别与心理调适培",
            "训班学习,共24学时,期满成绩合格,特发此证。",
            "职业倦怠识别与心理调适培训班",
        ),
        ("在我校参加桥隧养护巡查与病害识别学", "习,共24学时,期满成绩合格,特发此证。", "桥隧养护巡查与病害识别"),
    ],
)
def test_a_title_over_a_broken_line(first: str, second: str, title: str) -> None:
    words: list[Words] = [
        (600, 100, "培训结业证", BIG),
        (200, 300, "兹有周启明同志,于2024年5月6日至5月8日,"),
        (200, 380, first),
        (200, 460, second),
        (1000, 600, "甲市水利学校(章)"),
        (1000, 680, "2024年5月20日"),
    ]
    assert facts(completion_certificate, typed(words, width=2300))["course_title"] == title


def test_when_and_where_the_admitted_arrive_and_when_they_leave() -> None:
    told = "经审核,以下人员符合参训条件,请于2024年5月6日到甲市水利大厦五楼会议室报到,2024年5月8日结束。"
    rows = [("序号", "姓名", "身份证号"), ("1", "周启明", "330302********7698"), ("2", "郑兰心", "330302********7676")]
    held = facts(
        roster,
        typed([(400, 100, "河道清淤研修班录取名单"), (200, 200, told), *grid(rows, (200, 400, 800))], width=2300),
    )
    assert (held["start_date"], held["end_date"]) == ("2024-05-06", "2024-05-08")
    assert held["place"] == "甲市水利大厦五楼会议室"


def test_a_place_ends_before_what_is_held_there() -> None:
    held = facts(
        training_notice,
        letter(
            "关于组织参加河道清淤专题讲座的通知",
            "各会员单位:",
            "本会定于2024年5月6日至5月8日在甲市水利大厦十楼培训室组织河道清淤专题讲座。",
            HOST,
            "2024年4月3日",
        ),
    )
    assert held["place"] == "甲市水利大厦十楼培训室"


def test_a_cover_for_members_alone() -> None:
    words: list[Words] = [
        (150, 200, "准印证号:浙内准字第0517号", 30),
        (450, 300, "农技与农经", 100),
        (600, 520, "2019·7", 36),
        (500, 800, "内部交流　免费赠阅", 34),
        (700, 880, "甲市环境科学研究院　编印", 34),
    ]
    kind, held = read(typed(words, width=1240, height=1000))
    assert kind == "journal_cover"
    assert (held["journal_name"], held["year"], held["issue"]) == ("农技与农经", 2019, 7)


@pytest.mark.parametrize(
    ("first", "second"), [("手册编号:乙继教证字〔2020〕第", "75003号"), ("手册编号:乙继教证字〔2020", "〕第75003号")]
)
def test_a_number_torn_in_two_behind_its_label(first: str, second: str) -> None:
    found = certificate_no(Document(letter("继续教育手册", "姓名:周启明", first, second, "年度:2020")))
    assert found is not None
    assert found[1] == "乙继教证字〔2020〕第75003号"


def test_a_narrow_page_beside_the_years_table() -> None:
    """Between the columns of the right page gapes as much as a page's gap takes; between the pages more."""
    taken = [
        ("公共建筑节能改造", "2020-01-24至2020-01-26", "18"),
        ("国有资产管理", "2020.02.06—02.09", "32"),
        ("水产品质量快速检测", "二〇二〇年三月二十四日", "4"),
        ("社会工作督导能力", "2020年4月12日", "8"),
    ]
    own = [
        "姓名:周启明",
        "手册编号:(2020)第646083号",
        "年度:2020",
        "学时总计:62",
        "验印单位:甲市建筑学会",
        "验印日期:2020.06.16",
    ]
    words: list[Words] = [
        (290, 74, "继续教育手册", 34),
        (1060, 74, "学习记载页", 34),
        *((157, 167 + 87 * at, text, 30) for at, text in enumerate(own)),
        (833, 144, "学习内容", 30),
        (1241, 144, "时间", 30),
        (1485, 144, "学时", 30),
        *(
            (left, 207 + 63 * at, text, 30)
            for at, row in enumerate(taken)
            for left, text in zip((713, 1115, 1498), row, strict=True)
        ),
    ]
    held = facts(completion_certificate, typed(words, width=1754, height=1240))
    assert [(one["course_title"], one["hours"]) for one in held["activities"]] == [
        ("公共建筑节能改造", 18),
        ("国有资产管理", 32),
        ("水产品质量快速检测", 4),
        ("社会工作督导能力", 8),
    ]
    assert (held["hours"], held["organiser"], held["issue_date"]) == (62, "甲市建筑学会", "2020-06-16")


@pytest.mark.parametrize(
    "told",
    [
        "周启明同志于 2024.05.06 起参加“河道清淤知识更新班”,至 2024.05.08 止,共学习 24 课时,经考试合格。",
        "学员周启明报名参加的河道清淤岗位培训已于2024年5月8日结班,该班自2024年5月6日开班,规定24课时,准予结业。",
        "经查,周启明系我单位在编人员。2024年5月6日,该同志赴外参加甲市护理学会组织的“河道清淤班”,2024年5月8日结束返岗,24课时。",
    ],
)
def test_a_last_day_far_from_the_first(told: str) -> None:
    held = facts(completion_certificate, letter("岗位培训合格证书", told, HOST, "2024年6月20日"))
    assert (held["start_date"], held["end_date"]) == ("2024-05-06", "2024-05-08")


def test_when_a_class_ended_is_no_part_of_its_name() -> None:
    told = "学员周启明报名参加的河道清淤岗位培训已于2024年5月8日结班,准予结业。"
    assert facts(completion_certificate, letter("结业证明", told, HOST))["course_title"] == "河道清淤岗位培训"


def test_hours_summed_by_the_day_are_the_sum() -> None:
    assert [one.value for one in find_hours("前后3天,按每天折算计24学时")] == [24]
    assert find_hours("每天折合8学时") == []


def test_who_teaches_elsewhere_is_told_on_blanks() -> None:
    told = (
        f"兹证明 {EMPLOYER}周启明 同志受我校之聘,在 河道清淤研修班 讲授 边坡监测预警 一课,"
        "时间为2024.04.26 至 2024.04.27,讲课时数 8 学时。"
    )
    kind, held = read(letter("兼课证明书", told, "甲市技师学院", "二〇二四年五月五日"))
    assert kind == "teaching_statement"
    assert (held["lecture_title"], held["course_title"]) == ("边坡监测预警", "河道清淤研修班")


def test_what_is_read_along_with_a_number() -> None:
    assert tidy_number("农技培证温继教证字〔2021〕第08218号") == "温继教证字〔2021〕第08218号"
    assert tidy_number("城乡建设职业技术学院校长和禾河171611202007564804") == "171611202007564804"


def test_a_year_beside_its_label_without_a_colon() -> None:
    rows = [
        ("学习内容", "学习日期", "学时"),
        ("处方审核", "2020.02.13-2020.02.15", "12"),
        ("稻田机插", "2020年5月10日-12日", "24"),
    ]
    words: list[Words] = [
        (300, 100, "学习登记证", BIG),
        (200, 200, "姓名周启明"),
        (200, 280, "年度2020"),
        *grid(rows, (200, 700, 1300), top=380),
        (200, 700, "本年合计"),
        (1300, 700, "36"),
        (900, 800, HOST),
        (900, 880, "2020.06.16"),
    ]
    assert facts(completion_certificate, typed(words, width=1600))["score_year"] == 2020


def test_where_a_sheet_and_a_notice_say_it_was_held() -> None:
    sheet = letter(
        "河道清淤培训班签到记录表", "开展日期 2024年5月6日", "开展地点 财会培训中心第一教室", "序号 姓名 签名"
    )
    assert facts(sign_in_sheet, sheet)["place"] == "财会培训中心第一教室"
    told = "经商有关部门,定于2024年5月6日至5月8日在甲市图书馆负一层报告厅集中授课,参训学员食宿统一安排。"
    notice = letter("关于召开河道清淤研修班的通知", "各有关单位:", told, HOST, "2024年4月3日")
    assert facts(training_notice, notice)["place"] == "甲市图书馆负一层报告厅"


def test_a_journal_before_its_year_and_issue() -> None:
    page = letter(
        "县域财会 2023(9):38-40　ISSN 9367-872X",
        "公共图书馆夜间开放读者需求",
        "周启明,郑兰心",
        "摘要:两组数据经复核后录入。",
    )
    assert facts(article_page, page)["journal_name"] == "县域财会"


def test_a_sites_name_in_quotation_marks_is_no_class() -> None:
    told = "你在2024年5月6日至5月8日的培训中出满全勤,认定30学时,可在“甲市职工学校”网站查询。"
    assert facts(completion_certificate, letter("学时认定证明", told, HOST)).get("course_title") != "甲市职工学校"


def test_the_room_of_a_class_in_its_sentence() -> None:
    told = (
        "周启明同志于2024年5月6日至5月8日参加由我单位承办的“河道清淤学术讲座”,"
        "在甲市委党校教学楼201教室集中学习3天,共24学时。"
    )
    assert facts(completion_certificate, letter("结业证书", told, HOST))["place"] == "甲市委党校教学楼201教室"


def test_an_enrolment_is_a_notice() -> None:
    told = (
        "我校现面向社会专业技术人员开放报名,培训于2024年5月6日开始,5月8日结束,"
        "授课地点设在甲市大学下沙校区。学员修完课程可获16学时。"
    )
    kind, _ = read(
        letter(
            "关于船舶岸电使用招生报名的通知",
            "继教〔2024〕89号",
            told,
            "报名电话:0573-86992972",
            "淮海理工大学",
            "2024年4月13日",
        )
    )
    assert kind == "training_notice"


def test_a_level_cue_ends_before_a_number() -> None:
    cue = find_level_cue([Document(letter("省级期刊ISSN 1234-5679")).rows[0].run])
    assert cue is not None
    assert cue.text == "省级期刊"


def test_people_chatting_about_a_class_are_no_sheet() -> None:
    words: list[Words] = [
        (60, 40, "19:27", 30),
        (330, 140, "培训学习交流群(115)", 44),
        (100, 290, "周启明", 30),
        (180, 370, "明天的课几点开始?签到表谁带?"),
        (100, 450, "郑兰心", 30),
        (180, 530, "八点半,三楼报告厅,记得带身份证。"),
        (100, 680, "柏逸清", 30),
        (780, 760, "收到,谢谢"),
        (180, 900, "[图片]"),
    ]
    chat = typed(words, width=1080, height=1200)
    assert understanding.no_evidence(chat)
    assert read(chat)[0] == UNKNOWN


def test_a_post_is_no_part_of_a_name_with_a_dot() -> None:
    told = (
        "兹有我单位主管护师迪布丽·克逊,身份证号330902********9906,于2024.05.06-2024.05.08参加"
        f"{HOST}举办的河道清淤提升班,计24学时。"
    )
    assert read(letter("培训证明", told, EMPLOYER, "2024年5月20日"))[1]["person_name"] == "迪布丽·克逊"


def test_whom_a_letter_calls_a_teacher_came_from_somewhere() -> None:
    told = (
        f"{EMPLOYER}周启明老师(高级会计师)应邀于2024年5月6日在我单位举办的“河道清淤班”上授课,"
        "题目为《新时代科学家精神》,时长8学时。"
    )
    held = facts(teaching_statement, letter("授课证明", "市继续教育管理办公室:", told, HOST, "2024年5月20日"))
    assert (held["unit_from"], held["person_name"]) == (EMPLOYER, "周启明")
