"""``hourproof doctor``: what is installed, which engines work, what is missing and what to do."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

HELP = "检查环境：装了什么、哪些引擎可用、缺什么、怎么补"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import Settings
    from cli.examination import examine

    settings = Settings.load()
    results = examine(settings)
    if arguments.json:
        rows = [{"name": name, "value": value, "title": title} for name, value, title in settings.listed()]
        print(json.dumps({"checks": [asdict(result) for result in results], "settings": rows}, ensure_ascii=False))
    else:
        for result in results:
            print(f"{'✓' if result.works else '✗'} {result.title}：{result.says}")
            if not result.works and result.remedy:
                print(f"    → {result.remedy}")
        print("\n设置（环境变量，或 HOURPROOF_CONFIG 指定的 TOML 文件）")
        for name, value, title in settings.listed():
            print(f"  {name} = {value or '（默认）'}\n      {title}")
    return 2 if any(not result.works and result.needed for result in results) else 0
