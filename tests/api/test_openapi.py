"""The OpenAPI document holds what it says: schemathesis tries it, a generated client could be made from it."""

from __future__ import annotations

import json
import re

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.conftest import Office

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


#: Streams wait for something to begin; sign-in and uploads are slowed down on purpose. They have tests of their own.
APART = {
    ("GET", "/readyz"),  # 503 is its honest answer while the reader loads
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("POST", "/api/v1/evidence"),
    ("GET", "/api/v1/evidence/{evidence_id}/events"),
    ("GET", "/api/v1/uploads/{upload_id}/events"),
}


def test_answers_are_as_documented(office: Office) -> None:
    session = office.service.admin
    schema = schemathesis.openapi.from_asgi("/openapi.json", office.app)
    tried = 0
    for found in schema.get_all_operations():
        operation = found.ok()
        if (operation.method.upper(), operation.path) in APART:
            continue
        tried += 1

        @settings(
            max_examples=10,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        )
        @given(case=operation.as_strategy())
        def answers(case: schemathesis.Case) -> None:
            case.call_and_validate(
                checks=CHECKS,
                headers={"X-CSRF-Token": session.csrf},
                cookies={"hourproof_session": session.token},
            )

        answers()
    assert tried > 15


def test_every_operation_names_its_refusals(office: Office) -> None:
    assert isinstance(office.app, FastAPI)
    document = office.app.openapi()
    assert "ProblemOut" in document["components"]["schemas"]
    for path, methods in document["paths"].items():
        if not path.startswith("/api/"):
            continue
        for method, operation in methods.items():
            content = operation["responses"]["401"]["content"]
            assert "application/problem+json" in content, (method, path)
            assert operation.get("operationId"), (method, path)
    names = [op["operationId"] for methods in document["paths"].values() for op in methods.values()]
    assert len(names) == len(set(names))


def test_a_client_can_be_generated(office: Office) -> None:
    """What generators stumble over: models of one title, names that are no words of a program, dead references."""
    assert isinstance(office.app, FastAPI)
    document = office.app.openapi()
    schemas = document["components"]["schemas"]
    titles = [schema.get("title", name) for name, schema in schemas.items()]
    assert sorted(titles) == sorted(set(titles))
    assert [name for name in schemas if not name.isidentifier()] == []
    operations = [op for methods in document["paths"].values() for op in methods.values()]
    assert [op["operationId"] for op in operations if not op["operationId"].isidentifier()] == []
    known = {tag["name"] for tag in document["tags"]}
    assert {tag for op in operations for tag in op["tags"]} <= known
    assert all(tag.isascii() and tag.isidentifier() for tag in known)
    pointed = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)))
    assert pointed <= set(schemas)
