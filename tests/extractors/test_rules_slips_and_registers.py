"""Rules for everybody, slips of the till, pages of registers, guest books, marks set beside one another."""

from __future__ import annotations

import pytest

from tests.extractors.typed import column, grid, typed
from tests.extractors.understood import facts_of, only_paper


def test_regulation_is_no_evidence() -> None:
    """A regulation says who proves what with how many hours, and proves nothing."""
    words = column(
        [
            "甲州市人力资源和社会保障局文件",
            "继续教育学时登记管理办法(试行)",
            "第一条 为规范学习活动学时的登记,制定本办法。",
            "第二条 每半日的培训按四学时计算,由组织单位颁发证书。",
            "第三条 培训证书载明姓名、课程、起止日期和学时。",
            "第四条 伪造证书的,学时作废。",
            "甲州市人力资源和社会保障局",
            "2024年3月5日",
        ]
    )
    paper = only_paper(typed(words))
    assert paper.kind == "unknown"
    assert not paper.facts


def test_certificate_that_cites_an_article_is_one() -> None:
    """A certificate may cite the rules it was given by."""
    words = column(
        [
            "继续教育学时管理办法",
            "培训合格证书",
            "周启明同志参加甲州市水利学会举办的堤防巡查培训班,",
            "2024年3月4日至3月5日,共16学时,考核合格。",
            "第五条 学时由举办单位登记。",
            "甲州市水利学会",
            "2024年3月8日",
        ]
    )
    assert only_paper(typed(words)).kind == "completion_certificate"


def test_slip_of_a_till() -> None:
    """A slip as tills print it: who sold, a number, who paid, what for, how much was due, paid and given back."""
    words = column(
        [
            "甲州市水利学会",
            "缴费小票 RECEIPT",
            "票号 73310455",
            "付方 周启明",
            "名目 培训费",
            "应收 860元",
            "实收 860元",
            "找零 0元",
            "打印 2024-03-04 09:15:20",
        ]
    )
    paper = only_paper(typed(words))
    told = facts_of(paper)
    assert paper.kind == "payment_receipt"
    assert (told["receipt_no"], told["payer"], told["item"], told["amount"]) == ("73310455", "周启明", "培训费", 860)
    assert (told["payee"], told["issue_date"]) == ("甲州市水利学会", "2024-03-04")


def test_guest_book_of_a_class() -> None:
    """A page for guests to write their names on, called so behind the name of the class."""
    names = [["周启明", "沈知远", "柳文博"], ["孙立诚", "吴晓岚", "郑国栋"]]
    words = [(500, 80, "堤防巡查研修班嘉宾签名册", 56), (560, 200, "2024年3月4日 于甲州市水利大厦三楼报告厅")]
    paper = only_paper(typed([*words, *grid(names, (200, 600, 1000))]))
    told = facts_of(paper)
    assert paper.kind == "sign_in_sheet"
    assert told["meeting_title"] == "堤防巡查研修班嘉宾签名册"
    assert [one["name"] for one in told["names"]] == [name for row in names for name in row]  # type: ignore[attr-defined]


def test_marks_beside_one_another() -> None:
    """A record of courses whose table lies on its side: names in the first row, marks and credits below."""
    rows = [["课名", "劳动法", "大学语文", "线性代数"], ["分数", "77", "83", "71"], ["学分", "2", "3", "4"]]
    words = [
        (500, 80, "甲州开放大学修课记录", 56),
        *[(200, 200, "学生 李艳伟"), (700, 200, "学籍号 5835517795"), (1200, 200, "主修 水利工程")],
        *grid(rows, (200, 500, 800, 1100)),
        (200, 800, "合计学分 9"),
        (1000, 1000, "教务 2024-10-16"),
    ]
    paper = only_paper(typed(words))
    told = facts_of(paper)
    assert paper.kind == "transcript"
    assert told["subjects"] == [
        {"name": "劳动法", "score": 77, "credit": 2},
        {"name": "大学语文", "score": 83, "credit": 3},
        {"name": "线性代数", "score": 71, "credit": 4},
    ]
    assert (told["student_no"], told["major"], told["credits"]) == ("5835517795", "水利工程", 9)


@pytest.mark.parametrize("title", ["专利登记簿副本", "专利登记簿摘页"])
def test_page_of_the_register_of_patents(title: str) -> None:
    """What the register of patents says of one, in its own words."""
    rows = [
        ["种类", "发明", "登记号", "ZL 2019 1 9278348.7"],
        ["申请提出", "2019-12-29", "权利授予", "2021-09-08"],
        ["创造的名称", "闸门止水座", "", ""],
        ["创造者", "余磊,陈河帆", "", ""],
        ["权利归属", "甲州市水务公司", "", ""],
    ]
    paper = only_paper(typed([(500, 100, title, 56), *grid(rows, (200, 500, 900, 1200))]))
    told = facts_of(paper)
    assert paper.kind == "patent_certificate"
    assert told["patent_kind"] == "invention"
    assert told["patent_no"] == "ZL 2019 1 9278348.7"
    assert told["patent_name"] == "闸门止水座"
    assert (told["apply_date"], told["grant_date"]) == ("2019-12-29", "2021-09-08")
    assert (told["inventors"], told["owner"]) == (["余磊", "陈河帆"], "甲州市水务公司")


def test_word_of_who_issues_before_a_body() -> None:
    """立证 leads the body that issues a paper and is no part of its name."""
    words = column(
        [
            "课程完成证",
            "学员周启明于2024年3月4日至3月5日学完“堤防巡查培训班”,共16学时,予以证明。",
            "立证 甲州市水利学会",
            "2024年3月8日",
        ]
    )
    assert facts_of(only_paper(typed(words)))["organiser"] == "甲州市水利学会"
