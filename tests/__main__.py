"""``python -m tests``: style, types, import floors, and the suite. One command, the same locally and in CI.

``./test PATH …`` passes the words on to pytest and leaves the other checks out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
Check = tuple[str, list[str]]
#: Told before the suite starts.
AT_ONCE: tuple[Check, ...] = (
    ("ruff check", [sys.executable, "-m", "ruff", "check", "."]),
    ("ruff format", [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."]),
)
#: These take a minute of one processor: they run while the suite does, which often waits, and are told after it.
BESIDE: tuple[Check, ...] = (
    ("mypy --strict", [sys.executable, "-m", "mypy"]),
    ("import floors", ["lint-imports", "--no-logo"]),
)


def main(words: list[str]) -> int:
    environment = surroundings(os.environ)
    failed: list[str] = []
    for name, command in () if words else AT_ONCE:
        print(f"== {name}", flush=True)
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
    # A file stays with one worker, whose readers and services start once for it; the long ones start first.
    shared = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--no-loadscope-reorder"]
    workers = [] if words else shared
    with beside(() if words else BESIDE, environment, failed):
        print("== pytest", flush=True)
        suite = subprocess.run(
            [sys.executable, "-m", "pytest", *workers, *words], cwd=ROOT, env=environment, check=False
        )
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return suite.returncode or (1 if failed else 0)


def surroundings(given: Mapping[str, str]) -> dict[str, str]:
    """``given`` for the checks: the rooms are found, and what was compiled is kept where the place can be written.

    The suite starts some hundred services, commands and readers; each would compile all rooms anew (0.1 to 0.3 s), and
    every worker would rewrite the asserts of all tests (7 s), where containers switch the keeping off.
    """
    kept = {name: value for name, value in given.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT)}


@contextmanager
def beside(checks: Sequence[Check], environment: dict[str, str], failed: list[str]) -> Iterator[None]:
    """Runs ``checks`` one after another beside what the block does; then prints what they said, each under its name.

    Names of those that end with anything but 0 are added to ``failed``.
    """

    def run(command: list[str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )

    with ThreadPoolExecutor(1) as one_at_a_time:
        running = [(name, one_at_a_time.submit(run, command)) for name, command in checks]
        yield
        for name, end in running:
            ended = end.result()
            print(f"== {name}", ended.stdout, sep="\n", end="", flush=True)
            if ended.returncode:
                failed.append(name)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
