"""The description of the API for programs, and as a page to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import current_app, jsonify, render_template, request

from web.api.blueprint import api
from web.api.description import ERRORS, described, openapi
from web.api.schemas import SCHEMAS
from web.site import asked, site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response

    from web.api.schemas.kinds import Schema


class Field(NamedTuple):
    """A field of an answer: its name under those above it, what it is, and the schema that tells more."""

    name: str
    kind: str
    link: str | None = None


@api.get("/openapi.json")
def description() -> Response:
    """The API as an OpenAPI document."""
    name = f"{site().name} – API v1"
    return jsonify(openapi(current_app.url_map, request.script_root, name, asked()[0].lang))


@api.get("/docs")
def docs() -> str:
    """The API as a page to read."""
    return render_template(
        "api.html",
        params=asked()[0],
        operations=described(current_app.url_map),
        errors=ERRORS,
        schemas={name: list(fields_of(schema)) for name, schema in SCHEMAS.items()},
        kind_of=kind_of,
    )


def fields_of(schema: Schema, above: str = "") -> Iterator[Field]:
    """The fields of an object, those of objects within it after it."""
    for name, each in schema.get("properties", {}).items():
        yield Field(f"{above}{name}", kind_of(each), _link(each))
        yield from fields_of(_inner(each), f"{above}{name}.")


def kind_of(schema: Schema) -> str:
    """What a field may be, in a word or two of JSON."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " | ".join(kind_of(each) for each in schema["anyOf"])
    if schema.get("type") == "array":
        inner = kind_of(schema["items"])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if "enum" in schema:
        return " | ".join(f'"{each}"' for each in schema["enum"])
    kind, form = str(schema.get("type", "")), schema.get("format")
    return f"{kind} ({form})" if form else kind


def _inner(schema: Schema) -> Schema:
    """What stands inside lists and choices."""
    while True:
        if schema.get("type") == "array":
            schema = schema["items"]
        elif "anyOf" in schema:
            schema = schema["anyOf"][0]
        else:
            return schema


def _link(schema: Schema) -> str | None:
    name = str(_inner(schema).get("$ref", "")).rpartition("/")[2]
    return name or None
