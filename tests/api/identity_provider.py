"""A small real OpenID provider on loopback: Authlib's server side on Flask, keys, codes, PKCE, signed ID tokens.

``Directory.people`` maps a subject to what the provider tells of it. ``signed_in`` is who sits at the browser.
``twist`` changes the next ID token's claims, to play a provider (or somebody between) that is not honest.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, request
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

CLIENT, SECRET = "hourproof-desk", "a secret between two machines"


@dataclass
class Client(ClientMixin):  # type: ignore[misc]
    redirect_uri: str

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == self.redirect_uri

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(client_secret, SECRET)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class Code(AuthorizationCodeMixin):  # type: ignore[misc]
    subject: str
    redirect_uri: str
    scope: str
    nonce: str | None
    acr: str | None
    code_challenge: str | None
    code_challenge_method: str | None

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope

    def get_nonce(self) -> str | None:
        return self.nonce

    def get_auth_time(self) -> int:
        return int(time.time())

    def get_acr(self) -> str | None:
        return self.acr

    def get_amr(self) -> None:
        return None


@dataclass(frozen=True)
class User:
    id: str

    def get_user_id(self) -> str:
        return self.id


@cache
def _first_key() -> RSAKey:
    return RSAKey.generate_key(2048, auto_kid=True)


@dataclass
class Directory:
    issuer: str = ""
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    signed_in: str = ""
    acr: str | None = None
    twist: dict[str, Any] = field(default_factory=dict)
    only_userinfo: bool = False
    codes: dict[str, Code] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    key: RSAKey = field(default_factory=_first_key)

    def new_key(self) -> None:
        self.key = RSAKey.generate_key(2048, auto_kid=True)


def _application(directory: Directory, redirect_uri: str) -> Flask:
    app = Flask("identity-provider")
    client = Client(redirect_uri)

    class CodeGrant(grants.AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]  # noqa: RUF012 - Authlib's own form

        def save_authorization_code(self, code: str, asked: Any) -> None:
            data = asked.payload.data
            directory.codes[code] = Code(
                asked.user.id,
                asked.payload.redirect_uri,
                asked.payload.scope,
                data.get("nonce"),
                directory.acr,
                data.get("code_challenge"),
                data.get("code_challenge_method"),
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            return directory.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            directory.codes = {k: v for k, v in directory.codes.items() if v is not authorization_code}

        def authenticate_user(self, authorization_code: Code) -> User:
            return User(authorization_code.subject)

    class Signed(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, nonce: str, asked: Any) -> bool:
            return any(code.nonce == nonce for code in directory.codes.values())

        def resolve_client_private_key(self, client: Client) -> dict[str, Any]:
            return directory.key.as_dict(private=True)

        def get_client_algorithm(self, client: Client) -> str:
            return "RS256"

        def get_client_claims(self, client: Client) -> dict[str, Any]:
            return {"iss": directory.issuer}

        def get_encode_header(self, client: Client) -> dict[str, Any]:
            return {"alg": "RS256", "kid": directory.key.kid}

        def get_audiences(self, asked: Any) -> list[str]:
            return [CLIENT]

        def get_jwt_config(self, *_: Any) -> dict[str, Any]:
            key = directory.key.as_dict(private=True)
            return {"key": key, "alg": "RS256", "iss": directory.issuer, "exp": 300}

        def generate_user_info(self, user: User, scope: str) -> UserInfo:
            told = {} if directory.only_userinfo else directory.people[user.id]
            return UserInfo({"sub": user.id, **told, **directory.twist})

    def save_token(token: dict[str, Any], asked: Any) -> None:
        directory.tokens[token["access_token"]] = asked.user.id

    server = AuthorizationServer(app, query_client=lambda client_id: client if client_id == CLIENT else None)
    server.init_app(app, save_token=save_token)
    server.register_grant(CodeGrant, [Signed(require_nonce=True), CodeChallenge(required=True)])

    @app.get("/.well-known/openid-configuration")
    def document() -> Any:
        base = directory.issuer
        return jsonify(
            issuer=base,
            authorization_endpoint=f"{base}/authorize",
            token_endpoint=f"{base}/token",
            userinfo_endpoint=f"{base}/userinfo",
            jwks_uri=f"{base}/keys",
            response_types_supported=["code"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["RS256"],
            code_challenge_methods_supported=["S256"],
        )

    @app.get("/keys")
    def keys() -> Any:
        return jsonify(keys=[directory.key.as_dict(private=False)])

    @app.get("/authorize")
    def authorize() -> Any:
        user = User(directory.signed_in) if directory.signed_in else None
        grant = server.get_consent_grant(end_user=user)
        return server.create_authorization_response(grant_user=user, grant=grant)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.get("/userinfo")
    def userinfo() -> Any:
        subject = directory.tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
        return (jsonify(sub=subject, **directory.people[subject]), 200) if subject else (jsonify(), 401)

    return app


@contextmanager
def provider(redirect_uri: str) -> Iterator[Directory]:
    """The provider, serving on a free port of loopback."""
    directory = Directory()
    server = make_server("127.0.0.1", 0, _application(directory, redirect_uri), threaded=True)
    directory.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield directory
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
