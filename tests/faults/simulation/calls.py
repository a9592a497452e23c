"""ProxyPay calls the till, where a shop has it so: then there is nothing in its queue ("Webhook":
"an alternative to periodically fetching").
"""

import asyncio
from dataclasses import dataclass
from random import Random

from faults.simulation.providers import Providers
from faults.simulation.shop import DiedError, Shop

from pos_app.domain.errors import JournalUnavailable
from pos_app.sandbox.world.webhook_delivery import Delivery
from pos_app.till.till import Till

_ADDRESS = "http://127.0.0.1:9300/proxypay"
_STEP, _STEP_AT_NIGHT = 2.0, 60.0
_HEARD, _FORGED, _AGAIN = 204, 401, 503


@dataclass
class Calls:
    """The way from ProxyPay to the till: a tunnel, through which so many of the calls arrive."""

    shop: Shop
    providers: Providers
    random: Random
    arrive: float

    async def carry(self) -> None:
        """For as long as somebody could hear of them."""
        self.providers.call_instead(_ADDRESS)
        while True:
            for delivery in self.providers.calls_due():
                await self._carry(delivery)
            await asyncio.sleep(_STEP if self.shop.is_open else _STEP_AT_NIGHT)

    async def _carry(self, delivery: Delivery) -> None:
        status = None
        if self.shop.is_open and self.random.random() < self.arrive:
            status = await self._answered(delivery)
        self.providers.called(delivery, status)

    async def _answered(self, delivery: Delivery) -> int | None:
        async def hear(till: Till) -> bool:
            return await till.handle_webhook("proxypay", delivery.headers, delivery.body.encode())

        try:
            return _HEARD if await self.shop.ask(hear) else _FORGED
        except JournalUnavailable:
            return _AGAIN
        except DiedError:
            return None
