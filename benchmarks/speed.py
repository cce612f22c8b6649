"""How long reading takes, beside stock RapidOCR on the same pages in the same run.

    python -m benchmarks.speed CORPUS [--limit N] [--processes P] [--json FILE]

CORPUS is a folder with ``manifest.jsonl`` (file, condition, …) or any folder of files. Ours is the
whole of ``claims.reading.read_file``: decoding, turning, reading, the secrecy guard, marks, facts,
second reader, checks. Theirs is RapidOCR as it comes, on pages already decoded and standing upright,
so all that is not detection and recognition is given to them. Both sides run P processes (two by
default) of one thread each. The sides take turns, a handful of files at a time, so that other work
on the machine strikes both alike; a wall clock still wanders by some per cent.

The figure to reach is a ratio of at most 0.50 on pages that need reading; native PDF pages, which
need none, are told apart and compared with a photograph.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from claims.reading import read_file
from intake import Intake

CHUNK = 8
GROUPS = {
    "clean": "clean, scan", "scan": "clean, scan", "pdf_scan": "clean, scan", "pdf_multi": "clean, scan",
    "photo": "photo, messenger, copy", "wechat": "photo, messenger, copy", "copy_bw": "photo, messenger, copy",
    "photo_screen": "photo, messenger, copy", "shot_of_shot": "photo, messenger, copy",
    "photo_hard": "hard photo", "pdf_native": "native PDF",
}  # fmt: skip


@dataclass(frozen=True)
class Timed:
    """Seconds one file took: ours in all, in detection and recognition, and theirs. ``pages`` it has."""

    file: str
    group: str
    pages: int
    ours: float
    ocr: float
    theirs: float


def files_of(corpus: Path) -> list[tuple[Path, str, int]]:
    """(path, group, clockwise turn of the content) of every file."""
    manifest = corpus / "manifest.jsonl"
    if not manifest.exists():
        return [(path, "all", 0) for path in sorted(corpus.rglob("*")) if path.is_file()]
    with manifest.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    return [
        (corpus / row["file"], GROUPS.get(row["condition"], "other"), int(row.get("rotation") or 0)) for row in rows
    ]


_stock: Any = None


def _load_stock() -> None:
    global _stock
    from rapidocr import RapidOCR

    _stock = RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "error",
        }
    )
    _stock(np.full((320, 320, 3), 255, np.uint8))


def _read_stock(path: Path, turn: int) -> tuple[int, float]:
    """Pages and seconds stock RapidOCR takes for a file; decoding is not counted."""
    pages = _decoded(path, turn)
    began = time.perf_counter()
    for page in pages:
        _stock(page)
    return len(pages), time.perf_counter() - began


def _decoded(path: Path, turn: int) -> list[Any]:
    if path.suffix.lower() == ".pdf":
        import pypdfium2

        document = pypdfium2.PdfDocument(str(path))
        return [page.render(scale=200 / 72).to_numpy()[..., :3].copy() for page in document]
    import pillow_heif
    from PIL import Image, ImageOps

    pillow_heif.register_heif_opener()
    with Image.open(path) as picture:
        array = np.asarray(ImageOps.exif_transpose(picture).convert("RGB"))
    return [np.ascontiguousarray(np.rot90(array, turn // 90)[..., ::-1])]


def measure(corpus: Path, limit: int | None, processes: int) -> Iterator[Timed]:
    """Files in the order of the manifest, spread over it where ``limit`` asks for fewer."""
    chosen = files_of(corpus)
    if limit and limit < len(chosen):
        chosen = [chosen[i] for i in np.linspace(0, len(chosen) - 1, limit).astype(int)]
    spawn = get_context("spawn")
    with (
        ProcessPoolExecutor(processes, mp_context=spawn, initializer=_load_stock) as stock,
        ThreadPoolExecutor(processes) as askers,
        Intake(workers=processes) as intake,
    ):
        _warm(intake, stock, chosen, processes)
        for first in range(0, len(chosen), CHUNK):
            chunk = chosen[first : first + CHUNK]
            theirs = list(stock.map(_read_stock, [c[0] for c in chunk], [c[2] for c in chunk]))
            ours = list(askers.map(lambda c: _ours(intake, c[0]), chunk))
            for (path, group, _), (pages, their_seconds), (our_seconds, ocr) in zip(chunk, theirs, ours, strict=True):
                yield Timed(path.name, group, pages, our_seconds, ocr, their_seconds)


def _ours(intake: Intake, path: Path) -> tuple[float, float]:
    data = path.read_bytes()
    began = time.perf_counter()
    read = read_file(intake, data, path.name)
    return time.perf_counter() - began, float(read.seconds.get("ocr", 0.0))


def _warm(intake: Intake, stock: ProcessPoolExecutor, chosen: Sequence[tuple[Path, str, int]], processes: int) -> None:
    """Models loaded and arenas grown on both sides before the clock runs."""
    intake.start()
    while not intake.ready:
        time.sleep(0.1)
    path, _, turn = chosen[0]
    list(stock.map(_read_stock, [path] * processes, [turn] * processes))
    for _ in range(processes):
        _ours(intake, path)


def summary(rows: Sequence[Timed], processes: int) -> dict[str, Any]:
    groups: dict[str, Any] = {}
    read = [row for row in rows if row.group != "native PDF"]
    for name in [*dict.fromkeys(row.group for row in rows), "all that need reading"]:
        some = read if name == "all that need reading" else [row for row in rows if row.group == name]
        pages = sum(row.pages for row in some)
        ours, theirs = sum(row.ours for row in some), sum(row.theirs for row in some)
        if not pages:
            continue
        groups[name] = {
            "pages": pages,
            "ours_s_per_page": round(ours / pages, 3),
            "stock_s_per_page": round(theirs / pages, 3),
            "ratio": round(ours / theirs, 3),
            "ocr_share": round(sum(row.ocr for row in some) / ours, 3),
            "ours_pages_per_minute": round(60 * pages * processes / ours, 1),
        }
    photo = groups.get("photo, messenger, copy")
    native = groups.get("native PDF")
    share = round(native["ours_s_per_page"] / photo["ours_s_per_page"], 3) if native and photo else None
    return {"processes": processes, "groups": groups, "native_pdf_page_of_a_photo": share}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Reading time beside stock RapidOCR on the same pages.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="only so many files, spread over the manifest")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--json", type=Path, help="where to write the figures and every file's seconds")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    rows = list(measure(asked.corpus, asked.limit, asked.processes))
    figures = summary(rows, asked.processes)
    print(f"{'':24s}{'pages':>6s}{'ours s':>9s}{'stock s':>9s}{'ratio':>8s}{'ocr':>7s}{'pages/min':>11s}")
    for name, row in figures["groups"].items():
        print(
            f"{name:24s}{row['pages']:6d}{row['ours_s_per_page']:9.3f}{row['stock_s_per_page']:9.3f}"
            f"{row['ratio']:8.3f}{row['ocr_share']:7.2f}{row['ours_pages_per_minute']:11.1f}"
        )
    if figures["native_pdf_page_of_a_photo"] is not None:
        print(f"a native PDF page takes {figures['native_pdf_page_of_a_photo']:.3f} of a photograph")
    text = json.dumps({**figures, "files": [asdict(row) for row in rows]}, ensure_ascii=False)
    if asked.json:
        asked.json.write_text(text, encoding="utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
