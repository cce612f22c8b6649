"""The guard's rules on words: what is a mark, what only speaks of one."""

from __future__ import annotations

import pytest

from domain.finding import Severity
from domain.place import Box, Place
from domain.reading import Line
from intake import mark_remains, secrecy
from intake.settings import GuardSettings

WIDTH, HEIGHT = 1000.0, 1400.0


def line(text: str, left: float, top: float, size: float = 24.0, gaps: dict[int, float] | None = None) -> Line:
    """A line of words whose letters are ``size`` wide; ``gaps`` adds room before a letter."""
    boxes, x = [], left
    for i, _ in enumerate(text):
        x += (gaps or {}).get(i, 0.0)
        boxes.append(Box(x, top, x + size, top + size))
        x += size
    return Line(text, Place(1, Box.around(boxes)), 0.99, (0.99,) * len(text), tuple(boxes))


def codes(*lines: Line) -> list[str]:
    return [mark.code for mark in secrecy.in_lines(lines, 1, WIDTH, HEIGHT)]


def at_corner(text: str) -> list[str]:
    return codes(line(text, 700, 50))


def in_body(text: str) -> list[str]:
    return codes(line(text, 200, 600))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("绝密★10年", "secrecy.top_secret"),
        ("机密★20年", "secrecy.secret"),
        ("秘密★长期", "secrecy.confidential"),
        ("机密★", "secrecy.secret"),
        ("机 密 ★ 1 年 特急", "secrecy.secret"),
        ("000123机密★5年", "secrecy.secret"),
        ("绝密★启用前", "secrecy.top_secret"),
        ("秘密", "secrecy.confidential"),
        ("【机密】", "secrecy.secret"),
        ("绝密文件", "secrecy.top_secret"),
        ("机密 请勿外传", "secrecy.secret"),
        ("密级：秘密", "secrecy.confidential"),
        ("密级:机密★10年", "secrecy.secret"),
        ("内部资料", "secrecy.internal"),
        ("内部文件 注意保密", "secrecy.internal"),
        ("内部", "secrecy.internal"),
        ("工作秘密", "secrecy.internal"),
        ("商业秘密 严禁外传", "secrecy.internal"),
        ("（此件不予公开）", "secrecy.not_public"),
        ("此件不公开", "secrecy.not_public"),
        ("公开属性：不予公开", "secrecy.not_public"),
        ("（此件依申请公开）", "secrecy.on_request"),
        ("公开方式:依申请公开", "secrecy.on_request"),
        ("信息公开选项：依申请公开", "secrecy.on_request"),
        ("□主动公开 ☑依申请公开 □不予公开", "secrecy.on_request"),
        ("（此件不公开发布）", "secrecy.not_public"),
        ("公开属性：否", "secrecy.not_public"),
        ("機密★長期", "secrecy.secret"),
        ("絕密★10年", "secrecy.top_secret"),
        ("機密★1年6個月".replace("個", "个"), "secrecy.secret"),
        ("绝密★考试结束前", "secrecy.top_secret"),
        ("机密★至2030年12月31日", "secrecy.secret"),
        ("机密★解密时间另定", "secrecy.secret"),
        ("秘密（10年）", "secrecy.confidential"),
        ("密级：秘密 保密期限：5年", "secrecy.confidential"),
        ("〔秘密〕", "secrecy.confidential"),
        ("特急 机密", "secrecy.secret"),
        ("No.000123 机密★5年", "secrecy.secret"),
        ("机密 CONFIDENTIAL", "secrecy.secret"),
        ("秘密★5年 湖人社发〔2023〕15号", "secrecy.confidential"),
        ("机密文件 严禁复印", "secrecy.secret"),
        ("内部资料，注意保存", "secrecy.internal"),
        ("内部教材 请勿外传", "secrecy.internal"),
        ("会议材料 会后收回", "secrecy.internal"),
        ("仅限本系统内部使用", "secrecy.internal"),
        ("內部資料", "secrecy.internal"),
        ("（此件发至县团级）", "secrecy.internal"),
        ("CONFIDENTIAL", "secrecy.internal"),
        ("仅供内部学习交流使用", "secrecy.internal"),
        ("主动公开□ 依申请公开☑ 不予公开□", "secrecy.on_request"),
        ("主动公开□ 依申请公开□ 不予公开√", "secrecy.not_public"),
        ("密级：内部", "secrecy.internal"),
        ("编号：259保密等级：秘密", "secrecy.confidential"),
        ("编号：651 份数：12 保密等级：秘密", "secrecy.confidential"),
        ("密级：机密★5年份数：12", "secrecy.secret"),
    ],
)
def test_marks_are_seen(text: str, code: str) -> None:
    assert code in at_corner(text)


