"""The doctor's checks of other systems the operator has named: the identity provider, the receivers of events."""

from __future__ import annotations

import asyncio

from claims.settings import Settings


def identity_provider(settings: Settings) -> tuple[bool, str]:
    """Asks the provider for its document. Whether it can be used, and what was found."""
    from api.oidc import NotVouched, Provider, Trip

    if not settings.oidc_issuer:
        return True, "没有设置"
    try:
        provider = Provider(settings)
        asyncio.run(provider.away(Trip.begin("/"), "https://localhost/sign-in/oidc/back"))
    except (NotVouched, ValueError, OSError) as fault:
        return False, str(fault)
    return True, f"{provider.issuer} 可用"


def receivers(settings: Settings) -> tuple[bool, str]:
    """Addresses, secret and events as set; nothing is sent."""
    from claims.webhooks.delivery import agreed

    try:
        found, secrets, patterns = agreed(settings)
    except ValueError as fault:
        return False, str(fault)
    if not found:
        return True, "没有设置"
    return True, f"{len(found)} 个接收地址，{len(secrets)} 个签名密钥，{len(patterns)} 类事件"
