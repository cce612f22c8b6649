"""The pool of confined workers: what it forbids, what it survives, what it leaves behind."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.reading import Source
from intake.sandbox import Busy, JobFailed, PoolClosed, SandboxPool, TimedOut, WorkerDied
from intake.sandbox.replies import plain

MEMORY = 2 * 1024**3


@pytest.fixture
def pool() -> Iterator[SandboxPool]:
    made = SandboxPool(1, memory=MEMORY, queue=2, scratch=True)
    made.start()
    yield made
    made.close()


def until(condition: object, seconds: float = 30.0) -> bool:
    assert callable(condition)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_runs_functions_and_tells_errors_without_their_words(pool: SandboxPool) -> None:
    assert pool.run(pow, 2, 10) == 1024
    with pytest.raises(JobFailed) as failed:
        pool.run(int, "机密内容")
    assert failed.value.kind == "ValueError"
    assert "机密" not in str(failed.value)
    assert pool.run(len, b"abc") == 3, "the same worker goes on"


def test_silent_job_is_ended_and_the_pool_goes_on(pool: SandboxPool) -> None:
    first = pool.run(os.getpid)
    with pytest.raises(TimedOut):
        pool.run(time.sleep, 60, seconds=0.5)
    assert pool.run(os.getpid) != first


def test_dead_worker_is_replaced(pool: SandboxPool) -> None:
    with pytest.raises(WorkerDied):
        pool.run(os._exit, 3)
    assert pool.run(abs, -1) == 1


def test_memory_is_bounded(pool: SandboxPool) -> None:
    with pytest.raises(JobFailed, match="MemoryError"):
        pool.run(bytes, 3 * 1024**3)
    assert pool.run(abs, -1) == 1


def test_a_worker_is_replaced_for_what_it_keeps_not_for_what_it_is_about_to_give_back(pool: SandboxPool) -> None:
    first = pool.run(os.getpid)
    # In a circle, so that only clearing up after the job frees it.
    pool.run(exec, "held = [bytearray(b'.') * 700_000_000]; held.append(held)", {})
    assert pool.run(os.getpid) == first
    pool.run(exec, "import builtins; builtins.held = bytearray(b'.') * 700_000_000", {})
    assert pool.run(os.getpid) != first


def test_full_queue_says_when_to_come_back(pool: SandboxPool) -> None:
    pool.run(abs, 1)

    def rest() -> None:
        with contextlib.suppress(WorkerDied, Busy):
            pool.run(time.sleep, 100)

    threads = [threading.Thread(target=rest) for _ in range(3)]
    threads[0].start()
    assert until(lambda: not any(worker.idle for worker in pool._workers)), "the only worker is at it"
    for thread in threads[1:]:
        thread.start()
    assert until(lambda: len(pool._jobs) == 2), "and the queue is full"
    with pytest.raises(Busy) as busy:
        pool.run(abs, -1)
    assert busy.value.retry_after > 0
    while any(thread.is_alive() for thread in threads):
        for pid in pool.pids if pool.ready else ():
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.05)
    assert pool.run(abs, -1) == 1


def test_a_job_under_way_when_the_pool_closes_is_nobodys_fault() -> None:
    """Neither "the file crashed its reader" nor "this check did not run": whoever asked is stopping as well."""
    pool = SandboxPool(1, memory=MEMORY, queue=2)
    answers: list[BaseException] = []

    def ask() -> None:
        try:
            pool.run(time.sleep, 100)
        except BaseException as answer:  # noqa: BLE001 - which it is, is the question
            answers.append(answer)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    threads[0].start()
    assert until(lambda: pool.ready and not any(worker.idle for worker in pool._workers))
    threads[1].start()
    assert until(lambda: len(pool._jobs) == 1)
    pool.close()
    for thread in threads:
        thread.join(30)
    assert [type(answer) for answer in answers] == [PoolClosed, PoolClosed]
    assert not isinstance(answers[0], Exception)


def test_closed_pool_answers_at_once() -> None:
    pool = SandboxPool(1, memory=MEMORY, queue=2)
    pool.close()
    with pytest.raises(PoolClosed):
        pool.run(abs, 1)


def test_neither_files_nor_network(pool: SandboxPool, tmp_path: Path) -> None:
    pool.run(abs, 1)
    if not pool.protections["landlock"]:
        pytest.skip("this kernel has no Landlock")
    secret = tmp_path / "secret.txt"
    secret.write_text("kept")
    for path, mode in ((secret, "r"), (tmp_path / "new", "w"), (Path("/tmp/new"), "w"), (Path("/etc/passwd"), "r")):
        with pytest.raises(JobFailed, match="PermissionError"):
            pool.run(open, str(path), mode)
    assert not (tmp_path / "new").exists()
    with pytest.raises(JobFailed):
        pool.run(socket.create_connection, ("127.0.0.1", 9), 1.0)
    with pytest.raises(JobFailed):
        pool.run(subprocess.check_output, ["cat", str(secret)])


def test_own_rooms_can_still_be_read(pool: SandboxPool) -> None:
    """Modules are imported at their first use, after the worker has confined itself."""
    rooms = Path(__file__).resolve().parents[2]
    assert set(pool.run(os.listdir, str(rooms / "extractors"))) >= {"__init__.py", "text"}
    assert set(pool.run(os.listdir, str(rooms / "intake"))) >= {"__init__.py", "sandbox"}


def test_environment_holds_no_secrets(pool: SandboxPool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pool.run(os.getenv, "HOURPROOF_MASTER_KEY_FILE") is None
    assert pool.run(os.getenv, "HOME") == "/nonexistent"


def test_readers_beside_people_let_others_go_first() -> None:
    pool = SandboxPool(1, memory=MEMORY, queue=2, nice=5)
    try:
        assert pool.run(os.nice, 0) == os.nice(0) + 5
    finally:
        pool.close()


def test_scratch_folder_is_in_memory_private_and_gone_afterwards() -> None:
    pool = SandboxPool(1, memory=MEMORY, queue=2, scratch=True)
    try:
        folder = pool.run(os.getenv, "TMPDIR")
        if folder == "/nonexistent":
            pytest.skip("no file system in memory here")
        assert Path(folder).is_relative_to("/dev/shm")
        assert Path(folder).parent.stat().st_mode & 0o077 == 0
    finally:
        pool.close()
    assert not Path(folder).parent.exists()


def test_no_worker_outlives_a_killed_parent(tmp_path: Path) -> None:
    code = (
        "import sys, time; from intake.sandbox import SandboxPool; p = SandboxPool(2, memory=2 << 30, queue=4); "
        "p.run(abs, 1); time.sleep(0.5); print(*p.pids, flush=True); time.sleep(100)"
    )
    root = Path(__file__).resolve().parents[2]
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=root)
    assert parent.stdout is not None
    pids = [int(word) for word in parent.stdout.readline().split()]
    assert pids
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert until(lambda: not any(_alive(pid) for pid in pids), 10)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


class _Call:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("thing", [_Call(), Path("/x"), os.getcwd, pickle.loads])
def test_a_worker_cannot_make_the_parent_call_anything(thing: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        plain(pickle.dumps(thing))


class _PickledByName:
    """Pickles as early Pythons 3.11 pickle an Enum's member."""

    def __init__(self, *arguments: object) -> None:
        self.arguments = arguments

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, self.arguments


def test_members_of_nouns_pass_however_python_pickles_them() -> None:
    thing = pickle.dumps(_PickledByName(Source, "OCR"))
    assert plain(thing) is Source.OCR


@pytest.mark.parametrize("arguments", [(Source, "__class__"), ("a word", "format"), (Source, "mro")])
def test_getattr_reaches_nothing_else(arguments: tuple[object, ...]) -> None:
    thing = pickle.dumps(_PickledByName(*arguments))
    with pytest.raises((pickle.UnpicklingError, KeyError)):
        plain(thing)
