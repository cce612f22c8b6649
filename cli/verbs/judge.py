"""``hourproof judge OUT``: what a person says of pairs a screening found; remembered, never asked twice."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import cast

from cli.refused import Refused

HELP = "对筛查出的一对材料给出判断（相同 / 不同 / 说不准）；记住后不再重复询问"

KEYS = {"1": "same", "2": "different", "3": "unsure"}
SAID = {"same": "相同", "different": "不同", "unsure": "说不准"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", help="screen 的结果文件夹")
    parser.add_argument("--pair", nargs=2, metavar=("FILE", "OTHER"), help="只判断这一对，文件名照 findings.jsonl")
    parser.add_argument("--as", dest="verdict", choices=tuple(SAID), help="判断（与 --pair 同用）")
    parser.add_argument("--list", action="store_true", help="只列出还没有判断的")


def run(arguments: argparse.Namespace) -> int:
    from claims.screening.judgements import NoSuchPair, Verdict, open_pairs, remember

    out = Path(arguments.out)
    if bool(arguments.pair) != bool(arguments.verdict):
        raise Refused("--pair 和 --as 要一起给出。", code="judge.input")
    try:
        if arguments.pair:
            file, other = arguments.pair
            remember(out, file, other, cast(Verdict, arguments.verdict), by=getpass.getuser())
            print(f"已记住：{SAID[arguments.verdict]}。再运行一次 screen 后生效（不会重新识别）。")
            return 0
        pairs = open_pairs(out)
        if not pairs:
            print("没有待判断的材料对。")
            return 0
        for rank, pair in enumerate(pairs, 1):
            print(f"[{rank}/{len(pairs)}] {pair.file} ↔ {pair.other}（涉及 {pair.hours:g} 学时）\n    {pair.message}")
            for reason in pair.innocent:
                print(f"    可能：{reason}")
            if arguments.list:
                continue
            print("    1 相同  2 不同  3 说不准  回车跳过  q 结束：", end="", flush=True)
            answer = sys.stdin.readline().strip()
            if answer.lower() == "q":
                break
            if answer in KEYS:
                remember(out, pair.file, pair.other, cast(Verdict, KEYS[answer]), by=getpass.getuser())
    except NoSuchPair as missing:
        raise Refused(str(missing), code="judge.input") from None
    except BrokenPipeError:
        raise  # who reads the list has seen enough: nothing is wrong with the folder
    except OSError as error:
        raise Refused(f"无法写入 {out}：{error.strerror}。请检查文件夹权限。", code="judge.output") from None
    return 0
