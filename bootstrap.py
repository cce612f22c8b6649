"""Sets up the environment behind ./run and ./test; needs nothing but Python 3.11.

Makes ``.venv`` from the lock file (uv when it is there, else venv, else virtualenv), then hands over to
``hourproof`` or to the test suite. A second start finds the stamp of the first and installs nothing.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
LOCKS = {"run": ROOT / "requirements.lock", "test": ROOT / "requirements-test.lock"}
TESSERACT = ("tesseract-ocr", "tesseract-ocr-chi-sim")
FOR_TESTS = {"chromium": "chromium", "postgres": "postgresql", "strace": "strace"}
FONTS = {
    "Noto Sans CJK": "fonts-noto-cjk",
    "AR PL UKai": "fonts-arphic-ukai",
    "AR PL UMing": "fonts-arphic-uming",
    "WenQuanYi Zen Hei": "fonts-wqy-zenhei",
}
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def say(sentence: str) -> None:
    print(f"[hourproof] {sentence}", file=sys.stderr, flush=True)


def stop(sentence: str) -> None:
    say(sentence)
    raise SystemExit(2)


def main(arguments: Sequence[str]) -> None:
    """``bootstrap.py run …`` or ``bootstrap.py test …``; replaces this process with the real one."""
    purpose, rest = arguments[0], list(arguments[1:])
    if sys.version_info < (3, 11):  # noqa: UP036 -- this very file may be started by an older Python
        found = ".".join(str(part) for part in sys.version_info[:3])
        stop(f"需要 Python 3.11 或更高版本，现在是 {found}。请先安装：apt-get install python3")
    os.environ["PATH"] = os.environ.get("PATH") or SYSTEM_PATH
    os.environ["PYTHONUTF8"] = "1"
    with _one_at_a_time():
        _environment("run" if purpose == "run" else "test")
        _tesseract()
        if purpose == "test":
            _test_programs()
    python = str(BIN / "python")
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    os.environ["VIRTUAL_ENV"] = str(VENV)
    os.chdir(ROOT) if purpose == "test" else None
    module = ["-m", "cli"] if purpose == "run" else ["-m", "tests"]
    os.execv(python, [python, *module, *_words(purpose, rest)])  # noqa: S606


def _words(purpose: str, rest: list[str]) -> list[str]:
    """``./run`` and ``./run --once`` mean the demonstration; any other first word is a verb."""
    if purpose == "run" and (not rest or (rest[0].startswith("-") and rest[0] not in ("-h", "--help"))):
        return ["demo", *rest]
    return rest


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two starts at once must not build one environment together."""
    with contextlib.ExitStack() as stack:
        # In a folder that cannot be written nothing is built: the environment is whole already, or that is said.
        with contextlib.suppress(OSError):
            handle = stack.enter_context(open(ROOT / ".venv.lock", "w"))
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _stamp(purpose: str) -> str:
    digest = hashlib.sha256(LOCKS[purpose].read_bytes())
    digest.update(f"{sys.version_info[:2]} {ROOT} {Path(__file__).read_text()}".encode())
    return digest.hexdigest()


