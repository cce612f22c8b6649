"""``hourproof restore DIR``: fills an empty installation from a backup and verifies it, every sealed file included."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from cli.refused import Refused

HELP = "恢复：把备份装入空的数据库和存储，核对审计链，并逐个打开密封文件"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="备份文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    from claims.backup import BackupFault, report_json, restore
    from claims.settings import Settings

    try:
        report = restore(Settings.load(), Path(arguments.folder))
    except BackupFault as fault:
        raise Refused(str(fault), code="restore") from None
    if arguments.json:
        print(json.dumps(report_json(report)))
    else:
        print(f"已恢复 {report.rows} 行、{report.blobs} 个密封文件；审计链完好，链头 {report.head_seq} {report.head}")
        if report.unreadable:
            shown = "、".join(report.unreadable[:10])
            print(f"有 {len(report.unreadable)} 项打不开：{shown}。请检查主密钥文件和存储是否与备份属于同一套系统。")
    return 1 if report.unreadable else 0
