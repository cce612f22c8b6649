"""Secrecy and disclosure marks on papers that must be withheld, and look-alikes that must pass."""

from __future__ import annotations

from benchmarks.draw.maker import Drawn, Maker
from benchmarks.draw.sheet import RED, F

#: What is printed and the level it means.
MARKS = (
    ("秘密★{years}年", "confidential"),
    ("机密★{years}年", "secret"),
    ("绝密★长期", "top_secret"),
    ("秘密", "confidential"),
    ("机密", "secret"),
    ("内部资料", "internal"),
    ("内部文件", "internal"),
    ("（此件不予公开）", "not_public"),
    ("（此件依申请公开）", "on_request"),
    ("公开属性：依申请公开", "on_request"),
    ("公开属性：不予公开", "not_public"),
)
HARMLESS = ("（此件主动公开）", "（此件公开发布）", "公开属性：主动公开")


def put_mark(m: Maker, drawn: Drawn) -> Drawn:
    """Marks the first page where such marks stand: grade at a top corner, disclosure note below the date."""
    rng, sheet = m.rng, drawn.sheets[0]
    form, level = rng.choice(MARKS)
    text = form.format(years=rng.choice([5, 10, 20]))
    size, x, y = rng.choice([26, 30, 36]), 0.0, 0.0
    face = rng.choice([m.type.strong, m.type.body])
    if text.startswith(("（", "公开")):
        x, y = rng.choice([110, 160]), sheet.height - rng.choice([130, 180])
    else:
        wide = sheet.measure(text, face, size)
        x, y = rng.choice([90, sheet.width - 100 - wide]), rng.choice([40, 60, 76])
    sheet.put(x, y, [F("mark", text)], size, face=face, colour=rng.choice([(25, 25, 28), (25, 25, 28), RED]))
    sheet.marks.append({"text": text, "level": level, "box": list(sheet.boxes.pop("mark"))})
    return drawn


def put_harmless(m: Maker, drawn: Drawn) -> Drawn:
    """Words about openness or secrecy that are no mark."""
    rng, sheet = m.rng, drawn.sheets[0]
    text = rng.choice(
        [
            *HARMLESS,
            "培训内容：保密法宣传教育",
            "课程：政府信息公开实务",
            "学员须遵守涉密人员管理规定",
            "主题：内部审计与风险控制",
        ]
    )
    sheet.put(140, sheet.height - 160, text, 28)
    drawn.extra["benign_near_miss"] = True
    if text in HARMLESS:
        drawn.extra["benign_marks"] = [{"text": text, "level": "public", "box": None}]
    return drawn
