"""The words that schemas of answers are written in: JSON Schema 2020-12 in a line a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from enum import StrEnum

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
FLAG: Schema = {"type": "boolean"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
REFERENCE: Schema = {"type": "string", "format": "uri-reference"}


def record(**fields: Schema) -> Schema:
    """An object that always has these fields."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def also(schema: Schema, **fields: Schema) -> Schema:
    """The same object with more fields."""
    return record(**schema["properties"], **fields)


def but(schema: Schema, *names: str) -> Schema:
    """The same object without some fields."""
    return record(**{name: each for name, each in schema["properties"].items() if name not in names})


def many(schema: Schema) -> Schema:
    """A list."""
    return {"type": "array", "items": schema}


def maybe(schema: Schema) -> Schema:
    """That, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def one_of(values: type[StrEnum] | tuple[str, ...]) -> Schema:
    """One of some words."""
    return {"type": "string", "enum": [str(value) for value in values]}


def by_name(schema: Schema) -> Schema:
    """An object whose names are not known beforehand."""
    return {"type": "object", "additionalProperties": schema}


def the(name: str) -> Schema:
    """A schema of the table by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


RANGE: Schema = {
    "type": "array",
    "items": COUNT,
    "minItems": 2,
    "maxItems": 2,
    "description": "[start, length], in Unicode code points of the text beside it",
}
