"""The owner's pages over real HTTP, for somebody who has signed in and for nobody."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import uvicorn
from office.pages.sample_office import AT, SampleOffice
from starlette.requests import Request

from pos_app.office.pages.live_news import LiveNews
from pos_app.office.pages.parts import FormRefused, NotSignedIn, OpenCall, PageParts, PageReader
from pos_app.office.pages.routes import pages_app
from pos_app.office.reading.questions import AsksOffice

TOKEN = "t0ken"


@dataclass
class Desk:
    """What a test changes about the office while its pages are open."""

    office: SampleOffice = field(default_factory=SampleOffice)
    reader: PageReader | None = field(
        default_factory=lambda: PageReader(
            name="Domingos Kiala",
            role="dono",
            csrf=TOKEN,
            firm="Boa Vista",
            sign_out="/sign-out",
        )
    )
    taken: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    now: datetime = AT
    live_every: float = 0.05
    news: LiveNews = field(default_factory=LiveNews)
    tell: Callable[[], object] = field(init=False)  # that something was folded

    def parts(self, ending: asyncio.Event) -> PageParts:
        return PageParts(
            reader=self._reader,
            asking=self._asking,
            check_form=self._check_form,
            keep_language=self._keep_language,
            call_of=self._call_of,
            take_call=self._take_call,
            see_fork=self._see_fork,
            clock=lambda: self.now,
            ending=ending,
            news=self.news,
            live_every=self.live_every,
            live_at_most=0.0,
            most_streams=3,
        )

    async def _reader(self, _: Request) -> PageReader:
        if self.reader is None:
            raise NotSignedIn
        return self.reader

    @asynccontextmanager
    async def _asking(self, request: Request) -> AsyncIterator[AsksOffice]:
        await self._reader(request)
        yield self.office

    async def _check_form(self, _: Request, token: str) -> None:
        if token != TOKEN:
            raise FormRefused

    async def _keep_language(self, _: Request, language: str) -> None:
        self.languages.append(language)

    async def _call_of(self, _: Request, account: int, __: bytes) -> OpenCall | None:
        if account != 4:
            return None
        why = self.taken[-1] if self.taken else ""
        return OpenCall(
            provider="ProxyPay",
            received_at=AT,
            reference="741820581",
            payment="8017",
            is_open=not self.taken,
            taken_by="Domingos Kiala" if self.taken else "",
            why=why,
        )

    async def _see_fork(self, _: Request, till: int, why: str) -> bool:
        self.taken.append(why)
        return self.office.forks.pop(till, None) is not None

    async def _take_call(self, _: Request, account: int, mark: bytes, why: str) -> bool:
        assert (account, mark) == (4, bytes(32))
        self.taken.append(why)
        return True


@contextmanager
def served(desk: Desk) -> Iterator[str]:
    """Serves the pages in a thread of their own, and gives their address."""
    started = threading.Event()
    made: list[uvicorn.Server] = []
    loops: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def run() -> None:
        ending = asyncio.Event()
        loop = asyncio.get_running_loop()
        loops.append((loop, ending))
        desk.news = LiveNews()
        desk.tell = partial(loop.call_soon_threadsafe, desk.news.tell)
        config = uvicorn.Config(
            pages_app(desk.parts(ending)),
            port=0,
            log_level="warning",
            lifespan="off",
            timeout_graceful_shutdown=5,
        )
        server = _Telling(config, started)
        made.append(server)
        await server.serve()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    started.wait()
    try:
        port = made[0].servers[0].sockets[0].getsockname()[1]
        yield f"http://localhost:{port}"
    finally:
        loop, ending = loops[0]
        made[0].should_exit = True
        loop.call_soon_threadsafe(ending.set)
        thread.join()


class _Telling(uvicorn.Server):
    """Tells that it has started."""

    def __init__(self, config: uvicorn.Config, started: threading.Event) -> None:
        super().__init__(config)
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started.set()
