"""``python -m benchmarks.draw OUT --count N --seed S [--set second]``, or ``--family N`` for one class with copies."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.draw.family import write_family
from benchmarks.draw.fonts import FontsMissing
from benchmarks.draw.maker import SETS
from benchmarks.draw.write import write_set


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.draw", description="draws synthetic evidence with ground truth"
    )
    parser.add_argument("out", type=Path, help="folder to write; files/ and manifest.jsonl go below it")
    parser.add_argument("--count", type=int, default=100, help="number of files (default 100)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same set (default 1)")
    parser.add_argument(
        "--set",
        choices=sorted(SETS),
        default="first",
        help="layouts: first to fortyfourth, each written down after the readers had met the ones before",
    )
    parser.add_argument("--family", type=int, default=0, metavar="N", help="N certificates of one class, and copies")
    parser.add_argument("--layout", default="certificate_landscape", help="layout of the family")
    chosen = parser.parse_args()
    try:
        if chosen.family:
            rows = write_family(chosen.out, chosen.family, chosen.seed, chosen.layout)
        else:
            rows = write_set(chosen.out, chosen.count, chosen.seed, chosen.set)
    except FontsMissing as missing:
        print(missing, file=sys.stderr)
        return 2
    layouts, kinds = len({row["template"] for row in rows}), len({row["kind"] for row in rows})
    print(f"{len(rows)} files, {layouts} layouts, {kinds} kinds in {chosen.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
