"""Names, bodies and places as letters, slips and screens set them: a test for each way of saying it."""

from __future__ import annotations

import pytest

from tests.extractors.typed import column, grid, typed
from tests.extractors.understood import facts_of, only_paper

_END = ("甲州市水利学会", "2024年3月8日")


def _facts(*rows: str) -> dict[str, object]:
    return facts_of(only_paper(typed(column(rows))))


@pytest.mark.parametrize(
    ("rows", "name", "value"),
    [
        (
            ("结业证", "周启明工友:", "你于2024年3月4日至3月5日上完了“堤防巡查培训班”,共16学时,准予结业。", *_END),
            "person_name",
            "周启明",
        ),
        (
            ("培训证明", "户名:周启明 性别:女", "于2024年3月4日至3月5日参加“堤防巡查培训班”,共16学时。", *_END),
            "person_name",
            "周启明",
        ),
        (
            (
                "研修期满证明",
                "周启明,女,由乙州市水务公司推荐,于2024年3月4日至3月5日在我校参加“堤防巡查培训班”,共16学时。",
                *_END,
            ),
            "unit",
            "乙州市水务公司",
        ),
        (
            ("学分卡", "学员 周启明", "供职机构:乙州市水务公司", "活动 堤防巡查培训班", "记 4学分", *_END),
            "unit",
            "乙州市水务公司",
        ),
        (
            ("结业证", "学员周启明于2024年3月4日至3月5日修完“堤防巡查培训班”,共16学时。", "校址:甲州宾馆芙蓉厅", *_END),
            "place",
            "甲州宾馆芙蓉厅",
        ),
        (
            (
                "培训反馈函",
                "学员周启明于2024年3月4日至3月5日完成“堤防巡查培训班”,共16学时。",
                "(函存编号:浙继教证字〔2020〕第97748号)",
                *_END,
            ),
            "certificate_no",
            "浙继教证字〔2020〕第97748号",
        ),
    ],
)
def test_said_in_its_own_way(rows: tuple[str, ...], name: str, value: str) -> None:
    assert _facts(*rows)[name] == value


def test_employer_of_a_ward() -> None:
    """我科 speaks as an employer's part: its nurse learned with somebody else."""
    told = _facts(
        "乙州市北门医院护理部便笺",
        "人事科:",
        "我科周启明(主管护师)2024-03-04至2024-03-05在甲州市护理学会学“静脉治疗研修班”,2天,12学时。",
        "证书尚未寄到,先请登记。",
        "乙州市北门医院护理部",
        "2024/3/8",
    )
    assert (told["person_name"], told["title_level"]) == ("周启明", "主管护师")
    assert (told["organiser"], told["unit"]) == ("甲州市护理学会", "乙州市北门医院")


def test_stub_whose_cell_ends_early() -> None:
    """The class is whole in the sentence where the cell of the stub ends before its last word."""
    words = [
        (900, 80, "课程完成证", 56),
        *[(160, 240, "学友 周启明"), (160, 320, "班次 堤防巡查技能"), (160, 400, "专修课")],
        (700, 240, "学友周启明于2024-03-04至2024-03-05"),
        (700, 320, "读完“堤防巡查技能专修课”,合16学时,予以证明。"),
        *[(1100, 600, "立证 甲州市水利学会"), (1100, 680, "2024年3月8日")],
    ]
    told = {fact.name: fact.value for fact in only_paper(typed(words)).facts}
    assert told["course_title"] == "堤防巡查技能专修课"
    assert told["person_name"] == "周启明"


def test_first_and_last_day_under_two_words() -> None:
    """A screen sets 开始 and 结束 side by side and the days below."""
    rows = [["开始", "结束"], ["2024-03-04", "2024-03-05"]]
    words = [
        (400, 80, "学习轨迹证明", 56),
        *column(["姓名 周启明", "课名 堤防巡查培训班"], top=200),
        *grid(rows, (200, 900), top=400),
        *column(["学时 16学时", "证书编号 202155049821", "生成于 2024-03-09 08:59:02"], top=600),
    ]
    told = {fact.name: fact.value for fact in only_paper(typed(words)).facts}
    assert (told["start_date"], told["end_date"]) == ("2024-03-04", "2024-03-05")


