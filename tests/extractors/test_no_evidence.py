"""Papers people keep beside their proofs and upload by mistake: none of them is any kind of evidence."""

from __future__ import annotations

import pytest

from extractors import understand
from tests.extractors.test_unseen_layouts import BIG
from tests.extractors.typed import column, grid, typed

#: What a stranger's paper is called: its title, then its lines.
_STRANGERS: dict[str, tuple[str, ...]] = {
    "days off": (
        "关于端午节放假安排的通知",
        "各处室:",
        "根据规定,现将放假事项通知如下:",
        "6月8日至10日放假,共3天,值班人员按时到岗。",
        "甲市气象局",
        "2024年6月3日",
    ),
    "fees": (
        "关于收取停车费的通知",
        "各位业主:",
        "请于6月30日前到服务台缴纳下半年停车费。",
        "联系人:周启明",
        "甲市顺安物业公司",
        "2024年6月3日",
    ),
    "posts": (
        "关于周启明等同志任免职的通知",
        "各科室:",
        "经研究决定,周启明任综合科科长,免去其副科长职务。",
        "甲市水务局",
        "2024年6月3日",
    ),
    "a file in a conversation": (
        "陆小满",
        "老师您要的文件",
        "关于举办档案数字化培训班的通知",
        ".docx",
        "收到,谢谢",
        "一共16学时",
    ),
    "practice": ("章节练习", "88分", "恭喜,考试合格!", "答对44题", "答错6题", "重新考试"),
    "years of service": (
        "工作经历证明",
        "兹有我单位周启明同志,身份证号330411********9917,自2012年7月至今在我单位从事给排水设计,",
        "累计工作满十年。特此证明。",
        "甲市设计院",
        "2024年6月3日",
    ),
    "taxes": (
        "税收完税证明",
        "填发日期:2024年6月3日",
        "税务机关:国家税务总局甲市税务局",
        "纳税人名称:甲市设计院有限公司",
        "税种:增值税 税率:3%",
        "实缴金额:¥1200.00",
        "金额合计(大写)壹仟贰佰元整",
    ),
    "a building": (
        "消防验收意见书",
        "甲市设计院有限公司:",
        "你单位申请消防验收的文化馆改建工程(项目编号330020240603),经检查验收合格。",
        "甲市住房和城乡建设局",
        "2024年6月3日",
    ),
    "rules": (
        "关于印发《专业技术人员继续教育规定》的通知",
        "各县人力资源和社会保障局:",
        "现将《专业技术人员继续教育规定》印发给你们,请认真贯彻执行。",
        "每年累计不少于90学时。",
        "甲市人力资源和社会保障局",
        "2024年6月3日",
    ),
    "who brings it": (
        "介绍信",
        "甲市人才中心:",
        "兹介绍我单位周启明同志前来办理学时登记,请予接洽。",
        "甲市设计院",
        "2024年6月3日",
    ),
    "none yet": ("我的证书", "暂无证书", "完成课程学习并通过考核后可获得结业证书", "去学习"),
    "an agent": ("职称论文发表快速见刊", "省级期刊,ISSN、CN双刊号,900元起", "编辑电话:0573-81234567"),
    "a chapter's list": (
        "目录",
        "第一章 总论………………1",
        "第二章 水文分析方法………………18",
        "第三章 管网水力计算………………46",
        "第四章 泵站优化调度………………79",
        "附录………………102",
    ),
}


@pytest.mark.parametrize("sort", _STRANGERS)
def test_a_stranger_is_no_evidence(sort: str) -> None:
    title, *lines = _STRANGERS[sort]
    paper = understand(typed([(500, 120, title, BIG), *column(lines, top=260)]))[0]
    assert paper.kind == "unknown"
    assert not any(fact.sure for fact in paper.facts)


def test_the_telephones_of_an_office_are_no_class() -> None:
    rows = [("科室", "姓名", "办公电话", "手机"), *(("档案科", f"周启{c}", "8123456", "139") for c in "明亮光华")]
    words = [(500, 120, "机关通讯录", BIG), *grid(rows, (200, 500, 800, 1100))]
    assert understand(typed(words))[0].kind == "unknown"


def test_the_marks_of_a_running_test_are_no_transcript() -> None:
    rows = [("项目", "成绩", "得分"), ("立定跳远", "2.31", "86"), ("跳绳", "168", "92"), ("坐位体前屈", "15", "90")]
    words = [(500, 120, "体质测试成绩表", BIG), (200, 260, "班级:三班 姓名:周启明"), *grid(rows, (200, 600, 900))]
    assert understand(typed(words))[0].kind == "unknown"


def test_goods_bought_on_a_telephone_are_no_fee() -> None:
    bought = ("订单详情", "交易成功", "商品:保温水杯", "实付款:¥89.00", "订单编号:202406031234", "付款时间:2024-06-03")
    assert understand(typed(column(bought), width=1080))[0].kind == "unknown"
    learnt = tuple(line.replace("保温水杯", "继续教育学习卡") for line in bought)
    assert understand(typed(column(learnt), width=1080))[0].kind == "payment_receipt"


def test_a_form_nobody_filled_in_is_no_evidence() -> None:
    rows = [("姓名", "", "性别", "男□ 女□"), ("单位", "", "职称", ""), ("培训名称", "", "学时", "")]
    words = [
        (450, 120, "继续教育学时登记申请表", BIG),
        *grid(rows, (200, 500, 1000, 1300)),
        (200, 800, "单位意见(盖章)"),
        (900, 800, "年 月 日"),
    ]
    assert understand(typed(words))[0].kind == "unknown"
    filled = [
        ("姓名", "周启明", "性别", "男"),
        ("单位", "甲市图书馆", "职称", "馆员"),
        ("培训名称", "古籍修复培训班", "学时", "16学时"),
    ]
    words[1 : 1 + sum(bool(cell) for row in rows for cell in row)] = grid(filled, (200, 500, 1000, 1300))
    assert understand(typed(words))[0].kind == "completion_certificate"
