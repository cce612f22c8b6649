"""Statements on slips, places told in passing, letters to people with their body, sites that issue by themselves."""

from __future__ import annotations

import pytest

from domain.reading import MarkType
from extractors.text.identifiers import tidy_number
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, mark, typed


@pytest.mark.parametrize(
    ("title", "said", "spoken"),
    [
        (
            "条",
            "我馆周启明(330402198301019950)2024.05.06-2024.05.08参加甲市水利学会“河道清淤技术培训班”3天24课时,",
            "属实。",
        ),
        (
            "乙市水文站便笺",
            "所里周启明(身份证330***********9950)2024年5月6日至2024年5月8日去听了甲市水利学会办的河道清淤技术培训班,",
            "前后3天,按标准算24学时。主办方没有统一印证,请凭此条登记。",
        ),
    ],
)
def test_an_employer_that_writes_as_people_speak(title: str, said: str, spoken: str) -> None:
    kind, facts = read(letter(title, said, spoken, "乙市水文站", "2024年6月1日"))
    assert kind == "unit_statement"
    assert (facts["person_name"], facts["unit"], facts["organiser"]) == ("周启明", "乙市水文站", "甲市水利学会")
    assert (facts["course_title"], facts["hours"]) == ("河道清淤技术培训班", 24)


def test_hours_of_a_teacher_confirmed_on_a_slip() -> None:
    rows = (
        ("讲师", "周启明", "派出", "乙市水文站"),
        ("课次", "《河道清淤要点》", "课时", "8课时"),
        ("所在班级", "防汛抢险技术培训班", "日期", "2024年5月6日"),
        ("讲授地点", "甲市水利大厦六楼会议室", "备注", "地方志编纂业务"),
    )
    slip = [
        (450, 100, "兼职讲师课时确认单", BIG),
        *grid(rows, (150, 400, 900, 1150), top=250),
        (800, 650, "甲市水利学会"),
        (800, 730, "2024-06-01"),
    ]
    kind, facts = read(typed(slip))
    assert kind == "teaching_statement"
    assert (facts["unit_from"], facts["place"]) == ("乙市水文站", "甲市水利大厦六楼会议室")


def test_days_on_which_a_doctor_served() -> None:
    rows = (
        ("医务人员", "周启明"), ("所属机构", "乙市口腔医院"), ("义诊期间", "2024.05.06-2024.05.07"),
        ("出勤半天数", "2个半天"),
    )  # fmt: skip
    sheet = [
        (450, 100, "口腔义诊出勤确认", BIG), *grid(rows, (150, 700), top=250),
        (150, 700, "感谢您为校园儿童做涂氟与检查,特此确认。"), (800, 800, "甲市牙防协会"), (800, 880, "2024.06.01"),
    ]  # fmt: skip
    kind, facts = read(typed(sheet))
    assert kind == "service_statement"
    assert (facts["person_name"], facts["half_days"], facts["unit"]) == ("周启明", 2, "乙市口腔医院")


def test_where_somebody_served() -> None:
    _, facts = read(
        letter(
            "志愿服务时长证明",
            "乙市水文站:",
            "贵单位周启明于2024年5月6日至2024年5月8日在甲市少年宫阶梯教室参加我方健康宣教服务,",
            "计1个半天,累计4小时,特此证明。",
            "甲市志愿者联合会",
            "2024年6月1日",
        )
    )
    assert facts["place"] == "甲市少年宫阶梯教室"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            ("请于2024年5月6日至2024年5月8日到银杏大酒店三楼锦绣厅参加河道清淤实务讲座,共20学时。",),
            "银杏大酒店三楼锦绣厅",
        ),
    ],
)
def test_where_people_are_bidden(lines: tuple[str, ...], place: str) -> None:
    _, facts = read(letter("关于举办河道清淤实务讲座的通知", "各有关单位:", *lines, "甲市水利学会", "2024年4月1日"))
    assert facts["place"] == place


