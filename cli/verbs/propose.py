"""``hourproof propose FILE|-``: evaluates activities against a policy. Stores nothing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cli.refused import Refused

HELP = "按认定办法计算学时，每一步附条款；不保存任何内容"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE|-", help="YAML、JSON 或 JSON Lines（一行一例）；- 表示标准输入")
    parser.add_argument("--policy", metavar="ID", help="认定办法编号，如 jiaxing-2023；优先于文件中的 policy")
    parser.add_argument("--tables", metavar="DIR", help="本单位补充的学时标准表所在文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    text = _text(arguments.file)
    lines = _json_lines(text, arguments.file)
    if lines is not None:
        return _run_lines(lines, arguments)
    case = _one_case(text, arguments.file)
    result, error = _evaluate(case, arguments)
    if error is not None:
        raise Refused(error["message"], field=error.get("field"))
    assert result is not None
    print(json.dumps(result, ensure_ascii=False) if arguments.json else _readable(result, arguments), flush=True)
    return 0


def _run_lines(lines: list[str], arguments: argparse.Namespace) -> int:
    refused = 0
    for number, line in enumerate(lines, 1):
        try:
            case: Any = json.loads(line, parse_constant=_no_such_number)
            result, error = _evaluate(case, arguments)
        except ValueError as bad:
            result, error = None, {"message": f"第 {number} 行不是合法的 JSON：{bad}"}
        if error is not None:
            refused += 1
            print(json.dumps({"error": error}, ensure_ascii=False), flush=True)
            print(f"第 {number} 行：{error['message']}", file=sys.stderr)
            continue
        assert result is not None
        print(json.dumps(result, ensure_ascii=False) if arguments.json else _readable(result, arguments), flush=True)
    return 2 if refused else 0


def _evaluate(case: Any, arguments: argparse.Namespace) -> tuple[dict[str, Any] | None, dict[str, str] | None]:
    from rules import PolicyFault, RefusedInput, proposal_json, propose

    if not isinstance(case, Mapping):
        return None, {"message": "每一例应是一个对象：{policy, person, year, activities}"}
    if arguments.policy:
        case = {**case, "policy": arguments.policy}
    options = {"tables": Path(arguments.tables)} if arguments.tables else {}
    try:
        return dict(proposal_json(propose(case, **options))), None
    except RefusedInput as refused:
        return None, {"field": refused.field, "message": refused.message}
    except PolicyFault as fault:
        raise Refused(f"学时标准表不能使用：{fault}。请改正后再试。", code="tables.unusable") from None


def _text(name: str) -> str:
    try:
        if name == "-":
            return sys.stdin.read()
        return Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"打不开 {name}：{error.strerror}。请检查路径。", code="input.not_found") from None
    except UnicodeDecodeError:
        raise Refused(f"{name} 不是 UTF-8 文本。请另存为 UTF-8 后再试。", code="input.not_text") from None


def _json_lines(text: str, name: str) -> list[str] | None:
    """The cases when the input is JSON Lines: by suffix, or because several lines are objects."""
    lines = [line for line in text.splitlines() if line.strip()]
    if name.endswith((".jsonl", ".ndjson")):
        return lines
    if len(lines) > 1 and all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines):
        return lines
    return None


def _one_case(text: str, name: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_such_number)
    except ValueError:
        pass
    import yaml

    try:
        return yaml.load(text, Loader=_dates_stay_words(yaml))  # noqa: S506 -- a SafeLoader without timestamps
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 1} 行附近" if mark is not None else ""
        raise Refused(f"{name} 既不是 JSON 也不是 YAML：{where}无法解析。", code="input.syntax") from None


def _no_such_number(word: str) -> float:
    raise ValueError(f"{word} 不是一个数")


def _dates_stay_words(yaml: Any) -> Any:
    """YAML would turn 2023-01-02 into a date object; the rules check dates themselves."""

    class Loader(yaml.SafeLoader):  # type: ignore[misc]
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return Loader


def _readable(result: Mapping[str, Any], arguments: argparse.Namespace) -> str:
    from cli.proposal_text import proposal_text

    return proposal_text(result, Path(arguments.tables) if arguments.tables else None)
