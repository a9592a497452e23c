"""Ends what is due, delivers webhooks and saves the world, every 50 milliseconds."""

import asyncio

import httpx

from pos_app.sandbox.world.storage import Storage
from pos_app.sandbox.world.webhook_delivery import Deliveries, Delivery
from pos_app.sandbox.world.world import World

_STEP = 0.05
_TIMEOUT = httpx.Timeout(3, pool=None)
_LIMITS = httpx.Limits(max_connections=20)


class Courier:
    def __init__(self, world: World, storage: Storage, deliveries: Deliveries) -> None:
        self._world = world
        self._storage = storage
        self._deliveries = deliveries

    async def run(self) -> None:
        """Run until cancelled. Steps are real time: a fast clock only makes them longer."""
        # Certificates are not checked: the other end is this computer.
        async with (
            httpx.AsyncClient(
                timeout=_TIMEOUT,
                limits=_LIMITS,
                verify=False,  # noqa: S501
                trust_env=False,
            ) as client,
            asyncio.TaskGroup() as attempts,
        ):
            while True:
                self._world.settle()
                for delivery in self._deliveries.due():
                    attempts.create_task(self._attempt(client, delivery))
                self._storage.save()
                await asyncio.sleep(_STEP)

    async def _attempt(self, client: httpx.AsyncClient, delivery: Delivery) -> None:
        status, error = None, None
        try:
            # Streamed, as the body of the answer is nobody's business and may be endless.
            async with client.stream(
                "POST",
                delivery.url,
                content=delivery.body.encode(),
                headers=delivery.headers,
            ) as answer:
                status = answer.status_code
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as problem:
            error = type(problem).__name__
        self._deliveries.tried(delivery, status, error)
        self._storage.save()
