"""``hourproof sign_in LOGIN``: a one-time sign-in link for whoever runs the machine."""

from __future__ import annotations

import argparse

from cli.refused import Refused

HELP = "为某个登录名生成一次性登录链接（在服务所在机器上运行）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("login", metavar="LOGIN", help="登录名")
    parser.add_argument("--address", default="http://127.0.0.1:8000", metavar="URL", help="服务的地址")


def run(arguments: argparse.Namespace) -> int:
    from claims.errors import DeskError
    from claims.settings import Settings
    from cli.service import desk_without_reading

    with desk_without_reading(Settings.load()) as desk:
        try:
            token = desk.console_sign_in_link(arguments.login)
        except DeskError as refused:
            raise Refused(refused.detail, code=refused.code) from None
    print(f"{arguments.address.rstrip('/')}/sign-in/link?token={token}")
    return 0
