"""An office's own thresholds: how they come from genuine pages, and where they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims import Settings, calibration


@given(st.lists(st.floats(-50, 50), min_size=30, max_size=200), st.sampled_from([0.01, 0.02, 0.1]))
def test_no_more_pages_lie_above_than_allowed(scores: list[float], share: float) -> None:
    found = calibration.thresholds_from([("scan.note", score) for score in scores], share)
    assert sum(score > found.thresholds["scan.note"] for score in scores) <= share * len(scores)


def test_too_few_pages_change_nothing() -> None:
    found = calibration.thresholds_from([("photo.note", 1.0)] * 29, 0.02)
    assert found.thresholds == {}
    assert "少于 30 页" in found.sentences[0]


def test_what_was_written_is_used_until_it_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURPROOF_DATA", str(tmp_path))
    assert calibration.current() == {}
    before = calibration.digest()
    path = calibration.write(Settings.load(), {"scan.note": 3.25}, {"scan.note": 40})
    assert calibration.current() == {"scan.note": 3.25}
    assert calibration.digest() != before
    path.unlink()
    assert calibration.current() == {}


def test_a_broken_file_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOURPROOF_DATA", str(tmp_path))
    calibration.path_of(Settings.load()).write_text("[thresholds\n", encoding="utf-8")
    assert calibration.current() == {}
