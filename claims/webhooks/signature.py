"""Signatures of webhooks: HMAC-SHA-256 over id, time and body, as in the Standard Webhooks specification 1.0.

A receiver calls ``verify`` with the raw body: it refuses what is forged, changed or older than five minutes, and
gives the id, which it remembers for that long and takes once only.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping, Sequence

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
TOLERANCE = 300  # seconds
PREFIX = "whsec_"
SHORTEST = 24  # bytes


class NotGenuine(ValueError):
    """The message is not from whom it should be, was changed, or is too old."""


def secrets_in(text: str) -> tuple[bytes, ...]:
    """The secrets of a file, newest first, one a line: ``whsec_`` and base64. ValueError when one is unfit.

    While two stand there, every message carries a signature by each, so that a receiver can change over.
    """
    found = []
    for line in text.split():
        try:
            secret = base64.b64decode(line.removeprefix(PREFIX), validate=True)
        except ValueError:
            raise ValueError("a secret is whsec_ and base64") from None
        if len(secret) < SHORTEST:
            raise ValueError(f"a secret needs at least {SHORTEST} bytes")
        found.append(secret)
    if not found:
        raise ValueError("there is no secret")
    return tuple(found)


def signed(message_id: str, at: int, body: bytes, secrets: Sequence[bytes]) -> dict[str, str]:
    """The three headers. ``at`` is when this attempt is made, in Unix seconds."""
    marks = " ".join(f"v1,{_mark(message_id, at, body, secret)}" for secret in secrets)
    return {ID: message_id, TIMESTAMP: str(at), SIGNATURE: marks}


def verify(headers: Mapping[str, str], body: bytes, secrets: Sequence[bytes], *, now: float) -> str:
    """The message's id. Raises ``NotGenuine``. ``headers`` by lower-case name."""
    message_id, at, marks = (headers.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if not message_id or not at.isascii() or not at.isdigit():
        raise NotGenuine("a header is missing")
    if abs(now - int(at)) > TOLERANCE:
        raise NotGenuine("too old, or from the future")
    given = [mark.removeprefix("v1,") for mark in marks.split() if mark.startswith("v1,")]
    wanted = [_mark(message_id, int(at), body, secret) for secret in secrets]
    if not any(hmac.compare_digest(one.encode(), other.encode()) for one in given for other in wanted):
        raise NotGenuine("the signature does not fit")
    return message_id


def _mark(message_id: str, at: int, body: bytes, secret: bytes) -> str:
    text = f"{message_id}.{at}.".encode() + body
    return base64.b64encode(hmac.digest(secret, text, "sha256")).decode()
