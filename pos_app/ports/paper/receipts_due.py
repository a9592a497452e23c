"""The port of what the journal knows of sales whose receipt nobody may have asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from pos_app.domain.sale import Sale


@dataclass(frozen=True)
class SalesSince:
    """The sales that anything was written of after an event of the journal."""

    at: datetime | None  # of that event; None where there is no such event
    sales: Sequence[Sale]


class SaleTail(Protocol):
    """The end of the journal. Every call may raise JournalUnavailable."""

    async def head(self) -> int:
        """Returns the number of the last event; 0 where there is none."""

    async def sales_since(self, event: int) -> SalesSince: ...
