"""One life of a till: from its start to its death or to the end of the day."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from faults.kills.flows import FLOWS, Flow
from faults.kills.person import Person
from faults.kills.steps import Steps, watch
from paces import hurried_pace
from support import Counter, World

from pos_app.app.root import open_till
from pos_app.installation.profile import Profile
from pos_app.till.providers import poll_schedule
from pos_app.till.tracking import search

HURRY = 25  # times as fast as people
LISTS_ARE_LATE_BY = 0.5  # seconds at most: then a charge that is in no list is called lost


@dataclass(frozen=True)
class Life:
    """What is to be lived, and the step or moment at which it is over; None for one that ends by
    itself."""

    flow: str
    profile: str
    control_url: str
    die_at: int | str | None
    first: bool  # else the till was killed before: whoever starts it finds what there is


def live(life: Life, tell: Callable[[str], None]) -> int:
    """How many steps there were. Raises what the till raises, and what hangs raises TimeoutError.
    `tell` hears of the step at which it dies."""
    steps = Steps(life.die_at, tell)
    flow = FLOWS[life.flow]
    watch(steps, opening=flow.opening)
    for name, value in hurried_pace(HURRY).items():
        setattr(poll_schedule, name, value)
    search.PATIENCE = LISTS_ARE_LATE_BY
    asyncio.run(_day(life, flow, steps))
    return steps.count


async def _day(life: Life, flow: Flow, steps: Steps) -> None:
    failures: list[str] = []
    asyncio.get_running_loop().set_exception_handler(
        lambda _, context: failures.append(str(context))
    )
    # A till that was killed is watched from its start on: that is when it recovers.
    steps.counting = flow.opening or not life.first
    # Reading the certificates of the world takes longer than a life; loopback needs none.
    with httpx.Client(base_url=life.control_url, verify=False, trust_env=False) as control:
        async with open_till(Profile(Path(life.profile)), training=False) as opened:
            person = Person(Counter(opened), World({}, control), flow.method)
            steps.counting = steps.counting and not flow.opening
            if life.first:
                await flow.before(person)
                steps.counting = not flow.opening
            await flow.act(person)
            steps.counting = False
    assert not failures, failures
