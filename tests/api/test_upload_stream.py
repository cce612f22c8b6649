"""The upload is read from the stream into memory: capped, never spooled, refused in words."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient

from api import problems
from api.upload import OVERHEAD, receive_form

LIMIT = 3 * 1024 * 1024


async def _page(request: Request, problem: problems.Problem) -> JSONResponse:
    return problems.as_json(problem)


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    problems.install(app, LookupError, lambda error: problems.bare(404), _page)

    @app.post("/api/take")
    async def take(request: Request) -> dict[str, object]:
        form = await receive_form(request, LIMIT)
        assert form.data is not None
        return {"name": form.name, "size": len(form.data), "last": form.data[-1], "fields": form.fields}

    return TestClient(app)


def test_a_file_and_its_fields_arrive_whole(client: TestClient) -> None:
    data = bytes(range(256)) * 4096 + b"\x07"
    answer = client.post(
        "/api/take", files={"file": ("结业证.jpg", data, "image/jpeg")}, data={"city": "jiaxing", "year": " 2023 "}
    )
    assert answer.json() == {
        "name": "结业证.jpg",
        "size": len(data),
        "last": 7,
        "fields": {"city": "jiaxing", "year": "2023"},
    }


def test_nothing_is_spooled_to_a_disk(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> io.BytesIO:
        raise AssertionError("a temporary file was opened for an upload that no guard has seen")

    for name in ("SpooledTemporaryFile", "TemporaryFile", "NamedTemporaryFile", "mkstemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    answer = client.post("/api/take", files={"file": ("a.jpg", b"x" * (LIMIT - 1), "image/jpeg")})
    assert answer.status_code == 200


def test_a_byte_over_the_cap_is_refused(client: TestClient) -> None:
    answer = client.post("/api/take", files={"file": ("a.jpg", b"x" * (LIMIT + 1), "image/jpeg")})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == problems.MEDIA_TYPE
    assert answer.json()["code"] == "upload.too_large"
    assert "3 MB" in answer.json()["detail"]


def test_a_lying_length_does_not_help(client: TestClient) -> None:
    """A chunked body without a declared length stops at the cap, not at its end."""
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        yield b'--B\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
        while sent < 10 * LIMIT:
            sent += 65536
            yield b"x" * 65536

    answer = client.post("/api/take", content=endless(), headers={"content-type": "multipart/form-data; boundary=B"})
    assert answer.status_code == 422


FORM = "multipart/form-data; boundary=B"
FILE_PART = b'--B\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc'
CITY_PART = b'--B\r\ncontent-disposition: form-data; name="city"\r\n\r\njiaxing'


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"{}", "application/json", "upload.not_multipart"),
        (b"", "multipart/form-data", "upload.not_multipart"),
        (b"", FORM, "upload.malformed"),
        (b"nonsense", FORM, "upload.malformed"),
        (FILE_PART, FORM, "upload.malformed"),
        (FILE_PART + b"\r\n--B\r\n", FORM, "upload.malformed"),
        (CITY_PART + b"\r\n--B--\r\n", FORM, "upload.no_file"),
    ],
)
def test_what_is_no_upload_is_refused_in_words(client: TestClient, body: bytes, kind: str, code: str) -> None:
    answer = client.post("/api/take", content=body, headers={"content-type": kind})
    assert answer.status_code in (415, 422)
    assert answer.json()["code"] == code
    assert any("\u4e00" <= letter <= "\u9fff" for letter in answer.json()["detail"])


def test_two_files_in_one_request_are_refused(client: TestClient) -> None:
    answer = client.post("/api/take", files=[("file", ("a", b"1")), ("file", ("b", b"2"))])
    assert answer.json()["code"] == "upload.one_file"


def test_a_field_cannot_be_a_second_file_in_disguise(client: TestClient) -> None:
    answer = client.post("/api/take", files={"file": ("a", b"1")}, data={"city": "x" * (OVERHEAD // 2)})
    assert answer.status_code == 422
