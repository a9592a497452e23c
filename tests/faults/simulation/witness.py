"""What the screen showed, as the cashier saw it, held against what was true at that moment."""

import asyncio
from collections.abc import Callable

from faults.simulation.providers import Providers

from pos_app.domain.events import Purpose, State
from pos_app.domain.sale import Sale

_CERTAINLY_UNPAID = (State.DECLINED, State.EXPIRED, State.NOT_SENT)


class Witness:
    """Hears of every change as the window does."""

    def __init__(self, providers: Providers) -> None:
        self._providers = providers
        self._changed = asyncio.Event()
        self.shown: dict[str, Sale] = {}
        self.lies: list[str] = []

    def hear(self, sale: Sale) -> None:
        self._judge(sale, self.shown.get(sale.id))
        self.shown[sale.id] = sale
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(
        self, sale_id: str, enough: Callable[[Sale], bool], patience: float
    ) -> Sale | None:
        """The sale once it is shown so, or nothing if it has ended otherwise or is not within so
        many seconds."""
        try:
            async with asyncio.timeout(patience):
                while not ((sale := self.shown.get(sale_id)) and enough(sale)):
                    if sale is not None and not sale.is_open:
                        return None
                    await self._changed.wait()
                return sale
        except TimeoutError:
            return None

    def _judge(self, sale: Sale, before: Sale | None) -> None:
        if before is not None and before.state is sale.state:
            return
        if sale.purpose is Purpose.RELEASE or sale.is_settled_by_hand:
            return
        moved = self._providers.moved(sale)
        if sale.state is State.PAID and not moved:
            self.lies.append(f"shown paid, and no money had moved: {_told(sale)}")
        # A cancel may cross with a payment on its way; that is flagged when it arrives.
        if sale.state in _CERTAINLY_UNPAID and moved and not sale.flags:
            self.lies.append(f"shown {sale.state}, and money had moved: {_told(sale)}")
        if sale.state in _CERTAINLY_UNPAID and self._providers.says_it_does_not_know(sale):
            self.lies.append(f"shown {sale.state}, and its provider does not know: {_told(sale)}")
        if sale.state in _CERTAINLY_UNPAID and self._providers.is_undecided(sale):
            self.lies.append(f"shown {sale.state}, and its customer may still pay: {_told(sale)}")


def _told(sale: Sale) -> str:
    return f"{sale.purpose} {sale.number} ({sale.method}, {sale.amount.minor}, {sale.detail})"
