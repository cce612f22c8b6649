"""What the service listens on."""

from __future__ import annotations

import socket

import pytest

from cli.service import listening_on


def test_answers_are_sent_at_once() -> None:
    """Nagle's algorithm and a delayed acknowledgement together cost 40 ms a page."""
    with listening_on("127.0.0.1", 0) as listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_taken_address_is_told_at_once() -> None:
    with listening_on("127.0.0.1", 0) as listener, pytest.raises(OSError, match="in use"):
        listening_on("127.0.0.1", listener.getsockname()[1])
