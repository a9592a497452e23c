"""The shifts port: what the office reads of shifts and of the cash drawer.

Every call may raise JournalUnavailable or JournalDamaged.
"""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pos_app.domain.books.drawer import CashDrawer
from pos_app.domain.books.shift import Shift, ShiftDocument
from pos_app.domain.money import Currency


class ReadsShifts(Protocol):
    """Shifts and the drawer, read beside the till. Nothing here is written."""

    @property
    def cash_methods(self) -> Sequence[str]:
        """Returns the methods whose money lies in the drawer."""

    async def open_shifts(self) -> Sequence[Shift]:
        """Returns the shifts that nobody has closed, oldest first."""

    async def closed_shifts(self, start: date, end: date) -> Sequence[ShiftDocument]:
        """Returns the closed shifts that began on the days of this period, newest first."""

    async def shift_so_far(self, shift: Shift) -> ShiftDocument:
        """Returns what the close of this shift would say now (an X reading)."""

    async def drawer(self, currency: Currency) -> CashDrawer:
        """Returns what has to be in the drawer, and why."""

    async def drawers(self, currency: Currency) -> Sequence[CashDrawer]:
        """Returns the drawer of this currency, and then one of each other currency that lies in it:
        what was taken before the shop's country was another, or given back for such a sale."""
