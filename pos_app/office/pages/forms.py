"""What a reader can change here: how the pages look to them, a call that no till has, a fork."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from pos_app.office.managers.web.asked import FORM_TOKEN, posted, safe_target
from pos_app.office.pages.asked import plain_line
from pos_app.office.pages.frame import THEME_COOKIE, frame, zones_of
from pos_app.office.pages.rendering import THEMES, page
from pos_app.office.pages.serving.languages import COOKIE, LANGUAGES
from pos_app.office.reading.views import SalesQuestion

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from pos_app.office.pages.parts import PageParts

_YEAR = 365 * 24 * 3600
_MOST_WHY = 500
_MOST_ALONE = 200  # sales on one page
_MARK_BYTES = 32


class ChoicesForm:
    """Keeps the language as the reader's own, and with the appearance in this browser."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        form = await posted(request)
        await self._parts.check_form(request, form.get(FORM_TOKEN, ""))
        language, theme = form.get("language", ""), form.get("theme", "")
        if language in LANGUAGES:
            await self._parts.keep_language(request, language)
        answer = RedirectResponse(safe_target(form.get("back", "")), status_code=303)
        for name, value, known in ((COOKIE, language, LANGUAGES), (THEME_COOKIE, theme, THEMES)):
            if value in known:
                secure = request.url.scheme == "https"
                answer.set_cookie(
                    name, value, max_age=_YEAR, httponly=True, samesite="lax", secure=secure
                )
        return answer


class CallPage:
    """Shows what a provider told that no till has; a manager takes it over with a reason."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        reader = await self._parts.reader(request)
        account, mark = request.path_params["account"], _mark(request.path_params["mark"])
        lacks_reason = False
        if request.method == "POST":
            form = await posted(request)
            await self._parts.check_form(request, form.get(FORM_TOKEN, ""))
            why = plain_line(form.get("why", ""))[:_MOST_WHY]
            if why and await self._parts.take_call(request, account, mark, why):
                return RedirectResponse(request.url.path, status_code=303)
            lacks_reason = not why
        call = await self._parts.call_of(request, account, mark)
        if call is None:
            raise HTTPException(404)
        at = self._parts.clock()
        async with self._parts.asking(request) as office:
            now = await office.now(at)
        values = frame(request, reader, at, now, "now")
        values |= {"call": call, "lacks_reason": lacks_reason}
        return page("calls/call.html", values, 422 if lacks_reason else 200)


class ForkPage:
    """Shows that a till's chain went on in two ways, and what the till lost by it; a manager says
    what it was, and it needs nobody any more."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts

    async def __call__(self, request: Request) -> Response:
        reader = await self._parts.reader(request)
        till, lacks_reason = request.path_params["till"], False
        if request.method == "POST":
            form = await posted(request)
            await self._parts.check_form(request, form.get(FORM_TOKEN, ""))
            why = plain_line(form.get("why", ""))[:_MOST_WHY]
            if why and await self._parts.see_fork(request, till, why):
                return RedirectResponse("/", status_code=303)
            lacks_reason = not why
        at = self._parts.clock()
        async with self._parts.asking(request) as office:
            now, fork = await office.now(at), await office.fork(till)
            question = SalesQuestion(tills=(till,), only_alone=True, limit=_MOST_ALONE)
            alone = await office.sales(question)
        if fork is None:
            raise HTTPException(404)
        values = frame(request, reader, at, now, "now")
        values |= {"fork": fork, "alone": alone, "lacks_reason": lacks_reason}
        values |= {"fork_zone": zones_of(now).get(fork.shop, "UTC")}
        return page("calls/fork.html", values, 422 if lacks_reason else 200)


def _mark(word: str) -> bytes:
    try:
        mark = bytes.fromhex(word)
    except ValueError:
        raise HTTPException(404) from None
    if len(mark) != _MARK_BYTES:
        raise HTTPException(404)
    return mark
