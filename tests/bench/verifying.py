"""How long `pos-app verify` takes for a million events, beside a plain SHA-256 of each.

    PYTHONPATH=.:tests/bench python tests/bench/verifying.py [EVENTS] [RUNS]

The journal is a shop's: sales by several ways to pay, paid, declined, lost and found, cancelled,
expired, short, given back; with answers of the usual length, and a day's close now and then. The
floor reads the same columns of the same file by the same library, and takes the SHA-256 of each
event's texts, in one process. Seconds are of the clock and, behind them, of the processors: the
command uses two.

Then a day's copy, beside SQLite's own: the first one verifies all, the next one what is new.
"""

import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from many_sales import FIRST, TILL, Episode, made, write_episodes

from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.events import (
    Accepted,
    Cancelled,
    Cancelling,
    Created,
    Declined,
    Event,
    Expired,
    Flag,
    Mismatched,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    Purpose,
    ReferenceAssigned,
    Refunded,
    Sending,
    SettledAsUnpaid,
)
from pos_app.domain.reasons import Reason
from pos_app.journal.copies.backup import back_up, copy_pages
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store

EVENTS = 1_000_000
RUNS = 3
SALES_A_DAY = 200
RAW = json.dumps({"transaction_id": "1jHbXEbRTIbbwaoJ6w06nLcRG7X", "status": "accepted",
                  "status_reason": None, "amount": "1500.00", "pos_id": 123, "mobile": "923123456",
                  "type": "payment", "status_datetime": "2026-11-20T10:00:00Z"})  # fmt: skip


def push(number: int) -> Iterator[Event]:
    body = json.dumps({"type": "payment", "pos_id": 123, "amount": "1500.00"})
    yield made(number)
    yield Sending(request="POST /api/v1/transactions", body=body, account="5f0c1e")
    yield Accepted(reference=f"r{number}", follow=f"/api/v1/requests/r{number}", raw=RAW)


def paid(number: int) -> Iterator[Event]:
    yield from push(number)
    yield Paid(reference=f"r{number}", raw=RAW)


def reference(number: int) -> Iterator[Event]:
    expires = FIRST + timedelta(minutes=2 * number, days=3)
    yield made(number, "proxypay")
    yield Sending(request="PUT /references", body='{"amount":"1500.00"}', account="5f0c1e")
    yield ReferenceAssigned(reference=f"{number:09d}")
    yield Accepted(reference=f"{number:09d}", entity="00411", expires_at=expires, raw=RAW)
    yield Paid(reference=f"{number:09d}", payment=f"p{number}", raw=RAW)


def declined(number: int) -> Iterator[Event]:
    yield from push(number)
    yield Declined(reason=Reason.NO_MONEY, raw=RAW)


def found(number: int) -> Iterator[Event]:
    yield from list(push(number))[:-1]
    yield OutcomeUnknown(reason=Reason.NO_ANSWER, detail="ReadTimeout")
    yield Paid(reference=f"r{number}", raw=RAW)


def cancelled(number: int) -> Iterator[Event]:
    yield from list(reference(number))[:-1]
    yield Cancelling()
    yield Cancelled(reason=Reason.CANCELLED_HERE)


def expired(number: int) -> Iterator[Event]:
    yield from push(number)
    yield Expired(reason=Reason.CUSTOMER_SILENT, raw=RAW)


def short(number: int) -> Iterator[Event]:
    yield from list(reference(number))[:-1]
    amount = replace(made(number).amount, minor=1)
    yield Mismatched(flag=Flag.SHORT, amount=amount, payment=f"p{number}", raw=RAW)
    yield SettledAsUnpaid(by="Ana", why="given back in cash")


LIVES = {paid: 55, reference: 20, declined: 8, found: 5, cancelled: 4, expired: 4, short: 1}
GIVEN_BACK = 3  # of a hundred sales


def episodes() -> Iterator[Episode]:
    """Without an end. Every run of it is the same."""
    chance = random.Random(1)
    lives, weights = [*LIVES], [*LIVES.values(), GIVEN_BACK]
    number = 0
    while True:
        number += 1
        sale_id = f"{chance.getrandbits(128):032x}"
        (life,) = chance.choices([*lives, None], weights)
        if life is not None:
            yield [(sale_id, event) for event in life(number)]
        else:
            refund_id = f"{chance.getrandbits(128):032x}"
            yield [*((sale_id, one) for one in paid(number)), *refund(sale_id, refund_id, number)]
            number += 1
        if number % SALES_A_DAY == 0:
            yield [("", DayClosed(day=made(number).business_day, by="Ana"))]


