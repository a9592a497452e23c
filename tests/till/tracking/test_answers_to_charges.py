"""What the answer to a charge makes of a sale, by whichever way to pay; and what is done where a
provider is busy, gives a number first, or breaks off."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from domain.sales import CREATED
from till.simulated import (
    START,
    Asked,
    OpenSimulated,
    Pushes,
    References,
    Script,
    Simulated,
    Trouble,
    said,
    simulate,
)

from pos_app.domain.errors import NotTrusted, RequestNotSent, ResponseLost
from pos_app.domain.events import (
    Accepted,
    Authorized,
    Cancelled,
    Declined,
    Event,
    Expired,
    Flag,
    Identified,
    Mismatched,
    NotSent,
    OutcomeUnknown,
    Paid,
    Purpose,
    Refused,
    Sending,
    State,
)
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.gateway import (
    Answer,
    AnswerBrokenOff,
    ChargeAccepted,
    ChargeId,
    Done,
    End,
    Indeterminate,
    Interpretation,
    NotFound,
    NotPaid,
    RateLimited,
    ReferenceIssued,
    Rejected,
    StillWaiting,
)
from pos_app.till.providers.health import Health
from pos_app.till.tracking.submission import (
    charge_events,
    frees_money_that_goes_out,
    masked,
    named_by,
    number_given,
)

VPOS, CLICPAY = METHODS["vpos"], METHODS["clicpay.mpesa"]
SENT_AT = START + timedelta(seconds=30)
RAW = "200 what it said"
CHARGE = ChargeId("C1", "/charges/C1")
NAMED = Identified(reference="C1", follow="/charges/C1")
SHORT = Mismatched(flag=Flag.SHORT, amount=None)
SILENT = NotPaid(End.EXPIRED, Reason.CUSTOMER_SILENT, "2004")
NO = NotPaid(End.DECLINED, Reason.CUSTOMER_REFUSED, "3000")


def sent(purpose: Purpose = Purpose.PAYMENT) -> Sale:
    sale = open_sale("a", "1", replace(CREATED, purpose=purpose), START)
    return apply(sale, Sending(request="POST /", body=""), SENT_AT)


# --- an answer ------------------------------------------------------------------------------------

HEARD: Mapping[str, tuple[Interpretation | NotSent | OutcomeUnknown, tuple[Event, ...]]] = {
    "not sent": (NotSent(reason=Reason.NO_CONNECTION), (NotSent(reason=Reason.NO_CONNECTION),)),
    "lost": (OutcomeUnknown(reason=Reason.NO_ANSWER), (OutcomeUnknown(reason=Reason.NO_ANSWER),)),
    "paid": (Paid(reference="C1"), (Paid(reference="C1", raw=RAW),)),
    "held": (Authorized(reference="C1"), (Authorized(reference="C1", raw=RAW),)),
    "odd money": (SHORT, (replace(SHORT, raw=RAW),)),
    "taken on": (
        ChargeAccepted("C1", "/charges/C1", "00411", START, 90.0, "https://page"),
        (
            Accepted(
                reference="C1",
                follow="/charges/C1",
                entity="00411",
                expires_at=START,
                expected_at=SENT_AT + timedelta(seconds=90),
                checkout="https://page",
                raw=RAW,
            ),
        ),
    ),
    "taken on, no estimate": (ChargeAccepted("C1"), (Accepted(reference="C1", raw=RAW),)),
    "a no": (NO, (Declined(reason=Reason.CUSTOMER_REFUSED, detail="3000", raw=RAW),)),
    "a no that names it": (
        replace(NO, charge=CHARGE),
        (NAMED, Declined(reason=Reason.CUSTOMER_REFUSED, detail="3000", raw=RAW)),
    ),
    "a no to a cancelled one": (
        NotPaid(End.CANCELLED, Reason.RELEASED_HERE),
        (Cancelled(reason=Reason.RELEASED_HERE, raw=RAW),),
    ),
    # A guess: networks approve late what they called timed out. Nobody could ask about this one.
    "a guess": (SILENT, (OutcomeUnknown(reason=Reason.CUSTOMER_SILENT, detail="2004", raw=RAW),)),
    "a guess that names it": (
        replace(SILENT, charge=CHARGE),
        (NAMED, Expired(reason=Reason.CUSTOMER_SILENT, detail="2004", raw=RAW)),
    ),
    "turned away": (
        Rejected(Reason.WRONG_KEY, "401"),
        (Refused(reason=Reason.WRONG_KEY, detail="401", raw=RAW),),
    ),
    "busy": (RateLimited(5), (Refused(reason=Reason.TOO_MANY_REQUESTS, raw=RAW),)),
    "unclear": (
        Indeterminate(Reason.PROVIDER_DOWN, "503"),
        (OutcomeUnknown(reason=Reason.PROVIDER_DOWN, detail="503", raw=RAW),),
    ),
    "unclear, and names it": (
        Indeterminate(Reason.PROVIDER_DOWN, "503", CHARGE),
        (NAMED, OutcomeUnknown(reason=Reason.PROVIDER_DOWN, detail="503", raw=RAW)),
    ),
    "done before": (
        Indeterminate(Reason.DUPLICATE),
        (OutcomeUnknown(reason=Reason.DUPLICATE, raw=RAW),),
    ),
    # It has an address: only what is said there is its last word.
    "done before, and names it": (
        Indeterminate(Reason.DUPLICATE, "INS-10", CHARGE),
        (NAMED, OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER, detail="INS-10", raw=RAW)),
    ),
    "done before, without a word": (
        Indeterminate(Reason.DUPLICATE, charge=CHARGE),
        (NAMED, OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER, detail="duplicate", raw=RAW)),
    ),
    "another question's": (
        StillWaiting(),
        (OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER, raw=RAW),),
    ),
    "no such thing": (NotFound(), (OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER, raw=RAW),)),
    "done": (Done(), (OutcomeUnknown(reason=Reason.UNREADABLE_ANSWER, raw=RAW),)),
}


@pytest.mark.parametrize("heard", HEARD)
def test_what_an_answer_makes_of_a_charge(heard: str) -> None:
    meaning, events = HEARD[heard]
    assert charge_events(meaning, RAW, sent(), VPOS) == events


@pytest.mark.parametrize("purpose", [Purpose.REFUND, Purpose.PAYOUT])
@pytest.mark.parametrize("no", [NO, SILENT, replace(NO, charge=CHARGE)], ids=str)
def test_no_answer_ends_money_that_goes_out_but_the_status_that_is_asked_for_after_it(
    no: NotPaid, purpose: Purpose
) -> None:
    """The same money could be sent again."""
    *named, word = charge_events(no, RAW, sent(purpose), CLICPAY)
    assert named == ([NAMED] if no.charge else [])
    assert word == OutcomeUnknown(reason=no.reason, detail=no.detail, raw=RAW)


@pytest.mark.parametrize(
    ("end", "frees"), [(End.DECLINED, True), (End.CANCELLED, True), (End.EXPIRED, False)]
)
def test_time_that_ran_out_frees_no_money_to_go_out_again(end: End, *, frees: bool) -> None:
    assert frees_money_that_goes_out(NotPaid(end, Reason.OTHER)) is frees


@pytest.mark.parametrize(
    ("meaning", "number"),
    [
        (ReferenceIssued("1"), "1"),
        (ChargeAccepted(reference="2"), "2"),
        (ChargeAccepted(), ""),
        (Indeterminate(Reason.OTHER, charge=ChargeId("3")), "3"),
        (Indeterminate(Reason.OTHER), ""),
        (Rejected(Reason.OTHER), ""),
        (OutcomeUnknown(reason=Reason.NO_ANSWER), ""),
    ],
)
def test_a_number_is_given_in_whatever_words(
    meaning: Interpretation | OutcomeUnknown, number: str
) -> None:
    assert number_given(meaning) == number


@pytest.mark.parametrize(
    ("meaning", "named"),
    [
        (NotPaid(End.DECLINED, Reason.OTHER, charge=CHARGE), CHARGE),
        (Indeterminate(Reason.OTHER, charge=CHARGE), CHARGE),
        (ChargeAccepted("C1", "/charges/C1"), CHARGE),
        (ChargeAccepted("C1"), None),  # nowhere to ask
        (ChargeAccepted(follow="/charges/C1"), None),
        (Paid(reference="C1"), ChargeId("C1")),
        (replace(SHORT, reference="C1"), ChargeId("C1")),
        (Paid(), None),
        (StillWaiting(), None),
    ],
)
def test_what_an_answer_calls_a_charge(meaning: Interpretation, named: ChargeId | None) -> None:
    assert named_by(meaning) == named


def test_of_a_voucher_the_last_four_are_kept_and_none_where_there_is_no_code() -> None:
    assert masked("uyr8vmap230t") == "••••••••230t"
    assert masked("") == ""


# --- a provider that is busy ----------------------------------------------------------------------


def busy(times: int, after: str | None, method: str) -> tuple[list[float], Trouble]:
    """A provider that says so to the first of these requests."""
    heard: list[float] = []
    headers = {"retry-after": after} if after else {}

    def trouble(asked: Asked) -> Answer | None:
        if asked.request.method != method:
            return None
        heard.append(asked.at)
        text = (
            json.dumps({"message": "slow"})
            if "proxypay" in asked.provider
            else '"Too Many Requests"'
        )
        return Answer(429, headers, text) if len(heard) <= times else None

    return heard, trouble


@pytest.mark.parametrize(
    ("after", "pause"), [("3", 3), ("10", 10), ("600", 10), (None, 1)], ids=str
)
def test_a_busy_provider_is_asked_three_times_and_the_cashier_hears_of_it_then(
    after: str | None, pause: float
) -> None:
    """After as long as it asks for, up to ten seconds: a customer stands there."""
    outcomes = []
    for times in (2, 3):
        at = Pushes()
        heard, at.trouble = busy(times, after, "POST")

        async def day(shop: Simulated) -> Sale:
            async with shop.open():
                sale = await shop.charge("vpos")
                return await shop.until(sale, lambda now: now.state is not State.SENDING)

        sale = simulate(day, {"vpos": at})
        outcomes.append((sale.state, sale.reason, sale.tries, len(heard)))
        assert all(pause <= gap < pause + 0.1 for gap in (b - a for a, b in pairwise(heard)))
    assert outcomes == [
        (State.WAITING, None, 3, 3),
        (State.NOT_SENT, Reason.TOO_MANY_REQUESTS, 3, 3),
    ]


async def test_a_number_that_was_given_begins_the_three_tries_anew(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    numbers, trouble = busy(2, None, "POST")
    puts, other = busy(2, None, "PUT")
    at.trouble = lambda asked: trouble(asked) or other(asked)
    async with simulated({"proxypay": at}).open() as shop:
        assert (await shop.waiting("proxypay")).state is State.WAITING
    assert (len(numbers), len(puts)) == (3, 3)


async def test_what_may_be_done_twice_by_a_repeat_is_sent_once_to_a_busy_provider(
    simulated: OpenSimulated,
) -> None:
    heard: list[Asked] = []

    def clicpay(asked: Asked) -> Answer:
        heard.append(asked)
        return said(429, {"message": "Too Many Attempts."})

    async with simulated({"clicpay": clicpay}).open() as shop:
        sale = await shop.charge("clicpay.mpesa")
        sale = await shop.until(sale, lambda now: now.state is not State.SENDING)
    assert sale.state in (State.NOT_SENT, State.UNKNOWN)
    assert sum(one.request.method == "POST" for one in heard) == 1


# --- the way there and back -----------------------------------------------------------------------


def not_sent(_: Asked) -> Answer:
    raise RequestNotSent("refused")


def not_trusted(_: Asked) -> Answer:
    raise NotTrusted(Reason.CERTIFICATE_DATES)


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


@pytest.mark.parametrize(
    ("trouble", "state", "reason", "detail"),
    [
        (not_sent, State.NOT_SENT, Reason.NO_CONNECTION, "refused"),
        (not_trusted, State.NOT_SENT, Reason.CERTIFICATE_DATES, "certificate_dates"),
        (lost, State.UNKNOWN, Reason.NO_ANSWER, "gone"),
    ],
)
async def test_only_what_never_left_is_called_not_sent_and_says_why(
    trouble: Script, state: State, reason: Reason, detail: str, simulated: OpenSimulated
) -> None:
    async with simulated({"wipay": trouble}).open() as shop:
        sale = await shop.charge("wipay")
        sale = await shop.until(sale, lambda now: now.state is not State.SENDING)
    assert (sale.state, sale.reason, sale.detail) == (state, reason, detail)


async def test_a_key_that_is_refused_for_a_charge_is_said_of_the_provider_too(
    simulated: OpenSimulated,
) -> None:
    async with simulated({"vpos": lambda _: said(401, "Unauthorized")}).open() as shop:
        await shop.until(await shop.charge("vpos"), lambda now: not now.is_open)
        assert shop.till.health("vpos") is Health.LOCKED_OUT


async def test_a_customer_who_waits_stands_in_no_line_and_a_repeat_by_itself_does(
    simulated: OpenSimulated,
) -> None:
    """After a restart there may be hundreds of those."""
    at = Pushes()
    at.trouble = lambda asked: lost(asked) if asked.request.method == "POST" else None
    async with simulated({"vpos": at}).open() as shop:
        sale = await shop.charge("vpos")
        await shop.until(sale, lambda now: now.tries == 3)
        await shop.let_pass(seconds=1)
        assert [one.request.at_once for one in shop.network.requests("POST")] == [
            True,
            False,
            False,
        ]


@pytest.mark.parametrize("breaks_off", [False, True])
async def test_a_voucher_that_is_told_back_is_in_no_event(
    simulated: OpenSimulated, *, breaks_off: bool
) -> None:
    told = json.dumps({"status": "success", "trxn_id": "W1", "msg": "UYR8VMAP230T is used"})

    def wipay(_: Asked) -> Answer:
        answer = Answer(200, {}, told)
        if breaks_off:
            raise AnswerBrokenOff("gone", replace(answer, text=told[:-1]))
        return answer

    async with simulated({"wipay": wipay}).open() as shop:
        sale = await shop.charge("wipay", voucher="uyr8-vmap-230t")
        sale = await shop.until(sale, lambda now: now.state is not State.SENDING)
        assert "uyr8vmap230t" in shop.network.asked[0].request.body  # it was sent whole
        written = repr(await shop.events_of(sale)) + repr(await shop.journal.sale(sale.id))
    assert sale.reference == "W1"
    assert sale.state is (State.UNKNOWN if breaks_off else State.PAID)
    assert (sale.reason is Reason.NO_ANSWER) is breaks_off
    assert "vmap" not in written.lower()
    assert "••••••••230t is used" in written


def test_what_time_it_was_at_the_provider_is_written_to_the_second() -> None:
    async def day(shop: Simulated) -> list[Event]:
        async with shop.open():
            await shop.waiting("vpos")
            await shop.let_pass(milliseconds=300)
            return await shop.events_of(await shop.waiting("vpos"))

    (first,) = [one for one in simulate(day, {"vpos": Pushes()}) if isinstance(one, Sending)]
    assert first.there
    assert first.there.microsecond == 0
    assert START <= first.there <= START + timedelta(seconds=60)


# --- another end ----------------------------------------------------------------------------------


@pytest.mark.parametrize("why", ["lost", "not sent", "down", "busy", "refused"])
async def test_another_end_is_asked_for_until_it_is_given_or_refused(
    why: str, simulated: OpenSimulated
) -> None:
    """A repeat is harmless. What is refused leaves the end as it was, and nobody asks again."""
    at = References("proxypay")
    answers: Mapping[str, Script] = {
        "lost": lost,
        "not sent": not_sent,
        "down": lambda _: said(503),
        "busy": lambda _: said(429, {"message": "slow"}),
        "refused": lambda _: said(400, [{"param": "end_datetime", "message": "too late"}]),
    }
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        until = shop.now().replace(microsecond=0) + timedelta(days=7)
        at.trouble = lambda asked: answers[why](asked) if asked.request.method == "PUT" else None
        puts = len(shop.network.requests("PUT"))
        await shop.till.extend(sale.id, until)
        await shop.let_pass(minutes=5)
        asked = len(shop.network.requests("PUT")) - puts
        between = await shop.now_of(sale)
        at.trouble = lambda _: None
        await shop.let_pass(minutes=5)
        after = await shop.now_of(sale)
        assert (after.expires_at == until) is (why != "refused")
    assert between.has_pending_extension is (why != "refused")
    assert not after.has_pending_extension
    assert asked == (1 if why == "refused" else 9)  # after 2, 4, 8 … seconds, then each minute
    assert between.expires_at == START + timedelta(days=1)


# --- a number that another sale has ---------------------------------------------------------------


@pytest.mark.parametrize("first_ends", [False, True], ids=["which waits", "which has ended"])
@pytest.mark.parametrize("provider", ["proxypay", "wikipay"])
async def test_a_number_that_another_sale_waits_under_is_shown_to_nobody(
    provider: str, simulated: OpenSimulated, *, first_ends: bool
) -> None:
    """At ProxyPay nothing was made of it yet, and it is asked for anew; at Wikipay it was made, and
    a person decides."""
    at = References(provider)
    async with simulated({provider: at}).open() as shop:
        first = await shop.waiting(provider)
        if first_ends:
            at.pay(first)
            await shop.until(first, lambda now: not now.is_open)
        made = said(200, {"reference": {"id": "another", "number": first.reference}})
        at._made = 0
        at.trouble = lambda asked: (
            made if (asked.request.method, provider) == ("POST", "wikipay") else None
        )
        second = await shop.charge(provider, "20")
        second = await shop.until(second, lambda now: now.state is not State.SENDING)
        assert len(shop.network.requests("PUT")) == (
            1 + first_ends if provider == "proxypay" else 0
        )
    if first_ends:
        assert (second.state, second.reference) == (State.WAITING, first.reference)
    elif provider == "proxypay":
        in_use = (State.NOT_SENT, Reason.REFERENCE_IN_USE, first.reference)
        assert (second.state, second.reason, second.detail) == in_use
    else:
        assert (second.state, second.reason) == (State.UNKNOWN, Reason.UNREADABLE_ANSWER)
        assert second.reference is None


async def test_a_transaction_that_another_sale_waits_for_is_no_number_that_a_customer_types(
    simulated: OpenSimulated,
) -> None:
    """There a person is told whose it is."""
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        first = await shop.waiting("vpos")
        at.trouble = lambda asked: (
            at._leads_to(202, "requests", "T1") if asked.request.method == "POST" else None
        )
        second = await shop.charge("vpos", "20")
        second = await shop.until(second, lambda now: now.state is not State.SENDING)
    assert (second.state, second.used_by) == (State.UNKNOWN, first.number)


async def test_what_leaves_for_a_voucher_is_what_was_written_but_for_its_code(
    simulated: OpenSimulated,
) -> None:
    """Whoever asks the provider about it later has the code's end to go by, and no money."""
    code = "uyr8vmap230t"
    async with simulated({"wipay": lambda _: said(500, {})}).open() as shop:
        sale = await shop.charge("wipay", "100", voucher=code)
        await shop.until(sale, lambda now: not now.is_open or now.state is State.UNKNOWN)
        (written,) = [one for one in await shop.events_of(sale) if isinstance(one, Sending)]
        (sent,) = shop.network.requests("POST")
    assert code in sent.request.body
    assert written.body == sent.request.body.replace(code, masked(code))
