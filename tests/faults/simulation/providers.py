"""The sandbox's world in this process, on the simulated clock, and what is true in it."""

import asyncio
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from faults.simulation.houses import FIRST_PORT, House, mark_in, without
from faults.simulation.ledger import BY_REFERENCE, WAYS, figures
from faults.simulation.truth import Moved

from pos_app.domain.events import Purpose, State
from pos_app.domain.sale import Sale
from pos_app.sandbox.clicpay.transactions import PENDING
from pos_app.sandbox.proxypay import api as proxypay
from pos_app.sandbox.server.fault_rules import Rule
from pos_app.sandbox.wikipay import api as wikipay
from pos_app.sandbox.world.clock import Clock
from pos_app.sandbox.world.references import NotPayableError, TakesReferences, UnknownReferenceError
from pos_app.sandbox.world.webhook_delivery import DELIVERED, Delivery
from pos_app.sandbox.world.world import APPROVED, REFUSED, Movement, NotEndedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

    from pos_app.ports.gateway import Account

USUAL, ANOTHER = "", "-another"  # what the keys of the shop's two accounts end by
# What M-Pesa and e-Mola say of themselves that they do not know; and a code that nobody has seen.
NO_ANSWER = ("INS-1", "INS-23", "INS-4711", "2007", "9001")
_NEVER = 4_102_444_800_000  # milliseconds: in the year 2100
_OTHERS = 700_000_000  # references of another till begin here


class Providers:
    """All five, what is asked of them, and the customers' hands.

    Money is traced to its sale by what its request bore, as the ledger keeps it: key, notes, custom
    fields. Where a provider takes none, every customer of a simulated day asks for an amount that
    no other does.
    """

    def __init__(self, began_at: float, random: Random) -> None:
        loop = asyncio.get_running_loop()
        self._clock = Clock(seconds=lambda: began_at + loop.time())
        self._random = random
        ports = range(FIRST_PORT, FIRST_PORT + 6)
        self._own = House(self._clock, random, ports)
        self._houses = [self._own]
        self._world, self._sandbox = self._own.world, self._own.sandbox
        self.ports: Mapping[int, ASGIApp] = {port: self._at(port) for port in ports}
        self.accounts: Mapping[str, Account] = self._own.accounts  # those that the shop has put in
        self.of_others: list[tuple[str, str]] = []  # provider and reference of their payments
        self._succeeded_at: dict[str, float] = {}  # by reference: called failed before that
        self.port_of = {name: FIRST_PORT + at for at, name in enumerate(self.accounts)}

    def _at(self, port: int) -> "ASGIApp":
        async def app(scope: "Scope", receive: "Receive", send: "Send") -> None:
            house = self._own
            if len(self._houses) > 1:
                mark = mark_in(scope, [one.mark for one in self._houses])
                house = next(one for one in self._houses if one.mark == mark)
                scope = without(mark, scope)
            await house.ports[port](scope, receive, send)

        return app

    # --- the shop's accounts ----------------------------------------------------------------------

    def open_another_account(self) -> None:
        """At each of them, beside the usual one: nothing goes wrong there."""
        another = House(self._clock, self._random, list(self.ports), ANOTHER)
        self._houses.append(another)

    def put_in(self, provider: str, mark: str) -> None:
        """The shop puts the keys of this account in for the provider."""
        house = next(one for one in self._houses if one.mark == mark)
        self.accounts = {**self.accounts, provider: house.accounts[provider]}

    def is_told_by_calls(self, provider: str) -> bool:
        return self.accounts[provider].options.get("payments") == "calls"

    def house_of(self, sale: Sale) -> str | None:
        """By the mark of its keys, of which account a sale is."""
        marks = (one.mark for one in self._houses if one.marks.get(sale.method) == sale.account)
        return next(marks, None)

    def can_still_be_paid(self, sale: Sale) -> bool:
        """Whether a reference is there for its customer, at its own account."""
        house = next(one for one in self._houses if one.mark == self.house_of(sale))
        number = str(int(figures(sale.reference or "0") or 0))
        if sale.method == "proxypay":
            reference = house.sandbox._proxypay._references.get(number)
            return reference is not None and not reference.deleted
        found = house.sandbox._wikipay._references.get(number)
        return found is not None and not found.cancelled

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
            for house in self._houses:
                house.sandbox._modes.set(provider, name, value)

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
        return any(_paid(house, provider, reference, amount) for house in self._houses)

    def pay_another_till(self, provider: str, amount: int, mark: str = USUAL) -> None:
        """A reference of another till of this shop, by the same account."""
        house = next(one for one in self._houses if one.mark == mark)
        number = _OTHERS + len(house.world.ledger)
        fields = {"till": "another", "sale": f"other{number}"}
        if provider == "proxypay":
            house.sandbox._proxypay._references[str(number)] = proxypay.Reference(
                amount, None, fields
            )
        else:
            house.sandbox._wikipay._references[str(number)] = wikipay.Reference(
                f"w{number}", number, amount, _NEVER, fields
            )
        self.pay(provider, str(number), None)
        self.of_others.append((provider, str(number)))

    def take_out_of_queue(self, provider: str) -> None:
        """Another till of this shop has taken what is there."""
        (
            self._sandbox._proxypay if provider == "proxypay" else self._sandbox._wikipay
        )._queue.clear()

    def at_checkout(self, checkout: str, *, pays: bool) -> None:
        session = checkout.rpartition("/")[2]
        for world in (house.world for house in self._houses):
            world.settle()
            for row in list(world.waiting.values()):
                if row.session == session:
                    world.decide(row, APPROVED if pays else REFUSED, world.clock.now())

    def succeeds_after_all(self, amount: int) -> None:
        """A request to a phone that had timed out (field notes, ClicPay)."""
        for house in self._houses:
            house.world.settle()
            clicpay = house.sandbox._clicpay
            failed = [
                name
                for name, one in clicpay._transactions.items()
                if (one.amount, one.status) == (amount, "failed")
            ]
            for reference in failed:
                with suppress(NotEndedError):  # it was called failed, and is still undecided
                    clicpay.succeed(reference)
                    self._succeeded_at[reference] = asyncio.get_running_loop().time()

    # --- what is true -----------------------------------------------------------------------------

    def movements(self) -> list[Moved]:
        for house in self._houses:
            house.world.settle()
        return [
            _as_moved(one, house) for house in self._houses for one in house.world.ledger.values()
        ]

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
            for house in self._houses
            for one in house.sandbox._clicpay._transactions.values()
        )

    def is_undecided(self, sale: Sale) -> bool:
        """Whether its provider calls it pending, and its customer may yet say yes."""
        return any(
            row.reference in shelf
            and shelf[row.reference].idempotency_key == sale.key
            and shelf[row.reference].status in (None, PENDING)
            for world in (house.world for house in self._houses)
            for row in world.waiting.values()
            for shelf in (world._shelves[f"{name}.transactions"] for name in ("clicpay", "vpos"))
        )

    def untold(self) -> frozenset[tuple[str, str]]:
        """Provider and number of payments that the till was not called about."""
        calls = self._sandbox._deliveries._rows.values()
        bodies = [json.loads(one.body) for one in calls if one.status != DELIVERED]
        return frozenset(("proxypay", str(body["reference_id"])) for body in bodies)

    def queued(self) -> frozenset[tuple[str, str]]:
        """Provider and number of payments that nobody has acknowledged."""
        sandboxes = [house.sandbox for house in self._houses]
        of_proxypay = [one for each in sandboxes for one in each._proxypay._queue.values()]
        of_wikipay = [one for each in sandboxes for one in each._wikipay._queue.values()]
        return frozenset(
            (
                *(("proxypay", str(one.reference_id)) for one in of_proxypay),
                *(("wikipay", str(one.number)) for one in of_wikipay),
            )
        )


