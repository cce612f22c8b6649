"""Labels that a blank alone parts from their value, slips and notices under other names, and days that open a class."""

from __future__ import annotations

import pytest

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed

NAMES = ("周启明", "吴立仁", "郑晓岚", "冯清川", "陈宁娟", "褚海帆", "蒋文博", "沈佳宁")


@pytest.mark.parametrize("label", ["审定", "核发", "出具", "审签"])
def test_a_body_behind_the_word_for_what_it_did(label: str) -> None:
    said = "学员周启明参加“河道清淤技术培训班”,自2024年5月6日至2024年5月8日,计24学时。"
    _, facts = read(letter("培训合格证书", said, f"{label} 甲市水利学会", "2024年5月20日"))
    assert facts["organiser"] == "甲市水利学会"


def test_the_label_of_the_place_behind_the_class_in_one_line() -> None:
    rows = [
        ("日期", "时段", "科目", "教员"),
        ("2024年5月6日", "上午", "清淤设备", "吴立仁"),
        ("2024年5月7日", "上午", "淤泥处置", "郑晓岚"),
    ]
    words = [(500, 100, "教学进程表", BIG), (150, 240, "班级:河道清淤能力提升项目  校区:甲市水利大厦六楼")]
    kind, facts = read(typed([*words, *grid(rows, (150, 600, 900, 1400))], width=1900))
    assert kind == "course_schedule"
    assert (facts["course_title"], facts["place"]) == ("河道清淤能力提升项目", "甲市水利大厦六楼")


@pytest.mark.parametrize("called", ["招募启事", "招生通告", "招收公告"])
def test_a_notice_that_seeks_people_for_a_class(called: str) -> None:
    kind, facts = read(
        letter(
            f"竹编技艺传习班{called}",
            "为延续老手艺,甲市文化馆拟开办“竹编技艺传习班”,欢迎各县专业人员报名。",
            "开班 2021年2月1日",
            "结业 2021年2月2日",
            "传习处 甲市文化馆二楼排练厅",
            "学量 12学时,发给结业凭证",
            "师傅 吴立仁、郑晓岚",
            "甲市文化馆谨启",
            "2021年1月5日",
        )
    )
    assert (kind, facts["notice_title"]) == ("training_notice", f"竹编技艺传习班{called}")
    assert facts["place"] == "甲市文化馆二楼排练厅"
    assert "person_name" not in facts


def test_a_slip_of_who_looked_on() -> None:
    said = "学员“周启明”已按要求观看2020年8月2日至2020年8月5日直播之《河道清淤研习班》。系统记学时:16。"
    kind, facts = read(letter("观课证明条", said, "条号 202052770572", "2020年8月11日"))
    assert (kind, facts["person_name"], facts["hours"]) == ("completion_certificate", "周启明", 16)


def test_names_left_by_who_came() -> None:
    words = [(500, 100, "到会者留名", BIG), (150, 240, "会:河道清淤技术讲习班  时:2025年10月20日  地:甲市水利大厦六楼")]
    rows = [NAMES[:4], NAMES[4:]]
    kind, facts = read(typed([*words, *grid(rows, (150, 550, 950, 1350))], width=1900))
    assert (kind, facts["meeting_title"]) == ("sign_in_sheet", "河道清淤技术讲习班")
    assert (facts["start_date"], facts["place"]) == ("2025-10-20", "甲市水利大厦六楼")
    assert len(facts["names"]) == len(NAMES)


def test_the_day_on_which_people_enter_a_class_is_its_first_one_only() -> None:
    units = [f"甲市第{i}中学:{'、'.join(NAMES[i : i + 4])}" for i in range(1, 5)]
    said = "经资格复核,下列人员已于2009年12月19日在甲市图书馆四楼会议室入班学习,现予公告。"
    kind, facts = read(letter("河道清淤培训录取学员名单", said, *units, "甲市水利学会", "2009年12月26日"))
    assert (kind, facts["start_date"], facts["place"]) == ("roster", "2009-12-19", "甲市图书馆四楼会议室")
    assert "end_date" not in facts


