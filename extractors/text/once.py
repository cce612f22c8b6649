"""Answers about a paper that are asked for again and again, worked out once and kept with its document."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from extractors.text.document import Document

Answer = TypeVar("Answer")
Asked = ParamSpec("Asked")


def once(
    answer: Callable[Concatenate[Document, Asked], Answer],
) -> Callable[Concatenate[Document, Asked], Answer]:
    """``answer``, asked of each document once with the same words; what it returns must not be changed by who asks."""

    @wraps(answer)
    def kept(document: Document, /, *args: Asked.args, **named: Asked.kwargs) -> Answer:
        key = (answer, args, tuple(sorted(named.items())))
        if key not in document.kept:
            document.kept[key] = answer(document, *args, **named)
        held: Answer = document.kept[key]
        return held

    return kept
