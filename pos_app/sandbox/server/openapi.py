"""Makes each provider's OpenAPI document from its endpoints' descriptions."""

import re
from collections.abc import Mapping
from typing import Any

from pos_app.sandbox.server.endpoint_schema import TEXT, Described, Schema, Told
from pos_app.sandbox.server.http import Endpoint, Provider

_PART = re.compile(r"{(\w+)}")
_SCHEME = "authorization"


def document(provider: Provider, url: str | None = None) -> dict[str, Any]:
    """Describe exactly the served endpoints, at this address if they are served already."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in provider.endpoints():
        if endpoint.described is not None:
            operation = _operation(endpoint, endpoint.described, provider)
            paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = operation
    described: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": f"{provider.title} (sandbox)", "version": "1"},
        "paths": paths,
    }
    if url is not None:
        described["servers"] = [{"url": url}]
    if provider.security is not None:
        described["components"] = {"securitySchemes": {_SCHEME: provider.security}}
    return described


def _operation(endpoint: Endpoint, described: Described, provider: Provider) -> dict[str, Any]:
    answers = {**({} if endpoint.public else provider.failures()), **described.answers}
    secured = provider.security is not None and not endpoint.public
    operation: dict[str, Any] = {
        "operationId": endpoint.method.lower() + re.sub(r"\W", "_", endpoint.path),
        "summary": described.summary,
        "parameters": _parameters(endpoint.path, described),
        "responses": {str(status): _answer(told) for status, told in sorted(answers.items())},
        "security": [{_SCHEME: []}] if secured else [],
    }
    if described.body is not None:
        operation["requestBody"] = {
            "required": described.body_required,
            "content": {described.body_type: {"schema": described.body}},
        }
    return operation


def _parameters(path: str, described: Described) -> list[dict[str, Any]]:
    parts = {name: described.parts.get(name, TEXT) for name in _PART.findall(path)}
    return [
        *_placed("path", parts, required=True),
        *_placed("query", described.query),
        *_placed("header", described.headers),
    ]


def _placed(
    place: str, schemas: Mapping[str, Schema], *, required: bool = False
) -> list[dict[str, Any]]:
    return [
        {"name": name, "in": place, "required": required, "schema": schema}
        for name, schema in schemas.items()
    ]


def _answer(told: Told) -> dict[str, Any]:
    answer: dict[str, Any] = {"description": told.meaning}
    if told.schema is not None:
        answer["content"] = {told.content_type: {"schema": told.schema}}
    if told.headers:
        answer["headers"] = {
            name: {"required": True, "schema": schema} for name, schema in told.headers.items()
        }
    return answer
