"""Finding near copies among very many prints: what the pages look like and what stands on them."""

from claims.near.index import PrintIndex, mirrored
from claims.near.words import content_keys, number_tokens, text_print, with_words

__all__ = ["PrintIndex", "content_keys", "mirrored", "number_tokens", "text_print", "with_words"]
