"""Questions to a browser's passkeys: which one it was asked, it says in a cookie."""

import secrets
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from pos_app.office.database.connections import Connection
from pos_app.office.managers import tries
from pos_app.office.managers.door import Door
from pos_app.office.managers.passkeys import ANSWERED_WITHIN
from pos_app.office.managers.tries import CHALLENGES
from pos_app.office.managers.web.asked import visitor_of

_ASKED = "asked"

Ask = Callable[[Connection, str], Awaitable[str]]  # the question's token, and what is asked


async def asked(door: Door, request: Request, ask: Ask) -> Response:
    """Answers with what the browser is to ask its passkeys."""
    line = tries.line_of(visitor_of(request).address)
    if await door.counted((CHALLENGES, line)) is not None:
        return refused(429)
    token = secrets.token_urlsafe(32)
    async with door.pool.connection() as connection:
        question = await ask(connection, token)
    response = Response(question, media_type="application/json")
    response.set_cookie(
        door.site.cookie(_ASKED),
        token,
        max_age=int(ANSWERED_WITHIN.total_seconds()),
        httponly=True,
        secure=door.site.is_secure,
        samesite="strict",
    )
    return response


def asked_token(door: Door, request: Request) -> str:
    """Returns the token of the question that the browser answers; empty for none."""
    return request.cookies.get(door.site.cookie(_ASKED), "")


def go_on(path: str) -> Response:
    """Tells the page's script where to go."""
    return JSONResponse({"go": path})


def refused(status: int) -> Response:
    """Says no; the page has the words for it."""
    return JSONResponse({}, status_code=status)
