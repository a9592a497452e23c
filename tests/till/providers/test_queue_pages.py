"""A queue that is longer than a page: what is ours is taken, page by page, and nobody else's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from till.simulated import GATEWAYS, Asked, OpenSimulated, References, Simulated, said, simulate

from pos_app.domain.audit_notes import Note, QueueMoves, QueueStuck
from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import Flag, State
from pos_app.ports.gateway import Answer
from pos_app.till.providers.health import Health

QUEUE = {"proxypay": "/payments?", "wikipay": "/v1/payment?"}
DAY = timedelta(days=1)
A_PAGE = 10  # payments: fewer than at the providers, so that many pages take no time
BOTH = pytest.mark.parametrize("provider", QUEUE)


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for gateway in GATEWAYS.values():
        monkeypatch.setattr(gateway, "PAGE", A_PAGE)


def looks(shop: Simulated, provider: str) -> list[Asked]:
    return shop.network.requests("GET", QUEUE[provider])


def asides(shop: Simulated, provider: str = "wikipay") -> list[int]:
    """For how many seconds each page that was asked for was to stand aside; 0 for none."""
    queries = [one.request.path.partition("visibility_timeout=") for one in looks(shop, provider)]
    return [int(seconds or 0) for _, _, seconds in queries]


@dataclass(frozen=True)
class Look:
    """What one look at a queue came to."""

    whole: bool
    requests: int
    asides: list[int]


async def look(shop: Simulated, provider: str) -> Look:
    before = len(looks(shop, provider))
    whole = await shop.looked(provider)
    return Look(whole, len(looks(shop, provider)) - before, asides(shop, provider)[before:])


# --- many of ours ---------------------------------------------------------------------------------


async def test_a_page_full_of_ours_makes_room_for_the_next_ones_in_the_same_look(
    simulated: OpenSimulated,
) -> None:
    """ProxyPay shows nothing behind a page. Four pages at a look: the rest comes at the next."""
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        for _ in range(4 * A_PAGE + 7):
            at.pay(sale)
        first = await look(shop, "proxypay")
        assert len(at.acknowledged) == 4 * A_PAGE
        (first, second) = [first, await look(shop, "proxypay")]
        sale = await shop.now_of(sale)
    assert (first.whole, first.requests) == (False, 4)
    assert (second.whole, second.requests) == (True, 1)
    assert at.queue == []
    assert sale.unexpected_minor == (4 * A_PAGE + 6) * sale.amount.minor


async def test_the_last_page_of_a_look_is_the_end_where_nothing_is_behind_it(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        for _ in range(2 * A_PAGE + 1):
            at.pay(sale)
        assert await look(shop, "proxypay") == Look(whole=True, requests=3, asides=[0, 0, 0])


async def test_others_that_move_up_are_seen_and_a_front_of_theirs_is_not_asked_for_again(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        for _ in range(6):
            at.pay(sale)
        for _ in range(15):
            at.pay(None)
        first = await look(shop, "proxypay")
        second = await look(shop, "proxypay")
        strays = len(await shop.unmatched_payments())
        health = shop.till.health("proxypay")
    assert (first.whole, first.requests) == (False, 2)  # ours, and then a page of theirs
    assert (second.whole, second.requests) == (False, 1)
    assert (strays, health) == (A_PAGE, Health.CROWDED)
    assert len(at.queue) == 15


def test_a_page_that_is_not_let_go_is_not_asked_for_again_at_once() -> None:
    at = References("proxypay")
    at.trouble = lambda asked: said(500) if asked.request.method == "DELETE" else None

    async def day(shop: Simulated) -> list[Look]:
        async with shop.open():
            sale = await shop.waiting("proxypay")
            for _ in range(A_PAGE + 8):
                at.pay(sale)
            return [await look(shop, "proxypay") for _ in range(2)]

    assert [one.requests for one in simulate(day, {"proxypay": at})] == [1, 1]


# --- ids that two payments bear -------------------------------------------------------------------


@BOTH
async def test_an_id_that_was_shared_in_front_is_not_let_go_where_it_stands_alone_in_the_next_round(
    provider: str, simulated: OpenSimulated
) -> None:
    """The other bearer has moved out of sight, and is in the queue all the same."""
    at = References(provider)

    def trouble(asked: Asked) -> Answer | None:
        """The second round shows one of the two, and the page is never whole."""
        if "/payment" not in asked.line or asked.request.method != "GET":
            return None
        rounds.append(asked)
        if "visibility_timeout" in asked.line:
            return said(200, {"payments": front, "meta": {"total_count": len(front)}})
        shown = front if len(rounds) == 1 or provider == "wikipay" else front[1:]
        if provider == "proxypay":
            return said(200, [*shown, *filling][:A_PAGE])
        return said(200, {"payments": shown, "meta": {"total_count": 2000}})

    rounds: list[Asked] = []
    front: list[dict[str, object]] = []
    filling: list[dict[str, object]] = []
    async with simulated({provider: at}).open() as shop:
        sale = await shop.waiting(provider)
        front.extend([at.paid(sale, 7, transaction=1), at.paid(sale, 7, transaction=2)])
        filling.extend(at.paid(sale, 2000 + number) for number in range(20))
        at.trouble = trouble
        await shop.looked(provider)
        at.trouble = lambda asked: said(500) if asked.request.method == "GET" else None
        await shop.let_pass(minutes=10)
        sale = await shop.now_of(sale)
    assert sale.unexpected_minor >= sale.amount.minor  # both count
    assert "7" not in at.acknowledged


async def test_what_could_not_be_let_go_yet_stays_where_another_comes_to_bear_its_id(
    simulated: OpenSimulated,
) -> None:
    """By the time that it could be, the other one would go with it."""
    at = References("proxypay")
    busy = Answer(429, {"retry-after": "60"}, "")
    at.trouble = lambda asked: busy if asked.request.method == "DELETE" else None
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        at.pay(sale, 6)
        at.pay(sale, 7)
        await shop.looked("proxypay")
        at.pay(None, 7, amount="9.00")
        await shop.looked("proxypay")
        at.trouble = lambda _: None
        await shop.let_pass(minutes=10)
        assert await shop.unmatched_payments() == ["7"]
    assert at.acknowledged == ["6"]
    assert len(at.queue) == 2


# --- behind what others have in front -------------------------------------------------------------


async def test_each_page_stands_aside_for_three_seconds_so_that_the_next_one_is_seen(
    simulated: OpenSimulated,
) -> None:
    """Other tills wait so long for theirs."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        for _ in range(3 * A_PAGE + 5):
            at.pay(None)
        at.pay(sale)
        seen = await look(shop, "wikipay")
        sale = await shop.now_of(sale)
        strays = len(await shop.unmatched_payments())
    assert seen == Look(whole=True, requests=5, asides=[0, 3, 3, 3, 3])
    assert (sale.state, strays) == (State.PAID, 3 * A_PAGE + 5)
    assert at.acknowledged == [str(1000 + strays)]


