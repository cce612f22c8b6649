"""Networks that remember: many tests read one drawn page again and again, each with something else beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

Arrays = list[NDArray[Any]]
Run = Callable[..., Arrays]


@dataclass
class Memory:
    """What networks answered, by network and input; the oldest goes where answers take more than ``most`` bytes.

    A network of one thread answers the same input with the same bytes, so who asks cannot tell the difference.
    """

    most: int = 256 * 1024 * 1024
    asked: int = 0
    ran: int = 0
    _held: int = 0
    _answers: dict[tuple[Any, bytes], Arrays] = field(default_factory=dict)

    def around(self, run: Run) -> Run:
        """``run`` of a network, asked only for inputs it has not seen."""

        def remembered(network: Any, names: Any, feeds: Mapping[str, NDArray[Any]], options: Any = None) -> Arrays:
            self.asked += 1
            key = (network, _digest(names, feeds))
            answers = self._answers.get(key)
            if answers is None:
                self.ran += 1
                answers = self._answers[key] = run(network, names, feeds, options)
                self._held += _size(answers)
                while self._held > self.most:
                    self._held -= _size(self._answers.pop(next(iter(self._answers))))
            return [answer.copy() for answer in answers]

        return remembered


def _digest(names: object, feeds: Mapping[str, NDArray[Any]]) -> bytes:
    digest = hashlib.blake2b(repr(names).encode(), digest_size=16)
    for name, value in sorted(feeds.items()):
        digest.update(f"{name} {value.shape} {value.dtype}".encode())
        digest.update(np.ascontiguousarray(value).data)
    return digest.digest()


def _size(answers: Arrays) -> int:
    return sum(answer.nbytes for answer in answers)


@pytest.fixture(scope="session")
def memory() -> Memory:
    return Memory()


@pytest.fixture
def networks_remember(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> Memory:
    """For tests whose pages are alike and whose question is not how long or how often networks run."""
    monkeypatch.setattr(onnxruntime.InferenceSession, "run", memory.around(onnxruntime.InferenceSession.run))
    return memory
