"""``./run`` without a verb: the bundled samples through the whole road, printed, then the desk served."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from pathlib import Path

from cli.refused import Refused

HELP = "演示：读取自带样例，打印预填的申报，然后提供服务（--once 打印后即结束）"

ROOT = Path(__file__).resolve().parent.parent.parent


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="打印后即结束，不提供服务")
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="监听地址")
    parser.add_argument("--port", type=int, default=8000, metavar="P", help="监听端口")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import BadSetting, Settings
    from cli.demonstration import demonstrate
    from cli.service import serve

    try:
        settings = Settings.load()
    except BadSetting as bad:
        raise Refused(str(bad), code="settings") from None
    if not os.environ.get("HOURPROOF_DATA") and not os.environ.get("HOURPROOF_CONFIG"):
        # Invented people and samples must not end up among an office's real ones.
        settings = replace(settings, data=ROOT / ".hourproof")
    demonstrate(settings)
    if arguments.once:
        return 0
    try:
        return serve(settings, arguments.host, arguments.port, announce=_announce)
    except OSError as error:
        raise Refused(
            f"无法在 {arguments.host}:{arguments.port} 提供服务：{error.strerror}。可用 --port 换一个端口。",
            code="serve.address",
        ) from None


def _announce(desk: object, address: str) -> None:
    from claims.desk import Desk
    from cli.demonstration import sign_in_links

    assert isinstance(desk, Desk)
    print(f"\n学时证已启动：{address}", flush=True)
    for title, token in sign_in_links(desk):
        print(f"一次性登录（{title}，只能用一次）：{address}/sign-in/link?token={token}", flush=True)
    print("按 Ctrl+C 结束。", flush=True)
