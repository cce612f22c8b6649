"""``hourproof sbom``: the bill of materials of this installation."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

HELP = "软件物料清单（CycloneDX 1.6）：本机安装的全部组件及版本、许可证"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="FILE", help="写入文件，默认打印")


def run(arguments: argparse.Namespace) -> int:
    from cli.bill_of_materials import bill_of_materials

    text = json.dumps(bill_of_materials(), ensure_ascii=False, indent=1)
    if arguments.out is None:
        print(text)
    else:
        arguments.out.write_text(text + "\n", encoding="utf-8")
        print(f"已写入 {arguments.out}")
    return 0
