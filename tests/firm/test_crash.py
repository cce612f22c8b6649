"""kill -9 of service, worker and sandboxes while people upload and decide: nothing lost, nothing doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.faults import PLAIN, crash_trial

pytestmark = pytest.mark.long


@pytest.mark.ocr
@pytest.mark.timeout(600)
def test_ten_kills_during_twenty_uploads(tmp_path: Path) -> None:
    outcome = crash_trial(tmp_path, uploads=20, kills=10, seed=2, pause=1.0, files=[PLAIN], reader_nice=0)
    assert sum(outcome.kills.values()) >= 10
    assert outcome.receipted + outcome.withheld == outcome.uploads >= 20, "the clients got everything through"
    assert outcome.decisions
    assert outcome.sound, outcome
