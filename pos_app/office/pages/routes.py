"""The owner's pages as routes, with all that stands around them: language, headers, troubles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pos_app.office.pages.days_page import DaysPages
from pos_app.office.pages.exporting.exports import Exports
from pos_app.office.pages.figures_page import FiguresPage
from pos_app.office.pages.forms import CallPage, ChoicesForm
from pos_app.office.pages.frame import theme_of
from pos_app.office.pages.live_stream import LiveStreams
from pos_app.office.pages.now_page import NowPage
from pos_app.office.pages.parts import FormRefused, NotSignedIn
from pos_app.office.pages.rendering import page
from pos_app.office.pages.said import text
from pos_app.office.pages.sale_page import SalePage
from pos_app.office.pages.sales_page import SalesList
from pos_app.office.pages.serving.assets import ADDRESS, serve_asset
from pos_app.office.pages.serving.headers import Guarded
from pos_app.office.pages.serving.languages import Speaks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from pos_app.office.pages.parts import PageParts

_TROUBLES = {404: "not_found", 403: "refused", 400: "refused"}


def page_routes(parts: PageParts) -> list[Route]:
    """Returns the routes; `page_errors` says what becomes of what they raise."""
    sales, days, exports = SalesList(parts), DaysPages(parts), Exports(parts)
    addresses: Mapping[str, Callable[[Request], Awaitable[Response]]] = {
        "/": NowPage(parts).__call__,
        "/live": LiveStreams(parts).__call__,
        "/sales": sales.__call__,
        "/search": sales.search,
        "/sales.{kind}": exports.sales,
        "/sales/{till:int}/{sale}": SalePage(parts).__call__,
        "/days": days.all_tills,
        "/days.{kind}": exports.days,
        "/movements.{kind}": exports.movements,
        "/days/{till:int}/{day}": days.one_till,
        "/days/{till:int}/{day}/close/{seq:int}.{kind}": exports.close,
        "/figures": FiguresPage(parts).__call__,
        "/figures.{kind}": exports.figures,
        f"{ADDRESS}/{{tag}}/{{name}}": serve_asset,
    }
    return [
        *(Route(address, answer) for address, answer in addresses.items()),
        Route("/choices", ChoicesForm(parts).__call__, methods=["POST"]),
        Route("/calls/{account:int}/{mark}", CallPage(parts).__call__, methods=["GET", "POST"]),
    ]


def page_middleware() -> list[Middleware]:
    """Returns what each request of the pages passes through."""
    return [Middleware(Guarded), Middleware(Speaks)]


def page_errors(
    sign_in: str,
) -> Mapping[type[Exception] | int, Callable[[Request, Exception], Awaitable[Response]]]:
    """Returns what to answer to whom nobody knows, to what is not there, and to what failed."""

    async def not_signed_in(request: Request, _: Exception) -> Response:
        if request.url.path in {"/live", "/search"}:
            return Response(status_code=401)
        return RedirectResponse(sign_in, status_code=303)

    async def refused(request: Request, _: Exception) -> Response:
        return _trouble(request, "refused", 403)

    async def http(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        headers = error.headers if isinstance(error, HTTPException) else None
        answer = _trouble(request, _TROUBLES.get(status, "failed"), status)
        answer.headers.update(headers or {})
        return answer

    return {NotSignedIn: not_signed_in, FormRefused: refused, HTTPException: http, 500: http}


def _trouble(request: Request, name: str, status: int) -> Response:
    values = {"what": text(name), "do": text(f"{name}_do"), "theme": theme_of(request)}
    return page("trouble.html", values, status)
