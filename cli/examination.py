"""The checks behind ``doctor``: each tries the real thing and says what to do when it does not work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from claims.settings import Settings
from cli.at_work import queue_of
from cli.chinese_font import paints_chinese
from cli.outside import identity_provider, receivers


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the doctor. ``needed`` tells whether the service cannot do without it."""

    title: str
    works: bool
    says: str
    remedy: str = ""
    needed: bool = True


def examine(settings: Settings, *, only: Collection[str] = ()) -> list[Result]:
    """All checks in order, or those of ``only`` by title; one that crashes is a result, not the end of the doctor."""
    checks: list[tuple[str, Callable[[], Result]]] = [
        ("Python", _python),
        ("第一识别引擎", _first_reader),
        ("第二识别引擎", _second_reader),
        ("PDF", _pdf),
        ("中文字体", _chinese_font),
        ("HEIC", _heic),
        ("认定办法", _policies),
        ("数据文件夹", lambda: _data_folder(settings)),
        ("数据库", lambda: _database(settings)),
        ("工作队列", lambda: _queue(settings)),
        ("密封文件存储", lambda: _blobs(settings)),
        ("密钥文件", lambda: _keys(settings)),
        ("统一身份认证", lambda: _outside("统一身份认证", identity_provider(settings))),
        ("事件通知", lambda: _outside("事件通知", receivers(settings))),
        ("内存文件系统", _memory_folder),
        ("识别沙箱", _sandbox),
    ]
    results = []
    for title, check in checks:
        if only and title not in only:
            continue
        try:
            results.append(check())
        except Exception as fault:  # noqa: BLE001 -- the doctor reports what fails, whatever it is
            results.append(Result(title, False, f"{type(fault).__name__}: {fault}", "请重新运行 ./run 以修复环境。"))
    return results


def _outside(title: str, found: tuple[bool, str]) -> Result:
    return Result(title, *found, "请核对 HOURPROOF_OIDC_… 或 HOURPROOF_WEBHOOK_… 的设置和网络。", needed=False)


def _python() -> Result:
    return Result("Python", True, f"{sys.version.split()[0]}，学时证 {_version('hourproof') or '源码'}")


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _first_reader() -> Result:
    from intake import rapid_reader

    rapid_reader.RapidReader()
    return Result(
        "第一识别引擎", True, f"RapidOCR {_version('rapidocr')}，onnxruntime {_version('onnxruntime')}，模型已载入"
    )


def _second_reader() -> Result:
    remedy = "sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim"
    program = shutil.which("tesseract")
    if program is None:
        return Result("第二识别引擎", False, "没有 Tesseract，只用第一引擎", remedy, needed=False)
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
    if "chi_sim" not in listed:
        return Result("第二识别引擎", False, "Tesseract 缺少 chi_sim 语言包", remedy, needed=False)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout.splitlines()[0]
    return Result("第二识别引擎", True, f"{version}，chi_sim")


def _pdf() -> Result:
    import pdfplumber
    import pypdfium2  # noqa: F401 -- that it loads is the check

    return Result("PDF", True, f"pdfplumber {pdfplumber.__version__}，pypdfium2 {_version('pypdfium2')}")


def _chinese_font() -> Result:
    if paints_chinese():
        return Result("中文字体", True, "可以显示未嵌入字体的中文 PDF")
    remedy = "sudo apt-get install fonts-noto-cjk，然后重新启动服务"
    return Result("中文字体", False, "没有中文字体，未嵌入字体的 PDF 显示为空白，也读不出来", remedy, needed=False)


def _heic() -> Result:
    import pillow_heif

    return Result("HEIC", True, f"pillow-heif {pillow_heif.__version__}")


def _policies() -> Result:
    from rules import policies

    return Result("认定办法", bool(policies()), "、".join(sorted(policies())) or "没有找到任何认定办法")


def _data_folder(settings: Settings) -> Result:
    settings.data.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.data):
        pass
    free = shutil.disk_usage(settings.data).free / 1e9
    says = f"{settings.data} 可写，剩余 {free:.1f} GB"
    return Result("数据文件夹", free > 1, says, "剩余空间不足 1 GB，请清理或换一个 HOURPROOF_DATA。")


