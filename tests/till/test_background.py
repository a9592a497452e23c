"""Work that goes on by itself is held on to, stops together, and never fails in silence."""

import asyncio
import gc
import weakref
from collections.abc import Awaitable, Callable
from typing import Any

from pos_app.till.background import BackgroundTasks, report

Told = list[dict[str, Any]]


def play(scenario: Callable[[BackgroundTasks, Told], Awaitable[None]]) -> Told:
    """What the loop's exception handler was told meanwhile."""
    told: Told = []

    async def run() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, what: told.append(what))
        await scenario(BackgroundTasks(), told)

    asyncio.run(run())
    return told


async def _fails() -> None:
    raise ZeroDivisionError


async def _waits_for_nobody() -> None:
    await asyncio.get_running_loop().create_future()


async def _turns() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


def test_what_fails_is_told_of_by_its_name() -> None:
    async def scenario(tasks: BackgroundTasks, _: Told) -> None:
        tasks.start(_fails(), "queue of vpos")
        await _turns()

    (told,) = play(scenario)
    assert told["message"] == "queue of vpos failed"
    assert isinstance(told["exception"], ZeroDivisionError)
    assert told["task"].get_name() == "queue of vpos"


def test_a_mistake_that_was_caught_is_told_of_too() -> None:
    async def scenario(_tasks: BackgroundTasks, _: Told) -> None:
        report(ZeroDivisionError("by hand"))

    (told,) = play(scenario)
    assert told["message"] == "ZeroDivisionError in the background"
    assert str(told["exception"]) == "by hand"


def test_what_ends_or_is_stopped_is_no_failure() -> None:
    async def scenario(tasks: BackgroundTasks, _: Told) -> None:
        tasks.start(asyncio.sleep(0), "short")
        tasks.start(_waits_for_nobody(), "long")
        await _turns()
        await tasks.stop()

    assert play(scenario) == []


def test_they_are_stopped_in_their_order_and_waited_for_whatever_their_end_is() -> None:
    ended: list[str] = []

    async def work(name: str, *, fails: bool = False) -> None:
        try:
            await _waits_for_nobody()
        finally:
            await _turns()
            ended.append(name)
            if fails:
                raise ZeroDivisionError

    async def scenario(tasks: BackgroundTasks, _: Told) -> None:
        for name in ("first", "second", "third"):
            tasks.start(work(name, fails=name == "second"), name)
        await _turns()
        await tasks.stop()
        assert ended == ["first", "second", "third"]
        await _turns()

    assert [told["message"] for told in play(scenario)] == ["second failed"]


def test_one_that_nobody_else_knows_of_is_held_while_it_works_and_no_longer() -> None:
    """The loop itself has no more than a weak reference to it."""

    async def scenario(tasks: BackgroundTasks, _: Told) -> None:
        works = weakref.ref(tasks.start(_waits_for_nobody(), "works"))
        ends = weakref.ref(tasks.start(asyncio.sleep(0), "ends"))
        await _turns()
        gc.collect()
        assert works() is not None
        assert ends() is None
        await tasks.stop()

    assert play(scenario) == []
