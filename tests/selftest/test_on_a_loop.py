"""A test that is `async` is run, and fails as any other does."""

import asyncio

import pytest
from support import Run


@pytest.mark.parametrize("given", [1, 2])
async def test_it_is_given_what_it_asks_for(given: int, unused_port: int) -> None:
    await asyncio.sleep(0)
    assert given in (1, 2)
    assert unused_port


async def _fails() -> None:
    await asyncio.sleep(0)
    raise ZeroDivisionError


async def _fails_in_the_background() -> None:
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)


def test_a_mistake_fails_it(run_test: Run) -> None:
    with pytest.raises(ZeroDivisionError):
        run_test(_fails())


def test_a_mistake_in_the_background_fails_it(run_test: Run) -> None:
    with pytest.raises(AssertionError, match="_fails_in_the_background"):
        run_test(_fails_in_the_background())
