"""Values beside labels and in sentences that an office words in its own way are found and tied to their role."""

from __future__ import annotations

from extractors import understand
from extractors.text.by_label import value_beside
from extractors.text.current import document_of
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_days_in_brackets_that_are_one_day_printed_twice() -> None:
    said = "您参加的“水产品质量安全追溯技能提升班”(学习日期2022-11-12至2022-11-12,办班机构:甲市船舶协会)已通过审核。"
    words = ["学员姓名 何良芳", "入库学时 4", said[:36], said[36:], "甲市卫生健康委员会", "2022-12-17"]
    _, facts = read(letter("学时入库告知书", *words))
    assert (facts["start_date"], facts["end_date"], facts["hours"]) == ("2022-11-12", "2022-11-12", 4)


def test_first_and_last_day_of_a_list_beside_labels_of_their_own() -> None:
    head = (("班次", "河道清淤培训班", "开班日期", "2021-05-02"), ("承办", "甲市水利学会", "结班日期", "2021-05-06"))
    names = (
        ("序号", "姓名", "单位"),
        *(
            (str(at), name, "甲市水务公司")
            for at, name in enumerate(["周启明", "吴立人", "郑晓岚", "冯清川", "陈宁娟", "褚海帆"], 1)
        ),
    )
    page = [
        (500, 150, "培训人员名册", BIG),
        *grid(head, (150, 400, 850, 1150), top=260),
        *grid(names, (150, 400, 850), top=500),
    ]
    kind, facts = read(typed(page))
    assert (kind, facts["start_date"], facts["end_date"]) == ("roster", "2021-05-02", "2021-05-06")


def test_a_site_whose_name_begins_with_a_word_for_people() -> None:
    page = typed(column(["电子结课证明", "史燕霞", "发放平台 职工云学网", "发放日期 2022/11/14"]))
    assert value_beside(document_of(page), "person_name") is None


def test_an_answer_of_who_held_the_class_is_a_certificate() -> None:
    kind, facts = read(
        letter(
            "关于潘梅同志学习情况的复函",
            "甲市第五人民医院:",
            "你单位来函收悉。经查阅班务档案,潘梅(身份证号330402198301019950)确为我处“馆藏青铜器",
            "病害识别专修班”学员,报到注册及离班日期为2023年5月24日,结业测试合格,已取得4学时。",
            "因原纸质证件遗失不再补发,本函可代替使用。",
            "甲市港口行业协会",
            "2023年6月11日",
        )
    )
    assert (kind, facts["course_title"]) == ("completion_certificate", "馆藏青铜器病害识别专修班")


def test_a_school_inside_the_one_that_speaks() -> None:
    said = "学员周启明,于2025年10月9日至2025年10月9日在本校继续教育学院进修政府采购管理骨干研修班,学完规定内容,共8课时,"
    _, facts = read(
        letter("进修结业证书", said[:36], said[36:], "经考试成绩合格,特发此证。", "东越财经学院", "2025年10月21日")
    )
    assert facts["course_title"] == "政府采购管理骨干研修班"


def test_a_class_by_itself_with_its_label_beside_it_is_sure() -> None:
    rows = (
        ("持卡职工", "罗佳"),
        ("轮训科目", "港口岸电建设技能提升班"),
        ("轮训日期", "2024/01/03～2024/01/06"),
        ("计时", "32课时"),
    )
    (paper,) = understand(
        typed([(150, 150, "甲市港务有限公司·职工轮训卡", BIG), *grid(rows, (150, 500)), (150, 900, "签发2024/1/30")])
    )
    fact = paper.fact("course_title")
    assert fact is not None
    assert (fact.value, fact.confidence > 0.98) == ("港口岸电建设技能提升班", True)


def test_a_number_ends_before_its_page() -> None:
    _, facts = read(
        letter("教师培训登记册", "册号:JP2022111911  第3页", "姓名:周启明", "学时:24学时", "甲市教育局", "2022年5月6日")
    )
    assert facts["certificate_no"] == "JP2022111911"


def test_what_sort_of_list_it_is_before_the_class() -> None:
    names = [(str(at), name, "已签到") for at, name in enumerate(("周启明", "吴立人", "郑晓岚", "冯清川"), 1)]
    page = [(150, 120, "签到统计·港口装卸机械培训班"), *grid((("序号", "姓名", "签到"), *names), (150, 400, 850))]
    _, facts = read(typed(page))
    assert facts["meeting_title"] == "港口装卸机械培训班"


def test_a_list_of_a_body_names_no_class_by_its_heading() -> None:
    said = "小学科学实验教学培训班定于2020年1月26日至2020年1月30日开班,经审核,录取下列同志:"
    words = [
        (500, 100, "甲市爆破行业协会", BIG),
        (450, 220, "培训班录取人员名单", BIG),
        *column(
            [said[:36], said[36:], "甲市中学:穆云磊、倪川俊、潘佳俊、李娜逸", "乙市中学:杨辉、唐年军、安志健"], top=350
        ),
    ]
    kind, facts = read(typed(words))
    assert (kind, facts["meeting_title"]) == ("roster", "小学科学实验教学培训班")


def test_a_class_by_net_is_no_body() -> None:
    said = "兹有廉海然同志于2025年3月29日至2025年3月31日在本中心参加桥梁健康监测数据处理网络班学习,期满,实学24学时。"
    _, facts = read(letter("学习期满证", said[:36], said[36:], "甲市林业技术推广总站", "2025年5月4日"))
    assert (facts["organiser"], facts.get("unit")) == ("甲市林业技术推广总站", None)
