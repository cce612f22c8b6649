"""What is left of a file that should have left nothing: pieces of its bytes, and its words as read by OCR."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

PIECE = 32
#: Shorter pieces of text stand in other papers too.
LEAST_WORDS = 8


def pieces(data: bytes, count: int = 64) -> list[bytes]:
    """Runs of bytes from all over the file that hardly any other file holds."""
    step = max(PIECE, len(data) // count)
    runs = [data[at : at + PIECE] for at in range(0, max(1, len(data) - PIECE), step)]
    return [run for run in runs if len(set(run)) > PIECE // 3]


def words_read(data: bytes) -> list[str]:
    """The lines the first reader sees on a picture."""
    import cv2
    import numpy as np

    from intake.pipeline import reader

    decoded = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None, "a picture was expected"
    pixels = np.ascontiguousarray(decoded[..., ::-1], np.uint8)
    return [line.text for line in reader().read(pixels) if len(line.text) >= LEAST_WORDS]


def files_below(folders: Iterable[Path]) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def remains_of(data: bytes, folders: Sequence[Path], words: Sequence[str] = ()) -> list[str]:
    """``file: what`` for everything of it found below ``folders``: bytes, or words in UTF-8, UTF-16 or GB 18030."""
    wanted: list[tuple[str, bytes]] = [("bytes", run) for run in pieces(data)]
    for word in words:
        wanted += [(f"words ({code})", word.encode(code)) for code in ("utf-8", "utf-16-le", "gb18030")]
    found = []
    for path in files_below(folders):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        found += [f"{path}: {what}" for what, run in wanted if run in content]
    return sorted(set(found))