def test_a_room_called_like_what_is_held_in_it() -> None:
    rows = (
        ("班次", "河道清淤讲习班"),
        ("时间", "2024-05-06 至 2024-05-08"),
        ("场地", "甲市图书大厦七楼学术沙龙"),
        ("学时", "8学时"),
    )
    notice = [
        (200, 100, "关于举办河道清淤讲习班的通知", BIG),
        (150, 220, "各会员单位:"),
        *grid(rows, (200, 700), top=300),
        (800, 750, "甲市水利学会"),
        (800, 830, "2024年4月10日"),
    ]
    assert read(typed(notice))[1]["place"] == "甲市图书大厦七楼学术沙龙"


@pytest.mark.parametrize(
    "under", ["2024.05.06-2024.05.08 甲市水利局第三讲堂", "2024.05.06-2024.05.08 青桥镇文化中心阅览室"]
)
def test_a_hall_behind_the_days_over_a_timetable(under: str) -> None:
    rows = (
        ("日期", "时间", "内容", "教师"), ("5月6日", "8:30-11:30", "河道清淤要点", "周启明"),
        ("5月7日", "8:30-11:30", "堤坝巡查实务", "钱学礼"), ("5月8日", "8:30-11:30", "水文资料整编", "孙怀远"),
    )  # fmt: skip
    page = [
        (500, 100, "培训日程表", BIG),
        (150, 220, "班名:河道清淤技术培训"),
        (150, 290, under),
        *grid(rows, (150, 450, 800, 1300)),
    ]
    assert read(typed(page))[1]["place"] == under.partition(" ")[2]


def test_a_receipt_by_hand() -> None:
    page = [
        (300, 100, "收 据", BIG),
        (500, 180, "№96319128"),
        *column(("今由\u3000周启明", "交付\u3000报名费"), left=100, top=260),
        (100, 450, "计人民币 贰佰陆拾元整"),
        (100, 520, "小写 ¥260"),
        (300, 600, "收款方 甲市水利培训中心"),
        (600, 680, "2024.05.06"),
    ]  # fmt: skip
    facts = read(typed(page))[1]
    assert (facts["payer"], facts["item"], facts["amount"]) == ("周启明", "报名费", 260)


def test_what_a_number_has_read_along() -> None:
    assert tidy_number("校培函嘉继教证字〔2019〕第60759号") == "嘉继教证字〔2019〕第60759号"
    assert tidy_number("证书(2025)第316423号") == "(2025)第316423号"


def test_a_number_in_brackets_by_itself() -> None:
    _, facts = read(
        letter(
            "技术学习证明书",
            "兹有乙市水文站周启明同志,于2003年8月5日至2003年8月6日在本会所办河道清淤实务讲座学习,",
            "计十八学时,业经测验及格,特给予证明。",
            "(航训字第0319号)",
            "甲市水利学会",
            "2003年8月17日",
        )
    )
    assert facts["certificate_no"] == "航训字第0319号"


def test_a_class_in_which_somebody_behaved_well() -> None:
    _, facts = read(
        letter(
            "培训合格通知",
            "乙市水文站:",
            "你单位选送的学员周启明在我中心河道清淤能力提升班学习期间,遵守学员守则,达到合格线。",
            "学习自2024年5月6日至2024年5月8日,核定24学时,请存入本人培训档案。",
            "甲市水利培训中心",
            "二〇二四年五月二十日",
        )
    )
    assert facts["course_title"] == "河道清淤能力提升班"


def test_tasks_done_are_no_part_of_a_class() -> None:
    page = [
        (400, 120, "学习证明", BIG),
        (350, 220, "恭喜,周启明"),
        (300, 300, "你已完成全部 2 个任务点"),
        (150, 380, "河道清淤能力提升班"),
        *grid((("学习区间", "2024-12-18 至 2024-12-19"), ("获得学时", "8 学时")), (150, 500), top=470),
        (150, 680, "出具日期 2025-01-03"),
    ]  # fmt: skip
    assert read(typed(page, width=1200))[1]["course_title"] == "河道清淤能力提升班"


