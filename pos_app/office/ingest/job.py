"""A checked batch on its way to the database, and who waits for it."""

from asyncio import Future
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pos_app.office.tills.known_till import KnownTill
from pos_app.ports.journal import Head
from pos_app.ports.office.protocol import Batch, Busy, Fork, Gap, RowRefused, Stored

Answer = Stored | Gap | Fork | RowRefused | Busy

HIGHEST_BRANCH = 2**15 - 1
NO_BRANCH = -1  # of no till: the living one is meant


class ChainKey(NamedTuple):
    """One chain of events: a till's branch."""

    shop: int
    till: int
    branch: int


Take = Callable[[KnownTill, Batch], Awaitable[object]]
OnStored = Callable[[Sequence[ChainKey]], None]  # after the commit; called on the loop


@dataclass(frozen=True, eq=False)
class Job:
    """`answer` gets what the till is told, when that is durable."""

    till: KnownTill
    batch: Batch
    answer: Future[Answer]

    @property
    def key(self) -> ChainKey:
        return ChainKey(self.till.shop, self.till.till, self.batch.branch)

    @property
    def last(self) -> Head:
        return self.batch.rows[-1].head

    def tell(self, answer: Answer) -> None:
        if not self.answer.done():  # whoever asked may have gone
            self.answer.set_result(answer)
