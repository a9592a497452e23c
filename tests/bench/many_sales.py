"""A journal of many sales, written in bulk with the journal's own forms."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pos_app.domain.events import Accepted, Created, Event, Paid, Sending, name_of
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.sale import Sale, apply, open_sale
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.codec import event_to_text, instant_text, sale_to_row
from pos_app.journal.schema import open_journal

FIRST = datetime(2026, 1, 1, 8, tzinfo=UTC)


def write_journal(path: Path, count: int, *, still_open: int = 0) -> None:
    """`count` paid sales, the last `still_open` of them still waiting."""
    db = open_journal(path)
    seq, before = 0, BEGINNING
    with db.atomic():
        for number in range(1, count + 1):
            at = FIRST + timedelta(minutes=2 * number)
            sale_id = f"{number:032x}"
            sale: Sale | None = None
            for event in _life(number, at, paid=number <= count - still_open):
                seq += 1
                sale = _fold(sale, sale_id, event, at)
                kind, data, moment = name_of(event), event_to_text(event), instant_text(at)
                before = link(before, seq, "bench", sale_id, moment, kind, data)
                row = (seq, "bench", sale_id, moment, kind, data, before)
                db.conn.execute("INSERT INTO events VALUES (?,?,?,?,?,?,?)", row)
            assert sale
            found = sale_to_row(sale)
            marks = ",".join("?" * len(found))
            db.conn.execute(
                f"INSERT INTO sales ({','.join(found)}) VALUES ({marks})", [*found.values()]
            )
    db.close()


def _life(number: int, at: datetime, *, paid: bool) -> Iterator[Event]:
    yield Created(
        number=number,
        method="vpos",
        amount=Money(100_00 + number, Currency.AOA),
        phone=Phone("AO", f"923{number % 1_000_000:06d}"),
        description="",
        key=f"{number:032x}",
        business_day=at.date(),
    )
    yield Sending(request="POST /api/v1/transactions", body="{}")
    yield Accepted(reference=f"r{number}", follow=f"/api/v1/requests/r{number}")
    if paid:
        yield Paid(reference=f"r{number}")


def _fold(sale: Sale | None, sale_id: str, event: Event, at: datetime) -> Sale:
    if isinstance(event, Created):
        return open_sale(sale_id, "bench", event, at)
    assert sale
    return apply(sale, event, at)
