"""What is accepted, by content alone."""

from __future__ import annotations

import pytest

from intake.accept import UnusableError, check_dimensions, check_page_count, media_type_of
from intake.settings import Limits
from tests.intake import hostile

LIMITS = Limits()


@pytest.mark.parametrize(
    ("form", "media_type"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("TIFF", "image/tiff"),
        ("PDF", "application/pdf"),
    ],
)
def test_types_by_content(form: str, media_type: str) -> None:
    assert media_type_of(hostile.saved(hostile.page(), form), LIMITS) == media_type


def test_heic_by_its_brand() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    assert media_type_of(hostile.saved(hostile.page(), "HEIF"), LIMITS) == "image/heic"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unusable.empty"),
        (b"\xff\xd8\xff" + bytes(60_000_000), "unusable.too_large"),
        (b"PK\x03\x04" + bytes(50), "unusable.not_supported"),
        (b"%PDF-1.7\nno end", "unusable.truncated"),
    ],
)
def test_refusals_have_codes(data: bytes, code: str) -> None:
    with pytest.raises(UnusableError) as refused:
        media_type_of(data, LIMITS)
    assert refused.value.code == code


def test_word_files_are_told_to_be_exported() -> None:
    with pytest.raises(UnusableError) as refused:
        media_type_of(b"PK\x03\x04" + bytes(50), LIMITS)
    assert "PDF" in refused.value.message


def test_sizes_at_their_edges() -> None:
    check_dimensions(10_000, 10_000, LIMITS)
    with pytest.raises(UnusableError):
        check_dimensions(10_000, 10_001, LIMITS)
    check_page_count(60, LIMITS)
    with pytest.raises(UnusableError):
        check_page_count(61, LIMITS)
    with pytest.raises(UnusableError):
        check_page_count(0, LIMITS)
