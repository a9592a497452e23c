"""Tests that never end, each another way, and one between them that does: run by
test_time_limit.py with limits of a few seconds, and by nobody else."""

import asyncio
import ctypes
import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from pytestqt.qtbot import QtBot
from qasync import QEventLoop as TillsLoop

CLEANED = "POS_APP_TESTS_CLEANED"  # the file that says what was cleaned up


@pytest.fixture(autouse=True)
def _cleaned(request: pytest.FixtureRequest, qapp: QCoreApplication) -> Iterator[None]:
    assert qapp
    yield
    with Path(os.environ[CLEANED]).open("a", encoding="utf-8") as file:
        file.write(f"{request.node.name}\n")


async def _for_ever() -> None:
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0)  # whoever is cancelled may still close what it opened


def test_a_coroutine() -> None:
    asyncio.run(_for_ever())


def test_a_coroutine_beside_one_that_works() -> None:
    async def work() -> None:
        while True:
            sum(range(10_000))
            await asyncio.sleep(0)

    async def both() -> None:
        task = asyncio.create_task(work())
        await asyncio.gather(_for_ever(), task)

    asyncio.run(both())


def test_a_loop_of_qts() -> None:
    QEventLoop().exec()


def test_a_condition_that_never_comes(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: False, timeout=3_600_000)


def test_the_tills_loop(qapp: QCoreApplication) -> None:
    with asyncio.Runner(loop_factory=lambda: TillsLoop(qapp)) as runner:
        runner.run(_for_ever())


@pytest.mark.timeout(60)
def test_that_ends_in_a_loop_of_qts_after_others_hung_there() -> None:
    loop = QEventLoop()
    QTimer.singleShot(0, lambda: loop.exit(7))
    assert loop.exec() == 7


def test_nobody_calls() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.accept()


def test_a_thread_that_does_not_end() -> None:
    thread = threading.Thread(target=threading.Event().wait, daemon=True)
    thread.start()
    thread.join()


def test_a_lock_below_python() -> None:
    """No Python runs there, and nothing interrupts it."""
    system, mutex = ctypes.CDLL(None), ctypes.create_string_buffer(64)
    for _ in range(2):
        system.pthread_mutex_lock(mutex)


@pytest.mark.timeout(60)
def test_that_ends_after_all_of_them() -> None:
    pass
