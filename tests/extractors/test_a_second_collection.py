"""Papers as another collection shows them: who proves and is proven, forms in columns, squares, broken lines."""

from __future__ import annotations

import pytest

from extractors import completion_certificate, roster, teaching_statement, training_notice
from extractors.text.candidates import Sort, candidates
from extractors.text.document import Document
from extractors.text.hosts import hosts
from extractors.text.hours import find_days
from extractors.text.identifiers import certificate_no, id_number
from tests.extractors.test_other_layouts import facts
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import Words, column, grid, typed

HOST, EMPLOYER = "甲市水利学会", "乙市水务集团有限公司"


def columns(pairs: list[tuple[str, str, str, str]]) -> list[Words]:
    """A form of two columns, each value under its label."""
    rows = [row for left, below, right, under in pairs for row in ((left, right), (below, under))]
    return grid(rows, (200, 900), top=320, step=80)


STATED = {
    "by points": [
        (700, 100, "证明", BIG),
        *column(
            (
                "编号:证明〔2024〕223",
                "事由:为周启明同志申报继续教育学时出具证明。",
                f"内容:周启明,身份证号码330***********9951,所学课程为河道清淤研修班,授课方为{HOST},学习日期",
                "2024/05/06～2024/05/08,合3个工作日,认定24学时。",
                f"出证人:郑兰心　出证单位:{EMPLOYER}",
                "出证时间:2024-05-20",
            ),
            top=260,
        ),
    ],
    "of whom it was sent to": letter(
        "培训证明",
        "市学时办:",
        "我单位周启明,职称副研究馆员,身份证号330***********9951。2024-05-06至2024-05-08,由我单位派往"
        f"{HOST},脱产学习“河道清淤专题讲座”,学习3天,二十四学时,返岗后已在部门内作了传达。",
        "特此证明。",
        EMPLOYER,
        "2024-05-20",
    ),
    "of what it had them watch": letter(
        "线上培训情况证明",
        "被证明人周启明,公民身份号码330***********9951,现在我处任职。我处于2024.05.06-2024.05.08安排其收看"
        f"{HOST}开设的《河道清淤高级研修班》直播课程,累计3日,24学时。因直播平台不提供电子证书,故出此证明。",
        f"证明单位:{EMPLOYER}",
        "证明日期:2024.05.20",
    ),
    "of whom it invited": letter(
        "内部培训证明",
        f"为提高本单位专业技术人员能力,经备案,我单位邀请{HOST}来我处开办“河道清淤线上学习班”。职工周启明"
        "(证件号码:330***********9951)自2024年5月6日至2024年5月8日全程到课,共3天,计24学时,无缺课。",
        EMPLOYER,
        "2024.05.20",
    ),
    "in two columns": [
        (500, 150, "职工培训证明", BIG),
        *columns(
            [
                ("被证明人", "周启明", "培训项目", "河道清淤培训班"),
                ("身份证号", "330***********9951", "组织单位", HOST),
                ("用人单位", EMPLOYER, "培训起止", "2024.05.06-2024.05.08"),
                ("出具日期", "2024年5月20日", "培训天数/学时", "3天/24学时"),
            ]
        ),
        (200, 1040, "以上内容与我单位留存的通知、签到一致。"),
        (200, 1120, "(加盖单位公章)"),
    ],
}


@pytest.mark.parametrize("paper", STATED)
def test_an_employer_proves_what_one_of_its_people_learnt(paper: str) -> None:
    words = STATED[paper]
    kind, held = read(typed(words, width=1900) if isinstance(words, list) else words)
    assert kind == "unit_statement"
    assert held["person_name"] == "周启明"
    assert (held["organiser"], held["unit"]) == (HOST, EMPLOYER)
    assert (held["start_date"], held["end_date"], held["hours"]) == ("2024-05-06", "2024-05-08", 24)
    assert "certificate_no" not in held


def test_training_somewhere_is_training_by_it() -> None:
    paper = letter(
        "证明", f"兹证明周启明是我单位正式职工,2024.05.06在{HOST}培训,内容为河道清淤培训班,1天,4学时。", EMPLOYER
    )
    assert next(host.name.text for host in hosts(Document(paper))) == HOST


def test_a_form_that_names_its_host_in_the_last_rows_is_no_employers() -> None:
    kind, _ = read(
        letter(
            "学时证明",
            "姓名:周启明",
            "工作单位:" + EMPLOYER,
            "培训班:河道清淤培训班",
            "学时:24学时",
            "主办单位:" + HOST,
            "2024年5月20日",
        )
    )
    assert kind == "completion_certificate"


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
