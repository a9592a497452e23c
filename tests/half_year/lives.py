"""What becomes of a sale, as a shop sees it: its events, and how long after its beginning each
comes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from pos_app.domain.events import (
    Accepted,
    Cancelled,
    Cancelling,
    Declined,
    DocumentIssued,
    Event,
    Expired,
    Flag,
    FlagCleared,
    IssueWithdrawn,
    Mismatched,
    NotSent,
    OutcomeUnknown,
    Paid,
    ReferenceAssigned,
    SettledAsPaid,
    SettledAsUnpaid,
    SlipPrinted,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.reasons import Reason

Step = tuple[timedelta, Event]
Life = Sequence[Step]

MANAGER = "Teresa N."
_RAW = '{"status":"accepted","pos_id":123,"type":"payment","amount":"1500.00"}'
_NO = (Reason.NO_MONEY, Reason.CUSTOMER_REFUSED, Reason.PHONE_BUSY, Reason.LIMIT_REACHED)


@dataclass(frozen=True)
class Way:
    """A way to pay, and how much of the shop's trade goes by it."""

    method: str
    currency: Currency
    share: int
    by_reference: bool = False
    has_phone: bool = True
    by_hand: bool = False


WAYS: Sequence[Way] = (
    Way("vpos", Currency.AOA, 46),
    Way("proxypay", Currency.AOA, 14, by_reference=True, has_phone=False),
    Way("wikipay", Currency.AOA, 6, by_reference=True, has_phone=False),
    Way("clicpay.mpesa", Currency.MZN, 18),
    Way("clicpay.emola", Currency.MZN, 6),
    Way("clicpay.mkesh", Currency.MZN, 3),
    Way("clicpay.card", Currency.MZN, 4, has_phone=False),
    Way("wipay", Currency.TTD, 3, has_phone=False),
    Way("cash.ao", Currency.AOA, 8, has_phone=False, by_hand=True),
)


@dataclass(frozen=True)
class Charge:
    """What a life is about."""

    number: int
    at: datetime
    way: Way
    amount: Money

    @property
    def reference(self) -> str:
        if self.way.by_reference:
            return f"{(self.number * 7_919 + 100_000_007) % 1_000_000_000:09d}"
        return (
            f"CP{self.number:09d}"
            if self.way.currency is Currency.MZN
            else f"1jHb{self.number:x}RG7X"
        )

    @property
    def payment(self) -> str | None:
        return f"P{self.number:08d}" if self.way.by_reference else None


def life_of(charge: Charge, chance: Random) -> Life:
    """Returns what follows the first sending."""
    if charge.way.by_reference:
        return list(_by_reference(charge, chance))
    return list(_pushed(charge, chance))


def _pushed(charge: Charge, chance: Random) -> Iterator[Step]:
    luck = chance.random()
    if luck < 0.01:
        yield _in(1), NotSent(reason=Reason.NO_CONNECTION)
        return
    path = f"/api/v1/requests/{charge.number:x}"
    yield _in(1), Accepted(reference=charge.reference, follow=path, raw=_RAW)
    answer = 3 + chance.expovariate(1 / 9)
    if luck < 0.86:
        yield _in(answer), _paid(charge, answer)
        yield from _printed(charge, chance, answer + 1)
    elif luck < 0.95:
        yield _in(answer), Declined(reason=chance.choice(_NO), raw=_RAW)
    elif luck < 0.98:
        yield _in(120), Expired(reason=Reason.CUSTOMER_SILENT)
        if chance.random() < 0.1:
            yield from _late_money(charge, chance, Flag.PAID_AFTER_END)
    else:
        yield from _doubtful(charge, chance)