def test_the_sum_since_the_beginning_and_the_score_of_the_year() -> None:
    lines = [
        (400, 140, "年度学习账单"),
        (400, 220, "生成于 2022-09-15"),
        (420, 300, "周启明"),
        (175, 400, "2022年,你在学习强国共获得"),
        (440, 480, "4874", 90),
        (520, 650, "分"),
        (175, 730, "注册以来总积分 31,147,点点滴滴,皆是积累。"),
    ]
    kind, facts = read(typed(lines))
    assert (kind, facts["score_total"], facts["score_annual"]) == ("xuexi_score", 31147, 4874)
    assert (facts["score_year"], facts["screenshot_date"]) == (2022, "2022-09-15")


@pytest.mark.parametrize(
    ("said", "title"), [("甲市第九初级中学中学高级教师", "中学高级教师"), ("甲市晨光中学高级教师", "高级教师")]
)
def test_the_school_in_a_title_and_the_one_somebody_works_for(said: str, title: str) -> None:
    rest = "周启明参加“河道清淤技术培训班”,自2024年5月6日至2024年5月8日,计24学时。"
    _, facts = read(letter("培训合格证书", said + rest, "甲市水利学会", "2024年5月20日"))
    assert facts["title_level"] == title


def test_a_letter_to_the_employer_without_a_colon() -> None:
    said = "贵单位 周启明 作为志愿专家,在2025/11/21～2025/11/22参与免费咨询与技术鉴定服务,统计时长3小时,无投诉。"
    kind, facts = read(letter("志愿专家服务确认", "致 甲市节水管理处", said, "甲市水利学会", "2025/12/16"))
    assert (kind, facts["person_name"], facts["unit"]) == ("service_statement", "周启明", "甲市节水管理处")


def test_a_patent_told_in_a_sentence() -> None:
    said = "专利权人甲市水利设计研究院就“一种测杆快速对中支座”于2002年8月20日提出的申请,经审查合格,"
    said += "于2004年9月6日予以授权公告,专利号为ZL 2002 1 9631199.2。"
    _, facts = read(letter("发明专利证书", said, "发明人:周启明;吴立仁", "证书第2004095939号"))
    assert (facts["owner"], facts["patent_name"]) == ("甲市水利设计研究院", "一种测杆快速对中支座")


def test_numbered_labels_of_a_patents_page() -> None:
    rows = [
        ("(54)产品名称", "可调式水尺支架"),
        ("(12)种类", "外观设计专利"),
        ("(21)专利号", "ZL 2020 3 2977373.3"),
        ("(73)专利权人", "甲市水利设计研究院"),
        ("(72)设计人", "周启明,吴立仁,郑晓岚"),
    ]
    _, facts = read(typed([(300, 100, "外观设计专利证书", BIG), *grid(rows, (150, 700), top=260)]))
    assert facts["inventors"] == ["周启明", "吴立仁", "郑晓岚"]


def test_all_of_a_class_and_the_days_between_its_beginning_and_its_end() -> None:
    _, facts = read(
        letter(
            "学员结业告知书",
            "甲市水务公司:",
            "贵单位选送的 周启明 学员已随班学完我部 河道清淤进修学习 全部环节,现将有关情况函告:",
            "一、在学时段 自2022年12月7日始,至2022年12月10日终",
            "二、修毕学时 16学时",
            "乙市水利学会",
            "2023年1月15日",
        )
    )
    assert facts["course_title"] == "河道清淤进修学习"
    assert (facts["start_date"], facts["end_date"]) == ("2022-12-07", "2022-12-10")


def test_a_lecturers_employer_and_class_in_the_hosts_answer() -> None:
    said = "周启明老师于2022年5月20日在我校讲授《泵站设备检修》,班级为河道清淤师资班,实际上课4课时。特此回执。"
    kind, facts = read(letter("外聘教员授课回执", "甲市水利设计研究院:", said, "乙市培训学校", "2022年6月4日"))
    assert (kind, facts["unit_from"], facts["course_title"]) == (
        "teaching_statement",
        "甲市水利设计研究院",
        "河道清淤师资班",
    )


def test_a_year_alone_over_a_list_of_the_year() -> None:
    rows = [
        ("教育培训事项", "方式", "承训单位", "课时"),
        ("泵站设备检修", "面授", "甲市水利学会", "8"),
        ("河道清淤技术", "网络", "乙市水利学会", "4"),
    ]
    page = [
        (1200, 90, "2023年度"),
        (300, 160, "持证人员本年度教育培训情况清单", BIG),
        (150, 230, "清单号"),
        (500, 230, "PX-2023-48034"),
        (150, 280, "持证人"),
        (500, 280, "周启明"),
        *grid(rows, (150, 600, 800, 1300)),
        (150, 760, "上列2项,折合12课时,已达到年度规定。"),
        (900, 900, "审定 甲市水利局"),
        (1000, 980, "2023年4月5日"),
    ]
    kind, facts = read(typed(page))
    assert kind == "completion_certificate"
    assert [one["hours"] for one in facts["activities"]] == [8, 4]
    assert (facts["organiser"], facts["score_year"], facts["hours"]) == ("甲市水利局", 2023, 12)


