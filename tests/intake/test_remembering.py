"""Networks that remember answer as those that do not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.reading import Reading
from intake import read_in_process
from tests.intake.conftest import Arrays, Memory
from tests.intake.test_within import FONTS, png


class Doubling:
    """A network of another kind: twice what it is given, and how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def run(self, _names: object, feeds: dict[str, NDArray[np.float32]], _options: object = None) -> Arrays:
        self.times += 1
        return [2 * feeds["x"]]


def given(*values: float) -> dict[str, NDArray[np.float32]]:
    return {"x": np.array(values, np.float32)}


@pytest.mark.parametrize(("most", "times"), [(1000, 2), (9, 3), (2, 4)])
def test_only_what_is_new_is_asked_and_answers_can_be_written_in(most: int, times: int) -> None:
    memory, network = Memory(most), Doubling()
    run = memory.around(Doubling.run)
    for value in (1.0, 1.0, 3.0, 1.0):
        (answer,) = run(network, None, given(value, 0.0))
        assert answer.tolist() == [2 * value, 0.0]
        answer[:] = 7
    assert (memory.asked, network.times) == (4, times)
    (other,) = run(Doubling(), None, given(1.0, 0.0))  # another network's answer is its own
    assert other.tolist() == [2.0, 0.0]
    assert run(network, None, {"x": np.array([[1.0, 0.0]], np.float32)})[0].shape == (1, 2)


@pytest.mark.ocr
@pytest.mark.skipif(not FONTS, reason="no Chinese font here to draw pages with (fonts-noto-cjk)")
def test_a_page_reads_the_same_with_and_without(networks_remember: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    def read() -> Reading:
        seen = read_in_process(png())
        assert isinstance(seen, Reading)
        return replace(seen, seconds={})

    first, ran = read(), networks_remember.ran
    again = read()
    assert networks_remember.ran == ran > 0
    monkeypatch.undo()
    assert first == again == read()
    assert networks_remember.ran == ran
