"""What is heard at the counter, and what is not."""

from collections.abc import Awaitable, Callable

import pytest
from ui.counter import PUSH, Counter, until
from ui.standin import StandInSounds, StandInTill

from pos_app.domain.events import (
    Accepted,
    Authorized,
    Cancelled,
    Cancelling,
    Captured,
    Declined,
    Event,
    Expired,
    FinalWordMissing,
    Flag,
    Mismatched,
    NotSent,
    OutcomeUnknown,
    Paid,
    ReferenceAssigned,
    Released,
    SettledAsPaid,
    SettledAsUnpaid,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.people.approval import Approval
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.sell.sound_notifier import BURST, SoundNotifier

ANA = Approval("Ana")
DECLINED = Declined(reason=Reason.CUSTOMER_REFUSED)
EXPIRED = Expired(reason=Reason.CUSTOMER_SILENT)
LOST = OutcomeUnknown(reason=Reason.NO_ANSWER)
ODD = Mismatched(flag=Flag.SHORT, amount=Money(1, Currency.AOA))


class Ear:
    """A bell at a till whose clock the test turns."""

    def __init__(self) -> None:
        self.on = True
        self.seconds = 0.0
        self.sounds = StandInSounds()
        self.till = StandInTill()
        self.watched = True  # by the cashier, whichever it is
        notifier = SoundNotifier(
            self.sounds,
            lambda: self.on,
            lambda: self.seconds,
            is_watched=lambda _: self.watched,
        )
        self.till.listen(notifier.hear)

    def sell(self, sale_id: str, *events: Event) -> None:
        self.till.begin(sale_id, parse_charge_request(PUSH, "1500", "923123456"))
        for event in events:  # told one by one, a while apart
            self.seconds += 2 * BURST
            self.till.write(sale_id, event)


@pytest.mark.parametrize(
    ("events", "heard"),
    [
        ([Accepted(), Paid()], ["paid"]),
        ([Accepted(), DECLINED], ["not paid"]),
        ([Accepted(), EXPIRED], ["not paid"]),
        ([NotSent(reason=Reason.NO_CONNECTION)], ["not paid"]),
        # Taken back by the provider, and by the cashier's own hand.
        ([Accepted(), Cancelled(reason=Reason.PROCESSOR_ERROR)], ["not paid"]),
        ([Accepted(), Cancelling(), Cancelled(reason=Reason.CANCELLED_HERE)], []),
        ([Accepted(), Cancelling(), Paid()], ["paid"]),
        # Nobody knows; and then somebody does.
        ([Accepted(), FinalWordMissing()], ["not paid"]),
        ([LOST, LOST, Accepted(), Paid()], ["not paid", "paid"]),
        ([LOST, SettledAsPaid(by="Ana", why="statement")], ["not paid"]),
        ([LOST, SettledAsUnpaid(by="Ana", why="statement"), Paid()], ["not paid"]),
        # The same again, and money that has to be looked at first.
        ([Accepted(), DECLINED, EXPIRED, DECLINED], ["not paid"]),
        ([Accepted(), Paid(payment="1"), Paid(payment="2")], ["paid"]),
        ([Accepted(), EXPIRED, Paid()], ["not paid"]),
        ([Accepted(), ODD], []),
        ([Accepted(), ODD, Paid()], []),
        # Held, which is not the shop's yet.
        ([Accepted(), Authorized()], []),
        ([Authorized(), Captured(operation="c", amount=Money(1, Currency.AOA))], ["paid"]),
        ([Authorized(), Released(operation="l")], []),
    ],
)
def test_how_a_sale_ends_is_heard_once(events: list[Event], heard: list[str]) -> None:
    ear = Ear()
    ear.sell("a", *events)
    assert ear.sounds.heard == heard


OUT_OF_SIGHT: list[tuple[list[Event], list[str]]] = [
    ([Accepted(), Cancelling(), Cancelled(reason=Reason.CANCELLED_HERE)], ["not paid"]),
    ([Accepted(), Authorized()], ["not paid"]),
    ([Authorized(), Captured(operation="c", amount=Money(1, Currency.AOA))], ["not paid", "paid"]),
    ([Authorized(), Released(operation="l")], ["not paid", "not paid"]),
    ([Accepted(), ODD], ["not paid"]),
    ([LOST, SettledAsPaid(by="Ana", why="statement")], ["not paid"]),
    ([Accepted(), DECLINED], ["not paid"]),
    ([Accepted(), EXPIRED], ["not paid"]),
    ([Accepted(), LOST], ["not paid"]),
    ([Accepted(), Paid()], ["paid"]),
]


@pytest.mark.parametrize(("events", "heard"), OUT_OF_SIGHT)
def test_every_end_out_of_sight_is_heard(events: list[Event], heard: list[str]) -> None:
    ear = Ear()
    ear.watched = False
    ear.sell("a", *events)
    assert ear.sounds.heard == heard


async def test_a_refund_out_of_sight_never_sounds_like_money_that_comes() -> None:
    for event in (Paid(), DECLINED, LOST):
        ear = Ear()
        ear.watched = False
        ear.sell("a", Paid())
        ear.sounds.heard.clear()
        await ear.till.refund("x", "a", None, ANA)
        ear.seconds += 2 * BURST
        ear.till.end("x", event)
        assert ear.sounds.heard == ["not paid"]


def test_nobody_hears_what_was_begun_before() -> None:
    """A start takes up what waits, and may find at once that it was paid in the night."""
    ear = Ear()
    old = StandInTill()
    old.begin("old", parse_charge_request(PUSH, "1500", "923123456"))
    ear.till.sales["old"] = old.write("old", Accepted())
    for event in (ReferenceAssigned(reference="741820581"), Accepted(), Paid()):
        ear.till.write("old", event)
    assert not ear.sounds.heard


@pytest.mark.parametrize(
    ("before", "begin", "is_heard"),
    [
        (Paid(), lambda till: till.refund("x", "a", None, ANA), False),
        (Authorized(), lambda till: till.release("x", "a", ANA), False),
        (Authorized(), lambda till: till.capture("x", "a", None), True),
    ],
)
async def test_only_money_that_comes_in_is_heard(
    before: Event,
    begin: Callable[[StandInTill], Awaitable[Sale]],
    is_heard: bool,  # noqa: FBT001 - of a table
) -> None:
    for event, sound in ((Paid(), "paid"), (DECLINED, "not paid")):
        ear = Ear()
        ear.sell("a", before)
        ear.sounds.heard.clear()
        await begin(ear.till)
        ear.seconds += 2 * BURST
        ear.till.end("x", event)
        assert ear.sounds.heard == ([sound] if is_heard else [])


def test_a_burst_is_heard_once_and_bad_news_through_good() -> None:
    ear = Ear()
    for sale_id in "abcdef":
        ear.sell(sale_id)
    for sale_id, event, later in (
        ("a", Paid(), 0.0),
        ("b", Paid(), 0.4),
        ("c", DECLINED, 0.1),  # nobody may hand over c's goods on a's sound
        ("d", Paid(), 0.4),
        ("e", EXPIRED, 0.4),
        ("f", Paid(), BURST),
    ):
        ear.seconds += later
        ear.till.write(sale_id, event)
    assert ear.sounds.heard == ["paid", "not paid", "paid"]


async def test_it_is_heard_whatever_is_shown_unless_the_shop_wants_silence(
    counter: Counter,
) -> None:
    """The window gives the bell the till's news and the shop's wish."""
    counter.till.begin("before", parse_charge_request(PUSH, "900", "923123456"))
    counter.open()
    first = await counter.sell()
    await counter.sell("700", "924123456")  # which is shown now
    counter.till.write("before", Accepted(), Paid())
    assert not counter.sounds.heard
    counter.till.write(first, Accepted(), Paid())
    assert counter.sounds.heard == ["paid"]
    opened = counter.window._opened
    assert opened is not None
    opened._live.apply({"sounds": False})
    third = await counter.sell("800", "925123456")
    counter.till.write(third, DECLINED)
    await until(lambda: "Not paid" in counter.text("verdict_state"))
    assert counter.sounds.heard == ["paid"]