def test_a_number_before_an_english_sentence() -> None:
    _, facts = read(
        typed(
            [
                (300, 90, "CERTIFICATE OF COMPLETION", BIG),
                *column(
                    [
                        "培训完成证书 Cert. No.: XJ2024113008",
                        "This certifies that / 兹证明",
                        "周启明",
                        "has satisfactorily completed / 已完成",
                        "河道清淤师资班",
                    ],
                    top=220,
                ),
                *grid(
                    [
                        ("Commenced 开始", "2024-10-18", "Finished 结束", "2024-10-20"),
                        ("Hours 学时", "24", "Issued 颁发", "2024-11-22"),
                    ],
                    (150, 500, 850, 1200),
                    top=700,
                ),
                (900, 950, "甲市水利学会"),
            ]
        )
    )
    assert facts["certificate_no"] == "XJ2024113008"
    assert (facts["start_date"], facts["end_date"]) == ("2024-10-18", "2024-10-20")


def test_a_body_over_a_list_that_names_its_class() -> None:
    units = [f"甲市第{i}中学:{'、'.join(NAMES[i : i + 4])}" for i in range(1, 5)]
    head = [(700, 60, "甲市开放大学", BIG), (400, 150, "河道清淤轮训录取学员名单", 60)]
    lines = ["下列人员准予入学。", *units, "招生办公室", "2009年12月26日"]
    _, facts = read(typed([*head, *column(lines, top=350)], width=1900))
    assert (facts["meeting_title"], facts["organiser"]) == ("河道清淤轮训录取学员名单", "甲市开放大学")


def test_who_came_signs_when_coming_and_when_leaving() -> None:
    rows = [("单位", "姓名", "入场", "散会"), ("甲市水务公司", NAMES[0], "", "")]
    rows += [("甲市水务公司", name, name, name) for name in NAMES[1:5]]
    _, facts = read(typed([(400, 100, "河道清淤复训班进出会场签到表", BIG), *grid(rows, (150, 600, 900, 1200))]))
    assert [one["attended"] for one in facts["names"]] == [False, True, True, True, True]


def test_a_sum_in_capitals_that_a_figure_bears_out() -> None:
    rows = [("序", "收费内容", "人数", "金额(元)"), ("1", "会务费", "1", "1,200"), ("合计大写", "壹仟贰佰元整")]
    words = [(300, 100, "甲市教育研究会收费结算单", BIG), (700, 220, "单号 16333736"), (1000, 220, "2019-03-24")]
    _, facts = read(typed([*words, *grid(rows, (150, 500, 900, 1200))]))
    assert facts["amount"] == 1200


def test_the_last_day_of_an_activity_under_its_own_head() -> None:
    rows = [("序", "所学课程", "开始", "完成", "学时"), ("1", "泵站设备检修", "2022-02-09", "2022-02-12", "24")]
    rows += [("2", "河道清淤技术", "2022-03-26", "2022-03-27", "16")]
    words = [(500, 90, "2022年学时汇总单", BIG), (150, 230, "学员 周启明")]
    page = [*words, *grid(rows, (150, 300, 800, 1050, 1400)), (150, 760, "年度总学时:40学时")]
    _, facts = read(typed(page, width=1900))
    assert [one["end_date"] for one in facts["activities"]] == ["2022-02-12", "2022-03-27"]


def test_a_number_whose_last_letter_went_into_the_next_row() -> None:
    lines = ["姓名 周启明", "类别 河道清淤初任培训", "培训 2020/04/29~2020/05/02", "合计 16学时"]
    lines += ["凭据号 甲继教证字〔2020〕第26792", "号", "甲市机场有限公司 2020/5/24"]
    _, facts = read(typed([(200, 60, "岗位培训合格凭据", BIG), *column(lines, top=180)]))
    assert facts["certificate_no"] == "甲继教证字〔2020〕第26792号"
