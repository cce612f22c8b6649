"""Answers about a paper that are asked for again and again, worked out once and kept with its document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from extractors.text.document import Document

Answer = TypeVar("Answer")


def once(answer: Callable[[Document], Answer]) -> Callable[[Document], Answer]:
    """``answer``, asked of each document once; what it returns must not be changed by who asks."""

    @wraps(answer)
    def kept(document: Document) -> Answer:
        if answer not in document.kept:
            document.kept[answer] = answer(document)
        held: Answer = document.kept[answer]
        return held

    return kept
