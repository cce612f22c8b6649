"""Coverage-guided fuzzing of what looks at foreign bytes and words (atheris; not among the locked packages).

    pip install atheris            # Linux, CPython; once
    python -m benchmarks.fuzz_files accept|picture|pdf|facts [-max_total_time=300] [CORPUS_FOLDER] [libFuzzer options]

What may come of any input: a value, or ``UnusableError``. Everything else is found and printed with the input that did
it. Decoders run in this very process here, without the sandbox, so a crash of a C library ends the run: that is what
the sandbox is for, and still worth knowing.
"""

from __future__ import annotations

import gc
import itertools
import sys
import tempfile
from pathlib import Path

TARGETS = ("accept", "picture", "pdf", "facts")


def main(words: list[str]) -> None:
    if not words or words[0] not in TARGETS:
        raise SystemExit(f"which of {', '.join(TARGETS)}?")
    try:
        import atheris
    except ImportError:
        raise SystemExit("atheris is missing: pip install atheris") from None
    target = words[0]
    with atheris.instrument_imports(include=["intake", "extractors", "pdfplumber", "pdfminer"]):
        from intake import accept, decode_image, document
        from intake.accept import UnusableError
        from intake.settings import Limits

        if target == "facts":
            import extractors
            from tests.extractors.typed import column, typed

            extractors.understand(typed([]))  # kinds are found and imported at first use; they must be watched too
    limits = Limits(max_pixels=1_000_000, max_pages=4)
    decode_image.prepare(limits)

    runs = itertools.count(1)

    def once(data: bytes) -> None:
        if next(runs) % 500 == 0:
            gc.collect()
        if target == "facts":
            text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(4000)
            extractors.understand(typed(column(text.split("\n"))))
            return
        if target == "pdf" and b"%%EOF" not in data:
            data += b"\n%%EOF"  # what is cut off is refused before anything interesting happens
        try:
            media_type = accept.media_type_of(data, limits)
            if target == "accept":
                return
            with document.opened(data, media_type, limits) as file:
                for sheet in file.sheets(None):
                    assert sheet.image.size <= 3 * limits.max_pixels * 4
        except UnusableError as refused:
            if not refused.code.startswith("unusable.") or "请" not in refused.message:
                raise AssertionError(refused.code) from refused

    with tempfile.TemporaryDirectory(prefix="hourproof-fuzz-") as seeds:
        _plant(Path(seeds), target)
        atheris.Setup([sys.argv[0], "-rss_limit_mb=4096", "-max_len=20000", *words[1:], seeds], once)
        atheris.Fuzz()


def _plant(folder: Path, target: str) -> None:
    """Small readable files to begin from: without them hardly any input gets past the first bytes."""
    from tests.intake.hostile import one_page, page, pdf, saved

    if target == "facts":
        words = (
            "结业证书\n姓名：郑晓岚\n于2023年5月10日至5月12日参加水利工程质量培训班，共计24学时\n证书编号：JX2023-0417"
        )
        (folder / "words").write_bytes(b"\x00" + words.encode("utf-16-le"))
        return
    picture = page(120, 80)
    for form in ("PNG", "JPEG", "WEBP", "TIFF"):
        if target != "pdf":
            (folder / form).write_bytes(saved(picture, form))
    if target != "picture":
        (folder / "drawn").write_bytes(pdf(one_page(b"BT /F 9 Tf 50 50 Td (2023 16) Tj ET 0 0 m 9 9 l S")))
        (folder / "scan").write_bytes(saved(picture, "PDF"))


if __name__ == "__main__":
    main(sys.argv[1:])
