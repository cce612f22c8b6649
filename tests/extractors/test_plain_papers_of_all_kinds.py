"""Plain papers of every kind in words met later: letters to the host, photos beside sentences, lists, screens."""

from __future__ import annotations

import pytest

from domain.reading import MarkType
from extractors import roster, service_statement
from extractors.text.dates import find_ranges
from extractors.text.hours import find_half_days
from extractors.text.organisations import is_organisation
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, mark, typed


def test_an_employer_writes_to_who_held_the_class() -> None:
    kind, facts = read(
        letter(
            "证明",
            "甲市水利学会:",
            "贵单位于2024年5月6日至2024年5月8日举办的河道清淤技术培训班,我单位周启明全程参加,",
            "实际学习十二学时。请予登记。",
            "乙市清波水务有限公司",
            "2024年5月20日",
        )
    )
    assert kind == "unit_statement"
    assert (facts["organiser"], facts["unit"]) == ("甲市水利学会", "乙市清波水务有限公司")


def test_an_employer_answers_for_what_a_list_of_labels_says() -> None:
    kind, facts = read(
        letter(
            "培训情况证明",
            "姓名:周启明",
            "培训内容:河道清淤技术研修班",
            "培训起止:2024.05.06-2024.05.08",
            "组织单位:甲市水利学会",
            "培训学时:12学时",
            "以上人员培训情况真实,特此证明。",
            "单位负责人:任松建",
            "2024年5月20日",
        )
    )
    assert kind == "unit_statement"
    assert facts["organiser"] == "甲市水利学会"


def test_a_meal_brought_to_the_door_is_no_payment_for_learning() -> None:
    words = ["订单详情", "订单已送达", "番茄炒蛋盖饭¥12.50", "配送费¥4.00", "收货人周启明", "订单号316998148750"]
    assert read(typed(column(words), height=1400))[0] == "unknown"


def test_a_photo_beside_the_text_does_not_cut_its_sentence() -> None:
    words = [
        (400, 120, "专业技术人员培训结业证书", 90),
        (700, 280, "周启明同志于2024年5月6日至5月8日参加河道清", 45),
        (620, 350, "淤技术培训班,学完规定的16学时,按照规定修满全部", 45),
        (200, 385, "照片", 30),
        (620, 420, "课程,成绩合格,准予结业。", 45),
        (150, 510, "姓名:周启明", 34),
        (150, 560, "单位:甲市水文站", 34),
        (880, 630, "甲市水利学会", 45),
        (920, 710, "2024年5月20日", 45),
    ]
    _, facts = read(typed(words, width=1760, height=900))
    assert facts["course_title"] == "河道清淤技术培训班"


def test_what_sort_of_subject_it_counts_for_is_no_part_of_a_class() -> None:
    _, facts = read(
        letter("学习合格证书", "姓名:周启明", "参加河道清淤技术研修班(公需科目)学习,学习时间2024年5月6日,获得8学时。")
    )
    assert facts["course_title"] == "河道清淤技术研修班"


def test_a_class_ends_before_what_somebody_was_in_it() -> None:
    _, facts = read(
        letter(
            "授课证明",
            "兹证明周启明于2024年5月6日在我单位举办的河道清淤能力培训班中担任授课教师,",
            "授课题目为《清淤船的选型》,共计6学时。",
            "甲市水利学会",
            "2024年5月20日",
        )
    )
    assert facts["course_title"] == "河道清淤能力培训班"


def test_the_place_between_the_days_and_the_verb() -> None:
    _, facts = read(
        letter(
            "结业证书",
            "兹证明周启明于2024年5月6日至2024年5月8日在甲市教师发展中心 301 室参加河道清淤技术",
            "研修班,考核合格,共计24学时,准予结业。",
            "主办单位:甲市水利学会",
        )
    )
    assert facts["place"].replace(" ", "") == "甲市教师发展中心301室"


def test_who_held_the_class_is_not_the_place() -> None:
    _, facts = read(
        letter("结业证书", "兹证明周启明于2024年5月6日在甲市教育研究培训院参加河道清淤技术研修班,共计24学时,准予结业。")
    )
    assert "place" not in facts


def test_what_was_applied_for_is_the_subject_alone() -> None:
    _, facts = read(
        letter(
            "硕士学位证书",
            "周启明,男,1983年1月1日生,以同等学力在我校申请物流管理学科硕士学位,通过课程考试和论文答辩,",
            "授予硕士学位。",
            "学位授予单位:江南师范学院",
            "证书编号:132891202208653309",
        )
    )
    assert facts["major"] == "物流管理"


