"""The stream that keeps a page fresh: it sends the fragments that changed, and little else.

It looks when something was folded, not more often than its page can be read, and now and then by
itself: time passes, and another process may fold. It is bounded in number and in time, and ends
when the server does. A browser opens a new one by
itself, each after a wait of its own.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from psycopg import Error
from starlette.responses import Response

from pos_app.office.pages.live_news import first_of
from pos_app.office.pages.now_page import NowAsked, fragments, look
from pos_app.office.pages.parts import NotSignedIn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from pos_app.office.pages.parts import PageParts

_log = logging.getLogger(__name__)
_LASTS = 15 * 60.0  # seconds: then the reader is asked for again, who may have signed out
_COMMENT_EVERY = 15.0  # seconds without a word, after which proxies and browsers need one
_SENT_WITHIN = 20.0  # seconds that a reader may take for one piece
_RELOAD = "event: reload\ndata: {}\n\n"
_RETRY = (1500, 6000)  # milliseconds: not all readers come back at once
_HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)
# What passes by itself is no change: the page counts on, and the instants are sent apart.
_TIMES = re.compile(r"<time datetime=\"([^\"]*)\" data-ago>[^<]*</time>")


class LiveStreams:
    """Answers with a stream for the page of this moment."""

    def __init__(self, parts: PageParts) -> None:
        self._parts = parts
        self._open = 0

    async def __call__(self, request: Request) -> Response:
        await self._parts.reader(request)
        if self._open >= self._parts.most_streams or self._parts.ending.is_set():
            return Response(status_code=503, headers={"retry-after": "30"})
        return _LiveAnswer(self, request)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1

    async def run(self, request: Request, send: Send) -> None:
        """Sends what changes, until the stream's time is over or the server ends."""
        asked, parts = NowAsked.of(request), self._parts
        changes = _Changes()
        loop = asyncio.get_running_loop()
        until = loop.time() + _LASTS
        with self._counted():
            await _say(send, f"retry: {random.randint(*_RETRY)}\n\n")  # noqa: S311 - no secret
            said_at = loop.time()
            while not parts.ending.is_set() and loop.time() < until:
                news_after, looked_at = parts.news.next, loop.time()
                try:
                    async with parts.asking(request) as office:
                        seen = await look(office, parts.clock(), asked)
                except NotSignedIn:
                    await _say(send, _RELOAD)  # which leads to the sign-in
                    return
                except Error:
                    # The reader's browser comes back by itself, after a while of its own.
                    _log.warning("a stream ends: the database does not answer", exc_info=True)
                    return
                news = changes.since_last(fragments(seen, asked))
                if not news and loop.time() - said_at > _COMMENT_EVERY:
                    news = ":\n\n"
                if news:
                    await _say(send, news)
                    said_at = loop.time()
                await first_of(parts.ending, news_after, within=parts.live_every)
                rest = looked_at + parts.live_at_most - loop.time()
                await first_of(parts.ending, within=max(0.0, rest))


class _LiveAnswer(Response):
    """The answer that lasts."""

    def __init__(self, streams: LiveStreams, request: Request) -> None:
        super().__init__()
        self._streams = streams
        self._request = request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002
        await send({"type": "http.response.start", "status": 200, "headers": list(_HEADERS)})
        work = asyncio.create_task(self._streams.run(self._request, send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait((work, leaving), return_when=asyncio.FIRST_COMPLETED)
        finally:
            leaving.cancel()
            if not work.done():
                work.cancel()
            results = await asyncio.gather(work, leaving, return_exceptions=True)
        if isinstance(results[0], TimeoutError | OSError):
            return  # a reader who takes nothing any more
        if isinstance(results[0], Exception):
            raise results[0]
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class _Changes:
    """What a page has, to tell what is new. The first look tells it all: the page may be older."""

    def __init__(self) -> None:
        self._had: dict[str, str] = {}
        self._times: dict[str, list[str]] = {}

    def since_last(self, made: Mapping[str, str]) -> str:
        bare = {name: _TIMES.sub("", html) for name, html in made.items()}
        times = {name: _TIMES.findall(html) for name, html in made.items()}
        if self._had and bare.keys() != self._had.keys():
            news = _RELOAD
        else:
            changed = {name: made[name] for name in made if bare[name] != self._had.get(name)}
            later = {
                name: found
                for name, found in times.items()
                if name not in changed and found != self._times.get(name)
            }
            news = _event("fragments", changed) + _event("times", later)
        self._had, self._times = bare, times
        return news


def _event(name: str, values: Mapping[str, object]) -> str:
    return f"event: {name}\ndata: {json.dumps(values)}\n\n" if values else ""


async def _say(send: Send, words: str) -> None:
    async with asyncio.timeout(_SENT_WITHIN):
        await send({"type": "http.response.body", "body": words.encode(), "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
