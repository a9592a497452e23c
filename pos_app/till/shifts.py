"""Shifts and the cash drawer, as people at the till open, count and close them.

A sale asks for no shift: money is never kept waiting for one.
"""

import asyncio
from collections.abc import Sequence

from pos_app.domain.audit_notes import CashMoved
from pos_app.domain.books.shift import Shift, ShiftDocument, ShiftOrder
from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.money import Money
from pos_app.domain.people.approval import Approval, ManagerOnly
from pos_app.ports.journal import Head, Journal
from pos_app.ports.shifts import ReadsShifts
from pos_app.till.approval.approvals import Approvals
from pos_app.till.approval.presence import Presence


class Shifts:
    """Actions of a person on shifts and on the drawer. `read` has what there is."""

    def __init__(
        self,
        journal: Journal,
        read: ReadsShifts,
        presence: Presence,
        managers: Approvals,
    ) -> None:
        self._journal = journal
        self.read = read
        self._presence = presence
        self._managers = managers
        self._one_at_a_time = asyncio.Lock()  # two at once would open two for one person

    async def open(self, floats: Sequence[Money] = ()) -> Shift:
        """Opens a shift of whoever is at the till, with this float in the drawer. Where another
        shift is open, the drawer is its drawer, and a float is not said again.

        Raises NobodyAtTheTill, and NotAllowed for a person whose shift is open.
        """
        cashier = self._presence.name
        self._presence.check_named(cashier)
        async with self._one_at_a_time:
            return await self._journal.open_shift(cashier, floats, self.read.cash_methods)

    async def close(
        self,
        shift: Shift,
        counted: Sequence[Money] = (),
        leaves: Sequence[Money] = (),
        approval: Approval | None = None,
    ) -> tuple[ShiftDocument, Head]:
        """Closes a shift. The count is written with it, and its difference is known only then.
        `leaves` is what is to stay in the drawer; while somebody else's shift is open, all stays.

        Raises NotAllowed where the shift is not open, and NotApproved for somebody else's shift
        without a manager.
        """
        by = self._presence.name
        if by != shift.cashier:
            by = self._managers.spend(approval, ManagerOnly.CLOSE_SHIFT)
        async with self._one_at_a_time:
            others = [one for one in await self.read.open_shifts() if one != shift]
            order = ShiftOrder(
                shift=shift,
                by=by,
                counted=tuple(counted),
                leaves=() if others else tuple(leaves),
                cash_methods=tuple(self.read.cash_methods),
            )
            return await self._journal.close_shift(order)

    async def put_in(self, amount: Money, why: str) -> Head:
        """Puts cash into the drawer for no sale. Raises BadInput without a reason,
        NobodyAtTheTill."""
        by = self._presence.name
        self._presence.check_named(by)
        return await self._journal.note(CashMoved(amount=amount, why=_reason(why), by=by))

    async def take_out(self, amount: Money, why: str, approval: Approval) -> Head:
        """Takes cash out of the drawer for no sale, on a manager's word. Raises BadInput without a
        reason, NotApproved."""
        reason = _reason(why)
        by = self._managers.spend(approval, ManagerOnly.TAKE_CASH)
        return await self._journal.note(CashMoved(amount=-amount, why=reason, by=by))


def _reason(why: str) -> str:
    if not why.strip():
        raise BadInput(Field.WHY, InputProblem.WHY_EMPTY)
    return why.strip()
