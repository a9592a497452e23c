"""May the goods go? Every purpose in every state has its words, and only a sale that is paid, whole
and without a question says yes."""

import itertools
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from ui.counter import Counter, until
from ui.sell.sales.test_sales_model import make_sale

from pos_app.domain.events import (
    Accepted,
    Declined,
    Event,
    Flag,
    NotSent,
    OutcomeUnknown,
    Paid,
    Purpose,
    SettledAsPaid,
    SettledAsUnpaid,
    State,
)
from pos_app.domain.money import MINUS
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ui.format import sale_text
from pos_app.ui.sell.sales.verdict_actions import VerdictActs
from pos_app.ui.theme.status_style import StatusStyle, tone_of
from pos_app.words.states import sale_words
from pos_app.words.verdict import next_words, verdict_words

YES = {"en": "You may hand over", "pt": "Pode entregar"}
EVERY = list(itertools.product(Purpose, State))
BUYS = (Purpose.PAYMENT, Purpose.AUTHORIZATION)


def item(purpose: Purpose, state: State, **more: object) -> Sale:
    return replace(make_sale(1, state), purpose=purpose, **more)  # type: ignore[arg-type]


def said(sale: Sale) -> str:
    headline, order = verdict_words(sale)
    following = next_words(sale, METHODS["vpos"], goes_on=True)
    assert headline
    assert order
    assert following
    return " ".join((headline, order, following, sale_words(sale)))


@pytest.mark.parametrize(("purpose", "state"), EVERY)
def test_only_a_paid_sale_says_that_the_goods_may_go(
    language: str, purpose: Purpose, state: State
) -> None:
    expected = purpose in (*BUYS, Purpose.SPLIT) and state is State.PAID
    assert (YES[language] in said(item(purpose, state))) is expected


@pytest.mark.parametrize(
    "more",
    [
        *({"flags": frozenset({flag})} for flag in Flag),
        {"pending_operation": "operation"},
        {"refunded_minor": 100},
        {"refunded_minor": 40},
        {"reason": Reason.SETTLED_BY_HAND, "by": "Ana"},
    ],
    ids=str,
)
def test_nothing_questionable_says_so(language: str, more: dict[str, object]) -> None:
    by_hand = "by" in more  # a manager may have said so
    wrong = [
        (purpose, state)
        for purpose, state in EVERY
        if YES[language] in said(item(purpose, state, **more))
        and not (by_hand and state is not State.PAID)
    ]
    assert not wrong


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize(
    ("sale", "headline", "order", "tone"),
    [
        (
            item(Purpose.REFUND, State.SENDING),
            "Refunding",
            "Do not refund",
            StatusStyle.WAIT,
        ),
        (
            item(Purpose.REFUND, State.UNKNOWN),
            "Outcome of the refund unknown",
            "not",
            StatusStyle.DOUBT,
        ),
        (item(Purpose.REFUND, State.PAID), "Refunded", "has the money back", StatusStyle.PAID),
        (
            item(Purpose.REFUND, State.DECLINED),
            "Not refunded",
            "The shop still",
            StatusStyle.FAIL,
        ),
        (item(Purpose.PAYOUT, State.PAID), "Paid out", "received", StatusStyle.PAID),
        (item(Purpose.RELEASE, State.PAID), "Hold released", "keeps the money", StatusStyle.REST),
        (
            item(Purpose.AUTHORIZATION, State.AUTHORIZED),
            "On hold, not paid yet",
            "Cap",
            StatusStyle.WAIT,
        ),
        (
            item(Purpose.PAYMENT, State.PAID, refunded_minor=100),
            "Refunded",
            "Do not",
            StatusStyle.REST,
        ),
        (
            item(Purpose.PAYMENT, State.PAID, refunded_minor=40),
            "Partly refunded",
            "0,40",
            StatusStyle.PAID,
        ),
        (
            item(Purpose.PAYMENT, State.PAID, pending_operation="r"),
            "Refunding",
            "Do not",
            StatusStyle.WAIT,
        ),
        (
            item(Purpose.PAYMENT, State.PAID, reason=Reason.SETTLED_BY_HAND, by="Ana"),
            "Paid",
            "Resolved by Ana",
            StatusStyle.PAID,
        ),
    ],
    ids=lambda value: value.purpose + "-" + value.state if isinstance(value, Sale) else "",
)
def test_each_is_told_as_what_it_is(
    sale: Sale, headline: str, order: str, tone: StatusStyle
) -> None:
    told = verdict_words(sale)
    assert told[0].startswith(headline)
    assert order in told[1]
    assert tone_of(sale) is tone


