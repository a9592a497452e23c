"""How often providers are asked: what a shop, and a provider, can rely on. Seconds."""

from itertools import pairwise
from random import Random

import pytest
from paces import longest_collection_interval, longest_interval
from till.simulated import Asked, OpenSimulated, References, Simulated, said, simulate

from pos_app.domain.errors import ResponseLost, TooSoon
from pos_app.domain.events import State
from pos_app.ports.gateway import Answer
from pos_app.till.providers import poll_schedule
from pos_app.till.providers.poll_schedule import (
    backoff,
    late_look,
    next_acknowledgement,
    next_collection,
    next_look,
    next_try,
    next_watched_look,
)

HOUR, DAY = 3600.0, 86_400.0


class Even(Random):
    """Spreads nothing: what is drawn is the middle."""

    def uniform(self, a: float, b: float) -> float:
        return (a + b) / 2


EVEN = Even()


# --- a sale ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "seconds"),
    [
        (0, 2), (29.9, 2),  # the phone is in the hand
        (30, 3), (119.9, 3),
        (120, 10), (299.9, 10),
        (300, 20), (899.9, 20),
        (900, 60), (HOUR - 1, 60),
        (HOUR, 300), (DAY - 1, 300),
        (DAY, 1800), (30 * DAY, 1800),
    ],
)  # fmt: skip
def test_a_sale_is_asked_about_more_seldom_as_it_grows_old(age: float, seconds: float) -> None:
    assert next_look(age, None, 0, EVEN) == seconds


@pytest.mark.parametrize(
    ("expected_in", "seconds"),
    [(0.0, 1.5), (0.9, 1.5), (1.2, 1.7), (1.5, 2.0), (60.0, 2.0), (None, 2.0)],
)
def test_a_providers_estimate_brings_the_next_look_forward_and_never_puts_it_off(
    expected_in: float | None, seconds: float
) -> None:
    """Half a second after it, and no sooner than a second and a half from now."""
    assert next_look(5.0, expected_in, 0, EVEN) == pytest.approx(seconds)


FAILURES = [(0, 0), (1, 2), (2, 4), (3, 8), (4, 16), (5, 32), (6, 60), (7, 60), (9999, 60)]


@pytest.mark.parametrize(("failures", "seconds"), FAILURES)
def test_each_failure_in_a_row_doubles_the_pause_up_to_a_minute(
    failures: int, seconds: float
) -> None:
    assert backoff(failures) == seconds
    assert next_look(0.0, None, failures, EVEN) == max(2, seconds)
    assert next_look(DAY, 0.0, failures, EVEN) == max(1.5, seconds)
    assert next_collection(0.0, failures, EVEN) == max(5, seconds)


@pytest.mark.parametrize(
    ("age", "seconds"),
    [
        (0, 3.5), (2.0, 1.5),  # nobody answers before three and a half seconds
        (3.0, 1.27), (19.9, 1.27),
        (20, 1.5), (119.9, 1.5),
        (120, 4), (299.9, 4),
        (300, 20), (HOUR, 300), (2 * DAY, 1800),  # and then as any other
    ],
)  # fmt: skip
def test_the_sale_on_the_screen_is_looked_at_more_often(age: float, seconds: float) -> None:
    assert next_watched_look(age, None) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("age", "expected_in", "seconds"),
    [(10, 0.0, 1.27), (130, 0.0, 1.5), (130, 2.0, 2.5), (130, 9.0, 4.0), (0, 0.0, 3.5)],
)
def test_an_estimate_that_has_passed_does_not_make_looks_at_it_hasty(
    age: float, expected_in: float, seconds: float
) -> None:
    assert next_watched_look(age, expected_in) == pytest.approx(seconds)


def test_whoever_answers_when_no_more_than_seven_looks_in_ten_seconds_were_made_until_then() -> (
    None
):
    age, looks = 0.0, 0
    while age < 300:
        age += next_watched_look(age, None)
        looks += 1
        assert looks - 1 <= 0.7 * age


