"""`GET /v1/tills/{public}/inbox` and `POST /v1/tills/{public}/inbox/{mark}/done`."""

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pos_app.office.api.answers import RefusedRequest, answer
from pos_app.office.api.asking import answering
from pos_app.office.calls.inbox import Inboxes
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.wakes.stream_route import ChecksToken
from pos_app.ports.office.protocol import TokenRefused


def inbox_routes(inboxes: Inboxes, check: ChecksToken) -> list[Route]:
    """`check` tells by its id and the header `Authorization` which till asks."""

    async def asking(request: Request) -> KnownTill:
        header = request.headers.get("authorization", "")
        till = await check(request.path_params["public"], header)
        if till is None:
            raise RefusedRequest(TokenRefused())
        return till

    async def inbox(request: Request) -> Response:
        found = answer(await inboxes.of(await asking(request)))
        found.headers["cache-control"] = "no-store"
        return found

    async def done(request: Request) -> Response:
        till = await asking(request)
        try:
            mark = bytes.fromhex(request.path_params["mark"])
        except ValueError:
            return Response(status_code=HTTPStatus.NOT_FOUND)
        await inboxes.done(till, mark)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    path = "/v1/tills/{public}/inbox"
    return [
        Route(path, answering(inbox), methods=["GET"]),
        Route(path + "/{mark}/done", answering(done), methods=["POST"]),
    ]