@pytest.mark.parametrize(
    "name",
    ["甲市青少年宫", "甲市工人文化宫", "江南职工网上课堂", "甲市职工继续教育学院", "甲市中西医结合医院城东院区"],
)
def test_bodies_of_other_endings(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("words", ["宫颈癌与子宫", "职工参加继续教育学院"])
def test_words_that_end_alike_are_no_bodies(words: str) -> None:
    assert not is_organisation(words)


def test_the_last_day_told_by_the_verb_of_finishing() -> None:
    (held,) = find_ranges("自2021年8月20日起参加我校河道清淤技术培训班,于2021年8月24日完成学习")
    assert (held.first.iso, held.last.iso) == ("2021-08-20", "2021-08-24")


@pytest.mark.parametrize(("words", "count"), [("折合半天\t2", 2), ("共计半天:6", 6), ("培训半天", 1)])
def test_half_days_counted_beside_their_word(words: str, count: int) -> None:
    assert [amount.value for amount in find_half_days(words)] == [count]


PEOPLE = [(str(i), name, "甲市水文站") for i, name in enumerate(("周启明", "何江南", "李春雨", "王海燕", "陈大河"), 1)]


@pytest.mark.parametrize(
    "head",
    [
        ["学员花名册", "河道清淤技术研修班(2024年5月6日至2024年5月8日)"],
        ["考核合格学员名单公示", "甲市水利学会于2024年5月6日至8日举办河道清淤技术研修班,以下学员成绩合格,现予公示:"],
        ["河道清淤技术研修班", "参加人员名单"],
    ],
)
def test_the_class_of_a_list_whose_title_names_none(head: list[str]) -> None:
    rows = grid([("序号", "姓名", "单位"), *PEOPLE], (200, 500, 800), top=500)
    page = typed([(500, 150, head[0], 60), (500, 250, head[1], 60 if len(head[1]) < 9 else 40), *rows])
    assert read(page)[0] == "roster"
    assert {one.name: one.value for one in roster.extract(page).facts}["meeting_title"] == "河道清淤技术研修班"


def test_a_name_that_is_a_word_where_it_is_signed_alike() -> None:
    people = [(one, name, unit, name) for one, name, unit in (*PEOPLE, ("6", "和平", "甲市水文站"))]
    rows = grid([("序号", "姓名", "单位", "签到"), *people], (200, 500, 800, 1200), top=400)
    _, facts = read(typed([(500, 150, "河道清淤技术研修班签到表", BIG), *rows]))
    assert "和平" in [one["name"] for one in facts["names"]]


def test_a_class_ends_before_the_label_that_runs_into_it() -> None:
    rows = grid(
        [("序号", "姓名", "单位", "签到"), *((a, b, c, b) for a, b, c in PEOPLE)], (200, 500, 800, 1200), top=500
    )
    _, facts = read(
        typed(
            [
                (500, 150, "学员考勤签到表", BIG),
                (200, 300, "培训班:多式联运业务线下集训班开班时间:2024-05-06至2024-05-08"),
                *rows,
            ]
        )
    )
    assert facts["meeting_title"] == "多式联运业务线下集训班"


def test_the_time_over_a_week_set_out_in_columns() -> None:
    rows = grid(
        [("时间", "3月9日(周四)", "3月10日(周五)"), ("上午8:30-11:30", "清淤船的选型", "河道测量")],
        (200, 700, 1200),
        top=500,
    )
    _, facts = read(
        typed(
            [
                (400, 150, "河道清淤技术培训班教学安排", BIG),
                (200, 300, "教学时间:2023年3月9日至2023年3月11日 教学地点:甲市会议中心一楼 共计24学时"),
                *rows,
            ]
        )
    )
    assert (facts["start_date"], facts["end_date"]) == ("2023-03-09", "2023-03-11")


def test_a_place_that_goes_on_in_the_next_row_of_a_notice() -> None:
    _, facts = read(
        typed(
            [
                (300, 150, "关于举办河道清淤技术培训班的通知", BIG),
                (200, 350, "各位学员:河道清淤技术培训班现开始接受报名。"),
                (200, 430, "开班时间:2024年5月6日至2024年5月8日;授课地点:甲市人民医院门诊楼六"),
                (200, 510, "楼会议室;学时:40学时。"),
                (200, 590, "联系电话:0570-1234567。"),
            ],
            width=1620,
        )
    )
    assert facts["place"] == "甲市人民医院门诊楼六楼会议室"


def test_an_examination_named_over_two_rows_beside_a_photo() -> None:
    words = [
        (500, 120, "职业资格考试合格证书", 80),
        (150, 400, "姓名:周启明", 34),
        (150, 460, "证件号码:330902197505279925", 34),
        (150, 520, "管理号:202127838164", 34),
        (820, 520, "本证书表明持证人通过2021年度注册核安全工程师职业", 34),
        (820, 580, "资格考试,考试成绩合格。", 34),
        (150, 700, "发证机关:甲市公务员局", 34),
        (150, 760, "签发日期:2021年12月10日", 34),
    ]
    _, facts = read(typed(words, width=1800, height=1000))
    assert facts["exam_name"] == "2021年度注册核安全工程师职业资格考试"


def test_when_a_page_of_points_was_shown_and_of_whom_a_statement_of_them_speaks() -> None:
    app = ["积分明细", "周启明", "我的总积分", "13235"]
    scores = grid([("今日积分", "47"), ("本年度积分", "7831")], (200, 900), top=480)
    _, facts = read(typed([*column(app), *scores, (200, 750, "2024-07-07 14:01:52")]))
    assert facts["screenshot_date"] == "2024-07-07"
    _, facts = read(
        typed(
            [
                (500, 150, "学习强国积分证明", BIG),
                *column(
                    [
                        "兹证明周启明同志系我单位职工,截至2024年6月5日,该同志学习强国总积分为33442分,",
                        "其中2024年度积分为6009分。",
                    ],
                    top=350,
                ),
                (900, 600, "甲市水文站"),
            ],
            width=1900,
            marks=[mark(MarkType.SEAL, 900, 560, 1150, 700)],
        )
    )
    assert facts["person_name"] == "周启明"


def test_where_a_student_works_and_when_the_marks_were_asked_for() -> None:
    rows = [("课程名称", "学分", "成绩"), ("水力学", "3", "84"), ("测量学", "2", "91"), ("工程地质", "2", "78")]
    _, facts = read(
        typed(
            [
                (500, 120, "甲地大学研究生课程成绩单", BIG),
                *grid(
                    [("姓名", "周启明", "学号", "7824104401"), ("专业", "水利工程", "工作单位", "甲市水文站")],
                    (200, 500, 900, 1150),
                    top=250,
                ),
                *grid(rows, (200, 700, 1100), top=480),
                *grid([("查询时间", "2024-12-05")], (200, 500), top=900),
            ]
        )
    )
    assert (facts["unit"], facts["issue_date"]) == ("甲市水文站", "2024-12-05")


def test_a_paper_on_the_page_of_a_site() -> None:
    words = [
        (150, 90, "期刊阅读 档案与数字化", 40),
        (700, 90, "2019年第11期", 40),
        (150, 175, "电梯门系统故障统计", 56),
        (1200, 175, "起始页码:69", 30),
        (150, 265, "周启明,何江南,李春雨", 38),
        (1200, 265, "相关文章", 30),
        (150, 330, "甲市食用菌研究所", 30),
        (1200, 330, "实训基地共享机制", 30),
        (150, 420, "摘要:今后将继续积累资料。该方法成本低,便于掌握。", 28),
        (150, 470, "正文:该方法成本低,便于掌握。试验期间未发生异常情况。", 28),
        *((150, 520 + 50 * i, "资料来自近两年的日常记录,各项指标均好于改进之前。", 28) for i in range(6)),
    ]
    kind, facts = read(typed(words, width=1500, height=900))
    assert kind == "article_page"
    assert facts["authors"] == ["周启明", "何江南", "李春雨"]
    assert (facts["journal_name"], facts["page_start"]) == ("档案与数字化", 69)


def test_who_paid_by_the_verb_of_paying_in() -> None:
    _, facts = read(
        letter(
            "培训缴费证明",
            "兹收到甲市青少年宫缴纳的报名费人民币260元整(大写:贰佰陆拾元整),票据号码:11842426。",
            "收款单位:甲市水利学会",
            "2022年9月6日",
        )
    )
    assert facts["payer"] == "甲市青少年宫"


def test_who_holds_a_class_by_itself_over_its_timetable_on_a_phone() -> None:
    words = ["课程表", "河道清淤新技术推广班", "江南建设教育网", "2024-11-04至2024-11-05", "上课地点:甲市会议中心"]
    rows = [
        ("日期", "时段", "课程", "讲师"),
        ("11月4日", "上午", "清淤船的选型", "周启明"),
        ("11月5日", "上午", "河道测量", "何江南"),
    ]
    _, facts = read(typed([*column(words), *grid(rows, (200, 500, 800, 1200), top=620)]))
    assert facts["organiser"] == "江南建设教育网"


def test_who_and_where_from_between_commas_at_the_head_of_a_sentence() -> None:
    _, facts = read(
        letter(
            "培训证书",
            "周启明,乙市清波水务有限公司,2024年5月6日至2024年5月8日参加由甲市水利学会主办的河道清淤技术研修班,",
            "共计十二学时,考核合格。",
        )
    )
    assert (facts["person_name"], facts["unit"]) == ("周启明", "乙市清波水务有限公司")


def test_who_served_by_itself_over_a_list_of_a_phone() -> None:
    rows = [
        ("服务时间", "2024.05.06-2024.05.07"),
        ("折合半天", "2"),
        ("服务小时", "6小时"),
        ("认定单位", "甲市水利学会"),
    ]
    words = [
        (500, 150, "服务时长证明", BIG),
        (500, 260, "周启明"),
        (500, 330, "乙市水文站"),
        *grid(rows, (200, 700), top=420),
    ]
    found = {one.name: one.value for one in service_statement.extract(typed(words)).facts}
    assert (found["person_name"], found["unit"]) == ("周启明", "乙市水文站")


def test_the_last_letter_of_a_body_is_no_surname() -> None:
    _, facts = read(
        letter(
            "参加培训情况证明",
            "经审核登记,舟山市中医院平明(身份证号:330902197510149922)参加河道清淤技术培训班,合计60学时。",
            "出具单位:甲市水利学会",
        )
    )
    assert facts["person_name"] == "平明"
