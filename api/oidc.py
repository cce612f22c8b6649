"""Sign-in through an OpenID provider: authorization code with PKCE, state and nonce. The one file that knows Authlib.

The provider says who somebody is. What they may do stands with the person in the desk: nobody is added and
no role is granted here. Sources: OpenID Connect Core 1.0 and Discovery 1.0, RFC 7636, RFC 9207, RFC 9700.
"""

from __future__ import annotations

import base64
import hmac
import ipaddress
import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from claims.settings import BadSetting, Settings

log = logging.getLogger("hourproof.api")

#: Signatures with a key pair only: a provider must not be imitated by whoever knows the client's secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
WAIT = 10.0
KEPT_SECONDS = 3600.0
LEEWAY = 60


class NotVouched(Exception):
    """The provider did not vouch; ``detail`` is a Chinese sentence without anything it said about a person."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Vouched:
    issuer: str
    subject: str
    login: str


@dataclass(frozen=True, slots=True)
class Trip:
    """One way to the provider and back. ``secret`` stays in a cookie of the browser that set out.

    State, nonce and PKCE verifier are drawn from it, so nothing is stored here while somebody is away, and
    an answer that another browser brings fits no trip.
    """

    secret: str
    goal: str

    @classmethod
    def begin(cls, goal: str) -> Trip:
        return cls(secrets.token_urlsafe(32), goal)

    def part(self, name: str) -> str:
        digest = hmac.digest(self.secret.encode(), f"hourproof oidc {name}".encode(), "sha256")
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def cookie(self) -> str:
        return f"{self.secret}.{base64.urlsafe_b64encode(self.goal.encode()).decode().rstrip('=')}"

    @classmethod
    def read(cls, cookie: str | None) -> Trip | None:
        secret, _, goal = (cookie or "").partition(".")
        if len(secret) < 40:
            return None
        try:
            return cls(secret, base64.urlsafe_b64decode(goal + "=" * (-len(goal) % 4)).decode())
        except ValueError:
            return None


class Provider:
    """The provider of ``settings``. Its document and keys are fetched when first needed and kept for an hour."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.issuer = settings.oidc_issuer.rstrip("/")
        _secure(self.issuer, "HOURPROOF_OIDC_ISSUER")
        if not settings.oidc_client_id:
            raise BadSetting("设置了 HOURPROOF_OIDC_ISSUER 时须同时设置 HOURPROOF_OIDC_CLIENT_ID。")
        self._secret = _secret(settings)
        self._document: Mapping[str, Any] = {}
        self._keys: KeySet | None = None
        self._until = 0.0

    async def away(self, trip: Trip, back: str) -> str:
        """Where to send the browser. ``back`` is the address the provider sends it back to."""
        async with self._client(back) as client:
            document = await self._known(client)
            more = {"acr_values": self._settings.oidc_acr} if self._settings.oidc_acr else {}
            url, _ = client.create_authorization_url(
                document["authorization_endpoint"],
                state=trip.part("state"),
                nonce=trip.part("nonce"),
                code_verifier=trip.part("verifier"),
                **more,
            )
        return str(url)

    async def back(self, trip: Trip, back: str, answer: Mapping[str, str]) -> Vouched:
        """What the answer proves. Raises ``NotVouched`` for everything that does not fit."""
        if not hmac.compare_digest(answer.get("state", "").encode(), trip.part("state").encode()):
            raise NotVouched("这次登录不是从本页面开始的，或已过期。请重新点击统一身份认证登录。")
        if answer.get("iss", self._settings.oidc_issuer).rstrip("/") != self.issuer:
            raise NotVouched("返回的结果来自另一个认证系统，未予采信。请重新登录。")
        if "error" in answer or not answer.get("code"):
            raise NotVouched("统一身份认证没有完成（可能已取消）。请重试，或改用登录名和密码。")
        try:
            async with self._client(back) as client:
                document = await self._known(client)
                token = await client.fetch_token(
                    document["token_endpoint"], code=answer["code"], code_verifier=trip.part("verifier")
                )
                claims = await self._claims(client, str(token.get("id_token", "")), trip)
                login = self._login(claims) or self._login(await self._more(client, document, claims))
        except (AuthlibBaseError, JoseError, ValueError, KeyError) as error:
            log.warning("the identity provider's answer was refused: %s", type(error).__name__)
            raise NotVouched("统一身份认证返回的结果未通过校验，没有登录。请重试；仍不行请联系管理员。") from error
        if not login:
            raise NotVouched("统一身份认证没有给出可对应登录名的信息。请联系管理员核对设置。")
        return Vouched(self.issuer, str(claims["sub"]), login)

    # --- inside -----------------------------------------------------------------------------------------------------

    def _client(self, back: str) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._settings.oidc_client_id,
            self._secret,
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
            scope=self._settings.oidc_scopes,
            redirect_uri=back,
            code_challenge_method="S256",
            timeout=WAIT,
            follow_redirects=False,
        )

    async def _get(self, client: AsyncOAuth2Client, url: str, **more: Any) -> dict[str, Any]:
        _secure(url, url)
        try:
            answer = await client.request("GET", url, **more)
            answer.raise_for_status()
            found = answer.json()
        except (httpx2.HTTPError, ValueError) as error:
            log.warning("the identity provider could not be asked: %s", type(error).__name__)
            raise NotVouched("统一身份认证暂时连接不上。请稍候再试，或改用登录名和密码。") from error
        if not isinstance(found, dict):
            raise NotVouched("统一身份认证的回答无法读懂，没有登录。请联系管理员核对设置。")
        return found

    async def _known(self, client: AsyncOAuth2Client) -> Mapping[str, Any]:
        if not self._document or time.monotonic() > self._until:
            found = await self._get(client, f"{self.issuer}/.well-known/openid-configuration", withhold_token=True)
            if str(found.get("issuer", "")).rstrip("/") != self.issuer:
                raise NotVouched("统一身份认证的配置与签发者不符，没有登录。请联系管理员核对设置。")
            try:
                for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                    _secure(str(found.get(name, "")), name)
            except BadSetting as unfit:
                raise NotVouched("统一身份认证公布的地址不安全，没有登录。请联系管理员核对设置。") from unfit
            self._document, self._keys, self._until = found, None, time.monotonic() + KEPT_SECONDS
        return self._document

    async def _claims(self, client: AsyncOAuth2Client, id_token: str, trip: Trip) -> CodeIDToken:
        try:
            token = await self._decoded(client, id_token)
        except InvalidKeyIdError:  # the provider has changed its keys since
            self._keys = None
            token = await self._decoded(client, id_token)
        asked = {
            "nonce": trip.part("nonce"),
            "client_id": self._settings.oidc_client_id,
            "access_token": client.token.get("access_token"),
        }
        options = {
            "iss": {"essential": True, "values": [self._document["issuer"]]},
            "aud": {"essential": True, "value": self._settings.oidc_client_id},
            "nonce": {"essential": True, "value": asked["nonce"]},
        }
        if self._settings.oidc_acr:
            options["acr"] = {"essential": True, "values": self._settings.oidc_acr.split()}
        claims = CodeIDToken(token.claims, token.header, options, asked)
        claims.validate(leeway=LEEWAY)
        return claims

    async def _decoded(self, client: AsyncOAuth2Client, id_token: str) -> jwt.Token:
        if self._keys is None:
            found = await self._get(client, self._document["jwks_uri"], withhold_token=True)
            self._keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
        registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
        return jwt.decode(id_token, self._keys, registry=registry)

    async def _more(
        self, client: AsyncOAuth2Client, document: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """What the provider tells beside the ID token; only of the same subject (Core 5.3.2)."""
        if "userinfo_endpoint" not in document:
            return {}
        found = await self._get(client, document["userinfo_endpoint"])
        return found if found.get("sub") == claims["sub"] else {}

    def _login(self, claims: Mapping[str, Any]) -> str:
        name = self._settings.oidc_claim
        if name == "email" and claims.get("email_verified") is not True:
            return ""  # an address nobody has checked is whatever somebody typed
        value = claims.get(name)
        return value.strip() if isinstance(value, str) else ""


def _secret(settings: Settings) -> str | None:
    file = settings.oidc_client_secret_file
    if file is None:
        return None
    try:
        found = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        found = ""
    if not found:
        raise BadSetting("HOURPROOF_OIDC_CLIENT_SECRET_FILE 读不出客户端密钥。请检查路径和权限。")
    return found


def _secure(url: str, name: str) -> None:
    """https, or plain http on loopback; ``BadSetting`` otherwise."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and _loopback(parts.hostname or ""):
        return
    raise BadSetting(f"{name} 应为 https 地址（仅本机可用 http）。")


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
