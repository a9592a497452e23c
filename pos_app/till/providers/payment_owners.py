"""Owners of the payments in a queue: this till's sales, a manager who took one, or nobody here."""

import hashlib
from collections import defaultdict

from pos_app.domain.events import AlreadyUsed, Mismatched, Paid
from pos_app.domain.method import Method
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import QueuedPayment
from pos_app.ports.journal import Journal
from pos_app.till.providers.same_payment import is_same_payment


class PaymentOwners:
    """Asks the journal whose the payments of one method are. Raises JournalUnavailable."""

    def __init__(self, method: Method, journal: Journal) -> None:
        self._method = method
        self._journal = journal
        # Payments that a manager took; read once, then compared with every payment.
        self._taken: dict[tuple[str, str], list[str]] | None = None

    async def of(self, payment: QueuedPayment) -> Sale | None:
        """Returns the sale that a payment names, or else the newest that was given its
        reference."""
        if payment.sale:
            sale = await self._journal.sale(payment.sale)
            return sale if sale and sale.method == self._method.id else None
        if paid := await self._paid_before(payment):
            return paid
        if not payment.reference or await self._was_nobodys(payment):
            return None
        sale = await self._journal.sale_with_reference(self._method.id, payment.reference)
        return sale if sale and is_under(sale, payment) else None

    async def _paid_before(self, payment: QueuedPayment) -> Sale | None:
        """Returns the sale that this very payment has paid. The queue shows it again until the
        provider takes its acknowledgement, and its reference may be another sale's by then."""
        sale = await self._journal.sale_of_payment(self._method.id, payment.id)
        if sale is None:
            return None
        told = await self._told_under(payment.id, sale)
        return sale if any(is_same_payment(raw, payment.raw) for _, raw in told) else None

    async def _was_nobodys(self, payment: QueuedPayment) -> bool:
        """Returns whether this very payment was seen while no sale had its reference: it cannot
        have paid a sale that was given the reference since. Another program made it for itself, or
        a manager took it."""
        seen = await self._journal.unmatched_called(self._method.id, payment.id)
        return any(
            unmatched.reference == payment.reference and is_same_payment(unmatched.raw, payment.raw)
            for unmatched in seen
        )

    async def known_as(self, payment: QueuedPayment, sale: Sale) -> tuple[str, bool]:
        """Returns this payment's name in the journal, and whether the journal has it. The name is
        its id; if another payment bears that too, the id with a hash of its text. Which of the two
        it is may change as the other payment comes and goes."""
        told = await self._told_under(payment.id, sale)
        for name, raw in told:
            if is_same_payment(raw, payment.raw):
                return name, True
        if payment.is_alone and not told:
            return payment.id, False
        return f"{payment.id} {hashlib.sha256(payment.raw.encode()).hexdigest()[:16]}", False

    async def _told_under(self, payment: str, sale: Sale) -> list[tuple[str, str]]:
        """Returns the sale's payments that bear this id: the name and the raw text of each."""
        events = [recorded.event for recorded in await self._journal.events_of(sale.id)]
        told = [event for event in events if isinstance(event, Paid | Mismatched | AlreadyUsed)]
        named = [(event.payment or "", event.raw) for event in told]
        return [(name, raw) for name, raw in named if name.partition(" ")[0] == payment]

    async def is_known(self, payment: QueuedPayment) -> bool:
        sale = await self.of(payment)
        if sale:
            return (await self.known_as(payment, sale))[1]
        unmatched = await self._journal.unmatched_payments()
        seen = ((one.method, one.payment, one.reference) for one in unmatched)
        return (self._method.id, payment.id, payment.reference) in seen

    async def was_taken(self, payment: QueuedPayment) -> bool:
        """Returns whether a manager took this very payment: with other facts it is another one."""
        if self._taken is None:
            by_hand: dict[tuple[str, str], list[str]] = defaultdict(list)
            for one in await self._journal.taken_unmatched():
                if one.method == self._method.id:
                    by_hand[one.payment, one.reference].append(one.raw)
            self._taken = by_hand
        taken = self._taken.get((payment.id, payment.reference), ())
        return any(is_same_payment(raw, payment.raw) for raw in taken)

    def forget_taken(self) -> None:
        """Reads anew what managers took: there is one more."""
        self._taken = None


def is_under(sale: Sale, payment: QueuedPayment) -> bool:
    """Returns whether the payment's entity is the sale's: the same number under another entity is
    another reference. The sale knows the entity that it was printed with, whatever the account's is
    by now; if it never heard one, any matches."""
    if not payment.entity or not sale.entity:
        return True
    return payment.entity.lstrip("0") == sale.entity.lstrip("0")
