"""What a manager sees before a day is closed: what is not settled, and what was done since the last
close."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pos_app.domain.audit_notes import DayClosed, PinRefused, QueueMoves, QueueStuck, Restored
from pos_app.domain.events import Accepted, Created, Event, Flag, Mismatched, Paid, Sending
from pos_app.domain.money import Currency, Money
from pos_app.journal.thread import JournalThread
from pos_app.till.day_close import sheet_of

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
TODAY, YESTERDAY = date(2026, 11, 20), date(2026, 11, 19)
SHORT = Mismatched(flag=Flag.SHORT, amount=Money(5, Currency.AOA))


def ticking() -> Callable[[], datetime]:
    ticks = iter(range(1000))
    return lambda: AT + timedelta(minutes=next(ticks))


async def sell(journal: JournalThread, name: str, *events: Event, day: date = TODAY) -> None:
    def created(number: int) -> Created:
        return Created(
            number=number,
            method="proxypay",
            amount=Money(1_500_00, Currency.AOA),
            phone=None,
            description="",
            key=name,
            business_day=day,
        )

    await journal.create(name, created, lambda _: Sending(request="", body=""))
    if events:
        await journal.append(name, *events)


async def test_a_sheet_has_all_that_is_not_settled_once_and_what_was_done_since_the_last_close(
    tmp_path: Path,
) -> None:
    restored = Restored(head="", events=1, put_aside="old", number=0)
    journal = await JournalThread.open(tmp_path / "journal.sqlite3", "till-1", ticking())
    try:
        await sell(journal, "flagged", Paid(reference="1"), SHORT, day=YESTERDAY)
        await sell(journal, "both", Accepted(reference="2"), SHORT)
        await sell(journal, "paid", Paid(reference="3"))
        await sell(journal, "open")
        await journal.note(restored)
        first = await sheet_of(journal, TODAY)
        for who in ("Ana", "Rui"):
            await journal.note(DayClosed(day=TODAY, by=who))
        await journal.note(PinRefused())
        await journal.note(DayClosed(day=YESTERDAY, by="Eva"))
        await journal.note(QueueStuck(method="vpos"))
        await journal.note(QueueMoves(method="vpos"))
        second = await sheet_of(journal, TODAY, lacks_code=True)
        other = await sheet_of(journal, date(2026, 11, 21))
    finally:
        await journal.close()
    assert [sale.id for sale in first.unsettled] == ["flagged", "both", "open"]
    assert [sale.id for sale in first.day.sales] == ["open", "paid", "both"]
    assert (first.notes, first.restored) == ([restored], [restored])
    assert (first.closed_at, first.closed_by, first.lacks_code) == (None, "", False)
    assert second.notes == [QueueStuck(method="vpos"), QueueMoves(method="vpos")]
    assert (second.restored, second.lacks_code) == ([], True)
    assert second.closed_by == "Rui"
    assert second.closed_at == AT + timedelta(minutes=9)
    assert (other.closed_at, other.closed_by) == (None, "")
    assert [sale.id for sale in other.unsettled] == ["flagged", "both", "open"]
