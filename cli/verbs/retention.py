"""``hourproof retention``: evidence whose time under its policy is over; ``--apply`` destroys its keys.

So are the readings of a screening of an object store whose command never came back for them.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

HELP = "保存期限：列出按认定办法已到期的材料；--apply 销毁其密钥（不可恢复）"


#: A screening's command that was cut off goes on within days, or never.
UNWAITED_DAYS = 7


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--apply", action="store_true", help="销毁到期材料的密钥；不加则只列出")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import Settings
    from cli.service import desk_without_reading

    with desk_without_reading(Settings.load()) as desk:
        found, unwaited = desk.past_retention(), desk.unwaited_screenings(UNWAITED_DAYS)
        if arguments.apply:
            for one in found:
                desk.expire(one.evidence_id)
            for batch_id in unwaited:
                desk.drop_screening(batch_id)
    if arguments.json:
        print(
            json.dumps(
                {"due": [asdict(one) for one in found], "unwaited_screenings": unwaited, "applied": arguments.apply},
                default=str,
            )
        )
        return 0
    for one in found:
        print(f"{one.evidence_id}  {one.since:%Y-%m-%d}  {one.clause}")
    if unwaited:
        print(f"对象存储筛查中断后 {UNWAITED_DAYS} 天无人继续，其识别结果仍封存着：{len(unwaited)} 次。")
    print(f"{'已销毁密钥' if arguments.apply else '到期'} {len(found)} 件。")
    return 0
