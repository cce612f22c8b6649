"""The draft put together: head, requirement, caps, pathways with examples, figures left over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from rules.check.excluded import EXCLUDED_KINDS
from rules.check.rows import open_sheet
from rules.check.source import open_figures
from rules.drafting.clauses import Paragraph, paragraphs
from rules.drafting.examples import exactly_reached, examples_for
from rules.drafting.guess import Guess, event_years, evidence, standard, yearly_caps
from rules.drafting.words import PATHWAY_WORDS
from rules.evidence import OF_KIND, named
from rules.sheet.toml_text import row_text, value_text

_CARRIES = re.compile("学时|最多|认定依据")
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{2,12}〔\s*(\d{4})\s*〕\s*\d+\s*号")
_CITY = re.compile(r"([\u4e00-\u9fff]{2,6}?)市(?:人力|住房|人民|委|财政|教育|科)")
_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_STARTS = re.compile(r"自\s*(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*起(?:施行|执行|实施)")
_AT_LEAST = re.compile(r"([^，。；、]*)不得?少于\s*(\d+)\s*个?\s*(?:学时|课时)?")
_NOTHING_SAID = "保密要求（本办法无此条款）"


def draft(text: str, source_name: str, policy_id: str = "") -> str:
    """The TOML of a first draft. ``policy_id`` is the file's name without suffix, if already chosen."""
    found = paragraphs(text)
    document = _document(text)
    general = "一般公需" in text and "行业公需" in text
    pathways, caps = _rows(found, document, general)
    parts = [
        *_head(text, source_name, policy_id or source_name.rsplit(".", 1)[0], document, general),
        *_requirement(found, document, general),
        *(row_text("cap", cap) for cap in caps),
        *_usual(document),
        *(row_text("pathway", row) for row in pathways),
        *_excluded(),
    ]
    body = "\n".join(part.rstrip("\n") + "\n" for part in parts)
    return body + _left_over(body, text, source_name)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _document(text: str) -> str:
    match = _NUMBERED.search(text)
    return _squeeze(match[0]) if match else "文号待补"


def _day(match: re.Match[str] | None) -> str:
    return f"{int(match[1]):04}-{int(match[2]):02}-{int(match[3]):02}" if match else "2000-01-01"


def _head(text: str, source_name: str, policy_id: str, document: str, general: bool) -> Iterator[str]:
    starts, days = _STARTS.search(text), list(_DAY.finditer(text))
    title = next(
        (_squeeze(line) for line in text.splitlines() if re.search("(通知|办法|细则|规定|意见)》?$", line.strip())), ""
    )
    city = _CITY.search(text)
    name = city[1] if city else ""
    doubtful = ["编号 id（英文城市名-年份）", f"名称“{title}”", f"城市“{name}”及其各种写法 city_names"]
    doubtful.append("施行日期 from" if starts or days else "施行日期 from（原文中没有找到）")
    doubtful += ["有效期：只适用于某一年的，请补 to", "下面各项是按常用写法起草的：同一事项只计一次、保密标志，请核对"]
    yield "\n".join(
        (
            f"# {title or '名称待补'}（由原文起草；每一处 to_confirm 都须对照原文核对后删去）",
            f"to_confirm = {value_text(doubtful)}",
            f"id = {value_text(policy_id)}",
            f"title = {value_text(title)}",
            f"document = {value_text(document)}",
            f"city = {value_text(name)}",
            f"city_names = {value_text([name, f'{name}市', re.split('[-_]', policy_id)[0]])}",
            f"source = {value_text(source_name)}",
            *([f"issued = {_day(days[-1])}"] if days else []),
            f"from = {_day(starts or (days[-1] if days else None))}",
        )
    )
    if starts:
        yield f"[in_force]\nclause = {value_text(document)}\nquote = {value_text(_squeeze(starts[0]))}"
    subjects = (
        {"general_public": "一般公需科目", "industry_public": "行业公需科目"} if general else {"public": "公需科目"}
    )
    subjects["professional"] = "专业科目"
    yield "[subjects]\n" + "\n".join(f"{key} = {value_text(title)}" for key, title in subjects.items())


def _requirement(found: tuple[Paragraph, ...], document: str, general: bool) -> Iterator[str]:
    held = next((one for one in found if "学时" in one.text and _AT_LEAST.search(one.text)), None)
    minima: dict[str, str] = {}
    for match in _AT_LEAST.finditer(held.text if held else ""):
        minima.setdefault(_minimum_subject(match[1], general), match[2])
    quote = _squeeze(held.text) if held else ""
    told = "；".join(f"{subject} {hours}" for subject, hours in minima.items()) or "原文中没有找到"
    yield "\n".join(
        (
            "[requirement]",
            f"to_confirm = {value_text([f'年度要求：{told}；是否因职称级别而不同'])}",
            f"clause = {value_text(f'{document} {held.clause if held else str()}'.strip())}",
            f"says = {value_text(quote)}",
            f"quote = {value_text(quote)}",
        )
    )
    for subject, hours in (minima or {"total": "0"}).items():
        yield f"[[minimum]]\nsubject = {value_text(subject)}\nhours = {hours}"


def _minimum_subject(words: str, general: bool) -> str:
    if "行业公需" in words:
        return "industry_public"
    if "公需" in words or "公共" in words:
        return "general_public" if general else "public"
    return "professional" if "专业科目" in words else "total"


