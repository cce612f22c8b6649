"""What reading costs, beside stock RapidOCR and stock Tesseract on the same pages in the same run.

    python -m benchmarks.speed CORPUS [--limit N] [--processes P] [--tesseract] [--json FILE]

CORPUS is a folder with ``manifest.jsonl`` (file, condition, …) or any folder of files. Ours is taken twice: the
whole of ``claims.reading.read_file`` without history (decoding, turning, reading, the secrecy guard, marks, facts,
second reader, and every doubt), and all of it but the doubts (``reading``). Theirs is RapidOCR as it comes (and
``chi_sim``, page segmentation 3), on pages already decoded and standing upright, so all that is not detection and
recognition is given to them. All run P processes (two by default) of one thread each and take turns, a handful of
files of one kind at a time.

Processor time is what counts: of our workers with what they started and of the process that asks them, and of the
others' processes. The wall clock is told too; on a machine that does other work it says little. ``ocr`` is the share
of our time inside detection and recognition, whoever asked for it.

The figures to reach: a ratio of at most 0.50 for decoding, reading, extracting and guarding pages that need reading, a
share of at least 0.90, and a native PDF page, which needs no reading, at most 0.05 of a photograph.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from claims.reading import read_file, understood
from domain.reading import Reading
from intake import Intake

CHUNK = 8
PHOTO, NATIVE, TO_READ = "photo, messenger, copy", "native PDF", "all that need reading"
GROUPS = {
    "clean": "clean, scan", "scan": "clean, scan", "pdf_scan": "clean, scan", "pdf_multi": "clean, scan",
    "photo": PHOTO, "wechat": PHOTO, "copy_bw": PHOTO, "photo_screen": PHOTO, "shot_of_shot": PHOTO,
    "photo_hard": "hard photo", "pdf_native": NATIVE,
}  # fmt: skip
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """Seconds of processor time, and of the wall clock added up over the files."""

    cpu: float
    wall: float

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.cpu + other.cpu, self.wall + other.wall)


@dataclass(frozen=True)
class Timed:
    """What a handful of files of one group took: ours in all, ours without the doubts, the wall seconds of the latter
    in detection and recognition, and the others'."""

    files: tuple[str, ...]
    group: str
    pages: int
    ours: Spent
    reading: Spent
    ocr: float
    stock: Spent
    tesseract: Spent | None


Chosen = tuple[Path, str, int]
"""Path, group, clockwise turn of the content."""


def files_of(corpus: Path) -> list[Chosen]:
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

    os.environ["OMP_THREAD_LIMIT"] = "1"  # Tesseract's.
    _stock = RapidOCR(
        params={
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            "Global.log_level": "error",
        }
    )
    _stock(np.full((320, 320, 3), 255, np.uint8))


def _read_stock(path: Path, turn: int) -> tuple[int, Spent]:
    """Pages, and what stock RapidOCR takes for them; decoding is not counted."""
    pages = _decoded(path, turn)
    return len(pages), _spent_on(pages, _stock)


def _read_tesseract(path: Path, turn: int) -> tuple[int, Spent]:
    import pytesseract

    pages = _decoded(path, turn)
    return len(pages), _spent_on(
        pages, lambda page: pytesseract.image_to_string(page[..., ::-1], lang="chi_sim", config="--psm 3")
    )


def _spent_on(pages: Sequence[Any], read: Callable[[Any], Any]) -> Spent:
    """What reading takes in this process and those it starts."""
    before, began = _own_cpu(), time.perf_counter()
    for page in pages:
        read(page)
    return Spent(_own_cpu() - before, time.perf_counter() - began)


def _own_cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _decoded(path: Path, turn: int) -> list[Any]:
    """Upright pages, blue first."""
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


def measure(corpus: Path, limit: int | None, processes: int, tesseract: bool) -> Iterator[Timed]:
    """Files spread over each group of the manifest where ``limit`` asks for fewer, a handful at a time."""
    chosen = files_of(corpus)
    groups = {group: [one for one in chosen if one[1] == group] for _, group, _ in chosen}
    if limit and limit < len(chosen):
        for group, some in groups.items():
            few = max(1, round(limit * len(some) / len(chosen)))
            groups[group] = [some[i] for i in np.linspace(0, len(some) - 1, few).astype(int)]
    spawn = get_context("spawn")
    with (
        ProcessPoolExecutor(processes, mp_context=spawn, initializer=_load_stock) as peers,
        ThreadPoolExecutor(processes) as askers,
        Intake(workers=processes) as intake,
    ):
        _warm(intake, peers, [some[-1] for some in groups.values()], processes)
        for group, some in groups.items():
            for first in range(0, len(some), CHUNK):
                chunk = some[first : first + CHUNK]
                where = [one[0] for one in chunk], [one[2] for one in chunk]
                stock = list(peers.map(_read_stock, *where))
                ours = _taken(intake, askers, _ours, chunk)
                reading = _taken(intake, askers, _read_alone, chunk)
                other = [spent for _, spent in peers.map(_read_tesseract, *where)] if tesseract else []
                yield Timed(
                    tuple(one[0].name for one in chunk),
                    group,
                    sum(pages for pages, _ in stock),
                    ours[0],
                    reading[0],
                    reading[1],
                    sum((spent for _, spent in stock), Spent(0, 0)),
                    sum(other, Spent(0, 0)) if tesseract else None,
                )


