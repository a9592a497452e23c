"""The sandbox's world in this process, on the simulated clock, and what is true in it."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from pos_app.domain.events import Purpose
from pos_app.domain.sale import Sale
from pos_app.sandbox import proxypay, wikipay
from pos_app.sandbox.assembly import Sandbox
from pos_app.sandbox.clock import Clock, moment
from pos_app.sandbox.faults import FaultBook, Rule
from pos_app.sandbox.references import NotPayableError, TakesReferences, UnknownReferenceError
from pos_app.sandbox.storage import Storage
from pos_app.sandbox.world import APPROVED, REFUSED, Movement, World
from pos_app.training import _account

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from pos_app.ports.gateway import Account

_FIRST_PORT = 9000
_OTHERS = 700_000_000  # references of another till begin here

# By which kind of movement a sale of each purpose moves money.
_MOVES: Mapping[Purpose, tuple[str, ...]] = {
    Purpose.PAYMENT: ("charge",),
    Purpose.AUTHORIZATION: ("charge",),
    Purpose.CAPTURE: ("charge",),
    Purpose.RELEASE: (),
    Purpose.REFUND: ("refund", "payout"),
    Purpose.PAYOUT: ("payout",),
}


class Providers:
    """All five, what is asked of them, and the customers' hands.

    Every sale of a simulated day asks for an amount that no other does: that is how money is traced
    to its sale without asking the till. A reference is traced by its number, which the customer
    has on paper.
    """

    def __init__(self, began_at: float, random: Random) -> None:
        loop = asyncio.get_running_loop()
        clock = Clock(seconds=lambda: began_at + loop.time())
        self._world = World(clock, random)
        self._sandbox = Sandbox(clock, self._world, Storage(None, self._world))
        urls = [f"http://127.0.0.1:{_FIRST_PORT + number}" for number in range(6)]
        self.ports: Mapping[int, ASGIApp] = dict(
            zip(range(_FIRST_PORT, _FIRST_PORT + 6), self._sandbox.apps(urls), strict=True)
        )
        offer = self._sandbox.ready_line(urls)
        self.accounts: Mapping[str, Account] = {
            name: _account(name, entry) for name, entry in offer.items() if isinstance(entry, dict)
        }
        self.of_others: list[tuple[str, str]] = []  # provider and reference of their payments
        self.port_of = {name: _FIRST_PORT + at for at, name in enumerate(self.accounts)}

    def now(self) -> datetime:
        """By their own clock, which is right."""
        return moment(self._world.clock.now())

    # --- what goes wrong --------------------------------------------------------------------------

    @property
    def faults(self) -> FaultBook:
        return self._sandbox._faults

    def add_fault(self, rule: Rule) -> None:
        self.faults.rules.append(rule)

    # --- the customers' hands ---------------------------------------------------------------------

    def pay(self, provider: str, reference: str, amount: int | None) -> bool:
        """At a cash machine. False where it says that the reference cannot be paid."""
        self._world.settle()
        desks: Mapping[str, TakesReferences] = {
            "proxypay": self._sandbox._proxypay,
            "wikipay": self._sandbox._wikipay,
        }
        try:
            desks[provider].pay(int("".join(reference.split())), amount, force=False)
        except (UnknownReferenceError, NotPayableError):
            return False
        return True

    def pay_another_till(self, provider: str, amount: int) -> None:
        """A reference of another till of this shop, by the same account."""
        number = _OTHERS + len(self._world.ledger)
        fields = {"till": "another", "sale": f"other{number}"}
        if provider == "proxypay":
            self._sandbox._proxypay._references[str(number)] = proxypay.Reference(
                amount, None, fields
            )
        else:
            self._sandbox._wikipay._references[str(number)] = wikipay.Reference(
                f"w{number}", number, amount, 2**60, fields
            )
        self.pay(provider, str(number), None)
        self.of_others.append((provider, str(number)))

    def at_checkout(self, checkout: str, *, pays: bool) -> None:
        self._world.settle()
        session = checkout.rpartition("/")[2]
        for row in list(self._world.waiting.values()):
            if row.session == session:
                outcome = APPROVED if pays else REFUSED
                self._world.decide(row, outcome, self._world.clock.now())

    def succeeds_after_all(self, amount: int) -> None:
        """A request to a phone that had timed out (field notes, ClicPay)."""
        now = self._world.clock.now()
        self._world.settle()
        shelf = self._sandbox._clicpay._transactions
        for reference, transaction in list(shelf.items()):
            if transaction.amount == amount and transaction.status == "failed":
                shelf[reference] = ended = transaction.ended(APPROVED, now)
                self._world.move(
                    Movement("clicpay", "charge", amount, "MZN", reference, now, ended.payer)
                )

    # --- what is true -----------------------------------------------------------------------------

    def movements(self) -> list[Movement]:
        self._world.settle()
        return list(self._world.ledger.values())

    def moved(self, sale: Sale) -> list[Movement]:
        """The money that moved for this sale."""
        return [one for one in self.movements() if is_for(one, sale)]

    def queued(self) -> set[tuple[str, str]]:
        """Provider and reference of payments that nobody has acknowledged."""
        of_proxypay = self._sandbox._proxypay._queue.values()
        of_wikipay = self._sandbox._wikipay._queue.values()
        return {("proxypay", str(one.reference_id)) for one in of_proxypay} | {
            ("wikipay", str(one.number)) for one in of_wikipay
        }


def is_for(movement: Movement, sale: Sale) -> bool:
    if movement.kind not in _MOVES[sale.purpose]:
        return False
    if movement.provider in ("proxypay", "wikipay"):
        return figures(movement.reference) == figures(sale.reference or "")
    return movement.amount == sale.amount.minor and movement.currency == sale.amount.currency.code


def figures(reference: str) -> str:
    """A reference as one compares it: on paper it has blanks, and zeros in front."""
    return "".join(reference.split()).lstrip("0")
