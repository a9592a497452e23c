"""Sales of the counter itself: money by hand, and split sales. No request leaves for them.

Each is written in one transaction with the cashier's word on it, so that it is there whole or not
at all, wherever the till stops. The reservation makes a second press the same sale.
"""

from collections.abc import Callable
from dataclasses import replace

from pos_app.domain.errors import TurnedOff
from pos_app.domain.events import (
    BUYS,
    Cancelling,
    Created,
    Event,
    GivenByHand,
    Purpose,
    ReceivedByHand,
    SplitOpened,
)
from pos_app.domain.method import Method
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale
from pos_app.till.background import report
from pos_app.till.recorder import SaleRecorder


class Counter:
    """Records what changes hands at the counter. The drawer, where there is one, opens for cash."""

    def __init__(self, recorder: SaleRecorder, open_drawer: Callable[[], None]) -> None:
        self._recorder = recorder
        self._open_drawer = open_drawer
        self._taken: frozenset[str] = frozenset()

    def use(self, methods: frozenset[str]) -> None:
        """Takes the methods that the shop has turned on, by their ids."""
        self._taken = methods

    def takes(self, method: Method) -> bool:
        return method.id in self._taken

    def check(self, method: Method) -> None:
        """Raises TurnedOff for a method that the shop does not take."""
        if not method.asks_provider and not self.takes(method):
            raise TurnedOff(method.id)

    async def record(
        self, sale_id: str, method: Method, created: Created, tendered: Money | None = None
    ) -> Sale:
        """Writes the sale, and all that there is to say about it. Raises NotAllowed where one of
        this reservation exists, or where its parent does not allow it, and JournalUnavailable."""
        async with self._recorder.numbering:
            given = await self._recorder.journal.next_sale(sale_id)
            numbered = replace(created, number=given.number)
            word = _word(numbered, tendered)
            sale = await self._recorder.create(sale_id, numbered, word, given.at)
        if method.opens_drawer:
            self._open()
        return sale

    def _open(self) -> None:
        """Opens the drawer, or reports why it did not: the sale is recorded all the same."""
        try:
            self._open_drawer()
        except Exception as error:  # noqa: BLE001 - reported
            report(error)

    async def cancel(self, split: Sale) -> tuple[Sale, list[Sale]]:
        """Cancels a split sale: it takes no further part, and ends once nothing is pledged and all
        that came has gone back. Returns it, and its parts that are open. Raises NotAllowed."""
        split = await self._recorder.command(split, Cancelling())
        parts = await self._recorder.journal.operations_of(split.id)
        return split, [part for part in parts if part.is_open and part.purpose in BUYS]


def _word(created: Created, tendered: Money | None) -> Event:
    if created.purpose is Purpose.SPLIT:
        return SplitOpened()
    if created.purpose is Purpose.REFUND:
        return GivenByHand()
    return ReceivedByHand(tendered=tendered)