def test_a_body_right_before_the_name_and_one_after_the_persons_part() -> None:
    _, facts = read(
        letter(
            "关于周启明同志完成学习任务的证明",
            "经查,乙市安澜财产保险公司周启明报名参加我单位主办的河道清淤轮训,学习周期1天,即2024年5月6日至2024年5月6日,",
            "全程无缺课,计6学时。",
            "甲市水利学会",
            "2024年6月1日",
        )
    )
    assert facts["unit"] == "乙市安澜财产保险公司"
    _, facts = read(
        letter(
            "课题结题证书",
            "由周启明主持、乙市地方志编纂室承担的课题“河道变迁研究”(编号2023B566),已按期完成,准予结题。",
            "甲市社会科学联合会",
            "二〇二四年九月一日",
        )
    )
    assert (facts["person_name"], facts["unit"]) == ("周启明", "乙市地方志编纂室")


def test_whom_an_approval_is_written_to() -> None:
    _, facts = read(
        letter(
            "科研项目立项通知书",
            "乙市水利研究所周启明:",
            "贵方申请的“河道清淤机理研究”列入本年度科技计划,请在2025年3月至2026年5月内按任务书完成。",
            "甲市科学技术局",
            "2025年3月13日",
        )
    )
    assert facts["person_name"] == "周启明"


def test_a_site_that_issues_by_itself() -> None:
    page = [
        (500, 120, "在线学习结业电子凭证", BIG),
        *column(
            (
                "学员姓名 周启明", "课程名称 河道清淤技术专题班", "修读日期 2024/05/06～2024/05/08", "累计学时 24学时",
                "凭证编码 XJ2023112094", "本凭证采用电子签章,由 甲市职培云 于 2024/6/1 生成,与纸质凭证同效。",
            ),
            top=250,
        ),
    ]  # fmt: skip
    assert read(typed(page))[1]["organiser"] == "甲市职培云"


def test_arrival_and_end_of_a_class_over_a_roster() -> None:
    rows = [("编号", "姓名", "所在机构"), *((str(i), name, "乙市水文站") for i, name in enumerate(_PEOPLE, 1))]
    page = [
        (400, 80, "河道清淤轮训参训学员名册", BIG),
        (150, 180, "报到:2024年5月6日  结束:2024年5月8日  主办:甲市水利学会"),
        *grid(rows, (150, 400, 800), top=280),
    ]
    facts = read(typed(page))[1]
    assert (facts["start_date"], facts["end_date"]) == ("2024-05-06", "2024-05-08")


_PEOPLE = ("周启明", "钱学礼", "孙怀远", "李思源", "吴静怡", "郑海涛")


def test_when_a_roster_was_made_public() -> None:
    rows = [("序", "姓名", "学校"), *((str(i), name, "乙市中学") for i, name in enumerate(_PEOPLE, 1))]
    page = [
        (400, 80, "河道清淤讲习班学员花名册", BIG),
        *grid(rows, (150, 400, 800), top=200),
        (150, 900, "上述学员经审核录取,2024年5月8日公布。"),
    ]
    assert read(typed(page))[1]["issue_date"] == "2024-05-08"


def test_a_column_of_signatures_under_who_came() -> None:
    rows = [
        ("序号", "姓名", "到场", "情况"),
        *((str(i), name, "" if i == 3 else name, "请假" if i == 3 else "") for i, name in enumerate(_PEOPLE, 1)),
    ]
    page = [
        (450, 80, "参训人员签到单", BIG),
        (150, 180, "培训名称:河道清淤集训营"),
        (150, 250, "签到日:2024年5月6日"),
        *grid(rows, (150, 400, 800, 1200), top=340),
    ]
    marks = [mark(MarkType.HANDWRITING, 790, 430 + 90 * i, 930, 480 + 90 * i) for i in range(6) if i != 2]
    names = read(typed(page, marks=marks))[1]["names"]
    assert [one["attended"] for one in names] == [True, True, False, True, True, True]
    assert all(one["printed"] for one in names)


