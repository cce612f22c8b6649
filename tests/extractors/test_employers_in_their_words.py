"""Employers that prove what their people learnt, in words and forms of their own, beside who held the class."""

from __future__ import annotations

import pytest

from domain.fact import Recognition
from domain.kind import UNKNOWN
from extractors import (
    understand,
)
from extractors.papers import understanding
from extractors.text.document import Document
from extractors.text.employers import employer_speaks
from extractors.text.hosts import hosts
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


def test_a_form_that_asks_in_plain_words() -> None:
    rows = [
        ("学习人", "周启明"),
        ("身份号码", "330***********9951"),
        ("工作单位", EMPLOYER),
        ("学什么", "河道清淤提升班"),
        ("谁办班", HOST),
        ("哪天到哪天", "2024.05.06-2024.05.08"),
        ("算多少学时", "24 学时"),
    ]
    words: list[Words] = [
        (400, 100, "农技人员学习证明单", BIG),
        *grid(rows, (200, 650), top=220, step=74),
        (200, 830, "上列各项经我单位核对无误,准予证明。"),
        (800, 900, "(盖章)　2024.05.20"),
    ]
    kind, held = read(typed(words, width=1240))
    assert kind == "unit_statement"
    assert (held["organiser"], held["id_number"]) == (HOST, "330***********9951")


def test_a_table_of_one_that_the_unit_fills_in() -> None:
    rows = [
        ("姓名", "身份证件号", "培训班", "主办方", "培训日期", "学时"),
        ("周启明", "330411********9901", "河道清淤提升班", HOST, "2024.05.06-2024.05.08", "24课时"),
    ]
    words: list[Words] = [
        (600, 100, "专业技术人员参训情况证明", BIG),
        (1100, 200, "填报单位:" + EMPLOYER),
        *grid(rows, (100, 350, 750, 1100, 1450, 1950), top=300),
        (200, 520, "兹证明上表所列人员参训属实,签到册存我单位备查。"),
        (1100, 640, "单位负责人:郑兰心"),
        (1600, 640, "2024/5/28"),
    ]
    _, held = read(typed(words, width=2200))
    assert (held["unit"], held["organiser"]) == (EMPLOYER, HOST)


def test_who_speaks_outweighs_words_that_certificates_use_too() -> None:
    rows = [
        ("证明对象", "周启明(高级会计师)"),
        ("身份证号", "330411********9984"),
        ("学习内容", "检验检测机构内审员专题培训"),
        ("施教机构", HOST),
        ("学习日期", "2024/11/19～2024/11/22"),
        ("学习天数", "4天"),
        ("折合学时", "24学时"),
        ("学习方式", "集中面授"),
    ]
    words: list[Words] = [
        (400, 100, "继续教育学习证明书", BIG),
        (700, 190, "证明编号:AJ2024125004"),
        *grid(rows, (110, 400), top=270, step=70),
        (170, 860, "兹证明上列各项与我单位留存记录一致。"),
        (700, 940, "乙市第四人民医院"),
        (800, 1010, "2024/12/13"),
    ]
    kind, held = read(typed(words, width=1240))
    assert kind == "unit_statement"
    assert (held["organiser"], held["unit"]) == (HOST, "乙市第四人民医院")


@pytest.mark.parametrize(("other", "kind"), [("completion_certificate", "unit_statement"), ("transcript", UNKNOWN)])
def test_a_paper_between_certificate_and_statement_is_read_as_the_likelier(
    other: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranked = [("unit_statement", Recognition(0.55, ("证明",))), (other, Recognition(0.45, ("学时",)))]
    monkeypatch.setattr(understanding, "rank", lambda _: ranked)
    told = "乙市第七中学职工周启明参加甲市水利学会“河道清淤培训班”,计3天,24学时。"
    (paper,) = understand(letter("证明材料", told, "2024年6月3日"))
    assert paper.kind == kind
    assert not any(fact.sure for fact in paper.facts)


def test_a_host_that_gives_no_certificate_does_not_write_this_paper() -> None:
    paper = letter(
        "学时折算书面说明",
        "参训人:周启明",
        "办班单位:" + HOST,
        "出具证明的原因:主办单位未制发结业证书",
        "日期:2024.09.27",
    )
    assert employer_speaks(Document(paper)) > 0


@pytest.mark.parametrize("verb", ["参加", "出席"])
def test_a_part_of_a_body_that_holds_classes_of_its_own(verb: str) -> None:
    told = (
        "周启明,身份证号330302********9977,为本单位聘用人员,2024年5月6日至5月8日"
        f"{verb}{HOST}培训中心举办的“河道清淤岗位培训”共计3天,24学时。"
    )
    _, held = read(letter("情况证明", told, "乙市第七中学", "2024年6月3日"))
    assert held["organiser"] == HOST + "培训中心"


OWN_WORDS = {
    "a form that only the seal signs": (
        "学习证明",
        "姓名:周启明　身份证号:330***********9951",
        "培训项目:危重症护理培训班",
        "主办:" + HOST,
        "起止:2024年5月6日至5月8日",
        "学时:24学时",
        "上述情况属实,同意申报继续教育学时。",
        "2024年5月20日",
    ),
    "a unit beside its label": (
        "继续教育佐证材料",
        f"该同志2024年5月6日至5月8日参加了{HOST}举办的危重症护理培训班,合计24学时。证书遗失,特出具此说明。",
        "人员信息:周启明,330***********9951",
        "单位:" + EMPLOYER,
        "(盖章)　2024年5月20日",
    ),
    "courses of a body": (
        "单位出具的学时证明",
        "周启明(330***********9951)系本单位聘用的专业技术人员。其于2024年5月6日至5月8日完成"
        f"{HOST}开设的危重症护理培训班全部课程,共24学时,本单位对上述内容负责。",
        EMPLOYER,
        "2024-05-20",
    ),
    "a body before its class": (
        "工作人员培训经历证明",
        f"周启明,身份证330***********9951,现任我中心护士长。2024年5月6日至5月8日,受中心委派参加{HOST}危重症护理培训班,成绩合格,24学时。",
        EMPLOYER,
        "2024年5月20日",
    ),
}


@pytest.mark.parametrize("paper", OWN_WORDS)
def test_an_employer_in_words_of_its_own(paper: str) -> None:
    kind, held = read(letter(*OWN_WORDS[paper]))
    assert kind == "unit_statement"
    assert (held["organiser"], held["course_title"], held["hours"]) == (HOST, "危重症护理培训班", 24)


def test_who_arranged_it_where_nobody_else_is_named() -> None:
    told = f"根据{HOST}安排,本单位职工周启明自2024年5月6日至2024年5月8日脱产参加“河道清淤宣贯会”,共3天24学时。"
    assert read(letter("证明", told, EMPLOYER, "2024年5月20日"))[1]["organiser"] == HOST
