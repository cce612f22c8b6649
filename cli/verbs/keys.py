"""``hourproof keys rotate|sweep``: a new master key, and removal of ciphertext that nobody can open any more."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta

HELP = "密钥：rotate 更换主密钥并销毁旧的；sweep 清除无人能再打开的密文"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("rotate", "sweep"), help="rotate 更换主密钥；sweep 清除失主密文")
    parser.add_argument("--hours", type=float, default=24.0, metavar="N", help="sweep 只清除早于 N 小时的（默认 24）")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import Settings
    from cli.service import desk_without_reading

    settings = Settings.load()
    with desk_without_reading(settings) as desk:
        if arguments.what == "rotate":
            count = desk.rotate_master_key()
            print(f"已换主密钥，{count} 个密封件改由新主密钥保护，旧主密钥已销毁。")
            print(f"请立即另存新的 {settings.master_key}；销毁旧主密钥的其他副本，此前删除的内容才算彻底消失。")
        else:
            count = desk.sweep_orphans(older_than=datetime.now(UTC) - timedelta(hours=arguments.hours))
            print(f"已清除 {count} 个无人能再打开的密文。")
    return 0
