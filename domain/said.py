"""A sentence for people that remembers what it was made of, so that it can be said in another language.

``Said("{fact}没有读出", fact=Said("姓名"))`` is the Chinese sentence itself, wherever a string is wanted; beside it
stand the form and its parts. Whoever shows it elsewhere looks the form up and puts the parts in again: parts that are
sentences themselves are translated too, all others (names, figures, words of a document) stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Said(str):
    """The Chinese sentence; ``form`` with ``{name}`` for each of ``parts``. Survives pickling and sealing."""

    form: str
    parts: Mapping[str, object]

    def __new__(cls, form: str, /, **parts: object) -> Said:
        """``KeyError`` for a place in the form that no part fills."""
        self = super().__new__(cls, form.format_map(parts) if parts else form)
        self.form, self.parts = form, parts
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return again, (self.form, dict(self.parts))


def again(form: str, parts: Mapping[str, object]) -> Said:
    """The sentence of a form and its parts, as kept."""
    return Said(form, **parts)


def in_a_row(sentences: Iterable[str], between: str = "") -> str:
    """Several sentences as one, each still remembering what it was made of; empty ones are left out."""
    found = [one for one in sentences if one]
    if len(found) < 2:
        return found[0] if found else ""
    parts = {f"s{at}": one if isinstance(one, Said) else Said(one) for at, one in enumerate(found)}
    return Said(between.join(f"{{{name}}}" for name in parts), **parts)


__all__ = ["Said", "again", "in_a_row"]
