"""Which files are accepted: type by content (magic bytes at offset 0), size, completeness. Decodes nothing."""

from __future__ import annotations

import struct

from domain.reading import Refusal
from intake.settings import Limits


class UnusableError(Exception):
    """A file that cannot be used: stable code and a Chinese sentence, both safe to show and to log."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code, self.message = code, message

    def as_refusal(self) -> Refusal:
        return Refusal(self.code, self.message)


ACCEPTED = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "image/heic": "HEIC",
    "image/tiff": "TIFF",
    "application/pdf": "PDF",
}

_KINDS = "请上传照片（JPG、PNG、HEIC、WebP）、扫描件（TIFF）或 PDF 文件。"

_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})

#: What people hand in by mistake, recognised only to tell them how to go on.
_MISTAKEN: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "这是 Word、Excel、PPT 或压缩包文件，不能直接识别。请先另存为（导出为）PDF，或逐份解压后再上传。"),
    (b"\xd0\xcf\x11\xe0", "这是旧版 Word、Excel 或 PPT 文件，不能直接识别。请先另存为（导出为）PDF 再上传。"),
    (b"Rar!", "这是压缩包，不能直接识别。请解压后逐份上传。"),
    (b"7z\xbc\xaf\x27\x1c", "这是压缩包，不能直接识别。请解压后逐份上传。"),
    (b"\x1f\x8b", "这是压缩包，不能直接识别。请解压后逐份上传。"),
    (b"GIF8", "不支持 GIF 图片。请另存为 JPG 或 PNG 后再上传。"),
    (b"BM", "不支持 BMP 图片。请另存为 JPG 或 PNG 后再上传。"),
    (b"{\\rtf", "这是 RTF 文档，不能直接识别。请先另存为（导出为）PDF 再上传。"),
)


def media_type_of(data: bytes, limits: Limits) -> str:
    """Media type of a file that may be read; UnusableError otherwise."""
    if not data:
        raise UnusableError("unusable.empty", "文件是空的（0 字节），没有可以识别的内容。请重新选择文件后上传。")
    if len(data) > limits.max_bytes:
        raise UnusableError(
            "unusable.too_large",
            f"文件有 {len(data) / 1024**2:.0f} MB，超过单个文件 {limits.max_bytes / 1024**2:.0f} MB 的上限。"
            "请压缩后再上传，或分成几个文件上传。",
        )
    media_type = _sniff(data)
    if media_type is None:
        raise UnusableError("unusable.not_supported", _not_supported(data))
    _complete(data, media_type)
    return media_type


def _sniff(data: bytes) -> str | None:
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith((b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")):
        return "image/tiff"
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    return "image/heic" if _is_heif(data) else None


def _is_heif(data: bytes) -> bool:
    """A ``ftyp`` box that names a HEIF still-image brand; videos and AVIF carry other brands."""
    if data[4:8] != b"ftyp":
        return False
    size = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, size - 3, 4))}
    return bool(brands & _HEIF_BRANDS) and not brands & {b"avif", b"avis"}


def _not_supported(data: bytes) -> str:
    for magic, advice in _MISTAKEN:
        if data.startswith(magic):
            return advice
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<svg", b"<?xml", b"<!doctype", b"<html")):
        return "这是网页或矢量图（HTML、SVG）文件，不论扩展名是什么都不能识别。请截图或打印成 PDF 后再上传。"
    if data[4:8] == b"ftyp":
        return f"这是视频或不支持的图片格式。{_KINDS}"
    if b"\x00" not in data[:1024]:
        return f"文件内容是文字，不是图片或 PDF（改扩展名不会改变内容）。{_KINDS}"
    return f"文件内容不是能够识别的格式（只看内容，不看扩展名）。{_KINDS}"


def _complete(data: bytes, media_type: str) -> None:
    """Cheap signs of a file cut off on its way; decoders find the rest."""
    cut = False
    if media_type == "image/webp":
        cut = len(data) < 12 or struct.unpack("<I", data[4:8])[0] + 8 > len(data) + 1
    elif media_type == "image/png":
        cut = b"IEND" not in data[-64 * 1024 :] and b"IEND" not in data
    elif media_type == "image/jpeg":
        cut = len(data) < 64
    elif media_type == "application/pdf":
        cut = b"%%EOF" not in data[-64 * 1024 :]
    if cut:
        raise truncated()


def truncated() -> UnusableError:
    return UnusableError(
        "unusable.truncated",
        "文件不完整，可能是传输中断或复制时被截断。请从原处重新保存一份完整的文件后再上传。",
    )


def damaged() -> UnusableError:
    return UnusableError(
        "unusable.damaged",
        "文件已损坏，无法打开。请用原来的软件打开确认，重新导出或重新拍照后再上传。",
    )


def too_many_pixels(width: int, height: int, limits: Limits) -> UnusableError:
    return UnusableError(
        "unusable.too_many_pixels",
        f"图片尺寸 {width}×{height} 像素，超过单页 {limits.max_pixels // 10_000} 万像素的上限。"
        "请缩小尺寸（长边 4000 像素左右即可）后再上传。",
    )


def check_dimensions(width: int, height: int, limits: Limits) -> None:
    """Refuse what would not fit before any pixel is decoded."""
    if width <= 0 or height <= 0:
        raise UnusableError("unusable.no_pixels", "图片的宽或高为 0，没有可以识别的内容。请重新拍照或导出后再上传。")
    if width * height > limits.max_pixels or max(width, height) > limits.max_side:
        raise too_many_pixels(width, height, limits)
    if min(width, height) < 16:
        raise UnusableError(
            "unusable.too_small", f"图片只有 {width}×{height} 像素，看不清内容。请上传原图，不要上传缩略图。"
        )


def check_page_count(count: int, limits: Limits) -> None:
    if count <= 0:
        raise UnusableError("unusable.no_pages", "文件里没有任何页面。请确认文件能正常打开，重新导出后再上传。")
    if count > limits.max_pages:
        raise UnusableError(
            "unusable.too_many_pages",
            f"文件有 {count} 页，超过单个文件 {limits.max_pages} 页的上限。"
            "请只保留与申报有关的页面，或分成几个文件上传。",
        )
