"""Labels, sentences and tables as single offices word them: learning told in other words than the usual ones."""

from __future__ import annotations

from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed


def test_one_row_under_its_headings() -> None:
    rows = (("已完成的课程", "开课", "结课", "学时"), ("耕地质量等级评价能力提升项目", "2024/8/5", "2024/8/9", "40"))
    head = column(["在职单位　甲市公共法律服务中心"], top=330)
    foot = column(["档案号　PX-2024-23391", "签发　2024/9/18"], top=700)
    kind, facts = read(
        typed(
            [
                (200, 150, "甲市继续教育云　学习档案摘页"),
                (200, 240, "姓名　周启明"),
                *head,
                *grid(rows, (200, 900, 1150, 1400), top=450),
                *foot,
            ]
        )
    )
    assert kind == "completion_certificate"
    assert facts["course_title"] == "耕地质量等级评价能力提升项目"
    assert (facts["start_date"], facts["end_date"], facts["hours"]) == ("2024-08-05", "2024-08-09", 40)
    assert facts["unit"] == "甲市公共法律服务中心"


def test_a_year_without_days_whose_cells_repeat_the_unit() -> None:
    rows = (
        ("项目", "办班形式", "得分", "审验"),
        ("视唱练耳课堂设计", "网络", "16学分", "已审核"),
        ("大棚番茄水肥调控", "面授", "12学分", "已审核"),
    )
    kind, facts = read(
        typed(
            [
                (500, 150, "2024年度学分审验", BIG),
                *column(
                    ["持册人：周启明　　手册编号：甲继教证字〔2024〕第54536号", "所在单位：甲市石桥镇卫生院"], top=280
                ),
                *grid(rows, (200, 700, 1000, 1250), top=460),
                *column(["全年审验合计：28学分　　结论：合格", "审验单位　甲市司法行政局", "2024.08.06"], top=760),
            ]
        )
    )
    assert kind == "completion_certificate"
    assert [item["hours"] for item in facts["activities"]] == [16, 12]
    assert (facts["hours"], facts["score_year"]) == (28, 2024)


def test_begin_and_end_behind_single_letters() -> None:
    lines = (
        *("受理号 ZP2025102701", "姓名 周启明", "证件 330402********9950", "项目", "视唱练耳课堂设计进修班"),
        *(
            "起 2025-09-20",
            "止 2025-09-22",
            "入账 8 学时",
            "科目 专业科目",
            "甲市人才与职称服务局",
            "入账日 2025-10-06",
        ),
    )
    _, facts = read(typed([(300, 80, "学时入账回执"), *column(lines, top=160)]))
    assert (facts["start_date"], facts["end_date"]) == ("2025-09-20", "2025-09-22")
    assert facts["issue_date"] == "2025-10-06"


def test_a_day_on_which_somebody_had_learnt_is_the_last_one_only() -> None:
    _, facts = read(
        letter(
            "公需科目学习合格告知单",
            "周启明（330402198301019950）：",
            "您选修的公需课“童声合唱排练法高研班”已于2023年9月17日学毕，核定16学时，告知单号PX-2023-46152。",
            "甲市临河区卫生健康局",
            "2023年10月6日",
        )
    )
    assert facts["end_date"] == "2023-09-17"
    assert "start_date" not in facts
    assert facts["course_title"] == "童声合唱排练法高研班"


def test_a_site_with_a_quoted_name_proves_what_somebody_watched() -> None:
    kind, facts = read(
        letter(
            "在线直播学习情况证明",
            "“一课通”学习网证明：周启明（账号实名证件330402********9950）报名“疫苗冷链处置高研班”，",
            "直播期为2025-06-06至2025-06-07。后台统计在线327分钟，符合发证规则，认定8课时。",
            "平台签章",
            "2025年07月07日",
        )
    )
    assert kind == "completion_certificate"
    assert (facts["organiser"], facts["person_name"]) == ("“一课通”学习网", "周启明")
    assert facts["course_title"] == "疫苗冷链处置高研班"


def test_numbered_labels_of_an_employers_letter() -> None:
    kind, facts = read(
        letter(
            "关于人员参加培训的说明函",
            "致：甲市望桥县教育局",
            "本所（公司）周启明，证件号码330402********9950，其参加情况列示：",
            "1. 活动　织布车间除尘防火夜校班",
            "2. 组织方　甲市律师实务研究会",
            "3. 期间　2023/11/12～2023/11/15（4天）",
            "4. 学时　32学时",
            "甲市锦梭纺织厂",
            "2023.12.05",
        )
    )
    assert kind == "unit_statement"
    assert (facts["course_title"], facts["organiser"]) == ("织布车间除尘防火夜校班", "甲市律师实务研究会")
    assert (facts["person_name"], facts["unit"]) == ("周启明", "甲市锦梭纺织厂")


def test_a_lecture_of_one_evening() -> None:
    kind, facts = read(
        letter(
            "讲座说明",
            "2024年11月23日晚，周启明（工艺美术师，甲市艺术剧院）应乙市工程师联合会之邀，在“江南丝竹重奏师资班”",
            "作《接地系统检测与整改》专题讲座，按规定折合3学时。",
            "乙市工程师联合会",
            "2024年12月19日",
        )
    )
    assert kind == "teaching_statement"
    assert (facts["person_name"], facts["unit_from"]) == ("周启明", "甲市艺术剧院")
    assert (facts["course_title"], facts["lecture_title"]) == ("江南丝竹重奏师资班", "接地系统检测与整改")


def test_the_post_before_a_name_is_no_surname() -> None:
    _, facts = read(
        letter(
            "学时函证",
            "农艺师周启明（证件号码330402********9950）于2024.05.06-2024.05.08出席“水稻钵苗机插研习营”，记入24学时。",
            "甲市教育人事所",
            "2024.05.20",
        )
    )
    assert facts["person_name"] == "周启明"


def test_the_department_of_a_school_is_no_part_of_its_class() -> None:
    _, facts = read(
        letter(
            "证书",
            "周启明同志，于1997年5月28日至1997年5月30日在我校函授部老旧小区改造讲习班学习，共学24学时，特发此证。",
            "甲市工学院",
            "1997年7月7日",
        )
    )
    assert facts["course_title"] == "老旧小区改造讲习班"


def test_a_greenhouse_for_training_is_nobodys_class() -> None:
    _, facts = read(
        letter(
            "职工外训情况说明",
            "我厂职工周启明，身份证号330402********9950。2022年2月28日至2022年3月3日，该职工经车间推荐，",
            "赴禾原现代农业示范园培训大棚参加甲土律师实务入究人举办的“既有幕墙安全评估培训班”，共4天、32学时。",
            "甲市锦梭纺织厂",
            "2022年3月29日",
        )
    )
    assert facts.get("organiser") != "禾原现代农业示范园"