async def test_a_front_that_is_back_before_its_end_was_seen_stands_aside_for_longer(
    simulated: OpenSimulated,
) -> None:
    """A line so slow that nothing behind it is ever shown: twice as long each time, up to 24 s, and
    no more than twenty pages at a look."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        for _ in range(A_PAGE + 5):
            at.pay(None)
        front = at.queue[:A_PAGE]
        total = {"meta": {"total_count": A_PAGE + 5}}
        at.trouble = lambda asked: (
            said(200, {"payments": front, **total}) if asked.request.method == "GET" else None
        )
        seen = await look(shop, "wikipay")
        strays = len(await shop.unmatched_payments())
    assert seen == Look(whole=False, requests=21, asides=[0, 3, 3, 6, 12, *[24] * 16])
    assert strays == A_PAGE


async def test_a_queue_of_thousands_of_others_is_looked_behind_twenty_pages_at_a_time(
    simulated: OpenSimulated,
) -> None:
    """Each page is new, and so none has to stand aside for longer."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        for _ in range(22 * A_PAGE):
            at.pay(None)
        seen = await look(shop, "wikipay")
        strays = len(await shop.unmatched_payments())
    assert seen == Look(whole=False, requests=21, asides=[0, *[3] * 20])
    assert strays == 20 * A_PAGE


