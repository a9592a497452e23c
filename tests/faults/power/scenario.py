"""What a till writes on a short day, one call of the journal after the other."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from faults.power.machine import JOURNAL, Machine
from new_sales import new_sale_in

from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.events import (
    Accepted,
    Created,
    Declined,
    Event,
    Flag,
    Mismatched,
    OutcomeUnknown,
    Paid,
    Purpose,
    Sending,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.ports.journal import UnmatchedPayment

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
DAY = date(2026, 11, 20)
LONG = "ã" * 6000  # more than a page of the file holds

Step = Callable[[Machine], Awaitable[object]]


@dataclass(frozen=True)
class Scenario:
    """The first step opens the journal. Each is one transaction, or none that changes rows."""

    name: str
    found: Mapping[str, bytes]  # on the disk, before the first step
    steps: Sequence[Step]

    async def take(self, machine: Machine, number: int) -> None:
        """The step of this number, always at the same time of the day: also when it is tried
        again."""
        machine.at = AT + timedelta(seconds=number)
        await self.steps[number](machine)


def scenarios() -> Sequence[Scenario]:
    """A till's first day, and the day on which an older version's journal is brought up to date."""
    older = Path(__file__).parents[2] / "journal" / "old" / "journal-001.sqlite3"
    return [
        Scenario("a new journal", {}, _FIRST_DAY),
        Scenario("an older journal", {JOURNAL: older.read_bytes()}, _AFTER_AN_UPDATE),
    ]


def _created(number: int, method: str) -> Created:
    return Created(
        number=number,
        method=method,
        amount=Money(1_500_00, Currency.AOA),
        phone=Phone("AO", "923123456"),
        description="pão",
        key=f"key-{number}",
        business_day=DAY,
    )


def sell(sale: str, method: str = "vpos") -> Step:
    sending = Sending(request="POST /x", body="{}")
    return lambda machine: new_sale_in(
        machine.journal, sale, lambda number: _created(number, method), sending
    )


def _refund(sale: str, parent: str) -> Step:
    def created(number: int) -> Created:
        return replace(
            _created(number, "vpos"), purpose=Purpose.REFUND, parent=parent, parent_reference="1"
        )

    sending = Sending(request="POST /", body="")
    return lambda machine: new_sale_in(machine.journal, sale, created, sending)


def _hear(sale: str, *events: Event) -> Step:
    return lambda machine: machine.journal.append(sale, *events)


def _see(*payments: str, whole: bool) -> Step:
    strays = [
        UnmatchedPayment("wikipay", payment, "002001002", "", None, "{}", AT, AT)
        for payment in payments
    ]
    return lambda machine: machine.journal.record_unmatched("wikipay", strays, whole=whole)


def _take(payment: str) -> Step:
    return lambda machine: machine.journal.take_unmatched("wikipay", payment, "", "Ana", "asked")


def _close_day(machine: Machine) -> Awaitable[object]:
    return machine.journal.note(DayClosed(day=DAY, by="Ana"))


_FIRST_DAY: Sequence[Step] = (
    Machine.open,
    sell("a"),
    _hear("a", Accepted(reference="1", follow="/1")),
    _hear("a", Paid(reference="1", raw=LONG)),
    sell("b", "clicpay.mpesa"),
    _hear("b", OutcomeUnknown(reason=Reason.NO_ANSWER)),
    _refund("r", "a"),
    _see("p", "q", whole=True),
    _hear("r", Paid(reference="2")),
    _take("q"),
    Machine.open,
    sell("c", "proxypay"),
    _hear("c", Accepted(reference="000000001"), Paid(payment="p1", raw=LONG)),
    _hear("c", Mismatched(flag=Flag.PAID_TWICE, amount=None, payment="p2")),
    _see(whole=True),
    sell("d"),
    _hear("d", Declined(reason=Reason.NO_MONEY, raw=LONG)),
    _close_day,
    Machine.open,
    sell("e"),
    _hear("e", Accepted(reference="3", follow="/3"), Paid(reference="3")),
)

_AFTER_AN_UPDATE: Sequence[Step] = (
    Machine.open,
    _hear("s1", Paid(raw=LONG)),
    sell("a"),
    _hear("a", Accepted(reference="1", follow="/1"), Paid(reference="1")),
    _see("p", whole=True),
    Machine.open,
    sell("b"),
)
