"""``screen`` and ``read`` leave nothing of a marked file: not in results, journal, home, temporary folders, output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.installation import SAMPLES
from benchmarks.remains import files_below, remains_of, words_read

ROOT = Path(__file__).resolve().parents[2]
MARKED = SAMPLES / "12-marked-notice.jpg"


def command(home: Path, *arguments: str) -> tuple[int, str, str]:
    """Status, output and errors of ``hourproof``; its scratch folder must be gone with it."""
    own = {"HOME": str(home), "TMPDIR": str(home), "XDG_CACHE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-B", "-m", "cli", *arguments],
        env=os.environ | own,
        cwd=home,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    out, errors = process.communicate(timeout=300)
    assert not list(Path("/dev/shm").glob(f"hourproof-scratch-{process.pid}-*"))
    return process.returncode, out, errors


@pytest.mark.ocr
@pytest.mark.timeout(600)
def test_a_batch_with_a_marked_file_in_it(tmp_path: Path) -> None:
    inbox, out, home = (tmp_path / name for name in ("in", "out", "home"))
    for folder in (inbox, home):
        folder.mkdir()
    # Neither the marked file's own words nor its look may come to stand beside those of an honest one.
    for name in ("12-marked-notice.jpg", "05-platform-proof.pdf"):
        shutil.copy(SAMPLES / name, inbox / name)
    data = MARKED.read_bytes()
    words = words_read(data)
    assert len(words) > 3
    status, screened, screen_errors = command(home, "screen", str(inbox), "--out", str(out), "--jobs", "2")
    assert status == 0, screen_errors
    assert "拦截 1" in screened
    status, read, read_errors = command(home, "read", str(inbox), "--jobs", "2", "--json")
    assert status == 1, read_errors
    assert read.count('"status": "withheld"') == 1
    for said in (screened, screen_errors, read, read_errors):
        assert not [word for word in words if word in said]
    assert remains_of(data, [out, home], words) == []
    assert any("培训" in path.read_text("utf-8", "replace") for path in files_below([out])), "the honest file is there"
