"""Whatever fails, and in whatever order, the office comes to have what the till has: in its order,
nothing twice, nothing lost."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from till.office.a_till import TillFile, a_till, store_in
from till.office.small_office import Fault, small_office

from pos_app.gateways.http import HttpSender

STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from([1, 2, 7])),
    st.tuples(st.just("fail"), st.sampled_from(Fault)),
    st.tuples(st.just("forget"), st.integers(1, 12)),
    st.tuples(st.just("restore"), st.integers(1, 12)),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("wait"), st.just(0)),
)


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.fixture
async def sender() -> AsyncIterator[HttpSender]:
    sender = HttpSender()
    yield sender
    await sender.close()


async def played(steps: list[tuple[str, object]], seed: int) -> None:
    """Plays the steps, and looks at the end. What was stored in any branch stays stored."""
    async with AsyncExitStack() as closing:
        folder = Path(closing.enter_context(TemporaryDirectory()))
        sender = HttpSender()
        closing.push_async_callback(sender.close)
        office = await closing.enter_async_context(small_office())
        file = TillFile(folder)
        closing.callback(file.close)
        store = store_in(folder, office.address)
        file.write(3)
        running = await closing.enter_async_context(AsyncExitStack())
        till = await running.enter_async_context(a_till(file, store, sender, seed=seed))
        times = 0
        for what, how in steps:
            match (what, how):
                case ("write", int(number)):
                    till.write(number)
                case ("fail", Fault() as fault):
                    office.faults.append(fault)
                case ("forget", int(number)):
                    office.forget(number)
                case ("wait", _):
                    office.faults.clear()
                    await till.is_up_to_date(office)
                case ("restart" | "restore", int(number)):
                    await running.aclose()
                    if what == "restore":
                        file.restore(max(0, len(file.rows) - number))
                        times += 1  # nothing is sold twice to the letter
                        file.write(1, data=f'{{"other": {times}}}')
                    till = await running.enter_async_context(a_till(file, store, sender, seed=seed))
        office.faults.clear()
        await till.is_up_to_date(office)
        assert office.most_at_once <= 2  # one that ships, one that asks the inbox
        assert times or office.living == 0
        assert till.beside.board.status.behind == 0
        assert file.log_is_free()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12), seed=st.integers(0, 9))
def test_the_office_comes_to_have_what_the_till_has(
    steps: list[tuple[str, object]], seed: int
) -> None:
    logging.disable(logging.WARNING)
    try:
        asyncio.run(played(steps, seed))
    finally:
        logging.disable(logging.NOTSET)
