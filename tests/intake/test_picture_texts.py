"""A mark stops a picture wherever the file carries words beside its pixels."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin, TiffImagePlugin
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from domain.reading import Reading, Withheld
from intake import picture_texts, read_in_process
from tests.intake.test_guard_on_pages import FONTS, certificate

MARK = "机密★10年"
pytestmark = [
    pytest.mark.ocr,
    pytest.mark.usefixtures("networks_remember"),
    pytest.mark.skipif(not FONTS, reason="no Chinese font here to draw pages with (fonts-noto-cjk)"),
]
DESCRIPTION, ARTIST, DOCUMENT, PAGE_NAME, COMMENT, EXIF = 0x010E, 0x013B, 0x010D, 0x011D, 0x9286, 0x8769
KEYWORDS = 0x9C9E
ELEMENT = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><d><li>{MARK}</li></d></x:xmpmeta>".encode()
ATTRIBUTE = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><d p:Headline='&#x673A;&#x5BC6;\u260510\u5e74'/></x:xmpmeta>".encode()


def saved(form: str, **named: object) -> bytes:
    out = io.BytesIO()
    page = certificate().resize((620, 500))
    if form == "HEIF":
        heif = pillow_heif.from_pillow(page)
        heif.save(out, **named)
    else:
        page.save(out, form, **named)  # type: ignore[arg-type]
    return out.getvalue()


def exif(tag: int, value: str | bytes) -> Image.Exif:
    held = Image.Exif()
    if tag == COMMENT:
        held.get_ifd(EXIF)[tag] = value
    else:
        held[tag] = value
    return held


def chunk(word: str, text: str, *, wide: bool = False, packed: bool = False) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    if wide:
        info.add_itxt(word, text, zip=packed)
    else:
        info.add_text(word, text, zip=packed)
    return info


def raw_chunk(kind: bytes, body: bytes) -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add(kind, body)
    return info


def iptc() -> bytes:
    """A photo with a caption as agencies write it."""
    text = MARK.encode()
    field = b"\x1c\x02\x78" + struct.pack(">H", len(text)) + text
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(field)) + field + b"\0" * (len(field) % 2)
    body = b"Photoshop 3.0\x00" + block
    picture = saved("JPEG")
    return picture[:2] + b"\xff\xed" + struct.pack(">H", len(body) + 2) + body + picture[2:]


def long_description() -> bytes:
    """XMP too long for one segment: its second half in a segment of its own."""
    body = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", len(ELEMENT), 0) + ELEMENT
    picture = saved("JPEG")
    return picture[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + picture[2:]


def behind_the_first() -> bytes:
    """A second picture behind the first, as phones append them."""
    return saved("JPEG") + saved("JPEG", comment=MARK.encode())


def second_page() -> bytes:
    """A scan of two pages, the second with a name."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[PAGE_NAME] = MARK.encode()
    second = certificate().resize((620, 500))
    second.encoderinfo = {"tiffinfo": tags}
    return saved("TIFF", save_all=True, append_images=[second])


def in_a_pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(io.BytesIO(saved("JPEG", comment=MARK.encode("gb18030")))), 60, 300, 480, 390)
    canvas.save()
    return out.getvalue()


WIDE = b"UNICODE\0" + MARK.encode("utf-16-le")
FILES: dict[str, Callable[[], bytes]] = {
    "comment": lambda: saved("JPEG", comment=MARK.encode()),
    "comment in the national code": lambda: saved("JPEG", comment=MARK.encode("gb18030")),
    "description": lambda: saved("JPEG", exif=exif(DESCRIPTION, MARK.encode())),
    "user comment": lambda: saved("JPEG", exif=exif(COMMENT, WIDE)),
    "user comment of the other order": lambda: saved(
        "JPEG", exif=exif(COMMENT, b"UNICODE\0" + MARK.encode("utf-16-be"))
    ),
    "keywords": lambda: saved("JPEG", exif=exif(KEYWORDS, f"培训;{MARK}\0".encode("utf-16-le"))),
    "XMP": lambda: saved("JPEG", xmp=ELEMENT),
    "XMP, an attribute": lambda: saved("JPEG", xmp=ATTRIBUTE),
    "XMP in two segments": long_description,
    "IPTC": iptc,
    "picture behind the picture": behind_the_first,
    "PNG text": lambda: saved("PNG", pnginfo=raw_chunk(b"tEXt", b"Comment\0" + MARK.encode())),
    "PNG keyword": lambda: saved("PNG", pnginfo=raw_chunk(b"tEXt", MARK.encode("gb18030") + b"\0-")),
    "PNG text, packed": lambda: saved("PNG", pnginfo=chunk("Title", MARK, wide=True, packed=True)),
    "PNG international text": lambda: saved("PNG", pnginfo=chunk("Title", MARK, wide=True)),
    "PNG XMP": lambda: saved("PNG", pnginfo=chunk("XML:com.adobe.xmp", ATTRIBUTE.decode(), wide=True)),
    "PNG EXIF": lambda: saved("PNG", exif=exif(ARTIST, MARK.encode())),
    "PNG profile": lambda: saved(
        "PNG",
        pnginfo=chunk("Raw profile type xmp", f"\nxmp\n{len(ELEMENT)}\n{ELEMENT.hex()}\n", packed=True),
    ),
    "WebP EXIF": lambda: saved("WEBP", exif=exif(DESCRIPTION, MARK.encode())),
    "WebP XMP": lambda: saved("WEBP", xmp=ELEMENT),
    "HEIC EXIF": lambda: saved("HEIF", exif=exif(DESCRIPTION, MARK.encode()).tobytes()),
    "HEIC XMP": lambda: saved("HEIF", xmp=ELEMENT),
    "TIFF document name": lambda: saved("TIFF", tiffinfo={DOCUMENT: MARK.encode()}),
    "TIFF page name of the second page": second_page,
    "photo in a PDF": in_a_pdf,
}


@pytest.mark.parametrize("place", FILES)
def test_a_mark_in_the_description_of_a_picture_stops_it(place: str) -> None:
    seen = read_in_process(FILES[place]())
    assert isinstance(seen, Withheld)
    assert [finding.code for finding in seen.findings] == ["secrecy.secret"]


@pytest.mark.parametrize(
    "words",
    ["保密法培训合影", "机密文件管理培训，2024年", "某市继续教育中心", "商业秘密保护 讲座", "主动公开", "DSC 0001 ★★★"],
)
def test_descriptions_that_speak_of_other_things_pass(words: str) -> None:
    assert isinstance(read_in_process(saved("JPEG", comment=words.encode(), exif=exif(COMMENT, WIDE[:8]))), Reading)


def test_a_file_cut_in_its_description_still_tells_what_it_can() -> None:
    whole = saved("JPEG", comment=MARK.encode(), exif=exif(DESCRIPTION, "照片".encode()))
    for end in range(2, 400):
        picture_texts.carried(whole[:end], "image/jpeg")
    tiff = saved("TIFF", tiffinfo={DOCUMENT: MARK.encode()})
    assert MARK in picture_texts.carried(tiff, "image/tiff")
    for end in range(4, len(tiff), 997):
        picture_texts.carried(tiff[:end], "image/tiff")


def test_directories_that_lead_to_each_other_end() -> None:
    entry = struct.pack("<HHII", EXIF, 4, 1, 8)
    ring = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1) + entry + struct.pack("<I", 8)
    assert picture_texts.carried(ring, "image/tiff") == ()
