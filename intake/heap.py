"""Memory that the C library keeps after use, given back to the system (glibc; elsewhere nothing happens)."""

from __future__ import annotations

import ctypes


class _Heap(ctypes.Structure):
    """``mallinfo2`` of the C library; ``free`` is what it holds and nobody uses, in bytes."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "used", "free", "keepcost")
    ]


def give_back(most_unused: int = 0) -> None:
    """Give back what is unused where it is more than ``most_unused`` bytes.

    What threads other than the first hold is not counted, but given back with the rest.
    """
    library = ctypes.CDLL(None)
    if not hasattr(library, "mallinfo2"):
        return
    library.mallinfo2.restype = _Heap
    if not most_unused or library.mallinfo2().free > most_unused:
        library.malloc_trim(0)
