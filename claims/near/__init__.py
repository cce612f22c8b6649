"""Finding near copies among very many prints: what the pages look like and what stands on them."""

from claims.near.index import PrintIndex
from claims.near.words import number_tokens, text_print

__all__ = ["PrintIndex", "number_tokens", "text_print"]
