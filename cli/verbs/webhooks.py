"""``hourproof webhooks``: what receivers were told; ``again`` offers what was given up; ``secret`` draws one."""

from __future__ import annotations

import argparse
import base64
import json
import secrets
from dataclasses import asdict

HELP = "事件通知：show 查看送达情况；again 重新发送已放弃的；secret 生成一个签名密钥"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("show", "again", "secret"), help="show 查看；again 重发；secret 生成密钥")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def run(arguments: argparse.Namespace) -> int:
    from claims.settings import Settings
    from claims.webhooks.signature import PREFIX
    from cli.service import desk_without_reading

    if arguments.what == "secret":
        print(PREFIX + base64.b64encode(secrets.token_bytes(32)).decode())
        return 0
    with desk_without_reading(Settings.load()) as desk:
        if arguments.what == "again":
            count = desk.send_webhooks_again()
            print(json.dumps({"again": count}) if arguments.json else f"{count} 条将由运行中的服务重新发送。")
            return 0
        found = desk.webhook_counts()
    if arguments.json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False))
        return 0
    titles = {"done": "已送达", "waiting": "待送", "failed": "已放弃"}
    for one in found:
        print(f"{one.receiver}  {titles[one.state]}  {one.count} 条")
    print("没有设置接收地址，或还没有事件。" if not found else "已放弃的可用 hourproof webhooks again 重发。")
    return 0
