"""The composition root of `office serve`: the tills' side, the owner's pages, and the folding."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route

from pos_app.office.api.tills_api import TillsApi, tills_api
from pos_app.office.calls.accounts.sealing import Seal
from pos_app.office.calls.accounts.shared_accounts import AccountsOfTills
from pos_app.office.calls.inbox import Inboxes
from pos_app.office.calls.inbox_routes import inbox_routes
from pos_app.office.calls.taking import take
from pos_app.office.database.connections import Connections, Pool, connected
from pos_app.office.database.months_ahead import keep_months_ahead
from pos_app.office.folding.folding_process import FoldingProcess
from pos_app.office.http_server import http_server
from pos_app.office.managers.door import Door
from pos_app.office.managers.site import Site
from pos_app.office.managers.web.routes import routes as managers_routes
from pos_app.office.operations.figures import OfficeFigures
from pos_app.office.operations.request_log import RequestLog
from pos_app.office.operations.routes import Watcher
from pos_app.office.pages.assembly import OfficePages
from pos_app.office.pages.live_news import LiveNews
from pos_app.office.pages.routes import page_errors, page_middleware, page_routes
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.till_tokens import bearer
from pos_app.office.wakes.asking import AskingWakes
from pos_app.office.wakes.hub import WakeHub
from pos_app.office.wakes.listening import ListeningWakes
from pos_app.office.wakes.stream_route import wake_routes
from pos_app.office.wakes.wakes import Wakes


@dataclass(frozen=True, kw_only=True)
class OfficeSettings:
    """`database` is PostgreSQL's address. `name` is what tills show. `seal` opens the addresses at
    which providers call; without one no till is told any. `asks_for_wakes`: a pooler stands before
    the database, and LISTEN does not come through. `metrics_token` opens the figures to other
    computers. `public_url` is how browsers reach the owner's page, as they say it."""

    database: str
    public_url: str
    name: str = ""
    least_version: str = ""
    seal: Seal | None = field(default=None, repr=False)
    asks_for_wakes: bool = False
    metrics_token: str = field(default="", repr=False)


@dataclass(frozen=True)
class RunningOffice:
    """`end` ends every open stream, so that the server can stop. `work` never ends by itself: one
    that does has failed."""

    app: Starlette
    end: Callable[[], None]
    work: Sequence[asyncio.Task[None]]


@asynccontextmanager
async def office(settings: OfficeSettings) -> AsyncIterator[RunningOffice]:
    """Runs an office until the block is left; its database may be away meanwhile. Raises at its end
    whatever the work failed with."""
    async with connected(settings.database) as pools, AsyncExitStack() as stack:
        news = LiveNews()
        folding = FoldingProcess(settings.database, news.tell)
        figures, hub = OfficeFigures(), WakeHub()
        accounts = AccountsOfTills(pools.write, settings.seal)
        api = tills_api(
            pools,
            folding.on_stored,
            office=settings.name,
            accounts=accounts.of,
            least_version=settings.least_version,
            measured=figures.measured,
        )
        work = [await stack.enter_async_context(api.ingest.running())]
        _follow(figures, api, hub)
        for one in (
            hub.relay(_wakes(settings, pools.write)),
            folding.run(),
            keep_months_ahead(pools.write),
        ):
            work.append(asyncio.create_task(one))
            stack.push_async_callback(_ended, work[-1])
        ending = asyncio.Event()
        routes = [
            *api.routes(),
            *_inbox(api, pools, accounts, hub),
            *Watcher(pools.write, figures, settings.metrics_token).routes(),
            Mount("/", _pages(settings, pools, ending, news)),
        ]

        def end() -> None:
            hub.close()
            ending.set()

        logged = [Middleware(RequestLog)]
        yield RunningOffice(Starlette(routes=routes, middleware=logged), end, work)


def _wakes(settings: OfficeSettings, pool: Pool) -> Wakes:
    if settings.asks_for_wakes:
        return AskingWakes(pool)
    return ListeningWakes(settings.database)


def _inbox(
    api: TillsApi, pools: Connections, accounts: AccountsOfTills, hub: WakeHub
) -> Sequence[Route]:
    async def check(public: str, header: str) -> KnownTill | None:
        till = await api.tokens.check(bearer(header))
        return till if till and till.public == public else None

    inboxes = Inboxes(pools.write, accounts)
    return [*inbox_routes(inboxes, check), *wake_routes(hub, check)]


def _pages(
    settings: OfficeSettings, pools: Connections, ending: asyncio.Event, news: LiveNews
) -> Starlette:
    """Returns the owner's pages, with all that managers need to come in."""
    door = Door(pools.write, Site(settings.public_url), settings.name or "Office")
    parts = OfficePages(door, pools, take).parts(ending, news)
    return Starlette(
        routes=[*managers_routes(door), *page_routes(parts)],
        middleware=page_middleware(),
        exception_handlers=dict(page_errors("/sign-in")),
    )


def _follow(figures: OfficeFigures, api: TillsApi, hub: WakeHub) -> None:
    figures.follow("batches_waiting", "Batches not begun.", lambda: api.ingest.waiting)
    figures.follow("streams", "Tills that wait for a wake.", lambda: hub.open_streams)


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()  # it failed: whoever ends the office hears of it


async def serve(settings: OfficeSettings, listener: socket.socket) -> None:
    """Serves until a signal ends it, or its work fails: better to be started anew than to answer,
    and store, fold or wake nothing. Raises as `office`."""
    async with office(settings) as running:
        server = http_server(running.app, running.end)
        serving = asyncio.create_task(server.serve([listener]))
        await asyncio.wait([serving, *running.work], return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        await serving
