"""Between HTTP and the providers: a request read whole, an answer in compact JSON."""

import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
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

from pos_app.sandbox.storage import Storage
from pos_app.sandbox.world import World


class RefusedError(Exception):
    """The request ends here, with this answer."""

    def __init__(self, status: int, body: object) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body


class UnreadableBodyError(Exception):
    """Not a JSON object sent as one."""


@dataclass(frozen=True, slots=True)
class Call:
    parts: Mapping[str, str]
    query: Mapping[str, str]
    headers: Headers
    body: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    def json_object(self) -> dict[str, Any]:
        if self.content_type != "application/json":
            raise UnreadableBodyError
        try:
            data = simplejson.loads(self.body, use_decimal=True)
        except (ValueError, RecursionError) as error:
            raise UnreadableBodyError from error
        if not isinstance(data, dict):
            raise UnreadableBodyError
        return data


def json_answer(
    data: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    body = simplejson.dumps(data, separators=(",", ":"), ensure_ascii=False)
    return Response(body, status, headers, "application/json")


def phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


class Endpoint(NamedTuple):
    method: str
    path: str
    act: Callable[[Call], Response]
    public: bool = False


class Site(Protocol):
    """What answers on one port."""

    name: str

    def endpoints(self) -> Sequence[Endpoint]: ...

    def check(self, call: Call) -> None:
        """Raise RefusedError when the caller may not ask, or asks for the wrong format."""

    def error(self, status: int) -> object:
        """Say, in this site's manner, that a request failed."""


def application(site: Site, world: World, storage: Storage) -> Starlette:
    routes = [_route(endpoint, site, world, storage) for endpoint in site.endpoints()]

    async def plain_error(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        headers = error.headers if isinstance(error, HTTPException) else None
        return json_answer(site.error(status), status, headers)

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


def _route(endpoint: Endpoint, site: Site, world: World, storage: Storage) -> Route:
    async def answer(request: Request) -> Response:
        call = Call(
            parts=request.path_params,
            query=request.query_params,
            headers=request.headers,
            body=await request.body(),
        )
        # No await from here on: one request sees and changes the world at a time.
        world.settle()
        try:
            if not endpoint.public:
                site.check(call)
            response = endpoint.act(call)
        except UnreadableBodyError:
            response = json_answer(site.error(400), 400)
        except RefusedError as refused:
            response = json_answer(refused.body, refused.status)
        storage.save()
        return response

    return Route(endpoint.path, answer, methods=[endpoint.method])