async def test_after_ours_were_taken_nothing_more_is_made_to_stand_aside_at_that_look(
    simulated: OpenSimulated,
) -> None:
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        at.pay(sale)
        for _ in range(22 * A_PAGE):
            at.pay(None)
        seen = await look(shop, "wikipay")
        state = (await shop.now_of(sale)).state
    assert seen == Look(whole=False, requests=22, asides=[0, *[3] * 20, 0])
    assert state is State.PAID


def refused(_: Asked) -> Answer:
    raise RequestNotSent("refused")


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


PAGE_FAILS: Mapping[str, Callable[[Asked], Answer]] = {
    "cannot be sent": refused,
    "is lost": lost,
    "is busy": lambda _: said(429),
    "is broken": lambda _: said(503),
    "cannot be read": lambda _: said(200, "?"),
}


@pytest.mark.parametrize("failing", [1, 2, 3], ids=lambda page: f"page {page}")
@pytest.mark.parametrize("why", PAGE_FAILS)
async def test_what_was_shown_before_a_page_failed_is_taken_and_nothing_ends(
    why: str, failing: int, simulated: OpenSimulated
) -> None:
    """Ours are in front, on the first page behind it, and on the one that fails."""
    at = References("wikipay")

    def trouble(asked: Asked) -> Answer | None:
        if "visibility_timeout" not in asked.line:
            return None
        pages.append(asked)
        return PAGE_FAILS[why](asked) if len(pages) == failing else None

    pages: list[Asked] = []
    async with simulated({"wikipay": at}).open() as shop:
        sales = [await shop.waiting("wikipay", f"{10 + number}") for number in range(4)]
        for sale in sales[:3]:
            at.pay(sale)
            for _ in range(A_PAGE - 1):
                at.pay(None)
        shop.network.ahead += 3 * DAY
        at.trouble = trouble
        seen = await look(shop, "wikipay")
        states = [(await shop.now_of(sale)).state for sale in sales]
        acknowledged = len(at.acknowledged)
    taken = max(failing - 1, 1)  # where the first one fails, there is what was in front
    assert (seen.whole, seen.requests) == (False, failing + 1)
    assert states == [State.PAID] * taken + [State.WAITING] * (4 - taken)
    assert acknowledged == taken


async def test_a_payment_that_is_shown_on_two_pages_is_one(simulated: OpenSimulated) -> None:
    """It came back while the others were read."""
    at = References("wikipay")
    shown: list[list[dict[str, object]]] = []
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        ours, other = at.paid(sale, 7), at.paid(None, 8)
        shown.extend([[ours, other], [ours, other], [other, ours]])

        def trouble(asked: Asked) -> Answer | None:
            if asked.request.method == "DELETE":
                return None
            total = len(shown[0]) if len(shown) == 1 else 1000
            page = shown.pop(0) if len(shown) > 1 else shown[0]
            return said(200, {"payments": page, "meta": {"total_count": total}})

        at.trouble = trouble
        seen = await look(shop, "wikipay")
        sale = await shop.now_of(sale)
    assert seen.whole
    assert (sale.state, sale.flags) == (State.PAID, frozenset())
    assert at.acknowledged == ["7"]


async def test_two_that_bear_one_id_on_two_pages_are_two_whatever_tells_them_apart(
    simulated: OpenSimulated,
) -> None:
    """Another reference, or other words alone."""
    at = References("wikipay")
    async with simulated({"wikipay": at}).open() as shop:
        sale = await shop.waiting("wikipay")
        at.pay(sale, 7, transaction=1)
        for _ in range(A_PAGE):
            at.pay(None)
        at.pay(sale, 7, transaction=2)
        at.pay(None, 7)
        await shop.looked("wikipay")
        sale = await shop.now_of(sale)
        strays = (await shop.unmatched_payments()).count("7")
    assert (set(sale.flags), sale.unexpected_minor) == ({Flag.PAID_TWICE}, sale.amount.minor)
    assert strays == 1
    assert at.acknowledged == []