@pytest.mark.parametrize(
    "text",
    [
        "秘密*10年",
        "秘密女10年",
        "秘密大5年",
        "秘密水长期",
        "秘密·5年",
        "秘密x5年",
        "秘密5年",
        "税密★5年",
        "秘蜜★5年",
        "祕密★10年",
    ],
)
def test_stars_and_letters_read_wrongly(text: str) -> None:
    assert "secrecy.confidential" in at_corner(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("秘密 ★5缓急 特急", "secrecy.confidential"),
        ("内部资料5禁夏制", "secrecy.internal"),
        ("售息公开屑性：做中管公开", "secrecy.on_request"),
        ("依中请公开", "secrecy.on_request"),
        ("密设秘密", "secrecy.confidential"),
        ("本系统内都资料", "secrecy.internal"),
    ],
)
def test_marks_read_badly_in_a_margin(text: str, code: str) -> None:
    assert code in at_corner(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("16:30作秘密", "secrecy.internal"),
        ("2024年5月部资料", "secrecy.internal"),
        ("许红部资料 不得外", "secrecy.internal"),
    ],
)
def test_a_stamp_across_other_words_that_hide_its_first_letter(text: str, code: str) -> None:
    assert code in in_body(text)


@pytest.mark.parametrize("text", ["部文件", "当作秘密保守", "2024年部门资料", "教育部文件汇编", "作秘密"])
def test_ends_of_other_words_are_no_stamp(text: str) -> None:
    assert in_body(text) == []


@pytest.mark.parametrize(
    "text", ["密级：公开", "编号：259保密等级：一般", "课程：密级：秘密文件的管理", "等级：内部讲师"]
)
def test_rows_of_entries_that_name_no_level(text: str) -> None:
    assert at_corner(text) == []


def test_half_a_level_is_believed_only_where_nothing_else_ends_so() -> None:
    assert mark_remains.judge_half("花密") == ("confidential", "half")
    for other in ("保密", "精密", "高密", "秘书"):
        assert mark_remains.judge_half(other) is None


def test_a_watermark_in_rows_may_have_a_name_beside_it() -> None:
    rows = [line("工作秘密 林晓岚", 100, 300 + 120 * row) for row in range(5)]
    assert codes(*rows[:3]) == []
    assert set(codes(*rows)) == {"secrecy.internal"}
    assert codes(*(line("商业秘密保护 必修", 100, 300 + 120 * row) for row in range(5))) == []


def test_letters_set_wide_apart_or_below_each_other() -> None:
    assert codes(line("机", 700, 50), line("密", 780, 50)) == ["secrecy.secret"]
    assert codes(line("秘", 930, 600), line("密", 930, 628)) == ["secrecy.confidential"]


def test_mark_that_shares_a_line_with_other_words() -> None:
    assert "secrecy.confidential" in codes(line("嘉人社发秘密★5年", 60, 40, gaps={4: 300}))


@pytest.mark.parametrize(
    "text",
    [
        "因该通知属秘密级文件，按规定不便上传，特以本证明替代。",
        "因相关培训文件涉及不予公开内容，不便上传，特以本证明",
        "该活动通知文件属依申请公开文件，按规定不上传系统，由",
        "原件标有“机密★10年”字样，不得复制上传，特此说明。",
        "举办的“保守国家秘密法解读”，计24学时，修完规定课程，考",
        "保密教育培训合格证",
        "保密法宣传教育",
        "涉密人员上岗证",
        "涉密人员培训班",
        "内部审计实务",
        "企业内部控制规范",
        "商业秘密保护",
        "工作秘密管理办法解读",
        "政府信息公开条例",
        "依申请公开办理实务",
        "密级：公开",
        "公开属性：主动公开",
        "（此件公开发布）",
        "（此件主动公开）",
        "机密仪器与精密测量技术",
        "密码学基础",
        "秘书学概论",
        "内部刊物",
        "请妥善保管",
        "本证书请妥善保管，遗失不补",
        "请注意保存",
        "《绝密》",
        "《机密文件背后》",
        "保密期限",
        "保密工作",
        "密封线内不要答题",
        "会议材料",
        "内部讲义",
        "☑主动公开 □依申请公开 □不予公开",
        "主动公开√ 依申请公开□ 不予公开□",
        "公开方式：向社会公开",
        "内部资料管理办法",
        "公开属性认定",
        "不公开招标",
    ],
)
def test_what_only_speaks_of_secrecy_passes(text: str) -> None:
    assert in_body(text) == []
    assert at_corner(text) == []


def test_last_words_of_a_paragraph_are_no_mark() -> None:
    paragraph = line("本单位相关培训通知以及课程安排按照规定属于国家", 100, 600)
    assert codes(paragraph, line("秘密", 100, 632)) == []
    assert codes(line("秘密", 100, 632)) == ["secrecy.confidential"]


def test_last_words_of_a_table_cell_are_no_mark() -> None:
    cell = line("新形势下如何保守国家", 300, 600)
    assert codes(cell, line("秘密", 396, 634)) == []  # set in the middle of its cell
    assert codes(cell, line("秘密", 300, 634)) == []
    assert codes(line("秘密", 700, 634), cell) == ["secrecy.confidential"]


def test_menu_of_an_authority_is_no_mark() -> None:
    menu = [line("政府信息公开指南", 60, 300), line("依申请公开", 60, 340), line("政府信息公开年报", 60, 380)]
    assert codes(*menu) == []
    assert codes(menu[0], line("（此件依申请公开）", 60, 1300)) == ["secrecy.on_request"]
    assert codes(line("依申请公开", 60, 340)) == ["secrecy.on_request"]


