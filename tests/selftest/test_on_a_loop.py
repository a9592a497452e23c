"""A test that is `async` is run, and fails as any other does."""

import asyncio

import pytest


@pytest.mark.parametrize("given", [1, 2])
async def test_it_is_given_what_it_asks_for(given: int, unused_port: int) -> None:
    await asyncio.sleep(0)
    assert given in (1, 2)
    assert unused_port


@pytest.mark.xfail(raises=ZeroDivisionError)  # and so fails where it was not run
async def test_a_mistake_fails_it() -> None:
    await asyncio.sleep(0)
    assert 1 / 0


@pytest.mark.xfail(raises=AssertionError)
async def test_a_mistake_in_the_background_fails_it() -> None:
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
