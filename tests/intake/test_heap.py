"""Memory freed below a block still in use goes back to the system when it is asked for."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest

from intake.heap import give_back

BLOCK, COUNT = 1024, 60_000


def resident() -> int:
    """Pages of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1])


def test_holes_below_a_used_block_are_given_back() -> None:
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        pytest.skip("the C library is not glibc")
    library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
    blocks = [library.malloc(BLOCK) for _ in range(COUNT)]
    for block in blocks:
        ctypes.memset(block, 1, BLOCK)
    for block in blocks[:-1]:
        library.free(block)
    try:
        held = resident()
        give_back(10 * BLOCK * COUNT)
        assert resident() > held - 1000, "little unused: nothing is done"
        give_back()
        assert held - resident() > 0.8 * BLOCK * COUNT / 4096
    finally:
        library.free(blocks[-1])
