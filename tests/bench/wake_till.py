"""One real till of an office, which tells when each of its payments is in its journal. Run by
office_wake.py.

    python tests/bench/wake_till.py PROFILE ADDRESS CODE REFERENCES

It joins the office, issues so many references and prints them, a line of JSON each. Then it prints
a line for each that is paid, with the moment of the clock that all processes of a computer share.
It ends with its input.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

from support import Counter

from pos_app.app.root import open_till
from pos_app.domain.events import State
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.ports.office.protocol import Enrolled
from pos_app.ports.office.status import OfficeState

_WAITING = 4  # references that are asked for at a time


async def main(profile: Profile, address: str, code: str, references: int) -> None:
    async with open_till(profile, training=False) as opened:
        counter, desk = Counter(opened), opened.open_office()
        joined = await desk.join(address, code, approval=None)
        assert isinstance(joined, Enrolled), joined
        sales = list[Sale]()
        while len(sales) < references:
            few = min(_WAITING, references - len(sales))
            sales += await asyncio.gather(*(counter.waiting("proxypay") for _ in range(few)))
        while desk.status.state is not OfficeState.UP_TO_DATE:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0.05)
        till = profile.known_till_id()
        for sale in sales:
            amount = sale.amount.plain
            _say(till=till, sale=sale.id, reference=sale.reference, amount=amount)
        opened.till.listen(_tell)  # once an event is committed
        _say(process=os.getpid())
        await asyncio.to_thread(sys.stdin.read)


def _tell(sale: Sale) -> None:
    if sale.state is State.PAID:
        _say(paid=sale.id, at=time.perf_counter())


def _say(**told: object) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    _, root, office, enrolment, many = sys.argv
    asyncio.run(main(Profile(Path(root)), office, enrolment, int(many)))
