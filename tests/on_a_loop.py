"""Tests that are `async` run on the loop that they need."""

import asyncio
import inspect
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import pytest
from support import Run, T

MakeLoop = Callable[[], asyncio.AbstractEventLoop]


def run_watched(
    work: Coroutine[Any, Any, T], make_loop: MakeLoop | None = None, patience: float | None = None
) -> T:
    """Runs a coroutine; a background task that fails fails the test."""
    failures: list[Mapping[str, Any]] = []

    async def watched() -> T:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: failures.append(context))
        async with asyncio.timeout(patience):
            return await work

    with asyncio.Runner(loop_factory=make_loop) as runner:
        result = runner.run(watched())
    assert not failures, failures
    return result


@pytest.fixture
def run() -> Run:
    """For what no `async` test can be: one that needs a loop more than once, or in another way."""
    return run_watched


@pytest.fixture
def run_test() -> Run:
    """Runs the tests of a folder that are `async`: on asyncio's own loop where its conftest.py
    does not name another one."""
    return run_watched


def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: Any) -> None:
    if inspect.iscoroutinefunction(obj) and collector.istestfunction(obj, name):
        pytest.mark.usefixtures("run_test")(obj)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Before pytest, which would fail a test that is `async`."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    named = inspect.signature(pyfuncitem.obj).parameters
    run: Any = pyfuncitem.funcargs["run_test"]
    run(pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in named}))
    return True
