"""``hourproof audit verify``: walks the audit chain; ``audit head`` prints its head for keeping elsewhere."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

HELP = "审计链：verify 逐条核对；head 打印链头摘要（请每日另存他处）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("verify", "head"), help="verify 核对全链；head 打印链头")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import Settings
    from cli.service import desk_without_reading

    with desk_without_reading(Settings.load()) as desk:
        report = desk.audit_verify()
    if arguments.json:
        print(json.dumps(asdict(report), ensure_ascii=False, default=str))
    elif arguments.what == "head":
        print(f"{report.head_seq} {report.head}")
    elif report.ok:
        print(f"审计链完好：{report.rows} 条，链头 {report.head}")
    else:
        print("\n".join(["审计链不符：", *report.faults]))
    return 0 if report.ok else 1
