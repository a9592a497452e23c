"""Reads all fields of a request before it reports the errors of any."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pos_app.sandbox.server.endpoint_schema import Schema, object_of

Reader = Callable[[Any], Any]
"""Makes a value of what was sent (None when nothing was), or raises ValueError saying why not."""


class Field(NamedTuple):
    """How a field is parsed, and its OpenAPI schema."""

    read: Reader
    schema: Schema
    required: bool = False


Fields = Mapping[str, Field]


def read_fields(
    payload: Mapping[str, Any], fields: Fields
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the parsed values and, by field, the error texts."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, field in fields.items():
        try:
            values[name] = field.read(payload.get(name))
        except ValueError as error:
            wrong[name] = str(error)
    return values, wrong


def schema_of(fields: Fields) -> Schema:
    """Describe an object of these fields; others pass unread."""
    return object_of(
        {name: field.schema for name, field in fields.items()},
        required=[name for name, field in fields.items() if field.required],
    )


def schemas_of(fields: Fields) -> Mapping[str, Schema]:
    return {name: field.schema for name, field in fields.items()}
