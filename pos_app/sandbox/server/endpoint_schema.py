"""Types that describe an endpoint: its parameters, body and answers.

They stand beside the endpoints; `openapi.py` makes documents of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Schema: TypeAlias = Mapping[str, Any]
"""A JSON Schema."""

JSON = "application/json"

WITH_BEARER: Schema = {"type": "http", "scheme": "bearer"}
WITH_KEY: Schema = {"type": "apiKey", "in": "header", "name": "Authorization"}

ANYTHING: Schema = {}
BOOLEAN: Schema = {"type": "boolean"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
NOTHING: Schema = {"type": "null"}
MAP_OF_TEXT: Schema = {"type": "object", "additionalProperties": TEXT}


def text(
    pattern: str | None = None,
    *,
    example: str | None = None,
    least: int = 0,
    most: int | None = None,
) -> Schema:
    schema: dict[str, Any] = {"type": "string"}
    if pattern is not None:
        schema["pattern"] = f"^{pattern}$"
    if least:
        schema["minLength"] = least
    if most is not None:
        schema["maxLength"] = most
    return schema if example is None else schema | {"examples": [example]}


def integer(least: int, most: int | None = None) -> Schema:
    schema = {"type": "integer", "minimum": least}
    return schema if most is None else schema | {"maximum": most}


def one_of(*values: object) -> Schema:
    return {"enum": list(values)}


def any_of(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def or_null(schema: Schema) -> Schema:
    return any_of(schema, NOTHING)


def list_of(schema: Schema, most: int | None = None) -> Schema:
    described: dict[str, Any] = {"type": "array", "items": schema}
    return described if most is None else described | {"maxItems": most}


def object_of(properties: Mapping[str, Schema], *, required: Sequence[str] = ()) -> Schema:
    described: dict[str, Any] = {"type": "object", "properties": dict(properties)}
    return described | {"required": list(required)} if required else described


def exactly(**properties: Schema) -> Schema:
    """Describe an object with these properties and no others."""
    described = object_of(properties, required=list(properties))
    return {**described, "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer of an endpoint; without a schema it has no body."""

    meaning: str
    schema: Schema | None = None
    content_type: str = JSON
    headers: Mapping[str, Schema] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Described:
    summary: str
    answers: Mapping[int, Told]
    body: Schema | None = None
    body_type: str = JSON
    body_required: bool = True
    query: Mapping[str, Schema] = field(default_factory=dict)
    parts: Mapping[str, Schema] = field(default_factory=dict)
    headers: Mapping[str, Schema] = field(default_factory=dict)
