"""``hourproof calibrate DIR``: thresholds for doubts about pictures, from an office's own genuine pages."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from cli.refused import Refused

HELP = "用本单位确认无误的材料校准图片改动核查的阈值"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="只放确认无误的图片材料（每类拍摄方式至少 30 页）")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="同时处理的文件数，默认等于处理器核数")
    parser.add_argument("--percent", type=float, default=2.0, metavar="P", help="允许误报的百分比，默认 2")
    parser.add_argument("--dry-run", action="store_true", help="只打印，不写入")


def run(arguments: argparse.Namespace) -> int:
    from claims import Settings, calibration
    from claims.settings import BadSetting
    from intake import Intake

    folder = Path(arguments.folder)
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in calibration.PICTURES and p.is_file())
    if not files:
        raise Refused(f"{folder} 里没有图片材料（JPG、PNG、WebP、HEIC、TIFF）。", code="calibrate.empty")
    if not 0.1 <= arguments.percent <= 20:
        raise Refused("--percent 应在 0.1 与 20 之间。", code="calibrate.percent")
    jobs = arguments.jobs or os.cpu_count() or 1
    with Intake(workers=jobs) as intake, ThreadPoolExecutor(jobs) as threads:
        scores = []
        for done, seen in enumerate(threads.map(lambda path: calibration.score(intake, path.read_bytes()), files), 1):
            scores += seen
            if done % 20 == 0 or done == len(files):
                print(f"校准 {done}/{len(files)}", file=sys.stderr, flush=True)
    found = calibration.thresholds_from(scores, arguments.percent / 100)
    for line in found.sentences:
        print(line)
    if not found.thresholds:
        raise Refused("页数不足，没有可以校准的拍摄方式；原有阈值不变。", code="calibrate.few")
    if arguments.dry_run:
        return 0
    try:
        print(f"已写入 {calibration.write(Settings.load(), found.thresholds, found.pages)}")
    except BadSetting as bad:
        raise Refused(str(bad), code="settings") from None
    except OSError as error:
        raise Refused(f"无法写入数据文件夹：{error.strerror}。", code="calibrate.output") from None
    return 0
