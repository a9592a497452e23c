"""Shops that are simulated, and the loop on which their time costs nothing."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from faults.simulation.loop import VirtualLoop
from on_a_loop import run_watched
from quiet_shop import OpenQuietShop, opened
from support import Run
from till.simulated import DISK, OpenSimulated, simulated_shop, timeless_loop

# By the fixture that a test asks for.
LOOPS = {
    "quiet_shop": VirtualLoop,
    "simulated": timeless_loop,
    "virtual_time": timeless_loop,
}


@pytest.fixture
def run_test(request: pytest.FixtureRequest) -> Run:
    loops = [loop for name, loop in LOOPS.items() if name in request.fixturenames]
    return partial(run_watched, make_loop=loops[0]) if loops else run_watched


@pytest.fixture
def virtual_time() -> None:
    """An `async` test passes over every pause, and needs no shop."""


@pytest.fixture
def simulated() -> Iterator[OpenSimulated]:
    with TemporaryDirectory(dir=DISK) as folder:
        yield partial(simulated_shop, Path(folder))


@pytest.fixture
def quiet_shop(tmp_path: Path) -> OpenQuietShop:
    return partial(opened, tmp_path)