Way = Callable[[Intake, Path], tuple[float, float]]


def _taken(intake: Intake, askers: ThreadPoolExecutor, way: Way, chunk: Sequence[Chosen]) -> tuple[Spent, float]:
    """What a handful took, and the wall seconds of it in detection and recognition."""
    before = _our_cpu(intake)
    walls = list(askers.map(lambda one: way(intake, one[0]), chunk))
    return Spent(_our_cpu(intake) - before, sum(wall for wall, _ in walls)), sum(ocr for _, ocr in walls)


def _ours(intake: Intake, path: Path) -> tuple[float, float]:
    """The whole way: wall seconds in all, and of detection and recognition."""
    data = path.read_bytes()
    began = time.perf_counter()
    read = read_file(intake, data, path.name)
    return time.perf_counter() - began, float(read.seconds.get("ocr", 0.0))


def _read_alone(intake: Intake, path: Path) -> tuple[float, float]:
    """All but the doubts: decoded, guarded, read, understood, doubtful values read a second time."""
    data = path.read_bytes()
    began = time.perf_counter()
    read = intake.read(data, name=path.name)
    if isinstance(read, Reading):
        understood(intake, data, read)
        return time.perf_counter() - began, float(read.seconds.get("ocr", 0.0))
    return time.perf_counter() - began, 0.0


def _our_cpu(intake: Intake) -> float:
    """Processor seconds so far of this process and of the workers with what they started."""
    workers = 0
    for pid in intake.worker_pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        workers += sum(int(ticks) for ticks in fields[11:15])
    return workers / _TICKS + time.process_time()


def _warm(intake: Intake, peers: ProcessPoolExecutor, some: Sequence[Chosen], processes: int) -> None:
    """Models loaded, arenas grown and patterns compiled on all sides before the clock runs."""
    intake.start()
    while len(intake.worker_pids) < processes or not intake.ready:
        time.sleep(0.1)
    for path, _, turn in some:
        list(peers.map(_read_stock, [path] * processes, [turn] * processes))
        with ThreadPoolExecutor(processes) as askers:
            list(askers.map(lambda _, path=path: _ours(intake, path), range(processes)))


def summary(rows: Sequence[Timed], processes: int) -> dict[str, Any]:
    groups: dict[str, Any] = {}
    for name in [*dict.fromkeys(row.group for row in rows), TO_READ]:
        some = [row for row in rows if (row.group != NATIVE if name == TO_READ else row.group == name)]
        if not some:
            continue
        pages = sum(row.pages for row in some)
        ours, reading, stock = (
            sum((getattr(row, who) for row in some), Spent(0, 0)) for who in ("ours", "reading", "stock")
        )
        groups[name] = {
            "pages": pages,
            "ours_cpu_s_per_page": round(ours.cpu / pages, 3),
            "stock_cpu_s_per_page": round(stock.cpu / pages, 3),
            "ratio_cpu": round(ours.cpu / stock.cpu, 3),
            "ratio_wall": round(ours.wall / stock.wall, 3),
            "reading_cpu_s_per_page": round(reading.cpu / pages, 3),
            "reading_ratio_cpu": round(reading.cpu / stock.cpu, 3),
            "ocr_share": round(sum(row.ocr for row in some) / reading.wall, 3),
            "ours_pages_per_minute": round(60 * pages * processes / ours.wall, 1),
        }
        peer = [row.tesseract for row in some if row.tesseract is not None]
        if peer:
            groups[name]["tesseract_cpu_s_per_page"] = round(sum(peer, Spent(0, 0)).cpu / pages, 3)
    photo, native = groups.get(PHOTO), groups.get(NATIVE)
    share = round(native["reading_cpu_s_per_page"] / photo["reading_cpu_s_per_page"], 3) if native and photo else None
    return {"processes": processes, "groups": groups, "native_pdf_page_of_a_photo": share}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Reading time beside stock RapidOCR on the same pages.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--limit", type=int, help="only about so many files, spread over the groups of the manifest")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--tesseract", action="store_true", help="stock Tesseract too")
    parser.add_argument("--json", type=Path, help="where to write the figures and those of every handful of files")
    asked = parser.parse_args(arguments)
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    rows = list(measure(asked.corpus, asked.limit, asked.processes, asked.tesseract))
    figures = summary(rows, asked.processes)
    heads = ("pages", "ours", "reading", "stock", "tess.", "ratio", "reading", "ocr")
    print(f"{'CPU seconds a page':24s}" + "".join(f"{head:>8s}" for head in heads))
    for name, row in figures["groups"].items():
        print(
            f"{name:24s}{row['pages']:8d}{row['ours_cpu_s_per_page']:8.3f}{row['reading_cpu_s_per_page']:8.3f}"
            f"{row['stock_cpu_s_per_page']:8.3f}{row.get('tesseract_cpu_s_per_page', 0):8.3f}"
            f"{row['ratio_cpu']:8.3f}{row['reading_ratio_cpu']:8.3f}{row['ocr_share']:8.2f}"
        )
    if figures["native_pdf_page_of_a_photo"] is not None:
        print(f"a native PDF page takes {figures['native_pdf_page_of_a_photo']:.3f} of a photograph")
    if asked.json:
        text = json.dumps({**figures, "handfuls": [asdict(row) for row in rows]}, ensure_ascii=False)
        asked.json.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
