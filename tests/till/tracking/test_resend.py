"""A charge whose answer was lost is sent once more only where that charges nobody twice: by the
clock of the provider that has to remember it, or by one that nobody sets; never by the wall's."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import pairwise

import pytest
from faults.simulation.loop import VirtualLoop
from till.simulated import ACCOUNTS, Asked, OpenSimulated, Pushes, References, Simulated, simulate

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.domain.events import Accepted, OutcomeUnknown, State, StatusPathChanged
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale, sale_number
from pos_app.gateways import proxypay, wikipay
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.gateway import Answer
from pos_app.till.providers.status_paths import MOST_ADDRESSES

VPOS, PROXYPAY, WIPAY = METHODS["vpos"], METHODS["proxypay"], METHODS["wipay"]
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
KEPT_FOR = timedelta(minutes=55)  # "60 minutes"; five are left for a slow network
NOBODYS = "0" * 27  # asked for to hear what time it is


def lost(_: Asked) -> Answer:
    raise ResponseLost("gone")


def lose(at: Pushes | References, *methods: str) -> None:
    at.trouble = lambda asked: lost(asked) if asked.request.method in methods else None


def posts(shop: Simulated) -> list[float]:
    return shop.network.times("POST", "/transactions")


async def a_lost_charge(shop: Simulated, at: Pushes) -> Sale:
    """Whose provider had said what time it is there, before it was sent, unless it is mute."""
    if not shop.network.mute:
        await shop.waiting("vpos")
        shop.network.asked.clear()
    lose(at, "POST")
    return await shop.in_doubt("vpos")


def has_been_tried(sale: Sale, times: int) -> bool:
    return sale.tries >= times


# --- for how long ---------------------------------------------------------------------------------


@pytest.mark.parametrize("mute", [False, True], ids=["by its clock", "by ours that nobody sets"])
async def test_a_charge_is_sent_again_for_fifty_five_minutes_and_then_that_is_written_once(
    simulated: OpenSimulated, *, mute: bool
) -> None:
    assert timedelta(seconds=VPOS.repeat_harmless_for) == KEPT_FOR
    shop = simulated({"vpos": Pushes()})
    shop.network.mute = mute
    at = shop.network.scripts["vpos"]
    assert isinstance(at, Pushes)
    async with shop.open():
        sale = await a_lost_charge(shop, at)
        await shop.let_pass(hours=1.5)
        events = await shop.events_of(sale)
        times = posts(shop)
        sale = await shop.now_of(sale)
        written = events.count(OutcomeUnknown(reason=Reason.REPEAT_UNSAFE))
    assert KEPT_FOR.total_seconds() - 700 < times[-1] - times[0] <= KEPT_FOR.total_seconds() + 1
    assert (sale.state, sale.reason, written) == (State.UNKNOWN, Reason.REPEAT_UNSAFE, 1)
    assert all(gap < 600 * 1.15 + 1 for gap in (b - a for a, b in pairwise(times)))


def wall(by: timedelta) -> Callable[[Simulated], None]:
    def move(shop: Simulated) -> None:
        shop.error = by

    return move


def there(by: timedelta) -> Callable[[Simulated], None]:
    def move(shop: Simulated) -> None:
        shop.network.ahead = by

    return move


def mute(shop: Simulated) -> None:
    shop.network.mute = True


def set_back_and_heard_now(shop: Simulated) -> None:
    """Its provider says what time it is now, and had not when the charge was sent."""
    shop.error = -2 * MINUTE
    shop.network.mute = False


@pytest.mark.parametrize(
    ("knew", "move", "repeated"),
    [
        # Its provider had said what time it is: that alone counts, as far as the wall lets.
        (True, wall(-HOUR), True),
        (True, wall(HOUR), False),
        (True, there(54 * MINUTE), True),
        (True, there(56 * MINUTE), False),
        (True, there(-MINUTE), False),  # before it was sent: who set that clock?
        (True, mute, False),
        # It had not: within one run the wall may be put right by a minute, and not set back.
        (False, wall(timedelta()), True),
        (False, wall(-50 * timedelta(seconds=1)), True),
        (False, wall(-2 * MINUTE), False),
        (False, set_back_and_heard_now, False),
        (False, wall(54 * MINUTE), True),
        (False, wall(56 * MINUTE), False),
    ],
)
@pytest.mark.parametrize("restarted", [False, True], ids=["", "after a restart"])
def test_whether_a_repeat_is_harmless_is_told_by_a_clock_that_knows(
    knew: bool,  # noqa: FBT001 - a row of a table
    move: Callable[[Simulated], None],
    repeated: bool,  # noqa: FBT001 - a row of a table
    restarted: bool,  # noqa: FBT001 - a row of a table
) -> None:
    at = Pushes()

    async def day(shop: Simulated) -> tuple[Sale, int]:
        shop.network.mute = not knew
        async with shop.open():
            sale = await a_lost_charge(shop, at)
            at.trouble = lambda _: None
            if not restarted:
                return await moved(shop, sale)
        async with shop.open():
            return await moved(shop, sale)

    async def moved(shop: Simulated, sale: Sale) -> tuple[Sale, int]:
        move(shop)
        await shop.let_pass(minutes=1)
        return await shop.now_of(sale), len(posts(shop))

    sale, sent = simulate(day, {"vpos": at})
    # After a restart only its provider's clock knows.
    expected = repeated and (knew or not restarted)
    assert (sent, bool(sale.status_path)) == ((2, True) if expected else (1, False))
    assert (sale.reason is Reason.REPEAT_UNSAFE) is not expected


@pytest.mark.parametrize("why", [RequestNotSent("refused"), ResponseLost("gone")], ids=str)
async def test_where_nobody_says_what_time_it_is_there_it_is_asked_again_later(
    why: Exception, simulated: OpenSimulated
) -> None:
    """That is no "too late"; it is asked ever more seldom."""
    at = Pushes()

    def silent(asked: Asked) -> Answer | None:
        if NOBODYS in asked.line:
            raise why
        return None

    async with simulated({"vpos": at}).open() as shop:
        sale = await a_lost_charge(shop, at)
        at.trouble = silent
        await shop.let_pass(minutes=5)
        waits = await shop.now_of(sale)
        asked = shop.network.times("GET", NOBODYS)
        assert len(posts(shop)) == 1
        at.trouble = lambda _: None
        await shop.let_pass(minutes=2)
        sale = await shop.now_of(sale)
    assert (waits.state, waits.reason) == (State.UNKNOWN, Reason.NO_ANSWER)
    assert sale.state is State.WAITING
    assert 10 < len(asked) < 100
    assert len(at.made) == 2  # with the one before


async def test_every_repeat_has_the_words_of_the_very_first_try_whatever_the_settings_say_by_now(
    simulated: OpenSimulated,
) -> None:
    """With others the key would be another charge's, or refused."""
    at = Pushes()
    async with simulated({"vpos": at}).open() as shop:
        sale = await a_lost_charge(shop, at)
        for number in (2, 3, 4):
            address = {"callback_url": f"https://shop.example/{number}"}
            options = {**ACCOUNTS["vpos"].options, **address}
            shop.till.use_accounts({"vpos": replace(ACCOUNTS["vpos"], options=options)})
            await shop.until(sale, partial(has_been_tried, times=number))
        await shop.let_pass(seconds=1)
        bodies = [one.request.body for one in shop.network.requests("POST")]
    assert len(bodies) >= 4
    assert len(set(bodies)) == 1
    assert "callback" not in bodies[0]


