"""What the screen showed, as the cashier saw it, held against what was true at that moment."""

import asyncio
import math
from collections.abc import Callable

from faults.simulation.providers import Providers

from pos_app.domain.events import GOES_OUT, Purpose, State
from pos_app.domain.sale import Sale

_MAY_GO_OUT_AGAIN = (State.DECLINED, State.EXPIRED, State.NOT_SENT)
_AT_ONCE = 1.0  # seconds until a charge leaves; a disk that does not write has its own time
_CERTAINLY_UNPAID = (State.DECLINED, State.EXPIRED, State.NOT_SENT)


class Witness:
    """Hears of every change as the window does."""

    def __init__(self, providers: Providers) -> None:
        self._providers = providers
        self._changed = asyncio.Event()
        self.shown: dict[str, Sale] = {}
        self._asked: dict[str, float] = {}  # the paths of all questions, and when they left
        self._sending_since: dict[str, float] = {}  # by key, until its request leaves
        self.lies: list[str] = []

    def hear(self, sale: Sale) -> None:
        self._judge(sale, self.shown.get(sale.id))
        if sale.id not in self.shown and sale.state is State.SENDING:
            self._sending_since[sale.key] = asyncio.get_running_loop().time()
        self.shown[sale.id] = sale
        self._changed.set()
        self._changed = asyncio.Event()

    def see_leave(self, path: str, key: str) -> None:
        """A request leaves the till, whatever else is going on there."""
        now = asyncio.get_running_loop().time()
        self._asked[path] = now
        if now - self._sending_since.pop(key, now) > _AT_ONCE:
            self.lies.append(f"left {now:.1f} s after the start, and not at once: {key}")

    def forget_what_is_sent(self) -> None:
        """The till has died: what it has not sent yet it may send when it is back, or never."""
        self._sending_since.clear()

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
        if sale.purpose in GOES_OUT and sale.state in _MAY_GO_OUT_AGAIN and self._is_rash(sale):
            self.lies.append(f"shown {sale.state}, and nobody had asked about it: {_told(sale)}")
        crossed = self._providers.moved_since(sale, self._asked_at(sale))
        if sale.state in _CERTAINLY_UNPAID and moved and not sale.flags and not crossed:
            self.lies.append(f"shown {sale.state}, and money had moved: {_told(sale)}")
        if sale.state in _CERTAINLY_UNPAID and self._providers.says_it_does_not_know(sale):
            self.lies.append(f"shown {sale.state}, and its provider does not know: {_told(sale)}")
        if sale.state in _CERTAINLY_UNPAID and self._providers.is_undecided(sale):
            self.lies.append(f"shown {sale.state}, and its customer may still pay: {_told(sale)}")

    def _asked_at(self, sale: Sale) -> float:
        """When the last question about it left: its answer tells of that time."""
        named = sale.reference or sale.id
        return max((at for path, at in self._asked.items() if named in path), default=math.inf)

    def _is_rash(self, sale: Sale) -> bool:
        """Money that goes out has a name there, and no question about it was answered by a no."""
        asked = any(sale.reference and sale.reference in path for path in self._asked)
        return sale.reference is not None and (sale.state is State.EXPIRED or not asked)


def _told(sale: Sale) -> str:
    return f"{sale.purpose} {sale.number} ({sale.method}, {sale.amount.minor}, {sale.detail})"
