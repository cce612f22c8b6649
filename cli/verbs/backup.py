"""``hourproof backup DIR``: rows and sealed files into a new folder, while the service may be running."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from cli.refused import Refused

HELP = "备份：数据库各表与密封文件写入新文件夹（不含密钥，密钥须另行保管）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="新的或空的文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    from claims.backup import BackupFault, back_up, report_json
    from claims.settings import Settings

    settings = Settings.load()
    try:
        report = back_up(settings, Path(arguments.folder))
    except BackupFault as fault:
        raise Refused(str(fault), code="backup") from None
    if arguments.json:
        print(json.dumps(report_json(report)))
        return 0
    print(f"已备份 {report.rows} 行、{report.blobs} 个密封文件；审计链头 {report.head_seq} {report.head}")
    print(f"备份不含密钥。请把 {settings.master_key} 和 {settings.audit_key} 另存于别处；缺了它们，备份无法打开。")
    return 0
