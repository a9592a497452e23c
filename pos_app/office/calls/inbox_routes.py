"""`GET /v1/tills/{public}/inbox` and `POST /v1/tills/{public}/inbox/{mark}/done`."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pos_app.office.calls.inbox import Inboxes
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.wakes.stream_route import ChecksToken, token_refused
from pos_app.ports.office.protocol_json import to_json


def inbox_routes(inboxes: Inboxes, check: ChecksToken) -> list[Route]:
    """`check` tells by its id and the header `Authorization` which till asks. Both routes raise
    psycopg.Error."""

    async def asking(request: Request) -> KnownTill | None:
        header = request.headers.get("authorization", "")
        return await check(request.path_params["public"], header)

    async def inbox(request: Request) -> Response:
        till = await asking(request)
        if till is None:
            return token_refused()
        return JSONResponse(to_json(await inboxes.of(till)), headers={"cache-control": "no-store"})

    async def done(request: Request) -> Response:
        till = await asking(request)
        if till is None:
            return token_refused()
        try:
            mark = bytes.fromhex(request.path_params["mark"])
        except ValueError:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        await inboxes.done(till, mark)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    path = "/v1/tills/{public}/inbox"
    return [
        Route(path, inbox, methods=["GET"]),
        Route(path + "/{mark}/done", done, methods=["POST"]),
    ]
