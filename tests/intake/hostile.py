"""Hostile and broken files, made on the spot: (name, bytes, what is expected).

Expected is a refusal code, a prefix of codes ending in ".", or None where a right reading is as good
as a refusal (what matters then is that it ends in time and harms nothing).
"""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Iterator
from random import Random

import numpy as np
import pypdf
from PIL import Image, ImageDraw

Hostile = tuple[str, bytes, str | None]


def page(width: int = 600, height: int = 400, colour: str = "white") -> Image.Image:
    picture = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(picture).text((60, 60), "CERTIFICATE 2024-03-05 16", fill="black", font_size=32)
    return picture


def saved(picture: Image.Image, form: str, **how: object) -> bytes:
    if form == "PDF":
        # Pillow writes the second of saving into a PDF; files must be the same in every second.
        how = {"creationDate": time.gmtime(0), "modDate": time.gmtime(0), **how}
    out = io.BytesIO()
    picture.save(out, form, **how)
    return out.getvalue()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def zeros(count: int) -> bytes:
    """So many zero bytes as a zlib stream, a thousandth of their size, in no time: one packed block over and over."""
    step = 1 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = packer.compress(bytes(step)) + packer.flush(zlib.Z_FULL_FLUSH)  # knows nothing of what came before it
    last = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    end = last.compress(bytes(count % step)) + last.flush()
    checksum = struct.pack(">HH", count % 65_521, 1)  # Adler-32 (RFC 1950) of nothing but zeros
    return b"\x78\xda" + block * (count // step) + end + checksum


def png(width: int, height: int, rows: bytes, depth: int = 8, colour: int = 2) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", rows) + png_chunk(b"IEND", b"")


def pdf(objects: list[bytes], tail: bytes = b"") -> bytes:
    """A PDF of these objects, the first being the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, tail, start)
    return bytes(out)


def stream(body: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(body), extra, body)


def one_page(content: bytes, resources: bytes = b"<<>>", box: bytes = b"[0 0 300 200]") -> list[bytes]:
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources%s>>" % (box, resources),
        stream(content),
    ]


def encrypted() -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("kept secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (3 + i) for i in range(count))
    pages = [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>"] * count
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count), *pages])


def files() -> Iterator[Hostile]:
    """Every hostile file; a few dozen, of some twenty kinds."""
    good_png, good_jpeg = saved(page(), "PNG"), saved(page(), "JPEG", quality=90)
    good_pdf = saved(page(), "PDF")
    yield "empty", b"", "unusable.empty"
    yield "one byte", b"\xff", "unusable.not_supported"
    yield "text named photo", "姓名：张三\n学时：16".encode(), "unusable.not_supported"
    yield "zeros", bytes(5000), "unusable.not_supported"
    yield "60 MB", b"\xff\xd8\xff\xe0" + bytes(60_000_000), "unusable.too_large"
    for name, magic in (
        ("svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("html", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("zip or docx", b"PK\x03\x04" + bytes(100)),
        ("old word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)),
        ("gif", b"GIF89a" + bytes(100)),
        ("bmp", b"BM" + bytes(100)),
        ("mp4", b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(100)),
        ("avif", b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf" + bytes(100)),
        ("polyglot, script before PDF", b"#!/bin/sh\n" + good_pdf),
        ("polyglot, zip before JPEG", b"PK\x03\x04" + good_jpeg),
        ("postscript", b"%!PS-Adobe-3.0\n" + bytes(50)),
        ("elf", b"\x7fELF" + bytes(200)),
    ):
        yield name, magic, "unusable.not_supported"
    yield "polyglot, zip behind JPEG", good_jpeg + b"PK\x03\x04" + bytes(400), None
    yield "polyglot, html behind PNG", good_png + b"<script>alert(1)</script>", None
    for share in (0.02, 0.3, 0.7, 0.97):
        yield f"png cut at {share}", good_png[: int(len(good_png) * share)], "unusable."
        yield f"jpeg cut at {share}", good_jpeg[: int(len(good_jpeg) * share)], "unusable."
        yield f"pdf cut at {share}", good_pdf[: int(len(good_pdf) * share)], "unusable."
    yield "webp cut", saved(page(), "WEBP")[:-200], "unusable.truncated"
    tiff = saved(page(), "TIFF")
    yield "tiff cut", tiff[: len(tiff) // 2], "unusable."
    yield "200 megapixels", png(20_000, 10_000, zlib.compress(bytes(20_000), 9)), "unusable.too_many_pixels"
    yield "4 gigapixels", png(65_535, 65_535, zlib.compress(bytes(1000), 9)), "unusable.too_many_pixels"
    yield "no width", png(0, 100, zlib.compress(b"")), "unusable."
    yield "no height", png(100, 0, zlib.compress(b"")), "unusable."
    yield "one pixel", png(1, 1, zlib.compress(b"\x00\x00\x00\x00")), "unusable.too_small"
    packed = zeros(3 * 9000 * 9000 + 9000)
    yield "81 megapixels of nothing in 80 kB", png(9000, 9000, packed), None
    # Found by benchmarks/fuzz_files.py: ends in the middle of its first header.
    yield "png of twenty bytes", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR\x9dIEND", "unusable.damaged"
    yield "png without pixels", png(500, 500, zlib.compress(b"")), "unusable."
    text_bomb = png_chunk(b"zTXt", b"x\x00\x00" + zeros(60_000_000))
    yield "png text bomb", good_png[:33] + text_bomb + good_png[33:], None
    frames = [page(colour=c) for c in ("white", "grey", "black")]
    yield "moving png", saved(frames[0], "PNG", save_all=True, append_images=frames[1:]), "unusable.animated"
    yield "moving webp", saved(frames[0], "WEBP", save_all=True, append_images=frames[1:]), "unusable.animated"
    many = [Image.new("1", (20, 20))] * 80
    yield "tiff of 80 pages", saved(many[0], "TIFF", save_all=True, append_images=many[1:]), "unusable.too_many_pages"
    yield "tiff chasing its tail", _looping_tiff(), None
    # Found by benchmarks/fuzz_files.py: the directory of its next page is nonsense.
    yield "tiff whose second page has no size", _second_page_of_nothing(tiff), None
    yield "exif nonsense", _with_exif(good_jpeg, b"Exif\x00\x00MM\x00*\xff\xff\xff\xff" + bytes(40)), None
    yield "exif orientation 99", _with_exif(good_jpeg, _orientation(99)), None
    yield "sixteen bit", saved(Image.fromarray(np.full((200, 300), 40_000, np.uint16)), "PNG"), None
    yield "cmyk", saved(page().convert("CMYK"), "JPEG"), None
    yield (
        "float tiff",
        saved(Image.fromarray(np.linspace(-5, 1e9, 60_000).reshape(200, 300).astype("f4")), "TIFF"),
        None,
    )
    yield "palette with transparency", saved(page().convert("P"), "PNG", transparency=0), None
    yield "encrypted pdf", encrypted(), "unusable.encrypted"
    yield "no pages", pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]), "unusable."
    yield "pages in a ring", pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 3>>"]), None
    yield "500 pages", many_pages(500), "unusable.too_many_pages"
    yield (
        "says a billion pages",
        pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 999999999>>"]),
        ("unusable."),
    )
    yield "pdf header only", b"%PDF-1.7\n%%EOF\n", "unusable."
    yield "huge page", pdf(one_page(b"", box=b"[0 0 1000000 1000000]")), None
    yield "page without room", pdf(one_page(b"", box=b"[0 0 0 0]")), None
    yield "deep nesting", pdf(one_page(b"q " * 200_000)), None
    yield "deep arrays", pdf([*one_page(b""), b"[" * 50_000 + b"]" * 50_000]), None
    yield "half a million strokes", pdf(one_page(b"0 0 m 300 200 l S\n" * 500_000)), None
    yield "form that draws itself", _self_drawing(), None
    yield "pattern bomb", _packed_stream(b"0 0 m 1 1 l S\n" * 3_000_000), None
    script = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>"
    yield "pdf with script", pdf([script, *one_page(b"")[1:]]), None
    launch = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>"
    yield "pdf that launches", pdf([launch, *one_page(b"")[1:]]), None
    remote = b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/URI/URI(http://192.0.2.1/)>>>>"
    yield "pdf that calls home", pdf([remote, *one_page(b"")[1:]]), None
    noise = Random(5)
    for name, whole in (("png", good_png), ("jpeg", good_jpeg), ("pdf", good_pdf), ("tiff", tiff)):
        broken = bytearray(whole)
        for _ in range(60):
            broken[noise.randrange(12, len(broken))] = noise.randrange(256)
        yield f"{name} with sixty wrong bytes", bytes(broken), None


def _second_page_of_nothing(tiff: bytes) -> bytes:
    first = struct.unpack("<I", tiff[4:8])[0]
    (entries,) = struct.unpack("<H", tiff[first : first + 2])
    link = first + 2 + 12 * entries
    return tiff[:link] + struct.pack("<I", len(tiff)) + tiff[link + 4 :] + struct.pack("<HI", 0, 0)


def _looping_tiff() -> bytes:
    entries = [(256, 4, 1, 60), (257, 4, 1, 60), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 200)]
    entries += [(277, 3, 1, 1), (278, 4, 1, 60), (279, 4, 1, 3600)]
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return (b"II*\x00" + struct.pack("<I", 8) + body + struct.pack("<I", 8)).ljust(200, b"\x00") + bytes(3600)


def _with_exif(jpeg: bytes, exif: bytes) -> bytes:
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


def _orientation(value: int) -> bytes:
    return b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01" + struct.pack(
        ">HHI", value, 0, 0
    )


def _self_drawing() -> bytes:
    objects = one_page(b"/F Do", b"<</XObject<</F 5 0 R>>>>")
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</F 5 0 R>>>>"
    return pdf([*objects, stream(b"/F Do /F Do", form)])


def _packed_stream(content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return pdf([*one_page(b"")[:3], stream(packed, b"/Filter/FlateDecode")])
