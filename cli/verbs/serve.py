"""``hourproof serve``: the web service."""

from __future__ import annotations

import argparse
import sys

from cli.refused import Refused

HELP = "启动网页服务（默认 127.0.0.1:8000）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="H", help="监听地址")
    parser.add_argument("--port", type=int, default=8000, metavar="P", help="监听端口")
    parser.add_argument("--readers", type=int, default=0, metavar="N", help="识别进程数，默认等于处理器核数")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import BadSetting, Settings
    from cli.service import serve

    if not 0 < arguments.port < 65536:
        raise Refused("--port 应在 1 到 65535 之间。", code="input.port")
    try:
        settings = Settings.load()
    except BadSetting as bad:
        raise Refused(str(bad), code="settings") from None
    try:
        return serve(settings, arguments.host, arguments.port, readers=arguments.readers)
    except OSError as error:
        raise Refused(
            f"无法在 {arguments.host}:{arguments.port} 提供服务：{error.strerror}。可用 --port 换一个端口。",
            code="serve.address",
        ) from None
    finally:
        sys.stdout.flush()
