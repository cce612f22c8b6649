"""Finding near copies among very many prints: what the pages look like and what stands on them."""

from claims.near.index import PrintIndex, mirrored, upended
from claims.near.likeness import alike, likeness, variants
from claims.near.words import content_keys, number_tokens, text_print, with_words, words_print

__all__ = [
    "PrintIndex",
    "alike",
    "content_keys",
    "likeness",
    "mirrored",
    "number_tokens",
    "text_print",
    "upended",
    "variants",
    "with_words",
    "words_print",
]
