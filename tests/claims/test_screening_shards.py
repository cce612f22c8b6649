"""A screening of an object store, spread over workers: the same report as one machine's; killed, it goes on."""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
import sqlalchemy as sa
from moto.server import ThreadedMotoServer
from obstore.store import S3Store

from benchmarks.installation import Installation, installed
from benchmarks.plain_papers import notice
from benchmarks.remains import pieces, remains_of
from claims import Desk, Settings
from claims.errors import StorageDown
from claims.patience import PatientReader
from claims.screening import UnusableList, items_of, screen
from claims.screening.journal import Journal
from claims.screening.objects import StoredObject, objects_of, reopened, told_of
from claims.screening.shards import Shards
from claims.store import jobs
from claims.store.batch_tables import batch_records, batch_shards, batches
from claims.store.tables import sealed
from claims.work import wait_until
from domain.case import Case
from domain.reading import Reading, Refusal, Withheld
from intake import Intake
from tests.claims import papers

WRITTEN = ("findings.jsonl", "clusters.jsonl", "report.html", "report.xlsx")


@dataclasses.dataclass
class Bucket:
    """``evidence`` on a real server of the S3 protocol."""

    endpoint: str
    client: Any

    def fill(self, prefix: str, folder: Path) -> str:
        for path in folder.rglob("*"):
            if path.is_file():
                self.put(f"{prefix}/{path.relative_to(folder)}", path.read_bytes())
        return f"s3://evidence/{prefix}"

    def put(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket="evidence", Key=key, Body=data)

    def below(self, prefix: str) -> dict[str, bytes]:
        listed = self.client.list_objects_v2(Bucket="evidence", Prefix=prefix).get("Contents", [])
        keys = [one["Key"] for one in listed]
        return {key: self.client.get_object(Bucket="evidence", Key=key)["Body"].read() for key in keys}


@pytest.fixture(scope="module")
def bucket() -> Iterator[Bucket]:
    server = ThreadedMotoServer(port=0)
    server.start()
    _, port = server.get_host_and_port()
    os.environ |= {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_REGION": "us-east-1"}
    client = boto3.client("s3", endpoint_url=f"http://127.0.0.1:{port}")
    client.create_bucket(Bucket="evidence")
    yield Bucket(f"http://127.0.0.1:{port}", client)
    server.stop()


def batch_in(folder: Path, notices: int) -> Path:
    """Reused certificates, a marked paper, one that is no evidence, and ordinary notices; a few with sidecars."""
    files = {
        "甲 单位/证书.pdf": papers.certificate(),
        "甲 单位/证书 2.pdf": papers.certificate(1),
        "乙单位/同号.pdf": papers.load("same_number"),
        "marked.pdf": papers.load("marked"),
        "damaged.pdf": b"%PDF-1.7 torn",
        **{f"notice-{number}.pdf": notice(number) for number in range(notices)},
    }
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    told = {"person": "郑晓岚", "employer": "甲单位", "year": 2023, "claimed": {"hours": 24}}
    (folder / "甲 单位/证书.pdf.json").write_text(json.dumps(told), encoding="utf-8")
    (folder / "乙单位/同号.pdf.json").write_text(json.dumps({**told, "person": "高一鸣"}), encoding="utf-8")
    return folder


def same_bytes(one: Path, other: Path) -> None:
    for name in WRITTEN:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


# --- what lies in the store ----------------------------------------------------------------------------------------


def test_a_prefix_lists_as_the_same_folder_does(bucket: Bucket, tmp_path: Path) -> None:
    folder = batch_in(tmp_path / "in", 2)
    (folder / "甲 单位/说明.txt").write_text("不是材料")
    url = bucket.fill("listed", folder)
    bucket.put("listed-not/z.pdf", b"beside")
    here, there = items_of(folder), objects_of(url, bucket.endpoint)
    plain = {"version": "", "content": None}
    assert [dataclasses.asdict(one) | plain for one in there] == [dataclasses.asdict(one) | plain for one in here]
    assert [one.content.read_bytes() for one in there] == [one.content.read_bytes() for one in here]
    again = reopened(url, bucket.endpoint, [told_of(one) for one in there])
    assert [told_of(one) for one in again] == [told_of(one) for one in there]
    assert again[0].content.read_bytes() == here[0].content.read_bytes()


def test_a_list_in_the_store_keeps_its_order_and_its_missing_files(bucket: Bucket, tmp_path: Path) -> None:
    url = bucket.fill("by-list", batch_in(tmp_path / "in", 1))
    rows = [
        {"file": "notice-0.pdf", "year": 2023},
        {"file": "gone.pdf"},
        {"file": "乙单位/同号.pdf", "person": "高一鸣"},
    ]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    bucket.put("by-list/all.jsonl", text.encode())
    items = objects_of(f"{url}/all.jsonl", bucket.endpoint)
    assert [(one.file, one.person, one.year) for one in items] == [
        ("notice-0.pdf", "", 2023),
        ("gone.pdf", "", None),
        ("乙单位/同号.pdf", "高一鸣", None),
    ]
    assert items[2].content.read_bytes() == papers.load("same_number")
    with pytest.raises(FileNotFoundError):
        items[1].content.read_bytes()


def test_an_object_replaced_meanwhile_is_not_read_as_the_one_listed(bucket: Bucket) -> None:
    bucket.put("changing/a.pdf", b"before")
    (item,) = objects_of("s3://evidence/changing", bucket.endpoint)
    bucket.put("changing/a.pdf", b"after!")
    with pytest.raises(OSError, match="被替换"):
        item.content.read_bytes()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://", "应写成"),
        ("s3://list.jsonl", "应写成"),
        ("s3://evidence/nothing-here", "没有可筛查的对象"),
        ("s3://evidence/nothing-here/list.jsonl", "找不到"),
        ("s3://evidence/odd", "对象名"),
        ("s3://evidence/wrong", r"a\.pdf 的说明文件：year"),
    ],
)
def test_what_cannot_be_screened_is_said(bucket: Bucket, url: str, said: str) -> None:
    bucket.put("odd/x\ty.pdf", b"name")
    bucket.put("wrong/a.pdf", b"x")
    bucket.put("wrong/a.pdf.json", '{"year": "二三"}'.encode())
    with pytest.raises(UnusableList, match=said):
        objects_of(url, bucket.endpoint)