@BOTH
async def test_the_very_same_payment_told_twice_in_a_page_is_one_and_leaves_the_queue(
    provider: str, simulated: OpenSimulated
) -> None:
    at = References(provider)
    async with simulated({provider: at}).open() as shop:
        sale = await shop.waiting(provider)
        at.queue.append(at.pay(sale, 7))
        await shop.looked(provider)
        sale = await shop.now_of(sale)
    assert (sale.state, sale.flags) == (State.PAID, frozenset())
    assert at.acknowledged == ["7"]


# --- what stands in the way is said ---------------------------------------------------------------


@dataclass(frozen=True)
class Standing:
    """What a manager is told of a queue."""

    health: Health
    notes: Sequence[Note]


async def standing(shop: Simulated, provider: str) -> Standing:
    noted = await shop.journal.notes(QueueStuck, QueueMoves)
    return Standing(shop.till.health(provider), [one.note for one in noted])


STUCK, MOVES = QueueStuck(method="proxypay"), QueueMoves(method="proxypay")


@pytest.mark.parametrize(
    ("others", "unreadable", "health", "notes"),
    [
        (A_PAGE, 0, Health.CROWDED, [STUCK]),
        (A_PAGE - 1, 0, Health.REACHED, []),  # all of it is seen
        (5, 1, Health.CROWDED, [STUCK]),  # something in it has no id: who knows whose it is
        (1, 1, Health.CROWDED, [STUCK]),
        (0, 1, Health.REACHED, []),
        (0, 0, Health.REACHED, []),
    ],
)
async def test_a_front_of_others_alone_is_said_and_noted_once(
    others: int, unreadable: int, health: Health, notes: Sequence[Note], simulated: OpenSimulated
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        for _ in range(others):
            at.pay(None)
        for _ in range(unreadable):
            at.queue.append({"id": "", "amount": "1.00"})
        for _ in range(3):
            await shop.looked("proxypay")
        assert await standing(shop, "proxypay") == Standing(health, notes)


async def test_ours_among_others_in_front_move_it_until_no_more_of_them_come(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        for _ in range(A_PAGE - 1):
            at.pay(None)
        at.pay(sale)
        at.trouble = never_let_go
        seen = []
        for trouble in (never_let_go, lambda _: None):
            at.trouble = trouble
            await shop.looked("proxypay")
            await shop.let_pass(minutes=2)
            await shop.looked("proxypay")
            seen.append(await standing(shop, "proxypay"))
        before, after = seen
    assert before.health is not Health.CROWDED  # one of ours stands in it
    assert after == Standing(Health.REACHED, [*before.notes, MOVES][: 2 * len(before.notes)])


def never_let_go(asked: Asked) -> Answer | None:
    return said(500) if asked.request.method == "DELETE" else None


@pytest.mark.parametrize("more", [0, A_PAGE], ids=["all of it is seen", "there is more behind"])
async def test_what_is_not_let_go_is_said_and_noted_only_where_it_hides_something(
    more: int, simulated: OpenSimulated
) -> None:
    at = References("proxypay")
    at.trouble = never_let_go
    async with simulated({"proxypay": at}).open() as shop:
        sale = await shop.waiting("proxypay")
        for _ in range(8 + more):
            at.pay(sale)
        for _ in range(3):
            await shop.looked("proxypay")
            await shop.let_pass(seconds=30)
        refused = await standing(shop, "proxypay")
        at.trouble = lambda _: None
        await shop.let_pass(minutes=5)
        refused_, after = [refused, await standing(shop, "proxypay")]
    noted = [STUCK] if more else []
    assert refused_ == Standing(Health.ACKS_REFUSED, noted)
    assert after == Standing(Health.REACHED, [*noted, MOVES] if more else [])
