"""``hourproof worker``: a further worker of the same queue."""

from __future__ import annotations

import argparse

from cli.refused import Refused

HELP = "启动一个处理队列的工作进程（可有多个，多机时配 PostgreSQL）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--readers", type=int, default=0, metavar="N", help="识别进程数，默认等于处理器核数")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import BadSetting, Settings
    from cli.service import work

    try:
        settings = Settings.load()
    except BadSetting as bad:
        raise Refused(str(bad), code="settings") from None
    return work(settings, readers=arguments.readers)