def test_the_site_behind_the_day_of_a_list() -> None:
    rows = [("姓名", "状态", "时间"), *((name, "已签到", "8:2" + str(i)) for i, name in enumerate(_PEOPLE))]
    page = [
        (350, 100, "考勤详情", BIG), (80, 190, "河道清淤轮训班"), (80, 260, "2024年5月6日 云砚职教在线"),
        *grid(rows, (150, 350, 600), top=340),
    ]  # fmt: skip
    assert read(typed(page, width=900))[1]["organiser"] == "云砚职教在线"


@pytest.mark.parametrize(
    ("said", "score"),
    [("今日已得 14　本年度累计 3101", 3101), ("在 2024 年里,你共获得 2648 积分", 2648)],
)
def test_scores_of_the_year_in_passing(said: str, score: int) -> None:
    page = [
        (450, 100, "学习强国", BIG), (450, 170, "学习积分", BIG), (300, 250, said), (300, 330, "总积分 27054"),
        (100, 400, "视频学习"), (700, 400, "3/6"), (100, 470, "文章学习"), (700, 470, "5/6"),
    ]  # fmt: skip
    assert read(typed(page, width=1100))[1]["score_annual"] == score


@pytest.mark.parametrize("foot", ["2024.07.19", "截图保存:2024-07-19"])
def test_a_day_below_the_scores_of_a_page(foot: str) -> None:
    page = [
        (60, 30, "17:44"),
        (450, 100, "学习强国", BIG),
        *grid((("成员", "周启明"), ("年度积分", "3873"), ("累计积分", "12038")), (200, 700), top=200),
        (450, 560, foot),
    ]  # fmt: skip
    assert read(typed(page, width=1100))[1]["screenshot_date"] == "2024-07-19"


def test_the_day_of_a_signature_is_none_of_the_page() -> None:
    page = [
        (400, 100, "学习强国年度积分情况", BIG),
        *column(
            (
                "本人周启明,2023年度学习积分为6048分,总积分34279分,情况属实。",
                "单位审核:乙市水文站",
                "2023年12月12日",
            ),
            top=220,
        ),
    ]
    assert "screenshot_date" not in read(typed(page))[1]


def test_who_made_a_roster_and_when() -> None:
    rows = [("选送单位", "姓名", "专业"), *(("乙市中学", name, "水利工程") for name in _PEOPLE)]
    page = [
        (300, 80, "河道清淤继续教育项目报名人员名单", BIG),
        *grid(rows, (150, 600, 1000), top=200),
        (700, 900, "汇总:知岸文化传媒培训部 2024-05-08"),
    ]
    facts = read(typed(page))[1]
    assert (facts["organiser"], facts["issue_date"]) == ("知岸文化传媒培训部", "2024-05-08")


def test_the_unit_of_the_last_on_a_roster_has_not_signed() -> None:
    rows = [
        ("序", "姓名", "学校"),
        *((str(i), name, "乙市轨道交通运营有限公司") for i, name in enumerate(_PEOPLE, 1)),
    ]
    page = [
        (500, 40, "皓康口腔教育部"),
        (400, 120, "河道清淤讲习班学员花名册", BIG),
        *grid(rows, (150, 400, 800), top=240),
        (150, 900, "上述学员经审核录取,2024年5月8日公布。"),
    ]
    assert read(typed(page))[1]["organiser"] == "皓康口腔教育部"


def test_the_rest_of_a_number_under_its_label() -> None:
    notice = [
        (450, 100, "培训合格通知", BIG),
        *column(
            (
                "乙市水文站:",
                "你单位选送的学员周启明在我中心河道清淤能力提升班学习期间,遵守学员守则,达到合格线。",
                "学习自2024年5月6日至2024年5月8日,核定24学时,请存入本人培训档案。",
            ),
            left=150,
            top=250,
        ),
        (150, 520, "文书号"),
        (320, 520, "温继教证字〔2023〕第"),
        (150, 600, "51764号"),
        (1200, 520, "甲市水利学会"),
        (1200, 600, "2024年5月20日"),
    ]
    assert read(typed(notice, width=1900))[1]["certificate_no"] == "温继教证字〔2023〕第51764号"
