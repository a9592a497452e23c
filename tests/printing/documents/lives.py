"""Sales of every kind, each as its own events give it, for whatever paper says of them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Cancelled,
    Captured,
    Created,
    Declined,
    Event,
    Expired,
    Flag,
    FlagCleared,
    GivenByHand,
    InvoiceNumbered,
    Mismatched,
    NotSent,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    PartChanged,
    PartStarted,
    Purpose,
    ReceivedByHand,
    Refunded,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    SplitOpened,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale

AT = datetime(2026, 11, 27, 18, 22, 10, tzinfo=UTC)
PHONE = Phone("AO", "912345008")
KSUID = "1jHbXEbRTIbbwaoJ6w06nLcRG7X"
SENDING = Sending(request="POST /", body="")
ASKED = Accepted(reference=KSUID)
PAID = Paid(reference=KSUID)


def kz(units: int) -> Money:
    return Money(units * 100, Currency.AOA)


WHOLE = kz(12_750)


class Told(NamedTuple):
    """A sale, and those that its receipt is made with."""

    sale: Sale
    related: Sequence[Sale] = ()


def sale_after(*events: Event, sale_id: str = "s", **created: Any) -> Sale:
    """A sale as its events give it, one a second."""
    known: dict[str, Any] = {
        "number": 3149,
        "method": "vpos",
        "amount": WHOLE,
        "phone": PHONE,
        "description": "Cesta, 2 garrafões",
        "key": "k",
        "business_day": date(2026, 11, 27),
        "cashier": "Ana M.",
    }
    sale = open_sale(sale_id, "t", Created(**known | created), AT)
    for place, event in enumerate(events, start=1):
        sale = apply(sale, event, AT + timedelta(seconds=place))
    return sale


def paid(*more: Event, **created: Any) -> Sale:
    return sale_after(SENDING, ASKED, PAID, *more, **created)


def hold(*more: Event, **created: Any) -> Sale:
    held = Authorized(reference=KSUID)
    return sale_after(SENDING, held, *more, purpose=Purpose.AUTHORIZATION, **created)


def operation(purpose: Purpose, *events: Event, **created: Any) -> Sale:
    known: dict[str, Any] = {"sale_id": "o", "number": 3150, "parent": "s", "by": "Teresa N."}
    return sale_after(*events, purpose=purpose, **known | created)


def cash(*events: Event, **created: Any) -> Sale:
    known: dict[str, Any] = {"method": "cash.ao", "phone": None}
    return sale_after(*(events or (ReceivedByHand(),)), **known | created)


def asked_back(amount: Money, purpose: Purpose = Purpose.REFUND) -> OperationStarted:
    return OperationStarted(operation="o", purpose=purpose, amount=amount)


def split(*changes: PartChanged) -> Sale:
    begun: list[Event] = [
        PartStarted(part="a", amount=kz(2_750)),
        PartStarted(part="b", amount=kz(10_000)),
        PartChanged(part="a", pledged=-2_750_00, received=2_750_00, by_hand=True),
        PartChanged(part="b", pledged=-10_000_00, received=10_000_00),
    ]
    return sale_after(
        SplitOpened(), *begun, *changes, method="split.ao", phone=None, purpose=Purpose.SPLIT
    )


def parts() -> tuple[Sale, Sale]:
    by_cash = cash(
        ReceivedByHand(tendered=kz(3_000)), sale_id="a", number=3150, parent="s", amount=kz(2_750)
    )
    return by_cash, paid(sale_id="b", number=3151, parent="s", amount=kz(10_000))


def odd(flag: Flag, amount: Money | None) -> Mismatched:
    return Mismatched(flag=flag, amount=amount)


def settled(flag: Flag, amount: Money | None) -> Sale:
    """What a manager makes of odd money: the sale is paid, and the flag is done with."""
    return sale_after(
        SENDING, ASKED, odd(flag, amount), SettledAsPaid(by="Teresa N.", why="seen"),
        FlagCleared(flag=flag, by="Teresa N.", why="seen"),
    )  # fmt: skip


FIRST = kz(5_000)


def split_paid_anew(first: Money = FIRST) -> Sale:
    """A part came and went back; then all of it came another way."""
    return sale_after(
        SplitOpened(),
        PartStarted(part="a", amount=first),
        PartChanged(part="a", pledged=-first.minor, received=first.minor),
        PartChanged(part="a", returned=first.minor),
        PartStarted(part="b", amount=WHOLE),
        PartChanged(part="b", pledged=-WHOLE.minor, received=WHOLE.minor, by_hand=True),
        method="split.ao", phone=None, purpose=Purpose.SPLIT,
    )  # fmt: skip


BY_MANAGER = SettledAsPaid(by="Teresa N.", why="seen")


def by_manager(purpose: Purpose = Purpose.PAYMENT, **created: Any) -> Sale:
    """Nobody knew its outcome until a manager said that the money moved."""
    unknown = OutcomeUnknown(reason=Reason.NO_ANSWER)
    return sale_after(SENDING, ASKED, unknown, BY_MANAGER, purpose=purpose, **created)


DENIED = Declined(reason=Reason.NO_MONEY)
REFERENCE = Accepted(reference="741820581", entity="00123")

WITH_RECEIPT: Mapping[str, Callable[[], Told]] = {
    "paid by phone": lambda: Told(paid()),
    "on an invoice": lambda: Told(paid(InvoiceNumbered(invoice="FT 2026A/118", by="Rui"))),
    "a reference that was paid": lambda: Told(
        sale_after(SENDING, REFERENCE, Paid(payment="9"), method="proxypay", phone=None)
    ),
    "a card on a page": lambda: Told(paid(method="clicpay.card", phone=None)),
    "a voucher with a rest": lambda: Told(
        sale_after(SENDING, Paid(reference="v1", left=395_00), method="wipay", phone=None,
                   voucher="••••230t")
    ),
    "exact cash": lambda: Told(cash()),
    "cash with change": lambda: Told(cash(ReceivedByHand(tendered=kz(15_000)))),
    "a card machine": lambda: Told(cash(method="cardmachine.ao")),
    "a transfer": lambda: Told(cash(method="transfer.ao")),
    "a hold": lambda: Told(hold()),
    "a captured hold": lambda: Told(
        hold(Captured(operation="o", amount=kz(12_000), reference="c1")),
        [operation(Purpose.CAPTURE, SENDING, PAID, amount=kz(12_000))],
    ),
    "a capture": lambda: Told(
        operation(Purpose.CAPTURE, SENDING, PAID), [hold(asked_back(WHOLE, Purpose.CAPTURE))]
    ),
    "a refund under way": lambda: Told(paid(asked_back(kz(750)))),
    "partly refunded": lambda: Told(
        paid(asked_back(kz(750)), Refunded(operation="o", amount=kz(750))),
        [operation(Purpose.REFUND, SENDING, PAID, amount=kz(750))],
    ),
    "refunded whole": lambda: Told(
        paid(asked_back(WHOLE), Refunded(operation="o", amount=WHOLE)),
        [operation(Purpose.REFUND, SENDING, PAID)],
    ),
    "a refund": lambda: Told(operation(Purpose.REFUND, SENDING, PAID), [paid()]),
    "a refund in cash": lambda: Told(
        operation(Purpose.REFUND, GivenByHand(), method="cash.ao"), [paid()]
    ),
    "paid by phone and refunded in cash": lambda: Told(
        paid(asked_back(WHOLE), Refunded(operation="o", amount=WHOLE)),
        [operation(Purpose.REFUND, GivenByHand(), method="cash.ao")],
    ),
    "a pay-out": lambda: Told(operation(Purpose.PAYOUT, SENDING, PAID, parent=None)),
    "a split sale": lambda: Told(split(), parts()),
    "a split sale of which a part went back": lambda: Told(
        split(PartChanged(part="b", returned=750_00)),
        (
            parts()[0],
            paid(asked_back(kz(750)), Refunded(operation="o", amount=kz(750)), sale_id="b",
                 number=3151, parent="s", amount=kz(10_000)),
        ),
    ),
    "a split sale that was paid anew after a part went back": lambda: Told(
        split_paid_anew(),
        (
            paid(asked_back(FIRST), Refunded(operation="o", amount=FIRST), sale_id="a",
                 number=3150, parent="s", amount=FIRST),
            cash(sale_id="b", number=3151, parent="s"),
        ),
    ),
    "a split sale with a part by a manager's word": lambda: Told(
        split(),
        (parts()[0], by_manager(sale_id="b", number=3151, parent="s", amount=kz(10_000))),
    ),
    "a split sale with the rest of a voucher": lambda: Told(
        split(),
        (
            parts()[0],
            sale_after(SENDING, Paid(reference="v1", left=395_00), method="wipay", phone=None,
                       sale_id="b", number=3151, parent="s", amount=kz(10_000)),
        ),
    ),
    "a part": lambda: Told(parts()[1], [split()]),
    "settled by a manager": lambda: Told(by_manager()),
    "a hold captured by a manager's word": lambda: Told(
        hold(Captured(operation="o", amount=WHOLE, reference="c1")),
        [by_manager(Purpose.CAPTURE, sale_id="o", number=3150, parent="s")],
    ),
    "a hold by a manager's word, and its capture by the provider's": lambda: Told(
        sale_after(SENDING, OutcomeUnknown(reason=Reason.NO_ANSWER), BY_MANAGER,
                   Captured(operation="o", amount=WHOLE, reference="c1"),
                   purpose=Purpose.AUTHORIZATION),
        [operation(Purpose.CAPTURE, SENDING, PAID)],
    ),
    "refunded by a manager's word": lambda: Told(
        paid(asked_back(kz(750)), Refunded(operation="o", amount=kz(750))),
        [by_manager(Purpose.REFUND, sale_id="o", number=3150, parent="s", amount=kz(750))],
    ),
    "too little, settled and refunded": lambda: Told(
        apply(
            apply(settled(Flag.SHORT, kz(750)), asked_back(kz(750)), AT),
            Refunded(operation="o", amount=kz(750)), AT,
        ),
        [operation(Purpose.REFUND, SENDING, PAID, amount=kz(750))],
    ),
    "a hold that came late": lambda: Told(
        sale_after(SENDING, Declined(reason=Reason.NO_MONEY), Authorized(reference=KSUID),
                   purpose=Purpose.AUTHORIZATION)
    ),
    "a refund that came late": lambda: Told(
        operation(Purpose.REFUND, SENDING, Declined(reason=Reason.NO_MONEY), PAID), [paid()]
    ),
    "settled, and then confirmed": lambda: Told(
        sale_after(SENDING, ASKED, OutcomeUnknown(reason=Reason.NO_ANSWER),
                   SettledAsPaid(by="Teresa N.", why="seen"), PAID)
    ),
    "too little, and settled": lambda: Told(settled(Flag.SHORT, kz(750))),
    "too much, and settled": lambda: Told(settled(Flag.EXCESS, kz(13_000))),
    "another sale's money, and settled": lambda: Told(settled(Flag.MISMATCH, kz(1))),
    "paid after it was cancelled": lambda: Told(
        sale_after(SENDING, ASKED, Cancelled(reason=Reason.CANCELLED_HERE), PAID)
    ),
    "paid late": lambda: Told(
        sale_after(SENDING, ASKED, Expired(reason=Reason.REFERENCE_EXPIRED), PAID)
    ),
    "paid twice": lambda: Told(paid(Paid(reference="again"))),
    "paid twice, and once refunded": lambda: Told(
        paid(Paid(reference="again"), asked_back(WHOLE), Refunded(operation="o", amount=WHOLE)),
        [operation(Purpose.REFUND, SENDING, PAID)],
    ),
    "contradicted, and cleared": lambda: Told(
        paid(DENIED, FlagCleared(flag=Flag.CONTRADICTED, by="Teresa N.", why="seen"))
    ),
}  # fmt: skip

WITHOUT_RECEIPT: Mapping[str, Callable[[], Told]] = {
    "sending": lambda: Told(sale_after(SENDING)),
    "waiting": lambda: Told(sale_after(SENDING, ASKED)),
    "a reference that waits": lambda: Told(sale_after(SENDING, REFERENCE, method="proxypay")),
    "unknown": lambda: Told(sale_after(SENDING, OutcomeUnknown(reason=Reason.NO_ANSWER))),
    "too little": lambda: Told(sale_after(SENDING, ASKED, odd(Flag.SHORT, kz(750)))),
    "too much": lambda: Told(sale_after(SENDING, ASKED, odd(Flag.EXCESS, kz(13_000)))),
    "declined": lambda: Told(sale_after(SENDING, ASKED, DENIED)),
    "expired": lambda: Told(sale_after(SENDING, Expired(reason=Reason.CUSTOMER_SILENT))),
    "cancelled": lambda: Told(sale_after(SENDING, ASKED, Cancelled(reason=Reason.CANCELLED_HERE))),
    "never sent": lambda: Told(sale_after(SENDING, NotSent(reason=Reason.NO_CONNECTION))),
    "settled as unpaid": lambda: Told(
        sale_after(SENDING, odd(Flag.SHORT, kz(750)), SettledAsUnpaid(by="Teresa N.", why="seen"))
    ),
    "paid, and then denied": lambda: Told(paid(DENIED)),
    "paid, by another sale's transaction": lambda: Told(
        paid(AlreadyUsed(identity="transaction 1", reference="1", first="x", number=7))
    ),
    "a hold that is being captured": lambda: Told(hold(asked_back(WHOLE, Purpose.CAPTURE))),
    "a hold that was released": lambda: Told(hold(Released(operation="o"))),
    "a hold that was denied": lambda: Told(hold(DENIED)),
    "a release": lambda: Told(operation(Purpose.RELEASE, SENDING, PAID)),
    "a refund that is unknown": lambda: Told(
        operation(Purpose.REFUND, SENDING, OutcomeUnknown(reason=Reason.NO_ANSWER))
    ),
    "a refund that was not done": lambda: Told(operation(Purpose.REFUND, SENDING, DENIED)),
    "a split sale with a part missing": lambda: Told(
        sale_after(
            SplitOpened(), PartStarted(part="a", amount=kz(2_750)),
            PartChanged(part="a", pledged=-2_750_00, received=2_750_00, by_hand=True),
            method="split.ao", phone=None, purpose=Purpose.SPLIT,
        ),
        parts()[:1],
    ),
    "a captured hold whose capture was denied since": lambda: Told(
        hold(Captured(operation="o", amount=WHOLE, reference="c1")),
        [operation(Purpose.CAPTURE, SENDING, PAID, DENIED)],
    ),
    "paid, and its refund was denied since": lambda: Told(
        paid(asked_back(kz(750)), Refunded(operation="o", amount=kz(750))),
        [operation(Purpose.REFUND, SENDING, PAID, DENIED, amount=kz(750))],
    ),
    "a split sale with a part of which too much came": lambda: Told(
        split(PartChanged(part="b", received=500_00, troubled=1)),
        (
            parts()[0],
            sale_after(SENDING, ASKED, odd(Flag.EXCESS, kz(10_500)), sale_id="b", number=3151,
                       parent="s", amount=kz(10_000)),
        ),
    ),
    "a split sale with a part that was denied": lambda: Told(
        split(PartChanged(part="b", troubled=1)),
        (parts()[0], paid(DENIED, sale_id="b", number=3151, parent="s", amount=kz(10_000))),
    ),
}  # fmt: skip
