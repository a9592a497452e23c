"""The sandbox's world in this process, on the simulated clock, and what is true in it."""

import asyncio
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from faults.simulation.ledger import BY_REFERENCE, WAYS, figures
from faults.simulation.truth import Moved

from pos_app.domain.events import Purpose, State
from pos_app.domain.sale import Sale
from pos_app.sandbox import proxypay, wikipay
from pos_app.sandbox.assembly import Sandbox
from pos_app.sandbox.clicpay_transactions import PENDING
from pos_app.sandbox.clock import Clock
from pos_app.sandbox.deliveries import DELIVERED, Delivery
from pos_app.sandbox.faults import Rule
from pos_app.sandbox.references import NotPayableError, TakesReferences, UnknownReferenceError
from pos_app.sandbox.storage import Storage
from pos_app.sandbox.world import APPROVED, REFUSED, Movement, NotEndedError, World
from pos_app.training import _account

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp

    from pos_app.ports.gateway import Account

_FIRST_PORT = 9000
# What M-Pesa and e-Mola say of themselves that they do not know; and a code that nobody has seen.
NO_ANSWER = ("INS-1", "INS-23", "INS-4711", "2007", "9001")
_OTHERS = 700_000_000  # references of another till begin here


class Providers:
    """All five, what is asked of them, and the customers' hands.

    Money is traced to its sale by what its request bore, as the ledger keeps it: key, notes, custom
    fields. Where a provider takes none, every customer of a simulated day asks for an amount that
    no other does.
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
        self._succeeded_at: dict[str, float] = {}  # by reference: called failed before that
        self.port_of = {name: _FIRST_PORT + at for at, name in enumerate(self.accounts)}

    # --- what goes wrong --------------------------------------------------------------------------

    def add_fault(self, rule: Rule) -> None:
        self._sandbox._faults.rules.append(rule)

    def drop_fault(self, rule: Rule) -> None:
        """What hangs by it is let go as well."""
        book = self._sandbox._faults
        others = [one for one in book.rules if one is not rule]
        book.heal()
        book.rules += others

    def heal(self) -> None:
        self._sandbox._faults.heal()

    def do_it_their_way(self, modes: Iterable[tuple[str, str, str]]) -> None:
        for provider, name, value in modes:
            self._sandbox._modes.set(provider, name, value)

    def put_clock(self, provider: str, seconds: float) -> None:
        """What the Date of its answers says is wrong by so much."""
        self._sandbox._modes.set(provider, "date", str(int(seconds)))

    # --- what they send by themselves -------------------------------------------------------------

    def call_instead(self, address: str) -> None:
        """ProxyPay has an address to call: its queue is empty from now on. The shop says so too."""
        self._sandbox._proxypay.send_payments_to(address)
        account = self.accounts["proxypay"]
        by_calls = replace(account, options={**account.options, "payments": "calls"})
        self.accounts = {**self.accounts, "proxypay": by_calls}

    def calls_due(self) -> list[Delivery]:
        return list(self._sandbox._deliveries.due())

    def called(self, delivery: Delivery, status: int | None) -> None:
        self._sandbox._deliveries.tried(delivery, status, None if status else "ConnectError")

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
        self._world.settle()
        shelf = self._sandbox._clicpay._transactions
        failed = [
            name for name, one in shelf.items() if (one.amount, one.status) == (amount, "failed")
        ]
        for reference in failed:
            with suppress(NotEndedError):  # it was called failed, and is still undecided
                self._sandbox._clicpay.succeed(reference)
                self._succeeded_at[reference] = asyncio.get_running_loop().time()

    # --- what is true -----------------------------------------------------------------------------

    def movements(self) -> list[Moved]:
        self._world.settle()
        return [_as_moved(one) for one in self._world.ledger.values()]

    def moved(self, sale: Sale) -> list[Moved]:
        """The money that moved for this sale."""
        return [one for one in self.movements() if is_for(one, sale)]

    def moved_since(self, sale: Sale, asked_at: float) -> bool:
        """Whether its money moved after a question had left whose answer called it failed."""
        return self._succeeded_at.get(sale.reference or "", asked_at) > asked_at

    def says_it_does_not_know(self, sale: Sale) -> bool:
        """Whether its provider calls it failed with a code by which the network below knows no
        outcome, or with one that stands in no list (field notes)."""
        return any(
            one.idempotency_key == sale.key and one.status == "failed" and one.code in NO_ANSWER
            for one in self._sandbox._clicpay._transactions.values()
        )

    def is_undecided(self, sale: Sale) -> bool:
        """Whether its provider calls it pending, and its customer may yet say yes."""
        shelves = [self._world._shelves[f"{name}.transactions"] for name in ("clicpay", "vpos")]
        return any(
            row.reference in shelf
            and shelf[row.reference].idempotency_key == sale.key
            and shelf[row.reference].status in (None, PENDING)
            for row in self._world.waiting.values()
            for shelf in shelves
        )

    def untold(self) -> frozenset[tuple[str, str]]:
        """Provider and number of payments that the till was not called about."""
        calls = self._sandbox._deliveries._rows.values()
        bodies = [json.loads(one.body) for one in calls if one.status != DELIVERED]
        return frozenset(("proxypay", str(body["reference_id"])) for body in bodies)

    def queued(self) -> frozenset[tuple[str, str]]:
        """Provider and number of payments that nobody has acknowledged."""
        of_proxypay = self._sandbox._proxypay._queue.values()
        of_wikipay = self._sandbox._wikipay._queue.values()
        return frozenset(
            (
                *(("proxypay", str(one.reference_id)) for one in of_proxypay),
                *(("wikipay", str(one.number)) for one in of_wikipay),
            )
        )


def is_for(moved: Moved, sale: Sale) -> bool:
    provider = sale.method.partition(".")[0]
    if sale.purpose is Purpose.AUTHORIZATION:  # what was captured of it
        by_hand = sale.state is State.PAID and sale.reference is None
        named = by_hand or sale.reference in (moved.reference, moved.told_as)
        return moved.provider == provider and moved.way == "charge" and named
    if moved.provider != provider or moved.way not in WAYS[sale.purpose]:
        return False
    if moved.marks:
        return bool(moved.marks & {sale.id, sale.key})
    if moved.provider in BY_REFERENCE:
        return figures(moved.reference) == figures(sale.reference or "-")
    return moved.amount == sale.amount.minor


def _as_moved(one: Movement) -> Moved:
    own = (one.custom_fields or {}).get("sale")
    # A voucher's details are words for people, which two sales may share.
    notes = one.notes if one.provider == "clicpay" else None
    marks = frozenset(mark for mark in (one.idempotency_key, notes, own) if mark)
    told_as = one.told_as or one.reference
    return Moved(one.provider, one.kind, one.amount, one.reference, told_as, marks)