# --- what can be repeated for ever ----------------------------------------------------------------


@pytest.mark.parametrize("mute", [False, True], ids=["by its clock", "by ours that nobody sets"])
async def test_a_reference_is_made_again_for_as_long_as_anybody_could_pay_it(
    simulated: OpenSimulated, *, mute: bool
) -> None:
    """A day. A computer that sleeps the whole of it knows by the provider's clock alone."""
    at = References("proxypay")
    shop = simulated({"proxypay": at})
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    shop.network.mute = mute
    async with shop.open():
        lose(at, "PUT")
        await shop.in_doubt("proxypay")
        tried = []
        for hours in (23.5, 0.6):
            if mute:
                loop.pass_over(hours * 3600)
            else:
                shop.network.ahead += hours * HOUR
            await shop.looked("proxypay")
            await shop.let_pass(seconds=20)  # what was due by then, and was begun
            before = len(shop.network.requests("PUT"))
            await shop.let_pass(minutes=11)
            tried.append(len(shop.network.requests("PUT")) - before)
        soon, late = tried
    assert soon > 0
    assert late == 0


# --- where to ask ---------------------------------------------------------------------------------


async def test_a_provider_that_names_another_place_for_ever_is_written_down_eight_times(
    simulated: OpenSimulated,
) -> None:
    """The documents know two. What leads back to a place is no news."""
    assert MOST_ADDRESSES == 8
    at = Pushes()
    places = iter(range(1, 1000))

    def elsewhere(asked: Asked) -> Answer | None:
        if asked.request.method != "GET":
            return None
        number = next(places)
        name = f"T{number - number % 2}"  # each of them twice
        return Answer(303, {"location": f"/api/v1/transactions/{name}"}, "")

    shop = simulated({"vpos": at})
    at.trouble = elsewhere
    async with shop.open():
        sale = await shop.charge("vpos")
        await shop.let_pass(minutes=30)
        events = await shop.events_of(sale)
        told = [one for one in events if isinstance(one, Accepted | StatusPathChanged)]
        followed = [one.follow or "" for one in told]
    assert len(followed) == len(set(followed)) == 8


