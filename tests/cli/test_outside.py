"""The doctor asks other systems only where they are set, and says in a sentence what does not fit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from claims.settings import Settings
from cli.outside import identity_provider, receivers
from tests.api.identity_provider import CLIENT, provider


def asked(settings: Settings) -> tuple[bool, str]:
    """In a thread of its own, as a command has it: here a browser's loop may be running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(identity_provider, settings).result()


def test_the_identity_provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HTTP_PROXY", raising=False)
    monkeypatch.delenv("http_proxy", raising=False)
    settings = Settings(data=tmp_path)
    assert identity_provider(settings) == (True, "没有设置")
    with provider("http://testserver/back") as directory:
        there = replace(settings, oidc_issuer=directory.issuer, oidc_client_id=CLIENT)
        assert asked(there) == (True, f"{directory.issuer} 可用")
    works, says = asked(there)
    assert not works
    assert "连接不上" in says
    works, says = asked(replace(settings, oidc_issuer="http://id.example.cn", oidc_client_id=CLIENT))
    assert not works
    assert "https" in says


def test_receivers_of_events(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    assert receivers(settings) == (True, "没有设置")
    named = replace(settings, webhook_urls="https://a.example.cn/hook, https://b.example.cn/")
    works, says = receivers(named)
    assert not works
    assert "SECRET_FILE" in says
    file = tmp_path / "secret"
    file.write_text("whsec_" + "QUJD" * 12, encoding="ascii")
    assert receivers(replace(named, webhook_secret_file=file))[1].startswith("2 个接收地址，1 个签名密钥")