def test_a_store_that_does_not_answer_is_not_a_missing_file(bucket: Bucket) -> None:
    bucket.put("down/a.pdf", b"x")
    (told,) = [told_of(one) for one in objects_of("s3://evidence/down", bucket.endpoint)]
    gone = S3Store.from_url(
        "s3://evidence/down",
        config={"endpoint": "http://127.0.0.1:9"},
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},  # type: ignore[typeddict-item]
    )
    item = StoredObject(gone, told["file"], told["version"])
    with pytest.raises(StorageDown):
        item.read_bytes()


# --- workers and command -------------------------------------------------------------------------------------------


class Counting(PatientReader):
    """The real reader, counting what it reads; ``after`` is called with the count."""

    def __init__(self, reader: Intake, after: Callable[[int], None] = lambda _count: None) -> None:
        super().__init__(reader)
        self.count = self.looks = 0
        self._after = after
        self._lock = threading.Lock()

    def read(self, data: bytes, **more: Any) -> Reading | Withheld | Refusal:
        answer = super().read(data, **more)
        with self._lock:
            self.count += 1
        self._after(self.count)
        return answer

    def look_into(self, function: Callable[[Case], Any], case: Case) -> Any:
        self.looks += 1
        return super().look_into(function, case)


def rows_of(desk: Desk, table: sa.Table) -> int:
    with desk._store.read() as tx:
        return int(tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


@pytest.mark.timeout(600)
def test_workers_share_a_screening_and_leave_nothing(
    settings: Settings, intake: Intake, bucket: Bucket, tmp_path: Path
) -> None:
    """On both engines: one worker stops in the middle, another goes on; each file is read once; all is dropped."""
    folder = batch_in(tmp_path / "in", 3)
    url = bucket.fill("shared", folder)
    settings = dataclasses.replace(
        settings, shard_files=3, blobs_url="s3://evidence/desk", blobs_endpoint=bucket.endpoint
    )
    desk, told = Desk(settings, command_reader := Counting(intake)), []
    first = Shards(settings, desk._store, desk._vault, Counting(intake, lambda _count: first._stop.set()))
    second = Shards(settings, desk._store, desk._vault, counted := Counting(intake))
    desk.start(work=False)
    held_before = rows_of(desk, sealed)
    try:
        for number, shards in enumerate((first, second)):
            with desk._store.write() as tx:
                jobs.beat(tx, f"worker-{number}", "here", 1, datetime.now(UTC))
            if shards is first:
                first.start("worker-0", 1)
        waiting = threading.Thread(
            target=lambda: told.append(
                desk.screen_objects(url, tmp_path / "out", jobs=1, progress=lambda *said: told.append(said))
            )
        )
        waiting.start()
        assert wait_until(lambda: first._thread is not None and not first._thread.is_alive(), 120)
        first.stop()
        with desk._store.read() as tx:
            states = set(tx.execute(sa.select(batch_shards.c.state)).scalars())
        assert "running" not in states, "a worker that stops gives its shard back"
        kept = rows_of(desk, batch_records)
        assert kept >= 1
        # All that stands anywhere meanwhile is sealed, the marked paper's name included.
        inside = [*bucket.below("desk/").values(), *(path.read_bytes() for path in settings.data.rglob("*.sqlite*"))]
        for word in ("证书", "marked.pdf", "notice-1", "郑晓岚", papers.CANARY):
            assert not [one for one in inside if word.encode() in one], word
        second.start("worker-1", 2)
        waiting.join(400)
        assert not waiting.is_alive()
    finally:
        second.stop()
        desk.close()
    assert counted.count == len(items_of(folder)) - kept, "nothing is read twice"
    assert (command_reader.count, command_reader.looks) == (0, 0), "the command itself had nothing dear to do"
    stages = [said[0] for said in told if isinstance(said, tuple)]
    assert {"workers.read", "workers.verify", "read", "verify", "report"} <= set(stages)
    desk = Desk(settings, intake)
    desk.start(work=False)
    try:
        assert [rows_of(desk, table) for table in (batches, batch_shards, batch_records)] == [0, 0, 0]
        assert rows_of(desk, sealed) == held_before
        assert bucket.below("desk/") == {}
        assert desk.audit_verify().ok
        screen(Counting(intake), items_of(folder), tmp_path / "one", jobs=1)
        same_bytes(tmp_path / "out", tmp_path / "one")
        rows = [json.loads(line) for line in (tmp_path / "out/findings.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [row["status"] for row in rows].count("withheld") == 1
        assert any(one["code"].startswith("reuse.") for row in rows for one in row["findings"])

        # Again with one file more and no worker: what is known is not asked of anybody.
        again = Counting(intake)
        desk._intake = again
        desk.screen_objects(url, tmp_path / "out", jobs=1, progress=lambda *_said: None)
        assert again.count == 0
    finally:
        desk.close()


def test_a_screening_nobody_comes_back_for_is_dropped_by_retention(desk: Desk, bucket: Bucket, tmp_path: Path) -> None:
    bucket.put("left/a.pdf", papers.certificate())
    items = objects_of("s3://evidence/left", bucket.endpoint)
    with Journal(tmp_path) as journal:
        batch_id = desk._spread._begun(journal, "s3://evidence/left", items, [0])
    assert desk.unwaited_screenings(1) == ()
    with desk._store.write() as tx:
        tx.execute(sa.update(batches).values(seen_at=datetime.now(UTC) - timedelta(days=2)))
    assert desk.unwaited_screenings(1) == (batch_id,)
    desk.drop_screening(batch_id)
    assert [rows_of(desk, table) for table in (batches, batch_shards)] == [0, 0]
    desk.drop_screening(batch_id)  # again is harmless


# --- with real processes -------------------------------------------------------------------------------------------


def command(place: Installation, url: str, out: Path) -> subprocess.Popen[str]:
    line = [sys.executable, "-W", "ignore", "-m", "cli", "screen", url, "--out", str(out), "--jobs", "1"]
    return subprocess.Popen(
        line, env=place.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


@pytest.mark.long
@pytest.mark.timeout(600)
def test_killed_worker_and_killed_command_lose_nothing(bucket: Bucket, tmp_path: Path, intake: Intake) -> None:
    folder, out = batch_in(tmp_path / "in", 7), tmp_path / "out"
    url = bucket.fill("killed", folder)
    marked = (folder / "marked.pdf").read_bytes()
    with installed(
        tmp_path / "place",
        professionals=0,
        shard_files=2,
        blobs_url="s3://evidence/killed-desk",
        blobs_endpoint=bucket.endpoint,
        heartbeat_seconds=0.3,
        poll_seconds=0.1,
    ) as place:
        workers = [place.start("worker") for _ in range(2)]
        run = command(place, url, out)
        assert wait_until(lambda: rows_of(place.desk, batch_records) >= 3, 200), place.log.read_text()[-2000:]
        workers[0].send_signal(signal.SIGKILL)
        os.kill(run.pid, signal.SIGKILL)
        run.communicate()
        with place.desk._store.read() as tx:
            kept = set(tx.execute(sa.select(batch_records.c.sealed_id)).scalars())
        time.sleep(0.5)
        assert not (out / "findings.jsonl").exists()
        with place.desk._store.read() as tx:
            assert kept <= set(tx.execute(sa.select(batch_records.c.sealed_id)).scalars())
        run = command(place, url, out)
        said, errors = run.communicate(timeout=400)
        assert run.returncode == 0, errors
        assert "拦截 1" in said
        assert rows_of(place.desk, batches) == 0
        # A worker killed between sealing and its row leaves ciphertext whose key nobody ever had.
        place.desk.sweep_orphans(older_than=datetime.now(UTC) + timedelta(hours=1))
        assert bucket.below("killed-desk/") == {}
        own = [tmp_path / "place", out]
        assert remains_of(marked, own, [papers.CANARY]) == []
        assert not [piece for piece in pieces(marked) if piece in (said + errors).encode()]
    screen(intake, items_of(folder), tmp_path / "one", jobs=1)
    same_bytes(out, tmp_path / "one")
