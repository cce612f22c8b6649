"""``hourproof read PATH…``: reads evidence and prints what it saw. Stores nothing."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from cli.refused import Refused

HELP = "识别材料并打印结果；不保存任何内容"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="文件或文件夹")
    parser.add_argument("--json", action="store_true", help="每个文件一行 JSON，按输入顺序")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="同时识别的文件数，默认等于处理器核数")


def run(arguments: argparse.Namespace) -> int:
    files = list(_files(arguments.paths))
    if not files:
        raise Refused("给出的文件夹里没有文件。", code="input.empty")
    jobs = arguments.jobs or min(os.cpu_count() or 1, len(files))
    if jobs < 1:
        raise Refused("--jobs 应是正整数。", code="input.jobs")
    status = 0
    for result in _results(files, jobs):
        status = max(status, _status(result))
        print(json.dumps(result, ensure_ascii=False) if arguments.json else _readable(result), flush=True)
        if result["status"] == "unreadable":
            print(f"{result['file']}：{result['error']['message']}", file=sys.stderr)
    return status


def _files(paths: list[str]) -> Iterator[Path]:
    for name in paths:
        path = Path(name)
        if path.is_dir():
            yield from (p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith("."))
        elif path.exists():
            yield path
        else:
            raise Refused(f"找不到 {name}。请检查路径。", code="input.not_found")


def _results(files: list[Path], jobs: int) -> Iterator[dict[str, Any]]:
    """Results in input order, each as soon as it and all before it are ready."""
    from claims.reading import read_file
    from claims.wire import read_json
    from intake import Intake

    with Intake(workers=jobs) as intake, ThreadPoolExecutor(jobs) as threads:

        def one(path: Path) -> dict[str, Any]:
            return dict(read_json(read_file(intake, path.read_bytes(), str(path))))

        waiting: deque[Future[dict[str, Any]]] = deque()
        for path in files:
            waiting.append(threads.submit(one, path))
            # A short window keeps memory flat: no more files are held than are being read.
            if len(waiting) >= 2 * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _status(result: dict[str, Any]) -> int:
    if result["status"] == "unreadable":
        return 2
    findings = [*result.get("findings", []), *(f for part in result.get("parts", []) for f in part["findings"])]
    return 1 if any(finding["severity"] in ("stop", "doubt") for finding in findings) else 0


def _readable(result: dict[str, Any]) -> str:
    from cli.reading_text import reading_text

    return reading_text(result)