def _paid(house: House, provider: str, reference: str, amount: int | None) -> bool:
    house.world.settle()
    desks: Mapping[str, TakesReferences] = {
        "proxypay": house.sandbox._proxypay,
        "wikipay": house.sandbox._wikipay,
    }
    try:
        desks[provider].pay(int("".join(reference.split())), amount, force=False)
    except (UnknownReferenceError, NotPayableError):
        return False
    return True


def is_for(moved: Moved, sale: Sale) -> bool:
    provider = sale.method.partition(".")[0]
    if sale.purpose is Purpose.AUTHORIZATION:  # what was captured of it
        by_hand = sale.state is State.PAID and sale.reference is None
        named = by_hand or sale.reference in (moved.reference, moved.told_as)
        return moved.provider == provider and moved.way == "charge" and named
    if moved.provider != provider or moved.way not in WAYS[sale.purpose]:
        return False
    if sale.account not in moved.accounts:
        return False
    if moved.marks:
        return bool(moved.marks & {sale.id, sale.key})
    if moved.provider in BY_REFERENCE:
        return figures(moved.reference) == figures(sale.reference or "-")
    return moved.amount == sale.amount.minor


def _as_moved(one: Movement, house: House) -> Moved:
    own = (one.custom_fields or {}).get("sale")
    # A voucher's details are words for people, which two sales may share.
    notes = one.notes if one.provider == "clicpay" else None
    marks = frozenset(mark for mark in (one.idempotency_key, notes, own) if mark)
    told_as = one.told_as or one.reference
    accounts = house.accounts_at(one.provider)
    return Moved(one.provider, one.kind, one.amount, one.reference, told_as, marks, accounts)
