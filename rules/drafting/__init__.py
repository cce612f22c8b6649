"""A first draft of a policy file from a document's text: every row a guess, marked ``to_confirm``.

Rows come from paragraphs that carry 学时, 最多 or 认定依据. The draft does not pass the check, and cannot
be loaded, before a person has looked at every mark and taken it out.
"""

from __future__ import annotations

from rules.drafting.compose import draft

__all__ = ["draft"]
