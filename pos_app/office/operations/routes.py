"""`/health` and `/metrics`: for this computer, or for whoever has the token; not for the world."""

import hmac
import ipaddress
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Gauge
from prometheus_client.exposition import generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pos_app.office.database.connections import Pool
from pos_app.office.operations.figures import TEXT, OfficeFigures
from pos_app.office.operations.health import OfficeHealth, Wellness, health_of

# A proxy on this computer calls from it, for anybody: it says so in one of these.
_PROXIED = ("forwarded", "x-forwarded-for", "x-forwarded-host")


@dataclass(frozen=True)
class Watcher:
    """Answers those who look after the office. Without a token only this computer is answered."""

    pool: Pool
    figures: OfficeFigures
    token: str = field(default="", repr=False)

    def routes(self) -> list[Route]:
        return [
            Route("/health", self._guarded(self._health), methods=["GET"]),
            Route("/metrics", self._guarded(self._metrics), methods=["GET"]),
        ]

    def _guarded(
        self, answer: Callable[[], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def guarded(request: Request) -> Response:
            if is_trusted(request, self.token):
                return await answer()
            return Response(status_code=404)  # there is nothing here for strangers

        return guarded

    async def _health(self) -> Response:
        health = await health_of(self.pool)
        status = 503 if health.wellness is Wellness.DOWN else 200
        return JSONResponse(health.told(), status)

    async def _metrics(self) -> Response:
        text = self.figures.text() + looked_up(await health_of(self.pool))
        return Response(text, media_type=TEXT)


def is_trusted(request: Request, token: str) -> bool:
    """Tells whether whoever asks may look: by the token, or from this computer and not for another
    one."""
    given = request.headers.get("authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(given.encode(), token.encode()):
        return True
    if any(name in request.headers for name in _PROXIED) or request.client is None:
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:  # a socket's path, or a test's name
        return False


def looked_up(health: OfficeHealth) -> bytes:
    """Returns the figures that the database tells, and how many things are to be looked at."""
    registry = CollectorRegistry()
    up = Gauge("office_database_up", "Whether the database answers.", registry=registry)
    up.set(health.look is not None)
    findings = Gauge(
        "office_finding", "What is not as it should be: see /health.", ["name", "status"],
        registry=registry,
    )  # fmt: skip
    for one in health.findings:
        findings.labels(one.name, one.wellness.value).set(1)
    if health.look:
        for name, value in health.look.figures().items():
            Gauge(f"office_{name}", "See DatabaseLook.", registry=registry).set(value)
    return generate_latest(registry)
