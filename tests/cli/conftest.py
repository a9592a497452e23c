"""What is tried on both of the till's loops."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest
from qasync import QEventLoop
from support import OnLoop, Run


@pytest.fixture(autouse=True)
def _at_no_persons_pace(brisk: None) -> None:
    """Of the commands that are run in this process. Those that are forked have it by themselves."""


@pytest.fixture(params=["asyncio", "qt"])
def on_loop(request: pytest.FixtureRequest, run: Run) -> OnLoop:
    """The till's loop: a command's, or the window's."""

    def on_qt(work: Coroutine[Any, Any, None]) -> None:
        application = request.getfixturevalue("qapp")
        with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
            runner.run(work)

    return run if request.param == "asyncio" else on_qt


@pytest.fixture
def run_test(request: pytest.FixtureRequest) -> OnLoop:
    """A test that is `async` asks for `on_loop` to be tried on both."""
    name = "on_loop" if "on_loop" in request.fixturenames else "run"
    runner: OnLoop = request.getfixturevalue(name)
    return runner
