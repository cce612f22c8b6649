"""Where somebody stayed or something was held, and who signs by the name of a platform."""

from __future__ import annotations

import pytest

from domain.reading import Reading
from extractors.text.organisations import is_organisation
from tests.extractors.test_unseen_layouts import BIG, letter, read
from tests.extractors.typed import grid, typed


def certificate(*lines: str, title: str = "结业证书") -> Reading:
    return letter(title, *lines)


def test_a_room_where_somebody_learned_for_days_is_the_place() -> None:
    kind, facts = read(
        certificate(
            "周启明同志:",
            "您于2024年5月6日至2024年5月8日参加“智慧水务专题研修班”,在甲市会展楼三层听涛厅学习3天,",
            "完成24学时,经考核准予结业。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert kind == "completion_certificate"
    assert facts["place"] == "甲市会展楼三层听涛厅"


def test_a_body_at_which_somebody_learned_for_days_is_no_place() -> None:
    _, facts = read(
        certificate(
            "周启明同志于2024年5月6日至2024年5月8日参加“智慧水务专题研修班”,在甲市水利学会学习3天,",
            "完成24学时,经考核准予结业。",
            "甲市水利学会",
            "2024年5月10日",
        )
    )
    assert "place" not in facts


def test_a_room_where_somebody_served_half_days_is_the_place() -> None:
    kind, facts = read(
        letter(
            "志愿服务时间证明",
            "甲市第五中学:",
            "贵单位周启明同志于2024年5月6日至2024年5月8日参加心理咨询志愿服务队,",
            "在甲市青年宫二楼大厅服务4个半天,累计服务14小时。",
            "特此证明。",
            "甲市心理学会",
            "2024年5月10日",
        )
    )
    assert kind == "service_statement"
    assert (facts["place"], facts["half_days"]) == ("甲市青年宫二楼大厅", 4)


def test_the_place_of_a_notice_goes_on_in_the_next_line() -> None:
    _, facts = read(
        typed(
            [
                (300, 150, "关于举办智慧水务专题研修班的通知", 60),
                (120, 300, "各有关单位:"),
                (200, 360, "现将有关事项通知如下。"),
                (200, 420, "开课:2024年5月6日至2024年5月8日;教室:甲市文化宫小"),
                (120, 480, "礼堂。"),
                (200, 540, "学满者登记24学时。"),
                (900, 660, "甲市水利学会"),
                (900, 720, "2024年4月10日"),
            ],
            width=1350,
        )
    )
    assert facts["place"] == "甲市文化宫小礼堂"


def test_a_heading_with_a_full_stop_leads_to_the_place() -> None:
    _, facts = read(
        letter(
            "关于选派教师参加智慧水务专题研修班的通知",
            "各学校:",
            "(一)培训时间。2024年5月6日至2024年5月8日,按24学时登记。",
            "(二)报到地点。甲市会展楼三层听涛厅,2024年5月5日16时前报到。",
            "(三)其他。请自带教材。",
            "甲市教育局",
            "2024年4月10日",
        )
    )
    assert facts["place"] == "甲市会展楼三层听涛厅"


@pytest.mark.parametrize("name", ["江东师训云", "河湾继教通", "甲市职业中专"])
def test_platforms_and_trade_schools_are_bodies(name: str) -> None:
    assert is_organisation(name)


@pytest.mark.parametrize("words", ["研修通知", "培训通过"])
def test_what_is_done_is_no_platform(words: str) -> None:
    assert not is_organisation(words)


def test_a_platform_signs_its_proof() -> None:
    kind, facts = read(
        letter(
            "网络学习证明",
            "兹证明周启明(身份证号码330402198301019950)在江东师训云注册学习“智慧水务专题研修班”,",
            "学习起止时间为2024-05-06至2024-05-08,完成全部课件,获得24学时。",
            "江东师训云",
            "2024-05-10",
        )
    )
    assert kind == "completion_certificate"
    assert facts["organiser"] == "江东师训云"


def test_what_a_browser_prints_over_a_page_is_neither_issued_nor_issuer() -> None:
    kind, facts = read(
        typed(
            [
                (100, 60, "2025年3月2日10:21", 26),
                (700, 60, "培训记录 - 甲市水利继续教育在线", 26),
                (100, 160, "个人培训证明", BIG),
                *grid(
                    [
                        ("姓名", "周启明"),
                        ("班级名称", "智慧水务专题研修班"),
                        ("学习时段", "2024-05-06至2024-05-08"),
                        ("学时", "24学时"),
                        ("证书号", "PX-2024-77120"),
                    ],
                    (100, 500),
                ),
            ]
        )
    )
    assert kind == "completion_certificate"
    assert facts.get("issue_date") != "2025-03-02"
    assert facts["organiser"] == "甲市水利继续教育在线"


def test_the_room_behind_the_days_in_brackets() -> None:
    _, facts = read(
        typed(
            [
                (300, 80, "智慧水务专题研修班日程表", 60),
                (250, 180, "(2024年5月6日至2024年5月8日 河湾宾馆听涛厅)"),
                *grid(
                    [
                        ("日期", "时间", "内容", "授课人"),
                        ("5月6日", "9:00-11:30", "泵站运行管理", "王晓燕"),
                        ("5月7日", "9:00-11:30", "智慧水务导论", "赵立新"),
                        ("5月8日", "9:00-11:30", "闸门检修实务", "李文博"),
                    ],
                    (100, 350, 700, 1150),
                    top=300,
                ),
            ]
        )
    )
    assert facts["place"] == "河湾宾馆听涛厅"