# --- by this version, of what an earlier one had sent ---------------------------------------------


@pytest.mark.parametrize("method", ["proxypay", "wikipay"])
async def test_an_earlier_versions_charge_is_sent_again_to_the_byte_and_a_new_one_says_its_till(
    simulated: OpenSimulated, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """An earlier version did not say which till asks."""
    at = References(method)
    shop = simulated({method: at})
    gateway = {"proxypay": proxypay, "wikipay": wikipay}[method]

    def without_till(sale: Sale, *_: object) -> dict[str, str]:
        return {"sale": sale.id, "number": sale_number(sale.number)}

    writes = "PUT" if method == "proxypay" else "POST"
    lose(at, writes)
    with monkeypatch.context() as earlier:
        earlier.setattr(gateway, "fields_of", without_till)
        async with shop.open():
            sale = await shop.in_doubt(method)
    async with shop.open():
        await shop.until(sale, lambda now: has_been_tried(now, 3))
        at.trouble = lambda _: None
        await shop.until(sale, lambda now: now.state is State.WAITING)
        await shop.waiting(method)
    *sent, new = [one.request.body for one in shop.network.requests(writes)]
    assert len(sent) > 2
    assert set(sent) == {sent[0]}
    assert '"till"' not in sent[0]
    assert '"till":"1"' in new


async def test_an_end_that_was_moved_is_not_moved_back_by_what_was_sent_before(
    simulated: OpenSimulated,
) -> None:
    """A queue that nobody saw leaves the reference in doubt; the next run makes it once more."""
    at = References("proxypay")
    shop = simulated({"proxypay": at})
    async with shop.open():
        sale = await shop.waiting("proxypay")
        until = shop.now().replace(microsecond=0) + 10 * MINUTE
        await shop.till.extend(sale.id, until)
        await shop.until(sale, lambda now: now.expires_at == until)
        at.trouble = lambda asked: lost(asked) if "GET /payments" in asked.line else None
        await shop.until(sale, lambda now: now.state is State.UNKNOWN)
    async with shop.open():
        await shop.until(sale, lambda now: has_been_tried(now, 3))
        first, *moved = [one.request.body for one in shop.network.requests("PUT")]
    assert len(moved) > 1
    assert first != moved[0]
    assert {*moved} == {moved[0]}