def _database(settings: Settings) -> Result:
    import sqlalchemy

    engine = sqlalchemy.create_engine(settings.database)
    try:
        with engine.connect() as connection:
            connection.execute(sqlalchemy.text("select 1"))
    finally:
        engine.dispose()
    return Result("数据库", True, f"{engine.dialect.name} 可连接")


def _queue(settings: Settings) -> Result:
    from claims.store.engine import Store
    from claims.store.migrate import current, known

    store = Store(settings.database)
    try:
        revision = current(store)
        if revision is None:
            return Result("工作队列", True, "尚未建立（首次启动时建立）")
        if not known(revision):
            remedy = "请用建立它的版本，或从备份恢复。"
            return Result("工作队列", False, f"数据库属于更新的版本（{revision}），本版本不认识", remedy)
        working, waiting, given_up = queue_of(store, settings.heartbeat_seconds)
    finally:
        store.close()
    says = f"{working} 个进程在工作，{waiting} 件等待处理，{given_up} 件未能自动处理（已转人工）"
    remedy = "请启动 hourproof serve 或 hourproof worker；已经启动的请看其日志。"
    return Result("工作队列", working > 0 or waiting == 0, says, remedy, needed=False)


def _blobs(settings: Settings) -> Result:
    from claims.errors import StorageDown
    from claims.store.engine import Store
    from claims.vault import Vault

    where = settings.blobs_url or str(settings.data / "blobs")
    if not settings.master_key.exists():
        return Result("密封文件存储", True, f"{where}（首次启动时建立）")
    store = Store(settings.database)
    try:
        vault = Vault(settings, store)
        trial = vault.seal(b"doctor")
        vault.ciphertext(trial.id)
        vault.sweep(trial.id)
    except StorageDown:
        remedy = "请检查 HOURPROOF_BLOBS_URL、HOURPROOF_BLOBS_ENDPOINT、存储的账号和网络，或磁盘空间与权限。"
        return Result("密封文件存储", False, f"{where} 不能写入或读回", remedy)
    finally:
        store.close()
    return Result("密封文件存储", True, f"{where} 可写、可读、可删")


def _keys(settings: Settings) -> Result:
    there = [path for path in (settings.master_key, settings.audit_key) if path.exists()]
    if not there:
        return Result("密钥文件", True, "尚未建立（首次启动时建立；请与备份分开另存）")
    if len(there) == 1:
        return Result(
            "密钥文件", False, f"只有 {there[0]}，另一个不见了", "请从另存处恢复密钥文件，不要让程序重新建立。"
        )
    loose = [str(path) for path in there if path.stat().st_mode & 0o077]
    remedy = f"chmod 600 {' '.join(loose)}"
    return Result("密钥文件", not loose, "仅本用户可读" if not loose else "其他用户也能读", remedy, needed=False)


def _sandbox() -> Result:
    import time

    from intake import Intake

    with Intake(workers=1) as intake:
        intake.start()
        until = time.monotonic() + 120
        while not intake.ready and time.monotonic() < until:
            time.sleep(0.1)
        granted = intake.protections
    if not granted:
        return Result("识别沙箱", False, "识别进程没有启动", "请看上面各项；仍不行请设置 HOURPROOF_DEBUG=1 再试。")
    files = "文件隔离" if granted.get("landlock") else "没有文件隔离（内核无 Landlock）"
    network = "断网" if granted.get("no_network") else "未能断网（不许建立网络命名空间）"
    works = bool(granted.get("landlock") and granted.get("no_network"))
    remedy = "请换 5.13 以上、启用 Landlock 的内核，并允许进程建立网络命名空间。"
    return Result("识别沙箱", works, f"{files}，{network}", remedy, needed=False)


def _memory_folder() -> Result:
    folder = Path("/dev/shm")  # noqa: S108 -- memory, on purpose: the second reader's crops must not reach a disk
    works = os.access(folder, os.W_OK)
    remedy = "第二识别引擎的临时图片需要内存文件系统；请挂载 /dev/shm。"
    return Result("内存文件系统", works, str(folder) if works else "没有可写的 /dev/shm", remedy, needed=False)
