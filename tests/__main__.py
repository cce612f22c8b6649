"""``python -m tests``: style, types, import floors, then the suite. One command, the same locally and in CI.

``./test PATH …`` passes the words on to pytest and leaves the other checks out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("ruff check", [sys.executable, "-m", "ruff", "check", "."]),
    ("ruff format", [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]),
    ("mypy --strict", [sys.executable, "-m", "mypy"]),
    ("import floors", ["lint-imports", "--no-logo"]),
)


def main(words: list[str]) -> int:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    failed: list[str] = []
    if not words:
        for name, command in CHECKS:
            print(f"== {name}", flush=True)
            if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
                failed.append(name)
    print("== pytest", flush=True)
    # A file stays with one worker, whose readers and services start once for it; the long ones start first.
    shared = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
    workers = [] if words else shared
    suite = subprocess.run([sys.executable, "-m", "pytest", *workers, *words], cwd=ROOT, env=environment, check=False)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return suite.returncode or (1 if failed else 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
