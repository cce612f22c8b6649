"""Reads a multipart upload straight into memory under a hard cap. Nothing is ever spooled to a disk.

Starlette's own form parser writes parts of more than one megabyte to a temporary file; here the file has not yet
passed the secrecy guard, so it may only be held in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from api.problems import Problem

#: Room for the text fields and part headers beside the file.
OVERHEAD = 64 * 1024
FIELD_LIMIT = 4096


@dataclass(slots=True)
class Form:
    """One file and the text fields that came with it."""

    fields: dict[str, str] = field(default_factory=dict)
    name: str = ""
    data: bytearray | None = None


class _Collector:
    """Callbacks of the parser: gathers parts in memory, refuses what is too big as soon as it is."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.form = Form()
        self._header = bytearray()
        self._value = bytearray()
        self._disposition = b""
        self._into: bytearray | None = None
        self._field = ""
        self.complete = False

    def on_end(self) -> None:
        self.complete = True

    def on_part_begin(self) -> None:
        self._disposition, self._into, self._field = b"", None, ""

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        if bytes(self._header).lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._header.clear()
        self._value.clear()

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in options:
            if self._field != "file" or self.form.data is not None:
                raise Problem(422, "upload.one_file", "一次请求只能带一个文件（字段名 file）。请分开上传。")
            self.form.name = options[b"filename"].decode("utf-8", "replace")
            self.form.data = self._into = bytearray()
        else:
            self._into = bytearray()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._into is None:
            return
        room = self.limit if self._into is self.form.data else FIELD_LIMIT
        if len(self._into) + end - start > room:
            raise too_large(self.limit)
        self._into += data[start:end]

    def on_part_end(self) -> None:
        if self._into is not None and self._into is not self.form.data:
            self.form.fields[self._field] = self._into.decode("utf-8", "replace").strip()


def too_large(limit: int) -> Problem:
    return Problem(
        422,  # the contract's answer to any file that cannot be used
        "upload.too_large",
        f"文件超过 {limit // (1024 * 1024)} MB 上限，未保存。请降低拍照分辨率，或把多页材料分开上传。",
    )


def malformed() -> Problem:
    return Problem(422, "upload.malformed", "上传的数据不完整，未保存。多半是网络中断，请重新上传。")


async def receive_form(request: Request, limit: int) -> Form:
    """The upload in memory. ``limit`` is the most bytes the file may have; more is refused while it streams in."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise Problem(415, "upload.not_multipart", "上传须为 multipart/form-data 格式，文件字段名为 file。")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit + OVERHEAD:
        raise too_large(limit)
    collector = _Collector(limit)
    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": collector.on_part_begin,
            "on_header_field": collector.on_header_field,
            "on_header_value": collector.on_header_value,
            "on_header_end": collector.on_header_end,
            "on_headers_finished": collector.on_headers_finished,
            "on_part_data": collector.on_part_data,
            "on_part_end": collector.on_part_end,
            "on_end": collector.on_end,
        },
    )
    received = 0
    try:
        async for chunk in request.stream():
            received += len(chunk)
            if received > limit + OVERHEAD:
                raise too_large(limit)
            parser.write(chunk)
        parser.finalize()
    except FormParserError:
        raise malformed() from None
    if not collector.complete:  # the parser itself does not mind a body that just ends
        raise malformed()
    if collector.form.data is None:
        raise Problem(422, "upload.no_file", "没有收到文件。请先拍照或选择文件再上传。")
    return collector.form