def test_a_part_of_a_longer_line_does_not_stand_by_itself() -> None:
    title, piece = line("内部控制规范培训证书", 300, 150, 40), line("内部", 300, 150, 40)
    assert secrecy.in_zone([piece], "red", 1, [title], licensed=False) == ()
    assert [mark.name for mark in secrecy.in_zone([piece], "red", 1, [], licensed=False)] == ["internal"]


def test_periodical_with_permission_passes_and_without_does_not() -> None:
    permission = line("浙江省内部资料准印证浙内准字第C125号", 200, 1300)
    assert codes(line("内部资料", 700, 50), permission) == []
    assert codes(line("内部资料", 700, 50)) == ["secrecy.internal"]
    assert codes(line("内部资料 免费交流", 700, 50)) == []
    assert codes(line("机密★5年", 700, 50), permission) == ["secrecy.secret"]


def test_settings_may_soften_configurable_classes_only() -> None:
    marks = secrecy.in_lines([line("内部资料", 700, 50)], 1, WIDTH, HEIGHT)
    assert [f.severity for f in secrecy.findings(marks, GuardSettings())] == [Severity.STOP]
    assert [f.severity for f in secrecy.findings(marks, GuardSettings({"internal": "note"}))] == [Severity.NOTE]
    assert secrecy.findings(marks, GuardSettings({"internal": "pass"})) == ()
    with pytest.raises(ValueError, match="secret"):
        GuardSettings({"secret": "pass"})


def test_a_finding_carries_no_words_of_the_page() -> None:
    marks = secrecy.in_lines([line("张三丰机密★5年", 60, 40, gaps={3: 200})], 1, WIDTH, HEIGHT)
    (finding,) = secrecy.findings(marks, GuardSettings())
    assert finding.detail["rule"] in ("level_star_term", "star_term")
    assert finding.detail["page"] == 1
    assert "张三丰" not in repr(finding)
    assert "书面证明" in finding.next_step


def test_hidden_text_is_judged_row_by_row() -> None:
    hidden = ["关于举办培训的通知\n机密★5年\n各有关单位"]
    assert [mark.code for mark in secrecy.in_hidden(hidden, 1, 1, 1)] == ["secrecy.secret"]
    assert secrecy.in_hidden(["保密法培训 课程资料"], 1, 1, 1) == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [("依中请公开", "on_request"), ("依中请公", "on_request"), ("内部资科", "internal"), ("密★20年", "confidential")],
)
def test_words_crossed_by_others_may_lose_a_letter(text: str, code: str) -> None:
    seen = mark_remains.judge_damaged(text)
    assert seen is not None
    assert seen[0] == code


def test_half_a_mark_is_known_by_letters_that_hardly_stand_together_elsewhere() -> None:
    assert mark_remains.judge_part("意保") == ("keep_confidential", "part")
    assert mark_remains.judge_part("机密") is None
    assert mark_remains.judge_part("机密", levels=True) == ("secret", "part")
    assert mark_remains.judge_part("商业秘密保护", levels=True) is None
    assert mark_remains.judge_part("部资", licensed=True) is None


@pytest.mark.parametrize(
    "text", ["商业秘密保护", "工作秘密管理", "内部审计", "请注意保存", "行业秘密", "2024年3月5日", "主动公开"]
)
def test_whole_other_words_are_no_damaged_mark(text: str) -> None:
    assert mark_remains.judge_damaged(text) is None


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("数字化改革课程表★30年", True),
        ("继续教育完成证机★6个月", True),
        ("评价★长期", True),
        ("涉密文件上标有的是国家★10年", False),
        ("保密教育讲义第三节，密级的写法如机密★10年", False),
        ("★2024年度优秀学员", False),
        ("推荐指数★★★3年", False),
    ],
)
def test_star_and_term_at_the_end_of_a_line_are_what_is_left_of_a_mark(text: str, stopped: bool) -> None:
    assert bool(in_body(text)) == stopped


@pytest.mark.parametrize("text", ["帆密會10年", "秘率3年", "绝宏长期", "杋密6个月"])
def test_a_level_misread_in_the_margin_is_a_mark_and_nowhere_else(text: str) -> None:
    assert at_corner(text) == ["secrecy.confidential"]
    assert in_body(text) == []


@pytest.mark.parametrize("text", ["秘书3年", "秘境长期", "精密10年", "绝对3年", "机关3年"])
def test_other_words_with_a_term_in_the_margin_are_no_marks(text: str) -> None:
    assert at_corner(text) == []


def test_two_letters_set_aslant_do_not_continue_the_cell_above() -> None:
    above = line("某市疾病预防控制站", 150, 600)
    level = line("绝密", 234, 640)
    rising = tuple(Box(b.left, b.top - 8 * i, b.right, b.bottom - 8 * i) for i, b in enumerate(level.char_boxes))
    aslant = Line("绝密", Place(1, Box.around(rising)), 0.99, (0.99, 0.99), rising)
    assert codes(above, level) == []
    assert codes(above, aslant) == ["secrecy.top_secret"]
