"""What every route does: whose request it is, and what is answered when something is in the way."""

from collections.abc import Awaitable, Callable
from functools import wraps

import psycopg
from starlette.requests import Request
from starlette.responses import Response

from pos_app.office.api.answers import RETRY_AFTER, RefusedRequest, answer, as_json
from pos_app.office.api.bodies import BodyTooLarge, NotSaid, NotSentWhole
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.till_tokens import TillTokens
from pos_app.ports.office.protocol import Busy, TokenRefused

Endpoint = Callable[[Request], Awaitable[Response]]


def answering(work: Callable[[Request], Awaitable[object]]) -> Endpoint:
    """Turns what the work returns or raises into the answer. A database that is away is no mistake
    of the office's: the till asks again."""

    @wraps(work)
    async def answered(request: Request) -> Response:
        try:
            value = await work(request)
        except RefusedRequest as refused:
            return answer(refused.refusal)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            return answer(Busy(RETRY_AFTER))
        except BodyTooLarge:
            return as_json({"error": "size"}, 413)
        except NotSentWhole:
            return as_json({"error": "cut"}, 408)
        except NotSaid as problem:
            return as_json({"error": "form", "why": str(problem)}, 400)
        return value if isinstance(value, Response) else answer(value)

    return answered


async def till_of(request: Request, tokens: TillTokens, *, anew: bool = False) -> KnownTill:
    """Returns the till that asks, by its token; the address must name the same. `anew`: what it
    asks must not be done for one that was removed a moment ago. Raises RefusedRequest."""
    header = request.headers.get("authorization", "")
    known = await tokens.check_header(request.path_params["public"], header, anew=anew)
    if known is None:
        raise RefusedRequest(TokenRefused())
    request.state.till = known.till  # for the log
    return known
