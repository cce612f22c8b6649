"""A policy for a terminal, and the same as a Markdown page of docs/policies."""

from __future__ import annotations

from collections.abc import Iterator

from rules import Policy
from rules.describe import PathwayText, describe_pathway, requirement_lines

_DATES = "施行日期 {}"


def policy_text(policy: Policy) -> str:
    """Readable Chinese: head, requirement, every pathway with clause, figures, caps and evidence."""
    return "\n".join(_lines(policy))


def _lines(policy: Policy) -> Iterator[str]:
    yield f"{policy.title}（{policy.id}）"
    yield f"文件：{policy.document} · {policy.city} · {_in_force(policy)}"
    yield f"年度要求（{policy.requirement_clause}）：{'；'.join(requirement_lines(policy))}"
    for pathway in policy.pathways.values():
        told = describe_pathway(policy, pathway)
        yield ""
        yield f"{told.title}（{told.id}）· {told.subject}"
        yield f"  条款：{told.clause}"
        yield f"  原文：“{told.quote}”"
        yield from (f"  学时：{one}" for one in told.figures)
        yield from (f"  上限：{one}" for one in told.caps)
        yield f"  材料：{'；'.join(told.evidence) or '文件未规定'}"
        yield from (f"  · {one}" for one in told.conditions)
    yield ""
    yield f"数据摘要：{policy.digest}"


def _in_force(policy: Policy) -> str:
    start = policy.in_force_from.isoformat()
    return f"自 {start} 起" if policy.in_force_to is None else f"{start} 至 {policy.in_force_to.isoformat()}"


def policy_page(policy: Policy) -> str:
    """The page docs/policies/<id>.md, generated from the policy file alone."""
    return "\n".join(_page(policy)) + "\n"


def _page(policy: Policy) -> Iterator[str]:
    told = [describe_pathway(policy, pathway) for pathway in policy.pathways.values()]
    yield f"<!-- 由 hourproof policies show {policy.id} --markdown 生成，请勿手改。 -->"
    yield f"# {policy.title}"
    yield ""
    yield f"- 编号：`{policy.id}`（[rules/policies/{policy.id}.toml](../../rules/policies/{policy.id}.toml)）"
    yield f"- 文件：{policy.document}"
    yield f"- 城市：{policy.city}；{_in_force(policy)}"
    yield f"- 适用范围：{policy.data.get('scope', '文件未写明')}"
    yield f"- 年度要求（{policy.requirement_clause}）：{'；'.join(requirement_lines(policy))}"
    yield ""
    yield "## 途径"
    yield ""
    yield "| 途径 | 科目 | 学时 | 上限 | 佐证材料 | 条款 |"
    yield "|---|---|---|---|---|---|"
    yield from (_table_row(one) for one in told)
    yield ""
    yield "## 条文与条件"
    for one in told:
        yield ""
        yield f"### {one.title}（`{one.id}`）"
        yield ""
        yield f"> {one.quote}"
        yield ">"
        yield f"> —— {one.clause}"
        if one.conditions:
            yield ""
            yield from (f"- {condition}" for condition in one.conditions)
    yield from _duties(policy)


def _table_row(one: PathwayText) -> str:
    cells = (
        f"{one.title}<br>`{one.id}`",
        one.subject,
        "<br>".join(one.figures),
        "<br>".join(one.caps) or "—",
        "<br>".join(one.evidence) or "文件未规定",
        one.clause,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _duties(policy: Policy) -> Iterator[str]:
    for section, title in (("review", "审核环节"), ("deadline", "期限"), ("penalty", "责任（系统只提示）")):
        rows = policy.data.get(section, ())
        if not rows:
            continue
        yield ""
        yield f"## {title}"
        yield ""
        for row in rows:
            told = f"{row['stage']}：{row['who']}" if section == "review" else row["says"]
            yield f"- {told}（{row['clause']}）"
