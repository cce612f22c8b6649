"""``hourproof screen`` for real: killed in the middle, gone on, and the same to the byte with other numbers of jobs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[2] / "cli" / "samples"
NAMES = ("01-certificate.jpg", "02-certificate-again.jpg", "03-certificate-renamed.jpg", "07-score-unsigned.webp")
WRITTEN = ("findings.jsonl", "clusters.jsonl", "report.html", "report.xlsx")


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    folder = tmp_path / "batch"
    folder.mkdir()
    for name in NAMES:
        shutil.copy(SAMPLES / name, folder)
        shutil.copy(SAMPLES / f"{name}.json", folder)
    return folder


def screen(batch: Path, out: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "cli", "screen", str(batch), "--out", str(out), *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def finished(run: subprocess.Popen[bytes]) -> int:
    _, errors = run.communicate(timeout=600)
    assert run.returncode is not None, errors
    return run.returncode


@pytest.mark.ocr
def test_killed_and_gone_on_it_gives_the_same_bytes(batch: Path, tmp_path: Path) -> None:
    cut, whole = tmp_path / "cut", tmp_path / "whole"
    run = screen(batch, cut, "--jobs", "2")
    journal = cut / ".state" / "journal.txt"
    deadline = time.monotonic() + 300
    while not (journal.exists() and b"\nknown\t" in b"\n" + journal.read_bytes()):
        assert run.poll() is None, "ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.05)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert not (cut / "findings.jsonl").exists()
    held = journal.read_bytes()
    assert finished(screen(batch, cut, "--jobs", "2")) == 0
    assert journal.read_bytes().startswith(held[: held.rindex(b"\n") + 1])  # nothing was read again or lost
    assert finished(screen(batch, whole, "--jobs", "1", "--fail-on", "doubt")) == 1
    for name in WRITTEN:
        assert (cut / name).read_bytes() == (whole / name).read_bytes(), name

    rows = [json.loads(line) for line in (whole / "findings.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["file"] for row in rows] == list(NAMES)
    codes = [{finding["code"] for finding in row["findings"] if finding["severity"] != "note"} for row in rows]
    assert "reuse.same_file" in codes[1]
    assert {"reuse.edited_copy", "reuse.number_conflict"} & codes[2]
    told = [finding for row in rows for finding in row["findings"]]
    every = {"code", "severity", "message", "confidence", "page", "box", "innocent", "next_step", "hours_at_stake"}
    assert [finding["code"] for finding in told if not every <= set(finding)] == []
    clusters = [json.loads(line) for line in (whole / "clusters.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [[member["file"] for member in cluster["members"]] for cluster in clusters] == [list(NAMES[:3])]
    page = (whole / "report.html").read_text(encoding="utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
