"""What a file that is put aside still proves: whatever its clock said, and wherever one died who
went on from a copy."""

import errno
import resource
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from journal.checks.test_tampering import append
from journal.copies.test_backup import AT, TILL, Shop, begin, child_of, sell
from new_sales import new_sale

from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.errors import JournalHeld, JournalReadOnly, JournalUnavailable
from pos_app.domain.events import Accepted, OutcomeUnknown, Paid, Sending
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.journal import database_file
from pos_app.journal.checks.opening_checks import open_soundly
from pos_app.journal.checks.verify import verify
from pos_app.journal.copies.backup import checked
from pos_app.journal.copies.restore import restore
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader, Store
from pos_app.ports.journal import UnmatchedPayment

SOLD = ["a", "b", "c", "d", "e"]


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


# --- who dies while the places are changed --------------------------------------------------------


class Died(BaseException):
    """As a till that is killed, or loses its power: nothing is tidied up."""


@pytest.mark.parametrize("cut", range(1, 6))
@pytest.mark.parametrize("log", ["in its log", "all in the file"])
def test_who_dies_while_going_on_from_a_copy_has_lost_nothing(
    log: str, cut: int, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sell("a", "b")
    copy = shop.back_up()
    shop.sell("c")
    (shop.killed if log == "in its log" else shop.sell)("d", "e")
    with monkeypatch.context() as dying:
        steps = iter(range(1, 99))
        for name in ("rename", "replace", "unlink"):
            dying.setattr(Path, name, _dies_at(cut, steps, getattr(Path, name)))
        with suppress(Died):  # the last one dies after all is done
            restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    assert shop.sales() == SOLD
    shop.sell("next")


def _dies_at(cut: int, steps: Iterator[int], move: Callable[..., Any]) -> Callable[..., Any]:
    def moved(path: Path, *rest: Any, **named: Any) -> Any:
        if path.name.startswith("journal.") and path.exists() and next(steps) == cut:
            raise Died
        return move(path, *rest, **named)

    return moved


def test_a_draft_that_nobody_was_putting_in_place_is_not_taken_for_the_journal(shop: Shop) -> None:
    shop.sell("a")
    copy = shop.back_up()
    shop.sell("b")
    draft = shop.path.with_suffix(".restoring")
    draft.write_bytes(copy.read_bytes())
    shop.path.unlink()
    done = restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    assert (shop.sales(), done.put_aside) == (["a"], "")


def test_what_was_sold_since_somebody_else_put_a_copy_back_is_not_given_up_for_a_draft(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.sell("a")
    copy = shop.back_up()
    shop.sell("b")
    with monkeypatch.context() as dying:
        dying.setattr(Path, "replace", _dies_at(1, iter(range(1, 99)), Path.replace))
        with pytest.raises(Died):
            restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    (old,) = shop.path.parent.glob("journal-put-aside-*.sqlite3")
    kept = old.read_bytes()
    shop.path.write_bytes(copy.read_bytes())  # by hand
    shop.sell("c")
    restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    assert shop.sales() == ["a", "c"]
    assert old.read_bytes() == kept


# --- what was written down together ---------------------------------------------------------------


def stands_still(_: Shop) -> datetime:
    return AT


def goes_on(shop: Shop) -> datetime:
    return shop.now()


def goes_back(shop: Shop) -> datetime:
    shop.at -= timedelta(minutes=1)
    return shop.at


def a_day(store: Store) -> Iterator[str]:
    """A transaction of each shape, with its name."""
    begin(store, "open")
    yield "a sale is begun"
    store.append("paid", Accepted(reference="r"), Paid(reference="r", payment="p-2"))
    yield "two words of a provider at once"
    new_sale(store, "child", child_of("paid"), Sending(request="POST /", body=""))
    yield "its sale is asked for money back"
    store.append("child", OutcomeUnknown(reason=Reason.NO_ANSWER))
    yield "nobody knows"
    store.append("child", Paid(reference="back"))
    yield "its sale hears of it"
    seen = UnmatchedPayment(
        "proxypay", "99", "123", "", Money(5_00, Currency.AOA), "its words", AT, AT
    )
    store.record_unmatched("proxypay", [seen], whole=True)
    store.take_unmatched("proxypay", "99", "123", "Ana", "came by post")
    yield "a payment of nobody's is taken"
    store.note(DayClosed(day=AT.date(), by="Ana"))
    yield "a day is closed"
    sell(store, "last")
    yield "a sale is paid"


@pytest.mark.parametrize("clock", [stands_still, goes_on, goes_back])
def test_all_that_was_whole_before_the_harm_is_taken_whatever_the_clock_said(
    clock: Callable[[Shop], datetime], shop: Shop
) -> None:
    shop.sell("paid")
    copy = shop.back_up()
    first = checked(copy).head.number
    ends = [first]
    with closing(open_soundly(shop.path)) as db:
        store = Store(db, TILL, lambda: clock(shop))
        ends.extend(store.head()[0] for _ in a_day(store))
    whole = shop.path.read_bytes()
    last = ends[-1]
    ends += [first + 3, last - 2, last - 1]  # each word of a provider stands alone
    for harmed in range(first + 1, last + 2):
        shop.path.write_bytes(whole)
        _break_the_chain(shop.path, harmed)
        done = restore(copy, shop.path, TILL, "Ana", shop.now())
        assert done.rescued == max(end for end in ends if end < harmed) - first, harmed
        assert checked(shop.path), harmed


def _break_the_chain(journal: Path, at: int) -> None:
    with closing(sqlite3.connect(journal)) as db:
        db.execute("DROP TRIGGER events_are_not_changed")
        db.execute("UPDATE events SET hash = 'nothing' WHERE seq = ?", [at])
        db.commit()


MADE = (
    '{"amount":[150000,"AOA"],"business_day":"2026-11-20","description":"","key":"k",'
    '"method":"proxypay","number":3}'
)
SENSELESS = {
    "of a newer version": ("tipped", "{}"),
    "of a reason that there is none of": ("declined", '{"reason":"moon"}'),
    "in letters that no file can hold": ("paid", r'{"reference":"\ud800"}'),
    "of a payment in such letters": ("mismatched", r'{"flag":"short","payment":"\ud800"}'),
    "of more than a file can hold": ("paid", '{"amount":[9223372036854775808,"AOA"]}'),
    "of more beside it": (
        "mismatched",
        '{"amount":[9223372036854775808,"AOA"],"flag":"excess","payment":"1"}',
    ),
}


SENSELESS_NOTES = {
    "in letters that no file can hold": r'{"method":"m","payment":"\ud800","reference":"1"}',
    "of more than a file can hold": (
        '{"amount":[9223372036854775808,"AOA"],"method":"m","payment":"1","reference":"1"}'
    ),
}


@pytest.mark.parametrize("data", SENSELESS_NOTES.values(), ids=SENSELESS_NOTES.keys())
def test_a_note_that_no_file_can_hold_ends_what_is_taken(data: str, shop: Shop) -> None:
    shop.sell("a")
    copy = shop.back_up()
    shop.sell("b")
    with closing(open_soundly(shop.path)) as db:
        append(db, "", "paymenttaken", data)
    done = restore(copy, shop.path, TILL, "Ana", shop.now())
    assert (done.rescued, shop.sales()) == (4, ["a", "b"])


@pytest.mark.parametrize("is_begun", [True, False])
@pytest.mark.parametrize("event", SENSELESS.values(), ids=SENSELESS.keys())
def test_an_event_that_makes_no_sense_ends_what_is_taken_and_what_is_begun_before_it(
    event: tuple[str, str], shop: Shop, *, is_begun: bool
) -> None:
    """A sale that was made and asked for nothing was never in a journal."""
    shop.sell("a")
    copy = shop.back_up()
    shop.sell("b")
    with closing(open_soundly(shop.path)) as db:
        append(db, "x", "created", MADE)
        if not is_begun:
            append(db, "x", "sending", "{}")
        append(db, "x", *event)
    done = restore(copy, shop.path, TILL, "Ana", shop.now())
    if is_begun:
        assert (done.rescued, shop.sales()) == (4, ["a", "b"])
    else:
        assert (done.rescued, shop.sales()) == (6, ["a", "b", "x"])


def test_what_a_manager_took_is_not_offered_again(shop: Shop) -> None:
    shop.sell("paid")
    copy = shop.back_up()
    with closing(open_soundly(shop.path)) as db:
        store = Store(db, TILL, shop.now)
        assert [*a_day(store)]
        before = store.taken_unmatched()
    restore(copy, shop.path, TILL, "Ana", shop.now())
    with closing(read_journal(shop.path)) as db:
        assert Reader(db).taken_unmatched() == before
        assert Reader(db).unmatched_payments() == []


def test_of_what_a_manager_took_the_event_alone_is_enough(shop: Shop) -> None:
    """Where something else has written in its row, or cleared it away."""
    shop.sell("paid")
    copy = shop.back_up()
    with closing(open_soundly(shop.path)) as db:
        assert [*a_day(Store(db, TILL, shop.now))]
        (before,) = Store(db, TILL, shop.now).taken_unmatched()
        db.execute("DELETE FROM strays")
    restore(copy, shop.path, TILL, "Ana", shop.now())
    assert before.taken_at
    with closing(read_journal(shop.path)) as db:
        at = before.taken_at
        expected = replace(before, raw="", first_seen=at, last_seen=at, queued=False)
        assert Reader(db).taken_unmatched() == [expected]
        assert Reader(db).unmatched_payments() == []
        assert verify(db).problems == []


# --- a file that is not harmed --------------------------------------------------------------------


@contextmanager
def held(journal: Path) -> Iterator[None]:
    """As by a database browser, which lets nobody else look in."""
    with closing(sqlite3.connect(journal, isolation_level=None)) as browser:
        browser.execute("PRAGMA locking_mode=EXCLUSIVE")
        browser.execute("BEGIN EXCLUSIVE")
        yield


def _closed(path: Path, *_: object, **__: object) -> None:
    raise PermissionError(errno.EACCES, "it may not be read", str(path))


@contextmanager
def out_of_reach(journal: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as system:
        system.setattr(type(journal), "open", _closed)  # root may read everything
        yield


@pytest.mark.parametrize(
    ("kept_from_us", "said"), [(held, JournalHeld), (out_of_reach, JournalReadOnly)]
)
def test_a_journal_that_cannot_be_looked_at_now_is_not_given_up(
    kept_from_us: Callable[[Path], AbstractContextManager[None]],
    said: type[Exception],
    shop: Shop,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(database_file, "BUSY_TIMEOUT", 0.1)
    shop.sell("a")
    copy = shop.back_up()
    shop.sell("b", "c")
    with kept_from_us(shop.path), pytest.raises(said):
        restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    assert shop.sales() == ["a", "b", "c"]
    restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    assert shop.sales() == ["a", "b", "c"]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """On a disk that is full beyond that."""
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))


def test_a_disk_that_is_full_before_all_is_in_the_new_one_leaves_the_old_one(shop: Shop) -> None:
    before, since = ([f"{when}-{sale}" for sale in range(12)] for when in ("before", "since"))
    shop.sell(*before)
    copy = shop.back_up()
    shop.sell(*since)
    with room_for(copy.stat().st_size + 4096), pytest.raises(JournalUnavailable):
        restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    assert shop.sales() == [*before, *since]
    assert not [*shop.path.parent.glob("journal-put-aside-*")]
    restore(copy, shop.path, TILL, "Ana", shop.now(), shop.copies)
    assert shop.sales() == [*before, *since]


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [0, 1, 40])
def test_a_clock_that_was_put_back_leaves_out_no_fewer_numbers(days: int, shop: Shop) -> None:
    """Where nothing but the copy is left, as on a new computer."""
    shop.sell("a")
    copy = shop.back_up()
    shop.path.unlink()
    apart = timedelta(days=days)
    after = restore(copy, shop.path, TILL, "Ana", shop.at + apart)
    before = restore(copy, shop.path, TILL, "Ana", shop.at - apart)
    assert 1 + (1 + days) * 1000 <= after.next_number <= before.next_number
