"""``hourproof policies``: the rule documents: list, show, check, compare, draft, and sheets for the office."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cli.refused import Refused

if TYPE_CHECKING:
    from rules import Policy

HELP = "认定办法：列出、查看、检查、对比，从文件起草，导出和读回表格"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="|".join(ACTIONS), required=True)

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
    compare = action("diff", "对比两个认定办法：哪些行不同；在给定的申报上谁得谁失")
    compare.add_argument("first", metavar="A", help="编号或 TOML 文件")
    compare.add_argument("second", metavar="B", help="编号或 TOML 文件")
    compare.add_argument("--cases", metavar="FILE", help="申报（JSON Lines，一行一例，同 propose）")
    draft = action("new", "从文件原文起草认定办法，每一处不确定都标为待确认")
    draft.add_argument("--from", dest="source", metavar="TEXT", required=True, help="文件原文（UTF-8 文本）")
    draft.add_argument("--out", metavar="FILE", help="写到文件；文件名应为“编号.toml”")
    sheet = action("sheet", "导出为表格（Excel），可由科室修改")
    sheet.add_argument("policy", metavar="ID", help="编号或 TOML 文件")
    sheet.add_argument("--out", metavar="FILE.xlsx", required=True)
    back = action("read-sheet", "读回改好的表格，写成 TOML；错误指明单元格")
    back.add_argument("file", metavar="FILE.xlsx")
    back.add_argument("--out", metavar="FILE.toml", required=True)


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
    from rules.describe import describe_pathway

    found = _policy(arguments.policy)
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


def _diff(arguments: argparse.Namespace) -> int:
    from cli.comparison_text import comparison_json, comparison_text
    from rules.diff import diff

    cases = []
    lines = _read(arguments.cases).splitlines() if arguments.cases else []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
        except ValueError as bad:
            raise Refused(f"第 {number} 行不是合法的 JSON：{bad}", code="input.syntax") from None
        if not isinstance(case, dict):
            raise Refused(f"第 {number} 行应是一个对象：{{person, year, activities}}。", code="input.syntax")
        cases.append(case)
    compared = diff(_policy(arguments.first), _policy(arguments.second), cases)
    told = json.dumps(comparison_json(compared), ensure_ascii=False) if arguments.json else comparison_text(compared)
    print(told)
    return 0


def _new(arguments: argparse.Namespace) -> int:
    from rules.drafting import draft

    text = draft(
        _read(arguments.source), Path(arguments.source).name, Path(arguments.out).stem if arguments.out else ""
    )
    if not arguments.out:
        print(text, end="")
        return 0
    _write(arguments.out, text.encode())
    print(f"已写入 {arguments.out}。每一处 to_confirm 都须对照原文核对并删去，再运行 hourproof policies check。")
    return 0


def _sheet(arguments: argparse.Namespace) -> int:
    from rules.sheet import write_sheet

    _policy(arguments.policy)
    _write(arguments.out, write_sheet(_policy_file(arguments.policy).read_text(encoding="utf-8")))
    print(f"已写入 {arguments.out}。")
    return 0


def _read_sheet(arguments: argparse.Namespace) -> int:
    from rules.sheet import SheetFault, read_sheet

    try:
        text = read_sheet(Path(arguments.file).read_bytes())
    except OSError as error:
        raise Refused(f"打不开 {arguments.file}：{error.strerror}。请检查路径。", code="input.not_found") from None
    except SheetFault as fault:
        message = "\n".join(["表格有错，没有写入：", *map(str, fault.faults)])
        raise Refused(message, code="sheet.faults", field=fault.faults[0].cell) from None
    _write(arguments.out, text.encode())
    print(f"已写入 {arguments.out}。请运行 hourproof policies check {arguments.out}。")
    return 0


def _policy_file(name: str) -> Path:
    from rules.policy import FOLDER

    path = Path(name)
    return path if path.suffix == ".toml" else FOLDER / f"{path.name}.toml"


def _policy(name: str) -> Policy:
    from rules import PolicyFault, RefusedInput, policy
    from rules.policy import load

    try:
        return load(_policy_file(name)) if name.endswith(".toml") else policy(name)
    except RefusedInput as refused:
        raise Refused(refused.message, code="policy.unknown", field="policy") from None
    except OSError as error:
        raise Refused(f"打不开 {name}：{error.strerror}。请检查路径。", code="input.not_found") from None
    except PolicyFault as fault:
        told = f"{name} 不能使用（{fault.row}：{fault.message}）。请先运行 hourproof policies check {name}。"
        raise Refused(told, code="policy.unusable") from None


def _write(name: str, content: bytes) -> None:
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise Refused(f"不能写入 {name}：{error.strerror}。请检查路径。", code="output.not_writable") from None


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"打不开 {name}：{error.strerror}。请检查路径。", code="input.not_found") from None
    except UnicodeDecodeError:
        raise Refused(f"{name} 不是 UTF-8 文本。请另存为 UTF-8 后再试。", code="input.not_text") from None


ACTIONS: dict[str, Callable[[argparse.Namespace], int]] = {
    "list": _list,
    "show": _show,
    "check": _check,
    "diff": _diff,
    "new": _new,
    "sheet": _sheet,
    "read-sheet": _read_sheet,
}
