"""Pictures a file carries beside its pages are screened; harmless ones change nothing."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageDraw, TiffImagePlugin

from domain.reading import Reading, Refusal, Withheld
from intake import copies, decode_image, read_in_process, within, without_video
from intake.accept import UnusableError
from intake.settings import GuardSettings, Limits
from tests.intake.hostile import one_page, pdf, png_chunk, stream
from tests.intake.test_guard_on_pages import FONTS, certificate, with_mark, written

pytestmark = [
    pytest.mark.ocr,
    pytest.mark.usefixtures("networks_remember"),
    pytest.mark.skipif(not FONTS, reason="no Chinese font here to draw pages with (fonts-noto-cjk)"),
]
LIMITS = Limits()
PAGE_SIZE = 1000, 806


def page() -> Image.Image:
    return certificate().resize(PAGE_SIZE)


def marked(width: int = 640) -> Image.Image:
    mark = with_mark(written("机密★10年", 44, (0, 0, 0)), 60, 40)
    return mark.resize((width, width * PAGE_SIZE[1] // PAGE_SIZE[0]))


def preview(width: int = 512) -> Image.Image:
    return certificate().resize((width, width * PAGE_SIZE[1] // PAGE_SIZE[0]))


def jpeg(picture: Image.Image, **named: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, **named)  # type: ignore[arg-type]
    return out.getvalue()


def segment(kind: int, body: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", len(body) + 2) + body


def with_segments(*segments: bytes) -> bytes:
    whole = jpeg(page())
    return whole[:2] + b"".join(segments) + whole[2:]


def exif_block(picture: Image.Image) -> bytes:
    """EXIF data with a preview, as cameras write it."""
    small = jpeg(picture)
    first = struct.pack("<H", 0) + struct.pack("<I", 14)
    tags = [(0x0103, 3, 6), (0x0201, 4, 14 + 2 + 36 + 4), (0x0202, 4, len(small))]
    second = struct.pack("<H", 3) + b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    return b"II*\0" + struct.pack("<I", 8) + first + second + bytes(4) + small


def plain_preview(picture: Image.Image) -> bytes:
    """EXIF data with a preview of plain pixels, black and white."""
    out = io.BytesIO()
    picture.convert("1").save(out, "TIFF")
    tiff = out.getvalue()
    (directory,) = struct.unpack_from("<I", tiff, 4)
    empty = struct.pack("<HI", 0, directory)
    return tiff[:4] + struct.pack("<I", len(tiff)) + tiff[8:] + empty


def exif_preview(picture: Image.Image) -> bytes:
    return with_segments(segment(0xE1, b"Exif\0\0" + exif_block(picture)))


def resource_preview(picture: Image.Image) -> bytes:
    """The preview of a photo editor."""
    small = bytes(28) + jpeg(picture)
    resource = b"8BIM" + struct.pack(">H", 0x040C) + b"\0\0" + struct.pack(">I", len(small)) + small
    return with_segments(segment(0xED, b"Photoshop 3.0\0" + resource))


def xmp_preview(picture: Image.Image) -> bytes:
    letters = base64.encodebytes(jpeg(picture)).replace(b"\n", b"&#xA;")
    return with_segments(
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><g:image>" + letters + b"</g:image></x:xmpmeta>")
    )


def long_xmp(picture: Image.Image) -> bytes:
    """A whole picture in a description of several segments, as cameras of phones keep the original."""
    held = b"<x:xmpmeta d:Data='" + base64.b64encode(jpeg(picture.resize(PAGE_SIZE))) + b"'/>"
    pieces = [held[i : i + 30_000] for i in range(0, len(held), 30_000)]
    head = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32
    return with_segments(
        *(segment(0xE1, head + struct.pack(">II", len(held), 30_000 * i) + piece) for i, piece in enumerate(pieces))
    )


def several(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    page().save(out, "MPO", save_all=True, append_images=[picture])
    return out.getvalue()


def heic(picture: Image.Image) -> bytes:
    both = pillow_heif.from_pillow(page())
    both.add_from_pillow(picture)
    out = io.BytesIO()
    both.save(out, primary_index=0)
    return out.getvalue()


def heic_exif(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(page()).save(out, exif=b"Exif\0\0" + exif_block(picture))
    return out.getvalue()


def below(picture: Image.Image) -> bytes:
    """A TIFF whose page has a further picture in a directory below its own."""
    whole, other = io.BytesIO(), io.BytesIO()
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[330] = 0xABCDEF01
    tags.tagtype[330] = 4
    page().save(whole, "TIFF", tiffinfo=tags)
    picture.save(other, "TIFF")
    first, second = whole.getvalue(), other.getvalue()
    assert first.count(struct.pack("<I", 0xABCDEF01)) == 1
    start = len(first) + len(first) % 2
    (directory,) = struct.unpack_from("<I", second, 4)
    moved = bytearray(second)
    (count,) = struct.unpack_from("<H", moved, directory)
    sizes = {2: 1, 3: 2, 4: 4, 5: 8}
    for entry in range(directory + 2, directory + 2 + 12 * count, 12):
        tag, kind, many = struct.unpack_from("<HHI", moved, entry)
        (value,) = struct.unpack_from("<I", moved, entry + 8)
        if sizes[kind] * many > 4:
            if tag == 273:
                for place in range(value, value + 4 * many, 4):
                    struct.pack_into("<I", moved, place, struct.unpack_from("<I", moved, place)[0] + start)
            struct.pack_into("<I", moved, entry + 8, value + start)
        elif tag == 273:
            struct.pack_into("<I", moved, entry + 8, value + start)
    joined = first.replace(struct.pack("<I", 0xABCDEF01), struct.pack("<I", start + directory))
    return joined + bytes(start - len(first)) + bytes(moved)


def tiff_preview(picture: Image.Image) -> bytes:
    """A scanned page, itself kept as JPEG, with a preview behind it."""
    out = io.BytesIO()
    page().save(out, "TIFF", compression="jpeg")
    return out.getvalue() + jpeg(picture)


def png(*chunks: bytes) -> bytes:
    out = io.BytesIO()
    page().save(out, "PNG")
    whole = out.getvalue()
    return whole[:33] + b"".join(chunks) + whole[33:]


def transparent(picture: Image.Image) -> bytes:
    """What was erased still has its colours."""
    held, shown = np.asarray(picture.resize(PAGE_SIZE)), np.asarray(page())
    same = np.abs(held.astype(int) - shown).max(axis=2) < 16
    out = io.BytesIO()
    Image.fromarray(np.dstack([held, np.where(same, 255, 0).astype(np.uint8)])).save(out, "PNG")
    return out.getvalue()


def webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    page().save(out, "WEBP", exif=b"Exif\0\0" + exif_block(picture))
    return out.getvalue()


def in_a_pdf(picture: Image.Image, *, packed: bool = False) -> bytes:
    """A photo with a preview on a page, as it is or packed once more."""
    photo = exif_preview(picture)
    how = b"/Filter[/FlateDecode/DCTDecode]" if packed else b"/Filter/DCTDecode"
    size = b"/Width %d/Height %d" % PAGE_SIZE
    body = zlib.compress(photo) if packed else photo
    image = stream(body, b"/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8" + size + how)
    objects = one_page(b"q 500 0 0 403 20 300 cm /P Do Q", b"<</XObject<</P 5 0 R>>>>", b"[0 0 595 842]")
    return pdf([*objects, image])


FILES: dict[str, Callable[[Image.Image], bytes]] = {
    "EXIF preview": exif_preview,
    "EXIF preview of plain pixels": lambda p: with_segments(segment(0xE1, b"Exif\0\0" + plain_preview(p))),
    "maker's note": lambda p: with_segments(segment(0xE4, b"MAKER\0" + jpeg(p))),
    "preview of an editor": resource_preview,
    "preview in XMP": xmp_preview,
    "original in a long XMP": long_xmp,
    "second picture of an MPO": several,
    "picture behind the picture": lambda p: jpeg(page()) + bytes(300) + jpeg(p),
    "second picture of a HEIC": heic,
    "preview in the EXIF of a HEIC": heic_exif,
    "below a page of a TIFF": below,
    "preview behind a TIFF": tiff_preview,
    "EXIF of a PNG": lambda p: png(png_chunk(b"eXIf", exif_block(p))),
    "picture behind a PNG": lambda p: png() + jpeg(p),
    "erased in a PNG": transparent,
    "EXIF of a WebP": webp,
}


@pytest.mark.parametrize("place", FILES)
def test_a_mark_in_a_picture_beside_the_page_stops_the_file(place: str) -> None:
    width = 400 if "plain" in place else 640
    seen = read_in_process(FILES[place](marked(width)))
    assert isinstance(seen, Withheld)
    assert not seen.unscreened
    assert [finding.code for finding in seen.findings] == ["secrecy.secret"]
    assert "另一张图片" in seen.findings[0].message


@pytest.mark.parametrize("place", FILES)
def test_a_preview_of_the_page_changes_nothing(place: str) -> None:
    decode_image.prepare(LIMITS)
    data = FILES[place](preview(400 if "plain" in place else 512))
    kinds = {b"\xff\xd8": "image/jpeg", b"\x89P": "image/png", b"RI": "image/webp", b"II": "image/tiff"}
    held = list(within.in_pictures(data, kinds.get(data[:2], "image/heic"), LIMITS))
    assert place == "erased in a PNG" or held  # There is a picture, and it is a copy of the page:
    assert all(copies.shows(np.asarray(page()), picture) for picture in held)
    assert isinstance(read_in_process(data), Reading)


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("mark", [True, False])
def test_previews_of_photos_in_a_pdf(mark: bool, packed: bool) -> None:
    seen = read_in_process(in_a_pdf(marked() if mark else preview(), packed=packed))
    assert isinstance(seen, Withheld if mark else Reading)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_preview_lying_on_its_side_is_read(turn: int) -> None:
    assert isinstance(read_in_process(exif_preview(marked().rotate(turn, expand=True))), Withheld)


def test_an_office_that_lets_a_class_pass_is_told_of_it() -> None:
    inner = with_mark(written("内部资料", 44, (0, 0, 0)), 60, 40).resize((640, 516))
    seen = read_in_process(exif_preview(inner), GuardSettings({"internal": "note"}))
    assert isinstance(seen, Reading)
    assert [note.code for note in seen.findings] == ["secrecy.internal"]


def test_another_picture_without_a_mark_passes() -> None:
    other = Image.new("RGB", (640, 480), (90, 120, 150))
    ImageDraw.Draw(other).ellipse((100, 80, 500, 400), fill=(200, 180, 160))
    for make in (exif_preview, several, heic, below, lambda p: jpeg(page()) + jpeg(p)):
        assert isinstance(read_in_process(make(other)), Reading)


def test_a_picture_of_brightness_is_a_copy() -> None:
    """Phones keep one beside the photo, pale where it is bright, a quarter as large."""
    grey = page().resize((500, 403)).convert("L").point(lambda value: 30 + value // 3)
    assert copies.shows(np.asarray(page()), np.asarray(grey.convert("RGB")))
    assert not copies.shows(np.asarray(page()), np.asarray(marked(500)))


def test_many_pictures_that_differ_are_refused() -> None:
    others = []
    for number in range(14):
        other = Image.new("RGB", (300, 242), "white")
        ImageDraw.Draw(other).rectangle((10 * number, 20, 10 * number + 60, 80), fill="black")
        others.append(jpeg(other))
    seen = read_in_process(jpeg(page()) + b"".join(others))
    assert isinstance(seen, Refusal)
    assert seen.code == "unusable.hidden_picture"


def test_a_broken_picture_beside_the_page_is_refused() -> None:
    seen = read_in_process(jpeg(page()) + jpeg(marked())[:9000])
    assert isinstance(seen, Refusal)
    assert seen.code == "unusable.hidden_picture"


VIDEO = struct.pack(">I", 24) + b"ftypmp42" + bytes(4) + b"isommp42" + struct.pack(">I", 400) + b"mdat" + bytes(392)


def test_of_a_photo_that_moves_the_still_is_left() -> None:
    photo, still = jpeg(page()), io.BytesIO()
    pillow_heif.from_pillow(page()).save(still)
    heic = still.getvalue()
    assert without_video(photo + VIDEO) == photo
    assert without_video(heic + struct.pack(">I", 8 + len(VIDEO)) + b"mpvd" + VIDEO) == heic
    for whole in (photo, heic, b"", b"\xff\xd8\xff", VIDEO, pdf(one_page(b"q Q"))):
        assert without_video(whole) == whole


def test_a_photo_that_comes_with_its_video_all_the_same_is_refused_with_advice() -> None:
    video = VIDEO
    still = io.BytesIO()
    pillow_heif.from_pillow(page()).save(still)
    for data in (jpeg(page()) + video, still.getvalue() + struct.pack(">I", 8 + len(video)) + b"mpvd" + video):
        seen = read_in_process(data)
        assert isinstance(seen, Refusal)
        assert seen.code == "unusable.motion_photo"
        assert "静态照片" in seen.message


def test_a_second_frame_behind_a_still_png_is_refused() -> None:
    out = io.BytesIO()
    page().save(out, "PNG", save_all=True, append_images=[marked().resize(PAGE_SIZE)], default_image=True)
    seen = read_in_process(out.getvalue())
    assert isinstance(seen, Refusal)
    assert seen.code == "unusable.animated"


def test_files_cut_anywhere_are_read_or_refused() -> None:
    decode_image.prepare(LIMITS)
    outcomes = set[str]()
    for make, kind in ((exif_preview, "image/jpeg"), (below, "image/tiff"), (xmp_preview, "image/jpeg")):
        whole = make(preview(300))
        for end in range(4, len(whole), max(len(whole) // 40, 1)):
            try:
                outcomes.add(str(len(list(within.in_pictures(whole[:end], kind, LIMITS)))))
            except UnusableError as fault:
                outcomes.add(fault.code)
    assert outcomes == {"0", "1", "unusable.hidden_picture", "unusable.damaged"}


def test_directories_below_each_other_end() -> None:
    decode_image.prepare(LIMITS)
    whole = below(preview(300))
    (first,) = struct.unpack_from("<I", whole, 4)
    ring = bytearray(whole)
    (count,) = struct.unpack_from("<H", ring, first)
    for entry in range(first + 2, first + 2 + 12 * count, 12):
        if struct.unpack_from("<H", ring, entry)[0] == 330:
            struct.pack_into("<I", ring, entry + 8, first)
    assert len(list(within.in_pictures(bytes(ring), "image/tiff", LIMITS))) == 1