@pytest.mark.usefixtures("application")
def test_what_is_left_on_a_voucher_is_told() -> None:
    sale = item(Purpose.PAYMENT, State.PAID, voucher_balance_minor=39_500)
    assert "Left on the voucher: 395,00" in next_words(sale, METHODS["wipay"], goes_on=False)


@pytest.mark.usefixtures("application")
def test_money_that_leaves_is_written_with_a_minus_and_named() -> None:
    refund = replace(item(Purpose.REFUND, State.PAID), method="clicpay.mpesa")
    assert sale_text.amount_of(refund).startswith(MINUS)
    assert sale_text.method_of(refund, METHODS["clicpay.mpesa"]) == "Refund · M-Pesa"
    assert not sale_text.amount_of(item(Purpose.PAYMENT, State.PAID)).startswith(MINUS)


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("state", State)
def test_what_is_unknown_leads_to_what_to_do_about_it(state: State) -> None:
    """It is settled there, and not before anybody was asked."""
    panel = QWidget()  # which nobody shows
    acts = VerdictActs(pins=True)
    acts.setParent(panel)
    acts.show_for(item(Purpose.PAYMENT, state), METHODS["vpos"], goes_on=False)
    button = acts.findChild(QWidget, "what_to_do")
    assert button is not None
    assert button.isVisibleTo(acts) is (state is State.UNKNOWN)
    assert acts.findChild(QWidget, "deed_settle") is None


@pytest.mark.usefixtures("application")
@pytest.mark.parametrize("flag", Flag)
@pytest.mark.parametrize("state", State)
def test_no_order_passes_over_an_alert(state: State, flag: Flag) -> None:
    """Neither to hand over nor to take the money: somebody has to look first."""
    order = verdict_words(item(Purpose.PAYMENT, state, flags=frozenset({flag})))[1]
    assert order.startswith(("Do not hand over", "See the alert first", "Call the manager first"))


@pytest.mark.usefixtures("application")
def test_a_refund_under_way_is_not_called_confirmed() -> None:
    """The payment was; whoever reads it would take the refund for done."""
    for more in ({}, {"reason": Reason.SETTLED_BY_HAND, "by": "Ana"}, {"refunded_minor": 40}):
        going = item(Purpose.PAYMENT, State.PAID, pending_operation="operation", **more)
        told = next_words(going, METHODS["vpos"], goes_on=False)
        assert "onfirm" not in told
        assert "no result yet" in told


ENDS: tuple[tuple[str, tuple[Event, ...]], ...] = (
    ("Confirmed", (Accepted(), Paid(reference="x"))),
    ("Last answer", (Accepted(),)),
    ("Last answer", (Accepted(), Declined(reason=Reason.CUSTOMER_REFUSED))),
    ("Ended", (NotSent(reason=Reason.NO_CONNECTION),)),
    ("Ended", (OutcomeUnknown(reason=Reason.NO_ANSWER), SettledAsPaid(by="Ana", why="seen"))),
    ("Ended", (OutcomeUnknown(reason=Reason.NO_ANSWER), SettledAsUnpaid(by="Ana", why="asked"))),
)


@pytest.mark.parametrize(("title", "events"), ENDS, ids=str)
async def test_only_what_was_answered_is_called_an_answer(
    title: str, events: tuple[Event, ...], counter: Counter
) -> None:
    counter.open()
    sale_id = await counter.sell()
    counter.till.write(sale_id, *events)
    await until(lambda: counter.text("verdict_age_title") == title)
