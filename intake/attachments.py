"""What is attached to a PDF, made ready for the secrecy guard: pages to be read like any others, and rows of words.

Attachments are no evidence and are never opened or run; but a file is kept whole, so what is attached to it has to be
screened as well. Electronic invoices carry their figures as XML, office software its own document. What can be
neither read nor taken for harmless (fonts, signatures) was not screened: then the file is not kept.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from intake.accept import UnusableError, media_type_of
from intake.settings import Limits

_MOST_PARTS, _MOST_BYTES = 300, 60 << 20
_SILENT = (
    ".ttf",
    ".otf",
    ".odttf",
    ".ttc",
    ".p7s",
    ".p7m",
    ".cer",
    ".crt",
    ".esl",
    ".dat",
    ".sig",
    ".jb2",
    ".emf",
    ".wmf",
)
_END_OF_ROW = re.compile(r"</(?:w:p|a:p|text:p|p|div|tr|td|li|h[1-6])>|<(?:w:br|w:tab|br)\s*/?>")
_TAG = re.compile(r"<[^>]{0,4000}>")


@dataclass(frozen=True)
class Part:
    """Something attached: a file of ``pages`` (picture or PDF), or else rows of ``words``."""

    pages: bytes | None = None
    words: tuple[str, ...] = ()


def parts(name: str, data: bytes, limits: Limits) -> Iterator[Part]:
    """What there is to screen in one attachment. Raises UnusableError where it cannot be told."""
    if not data or name.lower().endswith(_SILENT) or data[:2] == b"\x30\x82":  # A signature.
        return
    if data.startswith(b"PK\x03\x04"):
        yield from _packed(data, limits)
        return
    try:
        media_type_of(data, limits)
    except UnusableError as fault:
        words = _words(data)
        if words is None:
            raise unscreened() from fault
        yield Part(words=words)
        return
    yield Part(pages=data)


def _packed(data: bytes, limits: Limits) -> Iterator[Part]:
    """The parts of an office document or archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > _MOST_PARTS or sum(member.file_size for member in members) > _MOST_BYTES:
                raise unscreened()
            for member in members:
                content = archive.read(member)
                if content.startswith(b"PK\x03\x04"):
                    raise unscreened()
                yield from parts(member.filename, content, limits)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fault:
        raise unscreened() from fault


def _words(data: bytes) -> tuple[str, ...] | None:
    """Rows of a text, of which tags are left out; None where it is none."""
    for code in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(code)
        except UnicodeDecodeError:
            continue
        if "\x00" in text or any(ord(letter) < 9 for letter in text[:2000]):
            continue
        if text.lstrip()[:1] == "<":
            # A paragraph may be written in several pieces, and a mark with it; elsewhere each element is one value.
            rows, paragraphs = _END_OF_ROW.subn("\n", text)
            text = _TAG.sub("" if paragraphs else "\n", rows)
        return tuple(row for row in text.split("\n") if row.strip())
    return None


def unscreened() -> UnusableError:
    return UnusableError(
        "unusable.attachment",
        "PDF 里嵌有附件，其中有的无法检查是否带有密级标志，因此没有保存。"
        "请去掉附件（用“打印为 PDF”另存一份即可）后再上传；附件如是佐证材料，请单独上传。",
    )