def _rows(
    found: tuple[Paragraph, ...], document: str, general: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    pathways: list[dict[str, Any]] = []
    caps: list[dict[str, Any]] = []
    for one in found:
        text = _squeeze(one.text)
        if not _CARRIES.search(text) or _AT_LEAST.search(text):
            continue
        clause = f"{document} {one.clause}".strip()
        guess = standard(text)
        subject = _subject(one, general)
        hours = yearly_caps(text)
        if guess is None:
            caps += (_cap(f"shared_{len(caps) + 1}", clause, text, cap, subject, []) for cap in hours)
            continue
        row = _pathway(one, text, clause, subject, guess, {row["id"] for row in pathways})
        pathways.append(row)
        if hours:
            cap = _cap(row["id"], clause, text, hours[0], subject, [row["id"]])
            if not exactly_reached(row, guess, hours[0]):
                cap["no_example_at"] = f"{guess.says}，凑不成 {hours[0]}"
            caps.append(cap)
        row["example"] = examples_for(row, guess, hours[0] if hours else None)
    return pathways, caps


def _subject(one: Paragraph, general: bool) -> str:
    told = one.text if "公需" in one.text or "公共科目" in one.text else one.heading
    if "行业公需" in told and general:
        return "industry_public"
    return ("general_public" if general else "public") if "公需" in told or "公共科目" in told else "professional"


def _pathway(one: Paragraph, text: str, clause: str, subject: str, guess: Guess, taken: set[str]) -> dict[str, Any]:
    name = next((name for pattern, name in PATHWAY_WORDS if pattern.search(text)), "item")
    if name in taken:
        name = next(f"{name}_{at}" for at in range(2, 1000) if f"{name}_{at}" not in taken)
    quote = re.sub(
        r"^(?:[（(][^）)]{1,3}[）)]|第[一二三四五六七八九十百]+条|[一二三四五六七八九十]+、|\d+[.．、])", "", text
    ).rstrip("。；")
    title = re.sub(r"^(?:凡|参加|通过|从事)", "", re.split("[，。；]", quote)[0])[:40]
    groups = evidence(text)
    kinds = [kind for kind, names in OF_KIND.items() if any(name in names for group in groups for name in group)]
    doubtful = [
        f"途径编号“{name}”和名称“{title}”",
        f"标准：{guess.says}",
        "佐证材料：" + ("；".join(named(group) for group in groups) or "原文中没有找到") + "；全部需要还是任选其一",
        "材料类别 kinds、由材料取得的要素 facts_from",
        "例子是按以上数字算出的，请按原文逐一核对",
    ]
    row: dict[str, Any] = {
        "to_confirm": doubtful,
        "id": name,
        "title": title,
        "clause": clause,
        "quote": quote,
        "subject": subject,
        **guess.row,
        "evidence": groups,
        "kinds": kinds,
        "facts": guess.facts,
    }
    if guess.facts_from:
        row["facts_from"] = guess.facts_from
    if "days" in guess.facts:
        row["occupies_days"] = True
    if (years := event_years(text)) is not None:
        row["per_event_years"] = years
        doubtful.append(f"一次最多 {years} 年的学时")
    return row


def _cap(name: str, clause: str, text: str, hours: int | float, subject: str, pathways: list[str]) -> dict[str, Any]:
    about = "" if pathways else "；请写明它约束哪些途径（pathways，或各上限用 inside 指向它）"
    return {
        "to_confirm": [f"上限 {hours} 学时{about}"],
        "id": name,
        "clause": clause,
        "says": f"每年最多登记 {hours} 学时",
        "hours": hours,
        "subject": subject,
        **({"pathways": pathways} if pathways else {"quote": text.rstrip("。：；")}),
    }


def _usual(document: str) -> Iterator[str]:
    for key, code, says in (
        ("event", "same_event", "同一活动只登记一次，按对本人较有利的途径建议"),
        ("certificate_no", "same_certificate", "同一编号的证书只登记一次"),
    ):
        yield row_text("once", {"key": key, "code": code, "clause": document, "says": says})
    marks = {
        "clause": _NOTHING_SAID,
        "marks": ["绝密", "机密", "秘密", "不予公开", "依申请公开"],
        "internal": ["不公开", "内部资料", "内部文件", "内部使用", "工作秘密", "商业秘密"],
        "harmless": ["主动公开", "此件公开发布", "公开"],
        "effect": "maybe",
        "internal_effect": "ask",
        "says": "材料带有涉密或不予公开、依申请公开标识，不应上传；本办法未规定如何处理，请核定",
        "internal_says": "材料标有“内部”字样，请确认可以上传",
        "original_says": "原件属于不得上传的材料，本办法未规定替代办法，请核定",
    }
    yield "[restricted]\n" + "\n".join(f"{key} = {value_text(value)}" for key, value in marks.items())


def _excluded() -> Iterator[str]:
    for kind, (title, _) in EXCLUDED_KINDS.items():
        yield row_text("excluded", {"kind": kind, "reason": title})


def _left_over(body: str, text: str, source_name: str) -> str:
    """Figures no row quotes, each to be given a row or a reason."""
    sheet = open_sheet(source_name, body, tomllib.loads(body))
    asked: dict[str, None] = {}
    for figure in open_figures(sheet, text):
        start = max(text.rfind(mark, 0, figure.start) for mark in "。；：\n\t") + 1
        ends = [at for mark in "。；\n\t" if (at := text.find(mark, figure.end)) >= 0]
        asked[_squeeze(text[start : min(ends, default=len(text))])] = None
    return "".join(
        "\n" + row_text("excluded", {"to_confirm": ["这些数字是规则还是可以排除"], "text": one, "reason": ""})
        for one in asked
    )