@pytest.mark.parametrize(
    ("age", "waiting", "seconds"),
    [
        (0, 1, 3.5), (10, 1, 2.3), (40, 1, 3.45), (100_000, 1, 2070),
        (10, 2, 2.3), (10, 38, 2.6), (10, 190, 10.6), (150, 190, 13.0),
    ],
)  # fmt: skip
def test_the_longest_time_between_two_looks_that_a_shop_is_told(
    age: float, waiting: int, seconds: float
) -> None:
    assert longest_interval(age, waiting) == pytest.approx(seconds)


def test_no_provider_is_asked_about_sales_more_than_twenty_times_a_second() -> None:
    """No document names a limit, only "429"; and a look costs the window one or two thousandths."""
    assert poll_schedule.LOOKS_PER_SECOND == 20


# --- afterwards -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "seconds"), [(0, 15), (14, 15), (15, 15), (100, 100), (DAY, 6 * HOUR)]
)
def test_late_looks_wait_as_long_again_as_all_that_went_before(age: float, seconds: float) -> None:
    assert late_look(age, EVEN) == seconds


async def test_a_manager_waits_five_minutes_before_not_paid_is_believed(
    simulated: OpenSimulated,
) -> None:
    """Well beyond what any provider gives a customer to decide: until then it may still arrive."""

    def lost(_: Asked) -> Answer:
        raise ResponseLost("gone")

    async with simulated({"wipay": lost}).open() as shop:
        sale = await shop.in_doubt("wipay")
        await shop.let_pass(seconds=290)
        with pytest.raises(TooSoon) as soon:
            await shop.till.settle(sale.id, paid=False, why="asked", approval=await shop.ana())
        await shop.let_pass(seconds=soon.value.wait)
        yes = await shop.ana()
        wait = soon.value.wait
        sale = await shop.till.settle(sale.id, paid=False, why="asked", approval=yes)
    assert 9 < wait <= 10
    assert sale.state is State.DECLINED


@pytest.mark.parametrize(("tries", "seconds"), [*FAILURES[:6], (6, 64), (9, 512), (10, 600)])
def test_a_harmless_request_is_tried_ever_more_seldom_up_to_ten_minutes(
    tries: int, seconds: float
) -> None:
    assert next_try(tries, EVEN) == seconds
    assert next_try(9999, EVEN) == 600


@pytest.mark.parametrize(("rounds", "seconds"), [(0, 2), *FAILURES[1:]])
def test_what_a_queue_does_not_let_go_is_acknowledged_again_after_a_minute_at_most(
    rounds: int, seconds: float
) -> None:
    assert next_acknowledgement(rounds, EVEN) == seconds


# --- a queue --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "seconds"),
    [(None, 60), (0, 5), (899, 5), (900, 15), (HOUR - 1, 15), (HOUR, 60), (DAY, 60)],
)
def test_a_queue_is_asked_by_the_age_of_the_youngest_reference_that_waits(
    age: float | None, seconds: float
) -> None:
    assert next_collection(age, 0, EVEN) == seconds
    if age is not None:
        assert longest_collection_interval(age) == pytest.approx(seconds * 1.15)


def test_a_thousand_that_began_at_once_are_spread_by_fifteen_in_a_hundred() -> None:
    drawn = [next_collection(None, 0, Random(seed)) for seed in range(1000)]
    for draws in (drawn, [30 * next_look(0.0, None, 0, Random(seed)) for seed in range(1000)]):
        assert 51 <= min(draws) < 51.3
        assert 68.7 < max(draws) <= 69
    assert min(late_look(100, Random(seed)) for seed in range(1000)) >= 85
    assert max(next_try(1, Random(seed)) for seed in range(1000)) <= 2.3


def gaps(shop: Simulated, path: str = "/payments") -> list[float]:
    return [after - before for before, after in pairwise(shop.network.times("GET", path))]


