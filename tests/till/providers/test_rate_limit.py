"""Turns at a provider: it is asked only so often, and nobody is left waiting."""

import asyncio
from collections.abc import Callable, Coroutine
from itertools import pairwise
from random import Random
from typing import Any, TypeVar

import pytest
from faults.simulation.loop import VirtualLoop
from hypothesis import given, settings
from hypothesis import strategies as st
from paces import SHARED_PER_SECOND, longest_interval

from pos_app.till.providers.poll_schedule import LOOKS_PER_SECOND, next_look
from pos_app.till.providers.rate_limit import LAST, NOW, WATCHED, RateLimiter

T = TypeVar("T")

SPACE = 1 / LOOKS_PER_SECOND
A_BIT = 1e-6


def play(work: Coroutine[Any, Any, T]) -> T:
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)


@pytest.fixture
def run_test() -> Callable[[Coroutine[Any, Any, T]], T]:
    """On a clock that begins with the test."""
    return play


async def order_of(
    turns: RateLimiter, last_looks: dict[str, float], hurried: str = ""
) -> list[str]:
    """Who comes when, where all ask at once."""
    came: list[str] = []

    async def come(name: str) -> None:
        await turns.acquire(name, last_looks[name])
        came.append(name)

    tasks = [asyncio.create_task(come(name)) for name in last_looks]
    await asyncio.sleep(0)
    turns.prioritize(hurried)
    await asyncio.gather(*tasks)
    return came


async def looks_at(ages: list[float], seconds: float) -> list[list[float]]:
    """When each sale is looked at, and comes again by the rhythm of its age."""
    turns, random = RateLimiter(), Random(1)
    loop = asyncio.get_running_loop()
    looks: list[list[float]] = [[] for _ in ages]

    async def keep(sale: int) -> None:
        last = loop.time()
        while True:
            await asyncio.sleep(next_look(ages[sale], None, 0, random))
            await turns.acquire(sale, last)
            last = loop.time()
            looks[sale].append(last)

    tasks = [asyncio.create_task(keep(sale)) for sale in range(len(ages))]
    await asyncio.sleep(seconds)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return looks


def gaps(times: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(times)]


async def test_who_was_asked_about_longest_ago_comes_first() -> None:
    assert await order_of(RateLimiter(), {"b": 2.0, "c": 3.0, "a": 1.0}) == ["a", "b", "c"]


def test_what_a_person_asks_comes_before_all_that_waits() -> None:
    looks = {"b": 2.0, "c": 3.0, "a": 1.0}
    assert play(order_of(RateLimiter(), looks, hurried="c")) == ["c", "a", "b"]
    assert play(order_of(RateLimiter(), {"a": 1.0, "asked": NOW})) == ["asked", "a"]


async def test_what_is_on_the_screen_comes_before_whatever_somebody_asks() -> None:
    dues = {"a": 1.0, "asked": NOW, "shown": WATCHED}
    assert await order_of(RateLimiter(), dues) == ["shown", "asked", "a"]


async def test_a_sale_that_is_over_waits_until_nobody_else_does() -> None:
    looks = {"over": LAST, "b": 2.0, "a": 1.0}
    assert await order_of(RateLimiter(), looks) == ["a", "b", "over"]


async def test_a_single_sale_never_waits_for_its_turn() -> None:
    await RateLimiter().acquire("it", 0.0)
    assert asyncio.get_running_loop().time() == 0.0


async def test_who_goes_away_takes_no_turn() -> None:
    turns = RateLimiter()
    await turns.acquire("first", 0.0)
    task = asyncio.create_task(turns.acquire("gone", 0.0))
    await asyncio.sleep(0)
    task.cancel()
    await turns.acquire("next", 1.0)
    assert asyncio.get_running_loop().time() == pytest.approx(SPACE)


async def test_a_busy_provider_is_left_alone_by_everybody() -> None:
    turns = RateLimiter()
    waiting = [asyncio.create_task(turns.acquire(name, 0.0)) for name in "abc"]
    await waiting[0]
    turns.pause(30.0)
    turns.prioritize("c")
    await asyncio.wait(waiting[1:], return_when=asyncio.FIRST_COMPLETED)
    assert asyncio.get_running_loop().time() == 30.0


async def test_a_shorter_rest_ends_no_longer_one_and_counts_though_nobody_waited() -> None:
    turns, loop = RateLimiter(), asyncio.get_running_loop()
    turns.pause(30.0)
    turns.pause(5.0)
    await turns.acquire("first", NOW)
    first = loop.time()
    turns.pause(10.0)
    await turns.acquire("second", NOW)
    assert [first, loop.time()] == [30.0, 40.0]


async def test_turns_that_were_not_taken_are_not_saved_up() -> None:
    """A provider that nobody asked for an hour is not asked a hundred times at once."""
    turns, loop = RateLimiter(), asyncio.get_running_loop()
    await turns.acquire("one", 0.0)
    await asyncio.sleep(3600)
    times = []
    for who in range(3):
        await turns.acquire(who, 0.0)
        times.append(loop.time())
    first, *others = times
    assert first == 3600.0
    assert others == pytest.approx([3600 + SPACE, 3600 + 2 * SPACE])


def test_a_provider_is_asked_twenty_times_a_second_at_most() -> None:
    """No document names a limit. Forty customers at their phones are looked at by their rhythm; and
    the sale on the screen takes no more than one of these."""
    assert (LOOKS_PER_SECOND, SHARED_PER_SECOND) == (20.0, 19.0)


async def test_who_has_had_a_turn_cannot_be_hurried_to_another_one() -> None:
    turns = RateLimiter()
    await turns.acquire("first", 0.0)
    turns.prioritize("first")
    assert await order_of(turns, {"b": 2.0, "a": 1.0}, hurried="first") == ["a", "b"]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 150), st.sampled_from([10.0, 100.0, 200.0]))
def test_no_sale_waits_longer_than_promised_and_no_provider_is_asked_too_often(
    waiting: int, age: float
) -> None:
    looks = play(looks_at([age] * waiting, 60.0))
    everything = sorted(at for times in looks for at in times)
    assert all(gap >= SPACE - A_BIT for gap in gaps(everything))
    longest = max(gap for times in looks for gap in gaps(times))
    assert longest <= longest_interval(age, waiting) + SPACE + A_BIT


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([10.0, 200.0, 1000.0, 10_000.0]), min_size=1, max_size=150))
def test_sales_of_every_age_get_their_turn(ages: list[float]) -> None:
    looks = play(looks_at(ages, 700.0))
    for age, times in zip(ages, looks, strict=True):
        rhythm = longest_interval(age, 1)
        assert max(gaps(times)) <= rhythm + len(ages) * SPACE + A_BIT


@given(st.floats(0, 1e6), st.integers(0, 10_000))
def test_few_sales_keep_the_rhythm_of_people_and_many_share_what_there_is(
    age: float, waiting: int
) -> None:
    interval, alone = longest_interval(age, waiting), longest_interval(age, 0)
    assert longest_interval(age, 1) == alone <= interval
    assert waiting - A_BIT <= interval * SHARED_PER_SECOND
    assert interval <= alone + waiting / SHARED_PER_SECOND