def refund(sale_id: str, refund_id: str, number: int) -> Episode:
    amount = made(number).amount
    create: Created = replace(
        made(number + 1), amount=amount, purpose=Purpose.REFUND, parent=sale_id, by="Ana",
        parent_reference=f"r{number}",
    )  # fmt: skip
    return [
        (sale_id, OperationStarted(operation=refund_id, purpose=Purpose.REFUND, amount=amount)),
        (refund_id, create),
        (refund_id, Sending(request="POST /api/v1/transactions", body=RAW, account="5f0c1e")),
        (refund_id, Paid(reference=f"b{number}", raw=RAW)),
        (sale_id, Refunded(operation=refund_id, amount=amount)),
    ]


def shop(events: int) -> Iterator[Episode]:
    """As many episodes as make about so many events."""
    so_far = 0
    for episode in episodes():
        so_far += len(episode)
        if so_far > events:
            return
        yield episode


def verified(profile: Path) -> None:
    command = [sys.executable, "-m", "pos_app", "--profile", str(profile), "verify", "--json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    told = json.loads(answer)
    if not told["sound"]:
        raise SystemExit(answer)


def hashed(profile: Path) -> None:
    conn = sqlite3.connect(profile / "journal.sqlite3")
    for row in conn.execute("SELECT till, sale, at, kind, data, hash FROM events ORDER BY seq"):
        sha256("".join(row).encode()).hexdigest()
    conn.close()


def copied(profile: Path) -> None:
    copy_pages(profile / "journal.sqlite3", profile / "plain copy")


def backed_up(profile: Path) -> None:
    now = FIRST + timedelta(days=len(list(profile.iterdir())))
    back_up(profile / "journal.sqlite3", profile, TILL, now)


def sold_for_a_day(profile: Path) -> None:
    with closing(open_journal(profile / "journal.sqlite3")) as db:
        store = Store(db, TILL, lambda: FIRST)
        for number in range(SALES_A_DAY):
            sale = store.next_sale(f"{number}")
            sending = Sending(request="POST /api/v1/transactions", body=RAW)
            store.create(f"{number}", made(sale.number), sending, sale.at)


def timed(work: Callable[[Path], None], profile: Path) -> tuple[float, float]:
    """Seconds of the clock, and of the processors."""
    began, before = time.perf_counter(), processors()
    work(profile)
    return time.perf_counter() - began, processors() - before


def processors() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main(events: int, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        count = write_episodes(profile / "journal.sqlite3", shop(events))
        size = (profile / "journal.sqlite3").stat().st_size / 1e6
        print(f"verify     {count:,} events in a file of {size:.0f} MB")
        pairs = [(timed(hashed, profile), timed(verified, profile)) for _ in range(runs)]
        plain, first = timed(copied, profile), timed(backed_up, profile)
        sold_for_a_day(profile)
        copies = {"plain copy, s": plain, "first copy, s": first}
        copies["the day after, s"] = timed(backed_up, profile)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    floor, ours = zip(*pairs, strict=True)
    for name, times in (("plain SHA-256, s", floor), ("verify, s", ours)):
        clock, busy = (sorted(column) for column in zip(*times, strict=True))
        print(f"{row(name, clock)}  (processors {statistics.median(busy):.1f})")
    print(row("verify / plain", sorted(our[0] / plain[0] for plain, our in pairs)))
    print(f"verify     the larger process: {most:.0f} MB")
    for name, (seconds, of_processors) in copies.items():
        print(f"verify     {name:<18} {seconds:.2f}  (processors {of_processors:.1f})")


def row(name: str, ordered: list[float]) -> str:
    middle = statistics.median(ordered)
    return (
        f"verify     {name:<18} min {ordered[0]:6.2f}  median {middle:6.2f}  max {ordered[-1]:6.2f}"
    )


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [EVENTS, RUNS][len(given) :]))
