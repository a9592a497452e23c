"""A journal of many sales, written in bulk with the journal's own forms."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from pos_app.domain.audit_notes import Note
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Accepted, Created, Event, Paid, Sending
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.movement_identity import identities_of, provider_of
from pos_app.domain.phone import Phone
from pos_app.journal.books import ledger
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import event_to_text, instant_text, sale_to_row, word_of
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import payment_in

if TYPE_CHECKING:
    from pos_app.domain.sale import Sale

FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)
TILL = "bench"
CLOCK = ShopClock(zone="Africa/Luanda")
# What happens to some sales, from their making to where they are left: their ids and events in
# turn. The id of a note is empty.
Episode = Sequence[tuple[str, Event | Note]]


def write_journal(path: Path, count: int, *, still_open: int = 0) -> None:
    """`count` paid sales, the last `still_open` of them still waiting."""
    lives = (
        [(f"{number:032x}", event) for event in _life(number, paid=number <= count - still_open)]
        for number in range(1, count + 1)
    )
    write_episodes(path, lives)


def write_episodes(path: Path, episodes: Iterable[Episode]) -> int:
    """Each two minutes after the one before. How many events that makes."""
    db = open_journal(path)
    db.execute("PRAGMA synchronous=OFF")  # nobody waits for this one's power cut
    seq, before = 0, BEGINNING
    with db.atomic():
        for number, episode in enumerate(chain([[("", CLOCK)]], episodes)):
            at = FIRST + timedelta(minutes=2 * number)
            moment, events = instant_text(at), []
            for sale_id, event in episode:
                seq += 1
                kind, data = word_of(event), event_to_text(event)
                before = link(before, seq, TILL, sale_id, moment, kind, data)
                events.append((seq, TILL, sale_id, moment, kind, data, before))
            db.conn.executemany("INSERT INTO events VALUES (?,?,?,?,?,?,?)", events)
            _write_rows(db, episode, at)
        ledger.refill(db)
    db.close()
    return seq


def _write_rows(db: Database, episode: Episode, at: datetime) -> None:
    sales: dict[str, Sale] = {}
    for sale_id, event in episode:
        if isinstance(event, Note):
            continue
        if isinstance(event, Created):
            sales[sale_id] = open_sale(sale_id, TILL, event, at)
            continue
        sales[sale_id] = apply(sales[sale_id], event, at)
        if payment := payment_in(event):
            paid = (sales[sale_id].method, payment, sale_id)
            db.conn.execute("INSERT INTO payments VALUES (?,?,?)", paid)
        for identity in identities_of(event):
            owner = (provider_of(sales[sale_id].method), identity, sale_id)
            db.conn.execute("INSERT OR IGNORE INTO identities VALUES (?,?,?)", owner)
    for row in map(sale_to_row, sales.values()):
        marks = ",".join("?" * len(row))
        statement = f"INSERT INTO sales ({','.join(row)}) VALUES ({marks})"
        db.conn.execute(statement, [*row.values()])


def made(number: int, method: str = "vpos") -> Created:
    return Created(
        number=number,
        method=method,
        amount=Money(100_00 + number, Currency.AOA),
        phone=Phone("AO", f"923{number % 1_000_000:06d}"),
        description="",
        key=f"{number:032x}",
        business_day=(FIRST + timedelta(minutes=2 * number)).date(),
    )


def _life(number: int, *, paid: bool) -> Iterator[Event]:
    yield made(number)
    yield Sending(request="POST /api/v1/transactions", body="{}")
    yield Accepted(reference=f"r{number}", follow=f"/api/v1/requests/r{number}")
    if paid:
        yield Paid(reference=f"r{number}")
