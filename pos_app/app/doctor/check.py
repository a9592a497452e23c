"""Runs checks side by side, each with its time; one that fails or hangs is a finding."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Thread
from typing import TypeVar

from pos_app.domain.errors import PosError
from pos_app.ports.doctor.findings import Diagnosis, Figure, Sign, Soundness, Subject

_T = TypeVar("_T")

PATIENCE = 15.0  # seconds; what waits for a network or a keyring has its own, shorter ones
LONG = 60.0  # seconds: all pages of a large journal on a slow disk


@dataclass(frozen=True)
class Check:
    """One check: what it is about if it does not come back, and what it does."""

    subject: Subject
    work: Callable[[], Awaitable[Sequence[Diagnosis]]]
    about: str = ""
    patience: float = PATIENCE


def well(subject: Subject, fact: Sign, *figures: Figure, about: str = "") -> Diagnosis:
    return Diagnosis(subject, Soundness.WELL, fact, figures, about)


def noted(subject: Subject, fact: Sign, *figures: Figure, about: str = "") -> Diagnosis:
    return Diagnosis(subject, Soundness.NOTED, fact, figures, about)


def warning(subject: Subject, fact: Sign, *figures: Figure, about: str = "") -> Diagnosis:
    return Diagnosis(subject, Soundness.WARNING, fact, figures, about)


def broken(
    subject: Subject,
    fact: Sign,
    *figures: Figure,
    about: str = "",
    problem: PosError | None = None,
) -> Diagnosis:
    return Diagnosis(subject, Soundness.BROKEN, fact, figures, about, problem)


async def found(check: Check) -> Sequence[Diagnosis]:
    """Returns what the check found. Never raises: the doctor is for where things are broken."""
    try:
        async with asyncio.timeout(check.patience):
            return await check.work()
    except TimeoutError:
        late = Sign.SLOW_CHECK
        return [broken(check.subject, late, int(check.patience), about=check.about)]
    except PosError as problem:
        return [broken(check.subject, Sign.FAILED, about=check.about, problem=problem)]
    except Exception as error:  # noqa: BLE001 - becomes a finding: the other checks go on
        kind = type(error).__name__  # its text may have anything in it
        return [broken(check.subject, Sign.BUG, kind, about=check.about)]


async def all_found(checks: Sequence[Check]) -> AsyncIterator[Diagnosis]:
    """Yields the findings as they come. Leaving it stops what is under way."""
    running = [asyncio.ensure_future(found(check)) for check in checks]
    try:
        for one in asyncio.as_completed(running):
            for finding in await one:
                yield finding
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def apart(work: Callable[[], _T]) -> _T:
    """Does the work on a thread of its own, which nobody waits for at the end: a disk or a driver
    may hold it for ever."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[_T] = loop.create_future()

    def settle(with_it: Callable[[], None]) -> None:
        if not future.done():  # else the time was up
            with_it()

    def run() -> None:
        try:
            come_of_it = partial(future.set_result, work())
        except Exception as error:  # noqa: BLE001 - raised where it is awaited
            come_of_it = partial(future.set_exception, error)
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, come_of_it)

    Thread(target=run, name="doctor", daemon=True).start()
    return await future
