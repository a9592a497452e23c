"""The owner's pages as routes, with all that stands around them: language, headers, troubles."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from psycopg import DataError, Error
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from pos_app.office.pages.days_page import DaysPages
from pos_app.office.pages.exporting.exports import OfficeFiles
from pos_app.office.pages.figures_page import OfficeFiguresPage
from pos_app.office.pages.forms import CallPage, ChoicesForm, ForkPage
from pos_app.office.pages.frame import theme_of
from pos_app.office.pages.live_stream import LiveStreams
from pos_app.office.pages.now_page import NowPage
from pos_app.office.pages.parts import FormRefused, NotSignedIn
from pos_app.office.pages.rendering import page
from pos_app.office.pages.said import text
from pos_app.office.pages.sale_page import OfficeSalePage
from pos_app.office.pages.sales_page import OfficeSalesPage
from pos_app.office.pages.serving.assets import ADDRESS, serve_asset
from pos_app.office.pages.serving.headers import Guarded, headers_of_pages
from pos_app.office.pages.serving.languages import Speaks, language_of
from pos_app.office.pages.serving.translations import translator
from pos_app.words.translate import speaking

if TYPE_CHECKING:
    from pos_app.office.pages.parts import PageParts

_log = logging.getLogger(__name__)
_TROUBLES = {404: "not_found", 403: "refused", 400: "refused", 413: "too_much"}


def page_routes(parts: PageParts) -> list[Route]:
    """Returns the routes; `page_errors` says what becomes of what they raise."""
    sales, days, exports = OfficeSalesPage(parts), DaysPages(parts), OfficeFiles(parts)
    addresses: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
        "/": NowPage(parts).__call__,
        "/live": LiveStreams(parts).__call__,
        "/sales": sales.__call__,
        "/search": sales.search,
        "/sales.{kind}": exports.sales,
        "/sales/{till:int}/{sale}": OfficeSalePage(parts).__call__,
        "/days": days.all_tills,
        "/days.{kind}": exports.days,
        "/movements.{kind}": exports.movements,
        "/days/{till:int}/{day}": days.one_till,
        "/days/{till:int}/{day}/close/{seq:int}.{kind}": exports.close,
        "/figures": OfficeFiguresPage(parts).__call__,
        "/figures.{kind}": exports.figures,
        f"{ADDRESS}/{{tag}}/{{name}}": serve_asset,
    }
    return [
        *(Route(address, answer) for address, answer in addresses.items()),
        Route("/choices", ChoicesForm(parts).__call__, methods=["POST"]),
        Route("/tills/{till:int}/fork", ForkPage(parts).__call__, methods=["GET", "POST"]),
        Route("/calls/{account:int}/{mark}", CallPage(parts).__call__, methods=["GET", "POST"]),
    ]


def pages_app(parts: PageParts, others: Sequence[BaseRoute] = ()) -> Starlette:
    """Returns the pages, with other pages that stand in the same frame: the managers' own."""
    return Starlette(
        routes=[*others, *page_routes(parts)],
        middleware=page_middleware(),
        exception_handlers=dict(page_errors(parts.sign_in)),
    )


def page_middleware() -> list[Middleware]:
    """Returns what each request of the pages passes through."""
    return [Middleware(Guarded), Middleware(Speaks)]


Answers = Mapping[type[Exception] | int, Callable[[Request, Exception], Awaitable[Response]]]


def page_errors(sign_in: str) -> Answers:
    """Returns what to answer to whom nobody knows, to what is not there, and to what failed."""

    async def not_signed_in(request: Request, _: Exception) -> Response:
        if request.url.path in {"/live", "/search"}:
            return Response(status_code=401)
        return RedirectResponse(sign_in, status_code=303)

    async def refused(request: Request, _: Exception) -> Response:
        return trouble(request, 403)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for these alone
        return trouble(request, error.status_code, error.headers)

    async def not_there(request: Request, _: Exception) -> Response:
        _log.info("%s: asks for what no column can have", request.url.path, exc_info=True)
        return trouble(request, 404)

    async def away(request: Request, _: Exception) -> Response:
        _log.warning("%s: the database does not answer", request.url.path, exc_info=True)
        return trouble(request, 503, {"retry-after": "5"})

    async def failed(request: Request, _: Exception) -> Response:
        return trouble(request, 500)

    return {
        NotSignedIn: not_signed_in,
        FormRefused: refused,
        HTTPException: http,
        DataError: not_there,
        Error: away,
        500: failed,
    }


def trouble(request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """Answers in the reader's language, also where none has been set: a failure of ours comes past
    everything that stands around the pages."""
    name = _TROUBLES.get(status, "failed")
    with speaking(translator(language_of(request))):
        values = {"what": text(name), "do": text(f"{name}_do"), "theme": theme_of(request)}
        answer = page("trouble.html", values, status)
    answer.headers.update({**headers_of_pages(), **(headers or {})})
    return answer