def _environment(purpose: str) -> None:
    stamp_file = VENV / f"hourproof-{purpose}.stamp"
    wanted = _stamp(purpose)
    if stamp_file.exists() and stamp_file.read_text() == wanted and (BIN / "python").exists():
        return
    # The tests' lock holds everything the service needs, so a tested checkout also runs.
    say("正在准备运行环境（首次约需一两分钟）…")
    uv = shutil.which("uv")
    if uv is not None and not _works([uv, "--version"]):
        uv = None
    if not (BIN / "python").exists() or not _works([str(BIN / "python"), "-c", "import sys"]):
        shutil.rmtree(VENV, ignore_errors=True)
        _make_venv(uv)
    if uv is not None:
        command = [uv, "pip", "install", "--quiet", "--python", str(BIN / "python"), "--require-hashes"]
    else:
        if not (BIN / "pip").exists():
            _run(
                [str(BIN / "python"), "-m", "ensurepip"],
                "虚拟环境里没有 pip，也装不上。请安装：apt-get install python3-venv",
            )
        command = [
            str(BIN / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
        ]
    if "HOME" not in os.environ:
        command.append("--no-cache" if uv is not None else "--no-cache-dir")
    _run(
        [*command, "-r", str(LOCKS[purpose])],
        "依赖包安装失败（见上面的原因）。请检查网络或软件包镜像设置后再运行一次。",
    )
    site = next(VENV.glob("lib/python3*/site-packages"))
    (site / "hourproof.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    launcher = BIN / "hourproof"
    launcher.write_text(f'#!/bin/sh\nexec "{BIN}/python" -m cli "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    stamp_file.write_text(wanted)
    if purpose == "test":
        (VENV / "hourproof-run.stamp").write_text(_stamp("run"))


def _make_venv(uv: str | None) -> None:
    if uv is not None and _works([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]):
        return
    if _works([sys.executable, "-c", "import ensurepip"]) and _works([sys.executable, "-m", "venv", str(VENV)]):
        return
    shutil.rmtree(VENV, ignore_errors=True)
    if _works([sys.executable, "-m", "virtualenv", "--quiet", str(VENV)]):
        return
    borrowed = ROOT / ".venv.virtualenv"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(borrowed), "virtualenv"]
    if _works(pip):
        made = _works([sys.executable, "-m", "virtualenv", "--quiet", str(VENV)], {"PYTHONPATH": str(borrowed)})
        shutil.rmtree(borrowed, ignore_errors=True)
        if made:
            return
    if _apt(["python3-venv"]) and _works([sys.executable, "-m", "venv", str(VENV)]):
        return
    stop("无法建立虚拟环境：缺少 venv。请先运行：sudo apt-get install python3-venv，然后再运行一次。")


def _tesseract() -> None:
    if _has_chi_sim():
        return
    if _apt(list(TESSERACT)) and _has_chi_sim():
        return
    say(
        "没有第二识别引擎 Tesseract（chi_sim），先只用第一引擎继续。"
        "需要时请运行：sudo apt-get install tesseract-ocr tesseract-ocr-chi-sim"
    )


def _has_chi_sim() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "chi_sim" in listed.stdout


def _test_programs() -> None:
    missing = [package for program, package in FOR_TESTS.items() if not _program(program)]
    listed = (
        subprocess.run(["fc-list"], capture_output=True, text=True, check=False).stdout if _program("fc-list") else ""
    )
    missing += [package for family, package in FONTS.items() if family not in listed]
    if missing and not _apt(missing):
        say(f"装不上 {'、'.join(missing)}，相关测试会被跳过并逐项说明。")


def _program(name: str) -> bool:
    if name == "postgres":
        return any(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return shutil.which(name) is not None


def _apt(packages: list[str]) -> bool:
    """Installs Debian packages when that is permitted (root, or sudo that asks nothing)."""
    if shutil.which("apt-get") is None:
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or not _works(["sudo", "-n", "true"]):
            return False
        prefix = ["sudo", "-n"]
    say(f"正在安装系统软件包：{' '.join(packages)}")
    environment = {"DEBIAN_FRONTEND": "noninteractive"}
    install = [*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if _works(install, environment):
        return True
    return _works([*prefix, "apt-get", "update", "-qq"], environment) and _works(install, environment)


def _works(command: Sequence[str], environment: dict[str, str] | None = None) -> bool:
    merged = {**os.environ, **(environment or {})}
    try:
        return (
            subprocess.run(command, capture_output=True, check=False, env=merged, stdin=subprocess.DEVNULL).returncode
            == 0
        )
    except OSError:
        return False


def _run(command: Sequence[str], sentence: str) -> None:
    if subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode != 0:
        stop(sentence)


if __name__ == "__main__":
    main(sys.argv[1:])