def _printed(charge: Charge, chance: Random, seconds: float) -> Iterator[Step]:
    """Yields what the till writes of a receipt: printed, or given back and printed again."""
    luck = chance.random()
    if luck < 0.05:
        yield _in(seconds), SlipPrinted(printer="Balcão")  # as earlier versions did
    elif luck < 0.3:
        first, again = (f"{job}{charge.number}" for job in ("a", "b"))
        kind = DocumentKind.RECEIPT
        yield _in(seconds), DocumentIssued(document=kind, number=1, job=first, printer="Balcão")
        if luck < 0.1:
            yield _in(seconds + 900), IssueWithdrawn(document=kind, number=1, job=first)
            yield _in(seconds + 950), DocumentIssued(document=kind, number=1, job=again)


def _doubtful(charge: Charge, chance: Random) -> Iterator[Step]:
    yield _in(60), OutcomeUnknown(reason=Reason.NO_ANSWER, detail="ReadTimeout")
    luck = chance.random()
    if luck < 0.6:
        yield _in(200), _paid(charge, 200)
    elif luck < 0.75:
        yield _in(9_000), SettledAsPaid(by=MANAGER, why="o cliente mostrou o recibo")
    elif luck < 0.95:
        yield _in(9_000), SettledAsUnpaid(by=MANAGER, why="não está no extracto")


def _by_reference(charge: Charge, chance: Random) -> Iterator[Step]:
    yield _in(1), ReferenceAssigned(reference=charge.reference)
    ends = charge.at + timedelta(days=3)
    yield _in(2), Accepted(reference=charge.reference, entity="00411", expires_at=ends, raw=_RAW)
    luck, hours = chance.random(), chance.expovariate(1 / 12)
    if luck < 0.8:
        seconds = min(hours * 3600, 70 * 3600) + 60
        yield _in(seconds), _paid(charge, seconds)
        if chance.random() < 0.004:
            yield from _twice(charge, seconds)
    elif luck < 0.9:
        yield timedelta(days=3, seconds=5), Expired(reason=Reason.REFERENCE_EXPIRED)
        if chance.random() < 0.05:
            yield from _late_money(charge, chance, Flag.PAID_AFTER_END)
    elif luck < 0.97:
        yield _in(1_800), Cancelling()
        yield _in(1_803), Cancelled(reason=Reason.CANCELLED_HERE)
        if chance.random() < 0.1:
            yield from _late_money(charge, chance, Flag.PAID_AFTER_CANCEL)
    else:
        yield from _odd_money(charge, chance)


def _late_money(charge: Charge, chance: Random, flag: Flag) -> Iterator[Step]:
    """Money that comes after the end, on a later day as a rule."""
    days = 4 + chance.random()
    yield timedelta(days=days), _paid(charge, days * 86_400)
    if chance.random() < 0.9:
        yield timedelta(days=days + 1), FlagCleared(flag=flag, by=MANAGER, why="entregue")


def _twice(charge: Charge, seconds: float) -> Iterator[Step]:
    again = Paid(reference=charge.reference, payment=f"Q{charge.number:08d}", raw=_RAW)
    yield _in(seconds + 5_000), again


def _odd_money(charge: Charge, chance: Random) -> Iterator[Step]:
    off = chance.choice((-1, 1)) * min(charge.amount.minor // 2, 500_00)
    amount = Money(charge.amount.minor + off, charge.amount.currency)
    flag = Flag.SHORT if off < 0 else Flag.EXCESS
    yield _in(7_200), Mismatched(flag=flag, amount=amount, payment=charge.payment, raw=_RAW)
    if chance.random() < 0.95:
        yield _in(90_000), SettledAsUnpaid(by=MANAGER, why="devolvido em dinheiro")


def _paid(charge: Charge, seconds: float) -> Paid:
    if not charge.way.by_reference:
        return Paid(reference=charge.reference, raw=_RAW)
    fee = Money(charge.amount.minor // 100, charge.amount.currency)
    return Paid(
        reference=charge.reference,
        payment=charge.payment,
        raw=_RAW,
        provider_at=charge.at + timedelta(seconds=int(seconds) - 20),
        period=f"{charge.at:%Y%j}",
        fee=fee,
    )


def _in(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)
