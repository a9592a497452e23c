"""Which language a request is answered in: the reader's own choice, else the browser's."""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from pos_app.office.pages.serving.translations import translator
from pos_app.words.translate import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

LANGUAGES = ("pt", "en")
COOKIE = "language"

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])


def spoken() -> str:
    """The language of the request that is being answered."""
    return _language.get()


def prefer(request: HTTPConnection, language: str) -> None:
    """Answers this request in the reader's own language, unless this browser has another."""
    if language in LANGUAGES and request.cookies.get(COOKIE) not in LANGUAGES:
        _language.set(language)


def _in_language(context: str, source: str) -> str:
    return translator(spoken())(context, source)


def chosen_language(cookies: Mapping[str, str], accepted: str) -> str:
    """Returns the language that was chosen, else the first that the browser asks for and the office
    speaks, else Portuguese. `accepted` is the header `Accept-Language` (RFC 9110, 12.5.4)."""
    if (own := cookies.get(COOKIE)) in LANGUAGES:
        return str(own)
    ranked = sorted(_ranges(accepted), reverse=True)
    return next((tag for _, _, tag in ranked if tag in LANGUAGES), LANGUAGES[0])


def _ranges(accepted: str) -> Iterator[tuple[float, int, str]]:
    """Yields each language with its weight, earlier ones first among equals."""
    for place, part in enumerate(accepted[:200].split(",")):
        tag, _, weight = part.partition(";")
        try:
            quality = float(weight.partition("=")[2] or 1)
        except ValueError:
            continue
        if quality > 0:
            yield quality, -place, tag.strip().lower().partition("-")[0]


def language_of(request: HTTPConnection) -> str:
    return chosen_language(request.cookies, request.headers.get("accept-language", ""))


class Speaks:
    """Answers each request in its language, and says so to caches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        language = language_of(HTTPConnection(scope))
        token = _language.set(language)
        try:
            with speaking(_in_language):
                await self._app(scope, receive, send)
        finally:
            _language.reset(token)
