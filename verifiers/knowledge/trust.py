"""How far a finding can be trusted, given the facts it rests on."""

from __future__ import annotations

from domain.fact import Fact
from domain.finding import Severity

#: Below this a fact is more likely misread than the paper wrong: the finding only hints.
DOUBTFUL = 0.5


def trust(*facts: Fact | None) -> float:
    """The smallest confidence of the facts; 1.0 when there are none."""
    return min((fact.confidence for fact in facts if fact is not None), default=1.0)


def graded(confidence: float) -> Severity:
    """doubt 存疑 while the reading holds, otherwise note 提示."""
    return Severity.DOUBT if confidence >= DOUBTFUL else Severity.NOTE


MISREAD = "文字可能识别有误，请先对照原图。"
