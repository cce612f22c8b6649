"""``hourproof screen DIR|FILE.jsonl|s3://BUCKET/PREFIX --out DIR``: fraud-screens a batch. Resumable.

Folders and lists are screened by this process alone. What lies in an S3-compatible store is spread over all running
``hourproof worker`` processes of the installation the settings name.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cli.refused import Refused

if TYPE_CHECKING:
    from claims.screening import ScreeningSummary

HELP = "批量筛查：找出重复使用、改动和矛盾之处；可中断后继续"

STAGES = {
    "read": "识别",
    "verify": "核查",
    "report": "生成报告",
    "workers.read": "各工作进程识别",
    "workers.verify": "各工作进程核查",
}
TOLD = {
    "workers.none": "没有工作进程接手：请启动 hourproof worker（可多个，可在多台机器上）。",
    "workers.failed": "{total} 个分片中有 {done} 个在各工作进程上没有完成，余下的由本机处理。",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="DIR|FILE.jsonl|s3://…", help="文件夹，或每行一个对象的清单，或对象存储里的前缀或清单"
    )
    parser.add_argument("--out", required=True, metavar="DIR", help="结果文件夹")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="同时处理的文件数，默认等于处理器核数")
    parser.add_argument(
        "--fail-on",
        choices=("stop", "doubt", "note"),
        help="出现该级别或更重的发现时以状态 1 退出（默认不因发现而失败）",
    )


def run(arguments: argparse.Namespace) -> int:
    from claims.screening import UnusableList
    from claims.settings import BadSetting

    jobs = arguments.jobs or os.cpu_count() or 1
    if jobs < 1:
        raise Refused("--jobs 应是正整数。", code="input.jobs")
    out = Path(arguments.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        spread = arguments.source.startswith("s3://")
        summary = (_objects if spread else _files)(arguments.source, out, jobs)
    except (UnusableList, BadSetting) as unusable:
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


def _files(source: str, out: Path, jobs: int) -> ScreeningSummary:
    from claims.screening import items_of, screen
    from intake import Intake

    items = items_of(Path(source))
    with Intake(workers=jobs) as intake:
        return screen(intake, items, out, jobs=jobs, progress=_Shown())


def _objects(url: str, out: Path, jobs: int) -> ScreeningSummary:
    from claims.desk import Desk
    from claims.errors import StorageDown
    from claims.settings import Settings
    from intake import Intake

    settings = Settings.load()
    with Intake(workers=jobs) as intake:
        desk = Desk(settings, intake)
        try:
            desk.start(work=False)
            return desk.screen_objects(url, out, jobs=jobs, progress=_Shown())
        except StorageDown:
            raise Refused(
                "对象存储或数据库没有回应。已完成的不会丢失：请检查 HOURPROOF_BLOBS_ENDPOINT、HOURPROOF_DATABASE_URL、"
                "账号和网络，再运行同一条命令继续。",
                code="screen.storage",
            ) from None
        finally:
            desk.close()


class _Shown:
    """Progress on stderr with the time left, at most twice a second."""

    def __init__(self) -> None:
        self._stage = ""
        self._began = self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage == "workers.none":
            print(
                "还没有工作进程接手：请启动 hourproof worker（可多个，可在多台机器上）。", file=sys.stderr, flush=True
            )
            return
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
