"""Turns Starlette requests into calls of a provider, and results into compact JSON answers."""

import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NamedTuple, Protocol

import simplejson
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from pos_app.sandbox.server.endpoint_schema import Described, Schema, Told
from pos_app.sandbox.server.fault_rules import Rule
from pos_app.sandbox.world.storage import Storage
from pos_app.sandbox.world.world import World

HABIT = "pos_app.habit"
"""The key of an ASGI scope under which a rule asks for a way that is not the provider's usual."""


class RefusedError(Exception):
    """Ends the request with this answer."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body


class UnreadableBodyError(Exception):
    """The body is not a JSON object with the content type of one."""


@dataclass(frozen=True, slots=True)
class Call:
    parts: Mapping[str, str]
    query: Mapping[str, str]
    headers: Headers
    body: bytes
    habit: Rule | None = None

    def by_habit(self, kind: str) -> Rule | None:
        """Return the rule that asks for this other way of processing, if there is one."""
        return self.habit if self.habit is not None and self.habit.kind == kind else None

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json_object(self) -> dict[str, Any]:
        if self.content_type != "application/json":
            raise UnreadableBodyError
        try:
            data = simplejson.loads(self.body, use_decimal=True)
            # Text that cannot be encoded again, as half a character or an endless nest, was none.
            json_text(data).encode()
        except (ValueError, ArithmeticError, RecursionError) as error:
            raise UnreadableBodyError from error
        if not isinstance(data, dict):
            raise UnreadableBodyError
        return data

    @property
    def origin(self) -> str:
        """Return the address under which the caller found this server; HTTP/1.0 need not say it."""
        return f"http://{self.headers.get('host', '127.0.0.1')}"


def json_text(data: object) -> str:
    return simplejson.dumps(data, separators=(",", ":"), ensure_ascii=False)


def json_answer(
    data: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(json_text(data), status, headers, "application/json")


def phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


class Endpoint(NamedTuple):
    method: str
    path: str
    act: Callable[[Call], Response]
    described: Described | None = None
    public: bool = False


class Site(Protocol):
    """An application on one port."""

    name: str

    def endpoints(self) -> Sequence[Endpoint]: ...

    def check(self, call: Call) -> None:
        """Raise RefusedError if the caller is not authorised, or asks for the wrong format."""

    def error(self, status: int) -> object:
        """Return the site's own body for this error status."""


class Provider(Site, Protocol):
    """A simulated provider: a site with a document of its own."""

    title: str
    security: Schema | None
    """How one shows who one is, as OpenAPI writes it."""

    def settings(self, base_url: str) -> dict[str, Any]:
        """Return a till's account settings for this provider."""

    def failures(self) -> Mapping[int, Told]:
        """Return the errors that every endpoint but the public ones may answer."""


def application(site: Site, world: World, storage: Storage) -> Starlette:
    by_path: dict[str, dict[str, Endpoint]] = {}
    for endpoint in site.endpoints():
        by_path.setdefault(endpoint.path, {})[endpoint.method] = endpoint
    routes = [_route(path, group, site, world, storage) for path, group in by_path.items()]

    async def plain_error(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        return json_answer(site.error(status), status)

    async def our_own_fault(_request: Request, error: Exception) -> Response:
        traceback.print_exception(error, file=sys.stderr)
        return json_answer(site.error(500), 500)

    app = Starlette(
        routes=routes,
        exception_handlers={
            HTTPException: plain_error,
            ClientDisconnect: plain_error,
            Exception: our_own_fault,
        },
    )
    app.router.redirect_slashes = False
    return app


def _route(
    path: str, group: Mapping[str, Endpoint], site: Site, world: World, storage: Storage
) -> Route:
    """Make one route for all methods of a path, so that a 405 names every other method."""

    async def answer(request: Request) -> Response:
        endpoint = group.get("GET" if request.method == "HEAD" else request.method)
        if endpoint is None:
            return json_answer(site.error(405), 405, {"allow": ", ".join(group)})
        call = Call(
            parts=request.path_params,
            query=request.query_params,
            headers=request.headers,
            body=await request.body(),
            habit=request.scope.get(HABIT),
        )
        # No await from here on: one request sees and changes the world at a time.
        world.settle()
        response = _act(endpoint, call, site)
        storage.save()
        return response

    # Starlette calls an ASGI application, unlike a function, whatever the method.
    return Route(path, _Asked(answer))


def _act(endpoint: Endpoint, call: Call, site: Site) -> Response:
    try:
        if not endpoint.public:
            site.check(call)
        return endpoint.act(call)
    except UnreadableBodyError:
        return json_answer(site.error(400), 400)
    except RefusedError as refused:
        return json_answer(refused.body, refused.status)


@dataclass(frozen=True, slots=True)
class _Asked:
    answer: Callable[[Request], Awaitable[Response]]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.answer(Request(scope, receive, send))
        await response(scope, receive, send)
