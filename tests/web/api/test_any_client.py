"""A client that asks whatever the description allows, and what it does not."""

from __future__ import annotations

import os

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from web.api.operations import OPERATIONS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    allow_header_conformance,
]
"""All but those that want bad values refused: no query is an error, which is a promise of ours."""

EXAMPLES = 500 if os.environ.get("TRATIN_PROOF") else 6
"""Requests a route and a way of making them up."""

PLAIN = {"Accept-Encoding": "identity"}
"""The client over WSGI unpacks nothing."""

SENT = [f"{name}_sent" for name, operation in OPERATIONS.items() if operation.sends]
"""The routes that take a form, by POST."""

MODES = {
    "allowed": schemathesis.GenerationMode.POSITIVE,
    "other": schemathesis.GenerationMode.NEGATIVE,
}


@pytest.fixture(scope="module")
def described(make_app):
    """The routes by name, as a client reads them from the description."""
    app = make_app()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    operations = [each.ok() for each in schema.get_all_operations()]
    return {each.definition.raw["operationId"]: each for each in operations}


def test_the_description_is_valid(make_app):
    """The document is one of OpenAPI 3.1."""
    schemathesis.openapi.from_wsgi("/api/v1/openapi.json", make_app()).validate()


def test_all_routes_are_asked(described):
    """The client found every route in the description."""
    assert described.keys() == {*OPERATIONS, *SENT}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", [*OPERATIONS, *SENT])
def test_every_answer_is_as_described(described, chance, name, mode):
    """Whatever is asked, the answer is one that the description tells: status, type, headers and fields."""
    asked = described[name].as_strategy(generation_mode=MODES[mode])

    @seed(chance.randrange(1 << 30))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(asked)
    def ask(case):
        case.call_and_validate(checks=CHECKS, headers=PLAIN)

    ask()


def test_a_wrong_answer_is_noticed(make_app, monkeypatch, chance):
    """The trial above would fail for a field of another type."""
    monkeypatch.setattr("web.api.routes.holdings", lambda *_: {"total": "many"})
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", make_app())
    about = next(each.ok() for each in schema.get_all_operations() if each.ok().path == "/api/v1/about")
    with pytest.raises(schemathesis.core.failures.FailureGroup):
        about.Case().call_and_validate(checks=CHECKS)
