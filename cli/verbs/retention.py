"""``hourproof retention``: evidence whose time under its policy is over; ``--apply`` destroys its keys."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

HELP = "保存期限：列出按认定办法已到期的材料；--apply 销毁其密钥（不可恢复）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--apply", action="store_true", help="销毁到期材料的密钥；不加则只列出")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import Settings
    from cli.service import desk_without_reading

    with desk_without_reading(Settings.load()) as desk:
        found = desk.past_retention()
        if arguments.apply:
            for one in found:
                desk.expire(one.evidence_id)
    if arguments.json:
        print(json.dumps({"due": [asdict(one) for one in found], "applied": arguments.apply}, default=str))
        return 0
    for one in found:
        print(f"{one.evidence_id}  {one.since:%Y-%m-%d}  {one.clause}")
    print(f"{'已销毁密钥' if arguments.apply else '到期'} {len(found)} 件。")
    return 0
