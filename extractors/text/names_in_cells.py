"""Names in the cells of a list, printed and signed, and which of both was read better."""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from extractors.text.flow import Flow, Span
from extractors.text.label_words import is_label
from extractors.text.names import SURNAMES, known_name, valid_name
from extractors.text.patterns import compiled
from extractors.text.sheets import Row
from extractors.text.who_came import ABSENT, PRESENT, PROXY


def name_in(flow: Flow) -> Span | None:
    """The name in a cell: its Chinese characters without numbers and signs."""
    if not flow:
        return None
    text = flow.text
    found = compiled(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff· ]*[\u4e00-\u9fff])?").search(text)
    if found is None:
        return None
    if text[found.end() : found.end() + 1] == ":":
        return None  # a label under the table: 记录:
    span = flow.group(found)
    plain = span.text.replace(" ", "")
    if ABSENT.search(plain) or PROXY.search(plain) or PRESENT.fullmatch(plain) or _names_a_town(span):
        return None
    if " " in span.text:
        kept = [i for i in range(span.start, span.end) if flow.text[i] != " "]
        flow = Flow(plain, tuple(flow.origin[i] for i in kept))
        span = flow.whole
    # A cell may lead with the first character of a smudge; names of one character are misreadings.
    return span if valid_name(span.text) else None


def written_twice(row: Row) -> Span | None:
    """A name that is a word as well (和平), where it stands in the column of names and is signed alike."""
    name, signature = row.flow("name").whole.stripped(), row.text("sign").strip()
    word = compiled(r"[\u4e00-\u9fff]{2,3}").fullmatch(name.text) is not None and name.text[0] in SURNAMES
    return name if word and name.text == signature and not is_label(name.text) else None


def _names_a_town(span: Span) -> bool:
    """Whether a word goes on as a town beyond its cell: the body below a list, cut by the list's columns."""
    last = span.flow.origin[span.end - 1]
    return last is not None and last[0].text[last[1] + 1 : last[1] + 2] in tuple("省市县区州")


def choose(name: Span | None, signature: Span | None) -> tuple[Span | None, bool]:
    """The better reading of one person's printed name and signature, and whether both agree."""
    if name is None or signature is None:
        return name or signature, False
    if name.text == signature.text:
        return name, True
    close = Levenshtein.distance(name.text, signature.text) <= 1 and len(name.text) == len(signature.text)
    if close and name.confidence < 0.9 and signature.confidence > name.confidence + 0.05:
        return signature, False
    return name, False


def other_hand(name: Span | None, signature: Span | None) -> bool:
    """A clearly read signature that shares no character with the printed name."""
    if name is None or signature is None or signature.confidence < 0.98 or name.confidence < 0.98:
        return False
    return known_name(signature.text) and not set(name.text) & set(signature.text)
