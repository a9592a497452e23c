"""Whoever puts the keys of another account in, and takes them out again, while sales are open."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from faults.simulation.lives import Change
from faults.simulation.providers import ANOTHER, USUAL, Providers
from faults.simulation.shop import Shop

_PATIENCE = 30.0  # seconds in which something is sent there; else nothing is


@dataclass
class Keys:
    shop: Shop
    providers: Providers
    count: Callable[[str], None]
    _awaited: dict[int, "asyncio.Event"] = field(default_factory=dict)  # by port

    def see_leave(self, port: int) -> None:
        """A request is on its way there."""
        if waiting := self._awaited.get(port):
            waiting.set()

    async def change(self, change: Change) -> None:
        await asyncio.sleep(change.at)
        await self._put_in(change, ANOTHER)
        self.count("keys of another account")
        await asyncio.sleep(change.lasts)
        await self._put_in(change, USUAL)

    async def _put_in(self, change: Change, mark: str) -> None:
        """While an answer is on its way."""
        port = self.providers.port_of[change.provider]
        try:
            async with asyncio.timeout(_PATIENCE):
                for _ in range(change.skip + 1):
                    self._awaited[port] = asyncio.Event()
                    await self._awaited[port].wait()
        except TimeoutError:
            pass
        finally:
            self._awaited.pop(port, None)
        self.providers.put_in(change.provider, mark)
        await self.shop.use_accounts()
