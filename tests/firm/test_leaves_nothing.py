"""The service leaves nothing of a marked file: every file it opens for writing; a search for words and bytes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.installation import SAMPLES, Installation, installed, upload, variant
from benchmarks.remains import remains_of, words_read
from claims.work import wait_until

MARKED = SAMPLES / "12-marked-notice.jpg"
CALLS = "openat,open,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,memfd_create,mknod,mknodat"
_CALL = re.compile(r'(\w+)\((?:AT_FDCWD, |\d+, )?"([^"]+)"(.*)')
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND")

pytestmark = pytest.mark.long


def written(trace: Path) -> list[str]:
    """Every path opened for writing, made or renamed to, devices left out."""
    found = []
    for row in trace.read_text(errors="replace").splitlines():
        call = _CALL.search(row)
        if call is None or " = -1 " in row:
            continue
        name, path, rest = call.groups()
        if name in ("openat", "open") and not _WRITING.search(rest):
            continue
        if name.startswith(("rename", "link", "symlink")):
            path = re.findall(r'"([^"]+)"', row)[-1]
        if not re.match(r"/dev/(null|zero|tty|urandom)$|/proc/self/", path):
            found.append(path)
    return found


def traced_service(place: Installation, trace: Path) -> None:
    before = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "400", "-o", str(trace), "-e", f"trace={CALLS}"]
    process = place.start("serve", before=before)
    wait_until(lambda: process.poll() is not None or (trace.exists() and trace.stat().st_size > 0), 120)
    if process.poll() is not None:
        pytest.skip(f"tracing is not permitted here: {place.log.read_text(errors='replace')[-300:]}")
    place.wait_ready()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    with installed(tmp_path, professionals=1, reader_nice=0) as ready:
        yield ready


@pytest.mark.ocr
@pytest.mark.timeout(600)
def test_a_marked_upload_leaves_no_file_no_word_no_byte(place: Installation, tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed (apt-get install strace)")
    data, trace = MARKED.read_bytes(), tmp_path / "trace"
    words = words_read(data)
    assert len(words) > 3, "the reader reads words of it that can be searched for"
    shared = set(Path("/dev/shm").glob("*"))
    traced_service(place, trace)
    with place.client("p0") as client:
        for number in range(2):  # again: refused by its keyed digest
            answer = upload(client, data, f"marked-{number:04}", name="canary-name.jpg")
            assert answer is not None
            assert answer.status_code == 422
            assert answer.json()["code"].startswith("secrecy.")
        # While it runs nothing has been moved from the write-ahead log into the database yet.
        own = [tmp_path / "data", tmp_path / "tmp", place.log]
        folders = [one if one.is_dir() else one.parent for one in own]
        assert remains_of(data, folders, [*words, "canary-name"]) == []
        touched = set(written(trace))
        # A database of other tests may grow meanwhile; this service keeps a file.
        fresh = {path for path in Path("/dev/shm").glob("*") if path not in shared and not path.is_dir()}
        assert not {path for path in fresh if not path.name.startswith("PostgreSQL.")}
        # The same trace does see what may be kept.
        kept = upload(client, variant("05-platform-proof.pdf", 1), "honest-0001")
        assert kept is not None
        assert kept.status_code == 201
    place.end_all()
    assert any("/blobs/" in path for path in set(written(trace)) - touched), "the trace sees files being written"
    database = re.compile(re.escape(str(tmp_path / "data")) + r"/(hourproof|work)\.sqlite(-wal|-shm|-journal)?$")
    scratch = re.compile(r"/dev/shm/hourproof-scratch-\d+-\w+(/\d+)?$")
    assert sorted(path for path in touched if not database.match(path) and not scratch.match(path)) == []
    assert remains_of(data, [tmp_path], [*words, "canary-name"]) == []


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    data, text = MARKED.read_bytes(), "专项培训工作安排"
    (tmp_path / "a.log").write_text(f"reading {text} failed", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(100) + data[5000:9000])
    found = remains_of(data, [tmp_path], [text])
    assert {Path(one.split(": ")[0]).name for one in found} == {"a.log", "b.bin"}
