"""A marked file leaves nothing: every file opened for writing while it is read, traced from outside."""

from __future__ import annotations

import io
import os
import pickle
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from domain.reading import Refusal, Withheld
from intake import Intake
from tests.intake import test_pdf_hiding_places

ROOT = Path(__file__).resolve().parents[2]
CANARY = "CANARY-7391-SECRET"
READ = """
import pickle, sys
from intake import Intake
from domain.reading import Withheld
files = pickle.loads(sys.stdin.buffer.read())
with Intake(1) as intake:
    for name, data in files.items():
        seen = intake.read(data, name=name)
        assert isinstance(seen, Withheld), (name, type(seen))
        print(seen)
    assert intake.read(files["marked.png"][:-1] + b"x") is not None
"""
_OPENED = re.compile(r'(?:openat|open|creat|rename\w*|mkdir\w*|link\w*|symlink\w*)\((?:AT_FDCWD, )?"([^"]+)"(.*)')
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|\b(?:creat|rename\w*|mkdir\w*|link\w*|symlink\w*)\(")
#: Devices, and the worker's own empty folder in memory.
_HARMLESS = re.compile(r"/dev/(null|zero|tty|urandom)$|/dev/shm/hourproof-scratch-\d+-\w+(/\d+)?$|/proc/self/")


def marked() -> bytes:
    fonts = [*Path("/usr/share/fonts").rglob("*CJK*.ttc"), *Path("/usr/share/fonts").rglob("wqy*.ttc")]
    if not fonts:
        pytest.skip("no Chinese font here to draw a mark with (fonts-noto-cjk)")
    page = Image.new("RGB", (1000, 700), "white")
    pen = ImageDraw.Draw(page)
    pen.text((720, 40), "机密★10年", font=ImageFont.truetype(str(fonts[0]), 32), fill="black")
    pen.text((150, 300), CANARY, font=ImageFont.truetype(str(fonts[0]), 40), fill="black")
    buffer = io.BytesIO()
    page.save(buffer, "PNG")
    return buffer.getvalue()


def found_by_a_second_look() -> bytes:
    """The mark is a pale watermark below the words."""
    page = np.asarray(Image.open(io.BytesIO(marked())).convert("RGB")).copy()
    page[:120] = 255
    ground = Image.new("RGB", (1000, 700), "white")
    fonts = [*Path("/usr/share/fonts").rglob("*CJK*.ttc"), *Path("/usr/share/fonts").rglob("wqy*.ttc")]
    mark = Image.new("L", (700, 220), 0)
    ImageDraw.Draw(mark).text((20, 20), "机密★10年", font=ImageFont.truetype(str(fonts[0]), 110), fill=255)
    mark = mark.rotate(28, expand=True)
    ground.paste((212, 212, 212), (150, 80), mark)
    out = io.BytesIO()
    Image.fromarray(np.minimum(page, np.asarray(ground))).save(out, "PNG")
    return out.getvalue()


def carried_by_a_pdf(*, attached: bool) -> bytes:
    """The mark is on no page: a file is attached, or the page is a layer that is switched off."""
    places = test_pdf_hiding_places
    if attached:
        return places.changed(lambda writer: writer.add_attachment("a.pdf", places.page(places.scan)))
    return places.changed(places.switched_off, places.page(places.scan))


@pytest.mark.ocr
def test_reading_a_marked_file_opens_nothing_for_writing(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    files = {
        "marked.png": marked(),
        "watermark.png": found_by_a_second_look(),
        "attached.pdf": carried_by_a_pdf(attached=True),
        "layer.pdf": carried_by_a_pdf(attached=False),
    }
    trace = tmp_path / "trace"
    calls = "trace=openat,open,creat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat"
    done = subprocess.run(
        ["strace", "-f", "-qq", "-s", "400", "-o", str(trace), "-e", calls, sys.executable, "-B", "-c", READ],
        input=pickle.dumps(files),
        capture_output=True,
        cwd=ROOT,
        timeout=200,
        check=False,
    )
    if b"ptrace" in done.stderr and done.returncode != 0:
        pytest.skip("tracing is not permitted here")
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    assert CANARY.encode() not in done.stdout + done.stderr
    written = []
    for row in trace.read_text(errors="replace").splitlines():
        found = _OPENED.search(row)
        if found and _WRITING.search(row) and " = -1 " not in row and not _HARMLESS.search(found.group(1)):
            written.append(row)
    assert "intake" in trace.read_text(errors="replace"), "the trace saw the program"
    assert written == []
    assert not scratch_of(_pid(trace))


def scratch_of(pid: int | str) -> set[Path]:
    """Folders in memory that readers of a process hold for Tesseract; other readers of this one have theirs."""
    return set(Path("/dev/shm").glob(f"hourproof-scratch-{pid}-*"))


def _pid(trace: Path) -> str:
    return trace.read_text(errors="replace").split(maxsplit=1)[0]


@pytest.mark.ocr
@pytest.mark.parametrize("kills", [1, 2])
def test_a_worker_killed_over_a_marked_file_leaves_nothing(
    kills: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    data, left, others = marked(), kills, scratch_of(os.getpid())
    with Intake(workers=1) as intake:

        def kill(stage: str, share: float) -> None:
            """At the first sign of each reading: the file is in the worker and not yet judged."""
            nonlocal left
            if left and share < 0.1:
                left -= 1
                for pid in intake.worker_pids:
                    os.kill(pid, signal.SIGKILL)

        seen = intake.read(data, on_progress=kill)
    assert left == 0
    # A file gets a second chance; what kills twice is refused, and never kept either way.
    assert isinstance(seen, Withheld if kills == 1 else Refusal)
    assert CANARY not in repr(seen) + caplog.text
    assert list(tmp_path.iterdir()) == []
    assert scratch_of(os.getpid()) <= others
