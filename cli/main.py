"""Finds the verbs by folder, parses the command line, turns outcomes into exit statuses.

Exit status: 0 done; 1 findings of severity stop or doubt; 2 unusable input; 3 a fault of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from cli.refused import Refused

VERBS = Path(__file__).parent / "verbs"


def verbs() -> dict[str, ModuleType]:
    """Every file of ``cli/verbs`` by its name; a file without the required names fails loudly."""
    found: dict[str, ModuleType] = {}
    for path in sorted(VERBS.glob("[a-z]*.py")):
        module = import_module(f"cli.verbs.{path.stem}")
        for name in ("HELP", "add_arguments", "run"):
            if not hasattr(module, name):
                raise RuntimeError(f"{path.name}: a verb needs HELP, add_arguments and run; {name} is missing")
        found[path.stem] = module
    return found


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="hourproof", description="学时证：读材料、说疑点、按条款算学时；由人来决定。")
    choices = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    known = verbs()
    for name, module in known.items():
        module.add_arguments(choices.add_parser(name, help=module.HELP, description=module.HELP))
    arguments = parser.parse_args(words)
    as_json = bool(getattr(arguments, "json", False))
    try:
        status = known[arguments.verb].run(arguments)
        sys.stdout.flush()
        return int(status)
    except Refused as refused:
        if as_json:
            print(json.dumps({"error": refused.error}, ensure_ascii=False), flush=True)
        print(refused.message, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except Exception as fault:
        told = _of_the_settings(fault)
        if told is not None:
            if as_json:
                print(json.dumps({"error": {"code": "settings", "message": told}}, ensure_ascii=False), flush=True)
            print(told, file=sys.stderr)
            return 2
        if os.environ.get("HOURPROOF_DEBUG"):
            raise
        message = (
            f"程序出错（{type(fault).__name__}），不是您的输入有问题。"
            "请附上命令和版本反馈；设置 HOURPROOF_DEBUG=1 可看详情。"
        )
        if as_json:
            print(json.dumps({"error": {"code": "fault", "message": message}}, ensure_ascii=False), flush=True)
        print(message, file=sys.stderr)
        return 3


def _of_the_settings(fault: Exception) -> str | None:
    """The sentence of a setting that cannot be used; settings are looked at where they are first needed."""
    from claims.settings import BadSetting

    return str(fault) if isinstance(fault, BadSetting) else None