async def test_a_queue_in_a_shop_keeps_that_pace_and_a_newer_reference_begins_it_anew(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        seen = {}

        async def for_a_while(name: str, minutes: float) -> None:
            shop.network.asked.clear()
            await shop.let_pass(minutes=minutes)
            seen[name] = gaps(shop)

        await for_a_while("nothing waits", 10)
        await shop.waiting("proxypay")
        await for_a_while("one waits", 14)
        await shop.let_pass(minutes=2)
        await for_a_while("for long", 40)
        await shop.let_pass(minutes=6)
        await for_a_while("for an hour", 20)
        await shop.waiting("proxypay")
        await for_a_while("another one", 14)
    for name, seconds in {
        "nothing waits": 60,
        "one waits": 5,
        "for long": 15,
        "for an hour": 60,
        "another one": 5,
    }.items():
        assert len(seen[name]) >= 5
        assert all(0.85 * seconds <= gap <= 1.15 * seconds + 0.1 for gap in seen[name]), name


async def test_a_queue_that_fails_is_asked_ever_more_seldom_until_it_answers_again(
    simulated: OpenSimulated,
) -> None:
    at = References("proxypay")
    async with simulated({"proxypay": at}).open() as shop:
        await shop.waiting("proxypay")
        await shop.let_pass(seconds=30)
        at.trouble = lambda _: said(503)
        shop.network.asked.clear()
        await shop.let_pass(minutes=6)
        failing = gaps(shop)
        at.trouble = lambda _: None
        await shop.let_pass(minutes=2)
        shop.network.asked.clear()
        await shop.let_pass(minutes=1)
        well = gaps(shop)
    expected = [5, 5, 8, 16, 32, 60, 60, 60]
    for gap, seconds in zip(failing[:8], expected, strict=True):
        assert 0.85 * seconds <= gap <= 1.15 * seconds + 0.1
    assert len(well) >= 9
    assert all(4.2 <= gap <= 5.9 for gap in well)


async def test_a_queue_that_fails_from_the_start_is_asked_so_too(simulated: OpenSimulated) -> None:
    at = References("proxypay")
    at.trouble = lambda asked: said(503) if asked.request.method == "GET" else None
    async with simulated({"proxypay": at}).open() as shop:
        await shop.let_pass(seconds=1)
        shop.network.asked.clear()
        await shop.waiting("proxypay")  # which makes it be asked once more, at once
        await shop.let_pass(minutes=2)
        failing = gaps(shop)
    for gap, seconds in zip(failing[:4], [5, 8, 16, 32], strict=True):
        assert 0.85 * seconds <= gap <= 1.15 * seconds + 0.1


@pytest.mark.parametrize(("asked_for", "seconds"), [("30", 30), ("86400", 60), (None, 5)])
def test_a_busy_provider_is_left_alone_for_as_long_as_it_asks_up_to_a_minute_and_once(
    asked_for: str | None, seconds: float
) -> None:
    at = References("proxypay")
    headers = {"retry-after": asked_for} if asked_for else {}

    def busy_once(asked: Asked) -> Answer | None:
        if asked.request.method != "GET" or said_so:
            return None
        said_so.append(asked.at)
        return Answer(429, headers, "")

    said_so: list[float] = []

    async def day(shop: Simulated) -> list[float]:
        async with shop.open():
            await shop.waiting("proxypay")
            await shop.let_pass(seconds=10)
            at.trouble = busy_once
            await shop.let_pass(minutes=3)
            return [time for time in shop.network.times("GET", "/payments") if time >= said_so[0]]

    first, *rest = [after - before for before, after in pairwise(simulate(day, {"proxypay": at}))]
    least, most = (seconds, seconds) if asked_for else (0.85 * seconds, 1.15 * seconds)
    assert least <= first <= most + 0.2
    assert len(rest) >= 10
    assert all(4.2 <= gap <= 5.9 for gap in rest)
