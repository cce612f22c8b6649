"""Brings the parts up for ``serve``, ``worker`` and ``demo``, and takes them down in order."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from claims.desk import Desk
from claims.settings import Settings


def serve(
    settings: Settings,
    host: str,
    port: int,
    *,
    readers: int = 0,
    announce: Callable[[Desk, str], None] | None = None,
) -> int:
    """Serve until told to stop. The pages answer before the models are warm.

    ``announce`` is called once the desk is open, with the base address; OSError when the address is taken.
    """
    import uvicorn

    from api.app import create_app
    from intake import Intake

    # Bound here, so that a taken address is said at once and not after the models are loaded.
    listener = listening_on(host, port)
    with listener, Intake(workers=readers or os.cpu_count() or 1, nice=settings.reader_nice) as intake:
        desk = Desk(settings, intake)
        desk.start()
        try:
            threading.Thread(target=intake.start, name="warm-models", daemon=True).start()
            (announce or say_where)(desk, f"http://{_shown(host)}:{port}")
            # Access logs would carry ids of people's evidence; the audit log is the record.
            # Forwarded headers are api/vouched.py's business; a progress stream somebody left open must not hold up
            # stopping.
            config = uvicorn.Config(
                create_app(desk, settings),
                log_level="warning",
                access_log=False,
                proxy_headers=False,
                timeout_graceful_shutdown=5,
            )
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            desk.close()
    return 0


def listening_on(host: str, port: int) -> socket.socket:
    """A socket whose connections send at once. OSError when the address is taken.

    asyncio asks for that on its own sockets only, not on those a bare listener accepts (their protocol number is 0);
    without it every answer waits 40 ms for an acknowledgement that the other side delays.
    """
    listener = socket.create_server((host, port), reuse_port=False)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def say_where(desk: Desk, address: str) -> None:
    """Print the address and, at the first start, the one-time sign-in."""
    token = desk.first_sign_in()
    print(f"学时证已启动：{address}", flush=True)
    if token is not None:
        print(f"一次性登录链接（只能用一次，用后请设置密码）：{address}/sign-in/link?token={token}", flush=True)


def work(settings: Settings, *, readers: int = 0) -> int:
    """Take jobs of the shared queue until told to stop."""
    from intake import Intake

    stopped = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopped.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    readers = readers or os.cpu_count() or 1
    with Intake(workers=readers) as intake:
        desk = Desk(settings, intake)
        desk.start(shards=readers)
        print("工作进程已启动。", flush=True)
        try:
            stopped.wait()
        finally:
            desk.close()
    return 0


@contextlib.contextmanager
def desk_without_reading(settings: Settings) -> Iterator[Desk]:
    """A desk for verbs that read no evidence and take no jobs."""
    from intake import Intake

    with Intake(workers=1) as intake:
        desk = Desk(settings, intake)
        desk.start(work=False)
        try:
            yield desk
        finally:
            desk.close()


def _shown(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 -- only compared, never bound here
