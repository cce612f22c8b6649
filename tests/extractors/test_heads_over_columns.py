"""Where a thing stands tells what it is: over its issue, over the columns, at the head of a letter."""

from __future__ import annotations

from extractors.text.levels import level_of
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import column, grid, typed

PEOPLE = ("周启明", "钱学礼", "孙怀远", "李望春", "吴静安")


def test_authors_set_to_the_right_over_two_columns() -> None:
    left = (
        "制度供给不足是目前的主要原因,编辑",
        "部对来稿实行双向匿名评审,构件在第",
        "三级加载时出现细微裂缝,样本共计三",
        "百六十份,建议尽快修订有关行业标准",
    )
    right = (
        "从业者普遍反映规则适用存在分歧,接",
        "口响应时间缩短至原来的一半,模型在",
        "公开数据集上取得较高准确率,该流程",
        "已嵌入日常业务系统,经比选方案二造",
    )
    words = [
        (100, 60, "51"),
        (900, 60, "《甲江水利》2023年第7期"),
        (500, 180, "河道清淤设备选型比较", BIG),
        (1250, 320, "周启明、钱学礼、孙怀远*"),
        (100, 420, "内容提要:比较了三种设备在不同河道中的效率。"),
        (100, 500, "关键词:清淤;设备;比选"),
        *column(left, left=100, top=620),
        *column(right, left=960, top=620),
    ]
    kind, facts = read(typed(words, width=1800))
    assert kind == "article_page"
    assert facts["authors"] == ["周启明", "钱学礼", "孙怀远"]


def test_the_name_of_a_journal_right_over_its_issue() -> None:
    papers = (
        "河道清淤设备选型比较",
        "城市内涝预警模型研究",
        "水库大坝渗流监测分析",
        "泵站节能改造方案比选",
        "滩涂围垦生态影响评价",
    )
    words = [(120, 150, "甲江水利"), (100, 210, "2023年第7期"), (120, 60, "要目"), (900, 60, "本期内容")]
    for at, (title, name) in enumerate(zip(papers, PEOPLE, strict=True)):
        words += [(700, 150 + 150 * at, title), (1500, 150 + 150 * at, str(3 + 6 * at)), (740, 220 + 150 * at, name)]
    _, facts = read(typed(words, width=1700))
    assert facts["journal_name"] == "甲江水利"


def test_sender_and_receiver_of_a_letter_about_hours() -> None:
    _, facts = read(
        letter(
            "学时确认证明",
            "发件 甲市水利学会<edu@invented.example>",
            "收件 周启明",
            "时间 2021-06-26 11:13",
            "活动名称:河道清淤技术培训班",
            "活动区间:2021.06.18-2021.06.21",
            "授予学时:24学时",
        )
    )
    assert (facts["person_name"], facts["organiser"]) == ("周启明", "甲市水利学会")


def test_how_many_rows_a_page_shows_is_nobody() -> None:
    rows = [("#", "真实姓名", "工作单位"), *((str(i), n, "甲市水利设计院") for i, n in enumerate(PEOPLE, 1))]
    foot = (100, 1050, "共5条每页20条[导出]")
    _, facts = read(
        typed([(200, 150, "河道清淤技术培训班学员名单", BIG), *grid(rows, (100, 300, 800)), foot], width=1700)
    )
    assert [one["name"] for one in facts["names"]] == list(PEOPLE)


def test_a_practical_course_is_something_held() -> None:
    kind, facts = read(
        letter(
            "关于举办“水文监测实训周”的通知",
            "各科室、各站:",
            "经研究,定于2022年8月17日在甲市创新中心5楼举办上述讲课。",
            "签到签退完整者记24学时。",
            "甲市水文站",
            "2022年7月11日",
        )
    )
    assert kind == "training_notice"
    assert facts["hours"] == 24


def test_the_number_of_a_closing_certificate_is_no_letter() -> None:
    _, facts = read(
        letter(
            "结项证书",
            "周启明老师:",
            "您主持的校级水利科技课题“河道清淤设备研究”(2023C279),于2022年12月至2023年12月开展研究,准予结项。",
            "证书编号:甲继教证字〔2023〕第79180号",
            "甲市水利大学",
            "2023年12月28日",
        )
    )
    assert facts["project_level"] == "校级"
    assert "doc_no" not in facts


def test_what_somebody_held_as_lecturer() -> None:
    _, facts = read(
        letter(
            "授课证明",
            "周启明于2024年5月6日至2024年5月8日担任“河道清淤设备选型”主讲,累计12学时。",
            "现函告贵方,可作为其授课经历凭证。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert facts["lecture_title"] == "河道清淤设备选型"


def test_the_province_in_the_name_of_a_prize_comes_before_the_city_that_gives_it() -> None:
    assert level_of("浙江省优秀水利成果奖", "甲乙市水利学会") == "省级"
    assert level_of("江东省优秀水利成果奖", "甲乙市水利学会") == "省级"
    assert level_of("", "江东省甲乙市水利局") == "市级"


def test_a_headline_a_little_larger_than_the_journal_is_not_its_name() -> None:
    words = [
        (500, 60, "Vol.56 No.5 2022"),
        (500, 200, "甲江水利学报", 90),
        (420, 420, "河道清淤设备选型", 100),
        (300, 700, "ISSN 1003-1243"),
        (800, 700, "CN 33-9595/R"),
    ]
    kind, facts = read(typed(words, width=1700))
    assert kind == "journal_cover"
    assert facts["journal_name"] == "甲江水利学报"


def test_a_label_under_a_label_is_no_lecture() -> None:
    words = [
        (500, 150, "授课证明", BIG),
        *column(["授课人", "题目", "场次", "日期", "学时"], left=200, top=330),
        *column(["周启明", "", "河道清淤技术培训班", "2021年5月11日", "2学时"], left=700, top=330),
        (700, 800, "甲市水利学会"),
    ]
    _, facts = read(typed([word for word in words if word[2]], width=1700))
    assert facts.get("lecture_title") != "场次"
