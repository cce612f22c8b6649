"""``hourproof policies``: the rule documents: list, show, check, compare, draft, and sheets for the office."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from cli.refused import Refused

HELP = "认定办法：列出、查看、检查、对比，从文件起草，导出和读回表格"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|show|check", required=True)

    def action(name: str, about: str) -> argparse.ArgumentParser:
        one = actions.add_parser(name, help=about, description=about)
        one.add_argument("--json", action="store_true", help="输出 JSON")
        return one

    action("list", "列出现有认定办法")
    show = action("show", "打印一个认定办法：途径、学时、上限、材料、条款")
    show.add_argument("policy", metavar="ID", help="认定办法编号，如 jiaxing-2023")
    show.add_argument("--markdown", action="store_true", help="输出 Markdown 页面（docs/policies）")
    check = action("check", "检查认定办法文件，并运行其中的例子")
    check.add_argument("file", metavar="FILE", help="认定办法的 TOML 文件")
    check.add_argument("--source", metavar="TEXT", help="文件原文（UTF-8 文本），核对引文和每一个数字")


def run(arguments: argparse.Namespace) -> int:
    action: Callable[[argparse.Namespace], int] = ACTIONS[arguments.action]
    return action(arguments)


def _list(arguments: argparse.Namespace) -> int:
    from rules import policies

    rows = [
        {
            "id": one.id,
            "title": one.title,
            "city": one.city,
            "document": one.document,
            "first_year": one.first_year,
            "last_year": one.last_year,
            "pathways": len(one.pathways),
            "digest": one.digest,
        }
        for one in policies().values()
    ]
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        last = "起" if row["last_year"] is None else f"—{row['last_year']}"
        years = f"{row['first_year']}" if row["first_year"] == row["last_year"] else f"{row['first_year']}{last}"
        print(f"{row['id']}　{row['city']}　{years}　{row['document']}　{row['pathways']} 个途径　{row['title']}")
    return 0


def _show(arguments: argparse.Namespace) -> int:
    from cli.policy_text import policy_page, policy_text
    from rules import RefusedInput, policy
    from rules.describe import describe_pathway

    try:
        found = policy(arguments.policy)
    except RefusedInput as refused:
        raise Refused(refused.message, code="policy.unknown", field="policy") from None
    if arguments.json:
        told = [asdict(describe_pathway(found, one)) for one in found.pathways.values()]
        print(json.dumps({"id": found.id, "title": found.title, "pathways": told}, ensure_ascii=False))
    else:
        print(policy_page(found).rstrip("\n") if arguments.markdown else policy_text(found))
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from rules.check import examine

    source = _read(arguments.source) if arguments.source else None
    _read(arguments.file)
    report = examine(Path(arguments.file), source)
    coverage = report.coverage
    if arguments.json:
        figures = None
        if coverage is not None:
            figures = {**asdict(coverage), "open": coverage.open, "percent": float(coverage.percent)}
        problems = [asdict(one) for one in report.problems]
        print(json.dumps({"problems": problems, "coverage": figures, "examples": report.examples}, ensure_ascii=False))
        return 1 if report.problems else 0
    for problem in report.problems:
        print(problem)
    if coverage is not None:
        print(
            f"原文数字 {coverage.figures} 个：有条款数据 {coverage.covered} 个，写明不作规则 {coverage.excluded} 个，"
            f"未落实 {coverage.open} 个；落实 {coverage.percent}%。"
        )
    print(
        f"发现 {len(report.problems)} 个问题。" if report.problems else f"没有问题，{report.examples} 个例子全部相符。"
    )
    return 1 if report.problems else 0


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"打不开 {name}：{error.strerror}。请检查路径。", code="input.not_found") from None
    except UnicodeDecodeError:
        raise Refused(f"{name} 不是 UTF-8 文本。请另存为 UTF-8 后再试。", code="input.not_text") from None


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {"list": _list, "show": _show, "check": _check}
