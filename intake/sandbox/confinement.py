"""Confining the current process for good (Linux): death with its parent, limits, files, network.

Everything here is one-way: a process that confined itself cannot take it back. What a kernel does not
offer is reported, not faked; see docs/decisions/0002-sandbox.md.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

_libc = ctypes.CDLL(None, use_errno=True)

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000

# Landlock system calls have the same numbers on every architecture.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION_FLAG, _PATH_BENEATH = 1, 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_READ = _EXECUTE | _READ_FILE | _READ_DIR
#: Rights on files each version of Landlock knows, by its number.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_TCP_RIGHTS = 0b11


def die_with_parent(parent: int) -> None:
    """End this process when the thread that started it ends; end now if that has already happened.

    To be called before anything slow, or a parent that dies meanwhile leaves an orphan.
    """
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(0)


def limit_resources(memory: int, files: int = 256) -> None:
    """Bound address space (bytes) and open files; no core dumps, no file may grow."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
    # Exceeding it raises an error instead of a signal: what wants to write a file is told so.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def limit_cpu(seconds: float) -> None:
    """Allow this process that much more processor time, then end it (a second net below the wall clock)."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def leave_network() -> bool:
    """Move into a network namespace of its own, with no interface up. False where not permitted."""
    if _libc.unshare(_CLONE_NEWNET) == 0:
        return True
    return bool(_libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def landlock_version() -> int:
    """Version of Landlock the kernel offers; 0 for none."""
    return max(0, int(_libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG)))


def restrict_files(readable: Iterable[Path], writable: Iterable[Path] = ()) -> bool:
    """Allow reading and executing below ``readable``, everything below ``writable``, nothing else.

    Also forbids TCP where the kernel can. False where it has no Landlock.
    """
    version = landlock_version()
    if version == 0:
        return False
    rights = _FILE_RIGHTS[min(version, 5)]
    handled = struct.pack("QQ", rights, _TCP_RIGHTS) if version >= 4 else struct.pack("Q", rights)
    ruleset = int(_libc.syscall(_CREATE_RULESET, handled, len(handled), 0))
    if ruleset < 0:
        return False
    try:
        for folder in readable:
            _allow(ruleset, folder, _READ)
        for folder in writable:
            _allow(ruleset, folder, rights)
        for device in ("/dev/null", "/dev/zero", "/dev/urandom"):
            _allow(ruleset, Path(device), _READ_FILE | _WRITE_FILE)
        _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return bool(_libc.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # What does not exist needs no permission.
    try:
        if not path.is_dir():
            rights &= _EXECUTE | _WRITE_FILE | _READ_FILE
        rule = struct.pack("=Qi", rights, handle)
        _libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(handle)


def needed_to_read() -> list[Path]:
    """Folders a worker must read: interpreter, packages (imports are lazy), system libraries, tesseract's data.

    Of the program's own folder only the packages it imports, never a data folder that may lie in it.
    """
    own = Path(__file__).resolve().parents[2]
    places = {Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)}
    places |= {Path(place) for place in sysconfig.get_paths().values()}
    places |= {own / room for room in ("domain", "intake", "verifiers", "extractors", "claims")}
    places |= {Path(entry).resolve() for entry in sys.path if entry and Path(entry).resolve() != own}
    system = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/ld.so.conf", "/etc/localtime")
    places |= {Path(place) for place in (*system, "/sys/devices/system/cpu", "/proc/cpuinfo", "/proc/meminfo")}
    places.discard(Path("/"))
    return sorted(places)
