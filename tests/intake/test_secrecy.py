"""The guard's rules on words: what is a mark, what only speaks of one."""

from __future__ import annotations

import pytest

from domain.finding import Severity
from domain.place import Box, Place
from domain.reading import Line
from intake import secrecy
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
        ("CONFIDENTIAL", "secrecy.internal"),
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
    ],
)
def test_what_only_speaks_of_secrecy_passes(text: str) -> None:
    assert in_body(text) == []
    assert at_corner(text) == []


def test_last_words_of_a_paragraph_are_no_mark() -> None:
    paragraph = line("本单位相关培训通知以及课程安排按照规定属于国家", 100, 600)
    assert codes(paragraph, line("秘密", 100, 632)) == []
    assert codes(line("秘密", 100, 632)) == ["secrecy.confidential"]


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
    ("text", "code"), [("依中请公开", "on_request"), ("内部资科", "internal"), ("密★20年", "confidential")]
)
def test_words_crossed_by_others_may_lose_a_letter(text: str, code: str) -> None:
    seen = secrecy.judge_damaged(text)
    assert seen is not None
    assert seen[0] == code


@pytest.mark.parametrize("text", ["商业秘密保护实务", "内部审计", "继续教育证书", "2024年3月5日", "主动公开"])
def test_whole_other_words_are_no_damaged_mark(text: str) -> None:
    assert secrecy.judge_damaged(text) is None
