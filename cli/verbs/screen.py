"""``hourproof screen DIR|FILE.jsonl --out DIR``: fraud-screens a batch. Resumable."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from cli.refused import Refused

HELP = "批量筛查：找出重复使用、改动和矛盾之处；可中断后继续"

STAGES = {"read": "识别", "verify": "核查", "report": "生成报告"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="DIR|FILE.jsonl", help="文件夹，或每行一个对象的清单")
    parser.add_argument("--out", required=True, metavar="DIR", help="结果文件夹")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="同时处理的文件数，默认等于处理器核数")
    parser.add_argument(
        "--fail-on",
        choices=("stop", "doubt", "note"),
        help="出现该级别或更重的发现时以状态 1 退出（默认不因发现而失败）",
    )


def run(arguments: argparse.Namespace) -> int:
    from claims.screening import UnusableList, items_of, screen
    from intake import Intake

    jobs = arguments.jobs or os.cpu_count() or 1
    if jobs < 1:
        raise Refused("--jobs 应是正整数。", code="input.jobs")
    out = Path(arguments.out)
    try:
        items = items_of(Path(arguments.source))
        out.mkdir(parents=True, exist_ok=True)
        with Intake(workers=jobs) as intake:
            summary = screen(intake, items, out, jobs=jobs, progress=_Shown())
    except UnusableList as unusable:
        raise Refused(str(unusable), code="screen.input") from None
    except OSError as error:
        raise Refused(f"无法写入 {out}：{error.strerror}。请检查文件夹权限和剩余空间。", code="screen.output") from None
    found = summary.severities
    print(
        f"共 {summary.files} 个文件：识别 {summary.read}，拦截 {summary.withheld}，无法使用 {summary.unreadable}；"
        f"发现 拦截 {found['stop']}、存疑 {found['doubt']}、提示 {found['note']}；重复使用 {summary.clusters} 组。"
    )
    print(f"报告：{out / 'report.html'}、{out / 'report.xlsx'}")
    order = ("note", "doubt", "stop")
    if arguments.fail_on and any(found[level] for level in order[order.index(arguments.fail_on) :]):
        return 1
    return 0


class _Shown:
    """Progress on stderr with the time left, at most twice a second."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._began = stage, now
        elif done < total and now - self._last < 0.5:
            return
        self._last = now
        left = ""
        if 0 < done < total:
            seconds = (now - self._began) / done * (total - done)
            left = f"，约剩 {seconds / 60:.0f} 分" if seconds > 90 else f"，约剩 {seconds:.0f} 秒"
        end = "\n" if done >= total else ("\r" if sys.stderr.isatty() else "\n")
        if done in (0, total) or sys.stderr.isatty() or done % 50 == 0:
            print(f"{STAGES[stage]} {done}/{total}{left}   ", end=end, file=sys.stderr, flush=True)