def test_invitation_names_the_host() -> None:
    """Whose invitation a school got holds what its teacher went to."""
    told = _facts(
        "关于周启明老师外出学习的说明",
        "今年春天我校接到甲州市水利学会的邀请,决定让周启明老师去听“堤防巡查培训班”。",
        "该老师于2024年3月4日至2024年3月5日前往,地点在甲州宾馆芙蓉厅。",
        "因主办方不发证,学校愿意出面说明。",
        "乙州职业中等专业学校",
        "2024年3月8日",
    )
    assert (told["organiser"], told["place"]) == ("甲州市水利学会", "甲州宾馆芙蓉厅")


def test_list_of_who_checked_in_on_the_phone() -> None:
    """成员 and 打卡时刻 head the list of a chat's members."""
    people = (("周启明", "8:59"), ("沈知远", "8:39"), ("柳文博", "8:41"), ("孙立诚", "8:52"), ("吴晓岚", ""))
    rows = [["成员", "打卡时刻", "状态"], *([who, at, "已签到" if at else "缺勤"] for who, at in people)]
    words = [
        (200, 80, "打卡统计"),
        (200, 200, "堤防巡查培训班", 56),
        *column(["发起方 甲州市水利学会", "日期 2024年3月4日", "位置 甲州宾馆芙蓉厅"], top=320),
        *grid(rows, (200, 600, 1000), top=620),
    ]
    paper = only_paper(typed(words, width=1200))
    told = {fact.name: fact.value for fact in paper.facts}
    assert [one["attended"] for one in told["names"]] == [True, True, True, True, False]  # type: ignore[attr-defined]
    assert told["place"] == "甲州宾馆芙蓉厅"


def test_days_counted_in_english() -> None:
    """A certificate in two tongues may count its days in the other one."""
    told = _facts(
        "研修证明",
        "CERTIFICATE OF ATTENDANCE",
        "学员周启明参加“堤防巡查培训班”",
        "from March 4, 2024 to March 7, 2024, with a workload of 16学时 over 4 days.",
        *_END,
    )
    assert told["days"] == 4


def test_days_under_their_heading() -> None:
    """The count of the days stands under its heading in a table of one row."""
    rows = [
        ["参训人", "研修科目", "在班时间", "天数", "学时"],
        ["周启明", "堤防巡查培训班", "2024-03-04至2024-03-05", "2", "16"],
    ]
    words = [
        (600, 80, "研修完成登记凭单", 56),
        *grid(rows, (100, 400, 900, 1500, 1700), top=250),
        *column(_END, top=700),
    ]
    told = {fact.name: fact.value for fact in only_paper(typed(words, width=2000)).facts}
    assert (told["days"], told["hours"], told["person_name"]) == (2, 16, "周启明")


def test_place_of_arrival_in_a_notice() -> None:
    """Where people report is where it is held."""
    told = _facts(
        "关于选派人员参加堤防巡查培训班的通知",
        "各选送单位:",
        "一、学制。2024年3月4日至2024年3月5日,共2天。",
        "二、报到。2024年3月3日下午到甲州村文化礼堂。",
        "三、考核。期满计16学时。",
        *_END,
    )
    assert told["place"] == "甲州村文化礼堂"


def test_number_below_the_marks_is_no_subject() -> None:
    """The number of the letter stands below the marks and names no subject."""
    rows = [["科目", "成绩", "结果"], ["法规常识", "75", "通过"], ["案例分析", "68", "通过"]]
    words = [
        (500, 80, "考试合格通知", 56),
        *column(["考生 周启明", "考试名称:2023年度水利专业技术资格考试"], top=200),
        *grid(rows, (200, 700, 1100), top=400),
        (200, 700, "合格编号:苏继教证字〔2023〕第25号"),
    ]
    told = {fact.name: fact.value for fact in only_paper(typed(words)).facts}
    assert [one["name"] for one in told["subjects"]] == ["法规常识", "案例分析"]  # type: ignore[attr-defined]
